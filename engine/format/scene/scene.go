// Package scene is what a drawing of a design shows, as values: boxes with absolute places, zone
// lanes, arrows with their ways round what stands between. The drawings of all formats are made
// from it, as the editor's canvas is made from its own scene.
//
// It says nothing of verdicts: an export shows what is expected, not what the engine thinks of it.
package scene

import (
	"cmp"
	"fmt"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
)

// Rect is a box in pixels from the drawing's origin; right and bottom are outside.
type Rect struct{ X, Y, W, H int }

// Point is a corner of an arrow.
type Point struct{ X, Y int }

// Shape is how an item is drawn.
type Shape string

// A box holds others, a node stands alone, a gate sits on the border of what it is attached to, a
// lane is a zone of a VPC, a chip is an end of an arrow that is no resource.
const (
	Box  Shape = "box"
	Node Shape = "node"
	Gate Shape = "gate"
	Lane Shape = "lane"
	Chip Shape = "chip"
	Note Shape = "note"
)

// Item is one thing that is drawn.
type Item struct {
	// ID is the element's; a lane and a chip have ids with a hyphen, which no element has.
	ID    string
	Shape Shape
	Kind  kind.Name
	// Parent is the id of the item that it lies in, "" for the canvas.
	Parent string
	Rect   Rect
	Title  string
	// Subtitle is the second line: addresses.
	Subtitle string
	// Variant is which sort of its kind it is, where sorts look different: a load balancer's type, a
	// database's engine, a service's name.
	Variant string
	// Public tells of a subnet whether its routes lead to the internet.
	Public bool
	// Muted things are there but do nothing.
	Muted bool
	// Lower gates stand on the bottom border: their titles lie below it.
	Lower bool
	// room is how wide the title of a box may be, up to the first gate on its border; 0 without one.
	room int
}

// Arrow is one flow.
type Arrow struct {
	ID       string
	From, To string
	Label    string
	// Forbids: nothing shall pass.
	Forbids bool
	// Points are its start, its corners and its end.
	Points []Point
	// Text is where the label lies; it is empty where there is none.
	Text Rect
	// At is where on the way the middle of the label is, from 0 to 1.
	At float64
}

// Scene is a whole drawing.
type Scene struct {
	// Items come in the order of painting: what holds others first.
	Items  []Item
	Arrows []Arrow
	Links  []Link
	// Carried are elements that have no picture of their own: rules and tables, a single scope, flows
	// without two ends to draw them between.
	Carried []string
	// Laneless are the VPCs whose zones lie so that their lanes would overlap.
	Laneless []string
	// Direct are the arrows that found no way round what stands between.
	Direct []string
	// Overlapping are pairs of items that a person laid over each other.
	Overlapping [][2]string
	Bounds      Rect

	index map[string]int
}

// Find is the item with that id; nil when there is none.
func (s *Scene) Find(id string) *Item {
	if i, ok := s.index[id]; ok {
		return &s.Items[i]
	}
	return nil
}

func (s *Scene) add(i Item) {
	s.index[i.ID] = len(s.Items)
	s.Items = append(s.Items, i)
}

// Style is what a format's own way of drawing changes.
type Style struct {
	// Icon is the side of the square at the top of a node that arrows meet; 0 where the whole node is
	// one card.
	Icon int
}

// Of draws a view of a design. What the view does not place is laid out.
func Of(d *design.Design, view string, style Style) *Scene {
	b := &builder{
		d: d, places: layout.Fill(d, view), hidden: hiddenScope(d), children: map[string][]string{},
		rects: map[string]Rect{}, lanes: map[string][]Item{}, laneOf: map[string]string{}, scene: &Scene{index: map[string]int{}},
	}
	for _, row := range kind.Sorted(d.Resources) {
		drawn := !kind.Get(row.Value.Kind).Hidden
		if drawn {
			b.children[row.Value.Parent] = append(b.children[row.Value.Parent], row.Key)
		}
		if !drawn || row.Key == b.hidden {
			b.scene.Carried = append(b.scene.Carried, row.Key)
		}
	}
	b.absolute("", Point{})
	b.items("")
	b.besides()
	b.links()
	b.arrows(style)
	b.bounds()
	return b.scene
}

// hiddenScope is the only scope, which is not drawn; "" where there are none or several.
func hiddenScope(d *design.Design) string {
	only := ""
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind != kind.ScopeKind {
			continue
		}
		if only != "" {
			return ""
		}
		only = row.Key
	}
	return only
}

type builder struct {
	d      *design.Design
	places layout.Places
	hidden string
	// children are the resources with a picture by their owner, in order.
	children map[string][]string
	rects    map[string]Rect
	// lanes are the drawn lanes of each VPC; laneOf is the lane that a subnet lies in.
	lanes  map[string][]Item
	laneOf map[string]string
	scene  *Scene
}

// absolute turns the places below parent into places on the canvas. A container grows over what a
// person moved out of it: in the drawing nothing lies outside its parent.
func (b *builder) absolute(parent string, origin Point) {
	for _, id := range b.children[parent] {
		p := b.places[id]
		r := Rect{origin.X + p.X, origin.Y + p.Y, p.W, p.H}
		b.rects[id] = r
		b.absolute(id, Point{r.X, r.Y})
		if b.d.Resources[id].Kind == kind.VPCKind {
			b.zones(id)
		}
		for _, child := range b.children[id] {
			if !b.attached(child, id) {
				r = r.around(b.rects[child].grown(laneMargin))
			}
		}
		for _, lane := range b.lanes[id] {
			r = r.around(lane.Rect.grown(laneMargin))
		}
		b.rects[id] = r
	}
}

const laneMargin = 8

