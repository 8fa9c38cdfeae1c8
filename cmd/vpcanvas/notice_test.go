package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// NOTICE names every module that the binary is made of, and no other.
func TestNoticeNamesTheModules(t *testing.T) {
	raw, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	_, binary, _ := strings.Cut(string(raw), "Software that the binary contains")
	named := map[string]bool{}
	for _, line := range strings.Split(binary, "\n") {
		if f := strings.Fields(line); strings.HasPrefix(line, "  ") && len(f) > 1 {
			named[f[0]] = true
		}
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, path := range strings.Fields(string(out)) {
		path = strings.TrimPrefix(path, "github.com/")
		if at := strings.LastIndex(path, "/v"); at > 0 && strings.Trim(path[at+2:], "0123456789") == "" {
			path = path[:at]
		}
		if used[path] = true; !named[path] {
			t.Errorf("NOTICE does not name %s", path)
		}
	}
	for path := range named {
		if !used[path] {
			t.Errorf("NOTICE names %s, which is not in the binary", path)
		}
	}
}
