package verdict

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// This file is the links between networks: peering connections, VPN gateways, and the way out over IPv6.

// peerings lead to another VPC: over a connection that is there, accepted if need be, or a new one.
func peerings(b *bench, h hole) []wayOn {
	far := b.vpcOf(h.stop.Receiver)
	if far == "" || far == h.vpc || h.stop.ReceiverPublic {
		return nil
	}
	var all []wayOn
	for _, id := range b.peeringsOf(h.vpc, far) {
		on := wayOn{target: id}
		if e, needed := b.accept(id); needed {
			on.before = []Edit{e}
		}
		all = append(all, on)
	}
	if len(all) == 0 {
		e, id := b.newPeering(h.vpc, far)
		all = append(all, wayOn{before: []Edit{e}, target: id})
	}
	return all
}

// peeringsOf are the connections between two VPCs.
func (b *bench) peeringsOf(x, y string) []string {
	return slices.DeleteFunc(b.each(kind.PeeringKind), func(id string) bool {
		p := b.d.Resources[id].Props.(*kind.Peering)
		return (p.Requester.ID != x || p.Accepter.ID != y) && (p.Requester.ID != y || p.Accepter.ID != x)
	})
}

// newPeering makes an active connection; whichever side asks, it is the same one.
func (b *bench) newPeering(x, y string) (Edit, string) {
	if y < x {
		x, y = y, x
	}
	id := b.freshID(newPeering, x+" "+y)
	name := b.freshName(kind.PeeringKind, b.name(x)+"-"+b.name(y))
	p := &kind.Peering{Requester: kind.To(x), Accepter: kind.To(y), Status: kind.PeeringActive}
	return edit("create-peering", costWork, design.Ops{put(id, name, b.parent(x), p)}, "vpc", b.name(x), "other", b.name(y)), id
}

// accept makes a connection active; needed is false for one that is.
func (b *bench) accept(id string) (e Edit, needed bool) {
	p, ok := b.d.Resources[id].Props.(*kind.Peering)
	if !ok || p.Status == kind.PeeringActive {
		return Edit{}, false
	}
	return edit("accept-peering", costFree, design.Ops{set(id, "props.status", kind.PeeringActive)}, "element", b.name(id)), true
}

func acceptPeering(b *bench, p problem) []way {
	if b.d.Resources[p.reason.Resource] == nil {
		return nil
	}
	if e, needed := b.accept(p.reason.Resource); needed {
		return one(e)
	}
	return nil
}

// joinVPCs makes the connection; the routes of both sides are reasons of their own.
func joinVPCs(b *bench, p problem) []way {
	near, far := b.vpcOf(p.reason.Stop.Sender), b.vpcOf(p.reason.Stop.Receiver)
	if near == "" || far == "" || near == far || len(b.peeringsOf(near, far)) > 0 {
		return nil
	}
	e, _ := b.newPeering(near, far)
	return one(e)
}

// mayName reports whether rules of one VPC may name groups of another: the same, or a peer in one
// region (semantics 57, 58).
func (b *bench) mayName(here, there string) bool {
	if here == there {
		return here != ""
	}
	return here != "" && there != "" && b.regionOf(here) == b.regionOf(there) && len(b.peeringsOf(here, there)) > 0
}

func (b *bench) regionOf(vpc string) string {
	if r := b.d.Resources[b.parent(vpc)]; r != nil {
		if s, ok := r.Props.(*kind.Scope); ok {
			return s.Region
		}
	}
	return ""
}

// vpnGateways lead to networks behind links, by propagation or by a static route.
func vpnGateways(b *bench, h hole) []wayOn {
	if !h.isPrivate() || h.stop.Receiver.Resource != "" {
		return nil
	}
	var all []wayOn
	for _, id := range b.each(kind.VPNGatewayKind) {
		if b.d.Resources[id].Props.(*kind.VPNGateway).VPC.ID != h.vpc {
			continue
		}
		spread := edit("propagate", costFree, design.Ops{set(h.table, "props.propagations."+id, true)}, "table", b.name(h.table), "element", b.name(id))
		all = append(all, wayOn{target: id, edit: &spread}, wayOn{target: id})
	}
	return all
}

