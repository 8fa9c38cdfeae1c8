package design

import (
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/internal/atonce"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Check tells the first structural rule that d breaks, as a *Fault; nil when it breaks none.
// It reads every element.
func (d *Design) Check() error {
	if err := d.checkSize(); err != nil {
		return err
	}
	if len(d.Name) > MaxText {
		return fault("text-too-long", "", "name", "limit", itoa(MaxText))
	}
	for _, s := range sections {
		ids := tables[s].ids(d)
		faults := make([]error, len(ids))
		atonce.Each(len(ids), func(i int) { faults[i] = d.checkElement(s, ids[i]) })
		for _, err := range faults {
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Design) checkSize() error {
	if n := d.Size(); n > MaxElements {
		return fault("too-many-elements", "", "", "size", itoa(n), "limit", itoa(MaxElements))
	}
	return nil
}

// check looks at what the edit touched: nothing else can break, as references to what left are gone.
func (e *edit) check() error {
	if err := e.d.checkSize(); err != nil {
		return err
	}
	if len(e.d.Name) > MaxText {
		return fault("text-too-long", "", "name", "limit", itoa(MaxText))
	}
	for at := range e.touched {
		if t, ok := tables[at.section]; ok && t.get(e.d, at.id) != nil {
			if err := e.d.checkElement(at.section, at.id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Design) checkElement(s Section, id string) error {
	if !isID(id) && (s != Views || id != MainView) {
		return fault("bad-id", id, "", "id", id)
	}
	switch s {
	case Resources:
		return d.checkResource(id, d.Resources[id])
	case Flows:
		return d.checkFlow(id, d.Flows[id])
	case Suppressions:
		return checkTexts(id, map[string]string{"reason": d.Suppressions[id].Reason, "code": d.Suppressions[id].Code})
	case Notes:
		if err := d.checkRef(id, "attached", d.Notes[id].Attached, nil); err != nil {
			return err
		}
		return checkTexts(id, map[string]string{"text": d.Notes[id].Text})
	case Views:
		return d.checkView(id, d.Views[id])
	}
	return nil
}

func (d *Design) checkResource(id string, r *Resource) error {
	k := kind.Get(r.Kind)
	if k == nil {
		return fault("unknown-kind", id, "kind", "kind", string(r.Kind))
	}
	if r.Kind == kind.InternetKind {
		return fault("reserved", kind.Internet, "")
	}
	if r.Kind == kind.VPCKind && len(id) > longestVPCID {
		return fault("bad-id", id, "", "id", id)
	}
	if err := d.checkParent(id, r, k); err != nil {
		return err
	}
	texts := map[string]string{"name": r.Name, "exportName": r.ExportName}
	for key, v := range r.Tags {
		texts["tags."+key] = key + v
	}
	if err := checkTexts(nameOr(r, id), texts); err != nil {
		return err
	}
	return d.checkProps(nameOr(r, id), k, r.Props)
}

func (d *Design) checkParent(id string, r *Resource, k *kind.Kind) error {
	var pk kind.Name
	if r.Parent != "" {
		p := d.Resources[r.Parent]
		if p == nil {
			return fault("unknown-reference", nameOr(r, id), "parent", "ref", r.Parent)
		}
		pk = p.Kind
	}
	if !k.AllowsParent(pk) {
		where := string(pk)
		if where == "" {
			where = "nothing"
		}
		return fault("wrong-parent", nameOr(r, id), "parent", "kind", string(r.Kind), "parent", where)
	}
	for up, n := r.Parent, 0; up != ""; n++ {
		if up == id || n > maxNesting {
			return fault("cycle", nameOr(r, id), "parent")
		}
		p := d.Resources[up]
		if p == nil {
			return nil
		}
		up = p.Parent
	}
	return nil
}

func (d *Design) checkProps(name string, k *kind.Kind, p kind.Props) error {
	var err error
	k.Visit(p, func(path []string, f *kind.Field, v any) {
		if err != nil {
			return
		}
		at := strings.Join(path, ".")
		if len(path) == 2 {
			if !isKey(path[1]) {
				err = fault("bad-row-key", name, at, "key", path[1])
				return
			}
			at += "." + f.Name
		}
		err = d.checkValue(name, at, f, v)
	})
	return err
}

func (d *Design) checkValue(name, at string, f *kind.Field, v any) error {
	switch v := v.(type) {
	case string:
		if f.Type == kind.Enum {
			return checkOption(name, at, f.Options, v)
		}
		return checkTexts(name, map[string]string{at: v})
	case int:
		if (f.Min != 0 || f.Max != 0) && (v < f.Min || v > f.Max) {
			return fault("out-of-range", name, at, "value", itoa(v), "min", itoa(f.Min), "max", itoa(f.Max))
		}
	case kind.Ref:
		if slices.ContainsFunc(f.Options, func(o kind.Option) bool { return o.Value == v.ID }) {
			return nil
		}
		return d.checkRef(name, at, v, f.Refs)
	case map[string]bool:
		return d.checkMembers(name, at, f, v)
	}
	return nil
}

func checkOption(name, at string, options []kind.Option, v string) error {
	allowed := make([]string, 0, len(options))
	for _, o := range options {
		if o.Value == v {
			return nil
		}
		allowed = append(allowed, o.Value)
	}
	return fault("not-an-option", name, at, "value", v, "allowed", strings.Join(allowed, ", "))
}

func (d *Design) checkMembers(name, at string, f *kind.Field, members map[string]bool) error {
	for _, m := range kind.Sorted(members) {
		if !m.Value {
			return fault("not-a-member", name, at, "value", m.Key)
		}
		if f.Type == kind.Addresses {
			if _, err := netip.ParseAddr(m.Key); err != nil {
				return fault("not-an-address", name, at, "value", m.Key)
			}
			continue
		}
		if err := d.checkRef(name, at, kind.To(m.Key), f.Refs); err != nil {
			return err
		}
	}
	return nil
}

// checkRef wants an id that exists and, where kinds are given, is one of them.
func (d *Design) checkRef(name, at string, r kind.Ref, kinds []kind.Name) error {
	if r.ID == "" {
		return nil
	}
	to := d.Lookup(r.ID)
	if to == nil {
		return fault("unknown-reference", name, at, "ref", r.ID)
	}
	if kinds != nil && !slices.Contains(kinds, to.Kind) {
		return fault("wrong-reference", name, at, "ref", nameOr(to, r.ID), "kind", string(to.Kind))
	}
	return nil
}

func (d *Design) checkFlow(id string, f *Flow) error {
	for _, end := range []struct {
		at string
		End
	}{{"from", f.From}, {"to", f.To}} {
		if named := b2i(!end.Ref.IsZero()) + b2i(end.CIDR.IsValid()) + b2i(end.Service != ""); named != 1 {
			return fault("bad-end", id, end.at)
		}
		if err := d.checkRef(id, end.at, end.Ref, nil); err != nil {
			return err
		}
	}
	if err := d.checkRef(id, "via", f.Via, nil); err != nil {
		return err
	}
	if !slices.Contains([]string{Must, MustNot}, f.Expect) {
		return fault("not-an-option", id, "expect", "value", f.Expect, "allowed", Must+", "+MustNot)
	}
	if !slices.Contains([]string{FamilyAny, Family4, Family6}, f.Family) {
		return fault("not-an-option", id, "family", "value", f.Family, "allowed", "any, 4, 6")
	}
	for _, row := range kind.Sorted(f.Services) {
		if !isKey(row.Key) {
			return fault("bad-row-key", id, "services", "key", row.Key)
		}
		if err := checkService(id, row); err != nil {
			return err
		}
	}
	return checkTexts(id, map[string]string{"why": f.Why})
}

func checkService(id string, row kind.Row[Service]) error {
	s := row.Value
	if (s.Ports.Set && !s.Protocol.HasPorts() && s.Protocol != netset.AllProtocols) || (s.Types.HasType && !s.Protocol.HasTypes()) {
		return fault("service-conflict", id, "services."+row.Key)
	}
	return nil
}

func (d *Design) checkView(id string, v *View) error {
	for _, row := range kind.Sorted(v.Places) {
		if d.Lookup(row.Key) == nil && d.Notes[row.Key] == nil {
			return fault("unknown-reference", id, "places", "ref", row.Key)
		}
		p := row.Value
		for _, n := range []int{p.X, p.Y, p.W, p.H} {
			if n < -maxCoordinate || n > maxCoordinate {
				return fault("out-of-range", id, "places."+row.Key, "value", itoa(n), "min", itoa(-maxCoordinate), "max", itoa(maxCoordinate))
			}
		}
	}
	return checkTexts(id, map[string]string{"title": v.Title})
}

// maxCoordinate keeps geometry where browsers still draw exactly.
const maxCoordinate = 1_000_000

func checkTexts(element string, texts map[string]string) error {
	for _, t := range kind.Sorted(texts) {
		if len(t.Value) > MaxText {
			return fault("text-too-long", element, t.Key, "limit", itoa(MaxText))
		}
	}
	return nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
