package reach

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// Homes lists the VPCs in which the interfaces of an end lie; a client outside is at home in itself. An
// answer reads the parts of these, and
// of what they refer to; parts of other VPCs it never meets. known is false for an end whose meaning may
// lie anywhere, as that of a block of addresses or of a name does.
func (n *Network) Homes(e design.End) (homes []string, known bool) {
	id := e.Ref.ID
	switch {
	case e.CIDR.IsValid() || e.Service != "":
		return nil, false
	case id == kind.Internet || id == "":
		return nil, true
	}
	r := n.design.Resources[id]
	if r == nil {
		return nil, false
	}
	switch home := n.design.Ancestor(id, kind.VPCKind); {
	case r.Kind == kind.ClientKind:
		homes = append(homes, id)
	case home != "":
		homes = append(homes, home)
	case r.Kind != kind.ScopeKind:
		return nil, false
	}
	add := func(i *Interface) {
		if v := i.vpc(); v == nil {
			known = false
		} else if !slices.Contains(homes, v.id) {
			homes = append(homes, v.id)
		}
	}
	known = true
	for _, i := range n.byResource[id] {
		add(i)
	}
	for k := range n.inGroup[id] {
		for _, s := range n.inGroup[id][k].sides {
			add(s.iface)
		}
	}
	return homes, known
}

// SameGroup reports whether a scope, VPC, subnet or security group stands for the same interfaces in
// two networks, told apart alike. A rule anywhere may name a block that tells two of them apart.
func (n *Network) SameGroup(old *Network, id string) bool {
	return slices.EqualFunc(n.inGroup[id], old.inGroup[id], func(a, b member) bool {
		return a.id == b.id && a.key == b.key && a.weight == b.weight && sameRow(a.spare, b.spare)
	})
}

func sameRow(a, b *Interface) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Resource == b.Resource && a.Key == b.Key
}

// SameGround reports whether what belongs to no VPC in particular is the same in two networks, as far
// as answers can tell. Which public addresses "internet" means does not matter as long as there are
// some: it means those that no rule, entry or route names, so that all of them treat it alike.
func (n *Network) SameGround(old *Network) bool {
	return !n.namesAll && !old.namesAll && slices.Equal(n.narrow, old.narrow) && n.firstLoose() == old.firstLoose()
}

// firstLoose is the gateway that walks speak of where a VPC has none; "" where all are attached.
func (n *Network) firstLoose() string {
	if len(n.loose) == 0 {
		return ""
	}
	return n.loose[0].id
}
