package reach

import "vpcanvas/engine/netset"

// IsWalked reports whether a pair's set comes from the walk: to compare the two there proves nothing.
func (m *Matrix) IsWalked(from, to string) bool {
	a, b := m.byID[from], m.byID[to]
	return a != nil && b != nil && a != b && m.isWalked(a, b)
}

// Walked is what the walk says of the very ends of a pair, and whether the matrix has it from another part
// of the outside world.
func (m *Matrix) Walked(from, to *MatrixEnd) (own netset.Three, shared bool) {
	a, b := m.alike(*from, *to)
	return m.pool.sets[m.walkAll(m.standIns(from, false), m.standIns(to, m.column(from) == m.column(to)))], a.place != from.place || b.place != to.place
}
