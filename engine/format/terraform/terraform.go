// Package terraform writes a design as one Terraform module of five files.
//
// The mapping table has one row for each kind. Resources are flat and carry the names that the
// design's elements have for exports; the ids of the elements stand in comments above them, so that
// a module can be read back into the same elements. Everything that people typed is written as a
// literal: no name can become an expression. What Terraform cannot say is listed, never left out in
// silence.
//
// # What a reader can rely on
//
// A comment "# vpcanvas:WORD values…" stands directly above the block that it is about; a value that is
// more than letters, digits, dots, hyphens and underscores is a Go string in quotes.
//
//   - design SCHEMA NAME is the first line of main.tf.
//   - kept ELEMENT JSON in a file of comments is what Terraform has no place for: export names that are no names
//     of blocks, tags of the account, where elements came from.
//   - outside ELEMENT JSON below it is what is not deployed, such as a client, as a design file says it.
//   - id ELEMENT [ROW]: the element that the block belongs to. Without ROW it is the element itself, and the
//     block's name its export name. "property.key" is a row of it; routeTable, networkAcl and
//     mainRouteTable are associations; subnets, members, cluster, task, role, instanceProfile, logGroup and
//     accepter came along. "interfaces.key" on an instance, a NAT gateway or an interface, and
//     "ipv6Cidrs.key" on a VPC, are the row inside the element's own block. "watches.key" is the
//     instance's interface that a flow log records.
//   - rows KEY…: "property.key" of the list in the block, in its order. row KEY: the same of a nested block.
//   - targets GROUP.ROW…: the rows of target groups that name a container service.
//   - name, description, address, class, profile, role, status, partition, network: the property of that
//     name, where the arguments say it in another way or not at all.
//   - flow JSON, with the flow's id: on a path of Reachability Analyzer, the flow as a design file says it.
//   - down WHAT: a link that is drawn as down. route KEY BLOCK: a route that the far end announces.
//   - implicit WHAT: description, groups or routes that were not drawn.
//
// A data source of AWS's prefix lists has its element's id; a provider the scope's. A design read back equals
// the one that was written but for what the losses list.
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

// space is within which the names of the kind's elements differ: those of its type, which rows of other
// elements, and other kinds, may have too.
func (m Mapping) space() string {
	if len(m.Types) > 0 {
		return m.Types[0]
	}
	return string(m.Kind)
}

