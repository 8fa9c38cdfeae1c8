package scene

// Right is where the box ends.
func (r Rect) Right() int { return r.X + r.W }

// Bottom is where the box ends.
func (r Rect) Bottom() int { return r.Y + r.H }

// Middle is its centre, rounded to the left and up.
func (r Rect) Middle() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Holds reports whether o lies inside r, borders included.
func (r Rect) Holds(o Rect) bool {
	return o.X >= r.X && o.Y >= r.Y && o.Right() <= r.Right() && o.Bottom() <= r.Bottom()
}

// meets reports an overlap; boxes that only touch do not meet.
func (r Rect) meets(o Rect) bool {
	return r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom()
}

// around is the smallest box with both.
func (r Rect) around(o Rect) Rect {
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{x, y, max(r.Right(), o.Right()) - x, max(r.Bottom(), o.Bottom()) - y}
}

// within is the part of r that lies in o; it may be empty, or less.
func (r Rect) within(o Rect) Rect {
	x, y := max(r.X, o.X), max(r.Y, o.Y)
	return Rect{x, y, min(r.Right(), o.Right()) - x, min(r.Bottom(), o.Bottom()) - y}
}

func (r Rect) grown(by int) Rect { return Rect{r.X - by, r.Y - by, r.W + 2*by, r.H + 2*by} }

// between is the box of a straight piece of way, at least one pixel thick.
func between(a, b Point) Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return Rect{x, y, max(a.X, b.X) - x + 1, max(a.Y, b.Y) - y + 1}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
