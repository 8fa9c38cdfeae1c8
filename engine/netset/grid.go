package netset

import "slices"

// A grid is a set of pairs of a source and a destination port: for each range of destinations the
// set of its sources. Cells are sorted and disjoint, none is empty, and neighbours that touch have
// different sources: equal sets have equal grids.
type grid []cell

type cell struct {
	dst Range[Number]
	src NumberSet
}

func gridOf(src, dst NumberSet) grid {
	if src.IsEmpty() {
		return nil
	}
	g := make(grid, len(dst.ranges))
	for i, r := range dst.ranges {
		g[i] = cell{r, src}
	}
	return g
}

func (g grid) equal(o grid) bool {
	return slices.EqualFunc(g, o, func(a, b cell) bool { return a.dst == b.dst && a.src.Equal(b.src) })
}

// sources is the set of sources of destination port d, and the last port up to which it stays so.
func (g grid) sources(d int) (src NumberSet, until int) {
	for _, c := range g {
		if d < int(c.dst.Lo) {
			return NumberSet{}, int(c.dst.Lo) - 1
		}
		if d <= int(c.dst.Hi) {
			return c.src, int(c.dst.Hi)
		}
	}
	return NumberSet{}, 65535
}

// sweep visits the stretches of destination ports on which both grids stay the same.
func sweep(a, b grid, visit func(r Range[Number], x, y NumberSet) bool) {
	for d := 0; d <= 65535; {
		x, ux := a.sources(d)
		y, uy := b.sources(d)
		until := min(ux, uy)
		if !(x.IsEmpty() && y.IsEmpty()) && !visit(Range[Number]{Number(d), Number(until)}, x, y) {
			return
		}
		d = until + 1
	}
}

func combine(a, b grid, op func(x, y NumberSet) NumberSet) grid {
	var out grid
	sweep(a, b, func(r Range[Number], x, y NumberSet) bool {
		src := op(x, y)
		if src.IsEmpty() {
			return true
		}
		if n := len(out); n > 0 && int(out[n-1].dst.Hi)+1 == int(r.Lo) && out[n-1].src.Equal(src) {
			out[n-1].dst.Hi = r.Hi
			return true
		}
		out = append(out, cell{r, src})
		return true
	})
	return out
}

func (g grid) covers(o grid) bool {
	for _, c := range o {
		for d := int(c.dst.Lo); d <= int(c.dst.Hi); {
			src, until := g.sources(d)
			if !src.Covers(c.src) {
				return false
			}
			d = until + 1
		}
	}
	return true
}

func (g grid) overlaps(o grid) bool {
	for _, c := range o {
		for d := int(c.dst.Lo); d <= int(c.dst.Hi); {
			src, until := g.sources(d)
			if src.Overlaps(c.src) {
				return true
			}
			d = until + 1
		}
	}
	return false
}

// flipped swaps sources and destinations.
func (g grid) flipped() grid {
	if len(g) == 1 {
		return gridOf(NumberSet{[]Range[Number]{g[0].dst}}, g[0].src)
	}
	var out grid
	for _, c := range g {
		out = combine(out, gridOf(NumberSet{[]Range[Number]{c.dst}}, c.src), NumberSet.Union)
	}
	return out
}
