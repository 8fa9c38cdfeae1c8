package layout

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// scope is VPCs in a grid with their gateways on the borders; what belongs to none stands at the right.
func (p *plan) scope(id string) content {
	vpcs, border, loose := p.scopeParts(id)
	grid := measureGrid(vpcs, vpcGap)
	side := make([]int, len(loose))
	widest := 0
	for i, c := range loose {
		side[i], widest = c.h, max(widest, c.w)
	}
	top := Header + Pad + Overhang
	w := 2*Pad + grid.w
	if len(loose) > 0 {
		w += Gap + widest
	}
	return content{
		id: id, w: snapUp(w), h: snapUp(top + max(grid.h, total(side, nodeGap)) + Pad),
		seat: func(int, int) {
			grid.each(func(i, x, y int) { p.put(vpcs[i], Pad+x, top+y, vpcs[i].w, vpcs[i].h) })
			x := Pad
			if grid.w > 0 {
				x += grid.w + Gap
			}
			for i, c := range loose {
				p.put(c, x, top+before(side, i, nodeGap), c.w, c.h)
			}
			p.onBorders(border)
		},
	}
}

func (p *plan) scopeParts(id string) (vpcs []content, border []string, loose []content) {
	for _, child := range p.children[id] {
		switch {
		case p.borderOf(child) != "":
			border = append(border, child)
		case p.d.Resources[child].Kind == kind.VPCKind:
			vpcs = append(vpcs, p.content(child))
		default:
			loose = append(loose, p.content(child))
		}
	}
	return vpcs, border, loose
}

// onBorders sets gateways on the top borders of VPCs that have their place: in the middle, several
// side by side, a newcomer at the first free spot.
func (p *plan) onBorders(ids []string) {
	byVPC := map[string][]string{}
	for _, id := range ids {
		byVPC[p.borderOf(id)] = append(byVPC[p.borderOf(id)], id)
	}
	for _, row := range kind.Sorted(byVPC) {
		vpc, size := p.places[row.Key], gatewaySize()
		step := size + gatewayGap
		x := vpc.X + snap((vpc.W-len(row.Value)*step+gatewayGap)/2)
		taken := []design.Place{}
		for _, id := range row.Value {
			if old, ok := p.kept[id]; ok {
				p.places[id] = old
				taken = append(taken, old)
			}
		}
		for _, id := range row.Value {
			if _, ok := p.kept[id]; ok {
				continue
			}
			spot := design.Place{X: x, Y: vpc.Y - Overhang, W: size, H: size}
			for overlapsAny(spot, taken, 0) {
				spot.X += step
			}
			p.places[id] = spot
			taken = append(taken, spot)
		}
	}
}

// canvas places what has no parent: scopes in a row, the internet above them, notes at the right.
func (p *plan) canvas() {
	right, taken := 0, []design.Place{}
	for _, row := range kind.Sorted(p.d.Notes) {
		if old, ok := p.kept[row.Key]; ok {
			right = max(right, snapUp(old.X+old.W)+Gap)
		}
	}
	var scopes, clients []content
	for _, c := range p.contents(p.children[""]) {
		if p.d.Resources[c.id].Kind == kind.ClientKind {
			clients = append(clients, c)
		} else {
			scopes = append(scopes, c)
		}
	}
	for _, c := range scopes {
		if old, ok := p.kept[c.id]; ok {
			p.put(c, old.X, old.Y, c.w, c.h)
			taken = append(taken, p.places[c.id])
			right = max(right, snapUp(old.X+c.w)+Gap)
		}
	}
	for _, c := range scopes {
		if _, ok := p.kept[c.id]; !ok {
			p.put(c, right, 0, c.w, c.h)
			taken = append(taken, p.places[c.id])
			right += c.w + Gap
		}
	}
	right = max(right-Gap, 0)
	p.internet(right, taken)
	p.clients(clients, taken)
	p.notes(right + noteGap)
}

func (p *plan) internet(right int, scopes []design.Place) {
	if old, ok := p.kept[kind.Internet]; ok {
		p.places[kind.Internet] = old
		return
	}
	k := kind.Get(kind.InternetKind)
	up := 0
	for _, s := range scopes {
		up = min(up, s.Y)
	}
	// Above the gateways where there are any, so that the arrow goes straight down.
	x := snap((max(right, k.Width) - k.Width) / 2)
	if mid, ok := p.middleOfVPCs(); ok {
		x = snap(mid - k.Width/2)
	}
	p.places[kind.Internet] = design.Place{X: x, Y: snap(up - internetUp), W: k.Width, H: k.Height}
}

