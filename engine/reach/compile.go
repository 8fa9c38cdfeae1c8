package reach

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"
	"sync"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A step of the build reads what the steps before it made.
type step func(*builder)

// steps is how a design, or some cells of it, become a network.
var steps = []step{
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
	// ids are the resources that are compiled, by kind, and old is the network of all others; nil for
	// none. A step makes and changes parts of what is compiled, and reads the others by vpc alone.
	ids  map[kind.Name][]string
	old  *Network
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
	b := newBuilder(d, len(d.Resources))
	for id, r := range d.Resources {
		b.byKind[r.Kind] = append(b.byKind[r.Kind], id)
	}
	for _, ids := range b.byKind {
		slices.Sort(ids)
	}
	b.ids, b.lost = b.byKind, subnets
	b.islands = sync.OnceValue(func() *islands { return islandsOf(d) })
	b.build()
	return b.Network
}

func newBuilder(d *design.Design, size int) *builder {
	return &builder{
		pending: make([]pendingInterface, 0, size),
		Network: &Network{
			design: d, vpcs: map[string]*vpc{}, subnets: map[string]*subnet{}, groups: map[string]*group{},
			tables: map[string]*routeTable{}, byResource: make(map[string][]*Interface, size), inGroup: map[string][]member{},
			clients: map[string]netset.AddrSet{}, balancers: map[string]*loadBalancer{},
			services: map[string]serviceSet{}, records: map[string]dnsRecord{},
			networks: map[string]*corporateNetwork{}, byKind: map[kind.Name][]string{},
		},
		acls: map[string]*networkACL{}, targets: make(map[string]target, size), elastic: map[string]*elasticIP{}, vpns: map[string]*vpnGateway{},
		targetGroups: map[string]*targetGroup{}, lists: map[string]*prefixList{},
	}
}

func (b *builder) build() {
	for _, s := range steps {
		s(b)
	}
}

// vpc finds a VPC, also one that is not compiled now; nil for none.
func (b *builder) vpc(id string) *vpc {
	if v := b.vpcs[id]; v != nil || b.old == nil {
		return v
	}
	if r := b.design.Resources[id]; r == nil || r.Kind != kind.VPCKind {
		return nil // it has gone since
	}
	return b.old.vpcs[id]
}

func buildKinds(b *builder) {
	for _, e := range edges {
		for _, id := range b.ids[e.kind] {
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
		named = named.Union(b.vpc(id).blocks)
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

// comparing are the kinds whose rows compare with blocks of addresses: what a link announces becomes routes.
var comparing = []kind.Name{
	kind.SecurityGroupKind, kind.NetworkACLKind, kind.RouteTableKind, kind.PrefixListKind, kind.CorporateNetworkKind,
	kind.VPNConnectionKind, kind.DirectConnectKind,
}

// eachBlock visits every block of addresses that a rule, an entry or a route compares with.
func (b *builder) eachBlock(visit func(netip.Prefix)) {
	for _, k := range comparing {
		b.eachBlockOf(k, visit)
	}
}

func (b *builder) eachBlockOf(k kind.Name, visit func(netip.Prefix)) {
	for _, id := range b.byKind[k] {
		blocksIn(b.design.Resources[id], visit)
	}
}

// blocksIn visits the blocks that the rows of one resource compare with, or that a VPC's local routes do; nil
// has none.
func blocksIn(r *design.Resource, visit func(netip.Prefix)) {
	if r == nil {
		return
	}
	switch p := r.Props.(type) {
	case *kind.SecurityGroup:
		for _, rows := range []map[string]kind.SecurityRule{p.Ingress, p.Egress} {
			for _, r := range rows {
				visit(r.CIDR)
			}
		}
	case *kind.NetworkACL:
		for _, rows := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
			for _, r := range rows {
				visit(r.CIDR)
			}
		}
	case *kind.RouteTable:
		for _, r := range p.Routes {
			visit(r.Destination)
		}
	case *kind.PrefixList:
		for _, e := range p.Entries {
			visit(e.CIDR)
		}
	case *kind.CorporateNetwork:
		eachOfBlocks(p.CIDRs, visit)
	case *kind.VPNConnection:
		eachOfBlocks(p.Routes, visit)
	case *kind.DirectConnect:
		eachOfBlocks(p.Routes, visit)
	case *kind.VPC:
		for _, p := range p.Blocks() {
			visit(p)
		}
		eachOfBlocks(p.IPv6CIDRs, visit)
	}
}

func eachOfBlocks(blocks map[string]kind.Block, visit func(netip.Prefix)) {
	for _, p := range kind.BlocksOf(blocks) {
		visit(p)
	}
}

// profileInterfaces numbers the interfaces so that those which every filter, route and load balancer treats
// alike have the same number. A question about a group then walks one of each, not all.
func profileInterfaces(b *builder) {
	var cuts []netip.Addr
	cut := func(p netip.Prefix) { cuts = appendCuts(cuts, p) }
	b.eachBlock(cut)
	b.eachBlockOf(kind.VPCKind, cut) // of a VPC that has some of another's addresses
	slices.SortFunc(cuts, netip.Addr.Compare)
	cuts = slices.Compact(cuts)
	numbers := map[string]int{}
	var key []byte // one for all: most are in the map already, and a look-up keeps no copy
	asks := targetTexts(b.Network)
	for _, i := range b.interfaces {
		i.asks = asks[i]
		key = i.appendProfile(key[:0], cuts)
		n, known := numbers[string(key)]
		if !known {
			n = b.profiles
			numbers[string(key)] = n
			b.profiles++
		}
		i.profile = n
	}
}

// appendCuts adds where a block begins and where it has ended: addresses between two cuts are in the
// same blocks.
func appendCuts(cuts []netip.Addr, p netip.Prefix) []netip.Addr {
	if !p.IsValid() {
		return cuts
	}
	r := netset.PrefixRange(p)
	return append(cuts, r.Lo, r.Hi.Next())
}

// appendProfile spells out everything that a walk can look at.
func (i *Interface) appendProfile(key []byte, cuts []netip.Addr) []byte {
	word := func(parts ...string) {
		for _, p := range parts {
			key = append(append(key, p...), ' ')
		}
	}
	flag := func(b bool) { key = strconv.AppendBool(key, b) }
	word(i.Subnet(), i.nature.name, i.asks)
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
