package aws

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type vpnGatewayShape struct {
	ID          string              `json:"VpnGatewayId"`
	State       string              `json:"State,omitempty"`
	Attachments []gatewayAttachment `json:"VpcAttachments"`
	ASN         int                 `json:"AmazonSideAsn,omitempty"`
	Tags        []tag               `json:"Tags"`
}

type customerGatewayShape struct {
	ID     string `json:"CustomerGatewayId"`
	State  string `json:"State,omitempty"`
	IP     string `json:"IpAddress,omitempty"`
	ASN    string `json:"BgpAsn,omitempty"`
	Device string `json:"DeviceName,omitempty"`
	Tags   []tag  `json:"Tags"`
}

type vpnOptions struct {
	Static bool `json:"StaticRoutesOnly"`
}

type vpnRoute struct {
	CIDR string `json:"DestinationCidrBlock"`
}

type telemetry struct {
	Status string `json:"Status"`
}

// vpnShape leaves out the configuration of the customer's device, which holds the keys of the tunnels.
type vpnShape struct {
	ID       string      `json:"VpnConnectionId"`
	State    string      `json:"State,omitempty"`
	Gateway  string      `json:"VpnGatewayId,omitempty"`
	Transit  string      `json:"TransitGatewayId,omitempty"`
	Customer string      `json:"CustomerGatewayId,omitempty"`
	Options  vpnOptions  `json:"Options"`
	Routes   []vpnRoute  `json:"Routes"`
	Tunnels  []telemetry `json:"VgwTelemetry"`
	Tags     []tag       `json:"Tags"`
}

type lowerTag struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

type filterPrefix struct {
	CIDR string `json:"cidr"`
}

// virtualInterfaceShape leaves out the keys of BGP.
type virtualInterfaceShape struct {
	ID         string         `json:"virtualInterfaceId"`
	Owner      string         `json:"ownerAccount,omitempty"`
	Type       string         `json:"virtualInterfaceType"`
	Name       string         `json:"virtualInterfaceName"`
	State      string         `json:"virtualInterfaceState"`
	VLAN       int            `json:"vlan"`
	ASN        int            `json:"asn"`
	Gateway    string         `json:"virtualGatewayId,omitempty"`
	Direct     string         `json:"directConnectGatewayId,omitempty"`
	Connection string         `json:"connectionId,omitempty"`
	Prefixes   []filterPrefix `json:"routeFilterPrefixes"`
	Tags       []lowerTag     `json:"tags"`
}

// A farNetwork is what lies behind customer gateways and lines: AWS knows only what is routed there.
type farNetwork struct {
	name, link string
	blocks     map[string]kind.Block
	// isMade: no design drew it before.
	isMade bool
}

var (
	vpnGateways = object("VpnGateways", phases[vpnGatewayShape]{
		ids: func(o *vpnGatewayShape) []named {
			if o.State == stateDeleted {
				return nil
			}
			return only(o.ID, kind.VPNGatewayKind)
		},
		build: func(r *reader, s *scope, o *vpnGatewayShape) {
			p := &kind.VPNGateway{ASN: o.ASN}
			for _, a := range o.Attachments {
				if !strings.HasPrefix(a.State, "detach") {
					p.VPC = r.ref(s, a.VPC, kind.VPCKind)
				}
			}
			r.add(s, o.ID, "", s.id, p, o.Tags)
		},
		write: writeVPNGateways,
	})
	customerGateways = object("CustomerGateways", phases[customerGatewayShape]{
		ids: func(o *customerGatewayShape) []named {
			if o.State == stateDeleted {
				return nil
			}
			return only(o.ID, kind.CustomerGatewayKind)
		},
		build: readCustomerGateway, write: writeCustomerGateways,
	})
	vpnConnections = object("VpnConnections", phases[vpnShape]{
		ids: func(o *vpnShape) []named {
			if o.State == stateDeleted || o.State == "deleting" {
				return nil
			}
			return only(o.ID, kind.VPNConnectionKind)
		},
		build: readVPN, write: writeVPNs,
	})
	virtualInterfaces = object("virtualInterfaces", phases[virtualInterfaceShape]{
		ids: func(o *virtualInterfaceShape) []named {
			if o.State == stateDeleted || o.Type != typePrivate {
				return nil
			}
			return only(o.ID, kind.DirectConnectKind)
		},
		build: readVirtualInterface, write: writeVirtualInterfaces,
	})
)

