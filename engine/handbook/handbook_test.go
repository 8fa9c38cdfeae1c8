package handbook_test

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/handbook"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/internal/golden"
)

//go:generate go test . -run TestDocuments -update

// The documents are those that the program would write now.
func TestDocuments(t *testing.T) {
	for lang, file := range map[message.Lang]string{message.EN: "../../docs/rules.md", message.JA: "../../docs/rules.ja.md"} {
		golden.Text(t, file, handbook.Markdown(lang), "run go generate ./engine/handbook")
	}
}

func TestEveryRuleHasItsPage(t *testing.T) {
	for _, r := range handbook.Rules() {
		if r.Example == "" || r.Finds.EN == "" || r.Finds.JA == "" {
			t.Errorf("%s: its example does not show it", r.Code)
		}
		if page, ok := handbook.RuleOf(r.Code); !ok || page.Code != r.Code {
			t.Errorf("%s has no page", r.Code)
		}
		if words := handbook.SeverityWords[r.Severity]; words.EN == "" || words.JA == "" {
			t.Errorf("%s: no word for %s", r.Code, r.Severity)
		}
	}
	if _, ok := handbook.RuleOf("nothing"); ok {
		t.Error("there is a page about nothing")
	}
}

var japanese = regexp.MustCompile(`[ぁ-んァ-ン一-龯]`)

func TestEveryReasonHasItsPage(t *testing.T) {
	for _, r := range handbook.Reasons() {
		for _, text := range append(r.Sentences, r.Means, r.Mend) {
			if text.EN == "" || !japanese.MatchString(text.JA) || japanese.MatchString(text.EN) {
				t.Errorf("%s lacks a text in a language: message.ReasonDocs says what it means and how to mend it", r.Code)
			}
			if strings.Contains(text.EN+text.JA, "{") {
				t.Errorf("%s: a placeholder is left in %q", r.Code, text)
			}
		}
		if len(r.Sentences) == 0 {
			t.Errorf("%s has no sentence", r.Code)
		}
	}
	for code := range message.ReasonDocs {
		if _, ok := handbook.ReasonOf(code); !ok {
			t.Errorf("message.ReasonDocs explains %s, which is no reason", code)
		}
	}
}

// The list of codes that are ours, and of those that are doubts, says what the comments beside them say.
func TestWhoseCodes(t *testing.T) {
	source, err := os.ReadFile("../reach/code.go")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^\t\w+ +Code = "(\w+)" *// (ours[:,] )?`)
	found := line.FindAllSubmatch(source, -1)
	if len(found) != len(reach.Codes) {
		t.Fatalf("%d of %d codes found", len(found), len(reach.Codes))
	}
	doubts := string(source[bytes.Index(source, []byte("// What is not known")):])
	for _, f := range found {
		code := reach.Code(f[1])
		if ours := len(f[2]) > 0; ours != slices.Contains(reach.OwnCodes, code) {
			t.Errorf("%s: ours is %v by its comment, and not by reach.OwnCodes", code, ours)
		}
		declared := strings.Contains(doubts, `Code = "`+string(code)+`"`)
		if declared != slices.Contains(reach.Doubts, code) {
			t.Errorf("%s: a doubt is %v by where it stands, and not by reach.Doubts", code, declared)
		}
	}
}
