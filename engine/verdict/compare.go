package verdict

import (
	"cmp"
	"iter"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// A Diff is what differs between two designs, exactly: for every pair of ends the conversations that
// one allows and the other does not. It is made from both matrices and their classes: two ends that
// nothing tells apart in the old design nor in the new one change alike, so that a class of ends is
// compared with a class of ends, and a pair is made when somebody looks at it.
type Diff struct {
	// Match says which resource is which.
	Match *Match
	// Ends are those of either design, sorted by name, then id.
	Ends []DiffEnd

	old, now *reach.Network
	// sides are gathered from Ends: those of one side have one class in each design.
	sides []side
	// touched: a pair of sides can have changed only if one of both is touched.
	touched []bool
	// rows are the pairs of sides that changed, by the from side, then by the to side.
	rows   [][]changed
	deltas []Delta
}

// A DiffEnd is a resource or a part of the outside world, of the old design, the new one, or both.
type DiffEnd struct {
	// ID and Name are those of the new design if it is there.
	ID, Name string
	// Was is its id in the old design; "" where it is not there.
	Was string
	// Added: it is an end in the new design only. Removed: in the old one only. Outside: ID is a
	// block of addresses or "internet".
	Added, Removed, Outside bool

	client   netset.NumberSet
	old, now *reach.MatrixEnd
	// at is its number among Ends, side that among the sides.
	at, side int
}

// A side is a class of ends: as classes of the matrices, -1 where it is not there.
type side struct {
	old, now int
	ends     []*DiffEnd
}

type changed struct{ to, delta int32 }

// A Delta is what happened to one pair of ends. The six sets are disjoint; whatever is in none of
// them is as it was.
type Delta struct {
	// Was and Now are all that passed and passes.
	Was, Now netset.Three
	// Opened was surely blocked and is surely allowed; Closed is the contrary.
	Opened, Closed netset.Traffic
	// Doubted is known no more: what was allowed, and what was blocked.
	DoubtedAllowed, DoubtedBlocked netset.Traffic
	// Settled was unknown: what is allowed now, and what is blocked.
	SettledAllowed, SettledBlocked netset.Traffic
}

// IsEmpty reports that nothing changed but perhaps messages that nobody answers, which are no
// conversation.
func (d *Delta) IsEmpty() bool {
	for _, t := range []netset.Traffic{d.Opened, d.Closed, d.DoubtedAllowed, d.DoubtedBlocked, d.SettledAllowed, d.SettledBlocked} {
		if !t.Minus(netset.OneWay).IsEmpty() {
			return false
		}
	}
	return true
}

func deltaOf(was, now netset.Three) Delta {
	wasMaybe, isMaybe := was.Possibly.Minus(was.Surely), now.Possibly.Minus(now.Surely)
	return Delta{
		Was: was, Now: now,
		Opened: now.Surely.Minus(was.Possibly), Closed: was.Surely.Minus(now.Possibly),
		DoubtedAllowed: isMaybe.Intersect(was.Surely), DoubtedBlocked: isMaybe.Minus(was.Possibly),
		SettledAllowed: wasMaybe.Intersect(now.Surely), SettledBlocked: wasMaybe.Minus(now.Possibly),
	}
}

// A DiffPair is a pair of ends that changed.
type DiffPair struct {
	From, To *DiffEnd
	*Delta
}

// Client is the source ports that the from end uses.
func (e *DiffEnd) Client() netset.NumberSet { return e.client }

// Compare finds what differs from the old network to the new one. It costs the two matrices, one
// comparison of numbers for each pair of classes, and what it finds.
func Compare(old, now *reach.Network) *Diff {
	return CompareMatched(old, now, MatchDesigns(old.Design(), now.Design()))
}

// CompareMatched is Compare where the caller knows which resource is which.
func CompareMatched(old, now *reach.Network, match *Match) *Diff {
	return compare(old, now, match, nil, nil)
}

// An editComparer compares revisions of one design with what some edit makes of it, and looks at no pair
// that the edit cannot have reached: both its ends lie on islands that were not touched.
type editComparer struct {
	old *Revision
	// matrix is the old one. It serves for every edit that names no block of which it knows nothing: to
	// make another one takes as long as most comparisons, and it remembers what it has computed.
	matrix *reach.Matrix
}

func (c *editComparer) compare(now *Revision) *Diff {
	was, is := c.old.network, now.network
	var matrix *reach.Matrix
	if was.Parts(is.Blocks()) {
		matrix = was.MatrixNaming(is.Blocks())
	} else {
		if c.matrix == nil {
			c.matrix = was.Matrix()
		}
		matrix = c.matrix
	}
	match := MatchDesigns(was.Design(), is.Design())
	edited := design.Edited(was.Design(), is.Design())
	stale, all := was.Stale(edited)
	staleNow, also := is.Stale(edited)
	if all || also || !is.SameGround(was) || !is.SameOutside(was) {
		return compare(was, is, match, matrix, nil)
	}
	return compare(was, is, match, matrix, func(e *DiffEnd) bool {
		return e.Was != "" && stale[was.Island(e.Was)] || !e.Removed && staleNow[is.Island(e.ID)]
	})
}

// compare compares all, or, where it is known what was touched, only pairs with an end that was. before is
// the old matrix, with what the new design names cut out; nil where it is not there yet.
func compare(old, now *reach.Network, match *Match, before *reach.Matrix, touched func(*DiffEnd) bool) *Diff {
	d := &Diff{Match: match, old: old, now: now}
	// Both cut the outside world where either names a block, so that its parts are the same ones.
	a, b := before, now.MatrixNaming(old.Blocks())
	if a == nil {
		a = old.MatrixNaming(now.Blocks())
	}
	d.gatherEnds(a, b)
	d.gatherSides(a, b)
	for i := range d.sides {
		d.touched = append(d.touched, touched == nil || slices.ContainsFunc(d.sides[i].ends, touched))
	}
	d.compareSides(a, b)
	return d
}

// gatherEnds lists the ends of both, those that are one as one.
func (d *Diff) gatherEnds(a, b *reach.Matrix) {
	news := map[string]*reach.MatrixEnd{}
	for i := range b.Ends() {
		news[b.Ends()[i].ID] = &b.Ends()[i]
	}
	taken := map[*reach.MatrixEnd]bool{}
	for i := range a.Ends() {
		e := &a.Ends()[i]
		id := e.ID
		if d.old.Design().Resources[id] != nil { // a network outside is a resource too
			id = d.Match.NewOf[id]
		}
		partner := news[id]
		if partner != nil && partner.IsOutside() != e.IsOutside() {
			partner = nil
		}
		taken[partner] = true
		d.Ends = append(d.Ends, diffEnd(e, partner))
	}
	for i := range b.Ends() {
		if e := &b.Ends()[i]; !taken[e] {
			d.Ends = append(d.Ends, diffEnd(nil, e))
		}
	}
	slices.SortFunc(d.Ends, func(x, y DiffEnd) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID), cmp.Compare(x.Was, y.Was))
	})
}

