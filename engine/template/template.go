// Package template holds the designs that people start from. A template is a list of stages, each
// a list of edits upon the one before, as its source built the network step by step; a stage is
// drawn with what the earlier ones placed left where it was.
//
// Ids are fixed, so that a template is the same bytes wherever it is made.
package template

import (
	"encoding/json"
	"fmt"

	"vpcanvas/engine/design"
	"vpcanvas/engine/layout"
	"vpcanvas/engine/message"
)

// Template is one starter design.
type Template struct {
	ID          string
	Title       message.Text
	Description message.Text
	Stages      []Stage
}

// Stage is one step of a template: what it is called and what it changes.
type Stage struct {
	Title message.Text
	ops   design.Ops
}

// All is the list of templates, in the order that people are shown.
var All = []*Template{blank, webAndDB, albApp, smallVPC, vpcPeering, threeVPCs, sixPermits, dualStack, onPremises}

// Get finds a template by id; nil when there is none.
func Get(id string) *Template {
	for _, t := range All {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// Build makes the design as it is after a stage; stages count from 1.
func (t *Template) Build(stage int) (*design.Design, error) {
	if stage < 1 || stage > len(t.Stages) {
		return nil, fmt.Errorf("the template %s has the stages 1 to %d, not %d", t.ID, len(t.Stages), stage)
	}
	d := design.New(t.Title.EN)
	for i, s := range t.Stages[:stage] {
		if _, _, err := design.Apply(d, s.ops); err != nil {
			return nil, fmt.Errorf("template %s, stage %d: %w", t.ID, i+1, err)
		}
		if _, _, err := design.ApplyTrusted(d, layout.Ops(d, design.MainView, layout.Fill(d, design.MainView))); err != nil {
			return nil, fmt.Errorf("template %s, stage %d: %w", t.ID, i+1, err)
		}
	}
	return d, nil
}

func resource(id, body string) design.Op {
	return design.Put{Section: design.Resources, ID: id, Value: json.RawMessage(body)}
}

// place puts an element where the tidy layout would not, since it could not know what a later stage brings.
func place(id, parent string, x, y, w, h int) design.Op {
	return design.Move{ID: id, Parent: parent, View: design.MainView, Place: &design.Place{X: x, Y: y, W: w, H: h}}
}

func flow(id, body string) design.Op {
	return design.Put{Section: design.Flows, ID: id, Value: json.RawMessage(body)}
}

func set(id, path, value string) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path, Value: json.RawMessage(value)}
}
