package kind

import "vpcanvas/engine/message"

// ElasticIPKind is a public IPv4 address that stays the same until it is given back.
const ElasticIPKind Name = "elasticIp"

// ElasticIP is an address of its account and region. Who uses it is said by the interface that has
// it as its public address.
type ElasticIP struct{}

// Kind names the kind.
func (*ElasticIP) Kind() Name { return ElasticIPKind }

var elasticIP = &Kind{
	Name:      ElasticIPKind,
	Title:     message.Text{EN: "Elastic IP", JA: "Elastic IP"},
	Parents:   []Name{ScopeKind},
	New:       func() Props { return &ElasticIP{} },
	AWSPrefix: "eipalloc-",
	Hidden:    true,
}
