package scene

import (
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// sentences are what a drawing shows in another way than the design says it.
var sentences = map[string]message.Text{
	"label":   {EN: "{element}: the label shows the name shortened, in one line, without characters that do not show", JA: "{element}: ラベルの名前は 1 行に短縮され、表示されない文字は省かれます"},
	"lanes":   {EN: "{element}: the zones are not drawn as lanes, because their subnets lie among each other", JA: "{element}: サブネットが入り組んでいるため、ゾーンをレーンとして描きません"},
	"overlap": {EN: "{element} lies over {other}, as it was placed", JA: "{element} は配置どおり {other} に重なります"},
	"direct":  {EN: "{size} arrows found no way round other elements and are drawn across", JA: "{size} 本の矢印は迂回路がないため、ほかの要素を横切ります"},
}

// Remarks says what a drawing shows otherwise than the design does.
func (s *Scene) Remarks(d *design.Design) []exchange.Loss {
	remarks := []exchange.Loss{}
	add := func(code, element string, args message.Args) {
		l := exchange.Told(sentences, code, element, args)
		l.Note = true
		remarks = append(remarks, l)
	}
	for _, i := range s.Items {
		if d.Resources[i.ID] != nil && i.Label() != i.Title {
			add("label", i.ID, message.Args{"element": i.ID})
		}
	}
	for _, id := range s.Laneless {
		add("lanes", id, message.Args{"element": s.name(id)})
	}
	for _, pair := range s.Overlapping {
		add("overlap", pair[0], message.Args{"element": s.name(pair[0]), "other": s.name(pair[1])})
	}
	if n := len(s.Direct); n > 0 {
		add("direct", "", message.Args{"size": strconv.Itoa(n)})
	}
	return remarks
}

func (s *Scene) name(id string) string {
	if i := s.Find(id); i != nil && i.Label() != "" {
		return i.Label()
	}
	return id
}

// The size of a title, and of the text beside which a title stands.
const (
	titleSize = 13
	nodeRoom  = 120
	noteRoom  = 2400
	// gateRoom ends before a neighbour on the same border.
	gateRoom = 128
)

// Label is the title as it is shown: it fits its item.
func (i Item) Label() string {
	room := nodeRoom
	switch i.Shape {
	case Box:
		room = max(i.Rect.W-160, nodeRoom)
		if i.room > 0 {
			room = min(room, i.room)
		}
	case Lane, Chip:
		room = i.Rect.W - 16
	case Gate:
		room = gateRoom
	case Note:
		room = noteRoom
	}
	size := float64(titleSize)
	if i.Shape == Box {
		size += 2 // it is bold
	}
	return Clip(Visible(i.Title), size, room)
}
