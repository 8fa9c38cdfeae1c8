package template

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/internal/golden"
)

// Each template's file holds every stage as its design file, indented.
func TestStages(t *testing.T) {
	for _, tmpl := range All {
		t.Run(tmpl.ID, func(t *testing.T) {
			got := &txtar.Archive{Comment: fmt.Appendf(nil, "%s: %s\n", tmpl.ID, tmpl.Description.EN)}
			for i, s := range tmpl.Stages {
				got.Files = append(got.Files, txtar.File{
					Name: fmt.Sprintf("stage %d: %s", i+1, s.Title.EN),
					Data: indented(t, built(t, tmpl, i+1)),
				})
			}
			golden.Archive(t, filepath.Join("testdata", tmpl.ID+".txtar"), got)
		})
	}
}

func built(t *testing.T, tmpl *Template, stage int) *design.Design {
	t.Helper()
	d, err := tmpl.Build(stage)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func indented(t *testing.T, d *design.Design) []byte {
	t.Helper()
	raw, err := design.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryStageIsASoundDrawnDesign(t *testing.T) {
	ids := map[string]bool{}
	for _, tmpl := range All {
		if ids[tmpl.ID] || tmpl.Title.EN == "" || tmpl.Title.JA == "" || tmpl.Description.EN == "" || tmpl.Description.JA == "" || len(tmpl.Stages) == 0 {
			t.Errorf("%q is a duplicate or lacks a text or stages", tmpl.ID)
		}
		ids[tmpl.ID] = true
		for i, s := range tmpl.Stages {
			if s.Title.EN == "" || s.Title.JA == "" {
				t.Errorf("%s: stage %d has no title", tmpl.ID, i+1)
			}
			d := built(t, tmpl, i+1)
			if err := d.Check(); err != nil {
				t.Errorf("%s, stage %d: %v", tmpl.ID, i+1, err)
			}
			places := d.Views[design.MainView].Places
			for id, r := range d.Resources {
				if _, ok := places[id]; !ok && !kind.Get(r.Kind).Hidden {
					t.Errorf("%s, stage %d: %s has no place", tmpl.ID, i+1, id)
				}
			}
		}
	}
}

// A reader who steps through the stages sees nothing jump: what is there stays, and a box only grows, to
// the right and downwards, for what is new in it.
func TestPlacesStayFromStageToStage(t *testing.T) {
	for _, tmpl := range All {
		for stage := 2; stage <= len(tmpl.Stages); stage++ {
			d := built(t, tmpl, stage)
			before, after := built(t, tmpl, stage-1).Views[design.MainView].Places, d.Views[design.MainView].Places
			for id, place := range before {
				now := after[id]
				r := d.Resources[id]
				grows := r != nil && kind.Get(r.Kind).Container && now.W >= place.W && now.H >= place.H
				if now.X != place.X || now.Y != place.Y || now != place && !grows {
					t.Errorf("%s, stage %d: %s moved from %+v to %+v", tmpl.ID, stage, id, place, after[id])
				}
			}
		}
	}
}

func TestStagesOutOfRangeAreRefused(t *testing.T) {
	for _, stage := range []int{-1, 0, len(webAndDB.Stages) + 1} {
		if _, err := webAndDB.Build(stage); err == nil {
			t.Errorf("stage %d was built", stage)
		}
	}
	if Get("no-such-template") != nil || Get("web-and-db") != webAndDB {
		t.Error("Get does not find by id")
	}
}

// Siblings never lie over each other, but for the gateways on a VPC's border.
func TestNothingOverlaps(t *testing.T) {
	for _, tmpl := range All {
		for stage := range tmpl.Stages {
			d := built(t, tmpl, stage+1)
			places := d.Views[design.MainView].Places
			for _, a := range kind.Sorted(places) {
				for _, b := range kind.Sorted(places) {
					if a.Key >= b.Key || parentOf(d, a.Key) != parentOf(d, b.Key) || onBorder(d, a.Key) || onBorder(d, b.Key) {
						continue
					}
					p, q := a.Value, b.Value
					if p.X < q.X+q.W && q.X < p.X+p.W && p.Y < q.Y+q.H && q.Y < p.Y+p.H {
						t.Errorf("%s, stage %d: %s %+v lies over %s %+v", tmpl.ID, stage+1, a.Key, p, b.Key, q)
					}
				}
			}
		}
	}
}

func parentOf(d *design.Design, id string) string {
	if r := d.Resources[id]; r != nil {
		return r.Parent
	}
	return ""
}

func onBorder(d *design.Design, id string) bool {
	r := d.Resources[id]
	return r != nil && (r.Kind == kind.InternetGatewayKind || r.Kind == kind.EgressOnlyInternetGatewayKind || r.Kind == kind.VPNGatewayKind)
}
