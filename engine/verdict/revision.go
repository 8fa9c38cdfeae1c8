package verdict

import (
	"maps"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/atonce"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
)

// Revision is the analysis of one revision of a design that is being edited, with what the next one
// can take over from it. It never changes. Nil is before the first.
//
// The network is compiled by reach.Recompile; here judgements are taken over. Rules that look at much
// look again at the islands that an edit touched (see rule.Again). A flow is judged again when it was
// edited, or when an edit reached it (see step.reaches), which is known more closely: most edits are of
// rules and routes, which few flows ask, and of instances, which few flows mean.
type Revision struct {
	Analysis
	network *reach.Network
	// asked are the groups, network ACLs and route tables that each flow asked, by its id.
	asked map[string][]string
}

// Next analyses the next revision, as AnalyseOn would, and at less cost the less was edited.
func (r *Revision) Next(n *reach.Network, today string) *Revision {
	next := &Revision{network: n}
	if r == nil {
		atonce.Do(
			func() { next.Findings = rule.Run(n, today) },
			func() { next.decide(func(string) (Flow, []string, bool) { return Flow{}, nil, false }) },
		)
	} else {
		s := r.stepTo(next)
		atonce.Do(
			func() { next.Findings = s.findings(today) },
			func() { next.decide(s.known) },
		)
	}
	next.PublicSubnets = publicSubnets(n)
	return next
}

// Network is the compiled design; nil before the first revision.
func (r *Revision) Network() *reach.Network {
	if r == nil {
		return nil
	}
	return r.network
}

// decide judges the flows, but for those that are known.
func (r *Revision) decide(known func(id string) (Flow, []string, bool)) {
	flows := r.network.Design().Flows
	r.Flows, r.asked = make(map[string]Flow, len(flows)), make(map[string][]string, len(flows))
	var ids []string
	for id := range flows {
		if f, asked, ok := known(id); ok {
			r.Flows[id], r.asked[id] = f, asked
		} else {
			ids = append(ids, id)
		}
	}
	judged, asked := make([]Flow, len(ids)), make([][]string, len(ids))
	atonce.Each(len(ids), func(i int) {
		note := map[string]bool{}
		judged[i] = decide(r.network.Noting(note), flows[ids[i]])
		asked[i] = slices.Collect(maps.Keys(note))
	})
	for i, id := range ids {
		r.Flows[id], r.asked[id] = judged[i], asked[i]
	}
}

// flowEnds are the ends that a flow has.
func flowEnds(f *design.Flow) [3]design.End {
	return [3]design.End{f.From, f.To, {Ref: f.Via}}
}
