package main

import (
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
	"vpcanvas/engine/verdict"
)

// fixJSON is what scripts read; docs/cli.md promises it.
type fixJSON struct {
	Title  string         `json:"title"`
	Edits  []string       `json:"edits"`
	Ops    design.Ops     `json:"ops"`
	Opens  []fixShiftJSON `json:"opens"`
	Closes []fixShiftJSON `json:"closes"`
	// OpensCount and ClosesCount count the pairs, which may be more than are listed.
	OpensCount  int `json:"opens_count"`
	ClosesCount int `json:"closes_count"`
	// Breaks and Mends are ids of flows.
	Breaks []string `json:"breaks"`
	Mends  []string `json:"mends"`
	// Findings that the fix brings, and those that it mends.
	FindingsAdded   []fixFindingJSON `json:"findings_added"`
	FindingsRemoved []fixFindingJSON `json:"findings_removed"`
}

type fixShiftJSON struct {
	From    string         `json:"from"`
	FromID  string         `json:"from_id"`
	To      string         `json:"to"`
	ToID    string         `json:"to_id"`
	Allowed []netset.Entry `json:"allowed"`
}

type fixFindingJSON struct {
	Key      string        `json:"key"`
	Code     string        `json:"code"`
	Severity rule.Severity `json:"severity"`
	Text     string        `json:"text"`
}

// fixesOf finds what would make a question's answer "reachable".
func fixesOf(n *reach.Network, q reach.Question) []verdict.Fix {
	return verdict.Fixes(n, &design.Flow{
		From: q.From, To: q.To, Via: q.Via, Family: q.Family, Expect: design.Must,
		Services: map[string]design.Service{"asked": q.Service},
	})
}

func fixesJSON(fixes []verdict.Fix) []fixJSON {
	out := []fixJSON{}
	for _, f := range fixes {
		e := f.Effect
		j := fixJSON{
			Title: f.Title.EN, Edits: []string{}, Ops: f.Ops, Opens: fixShiftsJSON(e.Opens), Closes: fixShiftsJSON(e.Closes),
			OpensCount: e.OpensCount, ClosesCount: e.ClosesCount, Breaks: e.Breaks, Mends: e.Mends,
			FindingsAdded: fixFindings(e.Added), FindingsRemoved: fixFindings(e.Removed),
		}
		for _, edit := range f.Edits {
			j.Edits = append(j.Edits, edit.Text.EN)
		}
		out = append(out, j)
	}
	return out
}

func fixShiftsJSON(shifts []verdict.Shift) []fixShiftJSON {
	out := []fixShiftJSON{}
	for _, s := range shifts {
		out = append(out, fixShiftJSON{s.FromName, s.From, s.ToName, s.To, s.Traffic})
	}
	return out
}

func fixFindings(findings []rule.Finding) []fixFindingJSON {
	out := []fixFindingJSON{}
	for _, f := range findings {
		out = append(out, fixFindingJSON{f.Key, f.Code, f.Severity, f.Text.EN})
	}
	return out
}

// fixes prints what may be done, the best first, each with what it does besides.
func (p *printer) fixes(d *design.Design, fixes []verdict.Fix) {
	if len(fixes) == 0 {
		p.line("  no small fix found")
		return
	}
	for i, f := range fixes {
		p.line("  fix %d:", i+1)
		for _, edit := range f.Edits {
			p.line("    - %s", edit.Text.EN)
		}
		p.shifts("opens", f.Effect.Opens, f.Effect.OpensCount)
		p.shifts("closes", f.Effect.Closes, f.Effect.ClosesCount)
		for _, id := range f.Effect.Breaks {
			p.line("    breaks %s", checkReport{d: d}.flowTitle(id))
		}
		for _, found := range f.Effect.Added {
			p.line("    brings %s %s: %s", found.Severity, found.Code, found.Text.EN)
		}
	}
}

// maxShown is how many pairs a terminal gets; JSON lists more.
const maxShown = 5

func (p *printer) shifts(word string, shifts []verdict.Shift, count int) {
	for _, s := range shifts[:min(len(shifts), maxShown)] {
		p.line("    %s %s -> %s %s", word, s.FromName, s.ToName, s.Text().EN)
	}
	if count > maxShown {
		p.line("    %s %d pairs more", word, count-maxShown)
	}
}

// fixInOneLine is the best fix of a flow, for a list of flows.
func fixInOneLine(fixes []verdict.Fix, lang message.Lang) string {
	e := fixes[0].Effect
	notes := []string{}
	for _, n := range []struct {
		count int
		word  message.Text
	}{
		{e.OpensCount, message.Text{EN: "opens %d", JA: "開通 %d"}},
		{e.ClosesCount, message.Text{EN: "closes %d", JA: "遮断 %d"}},
		{len(e.Breaks), message.Text{EN: "breaks %d flows", JA: "不成立になるフロー %d"}},
	} {
		if n.count > 0 {
			notes = append(notes, fmt.Sprintf(n.word.In(lang), n.count))
		}
	}
	line := fixes[0].Title.In(lang)
	if len(notes) > 0 {
		line += " (" + strings.Join(notes, ", ") + ")"
	}
	return line
}
