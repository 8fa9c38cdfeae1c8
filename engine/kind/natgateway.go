package kind

import "vpcanvas/engine/message"

// NATGatewayKind lets what lies behind it start conversations, under its own address.
const NATGatewayKind Name = "natGateway"

// The connectivity types of a NAT gateway.
const (
	ConnectivityPublic  = "public"
	ConnectivityPrivate = "private"
)

// NATGateway has one interface, in the subnet that owns it. A public one shows the internet the
// interface's public address (semantics 34, 41, 42).
type NATGateway struct {
	Interfaces   map[string]Interface `json:"interfaces"`
	Connectivity string               `json:"connectivity"`
}

// Kind names the kind.
func (*NATGateway) Kind() Name { return NATGatewayKind }

// NetworkInterfaces makes it Addressed. A private one has no public address, whatever its row says.
func (g *NATGateway) NetworkInterfaces() map[string]Interface {
	if g.Connectivity != ConnectivityPrivate {
		return g.Interfaces
	}
	rows := make(map[string]Interface, len(g.Interfaces))
	for key, i := range g.Interfaces {
		i.Public = To(PublicNone)
		rows[key] = i
	}
	return rows
}

var natGateway = &Kind{
	Name:    NATGatewayKind,
	Title:   message.Text{EN: "NAT gateway", JA: "NAT ゲートウェイ"},
	Parents: []Name{SubnetKind},
	New: func() Props {
		i := NewInterface(Ref{})
		i.Public = To(PublicAuto)
		return &NATGateway{Interfaces: map[string]Interface{FirstInterface: i}, Connectivity: ConnectivityPublic}
	},
	Fields: []Field{
		withoutColumns(interfacesField, "ipv6", "groups", "sourceDestCheck"), // semantics 39
		{Name: "connectivity", Type: Enum, Label: message.Text{EN: "Connectivity", JA: "接続タイプ"}, Help: message.Text{
			EN: "Public: out to the internet, with an Elastic IP. Private: to other networks only.",
			JA: "パブリックは Elastic IP を使ってインターネットへ、プライベートは他のネットワークへだけ出ます。",
		}, Options: []Option{
			{ConnectivityPublic, message.Text{EN: "Public", JA: "パブリック"}},
			{ConnectivityPrivate, message.Text{EN: "Private", JA: "プライベート"}},
		}},
	},
	AWSPrefix: "nat-",
	Width:     88, Height: 72,
}
