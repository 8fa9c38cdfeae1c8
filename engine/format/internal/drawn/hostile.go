package drawn

import (
	"encoding/json"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// Everywhere is a design in which somebody typed a text wherever people type: names, tags, every property and
// column that is a text, and the ids of what lies outside of the design.
func Everywhere(t testing.TB, d *design.Design, typed string) *design.Design {
	t.Helper()
	raw, err := design.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	var tree struct {
		Schema    int                       `json:"schema"`
		Name      string                    `json:"name"`
		Resources map[string]map[string]any `json:"resources"`
	}
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	tree.Name = typed
	for _, r := range tree.Resources {
		r["name"], r["exportName"], r["tags"] = typed, typed, map[string]any{"key": typed}
		props, _ := r["props"].(map[string]any)
		if props == nil {
			props = map[string]any{}
		}
		for _, f := range kind.Get(kind.Name(r["kind"].(string))).Fields {
			typeInto(props, f, typed)
		}
		r["props"] = props
		outside(props, typed)
	}
	changed, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	out, err := design.Decode(changed)
	if err != nil {
		t.Fatalf("a design with %.40q everywhere is not sound: %v", typed, err)
	}
	return out
}

// outside puts the text where a reference leads out of the design.
func outside(v any, typed string) {
	m, _ := v.(map[string]any)
	if e, ok := m["external"].(map[string]any); ok && typed != "" {
		e["awsId"] = typed
	}
	for _, item := range m {
		outside(item, typed)
	}
}

func typeInto(props map[string]any, f kind.Field, typed string) {
	switch f.Type {
	case kind.Text, kind.Multiline:
		props[f.Name] = typed
	case kind.Rows:
		rows, _ := props[f.Name].(map[string]any)
		for _, row := range rows {
			for _, column := range f.Fields {
				if r, ok := row.(map[string]any); ok && column.Type == kind.Text {
					r[column.Name] = typed
				}
			}
		}
	}
}
