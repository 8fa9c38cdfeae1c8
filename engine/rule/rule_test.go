package rule_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
	"vpcanvas/internal/golden"
)

// Every rule says what it is about, in both languages, and shows it.
func TestRulesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	code := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	for _, r := range rule.All {
		if seen[r.Code] {
			t.Errorf("two rules are called %s", r.Code)
		}
		seen[r.Code] = true
		if !code.MatchString(r.Code) {
			t.Errorf("%q is not a kebab-case code", r.Code)
		}
		text := message.Findings[r.Code]
		if r.Doc.EN == "" || r.Doc.JA == "" || text.EN == "" || text.JA == "" {
			t.Errorf("%s lacks a doc or a sentence in a language", r.Code)
		}
		if r.Severity != rule.Error && r.Severity != rule.Warning && r.Severity != rule.Info {
			t.Errorf("%s has the severity %q", r.Code, r.Severity)
		}
		if _, err := os.Stat(example(r.Code)); err != nil {
			t.Errorf("%s has no example: %v", r.Code, err)
		}
		if rule.Get(r.Code) != r {
			t.Errorf("Get(%q) finds another rule", r.Code)
		}
	}
	for code := range message.Findings {
		if !seen[code] {
			t.Errorf("message.Findings has a sentence for %s, which is no rule", code)
		}
	}
	for key, title := range message.Fixes {
		if title.EN == "" || title.JA == "" {
			t.Errorf("the fix %s lacks a title in a language", key)
		}
	}
}

func example(code string) string { return filepath.Join("testdata", code+".txtar") }

// Each example holds a design and the findings about it. Every fix is applied: the finding that
// offered it must be gone, and nothing worse may come.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			arc, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := load(t, arc)
			findings := rule.Run(reach.Compile(d), "2026-01-01")
			got := []byte(described(findings))
			setFile(arc, "findings", got)
			golden.Archive(t, file, arc)
			code := strings.TrimSuffix(filepath.Base(file), ".txtar")
			if rule.Get(code) != nil && !slices.ContainsFunc(findings, func(f rule.Finding) bool { return f.Code == code }) {
				t.Errorf("the example does not show %s", code)
			}
			keys := map[string]bool{}
			for _, f := range findings {
				if keys[f.Key] {
					t.Errorf("two findings have the key %s", f.Key)
				}
				keys[f.Key] = true
				tryFixes(t, d, f)
			}
		})
	}
}

func tryFixes(t *testing.T, d *design.Design, f rule.Finding) {
	t.Helper()
	before := rule.Run(reach.Compile(d), "")
	for _, fix := range f.Fixes {
		mended := d.Clone()
		if _, _, err := design.Apply(mended, throughJSON(t, fix.Ops)); err != nil {
			t.Errorf("%s: the fix %q does not apply: %v", f.Key, fix.Title.EN, err)
			continue
		}
		for _, left := range rule.Run(reach.Compile(mended), "") {
			if left.Key == f.Key {
				t.Errorf("%s: the fix %q leaves %s", f.Key, fix.Title.EN, left.Text.EN)
			}
			isOld := slices.ContainsFunc(before, func(o rule.Finding) bool { return o.Key == left.Key })
			if !isOld && left.Severity == rule.Error {
				t.Errorf("%s: the fix %q brings %s", f.Key, fix.Title.EN, left.Text.EN)
			}
		}
	}
}

// throughJSON sends a fix the way that a browser would.
func throughJSON(t *testing.T, ops design.Ops) design.Ops {
	t.Helper()
	raw, err := json.Marshal(ops)
	if err != nil {
		t.Fatal(err)
	}
	var out design.Ops
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func described(findings []rule.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s\n  %s\n  %s\n", f.Severity, f.Key, f.Text.EN, f.Text.JA)
		for _, fix := range f.Fixes {
			fmt.Fprintf(&b, "  fix: %s / %s\n", fix.Title.EN, fix.Title.JA)
		}
		if f.Suppression != "" {
			fmt.Fprintf(&b, "  suppressed by %s\n", f.Suppression)
		}
		if strings.Contains(f.Text.EN+f.Text.JA, "{") {
			fmt.Fprintf(&b, "  a placeholder is left\n")
		}
	}
	return b.String()
}

// load reads the example's operations, one a line, and applies them to an empty design.
func load(t *testing.T, arc *txtar.Archive) *design.Design {
	t.Helper()
	d := design.New("example")
	for line := range bytes.Lines(section(arc, "ops")) {
		var ops design.Ops
		if err := json.Unmarshal(fmt.Appendf(nil, "[%s]", bytes.TrimSpace(line)), &ops); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if _, _, err := design.Apply(d, ops); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	return d
}

func section(arc *txtar.Archive, name string) []byte {
	for _, f := range arc.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func setFile(arc *txtar.Archive, name string, data []byte) {
	for i := range arc.Files {
		if arc.Files[i].Name == name {
			arc.Files[i].Data = data
			return
		}
	}
	arc.Files = append(arc.Files, txtar.File{Name: name, Data: data})
}

// Whatever is deleted from a network, rules say it once and their fixes apply.
func TestFindingsOfBrokenNetworks(t *testing.T) {
	shown := 0
	for seed := range uint64(12) {
		n := sample.Realistic(seed, 70)
		d := n.D
		for i, id := range slices.Sorted(maps.Keys(d.Resources)) {
			if r := d.Resources[id]; r == nil || uint64(i)%9 != seed%9 || r.Kind == kind.ScopeKind {
				continue
			}
			if _, _, err := design.Apply(d, design.Ops{design.Del{Section: design.Resources, ID: id}}); err != nil && !d.MadeByAWS(id) {
				t.Fatal(err)
			}
		}
		keys := map[string]bool{}
		for _, f := range rule.Run(reach.Compile(d), "") {
			if keys[f.Key] {
				t.Errorf("two findings have the key %s", f.Key)
			}
			keys[f.Key] = true
			tryFixes(t, d, f)
			shown++
		}
	}
	if shown == 0 {
		t.Error("nothing was found: this test tests nothing")
	}
}
