package terraform

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// placeOutside takes back what is not deployed, as far as it is nothing else.
func (r *reader) placeOutside(id string, raw []byte) {
	it := &item{body: &body{args: map[string]any{}, marks: []markLine{{"id", []string{id}}}}, address: "outside " + id}
	res, ok := exchange.Outside(raw)
	if !ok || r.newID(it, res.Kind) != id {
		r.lose("outside-mark", "", "address", id)
		return
	}
	var parent kind.Name
	if e := r.elements[res.Parent]; e != nil {
		parent = e.res.Kind
	}
	if !kind.Get(res.Kind).AllowsParent(parent) {
		r.lose("outside-mark", "", "address", id)
		return
	}
	*r.make(it, res.Kind, id, res.Parent).res = *res
}

// assemble makes the design. The document's own reading spells values the one way and holds the result
// against every rule; edits would do so as well, but each of them looks at all names that there are.
func (r *reader) assemble() (*design.Design, error) {
	if len(r.made) > design.MaxElements {
		return nil, refuse("too-many-elements", "count", fmt.Sprint(len(r.made)), "limit", fmt.Sprint(design.MaxElements))
	}
	d := design.New(exchange.ClipRunes(r.name, maxDesignName))
	for _, e := range r.made {
		r.mend(e)
		d.Resources[e.id] = e.res
	}
	raw, err := design.Encode(d)
	if err != nil {
		return nil, err
	}
	if d, err = design.Decode(raw); err != nil {
		return nil, err
	}
	r.flows(d)
	return d, nil
}

const maxDesignName = 100_000

// mend sets back what no design may hold: it is said, and the rest of the element stays.
func (r *reader) mend(e *drawing) {
	k := kind.Get(e.res.Kind)
	bad := map[string][]string{}
	k.Visit(e.res.Props, func(path []string, f *kind.Field, v any) {
		if why := r.faulty(f, v); why != "" {
			bad[strings.Join(path, ".")] = path
			r.lose("bad-value", e.id, "property", strings.Join(path, ".")+" "+f.Name, "value", why)
		}
	})
	for _, row := range kind.Sorted(bad) {
		if fixed, err := kind.With(e.res.Props, row.Value, nil, k.New()); err == nil {
			e.res.Props = fixed.(kind.Props)
		}
	}
}

// faulty is the value that breaks a rule, "" where none does.
func (r *reader) faulty(f *kind.Field, v any) string {
	switch v := v.(type) {
	case string:
		if f.Type == kind.Enum && !slices.ContainsFunc(f.Options, func(o kind.Option) bool { return o.Value == v }) {
			return v + " "
		}
	case int:
		if (f.Min != 0 || f.Max != 0) && (v < f.Min || v > f.Max) {
			return fmt.Sprint(v)
		}
	case kind.Ref:
		e := r.elements[v.ID]
		if v.ID != "" && !slices.ContainsFunc(f.Options, func(o kind.Option) bool { return o.Value == v.ID }) && (e == nil || len(f.Refs) > 0 && !slices.Contains(f.Refs, e.res.Kind)) {
			return v.ID
		}
	case map[string]bool:
		for _, row := range kind.Sorted(v) {
			if _, err := netip.ParseAddr(row.Key); f.Type == kind.Addresses && err != nil {
				return row.Key
			}
			if e := r.elements[row.Key]; f.Type == kind.Set && (e == nil || !slices.Contains(f.Refs, e.res.Kind)) {
				return row.Key
			}
		}
	}
	return ""
}
