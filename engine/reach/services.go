package reach

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Services that AWS answers beside every interface: names, time, instance metadata. No group and no
// network ACL stops them, and no route leads to them (semantics 16, 78, 144, 145).
var (
	resolverAddrs = []netip.Addr{netip.MustParseAddr("169.254.169.253"), netip.MustParseAddr("fd00:ec2::253")}
	otherAddrs    = []netip.Addr{
		netip.MustParseAddr("169.254.169.254"), netip.MustParseAddr("fd00:ec2::254"), // metadata
		netip.MustParseAddr("169.254.169.123"), netip.MustParseAddr("fd00:ec2::123"), // time
	}
)

// resolverOffset is the place of the resolver behind the base of the VPC's first block (semantics 144).
const resolverOffset = 2

// ownService is the node of the service at an address; nil when there is none.
func (v *vpc) ownService(set netset.AddrSet) node {
	a, known := set.Only()
	switch {
	case !known:
		return nil
	case slices.Contains(otherAddrs, a):
		return atService{}
	case slices.Contains(resolverAddrs, a) || a == v.resolver():
		return atService{vpc: v, isResolver: true}
	}
	return nil
}

func (v *vpc) resolver() netip.Addr {
	a := v.props.CIDR.Addr()
	for range resolverOffset {
		a = a.Next()
	}
	return a
}

type atService struct {
	vpc        *vpc
	isResolver bool
}

func (n atService) step(w *walk) node {
	if n.isResolver && !n.vpc.props.EnableDNSSupport {
		w.block(reasonKey{code: DNSSupportOff, resource: n.vpc.id})
	}
	w.hop(Hop{Resource: vpcID(n.vpc), Kind: kind.VPCKind, Decision: Arrive})
	w.lost = true // it answers by itself: there is no way back to look at
	return nil
}
