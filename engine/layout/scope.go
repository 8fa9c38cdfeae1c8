package layout

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// The measures of what stands around VPCs.
const (
	// besidePeering is what lies between a peering connection and the VPCs at both sides of it.
	besidePeering = 64
	// belowVPCs has room for gateways on the bottom border and their titles.
	belowVPCs = 88
	// betweenRows has room for the label of a line.
	betweenRows = 64
)

// A surrounding is what a scope holds, by where it stands.
type surrounding struct {
	vpcs shelves
	// between are the peering connections by the VPC at the left of them.
	between map[int][]content
	// lines are what joins VPCs to others without standing between two; customers are the far ends.
	lines, customers []content
	border           []string
	loose            []content
}

// scope is VPCs in rows with their gateways on the borders; what belongs to none stands at the right.
func (p *plan) scope(id string) content {
	s := p.surrounding(id)
	side := make([]int, len(s.loose))
	widest := 0
	for i, c := range s.loose {
		side[i], widest = c.h, max(widest, c.w)
	}
	top := Header + Pad + Overhang
	inner := max(s.vpcs.w, rowWidth(s.lines), rowWidth(s.customers))
	w := 2*Pad + inner
	if len(s.loose) > 0 {
		w += Gap + widest
	}
	lines, customers := top, top
	if s.vpcs.h > 0 {
		lines += s.vpcs.h + belowVPCs
	}
	customers = lines
	if len(s.lines) > 0 {
		customers += tallest(s.lines) + betweenRows
	}
	bottom := top + s.vpcs.h
	switch {
	case len(s.customers) > 0:
		bottom = customers + tallest(s.customers)
	case len(s.lines) > 0:
		bottom = lines + tallest(s.lines)
	case s.hasLower(p):
		bottom += Overhang
	}
	return content{
		id: id, w: snapUp(w), h: snapUp(max(bottom, top+total(side, nodeGap)) + Pad),
		seat: func(int, int) {
			s.vpcs.each(func(i, x, y int) {
				vpc := s.vpcs.boxes[i]
				p.put(vpc, Pad+x, top+y, vpc.w, vpc.h)
			})
			p.onBorders(s.border)
			p.seatBetween(s)
			p.seatRow(s.lines, lines, Pad, Pad+inner)
			p.seatRow(s.customers, customers, Pad, Pad+inner)
			x := Pad
			if inner > 0 {
				x += inner + Gap
			}
			for i, c := range s.loose {
				p.put(c, x, top+before(side, i, nodeGap), c.w, c.h)
			}
		},
	}
}

func (p *plan) surrounding(id string) *surrounding {
	s := &surrounding{between: map[int][]content{}, border: p.gatesInside(id)}
	var peerings, vpcs []content
	for _, child := range p.children[id] {
		if p.borderOf(child) != "" {
			s.border = append(s.border, child)
			continue
		}
		c := p.content(child)
		switch p.d.Resources[child].Kind {
		case kind.VPCKind:
			vpcs = append(vpcs, c)
		case kind.PeeringKind:
			peerings = append(peerings, c)
		case kind.VPNConnectionKind, kind.DirectConnectKind:
			s.lines = append(s.lines, c)
		case kind.CustomerGatewayKind:
			s.customers = append(s.customers, c)
		default:
			s.loose = append(s.loose, c)
		}
	}
	s.vpcs = pack(vpcs, vpcGap, func(i int) bool {
		return slices.ContainsFunc(peerings, func(c content) bool { return p.joins(c.id, vpcs[i].id, vpcs[i+1].id) })
	})
	for _, c := range peerings {
		switch left, ok := s.leftOf(p.peers(c.id)); {
		case !ok:
			s.lines = append(s.lines, c)
		case total(heights(append(s.between[left], c)), nodeGap) > min(s.vpcs.boxes[left].h, s.vpcs.boxes[left+1].h)-2*Pad:
			s.lines = append(s.lines, c) // there are more than fit between the two
		default:
			s.between[left] = append(s.between[left], c)
		}
	}
	wider, gapY := map[int]int{}, vpcGap
	for left, row := range s.between {
		for _, c := range row {
			wider[left] = max(wider[left], c.w+2*besidePeering)
		}
	}
	if s.hasLower(p) {
		gapY += Overhang
	}
	s.vpcs.spread(vpcGap, gapY, wider)
	return s
}

