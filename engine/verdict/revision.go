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
	sideBySide(
		func() { next.Findings = rule.Run(n, today) },
		func() {
			known := r.known(next)
			next.Flows = decideRest(n, n.Design().Flows, known)
		},
	)
	next.PublicSubnets = publicSubnets(n)
	return next
}

// known are the flows of which next knows the judgement already.
func (r *Revision) known(next *Revision) map[string]Flow {
	now := next.network.Design()
	if r == nil || r.network == nil {
		next.islands = islandsOf(now)
		return nil
	}
	old := r.network.Design()
	changed := changedResources(old, now)
	if next.islands = r.islands; len(changed) > 0 {
		next.islands = r.islands.after(now, changed)
	}
	before, all := r.islands.stale(changed)
	after, also := next.islands.stale(changed)
	known := map[string]Flow{}
	if all || also || !next.network.SameGround(r.network) {
		return known
	}
	for id, f := range now.Flows {
		if old.Flows[id] == f && r.stands(f, before) && next.stands(f, after) && sameGroups(r.network, next.network, f) {
			known[id] = r.Flows[id]
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
