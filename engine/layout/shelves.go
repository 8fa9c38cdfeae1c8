package layout

// The sides of the room that a drawing is first seen in: a screen beside a tree and panels. What is no wider
// than readable can be read there, so that nothing is won by more rows.
const (
	screenWidth  = 4
	screenHeight = 3
	readable     = 2200
)

// mostWidths bounds the widths that pack tries: an account with thousands of VPCs has its rows soon.
const mostWidths = 64

// Shelves are boxes in rows, each as wide as it is: what is large beside what is small leaves no column
// of holes, as a grid would.
type shelves struct {
	boxes []content
	// starts are the first boxes of the rows.
	starts     []int
	gapX, gapY int
	// wider are the gaps after boxes that are not gapX.
	wider map[int]int
	w, h  int
}

// pack breaks boxes into rows so that the whole is seen as large as possible. Boxes that follow one another
// and are joined stay side by side where that makes little difference.
func pack(boxes []content, gap int, joined func(i int) bool) shelves {
	best := shelves{boxes: boxes}
	least := 0
	width := 0
	for i, c := range boxes[:min(len(boxes), mostWidths)] {
		width += c.w
		s := shelves{boxes: boxes, starts: breaks(boxes, width+i*gap, gap)}
		s.spread(gap, gap, nil)
		// Of two that are seen alike, the wider one has fewer rows.
		if cost := s.cost(joined); i == 0 || cost <= least {
			best, least = s, cost
		}
	}
	return best
}

// breaks fills rows of at most a width, one after the other.
func breaks(boxes []content, width, gap int) []int {
	var starts []int
	x := 0
	for i, c := range boxes {
		if i == 0 || x+c.w > width {
			starts, x = append(starts, i), 0
		}
		x += c.w + gap
	}
	return starts
}

// cost is how far one must go away to see all, a quarter more where rows part what is joined.
func (s shelves) cost(joined func(i int) bool) int {
	far := max(s.w*screenHeight, s.h*screenWidth, readable*screenHeight)
	for _, first := range s.starts[1:] {
		if joined(first - 1) {
			return far + far/4
		}
	}
	return far
}

// spread sets other gaps between neighbours and between rows. wider, of some boxes, leave more room after them.
func (s *shelves) spread(gapX, gapY int, wider map[int]int) {
	s.wider = wider
	s.gapX, s.gapY, s.w, s.h = gapX, gapY, 0, 0
	s.each(func(i, x, y int) { s.w, s.h = max(s.w, x+s.boxes[i].w), max(s.h, y+s.boxes[i].h) })
}

func (s shelves) each(at func(i, x, y int)) {
	row, x, y, high := 0, 0, 0, 0
	for i, c := range s.boxes {
		if row < len(s.starts)-1 && i == s.starts[row+1] {
			row, x, y, high = row+1, 0, y+high+s.gapY, 0
		}
		at(i, x, y)
		x, high = x+c.w+max(s.gapX, s.wider[i]), max(high, c.h)
	}
}

// neighbours reports whether a box and the next stand in one row.
func (s shelves) neighbours(i int) bool {
	for _, first := range s.starts {
		if first == i+1 {
			return false
		}
	}
	return i+1 < len(s.boxes)
}
