package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
)

// SubnetKind is a subnet: one block of addresses in one Availability Zone.
const SubnetKind Name = "subnet"

// Subnet is a block of its VPC in one zone. Whether it is public is derived, never stored (semantics 30).
type Subnet struct {
	CIDR                netip.Prefix `json:"cidr"`
	AvailabilityZone    string       `json:"availabilityZone"`
	RouteTable          Ref          `json:"routeTable,omitzero"`
	NetworkACL          Ref          `json:"networkAcl,omitzero"`
	MapPublicIPOnLaunch bool         `json:"mapPublicIpOnLaunch"`
	// IPv6CIDR is its IPv6 block, a /64 (semantics 142), where the VPC's own is known.
	IPv6CIDR netip.Prefix `json:"ipv6Cidr"`
	// IPv6Index is its place in a block that Amazon picks: two hexadecimal digits, "" for none.
	IPv6Index                   string `json:"ipv6Index"`
	AssignIPv6AddressOnCreation bool   `json:"assignIpv6AddressOnCreation"`
}

// HasIPv6 reports whether the subnet has an IPv6 block.
func (s *Subnet) HasIPv6() bool { return s.IPv6CIDR.IsValid() || s.IPv6Index != "" }

// Kind names the kind.
func (*Subnet) Kind() Name { return SubnetKind }

var subnet = &Kind{
	Name:    SubnetKind,
	Title:   message.Text{EN: "Subnet", JA: "サブネット"},
	Parents: []Name{VPCKind},
	New:     func() Props { return &Subnet{} },
	Fields: []Field{
		{Name: "cidr", Type: CIDR, Label: message.Text{EN: "IPv4 block", JA: "IPv4 ブロック"}, Help: message.Text{EN: "Inside the VPC's blocks; AWS keeps five addresses.", JA: "VPC のブロック内。AWS が 5 個のアドレスを予約します。"}},
		{Name: "availabilityZone", Type: Text, Label: message.Text{EN: "Availability Zone", JA: "アベイラビリティーゾーン"}, Help: message.Text{EN: "For example ap-northeast-1a.", JA: "例: ap-northeast-1a"}},
		{Name: "routeTable", Type: Reference, Refs: []Name{RouteTableKind}, Label: message.Text{EN: "Route table", JA: "ルートテーブル"}, Help: message.Text{EN: "Empty: the VPC's main route table.", JA: "空欄なら VPC のメインルートテーブル。"}},
		{Name: "networkAcl", Type: Reference, Refs: []Name{NetworkACLKind}, Label: message.Text{EN: "Network ACL", JA: "ネットワーク ACL"}, Help: message.Text{EN: "Empty: the VPC's default network ACL.", JA: "空欄なら VPC のデフォルトネットワーク ACL。"}},
		{Name: "mapPublicIpOnLaunch", Type: Bool, Label: message.Text{EN: "Auto-assign public IPv4", JA: "パブリック IPv4 の自動割り当て"}},
		{Name: "ipv6Cidr", Type: CIDR, Label: message.Text{EN: "IPv6 block", JA: "IPv6 ブロック"}, Help: message.Text{EN: "A /64 of the VPC's IPv6 block.", JA: "VPC の IPv6 ブロックの /64。"}},
		{Name: "ipv6Index", Type: Text, Label: message.Text{EN: "or place in Amazon's block", JA: "または Amazon のブロック内の位置"}, Help: message.Text{EN: "00 to ff, where Amazon picks the VPC's block.", JA: "VPC のブロックを Amazon が割り当てる場合。00 から ff。"}},
		{Name: "assignIpv6AddressOnCreation", Type: Bool, Label: message.Text{EN: "Auto-assign IPv6", JA: "IPv6 の自動割り当て"}},
	},
	AWSPrefix: "subnet-",
	Width:     240, Height: 200, Container: true,
}
