package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
)

// RouteTableKind is a route table of a VPC.
const RouteTableKind Name = "routeTable"

// RouteTable holds the routes that people made. The local routes of the VPC's blocks are derived (semantics 8).
type RouteTable struct {
	Routes map[string]Route `json:"routes"`
	// Propagations are the VPN gateways whose routes it takes over (semantics 118).
	Propagations map[string]bool `json:"propagations"`
}

// Route sends what goes to Destination to Target. A Target that is gone makes a blackhole (semantics 14).
type Route struct {
	Destination netip.Prefix `json:"destination"`
	// PrefixList is the destination in place of a block.
	PrefixList Ref `json:"prefixList,omitzero"`
	Target     Ref `json:"target,omitzero"`
	// Interface is the key of the target's interface, where the target has several.
	Interface string `json:"interface,omitzero"`
}

// Kind names the kind.
func (*RouteTable) Kind() Name { return RouteTableKind }

var routeTable = &Kind{
	Name:    RouteTableKind,
	Title:   message.Text{EN: "Route table", JA: "ルートテーブル"},
	Parents: []Name{VPCKind},
	New:     func() Props { return &RouteTable{Routes: map[string]Route{}, Propagations: map[string]bool{}} },
	Fields: []Field{
		{Name: "routes", Type: Rows, Label: message.Text{EN: "Routes", JA: "ルート"}, Fields: []Field{
			{Name: "destination", Type: CIDR, Label: message.Text{EN: "Destination", JA: "送信先"}},
			{Name: "prefixList", Type: Reference, Refs: []Name{PrefixListKind}, Label: message.Text{EN: "or prefix list", JA: "またはプレフィックスリスト"}},
			{Name: "target", Type: Reference, Refs: []Name{
				InternetGatewayKind, EgressOnlyInternetGatewayKind, NATGatewayKind, InstanceKind, NetworkInterfaceKind, PeeringKind, VPNGatewayKind,
			}, Label: message.Text{EN: "Target", JA: "ターゲット"}},
			{Name: "interface", Type: Text, Label: message.Text{EN: "Interface", JA: "インターフェイス"}},
		}},
		{Name: "propagations", Type: Set, Refs: []Name{VPNGatewayKind}, Label: message.Text{EN: "Route propagation", JA: "ルート伝播"}, Help: message.Text{EN: "VPN gateways whose routes this table takes over.", JA: "ルートを伝播させる仮想プライベートゲートウェイ。"}},
	},
	AWSPrefix: "rtb-",
	Hidden:    true,
}
