package rule_test

import (
	"slices"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/rule"
)

// The list comes as people read it, whatever the ids of an account are.
func TestWorstFirst(t *testing.T) {
	d := &design.Design{Resources: map[string]*design.Resource{
		"x1": {Kind: "subnet", Name: "b"}, "x2": {Kind: "subnet", Name: "a"},
	}}
	first, second := rule.All[0].Code, rule.All[1].Code
	found := []rule.Finding{
		{Key: "silenced", Code: first, Severity: rule.Error, Element: "x2", Suppression: "s"},
		{Key: "info", Code: first, Severity: rule.Info, Element: "x2"},
		{Key: "warning b", Code: first, Severity: rule.Warning, Element: "x1"},
		{Key: "warning a, row 1", Code: first, Severity: rule.Warning, Element: "x2", Row: "9"},
		{Key: "warning a, row 2", Code: first, Severity: rule.Warning, Element: "x2", Row: "1"},
		{Key: "second rule", Code: second, Severity: rule.Warning, Element: "x2"},
		{Key: "error", Code: second, Severity: rule.Error, Element: "x1"},
	}
	keys := []string{}
	for _, f := range rule.WorstFirst(d, found) {
		keys = append(keys, f.Key)
	}
	want := []string{"error", "warning a, row 1", "warning a, row 2", "warning b", "second rule", "info", "silenced"}
	if !slices.Equal(keys, want) {
		t.Errorf("got %q, want %q", keys, want)
	}
	if found[0].Key != "silenced" {
		t.Error("the list itself was sorted")
	}
}
