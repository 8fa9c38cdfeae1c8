package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
)

// The kinds that join a VPC to a network of one's own.
const (
	CorporateNetworkKind Name = "corporateNetwork"
	VPNGatewayKind       Name = "vpnGateway"
	CustomerGatewayKind  Name = "customerGateway"
	VPNConnectionKind    Name = "vpnConnection"
	DirectConnectKind    Name = "directConnect"
)

// The states of a tunnel and of a virtual interface (semantics 154).
const (
	LinkUp   = "up"
	LinkDown = "down"
)

// Block is a row that is one block of addresses.
type Block struct {
	CIDR netip.Prefix `json:"cidr,omitzero"`
}

// BlocksOf lists the valid blocks of rows, in the order of their keys.
func BlocksOf(rows map[string]Block) []netip.Prefix {
	blocks := make([]netip.Prefix, 0, len(rows))
	for _, row := range Sorted(rows) {
		if row.Value.CIDR.IsValid() {
			blocks = append(blocks, row.Value.CIDR)
		}
	}
	return blocks
}

func blocksField(name string, label, help message.Text) Field {
	return Field{Name: name, Type: Rows, Label: label, Help: help, Fields: []Field{
		{Name: "cidr", Type: CIDR, Label: message.Text{EN: "Block", JA: "ブロック"}},
	}}
}

// CorporateNetwork is a network outside AWS: a data centre, an office.
type CorporateNetwork struct {
	CIDRs map[string]Block `json:"cidrs"`
}

// Kind names the kind.
func (*CorporateNetwork) Kind() Name { return CorporateNetworkKind }

var corporateNetwork = &Kind{
	Name:  CorporateNetworkKind,
	Title: message.Text{EN: "Corporate network", JA: "社内ネットワーク"},
	New:   func() Props { return &CorporateNetwork{CIDRs: map[string]Block{}} },
	Fields: []Field{
		blocksField("cidrs", message.Text{EN: "Blocks", JA: "ブロック"}, message.Text{EN: "The addresses in use there.", JA: "そこで使われているアドレス。"}),
	},
	Width: 128, Height: 72,
}

// VPNGateway is the AWS end of VPN connections and Direct Connect, attached to at most one VPC (semantics 118).
type VPNGateway struct {
	VPC Ref `json:"vpc,omitzero"`
	// ASN is Amazon's side of BGP; 0 is AWS's default.
	ASN int `json:"asn"`
}

// Kind names the kind.
func (*VPNGateway) Kind() Name { return VPNGatewayKind }

const highestASN = 4294967294

var asnHelp = message.Text{EN: "0: AWS's default.", JA: "0 なら AWS のデフォルト。"}

var vpnGateway = &Kind{
	Name:    VPNGatewayKind,
	Title:   message.Text{EN: "VPN gateway", JA: "仮想プライベートゲートウェイ"},
	Parents: []Name{ScopeKind},
	New:     func() Props { return &VPNGateway{} },
	Fields: []Field{
		{Name: "vpc", Type: Reference, Refs: []Name{VPCKind}, Label: message.Text{EN: "Attached to", JA: "アタッチ先"}},
		{Name: "asn", Type: Int, Max: highestASN, Label: message.Text{EN: "Amazon side ASN", JA: "Amazon 側 ASN"}, Help: asnHelp},
	},
	AWSPrefix: "vgw-",
	Width:     56, Height: 56,
}

// CustomerGateway is the customer's end of a VPN connection, as AWS knows it.
type CustomerGateway struct {
	IPAddress string `json:"ipAddress"`
	ASN       int    `json:"asn"`
	// Network is the corporate network behind it.
	Network Ref `json:"network,omitzero"`
}

// Kind names the kind.
func (*CustomerGateway) Kind() Name { return CustomerGatewayKind }

const defaultCustomerASN = 65000

var customerGateway = &Kind{
	Name:    CustomerGatewayKind,
	Title:   message.Text{EN: "Customer gateway", JA: "カスタマーゲートウェイ"},
	Parents: []Name{ScopeKind},
	New:     func() Props { return &CustomerGateway{ASN: defaultCustomerASN} },
	Fields: []Field{
		{Name: "ipAddress", Type: Text, Label: message.Text{EN: "Public address", JA: "パブリックアドレス"}},
		{Name: "asn", Type: Int, Max: highestASN, Label: message.Text{EN: "BGP ASN", JA: "BGP ASN"}},
		{Name: "network", Type: Reference, Refs: []Name{CorporateNetworkKind}, Label: message.Text{EN: "Network behind it", JA: "背後のネットワーク"}},
	},
	AWSPrefix: "cgw-",
	Width:     112, Height: 72,
}

