package reach

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A prefixList is blocks under one name, for rules and routes (semantics 62).
type prefixList struct {
	prefixes []netip.Prefix
	set      netset.AddrSet
	// service: it is AWS's list of the addresses of a service; nobody knows which they are.
	service string
	region  string
}

func buildPrefixList(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.PrefixList)
	l := &prefixList{}
	if scope := b.design.Resources[r.Parent]; scope != nil {
		l.region = scope.Props.(*kind.Scope).Region
	}
	if p.Owner == kind.OwnerAWS {
		l.service = p.Service
	} else {
		for _, e := range kind.Sorted(p.Entries) {
			if e.Value.CIDR.IsValid() {
				l.prefixes = append(l.prefixes, e.Value.CIDR)
			}
		}
		l.set = b.blocksOf(l.prefixes...)
	}
	b.lists[id] = l
}

// listed is the addresses of the list that a rule names; ok is false where there is none.
func (b *builder) listed(r kind.Ref) (set netset.AddrSet, ok bool) {
	l := b.lists[r.ID]
	if l == nil {
		return netset.AddrSet{}, false
	}
	return l.set, true
}