const (
	stateDeleted = "deleted"
	typePrivate  = "private"
	tunnelUp     = "UP"
	tunnelDown   = "DOWN"
	// noNetwork says, as the name of a device, that the design draws nothing behind it.
	noNetwork  = "none"
	linePrefix = "dxcon-"
)

func readCustomerGateway(r *reader, s *scope, o *customerGatewayShape) {
	p := &kind.CustomerGateway{IPAddress: o.IP}
	p.ASN, _ = strconv.Atoi(o.ASN)
	id := r.add(s, o.ID, "", s.id, p, o.Tags)
	if id == "" || o.Device == noNetwork {
		return
	}
	key := hashID("network", s.account, o.ID)
	if ownID.MatchString(o.Device) {
		key = o.Device
	}
	r.network(key, id).isMade = key != o.Device
	p.Network = kind.To(key)
}

// network is the far end under a key, which becomes its id.
func (r *reader) network(key, link string) *farNetwork {
	n := r.far[key]
	if n == nil {
		name := r.d.Resources[link].Name
		n = &farNetwork{name: name, link: name, blocks: map[string]kind.Block{}}
		r.far[key] = n
	}
	return n
}

// drawFarNetworks draws the networks behind the links.
func (r *reader) drawFarNetworks() {
	for _, row := range kind.Sorted(r.far) {
		if r.d.Resources[row.Key] != nil {
			continue
		}
		res := &design.Resource{
			Kind: kind.CorporateNetworkKind, Name: row.Value.name, Props: &kind.CorporateNetwork{CIDRs: row.Value.blocks}, Tags: map[string]string{},
		}
		if row.Value.isMade {
			res.Origin = &design.Origin{Source: Source, ID: "network " + row.Key}
		}
		r.d.Resources[row.Key] = res
		r.note("far-network", row.Key, message.Args{"element": row.Value.name, "link": row.Value.link})
	}
}

// announced are the blocks that lead to a far end: those it names, else those that its gateway propagates.
func (r *reader) announced(of, gateway string, texts []string) map[string]kind.Block {
	if len(texts) == 0 {
		texts = r.propagated[gateway]
	}
	rows := map[string]kind.Block{}
	for _, text := range texts {
		if c := r.block(of, text); c.IsValid() {
			rows[rowKey(c.String())] = kind.Block{CIDR: c}
		}
	}
	return rows
}

// leadTo adds what is routed to a far end to what it has.
func (n *farNetwork) leadTo(rows map[string]kind.Block) {
	for key, b := range rows {
		n.blocks[key] = b
	}
}

func readVPN(r *reader, s *scope, o *vpnShape) {
	p := kind.Get(kind.VPNConnectionKind).New().(*kind.VPNConnection)
	p.VPNGateway = r.ref(s, o.Gateway, kind.VPNGatewayKind)
	p.CustomerGateway = r.ref(s, o.Customer, kind.CustomerGatewayKind)
	p.StaticRoutesOnly = o.Options.Static
	if o.Gateway == "" && o.Transit != "" {
		r.lose("transit", "", message.Args{"element": o.ID, "target": o.Transit})
		p.VPNGateway = kind.Ref{External: &kind.External{AWSID: o.Transit}}
	}
	texts := []string{}
	for _, route := range o.Routes {
		texts = append(texts, route.CIDR)
	}
	p.Routes = r.announced(o.ID, o.Gateway, texts)
	for n, at := range []*string{&p.Tunnel1, &p.Tunnel2} {
		if n < len(o.Tunnels) && o.Tunnels[n].Status == tunnelDown {
			*at = kind.LinkDown
		}
	}
	r.add(s, o.ID, "", s.id, p, o.Tags)
	if g := r.d.Resources[p.CustomerGateway.ID]; g != nil {
		if n := r.far[g.Props.(*kind.CustomerGateway).Network.ID]; n != nil {
			n.leadTo(p.Routes)
		}
	}
}

