package design

import (
	"net/netip"
	"slices"
	"strconv"

	"vpcanvas/engine/kind"
)

// This file is what comes along with an operation: what AWS makes with a VPC, what leaves with a
// deleted element, and what a move to another subnet makes void.

func (e *edit) runPut(p Put) error {
	if err := e.do(p); err != nil {
		return err
	}
	if p.Section != Resources || e.d.Resources[p.ID].Kind != kind.VPCKind {
		return nil
	}
	if len(p.ID) > longestVPCID {
		return fault("bad-id", p.ID, "", "id", p.ID)
	}
	for _, own := range madeWithVPC(p.ID, e.d.Resources[p.ID].Name) {
		if e.puts[own.id] || e.d.Resources[own.id] != nil {
			continue // an undone deletion brings its own back
		}
		raw, err := marshal(own.resource)
		if err != nil {
			return err
		}
		if err := e.do(Put{Section: Resources, ID: own.id, Value: raw}); err != nil {
			return err
		}
	}
	return nil
}

type ownObject struct {
	id       string
	resource *Resource
}

// ownSuffixes follow the name of a VPC in the names of what AWS makes with it.
var ownSuffixes = map[kind.Name]string{kind.RouteTableKind: "main", kind.NetworkACLKind: "default ACL", kind.SecurityGroupKind: "default"}

// OwnName is what the main route table, default network ACL or default group of a VPC is called while nobody
// renames it.
func OwnName(vpc string, k kind.Name) string { return vpc + " " + ownSuffixes[k] }

// madeWithVPC are the objects that AWS makes with each VPC.
func madeWithVPC(vpc, name string) []ownObject {
	own := func(id string, p kind.Props) ownObject {
		return ownObject{id, &Resource{Kind: p.Kind(), Name: OwnName(name, p.Kind()), Parent: vpc, Props: p, Tags: map[string]string{}}}
	}
	sg := DefaultSecurityGroupID(vpc)
	return []ownObject{
		own(MainRouteTableID(vpc), &kind.RouteTable{Routes: map[string]kind.Route{}}),
		own(DefaultNetworkACLID(vpc), kind.DefaultNetworkACL()),
		own(sg, kind.DefaultSecurityGroup(sg)),
	}
}

func (e *edit) runDel(p Del) error {
	if p.Section != Resources {
		return e.do(p)
	}
	if e.gone[p.ID] {
		return nil
	}
	if _, _, err := find(e.d, p.Section, p.ID); err != nil {
		return err
	}
	if r := e.d.Resources[p.ID]; e.d.MadeByAWS(p.ID) && !e.dels[r.Parent] {
		return fault("made-by-aws", nameOr(r, p.ID), "")
	}
	leaving := e.d.withDescendants(p.ID)
	if err := e.release(leaving); err != nil {
		return err
	}
	for _, id := range slices.Backward(leaving) {
		if err := e.do(Del{Section: Resources, ID: id}); err != nil {
			return err
		}
		e.gone[id] = true
	}
	return nil
}

// withDescendants lists id and all that lies in it, owners before what they own.
func (d *Design) withDescendants(id string) []string {
	children := map[string][]string{}
	for _, row := range kind.Sorted(d.Resources) {
		children[row.Value.Parent] = append(children[row.Value.Parent], row.Key)
	}
	all, seen := []string{id}, map[string]bool{id: true}
	for i := 0; i < len(all); i++ {
		for _, child := range children[all[i]] {
			// An edit may have closed a circle that is refused only at its end.
			if !seen[child] {
				seen[child] = true
				all = append(all, child)
			}
		}
	}
	return all
}

// release makes every reference to what is leaving a reference to something gone.
func (e *edit) release(leaving []string) error {
	out := make(map[string]bool, len(leaving))
	for _, id := range leaving {
		out[id] = true
	}
	for _, row := range kind.Sorted(e.d.Resources) {
		if out[row.Key] {
			continue
		}
		if err := e.releaseProps(row.Key, row.Value, out); err != nil {
			return err
		}
	}
	if err := e.releaseFlows(out); err != nil {
		return err
	}
	return e.releaseRest(out)
}

func (e *edit) releaseProps(id string, r *Resource, out map[string]bool) error {
	k := kind.Get(r.Kind)
	props, changed := r.Props, [][]string(nil)
	for _, at := range k.Refs(r.Props) {
		if !out[at.Ref.ID] {
			continue
		}
		if isMember(at) {
			if err := e.do(Patch{Section: Resources, ID: id, Path: "props." + at.Path[0] + "." + at.Ref.ID}); err != nil {
				return err
			}
			continue
		}
		old := e.d.Resources[at.Ref.ID]
		props, _ = k.WithoutRef(props, at.Ref.ID, kind.Gone{Kind: old.Kind, Name: old.Name})
		if !slices.ContainsFunc(changed, func(p []string) bool { return slices.Equal(p, at.Path) }) {
			changed = append(changed, at.Path)
		}
	}
	for _, path := range changed {
		raw, err := kind.At(props, path)
		if err != nil {
			return err
		}
		dotted := "props." + path[0]
		if len(path) > 1 {
			dotted += "." + path[1]
		}
		if err := e.do(Patch{Section: Resources, ID: id, Path: dotted, Value: raw}); err != nil {
			return err
		}
	}
	return nil
}

