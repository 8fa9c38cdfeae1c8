package reach

// IsWalked reports whether a pair's set comes from the walk: to compare the two there proves nothing.
func (m *Matrix) IsWalked(from, to string) bool {
	a, b := m.byID[from], m.byID[to]
	return a != nil && b != nil && a != b && m.isWalked(a, b)
}
