// Package terraform writes a design as one Terraform module of five files.
//
// The mapping table has one row for each kind. Resources are flat and carry the names that the
// design's elements have for exports; the ids of the elements stand in comments above them, so that
// a module can be read back into the same elements. Everything that people typed is written as a
// literal: no name can become an expression. What Terraform cannot say is listed, never left out in
// silence.
package terraform

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// Mapping is one kind's row: the resource types that it becomes and how.
type Mapping struct {
	Kind  kind.Name
	Types []string
	// title heads the kind's resources in main.tf.
	title string
	// words are what a resource's name need not say, since its type does.
	words [][]string
	// typ chooses the type where AWS makes some of the kind itself; nil is the first of Types.
	typ func(w *writer, id string, r *design.Resource) string
	// ready tells whether AWS could make the element at all; nil where it always can.
	ready func(w *writer, r *design.Resource) bool
	// refused is the sentence for one whose owner AWS makes, but not the element.
	refused string
	// write adds what the element becomes.
	write func(w *writer, id string, r *design.Resource)
}

// Table is the mapping, in the order of main.tf; what owns comes before what it owns.
var Table = []Mapping{
	// The internet is nobody's resource, and a scope is a provider's account and region.
	{Kind: kind.InternetKind, write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.ScopeKind, words: [][]string{{"scope"}}, write: writeScope},
	{
		Kind: kind.VPCKind, Types: []string{typeVPC, typeVPCBlock, typeMainAssociation}, title: "VPCs",
		words: [][]string{{"vpc"}}, ready: vpcReady, refused: "no-block", write: writeVPC,
	},
	{
		Kind: kind.SubnetKind, Types: []string{typeSubnet, typeTableAssociation, typeACLAssociation}, title: "Subnets",
		words: [][]string{{"subnet"}}, ready: subnetReady, refused: "no-block", write: writeSubnet,
	},
	{
		Kind: kind.InternetGatewayKind, Types: []string{typeInternetGateway}, title: "Gateways",
		words: [][]string{{"internet", "gateway"}, {"gateway"}, {"igw"}}, write: writeInternetGateway,
	},
	{
		Kind: kind.NATGatewayKind, Types: []string{typeNATGateway, typeElasticIP}, title: "Gateways",
		words: [][]string{{"nat", "gateway"}, {"nat"}}, ready: ownerReady, refused: "nat-address", write: writeNATGateway,
	},
	{
		Kind: kind.RouteTableKind, Types: []string{typeRouteTable, typeDefaultRouteTable, typeRoute}, title: "Routing",
		words: [][]string{{"route", "table"}}, typ: tableType, ready: ownerReady, write: writeRouteTable,
	},
	{
		Kind: kind.NetworkACLKind, Types: []string{typeACL, typeDefaultACL, typeACLRule}, title: "Network ACLs",
		words: [][]string{{"network", "acl"}, {"acl"}}, typ: aclType, ready: ownerReady, write: writeNetworkACL,
	},
	{
		Kind: kind.SecurityGroupKind, Types: []string{typeGroup, typeDefaultGroup, typeIngress, typeEgress}, title: "Security groups",
		words: [][]string{{"security", "group"}}, typ: groupType, ready: ownerReady, write: writeSecurityGroup,
	},
	{
		Kind: kind.InstanceKind, Types: []string{typeInstance, typeInterface}, title: "Instances",
		words: [][]string{{"instance"}}, ready: ownerReady, write: writeInstance,
	},
	{
		Kind: kind.NetworkInterfaceKind, Types: []string{typeInterface}, title: "Network interfaces",
		words: [][]string{{"eni"}, {"network", "interface"}, {"interface"}}, ready: ownerReady, write: writeNetworkInterface,
	},
	{
		Kind: kind.TargetGroupKind, Types: []string{typeTargetGroup, typeTarget}, title: "Load balancers",
		words: [][]string{{"target", "group"}, {"tg"}}, ready: ownerReady, write: writeTargetGroup,
	},
	{
		Kind: kind.LoadBalancerKind, Types: []string{typeLoadBalancer, typeListener}, title: "Load balancers",
		words: [][]string{{"lb"}, {"load", "balancer"}}, ready: balancerReady, refused: "balancer-subnets", write: writeLoadBalancer,
	},
	{
		Kind: kind.ElasticIPKind, Types: []string{typeElasticIP}, title: "Elastic IPs",
		words: [][]string{{"elastic", "ip"}, {"eip"}}, write: writeElasticIP,
	},
	{Kind: kind.ClientKind, words: [][]string{{"client"}}, write: writeClient},
	{Kind: kind.EgressOnlyInternetGatewayKind, words: [][]string{{"egressonlyinternetgateway"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.PeeringKind, words: [][]string{{"peering"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.GatewayEndpointKind, words: [][]string{{"gatewayendpoint"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.InterfaceEndpointKind, words: [][]string{{"interfaceendpoint"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.DatabaseKind, words: [][]string{{"database"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.FunctionKind, words: [][]string{{"function"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.ContainerServiceKind, words: [][]string{{"containerservice"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.AWSServiceKind, words: [][]string{{"awsservice"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.CorporateNetworkKind, words: [][]string{{"corporatenetwork"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.VPNGatewayKind, words: [][]string{{"vpngateway"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.CustomerGatewayKind, words: [][]string{{"customergateway"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.VPNConnectionKind, words: [][]string{{"vpnconnection"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.DirectConnectKind, words: [][]string{{"directconnect"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.PrefixListKind, words: [][]string{{"prefixlist"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.FlowLogKind, words: [][]string{{"flowlog"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.HostedZoneKind, words: [][]string{{"hostedzone"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.RecordKind, words: [][]string{{"record"}}, ready: never, refused: "kind", write: func(*writer, string, *design.Resource) {}},
}

// The resource types of the mapping.
const (
	typeVPC               = "aws_vpc"
	typeVPCBlock          = "aws_vpc_ipv4_cidr_block_association"
	typeMainAssociation   = "aws_main_route_table_association"
	typeSubnet            = "aws_subnet"
	typeTableAssociation  = "aws_route_table_association"
	typeACLAssociation    = "aws_network_acl_association"
	typeInternetGateway   = "aws_internet_gateway"
	typeRouteTable        = "aws_route_table"
	typeDefaultRouteTable = "aws_default_route_table"
	typeRoute             = "aws_route"
	typeACL               = "aws_network_acl"
	typeDefaultACL        = "aws_default_network_acl"
	typeACLRule           = "aws_network_acl_rule"
	typeGroup             = "aws_security_group"
	typeDefaultGroup      = "aws_default_security_group"
	typeIngress           = "aws_vpc_security_group_ingress_rule"
	typeEgress            = "aws_vpc_security_group_egress_rule"
	typeInstance          = "aws_instance"
	typeInterface         = "aws_network_interface"
	typeElasticIP         = "aws_eip"
	typeNATGateway        = "aws_nat_gateway"
	typeTargetGroup       = "aws_lb_target_group"
	typeTarget            = "aws_lb_target_group_attachment"
	typeLoadBalancer      = "aws_lb"
	typeListener          = "aws_lb_listener"
)

// Extensions are the endings of the module's files.
var Extensions = []string{".tf"}

// Write makes the module of a design, which has one spelling. The losses come in the order of main.tf.
func Write(d *design.Design, _ string) ([]exchange.File, []exchange.Loss) {
	w := newWriter(d)
	for _, scope := range w.scopes {
		w.writeElements(scope)
	}
	w.writeOutside()
	if len(w.scopes) == 0 {
		w.lose("nothing", "")
	}
	if len(d.Flows)+len(d.Notes)+len(d.Suppressions) > 0 {
		w.remark("stays", "")
	}
	return w.files(), w.losses
}
