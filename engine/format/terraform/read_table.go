package terraform

import (
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// A reading is how resources of one type become elements: the reader's half of the mapping table.
type reading struct {
	typ  string
	kind kind.Name
	// kindOf tells the kind where the type has several; "" for one that the model has not.
	kindOf func(it *item) kind.Name
	// owner is the id of the element that owns it.
	owner func(r *reader, it *item) string
	// own is the id of the object of AWS's own that it is about.
	own func(vpc string) string
	// isPart tells an item that is only a part of another element.
	isPart func(r *reader, it *item) bool
	fill   func(r *reader, e *drawing)
}

// A part is how resources of one type say something about an element.
type part struct {
	typ  string
	read func(r *reader, it *item)
}

func inScope(r *reader, it *item) string { return r.scopeOf(it) }

// inside is the element that an argument names.
func inside(argument string) func(*reader, *item) string {
	return func(r *reader, it *item) string { return r.element(it.args[argument]) }
}

// vpcOf is the VPC in which what an argument names lies.
func (r *reader) vpcOf(v any) string {
	for _, one := range listOf(v) {
		id := r.element(one)
		for range maxUp {
			e := r.elements[id]
			if e == nil {
				break
			}
			if e.res.Kind == kind.VPCKind {
				return id
			}
			id = e.res.Parent
		}
	}
	return ""
}

// maxUp is how many owners an element can have.
const maxUp = 5

// vpcOfOwn is the VPC whose own object a resource is about: it names the object by an attribute of the VPC.
func vpcOfOwn(argument string) func(*reader, *item) string {
	return func(r *reader, it *item) string {
		if id := r.vpcOf(it.args["vpc_id"]); id != "" {
			return id
		}
		to, _ := r.find(it.args[argument])
		if to == nil || to == it {
			to = nil
			if s := it.text("id"); s != "" { // in a state the resource has the object's id itself
				to = r.ownOf[argument+" "+s]
			}
		}
		if to == nil {
			return ""
		}
		return r.idOf[to.address]
	}
}

// readings are in the order in which elements are made: what owns comes before what it owns.
var readings = slices.Concat([]reading{
	{typ: typeVPC, kind: kind.VPCKind, owner: inScope, fill: (*reader).vpc},
	{typ: "aws_default_vpc", kind: kind.VPCKind, owner: inScope, fill: (*reader).vpc},
	{typ: typeSubnet, kind: kind.SubnetKind, owner: inside("vpc_id"), fill: (*reader).subnet},
	{typ: "aws_default_subnet", kind: kind.SubnetKind, owner: inside("vpc_id"), fill: (*reader).subnet},
	{typ: typeInternetGateway, kind: kind.InternetGatewayKind, owner: inScope, fill: (*reader).internetGateway},
	{typ: typeEgressOnly, kind: kind.EgressOnlyInternetGatewayKind, owner: inside("vpc_id")},
	{typ: typeNATGateway, kind: kind.NATGatewayKind, owner: inside("subnet_id"), fill: (*reader).natGateway},
	{typ: typeVPNGateway, kind: kind.VPNGatewayKind, owner: inScope, fill: (*reader).vpnGateway},
	{typ: typeCustomerGateway, kind: kind.CustomerGatewayKind, owner: inScope, fill: (*reader).customerGateway},
	{typ: typeVPNConnection, kind: kind.VPNConnectionKind, owner: inScope, fill: (*reader).vpnConnection},
	{typ: typeVirtualInterface, kind: kind.DirectConnectKind, owner: inScope, fill: (*reader).directConnect},
	{typ: typePeering, kind: kind.PeeringKind, owner: scopeOfPeering, fill: (*reader).peering},
	{typ: typePrefixList, kind: kind.PrefixListKind, owner: inScope, fill: (*reader).prefixList},
	{typ: "data." + listOfAWS, kind: kind.PrefixListKind, owner: inScope, isPart: (*reader).isCustomerList, fill: (*reader).listOfService},
	{typ: "data.aws_prefix_list", kind: kind.PrefixListKind, owner: inScope, isPart: (*reader).isCustomerList, fill: (*reader).listOfService},
	{typ: typeRouteTable, kind: kind.RouteTableKind, owner: inside("vpc_id"), isPart: (*reader).isOwnTable, fill: (*reader).routeTable},
	{typ: typeDefaultRouteTable, kind: kind.RouteTableKind, owner: vpcOfOwn("default_route_table_id"), own: design.MainRouteTableID, fill: (*reader).routeTable},
	{typ: typeACL, kind: kind.NetworkACLKind, owner: inside("vpc_id"), fill: (*reader).networkACL},
	{typ: typeDefaultACL, kind: kind.NetworkACLKind, owner: vpcOfOwn("default_network_acl_id"), own: design.DefaultNetworkACLID, fill: (*reader).networkACL},
	{typ: typeGroup, kind: kind.SecurityGroupKind, owner: inside("vpc_id"), fill: (*reader).securityGroup},
	{typ: typeDefaultGroup, kind: kind.SecurityGroupKind, owner: vpcOfOwn("default_security_group_id"), own: design.DefaultSecurityGroupID, fill: (*reader).securityGroup},
	{typ: typeElasticIP, kind: kind.ElasticIPKind, owner: inScope, isPart: (*reader).isOfNAT, fill: (*reader).elasticIP},
	{typ: typeInstance, kind: kind.InstanceKind, owner: subnetOfInstance, fill: (*reader).instance},
	{typ: typeInterface, kind: kind.NetworkInterfaceKind, owner: inside("subnet_id"), isPart: (*reader).isAttached, fill: (*reader).networkInterface},
}, readingsOfServices)

// parts are in the order in which they are read.
var parts = slices.Concat([]part{
	{typeVPCBlock, (*reader).vpcBlock},
	{typeVPCSix, (*reader).vpcSix},
	{typeMainAssociation, (*reader).mainTable},
	{typeTableAssociation, (*reader).tableOfSubnet},
	{typeACLAssociation, (*reader).aclOfSubnet},
	{"aws_internet_gateway_attachment", (*reader).attachGateway},
	{"aws_vpn_gateway_attachment", (*reader).attachVPN},
	{typePropagation, (*reader).propagation},
	{typeACLRule, (*reader).aclRule},
	{typeIngress, (*reader).groupRule},
	{typeEgress, (*reader).groupRule},
	{"aws_security_group_rule", (*reader).oldRule},
	{"aws_network_interface_sg_attachment", (*reader).groupOfInterface},
	{typeElasticIP, (*reader).associate},
	{"aws_eip_association", (*reader).associate},
	{typeNATGateway, (*reader).addressOfNAT},
	{typeRoute, (*reader).route},
	// What a group or a table says of its own rules comes after what has a key: a state says each twice.
	{typeRouteTable, (*reader).inlineRoutes},
	{typeDefaultRouteTable, (*reader).inlineRoutes},
	{typeGroup, (*reader).inlineRules},
	{typeDefaultGroup, (*reader).inlineRules},
	{typeACL, (*reader).inlineEntries},
	{typeDefaultACL, (*reader).inlineEntries},
	{typeVPNRoute, (*reader).vpnRoute},
	{typePeeringAccepter, (*reader).accepter},
	{"aws_ec2_managed_prefix_list_entry", (*reader).listEntry},
}, partsOfServices)

// companions come along with elements and say nothing of their own about a network.
var companions = map[string]bool{
	typeDatabaseSubnets: true, typeRedshiftSubnets: true, typeCacheSubnets: true, typeCluster: true, typeTask: true,
	typeLogGroup: true, typeBucket: true, typeBucketAccess: true, typeRole: true, typeRolePolicy: true, typeRoleInline: true, typeProfile: true,
	"aws_network_interface_attachment": true, "aws_key_pair": true,
}

// beside are beginnings of types that no packet meets.
var beside = []string{
	"aws_iam_", "aws_cloudwatch_", "aws_kms_", "aws_ssm_", "aws_s3_", "aws_secretsmanager_", "aws_acm_", "aws_sns_", "aws_sqs_",
	"aws_dynamodb_", "aws_ecr_", "aws_cloudtrail", "aws_config_", "aws_backup_", "aws_budgets_", "aws_ebs_", "aws_volume_attachment",
	"aws_db_parameter_group", "aws_db_option_group", "aws_rds_cluster_parameter_group", "aws_elasticache_parameter_group", "aws_lambda_permission",
}

func isBeside(typ string) bool {
	return slices.ContainsFunc(beside, func(b string) bool { return strings.HasPrefix(typ, b) })
}
