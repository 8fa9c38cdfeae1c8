package exchange

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// OutsideKinds are those that nobody deploys: a file of a format that makes things can only remember them.
var OutsideKinds = []kind.Name{kind.ClientKind, kind.CorporateNetworkKind, kind.AWSServiceKind}

// A Keepsake is what a format has no place for, by the id of the element: JSON in one line each, which our
// reader finds again and everybody else passes over.
type Keepsake map[string]string

// kept is what a keepsake says of one element.
type kept struct {
	// As is the export name that the file says in place of ExportName. Where it has another one by now,
	// somebody changed the file, and the file is right.
	As         string            `json:"as,omitempty"`
	ExportName string            `json:"exportName,omitempty"`
	Name       string            `json:"name,omitempty"`
	Tags       map[string]string `json:"tags,omitempty"`
	Origin     *design.Origin    `json:"origin,omitempty"`
	// Element is the whole of what is not deployed.
	Element json.RawMessage `json:"element,omitempty"`
}

// Said is what a file says of an element where formats differ.
type Said struct {
	Name, ExportName string
	// IsUntagged tells that AWS has no tags there.
	IsUntagged bool
}

// IsUntagged reports whether AWS has no tags for such an element.
func IsUntagged(r *design.Resource) bool {
	list, isList := r.Props.(*kind.PrefixList)
	return r.Kind == kind.RecordKind || isList && list.Owner == kind.OwnerAWS
}

// Keep collects what a file does not say of those elements that it says something of. What nobody deploys is
// not among them: Remember keeps it.
func Keep(d *design.Design, said map[string]Said) Keepsake {
	k, derived := Keepsake{}, d.DerivedExportNames()
	taken := map[string]bool{}
	for _, s := range said {
		taken[strings.ToLower(s.ExportName)] = true
	}
	for _, row := range kind.Sorted(said) {
		r := d.Resources[row.Key]
		one := kept{Origin: r.Origin}
		read := row.Value.ExportName
		if read == "" && r.Name == row.Value.Name && !taken[strings.ToLower(derived[row.Key])] {
			read = derived[row.Key]
		}
		if r.ExportName != read {
			one.As, one.ExportName = row.Value.ExportName, r.ExportName
		}
		if r.Name != row.Value.Name {
			one.Name = r.Name
		}
		if row.Value.IsUntagged && len(r.Tags) > 0 {
			one.Tags = r.Tags
		}
		k.put(row.Key, one)
	}
	return k
}

// KeepScope is Keep for the elements of one account and region, of which says tells what their file says, if anything.
// It remembers what nobody deploys there; the first file has what lies in no account too.
func KeepScope(d *design.Design, scope string, isFirst bool, says func(id string, r *design.Resource) (Said, bool)) Keepsake {
	said, outside := map[string]Said{}, []string{}
	for _, row := range kind.Sorted(d.Resources) {
		in := d.Ancestor(row.Key, kind.ScopeKind)
		if slices.Contains(OutsideKinds, row.Value.Kind) {
			if in == scope || in == "" && isFirst {
				outside = append(outside, row.Key)
			}
			continue
		}
		if in != scope {
			continue
		}
		if s, ok := says(row.Key, row.Value); ok {
			said[row.Key] = s
		}
	}
	k := Keep(d, said)
	k.Remember(d, outside...)
	return k
}

// Remember adds the elements of the given ids as they are.
func (k Keepsake) Remember(d *design.Design, ids ...string) {
	for _, id := range ids {
		if raw, err := design.Canonical(d.Resources[id]); err == nil {
			k.put(id, kept{Element: raw})
		}
	}
}

func (k Keepsake) put(id string, one kept) {
	raw, err := json.Marshal(one)
	if err != nil {
		panic(err) // texts and what was canonical before
	}
	if string(raw) != "{}" {
		k[id] = string(raw)
	}
}

// Restore gives a design that was read from a file what the file kept of it. What somebody damaged, or what
// would make the design unsound, is passed over; the ids of that are returned.
func (k Keepsake) Restore(d *design.Design) (restored *design.Design, damaged []string) {
	if len(k) == 0 {
		return d, nil
	}
	out := *d
	out.Resources = maps.Clone(d.Resources)
	for _, row := range kind.Sorted(k) {
		var one kept
		if design.CheckJSON([]byte(row.Value)) != nil || json.Unmarshal([]byte(row.Value), &one) != nil || !one.into(&out, row.Key) {
			damaged = append(damaged, row.Key)
		}
	}
	if restored, err := design.Settled(&out); err == nil {
		return restored, damaged
	}
	return d, slices.Sorted(maps.Keys(k))
}

// Outside is an element that nobody deploys, as a file remembers it; false where it is none.
func Outside(raw []byte) (*design.Resource, bool) {
	var r struct {
		Kind         kind.Name
		Name, Parent string
		ExportName   string
		Props        json.RawMessage
		Tags         map[string]string
		Origin       *design.Origin
	}
	if design.CheckJSON(raw) != nil || json.Unmarshal(raw, &r) != nil || !slices.Contains(OutsideKinds, r.Kind) {
		return nil, false
	}
	props, err := kind.Get(r.Kind).Decode(r.Props)
	if err != nil {
		return nil, false
	}
	if r.Tags == nil {
		r.Tags = map[string]string{}
	}
	return &design.Resource{Kind: r.Kind, Name: r.Name, Parent: r.Parent, Props: props, Tags: r.Tags, Origin: r.Origin, ExportName: r.ExportName}, true
}

// into restores one element; false where it cannot be.
func (one *kept) into(d *design.Design, id string) bool {
	old := d.Resources[id]
	if one.Element != nil {
		r, ok := Outside(one.Element)
		if !ok || old != nil && old.Kind != r.Kind {
			return false
		}
		if r.Parent != "" && d.Resources[r.Parent] == nil {
			return true // its account was left out
		}
		d.Resources[id] = r
		return true
	}
	if old == nil {
		return true // somebody took the element out of the file
	}
	r := *old
	if one.ExportName != "" && (one.As == "" || one.As == r.ExportName) {
		r.ExportName = one.ExportName
	}
	r.Name = cmp.Or(one.Name, r.Name)
	if one.Tags != nil && len(r.Tags) == 0 {
		r.Tags = one.Tags
	}
	if one.Origin != nil {
		r.Origin = one.Origin
	}
	d.Resources[id] = &r
	return true
}
