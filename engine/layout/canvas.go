package layout

import (
	"cmp"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// canvas places what has no parent: scopes in rows, the internet above them, networks of one's own
// below, notes at the right.
func (p *plan) canvas() {
	right, taken := 0, []design.Place{}
	for _, row := range kind.Sorted(p.d.Notes) {
		if old, ok := p.kept[row.Key]; ok {
			right = max(right, snapUp(old.X+old.W)+Gap)
		}
	}
	var scopes, clients, networks []content
	for _, c := range p.contents(p.children[""]) {
		switch p.d.Resources[c.id].Kind {
		case kind.ClientKind:
			clients = append(clients, c)
		case kind.CorporateNetworkKind:
			networks = append(networks, c)
		default:
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
	fresh := slices.DeleteFunc(scopes, func(c content) bool { _, ok := p.kept[c.id]; return ok })
	// The largest first: what leads from it to others stands below its VPCs.
	slices.SortStableFunc(fresh, func(a, b content) int { return cmp.Compare(b.w*b.h, a.w*a.h) })
	rows := pack(fresh, Gap, func(int) bool { return false })
	from := max(right, p.keptBeside(clients), p.keptBeside(networks))
	rows.each(func(i, x, y int) {
		c := fresh[i]
		p.put(c, from+x, y, c.w, c.h)
		taken = append(taken, p.places[c.id])
		right = max(right, from+x+c.w+Gap)
	})
	right = max(right-Gap, 0)
	p.internet(right, taken)
	p.clients(clients, taken)
	right = max(right, p.networks(networks, taken, right))
	p.notes(right + noteGap)
}

// keptBeside is where what has its place at the height of scopes leaves room for a new one.
func (p *plan) keptBeside(all []content) int {
	right := 0
	for _, c := range all {
		if old, ok := p.kept[c.id]; ok && old.Y+old.H > 0 {
			right = max(right, snapUp(old.X+old.W)+Gap)
		}
	}
	return right
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

// networks stand below everything, each below what leads to it; how far they reach to the right.
func (p *plan) networks(all []content, taken []design.Place, right int) int {
	var fresh []content
	low := 0
	for _, t := range taken {
		low = max(low, t.Y+t.H)
	}
	for _, c := range all {
		old, ok := p.kept[c.id]
		if !ok {
			fresh = append(fresh, c)
			continue
		}
		p.put(c, old.X, old.Y, c.w, c.h)
		low, right = max(low, old.Y+old.H), max(right, old.X+old.W)
	}
	for _, c := range p.children[""] {
		if at, ok := p.places[c]; ok {
			low = max(low, at.Y+at.H)
		}
	}
	p.seatRow(fresh, snapUp(low+networksDown), 0, max(right, rowWidth(fresh)))
	return max(right, rowWidth(fresh))
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
	border, fresh := p.gatesInside(id), []string{}
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
	for _, gate := range border {
		if vpc, ok := at[p.borderOf(gate)]; ok && p.isLower(gate) {
			h = max(h, vpc.Y+vpc.H+Overhang+Pad)
		}
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
