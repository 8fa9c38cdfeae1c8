package reach

import (
	"maps"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

type group struct {
	id              string
	vpc             *vpc
	props           *kind.SecurityGroup
	ingress, egress []groupRule
}

// A groupRule allows traffic with the addresses of set, or with the members of peer.
type groupRule struct {
	row     string
	traffic netset.Traffic
	set     netset.AddrSet
	peer    *group
	// service is whose addresses it allows, where it names a prefix list of AWS.
	service serviceSet
	// over is the peering that the members of peer come by, while it is not active: the rule then
	// matches only where the walk goes on as if it were; nil for none.
	over *peering
}

func buildSecurityGroup(b *builder, id string, r *design.Resource) {
	b.groups[id] = &group{id: id, vpc: b.vpcs[r.Parent], props: r.Props.(*kind.SecurityGroup)}
}

func linkGroupRules(b *builder) {
	for _, g := range b.groups {
		g.ingress = b.groupRules(g, g.props.Ingress)
		g.egress = b.groupRules(g, g.props.Egress)
		if g.letsOut6() {
			g.egress = append(g.egress, groupRule{row: "all6", traffic: netset.Everything, set: b.blocksOf(anyIPv6)})
		}
	}
}

// letsOut6 reports whether it is a default group that nobody edited, of a VPC with an IPv6 block: to such a
// one AWS adds a rule that lets out all of IPv6 (semantics 50).
func (g *group) letsOut6() bool {
	if g.vpc == nil || g.id != design.DefaultSecurityGroupID(g.vpc.id) || !g.vpc.blocks.Overlaps(allIPv6) {
		return false
	}
	made := kind.DefaultSecurityGroup(g.id)
	return maps.Equal(g.props.Ingress, made.Ingress) && maps.Equal(g.props.Egress, made.Egress)
}

// mayName reports whether rules of g may name a group: one of its VPC, or of one that a peering in the
// same region joins with it (semantics 57, 58). over is that peering where it is not active.
func (g *group) mayName(peer *group) (over *peering, may bool) {
	if peer.vpc == g.vpc {
		return nil, true
	}
	if g.vpc == nil {
		return nil, false
	}
	for _, x := range g.vpc.peerings {
		if x.joins(g.vpc, peer.vpc) {
			if x.forwards() {
				return nil, true
			}
			over, may = x, true
		}
	}
	return over, may
}

// groupRules drops rules that match nothing: a stale reference (semantics 61), a group of a VPC that
// nothing joins (semantics 57), a rule whose peer is not typed yet, and one with two peers, which AWS refuses.
func (b *builder) groupRules(g *group, rows map[string]kind.SecurityRule) []groupRule {
	rules := make([]groupRule, 0, len(rows))
	for _, row := range kind.Sorted(rows) {
		r := groupRule{row: row.Key, traffic: netset.TrafficOf(row.Value.Protocol, row.Value.Ports, row.Value.Types)}
		peer := b.groups[row.Value.Group.ID]
		list := b.lists[row.Value.PrefixList.ID]
		switch hasBlock, hasGroup, hasList := row.Value.CIDR.IsValid(), !row.Value.Group.IsZero(), !row.Value.PrefixList.IsZero(); {
		case hasBlock && !hasGroup && !hasList:
			r.set = b.blocksOf(row.Value.CIDR)
		case hasGroup && !hasBlock && !hasList && peer != nil:
			var may bool
			if r.over, may = g.mayName(peer); !may {
				continue
			}
			r.peer = peer
		case hasList && !hasBlock && !hasGroup && list != nil:
			list.name(&r)
		default:
			continue
		}
		rules = append(rules, r)
	}
	return rules
}

// matches tells whether the rule's peer is the address in slot s. A group matches the private
// addresses of its members and nothing else (semantics 31, 55); a block never splits here: the
// caller does that, if it comes to depend on it.
func (r *groupRule) matches(w *walk, s slot) netset.Answer {
	if !r.service.isNone() {
		return r.service.at(w, s)
	}
	if r.peer == nil {
		return r.set.In(w.class.addr[s])
	}
	if w.handed && s != targetPrivate { // semantics 60, 132: it is the load balancer's group that counts
		if w.hand.node.in(r.peer) {
			return netset.Yes
		}
		return netset.No
	}
	if i := w.side(s).iface; i != nil && !s.isPublic() && i.in(r.peer) && (r.over == nil || w.noted(PeeringState, r.over.id)) {
		return netset.Yes
	}
	return netset.No
}

// filterGroups asks the union of the interface's groups (semantics 49). egress is for what the
// interface starts.
func (w *walk) filterGroups(i *Interface, egress bool) {
	peer, lamp := w.from, SGIn
	if egress {
		peer, lamp = w.to, SGOut
	}
	switch {
	case len(i.groups) == 0: // semantics 131: a network load balancer without any lets all in
		return
	case i != w.src.iface && i != w.far().iface: // what stands between the ends has no lamp
		lamp = ""
	}
	var passed netset.Traffic
	var unsure *groupRule
	rules, fits := 0, false
	for _, g := range i.groups {
		list, typed := g.ingress, len(g.props.Ingress)
		if egress {
			list, typed = g.egress, len(g.props.Egress)
		}
		rules += typed
		w.ask(g.id)
		for n := range list {
			r := &list[n]
			if !r.traffic.Overlaps(&w.traffic) {
				continue
			}
			in := r.matches(w, peer)
			if in != netset.No {
				w.meet(g.id, listOf(egress), r.row)
			}
			switch in {
			case netset.Maybe:
				unsure = r
			case netset.Yes:
				if r.traffic.Covers(&w.traffic) {
					w.sgPassed(i, g, lamp, r.row)
					return
				}
				passed, fits = passed.Union(r.traffic), true
			}
		}
	}
	if fits && passed.Covers(&w.traffic) || w.blocked && (fits || unsure != nil) {
		w.sgPassed(i, i.groups[0], lamp, "")
		return
	}
	switch {
	case unsure != nil:
		w.cutAddr(peer, unsure.set)
	case fits:
		w.keep(passed)
	default:
		w.sgStopped(i, lamp, egress, rules == 0)
	}
}

func (w *walk) sgPassed(i *Interface, g *group, lamp Filter, row string) {
	w.light(lamp, Green, i.Resource)
	w.hop(Hop{Resource: g.id, Kind: kind.SecurityGroupKind, Decision: Allow, Row: row})
}

func (w *walk) sgStopped(i *Interface, lamp Filter, egress, none bool) {
	w.light(lamp, Red, i.Resource)
	w.hop(Hop{Resource: i.groups[0].id, Kind: kind.SecurityGroupKind, Decision: Deny})
	r := reasonKey{code: ENISGRulesMismatch, resource: i.Resource, detail: w.net.name(i.Resource), egress: egress}
	if none {
		r.code = SGHasNoRules
	}
	if len(i.groups) == 1 { // then it is plain which group lacks the rule
		r.resource = i.groups[0].id
	}
	w.block(r)
}
