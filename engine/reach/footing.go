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
	for _, m := range n.within(id) {
		for _, s := range m.sides {
			add(s.iface)
		}
	}
	return homes, known
}

// Noting is the network with a note of each group, network ACL and route table that answers ask. What
// the rules, entries and routes of any other are, those answers do not depend on: nothing but the three
// nodes of a walk reads them.
func (n *Network) Noting(asked map[string]bool) *Network {
	c := *n
	c.asked = asked
	return &c
}

func (w *walk) ask(id string) {
	if w.net.asked != nil {
		w.net.asked[id] = true
	}
}

// SameGroup reports whether a scope, VPC, subnet or security group stands for the same interfaces in
// two networks, told apart alike, and none of those that are asked in the name of others is among
// edited. A rule anywhere may name a block that tells two of them apart.
func (n *Network) SameGroup(old *Network, id string, edited map[string]bool) bool {
	return slices.EqualFunc(n.within(id), old.within(id), func(a, b member) bool {
		return a.id == b.id && a.key == b.key && a.weight == b.weight && sameRow(a.spare, b.spare) &&
			!edited[a.id] && (a.spare == nil || !edited[a.spare.Resource])
	})
}

// IsPlain reports whether a resource is met by no packets but those that it sends or gets: it is no box
// on the way, and shares no address with another one.
func (n *Network) IsPlain(id string) bool {
	for _, i := range n.byResource[id] {
		if i.subnet == nil || i.isTarget || i.relays != nil || i.nat != nil || i.balancer != nil || i.twin != nil || i.rival != nil {
			return false
		}
	}
	return true
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
	return !n.namesAll && !old.namesAll && slices.Equal(n.narrow, old.narrow) && n.firstLoose() == old.firstLoose() && n.name(n.firstLoose()) == old.name(old.firstLoose())
}

// firstLoose is the gateway that walks speak of, by its name, where a VPC has none; "" where all are attached.
func (n *Network) firstLoose() string {
	if len(n.loose) == 0 {
		return ""
	}
	return n.loose[0].id
}