// clients stand beside the internet, at its right.
func (p *plan) clients(all []content, taken []design.Place) {
	beside := p.places[kind.Internet]
	taken = append(taken, beside)
	for _, c := range all {
		if old, ok := p.kept[c.id]; ok {
			p.put(c, old.X, old.Y, c.w, c.h)
			taken = append(taken, p.places[c.id])
		}
	}
	for _, c := range all {
		if _, ok := p.kept[c.id]; ok {
			continue
		}
		spot := design.Place{X: snapUp(beside.X + beside.W + Gap), Y: snap(beside.Y + (beside.H-c.h)/2), W: c.w, H: c.h}
		for overlapsAny(spot, taken, nodeGap) {
			spot.X += c.w + nodeGap
		}
		p.put(c, spot.X, spot.Y, c.w, c.h)
		taken = append(taken, p.places[c.id])
	}
}

// middleOfVPCs is the horizontal middle of all VPCs on the canvas.
func (p *plan) middleOfVPCs() (int, bool) {
	left, right, found := 0, 0, false
	for _, scope := range p.children[""] {
		for _, id := range p.children[scope] {
			if p.d.Resources[id].Kind != kind.VPCKind {
				continue
			}
			at := p.places[id]
			from := p.places[scope].X + at.X
			if !found {
				left, right = from, from+at.W
			}
			left, right, found = min(left, from), max(right, from+at.W), true
		}
	}
	return (left + right) / 2, found
}

func (p *plan) notes(x int) {
	y := 0
	ids := kind.Sorted(p.d.Notes)
	for _, row := range ids {
		if old, ok := p.kept[row.Key]; ok {
			p.places[row.Key] = old
		}
	}
	for _, row := range ids {
		if _, ok := p.kept[row.Key]; !ok {
			p.places[row.Key] = design.Place{X: x, Y: y, W: noteWidth, H: noteHeight}
			y += noteHeight + nodeGap
		}
	}
}

// around is a container of which some children have places already: those stay, the others take
// the first free spots.
func (p *plan) around(id string) content {
	var border, fresh []string
	var kids []content
	at := map[string]design.Place{}
	taken := []design.Place{}
	for _, child := range p.children[id] {
		old, ok := p.kept[child]
		switch {
		case p.borderOf(child) != "":
			border = append(border, child)
			if ok {
				taken = append(taken, old)
			}
			continue
		case !ok:
			fresh = append(fresh, child)
			continue
		}
		c := p.content(child)
		kids = append(kids, c)
		at[child] = design.Place{X: old.X, Y: old.Y, W: c.w, H: c.h}
		taken = append(taken, at[child])
	}
	w, h, k := p.kept[id].W, p.kept[id].H, kind.Get(p.d.Resources[id].Kind)
	gap := nodeGap
	if k.Name == kind.ScopeKind {
		gap = vpcGap
	}
	for _, c := range p.contents(fresh) {
		spot := freeSpot(c.w, c.h, max(w, k.Width), h, gap, taken)
		kids = append(kids, c)
		at[c.id] = spot
		taken = append(taken, spot)
	}
	for _, t := range taken {
		w, h = max(w, t.X+t.W+Pad), max(h, t.Y+t.H+Pad)
	}
	return content{id: id, w: w, h: h, seat: func(int, int) {
		for _, c := range kids {
			p.put(c, at[c.id].X, at[c.id].Y, c.w, c.h)
		}
		p.onBorders(border)
	}}
}

// mostTried bounds the search beside placed neighbours; beyond it a newcomer goes below all of them.
const mostTried = 64

// freeSpot is the first place for a box that is clear of all taken ones: inside w and h where there
// is one, else where the container grows least downwards.
func freeSpot(w, h, insideW, insideH, gap int, taken []design.Place) design.Place {
	bottom := Header + LaneTitle
	xs, ys := []int{Pad}, []int{Header + LaneTitle}
	for i, t := range taken {
		bottom = max(bottom, snapUp(t.Y+t.H+gap))
		if i < mostTried {
			xs = append(xs, max(Pad, snapUp(t.X)), max(Pad, snapUp(t.X+t.W+gap)))
			ys = append(ys, max(Header+LaneTitle, snapUp(t.Y)), max(Header+LaneTitle, snapUp(t.Y+t.H+gap)))
		}
	}
	xs, ys = sortedSet(xs), sortedSet(ys)
	spot := design.Place{X: Pad, Y: bottom, W: w, H: h}
	for _, y := range ys {
		for _, x := range xs {
			try := design.Place{X: x, Y: y, W: w, H: h}
			if x+w+Pad <= insideW && y+h+Pad <= max(insideH, bottom) && !overlapsAny(try, taken, gap) {
				return try
			}
		}
	}
	return spot
}

func sortedSet(ns []int) []int {
	slices.Sort(ns)
	return slices.Compact(ns)
}

// overlapsAny reports whether a is nearer than gap to any of the others.
func overlapsAny(a design.Place, others []design.Place, gap int) bool {
	return slices.ContainsFunc(others, func(b design.Place) bool {
		return a.X < b.X+b.W+gap && b.X < a.X+a.W+gap && a.Y < b.Y+b.H+gap && b.Y < a.Y+a.H+gap
	})
}
