package reach

import (
	"maps"
	"net/netip"
	"slices"

	"vpcanvas/engine/netset"
)

// What a comparison of two matrices needs: both must cut the outside world alike, and it must read
// sets by class, because pairs are too many.

// A SetID is a set of a matrix; equal sets of one matrix have equal ids. Nothing is the empty set's.
type SetID = setID

// Nothing is the id of the empty set in every matrix.
const Nothing = nothing

// Blocks lists the blocks of addresses outside that the design names. The slice must not be changed.
func (n *Network) Blocks() []netip.Prefix { return n.blocks }

// Parts reports whether some blocks part the outside world where the design does not: they are none of
// its own, and do not lie in its VPCs.
func (n *Network) Parts(blocks []netip.Prefix) bool {
	own := make(map[netip.Prefix]bool, len(n.blocks))
	for _, p := range n.blocks {
		own[p] = true
	}
	inside := standInPool
	for _, v := range n.vpcs {
		inside = inside.Union(v.blocks)
	}
	return slices.ContainsFunc(blocks, func(p netip.Prefix) bool { return !own[p] && !inside.Covers(netset.Prefixes(p)) })
}

// SameOutside reports whether the same addresses lie outside in two networks: in no VPC and no office.
func (n *Network) SameOutside(old *Network) bool {
	return maps.EqualFunc(n.vpcs, old.vpcs, func(a, b *vpc) bool { return a == b || a.blocks.Equal(b.blocks) }) &&
		maps.EqualFunc(n.networks, old.networks, func(a, b *corporateNetwork) bool { return a == b || a.set.Equal(b.set) })
}

// MatrixNaming is Matrix as if the design named further blocks of addresses: each is a part of the
// outside world of its own.
func (n *Network) MatrixNaming(blocks []netip.Prefix) *Matrix { return n.matrix(blocks) }

// Class numbers the ends so that two of one class may open the same to everybody, and everybody to them.
func (m *Matrix) Class(e *MatrixEnd) int { return m.column(e) }

// Sets is what an end may open to each class. For its own class it is what it may open to another end
// of that class. The slice is the caller's.
func (m *Matrix) Sets(from *MatrixEnd) []SetID { return m.row(from, nil) }

// SetTo is what an end may open to one class, as Sets has it.
func (m *Matrix) SetTo(from *MatrixEnd, class int) SetID {
	to := m.endOf(class)
	return m.cell(from, &to)
}

// Set is the set with an id of this matrix.
func (m *Matrix) Set(id SetID) netset.Three { return m.pool.sets[id] }
