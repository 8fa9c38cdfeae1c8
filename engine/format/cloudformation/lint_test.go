package cloudformation

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"vpcanvas/engine/template"
)

// cfn-lint knows each resource type's schema: it finds what AWS would refuse in kinds that no mock deploys.
func TestTemplatesLint(t *testing.T) {
	lint, err := exec.LookPath("cfn-lint")
	if err != nil {
		t.Skip("SKIPPED: cfn-lint is not on PATH, so nothing checked the templates against AWS's schemas")
	}
	designs := known(t)
	for _, tmpl := range template.All {
		d, err := tmpl.Build(len(tmpl.Stages))
		if err != nil {
			t.Fatal(err)
		}
		designs = append(designs, d)
	}
	dir, files := t.TempDir(), []string{}
	for i, d := range designs {
		written, _ := Write(d, ".yaml")
		for _, f := range written {
			name := filepath.Join(dir, fmt.Sprintf("%d-%s", i, f.Name))
			if err := os.WriteFile(name, f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			files = append(files, name)
		}
	}
	const errors = 2 // the bit of cfn-lint's exit code; warnings are others
	run := func(files ...string) (int, string) {
		out, err := exec.Command(lint, append([]string{"--format", "parseable", "--"}, files...)...).CombinedOutput()
		if failed, ok := err.(*exec.ExitError); ok {
			return failed.ExitCode(), string(out)
		}
		return 0, string(out)
	}
	if code, out := run(files...); code&errors != 0 {
		t.Errorf("cfn-lint:\n%s", out)
	}
	// The check must be able to fail.
	wrong := filepath.Join(dir, "wrong.yaml")
	if err := os.WriteFile(wrong, []byte("Resources:\n  A:\n    Type: AWS::EC2::VPC\n    Properties:\n      Colour: red\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _ := run(wrong); code&errors == 0 {
		t.Error("cfn-lint passes a property that AWS does not have")
	}
}
