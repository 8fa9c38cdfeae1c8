package engine_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The longest function and file: past that there is a second room in it.
const (
	longestFunction = 80
	longestFile     = 600
)

func TestFunctionsStayShort(t *testing.T) {
	for _, files := range goFiles(t) {
		for _, file := range files {
			if strings.HasSuffix(file, "_templ.go") {
				continue
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, filepath.Join("..", file), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if fn, ok := n.(*ast.FuncDecl); ok {
					if lines := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1; lines > longestFunction {
						t.Errorf("%s: %s has %d lines", file, fn.Name.Name, lines)
					}
				}
				return true
			})
		}
	}
}

func TestFilesStayShort(t *testing.T) {
	err := fs.WalkDir(os.DirFS(".."), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "node_modules" || e.Name() == "dist" || e.Name() == ".git" || e.Name() == "testdata") {
			return fs.SkipDir
		}
		generated := strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "/gen.ts")
		ours := strings.HasSuffix(path, ".go") || strings.HasSuffix(path, ".ts") || strings.HasSuffix(path, ".tsx") || strings.HasSuffix(path, ".css")
		if e.IsDir() || generated || !ours {
			return nil
		}
		body, err := os.ReadFile(filepath.Join("..", path))
		if err != nil {
			return err
		}
		if lines := strings.Count(string(body), "\n"); lines > longestFile {
			t.Errorf("%s has %d lines", path, lines)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
