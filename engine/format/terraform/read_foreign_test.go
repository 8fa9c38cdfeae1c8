package terraform

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/internal/golden"
)

// Each file of testdata/foreign is what others wrote: a state of an account, a plan of what does not exist
// yet, a module by hand. Its golden file holds the elements, what is not understood, and the verdicts.
func TestForeignFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "foreign", "*.*"))
	if err != nil || len(files) < 3 {
		t.Fatalf("%d foreign files: %v", len(files), err)
	}
	for _, name := range files {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file := exchange.File{Name: filepath.Base(name), Data: raw}
			if !Detect(file) {
				t.Error("it is not detected")
			}
			d, losses, err := Read([]exchange.File{file}, exchange.Options{Params: map[string]string{"office": "203.0.113.0/24"}})
			if err != nil {
				t.Fatal(err)
			}
			got := told(d) + "\nlosses\n" + promise.Listed(losses) + "\nverdicts\n" + namedVerdicts(d)
			golden.Text(t, strings.TrimSuffix(name, filepath.Ext(name))+".golden", []byte(got), "run with -update after reading this")
		})
	}
}

// told is a design as lines, each element below its owner.
func told(d *design.Design) string {
	var b strings.Builder
	var tell func(parent, indent string)
	tell = func(parent, indent string) {
		for _, id := range d.Children(parent) {
			r := d.Resources[id]
			raw, err := design.Canonical(r.Props)
			if err != nil {
				panic(err)
			}
			fmt.Fprintf(&b, "%s%s %q %s\n", indent, r.Kind, r.Name, names(d, string(raw)))
			tell(id, indent+"  ")
		}
	}
	tell("", "")
	return b.String()
}

// names puts the names of elements for their ids, which are hashes.
func names(d *design.Design, s string) string {
	for _, row := range kind.Sorted(d.Resources) {
		s = strings.ReplaceAll(s, `"`+row.Key+`"`, `"`+row.Value.Name+`"`)
	}
	return s
}

// otherProtocols is the long list of all protocols without a name.
var otherProtocols = regexp.MustCompile(`[0-9]+(; [0-9]+){100,}`)

// namedVerdicts are the verdicts with names, without the long lists of protocols.
func namedVerdicts(d *design.Design) string {
	rows := verdicts(d)
	for i, row := range rows {
		for _, r := range kind.Sorted(d.Resources) {
			row = strings.ReplaceAll(row, r.Key, r.Value.Name)
		}
		rows[i] = otherProtocols.ReplaceAllString(row, "others")
	}
	return strings.Join(rows, "\n") + "\n"
}

// verdicts are the pairs that may talk, as lines.
func verdicts(d *design.Design) []string {
	rows := []string{}
	for row := range reach.Compile(d).Matrix().Rows() {
		rows = append(rows, fmt.Sprint(row.From.ID, " > ", row.To.ID, ": ", row.Allowed.Surely, " / ", row.Allowed.Possibly))
	}
	slices.Sort(rows)
	return rows
}
