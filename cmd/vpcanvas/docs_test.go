package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// documented is a line of a document's code that a reader would type, out of a CI job's list of steps too.
var documented = regexp.MustCompile(`(?m)^(?:\$ | *- (?:run: )?| *run: | +)?(vpcanvas (?:[a-z]+ ).*|git show .* \|\| vpcanvas .*)$`)

// Commands in the documents work as they are printed, one after the other in the folder that they speak of.
func TestDocumentedCommandsRun(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for file, least := range map[string]int{"../../README.md": 8, "../../docs/cli.md": 10} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := []string{}
		for i, block := range strings.Split(string(text), "\n```") {
			if i%2 == 1 {
				for _, found := range documented.FindAllStringSubmatch(block, -1) {
					lines = append(lines, found[1])
				}
			}
		}
		if len(lines) < least {
			t.Fatalf("%s: only %d commands are found: %q", file, len(lines), lines)
		}
		t.Run(filepath.Base(file), func(t *testing.T) { typed(t, self, lines) })
	}
}

func typed(t *testing.T, self string, lines []string) {
	inFolder(t)
	for copied, of := range map[string]string{"network.zip": "account.zip", "network-of-today.zip": "account.zip", "branch.vpc.json": "network.vpc.json", "vpcanvas": self} {
		if err := os.Symlink(of, copied); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range lines {
		if strings.HasPrefix(line, "vpcanvas serve") || strings.HasPrefix(line, "vpcanvas url") {
			continue // they have tests of their own
		}
		shell := exec.Command("sh", "-c", line)
		shell.Env = append(os.Environ(), asCommand+"=1", "PATH=.:"+os.Getenv("PATH"), "GITHUB_BASE_REF=main", "GITHUB_STEP_SUMMARY=summary.md")
		said, err := shell.CombinedOutput()
		if code := shell.ProcessState.ExitCode(); code != 0 && code != 1 && code != 3 {
			t.Errorf("%s: %v: %s", line, err, said)
		}
	}
}
