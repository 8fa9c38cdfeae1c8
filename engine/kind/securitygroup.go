package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// SecurityGroupKind is a stateful set of allow rules on interfaces: an overlay, never a container.
const SecurityGroupKind Name = "securityGroup"

// SecurityGroup allows; what no rule of any group of an interface allows is dropped (semantics 49).
type SecurityGroup struct {
	Description string                  `json:"description"`
	Ingress     map[string]SecurityRule `json:"ingress"`
	Egress      map[string]SecurityRule `json:"egress"`
}

// SecurityRule allows traffic with one peer: a block of addresses, the members of a group, or a prefix list.
type SecurityRule struct {
	Protocol    netset.Protocol  `json:"protocol"`
	Ports       netset.PortRange `json:"ports,omitzero"`
	Types       netset.Types     `json:"types,omitzero"`
	CIDR        netip.Prefix     `json:"cidr,omitzero"`
	Group       Ref              `json:"group,omitzero"`
	PrefixList  Ref              `json:"prefixList,omitzero"`
	Description string           `json:"description,omitzero"`
}

// Kind names the kind.
func (*SecurityGroup) Kind() Name { return SecurityGroupKind }

var anyIPv4 = netip.PrefixFrom(netip.IPv4Unspecified(), 0)

// NewSecurityGroup is a group as AWS makes it: nothing in, everything out (semantics 50).
func NewSecurityGroup() *SecurityGroup {
	return &SecurityGroup{Ingress: map[string]SecurityRule{}, Egress: map[string]SecurityRule{"all": {CIDR: anyIPv4}}}
}

// DefaultSecurityGroup is the group that comes with a VPC: in from its own members, everything out (semantics 50).
func DefaultSecurityGroup(id string) *SecurityGroup {
	g := NewSecurityGroup()
	g.Description = "default VPC security group"
	g.Ingress["self"] = SecurityRule{Group: To(id)}
	return g
}

func ruleFields(peer message.Text) []Field {
	return []Field{
		{Name: "protocol", Type: Protocol, Label: message.Text{EN: "Protocol", JA: "プロトコル"}},
		{Name: "ports", Type: Ports, Label: message.Text{EN: "Ports", JA: "ポート"}, Help: message.Text{EN: "Empty: all.", JA: "空欄ならすべて。"}},
		{Name: "types", Type: Types, Label: message.Text{EN: "ICMP type", JA: "ICMP タイプ"}},
		{Name: "cidr", Type: CIDR, Label: peer},
		{Name: "group", Type: Reference, Refs: []Name{SecurityGroupKind}, Label: message.Text{EN: "or group", JA: "またはグループ"}},
		{Name: "prefixList", Type: Reference, Refs: []Name{PrefixListKind}, Label: message.Text{EN: "or prefix list", JA: "またはプレフィックスリスト"}},
		{Name: "description", Type: Text, Label: message.Text{EN: "Description", JA: "説明"}},
	}
}

var securityGroup = &Kind{
	Name:    SecurityGroupKind,
	Title:   message.Text{EN: "Security group", JA: "セキュリティグループ"},
	Parents: []Name{VPCKind},
	New:     func() Props { return NewSecurityGroup() },
	Fields: []Field{
		{Name: "description", Type: Text, Label: message.Text{EN: "Description", JA: "説明"}},
		{Name: "ingress", Type: Rows, Label: message.Text{EN: "Inbound rules", JA: "インバウンドルール"}, Fields: ruleFields(message.Text{EN: "Source", JA: "送信元"})},
		{Name: "egress", Type: Rows, Label: message.Text{EN: "Outbound rules", JA: "アウトバウンドルール"}, Fields: ruleFields(message.Text{EN: "Destination", JA: "送信先"})},
	},
	AWSPrefix: "sg-",
	Hidden:    true,
}
