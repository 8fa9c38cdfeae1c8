package verdict_test

import (
	"encoding/json"
	"net/netip"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// A comparison that looks only where an edit reached tells what one that looks everywhere does.
func TestEditedComparisonsAgreeWithWholeOnes(t *testing.T) {
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		d := drawDesign(t)
		if len(d.Resources) > 200 {
			t.Skip("all pairs of it are many")
		}
		was := (*verdict.Revision)(nil).Next(reach.Compile(d.Clone()), "")
		for k := range rapid.IntRange(1, 2).Draw(t, "at once") {
			drawEdit(t, d, k)
		}
		is := was.Next(reach.Recompile(was.Network(), d), "")
		got, want := pairTexts(verdict.CompareEdited(was, is), false), pairTexts(verdict.Compare(was.Network(), is.Network()), false)
		if !slices.Equal(got, want) {
			t.Fatalf("the edited comparison and the whole one differ:\n%s", cmp.Diff(want, got))
		}
		changed += len(want)
	})
	if changed == 0 {
		t.Error("no edit changed anything")
	}
}

// A block that a VPC or an office takes leaves the outside world for everybody.
func TestEditedComparisonsSeeWhatLeavesTheOutside(t *testing.T) {
	for what, edit := range map[string]func(*sample.Net){
		"a VPC": func(n *sample.Net) {
			sample.Change(n, "other", func(p *kind.VPC) {
				p.SecondaryCIDRs = map[string]kind.VPCBlock{"b": {CIDR: netip.MustParsePrefix("198.18.0.0/16")}}
			})
		},
		"an office": func(n *sample.Net) { n.Office("office", "192.168.0.0/16", "198.18.0.0/16") },
	} {
		n := sample.New().VPC("vpc", "10.0.0.0/16").VPC("other", "10.1.0.0/16").Office("office", "192.168.0.0/16").Gateway("igw", "vpc")
		n.Table("rt", "vpc", "0.0.0.0/0 igw").Subnet("s", "vpc", "10.0.1.0/24", "rt").Group("g", "vpc", "out tcp/443 198.18.0.0/16")
		n.Instance("web", "s", "sg:g", "public")
		was := (*verdict.Revision)(nil).Next(reach.Compile(n.D.Clone()), "")
		edit(n)
		is := was.Next(reach.Recompile(was.Network(), n.D), "")
		got, want := pairTexts(verdict.CompareEdited(was, is), false), pairTexts(verdict.Compare(was.Network(), is.Network()), false)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s takes a block: %v\nwant %v", what, got, want)
		}
	}
}

// Findings about one VPC that follow from elements of another, or of none, follow their edits.
func TestFindingsFollowEditsElsewhere(t *testing.T) {
	peered := func() *sample.Net {
		n := sample.New().VPC("one", "10.1.0.0/16").VPC("two", "10.2.0.0/16").VPC("six", "10.6.0.0/16").Peering("p", "one", "two")
		n.Table("rt", "six", "10.1.0.0/16 p", "10.1.0.0/16 p").Gateway("igw", "six")
		n.Route(design.MainRouteTableID(sample.ID("six")), "0.0.0.0/0 igw").Subnet("s", "six", "10.6.1.0/24")
		table := design.Put{Section: design.Resources, ID: sample.ID("six") + "pub", Value: json.RawMessage(`{"kind":"routeTable","name":"public","parent":"` + sample.ID("two") + `","props":{}}`)}
		if _, _, err := design.Apply(n.D, design.Ops{table}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []struct {
		what string
		op   design.Op
	}{
		{"a peering of two others has another name", design.Patch{Section: design.Resources, ID: sample.ID("p"), Path: "name", Value: json.RawMessage(`"renamed"`)}},
		{"the table that a fix would make has gone", design.Del{Section: design.Resources, ID: sample.ID("six") + "pub"}},
	} {
		n := peered()
		was := (*verdict.Revision)(nil).Next(reach.Compile(n.D.Clone()), "")
		if _, _, err := design.Apply(n.D, design.Ops{c.op}); err != nil {
			t.Fatal(err)
		}
		got, want := was.Next(reach.Recompile(was.Network(), n.D), "").Findings, verdict.Analyse(n.D).Findings
		if !reflect.DeepEqual(got, want) || reflect.DeepEqual(want, was.Findings) {
			t.Errorf("%s:\n%s", c.what, cmp.Diff(want, got))
		}
	}
}

// What a resource is, is not what had its id before: who refers to it meant something else.
func TestKindsThatFollowEachOtherUnderOneID(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("a", "vpc", "10.0.1.0/24").Subnet("c", "vpc", "10.0.2.0/24").Zone("a", "a").Zone("c", "c")
	n.Group("g", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").Group("shut", "vpc").Instance("asking", "a", "sg:g")
	n.Alone("box", "c").Targets("tg", "vpc", 80, "box").Balancer("alb", "vpc", "internal", "a", "c", "sg:g", "80:tg").Flow("f", "asking", "alb", design.Must, "tcp/80")
	last := (*verdict.Revision)(nil).Next(reach.Compile(n.D.Clone()), "")
	for _, words := range []string{"sg:g", "sg:shut", "sg:g"} {
		delete(n.D.Resources, sample.ID("box"))
		n.Instance("box", "c", words)
		now := n.D.Clone()
		last = last.Next(reach.Recompile(last.Network(), now), "")
		if want := verdict.Analyse(now); !reflect.DeepEqual(last.Analysis, want) {
			t.Errorf("%s: %v, want %v", words, last.Flows[sample.ID("f")].Verdict, want.Flows[sample.ID("f")].Verdict)
		}
	}
}
