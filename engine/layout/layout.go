// Package layout gives every drawn element of a design a tidy, deterministic place.
//
// Scopes, and VPCs in them, stand in rows that fit a screen. A VPC holds one lane a zone, in the order of their names, subnets without a
// zone in the last; a lane stacks its subnets, public ones on top, and public and private begin at
// the same height in all lanes; a subnet holds its instances in a grid. Gateways to the internet sit on
// the top border of the VPC that they are attached to, VPN gateways on the bottom one, detached ones
// outside at the right; load balancers stand in a row above the lanes, what else spans subnets below
// them. A peering connection stands between its VPCs where those are neighbours. Below the VPCs come
// the lines to networks of one's own, then customer gateways, then, outside of every account, the
// networks themselves, each below what leads to it. The internet hangs above everything, clients
// stand at the right of it, and notes at the right of all.
//
// Places are integers, multiples of Unit, relative to the parent's top left corner. A scope is
// hidden while it is the only one; it then lies at 0,0 and what it holds is relative to the canvas.
// The internet lies above that corner, at negative y, so that a second scope, once drawn, is clear
// of it.
package layout

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// The measures of a drawing, in CSS pixels. Header is what a container's title and badges take.
const (
	Unit      = 8
	Header    = 40
	LaneTitle = 24
	Pad       = 24
	// Gap lets an arrow with its label pass between two containers.
	Gap = 32
	// Overhang is how far a gateway stands out of its VPC's top border.
	Overhang   = 32
	gatewayGap = 16 + titleRoom
	// titleRoom is what a gateway's title takes at its right.
	titleRoom    = 120
	nodeGap      = 24
	vpcGap       = 96
	noteGap      = 64
	noteWidth    = 200
	noteHeight   = 96
	internetUp   = 96
	networksDown = 48
)

// Places are places by element id.
type Places map[string]design.Place

// Tidy places every drawn element anew, whatever the design's views say.
func Tidy(d *design.Design) Places { return arrange(d, Places{}) }

// Fill keeps the places of a view and adds those that are missing, each clear of its neighbours and
// inside its parent. A container without room for a newcomer grows and keeps its corner; it may
// then reach over a neighbour, which only Tidy would move.
func Fill(d *design.Design, view string) Places {
	kept := Places{}
	if v := d.Views[view]; v != nil {
		for id, p := range v.Places {
			kept[id] = p
		}
	}
	return arrange(d, kept)
}

// Ops are the edits that bring a view to the given places. Only what differs is moved.
func Ops(d *design.Design, view string, places Places) design.Ops {
	v := d.Views[view]
	ops := design.Ops{}
	if v == nil {
		return ops
	}
	for _, row := range kind.Sorted(places) {
		place := row.Value
		if old, ok := v.Places[row.Key]; ok && old == place {
			continue
		}
		if d.Notes[row.Key] != nil {
			raw, err := json.Marshal(place)
			if err != nil {
				panic(err) // a place is four integers and a bool
			}
			ops = append(ops, design.Patch{Section: design.Views, ID: view, Path: "places." + row.Key, Value: raw})
			continue
		}
		parent := ""
		if r := d.Resources[row.Key]; r != nil {
			parent = r.Parent
		}
		ops = append(ops, design.Move{ID: row.Key, Parent: parent, View: view, Place: &place})
	}
	return ops
}

// A content is an element with what lies inside it: the least size, and how its children are
// seated once the final size is known.
type content struct {
	id   string
	w, h int
	seat func(w, h int)
}

// A plan is one arrangement under way.
type plan struct {
	d        *design.Design
	kept     Places
	places   Places
	children map[string][]string
	// gates are the gateways that a VPC owns: they stand on its border, not inside.
	gates  map[string][]string
	public map[string]bool
	// joinedBy are the lines that lead to customer gateways and networks.
	joinedBy map[string][]string
}

func arrange(d *design.Design, kept Places) Places {
	p := &plan{d: d, kept: kept, places: Places{}, children: map[string][]string{}, gates: map[string][]string{}, public: publicSubnets(d)}
	p.joinedBy = joinedBy(p)
	for _, row := range kind.Sorted(d.Resources) {
		switch {
		case kind.Get(row.Value.Kind).Hidden:
		case row.Value.Kind == kind.EgressOnlyInternetGatewayKind:
			p.gates[row.Value.Parent] = append(p.gates[row.Value.Parent], row.Key)
		default:
			p.children[row.Value.Parent] = append(p.children[row.Value.Parent], row.Key)
		}
	}
	for _, ids := range p.children {
		slices.SortStableFunc(ids, func(a, b string) int {
			return strings.Compare(d.Resources[a].Name, d.Resources[b].Name)
		})
	}
	p.canvas()
	return p.places
}

// content measures id: from the inside out.
func (p *plan) content(id string) content {
	r := p.d.Resources[id]
	k := kind.Get(r.Kind)
	least := content{id: id, w: k.Width, h: k.Height, seat: func(int, int) {}}
	switch {
	case k.Container && p.anyKept(p.children[id]):
		least = p.around(id)
	case r.Kind == kind.ScopeKind:
		least = p.scope(id)
	case r.Kind == kind.VPCKind:
		least = p.vpc(id)
	case k.Container && len(p.children[id]) > 0:
		least = p.grid(id)
	}
	if r.Kind == kind.VPCKind {
		least.w = max(least.w, p.borderRoom(id))
	}
	if r.Kind != kind.ScopeKind || len(p.children[id]) == 0 {
		// The frame of an account is as large as what it holds: nobody draws into an empty corner of it.
		least.w, least.h = max(least.w, k.Width), max(least.h, k.Height)
	}
	if old, ok := p.kept[id]; ok {
		least.w, least.h = max(least.w, old.W), max(least.h, old.H)
	}
	return least
}

