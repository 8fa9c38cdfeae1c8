// Package cloudformation writes a design as CloudFormation templates, one for each account and
// region that it draws, and reads templates, ours and others', as a design.
//
// The mapping table has one row for each kind. Logical ids are the resources' export names, and the
// ids of the design's elements stand in the templates' metadata, so that a template can be read
// back into the same elements. What CloudFormation cannot say is listed, never left out in silence.
//
// # What a reader can rely on
//
// The template's Metadata.Vpcanvas has the design's Schema and Name, the Scope that the template is of,
// and PrefixLists: AWS's own lists by the logical id of the parameter that names them, which is there
// where something uses the list.
//
// Each resource's Metadata.Vpcanvas.Id is the element that it belongs to. Row is "property.key" where the
// resource is for one row, such as a route, an entry or a listener. The resource without Row whose logical
// id is the element's export name is the element itself; the others without Row came along: attachments,
// associations, subnet groups, members of a cluster, roles, log groups. Where AWS has no place for what was
// drawn, the metadata keeps it:
//
//   - Name, Description: the whole text, where AWS takes less. A record's Name is always here.
//   - Subnets, Targets, Entries, SecurityGroupIngress, SecurityGroupEgress: row keys, in the order of the
//     list of the same name. On a container service Targets are "group.row" of the target groups that
//     name it.
//   - Interface: the row of the interface inside an instance or a NAT gateway. watches.KEY in Row is the
//     instance's interface that a flow log records.
//   - Flow: on a path of Reachability Analyzer, whose Id is a flow's, the flow as a design file says it.
//   - Main, Implicit, ImplicitGroup: the main route table that a template cannot set, and what was not
//     drawn: an association with it, the routes of a network, the default group.
//   - Kept of the template: what it says nothing of, by element: export names that are not the logical ids,
//     tags of the account, where elements came from, and what nobody deploys, such as a client.
//   - AvailabilityZone, Role, InstanceProfile, InstanceClass, Network, IpAddress, Status, Accepter,
//     Tunnel1, Tunnel2, State, Routes, RouteTable: the property of that name, where the template says it in another
//     way or not at all.
//
// Numbers and true in a policy come back as texts, which IAM takes for the same.
//
// A parameter named Outside… stands for an element of another template. A design read back equals the one
// that was written but for what the losses list.
package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Mapping is one kind's row: the resource types that it becomes and how.
type Mapping struct {
	Kind  kind.Name
	Types []string
	// write adds what the resource becomes.
	write func(w *writer, id string, r *design.Resource)
	// read is the way back, by resource type; it is empty where a kind is only written.
	read []reading
}

