package rule

import (
	"cmp"
	"slices"

	"vpcanvas/engine/design"
)

var severities = []Severity{Error, Warning, Info}

// WorstFirst is a list of findings as people read it: what is silenced last, the severest first, then rule by
// rule as they come, and by the names of the elements: ids of an account are in no order that means something.
func WorstFirst(d *design.Design, found []Finding) []Finding {
	place := map[string]int{}
	for i, r := range All {
		place[r.Code] = i
	}
	rank := func(f Finding) int {
		if f.Suppression != "" {
			return len(severities)
		}
		return slices.Index(severities, f.Severity)
	}
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(rank(a), rank(b)),
			cmp.Compare(place[a.Code], place[b.Code]),
			cmp.Compare(d.NameOf(a.Element), d.NameOf(b.Element)),
		)
	})
	return sorted
}
