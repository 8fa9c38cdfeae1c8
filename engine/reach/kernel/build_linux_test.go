package kernel_test

import (
	"fmt"
	"net/netip"
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
	// routers and gateways are by VPC, hosts and bridges by the ids of instances and subnets.
	routers, gateways, hosts map[string]*machine
	bridges                  map[string]string
	// peers are how the routers of VPCs reach that of the VPC at the other end of an active peering.
	peers map[string]string
}

// Addresses between a router and its gateway, and between a gateway and the internet.
const (
	routerSide  = "169.254.0.1"
	gatewaySide = "169.254.0.2"
)

func build(p *plan, l *lab) (*world, error) {
	w := &world{plan: p, d: p.net.D, lab: l, routers: map[string]*machine{}, gateways: map[string]*machine{}, hosts: map[string]*machine{}, bridges: map[string]string{}, peers: map[string]string{}}
	var err error
	if w.internet, err = l.machine("the internet", true); err != nil {
		return nil, err
	}
	w.internet.ip.WriteString("link set lo up\n")
	for _, a := range outsiders {
		fmt.Fprintf(&w.internet.ip, "addr add %s/32 dev lo\n", a)
	}
	for _, make := range []struct {
		kind kind.Name
		with func(id string) error
	}{{kind.VPCKind, w.vpc}, {kind.PeeringKind, w.peering}, {kind.SubnetKind, w.subnet}, {kind.InternetGatewayKind, w.gateway}, {kind.InstanceKind, w.instance}, {kind.NATGatewayKind, w.natGateway}} {
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

// private is the pinned address.
func (w *world) private(id string) netip.Addr {
	for a := range w.iface(id).Addresses {
		return netip.MustParseAddr(a)
	}
	panic(id + " has no address")
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
		r := w.routers[end]
		fmt.Fprintf(&r.ip, "addr add 169.254.200.%d/30 dev pcx\nlink set pcx up\n", i+1)
		chain(&r.nft, "peering", "forward", "filter hook forward priority 1; policy accept", []string{
			fmt.Sprintf("oifname pcx ip saddr != %s drop", props[*kind.VPC](w, end).CIDR),
			fmt.Sprintf("oifname pcx ip daddr != %s drop", props[*kind.VPC](w, ends[1-i]).CIDR),
		})
		w.peers[end] = fmt.Sprintf("via 169.254.200.%d dev pcx", 2-i)
	}
	return nil
}

func (w *world) peered(vpc string) bool { return w.peers[vpc] != "" }

// subnet makes a bridge; the router has the first address, as AWS's has.
func (w *world) subnet(id string) error {
	r := w.routers[w.parent(id)]
	bridge := fmt.Sprintf("b%d", len(w.bridges))
	w.bridges[id] = bridge
	cidr := props[*kind.Subnet](w, id).CIDR
	fmt.Fprintf(&r.ip, "link add %s type bridge\naddr add %s/%d dev %s\nlink set %s up\n", bridge, cidr.Addr().Next(), cidr.Bits(), bridge, bridge)
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

func (m *machine) up(router netip.Addr) {
	fmt.Fprintf(&m.ip, "link set eth0 up\nroute add default via %s\n", router)
}

func (w *world) routerOf(id string) netip.Addr {
	return props[*kind.Subnet](w, w.parent(id)).CIDR.Addr().Next()
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
		m.up(w.routerOf(id))
	}
	var in, out []string
	for _, g := range w.groupsOf(id) {
		p := props[*kind.SecurityGroup](w, g)
		in = append(in, w.allows(g, p.Ingress, "saddr")...)
		out = append(out, w.allows(g, p.Egress, "daddr")...)
	}
	// A reply passes whatever the rules say; everything else wants a rule (semantics 49, 51, 52).
	chain(&m.nft, "groups", "in", "filter hook input priority 0; policy drop", append([]string{"ct state established accept"}, in...))
	chain(&m.nft, "groups", "out", "filter hook output priority 0; policy drop", append([]string{"ct state established accept"}, out...))
	return nil
}

// chain writes a chain of a table.
func chain(to *strings.Builder, table, name, hook string, rules []string) {
	if hook != "" {
		hook = "type " + hook + ";\n"
	}
	fmt.Fprintf(to, "table ip %s {\nchain %s {\n%s%s\n}\n}\n", table, name, hook, strings.Join(rules, "\n"))
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
		var peers []string
		switch {
		case r.CIDR.IsValid() && r.CIDR.Addr().Is4():
			peers = []string{r.CIDR.String()}
		case r.Group.ID != "" && (w.parent(r.Group.ID) == w.parent(group) || w.peered(w.parent(group))):
			peers = w.members(r.Group.ID)
		}
		if len(peers) > 0 {
			rules = append(rules, fmt.Sprintf("ip %s { %s } %s accept", side, strings.Join(peers, ", "), traffic(row.Value.Protocol, r.Ports, r.Types)))
		}
	}
	return rules
}

