package drawn

import (
	"fmt"

	"vpcanvas/engine/kind"
)

// outside draws what needs no VPC.
func (s *sound) outside(scope string) {
	s.times(1, "corporate networks", func() {
		s.put(kind.CorporateNetworkKind, "", &kind.CorporateNetwork{CIDRs: map[string]kind.Block{"office": {CIDR: block("192.168.0.0/16")}}})
	})
	s.times(1, "clients", func() { s.put(kind.ClientKind, "", &kind.Client{CIDR: block("203.0.113.0/24")}) })
	s.times(1, "services", func() {
		s.put(kind.AWSServiceKind, scope, &kind.AWSService{Service: "s3", Region: "ap-northeast-1"})
	})
	s.times(1, "idle gateways", func() { s.put(kind.InternetGatewayKind, scope, &kind.InternetGateway{}) })
	s.times(1, "idle addresses", func() { s.put(kind.ElasticIPKind, scope, &kind.ElasticIP{}) })
	s.times(2, "prefix lists", func() {
		if s.mock {
			return
		}
		p := &kind.PrefixList{Owner: kind.OwnerCustomer, Service: kind.ServiceS3, MaxEntries: 5, Entries: map[string]kind.PrefixListEntry{}}
		if s.yes("of AWS") && s.once("a list of AWS") {
			p.Owner, p.MaxEntries = kind.OwnerAWS, kind.Get(kind.PrefixListKind).New().(*kind.PrefixList).MaxEntries
		} else {
			p.Entries["a"] = kind.PrefixListEntry{CIDR: block("198.51.100.0/24"), Description: s.from("entry", "", "head office")}
		}
		s.put(kind.PrefixListKind, scope, p)
	})
}

// links draws what joins VPCs with each other and with a corporate network.
func (s *sound) links(scope string) {
	for n, v := range s.vpcs {
		if s.between(0, 2, "VPN gateway") == 0 {
			v.vpn = s.put(kind.VPNGatewayKind, scope, &kind.VPNGateway{VPC: kind.To(v.id), ASN: s.between(0, 1, "asn") * 65001})
			s.lines(scope, v)
		}
		if n > 0 && s.yes("peered") {
			status := kind.PeeringActive
			if !s.mock && s.yes("pending") {
				status = kind.PeeringPending
			}
			s.put(kind.PeeringKind, scope, &kind.Peering{Requester: kind.To(v.id), Accepter: kind.To(s.vpcs[n-1].id), Status: status})
		}
	}
}

// lines draws what ends at a VPN gateway.
func (s *sound) lines(scope string, v *soundVPC) {
	far := kind.Ref{}
	if networks := s.of[kind.CorporateNetworkKind]; len(networks) > 0 && s.yes("to the corporate network") {
		far = kind.To(networks[0])
	}
	state := func() string { return s.from("state", kind.LinkUp, kind.LinkDown) }
	s.times(2, "VPN connections", func() {
		n := len(s.d.Resources)
		customer := s.put(kind.CustomerGatewayKind, scope, &kind.CustomerGateway{IPAddress: fmt.Sprintf("203.0.113.%d", n%250+1), ASN: 65010, Network: far})
		p := &kind.VPNConnection{VPNGateway: kind.To(v.vpn), CustomerGateway: kind.To(customer), StaticRoutesOnly: s.yes("static"), Routes: map[string]kind.Block{}, Tunnel1: state(), Tunnel2: state()}
		if s.yes("routes of its own") {
			p.Routes["r"] = kind.Block{CIDR: block("172.16.%d.0/24", n%250)}
		}
		s.put(kind.VPNConnectionKind, scope, p)
	})
	s.times(1, "lines", func() {
		s.put(kind.DirectConnectKind, scope, &kind.DirectConnect{
			VPNGateway: kind.To(v.vpn), Network: far, Routes: map[string]kind.Block{}, VLAN: 101, ASN: 65020, State: state(),
		})
	})
}

// routes draws those of a VPC's tables, after all that they lead to.
func (s *sound) routes(v *soundVPC) {
	main := s.from("main", "as AWS makes it", "changed")
	for _, id := range v.tables {
		s.d.Resources[id].Props = s.table(v)
	}
	if main == "changed" {
		s.d.Resources[v.id+"main"].Props = s.table(v)
	}
}

func (s *sound) table(v *soundVPC) *kind.RouteTable {
	p := &kind.RouteTable{Routes: map[string]kind.Route{}, Propagations: map[string]bool{}}
	if v.vpn != "" {
		p.Propagations = s.some("propagation", []string{v.vpn})
	}
	for n, destination := range []string{"0.0.0.0/0", "198.51.100.0/24", "192.168.0.0/16"} {
		if r := s.target(v); !r.Target.IsZero() {
			r.Destination = block("%s", destination)
			p.Routes[fmt.Sprintf("r%d", n)] = r
		}
	}
	if len(v.p.IPv6CIDRs) > 0 {
		if to := s.pick("IPv6 way out", []string{"", v.gateway, v.egressOnly}); to != "" {
			p.Routes["six"] = kind.Route{Destination: block("::/0"), Target: kind.To(to)}
		}
	}
	for _, id := range s.of[kind.PeeringKind] {
		q := s.d.Resources[id].Props.(*kind.Peering)
		for _, other := range s.vpcs {
			far := q.Requester.ID == v.id && q.Accepter.ID == other.id || q.Accepter.ID == v.id && q.Requester.ID == other.id
			if far && s.yes("to the neighbour") {
				p.Routes[fmt.Sprintf("peer%d", other.n)] = kind.Route{Destination: block("10.%d.0.0/16", other.n), Target: kind.To(id)}
			}
		}
	}
	return p
}

// target is what a route of IPv4 leads to, if anywhere.
func (s *sound) target(v *soundVPC) kind.Route {
	ids := append([]string{"", v.gateway, v.vpn}, v.instances...)
	for _, k := range []kind.Name{kind.NATGatewayKind, kind.NetworkInterfaceKind} {
		for _, id := range s.of[k] {
			if s.d.Ancestor(id, kind.VPCKind) == v.id {
				ids = append(ids, id)
			}
		}
	}
	id := s.pick("target", ids)
	if id == "" {
		return kind.Route{}
	}
	r := kind.Route{Target: kind.To(id)}
	if p, ok := s.d.Resources[id].Props.(*kind.Instance); ok && len(p.Interfaces) > 1 {
		r.Interface = "eth1"
	}
	return r
}
