package kind

import (
	"net/netip"

	"vpcanvas/engine/message"
)

// ClientKind is a computer outside AWS.
const ClientKind Name = "client"

// Client is a PC on the internet, or all that shows the internet the public addresses of a block.
type Client struct {
	// CIDR is where it may be; absent means anywhere on the internet.
	CIDR netip.Prefix `json:"cidr"`
}

// Kind names the kind.
func (*Client) Kind() Name { return ClientKind }

var client = &Kind{
	Name:  ClientKind,
	Title: message.Text{EN: "Client", JA: "クライアント"},
	New:   func() Props { return &Client{} },
	Fields: []Field{
		{Name: "cidr", Type: CIDR, Label: message.Text{EN: "Public addresses", JA: "パブリックアドレス"}, Help: message.Text{
			EN: "What the internet sees of it. Empty: anywhere on the internet.",
			JA: "インターネット側から見えるアドレス。空欄ならインターネットのどこか。",
		}},
	},
	Width: 88, Height: 72,
}
