package kind

import "vpcanvas/engine/message"

// InternetGatewayKind joins one VPC to the internet.
const InternetGatewayKind Name = "internetGateway"

// InternetGateway is attached to at most one VPC (semantics 23); creating and attaching are two steps.
type InternetGateway struct {
	VPC Ref `json:"vpc,omitzero"`
}

// Kind names the kind.
func (*InternetGateway) Kind() Name { return InternetGatewayKind }

var internetGateway = &Kind{
	Name:    InternetGatewayKind,
	Title:   message.Text{EN: "Internet gateway", JA: "インターネットゲートウェイ"},
	Parents: []Name{ScopeKind},
	New:     func() Props { return &InternetGateway{} },
	Fields: []Field{
		{Name: "vpc", Type: Reference, Refs: []Name{VPCKind}, Label: message.Text{EN: "Attached to", JA: "アタッチ先"}, Help: message.Text{EN: "A gateway that is not attached carries nothing.", JA: "アタッチされていないゲートウェイは何も通しません。"}},
	},
	AWSPrefix: "igw-",
	Width:     56, Height: 56,
}
