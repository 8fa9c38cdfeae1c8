package room

import (
	"cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/rule"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/wire"
)

// maxShown bounds the pairs of an effect that an answer lists.
const maxShown = 20

// fixes answers FixesFor.
func (e *Engine) fixes(d *design.Design, q *wire.FixesFor) wire.Result {
	flow := d.Flows[q.Flow]
	if q.Trace != nil {
		flow = traced(q.Trace)
	}
	if flow == nil {
		return failed("unknown-element", "there is no flow "+q.Flow)
	}
	out := wire.Fixes{Fixes: []wire.FlowFix{}}
	for _, f := range e.revision(d).Fixes(flow) {
		out.Fixes = append(out.Fixes, fixOf(f))
	}
	return wire.Result{Fixes: &out}
}

// traced is a conversation as a flow that must be.
func traced(q *wire.Conversation) *design.Flow {
	return &design.Flow{
		From: q.From, To: q.To, Expect: design.Must, Family: cmp.Or(q.Family, design.FamilyAny),
		Services: map[string]design.Service{"asked": q.Service},
	}
}

func fixOf(f verdict.Fix) wire.FlowFix {
	x := wire.FlowFix{
		Title: f.Title, Edits: []message.Text{}, Ops: f.Ops,
		Opens: shiftsOf(f.Effect.Opens), Closes: shiftsOf(f.Effect.Closes),
		OpensCount: f.Effect.OpensCount, ClosesCount: f.Effect.ClosesCount,
		Breaks: f.Effect.Breaks, Mends: f.Effect.Mends,
		Added: fixFindings(f.Effect.Added), Removed: fixFindings(f.Effect.Removed),
	}
	for _, e := range f.Edits {
		x.Edits = append(x.Edits, e.Text)
	}
	return x
}

func shiftsOf(shifts []verdict.Shift) []wire.Shift {
	out := []wire.Shift{}
	for _, s := range shifts[:min(len(shifts), maxShown)] {
		out = append(out, wire.Shift{From: s.From, To: s.To, Text: s.Text()})
	}
	return out
}

func fixFindings(findings []rule.Finding) []wire.FixFinding {
	out := []wire.FixFinding{}
	for _, f := range findings {
		out = append(out, wire.FixFinding{Key: f.Key, Severity: wire.Severity(f.Severity), Text: f.Text})
	}
	return out
}
