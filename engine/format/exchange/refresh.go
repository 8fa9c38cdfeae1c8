package exchange

import (
	"encoding/json"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
)

// Refresh brings a design up to date with a newer import of what it was imported from. What an import
// made is as the newer one says; what people added stays: flows, notes, suppressions, places, folding, the
// names of exports, and elements that they drew. What is no longer there leaves as if it were deleted, so
// that routes to it become blackholes.
func Refresh(old, fresh *design.Design) (*design.Design, error) {
	d := old.Clone()
	ops, err := refreshOps(old, fresh)
	if err != nil {
		return nil, err
	}
	if _, _, err := design.ApplyTrusted(d, ops); err != nil {
		return nil, err
	}
	places := layout.Ops(d, design.MainView, layout.Fill(d, design.MainView))
	if _, _, err := design.ApplyTrusted(d, places); err != nil {
		return nil, err
	}
	return d, nil
}

func refreshOps(old, fresh *design.Design) (design.Ops, error) {
	sources := map[string]bool{}
	for _, r := range fresh.Resources {
		if r.Origin != nil {
			sources[r.Origin.Source] = true
		}
	}
	ops := design.Ops{}
	for _, row := range kind.Sorted(old.Resources) {
		o := row.Value.Origin
		if fresh.Resources[row.Key] == nil && o != nil && sources[o.Source] && !old.MadeByAWS(row.Key) {
			ops = append(ops, design.Del{Section: design.Resources, ID: row.Key})
		}
	}
	for _, row := range kind.Sorted(fresh.Resources) {
		r := *row.Value
		if before := old.Resources[row.Key]; before != nil {
			r.ExportName = before.ExportName
		}
		raw, err := json.Marshal(&r)
		if err != nil {
			return nil, err
		}
		ops = append(ops, design.Put{Section: design.Resources, ID: row.Key, Value: raw})
	}
	return ops, nil
}
