package reach_test

import (
	"net/netip"
	"sort"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// The oracle is a second implementation that shares nothing with the first: it sends one packet with
// one source port between two pinned addresses, by reading the design's own properties. It is slow,
// knows nothing of unknowns, reasons or sets, and covers one VPC and the internet.
type oracle struct {
	d *design.Design
	// addr and public are the addresses that AWS picked, by instance.
	addr, public map[string]netip.Addr
	// natPublic and natPort are what the NAT gateway shows outside.
	natPublic netip.Addr
	natPort   uint16
}

// header is a packet as filters see it.
type header struct {
	src, dst     netip.Addr
	proto        netset.Protocol
	sport, dport uint16 // for ICMP the type is dport and the code 0
}

func (h header) reply() header {
	r := header{src: h.dst, dst: h.src, proto: h.proto, sport: h.dport, dport: h.sport}
	if h.proto == netset.ICMP {
		r.dport = 0 // echo reply
	}
	return r
}

func (o *oracle) instance(id string) *kind.Instance { return o.d.Resources[id].Props.(*kind.Instance) }

func (o *oracle) subnet(id string) *kind.Subnet {
	return o.d.Resources[o.d.Resources[id].Parent].Props.(*kind.Subnet)
}

// arrives sends a request from one instance to another by private address, and the reply back.
func (o *oracle) arrives(from, to string, h header) bool {
	h.src, h.dst = o.addr[from], o.addr[to]
	if !o.up(from) || !o.up(to) || !o.groups(from, true, h, to) || !o.groups(to, false, h, from) {
		return false
	}
	if o.d.Resources[from].Parent == o.d.Resources[to].Parent {
		return true
	}
	return o.crosses(from, to, h) && o.crosses(to, from, h.reply())
}

func (o *oracle) crosses(from, to string, h header) bool {
	return o.acl(from, true, h) && o.route(from, h.dst) == "local" && o.acl(to, false, h)
}

// entersFromOutside sends a request from a host on the internet to an instance's public address.
func (o *oracle) entersFromOutside(host netip.Addr, to string, h header) bool {
	public, ok := o.public[to]
	if !ok || !public.IsValid() || !o.up(to) {
		return false
	}
	h.src, h.dst = host, o.addr[to]
	if len(o.gateways()) != 1 || !o.acl(to, false, h) || !o.groups(to, false, h, "") {
		return false
	}
	back := h.reply()
	return o.acl(to, true, back) && o.route(to, host) == o.gateways()[0]
}

// leaves sends a request from an instance to a host on the internet.
func (o *oracle) leaves(from string, host netip.Addr, h header) bool {
	h.src, h.dst = o.addr[from], host
	if !o.up(from) || !o.groups(from, true, h, "") || !o.acl(from, true, h) {
		return false
	}
	if nat := o.throughNAT(from, host); nat != "" {
		return o.translated(from, nat, h)
	}
	if _, ok := o.public[from]; !ok {
		return false
	}
	gates := o.gateways()
	return len(gates) == 1 && o.route(from, host) == gates[0] && o.acl(from, false, h.reply())
}

// throughNAT is the NAT gateway that the route to host leads to, or "".
func (o *oracle) throughNAT(from string, host netip.Addr) string {
	id := o.route(from, host)
	if r := o.d.Resources[id]; r == nil || r.Kind != kind.NATGatewayKind {
		return ""
	}
	return id
}

// translated sends a request on by a NAT gateway, and the reply back: four filters of its subnet.
func (o *oracle) translated(from, nat string, h header) bool {
	if h.proto != netset.TCP && h.proto != netset.UDP && h.proto != netset.ICMP {
		return false
	}
	if o.d.Resources[from].Parent == o.d.Resources[nat].Parent {
		return false // its own subnet leads back to it
	}
	out := h
	if h.proto.HasPorts() {
		out.sport = o.natPort
	}
	gates := o.gateways()
	there := o.acl(nat, false, h) && o.acl(nat, true, out) && len(gates) == 1 && o.route(nat, h.dst) == gates[0]
	back := h.reply()
	return there && o.acl(nat, false, out.reply()) && o.acl(nat, true, back) && o.route(nat, h.src) == "local" && o.acl(from, false, back)
}

func (o *oracle) up(id string) bool { return o.instance(id).State == kind.StateRunning }

func (o *oracle) gateways() []string {
	var ids []string
	for id, r := range o.d.Resources {
		if g, ok := r.Props.(*kind.InternetGateway); ok && g.VPC.ID != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// route finds where a packet to dst goes: "local", the id of a target, "gone", or "" for nowhere.
func (o *oracle) route(from string, dst netip.Addr) string {
	vpcID := o.d.Resources[o.d.Resources[from].Parent].Parent
	vpc := o.d.Resources[vpcID].Props.(*kind.VPC)
	table := o.subnet(from).RouteTable.ID
	if table == "" {
		table = design.MainRouteTableID(vpcID)
	}
	best, bits := "", -1
	if vpc.CIDR.Contains(dst) {
		best, bits = "local", vpc.CIDR.Bits()
	}
	for _, r := range o.d.Resources[table].Props.(*kind.RouteTable).Routes {
		inside := r.Destination.Bits() >= vpc.CIDR.Bits() && vpc.CIDR.Contains(r.Destination.Addr())
		if inside && r.Target.Gone == nil {
			continue // AWS refuses a gateway as the target of a part of the VPC
		}
		if r.Destination.Contains(dst) && r.Destination.Bits() >= bits {
			if bits = r.Destination.Bits(); r.Target.Gone != nil {
				best = "gone"
			} else {
				best = r.Target.ID
			}
		}
	}
	return best
}

func matches(p netset.Protocol, ports netset.PortRange, types netset.Types, h header) bool {
	if p == netset.AllProtocols {
		return true
	}
	if p != h.proto {
		return false
	}
	if p.HasTypes() {
		return !types.HasType || uint16(types.Type) == h.dport && (!types.HasCode || types.Code == 0)
	}
	first, last := ports.Bounds()
	return !p.HasPorts() || first <= h.dport && h.dport <= last
}

func (o *oracle) groups(id string, out bool, h header, peer string) bool {
	other := h.src
	if out {
		other = h.dst
	}
	for _, i := range o.instance(id).Interfaces {
		for g := range i.Groups {
			p := o.d.Resources[g].Props.(*kind.SecurityGroup)
			rules := p.Ingress
			if out {
				rules = p.Egress
			}
			for _, r := range rules {
				isPeer := r.Group.ID != "" && peer != "" && o.wears(peer, r.Group.ID)
				if matches(r.Protocol, r.Ports, r.Types, h) && (isPeer || r.CIDR.IsValid() && r.CIDR.Contains(other)) {
					return true
				}
			}
		}
	}
	return false
}

func (o *oracle) wears(id, group string) bool {
	for _, i := range o.instance(id).Interfaces {
		if i.Groups[group] {
			return true
		}
	}
	return false
}

func (o *oracle) acl(id string, out bool, h header) bool {
	sub := o.subnet(id)
	acl := sub.NetworkACL.ID
	if acl == "" {
		return true // the default one of these designs allows all
	}
	p := o.d.Resources[acl].Props.(*kind.NetworkACL)
	rows, other := p.Ingress, h.src
	if out {
		rows, other = p.Egress, h.dst
	}
	var entries []kind.ACLEntry
	for _, e := range rows {
		entries = append(entries, e)
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].RuleNumber < entries[j].RuleNumber })
	for _, e := range entries {
		if matches(e.Protocol, e.Ports, e.Types, h) && e.CIDR.Contains(other) {
			return e.Action == kind.Allow
		}
	}
	return false
}
