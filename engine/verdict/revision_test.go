package verdict_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

// drawDesign is a design of any sort, with arrows between anything at all.
func drawDesign(t *rapid.T) *design.Design {
	var d *design.Design
	switch which := rapid.IntRange(-3, len(template.All)-1).Draw(t, "design"); which {
	case -3, -2:
		d = realistic(t).D
		if rapid.Bool().Draw(t, "several") {
			d = sample.Realistic(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), 420).D
		}
	case -1:
		d = drawVariant(t).D
	default:
		built, err := template.All[which].Build(len(template.All[which].Stages))
		if err != nil {
			t.Fatal(err)
		}
		d = built
	}
	for i := range 8 {
		f := &design.Flow{From: drawEnd(t, d), To: drawEnd(t, d), Services: map[string]design.Service{}, Family: design.FamilyAny, Expect: design.Must}
		if rapid.Bool().Draw(t, "service") {
			f.Services["s"] = sample.Service(rapid.SampledFrom([]string{"tcp/443", "tcp/5432", "icmp/8"}).Draw(t, "words"))
		}
		d.Flows[sample.ID(fmt.Sprint("drawn", i))] = f
	}
	return d
}

func drawEnd(t *rapid.T, d *design.Design) design.End {
	switch rapid.IntRange(0, 9).Draw(t, "end") {
	case 0:
		return sample.End("internet")
	case 1:
		return sample.End(rapid.SampledFrom([]string{"10.0.0.0/16", "10.1.0.0/20", "203.0.113.9/32"}).Draw(t, "block"))
	}
	return design.End{Ref: kind.To(drawID(t, d))}
}

func drawID(t *rapid.T, d *design.Design) string {
	return rapid.SampledFrom(slices.Sorted(maps.Keys(d.Resources))).Draw(t, "id")
}

// drawEdit makes one edit of d, of any of the sorts that there are; what it cannot do it leaves.
func drawEdit(t *rapid.T, d *design.Design, n int) {
	id := drawID(t, d)
	r := d.Resources[id]
	fresh := sample.ID(fmt.Sprint("fresh", n))
	var ops design.Ops
	switch rapid.IntRange(0, 7).Draw(t, "edit") {
	case 0:
		ops = design.Ops{design.Patch{Section: design.Resources, ID: id, Path: "name", Value: json.RawMessage(fmt.Sprintf("%q", "renamed-"+fresh))}}
	case 1:
		if r.Kind == kind.ScopeKind { // all the rest would go with it
			return
		}
		ops = design.Ops{design.Del{Section: design.Resources, ID: id}}
	case 2: // a twin
		twin := *r
		twin.ExportName, twin.Name = "", fresh
		raw, err := design.Canonical(&twin)
		if err != nil {
			t.Fatal(err)
		}
		ops = design.Ops{design.Put{Section: design.Resources, ID: fresh, Value: raw}}
	case 3: // takes after another of its kind, which may belong elsewhere
		var kin []string
		for _, row := range kind.Sorted(d.Resources) {
			if row.Value.Kind == r.Kind {
				kin = append(kin, row.Key)
			}
		}
		c := *r
		c.Props = d.Resources[rapid.SampledFrom(kin).Draw(t, "kin")].Props
		d.Resources[id] = &c
	case 4, 5:
		ops = drawRow(t, id, r)
	case 6:
		ops = design.Ops{design.Move{ID: id, Parent: d.Resources[drawID(t, d)].Parent}}
	case 7:
		if len(d.Flows) > 0 {
			flow := rapid.SampledFrom(slices.Sorted(maps.Keys(d.Flows))).Draw(t, "flow")
			f := *d.Flows[flow]
			f.To = drawEnd(t, d)
			d.Flows[flow] = &f
		}
	}
	if _, _, err := design.Apply(d, ops); err != nil {
		return
	}
}

// drawRow takes a rule, an entry or a route away, or gives it another block.
func drawRow(t *rapid.T, id string, r *design.Resource) design.Ops {
	block := sample.End(rapid.SampledFrom([]string{
		"0.0.0.0/0", "10.0.0.0/8", "10.0.1.128/25", "10.1.0.7/32", "198.51.100.0/25", "128.0.0.0/1", "2600:1f18:1::/56",
	}).Draw(t, "block")).CIDR
	rows := map[string]any{}
	add := func(path string, row any) { rows["props."+path] = row }
	switch p := r.Props.(type) {
	case *kind.SecurityGroup:
		for key, row := range p.Ingress {
			row.CIDR, row.Group = block, kind.Ref{}
			add("ingress."+key, row)
		}
		for key, row := range p.Egress {
			row.CIDR, row.Group = block, kind.Ref{}
			add("egress."+key, row)
		}
	case *kind.NetworkACL:
		for key, row := range p.Ingress {
			row.CIDR = block
			add("ingress."+key, row)
		}
	case *kind.RouteTable:
		for key, row := range p.Routes {
			row.Destination = block
			add("routes."+key, row)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	path := rapid.SampledFrom(slices.Sorted(maps.Keys(rows))).Draw(t, "row")
	op := design.Patch{Section: design.Resources, ID: id, Path: path}
	if rapid.Bool().Draw(t, "changed") {
		raw, err := design.Canonical(rows[path])
		if err != nil {
			t.Fatal(err)
		}
		op.Value = raw
	}
	return design.Ops{op}
}

// A revision that takes over what it can from the one before says exactly what an analysis of the
// design by itself says, whatever the design and whatever was edited.
func TestRevisionsAgreeWithAnalyses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDesign(t)
		last := (*verdict.Revision)(nil).Next(reach.Compile(d.Clone()), "")
		for i := range rapid.IntRange(1, 6).Draw(t, "edits") {
			for k := range rapid.IntRange(1, 2).Draw(t, "at once") {
				drawEdit(t, d, 10*i+k)
			}
			now := d.Clone()
			last = last.Next(reach.Recompile(last.Network(), now), "")
			if want := verdict.Analyse(now); !reflect.DeepEqual(last.Analysis, want) {
				t.Fatalf("the revision and the analysis differ:\n%s", cmp.Diff(lines(t, want), lines(t, last.Analysis)))
			}
		}
	})
}

func lines(t *rapid.T, a verdict.Analysis) []string {
	raw, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(raw), "\n")
}
