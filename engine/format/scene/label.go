package scene

// What it costs a label to lie on things, against what it costs to lie off the middle of its way.
const (
	onNode     = 4000
	onLabel    = 3000
	onTitle    = 900
	onArrow    = 250
	onBorder   = 30
	onBend     = 60
	labelStep  = 4
	labelGap   = 4
	mostPlaces = 400
)

// labels finds for each label the place on its arrow's way that hides least.
func (r *router) labels() {
	for _, a := range r.lines {
		if a.Label != "" {
			r.placeLabel(a)
			r.things.add(thing{Rect: a.Text, sort: text})
		}
	}
}

// placeLabel goes from the middle of the way to both ends: once it costs more to lie that far off than the
// best place does, nothing further on is better.
func (r *router) placeLabel(a *Arrow) {
	w := int(monoWidth(a.Label, labelSize)) + 2*labelPad
	total := length(a.Points)
	step := max(labelStep, total/mostPlaces)
	before := total / 2 / step * step
	after := before + step
	best, bestAt := -1, 0
	for before > 0 || after < total {
		at := before
		if before > 0 && (after >= total || total-2*before <= 2*after-total) {
			before -= step
		} else {
			at, after = after, after+step
		}
		cost := abs(2*at-total) * 40 / total
		if best >= 0 && cost > best {
			return
		}
		p, room := along(a.Points, at)
		box := Rect{p.X - w/2, p.Y - labelHeight/2, w, labelHeight}
		if room < labelHeight/2 {
			cost += onBend
		}
		cost += r.labelCost(box, a.Points)
		if best < 0 || cost < best || cost == best && at < bestAt {
			best, bestAt = cost, at
			a.Text, a.At = box, float64(at)/float64(total)
		}
	}
}

// labelCost is what a label costs that lies in a box on its own way.
func (r *router) labelCost(box Rect, own []Point) int {
	cost := 0
	r.field.found = r.things.near(r.field.found[:0], box.grown(labelGap))
	for _, t := range r.field.found {
		switch t.sort {
		case solid:
			if t.grown(-clearance).meets(box.grown(labelGap)) {
				cost += onNode
			}
		case text:
			cost += onLabel
		case title:
			cost += onTitle
		case border:
			cost += onBorder
		case way:
			if t.meets(box) && !isPiece(own, t.Rect) {
				cost += onArrow
			}
		}
	}
	return cost
}

func isPiece(points []Point, way Rect) bool {
	for k := range points[1:] {
		if between(points[k], points[k+1]) == way {
			return true
		}
	}
	return false
}

func length(points []Point) int {
	total := 0
	for k := range points[1:] {
		total += abs(points[k].X-points[k+1].X) + abs(points[k].Y-points[k+1].Y)
	}
	return total
}

// along is the point that far along a way, and how far it is from the nearest corner.
func along(points []Point, at int) (Point, int) {
	for k := range points[1:] {
		a, b := points[k], points[k+1]
		n := abs(a.X-b.X) + abs(a.Y-b.Y)
		if at <= n && n > 0 {
			return Point{a.X + (b.X-a.X)*at/n, a.Y + (b.Y-a.Y)*at/n}, min(at, n-at)
		}
		at -= n
	}
	return points[len(points)-1], 0
}
