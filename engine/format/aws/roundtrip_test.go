package aws_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/aws"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
)

// Every template in every stage comes back with the same elements and the same matrix.
func TestTemplatesComeBack(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := 1; stage <= len(tmpl.Stages); stage++ {
			t.Run(fmt.Sprintf("%s %d", tmpl.ID, stage), func(t *testing.T) {
				d, err := tmpl.Build(stage)
				if err != nil {
					t.Fatal(err)
				}
				compare(t, d)
			})
		}
	}
}

func compare(t interface {
	Fatalf(string, ...any)
	Errorf(string, ...any)
	Helper()
}, d *design.Design,
) {
	t.Helper()
	d = inAWS(t, d)
	files, losses := aws.Write(d, ".json")
	for _, f := range files {
		if !aws.Detect(f) {
			t.Fatalf("%s is not recognised: %s", f.Name, f.Data)
		}
	}
	r := roundtrip.Check(d, files, losses, aws.Read)
	if !r.SameVerdicts() {
		t.Errorf("%s %v", r.Summary().EN, r.Lines)
	}
	for _, c := range r.Changes {
		if res := d.Resources[c.Element]; res == nil || res.Kind != kind.ScopeKind { // two of one account and region are one
			t.Errorf("%s %s", c.Element, c.Text.EN)
		}
	}
}

// inAWS is a design without the container services that AWS would not make: those without a subnet.
func inAWS(t interface{ Fatalf(string, ...any) }, d *design.Design) *design.Design {
	out, ops := d.Clone(), design.Ops{}
	for _, row := range kind.Sorted(out.Resources) {
		if p, ok := row.Value.Props.(*kind.ContainerService); ok && len(p.Subnets) == 0 {
			ops = append(ops, design.Del{Section: design.Resources, ID: row.Key})
		}
	}
	if _, _, err := design.ApplyTrusted(out, ops); err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

// Whatever is drawn comes back, with the same matrix.
func TestRandomDesignsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { compare(t, randomdesign.Draw(t)) })
}
