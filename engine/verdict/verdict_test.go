package verdict_test

import (
	"maps"
	"testing"

	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

type stages []map[string]verdict.Holds

// The expectations of the templates, stage by stage: each stage turns some arrows.
func TestTemplateStages(t *testing.T) {
	for id, want := range map[string]stages{
		"web-and-db": {
			{"flowwebhttp": "no", "flowwebssh": "no", "flowdbssh0": "yes"},
			{"flowwebhttp": "no", "flowwebssh": "no", "flowdbssh0": "yes"},
			{"flowwebhttp": "no", "flowwebssh": "yes", "flowdbssh0": "yes"},
			{"flowwebhttp": "yes", "flowwebssh": "yes", "flowdbssh0": "yes"},
			{"flowwebhttp": "yes", "flowwebssh": "yes", "flowdbssh0": "yes", "flowupdates0": "no", "flowmysql0": "yes", "flowping00": "yes"},
			{"flowwebhttp": "yes", "flowwebssh": "yes", "flowdbssh0": "yes", "flowupdates0": "yes", "flowmysql0": "yes", "flowping00": "yes"},
		},
		"alb-app": {
			{"flowvisitors": "yes", "flowpcalb0": "yes", "flowdirect1": "yes", "flowupdate1": "yes"},
			{"flowvisitors": "yes", "flowpcalb0": "yes", "flowdirect1": "yes", "flowupdate1": "yes", "flowdirect2": "yes", "flowupdate2": "yes"},
		},
	} {
		tmpl := template.Get(id)
		if len(tmpl.Stages) != len(want) {
			t.Errorf("%s has %d stages, want %d", id, len(tmpl.Stages), len(want))
			continue
		}
		for i, flows := range want {
			d, err := tmpl.Build(i + 1)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]verdict.Holds{}
			for flow, f := range verdict.Analyse(d).Flows {
				got[flow] = f.Holds
			}
			if !maps.Equal(got, flows) {
				t.Errorf("%s, stage %d: %v, want %v", id, i+1, got, flows)
			}
		}
	}
}
