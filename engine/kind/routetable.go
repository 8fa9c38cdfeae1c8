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
}

// Route sends what goes to Destination to Target. A Target that is gone makes a blackhole (semantics 14).
type Route struct {
	Destination netip.Prefix `json:"destination"`
	Target      Ref          `json:"target,omitzero"`
	// Interface is the key of the target's interface, where the target has several.
	Interface string `json:"interface,omitzero"`
}

// Kind names the kind.
func (*RouteTable) Kind() Name { return RouteTableKind }

var routeTable = &Kind{
	Name:    RouteTableKind,
	Title:   message.Text{EN: "Route table", JA: "ルートテーブル"},
	Parents: []Name{VPCKind},
	New:     func() Props { return &RouteTable{Routes: map[string]Route{}} },
	Fields: []Field{
		{Name: "routes", Type: Rows, Label: message.Text{EN: "Routes", JA: "ルート"}, Fields: []Field{
			{Name: "destination", Type: CIDR, Label: message.Text{EN: "Destination", JA: "送信先"}},
			{Name: "target", Type: Reference, Refs: []Name{InternetGatewayKind, NATGatewayKind, InstanceKind, NetworkInterfaceKind}, Label: message.Text{EN: "Target", JA: "ターゲット"}},
			{Name: "interface", Type: Text, Label: message.Text{EN: "Interface", JA: "インターフェイス"}},
		}},
	},
	AWSPrefix: "rtb-",
	Hidden:    true,
}
