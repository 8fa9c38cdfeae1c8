package reach

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A step of the build reads what the steps before it made.
type step func(*builder)

// steps is how a design becomes a network.
var steps = []step{
	sortByKind,
	findNarrow,
	buildKinds,
	linkVPCs,
	linkSubnets,
	linkInterfaces,
	settlePlaces,
	linkLoadBalancers,
	loseSubnets,
	linkGroupRules,
	linkRoutes,
	findOverlappingSubnets,
	findSharedAddresses,
	findSharedElasticIPs,
	cutTheInternet,
	profileInterfaces,
	gatherGroups,
}

// A builder is a network while it is built.
type builder struct {
	*Network
	acls map[string]*networkACL
	// targets are what routes can lead to, by id.
	targets map[string]target
	elastic map[string]*elasticIP
	vpns    map[string]*vpnGateway

	lists        map[string]*prefixList
	targetGroups map[string]*targetGroup
	// shared are those beyond the first few narrow blocks, which are told apart from nothing.
	shared []netip.Prefix
	// standIns counts those that were given out.
	standIns int
	// pending are interfaces whose references are not resolved yet.
	pending []pendingInterface
	// lost are subnets in which nothing works.
	lost map[string]bool
}

type pendingInterface struct {
	made  *Interface
	row   kind.Interface
	owner string
}

// Compile builds the network of a design. It is total: what is missing, gone or contradictory is
// represented, never an error, since a half-typed design is the normal case. The network goes on
// reading d, which must not change any more: compile a Clone of a design that is being edited.
func Compile(d *design.Design) *Network { return CompileWithout(d, nil) }

// CompileWithout is Compile for a day on which nothing works in some subnets, as when their zone fails.
func CompileWithout(d *design.Design, subnets map[string]bool) *Network {
	b := &builder{
		lost: subnets, pending: make([]pendingInterface, 0, len(d.Resources)),
		Network: &Network{
			design: d, vpcs: map[string]*vpc{}, subnets: map[string]*subnet{}, groups: map[string]*group{},
			tables: map[string]*routeTable{}, byResource: make(map[string][]*Interface, len(d.Resources)), inGroup: map[string][]member{},
			clients: map[string]netset.AddrSet{}, balancers: map[string]*loadBalancer{},
			services: map[string]serviceSet{}, records: map[string]dnsRecord{},
			networks: map[string]*corporateNetwork{}, byKind: map[kind.Name][]string{},
		},
		acls: map[string]*networkACL{}, targets: make(map[string]target, len(d.Resources)), elastic: map[string]*elasticIP{}, vpns: map[string]*vpnGateway{},
		targetGroups: map[string]*targetGroup{}, lists: map[string]*prefixList{},
	}
	for _, s := range steps {
		s(b)
	}
	return b.Network
}

func sortByKind(b *builder) {
	for id, r := range b.design.Resources {
		b.byKind[r.Kind] = append(b.byKind[r.Kind], id)
	}
	for _, ids := range b.byKind {
		slices.Sort(ids)
	}
}

func buildKinds(b *builder) {
	for _, e := range edges {
		for _, id := range b.byKind[e.kind] {
			e.build(b, id, b.design.Resources[id])
		}
	}
}

// findOverlappingSubnets marks subnets of one VPC that share addresses (semantics 140). Sorted by
// their first address, each needs comparing only with the one that reaches furthest so far.
func findOverlappingSubnets(b *builder) {
	byVPC := map[*vpc][]*subnet{}
	for _, s := range b.subnets {
		if s.vpc != nil && !s.refused && s.cidr.IsValid() {
			byVPC[s.vpc] = append(byVPC[s.vpc], s)
		}
	}
	for _, all := range byVPC {
		slices.SortFunc(all, func(x, y *subnet) int {
			return cmp.Or(x.cidr.Addr().Compare(y.cidr.Addr()), cmp.Compare(x.cidr.Bits(), y.cidr.Bits()), cmp.Compare(x.id, y.id))
		})
		widest := all[0]
		for _, s := range all[1:] {
			if widest.cidr.Overlaps(s.cidr) {
				s.overlaps, widest.overlaps = widest.id, s.id
			} else {
				widest = s // blocks nest or are apart, so an older one cannot reach beyond this one
			}
		}
	}
}

// findSharedAddresses marks interfaces of one VPC that claim the same address.
func findSharedAddresses(b *builder) {
	type place struct {
		vpc  *vpc
		addr netip.Addr
	}
	first := map[place]*Interface{}
	for _, i := range b.interfaces {
		for _, set := range i.private {
			a, known := set.Only()
			if !known || i.vpc() == nil {
				continue
			}
			at := place{i.vpc(), a}
			if other := first[at]; other != nil {
				i.twin = other
				other.twin = i
			} else {
				first[at] = i
			}
		}
	}
}

