package verdict_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// inLines is a comparison as people read it, line by line, and the flows that are judged otherwise.
func inLines(d *verdict.Diff, flows []verdict.FlowChange) string {
	var text strings.Builder
	names := func(ends []*verdict.DiffEnd) (ids []string) {
		for _, e := range ends {
			ids = append(ids, e.Was+"/"+e.ID)
		}
		return ids
	}
	for _, l := range d.Lines() {
		fmt.Fprintln(&text, l.What, names(l.From), names(l.To), l.Allowed, l.Blocked, l.Pairs)
	}
	fmt.Fprintln(&text, flows)
	return text.String()
}

// What is computed from the islands that an edit touched is what the whole designs say.
func TestConsequencesAgreeWithComparisons(t *testing.T) {
	changed, checks := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		d := drawDesign(t)
		old := reach.Compile(d)
		r := (*verdict.Revision)(nil).Next(old, "")
		edited := d.Clone()
		for i := range rapid.IntRange(1, 2).Draw(t, "edits") {
			drawEdit(t, edited, i)
		}
		now := reach.Compile(edited)
		want := inLines(verdict.Compare(old, now), verdict.CompareFlows(old, now))
		if got := inLines(r.Consequence(reach.Recompile(old, edited))); got != want {
			t.Fatalf("touched:\n%s\nwhole:\n%s", got, want)
		}
		checks++
		if want != "[]\n" {
			changed++
		}
	})
	if changed == 0 {
		t.Error("no edit changed anything")
	}
	t.Logf("%d of %d edits changed something", changed, checks)
}