// bringLinkUp restores the tunnels of a VPN connection, or Direct Connect.
func bringLinkUp(b *bench, p problem) []way {
	id := p.reason.Resource
	r := b.d.Resources[id]
	if r == nil {
		return nil
	}
	path := "props.tunnel1"
	if r.Kind == kind.DirectConnectKind {
		path = "props.state"
	}
	return one(edit("link-up", costWork, design.Ops{set(id, path, kind.LinkUp)}, "element", b.name(id)))
}

// newPart makes a resource of a kind for another one, with a name of its own.
func (b *bench) newPart(prefix, near, parent, name string, p kind.Props) (op design.Op, id string) {
	id = b.freshID(prefix, near)
	return put(id, b.freshName(p.Kind(), name), parent, p), id
}

// joinNetwork makes what lacks between a VPC and a corporate network: a VPN gateway, a customer gateway,
// and the connection; the routes of the VPC are a reason of their own.
func joinNetwork(b *bench, p problem) []way {
	vpc, network := b.vpcAt(p.reason.Stop), p.reason.Resource
	if _, ok := propsAt[*kind.CorporateNetwork](b, network); !ok || vpc == "" {
		return nil
	}
	gateway, loose := b.vpnGatewayOf(vpc)
	var w way
	switch {
	case gateway != "":
	case loose != "":
		gateway = loose
		w = append(w, b.attachEdit(loose, vpc))
		if b.isJoined(loose, network) {
			return []way{w}
		}
	default:
		var op design.Op
		op, gateway = b.newPart("vgwfix", vpc, b.parent(vpc), b.name(vpc)+"-vgw", &kind.VPNGateway{VPC: kind.To(vpc)})
		w = append(w, edit("create-vgw", costGateway, design.Ops{op}, "vpc", b.name(vpc)))
	}
	customer, more := b.customerOf(network, b.parent(vpc))
	w = append(w, more...)
	c := kind.Get(kind.VPNConnectionKind).New().(*kind.VPNConnection)
	c.VPNGateway, c.CustomerGateway = kind.To(gateway), kind.To(customer)
	op, _ := b.newPart("vpnfix", gateway+" "+customer, b.parent(vpc), b.name(vpc)+"-vpn", c)
	return []way{append(w, edit("create-vpn", costGateway, design.Ops{op}, "gateway", b.targetName(gateway), "customer", b.targetName(customer)))}
}

// vpnGatewayOf is the VPN gateway of a VPC, and one that is attached to nothing.
func (b *bench) vpnGatewayOf(vpc string) (attached, loose string) {
	for _, id := range b.each(kind.VPNGatewayKind) {
		switch at := b.d.Resources[id].Props.(*kind.VPNGateway).VPC; {
		case at.ID == vpc && attached == "":
			attached = id
		case b.d.Resources[at.ID] == nil && loose == "":
			loose = id
		}
	}
	return attached, loose
}

// isJoined reports whether a link leads from a VPN gateway to a network.
func (b *bench) isJoined(gateway, network string) bool {
	return slices.ContainsFunc(b.each(kind.VPNConnectionKind), func(id string) bool {
		v := b.d.Resources[id].Props.(*kind.VPNConnection)
		c, ok := propsAt[*kind.CustomerGateway](b, v.CustomerGateway.ID)
		return v.VPNGateway.ID == gateway && ok && c.Network.ID == network
	}) || slices.ContainsFunc(b.each(kind.DirectConnectKind), func(id string) bool {
		c := b.d.Resources[id].Props.(*kind.DirectConnect)
		return c.VPNGateway.ID == gateway && c.Network.ID == network
	})
}

// customerOf is the customer gateway of a network: one that is there, or a new one.
func (b *bench) customerOf(network, parent string) (id string, more way) {
	for _, id := range b.each(kind.CustomerGatewayKind) {
		if b.d.Resources[id].Props.(*kind.CustomerGateway).Network.ID == network {
			return id, nil
		}
	}
	c := kind.Get(kind.CustomerGatewayKind).New().(*kind.CustomerGateway)
	c.Network = kind.To(network)
	op, id := b.newPart("cgwfix", network, parent, b.name(network)+"-cgw", c)
	return id, way{edit("create-cgw", costWork, design.Ops{op}, "network", b.name(network))}
}

