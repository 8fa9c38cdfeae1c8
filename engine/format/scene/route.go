package scene

import (
	"cmp"
	"slices"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
)

// This file finds the ways of arrows: square ones that keep off nodes, off titles, and off each
// other. The search is over the lines beside what stands in the way; what it costs is bounded for
// the whole drawing, and past the bound an arrow goes straight.

// The measures of ways. A stub is the piece that leaves a side before the first corner.
const (
	stub      = 14
	clearance = 6
	slotGap   = 16
	// badgeWidth is what a card-like drawing takes for a subnet's badge at the right.
	badgeWidth = 128
	// lowerTitle is how high a title lies beside a gate on a bottom border, below that.
	lowerTitle = 32
	windowEdge = 120
	// mostSteps bounds the search of one drawing in looks at a thing, mostPoints the grid of one arrow, and
	// finePoints one with all lines.
	mostSteps  = 20_000_000
	mostPoints = 90_000
	finePoints = 5_000
	// closeLines is how close two lines are of which a long way needs one: those in the gap of two nodes.
	closeLines = 32
)

// beside are how far from a solid thing the lines lie on which ways may go.
var beside = [...]int{8, 24, 48}

// What a way pays besides its length.
const (
	bendCost     = 60
	crossCost    = 50
	sideSlotCost = 24
	usedSlotCost = 900
	titleCost    = 12 // a pixel
	sharedCost   = 9  // a pixel
	besideCost   = 2  // a pixel
	borderCost   = 2  // a pixel
)

type router struct {
	s *Scene
	// lines are what is routed.
	lines []*Arrow
	style Style
	// solids are what no way may touch.
	solids []Item
	things *index
	// columns and rows are the lines beside the solids.
	columns, rows *ruler
	used          map[Point]bool
	steps         int
	// vpcs are the frames that links keep out of.
	vpcs []*Item
	// facing: what is routed is a link, which goes straight to the border that it faces, and round the
	// VPCs in shunned.
	facing  bool
	shunned []Rect
	field   field
}

func newRouter(s *Scene, style Style) *router {
	r := &router{s: s, lines: s.lines(), style: style, used: map[Point]bool{}}
	if len(r.lines) == 0 {
		return r
	}
	bounds := s.Items[0].Rect
	for _, i := range s.Items {
		bounds = bounds.around(i.Rect)
	}
	r.things = newIndex(bounds, len(s.Items))
	for n := range s.Items {
		r.add(&s.Items[n])
	}
	r.columns = newRuler(r.solids, func(r Rect) (int, int) { return r.X, r.Right() })
	r.rows = newRuler(r.solids, func(r Rect) (int, int) { return r.Y, r.Bottom() })
	return r
}

// add indexes what ways avoid or pay for at an item.
func (r *router) add(i *Item) {
	add := func(sort sort, of ...Rect) {
		for _, b := range of {
			r.things.add(thing{b, sort, int32(len(r.solids))})
		}
	}
	if i.Shape == Box || i.Shape == Lane || i.Shape == Gate {
		add(title, i.TitleRect())
	}
	if i.Shape != Box && i.Shape != Lane {
		add(solid, i.Rect.grown(clearance))
		r.solids = append(r.solids, *i)
		return
	}
	b := i.Rect
	if i.Kind == kind.SubnetKind && r.style.Icon == 0 {
		add(title, Rect{b.Right() - badgeWidth, b.Y, badgeWidth, layout.Header})
	}
	add(border, Rect{b.X, b.Y, b.W, 1}, Rect{b.X, b.Bottom(), b.W, 1}, Rect{b.X, b.Y, 1, b.H}, Rect{b.Right(), b.Y, 1, b.H})
	if i.Kind == kind.VPCKind {
		r.vpcs = append(r.vpcs, i)
	}
}

