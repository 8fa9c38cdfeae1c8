package exchange

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Selection is which part of what was read somebody wants. Empty parts choose everything.
type Selection struct {
	// VPCs are names, ids, or ids that they have elsewhere.
	VPCs    []string
	Regions []string
	// Tags that a VPC, or something in it, has.
	Tags map[string]string
}

// IsAll reports a selection that leaves nothing out.
func (s Selection) IsAll() bool { return len(s.VPCs) == 0 && len(s.Regions) == 0 && len(s.Tags) == 0 }

// Select keeps the chosen VPCs with what lies in them, and of the rest what names them or what they name.
// References from there to what is left out become references to the outside.
func Select(d *design.Design, s Selection) (*design.Design, error) {
	if s.IsAll() {
		return d, nil
	}
	kept := s.vpcs(d)
	if len(kept) == 0 {
		return nil, Refuse(message.Text{EN: "no VPC fits what is to be kept", JA: "残す条件に合う VPC がありません"})
	}
	keepAround(d, kept)
	out := d.Clone()
	ops := design.Ops{}
	for _, row := range kind.Sorted(d.Resources) {
		if !kept[row.Key] {
			ops = append(ops, design.Del{Section: design.Resources, ID: row.Key})
		} else if p, ok := row.Value.Props.(*kind.Peering); ok {
			r, q := *row.Value, *p
			q.Requester, q.Accepter = outside(d, kept, p.Requester), outside(d, kept, p.Accepter)
			r.Props = &q
			out.Resources[row.Key] = &r
		}
	}
	_, _, err := design.ApplyTrusted(out, ops)
	return out, err
}

func (s Selection) vpcs(d *design.Design) map[string]bool {
	kept := map[string]bool{}
	for id, r := range d.Resources {
		if r.Kind != kind.VPCKind || !s.names(id, r) || !s.inRegion(d, id) || !s.isTagged(d, id) {
			continue
		}
		kept[id] = true
	}
	return kept
}

func (s Selection) names(id string, r *design.Resource) bool {
	if len(s.VPCs) == 0 || slices.Contains(s.VPCs, id) || slices.Contains(s.VPCs, r.Name) {
		return true
	}
	return r.Origin != nil && slices.Contains(s.VPCs, r.Origin.ID)
}

func (s Selection) inRegion(d *design.Design, vpc string) bool {
	scope := d.Resources[d.Ancestor(vpc, kind.ScopeKind)]
	return len(s.Regions) == 0 || scope != nil && slices.Contains(s.Regions, scope.Props.(*kind.Scope).Region)
}

func (s Selection) isTagged(d *design.Design, vpc string) bool {
	if len(s.Tags) == 0 {
		return true
	}
	for id, r := range d.Resources {
		if !s.has(r.Tags) {
			continue
		}
		if d.Ancestor(id, kind.VPCKind) == vpc {
			return true
		}
	}
	return false
}

func (s Selection) has(tags map[string]string) bool {
	for key, value := range s.Tags {
		if got, ok := tags[key]; !ok || got != value {
			return false
		}
	}
	return true
}

// keepAround adds what lies in the kept VPCs, what owns them, and what stands beside them and is tied to
// them, until nothing more is.
func keepAround(d *design.Design, kept map[string]bool) {
	for id := range d.Resources {
		if vpc := d.Ancestor(id, kind.VPCKind); vpc != "" && kept[vpc] {
			kept[id] = true
		}
	}
	for before := -1; before != len(kept); {
		before = len(kept)
		for _, row := range kind.Sorted(d.Resources) {
			keepTied(d, kept, row.Key, row.Value)
		}
	}
}

func keepTied(d *design.Design, kept map[string]bool, id string, r *design.Resource) {
	inVPC := func(id string) bool { return d.Ancestor(id, kind.VPCKind) != "" }
	for _, at := range kind.Get(r.Kind).Refs(r.Props) {
		to := at.Ref.ID
		if d.Resources[to] == nil {
			continue
		}
		if kept[to] && !inVPC(id) {
			kept[id] = true
		}
		if kept[id] && !inVPC(to) {
			kept[to] = true
		}
	}
	if kept[id] && r.Parent != "" {
		kept[r.Parent] = true
	}
}

// outside is a reference to what is left out, by the id that it has elsewhere.
func outside(d *design.Design, kept map[string]bool, to kind.Ref) kind.Ref {
	r := d.Resources[to.ID]
	if r == nil || kept[to.ID] {
		return to
	}
	e := &kind.External{AWSID: to.ID}
	if r.Origin != nil {
		e.AWSID, e.Account, e.Region = r.Origin.ID, r.Origin.Account, r.Origin.Region
	}
	return kind.Ref{External: e}
}
