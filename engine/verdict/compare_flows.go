package verdict

import (
	"maps"
	"slices"

	"vpcanvas/engine/reach"
)

// FlowChange is an arrow that came, left, or is judged differently. Was and Now are "" where it is not
// there.
type FlowChange struct {
	ID       string
	Was, Now Holds
}

// Turned reports that it is in both designs and judged differently.
func (f FlowChange) Turned() bool { return f.Was != "" && f.Now != "" && f.Was != f.Now }

// CompareFlows judges the flows of both networks and lists those that differ, by id.
func CompareFlows(old, now *reach.Network) []FlowChange {
	return flowChanges(decideAll(old, old.Design().Flows), decideAll(now, now.Design().Flows))
}

func flowChanges(old, now map[string]Flow) []FlowChange {
	ids := map[string]bool{}
	for id := range old {
		ids[id] = true
	}
	for id := range now {
		ids[id] = true
	}
	changes := []FlowChange{}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if c := (FlowChange{id, old[id].Holds, now[id].Holds}); c.Was != c.Now {
			changes = append(changes, c)
		}
	}
	return changes
}
