package verdict_test

import (
	"testing"

	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

// The expectations of the web + database template, stage by stage: each stage turns some arrows.
func TestTemplateStages(t *testing.T) {
	want := []map[string]verdict.Holds{
		{"flowwebhttp": "no", "flowwebssh": "no", "flowdbssh0": "yes"},
		{"flowwebhttp": "no", "flowwebssh": "no", "flowdbssh0": "yes"},
		{"flowwebhttp": "no", "flowwebssh": "yes", "flowdbssh0": "yes"},
		{"flowwebhttp": "yes", "flowwebssh": "yes", "flowdbssh0": "yes"},
		{"flowwebhttp": "yes", "flowwebssh": "yes", "flowdbssh0": "yes", "flowmysql0": "yes", "flowping00": "yes"},
	}
	tmpl := template.Get("web-and-db")
	for i, flows := range want {
		d, err := tmpl.Build(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		a := verdict.Analyse(d)
		if len(a.Flows) != len(flows) {
			t.Errorf("stage %d: %d flows, want %d", i+1, len(a.Flows), len(flows))
		}
		for id, holds := range flows {
			if got := a.Flows[id].Holds; got != holds {
				t.Errorf("stage %d: %s holds: %s, want %s", i+1, id, got, holds)
			}
		}
		for _, f := range a.Findings {
			t.Log(i+1, f.Key, f.Text.EN)
		}
	}
}
