package design

import (
	"encoding/json"
	"slices"

	"vpcanvas/engine/kind"
)

// The limits of one design and one edit.
const (
	MaxElements = 20_000
	MaxText     = 1 << 20
	MaxOps      = 1_000
)

// Apply makes all of ops or none. Applied are the operations as they were done: values normalised,
// the engine's own among them (what comes with a VPC, what goes with a deleted element). Inverse
// undoes them. The error is a *Fault; d is then as before.
//
// It costs what the operations touch, except for a deletion, which reads all references.
func Apply(d *Design, ops Ops) (applied, inverse Ops, err error) {
	if len(ops) > MaxOps {
		return nil, nil, fault("too-many-ops", "", "", "size", itoa(len(ops)), "limit", itoa(MaxOps))
	}
	return ApplyTrusted(d, ops)
}

// ApplyTrusted is Apply for operations that the engine made itself, in any number.
func ApplyTrusted(d *Design, ops Ops) (applied, inverse Ops, err error) {
	e := newEdit(d, ops)
	for _, op := range ops {
		if err = e.run(op); err != nil {
			break
		}
	}
	if err == nil {
		err = e.check()
	}
	if err != nil {
		e.rollBack()
		return nil, nil, err
	}
	slices.Reverse(e.inverse)
	return e.applied, e.inverse, nil
}

// An edit is the state of one Apply.
type edit struct {
	d       *Design
	applied Ops
	inverse Ops
	// puts and dels are what the whole edit names, known before the first operation runs.
	puts, dels map[string]bool
	// gone are the resources that left with another one during this edit.
	gone    map[string]bool
	touched map[touch]bool
}

type touch struct {
	section Section
	id      string
}

func newEdit(d *Design, ops Ops) *edit {
	e := &edit{
		d: d, applied: make(Ops, 0, len(ops)), inverse: make(Ops, 0, len(ops)),
		puts: map[string]bool{}, dels: map[string]bool{}, gone: map[string]bool{}, touched: map[touch]bool{},
	}
	for _, op := range ops {
		switch op := op.(type) {
		case Put:
			e.puts[op.ID] = true
		case Del:
			e.dels[op.ID] = true
		}
	}
	return e
}

// run does one operation of the caller with all that comes along.
func (e *edit) run(op Op) error {
	switch op := op.(type) {
	case Put:
		return e.runPut(op)
	case Del:
		return e.runDel(op)
	case Move:
		return e.runMove(op)
	case Patch:
		return e.do(op)
	}
	return fault("unknown-op", "", "", "op", "")
}

// do applies one plain operation and keeps its inverse.
func (e *edit) do(op Op) error {
	inverse, err := op.apply(e.d)
	if err != nil {
		return err
	}
	e.inverse = append(e.inverse, inverse)
	op, at, err := e.normal(op)
	if err != nil {
		return err
	}
	if m, ok := op.(Move); ok && m.View != "" {
		e.touched[touch{Views, m.View}] = true
	}
	e.applied = append(e.applied, op)
	e.touched[at] = true
	return nil
}

// normal is the operation with its value as the design now spells it.
func (e *edit) normal(op Op) (Op, touch, error) {
	switch op := op.(type) {
	case Put:
		raw, err := Canonical(tables[op.Section].get(e.d, op.ID))
		op.Value = raw
		return op, touch{op.Section, op.ID}, err
	case Patch:
		at := touch{op.Section, op.ID}
		if op.Section == Itself {
			raw, err := Canonical(e.d.Name)
			op.Value = raw
			return op, at, err
		}
		if string(op.Value) == "null" || len(op.Value) == 0 {
			op.Value = json.RawMessage("null")
			return op, at, nil
		}
		raw, err := tables[op.Section].at(tables[op.Section].get(e.d, op.ID), pathOf(op.Section, op.Path))
		if err == nil {
			op.Value, err = CanonicalJSON(raw)
		}
		return op, at, err
	case Del:
		return op, touch{op.Section, op.ID}, nil
	case Move:
		return op, touch{Resources, op.ID}, nil
	}
	return op, touch{}, nil
}

func (e *edit) rollBack() {
	for i := len(e.inverse) - 1; i >= 0; i-- {
		if _, err := e.inverse[i].apply(e.d); err != nil {
			panic("design: an inverse failed: " + err.Error()) // the design would be half an edit
		}
	}
}

