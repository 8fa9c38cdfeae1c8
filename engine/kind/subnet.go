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
}

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
	},
	AWSPrefix: "subnet-",
	Width:     240, Height: 200, Container: true,
}
