package scene

import "slices"

// A field is the grid over which one way is searched: the lines beside what stands near, and those
// of the stubs.
type field struct {
	r      *router
	xs, ys []int
	near   things
	// columns and rows are what a piece on a line of the grid may meet, found once for each line.
	columns, rows []*things
	// pieces are the prices of the pieces to the right of and below each point: 0 while unknown.
	pieces []int32
	ends   []port
	isLong bool
	// cost and from are by state: a point of the grid and the direction of arrival.
	cost []int32
	from []int32
	done []bool
}

// things are what a way avoids or pays for.
type things struct{ solids, soft, borders, ways []Rect }

func (t *things) size() int { return 1 + len(t.solids) + len(t.soft) + len(t.borders) + len(t.ways) }

// within are the things near a strip.
func (t *things) within(strip Rect) *things {
	strip = strip.grown(farBeside)
	pick := func(all []Rect) []Rect {
		var kept []Rect
		for _, r := range all {
			if r.meets(strip) {
				kept = append(kept, r)
			}
		}
		return kept
	}
	return &things{pick(t.solids), pick(t.soft), pick(t.borders), pick(t.ways)}
}

// search finds the cheapest way between two items; nil when there is none or no budget is left.
func (r *router) search(from, to Item) []Point {
	starts, ends := r.ports(from, to), r.ports(to, from)
	window, ports := from.Rect.around(to.Rect).grown(windowEdge), append(slices.Clone(starts), ends...)
	f := r.field(window, ports, beside)
	if len(f.xs)*len(f.ys) > finePoints { // a long way: nobody sees on which of three lines it passes something
		f = r.field(window, ports, beside[:1])
		f.isLong = true
		f.xs = thinned(f.xs, ports, func(p port) int { return p.out.X })
		f.ys = thinned(f.ys, ports, func(p port) int { return p.out.Y })
	}
	if len(f.xs)*len(f.ys) > mostPoints || r.steps > mostSteps {
		return nil
	}
	f.ends = ends
	f.columns, f.rows = make([]*things, len(f.xs)), make([]*things, len(f.ys))
	f.pieces = make([]int32, len(f.xs)*len(f.ys)*2)
	f.cost = make([]int32, len(f.xs)*len(f.ys)*4)
	f.from, f.done = make([]int32, len(f.cost)), make([]bool, len(f.cost))
	q := &queue{}
	for n, p := range starts {
		state := f.state(p.out, p.dir)
		cost := int32(p.cost + price(&f.near, p.at, p.out))
		if f.cost[state] == 0 || cost+1 < f.cost[state] {
			f.cost[state], f.from[state] = cost+1, int32(-1-n)
			f.push(q, cost+1, state)
		}
	}
	for len(*q) > 0 {
		e := q.pop()
		if r.steps++; r.steps > mostSteps {
			return nil
		}
		if e.state < 0 {
			return f.trace(int(-1-e.state)/len(ends), starts, ends[int(-1-e.state)%len(ends)])
		}
		if f.done[e.state] {
			continue // a cheaper way came here before
		}
		f.done[e.state] = true
		f.expand(q, int(e.state))
	}
	return nil
}

// field collects the lines and what a way in this window may meet.
func (r *router) field(window Rect, ports []port, beside []int) *field {
	f := &field{r: r}
	for _, p := range ports {
		f.xs, f.ys = append(f.xs, p.out.X), append(f.ys, p.out.Y)
	}
	for _, s := range r.all.solids {
		if !s.meets(window) {
			continue
		}
		for _, line := range beside {
			out := line - clearance // what is solid is already grown by that
			f.xs = append(f.xs, s.X-out, s.Right()+out)
			f.ys = append(f.ys, s.Y-out, s.Bottom()+out)
		}
	}
	f.near = *r.all.within(window)
	f.near.soft = append(f.near.soft, r.shunned...)
	f.xs, f.ys = lines(f.xs, window.X, window.Right()), lines(f.ys, window.Y, window.Bottom())
	return f
}

// lines are the values within bounds, each once, in order.
func lines(ns []int, from, to int) []int {
	ns = slices.DeleteFunc(ns, func(n int) bool { return n < from || n > to })
	slices.Sort(ns)
	return slices.Compact(ns)
}

