package terraform

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// placeOutside takes back what is not deployed, as far as it is nothing else.
func (r *reader) placeOutside(id string, raw []byte) {
	var res struct {
		Kind         kind.Name
		Name, Parent string
		ExportName   string
		Props        json.RawMessage
		Tags         map[string]string
		Origin       *design.Origin
	}
	it := &item{body: &body{args: map[string]any{}, marks: []markLine{{"id", []string{id}}}}, address: "outside " + id}
	if design.CheckJSON(raw) != nil || json.Unmarshal(raw, &res) != nil || !slices.Contains(outsideKinds, res.Kind) || r.newID(it, res.Kind) != id {
		r.lose("outside-mark", "", "address", id)
		return
	}
	var parent kind.Name
	if e := r.elements[res.Parent]; e != nil {
		parent = e.res.Kind
	}
	props, err := kind.Get(res.Kind).Decode(res.Props)
	if err != nil || !kind.Get(res.Kind).AllowsParent(parent) {
		r.lose("outside-mark", "", "address", id)
		return
	}
	e := r.make(it, res.Kind, id, res.Parent)
	e.res.Name, e.res.Props, e.res.ExportName, e.res.Origin = res.Name, props, res.ExportName, res.Origin
	if res.Tags != nil {
		e.res.Tags = res.Tags
	}
}

// outsideKinds are those that no module makes.
var outsideKinds = []kind.Name{kind.ClientKind, kind.CorporateNetworkKind, kind.AWSServiceKind}

// assemble makes the design by the edits that anybody could make, so that it keeps every rule.
func (r *reader) assemble() (*design.Design, error) {
	ops := design.Ops{}
	for _, e := range r.made {
		r.mend(e)
		raw, err := json.Marshal(e.res)
		if err != nil {
			return nil, err
		}
		ops = append(ops, design.Put{Section: design.Resources, ID: e.id, Value: raw})
	}
	d := design.New(clipRunes(r.name, maxDesignName))
	if _, _, err := design.ApplyTrusted(d, ops); err != nil {
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
