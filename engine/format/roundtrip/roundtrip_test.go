package roundtrip_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

func webAndDB(t *testing.T) *design.Design {
	t.Helper()
	d, err := template.Get("web-and-db").Build(len(template.Get("web-and-db").Stages))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A reader that does something to the design on the way shows in the report, and as what it is.
func TestReports(t *testing.T) {
	patch := func(id, path, value string) design.Op {
		return design.Patch{Section: design.Resources, ID: id, Path: path, Value: json.RawMessage(value)}
	}
	lost := []exchange.Loss{{Element: "instancedb"}}
	for name, c := range map[string]struct {
		ops    design.Ops
		losses []exchange.Loss
		// says are parts of the summary and of the lines; the three flags are those of the report.
		says                       []string
		same, unchanged, surprises bool
	}{
		"nothing": {says: []string{"Comes back unchanged: all 6 verdicts are equal."}, same: true, unchanged: true},
		"another name": {
			ops: design.Ops{patch("instancedb", "name", `"Other"`)}, says: []string{"all 6 verdicts equal", "DB (EC2 instance) comes back otherwise: Name"},
			same: true, surprises: true,
		},
		"another name, which was said": {
			ops: design.Ops{patch("instancedb", "name", `"Other"`)}, losses: lost, says: []string{"all 6 verdicts equal"}, same: true,
		},
		"another type of several": {
			ops:  design.Ops{patch("instancedb", "props.instanceType", `"t3.large"`), patch("instanceweb", "tags.Owner", `"me"`)},
			says: []string{"said otherwise: 2", "Instance type", "Owner"}, same: true, surprises: true,
		},
		"less than was": {
			ops:  design.Ops{design.Del{Section: design.Resources, ID: "instancedb"}},
			says: []string{"Comes back with other verdicts", "Closed: ", "DB (EC2 instance) does not come back"}, surprises: true,
		},
		"more than was": {
			ops:  design.Ops{design.Put{Section: design.Resources, ID: "group00009", Value: json.RawMessage(`{"kind":"securityGroup","name":"new","parent":"vpcwebanddb"}`)}},
			says: []string{"new (Security group) comes back besides"}, same: true, surprises: true,
		},
		"a verdict, though it was said": {
			ops: design.Ops{patch("instancedb", "props.state", `"stopped"`)}, losses: lost, says: []string{"Comes back with other verdicts", "Closed"}, surprises: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := webAndDB(t)
			before := spelled(t, d)
			r := roundtrip.Check(d, nil, c.losses, func([]exchange.File, exchange.Options) (*design.Design, []exchange.Loss, error) {
				back := d.Clone()
				_, _, err := design.Apply(back, c.ops)
				return back, nil, err
			})
			for _, lang := range []message.Lang{message.EN, message.JA} {
				if r.Summary().In(lang) == "" {
					t.Errorf("no summary in %s", lang)
				}
			}
			text := r.Summary().EN + fmt.Sprint(r.Lines, r.Changes)
			for _, part := range c.says {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not said: %s", part, text)
				}
			}
			if r.SameVerdicts() != c.same || r.Unchanged() != c.unchanged || r.Surprises() != c.surprises {
				t.Errorf("same %v, unchanged %v, surprises %v: %s", r.SameVerdicts(), r.Unchanged(), r.Surprises(), text)
			}
			if spelled(t, d) != before {
				t.Error("the check changed the design")
			}
		})
	}
}

func TestRefused(t *testing.T) {
	r := roundtrip.Check(webAndDB(t), nil, nil, func([]exchange.File, exchange.Options) (*design.Design, []exchange.Loss, error) {
		return nil, nil, errors.New("it ends too soon")
	})
	if r.SameVerdicts() || r.Unchanged() || !r.Surprises() || !strings.Contains(r.Summary().EN, "it ends too soon") {
		t.Errorf("%+v", r)
	}
}

// What no account holds is put back for the comparison: it stays in the design file.
func TestWhatStandsOutsideStays(t *testing.T) {
	d, err := template.Get("on-premises").Build(len(template.Get("on-premises").Stages))
	if err != nil {
		t.Fatal(err)
	}
	r := roundtrip.Check(d, nil, nil, func([]exchange.File, exchange.Options) (*design.Design, []exchange.Loss, error) {
		back := d.Clone()
		for id, res := range back.Resources {
			if roundtrip.IsOutside(res.Kind) {
				delete(back.Resources, id)
			}
		}
		return back, nil, nil
	})
	if !r.Unchanged() || r.Verdicts == 0 {
		t.Errorf("%s %v %v", r.Summary().EN, r.Lines, r.Changes)
	}
}

func spelled(t *testing.T, d *design.Design) string {
	t.Helper()
	raw, err := design.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// How an element came back, from a difference that nobody sees to one that matters.
func TestDegrees(t *testing.T) {
	d := webAndDB(t)
	group := ""
	for id, r := range d.Resources {
		if p, ok := r.Props.(*kind.SecurityGroup); ok && len(p.Ingress) > 0 && !d.MadeByAWS(id) {
			group = id
		}
	}
	patch := func(path, value string) design.Ops {
		return design.Ops{design.Patch{Section: design.Resources, ID: group, Path: path, Value: json.RawMessage(value)}}
	}
	row := kind.Sorted(d.Resources[group].Props.(*kind.SecurityGroup).Ingress)[0]
	said, err := json.Marshal(row.Value)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		ops  design.Ops
		want roundtrip.Degree
	}{
		"nothing":        {nil, roundtrip.Exact},
		"another key":    {append(patch("props.ingress."+row.Key, "null"), patch("props.ingress.other", string(said))...), roundtrip.Rekeyed},
		"ports of all":   {patch("props.egress.all", `{"cidr":"0.0.0.0/0","protocol":"all","ports":"80"}`), roundtrip.Respelled},
		"another export": {patch("exportName", `"Elsewhere"`), roundtrip.Renamed},
		"another rule":   {patch("props.ingress."+row.Key, "null"), roundtrip.Changed},
		"not there":      {design.Ops{design.Del{Section: design.Resources, ID: group}}, roundtrip.Changed},
		"something more": {design.Ops{design.Put{Section: design.Resources, ID: "group00009", Value: json.RawMessage(`{"kind":"securityGroup","name":"new","parent":"vpcwebanddb"}`)}}, roundtrip.Exact},
		"of somebody":    {nil, roundtrip.Renamed},
	} {
		t.Run(name, func(t *testing.T) {
			back := d.Clone()
			if _, _, err := design.Apply(back, c.ops); err != nil {
				t.Fatal(err)
			}
			if name == "of somebody" {
				other := *back.Resources[group]
				other.Origin = &design.Origin{Source: "aws", ID: "sg-1"}
				back.Resources[group] = &other
			}
			degrees := roundtrip.Degrees(d, back, verdict.MatchDesigns(d, back))
			if got := degrees[group]; got != c.want {
				t.Errorf("came back %d, want %d", got, c.want)
			}
			if degree, besides := degrees["group00009"]; besides != (name == "something more") || besides && degree != roundtrip.Changed {
				t.Errorf("what came besides is %v %d", besides, degree)
			}
		})
	}
}
