package reach

import "vpcanvas/engine/netset"

// A Stop is what was on its way when something blocked it: what a filter would have to let pass, and
// where a route would have to lead. Whoever mends a blocker reads it. Of a Reason that several
// classes met it holds all of them together; Decide leaves it empty.
type Stop struct {
	// From and To are the addresses in the header of the stopped packets: behind a gateway those
	// that it put there, on the way back those of the reply.
	From, To netset.AddrSet
	// Sender and Receiver are whose addresses those are; their Resource is "" for hosts outside.
	Sender, Receiver Place
	// Traffic is the protocol and ports of the stopped packets.
	Traffic netset.Traffic
	// SenderPublic and ReceiverPublic tell that it is the public address.
	SenderPublic, ReceiverPublic bool
	// Service and Region are the AWS service that was asked, where the receiver is one.
	Service, Region string
}

// A Place is an interface of a resource.
type Place struct{ Resource, Interface string }

// stop is what the walk has in hand.
func (w *walk) stop() Stop {
	return Stop{
		From: w.class.addr[w.from], To: w.class.addr[w.to], Traffic: w.traffic,
		Sender: w.side(w.from).place(), Receiver: w.side(w.to).place(),
		SenderPublic: w.from.isPublic(), ReceiverPublic: w.to.isPublic(),
		Service: w.side(w.to).service.service, Region: w.side(w.to).service.region,
	}
}

func (s *side) place() Place {
	if s.iface == nil {
		return Place{}
	}
	return Place{s.iface.Resource, s.iface.Key}
}

// and adds what another class met at the same place.
func (s Stop) and(o Stop) Stop {
	s.From, s.To, s.Traffic = s.From.Union(o.From), s.To.Union(o.To), s.Traffic.Union(o.Traffic)
	return s
}
