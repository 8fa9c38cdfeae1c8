package exchange

import (
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
)

// Refresh brings a design up to date with a newer import of what it was imported from. What an import
// made is as the newer one says; what people added stays: flows, notes, suppressions, places, folding, the
// names of exports, and elements that they drew. What is no longer there leaves as if it were deleted, so
// that what they drew with references to it says what is gone. Of what the newer import does not speak of
// nothing leaves: other accounts and regions, and, where only was kept of it, what lies in other VPCs.
func Refresh(old, fresh *design.Design, only Selection) (*design.Design, error) {
	d := old.Clone()
	if _, _, err := design.ApplyTrusted(d, leaving(old, fresh, only)); err != nil {
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
func leaving(old, fresh *design.Design, only Selection) design.Ops {
	spoken := map[design.Origin]bool{}
	for _, r := range fresh.Resources {
		if r.Origin != nil {
			spoken[sourceOf(r)] = true
		}
	}
	ops, used := design.Ops{}, map[string]bool{}
	for _, row := range kind.Sorted(old.Resources) {
		gone := fresh.Resources[row.Key] == nil && row.Value.Origin != nil && spoken[sourceOf(row.Value)] && !old.MadeByAWS(row.Key)
		if gone && (only.IsAll() || fresh.Resources[old.Ancestor(row.Key, kind.VPCKind)] != nil) {
			ops = append(ops, design.Del{Section: design.Resources, ID: row.Key})
		} else if g, ok := row.Value.Props.(*kind.CustomerGateway); ok {
			used[g.Network.ID] = true
		}
	}
	// A network of one's own is no region's: it stays with the gateways that lead to it.
	return slices.DeleteFunc(ops, func(op design.Op) bool { return used[op.(design.Del).ID] })
}

// sourceOf is where an element comes from, without its own identity there.
func sourceOf(r *design.Resource) design.Origin {
	o := *r.Origin
	o.ID = ""
	if r.Kind == kind.ScopeKind { // it is its own account and region
		p := r.Props.(*kind.Scope)
		o.Account, o.Region = p.Account, p.Region
	}
	return o
}
