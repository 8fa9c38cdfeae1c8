package kind

import "vpcanvas/engine/message"

// EgressOnlyInternetGatewayKind lets a VPC start conversations with the internet over IPv6.
const EgressOnlyInternetGatewayKind Name = "egressOnlyInternetGateway"

// EgressOnlyInternetGateway is IPv6 only, outbound-started only; one a VPC (semantics 48). AWS makes
// it in a VPC and never detaches it, so the VPC owns it.
type EgressOnlyInternetGateway struct{}

// Kind names the kind.
func (*EgressOnlyInternetGateway) Kind() Name { return EgressOnlyInternetGatewayKind }

var egressOnlyInternetGateway = &Kind{
	Name:      EgressOnlyInternetGatewayKind,
	Title:     message.Text{EN: "Egress-only internet gateway", JA: "Egress-only インターネットゲートウェイ"},
	Parents:   []Name{VPCKind},
	New:       func() Props { return &EgressOnlyInternetGateway{} },
	AWSPrefix: "eigw-",
	Width:     56, Height: 56,
}
