package main

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersionIsOneLine(t *testing.T) {
	code, out, diagnostics := command(t, "--version")
	if _, same, _ := command(t, "version"); same != out {
		t.Errorf("the command says %q, the flag %q", same, out)
	}
	if code != 0 || diagnostics != "" || strings.Count(out, "\n") != 1 || !strings.HasPrefix(out, "vpcanvas "+version) || !strings.Contains(out, runtime.Version()) {
		t.Errorf("exit %d, %q, %q", code, out, diagnostics)
	}
}

func TestCommitOfABuild(t *testing.T) {
	for want, settings := range map[string][]debug.BuildSetting{
		"":                          {{Key: "GOARCH", Value: "amd64"}},
		" at 0123456789ab":          {{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "false"}},
		" at 0123456789ab, changed": {{Key: "vcs.modified", Value: "true"}, {Key: "vcs.revision", Value: "0123456789abcdef"}},
		" at short":                 {{Key: "vcs.revision", Value: "short"}},
	} {
		if got := commitOf(settings); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
