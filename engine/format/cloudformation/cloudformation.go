// Package cloudformation writes a design as CloudFormation templates, one for each account and
// region that it draws.
//
// The mapping table has one row for each kind. Logical ids are the resources' export names, and the
// ids of the design's elements stand in the templates' metadata, so that a template can be read
// back into the same elements. What CloudFormation cannot say is listed, never left out in silence.
package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// Mapping is one kind's row: the resource types that it becomes and how.
type Mapping struct {
	Kind  kind.Name
	Types []string
	// write adds what the resource becomes; Read, the way back, is nil where a kind is only written.
	write func(w *writer, id string, r *design.Resource)
	Read  func(id string, properties map[string]any) (*design.Resource, error)
}

// Table is the mapping, in the order of a template.
var Table = []Mapping{
	// The internet is nobody's resource, and the scope is where the template is deployed.
	{Kind: kind.InternetKind, write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.ScopeKind, write: func(*writer, string, *design.Resource) {}},
	{Kind: kind.VPCKind, Types: []string{typeVPC, typeVPCBlock}, write: writeVPC},
	{Kind: kind.InternetGatewayKind, Types: []string{typeInternetGateway, typeAttachment}, write: writeInternetGateway},
	{Kind: kind.RouteTableKind, Types: []string{typeRouteTable, typeRoute}, write: writeRouteTable},
	{Kind: kind.NetworkACLKind, Types: []string{typeACL, typeACLEntry}, write: writeNetworkACL},
	{Kind: kind.SubnetKind, Types: []string{typeSubnet, typeTableAssociation, typeACLAssociation}, write: writeSubnet},
	{Kind: kind.SecurityGroupKind, Types: []string{typeGroup, typeGroupIngress, typeGroupEgress}, write: writeSecurityGroup},
	{Kind: kind.InstanceKind, Types: []string{typeInstance, typeInterface}, write: writeInstance},
	{Kind: kind.ElasticIPKind, Types: []string{typeElasticIP, typeAddressAssociation}, write: writeElasticIP},
	{Kind: kind.NATGatewayKind, Types: []string{typeNATGateway, typeElasticIP}, write: writeNATGateway},
	{Kind: kind.NetworkInterfaceKind, Types: []string{typeInterface}, write: writeNetworkInterface},
	{Kind: kind.TargetGroupKind, Types: []string{typeTargetGroup}, write: writeTargetGroup},
	{Kind: kind.LoadBalancerKind, Types: []string{typeLoadBalancer, typeListener}, write: writeLoadBalancer},
	{Kind: kind.ClientKind, write: writeClient},
	{Kind: kind.EgressOnlyInternetGatewayKind, write: writeNothing},
	{Kind: kind.PeeringKind, write: writeNothing},
	{Kind: kind.GatewayEndpointKind, write: writeNothing},
	{Kind: kind.InterfaceEndpointKind, write: writeNothing},
	{Kind: kind.DatabaseKind, write: writeNothing},
	{Kind: kind.FunctionKind, write: writeNothing},
	{Kind: kind.ContainerServiceKind, write: writeNothing},
	{Kind: kind.AWSServiceKind, write: writeNothing},
	{Kind: kind.CorporateNetworkKind, write: writeNothing},
	{Kind: kind.VPNGatewayKind, write: writeNothing},
	{Kind: kind.CustomerGatewayKind, write: writeNothing},
	{Kind: kind.VPNConnectionKind, write: writeNothing},
	{Kind: kind.DirectConnectKind, write: writeNothing},
	{Kind: kind.PrefixListKind, write: writeNothing},
	{Kind: kind.FlowLogKind, write: writeNothing},
	{Kind: kind.HostedZoneKind, write: writeNothing},
	{Kind: kind.RecordKind, write: writeNothing},
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
	scopes := []string{}
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind == kind.ScopeKind {
			scopes = append(scopes, row.Key)
		}
	}
	files, losses := []exchange.File{}, []exchange.Loss{}
	taken := map[string]bool{}
	for _, scope := range scopes {
		w := newWriter(d, scope)
		template := w.template()
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
	if len(d.Flows)+len(d.Notes)+len(d.Suppressions) > 0 {
		losses = append(losses, note("stays", "", nil))
	}
	return files, losses
}
