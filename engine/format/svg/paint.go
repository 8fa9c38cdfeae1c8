package svg

import (
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
)

// A tone is the line and the filling of a shape.
type tone struct{ line, fill string }

// The colours of the editor's light theme.
const (
	surface  = "#ffffff"
	ink      = "#1b2330"
	inkFaint = "#566072"
	nodeLine = "#c5ccd8"
	laneLine = "#aab3c2"
	laneFill = "#f5f7fa"
	flowLine = "#3a4558"
	denyLine = "#c02236"
	noteFill = "#fdf6dc"
	noteLine = "#d8c886"
)

var (
	world       = tone{"#2457d6", surface}
	scopeTone   = tone{"#8a94a6", "none"}
	vpcTone     = tone{"#7a5cc4", "#fbfaff"}
	publicTone  = tone{"#127347", "#eef9f3"}
	privateTone = tone{"#2a6cb4", "#eef5fd"}
	computeTone = tone{"#b4540a", surface}
	gatewayTone = tone{"#6b46c1", surface}
	dataTone    = tone{"#a3247f", surface}
)

// Only generic families: a reader's machine has each of them.
const (
	sans = "system-ui, sans-serif"
	mono = "ui-monospace, monospace"
)

func picture(d *design.Design, s *scene.Scene) []byte {
	b := s.Bounds
	x, y, w, h := b.X-margin, b.Y-margin, b.W+2*margin, b.H+2*margin
	name := scene.Clip(scene.Visible(d.Name), 13, 1000)
	root := el("svg", "xmlns", "http://www.w3.org/2000/svg", "width", px(w), "height", px(h),
		"viewBox", strings.Join([]string{px(x), px(y), px(w), px(h)}, " "), "role", "img", "font-family", sans, "font-size", "13", "fill", ink)
	root = root.with(told("title", name), told("desc", describe(s)), el("rect", "x", px(x), "y", px(y), "width", px(w), "height", px(h), "fill", surface))
	// Arrows lie over frames and under what they lead to, as on the canvas; their labels lie over
	// all. A subnet's badge lies over them too: what it says is read at a glance.
	for _, i := range s.Items {
		if i.Shape == scene.Box || i.Shape == scene.Lane {
			root = root.with(item(i))
		}
	}
	for _, l := range s.Links {
		root = root.with(link(l))
	}
	for _, a := range s.Arrows {
		root = root.with(arrow(a))
	}
	for _, i := range s.Items {
		switch {
		case i.Kind == kind.SubnetKind:
			root = root.with(at(i).with(badgeOf(i)...))
		case i.Shape != scene.Box && i.Shape != scene.Lane:
			root = root.with(item(i))
		}
	}
	for _, l := range s.Links {
		if l.Label != "" {
			root = root.with(label(l.Arrow, gatewayTone.line))
		}
	}
	for _, a := range s.Arrows {
		if a.Label != "" {
			root = root.with(label(a, colourOf(a)))
		}
	}
	return root.bytes()
}

// describe says in words what the picture shows, for who does not see it.
func describe(s *scene.Scene) string {
	var parts []string
	for _, i := range s.Items {
		if i.Kind == "" || i.Kind == kind.InternetKind {
			continue
		}
		words := words(i)
		if owner := s.Find(i.Parent); owner != nil {
			if owner.Shape == scene.Lane {
				owner = s.Find(owner.Parent)
			}
			words += " in " + owner.Label()
		}
		parts = append(parts, words)
	}
	for _, l := range s.Links {
		parts = append(parts, strings.TrimSpace(s.Find(l.From).Label()+" joins "+s.Find(l.To).Label()+" "+l.Label))
	}
	for _, a := range s.Arrows {
		verb := " reaches "
		if a.Forbids {
			verb = " does not reach "
		}
		parts = append(parts, strings.TrimSpace(s.Find(a.From).Label()+verb+s.Find(a.To).Label()+" "+strings.TrimPrefix(a.Label, "≠ ")))
	}
	return scene.Visible(strings.Join(parts, "; "))
}

// words are a thing's kind, name and addresses.
func words(i scene.Item) string {
	w := i.Label()
	if k := kind.Get(i.Kind); k != nil {
		w = strings.TrimSpace(k.Title.EN + " " + w)
		if i.Kind == kind.SubnetKind {
			w = strings.TrimSpace(badge(i) + " " + i.Label())
		}
	}
	if i.Subtitle != "" {
		w += " (" + scene.Visible(i.Subtitle) + ")"
	}
	return w
}

func badge(i scene.Item) string {
	if i.Public {
		return "Public subnet"
	}
	return "Private subnet"
}

// at is an empty group whose origin is the item's corner.
func at(i scene.Item) element {
	return el("g", "transform", fmt.Sprintf("translate(%d %d)", i.Rect.X, i.Rect.Y))
}

func item(i scene.Item) element {
	g := at(i)
	if i.Muted {
		g = g.and("opacity", "0.55")
	}
	if i.Kind != "" {
		g = g.with(told("title", words(i)))
	}
	switch i.Shape {
	case scene.Box:
		return g.with(box(i)...)
	case scene.Lane:
		return g.with(lane(i)...)
	case scene.Gate:
		return g.with(gate(i)...)
	case scene.Chip:
		return g.with(chip(i)...)
	case scene.Note:
		return g.with(note(i)...)
	}
	return g.with(node(i)...)
}