// cutTheInternet finds what "internet" means: the public addresses in no block that the design names.
func cutTheInternet(b *builder) {
	b.blocks = b.namedBlocks()
	named := netset.Prefixes(b.blocks...)
	for _, id := range b.byKind[kind.VPCKind] { // no host outside has an address of a VPC
		named = named.Union(b.vpcs[id].blocks)
	}
	b.rest4, b.rest6 = netset.Public4.Minus(named), netset.Public6.Minus(named).Minus(standInPool)
	b.namesAll = b.rest4.IsEmpty() || b.rest6.IsEmpty()
	// A design that names everything leaves no rest; then the whole of it is meant.
	if b.rest4.IsEmpty() {
		b.rest4 = netset.Public4
	}
	if b.rest6.IsEmpty() {
		b.rest6 = netset.Public6.Minus(standInPool)
	}
}

func (b *builder) namedBlocks() []netip.Prefix {
	var named []netip.Prefix
	b.eachBlock(func(p netip.Prefix) {
		if p.IsValid() && p.Bits() > 0 {
			named = append(named, p.Masked())
		}
	})
	for _, id := range b.byKind[kind.ClientKind] {
		if p := b.design.Resources[id].Props.(*kind.Client).CIDR; p.IsValid() {
			named = append(named, p)
		}
	}
	for _, f := range b.design.Flows {
		for _, p := range []netip.Prefix{f.From.CIDR, f.To.CIDR} {
			if p.IsValid() && p.Bits() > 0 {
				named = append(named, p.Masked())
			}
		}
	}
	return named
}

// eachBlock visits every block of addresses that a rule, an entry or a route compares with.
func (b *builder) eachBlock(visit func(netip.Prefix)) {
	for _, id := range b.byKind[kind.SecurityGroupKind] {
		g := b.design.Resources[id].Props.(*kind.SecurityGroup)
		for _, rows := range []map[string]kind.SecurityRule{g.Ingress, g.Egress} {
			for _, r := range rows {
				visit(r.CIDR)
			}
		}
	}
	for _, id := range b.byKind[kind.NetworkACLKind] {
		a := b.design.Resources[id].Props.(*kind.NetworkACL)
		for _, rows := range []map[string]kind.ACLEntry{a.Ingress, a.Egress} {
			for _, r := range rows {
				visit(r.CIDR)
			}
		}
	}
	for _, id := range b.byKind[kind.RouteTableKind] {
		for _, r := range b.design.Resources[id].Props.(*kind.RouteTable).Routes {
			visit(r.Destination)
		}
	}
	for _, id := range b.byKind[kind.PrefixListKind] {
		for _, e := range b.design.Resources[id].Props.(*kind.PrefixList).Entries {
			visit(e.CIDR)
		}
	}
	for _, id := range b.byKind[kind.CorporateNetworkKind] {
		for _, p := range kind.BlocksOf(b.design.Resources[id].Props.(*kind.CorporateNetwork).CIDRs) {
			visit(p)
		}
	}
}

// profileInterfaces numbers the interfaces so that those which every filter and route treats alike
// have the same number. A question about a group then walks one of each, not all.
func profileInterfaces(b *builder) {
	var cuts []netip.Addr
	b.eachBlock(func(p netip.Prefix) {
		if p.IsValid() {
			r := netset.PrefixRange(p)
			cuts = append(cuts, r.Lo, r.Hi.Next())
		}
	})
	slices.SortFunc(cuts, netip.Addr.Compare)
	cuts = slices.Compact(cuts)
	numbers := map[string]int{}
	var key []byte // one for all: most are in the map already, and a look-up keeps no copy
	for _, i := range b.interfaces {
		key = i.appendProfile(key[:0], cuts)
		n, known := numbers[string(key)]
		if !known {
			n = len(numbers)
			numbers[string(key)] = n
		}
		i.profile = n
	}
}

// appendProfile spells out everything that a walk can look at.
func (i *Interface) appendProfile(key []byte, cuts []netip.Addr) []byte {
	word := func(parts ...string) {
		for _, p := range parts {
			key = append(append(key, p...), ' ')
		}
	}
	flag := func(b bool) { key = strconv.AppendBool(key, b) }
	word(i.Subnet(), i.nature.name)
	flag(i.running)
	flag(i.check)
	flag(i.badAddress)
	flag(i.HasPublicAddress())
	for _, r := range i.ports.Ranges() {
		key = strconv.AppendUint(append(key, ' '), uint64(r.Lo), 10)
		key = strconv.AppendUint(append(key, '-'), uint64(r.Hi), 10)
	}
	if i.balancer != nil || i.nat != nil || i.relays != nil || i.alone || i.isTarget {
		word(" box", i.Resource, i.Key)
	}
	if i.rival != nil {
		word(" rival", i.Resource, i.Key)
	}
	if i.twin != nil {
		word(" twin", i.Resource, i.Key)
	}
	for _, g := range i.groups {
		word(" ", g.id)
	}
	for _, set := range i.private {
		if a, known := set.Only(); known {
			at, exact := slices.BinarySearchFunc(cuts, a, netip.Addr.Compare)
			key = strconv.AppendInt(append(key, ' '), int64(at), 10)
			flag(exact)
		} else {
			word(" any")
		}
	}
	return key
}
