package kind

import "vpcanvas/engine/message"

// ScopeKind owns VPCs: one account in one region.
const ScopeKind Name = "scope"

// Scope is an AWS account in a region of a partition.
type Scope struct {
	Account   string `json:"account"`
	Region    string `json:"region"`
	Partition string `json:"partition"`
}

// Kind names the kind.
func (*Scope) Kind() Name { return ScopeKind }

var scope = &Kind{
	Name:  ScopeKind,
	Title: message.Text{EN: "Account and region", JA: "アカウントとリージョン"},
	New:   func() Props { return &Scope{Region: "us-east-1", Partition: "aws"} },
	Fields: []Field{
		{Name: "account", Type: Text, Label: message.Text{EN: "Account", JA: "アカウント"}, Help: message.Text{EN: "Twelve digits; empty while it does not matter.", JA: "12 桁の数字。決まっていなければ空欄。"}},
		{Name: "region", Type: Text, Label: message.Text{EN: "Region", JA: "リージョン"}, Help: message.Text{EN: "For example ap-northeast-1.", JA: "例: ap-northeast-1"}},
		{Name: "partition", Type: Enum, Label: message.Text{EN: "Partition", JA: "パーティション"}, Options: []Option{
			{"aws", message.Text{EN: "AWS", JA: "AWS"}},
			{"aws-cn", message.Text{EN: "AWS China", JA: "AWS 中国"}},
			{"aws-us-gov", message.Text{EN: "AWS GovCloud (US)", JA: "AWS GovCloud (US)"}},
		}},
	},
	Width: 960, Height: 640, Container: true,
}
