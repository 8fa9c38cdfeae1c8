package scene

import "slices"

// A goal is a side of the item at which a way ends. The stubs there begin on one line, so that what is left
// of a way depends on how far that line is, and on the line of the grid that crosses it and on which one is.
// The second is found once for each of those, and not for each state.
type goal struct {
	// dir is that of the ports, and place where the line is on which their stubs begin: at starts.
	dir, place int
	starts     []int
	// left is what is left on the line itself, by line of the grid across, by whether the line lies before one,
	// under one or beyond, and by direction of arrival.
	left [][3][4]int32
}

func (g *goal) isLevel() bool { return g.dir == up || g.dir == down }

// setGoals sorts the ends by the line on which their stubs begin.
func (f *field) setGoals() {
	f.goals = f.goals[:0]
	for _, e := range f.ends {
		start, place := e.out.X, e.out.Y
		if e.dir == left || e.dir == right {
			start, place = place, start
		}
		n := slices.IndexFunc(f.goals, func(g goal) bool { return g.dir == e.dir && g.place == place })
		if n < 0 {
			n = len(f.goals)
			f.goals = append(f.goals, goal{dir: e.dir, place: place})
		}
		f.goals[n].starts = append(f.goals[n].starts, start)
	}
	for n := range f.goals {
		f.goals[n].measure(f)
	}
}

// measure finds what is left for all lines of the grid across.
func (g *goal) measure(f *field) {
	slices.Sort(g.starts)
	across := f.ys
	if g.isLevel() {
		across = f.xs
	}
	turns := g.turns(f.isLong)
	g.left = make([][3][4]int32, len(across))
	for n, at := range across {
		left := &g.left[n]
		for side := range left {
			for dir := range left[side] {
				left[side][dir] = farOff
			}
		}
		// Bends are the same for all starts to one side: of those the nearest counts.
		next, isStart := slices.BinarySearch(g.starts, at)
		if next > 0 {
			atMost(left, int32(at-g.starts[next-1]), &turns[0])
		}
		if isStart {
			atMost(left, 0, &turns[1])
		}
		for next < len(g.starts) && g.starts[next] == at {
			next++
		}
		if next < len(g.starts) {
			atMost(left, int32(g.starts[next]-at), &turns[2])
		}
	}
}

// farOff is more than any way costs that is left.
const farOff = 1 << 28

func atMost(left *[3][4]int32, way int32, turns *[3][4]int32) {
	for side := range left {
		for dir := range left[side] {
			left[side][dir] = min(left[side][dir], way+turns[side][dir])
		}
	}
}

// turns are what the bends cost by whether the start of the stub lies before one, at one's line across or beyond it,
// by the same for the line of the starts, and by direction of arrival.
func (g *goal) turns(isLong bool) (all [3][3][4]int32) {
	if !isLong {
		return all
	}
	for start := range all {
		for side := range all[start] {
			to := Point{side - 1, start - 1}
			if g.isLevel() {
				to = Point{start - 1, side - 1}
			}
			for dir := range 4 {
				all[start][side][dir] = bendCost * int32(bends(Point{}, dir, to, (g.dir+2)%4))
			}
		}
	}
	return all
}

// rest is never more than what is still to be paid from a state: the length of the rest of the way. For a
// long way it also knows the bends without which no end is met in its own direction, and is then
// overstated: a way that is nearly the cheapest will do, and is found by far fewer steps.
func (f *field) rest(x, y, dir int) int32 {
	least := int32(farOff)
	for n := range f.goals {
		g := &f.goals[n]
		off, across := g.place-f.xs[x], y
		if g.isLevel() {
			off, across = g.place-f.ys[y], x
		}
		left := &g.left[across]
		switch {
		case off < 0:
			least = min(least, left[0][dir]-int32(off))
		case off == 0:
			least = min(least, left[1][dir])
		default:
			least = min(least, left[2][dir]+int32(off))
		}
	}
	if f.isLong {
		least += least / 2
	}
	return least
}

// bends is how often a way bends at least that leaves a in one direction and comes to b in another.
func bends(a Point, dir int, b Point, to int) int {
	dx, dy := b.X-a.X, b.Y-a.Y
	ahead := dx*steps[dir].X + dy*steps[dir].Y // how far b lies in the direction
	beyond := dx*steps[to].X + dy*steps[to].Y  // and how far the last piece may be
	switch aside := dx*dy != 0; {
	case dir == to && ahead >= 0 && !aside && ahead == abs(dx)+abs(dy):
		return 0
	case (dir-to)%2 == 0:
		return 2
	case ahead >= 0 && beyond >= 0:
		return 1
	}
	return 3
}
