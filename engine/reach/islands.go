package reach

import (
	"maps"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// islands says which parts of a design may have a say in each other's answers. An island is the VPCs
// and loose resources that references join, whatever their direction: an Elastic IP and its users, a
// corporate network and the VPCs behind its gateways, a group and a rule of another VPC that names it.
// A peering joins none: packets pass one at most (semantics 82), so that an answer reads the far VPC of
// a peering, and nothing that lies in it unless one of the ends does.
//
// Islands are known before any walk and without a note from the walker, where one forgotten note would
// be a wrong answer that stays. References are cheap to keep: an edit changes those of the elements that
// it replaced. They say what is compiled again (recompile.go), and what is judged again (package verdict).
type islands struct {
	design *design.Design
	// cells are the resources in each place, in any order.
	cells map[string][]string
	// abroad lists, by resource, what it refers to outside of its own place; dangling is what is not there.
	abroad   map[string][]string
	dangling map[string]bool
	// pointed counts the references to each instance.
	pointed map[string]int
	// over is the tree of a union of places: each leads to another of its island, or to itself.
	over map[string]string
	// peered are the VPCs that peerings lead to, by VPC.
	peered map[string][]string
}

// cellOf is where a resource belongs: its VPC, or itself where it lies in none.
func cellOf(d *design.Design, id string) string {
	if v := d.Ancestor(id, kind.VPCKind); v != "" {
		return v
	}
	return id
}

// joinsNothing are kinds whose references are no ways, and which are therefore in no island.
var joinsNothing = map[kind.Name]bool{
	kind.ScopeKind: true, kind.PeeringKind: true, kind.PrefixListKind: true, kind.HostedZoneKind: true, kind.RecordKind: true,
}

func islandsOf(d *design.Design) *islands {
	s := &islands{design: d, cells: map[string][]string{}, abroad: map[string][]string{}, dangling: map[string]bool{}, pointed: map[string]int{}}
	for id := range d.Resources {
		at := cellOf(d, id)
		s.cells[at] = append(s.cells[at], id)
		s.lookAbroad(id)
	}
	s.join()
	return s
}

// after is the islands of d, given those of a design from which it differs in some resources.
func (s *islands) after(d *design.Design, changed []string) *islands {
	next := &islands{
		design: d, cells: regroup(s.cells, s.design, d, changed, cellOf),
		abroad: maps.Clone(s.abroad), dangling: maps.Clone(s.dangling), pointed: maps.Clone(s.pointed),
	}
	for _, id := range changed {
		// What others refer to came, or went elsewhere: their references mean something else now. What lies
		// in it went with it. Nor do they mean the same where something else has its id.
		was, is := s.design.Resources[id], d.Resources[id]
		if s.dangling[id] || was != nil && is != nil && (was.Kind != is.Kind || cellOf(s.design, id) != cellOf(d, id)) {
			return islandsOf(d)
		}
		if is == nil {
			next.dangling[id] = true // whoever may refer to it
		}
		delete(next.abroad, id)
		s.eachRef(id, func(to string) { next.point(to, -1, s.design) })
	}
	for _, id := range changed {
		next.lookAbroad(id)
	}
	next.join()
	return next
}

func (s *islands) lookAbroad(id string) {
	home := cellOf(s.design, id)
	s.eachRef(id, func(to string) {
		switch {
		case s.design.Resources[to] == nil:
			s.dangling[to] = true
		case cellOf(s.design, to) != home:
			s.abroad[id] = append(s.abroad[id], to)
		}
		s.point(to, 1, s.design)
	})
}

// eachRef visits what a resource refers to.
func (s *islands) eachRef(id string, visit func(to string)) {
	if r := s.design.Resources[id]; r != nil {
		for _, at := range kind.Get(r.Kind).Refs(r.Props) {
			if at.Ref.ID != "" {
				visit(at.Ref.ID)
			}
		}
	}
}

func (s *islands) point(to string, by int, d *design.Design) {
	if r := d.Resources[to]; r != nil && r.Kind == kind.InstanceKind {
		s.pointed[to] += by
	}
}

// join makes the islands out of the references.
func (s *islands) join() {
	s.over, s.peered = map[string]string{}, map[string][]string{}
	var peerings []string
	for id, refs := range s.abroad {
		r := s.design.Resources[id]
		if r.Kind == kind.PeeringKind {
			peerings = append(peerings, id)
		}
		if joinsNothing[r.Kind] {
			continue
		}
		for _, to := range refs {
			if t := s.design.Resources[to]; t != nil && !joinsNothing[t.Kind] {
				s.over[s.of(cellOf(s.design, id))] = s.of(cellOf(s.design, to))
			}
		}
	}
	for _, id := range peerings {
		p := s.design.Resources[id].Props.(*kind.Peering)
		a, b := p.Requester.ID, p.Accepter.ID
		s.peered[a] = append(s.peered[a], b)
		s.peered[b] = append(s.peered[b], a)
	}
}

// of names the island of a place. Islands are few and their trees low, so that no path is shortened;
// that keeps of free of writes.
func (s *islands) of(place string) string {
	for {
		over, joined := s.over[place]
		if !joined || over == place {
			return place
		}
		place = over
	}
}

// at names the island of a resource.
func (s *islands) at(id string) string { return s.of(cellOf(s.design, id)) }

// stale are the islands whose answers may change with some resources; all where everything may.
func (s *islands) stale(changed []string) (stale map[string]bool, all bool) {
	stale = map[string]bool{}
	mark := func(place string) { stale[s.of(place)] = true }
	for _, id := range changed {
		r := s.design.Resources[id]
		switch {
		case r == nil:
		case r.Kind == kind.PeeringKind:
			p := r.Props.(*kind.Peering)
			mark(p.Requester.ID)
			mark(p.Accepter.ID)
		case joinsNothing[r.Kind]:
			return stale, true
		default:
			mark(cellOf(s.design, id))
		}
		if r != nil && r.Kind == kind.VPCKind {
			for _, far := range s.peered[id] {
				mark(far)
			}
		}
	}
	return stale, false
}

// InNoIsland reports whether answers anywhere may change with resources of a kind.
func InNoIsland(k kind.Name) bool { return joinsNothing[k] }

// Island names the part of the design whose answers a resource may have a say in: a VPC or a loose
// resource, one for all that references join.
func (n *Network) Island(id string) string { return n.islands().at(id) }

// On lists the resources on some islands, in any order.
func (n *Network) On(islands map[string]bool) []string {
	var ids []string
	is := n.islands()
	for at, cell := range is.cells {
		if islands[is.of(at)] {
			ids = append(ids, cell...)
		}
	}
	return ids
}

// Stale are the islands whose answers may change with some resources; all where everything may.
func (n *Network) Stale(edited []string) (stale map[string]bool, all bool) {
	return n.islands().stale(edited)
}

// IsReferredTo reports whether a resource refers to an instance, flows aside.
func (n *Network) IsReferredTo(instance string) bool { return n.islands().pointed[instance] > 0 }