// completeLink gives a VPN connection the customer gateway that it lacks, and a customer gateway or Direct
// Connect the network that is asked.
func completeLink(b *bench, p problem) []way {
	network := p.pair.To
	if _, ok := propsAt[*kind.CorporateNetwork](b, network); !ok {
		network = p.pair.From
	}
	if _, ok := propsAt[*kind.CorporateNetwork](b, network); !ok {
		return nil
	}
	id := p.reason.Resource
	behind := func(id string) way {
		return way{edit("cgw-network", costFree, design.Ops{set(id, "props.network", network)}, "element", b.name(id), "network", b.name(network))}
	}
	if _, ok := propsAt[*kind.DirectConnect](b, id); ok {
		return []way{behind(id)}
	}
	v, ok := propsAt[*kind.VPNConnection](b, id)
	if !ok {
		return nil
	}
	if _, ok := propsAt[*kind.CustomerGateway](b, v.CustomerGateway.ID); ok {
		return []way{behind(v.CustomerGateway.ID)}
	}
	customer, w := b.customerOf(network, b.parent(id))
	return []way{append(w, edit("give-cgw", costFree, design.Ops{set(id, "props.customerGateway", customer)}, "element", b.name(id), "customer", b.targetName(customer)))}
}

// answerName lets the private zone of a record answer where the client is (semantics 144).
func answerName(b *bench, p problem) []way {
	r := b.d.Resources[p.reason.Resource]
	if r == nil || r.Kind != kind.RecordKind {
		return nil
	}
	z, ok := propsAt[*kind.HostedZone](b, r.Parent)
	if !ok || !z.Private {
		return nil
	}
	var ways []way
	for _, vpc := range b.vpcsOf(p.pair.From) {
		w := way(b.namesOn(vpc))
		if !z.VPCs[vpc] {
			w = append(w, edit("associate-zone", costFree, design.Ops{set(r.Parent, "props.vpcs."+vpc, true)}, "element", b.name(r.Parent), "vpc", b.name(vpc)))
		}
		ways = append(ways, w)
	}
	return ways
}

// vpcsOf are the VPCs in which the interfaces of an end lie.
func (b *bench) vpcsOf(end string) []string {
	homes, _ := b.n.Homes(design.End{Ref: kind.To(end)})
	return slices.DeleteFunc(homes, func(id string) bool { return b.d.Resources[id] == nil || b.d.Resources[id].Kind != kind.VPCKind })
}

// egressOnlyGateways let out over IPv6 what the VPC starts (semantics 48).
func egressOnlyGateways(b *bench, h hole) []wayOn {
	if !h.forward || !h.dest.Addr().Is6() {
		return nil
	}
	for _, id := range b.each(kind.EgressOnlyInternetGatewayKind) {
		if b.parent(id) == h.vpc {
			return []wayOn{{target: id}}
		}
	}
	id := b.freshID(newEgressOnly, h.vpc)
	name := b.freshName(kind.EgressOnlyInternetGatewayKind, b.name(h.vpc)+"-eigw")
	e := edit("create-eigw", costWork, design.Ops{put(id, name, h.vpc, &kind.EgressOnlyInternetGateway{})}, "vpc", b.name(h.vpc))
	return []wayOn{{before: []Edit{e}, target: id}}
}

// endpoints answer for an AWS service inside the VPC: the gateway endpoint of S3 and DynamoDB, or an
// interface endpoint.
func endpoints(b *bench, h hole) []wayOn {
	service := h.stop.Service
	if service == "" || h.stop.Region != b.regionOf(h.vpc) {
		return nil
	}
	var all []wayOn
	add := func(before []Edit, e Edit) { all = append(all, wayOn{before: before, edit: &e}) }
	if service == kind.ServiceS3 || service == kind.ServiceDynamoDB {
		add(nil, b.gatewayEndpoint(h))
	}
	names := b.namesOn(h.vpc)
	for _, id := range b.interfaceEndpoints(h.vpc) {
		if e := b.d.Resources[id].Props.(*kind.InterfaceEndpoint); e.Service == service && !e.PrivateDNS {
			add(names, edit("private-dns", costFree, design.Ops{set(id, "props.privateDns", true)}, "element", b.name(id)))
		} else if e.Service == service && len(names) > 0 {
			add(names[:len(names)-1], names[len(names)-1])
		}
	}
	if len(all) == 0 || service == kind.ServiceS3 {
		before, e := b.newEndpoint(h)
		add(append(names, before...), e)
	}
	return all
}