func diffEnd(old, now *reach.MatrixEnd) DiffEnd {
	shown := cmp.Or(now, old)
	e := DiffEnd{
		ID: shown.ID, Name: shown.Name, Outside: shown.IsOutside(), Added: old == nil, Removed: now == nil,
		client: shown.Client, old: old, now: now,
	}
	if old != nil {
		e.Was = old.ID
	}
	return e
}

// gatherSides puts together the ends that have one class in each matrix, in the order of their first
// by the old class, so that a row of the old matrix is read once.
func (d *Diff) gatherSides(a, b *reach.Matrix) {
	at := map[[2]int]int{}
	for i := range d.Ends {
		e := &d.Ends[i]
		e.at = i
		key := [2]int{classIn(a, e.old), classIn(b, e.now)}
		n, known := at[key]
		if !known {
			n = len(d.sides)
			at[key] = n
			d.sides = append(d.sides, side{old: key[0], now: key[1]})
		}
		e.side = n
		d.sides[n].ends = append(d.sides[n].ends, e)
	}
}

func classIn(m *reach.Matrix, e *reach.MatrixEnd) int {
	if e == nil {
		return -1
	}
	return m.Class(e)
}

// compareSides looks at each pair of sides once.
func (d *Diff) compareSides(a, b *reach.Matrix) {
	d.rows = make([][]changed, len(d.sides))
	order := make([]int, len(d.sides))
	for i := range order {
		order[i] = i
	}
	// Sides of one old class stand together: its row is computed once.
	slices.SortFunc(order, func(i, k int) int { return cmp.Or(cmp.Compare(d.sides[i].old, d.sides[k].old), cmp.Compare(i, k)) })
	olds, news := rowReader{m: a}, rowReader{m: b}
	known := deltaMemo{d: d, a: a, b: b}
	for _, i := range order {
		from := &d.sides[i]
		was, is := olds.row(from.ends[0].old, d.touched[i]), news.row(from.ends[0].now, d.touched[i])
		for k := range d.sides {
			to := &d.sides[k]
			if !d.touched[i] && !d.touched[k] || i == k && len(from.ends) == 1 {
				continue // nobody talks to itself
			}
			if n := known.delta(was.at(to.old), is.at(to.now)); n > 0 {
				d.rows[i] = append(d.rows[i], changed{int32(k), n})
			}
		}
	}
}