func (s *surrounding) hasLower(p *plan) bool {
	return slices.ContainsFunc(s.border, p.isLower)
}

// gatesInside are the gateways that VPCs of a scope own.
func (p *plan) gatesInside(scope string) []string {
	var ids []string
	for _, child := range p.children[scope] {
		if p.d.Resources[child].Kind == kind.VPCKind {
			ids = append(ids, p.gates[child]...)
		}
	}
	return ids
}

// peers are the VPCs that a peering connection joins.
func (p *plan) peers(id string) (requester, accepter string) {
	c := p.d.Resources[id].Props.(*kind.Peering)
	return c.Requester.ID, c.Accepter.ID
}

// joins reports whether a peering connection is between two VPCs.
func (p *plan) joins(id, a, b string) bool {
	requester, accepter := p.peers(id)
	return requester == a && accepter == b || requester == b && accepter == a
}

// leftOf finds the left one of two neighbours in a row.
func (s *surrounding) leftOf(a, b string) (int, bool) {
	at := func(id string) int {
		return slices.IndexFunc(s.vpcs.boxes, func(c content) bool { return c.id == id })
	}
	i, j := min(at(a), at(b)), max(at(a), at(b))
	return i, i >= 0 && j == i+1 && s.vpcs.neighbours(i)
}

// seatBetween stacks peering connections in the middle between the two VPCs that they join.
func (p *plan) seatBetween(s *surrounding) {
	for _, row := range sortedKeys(s.between) {
		left, right := p.places[s.vpcs.boxes[row].id], p.places[s.vpcs.boxes[row+1].id]
		hs := heights(s.between[row])
		y := left.Y + snap((min(left.H, right.H)-total(hs, nodeGap))/2)
		for i, c := range s.between[row] {
			x := snap((left.X+left.W+right.X)/2 - c.w/2)
			p.put(c, x, y+before(hs, i, nodeGap), c.w, c.h)
		}
	}
}

// onBorders sets gateways on the borders of VPCs that have their place: in the middle, several side
// by side, a newcomer at the first free spot.
func (p *plan) onBorders(ids []string) {
	byBorder := map[string][]string{}
	for _, id := range ids {
		border := p.borderOf(id)
		if p.isLower(id) {
			border += " lower"
		}
		byBorder[border] = append(byBorder[border], id)
	}
	for _, row := range kind.Sorted(byBorder) {
		p.onBorder(row.Value)
	}
}

// onBorder seats the gateways of one side. All but the owned ones have places beside their VPC.
func (p *plan) onBorder(ids []string) {
	vpc, size := p.places[p.borderOf(ids[0])], gatewaySize()
	step := size + gatewayGap
	x, y := vpc.X+snap((vpc.W-len(ids)*step+gatewayGap)/2), vpc.Y-Overhang
	if p.isLower(ids[0]) {
		y = vpc.Y + vpc.H - size + Overhang
	}
	taken := []design.Place{}
	put := func(id string, at design.Place) {
		taken = append(taken, at)
		if p.isOwned(id) {
			at.X, at.Y = at.X-vpc.X, at.Y-vpc.Y
		}
		p.places[id] = at
	}
	for _, id := range ids {
		if old, ok := p.kept[id]; ok {
			if p.isOwned(id) {
				old.X, old.Y = old.X+vpc.X, old.Y+vpc.Y
			}
			put(id, old)
		}
	}
	for _, id := range ids {
		if _, ok := p.kept[id]; ok {
			continue
		}
		spot := design.Place{X: x, Y: y, W: size, H: size}
		for overlapsAny(spot, taken, 0) {
			spot.X += step
		}
		put(id, spot)
	}
}

// isOwned reports a gateway whose place is relative to its VPC, which owns it.
func (p *plan) isOwned(id string) bool {
	return p.d.Resources[id].Kind == kind.EgressOnlyInternetGatewayKind
}
