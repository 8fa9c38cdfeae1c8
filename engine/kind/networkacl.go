package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// NetworkACLKind is a stateless filter at the border of subnets.
const NetworkACLKind Name = "networkAcl"

// The actions of a network ACL entry.
const (
	Allow = "allow"
	Deny  = "deny"
)

// NetworkACL holds numbered entries; the lowest number that matches decides (semantics 68).
// The final deny of everything is derived (semantics 69).
type NetworkACL struct {
	Ingress map[string]ACLEntry `json:"ingress"`
	Egress  map[string]ACLEntry `json:"egress"`
}

// ACLEntry allows or denies traffic with a block of addresses. RuleNumber is 1 to 32766 (semantics 77).
type ACLEntry struct {
	RuleNumber int              `json:"ruleNumber"`
	Action     string           `json:"action"`
	Protocol   netset.Protocol  `json:"protocol"`
	Ports      netset.PortRange `json:"ports,omitzero"`
	Types      netset.Types     `json:"types,omitzero"`
	CIDR       netip.Prefix     `json:"cidr"`
}

// Kind names the kind.
func (*NetworkACL) Kind() Name { return NetworkACLKind }

// DefaultNetworkACL is the one that comes with a VPC: it allows everything both ways (semantics 74).
func DefaultNetworkACL() *NetworkACL {
	all := func() map[string]ACLEntry {
		return map[string]ACLEntry{"r100": {RuleNumber: 100, Action: Allow, CIDR: anyIPv4}}
	}
	return &NetworkACL{Ingress: all(), Egress: all()}
}

func entryFields(peer message.Text) []Field {
	return []Field{
		{Name: "ruleNumber", Type: Int, Min: 1, Max: 32766, Label: message.Text{EN: "Rule", JA: "ルール番号"}},
		{Name: "action", Type: Enum, Label: message.Text{EN: "Action", JA: "許可/拒否"}, Options: []Option{
			{Allow, message.Text{EN: "Allow", JA: "許可"}},
			{Deny, message.Text{EN: "Deny", JA: "拒否"}},
		}},
		{Name: "protocol", Type: Protocol, Label: message.Text{EN: "Protocol", JA: "プロトコル"}},
		{Name: "ports", Type: Ports, Label: message.Text{EN: "Ports", JA: "ポート"}, Help: message.Text{EN: "Empty: all.", JA: "空欄ならすべて。"}},
		{Name: "types", Type: Types, Label: message.Text{EN: "ICMP type", JA: "ICMP タイプ"}},
		{Name: "cidr", Type: CIDR, Label: peer},
	}
}

var networkACL = &Kind{
	Name:    NetworkACLKind,
	Title:   message.Text{EN: "Network ACL", JA: "ネットワーク ACL"},
	Parents: []Name{VPCKind},
	// A new one denies all until entries are added (semantics 75).
	New: func() Props { return &NetworkACL{Ingress: map[string]ACLEntry{}, Egress: map[string]ACLEntry{}} },
	Fields: []Field{
		{Name: "ingress", Type: Rows, Label: message.Text{EN: "Inbound entries", JA: "インバウンドルール"}, Fields: entryFields(message.Text{EN: "Source", JA: "送信元"})},
		{Name: "egress", Type: Rows, Label: message.Text{EN: "Outbound entries", JA: "アウトバウンドルール"}, Fields: entryFields(message.Text{EN: "Destination", JA: "送信先"})},
	},
	AWSPrefix: "acl-",
	Hidden:    true,
}
