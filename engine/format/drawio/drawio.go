// Package drawio writes a design as a draw.io file: groups, lanes, icons and arrows that people go
// on drawing with, each carrying the element that it stands for.
//
// Everything of ours is in attributes that begin with "vpcanvas.", which the editor keeps through
// loading, saving and copying. "vpcanvas.kind" marks a cell as ours, "vpcanvas.id" is equal to the
// cell's id in what we wrote and differs from it in a copy. What has no picture (rules, tables,
// views) lies as data on a hidden, locked layer, so that the file reads back whole.
package drawio

import (
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Mapping is one kind's row: how it looks in draw.io. A kind without a look is carried as data.
type Mapping struct {
	Kind kind.Name
	// Look is the style of its cell; nil for data.
	Look func(scene.Item) style
	// Stencils are the names that its looks use.
	Stencils []string
}

// Table is the mapping.
var Table = []Mapping{
	{Kind: kind.InternetKind, Look: plain("internet_alt2", inkSoft), Stencils: []string{"internet_alt2"}},
	{Kind: kind.ScopeKind, Look: func(scene.Item) style { return group("group_region", none, teal, tealDark, true) }, Stencils: []string{"group_region"}},
	{Kind: kind.VPCKind, Look: func(scene.Item) style { return group("group_vpc", none, purple, purpleDark, false) }, Stencils: []string{"group_vpc"}},
	{Kind: kind.SubnetKind, Look: subnet, Stencils: []string{"group_security_group"}},
	{Kind: kind.InternetGatewayKind, Look: gateway("internet_gateway"), Stencils: []string{"internet_gateway"}},
	{Kind: kind.InstanceKind, Look: instance, Stencils: []string{"instance2"}},
	{Kind: kind.NATGatewayKind, Look: plain("nat_gateway", purple), Stencils: []string{"nat_gateway"}},
	{Kind: kind.NetworkInterfaceKind, Look: plain("elastic_network_interface", purple), Stencils: []string{"elastic_network_interface"}},
	{Kind: kind.LoadBalancerKind, Look: balancer, Stencils: []string{"application_load_balancer", "network_load_balancer"}},
	{Kind: kind.ClientKind, Look: plain("client", inkSoft), Stencils: []string{"client"}},
	{Kind: kind.RouteTableKind},
	{Kind: kind.NetworkACLKind},
	{Kind: kind.SecurityGroupKind},
	{Kind: kind.ElasticIPKind},
	{Kind: kind.TargetGroupKind},
	// AWS has no icon of its own for it: its label says what it is.
	{Kind: kind.EgressOnlyInternetGatewayKind, Look: gateway("internet_gateway"), Stencils: []string{"internet_gateway"}},
	{Kind: kind.PeeringKind, Look: fading("peering", purple), Stencils: []string{"peering"}},
	{Kind: kind.GatewayEndpointKind, Look: fading("endpoints", purple), Stencils: []string{"endpoints"}},
	{Kind: kind.InterfaceEndpointKind, Look: plain("endpoint", purple), Stencils: []string{"endpoint"}},
	{Kind: kind.DatabaseKind, Look: database, Stencils: []string{"rds_instance", "redshift", "elasticache"}},
	{Kind: kind.FunctionKind, Look: plain("lambda_function", orange), Stencils: []string{"lambda_function"}},
	{Kind: kind.ContainerServiceKind, Look: fading("ecs_service", orange), Stencils: []string{"ecs_service"}},
	{Kind: kind.AWSServiceKind, Look: service, Stencils: []string{"s3", "dynamodb", "general"}},
	{Kind: kind.CorporateNetworkKind, Look: plain("corporate_data_center", inkSoft), Stencils: []string{"corporate_data_center"}},
	{Kind: kind.VPNGatewayKind, Look: gateway("vpn_gateway"), Stencils: []string{"vpn_gateway"}},
	{Kind: kind.CustomerGatewayKind, Look: plain("customer_gateway", purple), Stencils: []string{"customer_gateway"}},
	{Kind: kind.VPNConnectionKind, Look: fading("vpn_connection", purple), Stencils: []string{"vpn_connection"}},
	{Kind: kind.DirectConnectKind, Look: func(i scene.Item) style { return muted(tile("direct_connect", purple), i) }, Stencils: []string{"direct_connect"}},
	{Kind: kind.PrefixListKind},
	{Kind: kind.FlowLogKind},
	{Kind: kind.HostedZoneKind},
	{Kind: kind.RecordKind},
}

func lookOf(i scene.Item) style {
	switch i.Shape {
	case scene.Lane:
		return lane()
	case scene.Chip:
		return chip()
	case scene.Note:
		return noteShape()
	}
	for _, m := range Table {
		if m.Kind == i.Kind {
			return m.Look(i)
		}
	}
	panic("drawio: no look for " + string(i.Kind)) // a new kind without its row
}

// iconSize is the side of an icon: the two lines of its label fit below it into the node's place.
const iconSize = 40

// margin is what lies between the drawing and the top left corner of the page.
const margin = 40

// Extensions are those of the files.
var Extensions = []string{".drawio"}

// FileName is the name of the file.
const FileName = "diagram.drawio"

// Write draws the main view of a design.
func Write(d *design.Design, _ string) ([]exchange.File, []exchange.Loss) {
	s := scene.Of(d, design.MainView, scene.Style{Icon: iconSize})
	w := &writer{d: d, scene: s, dx: margin - s.Bounds.X, dy: margin - s.Bounds.Y}
	losses := s.Remarks(d)
	if n := len(s.Carried); n > 0 {
		args := message.Args{"size": strconv.Itoa(n)}
		losses = append(losses, exchange.Loss{Note: true, Text: carried.With(args)})
	}
	return []exchange.File{{Name: FileName, Data: w.file()}}, losses
}

var carried = message.Text{
	EN: "{size} elements without a shape of their own, such as rules and tables, are carried as data on a hidden layer",
	JA: "ルールやテーブルなど図形を持たない {size} 個の要素は、非表示レイヤーのデータとして保存されます",
}
