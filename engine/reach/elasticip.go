package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
)

// An elasticIP is a public address that stays. Which one it is, AWS says when it is allocated.
type elasticIP struct{ users []*Interface }

func buildElasticIP(b *builder, id string, _ *design.Resource) { b.elastic[id] = &elasticIP{} }

// use gives an interface its public address: none if the Elastic IP is not there (any more).
func (b *builder) use(id string, i *Interface) netset.AddrSet {
	e := b.elastic[id]
	if e == nil {
		return netset.AddrSet{}
	}
	e.users = append(e.users, i)
	i.elastic = id
	return netset.Public4
}

// findSharedElasticIPs marks interfaces with the same Elastic IP: AWS gives it to one of them.
func findSharedElasticIPs(b *builder) {
	for _, e := range b.elastic {
		for n, i := range e.users {
			if len(e.users) > 1 {
				i.rival = e.users[(n+1)%len(e.users)]
			}
		}
	}
}

// translates notes that an interface shows its public address.
func (w *walk) translates(i *Interface) {
	if i.rival != nil {
		w.doubt(reasonKey{code: AddressConflict, resource: i.Resource, row: i.Key, detail: w.net.name(i.rival.Resource)})
	}
}
