package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// inFolder puts a design, an older one, an account and a template into a new folder, and goes there.
func inFolder(t *testing.T) {
	t.Helper()
	account, err := os.ReadFile(accounts + "startup.zip")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	files := map[string]string{
		"network.vpc.json": stageWith(t, 6), "main.vpc.json": stageWith(t, 4), "account.zip": string(account), "account-of-today.zip": string(account),
	}
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, said := command(t, "export", "network.vpc.json", "--format", "cloudformation", "-o", "template.yaml"); code != 0 {
		t.Fatal(said)
	}
}

// Each command has examples in its help, and each example does what it says.
func TestExamplesRun(t *testing.T) {
	for _, c := range commands {
		cmd := c()
		if cmd.Example == "" {
			t.Errorf("%s has no example", cmd.Name())
		}
		for line := range strings.SplitSeq(cmd.Example, "\n") {
			args := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "vpcanvas "))
			if args[0] != cmd.Name() {
				t.Errorf("%s: %q is of another command", cmd.Name(), line)
			}
			if args[0] == "serve" || args[0] == "url" || args[0] == "audit" { // they have a server, and tests of their own
				continue
			}
			if end := len(args) - 2; end > 0 && args[end] == ">" {
				args = args[:end]
			}
			t.Run(strings.Join(args, " "), func(t *testing.T) {
				inFolder(t)
				if code, _, said := command(t, args...); code == exitUsage {
					t.Errorf("exit %d: %s", code, said)
				}
			})
		}
	}
}

// Who reads a file while it is written anew reads all of the old one: the new one takes its place at once.
func TestFilesAreReplacedWhole(t *testing.T) {
	inFolder(t)
	const old = "what was there before"
	if err := os.WriteFile("picture.svg", []byte(old), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("picture.svg", "link.svg"); err != nil {
		t.Fatal(err)
	}
	reader, err := os.Open("picture.svg")
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if code, _, said := command(t, "export", "network.vpc.json", "--format", "svg", "-o", "link.svg"); code != 0 {
		t.Fatal(said)
	}
	if text, err := io.ReadAll(reader); err != nil || string(text) != old {
		t.Errorf("a reader of the old file gets %.40q, %v", text, err)
	}
	text, err := os.ReadFile("picture.svg")
	if err != nil || !strings.HasPrefix(string(text), "<svg") {
		t.Errorf("the new file is %.40q, %v", text, err)
	}
	if info, err := os.Stat("picture.svg"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("its rights are %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat("link.svg"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is none any more: %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(".vpcanvas-*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A disk that fills up takes nothing away: the old file stays, and no half of the new one.
func TestAFullDiskLosesNothing(t *testing.T) {
	inFolder(t)
	before, err := os.ReadFile("network.vpc.json")
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// A file may grow to one block: a disk that has no more room.
	shell := exec.Command("sh", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" import account.zip -o network.vpc.json", self)
	shell.Env = append(os.Environ(), asCommand+"=1")
	said, err := shell.CombinedOutput()
	if shell.ProcessState.ExitCode() != exitUsage || !strings.Contains(string(said), "network.vpc.json: file too large") {
		t.Errorf("%v: %s", err, said)
	}
	if after, err := os.ReadFile("network.vpc.json"); err != nil || string(after) != string(before) {
		t.Errorf("the design has %d bytes after it, %d before: %v", len(after), len(before), err)
	}
	if left, _ := filepath.Glob(".vpcanvas-*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOutputIsNotWrittenOverItsInput(t *testing.T) {
	inFolder(t)
	if err := os.Link("network.vpc.json", "same.vpc.json"); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"export network.vpc.json --format svg -o network.vpc.json", "export network.vpc.json --format svg -o same.vpc.json",
		"import main.vpc.json account.zip -o account.zip",
	} {
		if code, _, said := command(t, strings.Fields(line)...); code != exitUsage || !strings.Contains(said, "is what is read") {
			t.Errorf("%s: exit %d: %s", line, code, said)
		}
	}
	if code, _, said := command(t, "export", "network.vpc.json", "--format", "svg", "-o", os.DevNull); code != 0 {
		t.Errorf("a device: exit %d: %s", code, said)
	}
}

// A design is imported as any other file, also out of an archive, and as what another is brought up to.
func TestADesignIsImported(t *testing.T) {
	inFolder(t)
	want, err := os.ReadFile("network.vpc.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"network.vpc.json", zipOf(t, "folder/network.vpc.json", want, 1)} {
		if code, out, said := command(t, "import", path, "-o", "-"); code != 0 || said != "" || out != string(want) {
			t.Errorf("import: exit %d, %d bytes, %s", code, len(out), said)
		}
		if code, _, said := command(t, "check", path); code != 0 {
			t.Errorf("check: exit %d, %s", code, said)
		}
	}
}
