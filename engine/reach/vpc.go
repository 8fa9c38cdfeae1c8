package reach

import (
	"maps"
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// AWS accepts blocks of a VPC and of a subnet from /16 to /28 (semantics 137, 140).
const (
	widestBlock   = 16
	narrowestSize = 28
)

func buildVPC(b *builder, id string, r *design.Resource) {
	v := &vpc{id: id, props: r.Props.(*kind.VPC), divertible: map[netip.Prefix]bool{}}
	for _, p := range v.props.Blocks() {
		if p.Addr().Is4() && p.Bits() >= widestBlock && p.Bits() <= narrowestSize {
			v.prefixes = append(v.prefixes, p)
			v.divertible[p] = true
		} else {
			v.refused = v.refused || p == v.props.CIDR
		}
	}
	v.blocks = netset.Prefixes(v.prefixes...)
	v.four = v.blocks
	b.addBlocks6(v)
	if scope := b.design.Resources[r.Parent]; scope != nil {
		at := scope.Props.(*kind.Scope)
		v.region, v.account = at.Region, at.Account
	}
	b.vpcs[id] = v
}

// linkVPCs gives each VPC what AWS makes with it, also where a design leaves it out: a main route
// table, a network ACL that allows all, a group that admits its own members (semantics 11, 50, 74).
func linkVPCs(b *builder) {
	for _, id := range b.ids[kind.VPCKind] {
		v := b.vpcs[id]
		main, own := b.tables[v.props.MainRouteTable.ID], b.tables[design.MainRouteTableID(id)]
		switch {
		case main != nil && main.vpc == v:
			v.main = main
		case own != nil && own.vpc == v:
			v.main = own
		default:
			v.main = &routeTable{id: design.MainRouteTableID(id), vpc: v}
			b.tables[v.main.id] = v.main
		}
		if v.acl = b.acls[design.DefaultNetworkACLID(id)]; v.acl == nil {
			v.acl = b.compileACL(design.DefaultNetworkACLID(id), v, kind.DefaultNetworkACL())
		}
		b.allowIPv6(v)
		if v.group = b.groups[design.DefaultSecurityGroupID(id)]; v.group == nil {
			gid := design.DefaultSecurityGroupID(id)
			v.group = &group{id: gid, vpc: v, props: kind.DefaultSecurityGroup(gid)}
			b.groups[gid] = v.group
		}
	}
}

// allowIPv6 adds to a default network ACL that nobody edited the entries that AWS adds to it when the
// VPC gets an IPv6 block (semantics 74).
func (b *builder) allowIPv6(v *vpc) {
	made := kind.DefaultNetworkACL()
	if r := b.design.Resources[v.acl.id]; r != nil {
		p := r.Props.(*kind.NetworkACL)
		if !maps.Equal(p.Ingress, made.Ingress) || !maps.Equal(p.Egress, made.Egress) {
			return
		}
	}
	if !v.blocks.Overlaps(allIPv6) {
		return
	}
	all := map[string]kind.ACLEntry{"r101": {RuleNumber: 101, Action: kind.Allow, CIDR: anyIPv6}}
	v.acl.ingress = append(v.acl.ingress, b.compileEntries(all)...)
	v.acl.egress = append(v.acl.egress, b.compileEntries(all)...)
}

var anyIPv6 = netip.PrefixFrom(netip.IPv6Unspecified(), 0)

// local is the target of the route that every table has for each block of its VPC (semantics 8).
type local struct{ vpc *vpc }

func (local) allows(*route) bool { return true }

func (l local) follow(w *walk, _ *route) node {
	if there := w.side(w.to); there.iface != nil && !w.to.isPublic() {
		if there.vpc() == l.vpc {
			return arriving{there.iface}
		}
		// Another VPC has the same block: the packet stays here, where the address is nobody's.
		w.block(reasonKey{code: NoPossibleDest, resource: l.vpc.id})
		return w.land()
	}
	w.block(reasonKey{code: NoPossibleDest, resource: l.vpc.id})
	w.lost = true
	return nil
}
