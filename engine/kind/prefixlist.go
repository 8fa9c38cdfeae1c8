package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
)

// PrefixListKind is a managed prefix list: blocks of addresses under one name.
const PrefixListKind Name = "prefixList"

// The owners of prefix lists.
const (
	OwnerCustomer = "customer"
	OwnerAWS      = "aws"
)

// The services whose addresses stand in prefix lists of AWS, and which gateway endpoints reach (semantics 101).
const (
	ServiceS3       = "s3"
	ServiceDynamoDB = "dynamodb"
)

// PrefixList is a customer's list of blocks, or AWS's list of the addresses of a service, whose blocks
// nobody knows at design time (semantics 62, 101).
type PrefixList struct {
	Owner string `json:"owner"`
	// Service is whose addresses they are, where Owner is OwnerAWS.
	Service string `json:"service"`
	// MaxEntries is what the list counts for in quotas (semantics 62).
	MaxEntries int                        `json:"maxEntries"`
	Entries    map[string]PrefixListEntry `json:"entries"`
}

// PrefixListEntry is one block.
type PrefixListEntry struct {
	CIDR        netip.Prefix `json:"cidr,omitzero"`
	Description string       `json:"description,omitzero"`
}

// Kind names the kind.
func (*PrefixList) Kind() Name { return PrefixListKind }

// mostPrefixListEntries is AWS's bound.
const mostPrefixListEntries = 1000

var gatewayServices = []Option{
	{ServiceS3, message.Text{EN: "Amazon S3", JA: "Amazon S3"}},
	{ServiceDynamoDB, message.Text{EN: "Amazon DynamoDB", JA: "Amazon DynamoDB"}},
}

var prefixList = &Kind{
	Name:    PrefixListKind,
	Title:   message.Text{EN: "Managed prefix list", JA: "マネージドプレフィックスリスト"},
	Parents: []Name{ScopeKind},
	New: func() Props {
		return &PrefixList{Owner: OwnerCustomer, Service: ServiceS3, MaxEntries: 10, Entries: map[string]PrefixListEntry{}}
	},
	Fields: []Field{
		{Name: "owner", Type: Enum, Label: message.Text{EN: "Owner", JA: "所有者"}, Options: []Option{
			{OwnerCustomer, message.Text{EN: "Customer-managed", JA: "カスタマー管理"}},
			{OwnerAWS, message.Text{EN: "AWS-managed", JA: "AWS 管理"}},
		}},
		{Name: "service", Type: Enum, Label: message.Text{EN: "Service", JA: "サービス"}, Options: gatewayServices, Help: message.Text{
			EN: "Of an AWS-managed list: whose addresses it holds.", JA: "AWS 管理のリストが、どのサービスのアドレスを持つか。",
		}},
		{Name: "maxEntries", Type: Int, Min: 1, Max: mostPrefixListEntries, Label: message.Text{EN: "Maximum entries", JA: "最大エントリ数"}},
		{Name: "entries", Type: Rows, Label: message.Text{EN: "Entries", JA: "エントリ"}, Fields: []Field{
			{Name: "cidr", Type: CIDR, Label: message.Text{EN: "Block", JA: "ブロック"}},
			{Name: "description", Type: Text, Label: message.Text{EN: "Description", JA: "説明"}},
		}},
	},
	AWSPrefix: "pl-",
	Hidden:    true,
}
