package svg

import (
	"fmt"
	"strings"

	"vpcanvas/engine/format/scene"
)

// The measures of an arrow: how far its head reaches back, and how its corners are rounded.
const (
	headLength = 10
	headHalf   = 5
	corner     = 8
)

func colourOf(a scene.Arrow) string {
	if a.Forbids {
		return denyLine
	}
	return flowLine
}

// arrow is a line with a head, or for what shall not pass a dashed one that ends in a cross.
func arrow(a scene.Arrow) element {
	colour := colourOf(a)
	g := el("g", "stroke", colour, "stroke-width", "1.75", "fill", "none", "stroke-linejoin", "round")
	n := len(a.Points)
	end := a.Points[n-1]
	dx, dy := sign(end.X-a.Points[n-2].X), sign(end.Y-a.Points[n-2].Y)
	line := el("path", "d", way(a.Points))
	if a.Forbids {
		line = line.and("stroke-dasharray", "7 5")
		x, y := end.X-dx*headLength, end.Y-dy*headLength
		return g.with(line, el("path", "d", fmt.Sprintf("M%d %dl10 10M%d %dl10 -10", x-5, y-5, x-5, y+5)))
	}
	// The head lies on the end of the line, whose last piece is long enough.
	bx, by := end.X-dx*headLength, end.Y-dy*headLength
	head := fmt.Sprintf("M%d %dL%d %dL%d %dz", end.X, end.Y, bx-dy*headHalf, by+dx*headHalf, bx+dy*headHalf, by-dx*headHalf)
	return g.with(line, el("path", "d", head, "fill", colour, "stroke", "none"))
}

// way is the path through the points with rounded corners.
func way(points []scene.Point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", points[0].X, points[0].Y)
	for k := 1; k < len(points)-1; k++ {
		before, at, after := points[k-1], points[k], points[k+1]
		r := min(corner, distance(before, at)/2, distance(at, after)/2)
		fmt.Fprintf(&b, "L%d %dQ%d %d %d %d",
			at.X-sign(at.X-before.X)*r, at.Y-sign(at.Y-before.Y)*r, at.X, at.Y,
			at.X+sign(after.X-at.X)*r, at.Y+sign(after.Y-at.Y)*r)
	}
	last := points[len(points)-1]
	fmt.Fprintf(&b, "L%d %d", last.X, last.Y)
	return b.String()
}

func distance(a, b scene.Point) int {
	return max(a.X-b.X, b.X-a.X) + max(a.Y-b.Y, b.Y-a.Y)
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

// link is a line without a head: it has no direction. What goes over the internet is dashed, a
// dedicated line is thick.
func link(l scene.Link) element {
	line := el("path", "d", way(l.Points), "fill", "none", "stroke", gatewayTone.line, "stroke-width", "1.5", "stroke-linejoin", "round")
	switch l.Line {
	case scene.TunnelLine:
		line = line.and("stroke-dasharray", "3 4", "stroke-linecap", "round")
	case scene.DedicatedLine:
		line = el("path", "d", way(l.Points), "fill", "none", "stroke", gatewayTone.line, "stroke-width", "3", "stroke-linejoin", "round")
	case scene.BehindLine:
		line = el("path", "d", way(l.Points), "fill", "none", "stroke", world.line, "stroke-width", "1.5", "stroke-linejoin", "round")
	}
	if l.Muted {
		line = line.and("opacity", "0.55")
	}
	return line
}

func label(a scene.Arrow, colour string) element {
	t := a.Text
	return el("g").with(
		el("rect", "x", px(t.X), "y", px(t.Y), "width", px(t.W), "height", px(t.H), "rx", px(t.H/2), "fill", surface, "stroke", colour),
		text(a.Label, "x", px(t.X+t.W/2), "y", px(t.Y+t.H/2+4), "text-anchor", "middle", "font-size", "11", "font-family", mono, "fill", colour),
	)
}