func (p *plan) contents(ids []string) []content {
	all := make([]content, 0, len(ids))
	for _, id := range ids {
		all = append(all, p.content(id))
	}
	return all
}

func (p *plan) anyKept(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { _, ok := p.kept[id]; return ok })
}

// put settles an element and then its children.
func (p *plan) put(c content, x, y, w, h int) {
	p.places[c.id] = design.Place{X: x, Y: y, W: w, H: h, Folded: p.kept[c.id].Folded}
	c.seat(w, h)
}

// grid is a container whose children stand in rows, centred: what a subnet is.
func (p *plan) grid(id string) content {
	kids := p.contents(p.children[id])
	block := measureGrid(kids, nodeGap)
	return content{
		id: id, w: 2*Pad + block.w, h: Header + Pad + block.h + Pad,
		seat: func(w, h int) {
			left := snap((w - block.w) / 2)
			top := Header + snap((h-Header-block.h)/2)
			block.each(func(i, x, y int) { p.put(kids[i], left+x, top+y, kids[i].w, kids[i].h) })
		},
	}
}

// A gridBlock is a grid of boxes: columns as wide and rows as high as what stands in them.
type gridBlock struct {
	w, h          int
	columns, rows []int
	gapX, gapY, n int
}

func measureGrid(kids []content, gap int) gridBlock {
	across := 1
	for 2*across*across < 3*len(kids) { // somewhat wider than high, as screens are
		across++
	}
	return gridOf(kids, gap, across)
}

func gridOf(kids []content, gap, across int) gridBlock {
	b := gridBlock{n: len(kids), columns: make([]int, min(across, len(kids)))}
	for i, c := range kids {
		if i%len(b.columns) == 0 {
			b.rows = append(b.rows, 0)
		}
		col, row := &b.columns[i%len(b.columns)], &b.rows[i/len(b.columns)]
		*col, *row = max(*col, c.w), max(*row, c.h)
	}
	b.spread(gap, gap)
	return b
}

func (b gridBlock) each(at func(i, x, y int)) {
	for i := range b.n {
		col, row := i%len(b.columns), i/len(b.columns)
		at(i, before(b.columns, col, b.gapX), before(b.rows, row, b.gapY))
	}
}

// spread sets other gaps between columns and between rows.
func (b *gridBlock) spread(gapX, gapY int) {
	b.gapX, b.gapY = gapX, gapY
	b.w, b.h = total(b.columns, gapX), total(b.rows, gapY)
}

// measureRows is a grid with as many columns as the room has place for.
func measureRows(kids []content, gap, room int) gridBlock {
	widest := 0
	for _, c := range kids {
		widest = max(widest, c.w)
	}
	return gridOf(kids, gap, max(1, (room+gap)/(widest+gap)))
}

// total is the length of the parts with gaps between them.
func total(parts []int, gap int) int {
	if len(parts) == 0 {
		return 0
	}
	return before(parts, len(parts), gap) - gap
}

// before is where part i begins.
func before(parts []int, i, gap int) int {
	at := 0
	for _, n := range parts[:i] {
		at += n + gap
	}
	return at
}

// snap rounds down to the unit.
func snap(n int) int { return n - ((n%Unit)+Unit)%Unit }

// publicSubnets are those whose effective route table leads to an internet gateway (semantics 30).
func publicSubnets(d *design.Design) map[string]bool {
	public := map[string]bool{}
	for id, r := range d.Resources {
		s, ok := r.Props.(*kind.Subnet)
		if !ok {
			continue
		}
		table := s.RouteTable
		if v := d.Resources[r.Parent]; table.IsZero() && v != nil {
			table = v.Props.(*kind.VPC).MainRouteTable
			if table.IsZero() {
				table = kind.To(design.MainRouteTableID(r.Parent))
			}
		}
		public[id] = leadsToInternet(d, table.ID)
	}
	return public
}

func leadsToInternet(d *design.Design, table string) bool {
	r := d.Resources[table]
	if r == nil {
		return false
	}
	rt, ok := r.Props.(*kind.RouteTable)
	if !ok {
		return false
	}
	for _, route := range rt.Routes {
		if to := d.Resources[route.Target.ID]; to != nil && to.Kind == kind.InternetGatewayKind {
			return true
		}
	}
	return false
}

// bySubnetOrder puts public subnets first, then goes by address block.
func (p *plan) bySubnetOrder(a, b string) int {
	if p.public[a] != p.public[b] {
		if p.public[a] {
			return -1
		}
		return 1
	}
	x, y := p.d.Resources[a].Props.(*kind.Subnet).CIDR, p.d.Resources[b].Props.(*kind.Subnet).CIDR
	return cmp.Or(x.Addr().Compare(y.Addr()), cmp.Compare(x.Bits(), y.Bits()), cmp.Compare(a, b))
}
