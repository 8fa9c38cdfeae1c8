package reach

import (
	"strings"
	"testing"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Every kind says what it does to packets, or why it does nothing.
func TestEveryKindHasAnEdge(t *testing.T) {
	has := map[kind.Name]int{}
	for _, e := range edges {
		has[e.kind]++
	}
	for _, k := range kind.All {
		_, excused := withoutEdge[k.Name]
		if n := has[k.Name]; n > 1 || (n == 1) == excused {
			t.Errorf("%s: %d edges, excused: %v", k.Name, n, excused)
		}
		delete(has, k.Name)
	}
	for name := range has {
		t.Errorf("there is an edge for %s, which is no kind", name)
	}
}

// Every code has sentences in both languages, and no sentence is without a code.
func TestEveryCodeHasItsSentence(t *testing.T) {
	left := map[string]bool{}
	for key, text := range message.Reasons {
		left[key] = true
		if text.EN == "" || text.JA == "" {
			t.Errorf("%s lacks a language", key)
		}
	}
	seen := map[Code]bool{}
	for _, c := range Codes {
		if seen[c] {
			t.Errorf("%s stands twice in Codes", c)
		}
		seen[c] = true
		for _, dir := range []Direction{Forward, Return} {
			for _, egress := range []bool{false, true} {
				for _, detail := range []string{"", "x"} {
					for _, resource := range []string{"", "x"} {
						key := reasonKey{code: c, resource: resource, dir: dir, egress: egress, detail: detail}.message()
						if _, ok := message.Reasons[key]; !ok {
							t.Errorf("there is no sentence for %s", key)
						}
						delete(left, key)
					}
				}
			}
		}
	}
	for key := range left {
		t.Errorf("the sentence %s belongs to no code", key)
	}
	for key, text := range message.Reasons {
		for _, s := range []string{text.EN, text.JA} {
			if strings.Count(s, "{") != strings.Count(s, "}") || strings.Count(text.EN, "{") != strings.Count(text.JA, "{") {
				t.Errorf("%s: the placeholders of the languages differ", key)
			}
		}
	}
}
