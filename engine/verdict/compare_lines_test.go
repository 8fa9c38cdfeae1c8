package verdict_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// Lines tell each changed pair once for each way in which it changed, and no other.
func TestLinesTellEveryPairOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := verdict.Compare(reach.Compile(drawVariant(t).D), reach.Compile(drawVariant(t).D))
		var fromLines, fromPairs []string
		for _, l := range d.Lines() {
			pairs := 0
			for _, from := range l.From {
				for _, to := range l.To {
					if from != to {
						pairs++
						fromLines = append(fromLines, fmt.Sprint(l.What, from.ID, "-", to.ID, netset.EntriesText(l.Allowed), "|", netset.EntriesText(l.Blocked)))
					}
				}
			}
			if pairs != l.Pairs {
				t.Fatalf("a line of %d pairs says %d", pairs, l.Pairs)
			}
		}
		for p := range d.Pairs() {
			for _, w := range verdict.Whats {
				allowed, blocked := p.Delta.Of(w)
				if !allowed.Union(blocked).Minus(netset.OneWay).IsEmpty() {
					fromPairs = append(fromPairs, fmt.Sprint(w, p.From.ID, "-", p.To.ID, netset.EntriesText(allowed.EntriesFor(p.From.Client())), "|", netset.EntriesText(blocked.EntriesFor(p.From.Client()))))
				}
			}
		}
		slices.Sort(fromLines)
		slices.Sort(fromPairs)
		if diff := cmp.Diff(fromPairs, fromLines); diff != "" {
			t.Fatal(diff)
		}
	})
}

// tiers is a VPC with forty web servers, two databases and an admin.
func tiers() *sample.Net {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("rt", "vpc", "0.0.0.0/0 igw")
	n.Subnet("front", "vpc", "10.0.1.0/24", "rt").Subnet("back", "vpc", "10.0.2.0/24", "rt")
	n.Group("sgweb", "vpc", "out all 0.0.0.0/0").Group("sgdb", "vpc").Group("sgadm", "vpc", "out all 0.0.0.0/0")
	for i := range 40 {
		n.Instance(fmt.Sprintf("web%02d", i), "front", "sg:sgweb", "public")
	}
	return n.Instance("db1", "back", "sg:sgdb").Instance("db2", "back", "sg:sgdb").Instance("adm", "front", "sg:sgadm", "public")
}

func admit(n *sample.Net, group, row, words string) *sample.Net {
	changed := n.Clone()
	f := strings.Fields(words)
	s := sample.Service(f[0])
	rule := kind.SecurityRule{Protocol: s.Protocol, Ports: s.Ports, Types: s.Types}
	if g, ok := strings.CutPrefix(f[1], "sg:"); ok {
		rule.Group = kind.To(sample.ID(g))
	} else {
		rule.CIDR = netip.MustParsePrefix(f[1])
	}
	sample.Change(changed, group, func(g *kind.SecurityGroup) {
		rows := map[string]kind.SecurityRule{row: rule}
		for k, r := range g.Ingress {
			if k != row {
				rows[k] = r
			}
		}
		g.Ingress = rows
	})
	return changed
}

func lineTexts(old, now *sample.Net) []string {
	d := verdict.Compare(reach.Compile(old.D), reach.Compile(now.D))
	lines := d.Lines()
	namer := d.Namer()
	out := []string{verdict.Headline(lines, verdict.CompareFlows(reach.Compile(old.D), reach.Compile(now.D))).EN}
	for _, l := range lines {
		s := fmt.Sprintf("%s %s -> %s: %s", l.What, namer.Called(l.From).EN, namer.Called(l.To).EN, netset.EntriesText(l.Allowed))
		if len(l.Blocked) > 0 {
			s += " | " + netset.EntriesText(l.Blocked)
		}
		out = append(out, s)
	}
	return out
}

