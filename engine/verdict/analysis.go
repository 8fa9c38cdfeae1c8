// Package verdict puts the core and the rules together: it judges the flows of a design, analyses a
// whole design, and says what changed from one analysis to the next.
package verdict

import (
	"maps"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/atonce"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
)

// Analysis is all that the engine has to say about a design by itself.
type Analysis struct {
	// Findings are in the order of the rules; their keys are unique.
	Findings []rule.Finding `json:"findings"`
	// Flows are by id, without the ways that their conversations take: those are for Judge to tell.
	Flows map[string]Flow `json:"flows"`
	// PublicSubnets are those whose routes lead to the internet.
	PublicSubnets map[string]bool `json:"publicSubnets"`
}

// Analyse runs every rule and judges every flow. Suppressions last for ever; see AnalyseOn.
func Analyse(d *design.Design) Analysis { return AnalyseOn(reach.Compile(d), "") }

// AnalyseOn is Analyse for a compiled design on a day such as "2026-11-22", which ends suppressions.
func AnalyseOn(n *reach.Network, today string) Analysis {
	a := Analysis{}
	atonce.Do(
		func() { a.Findings = rule.Run(n, today) },
		func() { a.Flows = decideAll(n, n.Design().Flows) },
	)
	a.PublicSubnets = publicSubnets(n)
	return a
}

func publicSubnets(n *reach.Network) map[string]bool {
	public := map[string]bool{}
	for id, r := range n.Design().Resources {
		if r.Kind == kind.SubnetKind && n.IsPublicSubnet(id) {
			public[id] = true
		}
	}
	return public
}

// decideAll judges flows side by side: each reads the network and nothing else.
func decideAll(n *reach.Network, flows map[string]*design.Flow) map[string]Flow {
	ids := slices.Collect(maps.Keys(flows))
	judged := make([]Flow, len(ids))
	atonce.Each(len(ids), func(i int) { judged[i] = decide(n, flows[ids[i]]) })
	byID := make(map[string]Flow, len(ids))
	for i, id := range ids {
		byID[id] = judged[i]
	}
	return byID
}

// State is the worst that an analysis found, as a check reports it.
type State int

// The states, from good to bad. Suppressed findings do not count.
const (
	Clean     State = iota
	Undecided       // nothing is broken but a flow is unknown
	Broken          // a finding of severity error, or a flow that does not hold
)

// State judges the whole.
func (a Analysis) State() State {
	state := Clean
	for _, f := range a.Findings {
		if f.Severity == rule.Error && f.Suppression == "" {
			return Broken
		}
	}
	for _, f := range a.Flows {
		switch f.Holds {
		case No:
			return Broken
		case Unknown:
			state = Undecided
		}
	}
	return state
}

// Change is what to do to one analysis to get another.
type Change struct {
	// Added are findings that are new or read differently; Removed are keys of those that left.
	Added   []rule.Finding `json:"added"`
	Removed []string       `json:"removed"`
	// Flows are those that are new or judged differently; GoneFlows are ids of those that left.
	Flows     map[string]Flow `json:"flows"`
	GoneFlows []string        `json:"goneFlows"`
	// Subnets became public (true) or private (false).
	Subnets map[string]bool `json:"subnets"`
}

// IsEmpty reports that nothing changed.
func (c Change) IsEmpty() bool {
	return len(c.Added)+len(c.Removed)+len(c.Flows)+len(c.GoneFlows)+len(c.Subnets) == 0
}

// Since compares a with an earlier analysis.
func (a Analysis) Since(old Analysis) Change {
	c := Change{Added: []rule.Finding{}, Removed: []string{}, Flows: map[string]Flow{}, GoneFlows: []string{}, Subnets: map[string]bool{}}
	before := map[string]rule.Finding{}
	for _, f := range old.Findings {
		before[f.Key] = f
	}
	for _, f := range a.Findings {
		if was, ok := before[f.Key]; !ok || !sameFinding(was, f) {
			c.Added = append(c.Added, f)
		}
		delete(before, f.Key)
	}
	c.Removed = slices.AppendSeq(c.Removed, maps.Keys(before))
	slices.Sort(c.Removed)
	for id, f := range a.Flows {
		if was, ok := old.Flows[id]; !ok || !sameFlow(was, f) {
			c.Flows[id] = f
		}
	}
	for id := range old.Flows {
		if _, ok := a.Flows[id]; !ok {
			c.GoneFlows = append(c.GoneFlows, id)
		}
	}
	slices.Sort(c.GoneFlows)
	c.subnets(old.PublicSubnets, a.PublicSubnets)
	return c
}

func (c *Change) subnets(old, now map[string]bool) {
	for id := range now {
		if !old[id] {
			c.Subnets[id] = true
		}
	}
	for id := range old {
		if !now[id] {
			c.Subnets[id] = false
		}
	}
}

func sameFinding(a, b rule.Finding) bool {
	return a.Text == b.Text && a.Suppression == b.Suppression && slices.EqualFunc(a.Fixes, b.Fixes, func(x, y rule.Fix) bool {
		return x.Title == y.Title
	})
}

// sameFlow compares what people see of a flow: the judgement and its reasons, not each hop.
func sameFlow(a, b Flow) bool {
	return a.Holds == b.Holds && a.Verdict == b.Verdict && slices.EqualFunc(a.Reasons, b.Reasons, func(x, y reach.Reason) bool {
		return x.Code == y.Code && x.Resource == y.Resource && x.Row == y.Row && x.Direction == y.Direction && maps.Equal(x.Args, y.Args)
	})
}
