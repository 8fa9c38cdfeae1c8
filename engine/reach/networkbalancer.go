package reach

import (
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A handover is a node of a network load balancer that hands requests to a target and keeps the
// client's address (semantics 130): one conversation from the client to the target, of which the node
// changes the destination alone, there and back. So a walk to the node goes on to the target.
type handover struct {
	node *Interface
	// port is the listener's.
	port uint16
	to   balanced
	// side is the target, with the address of the family at hand.
	side side
}

// turn picks the target's address of a family; false where it has none. Without a target, any will do.
func (h *handover) turn(family netset.AddrSet) bool {
	if h == nil {
		return true
	}
	for _, s := range interfaceSides(h.to.iface, family) {
		h.side = s
		return true
	}
	return false
}

// target is who answers behind the node; nil where no node hands anything on.
func (w *walk) target() *Interface {
	if w.hand == nil {
		return nil
	}
	return w.hand.to.iface
}

// far is the other end of the conversation: the target, where a node keeps the client's address.
func (w *walk) far() *side {
	if w.hand != nil {
		return &w.hand.side
	}
	return &w.dst
}

// answering is who replies to the request, which came as far as this.
func (w *walk) answering() *side {
	if w.handed {
		return &w.hand.side
	}
	return &w.dst
}

// hands reports whether the packet has come to the node that hands it on.
func (w *walk) hands(i *Interface) bool {
	return w.hand != nil && w.dir == Forward && !w.handed && i == w.hand.node && w.split == nil
}

// handOver sends the packet on to the target, on its port. The node's groups look at what leaves it.
func (w *walk) handOver() node {
	h := w.hand
	w.hop(Hop{Resource: h.node.Resource, Kind: kind.LoadBalancerKind, Decision: Pass, Row: h.node.Key, translation: translation{OfDestination, w.to, targetPrivate}})
	lb := h.node.balancer
	lb.serves(w, h.to.iface)
	if w.src.iface == h.to.iface { // a packet from its own address would never come back to the node
		w.block(reasonKey{code: SourcePreserved, resource: lb.id, detail: w.net.name(h.to.iface.Resource)})
	}
	w.to, w.handed = targetPrivate, true
	w.traffic = w.request()
	if h.node.subnet == nil {
		return w.land()
	}
	w.filterGroups(h.node, true)
	return w.forth(h.node)
}

// toNode takes the target's reply to the node, which remembers the request: no route decides.
func (w *walk) toNode(i *Interface) node {
	if node := w.hand.node; node.subnet != i.subnet && node.subnet != nil {
		w.filterACL(i.subnet, true)
		if w.split == nil {
			w.filterACL(node.subnet, false)
		}
	}
	return entering{w.hand.node}
}

// handBack sends the reply on to the client, from the node's address.
func (w *walk) handBack() node {
	h := w.hand
	w.hop(Hop{Resource: h.node.Resource, Kind: kind.LoadBalancerKind, Decision: Pass, Row: h.node.Key, translation: translation{OfSource, targetPrivate, dstPrivate}})
	w.handed, w.from = false, dstPrivate
	w.traffic = w.request().Reply()
	if h.node.subnet == nil {
		return w.land()
	}
	return w.forth(h.node)
}

// isOpen reports a node of a network load balancer without groups, which lets everything in (semantics 131).
func (i *Interface) isOpen(row kind.Interface) bool {
	return i.balancer != nil && i.balancer.isNetwork() && len(row.Groups) == 0
}

// isNetwork tells a network load balancer from an application one.
func (lb *loadBalancer) isNetwork() bool { return lb.props.Type == kind.LoadBalancerNetwork }

// transports are what a listener's protocol runs over; none for one that AWS would refuse on that
// type of load balancer, which counts as absent.
func (lb *loadBalancer) transports(protocol string) []netset.Protocol {
	switch protocol {
	case kind.ProtocolHTTP, kind.ProtocolHTTPS:
		if !lb.isNetwork() {
			return []netset.Protocol{netset.TCP}
		}
	case kind.ProtocolTCP, kind.ProtocolTLS:
		if lb.isNetwork() {
			return []netset.Protocol{netset.TCP}
		}
	case kind.ProtocolUDP:
		if lb.isNetwork() {
			return []netset.Protocol{netset.UDP}
		}
	case kind.ProtocolTCPUDP:
		if lb.isNetwork() {
			return []netset.Protocol{netset.TCP, netset.UDP}
		}
	}
	return nil
}

// asked are the targets of a listener that a node asks: all where it works across zones, else those
// of its own zone (semantics 128). A target in a subnet that names no zone may be in any.
func (l *listener) asked(node *Interface) []balanced {
	if lb := node.balancer; !lb.isNetwork() || lb.props.CrossZone || node.subnet == nil {
		return l.group.targets
	}
	zone := node.subnet.props.AvailabilityZone
	var near []balanced
	for _, t := range l.group.targets {
		if at := t.iface.subnet.props.AvailabilityZone; at == zone || at == "" || zone == "" {
			near = append(near, t)
		}
	}
	return near
}

// preserves reports whether targets see the client's address.
func (l *listener) preserves(lb *loadBalancer) bool {
	return lb.isNetwork() && l.group != nil && l.group.props.PreservesClientIP()
}