func (p Put) apply(d *Design) (Op, error) {
	t, ok := tables[p.Section]
	if !ok {
		return nil, fault("unknown-section", p.ID, "", "section", string(p.Section))
	}
	if p.ID == kind.Internet {
		return nil, fault("reserved", p.ID, "")
	}
	if t.get(d, p.ID) != nil {
		return nil, fault("id-taken", p.ID, "")
	}
	element, err := t.decode(p.Value)
	if err != nil {
		return nil, malformed(err, p.ID, "")
	}
	if r, ok := element.(*Resource); ok && r.ExportName == "" {
		r.ExportName = d.uniqueExportName(p.ID, r)
	}
	t.set(d, p.ID, element)
	return Del{Section: p.Section, ID: p.ID}, nil
}

func (p Del) apply(d *Design) (Op, error) {
	t, element, err := find(d, p.Section, p.ID)
	if err != nil {
		return nil, err
	}
	raw, err := marshal(element)
	if err != nil {
		return nil, err
	}
	t.remove(d, p.ID)
	return Put{Section: p.Section, ID: p.ID, Value: raw}, nil
}

func (p Patch) apply(d *Design) (Op, error) {
	if p.Section == Itself {
		return p.applyToDesign(d)
	}
	t, element, err := find(d, p.Section, p.ID)
	if err != nil {
		return nil, err
	}
	path := pathOf(p.Section, p.Path)
	old, err := t.at(element, path)
	if err != nil {
		return nil, malformed(err, p.ID, p.Path)
	}
	changed, err := t.patched(element, path, p.Value)
	if err != nil {
		return nil, malformed(err, p.ID, p.Path)
	}
	t.set(d, p.ID, changed)
	return Patch{Section: p.Section, ID: p.ID, Path: p.Path, Value: old}, nil
}

func (p Patch) applyToDesign(d *Design) (Op, error) {
	if p.ID != "" || p.Path != "name" {
		return nil, fault("unknown-property", p.ID, p.Path)
	}
	var name string
	if err := json.Unmarshal(p.Value, &name); err != nil {
		return nil, malformed(err, "", "name")
	}
	old, err := marshal(d.Name)
	d.Name = name
	return Patch{Section: Itself, Path: "name", Value: old}, err
}

func (m Move) apply(d *Design) (Op, error) {
	r := d.Resources[m.ID]
	if r == nil && m.ID != kind.Internet {
		return nil, fault("unknown-element", m.ID, "")
	}
	inverse := Move{ID: m.ID}
	if r != nil {
		inverse.Parent = r.Parent
		moved := *r
		moved.Parent = m.Parent
		d.Resources[m.ID] = &moved
	}
	if m.View == "" {
		return inverse, nil
	}
	v := d.Views[m.View]
	if v == nil {
		if r != nil {
			d.Resources[m.ID] = r
		}
		return nil, fault("unknown-element", m.View, "view")
	}
	inverse.View = m.View
	if p, ok := v.Places[m.ID]; ok {
		inverse.Place = &p
	}
	d.Views[m.View] = v.withPlace(m.ID, m.Place)
	return inverse, nil
}

func (v *View) withPlace(id string, p *Place) *View {
	places := make(map[string]Place, len(v.Places)+1)
	for k, q := range v.Places {
		places[k] = q
	}
	if p == nil {
		delete(places, id)
	} else {
		places[id] = *p
	}
	return &View{Title: v.Title, Places: places}
}

func find(d *Design, s Section, id string) (table, any, error) {
	t, ok := tables[s]
	if !ok {
		return nil, nil, fault("unknown-section", id, "", "section", string(s))
	}
	if id == kind.Internet && s == Resources {
		return nil, nil, fault("reserved", id, "")
	}
	element := t.get(d, id)
	if element == nil {
		return nil, nil, fault("unknown-element", id, "")
	}
	return t, element, nil
}

// malformed names the element in an error of decoding; a Fault that names one already stays.
func malformed(err error, id, property string) error {
	if f, ok := AsFault(err); ok {
		if f.Element == "" {
			f.Element = id
		}
		return f
	}
	if property == "" {
		property = "value"
	}
	return fault("malformed", id, property, "cause", reason(err))
}
