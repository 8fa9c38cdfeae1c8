package drawio

import (
	"maps"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// deletions removes what is no longer drawn, as a deletion in the studio would: what lies in it goes as
// well, and references become references to something gone. It is one pass over the design, however much
// was deleted.
func (r *reader) deletions() {
	gone, old := r.goneResources(), maps.Clone(r.d.Resources)
	for id := range gone {
		delete(r.d.Resources, id)
	}
	for _, row := range kind.Sorted(r.d.Resources) {
		k := kind.Get(row.Value.Kind)
		if !slices.ContainsFunc(k.Refs(row.Value.Props), func(at kind.RefAt) bool { return gone[at.Ref.ID] }) {
			continue
		}
		props, err := k.Decode(r.rewired(k, rawOf(row.Value.Props), nil))
		if err != nil {
			panic(err) // the properties were decoded before
		}
		e := *row.Value
		e.Props = props
		r.d.Resources[row.Key] = &e
	}
	r.goneRest(gone, old)
}

// goneResources are the resources without a cell, and what lies in them.
func (r *reader) goneResources() map[string]bool {
	children := map[string][]string{}
	var leaving []string
	for _, row := range kind.Sorted(r.d.Resources) {
		id, owner := row.Key, row.Value.Parent
		children[owner] = append(children[owner], id)
		_, known := r.index[id]
		switch c := r.byID[id]; {
		case !known || c != nil && c.original():
		case !r.d.MadeByAWS(id):
			leaving = append(leaving, id)
		case r.byID[owner] != nil:
			r.lose("restored", id, message.Args{"element": r.title(id)})
		}
	}
	gone := map[string]bool{}
	for len(leaving) > 0 {
		id := leaving[len(leaving)-1]
		leaving = leaving[:len(leaving)-1]
		if !gone[id] {
			gone[id] = true
			leaving = append(leaving, children[id]...)
		}
	}
	return gone
}

// goneRest releases what is no resource.
func (r *reader) goneRest(gone map[string]bool, was map[string]*design.Resource) {
	released := func(ref kind.Ref) kind.Ref {
		if !gone[ref.ID] {
			return ref
		}
		e := was[ref.ID]
		return kind.Ref{Gone: &kind.Gone{Kind: e.Kind, Name: e.Name}}
	}
	for id, old := range r.d.Flows {
		f := *old
		f.From.Ref, f.To.Ref, f.Via = released(f.From.Ref), released(f.To.Ref), released(f.Via)
		r.d.Flows[id] = &f
	}
	for id, old := range r.d.Notes {
		r.d.Notes[id] = &design.Note{Text: old.Text, Attached: released(old.Attached)}
	}
	for id, s := range r.d.Suppressions {
		if gone[s.Element] {
			delete(r.d.Suppressions, id)
		}
	}
	for id, old := range r.d.Views {
		v := &design.View{Title: old.Title, Places: map[string]design.Place{}}
		for at, p := range old.Places {
			if !gone[at] {
				v.Places[at] = p
			}
		}
		r.d.Views[id] = v
	}
}
