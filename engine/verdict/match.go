package verdict

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// A Match says which resource of one design is which of another. A resource that is there in both has
// one partner; others have none.
type Match struct {
	// NewOf is by the ids of the old design, OldOf by those of the new one.
	NewOf, OldOf map[string]string
}

// MatchDesigns pairs the resources of two designs: by id; then by origin, which survives a new import
// under other ids; then by kind, parent and name where those fit one resource only on both sides.
func MatchDesigns(old, now *design.Design) *Match {
	m := &Match{NewOf: make(map[string]string, len(old.Resources)), OldOf: make(map[string]string, len(old.Resources))}
	for id, r := range old.Resources {
		if s := now.Resources[id]; s != nil && s.Kind == r.Kind {
			m.pair(id, id)
		}
	}
	if len(m.NewOf) == len(old.Resources) || len(m.OldOf) == len(now.Resources) {
		return m
	}
	m.byKey(old, now, originKey, originKey)
	for before := -1; before != len(m.NewOf); { // a pair of parents may make pairs of their children
		before = len(m.NewOf)
		m.byKey(old, now, func(r *design.Resource) any {
			parent, ok := m.NewOf[r.Parent]
			return placeKey(r, parent, ok || r.Parent == "")
		}, func(r *design.Resource) any {
			_, ok := m.OldOf[r.Parent]
			return placeKey(r, r.Parent, ok || r.Parent == "")
		})
	}
	return m
}

func (m *Match) pair(old, now string) { m.NewOf[old], m.OldOf[now] = now, old }

// byKey pairs what has no partner yet and a key that nothing else has.
func (m *Match) byKey(old, now *design.Design, oldKey, newKey func(*design.Resource) any) {
	olds, news := unique(old, m.NewOf, oldKey), unique(now, m.OldOf, newKey)
	for key, id := range olds {
		if other := news[key]; id != "" && other != "" {
			m.pair(id, other)
		}
	}
}

// unique is the ids of resources without a partner, by key; "" where several have it.
func unique(d *design.Design, paired map[string]string, key func(*design.Resource) any) map[any]string {
	ids := map[any]string{}
	for id, r := range d.Resources {
		k := key(r)
		if _, done := paired[id]; done || k == nil {
			continue
		}
		if _, twice := ids[k]; twice {
			id = ""
		}
		ids[k] = id
	}
	return ids
}

type originOf struct {
	kind   kind.Name
	origin design.Origin
}

func originKey(r *design.Resource) any {
	if r.Origin == nil {
		return nil
	}
	return originOf{r.Kind, *r.Origin}
}

type placeOf struct {
	kind         kind.Name
	parent, name string
}

func placeKey(r *design.Resource, parent string, known bool) any {
	if !known {
		return nil
	}
	return placeOf{r.Kind, parent, r.Name}
}

// inOld and inNew list what has no partner, sorted.
func (m *Match) inOld(old *design.Design) []string { return without(old, m.NewOf) }
func (m *Match) inNew(now *design.Design) []string { return without(now, m.OldOf) }

func without(d *design.Design, paired map[string]string) []string {
	ids := []string{}
	for id := range d.Resources {
		if _, ok := paired[id]; !ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
