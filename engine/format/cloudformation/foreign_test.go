package cloudformation

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/internal/golden"
)

// Others' templates: which elements they become, what is listed, and who reaches whom.
func TestForeign(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "foreign", "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := []exchange.File{}
			got := &txtar.Archive{Comment: a.Comment}
			for _, f := range a.Files {
				if strings.HasSuffix(f.Name, ".yaml") {
					files = append(files, exchange.File{Name: f.Name, Data: f.Data})
					got.Files = append(got.Files, f)
				}
			}
			d, losses, err := Read(files, exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got.Files = append(got.Files,
				txtar.File{Name: "elements", Data: []byte(strings.Join(spelled(t, d), "\n") + "\n")},
				txtar.File{Name: "losses", Data: []byte(promise.Listed(losses))})
			var b strings.Builder
			m := reach.Compile(d).Matrix()
			for _, from := range m.Ends() {
				for _, to := range m.Ends() {
					if set := m.Between(from.ID, to.ID); from.ID != to.ID {
						fmt.Fprintf(&b, "%s -> %s: %v\n", d.NameOf(from.ID), d.NameOf(to.ID), set)
					}
				}
			}
			got.Files = append(got.Files, txtar.File{Name: "verdicts", Data: []byte(b.String())})
			golden.Archive(t, name, got)
		})
	}
}

// spelled are the elements as lines, each spelled the one way, with where they come from.
func spelled(t *testing.T, d *design.Design) []string {
	t.Helper()
	lines := []string{}
	for _, row := range kind.Sorted(roundtrip.Plain(d).Resources) {
		from := d.Resources[row.Key]
		if row.Value.Origin = from.Origin; from.Origin != nil {
			row.Value.ExportName = from.ExportName
		}
		raw, err := design.Canonical(row.Value)
		if err != nil {
			t.Fatal(err)
		}
		if !roundtrip.IsOutside(row.Value.Kind) {
			lines = append(lines, row.Key+" "+string(raw))
		}
	}
	return lines
}
