package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A gatewayEndpoint is the target of a route to its service in the tables that it is associated with
// (semantics 101, 102).
type gatewayEndpoint struct {
	id     string
	vpc    *vpc
	set    serviceSet
	tables map[string]bool
}

func buildGatewayEndpoint(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.GatewayEndpoint)
	g := &gatewayEndpoint{id: id, vpc: b.vpcs[r.Parent], tables: p.RouteTables}
	if g.vpc == nil {
		return
	}
	g.set = serviceSet{g.vpc.region, p.Service} // semantics 103: its own region only
	g.vpc.gatewayEndpoints = append(g.vpc.gatewayEndpoints, g)
}

// endpointRoutes adds to a table the routes of the endpoints that are associated with it.
func (t *routeTable) endpointRoutes() {
	for _, g := range t.vpc.gatewayEndpoints {
		if g.tables[t.id] {
			t.add(route{service: g.set, target: g, rank: fromList})
		}
	}
}

func (*gatewayEndpoint) allows(*route) bool { return true }

// gatewayTraffic is what a gateway endpoint takes: TCP and ping (semantics 107).
var gatewayTraffic = netset.TrafficOf(netset.TCP, netset.PortRange{}, netset.Types{}).
	Union(netset.TrafficOf(netset.ICMP, netset.PortRange{}, netset.EchoRequest))

func (g *gatewayEndpoint) follow(w *walk, _ *route) node {
	w.hop(Hop{Resource: g.id, Kind: kind.GatewayEndpointKind, Decision: Pass})
	w.only(&gatewayTraffic, reasonKey{code: EndpointProtocol, resource: g.id})
	w.endpoint = g
	w.hop(w.side(w.to).serviceHop(Arrive))
	return nil
}

// missedEndpoint says of a packet to a service that has no route which endpoint of the VPC would
// have taken it: one that is not associated with the table, or one for another region.
func (w *walk) missedEndpoint(t *routeTable) {
	want := w.side(w.to).service
	if want.isNone() || w.side(w.to).iface != nil {
		return
	}
	for _, g := range t.vpc.gatewayEndpoints {
		switch {
		case g.set.service != want.service:
		case g.set.region != want.region: // semantics 103
			w.block(reasonKey{code: EndpointRegion, resource: g.id, detail: want.region})
		default: // semantics 102
			w.block(reasonKey{code: EndpointTable, resource: g.id, detail: w.net.name(t.id)})
		}
	}
}

// fromService is a service that answers: by the gateway endpoint that the request took, or over the
// internet.
type fromService struct{}

func (fromService) step(w *walk) node {
	w.hop(w.side(w.from).serviceHop(Pass))
	there := w.side(w.to)
	if w.endpoint == nil || there.iface == nil {
		return outside{}
	}
	w.hop(Hop{Resource: w.endpoint.id, Kind: kind.GatewayEndpointKind, Decision: Pass})
	return arriving{there.iface}
}

// serviceHop is an AWS service as a place on the way. One that the design does not draw is called as
// people ask for it.
func (s *side) serviceHop(d Decision) Hop {
	id := s.host
	if id == "" {
		id = servicePrefix + s.service.service
	}
	return Hop{Resource: id, Kind: kind.AWSServiceKind, Decision: d}
}

// servicePrefix begins the id of a service that the design does not draw.
const servicePrefix = "service:"

// An interfaceEndpoint answers for a service from interfaces in the VPC (semantics 109).
type interfaceEndpoint struct {
	id      string
	service string
	// privateDNS: inside the VPC the service's public name leads here.
	privateDNS bool
	nodes      []*Interface
}

// endpointPorts are the ports on which endpoints of a service answer, where that is not just 443.
var endpointPorts = map[string][]uint16{
	"s3":         {80, httpsPort},
	"dynamodb":   {80, httpsPort},
	"email-smtp": {25, httpsPort, 465, 587, 2465, 2587},
}

const httpsPort = 443

// endpointNature: an endpoint answers for its service, and starts nothing (semantics 109, 112).
func endpointNature(service string) nature {
	n := nature{name: "endpoint " + service, neverStarts: EndpointStarts, answers: tcp(httpsPort), notAnswered: EndpointPort}
	for _, p := range endpointPorts[service] {
		n.answers = n.answers.Union(tcp(p))
	}
	return n
}

// buildInterfaceEndpoint makes the endpoint's interfaces. Clients get the addresses of all of them,
// so that each counts.
func buildInterfaceEndpoint(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.InterfaceEndpoint)
	b.addPlaces(id, p.NetworkInterfaces(), Interface{ports: netset.AnyClient, nature: endpointNature(p.Service), spread: eachOf})
	v := b.vpcs[r.Parent]
	if v == nil {
		return
	}
	// semantics 110: without both switches of the VPC there is no private DNS.
	works := p.PrivateDNS && v.props.EnableDNSSupport && v.props.EnableDNSHostnames
	v.endpoints = append(v.endpoints, &interfaceEndpoint{id: id, service: p.Service, privateDNS: works, nodes: b.byResource[id]})
}
