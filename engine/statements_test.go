package engine_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// statements is how many numbered statements of AWS network behaviour the core is held to.
const statements = 154

var (
	cited = regexp.MustCompile(`semantics (\d+(?:(?:, | and | to )\d+)*)`)
	// A comment that goes on in the next line.
	wrapped = regexp.MustCompile(`\n\s*// ?`)
)

// numbers lists the statements that a text cites: "semantics 38", "semantics 5, 7 to 9".
func numbers(text string) []int {
	var all []int
	for _, m := range cited.FindAllStringSubmatch(wrapped.ReplaceAllString(text, " "), -1) {
		for part := range strings.SplitSeq(strings.ReplaceAll(m[1], " and ", ", "), ", ") {
			from, to, isRange := strings.Cut(part, " to ")
			if !isRange {
				to = from
			}
			a, _ := strconv.Atoi(from)
			z, _ := strconv.Atoi(to)
			for n := a; n <= z; n++ {
				all = append(all, n)
			}
		}
	}
	return all
}

// Every statement is proven by a test that cites its number, or listed in reach's doc.go as not modelled.
// Run with -v for the table.
func TestEveryStatementIsProvenOrListed(t *testing.T) {
	proven := provenStatements(t)
	doc, err := os.ReadFile(filepath.Join("reach", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(doc), "# What is not modelled")
	if !found {
		t.Fatal("reach/doc.go does not say what is not modelled")
	}
	listed := numbers(rest)
	count := 0
	for n := 1; n <= statements; n++ {
		switch files := proven[n]; {
		case len(files) > 0:
			count++
			t.Logf("%3d  %s", n, strings.Join(files, ", "))
		case slices.Contains(listed, n):
			t.Logf("%3d  not modelled", n)
		default:
			t.Errorf("statement %d is neither proven by a test that cites it nor listed as not modelled", n)
		}
	}
	t.Logf("%d of %d statements are proven; the others are listed", count, statements)
	for n := range proven {
		if n < 1 || n > statements {
			t.Errorf("%s cites the statement %d, which does not exist", strings.Join(proven[n], ", "), n)
		}
	}
}

// provenStatements are the tests and examples that cite each statement.
func provenStatements(t *testing.T) map[int][]string {
	proven := map[int][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == "statements_test.go" {
			return err
		}
		isExample := strings.HasSuffix(path, ".txtar") && strings.Contains(path, "testdata")
		if !strings.HasSuffix(path, "_test.go") && !isExample {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("reading what proves: %w", err)
		}
		for _, n := range numbers(string(text)) {
			if !slices.Contains(proven[n], path) {
				proven[n] = append(proven[n], path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return proven
}
