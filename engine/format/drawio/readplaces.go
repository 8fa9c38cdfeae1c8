package drawio

import (
	"fmt"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
)

// now is where a cell lies on the page, then where it lay when it was written.
func (r *reader) now(c *cell) scene.Point {
	var p scene.Point
	for range maxDepth {
		if c == nil || !c.vertex {
			break
		}
		p.X, p.Y = p.X+c.box.X, p.Y+c.box.Y
		c = r.byID[c.parent]
	}
	return p
}

func (r *reader) then(c *cell) (scene.Point, bool) {
	var p scene.Point
	for range maxDepth {
		if c == nil || !c.original() {
			return p, c == nil
		}
		box, ok := c.written()
		if !ok {
			return p, false
		}
		p.X, p.Y = p.X+box.X, p.Y+box.Y
		if c.own["in"] == layerID {
			return p, true
		}
		if c = r.byID[c.own["in"]]; c == nil {
			return p, false
		}
	}
	return p, false
}

// written is the box of a cell as it was written.
func (c *cell) written() (scene.Rect, bool) {
	var b scene.Rect
	n, err := fmt.Sscanf(c.own["place"], "%d %d %d %d", &b.X, &b.Y, &b.W, &b.H)
	return b, err == nil && n == 4 && c.own["in"] != ""
}

// shift finds how far the page lies from the canvas, by the internet, which is always drawn.
func (r *reader) shift() {
	if c := r.byID[kind.Internet]; c != nil {
		if box, ok := c.written(); ok {
			p := r.filled[kind.Internet]
			at := core(scene.Node, p)
			r.shiftX, r.shiftY = box.X-at.X, box.Y-at.Y
		}
	}
}

func core(shape scene.Shape, p design.Place) scene.Rect {
	return scene.Item{Shape: shape, Rect: scene.Rect{X: p.X, Y: p.Y, W: p.W, H: p.H}}.Core(scene.Style{Icon: iconSize})
}

// places takes over where things were moved. Where one thing of a container moved, its neighbours are
// pinned as well: laid out anew, they would not stand where the drawing shows them.
func (r *reader) places() {
	found := map[string]design.Place{}
	groups, touched := map[string][]string{}, map[string]bool{}
	for _, c := range r.cells {
		id := r.elementOf(c)
		if id == "" || !c.vertex || c.parent == dataID {
			continue
		}
		owner := ""
		if e := r.d.Resources[id]; e != nil {
			owner = e.Parent
		}
		place, moved := r.place(c, id, owner)
		found[id] = place
		groups[owner] = append(groups[owner], id)
		touched[owner] = touched[owner] || moved
	}
	old := r.d.Views[design.MainView]
	view := &design.View{Title: old.Title, Places: map[string]design.Place{}}
	for id, p := range old.Places {
		view.Places[id] = p
	}
	for owner, ids := range groups {
		for _, id := range ids {
			if touched[owner] {
				view.Places[id] = found[id]
			}
		}
	}
	r.d.Views[design.MainView] = view
}

// place is where an element lies relative to its owner, and whether that is new.
func (r *reader) place(c *cell, id, owner string) (design.Place, bool) {
	now, then, known := r.now(c), scene.Point{}, false
	if c.original() {
		then, known = r.then(c)
	}
	outer := r.byID[owner]
	if at := r.cellFor[owner]; at != "" {
		outer = r.byID[at]
	}
	if outer != nil && outer.parent == dataID {
		outer = nil // the only account is not drawn
	}
	if outer != nil {
		at := r.now(outer)
		now.X, now.Y = now.X-at.X, now.Y-at.Y
	}
	old := r.filled[id]
	if base := r.base.Resources[id]; known && (base == nil || base.Parent == owner) {
		if outer != nil {
			at, ok := r.then(outer)
			then.X, then.Y, known = then.X-at.X, then.Y-at.Y, ok
		}
		if box, _ := c.written(); known {
			p := design.Place{X: old.X + now.X - then.X, Y: old.Y + now.Y - then.Y, W: old.W, H: old.H, Folded: old.Folded}
			if r.sized(id) {
				p.W, p.H = old.W+c.box.W-box.W, old.H+c.box.H-box.H
			}
			return p, p != old
		}
	}
	return r.newPlace(c, id, now, outer == nil, old), true
}

// newPlace is the place of what the drawing has anew or elsewhere.
func (r *reader) newPlace(c *cell, id string, at scene.Point, onPage bool, old design.Place) design.Place {
	if onPage {
		at.X, at.Y = at.X-r.shiftX, at.Y-r.shiftY
	}
	if r.sized(id) {
		return design.Place{X: at.X, Y: at.Y, W: c.box.W, H: c.box.H}
	}
	p := design.Place{W: old.W, H: old.H}
	if k := kind.Get(r.d.Lookup(id).Kind); p.W == 0 {
		p.W, p.H = k.Width, k.Height
	}
	if c.box.W == iconSize {
		in := core(scene.Node, p)
		at.X, at.Y = at.X-in.X, at.Y-in.Y
	}
	p.X, p.Y = at.X, at.Y
	return p
}

// sized tells what has the size that somebody gives it: containers and notes.
func (r *reader) sized(id string) bool {
	e := r.d.Lookup(id)
	return e == nil || kind.Get(e.Kind).Container
}
