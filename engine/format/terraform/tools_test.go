package terraform

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"vpcanvas/engine/design"
)

// samples is how many random designs the real tools see, beside the known ones.
const samples = 40

// modules writes the known designs and a fixed sample of random ones, each into its folder.
func modules(t *testing.T) (root string, files []string) {
	t.Helper()
	root = t.TempDir()
	designs := append(known(t), examples(samples)...)
	for i, d := range designs {
		dir := filepath.Join(root, fmt.Sprintf("design%03d", i))
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		files = append(files, writeModule(t, dir, d)...)
	}
	return root, files
}

func writeModule(t *testing.T, dir string, d *design.Design) []string {
	t.Helper()
	written, _ := Write(d, ".tf")
	paths := []string{}
	for _, f := range written {
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

func TestTerraformFmtLeavesModulesAlone(t *testing.T) {
	tool, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("SKIPPED: terraform is not on PATH, so nothing checked that `terraform fmt` leaves the modules alone")
	}
	root, _ := modules(t)
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

// TestArgumentsAreTheProviders asks a checker that knows the provider's schema: which arguments a
// resource has, which are blocks, which must be there.
func TestArgumentsAreTheProviders(t *testing.T) {
	iac := os.Getenv("VPCANVAS_IAC")
	if iac == "" {
		iac = filepath.Join("..", "..", "..", "..", "shared", "iac") // beside the repository
	}
	schema, err := filepath.Abs(filepath.Join(iac, "samples", "aws-arguments.json"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(schema); err != nil {
		t.Skip("SKIPPED: no folder with tfcheck and the provider's arguments (set VPCANVAS_IAC), so nothing checked the arguments")
	}
	checker := filepath.Join(t.TempDir(), "tfcheck")
	if out, err := exec.Command("go", "build", "-C", filepath.Join(iac, "tfcheck"), "-o", checker, ".").CombinedOutput(); err != nil {
		t.Fatalf("building tfcheck: %v\n%s", err, out)
	}
	root, files := modules(t)
	out, err := exec.Command(checker, append([]string{schema}, files...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("tfcheck: %v\n%s", err, out)
	}
	t.Logf("%s", out)
	// The check must be able to fail.
	bad := filepath.Join(root, "bad.tf")
	if err := os.WriteFile(bad, []byte("resource \"aws_subnet\" \"x\" {\n  colour = 1\n}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.Command(checker, schema, bad).Run() == nil {
		t.Error("tfcheck passes an argument that the provider does not have")
	}
}
