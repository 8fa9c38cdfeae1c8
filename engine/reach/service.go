package reach

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A serviceSet is a symbol for the public IPv4 addresses of an AWS service in one region: what a
// prefix list of AWS holds. Nobody knows them at design time, so they are compared by name: a rule or
// route about the set admits the service itself and no other end. Whether a block holds the service's
// address is not known, unless it holds every public address; then a filter that compares with the
// block gives Unknown (semantics 105). The zero value is no service.
type serviceSet struct{ region, service string }

func (s serviceSet) isNone() bool { return s == serviceSet{} }

// at tells whether the address in a slot is one of the service's.
func (s serviceSet) at(w *walk, at slot) netset.Answer {
	if side := w.side(at); side.iface == nil && side.service == s {
		return netset.Yes
	}
	return netset.No
}

// regionOf is the region of the scope that owns a VPC or a service; "" where it is not said.
func regionOf(d *design.Design, parent string) string {
	if r := d.Resources[parent]; r != nil {
		if s, ok := r.Props.(*kind.Scope); ok {
			return s.Region
		}
	}
	return ""
}

// widestEntry is shorter than any prefix in AWS's lists: a route to a wider block never takes what
// goes to a service before the list's route does; one to a narrower block does where it holds the
// address (semantics 1, 106).
const widestEntry = 8

// bits is the place of a route among the others: the longest first.
func (r *route) bits() int {
	if !r.service.isNone() {
		return widestEntry
	}
	return r.dest.Bits()
}

// holds tells whether the route is for what goes to the address of the packet, and splits the class
// where that is not known.
func (r *route) holds(w *walk) netset.Answer {
	if !r.service.isNone() {
		return r.service.at(w, w.to)
	}
	return w.member(w.to, r.set)
}

// isTyped reports whether the route says where it leads to.
func (r *route) isTyped() bool { return r.dest.IsValid() || !r.service.isNone() }

// asBlock is the route as targets look at it, to accept or refuse it: what goes to a service goes to
// the internet, as far as they care.
func (r route) asBlock() *route {
	if !r.service.isNone() {
		r.dest = netip.PrefixFrom(netip.IPv4Unspecified(), 0)
		r.set = netset.Public4
	}
	return &r
}

// isRival reports whether two routes are to one destination; AWS would hold only one of them.
func (r *route) isRival(o *route) bool { return r.dest == o.dest && r.service == o.service }
