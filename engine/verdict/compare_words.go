package verdict

import (
	"encoding/json"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// PropertyWords are a PropertyChange as people read it: Was or Now is empty where there is nothing.
type PropertyWords struct{ Label, Was, Now message.Text }

// Words puts the change of a property of one kind into words, with the names of the resources that it
// mentions.
func (p PropertyChange) Words(k kind.Name, old, now *design.Design) PropertyWords {
	head, rest, _ := strings.Cut(p.Path, ".")
	if head != "props" {
		label := message.Diff["property/"+head]
		if head == "tags" {
			label = say("property/tags", message.Args{"name": rest})
		}
		as := &kind.Field{Type: kind.Text}
		if head == "parent" {
			as.Type = kind.Reference
		}
		return PropertyWords{label, valueWords(as, p.Old, old, now), valueWords(as, p.New, now, old)}
	}
	name, key, isRow := strings.Cut(rest, ".")
	f := kind.Get(k).Field(name)
	if f == nil {
		same := message.Text{EN: rest, JA: rest}
		f = &kind.Field{Type: kind.Text, Label: same}
	}
	if isRow && f.Type != kind.Rows { // a member of a set: its key says all
		member, _ := json.Marshal(key)
		as := &kind.Field{Type: kind.Text}
		if f.Type == kind.Set {
			as.Type = kind.Reference
		}
		words := PropertyWords{Label: f.Label}
		if p.Old != nil {
			words.Was = valueWords(as, member, old, now)
		}
		if p.New != nil {
			words.Now = valueWords(as, member, now, old)
		}
		return words
	}
	return PropertyWords{f.Label, valueWords(f, p.Old, old, now), valueWords(f, p.New, now, old)}
}

// valueWords reads a value with the names of d, or of the other design where d has no such id.
func valueWords(f *kind.Field, raw json.RawMessage, d, other *design.Design) message.Text {
	var value any
	if len(raw) == 0 || json.Unmarshal(raw, &value) != nil || value == nil {
		return message.Text{}
	}
	switch v := value.(type) {
	case bool:
		if v {
			return message.Diff["yes"]
		}
		return message.Diff["no"]
	case string:
		return stringWords(f, v, d, other)
	case map[string]any:
		return mapWords(f, raw, v, d, other)
	}
	text := string(raw)
	return message.Text{EN: text, JA: text}
}

func stringWords(f *kind.Field, s string, d, other *design.Design) message.Text {
	for _, o := range f.Options {
		if o.Value == s {
			return o.Label
		}
	}
	if f.Type == kind.Reference || f.Type == kind.Set {
		for _, in := range []*design.Design{d, other} {
			if r := in.Lookup(s); r != nil && r.Name != "" {
				return message.Text{EN: r.Name, JA: r.Name}
			}
		}
	}
	return message.Text{EN: s, JA: s}
}

// mapWords reads a row by its columns, a set by its members, and a reference that leads nowhere by what
// it led to.
func mapWords(f *kind.Field, raw json.RawMessage, v map[string]any, d, other *design.Design) message.Text {
	if f.Type == kind.Reference {
		var ref kind.Ref
		switch {
		case json.Unmarshal(raw, &ref) != nil:
			return message.Text{EN: string(raw), JA: string(raw)}
		case ref.Gone != nil:
			return say("gone", message.Args{"name": ref.Gone.Name})
		}
		return message.Text{EN: ref.External.AWSID, JA: ref.External.AWSID}
	}
	var parts map[string]json.RawMessage
	_ = json.Unmarshal(raw, &parts) // it is an object: v says so
	var en, ja []string
	add := func(t message.Text) { en, ja = append(en, t.EN), append(ja, t.JA) }
	if f.Type != kind.Rows {
		for _, row := range kind.Sorted(v) {
			add(stringWords(f, row.Key, d, other))
		}
	}
	for i := range f.Fields {
		column := &f.Fields[i]
		label := column.Label
		if column.Type == kind.Reference && len(column.Refs) == 1 { // "or group" is for a form
			label = kind.Get(column.Refs[0]).Title
		}
		if t := valueWords(column, parts[column.Name], d, other); t.EN != "" {
			add(message.Text{EN: lowered(label.EN) + " " + t.EN, JA: label.JA + " " + t.JA})
		}
	}
	between := message.Diff["list separator"]
	return message.Text{EN: strings.Join(en, between.EN), JA: strings.Join(ja, between.JA)}
}
