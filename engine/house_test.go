// Package engine_test holds the rules of the house that no single package can check.
package engine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// imports says which folders of the project a folder may import, and why it is so.
var imports = map[string]struct {
	may []string
	why string
}{
	"engine/netset":            {nil, "sets know nothing of AWS: they are tested alone"},
	"engine/message":           {nil, "sentences are data; everything may say them"},
	"engine/kind":              {[]string{"engine/netset", "engine/message"}, "a kind describes itself; the document is built from kinds"},
	"engine/design":            {[]string{"engine/internal/atonce", "engine/kind", "engine/netset", "engine/message"}, "the document knows no behaviour of a network"},
	"engine/reach":             {[]string{"engine/design", "engine/kind", "engine/netset", "engine/message"}, "the core answers from the document alone"},
	"engine/rule":              {[]string{"engine/reach", "engine/internal/atonce", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "rules ask the core"},
	"engine/verdict":           {[]string{"engine/rule", "engine/reach", "engine/internal/atonce", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "verdicts put core and rules together"},
	"engine/handbook":          {[]string{"engine/rule", "engine/reach", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "pages are made from what rules and reasons say of themselves"},
	"engine/internal":          {[]string{"engine/design", "engine/kind", "engine/netset", "engine/message"}, "networks for tests are written without the core that they test"},
	"engine/internal/atonce":   {nil, "how work is spread over cores knows nothing of the work"},
	"engine/layout":            {[]string{"engine/design", "engine/kind", "engine/netset", "engine/message"}, "a layout never depends on a verdict"},
	"engine/template":          {[]string{"engine/layout", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "templates are drawn designs"},
	"engine/format":            {[]string{"engine/format", "engine/internal/atonce", "engine/layout", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "an export says what the document says"},
	"engine/format/report":     {[]string{"engine/verdict", "engine/rule", "engine/reach", "engine/format", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "a report says what the engine thinks of the document"},
	"engine/format/testscript": {[]string{"engine/verdict", "engine/reach", "engine/format", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "a test says what the engine predicts"},
	"engine/format/roundtrip":  {[]string{"engine/verdict", "engine/reach", "engine/format/exchange", "engine/design", "engine/kind", "engine/netset", "engine/message"}, "what comes back is judged by its verdicts"},
	"internal/golden":          {nil, "tests of every package hold their files by it"},
	"web":                      {nil, "the embedded editor is only files"},
	"migrations":               {nil, "migrations are only SQL"},
	"server/store":             {[]string{"migrations"}, "the store keeps bytes and must not know what they mean"},
	"server/auth":              {[]string{"server/store"}, "who may do what is decided in one place"},
	"server/wire":              {[]string{"engine"}, "messages carry the engine's types"},
	"server/room":              {[]string{"server/store", "server/wire", "server/auth", "engine"}, "a room orders, applies, keeps and tells"},
	"server/page":              {[]string{"web", "engine/message", "engine/template", "engine/handbook", "engine/rule", "server/wire"}, "pages show; they decide nothing"},
	"server":                   {[]string{"server", "engine", "web"}, "the server wires its rooms"},
	"cmd/vpcanvas":             {[]string{"server", "engine", "web"}, "the command wires all"},
}

func TestImports(t *testing.T) {
	for dir, files := range goFiles(t) {
		rule, ok := imports[ruleFor(dir)]
		if !ok {
			if dir != "engine" && dir != "." {
				t.Errorf("%s: no rule says what this folder may import", dir)
			}
			continue
		}
		for _, file := range files {
			for _, path := range importsOf(t, file) {
				to, own := strings.CutPrefix(path, "vpcanvas/")
				if own && to != dir && !allowed(rule.may, to) {
					t.Errorf("%s imports %s: %s", file, to, rule.why)
				}
			}
		}
	}
}

func allowed(may []string, to string) bool {
	return slices.ContainsFunc(may, func(m string) bool { return to == m || strings.HasPrefix(to, m+"/") })
}

// ruleFor is the nearest folder upwards that has a rule.
func ruleFor(dir string) string {
	for d := dir; d != "."; d = filepath.Dir(d) {
		if _, ok := imports[d]; ok {
			return d
		}
	}
	return dir
}

// The engine is a function of its input: no clock, network, database or process.
func TestEngineIsPure(t *testing.T) {
	forbidden := []string{"net", "net/http", "os", "os/exec", "database/sql", "time", "log", "log/slog", "math/rand", "math/rand/v2", "syscall", "unsafe"}
	const promise = "engine/format/internal/promise" // holds readers against a clock, in tests
	for dir, files := range goFiles(t) {
		if !strings.HasPrefix(dir, "engine/") || dir == promise {
			continue
		}
		for _, file := range files {
			for _, path := range importsOf(t, file) {
				if path == "vpcanvas/"+promise {
					t.Errorf("%s imports %s, which is for tests only", file, path)
				}
				if slices.Contains(forbidden, path) || strings.HasPrefix(path, "vpcanvas/server") {
					t.Errorf("%s imports %s: the engine has no server, database, network or clock", file, path)
				}
			}
		}
	}
}

// goFiles lists the Go files that are not tests, by folder, from the root of the repository.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	root := os.DirFS("..")
	found := map[string][]string{}
	err := fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "node_modules" || e.Name() == "testdata" || e.Name() == ".git"):
			return fs.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			found[filepath.Dir(path)] = append(found[filepath.Dir(path)], path)
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("found %d folders: %v", len(found), err)
	}
	return found
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, i := range f.Imports {
		paths = append(paths, strings.Trim(i.Path.Value, `"`))
	}
	return paths
}

// Every package says what it is for.
func TestPackagesAreDocumented(t *testing.T) {
	for dir, files := range goFiles(t) {
		documented := false
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			documented = documented || f.Doc != nil
		}
		if !documented {
			t.Errorf("%s has no package comment", dir)
		}
	}
}