// Table is the mapping, in the order of a template.
var Table = []Mapping{
	// The internet is nobody's resource, and the scope is where the template is deployed.
	{Kind: kind.InternetKind, write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.ScopeKind, write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.VPCKind, Types: []string{typeVPC, typeVPCBlock}, write: writeVPC, read: readVPC},
	{Kind: kind.InternetGatewayKind, Types: []string{typeInternetGateway, typeAttachment}, write: writeInternetGateway, read: readInternetGateway},
	{Kind: kind.EgressOnlyInternetGatewayKind, Types: []string{typeEgressOnly}, write: writeEgressOnly, read: readEgressOnly},
	{Kind: kind.PrefixListKind, Types: []string{typePrefixList}, write: writePrefixList, read: readPrefixList},
	{Kind: kind.VPNGatewayKind, Types: []string{typeVPNGateway, typeAttachment}, write: writeVPNGateway, read: readVPNGateway},
	{Kind: kind.CustomerGatewayKind, Types: []string{typeCustomerGateway}, write: writeCustomerGateway, read: readCustomerGateway},
	{Kind: kind.VPNConnectionKind, Types: []string{typeVPNConnection, typeVPNRoute}, write: writeVPNConnection, read: readVPNConnection},
	{Kind: kind.DirectConnectKind, Types: []string{typeVirtualInterface}, write: writeDirectConnect, read: readDirectConnect},
	{Kind: kind.PeeringKind, Types: []string{typePeering}, write: writePeering, read: readPeering},
	{Kind: kind.RouteTableKind, Types: []string{typeRouteTable, typeRoute, typePropagation}, write: writeRouteTable, read: readRouteTable},
	{Kind: kind.NetworkACLKind, Types: []string{typeACL, typeACLEntry}, write: writeNetworkACL, read: readNetworkACL},
	{Kind: kind.SubnetKind, Types: []string{typeSubnet, typeTableAssociation, typeACLAssociation}, write: writeSubnet, read: readSubnet},
	{Kind: kind.SecurityGroupKind, Types: []string{typeGroup, typeGroupIngress, typeGroupEgress}, write: writeSecurityGroup, read: readSecurityGroup},
	{Kind: kind.InstanceKind, Types: []string{typeInstance, typeInterface, typeRole, typeProfile}, write: writeInstance, read: readInstance},
	{Kind: kind.ElasticIPKind, Types: []string{typeElasticIP, typeAddressAssociation}, write: writeElasticIP, read: readElasticIP},
	{Kind: kind.NATGatewayKind, Types: []string{typeNATGateway, typeElasticIP}, write: writeNATGateway, read: readNATGateway},
	{Kind: kind.NetworkInterfaceKind, Types: []string{typeInterface}, write: writeNetworkInterface, read: readNetworkInterface},
	{Kind: kind.TargetGroupKind, Types: []string{typeTargetGroup}, write: writeTargetGroup, read: readTargetGroup},
	{Kind: kind.LoadBalancerKind, Types: []string{typeLoadBalancer, typeListener}, write: writeLoadBalancer, read: readLoadBalancer},
	{Kind: kind.GatewayEndpointKind, Types: []string{typeEndpoint}, write: writeGatewayEndpoint, read: readGatewayEndpoint},
	{Kind: kind.InterfaceEndpointKind, Types: []string{typeEndpoint}, write: writeInterfaceEndpoint, read: readInterfaceEndpoint},
	{
		Kind: kind.DatabaseKind, Types: []string{
			typeDatabase, typeDatabaseCluster, typeDatabaseSubnets, typeRedshift, typeRedshiftSubnets, typeReplication, typeCache, typeCacheSubnets,
		}, write: writeDatabase, read: readDatabase,
	},
	{Kind: kind.FunctionKind, Types: []string{typeFunction, typeRole}, write: writeFunction, read: readFunction},
	{Kind: kind.ContainerServiceKind, Types: []string{typeService, typeCluster, typeTask, typeRole}, write: writeContainerService, read: readContainerService},
	{Kind: kind.FlowLogKind, Types: []string{typeFlowLog, typeLogGroup, typeRole, typeBucket}, write: writeFlowLog, read: readFlowLog},
	{Kind: kind.HostedZoneKind, Types: []string{typeZone}, write: writeHostedZone, read: readHostedZone},
	{Kind: kind.RecordKind, Types: []string{typeRecord}, write: writeRecord, read: readRecord},
	// These stand outside of AWS, or of what anybody deploys.
	{Kind: kind.ClientKind, write: writeOutside},
	{Kind: kind.CorporateNetworkKind, write: writeOutside},
	// A path is a flow, and no element; by then everything that a flow can name is there.
	{Kind: kind.AWSServiceKind, write: writeOutside, read: []reading{{typ: typePath, fill: readPath}}},
}

