package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// An egressOnly gateway lets out over IPv6 what interfaces of its VPC start, and the replies in (semantics 48).
type egressOnly struct {
	id  string
	vpc *vpc
}

func buildEgressOnly(b *builder, id string, r *design.Resource) {
	g := &egressOnly{id: id, vpc: b.vpcs[r.Parent]}
	b.targets[id] = g
	if g.vpc != nil {
		g.vpc.egressOnly = append(g.vpc.egressOnly, g)
	}
}

// allows refuses IPv4 and the gateway of another VPC (semantics 22, 48).
func (g *egressOnly) allows(r *route) bool {
	return r.dest.Addr().Is6() && g.vpc == r.table.vpc && !g.vpc.blocks.Covers(r.set)
}

func (g *egressOnly) follow(w *walk, r *route) node {
	w.hop(Hop{Resource: g.id, Kind: kind.EgressOnlyInternetGatewayKind, Decision: Pass})
	if w.dir == Return && w.outlet != g { // it knows nothing of the request
		w.blockOnce(reasonKey{code: EgressOnlyInbound, resource: g.id, row: r.row})
	}
	w.isRouted(w.from)
	if w.dir == Forward {
		w.outlet = g
	}
	return w.abroad()
}

// comeBack takes in the reply to what was let out.
func (g *egressOnly) comeBack(w *walk) node {
	w.hop(Hop{Resource: g.id, Kind: kind.EgressOnlyInternetGatewayKind, Decision: Pass})
	return arriving{w.side(w.to).iface}
}
