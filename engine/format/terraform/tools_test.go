package terraform

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
)

// samples is how many random designs the real tools see, beside the known ones.
const samples = 40

// modules writes the known designs and a fixed sample of random ones, each into its folder.
func modules(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	designs := append(known(t), drawn.Examples(samples)...)
	for i, d := range designs {
		dir := filepath.Join(root, fmt.Sprintf("design%03d", i))
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		writeModule(t, dir, d)
	}
	return root
}

func writeModule(t *testing.T, dir string, d *design.Design) {
	t.Helper()
	written, _ := Write(d, ".tf")
	for _, f := range written {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The library that terraform fmt uses finds nothing to change, on any machine.
func TestWrittenAsFormatted(t *testing.T) {
	files := 0
	err := filepath.WalkDir(modules(t), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		written, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if files++; string(hclwrite.Format(written)) != string(written) {
			t.Errorf("%s: %s", path, cmp.Diff(string(hclwrite.Format(written)), string(written)))
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Fatal(files, err)
	}
}

func TestTerraformFmtLeavesModulesAlone(t *testing.T) {
	tool, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("SKIPPED: terraform is not on PATH, so nothing checked that `terraform fmt` leaves the modules alone")
	}
	root := modules(t)
	if out, err := exec.Command(tool, "fmt", "-check", "-diff", "-recursive", root).CombinedOutput(); err != nil {
		t.Fatalf("terraform fmt -check: %v\n%s", err, out)
	}
	// The check must be able to fail.
	if err := os.WriteFile(filepath.Join(root, "bad.tf"), []byte("locals {\na=1\n}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.Command(tool, "fmt", "-check", "-recursive", root).Run() == nil {
		t.Error("terraform fmt -check passes a file that is not formatted")
	}
}

// An argumentOf is what the provider says of one: whether it is a block, and whether it must be there.
type argumentOf struct{ isBlock, isRequired bool }

// schema reads the provider's arguments by resource type.
func schema(t *testing.T) map[string]map[string]argumentOf {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "arguments.txt"))
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]map[string]argumentOf{}
	for line := range strings.Lines(string(raw)) {
		typ, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		types[typ] = map[string]argumentOf{}
		for _, word := range strings.Fields(words) {
			name := strings.TrimRight(word, "=!")
			types[typ][name] = argumentOf{strings.Contains(word, "="), strings.Contains(word, "!")}
		}
	}
	return types
}

// faults are what the provider would say of a resource's arguments.
func faults(types map[string]map[string]argumentOf, b *hclsyntax.Block) []string {
	arguments, ok := types[b.Labels[0]]
	if !ok {
		return []string{"no resource " + b.Labels[0]}
	}
	meta := []string{"depends_on", "provider", "lifecycle"}
	found, has := []string{}, map[string]bool{}
	check := func(name string, isBlock bool) {
		has[name] = true
		if a, ok := arguments[name]; !slices.Contains(meta, name) && (!ok || a.isBlock != isBlock) {
			found = append(found, fmt.Sprintf("%s: %s (a block: %v) is not the provider's", strings.Join(b.Labels, "."), name, isBlock))
		}
	}
	for name := range b.Body.Attributes {
		check(name, false)
	}
	for _, n := range b.Body.Blocks {
		check(n.Type, true)
	}
	for name, a := range arguments {
		if a.isRequired && !has[name] {
			found = append(found, strings.Join(b.Labels, ".")+" lacks "+name)
		}
	}
	return found
}

// Every argument is one that the provider's schema has: an argument or a block, and those that must be there
// are.
func TestArgumentsAreTheProviders(t *testing.T) {
	types, checked := schema(t), map[string]bool{}
	for _, d := range append(known(t), drawn.Examples(samples)...) {
		files, _ := Write(d, ".tf")
		for _, b := range parse(t, files).blocks {
			if b.Type != "resource" {
				continue
			}
			checked[b.Labels[0]] = true
			for _, fault := range faults(types, b) {
				t.Error(fault)
			}
		}
	}
	for _, m := range Table {
		for _, typ := range m.Types {
			if !checked[typ] {
				t.Errorf("no design of these tests makes a resource of the type %s", typ)
			}
		}
	}
}

// The check must be able to fail.
func TestWrongArgumentsAreFound(t *testing.T) {
	wrong := `resource "aws_subnet" "x" {
  colour = 1
  tags {}
}
resource "aws_colour" "x" {}
`
	m := parse(t, []exchange.File{{Name: "wrong.tf", Data: []byte(wrong)}})
	if got := faults(schema(t), m.blocks["aws_subnet.x"]); len(got) != 3 { // colour, tags as a block, no vpc_id
		t.Errorf("found %q", got)
	}
	if got := faults(schema(t), m.blocks["aws_colour.x"]); len(got) != 1 {
		t.Errorf("found %q", got)
	}
}
