package verdict

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// ResourceChanges are the resources that differ, each list by kind, name and id.
type ResourceChanges struct {
	Added, Removed, Changed []ResourceChange
}

// ResourceChange is one resource that came, left, or has other properties.
type ResourceChange struct {
	// ID is its id in the new design, in the old one where it left. Was is its id in the old design
	// where that is another.
	ID, Was string
	Kind    kind.Name
	Name    string
	// Properties are those that differ; none for a resource that came or left.
	Properties []PropertyChange
}

// PropertyChange is one value or one whole row: those are the units of edits.
type PropertyChange struct {
	// Path is as in a patch: "name", "tags.Env", "props.cidr", "props.ingress.r1".
	Path string
	// Old and New are JSON; nil where there is none.
	Old, New json.RawMessage
}

// CompareResources lists what differs from the old design to the new one. Where a resource stands on
// the canvas is no difference, nor are the ids and the keys of rows, which a new import makes anew.
func CompareResources(old, now *design.Design, match *Match) ResourceChanges {
	c := ResourceChanges{Added: []ResourceChange{}, Removed: []ResourceChange{}, Changed: []ResourceChange{}}
	for _, id := range match.inNew(now) {
		c.Added = append(c.Added, changeOf(now, id))
	}
	for _, id := range match.inOld(old) {
		c.Removed = append(c.Removed, changeOf(old, id))
	}
	for was, id := range match.NewOf {
		a, b := old.Resources[was], now.Resources[id]
		if a == b { // revisions of one diagram share what no edit touched
			continue
		}
		r := changeOf(now, id)
		if r.Properties = match.properties(a, b); len(r.Properties) == 0 {
			continue
		}
		if was != id {
			r.Was = was
		}
		c.Changed = append(c.Changed, r)
	}
	for _, list := range [][]ResourceChange{c.Added, c.Removed, c.Changed} {
		slices.SortFunc(list, func(a, b ResourceChange) int {
			return strings.Compare(string(a.Kind)+"\x00"+a.Name+"\x00"+a.ID, string(b.Kind)+"\x00"+b.Name+"\x00"+b.ID)
		})
	}
	return c
}

// IsEmpty reports that no resource differs.
func (c ResourceChanges) IsEmpty() bool { return len(c.Added)+len(c.Removed)+len(c.Changed) == 0 }

func changeOf(d *design.Design, id string) ResourceChange {
	r := d.Resources[id]
	return ResourceChange{ID: id, Kind: r.Kind, Name: r.Name, Properties: []PropertyChange{}}
}

// properties lists the values that differ, by path.
func (m *Match) properties(old, now *design.Resource) []PropertyChange {
	a, b := m.values(old, m.NewOf), m.values(now, nil)
	paths := slices.Collect(maps.Keys(a))
	for path := range b {
		if _, both := a[path]; !both {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	all := []PropertyChange{}
	for _, path := range paths {
		if p := (PropertyChange{path, a[path], b[path]}); !bytes.Equal(p.Old, p.New) {
			all = append(all, p)
		}
	}
	return withoutRekeyed(all)
}

// values are the canonical values of a resource by path, with ids called as the other design does.
func (m *Match) values(r *design.Resource, ids map[string]string) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	raw, err := design.Canonical(r)
	if err != nil {
		panic("verdict: a resource has no JSON: " + err.Error()) // it came from JSON
	}
	var parts map[string]json.RawMessage
	var props map[string]json.RawMessage
	if json.Unmarshal(raw, &parts) != nil || json.Unmarshal(parts["props"], &props) != nil {
		panic("verdict: a resource is no object")
	}
	for name, value := range props {
		if f := kind.Get(r.Kind).Field(name); f != nil && (f.Type == kind.Rows || f.Type == kind.Set || f.Type == kind.Addresses) {
			spread(out, "props."+name, value, ids)
			continue
		}
		out["props."+name] = renamed(value, ids)
	}
	spread(out, "tags", parts["tags"], ids)
	for _, name := range []string{"name", "parent", "exportName"} {
		out[name] = renamed(parts[name], ids)
	}
	return out
}

// spread puts each row of a map at a path of its own.
func spread(out map[string]json.RawMessage, path string, value json.RawMessage, ids map[string]string) {
	var rows map[string]json.RawMessage
	if json.Unmarshal(value, &rows) != nil {
		return
	}
	for key, row := range rows {
		if other, ok := ids[key]; ok {
			key = other
		}
		out[path+"."+key] = renamed(row, ids)
	}
}

// renamed is a value with every id that it names called as ids say.
func renamed(value json.RawMessage, ids map[string]string) json.RawMessage {
	if len(ids) == 0 || len(value) == 0 {
		return value
	}
	var tree any
	if json.Unmarshal(value, &tree) != nil {
		return value
	}
	changed := false
	tree = rename(tree, ids, &changed)
	if !changed {
		return value
	}
	raw, err := design.Canonical(tree)
	if err != nil {
		return value
	}
	return raw
}

func rename(tree any, ids map[string]string, changed *bool) any {
	switch v := tree.(type) {
	case string:
		if other, ok := ids[v]; ok && other != v {
			*changed = true
			return other
		}
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, value := range v {
			if other, ok := ids[key]; ok && other != key {
				key, *changed = other, true
			}
			out[key] = rename(value, ids, changed)
		}
		return out
	}
	return tree
}

// withoutRekeyed leaves out rows that have only another key: one that left and one that came with the
// same content in the same list.
func withoutRekeyed(all []PropertyChange) []PropertyChange {
	left := map[string][]int{} // by list and content
	at := func(p PropertyChange, value json.RawMessage) string {
		return p.Path[:strings.LastIndexByte(p.Path, '.')+1] + string(value)
	}
	isRow := func(p PropertyChange) bool { return strings.Count(p.Path, ".") == 2 }
	for i, p := range all {
		if isRow(p) && p.New == nil {
			left[at(p, p.Old)] = append(left[at(p, p.Old)], i)
		}
	}
	drop := map[int]bool{}
	for i, p := range all {
		if !isRow(p) || p.Old != nil {
			continue
		}
		if same := left[at(p, p.New)]; len(same) > 0 {
			drop[i], drop[same[0]] = true, true
			left[at(p, p.New)] = same[1:]
		}
	}
	kept := all[:0]
	for i, p := range all {
		if !drop[i] {
			kept = append(kept, p)
		}
	}
	return kept
}
