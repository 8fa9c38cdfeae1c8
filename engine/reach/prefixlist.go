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
	// service is whose addresses they are, in a list of AWS's; nobody knows which.
	service serviceSet
}

func buildPrefixList(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.PrefixList)
	l := &prefixList{}
	if p.Owner == kind.OwnerAWS {
		l.service = serviceSet{regionOf(b.design, r.Parent), p.Service}
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

// name puts the addresses of a list into a rule.
func (l *prefixList) name(r *groupRule) { r.set, r.service = l.set, l.service }
