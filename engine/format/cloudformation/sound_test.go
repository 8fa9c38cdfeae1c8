package cloudformation

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/template"
)

// samples is how many random designs are looked at, beside the known ones.
const samples = 60

// A resource of a parsed template, with what it needs.
type parsed struct {
	Type      string
	Condition string
	DependsOn any
	Metadata  struct {
		Vpcanvas struct {
			ID string `json:"Id"`
		}
	}
	Properties any
}

// TestTemplatesAreSound holds what must be so of every template: references name what is there, each resource says
// whose it is, DependsOn says what no reference says, and no resource waits for itself.
func TestTemplatesAreSound(t *testing.T) {
	designs := append(known(t), drawn.Examples(samples)...)
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			d, err := tmpl.Build(stage + 1)
			if err != nil {
				t.Fatal(err)
			}
			designs = append(designs, d)
		}
	}
	for i, d := range designs {
		files, _ := Write(d, ".json")
		for _, f := range files {
			var body struct {
				Parameters map[string]any
				Conditions map[string]any
				Resources  map[string]parsed
			}
			if err := json.Unmarshal(f.Data, &body); err != nil {
				t.Fatal(err)
			}
			needs := map[string][]string{}
			for name, r := range body.Resources {
				if d.Resources[r.Metadata.Vpcanvas.ID] == nil {
					t.Errorf("design %d: %s belongs to %q, which is not there", i, name, r.Metadata.Vpcanvas.ID)
				}
				if r.Condition != "" && body.Conditions[r.Condition] == nil {
					t.Errorf("design %d: %s names the condition %s", i, name, r.Condition)
				}
				named := named(r.Properties)
				for _, on := range dependencies(r.DependsOn) {
					if slices.Contains(named, on) {
						t.Errorf("design %d: %s depends on %s, which it names", i, name, on)
					}
					named = append(named, on)
				}
				for _, to := range named {
					_, isResource := body.Resources[to]
					if _, isParameter := body.Parameters[to]; !isResource && !isParameter && !strings.HasPrefix(to, "AWS::") {
						t.Errorf("design %d: %s names %s, which is not there", i, name, to)
					}
				}
				needs[name] = named
			}
			promise.NoCircle(t, needs)
		}
	}
}

func dependencies(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		all := []string{}
		for _, on := range v {
			all = append(all, on.(string))
		}
		return all
	}
	return nil
}

// named are the resources and parameters that a value refers to.
func named(v any) []string {
	found := []string{}
	switch v := v.(type) {
	case map[string]any:
		if to, ok := v["Ref"].(string); ok {
			return []string{to}
		}
		if to, ok := v["Fn::GetAtt"].([]any); ok {
			return []string{to[0].(string)}
		}
		for _, item := range v {
			found = append(found, named(item)...)
		}
	case []any:
		for _, item := range v {
			found = append(found, named(item)...)
		}
	}
	return found
}

// YAML and JSON of random designs say the same, and the same from run to run.
func TestRandomDesignsSayTheSame(t *testing.T) {
	for _, d := range drawn.Examples(samples) {
		if files, _ := Write(d, ".yaml"); len(files) == 0 {
			continue
		}
		fromYAML, fromJSON := trees(t, d)
		if diff := cmp.Diff(fromJSON, fromYAML); diff != "" {
			t.Fatalf("YAML and JSON differ (-json +yaml):\n%s", diff)
		}
		target.SameBytes(t, d, 1)
	}
}
