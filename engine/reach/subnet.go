package reach

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

func buildSubnet(b *builder, id string, r *design.Resource) {
	b.subnets[id] = &subnet{id: id, vpc: b.vpcs[r.Parent], props: r.Props.(*kind.Subnet)}
}

// linkSubnets finds what each subnet uses: its own route table and network ACL, or the VPC's
// (semantics 11, 12, 74, 76).
func linkSubnets(b *builder) {
	for _, id := range b.byKind[kind.SubnetKind] {
		s := b.subnets[id]
		s.cidr = s.props.CIDR
		if s.vpc == nil {
			delete(b.subnets, id) // no design that passed the structural rules has one
			continue
		}
		s.table, s.acl = s.vpc.main, s.vpc.acl
		if t := b.tables[s.props.RouteTable.ID]; t != nil && t.vpc == s.vpc {
			s.table = t
		}
		if a := b.acls[s.props.NetworkACL.ID]; a != nil && a.vpc == s.vpc {
			s.acl = a
		}
		s.vpc.divertible[s.cidr] = true
		s.refused = s.vpc.refused || s.cidr.IsValid() && !s.fits()
	}
}

// fits reports whether AWS would accept the subnet's block (semantics 140).
func (s *subnet) fits() bool {
	inside := s.vpc.blocks.IsEmpty() || slices.ContainsFunc(s.vpc.prefixes, func(b netip.Prefix) bool {
		return b.Bits() <= s.cidr.Bits() && b.Contains(s.cidr.Addr())
	})
	return s.cidr.Addr().Is4() && s.cidr.Bits() >= widestBlock && s.cidr.Bits() <= narrowestSize && inside
}

// addresses are what an interface in the subnet may have. A subnet whose block is not typed yet lies
// somewhere in its VPC.
func (s *subnet) addresses() netset.AddrSet {
	switch {
	case s.cidr.IsValid():
		return netset.Assignable(s.cidr)
	case !s.vpc.blocks.IsEmpty():
		return s.vpc.blocks
	}
	return netset.RFC1918
}

// leavingSubnet is the border on the way out: the network ACL, then the router (semantics 72).
type leavingSubnet struct{ s *subnet }

func (n leavingSubnet) step(w *walk) node {
	w.filterACL(n.s, true)
	return atRouter{n.s.table}
}

// arriving is the border on the way in to an interface.
type arriving struct{ iface *Interface }

func (n arriving) step(w *walk) node {
	if n.iface.subnet != nil {
		w.filterACL(n.iface.subnet, false)
	}
	return entering(n)
}
