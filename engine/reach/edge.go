package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// An edge is what one kind of resource adds to a network: one file each. Its build makes the parts
// and, for what a route can lead to, registers a target; the parts bring the nodes that a packet
// passes. Nothing else grows with the number of kinds.
type edge struct {
	kind  kind.Name
	build func(b *builder, id string, r *design.Resource)
}

// edges is the list of kinds that traffic meets. A kind comes after those that it reads.
var edges = []edge{
	{kind.VPCKind, buildVPC},
	{kind.PrefixListKind, buildPrefixList},
	{kind.NetworkACLKind, buildNetworkACL},
	{kind.SecurityGroupKind, buildSecurityGroup},
	{kind.RouteTableKind, buildRouteTable},
	{kind.InternetGatewayKind, buildInternetGateway},
	{kind.EgressOnlyInternetGatewayKind, buildEgressOnly},
	{kind.PeeringKind, buildPeering},
	{kind.CorporateNetworkKind, buildCorporateNetwork},
	{kind.VPNGatewayKind, buildVPNGateway},
	{kind.VPNConnectionKind, buildVPNConnection},
	{kind.DirectConnectKind, buildDirectConnect},
	{kind.SubnetKind, buildSubnet},
	{kind.ElasticIPKind, buildElasticIP},
	{kind.InstanceKind, buildInstance},
	{kind.NATGatewayKind, buildNATGateway},
	{kind.NetworkInterfaceKind, buildNetworkInterface},
	{kind.TargetGroupKind, buildTargetGroup},
	{kind.LoadBalancerKind, buildLoadBalancer},
	{kind.ClientKind, buildClient},
	{kind.DatabaseKind, buildDatabase},
	{kind.FunctionKind, buildFunction},
	{kind.ContainerServiceKind, buildContainerService},
	{kind.GatewayEndpointKind, buildGatewayEndpoint},
	{kind.InterfaceEndpointKind, buildInterfaceEndpoint},
	{kind.AWSServiceKind, buildAWSService},
	{kind.RecordKind, buildRecord},
}

// withoutEdge are the kinds that no packet ever meets, each with the reason.
var withoutEdge = map[kind.Name]string{
	kind.ScopeKind:           "an account and region: a border for people, not for packets",
	kind.InternetKind:        "always there, never stored: see outside.go",
	kind.CustomerGatewayKind: "read by the VPN connection that ends there",
	kind.FlowLogKind:         "writes down what passes and changes nothing (semantics 146)",
	kind.HostedZoneKind:      "read by the records in it",
}

// A target is what a route can lead to.
type target interface {
	// allows reports whether AWS accepts the route at all; a refused one counts as absent.
	allows(r *route) bool
	// follow takes the packet on from the route.
	follow(w *walk, r *route) node
}

// A node is a place where a packet can be. step does what happens there and gives the next place;
// nil where the packet has arrived, was lost for good, or the class was split.
type node interface{ step(w *walk) node }

// unmodelled stands for a target that the core does not know: the traffic may or may not pass.
type unmodelled struct{ id string }

func (unmodelled) allows(*route) bool { return true }

func (u unmodelled) follow(w *walk, r *route) node {
	w.doubt(reasonKey{code: UnsupportedComponent, resource: u.id, row: r.row})
	return w.astray()
}

// external stands for a target outside the design.
type external struct{ awsID string }

func (external) allows(*route) bool { return true }

func (e external) follow(w *walk, r *route) node {
	w.doubt(reasonKey{code: UnknownResource, resource: r.table.id, row: r.row, detail: e.awsID})
	return w.astray()
}

// astray is where a packet goes on when what is not known took it. It may get outside without the
// VPC's internet gateway, so that nothing that the gateway asks for stops it (semantics 152); its
// reply comes back the same way.
func (w *walk) astray() node {
	w.strayed = true
	there := w.side(w.to)
	switch {
	case w.split != nil:
		return nil
	case there.network != nil:
		return atOffice{there.network}
	case there.iface == nil:
		return atInternet{}
	case w.to.isPublic():
		return w.land()
	}
	return arriving{there.iface} // also in another VPC: who knows whither it was taken
}
