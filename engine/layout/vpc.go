package layout

import (
	"cmp"
	"slices"

	"vpcanvas/engine/kind"
)

// A lane is the subnets of one zone with, for each, the row that it stands in.
type lane struct {
	subnets []content
	rows    []int
	w       int
}

// vpc is lanes side by side over shared rows, above them what spreads requests over the zones, and
// below them what else is in the VPC but in no subnet.
func (p *plan) vpc(id string) content {
	zones, balancers, others := p.zones(id)
	lanes, rows := p.lanes(zones)
	heads := p.contents(balancers)
	above := measureGrid(heads, nodeGap)
	rest := p.contents(others)

	widths := make([]int, len(lanes))
	for i, l := range lanes {
		widths[i] = l.w
	}
	top := Header + LaneTitle
	if len(heads) > 0 {
		top += above.h + nodeGap
	}
	below := measureRows(rest, nodeGap, max(total(widths, Gap), above.w, kind.Get(kind.VPCKind).Width-2*Pad))
	h := top + total(rows, Gap) + Pad
	w := 2*Pad + max(total(widths, Gap), above.w, below.w)
	if len(rest) > 0 {
		h += Gap + below.h
	}
	w = max(w, p.borderRoom(id))
	return content{id: id, w: snapUp(w), h: snapUp(h), seat: func(w, _ int) {
		// What is left of the width goes to the lanes in equal parts.
		spare := 0
		if len(lanes) > 0 {
			spare = snap((w - 2*Pad - total(widths, Gap)) / len(lanes))
		}
		left := snap((w - above.w) / 2)
		above.each(func(i, bx, by int) { p.put(heads[i], left+bx, Header+by, heads[i].w, heads[i].h) })
		x := Pad
		for _, l := range lanes {
			for i, s := range l.subnets {
				p.put(s, x, top+before(rows, l.rows[i], Gap), l.w+spare, rows[l.rows[i]])
			}
			x += l.w + spare + Gap
		}
		y := top + total(rows, Gap) + Gap
		below.each(func(i, bx, by int) { p.put(rest[i], Pad+bx, y+by, rest[i].w, rest[i].h) })
	}}
}

// zones are the subnets of a VPC by zone, in order, those without one last; others are the rest.
func (p *plan) zones(vpc string) (zones [][]string, balancers, others []string) {
	byZone := map[string][]string{}
	for _, id := range p.children[vpc] {
		switch q := p.d.Resources[id].Props.(type) {
		case *kind.Subnet:
			byZone[q.AvailabilityZone] = append(byZone[q.AvailabilityZone], id)
		case *kind.LoadBalancer:
			balancers = append(balancers, id)
		default:
			others = append(others, id)
		}
	}
	sorted := kind.Sorted(byZone)
	slices.SortStableFunc(sorted, func(a, b kind.Row[[]string]) int {
		return cmp.Compare(min(len(b.Key), 1), min(len(a.Key), 1))
	})
	for _, row := range sorted {
		slices.SortFunc(row.Value, p.bySubnetOrder)
		zones = append(zones, row.Value)
	}
	return zones, balancers, others
}

// lanes gives every subnet its row: private ones begin below the longest stack of public ones.
func (p *plan) lanes(zones [][]string) (lanes []lane, rows []int) {
	publicRows := 0
	for _, ids := range zones {
		n := 0
		for _, id := range ids {
			if p.public[id] {
				n++
			}
		}
		publicRows = max(publicRows, n)
	}
	for _, ids := range zones {
		l := lane{subnets: p.contents(ids)}
		row := 0
		for i, id := range ids {
			if !p.public[id] {
				row = max(row, publicRows)
			}
			for row >= len(rows) {
				rows = append(rows, 0)
			}
			rows[row] = max(rows[row], l.subnets[i].h)
			l.w = max(l.w, l.subnets[i].w)
			l.rows = append(l.rows, row)
			row++
		}
		lanes = append(lanes, l)
	}
	return lanes, rows
}

func gatewaySize() int { return kind.Get(kind.InternetGatewayKind).Width }

// gatewaysOf are the gateways that are drawn on the borders of a VPC: owned by it, or attached and
// in the same scope.
func (p *plan) gatewaysOf(vpc string) (upper, lower []string) {
	for _, id := range p.children[p.d.Resources[vpc].Parent] {
		switch {
		case p.borderOf(id) != vpc:
		case p.isLower(id):
			lower = append(lower, id)
		default:
			upper = append(upper, id)
		}
	}
	return append(upper, p.gates[vpc]...), lower
}

// borderRoom is the width that a VPC needs for its gateways, where some have no place yet.
func (p *plan) borderRoom(vpc string) int {
	upper, lower := p.gatewaysOf(vpc)
	room := 0
	for _, side := range [][]string{upper, lower} {
		if slices.ContainsFunc(side, func(id string) bool { _, ok := p.kept[id]; return !ok }) {
			room = max(room, 2*Pad+len(side)*(gatewaySize()+gatewayGap))
		}
	}
	return room
}

// isLower reports a gateway that stands on the bottom border: what leads to networks of one's own.
func (p *plan) isLower(id string) bool { return p.d.Resources[id].Kind == kind.VPNGatewayKind }

// borderOf is the VPC on whose border a resource is drawn, or "".
func (p *plan) borderOf(id string) string {
	r := p.d.Resources[id]
	vpc := r.AttachedTo()
	if v := p.d.Resources[vpc]; v == nil || v.Kind != kind.VPCKind || vpc != r.Parent && v.Parent != r.Parent {
		return ""
	}
	return vpc
}

// snapUp rounds up to the unit.
func snapUp(n int) int { return snap(n + Unit - 1) }
