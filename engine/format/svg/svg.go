// Package svg draws a design as one picture that needs nothing else: no script, no style sheet, no
// font, no reference to anything outside. It looks as the editor's canvas does in the light theme,
// without verdicts.
package svg

import (
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Mapping is one kind's row: the icon and the colours that it is drawn with. A kind without an icon
// is not in the picture.
type Mapping struct {
	Kind  kind.Name
	glyph string
	tone  func(scene.Item) tone
}

// Table is the mapping.
var Table = []Mapping{
	{kind.InternetKind, "internet", always(world)},
	{kind.ScopeKind, "scope", always(scopeTone)},
	{kind.VPCKind, "vpc", always(vpcTone)},
	{kind.SubnetKind, "subnet", func(i scene.Item) tone {
		if i.Public {
			return publicTone
		}
		return privateTone
	}},
	{kind.InternetGatewayKind, "internetGateway", always(gatewayTone)},
	{kind.NATGatewayKind, "natGateway", always(gatewayTone)},
	{kind.InstanceKind, "instance", always(computeTone)},
	{kind.NetworkInterfaceKind, "networkInterface", always(gatewayTone)},
	{kind.LoadBalancerKind, "loadBalancer", always(gatewayTone)},
	{kind.ClientKind, "client", always(world)},
	{Kind: kind.RouteTableKind},
	{Kind: kind.NetworkACLKind},
	{Kind: kind.SecurityGroupKind},
	{Kind: kind.ElasticIPKind},
	{Kind: kind.TargetGroupKind},
	{kind.EgressOnlyInternetGatewayKind, "egressOnlyInternetGateway", always(gatewayTone)},
	{kind.PeeringKind, "peering", always(gatewayTone)},
	{kind.GatewayEndpointKind, "gatewayEndpoint", always(gatewayTone)},
	{kind.InterfaceEndpointKind, "interfaceEndpoint", always(gatewayTone)},
	{kind.DatabaseKind, "database", always(dataTone)},
	{kind.FunctionKind, "function", always(computeTone)},
	{kind.ContainerServiceKind, "containerService", always(computeTone)},
	{kind.AWSServiceKind, "awsService", always(dataTone)},
	{kind.CorporateNetworkKind, "corporateNetwork", always(world)},
	{kind.VPNGatewayKind, "vpnGateway", always(gatewayTone)},
	{kind.CustomerGatewayKind, "customerGateway", always(world)},
	{kind.VPNConnectionKind, "vpnConnection", always(gatewayTone)},
	{kind.DirectConnectKind, "directConnect", always(gatewayTone)},
	{Kind: kind.PrefixListKind},
	{Kind: kind.FlowLogKind},
	{Kind: kind.HostedZoneKind},
	{Kind: kind.RecordKind},
}

func always(t tone) func(scene.Item) tone { return func(scene.Item) tone { return t } }

// rowOf is the row of a kind. Table has one for each: a test demands it.
func rowOf(k kind.Name) Mapping {
	for _, m := range Table {
		if m.Kind == k {
			return m
		}
	}
	panic("svg: no row for " + string(k))
}

// FileName is the name of the file.
const FileName = "diagram.svg"

// Extensions are those of the files.
var Extensions = []string{".svg"}

// margin is what lies around the drawing.
const margin = 24

// Write draws the main view of a design.
func Write(d *design.Design, _ string) ([]exchange.File, []exchange.Loss) {
	s := scene.Of(d, design.MainView, scene.Style{})
	losses := s.Remarks(d)
	if n := len(s.Carried) + len(d.Suppressions); n > 0 {
		args := message.Args{"size": strconv.Itoa(n)}
		losses = append(losses, exchange.Loss{Text: unseen.With(args)})
	}
	return []exchange.File{{Name: FileName, Data: picture(d, s)}}, losses
}

var unseen = message.Text{
	EN: "{size} elements without a shape of their own, such as rules and tables, are not in the picture",
	JA: "ルールやテーブルなど図形を持たない {size} 個の要素は、画像に含まれません",
}