// TitleRect is about where the title of a box, a lane or a gate lies.
func (i Item) TitleRect() Rect {
	title := int(max(Width(i.Label(), titleSize+2), Width(i.Subtitle, titleSize)))
	switch i.Shape {
	case Gate:
		if i.Lower {
			return Rect{i.Rect.Right(), i.Rect.Bottom() - lowerTitle, title + 8, lowerTitle}
		}
		return Rect{i.Rect.Right(), i.Rect.Y, title + 8, 20}
	case Lane:
		return Rect{i.Rect.X, i.Rect.Y, min(title+8, i.Rect.W), layout.LaneTitle}
	}
	return Rect{i.Rect.X, i.Rect.Y, min(title+titleIndent, i.Rect.W), layout.Header}
}

// Core is the part of a node that arrows meet on three sides; they meet its label from below.
func (i Item) Core(style Style) Rect {
	if style.Icon == 0 || i.Shape != Node {
		return i.Rect
	}
	return Rect{i.Rect.X + (i.Rect.W-style.Icon)/2, i.Rect.Y, style.Icon, style.Icon}
}

// routeAll gives every arrow its way, short ones first, and then its label a place.
func (r *router) routeAll() {
	order := make([]int, len(r.lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(r.distance(x), r.distance(y)) })
	for _, i := range order {
		a := r.lines[i]
		r.facing = i < len(r.s.Links)
		r.shunned = r.others(a)
		from, to := r.s.Find(a.From), r.s.Find(a.To)
		a.Points = r.search(from, to)
		if a.Points == nil {
			a.Points = r.direct(*from, *to)
			r.s.Direct = append(r.s.Direct, a.ID)
		}
		r.used[a.Points[0]], r.used[a.Points[len(a.Points)-1]] = true, true
		for k := range a.Points[1:] {
			r.things.add(thing{Rect: between(a.Points[k], a.Points[k+1]), sort: way})
		}
	}
	slices.Sort(r.s.Direct)
	r.labels()
}

// others are the VPCs that a link has nothing to do with.
func (r *router) others(a *Arrow) []Rect {
	if !r.facing {
		return nil
	}
	var all []Rect
	from, to := r.s.Find(a.From), r.s.Find(a.To)
	for _, i := range r.vpcs {
		if i.ID != a.From && i.ID != a.To && !i.Rect.Holds(from.Rect) && !i.Rect.Holds(to.Rect) {
			all = append(all, i.Rect)
		}
	}
	return all
}

func (r *router) distance(arrow int) int {
	a := r.lines[arrow]
	from, to := r.s.Find(a.From).Rect.Middle(), r.s.Find(a.To).Rect.Middle()
	return abs(from.X-to.X) + abs(from.Y-to.Y)
}

// A port is where an arrow may leave or meet an item, and where its stub ends.
type port struct {
	at, out Point
	dir     int
	// cost is what the way pays for taking it, its stub included.
	cost int
	// next is the next end, counted from 1, whose stub begins at the same point.
	next int32
}

// The directions, so that the opposite one is two further.
const (
	up = iota
	right
	down
	left
)

var steps = [4]Point{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}

// ports lists where an arrow between i and other may be tied to i. A container that holds the other
// is met from inside.
func (r *router) ports(i, other *Item) []port {
	core, inward := i.Core(r.style), i.Rect.Holds(other.Rect)
	var all []port
	for dir := range 4 {
		side := core.W
		if dir == left || dir == right {
			side = core.H
		}
		if dir == down {
			side = i.Rect.W
		}
		for n := range max(1, (side/2-4)/slotGap*2+1) {
			if n > 8 {
				break
			}
			// From the middle to both sides.
			shift := (n + 1) / 2 * slotGap * (1 - n%2*2)
			p := portAt(core, i.Rect, dir, shift)
			p.cost = sideSlotCost * ((n + 1) / 2)
			if inward {
				p.dir = (dir + 2) % 4
				p.out = Point{p.at.X + steps[p.dir].X*stub, p.at.Y + steps[p.dir].Y*stub}
			}
			if r.used[p.at] {
				p.cost += usedSlotCost
			}
			if !r.blocked(between(p.at, p.out), i.ID) {
				all = append(all, p)
			}
		}
		if shift, ok := opposite(core, other, dir); r.facing && !inward && i.Shape == Box && ok {
			all = append(all, portAt(core, i.Rect, dir, shift))
		}
	}
	for n := range all {
		all[n].cost += r.stubPrice(all[n])
	}
	return all
}

