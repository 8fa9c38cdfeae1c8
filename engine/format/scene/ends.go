package scene

import (
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

const (
	chipWidth  = 136
	chipHeight = 32
	chipGap    = 24
)

// arrows adds an arrow for each flow, and the chips that their ends need.
func (b *builder) arrows(style Style) {
	for _, row := range kind.Sorted(b.d.Flows) {
		f := row.Value
		from, to := b.end(f.From), b.end(f.To)
		if from == to {
			b.scene.Carried = append(b.scene.Carried, row.Key)
			continue
		}
		a := Arrow{ID: row.Key, From: from, To: to, Label: b.label(f), Forbids: f.Expect == design.MustNot}
		b.scene.Arrows = append(b.scene.Arrows, a)
	}
	newRouter(b.scene, style).routeAll()
}

// end is the item at which an arrow ends. A group has none of its own: its arrows end at its VPC.
func (b *builder) end(e design.End) string {
	if e.Ref.ID != "" {
		id := e.Ref.ID
		if r := b.d.Resources[id]; r != nil && kind.Get(r.Kind).Hidden {
			id = r.Parent
		}
		if b.scene.Find(id) != nil {
			return id
		}
	}
	if id := b.service(e); id != "" {
		return id
	}
	return b.chip(EndLabel(b.d, e))
}

// service is the drawn service that an end names; "" where there is none.
func (b *builder) service(e design.End) string {
	if e.Service == "" {
		return ""
	}
	for _, row := range kind.Sorted(b.d.Resources) {
		p, ok := row.Value.Props.(*kind.AWSService)
		if !ok || p.Service != e.Service {
			continue
		}
		region := p.Region
		if scope := b.d.Resources[row.Value.Parent]; scope != nil && region == "" {
			region = scope.Props.(*kind.Scope).Region
		}
		if e.Region == "" || e.Region == region {
			return row.Key
		}
	}
	return ""
}

// chip is a box beside the internet for what is no resource of the design.
func (b *builder) chip(label string) string {
	n := 0
	for _, i := range b.scene.Items {
		if i.Shape != Chip {
			continue
		}
		if i.Title == label {
			return i.ID
		}
		n++
	}
	world := b.scene.Find(kind.Internet).Rect
	r := Rect{world.Right() + chipGap, world.Y + (world.H-chipHeight)/2, chipWidth, chipHeight}
	for b.taken(r) {
		r.X += chipWidth + chipGap
	}
	id := fmt.Sprintf("end-%d", n+1)
	b.scene.add(Item{ID: id, Shape: Chip, Rect: r, Title: label})
	return id
}

// taken reports whether a box would lie on something that stands on the canvas itself.
func (b *builder) taken(r Rect) bool {
	for _, i := range b.scene.Items {
		if i.Parent == "" && i.Rect.grown(chipGap/2).meets(r) {
			return true
		}
	}
	return false
}

// EndLabel is an end of a flow in words.
func EndLabel(d *design.Design, e design.End) string {
	switch {
	case e.Ref.ID != "":
		return d.NameOf(e.Ref.ID)
	case e.Ref.Gone != nil:
		return e.Ref.Gone.Name
	case e.Ref.External != nil:
		return e.Ref.External.AWSID
	case e.CIDR.IsValid():
		return e.CIDR.String()
	}
	return strings.TrimSpace(e.Service + " " + e.Region)
}

// label is what a flow carries; where an end is a group, which one.
func (b *builder) label(f *design.Flow) string {
	var services []string
	for _, row := range kind.Sorted(f.Services) {
		services = append(services, serviceLabel(row.Value))
	}
	if n := len(services); n > 3 {
		services = append(services[:2], fmt.Sprintf("+%d", n-2))
	}
	label := strings.Join(services, ", ")
	from, to := b.group(f.From), b.group(f.To)
	if from != "" || to != "" {
		label = joined(label, strings.TrimSpace(from+" → "+to))
	}
	if f.Expect == design.MustNot {
		label = strings.TrimSpace("≠ " + label)
	}
	return Clip(Visible(label), labelSize, labelRoom)
}

func (b *builder) group(e design.End) string {
	if r := b.d.Resources[e.Ref.ID]; r != nil && kind.Get(r.Kind).Hidden {
		return EndLabel(b.d, e)
	}
	return ""
}

// The size of an arrow's label, in pixels.
const (
	labelSize   = 11
	labelRoom   = 200
	labelHeight = 20
	labelPad    = 8
)

func serviceLabel(s design.Service) string {
	name := s.Protocol.String()
	if name == "all" {
		return "all traffic"
	}
	for _, detail := range []string{s.Ports.String(), s.Types.String()} {
		if detail != "" && detail != "all" {
			return name + "/" + detail
		}
	}
	return name
}
