package terraform

import (
	"vpcanvas/engine/kind"
)

func (r *reader) customerGateway(e *drawing) {
	p, it := e.res.Props.(*kind.CustomerGateway), e.item
	p.IPAddress = it.text("ip_address")
	if whole, ok := it.mark("address"); ok && len(whole) > 0 {
		p.IPAddress = whole[0]
	}
	p.ASN = it.number("bgp_asn", it.number("bgp_asn_extended", 0))
	p.Network = r.network(e)
}

// network is the corporate network behind a link, which a mark remembers: Terraform makes none, so it is drawn
// anew with the blocks that the files route to it.
func (r *reader) network(e *drawing) kind.Ref {
	id := e.item.marked("network")
	if !idPattern.MatchString(id) {
		return kind.Ref{}
	}
	if at := r.elements[id]; at != nil {
		if at.res.Kind == kind.CorporateNetworkKind {
			return kind.To(id)
		}
		return kind.Ref{}
	}
	it := &item{body: &body{args: map[string]any{}, marks: []markLine{{"id", []string{id}}}}, address: "network " + id}
	r.make(it, kind.CorporateNetworkKind, id, "")
	r.remark("network", id)
	return kind.To(id)
}

func (r *reader) vpnConnection(e *drawing) {
	p, it := e.res.Props.(*kind.VPNConnection), e.item
	if v := it.args["transit_gateway_id"]; v != nil && v != "" {
		r.lose("transit", e.id)
	}
	p.VPNGateway = r.ref(e.id, it.args["vpn_gateway_id"], kind.VPNGatewayKind)
	p.CustomerGateway = r.ref(e.id, it.args["customer_gateway_id"], kind.CustomerGatewayKind)
	p.StaticRoutesOnly = it.yes("static_routes_only", false)
	for n, tunnel := range []*string{&p.Tunnel1, &p.Tunnel2} {
		if it.hasMark("down", []string{"tunnel1", "tunnel2"}[n]) {
			*tunnel = kind.LinkDown
		}
	}
	r.announced(e, p.Routes)
	// A state also lists the routes, and how the tunnels were when it was written.
	for _, b := range it.blocks("routes") {
		r.addBlock(e.id, p.Routes, b, b.args["destination_cidr_block"])
	}
}

// announced are the routes that the far end announces.
func (r *reader) announced(e *drawing, rows map[string]kind.Block) {
	for _, m := range e.item.marks {
		if m.word == "route" && len(m.values) == 2 && isRowKey(m.values[0]) {
			block := prefixOf(m.values[1])
			rows[m.values[0]] = kind.Block{CIDR: block}
			r.again(e.id, "routes", block.String())
		}
	}
}

func (r *reader) addBlock(id string, rows map[string]kind.Block, b *body, v any) {
	if block := prefixOf(v); block.IsValid() && !r.again(id, "routes", block.String()) {
		rows[rowOf(b, "routes", block.String())] = kind.Block{CIDR: block}
	}
}

// vpnRoute is a static route of a connection, or one that came from the network behind it.
func (r *reader) vpnRoute(it *item) {
	id, p, ok := about[*kind.VPNConnection](r, it, "vpn_connection_id")
	if !ok {
		return
	}
	if !it.hasMark("implicit", "routes") {
		r.addBlock(id, p.Routes, it.body, it.args["destination_cidr_block"])
		return
	}
	gateway := r.elements[p.CustomerGateway.ID]
	if gateway == nil {
		return
	}
	if at := r.elements[gateway.res.Props.(*kind.CustomerGateway).Network.ID]; at != nil {
		r.addBlock(at.id, at.res.Props.(*kind.CorporateNetwork).CIDRs, it.body, it.args["destination_cidr_block"])
	}
}

func (r *reader) directConnect(e *drawing) {
	p, it := e.res.Props.(*kind.DirectConnect), e.item
	if v := it.args["dx_gateway_id"]; v != nil && v != "" {
		r.lose("line-gateway", e.id)
	}
	p.VPNGateway = r.ref(e.id, it.args["vpn_gateway_id"], kind.VPNGatewayKind)
	p.VLAN = it.number("vlan", p.VLAN)
	p.ASN = it.number("bgp_asn", p.ASN)
	p.Network = r.network(e)
	if it.hasMark("down", "state") {
		p.State = kind.LinkDown
	}
	r.announced(e, p.Routes)
}

// peering is active where it accepts itself, or where a state says so; another one is accepted by the
// accepter's side.
func (r *reader) peering(e *drawing) {
	p, it := e.res.Props.(*kind.Peering), e.item
	p.Requester = r.ref(e.id, it.args["vpc_id"], kind.VPCKind)
	p.Accepter = r.ref(e.id, it.args["peer_vpc_id"], kind.VPCKind)
	if p.Accepter.External != nil {
		p.Accepter.External.Account = it.text("peer_owner_id")
		p.Accepter.External.Region = it.text("peer_region")
	}
	p.Status = kind.PeeringPending
	switch status := it.text("accept_status"); {
	case status != "":
		p.Status = status
	case it.yes("auto_accept", false) || it.id() != "":
		p.Status = kind.PeeringActive
	}
	if whole, ok := it.mark("status"); ok && len(whole) > 0 {
		p.Status = whole[0]
	}
}

func (r *reader) accepter(it *item) {
	_, p, ok := about[*kind.Peering](r, it, "vpc_peering_connection_id")
	if !ok {
		return
	}
	if it.yes("auto_accept", false) && p.Status == kind.PeeringPending {
		p.Status = kind.PeeringActive
	}
}
