package verdict

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
)

// Revision is the analysis of one revision of a design that is being edited, with what the next one
// can take over from it. It never changes. Its zero value, and nil, are before the first.
//
// The network is compiled anew for each revision: that is total and cheap, and no part of one network
// ever has to be told from that of another. What is dear are the walks, so those are taken over: a
// flow is judged again when it was edited, or when an edit touched an island on which one of its ends
// lies, or lay. Everything else that an answer reads is compared (see stands).
type Revision struct {
	Analysis
	network *reach.Network
	islands *islands
}

// Next analyses the next revision, as AnalyseOn would, and at less cost the less was edited.
func (r *Revision) Next(n *reach.Network, today string) *Revision {
	next := &Revision{network: n}
	if r == nil || r.network == nil {
		next.Analysis = AnalyseOn(n, today)
		next.islands = islandsOf(n.Design())
		return next
	}
	e := r.editTo(next)
	sideBySide(
		func() {
			if e.atLarge {
				next.Findings = rule.Run(n, today)
			} else {
				next.Findings = rule.Again(n, today, r.Findings, e.touches)
			}
		},
		func() { next.Flows = decideRest(n, n.Design().Flows, e.known()) },
	)
	next.PublicSubnets = publicSubnets(n)
	return next
}

// A step is what lies between two revisions.
type step struct {
	old, now *Revision
	// before and after are the islands that it touched, as they were and as they are.
	before, after map[string]bool
	// all: anything may be judged otherwise now; atLarge: rules may find anything.
	all, atLarge bool
}

func (r *Revision) editTo(next *Revision) *step {
	old, now := r.network.Design(), next.network.Design()
	changed := changedResources(old, now)
	if next.islands = r.islands; len(changed) > 0 {
		next.islands = r.islands.after(now, changed)
	}
	e := &step{old: r, now: next}
	var all, also bool
	e.before, all = r.islands.stale(changed)
	e.after, also = next.islands.stale(changed)
	e.all = all || also
	e.atLarge = e.all || atLarge(old, now, changed)
	for id, f := range old.Flows {
		if now.Flows[id] != f {
			r.islands.markEnds(e.before, f)
		}
	}
	for id, f := range now.Flows {
		if old.Flows[id] != f {
			next.islands.markEnds(e.after, f)
		}
	}
	return e
}

// touches reports whether the island of a resource was touched, or what has the id is on none.
func (e *step) touches(id string) bool {
	if r := e.now.islands.design.Resources[id]; r == nil || joinsNothing[r.Kind] {
		return true
	}
	return e.before[e.old.islands.at(id)] || e.after[e.now.islands.at(id)]
}

// known are the flows whose judgement is known already.
func (e *step) known() map[string]Flow {
	known := map[string]Flow{}
	if e.all || !e.now.network.SameGround(e.old.network) {
		return known
	}
	was, is := e.old.network.Design().Flows, e.now.network.Design().Flows
	for id, f := range is {
		if was[id] == f && e.old.stands(f, e.before) && e.now.stands(f, e.after) && sameGroups(e.old.network, e.now.network, f) {
			known[id] = e.old.Flows[id]
		}
	}
	return known
}

// stands reports whether all ends of a flow lie on islands that an edit left alone.
func (r *Revision) stands(f *design.Flow, stale map[string]bool) bool {
	for _, e := range flowEnds(f) {
		homes, known := r.network.Homes(e)
		if !known {
			return false
		}
		for _, v := range homes {
			if stale[r.islands.of(v)] {
				return false
			}
		}
	}
	return true
}

func sameGroups(old, now *reach.Network, f *design.Flow) bool {
	for _, e := range flowEnds(f) {
		if !now.SameGroup(old, e.Ref.ID) {
			return false
		}
	}
	return true
}

func flowEnds(f *design.Flow) [3]design.End { return [3]design.End{f.From, f.To, {Ref: f.Via}} }