func readVirtualInterface(r *reader, s *scope, o *virtualInterfaceShape) {
	switch {
	case o.State == stateDeleted:
		return
	case o.Type != typePrivate:
		r.lose("interface-type", "", message.Args{"element": o.ID, "value": o.Type})
		return
	case o.Gateway == "" && o.Direct != "":
		r.lose("transit", "", message.Args{"element": o.ID, "target": o.Direct})
	}
	p := &kind.DirectConnect{VPNGateway: r.ref(s, cmp.Or(o.Gateway, o.Direct), kind.VPNGatewayKind), VLAN: o.VLAN, ASN: o.ASN, State: kind.LinkUp}
	if o.State == "down" || o.State == "rejected" {
		p.State = kind.LinkDown
	}
	texts := []string{}
	for _, f := range o.Prefixes {
		texts = append(texts, f.CIDR)
	}
	p.Routes = r.announced(o.ID, o.Gateway, texts)
	tags := []tag{}
	for _, t := range o.Tags {
		tags = append(tags, tag(t))
	}
	id := r.add(s, o.ID, o.Name, s.id, p, tags)
	if id == "" || o.Connection == "" {
		return
	}
	key := hashID("network", s.account, o.Connection)
	if own := carried(o.Connection); own != "" {
		key = own
	}
	n := r.network(key, id)
	n.isMade = key != carried(o.Connection)
	n.leadTo(p.Routes)
	p.Network = kind.To(key)
}

func writeVPNGateways(w *writer) []any {
	return w.each(kind.VPNGatewayKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.VPNGateway)
		o := vpnGatewayShape{ID: w.id(id), State: "available", Attachments: []gatewayAttachment{}, ASN: p.ASN, Tags: w.tags(id)}
		if w.leads(id, "vpc", p.VPC) {
			o.Attachments = append(o.Attachments, gatewayAttachment{VPC: w.name(p.VPC), State: "attached"})
		}
		return o
	})
}

func writeCustomerGateways(w *writer) []any {
	return w.each(kind.CustomerGatewayKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.CustomerGateway)
		o := customerGatewayShape{ID: w.id(id), State: "available", IP: p.IPAddress, ASN: strconv.Itoa(p.ASN), Device: noNetwork, Tags: w.tags(id)}
		if w.isNetwork(p.Network) {
			o.Device = p.Network.ID
		}
		return o
	})
}

func (w *writer) isNetwork(to kind.Ref) bool {
	r := w.d.Resources[to.ID]
	return r != nil && r.Kind == kind.CorporateNetworkKind
}

// routesTo are the blocks that lead to a far end: its own, else those of the network there.
func (w *writer) routesTo(own map[string]kind.Block, network kind.Ref) []string {
	blocks := kind.BlocksOf(own)
	if len(own) == 0 && w.isNetwork(network) {
		blocks = kind.BlocksOf(w.d.Resources[network.ID].Props.(*kind.CorporateNetwork).CIDRs)
	}
	texts := []string{}
	for _, b := range blocks {
		texts = append(texts, b.String())
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

func writeVPNs(w *writer) []any {
	return w.each(kind.VPNConnectionKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.VPNConnection)
		o := vpnShape{ID: w.id(id), State: "available", Options: vpnOptions{p.StaticRoutesOnly}, Routes: []vpnRoute{}, Tags: w.tags(id)}
		if w.leads(id, "vpnGateway", p.VPNGateway) {
			o.Gateway = w.name(p.VPNGateway)
		}
		network := kind.Ref{}
		if w.leads(id, "customerGateway", p.CustomerGateway) {
			o.Customer = w.name(p.CustomerGateway)
			if g := w.d.Resources[p.CustomerGateway.ID]; g != nil {
				network = g.Props.(*kind.CustomerGateway).Network
			}
		}
		for _, text := range w.routesTo(p.Routes, network) {
			o.Routes = append(o.Routes, vpnRoute{text})
		}
		for _, state := range []string{p.Tunnel1, p.Tunnel2} {
			status := tunnelUp
			if state == kind.LinkDown {
				status = tunnelDown
			}
			o.Tunnels = append(o.Tunnels, telemetry{status})
		}
		return o
	})
}

func writeVirtualInterfaces(w *writer) []any {
	return w.each(kind.DirectConnectKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.DirectConnect)
		o := virtualInterfaceShape{
			ID: w.id(id), Owner: w.account, Type: typePrivate, Name: res.Name, State: "available", VLAN: p.VLAN, ASN: p.ASN, Prefixes: []filterPrefix{}, Tags: []lowerTag{},
		}
		if p.State == kind.LinkDown {
			o.State = "down"
		}
		if w.leads(id, "vpnGateway", p.VPNGateway) {
			o.Gateway = w.name(p.VPNGateway)
		}
		if w.isNetwork(p.Network) {
			o.Connection = linePrefix + p.Network.ID
		}
		for _, text := range w.routesTo(p.Routes, p.Network) {
			o.Prefixes = append(o.Prefixes, filterPrefix{text})
		}
		for _, t := range w.tags(id) {
			o.Tags = append(o.Tags, lowerTag(t))
		}
		return o
	})
}