// The resource types of the mapping.
const (
	typeVPC                = "AWS::EC2::VPC"
	typeVPCBlock           = "AWS::EC2::VPCCidrBlock"
	typeInternetGateway    = "AWS::EC2::InternetGateway"
	typeAttachment         = "AWS::EC2::VPCGatewayAttachment"
	typeRouteTable         = "AWS::EC2::RouteTable"
	typeRoute              = "AWS::EC2::Route"
	typeSubnet             = "AWS::EC2::Subnet"
	typeTableAssociation   = "AWS::EC2::SubnetRouteTableAssociation"
	typeACL                = "AWS::EC2::NetworkAcl"
	typeACLEntry           = "AWS::EC2::NetworkAclEntry"
	typeACLAssociation     = "AWS::EC2::SubnetNetworkAclAssociation"
	typeGroup              = "AWS::EC2::SecurityGroup"
	typeGroupIngress       = "AWS::EC2::SecurityGroupIngress"
	typeGroupEgress        = "AWS::EC2::SecurityGroupEgress"
	typeInstance           = "AWS::EC2::Instance"
	typeInterface          = "AWS::EC2::NetworkInterface"
	typeElasticIP          = "AWS::EC2::EIP"
	typeNATGateway         = "AWS::EC2::NatGateway"
	typeTargetGroup        = "AWS::ElasticLoadBalancingV2::TargetGroup"
	typeLoadBalancer       = "AWS::ElasticLoadBalancingV2::LoadBalancer"
	typeListener           = "AWS::ElasticLoadBalancingV2::Listener"
	typeAddressAssociation = "AWS::EC2::EIPAssociation"
	typeEgressOnly         = "AWS::EC2::EgressOnlyInternetGateway"
	typePrefixList         = "AWS::EC2::PrefixList"
	typeVPNGateway         = "AWS::EC2::VPNGateway"
	typeCustomerGateway    = "AWS::EC2::CustomerGateway"
	typeVPNConnection      = "AWS::EC2::VPNConnection"
	typeVPNRoute           = "AWS::EC2::VPNConnectionRoute"
	typePropagation        = "AWS::EC2::VPNGatewayRoutePropagation"
	typeVirtualInterface   = "AWS::DirectConnect::PrivateVirtualInterface"
	typePeering            = "AWS::EC2::VPCPeeringConnection"
	typeEndpoint           = "AWS::EC2::VPCEndpoint"
	typeFlowLog            = "AWS::EC2::FlowLog"
	typeLogGroup           = "AWS::Logs::LogGroup"
	typeBucket             = "AWS::S3::Bucket"
	typeRole               = "AWS::IAM::Role"
	typeProfile            = "AWS::IAM::InstanceProfile"
	typeDatabase           = "AWS::RDS::DBInstance"
	typeDatabaseCluster    = "AWS::RDS::DBCluster"
	typeDatabaseSubnets    = "AWS::RDS::DBSubnetGroup"
	typeRedshift           = "AWS::Redshift::Cluster"
	typeRedshiftSubnets    = "AWS::Redshift::ClusterSubnetGroup"
	typeReplication        = "AWS::ElastiCache::ReplicationGroup"
	typeCache              = "AWS::ElastiCache::CacheCluster"
	typeCacheSubnets       = "AWS::ElastiCache::SubnetGroup"
	typeFunction           = "AWS::Lambda::Function"
	typeService            = "AWS::ECS::Service"
	typeCluster            = "AWS::ECS::Cluster"
	typeTask               = "AWS::ECS::TaskDefinition"
	typeZone               = "AWS::Route53::HostedZone"
	typeRecord             = "AWS::Route53::RecordSet"
	typePath               = "AWS::EC2::NetworkInsightsPath"
)

// What CloudFormation takes in one template.
const (
	mostResources = 500
	mostOutputs   = 200
)

// Extensions are the two spellings of a template; the first is the usual one.
var Extensions = []string{".yaml", ".json"}

// Write makes the templates of a design, as YAML or, where ext is ".json", as JSON. The losses come
// in the order of the templates.
func Write(d *design.Design, ext string) ([]exchange.File, []exchange.Loss) {
	return write(d, ext, nil)
}

// WritePaths is Write with the flows among the resources, as paths that AWS's Reachability Analyzer can analyse.
func WritePaths(d *design.Design, ext string) ([]exchange.File, []exchange.Loss) {
	paths, refused := (&exchange.Making{D: d}).Paths()
	files, losses := write(d, ext, paths)
	return files, append(losses, exchange.PathLosses(paths, refused)...)
}

func write(d *design.Design, ext string, paths []exchange.Path) ([]exchange.File, []exchange.Loss) {
	scopes := []string{}
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind == kind.ScopeKind {
			scopes = append(scopes, row.Key)
		}
	}
	files, losses := []exchange.File{}, []exchange.Loss{}
	taken, asked := map[string]bool{}, map[string]bool{}
	for _, scope := range scopes {
		w := newWriter(d, scope)
		w.isFirst, w.asked = len(files) == 0, asked
		template := w.template(paths)
		losses = append(losses, w.losses...)
		if w.resources.empty() {
			continue // CloudFormation takes no template without resources
		}
		name := "template"
		if len(scopes) > 1 {
			name = unused(alphanumeric(d.Resources[scope].ExportName, scope), taken)
		}
		body := asYAML(template)
		if ext == ".json" {
			body = asJSON(template)
		} else {
			ext = ".yaml"
		}
		files = append(files, exchange.File{Name: name + ext, Data: body})
	}
	if len(files) == 0 {
		losses = append(losses, loss("nothing", "", nil))
	}
	losses = append(losses, outside(d)...)
	return files, append(losses, exchange.Stays(d, asked)...)
}

// outside lists what lies in no account.
func outside(d *design.Design) []exchange.Loss {
	losses := []exchange.Loss{}
	for _, row := range kind.Sorted(d.Resources) {
		if d.Ancestor(row.Key, kind.ScopeKind) == "" && row.Value.Kind != kind.ScopeKind && row.Value.Kind != kind.InternetKind {
			losses = append(losses, note("outside", row.Key, message.Args{"element": exchange.Shown(d.NameOf(row.Key), mostShown)}))
		}
	}
	return losses
}