// stubPrice is what the stub of a port costs.
func (r *router) stubPrice(p port) int {
	l := line{true, p.at.X, []int{min(p.at.Y, p.out.Y), max(p.at.Y, p.out.Y)}}
	if p.dir == left || p.dir == right {
		l = line{false, p.at.Y, []int{min(p.at.X, p.out.X), max(p.at.X, p.out.X)}}
	}
	var price [1]int32
	r.field.found = r.things.near(r.field.found[:0], l.box().grown(farBeside))
	l.prices(price[:], r.field.found, r.shunned)
	return int(price[0])
}

// opposite is how far from the middle of a side the middle of another item lies, where it faces that side.
func opposite(core Rect, other *Item, dir int) (int, bool) {
	m, o := core.Middle(), other.Rect.Middle()
	shift, side := o.X-m.X, core.W
	if dir == left || dir == right {
		shift, side = o.Y-m.Y, core.H
	}
	return shift, abs(shift) <= side/2-stub
}

func portAt(core, whole Rect, dir, shift int) port {
	m := core.Middle()
	switch dir {
	case up:
		return port{at: Point{m.X + shift, core.Y}, out: Point{m.X + shift, whole.Y - stub}, dir: dir}
	case down:
		return port{at: Point{m.X + shift, whole.Bottom()}, out: Point{m.X + shift, whole.Bottom() + stub}, dir: dir}
	case left:
		return port{at: Point{core.X, m.Y + shift}, out: Point{whole.X - stub, m.Y + shift}, dir: dir}
	}
	return port{at: Point{core.Right(), m.Y + shift}, out: Point{whole.Right() + stub, m.Y + shift}, dir: dir}
}

// blocked reports whether a piece of way comes too near to something solid other than own.
func (r *router) blocked(piece Rect, own string) bool {
	r.field.found = r.things.near(r.field.found[:0], piece)
	return slices.ContainsFunc(r.field.found, func(t thing) bool { return t.sort == solid && r.solids[t.item].ID != own })
}

// direct goes from side to side with at most two corners, whatever stands between.
func (r *router) direct(from, to Item) []Point {
	a, b := from.Core(r.style), to.Core(r.style)
	switch p, q := a.Middle(), b.Middle(); {
	case from.Rect.Holds(to.Rect):
		return []Point{{a.X, q.Y}, {b.X, q.Y}}
	case to.Rect.Holds(from.Rect):
		return []Point{{a.X, p.Y}, {b.X, p.Y}}
	case abs(p.Y-q.Y) >= abs(p.X-q.X):
		y1, y2 := from.Rect.Bottom(), b.Y
		if q.Y < p.Y {
			y1, y2 = a.Y, to.Rect.Bottom()
		}
		mid := (y1 + y2) / 2
		return straightened([]Point{{p.X, y1}, {p.X, mid}, {q.X, mid}, {q.X, y2}})
	default:
		x1, x2 := a.Right(), b.X
		if q.X < p.X {
			x1, x2 = a.X, b.Right()
		}
		mid := (x1 + x2) / 2
		return straightened([]Point{{x1, p.Y}, {mid, p.Y}, {mid, q.Y}, {x2, q.Y}})
	}
}

// straightened leaves out the points at which a way does not turn.
func straightened(points []Point) []Point {
	var out []Point
	for i, p := range points {
		if n := len(out); n > 0 && out[n-1] == p {
			continue
		}
		if n := len(out); n > 0 && i+1 < len(points) {
			a, b := out[n-1], points[i+1]
			if a.X == p.X && p.X == b.X || a.Y == p.Y && p.Y == b.Y {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}
