package scene

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
)

var styles = []Style{{}, {Icon: 40}}

func TestDrawingsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := randomdesign.Draw(t)
		for _, style := range styles {
			s := Of(d, design.MainView, style)
			if diff := cmp.Diff(s, Of(d, design.MainView, style), cmpopts.IgnoreUnexported(Scene{}, Item{})); diff != "" {
				t.Fatalf("two drawings of one design differ:\n%s", diff)
			}
			inside(t, s)
			everythingIsThere(t, d, s)
			for _, a := range s.Arrows {
				arrowHolds(t, s, a, style)
			}
		}
	})
}

func inside(t *rapid.T, s *Scene) {
	for n, i := range s.Items {
		if i.Parent == "" {
			continue
		}
		owner := s.Find(i.Parent)
		if owner == nil || slices.IndexFunc(s.Items, func(o Item) bool { return o.ID == i.Parent }) > n {
			t.Fatalf("%s lies in %s, which is not drawn before it", i.ID, i.Parent)
		}
		if !owner.Rect.Holds(i.Rect) {
			t.Errorf("%s %+v is outside %s %+v", i.ID, i.Rect, owner.ID, owner.Rect)
		}
	}
}

func everythingIsThere(t *rapid.T, d *design.Design, s *Scene) {
	seen := map[string]int{}
	for _, i := range s.Items {
		seen[i.ID]++
	}
	for _, id := range s.Carried {
		seen[id]++
	}
	for _, a := range s.Arrows {
		seen[a.ID]++
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("%s is there %d times", id, n)
		}
	}
	for _, row := range kind.Sorted(d.Resources) {
		if seen[row.Key] != 1 {
			t.Errorf("%s is not there", row.Key)
		}
	}
	for id := range d.Flows {
		if seen[id] != 1 {
			t.Errorf("the flow %s is not there", id)
		}
	}
}

func arrowHolds(t *rapid.T, s *Scene, a Arrow, style Style) {
	if len(a.Points) < 2 {
		t.Fatalf("%s has %d points", a.ID, len(a.Points))
	}
	from, to := s.Find(a.From), s.Find(a.To)
	if first, last := a.Points[0], a.Points[len(a.Points)-1]; !touches(*from, first, style) || !touches(*to, last, style) {
		t.Errorf("%s goes from %v to %v, but its ends are %+v and %+v", a.ID, first, last, from.Rect, to.Rect)
	}
	if slices.Contains(s.Direct, a.ID) {
		return
	}
	for k := range a.Points[1:] {
		p, q := a.Points[k], a.Points[k+1]
		if p.X != q.X && p.Y != q.Y {
			t.Errorf("%s is not square between %v and %v", a.ID, p, q)
		}
		for _, i := range s.Items {
			if i.Shape != Box && i.Shape != Lane && i.ID != a.From && i.ID != a.To && i.Rect.meets(between(p, q)) {
				t.Errorf("%s runs through %s", a.ID, i.ID)
			}
		}
	}
}

// touches reports a point on one of the sides at which arrows meet an item.
func touches(i Item, p Point, style Style) bool {
	core := i.Core(style)
	return (p.X == core.X || p.X == core.Right()) && p.Y >= core.Y && p.Y <= core.Bottom() ||
		(p.Y == core.Y || p.Y == i.Rect.Bottom()) && p.X >= i.Rect.X && p.X <= i.Rect.Right()
}

// In the starters every arrow finds its way, no label hides a node, nothing overlaps.
func TestStartersAreClear(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			d, err := tmpl.Build(stage + 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, style := range styles {
				s := Of(d, design.MainView, style)
				if len(s.Direct)+len(s.Overlapping)+len(s.Laneless) > 0 {
					t.Errorf("%s, stage %d: direct %v, overlapping %v, laneless %v", tmpl.ID, stage+1, s.Direct, s.Overlapping, s.Laneless)
				}
				for n, a := range s.Arrows {
					for _, b := range s.Arrows[n+1:] {
						if a.Text.meets(b.Text) {
							t.Errorf("%s, stage %d: the labels of %s and %s overlap", tmpl.ID, stage+1, a.ID, b.ID)
						}
					}
					for _, i := range s.Items {
						if i.Shape != Box && i.Shape != Lane && i.Rect.meets(a.Text) {
							t.Errorf("%s, stage %d: the label of %s lies on %s", tmpl.ID, stage+1, a.ID, i.ID)
						}
					}
				}
			}
		}
	}
}

// semantics 30: what makes a subnet public is a route to the gateway of its own VPC.
func TestPublicIsDerived(t *testing.T) {
	n := sample.New().VPC("one", "10.0.0.0/16").VPC("two", "10.1.0.0/16").Gateway("igw", "one").
		Table("out", "one", "0.0.0.0/0 igw").Table("astray", "two", "0.0.0.0/0 igw").
		Subnet("open", "one", "10.0.0.0/24", "out").Subnet("closed", "one", "10.0.1.0/24").Subnet("lost", "two", "10.1.0.0/24", "astray").
		Route(design.MainRouteTableID(sample.ID("two")), "10.9.0.0/16 gone:nat")
	s := Of(n.D, design.MainView, Style{})
	for name, want := range map[string]bool{"open": true, "closed": false, "lost": false} {
		if got := s.Find(sample.ID(name)).Public; got != want {
			t.Errorf("%s is public: %v", name, got)
		}
	}
	main := n.Clone()
	main.Route(design.MainRouteTableID(sample.ID("one")), "0.0.0.0/0 igw")
	if !Of(main.D, design.MainView, Style{}).Find(sample.ID("closed")).Public {
		t.Error("a subnet on a main route table with a way out is not public")
	}
}

