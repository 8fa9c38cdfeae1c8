package verdict

import "vpcanvas/engine/reach"

// Consequence is what Compare and CompareFlows say of a revision and of what an edit would make of it. It
// is asked at each pause of a hand, and so costs what the edit touches: pairs with an end on an island that
// was touched, and flows that the edit reaches.
func (r *Revision) Consequence(now *reach.Network) (*Diff, []FlowChange) {
	next := &Revision{network: now}
	s := r.stepTo(next)
	next.decide(s.known)
	by := editComparer{old: r}
	return by.compare(next), flowChanges(r.Flows, next.Flows)
}