// A rowReader keeps the row that it read last.
type rowReader struct {
	m     *reach.Matrix
	class int
	sets  []reach.SetID
}

// A matrixRow is what one end may open: read beforehand, or class by class where few are asked.
type matrixRow struct {
	sets []reach.SetID
	m    *reach.Matrix
	from *reach.MatrixEnd
}

func (r *rowReader) row(e *reach.MatrixEnd, whole bool) matrixRow {
	if e == nil || !whole {
		return matrixRow{m: r.m, from: e}
	}
	if class := r.m.Class(e); r.sets == nil || r.class != class {
		r.class, r.sets = class, r.m.Sets(e)
	}
	return matrixRow{sets: r.sets}
}

func (r matrixRow) at(class int) reach.SetID {
	switch {
	case class < 0 || r.sets == nil && r.from == nil:
		return reach.Nothing
	case r.sets != nil:
		return r.sets[class]
	}
	return r.m.SetTo(r.from, class)
}

// A deltaMemo numbers the deltas of each two sets, 0 for an empty one. A table and not a map: it is
// read for each pair of classes.
type deltaMemo struct {
	d    *Diff
	a, b *reach.Matrix
	rows [][]int32 // one more than the number; 0 where it was not needed yet
}

func (m *deltaMemo) delta(was, now reach.SetID) int32 {
	for int(was) >= len(m.rows) {
		m.rows = append(m.rows, nil)
	}
	row := m.rows[was]
	if int(now) >= len(row) {
		row = slices.Concat(row, make([]int32, max(int(now)+1, 2*len(row))-len(row)))
		m.rows[was] = row
	}
	if row[now] == 0 {
		row[now] = m.d.number(deltaOf(m.a.Set(was), m.b.Set(now))) + 1
	}
	return row[now] - 1
}

// number keeps a delta; number 0 stands for no change.
func (d *Diff) number(delta Delta) int32 {
	if len(d.deltas) == 0 {
		d.deltas = append(d.deltas, Delta{})
	}
	if delta.IsEmpty() {
		return 0
	}
	d.deltas = append(d.deltas, delta)
	return int32(len(d.deltas) - 1)
}

// IsEmpty reports that no pair changed.
func (d *Diff) IsEmpty() bool { return len(d.deltas) < 2 }

// Pairs visits each pair that changed, sorted by the ends. There may be many: Lines says the same for
// people.
func (d *Diff) Pairs() iter.Seq[DiffPair] {
	return func(yield func(DiffPair) bool) {
		var tos []DiffPair
		for i := range d.Ends {
			from := &d.Ends[i]
			tos = tos[:0]
			for _, c := range d.rows[from.side] {
				for _, to := range d.sides[c.to].ends {
					if to != from {
						tos = append(tos, DiffPair{from, to, &d.deltas[c.delta]})
					}
				}
			}
			slices.SortFunc(tos, func(x, y DiffPair) int { return cmp.Compare(x.To.at, y.To.at) })
			for _, p := range tos {
				if !yield(p) {
					return
				}
			}
		}
	}
}
