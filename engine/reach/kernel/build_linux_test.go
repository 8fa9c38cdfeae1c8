package kernel_test

import (
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A world is a plan as machines. It reads the design's own properties and nothing of the core.
type world struct {
	*plan
	d        *design.Design
	lab      *lab
	internet *machine
	// routers and edges are by VPC, hosts and bridges by the ids of instances and subnets.
	routers, edges, hosts map[string]*machine
	bridges               map[string]string
	// peers is where the routers of VPCs find that of the VPC at the other end of an active peering.
	peers map[string]next
}

// A next is a neighbour to whom routes lead, by an address for each family.
type next struct {
	dev         string
	four, sixth string
}

func (n next) via(six bool) string {
	if six {
		return fmt.Sprintf("via %s dev %s", n.sixth, n.dev)
	}
	return fmt.Sprintf("via %s dev %s", n.four, n.dev)
}

func build(p *plan, l *lab) (*world, error) {
	w := &world{plan: p, d: p.net.D, lab: l, routers: map[string]*machine{}, edges: map[string]*machine{}, hosts: map[string]*machine{}, bridges: map[string]string{}, peers: map[string]next{}}
	var err error
	if w.internet, err = l.machine("the internet", true); err != nil {
		return nil, err
	}
	w.internet.ip.WriteString("link set lo up\n")
	for _, a := range outsiders {
		fmt.Fprintf(&w.internet.ip, "addr add %s/32 dev lo\n", a)
	}
	for _, a := range w.outsiders6 {
		fmt.Fprintf(&w.internet.ip, "addr add %s/128 dev lo nodad\n", a)
	}
	for _, make := range []struct {
		kind kind.Name
		with func(id string) error
	}{{kind.VPCKind, w.vpc}, {kind.PeeringKind, w.peering}, {kind.SubnetKind, w.subnet}, {kind.InternetGatewayKind, w.gateway}, {kind.EgressOnlyInternetGatewayKind, w.egressOnly}, {kind.InstanceKind, w.instance}, {kind.NATGatewayKind, w.natGateway}} {
		for _, id := range w.all(make.kind) {
			if err := make.with(id); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range w.all(kind.SubnetKind) {
		w.routes(id)
	}
	for _, id := range w.all(kind.VPCKind) {
		w.border(id)
	}
	for _, m := range l.machines {
		if err := m.start(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// all lists the ids of a kind.
func (w *world) all(k kind.Name) []string {
	var ids []string
	for _, row := range kind.Sorted(w.d.Resources) {
		if row.Value.Kind == k {
			ids = append(ids, row.Key)
		}
	}
	return ids
}

// props are the properties of a resource.
func props[P kind.Props](w *world, id string) P { return w.d.Resources[id].Props.(P) }

func (w *world) parent(id string) string { return w.d.Resources[id].Parent }

// iface is the only interface that resources of these designs have.
func (w *world) iface(id string) kind.Interface {
	for _, i := range w.d.Resources[id].Props.(kind.Addressed).NetworkInterfaces() {
		return i
	}
	panic(id + " has no interface")
}

// private is the pinned IPv4 address.
func (w *world) private(id string) netip.Addr {
	a, _ := w.address(id, false)
	return a
}

// address is the pinned address of a family; some is false where there is none.
func (w *world) address(id string, six bool) (a netip.Addr, some bool) {
	for text := range w.iface(id).Addresses {
		if a := netip.MustParseAddr(text); a.Is6() == six {
			return a, true
		}
	}
	return netip.Addr{}, false
}

// blocks are the block of a VPC for each of its families, IPv4 first.
func (w *world) blocks(vpc string) []netip.Prefix {
	p := props[*kind.VPC](w, vpc)
	blocks := []netip.Prefix{p.CIDR}
	for _, b := range p.IPv6CIDRs {
		blocks = append(blocks, b.CIDR)
	}
	return blocks
}

// block6 is its IPv6 block; not valid where it has none.
func (w *world) block6(vpc string) netip.Prefix {
	if all := w.blocks(vpc); len(all) > 1 {
		return all[1]
	}
	return netip.Prefix{}
}

// proto is what nftables calls the family of a block or an address.
func proto(a netip.Addr) string {
	if a.Is6() {
		return "ip6"
	}
	return "ip"
}

func (w *world) vpc(id string) error {
	r, err := w.lab.machine("the router of "+id, true)
	w.routers[id] = r
	return err
}

// peering is a wire between two routers, each of which lets across only what goes from its own block to
// that of the other (semantics 82, 83, 86, 87). What comes over it goes on to the bridges only.
func (w *world) peering(id string) error {
	p := props[*kind.Peering](w, id)
	if p.Status != kind.PeeringActive {
		return nil
	}
	ends := []string{p.Requester.ID, p.Accepter.ID}
	slices.Sort(ends) // the script of the first runs first
	w.routers[ends[0]].wire("pcx", w.routers[ends[1]], "pcx")
	for i, end := range ends {
		r, far := w.routers[end], ends[1-i]
		fmt.Fprintf(&r.ip, "addr add 169.254.200.%d/30 dev pcx\nlink set pcx up\n", i+1)
		var rules []string
		for n, own := range w.blocks(end) {
			if n < len(w.blocks(far)) {
				rules = append(rules, fmt.Sprintf("oifname pcx %s saddr %s %s daddr %s accept", proto(own.Addr()), own, proto(own.Addr()), w.blocks(far)[n]))
			}
		}
		if w.lab.six {
			r.link6("pcx", fmt.Sprintf("fd00:200::%d/64", i+1))
		}
		chain(&r.nft, "inet peering", "forward", "filter hook forward priority 1; policy accept", append(rules, "oifname pcx drop"))
		w.peers[end] = next{"pcx", fmt.Sprintf("169.254.200.%d", 2-i), fmt.Sprintf("fd00:200::%d", 2-i)}
	}
	return nil
}

func (w *world) peered(vpc string) bool { return w.peers[vpc].dev != "" }

// subnet makes a bridge; the router has the first address, as AWS's has.
func (w *world) subnet(id string) error {
	r := w.routers[w.parent(id)]
	bridge := fmt.Sprintf("b%d", len(w.bridges))
	w.bridges[id] = bridge
	cidr := props[*kind.Subnet](w, id).CIDR
	fmt.Fprintf(&r.ip, "link add %s type bridge\naddr add %s/%d dev %s\nlink set %s up\n", bridge, cidr.Addr().Next(), cidr.Bits(), bridge, bridge)
	if own := props[*kind.Subnet](w, id).IPv6CIDR; own.IsValid() {
		r.link6(bridge, netip.PrefixFrom(own.Addr().Next(), own.Bits()).String())
	}
	return nil
}

// host makes a machine in a subnet.
func (w *world) host(id string, forwards bool) (*machine, error) {
	m, err := w.lab.machine(id, forwards)
	if err != nil {
		return nil, err
	}
	sub := w.parent(id)
	r, port := w.routers[w.parent(sub)], fmt.Sprintf("p%d", len(w.lab.machines))
	r.wire(port, m, "eth0")
	fmt.Fprintf(&r.ip, "link set %s master %s up\n", port, w.bridges[sub])
	cidr := props[*kind.Subnet](w, sub).CIDR
	fmt.Fprintf(&m.ip, "addr add %s/%d dev eth0\n", w.private(id), cidr.Bits())
	return m, nil
}

// plug lets a host speak, by the router of its subnet.
func (w *world) plug(id string, m *machine) {
	sub := props[*kind.Subnet](w, w.parent(id))
	fmt.Fprintf(&m.ip, "link set eth0 up\nroute add default via %s\n", sub.CIDR.Addr().Next())
	if a, some := w.address(id, true); some {
		m.link6("eth0", netip.PrefixFrom(a, sub.IPv6CIDR.Bits()).String())
		fmt.Fprintf(&m.ip, "route add ::/0 via %s dev eth0\n", sub.IPv6CIDR.Addr().Next())
	}
}

// instance is a host that filters by its security groups. A stopped one is unplugged (semantics 154);
// what forwards is one without the source/destination check (semantics 45, 46).
func (w *world) instance(id string) error {
	m, err := w.host(id, !w.iface(id).SourceDestCheck)
	if err != nil {
		return err
	}
	w.hosts[id] = m
	if props[*kind.Instance](w, id).State == kind.StateRunning {
		w.plug(id, m)
	}
	var in, out []string
	for _, g := range w.groupsOf(id) {
		p := props[*kind.SecurityGroup](w, g)
		in = append(in, w.allows(g, p.Ingress, "saddr")...)
		out = append(out, w.allows(g, p.Egress, "daddr")...)
	}
	if v := w.parent(w.parent(id)); w.block6(v).IsValid() && slices.Contains(w.groupsOf(id), design.DefaultSecurityGroupID(v)) {
		out = append(out, "meta nfproto ipv6 accept") // semantics 50: it comes with the block
	}
	// A reply passes whatever the rules say; everything else wants a rule (semantics 49, 51, 52, 53).
	chain(&m.nft, "inet groups", "in", "filter hook input priority 0; policy drop", slices.Concat([]string{neighbours, "ct state established accept"}, in))
	chain(&m.nft, "inet groups", "out", "filter hook output priority 0; policy drop", slices.Concat([]string{neighbours, "ct state established accept"}, out))
	return nil
}

// neighbours lets through how IPv6 finds a neighbour's link address: part of the link, as ARP is, and not
// of what filters are asked about.
const neighbours = "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept"

// chain writes a chain of a table, which is named with its family.
func chain(to *strings.Builder, table, name, hook string, rules []string) {
	if hook != "" {
		hook = "type " + hook + ";\n"
	}
	fmt.Fprintf(to, "table %s {\nchain %s {\n%s%s\n}\n}\n", table, name, hook, strings.Join(rules, "\n"))
}

// groupsOf are the groups of an instance; the default one where it has none.
func (w *world) groupsOf(id string) []string {
	var groups []string
	for _, g := range kind.Sorted(w.iface(id).Groups) {
		groups = append(groups, g.Key)
	}
	if groups == nil {
		groups = []string{design.DefaultSecurityGroupID(w.parent(w.parent(id)))}
	}
	return groups
}

// allows writes the rules of a group. A group as peer is the private addresses of its members
// (semantics 55, 56), if it is one of the same VPC or of an active peering's other one (semantics 57).
func (w *world) allows(group string, rows map[string]kind.SecurityRule, side string) []string {
	var rules []string
	for _, row := range kind.Sorted(rows) {
		r := row.Value
		var peers []netip.Prefix
		switch {
		case r.CIDR.IsValid():
			peers = []netip.Prefix{r.CIDR}
		case r.Group.ID != "" && (w.parent(r.Group.ID) == w.parent(group) || w.peered(w.parent(group))):
			peers = w.members(r.Group.ID)
		}
		for _, p := range peers {
			if speaks(r.Protocol, p) {
				rules = append(rules, fmt.Sprintf("%s %s %s %s accept", proto(p.Addr()), side, p, traffic(r.Protocol, r.Ports, r.Types)))
			}
		}
	}
	return rules
}

// speaks tells whether a protocol is one of the block's family: each has an ICMP of its own.
func speaks(p netset.Protocol, block netip.Prefix) bool {
	return !(p == netset.ICMP && block.Addr().Is6() || p == netset.ICMPv6 && block.Addr().Is4())
}

// members are the private addresses of a group's members, of both families.
func (w *world) members(group string) []netip.Prefix {
	var members []netip.Prefix
	for _, id := range w.all(kind.InstanceKind) {
		if !slices.Contains(w.groupsOf(id), group) {
			continue
		}
		for _, six := range []bool{false, true} {
			if a, some := w.address(id, six); some {
				members = append(members, netip.PrefixFrom(a, a.BitLen()))
			}
		}
	}
	return members
}

// border writes the network ACLs of a VPC into its router: rules without state that see only what
// crosses from one bridge to elsewhere (semantics 70, 72).
func (w *world) border(vpc string) {
	r := w.routers[vpc]
	forward := []string{}
	for _, sub := range w.all(kind.SubnetKind) {
		if w.parent(sub) != vpc {
			continue
		}
		bridge := w.bridges[sub]
		acl := props[*kind.Subnet](w, sub).NetworkACL.ID
		if acl == "" {
			acl = design.DefaultNetworkACLID(vpc) // semantics 74
		}
		p := props[*kind.NetworkACL](w, acl)
		more := w.allows6(vpc, acl)
		chain(&r.nft, "inet acl", "out_"+bridge, "", append(more, entries(p.Egress, "daddr")...))
		chain(&r.nft, "inet acl", "in_"+bridge, "", append(more, entries(p.Ingress, "saddr")...))
		forward = append(forward, fmt.Sprintf("iifname %s jump out_%s", bridge, bridge), fmt.Sprintf("oifname %s jump in_%s", bridge, bridge))
	}
	chain(&r.nft, "inet acl", "forward", "filter hook forward priority 0; policy accept", forward)
	chain(&r.nft, "inet acl", "own", "filter hook output priority 0; policy drop", []string{neighbours}) // it says nothing else itself
}

// allows6 is what AWS adds to the default network ACL that nobody edited when the VPC gets an IPv6 block
// (semantics 74).
func (w *world) allows6(vpc, acl string) []string {
	if !w.block6(vpc).IsValid() || acl != design.DefaultNetworkACLID(vpc) || !reflect.DeepEqual(props[*kind.NetworkACL](w, acl), kind.DefaultNetworkACL()) {
		return nil
	}
	return []string{"meta nfproto ipv6 return"}
}

// traffic is the part of a rule that does not look at addresses (semantics 63, 64).
func traffic(p netset.Protocol, ports netset.PortRange, types netset.Types) string {
	first, last := ports.Bounds()
	switch {
	case p == netset.AllProtocols:
		return ""
	case p.HasTypes() && types.HasType && types.HasCode:
		return fmt.Sprintf("%s type %d %s code %d", p, types.Type, p, types.Code)
	case p.HasTypes() && types.HasType:
		return fmt.Sprintf("%s type %d", p, types.Type)
	case p.HasPorts() && ports.Set:
		return fmt.Sprintf("%s dport %d-%d", p, first, last)
	}
	return fmt.Sprintf("meta l4proto %d", p.Number())
}

// entries are in the order of their numbers, and the last denies (semantics 68, 69, 73).
func entries(rows map[string]kind.ACLEntry, side string) []string {
	all := kind.Sorted(rows)
	slices.SortFunc(all, func(a, b kind.Row[kind.ACLEntry]) int { return a.Value.RuleNumber - b.Value.RuleNumber })
	var rules []string
	for _, row := range all {
		e := row.Value
		does := map[string]string{kind.Allow: "return", kind.Deny: "drop"}[e.Action]
		if speaks(e.Protocol, e.CIDR) {
			rules = append(rules, fmt.Sprintf("%s %s %s %s %s", proto(e.CIDR.Addr()), side, e.CIDR, traffic(e.Protocol, e.Ports, e.Types), does))
		}
	}
	return append(rules, "drop")
}

// routes writes the table that a subnet uses. A local route sends the search on to the main table,
// which holds the bridges; what finds nothing is dropped.
func (w *world) routes(sub string) {
	vpc := w.parent(sub)
	r, bridge := w.routers[vpc], w.bridges[sub]
	table := props[*kind.Subnet](w, sub).RouteTable.ID
	if table == "" {
		if table = props[*kind.VPC](w, vpc).MainRouteTable.ID; table == "" {
			table = design.MainRouteTableID(vpc) // semantics 11
		}
	}
	for _, own := range w.blocks(vpc) {
		w.table(r, bridge, table, own)
	}
}

// table writes the routes of one family: that of a block of the VPC.
func (w *world) table(r *machine, bridge, table string, own netip.Prefix) {
	number := "1" + bridge[1:]
	to, all := &r.ip, "0.0.0.0/0"
	if own.Addr().Is6() {
		to, all = &r.ip6, "::/0"
	}
	fmt.Fprintf(to, "rule add pref 100 iif %s lookup %s\nroute add blackhole %s table %s metric 9999\n", bridge, number, all, number)
	replaced := false
	for _, row := range kind.Sorted(props[*kind.RouteTable](w, table).Routes) {
		dest := row.Value.Destination
		if dest.Addr().Is6() != own.Addr().Is6() { // semantics 2
			continue
		}
		how := w.leadsTo(w.parent(table), row.Value, own)
		if how == "" {
			continue
		}
		replaced = replaced || dest == own
		blackhole, rest := "", how
		if how == "blackhole" {
			blackhole, rest = "blackhole ", ""
		}
		fmt.Fprintf(to, "route add %s%s %s table %s\n", blackhole, dest, rest, number)
	}
	if !replaced { // semantics 8
		fmt.Fprintf(to, "route add throw %s table %s\n", own, number)
	}
}

// leadsTo is how a route goes on; "" for one that AWS refuses. own is the VPC's block of its family.
func (w *world) leadsTo(vpc string, r kind.Route, own netip.Prefix) string {
	six := own.Addr().Is6()
	inside := own.Contains(r.Destination.Addr()) && r.Destination.Bits() >= own.Bits()
	whole := r.Destination == own || slices.ContainsFunc(w.all(kind.SubnetKind), func(s string) bool {
		p := props[*kind.Subnet](w, s)
		return w.parent(s) == vpc && (p.CIDR == r.Destination || p.IPv6CIDR == r.Destination)
	})
	if r.Target.Gone != nil {
		return "blackhole" // semantics 14
	}
	switch id := r.Target.ID; p := w.d.Resources[id].Props.(type) {
	case *kind.InternetGateway:
		switch {
		case inside || p.VPC.ID != "" && p.VPC.ID != vpc: // semantics 9, 22
			return ""
		case p.VPC.ID == "": // semantics 23
			return "blackhole"
		}
		return edgeSide("igw").via(six)
	case *kind.EgressOnlyInternetGateway:
		if !six || inside || w.parent(id) != vpc { // semantics 9, 22, 48
			return ""
		}
		return edgeSide("eigw").via(six)
	case *kind.Peering:
		switch {
		case inside || p.Requester.ID != vpc && p.Accepter.ID != vpc: // semantics 9, 22
			return ""
		case !w.peered(vpc): // semantics 87
			return "blackhole"
		}
		return w.peers[vpc].via(six)
	default:
		if w.parent(w.parent(id)) != vpc || inside && !whole { // semantics 9, 22
			return ""
		}
		a, some := w.address(id, six)
		if i, ok := p.(*kind.Instance); ok && i.State != kind.StateRunning || !some { // semantics 46, 47
			return "blackhole"
		}
		return fmt.Sprintf("via %s dev %s", a, w.bridges[w.parent(id)])
	}
}

// natGateway is a host that masquerades what comes from its VPC (semantics 36 to 42).
func (w *world) natGateway(id string) error {
	m, err := w.host(id, true)
	if err != nil {
		return err
	}
	w.plug(id, m)
	own := props[*kind.VPC](w, w.parent(w.parent(id))).CIDR
	chain(&m.nft, "ip nat", "source", "nat hook postrouting priority srcnat; policy accept", []string{
		fmt.Sprintf("meta l4proto { tcp, udp } snat to %s:%d-%d random", w.private(id), w.natFirst, w.natLast),
		fmt.Sprintf("meta l4proto icmp snat to %s", w.private(id)),
	})
	chain(&m.nft, "ip nat", "forward", "filter hook forward priority 0; policy drop", []string{
		"ct state established accept",
		fmt.Sprintf("ct state new meta l4proto { tcp, udp, icmp } ip saddr %s accept", own),
	})
	chain(&m.nft, "ip nat", "in", "filter hook input priority 0; policy drop", nil)
	chain(&m.nft, "ip nat", "out", "filter hook output priority 0; policy drop", nil)
	return nil
}