// isMember tells a member of a property that is a set: each of them is a row of its own.
func isMember(at kind.RefAt) bool { return at.Field.Type == kind.Set && len(at.Path) == 1 }

func (e *edit) releaseFlows(out map[string]bool) error {
	patch := func(id, path string, v any) error {
		raw, err := marshal(v)
		if err != nil {
			return err
		}
		return e.do(Patch{Section: Flows, ID: id, Path: path, Value: raw})
	}
	for _, row := range kind.Sorted(e.d.Flows) {
		f := row.Value
		ends := []struct {
			path string
			ref  kind.Ref
			with func(kind.Ref) any
		}{
			{"from", f.From.Ref, func(r kind.Ref) any { end := f.From; end.Ref = r; return end }},
			{"to", f.To.Ref, func(r kind.Ref) any { end := f.To; end.Ref = r; return end }},
			{"via", f.Via, func(r kind.Ref) any { return r }},
		}
		for _, end := range ends {
			if out[end.ref.ID] {
				if err := patch(row.Key, end.path, end.with(e.goneRef(end.ref.ID))); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (e *edit) goneRef(id string) kind.Ref {
	r := e.d.Resources[id]
	return kind.Ref{Gone: &kind.Gone{Kind: r.Kind, Name: r.Name}}
}

// releaseRest drops suppressions and places of what is leaving, and lets notes go on without it.
func (e *edit) releaseRest(out map[string]bool) error {
	for _, row := range kind.Sorted(e.d.Suppressions) {
		if out[row.Value.Element] {
			if err := e.do(Del{Section: Suppressions, ID: row.Key}); err != nil {
				return err
			}
		}
	}
	for _, row := range kind.Sorted(e.d.Notes) {
		if id := row.Value.Attached.ID; out[id] {
			raw, err := marshal(e.goneRef(id))
			if err != nil {
				return err
			}
			if err := e.do(Patch{Section: Notes, ID: row.Key, Path: "attached", Value: raw}); err != nil {
				return err
			}
		}
	}
	for _, row := range kind.Sorted(e.d.Views) {
		for _, place := range kind.Sorted(row.Value.Places) {
			if out[place.Key] {
				if err := e.do(Patch{Section: Views, ID: row.Key, Path: "places." + place.Key}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// runMove also clears fixed addresses that the new subnet does not have: AWS would give new ones.
func (e *edit) runMove(m Move) error {
	before := e.d.Resources[m.ID]
	if before != nil && before.Parent != m.Parent && e.d.MadeByAWS(m.ID) {
		return fault("fixed-property", nameOr(before, m.ID), "parent")
	}
	if err := e.do(m); err != nil {
		return err
	}
	after := e.d.Resources[m.ID]
	if before == nil || before.Parent == after.Parent {
		return nil
	}
	// At once, not at the end of the edit: a deletion behind it would take along what never lay there.
	if err := e.d.checkParent(m.ID, after, kind.Get(after.Kind)); err != nil {
		return err
	}
	subnet := e.d.Resources[after.Parent]
	if subnet == nil {
		return nil
	}
	block, ok := subnet.Props.(*kind.Subnet)
	addressed, hasInterfaces := after.Props.(kind.Addressed)
	if !ok || !hasInterfaces {
		return nil
	}
	for _, row := range kind.Sorted(addressed.NetworkInterfaces()) {
		if !row.Value.Subnet.IsZero() || !anyOutside(row.Value.Addresses, block.CIDR) {
			continue
		}
		row.Value.Addresses = map[string]bool{}
		raw, err := marshal(row.Value)
		if err != nil {
			return err
		}
		if err := e.do(Patch{Section: Resources, ID: m.ID, Path: "props.interfaces." + row.Key, Value: raw}); err != nil {
			return err
		}
	}
	return nil
}

func anyOutside(addresses map[string]bool, block netip.Prefix) bool {
	for s := range addresses {
		if a, err := netip.ParseAddr(s); err == nil && !block.Contains(a) {
			return true
		}
	}
	return false
}

func nameOr(r *Resource, id string) string {
	if r.Name != "" {
		return r.Name
	}
	return id
}

func itoa(n int) string { return strconv.Itoa(n) }