// VPNConnection is a pair of IPsec tunnels over the internet.
type VPNConnection struct {
	VPNGateway      Ref `json:"vpnGateway,omitzero"`
	CustomerGateway Ref `json:"customerGateway,omitzero"`
	// StaticRoutesOnly: Routes are typed, not announced by BGP (semantics 4).
	StaticRoutesOnly bool             `json:"staticRoutesOnly"`
	Routes           map[string]Block `json:"routes"`
	Tunnel1          string           `json:"tunnel1"`
	Tunnel2          string           `json:"tunnel2"`
}

// Kind names the kind.
func (*VPNConnection) Kind() Name { return VPNConnectionKind }

// IsUp reports whether a tunnel carries traffic.
func (v *VPNConnection) IsUp() bool { return v.Tunnel1 != LinkDown || v.Tunnel2 != LinkDown }

var linkStates = []Option{
	{LinkUp, message.Text{EN: "Up", JA: "稼働"}},
	{LinkDown, message.Text{EN: "Down", JA: "停止"}},
}

var announcedHelp = message.Text{EN: "Empty: the blocks of the network behind it.", JA: "空欄なら背後のネットワークのブロック。"}

var vpnConnection = &Kind{
	Name:    VPNConnectionKind,
	Title:   message.Text{EN: "VPN connection", JA: "VPN 接続"},
	Parents: []Name{ScopeKind},
	New: func() Props {
		return &VPNConnection{StaticRoutesOnly: true, Routes: map[string]Block{}, Tunnel1: LinkUp, Tunnel2: LinkUp}
	},
	Fields: []Field{
		{Name: "vpnGateway", Type: Reference, Refs: []Name{VPNGatewayKind}, Label: message.Text{EN: "VPN gateway", JA: "仮想プライベートゲートウェイ"}},
		{Name: "customerGateway", Type: Reference, Refs: []Name{CustomerGatewayKind}, Label: message.Text{EN: "Customer gateway", JA: "カスタマーゲートウェイ"}},
		{Name: "staticRoutesOnly", Type: Bool, Label: message.Text{EN: "Static routing", JA: "静的ルーティング"}},
		blocksField("routes", message.Text{EN: "Routes", JA: "ルート"}, announcedHelp),
		{Name: "tunnel1", Type: Enum, Label: message.Text{EN: "Tunnel 1", JA: "トンネル 1"}, Options: linkStates},
		{Name: "tunnel2", Type: Enum, Label: message.Text{EN: "Tunnel 2", JA: "トンネル 2"}, Options: linkStates},
	},
	AWSPrefix: "vpn-",
	Width:     112, Height: 72,
}

// DirectConnect is a private virtual interface of a dedicated line, at a VPN gateway.
type DirectConnect struct {
	VPNGateway Ref `json:"vpnGateway,omitzero"`
	// Network is the corporate network at the far end.
	Network Ref `json:"network,omitzero"`
	// Routes are the blocks that the far end announces.
	Routes map[string]Block `json:"routes"`
	VLAN   int              `json:"vlan"`
	ASN    int              `json:"asn"`
	State  string           `json:"state"`
}

// Kind names the kind.
func (*DirectConnect) Kind() Name { return DirectConnectKind }

const highestVLAN = 4094

var directConnect = &Kind{
	Name:    DirectConnectKind,
	Title:   message.Text{EN: "Direct Connect", JA: "Direct Connect"},
	Parents: []Name{ScopeKind},
	New: func() Props {
		return &DirectConnect{Routes: map[string]Block{}, VLAN: 100, ASN: defaultCustomerASN, State: LinkUp}
	},
	Fields: []Field{
		{Name: "vpnGateway", Type: Reference, Refs: []Name{VPNGatewayKind}, Label: message.Text{EN: "VPN gateway", JA: "仮想プライベートゲートウェイ"}},
		{Name: "network", Type: Reference, Refs: []Name{CorporateNetworkKind}, Label: message.Text{EN: "Network at the far end", JA: "接続先のネットワーク"}},
		blocksField("routes", message.Text{EN: "Announced routes", JA: "広報されるルート"}, announcedHelp),
		{Name: "vlan", Type: Int, Min: 1, Max: highestVLAN, Label: message.Text{EN: "VLAN", JA: "VLAN"}},
		{Name: "asn", Type: Int, Max: highestASN, Label: message.Text{EN: "BGP ASN", JA: "BGP ASN"}},
		{Name: "state", Type: Enum, Label: message.Text{EN: "State", JA: "状態"}, Options: linkStates},
	},
	AWSPrefix: "dxvif-",
	Width:     112, Height: 72,
}
