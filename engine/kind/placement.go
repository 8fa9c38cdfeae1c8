package kind

import "vpcanvas/engine/message"

// PlacedSubnet is a subnet in which AWS puts an interface of a resource that its VPC owns.
type PlacedSubnet struct {
	Subnet Ref `json:"subnet,omitzero"`
}

// placedInterfaces are the interfaces that AWS makes in the subnets, by the keys of their rows.
func placedInterfaces(subnets map[string]PlacedSubnet, groups map[string]bool, public Ref) map[string]Interface {
	rows := make(map[string]Interface, len(subnets))
	for key, at := range subnets {
		i := NewInterface(at.Subnet)
		i.Groups, i.Public = groups, public
		rows[key] = i
	}
	return rows
}

func placedSubnetsField(help message.Text) Field {
	return Field{Name: "subnets", Type: Rows, Label: message.Text{EN: "Subnets", JA: "サブネット"}, Help: help, Fields: []Field{
		{Name: "subnet", Type: Reference, Refs: []Name{SubnetKind}, Label: message.Text{EN: "Subnet", JA: "サブネット"}},
	}}
}

var placedGroupsField = Field{
	Name: "securityGroups", Type: Set, Refs: []Name{SecurityGroupKind}, Label: message.Text{EN: "Security groups", JA: "セキュリティグループ"},
	Help: message.Text{EN: "Empty: the VPC's default group.", JA: "空欄なら VPC のデフォルトグループ。"},
}
