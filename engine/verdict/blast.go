package verdict

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// Reached is what a hop of a blast comes to, all that differ in nothing together.
type Reached struct {
	// From opens the conversation: the ends to start from, or what an earlier hop came to. Of several
	// that could, it is the first that surely may.
	From []*reach.MatrixEnd
	To   []*reach.MatrixEnd
	// Allowed is what may be opened, and Client the source ports of who opens it.
	Allowed netset.Three
	Client  netset.NumberSet
	// Sure: each hop up to here is surely open, not only possibly.
	Sure bool
}

// Blast is how far somebody who holds an element comes: the first list holds what it may open a
// conversation with, the next what those may in turn, hops lists at most, each end in the first that
// comes to it. What is outside the design is reached but held by nobody: the blast ends there. A design
// end that stands for several, such as a subnet, starts from all of them.
func Blast(n *reach.Network, m *reach.Matrix, from design.End, hops int) (start []*reach.MatrixEnd, levels [][]Reached) {
	start = Members(n, m, from)
	b := &blast{m: m}
	for _, group := range m.Groups() {
		held, rest := split(group, start)
		if len(held) > 0 {
			b.front = append(b.front, front{held, true})
		}
		if len(rest) > 0 {
			b.open = append(b.open, rest)
		}
	}
	for len(levels) < hops && len(b.front) > 0 {
		level := b.hop()
		if len(level) == 0 {
			break
		}
		levels = append(levels, level)
	}
	return start, levels
}

func split(group, start []*reach.MatrixEnd) (held, rest []*reach.MatrixEnd) {
	for _, e := range group {
		if slices.Contains(start, e) {
			held = append(held, e)
		} else {
			rest = append(rest, e)
		}
	}
	return held, rest
}

// A blast goes from class to class: what reaches one of a class reaches all.
type blast struct {
	m     *reach.Matrix
	front []front
	// open are the classes that nothing came to yet.
	open [][]*reach.MatrixEnd
}

type front struct {
	ends []*reach.MatrixEnd
	sure bool
}

func (b *blast) hop() []Reached {
	var level []Reached
	var next []front
	var left [][]*reach.MatrixEnd
	for _, to := range b.open {
		best, ok := b.best(to)
		if !ok {
			left = append(left, to)
			continue
		}
		level = append(level, best)
		if !to[0].IsOutside() {
			next = append(next, front{to, best.Sure})
		}
	}
	b.front, b.open = next, left
	return together(level)
}

// best is the conversation that comes to a class, a sure one rather than a possible one.
func (b *blast) best(to []*reach.MatrixEnd) (Reached, bool) {
	var found *Reached
	for _, f := range b.front {
		open := b.m.Between(f.ends[0].ID, to[0].ID)
		if !talks(open) {
			continue
		}
		sure := f.sure && !open.Surely.Minus(netset.OneWay).IsEmpty()
		if found == nil || sure && !found.Sure {
			found = &Reached{From: f.ends, To: to, Allowed: open, Client: f.ends[0].Client, Sure: sure}
		}
		if found.Sure {
			break
		}
	}
	if found == nil {
		return Reached{}, false
	}
	return *found, true
}

// together joins what is reached alike from the same.
func together(level []Reached) []Reached {
	return gathered(level, func(r *Reached) *[]*reach.MatrixEnd { return &r.To }, func(a, b Reached) bool {
		return a.From[0] == b.From[0] && a.Sure == b.Sure && a.To[0].IsOutside() == b.To[0].IsOutside() && a.Allowed.Equal(b.Allowed)
	})
}

// Members lists the ends of the matrix that an end of a flow stands for; none where it is no such end. A
// block of addresses stands for the interfaces that the design gives an address there, and for the
// hosts outside.
func Members(n *reach.Network, m *reach.Matrix, e design.End) []*reach.MatrixEnd {
	var found []*reach.MatrixEnd
	ends := m.Ends()
	for i := range ends {
		if end := &ends[i]; !end.IsOutside() && isMember(n, end.ID, e) || end.ID == e.Ref.ID {
			found = append(found, end)
		}
	}
	if part := outsidePart(ends, e.CIDR); part != nil {
		found = append(found, part)
	}
	return found
}

func isMember(n *reach.Network, id string, e design.End) bool {
	if e.CIDR.IsValid() {
		return hasAddress(n.Design().Resources[id], e.CIDR)
	}
	return e.Ref.ID != "" && slices.ContainsFunc(n.InterfacesOf(id), func(i *reach.Interface) bool { return i.IsIn(n, e.Ref.ID) })
}

// outsidePart is the part of the outside world where a block lies: the longest that holds it. Private
// addresses that no part names are nobody's out there.
func outsidePart(ends []reach.MatrixEnd, block netip.Prefix) *reach.MatrixEnd {
	var part *reach.MatrixEnd
	longest := -1
	for i := range ends {
		bits := -1
		if p, err := netip.ParsePrefix(ends[i].ID); err == nil && p.Overlaps(block) && p.Bits() <= block.Bits() {
			bits = p.Bits()
		} else if ends[i].ID == kind.Internet && block.IsValid() && !block.Addr().IsPrivate() {
			bits = 0
		}
		if ends[i].IsOutside() && bits > longest {
			part, longest = &ends[i], bits
		}
	}
	return part
}

// hasAddress reports whether the design gives a resource an address of a block.
func hasAddress(r *design.Resource, block netip.Prefix) bool {
	a, ok := r.Props.(kind.Addressed)
	if !ok {
		return false
	}
	for _, i := range a.NetworkInterfaces() {
		for text := range i.Addresses {
			if at, err := netip.ParseAddr(text); err == nil && block.Contains(at) {
				return true
			}
		}
	}
	return false
}
