package reach

import "vpcanvas/engine/netset"

// A setID names a set in a pool; equal sets have equal ids.
type setID int32

// nothing is the id of the empty set in every pool.
const nothing setID = 0

// A pool holds each distinct set once. A design has thousands of pairs of classes but few distinct
// answers, so that pairs are joined by looking up two numbers instead of by set algebra.
type pool struct {
	sets    []netset.Three
	byHash  map[uint64][]setID
	ands    memo
	ors     memo
	eithers memo
	sures   map[setID]setID
}

func newPool() *pool {
	p := &pool{byHash: map[uint64][]setID{}, sures: map[setID]setID{}}
	p.id(netset.Three{})
	return p
}

func (p *pool) id(t netset.Three) setID {
	h := t.Surely.Hash()*31 + t.Possibly.Hash()
	for _, id := range p.byHash[h] {
		if p.sets[id].Equal(t) {
			return id
		}
	}
	id := setID(len(p.sets))
	p.sets = append(p.sets, t)
	p.byHash[h] = append(p.byHash[h], id)
	return id
}

// and is what passes both.
func (p *pool) and(a, b setID) setID {
	if a == nothing || b == nothing {
		return nothing
	}
	slot := p.ands.at(min(a, b), max(a, b))
	if *slot == 0 {
		id := p.id(p.sets[a].And(p.sets[b]))
		*slot = id + 1
	}
	return *slot - 1
}

// or is what passes by either of two ways.
func (p *pool) or(a, b setID) setID {
	switch {
	case a == nothing || a == b:
		return b
	case b == nothing:
		return a
	}
	slot := p.ors.at(min(a, b), max(a, b))
	if *slot == 0 {
		id := p.id(p.sets[a].Or(p.sets[b]))
		*slot = id + 1
	}
	return *slot - 1
}

// either is what is known where one of the two is the case and it is not known which.
func (p *pool) either(a, b setID) setID {
	if a == b {
		return a
	}
	slot := p.eithers.at(min(a, b), max(a, b))
	if *slot == 0 {
		x, y := p.sets[a], p.sets[b]
		id := p.id(netset.Three{Surely: x.Surely.Intersect(y.Surely), Possibly: x.Possibly.Union(y.Possibly)})
		*slot = id + 1
	}
	return *slot - 1
}

// sure is what passes surely, with the doubt forgotten.
func (p *pool) sure(a setID) setID {
	id, ok := p.sures[a]
	if !ok {
		id = p.id(netset.Known(p.sets[a].Surely))
		p.sures[a] = id
	}
	return id
}

// A memo remembers a number for each pair of ids, 0 until it is set. It is a table and not a map: it is
// read for each pair of classes, and ids are few and dense.
type memo struct{ rows [][]setID }

func (m *memo) at(a, b setID) *setID {
	for int(a) >= len(m.rows) {
		m.rows = append(m.rows, nil)
	}
	if row := m.rows[a]; int(b) < len(row) {
		return &row[b]
	}
	grown := make([]setID, max(int(b)+1, 2*len(m.rows[a])))
	copy(grown, m.rows[a])
	m.rows[a] = grown
	return &grown[b]
}
