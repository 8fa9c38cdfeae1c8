package drawio

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
)

// A writer makes the cells of one page.
type writer struct {
	d     *design.Design
	scene *scene.Scene
	// dx and dy move the drawing onto the page.
	dx, dy int
}

// objects lists the data layer with what lies on it, shapes from the outside in, and arrows last,
// so that they are painted over everything.
func (w *writer) objects() []object {
	all := []object{{ID: dataID, Label: "vpcanvas data", Own: own{}.json("index", w.index()), Cell: mxCell{Parent: rootID, Visible: "0", Style: "locked=1"}}}
	all = append(all, w.data()...)
	for _, i := range w.scene.Items {
		all = append(all, w.shape(i))
	}
	for _, l := range w.scene.Links {
		all = append(all, w.link(l))
	}
	for _, a := range w.scene.Arrows {
		all = append(all, w.edge(a))
	}
	return all
}

// entry is what a reader must know of an element whose cell somebody deleted.
type entry struct {
	Kind   kind.Name `json:"kind"`
	Name   string    `json:"name,omitempty"`
	Parent string    `json:"parent,omitempty"`
}

// index lists all resources: a reader tells by it what is no longer there.
func (w *writer) index() map[string]entry {
	all := make(map[string]entry, len(w.d.Resources))
	for id, r := range w.d.Resources {
		all[id] = entry{r.Kind, r.Name, r.Parent}
	}
	return all
}

// data are the elements without a picture, in a grid on the hidden layer.
func (w *writer) data() []object {
	var all []object
	add := func(id, label string, o own) {
		const across, width, height, gap = 6, 160, 40, 16
		n := len(all)
		g := scene.Rect{X: margin + n%across*(width+gap), Y: margin + n/across*(height+gap), W: width, H: height}
		all = append(all, object{
			ID: id, Label: label, Own: o.set("label", label),
			Cell: mxCell{Style: dataBox().String(), Vertex: "1", Parent: dataID, Geometry: geometry(g)},
		})
	}
	for _, id := range w.scene.Carried {
		if r := w.d.Resources[id]; r != nil {
			add(id, inert(kind.Get(r.Kind).Title.EN+": "+shortLabel(r.Name)), w.ofResource(id))
			continue
		}
		add(id, "Flow", ofValue(kindFlow, id, w.d.Flows[id]))
	}
	for _, row := range kind.Sorted(w.d.Suppressions) {
		add(row.Key, "Suppression", ofValue(kindSuppression, row.Key, row.Value))
	}
	// The view has the places of exactly those elements that have one; the shapes show them all.
	for _, row := range kind.Sorted(w.d.Views) {
		add("view-"+row.Key, "View", ofValue(kindView, "view-"+row.Key, row.Value).set("view", row.Key))
	}
	return all
}

func (w *writer) shape(i scene.Item) object {
	label, look := labelOf(i), lookOf(i).String()
	box := i.Core(scene.Style{Icon: iconSize})
	g := scene.Rect{X: box.X + w.dx, Y: box.Y + w.dy, W: box.W, H: box.H}
	parent := layerID
	if owner := w.scene.Find(i.Parent); owner != nil {
		parent = owner.ID
		g.X, g.Y = box.X-owner.Rect.X, box.Y-owner.Rect.Y
	}
	// A reader that finds the shape where it was written takes the place from the view.
	place := fmt.Sprintf("%d %d %d %d", g.X, g.Y, g.W, g.H)
	return object{
		ID: i.ID, Label: label, Own: w.ownOf(i).set("label", label).set("place", place).set("in", parent),
		Cell: mxCell{Style: look, Vertex: "1", Parent: parent, Geometry: geometry(g)},
	}
}

func geometry(r scene.Rect) *mxGeometry {
	return &mxGeometry{X: strconv.Itoa(r.X), Y: strconv.Itoa(r.Y), Width: r.W, Height: r.H, As: "geometry"}
}

func (w *writer) edge(a scene.Arrow) object {
	return w.line(a, arrow(a.Forbids), ofValue(kindFlow, a.ID, w.d.Flows[a.ID]))
}

// link is a line that follows from the properties of what it joins: it carries no data of its own.
func (w *writer) link(l scene.Link) object {
	return w.line(l.Arrow, linkLook(l), own{}.set("kind", kindLink).set("id", l.ID))
}

func (w *writer) line(a scene.Arrow, look style, o own) object {
	n := len(a.Points)
	look = append(look, w.tie("exit", *w.scene.Find(a.From), a.Points[0])...)
	look = append(look, w.tie("entry", *w.scene.Find(a.To), a.Points[n-1])...)
	g := &mxGeometry{Relative: "1", As: "geometry"}
	if a.Label != "" {
		g.X = decimal(2*a.At - 1)
	}
	if n > 2 {
		g.Points = &mxPoints{As: "points"}
		for _, p := range a.Points[1 : n-1] {
			g.Points.Points = append(g.Points.Points, mxPoint{p.X + w.dx, p.Y + w.dy})
		}
	}
	label := inert(a.Label)
	return object{
		ID: a.ID, Label: label, Own: o.set("label", label).set("source", a.From).set("target", a.To),
		Cell: mxCell{Style: look.String(), Edge: "1", Parent: layerID, Source: a.From, Target: a.To, Geometry: g},
	}
}

// tie fixes an end of an arrow to a point: a share of the shape's box, and what lies beyond the box
// as an offset.
func (w *writer) tie(end string, i scene.Item, at scene.Point) style {
	box := i.Core(scene.Style{Icon: iconSize})
	x, dx := share(at.X-box.X, box.W)
	y, dy := share(at.Y-box.Y, box.H)
	return style{end + "X=" + x, end + "Y=" + y, end + "Dx=" + dx, end + "Dy=" + dy, end + "Perimeter=0"}
}

func share(at, size int) (part, beyond string) {
	inside := min(max(at, 0), size)
	return decimal(float64(inside) / float64(max(size, 1))), strconv.Itoa(at - inside)
}

// decimal prints at most four places.
func decimal(f float64) string {
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(f, 'f', 4, 64), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// labelOf is the label as HTML: the editor reads it as such, so that what people typed is escaped
// here, and once more as XML.
func labelOf(i scene.Item) string {
	title := inert(i.Label())
	if i.Shape != scene.Box {
		if i.Shape == scene.Gate && i.Muted {
			title = strings.TrimSpace(title + " (detached)")
		}
		if i.Subtitle != "" {
			return title + "<br>" + inert(i.Subtitle)
		}
		return title
	}
	first := "<b>" + title + "</b>"
	if title == "" {
		first = "<b>" + kind.Get(i.Kind).Title.EN + "</b>"
	}
	if i.Kind == kind.SubnetKind {
		badge := "Private subnet"
		if i.Public {
			badge = "Public subnet"
		}
		first += " · " + badge
	}
	return first + "<br>" + inert(scene.Clip(i.Subtitle, 12, i.Rect.W-40))
}

// inert is a text that means nothing to HTML.
func inert(s string) string { return html.EscapeString(s) }

// shortLabel is a text as a short label shows it.
func shortLabel(s string) string { return scene.Clip(scene.Visible(s), 12, 240) }
