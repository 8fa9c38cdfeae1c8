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
	goals  []goal
	// found is kept for its memory.
	found []thing
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
	f.r = r
	f.draw(from.Rect.around(to.Rect).grown(windowEdge), slices.Concat(starts, ends))
	// Where all of an item's ports are taken, what is around it is dear, and a search that comes there last
	// has been everywhere else before. It begins there.
	isTurned := f.isLong && leastCost(ends) > leastCost(starts)+usedSlotCost
	if isTurned {
		starts, ends = ends, starts
	}
	f.ends = ends
	if len(f.xs)*len(f.ys) > mostPoints || r.steps > mostSteps {
		return nil
	}
	f.reset()
	for n, p := range starts {
		x, y := f.at(p.out)
		f.offer(x, y, p.dir, int32(p.cost)+1, int32(-1-n))
	}
	for !f.queue.isEmpty() {
		at := f.queue.pop().state()
		if r.steps++; r.steps > mostSteps {
			return nil
		}
		if at < 0 {
			points := f.trace(int(-1-at)/len(ends), starts, ends[int(-1-at)%len(ends)])
			if isTurned {
				slices.Reverse(points)
			}
			return points
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
	f.queue.clear()
	f.setGoals()
	for n := range f.ends {
		x, y := f.at(f.ends[n].out)
		at := &f.endAt[y*len(f.xs)+x]
		f.ends[n].next, *at = *at, int32(n+1)
	}
}

// at is where in the grid a point lies.
func (f *field) at(p Point) (x, y int) {
	x, _ = slices.BinarySearch(f.xs, p.X)
	y, _ = slices.BinarySearch(f.ys, p.Y)
	return x, y
}

func (f *field) point(state int32) Point {
	at := int(state) / 4
	return Point{f.xs[at%len(f.xs)], f.ys[at/len(f.xs)]}
}

// offer is a way to a state by another one.
func (f *field) offer(x, y, dir int, cost, from int32) {
	at := (y*len(f.xs)+x)*4 + dir
	if s := &f.states[at]; s.cost == 0 || cost < s.cost {
		s.cost, s.from = cost, from
		f.queue.push(newEntry(cost+f.rest(x, y, dir), int32(at)))
	}
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
		f.offer(tx, ty, next, cost, int32(at))
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

func leastCost(ports []port) int {
	least := farOff
	for _, p := range ports {
		least = min(least, p.cost)
	}
	return least
}
