package verdict

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// RowWeight is what depends on a rule of a security group, an entry of a network ACL or a route.
type RowWeight struct {
	Row reach.Row
	reach.Weight
	// Flows are the ids of the declared flows that hold with the row and do not without it.
	Flows []string
}

// Pairs counts the pairs of ends that would lose something without the row, and those that would gain.
func (w RowWeight) Pairs() (closed, opened int) {
	for _, s := range w.Closed {
		closed += s.Pairs
	}
	for _, s := range w.Opened {
		opened += s.Pairs
	}
	return closed, opened
}

// IsDead reports that the row changes nothing, for any pair or declared flow.
func (w RowWeight) IsDead() bool { return w.Weight.IsDead() && len(w.Flows) == 0 }

// Weigh says what depends on each row of a design, or of one resource where of is not "": by resource,
// list and key. d must not change any more.
func Weigh(d *design.Design, of string) []RowWeight {
	w := reach.NewWeigher(d)
	needs := neededBy(w, d, of)
	weights := []RowWeight{}
	for _, r := range w.Network().Rows() {
		if of != "" && r.Resource != of {
			continue
		}
		flows := needs[r]
		if flows == nil {
			flows = []string{}
		}
		weights = append(weights, RowWeight{Row: r, Weight: w.Weigh(r), Flows: flows})
	}
	return weights
}

// neededBy finds the flows that hold and would not without a row. Only rows that had a say in the
// verdict are tried: the others cannot change it.
func neededBy(w *reach.Weigher, d *design.Design, of string) map[reach.Row][]string {
	needs := map[reach.Row][]string{}
	for _, f := range kind.Sorted(d.Flows) {
		var before Flow
		met := w.Met(func(n *reach.Network) { before = decide(n, f.Value) })
		if before.Holds != Yes {
			continue
		}
		for _, r := range met {
			if of != "" && r.Resource != of {
				continue
			}
			w.Without(r, func(n *reach.Network) {
				if decide(n, f.Value).Holds != Yes {
					needs[r] = append(needs[r], f.Key)
				}
			})
		}
	}
	for r := range needs {
		slices.Sort(needs[r])
	}
	return needs
}
