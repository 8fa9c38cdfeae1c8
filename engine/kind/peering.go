package kind

import "vpcanvas/engine/message"

// PeeringKind joins two VPCs.
const PeeringKind Name = "peering"

// The states of a peering connection; only an active one forwards (semantics 87).
const (
	PeeringPending  = "pending-acceptance"
	PeeringActive   = "active"
	PeeringRejected = "rejected"
	PeeringExpired  = "expired"
	PeeringDeleted  = "deleted"
)

// Peering is a connection between the VPC that asked for it and the one that accepts it, possibly of
// other accounts and regions. It is not transitive (semantics 82).
type Peering struct {
	Requester Ref    `json:"requester,omitzero"`
	Accepter  Ref    `json:"accepter,omitzero"`
	Status    string `json:"status"`
}

// Kind names the kind.
func (*Peering) Kind() Name { return PeeringKind }

var peering = &Kind{
	Name:    PeeringKind,
	Title:   message.Text{EN: "Peering connection", JA: "ピアリング接続"},
	Parents: []Name{ScopeKind},
	New:     func() Props { return &Peering{Status: PeeringActive} },
	Fields: []Field{
		{Name: "requester", Type: Reference, Refs: []Name{VPCKind}, Label: message.Text{EN: "Requester", JA: "リクエスタ"}},
		{Name: "accepter", Type: Reference, Refs: []Name{VPCKind}, Label: message.Text{EN: "Accepter", JA: "アクセプタ"}},
		{Name: "status", Type: Enum, Label: message.Text{EN: "Status", JA: "ステータス"}, Help: message.Text{
			EN: "Only an active connection carries traffic.", JA: "アクティブな接続だけが通信を通します。",
		}, Options: []Option{
			{PeeringActive, message.Text{EN: "Active", JA: "アクティブ"}},
			{PeeringPending, message.Text{EN: "Pending acceptance", JA: "承諾待ち"}},
			{PeeringRejected, message.Text{EN: "Rejected", JA: "拒否済み"}},
			{PeeringExpired, message.Text{EN: "Expired", JA: "期限切れ"}},
			{PeeringDeleted, message.Text{EN: "Deleted", JA: "削除済み"}},
		}},
	},
	AWSPrefix: "pcx-",
	Width:     128, Height: 72,
}
