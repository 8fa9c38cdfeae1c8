package scene

// A thing is what a way or a label keeps off or pays for.
type thing struct {
	Rect
	sort sort
	// item is the number of a solid thing among the solids of the router.
	item int32
}

// sort is what a thing means to ways and labels.
type sort uint8

const (
	solid  sort = iota // no way may touch it; it is grown by what ways keep off it
	title              // of a box, a lane or a gate
	border             // one side of a box or a lane
	way                // a straight piece of a way that is found
	text               // the label of a way
)

// An index finds things by the squares of the canvas that they lie in. What an arrow costs then is what
// stands near it, not what the drawing holds. Squares and not a tree: nodes are of one size and spread
// evenly, ways and labels come while others are searched for, and a square is found by a shift. What lies
// in a square is a chain through one slice, so that a thing that comes later allocates nothing.
type index struct {
	corner        Point
	shift         uint // a square is 1<<shift pixels wide
	columns, rows int
	// heads are by square the first of its chain in links; 0 is none.
	heads []int32
	links []chained
}

// A chained is a thing in one of its squares. It is there as a whole, and small: to go through a square is
// to go through one slice. Coordinates are some millions at most.
type chained struct {
	left, top, right, bottom int32
	item, next               int32
	sort                     sort
	// isLeft and isTop: the thing does not lie in the square before, or above, too.
	isLeft, isTop bool
}

func (c *chained) thing() thing {
	return thing{Rect{int(c.left), int(c.top), int(c.right - c.left), int(c.bottom - c.top)}, c.sort, c.item}
}

// leastShift makes squares of 128 pixels: about a node with the gap beside it.
const leastShift = 7

// newIndex is empty. Squares grow where there are many more than things: the drawing may be as wide as it
// likes.
func newIndex(bounds Rect, things int) *index {
	x := &index{corner: Point{bounds.X, bounds.Y}, shift: leastShift, links: make([]chained, 1, 8*things+1)}
	for {
		x.columns, x.rows = bounds.W>>x.shift+1, bounds.H>>x.shift+1
		if x.columns*x.rows <= 4*things+16 {
			break
		}
		x.shift++
	}
	x.heads = make([]int32, x.columns*x.rows)
	return x
}

// square is where a point lies. What lies outside of the bounds counts to the squares at their edge.
func (x *index) square(p Point) (column, row int) {
	return min(max((p.X-x.corner.X)>>x.shift, 0), x.columns-1), min(max((p.Y-x.corner.Y)>>x.shift, 0), x.rows-1)
}

// squares are the first and the last that a box lies in.
func (x *index) squares(r Rect) (left, top, right, bottom int) {
	left, top = x.square(Point{r.X, r.Y})
	right, bottom = x.square(Point{max(r.X, r.Right()-1), max(r.Y, r.Bottom()-1)})
	return left, top, right, bottom
}

func (x *index) add(t thing) {
	left, top, right, bottom := x.squares(t.Rect)
	for row := top; row <= bottom; row++ {
		for column := left; column <= right; column++ {
			head := &x.heads[row*x.columns+column]
			x.links = append(x.links, chained{
				int32(t.X), int32(t.Y), int32(t.Right()), int32(t.Bottom()), t.item, *head, t.sort, column == left, row == top,
			})
			*head = int32(len(x.links) - 1)
		}
	}
}

// near appends the things that meet a window, each once: what lies in several of the squares counts in the
// first.
func (x *index) near(found []thing, window Rect) []thing {
	left, top, right, bottom := x.squares(window)
	x0, y0, x1, y1 := int32(window.X), int32(window.Y), int32(window.Right()), int32(window.Bottom())
	for row := top; row <= bottom; row++ {
		for column := left; column <= right; column++ {
			for at := x.heads[row*x.columns+column]; at != 0; at = x.links[at].next {
				c := &x.links[at]
				meets := c.left < x1 && x0 < c.right && c.top < y1 && y0 < c.bottom
				if meets && (c.isLeft || column == left) && (c.isTop || row == top) {
					found = append(found, c.thing())
				}
			}
		}
	}
	return found
}
