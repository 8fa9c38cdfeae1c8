package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// buildClient notes a host outside: the block that it names, or anywhere on the internet.
func buildClient(b *builder, id string, r *design.Resource) {
	b.clients[id] = netset.Prefixes(r.Props.(*kind.Client).CIDR)
}

// clientMember is a client as an end.
func (n *Network) clientMember(id string, at netset.AddrSet) member {
	if at.IsEmpty() {
		at = n.rest4.Union(n.rest6)
	}
	m := outsideMember(id, at)
	m.sides[0].host = id
	return m
}
