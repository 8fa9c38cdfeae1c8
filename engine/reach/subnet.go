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
	for _, id := range b.ids[kind.SubnetKind] {
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
		s.place6()
		s.refused = s.vpc.refused || s.cidr.IsValid() && !s.fits()
	}
}

// fits reports whether AWS would accept the subnet's block (semantics 140).
func (s *subnet) fits() bool {
	inside := s.vpc.four.IsEmpty() || s.vpc.holds(s.cidr)
	return s.cidr.Addr().Is4() && s.cidr.Bits() >= widestBlock && s.cidr.Bits() <= narrowestSize && inside
}

// place6 finds the subnet's IPv6 addresses: of a block of its VPC, or at a place in one that Amazon
// picks (semantics 142). What AWS would refuse is not there.
func (s *subnet) place6() {
	blocks := []netip.Prefix{}
	if p := s.props.IPv6CIDR; p.IsValid() && p.Addr().Is6() && p.Bits() <= subnetBits6 && s.vpc.holds(p) {
		blocks = append(blocks, p)
	} else if s.props.IPv6Index != "" && len(s.vpc.standIns) > 0 {
		blocks = s.vpc.standIns[0].subnetAt(s.props.IPv6Index)
	}
	for _, p := range blocks {
		s.vpc.divertible[p] = true
		s.cidr6 = s.cidr6.Union(netset.Assignable(p))
	}
}

// holds reports whether a block lies in one block of the VPC.
func (v *vpc) holds(p netip.Prefix) bool {
	return slices.ContainsFunc(v.prefixes, func(b netip.Prefix) bool { return b.Bits() <= p.Bits() && b.Contains(p.Addr()) })
}

// addresses are what an interface in the subnet may have. A subnet whose block is not typed yet lies
// somewhere in its VPC.
func (s *subnet) addresses() netset.AddrSet {
	switch {
	case s.cidr.IsValid():
		if s.assignable.IsEmpty() { // asked for each interface of the subnet
			s.assignable = netset.Assignable(s.cidr)
		}
		return s.assignable
	case !s.vpc.four.IsEmpty():
		return s.vpc.four
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
