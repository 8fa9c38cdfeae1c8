package scene

import (
	"os"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// everyKind is the design that tests and design reviews look at.
func everyKind(t testing.TB) *design.Design {
	raw, err := os.ReadFile("../../../test/fixtures/every-kind.vpc.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := design.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheFixtureHasEveryKind(t *testing.T) {
	d := everyKind(t)
	seen := map[kind.Name]bool{kind.InternetKind: true}
	for _, r := range d.Resources {
		seen[r.Kind] = true
	}
	for _, k := range kind.All {
		if !seen[k.Name] {
			t.Errorf("test/fixtures/every-kind.vpc.json has no %s", k.Name)
		}
	}
}

func TestEveryKindIsDrawnClearOfOthers(t *testing.T) {
	d := everyKind(t)
	for _, style := range []Style{{}, {Icon: 40}} {
		s := Of(d, design.MainView, style)
		for id, r := range d.Resources {
			if drawn := s.Find(id) != nil; drawn == kind.Get(r.Kind).Hidden && r.Kind != kind.ScopeKind {
				t.Errorf("%s %s is drawn: %v", r.Kind, id, drawn)
			}
		}
		if len(s.Overlapping)+len(s.Direct)+len(s.Laneless) > 0 {
			t.Errorf("overlapping %v, across others %v, without lanes %v", s.Overlapping, s.Direct, s.Laneless)
		}
	}
}

// A VPN runs over the internet, Direct Connect on a line of its own: the two are told apart by label.
func TestLinksJoinWhatIsNamed(t *testing.T) {
	s := Of(everyKind(t), design.MainView, Style{})
	type line struct{ from, to, label string }
	got := map[line]Link{}
	for _, l := range s.Links {
		got[line{l.From, l.To, l.Label}] = l
		for _, a := range s.Arrows {
			if a.ID == l.ID {
				t.Errorf("%s is a link and an arrow", l.ID)
			}
		}
	}
	for _, want := range []struct {
		line
		sort  Line
		muted bool
	}{
		{line{"pcxappdata", "vpcapp0000", ""}, PeeringLine, false},
		{line{"pcxappdata", "vpcdata000", ""}, PeeringLine, false},
		{line{"pcxdatapart", "vpcpartner", ""}, PeeringLine, true},
		{line{"vpntohq000", "vgwapp0000", ""}, TunnelLine, false},
		{line{"vpntohq000", "customerhq0", "internet VPN"}, TunnelLine, false},
		{line{"vpntobranch", "customerbr0", "internet VPN"}, TunnelLine, true},
		{line{"directhq00", "corporatehq", "dedicated line"}, DedicatedLine, false},
		{line{"customerhq0", "corporatehq", ""}, BehindLine, false},
	} {
		l, ok := got[want.line]
		if !ok || l.Line != want.sort || l.Muted != want.muted || len(l.Points) < 2 {
			t.Errorf("%+v is drawn as %+v", want, l)
		}
	}
}

func TestLooks(t *testing.T) {
	s := Of(everyKind(t), design.MainView, Style{})
	for id, want := range map[string]Item{
		"eigwapp000": {Shape: Gate, Subtitle: "IPv6"}, "vgwapp0000": {Shape: Gate, Lower: true}, "vgwidle000": {Shape: Gate, Muted: true},
		"pcxdatapart": {Shape: Node, Subtitle: "Pending acceptance", Muted: true}, "vpntobranch": {Shape: Node, Subtitle: "0 of 2 up", Muted: true},
		"database000": {Shape: Node, Subtitle: "Aurora PostgreSQL", Variant: kind.EngineAuroraPostgreSQL}, "containers0": {Shape: Node, Subtitle: "Fargate × 2"},
		"corporatehq": {Shape: Node, Subtitle: "192.168.0.0/16 +1"}, "servicessm": {Shape: Node, Title: "ssm", Variant: "ssm"},
	} {
		i := s.Find(id)
		if i.Shape != want.Shape || i.Subtitle != want.Subtitle || i.Muted != want.Muted || i.Lower != want.Lower || i.Variant != want.Variant {
			t.Errorf("%s looks like %+v, want %+v", id, *i, want)
		}
	}
	for _, a := range s.Arrows {
		if a.ID == "flowphotos" && a.To != "services30" {
			t.Errorf("the arrow to s3 ends at %s, not at the drawn service", a.To)
		}
	}
}
