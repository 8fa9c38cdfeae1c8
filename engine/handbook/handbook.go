// Package handbook says what every rule and every reason means, for people who meet one: in pages of the
// studio, in reports of checks, and in docs/rules.md. What it says comes from where rules and reasons
// are defined, and examples are run, so that a page cannot say what the program does not do.
package handbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
)

// Rule is the page of a rule.
type Rule struct {
	Code     string
	Severity rule.Severity
	Doc      message.Text
	// Finds is what it says of its example, and Fixes the edits that it offers there.
	Finds message.Text
	Fixes []message.Text
	// Example is that design, as the operations that make it, one a line.
	Example string
}

// Reason is the page of a reason.
type Reason struct {
	Code string
	// IsAWS: AWS's Reachability Analyzer uses the code too.
	IsAWS bool
	// IsDoubt: it makes a verdict unknown, never blocked.
	IsDoubt bool
	message.ReasonDoc
	// Sentences are how it reads, with … for what differs from one design to the other.
	Sentences []message.Text
}

// Rules lists the pages of the rules, in the order of rule.All. Their examples are run once.
var Rules = sync.OnceValue(func() []Rule {
	pages := make([]Rule, 0, len(rule.All))
	for _, r := range rule.All {
		page := Rule{Code: r.Code, Severity: r.Severity, Doc: r.Doc, Fixes: []message.Text{}}
		page.runExample()
		pages = append(pages, page)
	}
	return pages
})

// RuleOf finds the page of a rule.
func RuleOf(code string) (Rule, bool) {
	all := Rules()
	at := slices.IndexFunc(all, func(r Rule) bool { return r.Code == code })
	if at < 0 {
		return Rule{}, false
	}
	return all[at], true
}

// runExample shows what the rule finds first in its example. A rule without one, or with one that does
// not show it, has a page without example: tests refuse that.
func (r *Rule) runExample() {
	raw, err := rule.Examples.ReadFile("testdata/" + r.Code + ".txtar")
	if err != nil {
		return
	}
	ops := opsOf(raw)
	d, err := build(ops)
	if err != nil {
		return
	}
	for _, f := range rule.Run(reach.Compile(d), "") {
		if f.Code != r.Code {
			continue
		}
		r.Example, r.Finds = string(ops), f.Text
		for _, fix := range f.Fixes {
			r.Fixes = append(r.Fixes, fix.Title)
		}
		return
	}
}

func opsOf(raw []byte) []byte {
	for _, f := range txtar.Parse(raw).Files {
		if f.Name == "ops" {
			return bytes.TrimSpace(f.Data)
		}
	}
	return nil
}

// build applies the operations of an example, one a line, to an empty design.
func build(lines []byte) (*design.Design, error) {
	d := design.New("example")
	for line := range bytes.Lines(lines) {
		var ops design.Ops
		if err := json.Unmarshal(fmt.Appendf(nil, "[%s]", bytes.TrimSpace(line)), &ops); err != nil {
			return nil, err
		}
		if _, _, err := design.Apply(d, ops); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// Reasons lists the pages of the reasons, in the order of reach.Codes.
var Reasons = sync.OnceValue(func() []Reason {
	sentences := map[string][]string{}
	for key := range message.Reasons {
		code, _, _ := strings.Cut(key, "/")
		sentences[code] = append(sentences[code], key)
	}
	pages := make([]Reason, 0, len(reach.Codes))
	for _, c := range reach.Codes {
		page := Reason{Code: string(c), IsAWS: !slices.Contains(reach.OwnCodes, c), IsDoubt: slices.Contains(reach.Doubts, c), ReasonDoc: message.ReasonDocs[string(c)]}
		keys := sentences[page.Code]
		slices.Sort(keys)
		for _, key := range keys {
			page.Sentences = append(page.Sentences, dotted(message.Reasons[key]))
		}
		pages = append(pages, page)
	}
	return pages
})

// ReasonOf finds the page of a reason.
func ReasonOf(code string) (Reason, bool) {
	all := Reasons()
	at := slices.IndexFunc(all, func(r Reason) bool { return r.Code == code })
	if at < 0 {
		return Reason{}, false
	}
	return all[at], true
}

// dotted is a sentence with … for its placeholders.
func dotted(t message.Text) message.Text {
	args := message.Args{}
	for _, name := range []string{"resource", "row", "from", "to", "service", "detail"} {
		args[name] = "…"
	}
	return t.With(args)
}
