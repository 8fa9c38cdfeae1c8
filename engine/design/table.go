package design

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"vpcanvas/engine/kind"
)

// sections lists the parts that hold elements, in the order of hashes and files.
var sections = []Section{Resources, Flows, Suppressions, Notes, Views}

// A table is one section of the document, seen alike whatever its elements are.
type table interface {
	ids(*Design) []string
	// get is a pointer to the element, or nil.
	get(*Design, string) any
	set(d *Design, id string, element any)
	remove(d *Design, id string)
	decode(raw json.RawMessage) (any, error)
	// spelled is a copy of the element with every value in its one spelling.
	spelled(element any) any
	// patched is a copy of the element with one property changed.
	patched(element any, path []string, raw json.RawMessage) (any, error)
	at(element any, path []string) (json.RawMessage, error)
}

var tables = map[Section]table{
	Resources:    resourceTable{tableOf[Resource]{in: func(d *Design) map[string]*Resource { return d.Resources }}},
	Flows:        tableOf[Flow]{in: func(d *Design) map[string]*Flow { return d.Flows }, fresh: func() *Flow { return &Flow{Family: FamilyAny, Expect: Must, Services: map[string]Service{}} }},
	Suppressions: tableOf[Suppression]{in: func(d *Design) map[string]*Suppression { return d.Suppressions }, fresh: func() *Suppression { return &Suppression{} }},
	Notes:        tableOf[Note]{in: func(d *Design) map[string]*Note { return d.Notes }, fresh: func() *Note { return &Note{} }},
	Views:        tableOf[View]{in: func(d *Design) map[string]*View { return d.Views }, fresh: func() *View { return &View{Places: map[string]Place{}} }},
}

type tableOf[T any] struct {
	in    func(*Design) map[string]*T
	fresh func() *T
}

func (t tableOf[T]) ids(d *Design) []string {
	ids := make([]string, 0, len(t.in(d)))
	for id := range t.in(d) {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (t tableOf[T]) get(d *Design, id string) any {
	if e, ok := t.in(d)[id]; ok {
		return e
	}
	return nil
}

func (t tableOf[T]) set(d *Design, id string, element any) { t.in(d)[id] = element.(*T) }
func (t tableOf[T]) remove(d *Design, id string)           { delete(t.in(d), id) }

func (t tableOf[T]) decode(raw json.RawMessage) (any, error) {
	e := t.fresh()
	if err := strict(raw, e); err != nil {
		return nil, err
	}
	return t.spelled(e), nil
}

func (t tableOf[T]) spelled(element any) any { return kind.Normal(element) }

func (t tableOf[T]) patched(element any, path []string, raw json.RawMessage) (any, error) {
	return kind.With(element, path, raw, t.fresh())
}

func (t tableOf[T]) at(element any, path []string) (json.RawMessage, error) {
	return kind.At(element, path)
}

// resourceTable differs in its properties, which belong to the kind.
type resourceTable struct{ tableOf[Resource] }

func (resourceTable) decode(raw json.RawMessage) (any, error) {
	r, err := decodeResource(raw)
	if err != nil {
		return nil, err
	}
	return r, nil
}

func decodeResource(raw json.RawMessage) (*Resource, error) {
	type plain Resource
	var body struct {
		plain
		Props json.RawMessage `json:"props"`
	}
	if err := strict(raw, &body); err != nil {
		return nil, err
	}
	r := Resource(body.plain)
	k := kind.Get(r.Kind)
	if k == nil {
		return nil, fault("unknown-kind", r.Name, "kind", "kind", string(r.Kind))
	}
	var err error
	if r.Props, err = k.Decode(body.Props); err != nil {
		return nil, err
	}
	return kind.Normal(&r).(*Resource), nil // Decode has spelled the properties
}

func (resourceTable) spelled(element any) any {
	out := kind.Normal(element).(*Resource)
	out.Props = kind.Normal(out.Props).(kind.Props)
	return out
}

func (resourceTable) patched(element any, path []string, raw json.RawMessage) (any, error) {
	r := element.(*Resource)
	switch path[0] {
	case "parent":
		return nil, fault("no-change-of-owner", r.Name, "parent")
	case "kind", "origin":
		return nil, fault("fixed-property", r.Name, path[0])
	case "props":
		if len(path) == 1 {
			return nil, fault("unknown-property", r.Name, "props")
		}
		props, err := kind.With(r.Props, path[1:], raw, kind.Get(r.Kind).New())
		if err != nil {
			return nil, err
		}
		c := *r
		c.Props = props.(kind.Props)
		return &c, nil
	}
	return kind.With(r, path, raw, &Resource{})
}

func (resourceTable) at(element any, path []string) (json.RawMessage, error) {
	r := element.(*Resource)
	if path[0] == "props" && len(path) > 1 {
		return kind.At(r.Props, path[1:])
	}
	return kind.At(r, path)
}

// pathOf cuts a patch path. The rest behind a section's own map is one key, dots and all: a tag's
// key may hold them.
func pathOf(s Section, path string) []string {
	if s == Resources && strings.HasPrefix(path, "props.") {
		return strings.SplitN(path, ".", 3)
	}
	return strings.SplitN(path, ".", 2)
}

func strict(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}
