package scene

import "slices"

// A field is the grid over which one way is searched: the lines beside what stands near it, and those
// of the stubs. All ways of a drawing are searched in the same memory.
type field struct {
	r *router
	// around is beyond the window; nothing outside of it has a price.
	around Rect
	xs, ys []int
	// down and over are the prices of the pieces below each point, column by column, and to the right of
	// each, row by row. Those of a line are found together when the first is asked for: one look at the
	// index, and then each thing costs as many steps as it has pieces.
	down, over           []int32
	columnDone, rowsDone []bool
	ends                 []port
	// endAt is by point the first end, counted from 1, whose stub begins there.
	endAt  []int32
	isLong bool
	// states are by point of the grid and direction of arrival.
	states []state
	queue  queue
	// found and lines are kept for their memory.
	found []thing
	lines []int
}

// A state is what is known of arriving at a point: 0 is a cost that is unknown, one below 0 is settled.
type state struct{ cost, from int32 }

// sized is a slice of n zeros, in the memory of all where there is enough.
func sized[T any](all []T, n int) []T {
	if cap(all) < n {
		return make([]T, n)
	}
	all = all[:n]
	clear(all)
	return all
}

// search finds the cheapest way between two items; nil when there is none or no budget is left.
func (r *router) search(from, to *Item) []Point {
	starts, ends := r.ports(from, to), r.ports(to, from)
	f := &r.field
	f.r, f.ends = r, ends
	f.draw(from.Rect.around(to.Rect).grown(windowEdge), slices.Concat(starts, ends))
	if len(f.xs)*len(f.ys) > mostPoints || r.steps > mostSteps {
		return nil
	}
	f.reset()
	for n, p := range starts {
		at := f.state(p.out, p.dir)
		s, cost := &f.states[at], int32(p.cost)
		if s.cost == 0 || cost+1 < s.cost {
			s.cost, s.from = cost+1, int32(-1-n)
			f.push(cost+1, at)
		}
	}
	for len(f.queue) > 0 {
		at := f.queue.pop().state()
		if r.steps++; r.steps > mostSteps {
			return nil
		}
		if at < 0 {
			return f.trace(int(-1-at)/len(ends), starts, ends[int(-1-at)%len(ends)])
		}
		if f.states[at].cost > 0 { // or a cheaper way came here before
			f.expand(int(at))
		}
	}
	return nil
}

// draw makes the lines of the grid.
func (f *field) draw(window Rect, ports []port) {
	r := f.r
	f.around = window.grown(farBeside)
	f.found = r.things.near(f.found[:0], window)
	var xs, ys []int
	for _, p := range ports {
		xs, ys = append(xs, p.out.X), append(ys, p.out.Y)
	}
	slices.Sort(xs)
	slices.Sort(ys)
	choose := func(distances, gap int) {
		f.xs = r.columns.choose(f.xs, f.found, distances, xs, window.X, window.Right(), gap)
		f.ys = r.rows.choose(f.ys, f.found, distances, ys, window.Y, window.Bottom(), gap)
	}
	choose(len(beside), 0)
	f.isLong = len(f.xs)*len(f.ys) > finePoints
	if f.isLong { // nobody sees on which of three lines it passes something
		choose(1, closeLines)
	}
}

// reset forgets the last way.
func (f *field) reset() {
	points := len(f.xs) * len(f.ys)
	f.down, f.over = sized(f.down, points), sized(f.over, points)
	f.columnDone, f.rowsDone = sized(f.columnDone, len(f.xs)), sized(f.rowsDone, len(f.ys))
	f.states, f.endAt = sized(f.states, 4*points), sized(f.endAt, points)
	f.queue = f.queue[:0]
	for n := range f.ends {
		at := f.state(f.ends[n].out, 0) / 4
		f.ends[n].next, f.endAt[at] = f.endAt[at], int32(n+1)
	}
}

func (f *field) state(p Point, dir int) int32 {
	x, _ := slices.BinarySearch(f.xs, p.X)
	y, _ := slices.BinarySearch(f.ys, p.Y)
	return int32((y*len(f.xs)+x)*4 + dir)
}

func (f *field) point(state int32) Point {
	at := int(state) / 4
	return Point{f.xs[at%len(f.xs)], f.ys[at/len(f.xs)]}
}

// expand settles a state and goes on from it: to the end where its stub begins here, and to the neighbours.
func (f *field) expand(at int) {
	paid, dir := f.states[at].cost, at%4
	f.states[at].cost = -paid
	for n := f.endAt[at/4]; n > 0; n = f.ends[n-1].next {
		p := &f.ends[n-1]
		if dir == p.dir {
			continue
		}
		cost := paid + int32(p.cost)
		if dir != (p.dir+2)%4 {
			cost += bendCost
		}
		f.queue.push(newEntry(cost, -1-int32(at*len(f.ends)+int(n)-1)))
	}
	nx := len(f.xs)
	x, y := at/4%nx, at/4/nx
	for next, step := range steps {
		tx, ty := x+step.X, y+step.Y
		if next == (dir+2)%4 || tx < 0 || ty < 0 || tx >= nx || ty >= len(f.ys) {
			continue
		}
		piece := f.piece(min(x, tx), min(y, ty), next)
		if piece == noWay {
			continue
		}
		cost := paid + piece
		if next != dir {
			cost += bendCost
		}
		to := (ty*nx+tx)*4 + next
		if s := &f.states[to]; s.cost == 0 || cost < s.cost {
			s.cost, s.from = cost, int32(at)
			f.push(cost, int32(to))
		}
	}
}

// piece is the price of the piece below a point of the grid, or to the right of it.
func (f *field) piece(x, y, dir int) int32 {
	if dir == up || dir == down {
		of := f.down[x*len(f.ys):][:len(f.ys)-1]
		if !f.columnDone[x] {
			f.columnDone[x] = true
			f.price(of, line{true, f.xs[x], f.ys})
		}
		return of[y]
	}
	of := f.over[y*len(f.xs):][:len(f.xs)-1]
	if !f.rowsDone[y] {
		f.rowsDone[y] = true
		f.price(of, line{false, f.ys[y], f.xs})
	}
	return of[x]
}

func (f *field) price(of []int32, l line) {
	f.found = f.r.things.near(f.found[:0], l.box().grown(farBeside).within(f.around))
	f.r.steps += 1 + len(f.found)
	l.prices(of, f.found, f.r.shunned)
	l.block(of, f.found)
}

func (f *field) push(paid, state int32) {
	f.queue.push(newEntry(paid+f.rest(f.point(state), int(state%4)), state))
}

// rest is never more than what is still to be paid from p: the length of the rest of the way. For a long
// way it also knows the bends without which no end is met in its own direction, and is then overstated:
// a way that is nearly the cheapest will do, and is found by far fewer steps.
func (f *field) rest(p Point, dir int) int32 {
	least := 1 << 30
	for i := range f.ends {
		e := &f.ends[i]
		rest := abs(p.X-e.out.X) + abs(p.Y-e.out.Y)
		if f.isLong && rest < least {
			rest += bendCost * bends(p, dir, e.out, (e.dir+2)%4)
		}
		least = min(least, rest)
	}
	if f.isLong {
		least += least / 2
	}
	return int32(least)
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

// trace walks back from the last state.
func (f *field) trace(state int, starts []port, end port) []Point {
	points := []Point{end.at, f.point(int32(state))}
	for f.states[state].from >= 0 {
		state = int(f.states[state].from)
		points = append(points, f.point(int32(state)))
	}
	points = append(points, starts[-1-f.states[state].from].at)
	slices.Reverse(points)
	return straightened(points)
}
