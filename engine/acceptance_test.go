package engine_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// acceptance are the cases of the five source documents, and the traps in their texts, by the numbers that
// they have there; numbers that are missing are no cases.
var acceptance = map[string][]int{
	"C0-": {1, 2, 3, 4, 5, 6},
	"C1-": {1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18},
	"C2-": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
	"C3-": {1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 14, 15, 16, 17},
	"C4-": {1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15},
	"T":   {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
}

// Each case and each trap is asked in a test that names it. T14 is about prices, which nothing here judges.
func TestEveryAcceptanceCaseIsAsked(t *testing.T) {
	var all strings.Builder
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") || path == "acceptance_test.go" {
			return err
		}
		text, err := os.ReadFile(path)
		all.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for group, cases := range acceptance {
		for _, n := range cases {
			if id := fmt.Sprintf("%s%d", group, n); !regexp.MustCompile(`\b` + id + `[a-f]?\b`).MatchString(all.String()) {
				t.Errorf("no test asks %s", id)
			}
		}
	}
}
