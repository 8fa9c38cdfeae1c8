package reach

import (
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// outside is a host on the internet that starts or answers.
type outside struct{}

func (outside) step(w *walk) node {
	if host := w.side(w.from).host; host != "" {
		w.hop(Hop{Resource: host, Kind: kind.ClientKind, Decision: Pass})
	}
	w.hop(Hop{Resource: kind.Internet, Kind: kind.InternetKind, Decision: Pass})
	there := w.side(w.to)
	w.isRouted(w.from)
	if there.iface == nil {
		w.block(reasonKey{code: NoSourceOrDest})
		w.lost = true
		return nil
	}
	switch {
	case w.dir == Return && w.outlet != nil:
		return w.outlet.comeBack(w)
	case w.dir == Return && w.strayed: // it did not come by the gateway
		return arriving{there.iface}
	}
	if !w.to.isPublic() && !w.is6(w.to) { // semantics 25: from outside only a public address can be named
		r := reasonKey{code: IGWPrivateForIngress, resource: there.iface.Resource}
		if there.iface.HasPublicAddress() { // somebody asked for the other one
			r.detail = netset.AddrsText(w.class.addr[w.to])
		}
		w.blockOnce(r)
		w.to++
	}
	if v := there.vpc(); v != nil {
		return enteringVPC{v}
	}
	w.to = w.to.private()
	return arriving{there.iface}
}

// atInternet is where a packet to the outside arrives.
type atInternet struct{}

func (atInternet) step(w *walk) node {
	if there := w.side(w.to); !there.service.isNone() {
		w.hop(Hop{Resource: kind.Internet, Kind: kind.InternetKind, Decision: Pass})
		w.hop(there.serviceHop(Arrive))
		return nil
	}
	w.isRouted(w.to)
	if host := w.side(w.to).host; host != "" {
		w.hop(Hop{Resource: kind.Internet, Kind: kind.InternetKind, Decision: Pass})
		w.hop(Hop{Resource: host, Kind: kind.ClientKind, Decision: Arrive})
		return nil
	}
	w.hop(Hop{Resource: kind.Internet, Kind: kind.InternetKind, Decision: Arrive})
	return nil
}

// isRouted blocks who has an address that the internet does not know: a host of a link, of a group, of a private IPv6
// block, or an interface of such a block (semantics 29). Gateways refuse others by name, and what took an unknown way
// may be at home where that led.
func (w *walk) isRouted(s slot) {
	iface := w.side(s).iface
	if iface != nil && !w.is6(s) || w.split != nil || w.strayed || w.member(s, netset.Unrouted) != netset.Yes {
		return
	}
	r := reasonKey{code: NoPossibleDest, detail: netset.AddrsText(w.class.addr[s])}
	if iface != nil {
		r.resource = iface.Resource
	}
	w.blockOnce(r)
}