// items appends what lies in parent, and what lies in that.
func (b *builder) items(parent string) {
	for _, lane := range b.lanes[parent] {
		b.scene.add(lane)
	}
	ids := slices.Clone(b.children[parent])
	b.overlaps(ids)
	// Gates stand over the border of their VPC.
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(b.order(x), b.order(y)) })
	for _, id := range ids {
		if id != b.hidden {
			b.scene.add(b.item(id))
		}
		b.items(id)
	}
}

// overlaps notes what lies over its sibling, going from left to right.
func (b *builder) overlaps(ids []string) {
	byX := slices.Clone(ids)
	slices.SortStableFunc(byX, func(x, y string) int { return cmp.Compare(b.rects[x].X, b.rects[y].X) })
	for i, id := range byX {
		for _, other := range byX[i+1:] {
			if b.rects[other].X >= b.rects[id].Right() {
				break
			}
			if b.rects[id].meets(b.rects[other]) && !b.attached(id, other) && !b.attached(other, id) {
				b.scene.Overlapping = append(b.scene.Overlapping, [2]string{id, other})
			}
		}
	}
}

func (b *builder) order(id string) int {
	if kind.Get(b.d.Resources[id].Kind).Container {
		return 0
	}
	return 1
}

// attached reports a gateway that stands on the border of the VPC it is attached to.
func (b *builder) attached(gateway, vpc string) bool {
	return vpc != "" && b.d.Resources[gateway].AttachedTo() == vpc
}

func (b *builder) item(id string) Item {
	r := b.d.Resources[id]
	i := Item{ID: id, Kind: r.Kind, Shape: Node, Rect: b.rects[id], Parent: r.Parent, Title: r.Name}
	if b.attached(id, r.Parent) {
		i.Parent = b.d.Resources[r.Parent].Parent // it reaches out of its owner
	}
	if i.Parent == b.hidden {
		i.Parent = ""
	}
	if kind.Get(r.Kind).Container {
		i.Shape = Box
	}
	b.look(&i, r)
	return i
}

// roomBeforeGates is what the gateways on the top border of a VPC leave for its title.
func (b *builder) roomBeforeGates(vpc string) int {
	at, room := b.rects[vpc], 0
	for _, id := range slices.Concat(b.children[b.d.Resources[vpc].Parent], b.children[vpc]) {
		g := b.rects[id]
		left := g.X - at.X - titleIndent
		if b.attached(id, vpc) && g.meets(Rect{at.X, at.Y, at.W, layout.Header}) && left > 0 && (room == 0 || left < room) {
			room = left
		}
	}
	return room
}

// titleIndent is what an icon takes before a title, and the air behind it.
const titleIndent = 56

// addressOf is the first private address; "" where AWS picks it.
func addressOf(p kind.Addressed) string {
	for _, nic := range kind.Sorted(p.NetworkInterfaces()) {
		for _, address := range kind.Sorted(nic.Value.Addresses) {
			return address.Key
		}
	}
	return ""
}

// optionLabel is what the value of an Enum is called.
func optionLabel(p kind.Props, field, value string) string {
	for _, o := range kind.Get(p.Kind()).Field(field).Options {
		if o.Value == value {
			return o.Label.EN
		}
	}
	return value
}

// besides appends what no account owns: the internet and notes.
func (b *builder) besides() {
	p := b.places[kind.Internet]
	b.scene.add(Item{
		ID: kind.Internet, Kind: kind.InternetKind, Shape: Node, Rect: Rect{p.X, p.Y, p.W, p.H}, Title: kind.Get(kind.InternetKind).Title.EN,
	})
	for _, row := range kind.Sorted(b.d.Notes) {
		p := b.places[row.Key]
		b.scene.add(Item{ID: row.Key, Shape: Note, Rect: Rect{p.X, p.Y, p.W, p.H}, Title: row.Value.Text})
	}
}

// zones makes the lanes of a VPC, or none where two would overlap.
func (b *builder) zones(vpc string) {
	around := map[string]Rect{}
	var loose []Rect
	for _, id := range b.children[vpc] {
		s, ok := b.d.Resources[id].Props.(*kind.Subnet)
		if !ok || s.AvailabilityZone == "" {
			loose = append(loose, b.rects[id])
			continue
		}
		r, old := b.rects[id], around[s.AvailabilityZone]
		if old != (Rect{}) {
			r = old.around(r)
		}
		around[s.AvailabilityZone] = r
	}
	var lanes []Item
	taken := loose
	for n, row := range kind.Sorted(around) {
		r := row.Value.grown(laneMargin)
		r.Y, r.H = r.Y+laneMargin-layout.LaneTitle, r.H-laneMargin+layout.LaneTitle
		if slices.ContainsFunc(taken, r.meets) {
			b.scene.Laneless = append(b.scene.Laneless, vpc)
			return
		}
		taken = append(taken, r)
		lanes = append(lanes, Item{ID: fmt.Sprintf("%s-zone-%d", vpc, n+1), Shape: Lane, Parent: vpc, Rect: r, Title: row.Key})
	}
	b.lanes[vpc] = lanes
	for _, id := range b.children[vpc] {
		if s, ok := b.d.Resources[id].Props.(*kind.Subnet); ok {
			for _, lane := range lanes {
				if lane.Title == s.AvailabilityZone {
					b.laneOf[id] = lane.ID
				}
			}
		}
	}
}

func (b *builder) bounds() {
	all := b.scene.Items[0].Rect // the internet is always there
	for _, i := range b.scene.Items {
		all = all.around(i.Rect)
	}
	for _, a := range b.scene.lines() {
		for _, p := range a.Points {
			all = all.around(Rect{p.X, p.Y, 1, 1})
		}
		if a.Label != "" {
			all = all.around(a.Text)
		}
	}
	b.scene.Bounds = all
}
