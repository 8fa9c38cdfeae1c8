package design

import "slices"

// Edited are the ids, in order, of the resources that one of two designs lacks or has otherwise. Elements
// never change in place, so that the pointers tell. It costs one look-up a resource.
func Edited(old, now *Design) []string {
	var ids []string
	for id, r := range now.Resources {
		if old.Resources[id] != r {
			ids = append(ids, id)
		}
	}
	if len(now.Resources) < len(old.Resources)+len(ids) { // else none can have gone
		for id := range old.Resources {
			if now.Resources[id] == nil {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}
