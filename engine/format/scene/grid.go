package scene

import "slices"

// A ruler has the lines of the whole drawing in one direction on which ways may go: those beside solid
// things. They are put in order once; an arrow marks those of what stands near it.
type ruler struct {
	at []int
	// of are by solid the places in at of its lines: two for each distance in beside.
	of [][2 * len(beside)]int32
	// marks are by line the last choice that it was in.
	marks  []int32
	choice int32
}

// newRuler takes where the solid things begin and end.
func newRuler(solids []Item, extent func(Rect) (from, to int)) *ruler {
	lines := func(i Item) (all [2 * len(beside)]int) {
		from, to := extent(i.Rect)
		for n, by := range beside {
			all[2*n], all[2*n+1] = from-by, to+by
		}
		return all
	}
	r := &ruler{of: make([][2 * len(beside)]int32, len(solids))}
	for _, i := range solids {
		all := lines(i)
		r.at = append(r.at, all[:]...)
	}
	slices.Sort(r.at)
	r.at = slices.Compact(r.at)
	for n, i := range solids {
		for k, line := range lines(i) {
			at, _ := slices.BinarySearch(r.at, line)
			r.of[n][k] = int32(at)
		}
	}
	r.marks = make([]int32, len(r.at))
	return r
}

// choose puts the lines between two places into kept, each once, in order: those beside solid things, at the
// nearest distances of each, and those that ports have. With a gap, lines that lie close behind
// another one are left out, but for those of the ports.
func (r *ruler) choose(kept []int, near []thing, distances int, ports []int, from, to, gap int) []int {
	r.choice++
	for _, t := range near {
		if t.sort == solid {
			for _, line := range r.of[t.item][:2*distances] {
				r.marks[line] = r.choice
			}
		}
	}
	kept = kept[:0]
	keep := func(line int) {
		if n := len(kept); n == 0 || kept[n-1] < line {
			kept = append(kept, line)
		}
	}
	next, _ := slices.BinarySearch(ports, from)
	first, _ := slices.BinarySearch(r.at, from)
	for at := first; at < len(r.at) && r.at[at] <= to; at++ {
		if r.marks[at] != r.choice {
			continue
		}
		for ; next < len(ports) && ports[next] <= r.at[at]; next++ {
			keep(ports[next])
		}
		if n := len(kept); n == 0 || r.at[at]-kept[n-1] > gap {
			kept = append(kept, r.at[at])
		}
	}
	for ; next < len(ports) && ports[next] <= to; next++ {
		keep(ports[next])
	}
	return kept
}

// A line is one of the grid, with the places of the points on it.
type line struct {
	isUpright bool
	place     int
	at        []int
}

func (l line) box() Rect {
	from, to := l.at[0], l.at[len(l.at)-1]
	if l.isUpright {
		return Rect{l.place, from, 1, to - from + 1}
	}
	return Rect{from, l.place, to - from + 1, 1}
}

// level turns a box so that the line lies level.
func (l line) level(r Rect) Rect {
	if l.isUpright {
		return Rect{r.Y, r.X, r.H, r.W}
	}
	return r
}

// lies reports whether the line, endless, runs through a box that is turned so that it lies level.
func (l line) lies(on Rect) bool { return on.Y <= l.place && l.place < on.Bottom() }

// first is the first piece that does not end before a place.
func (l line) first(place int) int {
	at, _ := slices.BinarySearch(l.at[1:], place)
	return at
}

// pay adds to the price of each piece what it has in common with an extent, a pixel. Pieces reach further at both
// ends by some pixels; that they share their last pixels is paid twice.
func (l line) pay(prices []int32, from, to, reach, rate int) {
	for n := l.first(from - reach); n < len(prices) && l.at[n]-reach < to; n++ {
		prices[n] += int32(rate * max(0, min(l.at[n+1]+1+reach, to)-max(l.at[n]-reach, from)))
	}
}

// prices is what each piece of a line costs besides its bends; it is never 0. Near are the things
// around it.
func (l line) prices(prices []int32, near []thing, shunned []Rect) {
	for n := range prices {
		prices[n] = int32(l.at[n+1] - l.at[n])
	}
	for _, t := range near {
		r := l.level(t.Rect)
		switch t.sort {
		case title:
			if l.lies(r) {
				l.pay(prices, r.X, r.Right(), 0, titleCost)
			}
		case border:
			if (t.W == 1) == l.isUpright && abs(r.Y-l.place) <= atBorder {
				l.pay(prices, r.X, r.Right(), atBorder, borderCost)
			}
		case way:
			l.payWay(prices, r, (t.W == 1) == l.isUpright)
		}
	}
	for _, s := range shunned {
		if r := l.level(s); l.lies(r) {
			l.pay(prices, r.X, r.Right(), 0, titleCost)
		}
	}
}

func (l line) payWay(prices []int32, way Rect, isBeside bool) {
	switch off := abs(way.Y - l.place); {
	case isBeside && off <= nearBeside:
		l.pay(prices, way.X, way.Right(), 0, sharedCost+besideCost)
	case isBeside && off <= farBeside:
		l.pay(prices, way.X, way.Right(), 0, besideCost)
	case !isBeside && l.lies(way):
		for n := l.first(way.X); n < len(prices) && l.at[n] < way.Right(); n++ {
			prices[n] += crossCost
		}
	}
}

// block takes the pieces out that touch something solid.
func (l line) block(prices []int32, near []thing) {
	for _, t := range near {
		if r := l.level(t.Rect); t.sort == solid && l.lies(r) {
			for n := l.first(r.X); n < len(prices) && l.at[n] < r.Right(); n++ {
				prices[n] = noWay
			}
		}
	}
}

// noWay is the price of a piece that something solid blocks.
const noWay = -1

// Within nearBeside of another way, one would hardly be told from it; within farBeside its label
// would lie on it; within atBorder of a border one would be taken for it.
const (
	nearBeside = 11
	farBeside  = 36
	atBorder   = 4
)
