package drawio

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
)

// prefix begins the name of every attribute of ours. A colon instead of the dot would make the
// editor refuse the file.
const prefix = "vpcanvas."

// The kinds of cells that are no resource.
const (
	kindFlow        = "flow"
	kindNote        = "note"
	kindSuppression = "suppression"
	kindView        = "view"
	kindZone        = "zone"
	kindEnd         = "end"
	kindLink        = "link"
)

// own collects the attributes of one cell.
type own []xml.Attr

func (o own) set(name, value string) own {
	return append(o, xml.Attr{Name: xml.Name{Local: prefix + name}, Value: value})
}

// text adds a text that people typed: as it shows, and where that is not all of it, exactly as JSON.
func (o own) text(name, value string) own {
	shown := scene.Visible(value)
	o = o.set(name, shown)
	if shown != value {
		o = o.json(name+".json", value)
	}
	return o
}

// json adds a value as JSON that XML holds unchanged: what does not show is escaped.
func (o own) json(name string, value any) own {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // the parts of a design are maps, texts and numbers
	}
	text := string(raw)
	if !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return o.set(name, text) // nearly all of them
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xffff:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, hi, lo)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return o.set(name, b.String())
}

func (w *writer) ownOfDesign() []xml.Attr {
	return own{}.text("name", w.d.Name).set("view", design.MainView)
}

// ofResource is everything that a resource has but its children.
func (w *writer) ofResource(id string) own {
	r := w.d.Lookup(id)
	o := own{}.set("kind", string(r.Kind)).set("id", id)
	if r.Kind == kind.InternetKind {
		return o
	}
	o = o.text("name", r.Name).text("exportName", r.ExportName)
	if r.Parent != "" {
		o = o.set("parent", r.Parent)
	}
	o = o.json("props", r.Props)
	if len(r.Tags) > 0 {
		o = o.json("tags", r.Tags)
	}
	if r.Origin != nil {
		o = o.json("origin", r.Origin)
	}
	return o
}

func ofValue(kindName, id string, value any) own {
	return own{}.set("kind", kindName).set("id", id).json("value", value)
}

// ownOf is what an item's cell carries.
func (w *writer) ownOf(i scene.Item) own {
	switch i.Shape {
	case scene.Lane:
		return own{}.set("kind", kindZone).set("id", i.ID).text("zone", i.Title)
	case scene.Chip:
		return own{}.set("kind", kindEnd).set("id", i.ID).text("end", i.Title)
	case scene.Note:
		return ofValue(kindNote, i.ID, w.d.Notes[i.ID])
	}
	return w.ofResource(i.ID)
}