// gatewayEndpoint associates the endpoint of the service with the table, or makes one for it.
func (b *bench) gatewayEndpoint(h hole) Edit {
	for _, id := range b.each(kind.GatewayEndpointKind) {
		if g := b.d.Resources[id].Props.(*kind.GatewayEndpoint); g.Service == h.stop.Service && b.parent(id) == h.vpc {
			return b.associate(id, h.table)
		}
	}
	id := b.freshID("vpefix", h.vpc+" "+h.stop.Service)
	name := b.freshName(kind.GatewayEndpointKind, h.stop.Service)
	g := &kind.GatewayEndpoint{Service: h.stop.Service, RouteTables: map[string]bool{h.table: true}}
	return edit("create-s3-endpoint", costFree, design.Ops{put(id, name, h.vpc, g)}, "service", h.stop.Service, "table", b.name(h.table))
}

func (b *bench) associate(endpoint, table string) Edit {
	return edit("associate-endpoint", costFree, design.Ops{set(endpoint, "props.routeTables."+table, true)}, "element", b.name(endpoint), "table", b.name(table))
}

func associateEndpoint(b *bench, p problem) []way {
	table := b.tableOf(b.subnetOf(p.reason.Stop.Sender))
	if table == "" || b.d.Resources[p.reason.Resource] == nil {
		return nil
	}
	return one(b.associate(p.reason.Resource, table))
}

func (b *bench) interfaceEndpoints(vpc string) []string {
	return slices.DeleteFunc(b.each(kind.InterfaceEndpointKind), func(id string) bool { return b.parent(id) != vpc })
}

// namesOn switches on what private DNS needs of a VPC (semantics 110).
func (b *bench) namesOn(vpc string) []Edit {
	var edits []Edit
	p, ok := b.d.Resources[vpc].Props.(*kind.VPC)
	if ok && !p.EnableDNSSupport {
		edits = append(edits, edit("dns-on", costFree, design.Ops{set(vpc, "props.enableDnsSupport", true)}, "vpc", b.name(vpc)))
	}
	if ok && !p.EnableDNSHostnames {
		edits = append(edits, edit("hostnames-on", costFree, design.Ops{set(vpc, "props.enableDnsHostnames", true)}, "vpc", b.name(vpc)))
	}
	return edits
}

// newEndpoint makes an interface endpoint in the sender's subnet, with the groups of another endpoint of
// the VPC or with a new one that admits the subnet.
func (b *bench) newEndpoint(h hole) ([]Edit, Edit) {
	id := b.freshID("vpefix", h.subnet+" "+h.stop.Service)
	e := &kind.InterfaceEndpoint{Service: h.stop.Service, PrivateDNS: true, SecurityGroups: map[string]bool{}, Subnets: map[string]kind.PlacedSubnet{}}
	at := kind.PlacedSubnet{Subnet: kind.To(h.subnet)}
	e.Subnets[rowKey(at)] = at
	var before []Edit
	for _, other := range b.interfaceEndpoints(h.vpc) {
		for g := range b.d.Resources[other].Props.(*kind.InterfaceEndpoint).SecurityGroups {
			e.SecurityGroups[g] = true
		}
	}
	if len(e.SecurityGroups) == 0 {
		group := b.freshID("sgpfix", h.subnet+" "+h.stop.Service)
		before = append(before, b.endpointGroup(group, h))
		e.SecurityGroups[group] = true
	}
	name := b.freshName(kind.InterfaceEndpointKind, h.stop.Service)
	return before, edit("create-endpoint", costGateway, design.Ops{put(id, name, h.vpc, e)}, "service", h.stop.Service, "subnet", b.name(h.subnet))
}

const endpointPort = 443

func (b *bench) endpointGroup(id string, h hole) Edit {
	g := kind.NewSecurityGroup()
	block := b.d.Resources[h.subnet].Props.(*kind.Subnet).CIDR
	r := kind.SecurityRule{Protocol: netset.TCP, Ports: netset.Ports(endpointPort, endpointPort), CIDR: block}
	g.Ingress[rowKey(r)] = r
	name := b.freshName(kind.SecurityGroupKind, h.stop.Service+"-endpoint")
	return edit("endpoint-group", costWork, design.Ops{put(id, name, h.vpc, g)}, "subnet", b.name(h.subnet))
}

// listsOf are the prefix lists of AWS's that name a service.
func (b *bench) listsOf(service string) []string {
	if service == "" {
		return nil
	}
	return slices.DeleteFunc(b.each(kind.PrefixListKind), func(id string) bool {
		p := b.d.Resources[id].Props.(*kind.PrefixList)
		return p.Owner != kind.OwnerAWS || p.Service != service
	})
}