// thinned leaves out lines that lie close behind another one, but for those of the ports.
func thinned(all []int, ports []port, of func(port) int) []int {
	kept := all[:0]
	for _, n := range all {
		if len(kept) == 0 || n-kept[len(kept)-1] > closeLines || slices.ContainsFunc(ports, func(p port) bool { return of(p) == n }) {
			kept = append(kept, n)
		}
	}
	return kept
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

// expand goes on from a state: to the end where its stub begins here, and to the neighbours.
func (f *field) expand(q *queue, state int) {
	here, dir := f.point(int32(state)), state%4
	for n, p := range f.ends {
		if p.out != here || dir == p.dir {
			continue
		}
		cost := f.cost[state] + int32(p.cost+price(&f.near, p.out, p.at))
		if dir != (p.dir+2)%4 {
			cost += bendCost
		}
		q.push(entry{cost, int32(-1 - (state*len(f.ends) + n))})
	}
	nx := len(f.xs)
	x, y := state/4%nx, state/4/nx
	for next, step := range steps {
		tx, ty := x+step.X, y+step.Y
		if next == (dir+2)%4 || tx < 0 || ty < 0 || tx >= nx || ty >= len(f.ys) {
			continue
		}
		piece := f.piece(min(x, tx), min(y, ty), next)
		if piece == noWay {
			continue
		}
		cost := f.cost[state] + piece
		if next != dir {
			cost += bendCost
		}
		to := int32((ty*nx+tx)*4 + next)
		if !f.done[to] && (f.cost[to] == 0 || cost < f.cost[to]) {
			f.cost[to], f.from[to] = cost, int32(state)
			f.push(q, cost, to)
		}
	}
}

// noWay is the price of a piece that something solid blocks.
const noWay = -1

// piece is the price of the piece to the right of a point of the grid, or below it.
func (f *field) piece(x, y, dir int) int32 {
	a := Point{f.xs[x], f.ys[y]}
	upright := dir == up || dir == down
	at, b := (y*len(f.xs)+x)*2, a
	var line *things
	if upright {
		if f.columns[x] == nil {
			f.columns[x] = f.near.within(Rect{a.X, f.ys[0], 1, f.ys[len(f.ys)-1] - f.ys[0] + 1})
		}
		line, b.Y = f.columns[x], f.ys[y+1]
	} else {
		if f.rows[y] == nil {
			f.rows[y] = f.near.within(Rect{f.xs[0], a.Y, f.xs[len(f.xs)-1] - f.xs[0] + 1, 1})
		}
		at++
		line, b.X = f.rows[y], f.xs[x+1]
	}
	if f.pieces[at] == 0 {
		f.r.steps += line.size()
		f.pieces[at] = noWay
		if !slices.ContainsFunc(line.solids, between(a, b).meets) {
			f.pieces[at] = int32(price(line, a, b))
		}
	}
	return f.pieces[at]
}

// price is what a straight piece costs besides its bends; it is never 0.
func price(t *things, a, b Point) int {
	piece := between(a, b)
	cost := piece.W + piece.H - 2
	upright := a.X == b.X
	for _, s := range t.soft {
		cost += titleCost * overlap(piece, s)
	}
	for _, s := range t.borders {
		if (s.W == 1) == upright {
			cost += borderCost * overlap(piece.grown(4), s)
		}
	}
	for _, w := range t.ways {
		switch {
		case (w.W == 1) == upright:
			cost += sharedCost*overlap(piece, wider(w, nearBeside)) + besideCost*overlap(piece, wider(w, farBeside))
		case w.meets(piece):
			cost += crossCost
		}
	}
	return cost
}

// Within nearBeside of another way, one would hardly be told from it; within farBeside its label
// would lie on it.
const (
	nearBeside = 11
	farBeside  = 36
)

// wider is the strip to both sides of a way.
func wider(way Rect, by int) Rect {
	if way.W == 1 {
		return Rect{way.X - by, way.Y, 2*by + 1, way.H}
	}
	return Rect{way.X, way.Y - by, way.W, 2*by + 1}
}

// overlap is the length of the part that two boxes share; 0 where they share none.
func overlap(a, b Rect) int {
	w := min(a.Right(), b.Right()) - max(a.X, b.X)
	h := min(a.Bottom(), b.Bottom()) - max(a.Y, b.Y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return max(w, h)
}

func (f *field) push(q *queue, paid, state int32) {
	q.push(entry{paid + f.rest(f.point(state), int(state%4)), state})
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
	for f.from[state] >= 0 {
		state = int(f.from[state])
		points = append(points, f.point(int32(state)))
	}
	points = append(points, starts[-1-f.from[state]].at)
	slices.Reverse(points)
	return straightened(points)
}

// An entry is a state with the least cost of a whole way through it; a negative state is an end.
type entry struct{ cost, state int32 }

func (e entry) before(o entry) bool {
	if e.cost != o.cost {
		return e.cost < o.cost
	}
	return e.state < o.state // the same way on every run
}

// A queue is a binary heap. That of the standard library boxes what it holds, which took a third of a search.
type queue []entry

func (q *queue) push(e entry) {
	h := append(*q, e)
	at := len(h) - 1
	for at > 0 {
		parent := (at - 1) / 2
		if !e.before(h[parent]) {
			break
		}
		h[at], at = h[parent], parent
	}
	h[at] = e
	*q = h
}

func (q *queue) pop() entry {
	h := *q
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	at := 0
	for {
		child := 2*at + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].before(h[child]) {
			child++
		}
		if !h[child].before(last) {
			break
		}
		h[at], at = h[child], child
	}
	if len(h) > 0 {
		h[at] = last
	}
	*q = h
	return first
}
