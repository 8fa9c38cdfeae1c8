package verdict

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/rule"
)

// A step is what was edited from one revision to the next.
type step struct {
	old, now *Revision
	// touched are the islands on which something was edited, as they were and as they are, for the rules;
	// atLarge: rules may find anything.
	touchedOld, touchedNow map[string]bool
	atLarge                bool
	// For flows, edits are told apart. Rows are groups, network ACLs and route tables of which only the
	// rows were edited: those matter to who asks them. Plain are instances that are met by nobody but
	// whom they talk to. Any other edit stales its island; all: or everything.
	rows, plain        map[string]bool
	staleOld, staleNew map[string]bool
	all                bool
}

func (r *Revision) stepTo(next *Revision) *step {
	old, now := r.network.Design(), next.network.Design()
	changed := design.Edited(old, now)
	s := &step{old: r, now: next, rows: map[string]bool{}, plain: map[string]bool{}}
	s.touchFor(changed)
	var far []string
	for _, id := range changed {
		was, is := old.Resources[id], now.Resources[id]
		switch {
		case isRowEdit(was, is):
			s.rows[id] = true
		case r.isPlain(id) && next.isPlain(id):
			s.plain[id] = true
		default:
			far = append(far, id)
		}
	}
	var all, also bool
	s.staleOld, all = r.network.Stale(far)
	s.staleNew, also = next.network.Stale(far)
	s.all = all || also || !next.network.SameGround(r.network)
	return s
}

// isRowEdit reports that a filter or table stayed where it is; its name may have changed, of which
// only who asks it speaks.
func isRowEdit(was, is *design.Resource) bool {
	if was == nil || is == nil || was.Kind != is.Kind || was.Parent != is.Parent {
		return false
	}
	return is.Kind == kind.SecurityGroupKind || is.Kind == kind.NetworkACLKind || is.Kind == kind.RouteTableKind
}

// isPlain reports that a resource is an instance to which nothing refers but flows, or is not there.
func (r *Revision) isPlain(id string) bool {
	x := r.network.Design().Resources[id]
	return x == nil || x.Kind == kind.InstanceKind && !r.network.IsReferredTo(id) && r.network.IsPlain(id)
}

// touchFor finds the islands at which rules look again: those of edited resources, and of the ends of
// edited flows, of which rules say what those make of them.
func (s *step) touchFor(changed []string) {
	old, now := s.old.network.Design(), s.now.network.Design()
	var all, also bool
	s.touchedOld, all = s.old.network.Stale(changed)
	s.touchedNow, also = s.now.network.Stale(changed)
	s.atLarge = all || also || atLarge(old, now, changed)
	for _, id := range changed {
		if vpc, ok := rule.TableIsFor(id); ok { // wherever it lies, it is in the way of what a fix would make
			s.touchedOld[s.old.network.Island(vpc)], s.touchedNow[s.now.network.Island(vpc)] = true, true
		}
	}
	for id, f := range old.Flows {
		if now.Flows[id] != f {
			s.old.markEnds(s.touchedOld, f)
		}
	}
	for id, f := range now.Flows {
		if old.Flows[id] != f {
			s.now.markEnds(s.touchedNow, f)
		}
	}
}

func (s *step) findings(today string) []rule.Finding {
	if s.atLarge {
		return rule.Run(s.now.network, today)
	}
	was, is := s.old.network.On(s.touchedOld), s.now.network.On(s.touchedNow)
	stale := make(map[string]bool, max(len(was), len(is)))
	for _, ids := range [2][]string{was, is} {
		for _, id := range ids {
			stale[id] = true
		}
	}
	return rule.Again(s.now.network, today, s.old.Findings, stale)
}

// known is the judgement on a flow that the edit did not reach.
func (s *step) known(id string) (f Flow, asked []string, ok bool) {
	flow := s.now.network.Design().Flows[id]
	if s.all || s.old.network.Design().Flows[id] != flow || s.reaches(id, flow) {
		return Flow{}, nil, false
	}
	return s.old.Flows[id], s.old.asked[id], true
}

// reaches reports whether the edit may have changed what is to be said of a flow.
func (s *step) reaches(id string, f *design.Flow) bool {
	if slices.ContainsFunc(s.old.asked[id], func(at string) bool { return s.rows[at] }) {
		return true
	}
	for _, e := range flowEnds(f) {
		if s.rows[e.Ref.ID] || s.plain[e.Ref.ID] || !s.now.network.SameGroup(s.old.network, e.Ref.ID, s.plain) ||
			s.old.isStale(e, s.staleOld) || s.now.isStale(e, s.staleNew) {
			return true
		}
	}
	return false
}

// isStale reports whether an end lies on one of some islands, or may lie anywhere.
func (r *Revision) isStale(e design.End, islands map[string]bool) bool {
	homes, known := r.network.Homes(e)
	return !known || slices.ContainsFunc(homes, func(v string) bool { return islands[r.network.Island(v)] })
}

// markEnds marks the islands on which the ends of a flow lie, of which rules say what the flow makes of them.
func (r *Revision) markEnds(stale map[string]bool, f *design.Flow) {
	for _, e := range flowEnds(f) {
		if e.Ref.ID != "" {
			stale[r.network.Island(e.Ref.ID)] = true
		}
	}
}

// atLarge reports whether an edit touched what rules may look at from anywhere: a resource that lies in
// no VPC came or went, or is of a kind that is read by its name alone. Routes of any VPC may name a peering.
func atLarge(old, now *design.Design, changed []string) bool {
	for _, id := range changed {
		was, is := old.Resources[id], now.Resources[id]
		r := is
		if r == nil {
			r = was
		}
		named := r.Kind == kind.PeeringKind && was != nil && is != nil && was.Name != is.Name
		if named || r.Kind == kind.ClientKind || (was == nil || is == nil) && r.Kind != kind.VPCKind && old.Ancestor(id, kind.VPCKind) == "" && now.Ancestor(id, kind.VPCKind) == "" {
			return true
		}
	}
	return false
}