func body(i scene.Item, radius int, fill, stroke string, more ...string) element {
	return el("rect", append([]string{"width", px(i.Rect.W), "height", px(i.Rect.H), "rx", px(radius), "fill", fill, "stroke", stroke}, more...)...)
}

func box(i scene.Item) []element {
	row := rowOf(i.Kind)
	t := row.tone(i)
	room := i.Rect.W - 52
	parts := []element{
		body(i, 8, t.fill, t.line, "stroke-width", "1.25"),
		el("rect", "y", "10", "width", "4", "height", "20", "rx", "2", "fill", t.line),
		glyph(row.glyph, 12, 9, 22, t.line),
	}
	if i.Kind == kind.SubnetKind {
		room = i.Rect.W - badgeWidth(i) - 10 - 52
	}
	return append(parts,
		text(scene.Clip(i.Label(), 13.5, room), "x", "42", "y", "18", "font-weight", "600"),
		text(scene.Clip(scene.Visible(i.Subtitle), 11.5, room), "x", "42", "y", "33", "font-size", "11", "font-family", mono, "fill", inkFaint))
}

func badgeWidth(i scene.Item) int { return int(scene.Width(badge(i), 12)) + 18 }

// badgeOf is at the right end of a subnet's header.
func badgeOf(i scene.Item) []element {
	w := badgeWidth(i)
	x := i.Rect.W - w - 10
	return []element{
		el("rect", "x", px(x), "y", "11", "width", px(w), "height", "18", "rx", "9", "fill", rowOf(i.Kind).tone(i).line),
		text(badge(i), "x", px(x+w/2), "y", "24", "text-anchor", "middle", "font-size", "11", "font-weight", "600", "fill", surface),
	}
}

func lane(i scene.Item) []element {
	return []element{
		body(i, 8, laneFill, laneLine, "stroke-dasharray", "5 4"),
		text(scene.Clip(i.Label(), 11, i.Rect.W-16), "x", "8", "y", "15", "font-size", "11", "fill", inkFaint),
	}
}

func node(i scene.Item) []element {
	row := rowOf(i.Kind)
	middle, top := i.Rect.W/2, i.Rect.H/2-24
	if i.Subtitle != "" {
		top -= 4
	}
	parts := []element{
		body(i, 10, surface, nodeLine),
		glyph(row.glyph, middle-13, top, 26, row.tone(i).line),
		text(scene.Clip(i.Label(), 13.5, i.Rect.W-8), "x", px(middle), "y", px(top+41), "text-anchor", "middle", "font-weight", "600"),
	}
	if i.Subtitle != "" {
		parts = append(parts, text(scene.Clip(scene.Visible(i.Subtitle), 11.5, i.Rect.W-6), "x", px(middle), "y", px(top+55), "text-anchor", "middle", "font-size", "11", "font-family", mono, "fill", inkFaint))
	}
	return parts
}

func gate(i scene.Item) []element {
	row := rowOf(i.Kind)
	line := row.tone(i).line
	dash := "none"
	if i.Muted {
		dash = "4 3"
	}
	y := 14
	if i.Lower {
		y = i.Rect.H - 14
	}
	parts := []element{
		body(i, i.Rect.W/2, surface, line, "stroke-width", "1.5", "stroke-dasharray", dash),
		glyph(row.glyph, i.Rect.W/2-14, i.Rect.H/2-14, 28, line),
		text(i.Label(), "x", px(i.Rect.W+6), "y", px(y), "font-weight", "600"),
	}
	if i.Subtitle != "" {
		parts = append(parts, text(i.Subtitle, "x", px(i.Rect.W+6), "y", px(y+13), "font-size", "11", "font-family", mono, "fill", inkFaint))
	}
	return parts
}

func chip(i scene.Item) []element {
	return []element{
		body(i, 16, surface, world.line, "stroke-dasharray", "4 3"),
		text(scene.Clip(i.Label(), 11.5, i.Rect.W-16), "x", px(i.Rect.W/2), "y", px(i.Rect.H/2+4), "text-anchor", "middle", "font-size", "11", "font-family", mono),
	}
}

// The lines of a note, in pixels.
const (
	noteLineHeight = 17
	notePad        = 10
)

func note(i scene.Item) []element {
	parts := []element{body(i, 4, noteFill, noteLine)}
	for n, line := range wrapped(i.Label(), i.Rect.W-2*notePad, (i.Rect.H-2*notePad)/noteLineHeight) {
		parts = append(parts, text(line, "x", px(notePad), "y", px(notePad+13+n*noteLineHeight)))
	}
	return parts
}

// wrapped breaks a text between words, and inside one that is wider than the room.
func wrapped(s string, room, most int) []string {
	const size = 13
	var lines []string
	for s != "" && len(lines) < most {
		cut, width := len(s), 0.0
		space := 0
		for i, r := range s {
			if width += scene.Width(string(r), size); width > float64(room) && i > 0 {
				cut = i
				break
			}
			if r == ' ' {
				space = i
			}
		}
		if cut < len(s) && space > 0 {
			cut = space
		}
		if cut < len(s) && len(lines) == most-1 {
			return append(lines, scene.Clip(s, size, room))
		}
		lines = append(lines, s[:cut])
		s = strings.TrimLeft(s[cut:], " ")
	}
	return lines
}