func TestZonesThatLieAmongEachOtherHaveNoLanes(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("top", "vpc", "10.0.0.0/24").Subnet("mid", "vpc", "10.0.1.0/24").Subnet("low", "vpc", "10.0.2.0/24")
	s := Of(n.D, design.MainView, Style{})
	if lane := s.Find(s.Find(sample.ID("top")).Parent); lane == nil || lane.Shape != Lane || lane.Title != "ap-northeast-1a" {
		t.Fatalf("the subnet lies in %+v, want its zone's lane", lane)
	}
	sample.Change(n, "mid", func(p *kind.Subnet) { p.AvailabilityZone = "ap-northeast-1c" })
	places := map[string]design.Place{}
	for i, id := range []string{"top", "mid", "low"} {
		places[sample.ID(id)] = design.Place{X: 24, Y: 64 + 232*i, W: 240, H: 200}
	}
	n.D.Views[design.MainView] = &design.View{Places: places}
	s = Of(n.D, design.MainView, Style{})
	if want := []string{sample.ID("vpc")}; !slices.Equal(s.Laneless, want) || s.Find(sample.ID("top")).Parent != sample.ID("vpc") {
		t.Errorf("laneless are %v, want %v", s.Laneless, want)
	}
	if remarks := s.Remarks(n.D); len(remarks) != 1 || !remarks[0].Note || remarks[0].Text.EN == "" || remarks[0].Text.JA == "" {
		t.Errorf("remarks are %+v, want one", remarks)
	}
}

func TestOneScopeIsNotDrawnButSeveralAre(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16")
	if s := Of(n.D, design.MainView, Style{}); s.Find(sample.ID("scope")) != nil || !slices.Contains(s.Carried, sample.ID("scope")) {
		t.Error("the only scope is drawn")
	}
	n.D.Resources["otherscope"] = &design.Resource{Kind: kind.ScopeKind, Props: &kind.Scope{}, Tags: map[string]string{}}
	if s := Of(n.D, design.MainView, Style{}); s.Find(sample.ID("scope")) == nil || s.Find("otherscope") == nil {
		t.Error("two scopes are not drawn")
	}
}

func TestFlowLabels(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("net", "vpc", "10.0.0.0/24").Group("web", "vpc").
		Flow("one", "internet", "web", "must", "tcp/80").Flow("two", "10.9.0.0/16", "net", "must-not", "tcp/1", "tcp/2", "tcp/3", "icmp/8").
		Flow("three", "net", "internet", "must", "all").Flow("none", "internet", "internet", "must", "tcp/1")
	s := Of(n.D, design.MainView, Style{})
	want := map[string]string{"one": "tcp/80 → web", "two": "≠ tcp/1, tcp/2, +2", "three": "all traffic"}
	for _, a := range s.Arrows {
		for name, label := range want {
			if a.ID == sample.ID(name) && a.Label != label {
				t.Errorf("%s: the label is %q, want %q", name, a.Label, label)
			}
		}
	}
	if len(s.Arrows) != 3 || !slices.Contains(s.Carried, sample.ID("none")) {
		t.Errorf("%d arrows, carried %v", len(s.Arrows), s.Carried)
	}
	if chip := s.Find("end-1"); chip == nil || chip.Title != "10.9.0.0/16" {
		t.Errorf("the chip is %+v", chip)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"web": "web", "a\n b\t\tc ": "a b c", "\u202ea\u2066b\u200f": "ab", "\u0001\u007f\ufffe\ufeffx": "x", "👩\u200d💻": "👩\u200d💻", "日本 語": "日本 語", "<b>": "<b>",
	} {
		if got := Visible(in); got != want {
			t.Errorf("%q shows as %q, want %q", in, got, want)
		}
	}
	if got := Clip(strings.Repeat("x", 10_000), 13, 100); Width(got, 13) > 100 || !strings.HasSuffix(got, "…") {
		t.Errorf("clipped to %q", got)
	}
	if got := Clip("short", 13, 100); got != "short" {
		t.Errorf("a short text is clipped to %q", got)
	}
}

func BenchmarkOf1000(b *testing.B) {
	n := sample.New().VPC("vpc", "10.0.0.0/8")
	for s := range 50 {
		subnet := fmt.Sprintf("subnet%06d", s)
		n.Subnet(subnet, "vpc", fmt.Sprintf("10.%d.0.0/16", s))
		for i := range 20 {
			n.D.Resources[fmt.Sprintf("inst%04d%04d", s, i)] = &design.Resource{Kind: kind.InstanceKind, Parent: subnet, Props: &kind.Instance{}, Tags: map[string]string{}}
		}
	}
	for f := range 200 {
		n.Flow(fmt.Sprintf("flow%06d", f), fmt.Sprintf("inst%04d%04d", f%50, f%20), fmt.Sprintf("inst%04d%04d", f*7%50, f*3%20), "must", "tcp/80")
	}
	for b.Loop() {
		Of(n.D, design.MainView, Style{Icon: 40})
	}
}