func (w *world) members(group string) []string {
	var members []string
	for _, id := range w.all(kind.InstanceKind) {
		if slices.Contains(w.groupsOf(id), group) {
			members = append(members, w.private(id).String())
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
		chain(&r.nft, "acl", "out_"+bridge, "", entries(p.Egress, "daddr"))
		chain(&r.nft, "acl", "in_"+bridge, "", entries(p.Ingress, "saddr"))
		forward = append(forward, fmt.Sprintf("iifname %s jump out_%s", bridge, bridge), fmt.Sprintf("oifname %s jump in_%s", bridge, bridge))
	}
	chain(&r.nft, "acl", "forward", "filter hook forward priority 0; policy accept", forward)
	chain(&r.nft, "acl", "own", "filter hook output priority 0; policy drop", nil) // it says nothing itself
}

// traffic is the part of a rule that does not look at addresses (semantics 63, 64).
func traffic(p netset.Protocol, ports netset.PortRange, types netset.Types) string {
	first, last := ports.Bounds()
	switch {
	case p == netset.AllProtocols:
		return ""
	case p.HasTypes() && types.HasType && types.HasCode:
		return fmt.Sprintf("icmp type %d icmp code %d", types.Type, types.Code)
	case p.HasTypes() && types.HasType:
		return fmt.Sprintf("icmp type %d", types.Type)
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
		if e.CIDR.Addr().Is4() {
			rules = append(rules, fmt.Sprintf("ip %s %s %s %s", side, e.CIDR, traffic(e.Protocol, e.Ports, e.Types), does))
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
	number := "1" + bridge[1:]
	fmt.Fprintf(&r.ip, "rule add pref 100 iif %s lookup %s\nroute add blackhole default table %s metric 9999\n", bridge, number, number)
	own := props[*kind.VPC](w, vpc).CIDR
	replaced := false
	for _, row := range kind.Sorted(props[*kind.RouteTable](w, table).Routes) {
		how := w.leadsTo(vpc, row.Value)
		if how == "" {
			continue
		}
		replaced = replaced || row.Value.Destination == own
		blackhole, rest := "", how
		if how == "blackhole" {
			blackhole, rest = "blackhole ", ""
		}
		fmt.Fprintf(&r.ip, "route add %s%s %s table %s\n", blackhole, row.Value.Destination, rest, number)
	}
	if !replaced { // semantics 8
		fmt.Fprintf(&r.ip, "route add throw %s table %s\n", own, number)
	}
}

// leadsTo is how a route goes on; "" for one that AWS refuses.
func (w *world) leadsTo(vpc string, r kind.Route) string {
	own := props[*kind.VPC](w, vpc).CIDR
	inside := own.Contains(r.Destination.Addr()) && r.Destination.Bits() >= own.Bits()
	whole := r.Destination == own || slices.ContainsFunc(w.all(kind.SubnetKind), func(s string) bool {
		return w.parent(s) == vpc && props[*kind.Subnet](w, s).CIDR == r.Destination
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
		return fmt.Sprintf("via %s dev igw", gatewaySide)
	case *kind.Peering:
		switch {
		case inside || p.Requester.ID != vpc && p.Accepter.ID != vpc: // semantics 9, 22
			return ""
		case !w.peered(vpc): // semantics 87
			return "blackhole"
		}
		return w.peers[vpc]
	default:
		if w.parent(w.parent(id)) != vpc || inside && !whole { // semantics 9, 22
			return ""
		}
		if i, ok := p.(*kind.Instance); ok && i.State != kind.StateRunning { // semantics 47
			return "blackhole"
		}
		return fmt.Sprintf("via %s dev %s", w.private(id), w.bridges[w.parent(id)])
	}
}

// gateway is an internet gateway: it keeps no state, and exchanges private for public addresses on the
// way out and back on the way in (semantics 24, 25, 26).
func (w *world) gateway(id string) error {
	vpc := props[*kind.InternetGateway](w, id).VPC.ID
	if vpc == "" {
		return nil
	}
	m, err := w.lab.machine(id, true)
	if err != nil {
		return err
	}
	n := len(w.gateways)
	w.gateways[vpc] = m
	w.routers[vpc].wire("igw", m, "in")
	fmt.Fprintf(&w.routers[vpc].ip, "addr add %s/30 dev igw\nlink set igw up\n", routerSide)
	port, here, there := fmt.Sprintf("w%d", n), fmt.Sprintf("169.254.%d.2", n+1), fmt.Sprintf("169.254.%d.1", n+1)
	w.internet.wire(port, m, "out")
	fmt.Fprintf(&w.internet.ip, "addr add %s/30 dev %s\nlink set %s up\n", there, port, port)
	own := props[*kind.VPC](w, vpc).CIDR
	fmt.Fprintf(&m.ip, "addr add %s/30 dev in\nlink set in up\naddr add %s/30 dev out\nlink set out up\nroute add default via %s\nroute add %s via %s\n", gatewaySide, here, there, own, routerSide)
	var out, in []string
	for _, row := range kind.Sorted(w.public) {
		if w.parent(w.parent(row.Key)) == vpc {
			fmt.Fprintf(&w.internet.ip, "route add %s/32 via %s\n", row.Value, here)
			out = append(out, fmt.Sprintf("%s : %s", w.private(row.Key), row.Value))
			in = append(in, fmt.Sprintf("%s : %s", row.Value, w.private(row.Key)))
		}
	}
	remote := "{ 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 }"                                                                                   // semantics 28
	rules := []string{"iifname in ip daddr " + remote + " drop", "iifname out ip saddr " + remote + " drop", fmt.Sprintf("iifname out ip saddr %s drop", own)} // semantics 32
	rules = append(rules, exchange("in", "saddr", out)...)
	rules = append(rules, exchange("out", "daddr", in)...)
	chain(&m.nft, "gateway", "exchange", "filter hook prerouting priority raw; policy accept", rules)
	chain(&m.nft, "gateway", "own", "filter hook output priority 0; policy drop", nil)
	return nil
}

// exchange replaces addresses, and drops what has none to be replaced.
func exchange(from, side string, pairs []string) []string {
	if len(pairs) == 0 {
		return []string{"iifname " + from + " drop"}
	}
	var known []string
	for _, p := range pairs {
		known = append(known, strings.Fields(p)[0])
	}
	return []string{
		fmt.Sprintf("iifname %s ip %s != { %s } drop", from, side, strings.Join(known, ", ")),
		fmt.Sprintf("iifname %s ip %s set ip %s map { %s }", from, side, side, strings.Join(pairs, ", ")),
	}
}

// natGateway is a host that masquerades what comes from its VPC (semantics 36 to 42).
func (w *world) natGateway(id string) error {
	m, err := w.host(id, true)
	if err != nil {
		return err
	}
	m.up(w.routerOf(id))
	own := props[*kind.VPC](w, w.parent(w.parent(id))).CIDR
	chain(&m.nft, "nat", "source", "nat hook postrouting priority srcnat; policy accept", []string{
		fmt.Sprintf("meta l4proto { tcp, udp } snat to %s:%d-%d random", w.private(id), w.natFirst, w.natLast),
		fmt.Sprintf("meta l4proto icmp snat to %s", w.private(id)),
	})
	chain(&m.nft, "nat", "forward", "filter hook forward priority 0; policy drop", []string{
		"ct state established accept",
		fmt.Sprintf("ct state new meta l4proto { tcp, udp, icmp } ip saddr %s accept", own),
	})
	chain(&m.nft, "nat", "in", "filter hook input priority 0; policy drop", nil)
	chain(&m.nft, "nat", "out", "filter hook output priority 0; policy drop", nil)
	return nil
}