// Table is the mapping, in the order of main.tf; what owns comes before what it owns.
var Table = []Mapping{
	// The internet is nobody's resource, and a scope is a provider's account and region.
	{Kind: kind.InternetKind, write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.ScopeKind, words: [][]string{{"scope"}}, write: writeScope},
	{
		Kind: kind.VPCKind, Types: []string{typeVPC, typeVPCBlock, typeVPCSix, typeMainAssociation}, title: "VPCs",
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
		Kind: kind.EgressOnlyInternetGatewayKind, Types: []string{typeEgressOnly}, title: "Gateways",
		words: [][]string{{"egress", "only", "internet", "gateway"}, {"egress", "only"}, {"eigw"}}, ready: ownerReady, write: writeEgressOnly,
	},
	{
		Kind: kind.NATGatewayKind, Types: []string{typeNATGateway, typeElasticIP}, title: "Gateways",
		words: [][]string{{"nat", "gateway"}, {"nat"}}, ready: ownerReady, refused: "nat-address", write: writeNATGateway,
	},
	{
		Kind: kind.VPNGatewayKind, Types: []string{typeVPNGateway}, title: "Corporate networks",
		words: [][]string{{"vpn", "gateway"}, {"vgw"}}, write: writeVPNGateway,
	},
	{
		Kind: kind.CustomerGatewayKind, Types: []string{typeCustomerGateway}, title: "Corporate networks",
		words: [][]string{{"customer", "gateway"}, {"cgw"}}, write: writeCustomerGateway,
	},
	{
		Kind: kind.VPNConnectionKind, Types: []string{typeVPNConnection, typeVPNRoute}, title: "Corporate networks",
		words: [][]string{{"vpn", "connection"}, {"vpn"}}, write: writeVPNConnection,
	},
	{
		Kind: kind.DirectConnectKind, Types: []string{typeVirtualInterface}, title: "Corporate networks",
		words: [][]string{{"direct", "connect"}, {"dx"}}, write: writeDirectConnect,
	},
	{
		Kind: kind.PeeringKind, Types: []string{typePeering, typePeeringAccepter}, title: "Peering",
		words: [][]string{{"peering", "connection"}, {"peering"}, {"pcx"}}, write: writePeering,
	},
	{
		Kind: kind.PrefixListKind, Types: []string{typePrefixList}, title: "Prefix lists",
		words: [][]string{{"prefix", "list"}, {"list"}}, typ: listType, write: writePrefixList,
	},
	{
		Kind: kind.RouteTableKind, Types: []string{typeRouteTable, typeDefaultRouteTable, typeRoute, typePropagation}, title: "Routing",
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
		Kind: kind.InstanceKind, Types: []string{typeInstance, typeInterface, typeProfile, typeRole, typeRolePolicy}, title: "Instances",
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
	{
		Kind: kind.GatewayEndpointKind, Types: []string{typeEndpoint}, title: "Endpoints",
		words: [][]string{{"gateway", "endpoint"}, {"endpoint"}}, ready: ownerReady, write: writeGatewayEndpoint,
	},
	{
		Kind: kind.InterfaceEndpointKind, Types: []string{typeEndpoint}, title: "Endpoints",
		words: [][]string{{"interface", "endpoint"}, {"endpoint"}}, ready: ownerReady, write: writeInterfaceEndpoint,
	},
	{
		Kind: kind.DatabaseKind, Types: databaseTypes, title: "Databases",
		words: [][]string{{"database"}, {"db"}}, typ: databaseType, ready: ownerReady, write: writeDatabase,
	},
	{
		Kind: kind.FunctionKind, Types: []string{typeFunction, typeRole, typeRolePolicy}, title: "Functions",
		words: [][]string{{"function"}, {"lambda"}}, ready: ownerReady, write: writeFunction,
	},
	{
		Kind: kind.ContainerServiceKind, Types: []string{typeService, typeCluster, typeTask, typeRole, typeRolePolicy}, title: "Containers",
		words: [][]string{{"container", "service"}, {"service"}}, ready: ownerReady, write: writeContainerService,
	},
	{
		Kind: kind.FlowLogKind, Types: []string{typeFlowLog, typeLogGroup, typeBucket, typeBucketAccess, typeRole, typeRoleInline}, title: "Flow logs",
		words: [][]string{{"flow", "log"}}, ready: ownerReady, write: writeFlowLog,
	},
	{
		Kind: kind.HostedZoneKind, Types: []string{typeZone}, title: "Names",
		words: [][]string{{"hosted", "zone"}, {"zone"}}, write: writeHostedZone,
	},
	{
		Kind: kind.RecordKind, Types: []string{typeRecord}, title: "Names",
		words: [][]string{{"record"}}, ready: ownerReady, write: writeRecord,
	},
	// These stand outside of AWS, or of what anybody deploys.
	{Kind: kind.ClientKind, words: [][]string{{"client"}}, write: writeOutside},
	{Kind: kind.CorporateNetworkKind, words: [][]string{{"corporate", "network"}}, write: writeOutside},
	{Kind: kind.AWSServiceKind, words: [][]string{{"service"}}, write: writeOutside},
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
	typeVPCSix            = "aws_vpc_ipv6_cidr_block_association"
	typeEgressOnly        = "aws_egress_only_internet_gateway"
	typeVPNGateway        = "aws_vpn_gateway"
	typeCustomerGateway   = "aws_customer_gateway"
	typeVPNConnection     = "aws_vpn_connection"
	typeVPNRoute          = "aws_vpn_connection_route"
	typePropagation       = "aws_vpn_gateway_route_propagation"
	typeVirtualInterface  = "aws_dx_private_virtual_interface"
	typePeering           = "aws_vpc_peering_connection"
	typePeeringAccepter   = "aws_vpc_peering_connection_accepter"
	typePrefixList        = "aws_ec2_managed_prefix_list"
	typeEndpoint          = "aws_vpc_endpoint"
	typeDatabase          = "aws_db_instance"
	typeDatabaseSubnets   = "aws_db_subnet_group"
	typeDatabaseCluster   = "aws_rds_cluster"
	typeDatabaseMember    = "aws_rds_cluster_instance"
	typeRedshift          = "aws_redshift_cluster"
	typeRedshiftSubnets   = "aws_redshift_subnet_group"
	typeReplication       = "aws_elasticache_replication_group"
	typeCache             = "aws_elasticache_cluster"
	typeCacheSubnets      = "aws_elasticache_subnet_group"
	typeFunction          = "aws_lambda_function"
	typeService           = "aws_ecs_service"
	typeCluster           = "aws_ecs_cluster"
	typeTask              = "aws_ecs_task_definition"
	typeFlowLog           = "aws_flow_log"
	typeLogGroup          = "aws_cloudwatch_log_group"
	typeBucket            = "aws_s3_bucket"
	typeBucketAccess      = "aws_s3_bucket_public_access_block"
	typeRole              = "aws_iam_role"
	typeRolePolicy        = "aws_iam_role_policy_attachment"
	typeRoleInline        = "aws_iam_role_policy"
	typeProfile           = "aws_iam_instance_profile"
	typeZone              = "aws_route53_zone"
	typeRecord            = "aws_route53_record"
	typePath              = "aws_ec2_network_insights_path"
)

// Extensions are the endings of the module's files.
var Extensions = []string{".tf"}

// Write makes the module of a design, which has one spelling. The losses come in the order of main.tf.
func Write(d *design.Design, _ string) ([]exchange.File, []exchange.Loss) {
	return newWriter(d).write(nil)
}

func (w *writer) write(paths []exchange.Path) ([]exchange.File, []exchange.Loss) {
	for _, scope := range w.scopes {
		w.writeElements(scope)
	}
	w.paths(paths)
	w.writeOutside()
	if len(w.scopes) == 0 {
		w.lose("nothing", "")
	}
	w.losses = append(w.losses, exchange.Stays(w.d, w.asked)...)
	return w.files(), w.losses
}
