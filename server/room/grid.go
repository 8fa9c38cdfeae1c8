package room

import (
	"strings"

	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/server/wire"
)

const (
	// maxGrid bounds the rows and the columns of a grid: more can be neither read nor drawn.
	maxGrid = 60
	// maxNames bounds the names that an end of a grid lists.
	maxNames = 20
)

func gridOf(m *reach.Matrix, q *wire.Matrix) *wire.Grid {
	groups := m.Groups()
	from, to := fitting(groups, q.From), fitting(groups, q.To)
	g := &wire.Grid{FromCount: len(from), ToCount: len(to), Rows: []wire.GridRow{}, To: []wire.GridEnd{}}
	from, to = from[:min(len(from), maxGrid)], to[:min(len(to), maxGrid)]
	for _, group := range to {
		g.To = append(g.To, gridEnd(group))
	}
	for _, group := range from {
		row := wire.GridRow{From: gridEnd(group), Cells: make([]wire.GridCell, len(to))}
		for i := range to {
			row.Cells[i] = gridCell(m, group, to[i])
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// fitting keeps the groups with a member whose name holds part. What the name of another member holds
// does not keep it from being shown: the group is told by all of its names.
func fitting(groups [][]*reach.MatrixEnd, part string) [][]*reach.MatrixEnd {
	part = strings.ToLower(strings.TrimSpace(part))
	if part == "" {
		return groups
	}
	var kept [][]*reach.MatrixEnd
	for _, group := range groups {
		for _, e := range group {
			if strings.Contains(strings.ToLower(e.Name), part) {
				kept = append(kept, group)
				break
			}
		}
	}
	return kept
}

func gridEnd(group []*reach.MatrixEnd) wire.GridEnd {
	e := wire.GridEnd{ID: group[0].ID, Name: group[0].Name, Count: len(group), More: []string{}, Outside: group[0].IsOutside()}
	for _, other := range group[1:min(len(group), maxNames)] {
		e.More = append(e.More, other.Name)
	}
	return e
}

func gridCell(m *reach.Matrix, from, to []*reach.MatrixEnd) wire.GridCell {
	other := to[0]
	if other == from[0] {
		if len(to) == 1 {
			return wire.GridCell{Self: true}
		}
		other = to[1]
	}
	open := m.Between(from[0].ID, other.ID)
	if open.Possibly.Minus(netset.OneWay).IsEmpty() {
		return wire.GridCell{} // messages that nobody answers are no conversation
	}
	cell := wire.GridCell{Allowed: netset.EntriesText(open.Surely.EntriesFor(from[0].Client))}
	if !open.IsKnown() {
		cell.Possible = netset.EntriesText(open.Possibly.EntriesFor(from[0].Client))
	}
	return cell
}
