package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vpcanvas/engine/design"
)

const accounts = "../../engine/format/aws/testdata/"

// An account goes in as it is, is traced, exported and read again with the same verdicts.
func TestAccountInAndOut(t *testing.T) {
	dir := t.TempDir()
	file, out := filepath.Join(dir, "a.vpc.json"), filepath.Join(dir, "out")
	if code, _, diag := command(t, "import", accounts+"startup.zip", "-o", file); code != 0 || !strings.Contains(diag, "default VPC") {
		t.Fatalf("exit %d: %s", code, diag)
	}
	for _, in := range []string{file, accounts + "startup.zip"} {
		if code, _, diag := command(t, "trace", in, "--from", "shop-web", "--to", "shop-db", "--port", "5432"); code != 0 {
			t.Errorf("%s: exit %d: %s", in, code, diag)
		}
		if code, _, diag := command(t, "trace", in, "--from", "internet", "--to", "shop-db", "--port", "5432"); code != 1 {
			t.Errorf("%s: exit %d: %s", in, code, diag)
		}
	}
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if code, _, diag := command(t, "export", file, "--format", "aws", "-o", out); code != 0 {
		t.Fatalf("exit %d: %s", code, diag)
	}
	if code, text, diag := command(t, "diff", file, out); code != 0 {
		t.Errorf("exit %d: %s %s", code, text, diag)
	}
}

// Arrows go out as paths and come back as arrows; a format that makes nothing in AWS refuses them.
func TestExportedPaths(t *testing.T) {
	dir := t.TempDir()
	file, out := filepath.Join(dir, "a.vpc.json"), filepath.Join(dir, "net.yaml")
	code, text, diag := command(t, "template", "web-and-db")
	if err := os.WriteFile(file, []byte(text), 0o644); code != 0 || err != nil {
		t.Fatal(diag, err)
	}
	code, _, diag = command(t, "export", file, "--format", "cloudformation", "--paths", "-o", out)
	if code != 0 || !strings.Contains(diag, "loss: Web -> DB: Reachability Analyzer cannot be asked about icmp") {
		t.Fatalf("exit %d: %s", code, diag)
	}
	if !strings.Contains(diag, "note: Web -> DB stays in the design file\n") || strings.Contains(diag, "flows") {
		t.Errorf("it does not tell what stays: %s", diag)
	}
	// Web -> DB tcp/3306 among them: the template is judged by itself.
	if code, text, diag := command(t, "check", out); !strings.Contains(text, "Web -> DB") {
		t.Errorf("exit %d: %s %s", code, text, diag)
	}
	if code, _, diag := command(t, "export", file, "--format", "svg", "--paths", "-o", "-"); code != 2 || !strings.Contains(diag, "there are cloudformation, terraform") {
		t.Errorf("exit %d: %s", code, diag)
	}
}

// What is said of several elements is said once, with all of them.
func TestLossesAreToldOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.yaml")
	body := "Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
	for _, name := range []string{"First", "Second", "Third"} {
		body += "  " + name + ": {Type: AWS::SQS::Queue}\n"
	}
	if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, diag := command(t, "import", file, "--strict", "-o", "-")
	if code != 1 || strings.Count(diag, "AWS::SQS::Queue") != 1 || !strings.Contains(diag, "loss: First is passed over: the model has no AWS::SQS::Queue (and 2 more: Second, Third)\n") {
		t.Errorf("exit %d: %s", code, diag)
	}
}

// What is written is read again on demand; a format that is never read refuses.
func TestExportVerifies(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.vpc.json")
	_, text, _ := command(t, "template", "web-and-db")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"cloudformation", "terraform", "drawio", "aws"} {
		code, _, diag := command(t, "export", file, "--format", format, "--verify", "-o", filepath.Join(dir, format))
		if code != 0 || !strings.Contains(diag, "verify: Comes back") || !strings.Contains(diag, "all 6 verdicts") {
			t.Errorf("%s: exit %d: %s", format, code, diag)
		}
	}
	if code, _, diag := command(t, "export", file, "--format", "svg", "--verify", "-o", "-"); code != 2 || !strings.Contains(diag, "never read") {
		t.Errorf("exit %d: %s", code, diag)
	}
}

func TestImportInto(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.vpc.json")
	if code, _, diag := command(t, "import", accounts+"startup.zip", "-o", file); code != 0 {
		t.Fatal(diag)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if code, _, diag := command(t, "import", accounts+"startup.zip", "--into", file); code != 0 {
		t.Fatalf("exit %d: %s", code, diag)
	}
	if after, _ := os.ReadFile(file); !bytes.Equal(before, after) {
		t.Error("the same snapshot changes the design")
	}
}

func zipped(t *testing.T, name string, size int, files int) string {
	t.Helper()
	return zipOf(t, name, make([]byte, size), files)
}

// zipOf is an archive that holds the same content so many times.
func zipOf(t *testing.T, name string, content []byte, files int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Bombs and archives in archives are refused, soon and with a sentence.
func TestHostileArchives(t *testing.T) {
	for name, c := range map[string]struct{ path, says string }{
		"a bomb":                     {zipped(t, "vpcs.json", design.MaxFile+1, 1), "unpacks to more"},
		"many":                       {zipped(t, "a.json", 1, maxImportFiles+1), "more than 5000"},
		"deep":                       {zipped(t, strings.Repeat("a/", 40)+"a.json", 1, 1), "deep"},
		"nothing that is understood": {zipped(t, "a.txt", 3, 1), "no format"},
	} {
		start := time.Now()
		code, _, diag := command(t, "import", c.path, "-o", "-")
		if code != 2 || !strings.Contains(diag, c.says) || strings.Count(diag, "\n") != 1 {
			t.Errorf("%s: exit %d: %s", name, code, diag)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
