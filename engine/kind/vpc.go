package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
)

// VPCKind is a virtual private cloud: regional, never in one zone.
const VPCKind Name = "vpc"

// VPC holds the address blocks of a network and its DNS switches (semantics 137, 144).
type VPC struct {
	CIDR               netip.Prefix        `json:"cidr"`
	SecondaryCIDRs     map[string]VPCBlock `json:"secondaryCidrs"`
	MainRouteTable     Ref                 `json:"mainRouteTable,omitzero"`
	EnableDNSSupport   bool                `json:"enableDnsSupport"`
	EnableDNSHostnames bool                `json:"enableDnsHostnames"`
	// IPv6CIDRs are its IPv6 blocks; one without a CIDR is Amazon's to pick.
	IPv6CIDRs map[string]Block `json:"ipv6Cidrs"`
	Tenancy   string           `json:"tenancy"`
}

// The tenancies of a VPC.
const (
	TenancyDefault   = "default"
	TenancyDedicated = "dedicated"
)

// VPCBlock is one address block besides the first.
type VPCBlock struct {
	CIDR netip.Prefix `json:"cidr"`
}

// Kind names the kind.
func (*VPC) Kind() Name { return VPCKind }

// PicksIPv6 reports whether Amazon picks one of its IPv6 blocks.
func (v *VPC) PicksIPv6() bool {
	for _, b := range v.IPv6CIDRs {
		if !b.CIDR.IsValid() {
			return true
		}
	}
	return false
}

// Blocks lists the valid IPv4 address blocks: the first one, then the others in the order of their row keys.
func (v *VPC) Blocks() []netip.Prefix {
	blocks := make([]netip.Prefix, 0, 1+len(v.SecondaryCIDRs))
	if v.CIDR.IsValid() {
		blocks = append(blocks, v.CIDR)
	}
	for _, row := range Sorted(v.SecondaryCIDRs) {
		if row.Value.CIDR.IsValid() {
			blocks = append(blocks, row.Value.CIDR)
		}
	}
	return blocks
}

var vpc = &Kind{
	Name:    VPCKind,
	Title:   message.Text{EN: "VPC", JA: "VPC"},
	Parents: []Name{ScopeKind},
	New: func() Props {
		return &VPC{SecondaryCIDRs: map[string]VPCBlock{}, EnableDNSSupport: true, EnableDNSHostnames: true, IPv6CIDRs: map[string]Block{}, Tenancy: TenancyDefault}
	},
	Fields: []Field{
		{Name: "cidr", Type: CIDR, Label: message.Text{EN: "IPv4 block", JA: "IPv4 ブロック"}, Help: message.Text{EN: "From /16 to /28, for example 10.0.0.0/16.", JA: "/16 から /28。例: 10.0.0.0/16"}},
		{Name: "secondaryCidrs", Type: Rows, Label: message.Text{EN: "Further blocks", JA: "追加のブロック"}, Fields: []Field{
			{Name: "cidr", Type: CIDR, Label: message.Text{EN: "Block", JA: "ブロック"}},
		}},
		{Name: "ipv6Cidrs", Type: Rows, Label: message.Text{EN: "IPv6 blocks", JA: "IPv6 ブロック"}, Help: message.Text{EN: "A row without a block: one that Amazon picks.", JA: "ブロックが空欄の行は、Amazon が割り当てます。"}, Fields: []Field{
			{Name: "cidr", Type: CIDR, Label: message.Text{EN: "Block", JA: "ブロック"}},
		}},
		{Name: "mainRouteTable", Type: Reference, Refs: []Name{RouteTableKind}, Label: message.Text{EN: "Main route table", JA: "メインルートテーブル"}, Help: message.Text{EN: "Serves every subnet without a table of its own.", JA: "個別のルートテーブルがないサブネットに使われます。"}},
		{Name: "enableDnsSupport", Type: Bool, Label: message.Text{EN: "DNS resolution", JA: "DNS 解決"}},
		{Name: "enableDnsHostnames", Type: Bool, Label: message.Text{EN: "DNS hostnames", JA: "DNS ホスト名"}},
		{Name: "tenancy", Type: Enum, Label: message.Text{EN: "Tenancy", JA: "テナンシー"}, Options: []Option{
			{TenancyDefault, message.Text{EN: "Default", JA: "デフォルト"}},
			{TenancyDedicated, message.Text{EN: "Dedicated", JA: "専用"}},
		}},
	},
	AWSPrefix: "vpc-",
	Width:     640, Height: 400, Container: true,
}