func TestLinesAreForPeople(t *testing.T) {
	base := tiers()
	open := admit(base, "sgweb", "r", "tcp/80 0.0.0.0/0")
	without := base.Clone()
	delete(without.D.Resources, sample.ID("db2"))
	for _, c := range []struct {
		name     string
		old, now *sample.Net
		want     []string
	}{
		{"nothing", base, base.Clone(), []string{"no verdict changes"}},
		{"one rule for forty servers is one line for each kind of client", base, open, []string{
			"opens 2", "opened internet -> all of security group sgweb (40): tcp 80", "opened all in subnet front (41) -> all of security group sgweb (40): tcp 80",
		}},
		{"and back", open, base, []string{
			"closes 2", "closed internet -> all of security group sgweb (40): tcp 80", "closed all in subnet front (41) -> all of security group sgweb (40): tcp 80",
		}},
		{"a whole group to a whole group", base, admit(base, "sgdb", "r", "tcp/3306 sg:sgweb"), []string{
			"opens 1", "opened all of security group sgweb (40) -> db1, db2: tcp 3306",
		}},
		{"one port for another", admit(base, "sgdb", "r", "tcp/22 sg:sgadm"), admit(base, "sgdb", "r", "tcp/2222 sg:sgadm"), []string{
			"opens 1, closes 1", "opened adm -> db1, db2: tcp 2222", "closed adm -> db1, db2: tcp 22",
		}},
		{"an address that AWS picks", base, admit(base, "sgdb", "r", "tcp/22 10.0.1.0/25"), []string{
			"1 no longer known", "doubted all in subnet front (41) -> db1, db2:  | tcp 22",
		}},
		{"and known again", admit(base, "sgdb", "r", "tcp/22 10.0.1.0/25"), admit(base, "sgdb", "r", "tcp/22 10.0.1.0/24"), []string{
			"1 no longer unknown", "settled all in subnet front (41) -> db1, db2: tcp 22",
		}},
		{"a server more", admit(without, "sgdb", "r", "tcp/3306 sg:sgweb"), admit(base, "sgdb", "r", "tcp/3306 sg:sgweb"), []string{
			"opens 1", "opened all of security group sgweb (40) -> db2 (new): tcp 3306",
		}},
		{"a block named for the first time", open, admit(open, "sgdb", "r", "tcp/22 198.51.100.0/24"), []string{"no verdict changes"}},
		{"a block closed", open, admit(base, "sgweb", "r", "tcp/80 128.0.0.0/1"), []string{
			"closes 2", "closed internet -> all of security group sgweb (40): tcp 80", "closed all in subnet front (41) -> all of security group sgweb (40): tcp 80",
		}},
	} {
		if diff := cmp.Diff(c.want, lineTexts(c.old, c.now)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestHeadlineCountsFlows(t *testing.T) {
	old := admit(tiers(), "sgdb", "r", "tcp/3306 sg:sgweb").Flow("a", "web00", "db1", "must", "tcp/3306").Flow("b", "adm", "db1", "must", "tcp/22")
	now := admit(old, "sgdb", "r", "tcp/22 sg:sgadm")
	if got, want := lineTexts(old, now)[0], "opens 1, closes 1, 1 flow breaks, 1 flow now holds"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Resources that a new import calls differently are found by origin, then by kind, parent and name
// (design section 4.2); a name of two is no name.
func TestMatching(t *testing.T) {
	put := func(d *design.Design, id, parent, name, origin string, p kind.Props) {
		d.Resources[id] = &design.Resource{Kind: p.Kind(), Name: name, Parent: parent, Props: p, Tags: map[string]string{}, ExportName: name}
		if origin != "" {
			d.Resources[id].Origin = &design.Origin{Source: "aws", ID: origin}
		}
	}
	build := func(prefix string) *design.Design {
		d := design.New("d")
		put(d, "same000000", "", "scope", "", &kind.Scope{})
		put(d, prefix+"vpc", "same000000", "main", "vpc-1", &kind.VPC{})
		put(d, prefix+"sub", prefix+"vpc", "front", "", &kind.Subnet{})
		put(d, prefix+"tw1", prefix+"vpc", "twin", "", &kind.Subnet{})
		put(d, prefix+"tw2", prefix+"vpc", "twin", "", &kind.Subnet{})
		put(d, prefix+"i", prefix+"sub", "server", "", &kind.Instance{})
		return d
	}
	m := verdict.MatchDesigns(build("old"), build("new"))
	want := map[string]string{"same000000": "same000000", "oldvpc": "newvpc", "oldsub": "newsub", "oldi": "newi"}
	if diff := cmp.Diff(want, m.NewOf); diff != "" {
		t.Error(diff)
	}
}

func TestResourcesThatDiffer(t *testing.T) {
	old := tiers()
	now := admit(old, "sgdb", "r", "tcp/22 sg:sgadm")
	delete(now.D.Resources, sample.ID("web07"))
	now.Instance("web99", "front", "sg:sgweb")
	sample.Change(now, "sgweb", func(g *kind.SecurityGroup) { // another key is no other rule
		g.Egress = map[string]kind.SecurityRule{"other": g.Egress["r0"]}
	})
	c := verdict.CompareResources(old.D, now.D, verdict.MatchDesigns(old.D, now.D))
	var got []string
	for _, l := range []struct {
		word string
		list []verdict.ResourceChange
	}{{"added", c.Added}, {"removed", c.Removed}, {"changed", c.Changed}} {
		for _, r := range l.list {
			got = append(got, l.word+" "+r.Name)
			for _, p := range r.Properties {
				got = append(got, fmt.Sprintf("  %s: %s -> %s", p.Path, p.Old, p.New))
			}
		}
	}
	want := []string{"added web99", "removed web07", "changed sgdb", `  props.ingress.r:  -> {"group":"sgadm00000","ports":"22","protocol":"tcp"}`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The same network with other ids, as a new import makes them, differs in nothing.
func TestNewIdsAreNoDifference(t *testing.T) {
	old := admit(tiers(), "sgdb", "r", "tcp/3306 sg:sgweb")
	for id, r := range old.D.Resources { // AWS's own objects have their ids for names
		named := *r
		named.Name = "the " + r.Name
		old.D.Resources[id] = &named
	}
	raw, err := design.Encode(old.D)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	for id := range old.D.Resources {
		text = strings.ReplaceAll(text, `"`+id+`"`, `"n`+id+`"`)
	}
	now, err := design.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	d := verdict.Compare(reach.Compile(old.D), reach.Compile(now))
	if c := verdict.CompareResources(old.D, now, d.Match); !d.IsEmpty() || !c.IsEmpty() {
		t.Errorf("verdicts differ: %v; resources: %+v", !d.IsEmpty(), c)
	}
}
