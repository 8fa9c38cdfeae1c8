package promise

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/message"
)

var (
	placeholder = regexp.MustCompile(`\{[a-z]+\}`)
	saying      = regexp.MustCompile(`\b(?:lose|loseFor|remark|note|once|loss|readLoss|refuse|tooLarge|tooMuch)\("([a-z0-9-]+)"`)
)

// Sentences fails the test unless each sentence of a room exists in both languages with the same
// placeholders and is said somewhere, and unless each that its sources say exists. Shared are sentences of
// other rooms too.
func Sentences(t *testing.T, own []map[string]message.Text, shared ...map[string]message.Text) {
	t.Helper()
	source := sources(t)
	known := map[string]bool{}
	for _, all := range append(own, shared...) {
		for code, s := range all {
			known[code] = true
			if s.EN == "" || s.JA == "" || s.EN == s.JA {
				t.Errorf("%s is not in both languages: %q %q", code, s.EN, s.JA)
			}
			en, ja := placeholder.FindAllString(s.EN, -1), placeholder.FindAllString(s.JA, -1)
			slices.Sort(en)
			slices.Sort(ja)
			if !slices.Equal(slices.Compact(en), slices.Compact(ja)) {
				t.Errorf("%s names %v in English and %v in Japanese", code, en, ja)
			}
		}
	}
	for _, all := range own {
		for code := range all {
			if strings.Count(source, `"`+code+`"`) < 2 {
				t.Errorf("nothing says %s", code)
			}
		}
	}
	for _, m := range saying.FindAllStringSubmatch(source, -1) {
		if !known[m[1]] {
			t.Errorf("there is no sentence for %s", m[1])
		}
	}
}

// sources is the text of the package, without its tests.
func sources(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(raw)
	}
	return b.String()
}
