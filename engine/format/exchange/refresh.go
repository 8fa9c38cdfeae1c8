package exchange

import (
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
)

// Refresh brings a design up to date with a newer import of what it was imported from. What an import
// made is as the newer one says; what people added stays: flows, notes, suppressions, places, folding, the
// names of exports, and elements that they drew. What is no longer there leaves as if it were deleted, so
// that what they drew with references to it says what is gone.
func Refresh(old, fresh *design.Design) (*design.Design, error) {
	d := old.Clone()
	if _, _, err := design.ApplyTrusted(d, leaving(old, fresh)); err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, r := range d.Resources {
		taken[strings.ToLower(r.ExportName)] = true
	}
	for _, row := range kind.Sorted(fresh.Resources) {
		r := *row.Value
		if before := old.Resources[row.Key]; before != nil {
			r.ExportName = before.ExportName
		} else if taken[strings.ToLower(r.ExportName)] {
			r.ExportName += strings.ToUpper(row.Key[:1]) + row.Key[1:]
		}
		d.Resources[row.Key] = &r
	}
	if err := d.Check(); err != nil {
		return nil, err
	}
	places := layout.Ops(d, design.MainView, layout.Fill(d, design.MainView))
	if _, _, err := design.ApplyTrusted(d, places); err != nil {
		return nil, err
	}
	return d, nil
}

// leaving are the deletions of what an import of the same source made and the newer one lacks.
func leaving(old, fresh *design.Design) design.Ops {
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
	return ops
}
