package scene

import (
	"container/heap"
	"slices"
)

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
	// cost and from are by state: a point of the grid and the direction of arrival.
	cost []int32
	from []int32
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
	f := r.field(from.Rect.around(to.Rect).grown(windowEdge), append(slices.Clone(starts), ends...))
	if len(f.xs)*len(f.ys) > mostPoints || r.steps > mostSteps {
		return nil
	}
	f.ends = ends
	f.columns, f.rows = make([]*things, len(f.xs)), make([]*things, len(f.ys))
	f.pieces = make([]int32, len(f.xs)*len(f.ys)*2)
	f.cost = make([]int32, len(f.xs)*len(f.ys)*4)
	f.from = make([]int32, len(f.cost))
	q := &queue{}
	for n, p := range starts {
		state := f.state(p.out, p.dir)
		cost := int32(p.cost + price(&f.near, p.at, p.out))
		if f.cost[state] == 0 || cost+1 < f.cost[state] {
			f.cost[state], f.from[state] = cost+1, int32(-1-n)
			heap.Push(q, entry{cost + 1 + f.rest(p.out), state})
		}
	}
	for q.Len() > 0 {
		e := heap.Pop(q).(entry)
		if r.steps++; r.steps > mostSteps {
			return nil
		}
		if e.state < 0 {
			return f.trace(int(-1-e.state)/len(ends), starts, ends[int(-1-e.state)%len(ends)])
		}
		if e.cost != f.cost[e.state]+f.rest(f.point(e.state)) {
			continue // a cheaper way came here later
		}
		f.expand(q, int(e.state))
	}
	return nil
}

// field collects the lines and what a way in this window may meet.
func (r *router) field(window Rect, ports []port) *field {
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
		heap.Push(q, entry{cost, int32(-1 - (state*len(f.ends) + n))})
	}
	nx := len(f.xs)
	x, y := state/4%nx, state/4/nx
	for next, step := range steps {
		tx, ty := x+step.X, y+step.Y
		if next == (dir+2)%4 || tx < 0 || ty < 0 || tx >= nx || ty >= len(f.ys) {
			continue
		}
		there := Point{f.xs[tx], f.ys[ty]}
		piece := f.piece(min(x, tx), min(y, ty), next)
		if piece == noWay {
			continue
		}
		cost := f.cost[state] + piece
		if next != dir {
			cost += bendCost
		}
		to := int32((ty*nx+tx)*4 + next)
		if f.cost[to] == 0 || cost < f.cost[to] {
			f.cost[to], f.from[to] = cost, int32(state)
			heap.Push(q, entry{cost + f.rest(there), to})
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

// rest is never more than what is still to be paid from p.
func (f *field) rest(p Point) int32 {
	least := 1 << 30
	for _, e := range f.ends {
		least = min(least, abs(p.X-e.out.X)+abs(p.Y-e.out.Y))
	}
	return int32(least)
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

type queue []entry

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].cost != q[j].cost {
		return q[i].cost < q[j].cost
	}
	return q[i].state < q[j].state // the same way on every run
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(entry)) }
func (q *queue) Pop() any {
	old := *q
	e := old[len(old)-1]
	*q = old[:len(old)-1]
	return e
}
