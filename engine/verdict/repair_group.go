package verdict

import (
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// The two lists of rules of a group, or of entries of a network ACL.
const (
	ingress = "ingress"
	egress  = "egress"
)

var inbound, outbound = message.Text{EN: "inbound", JA: "インバウンド"}, message.Text{EN: "outbound", JA: "アウトバウンド"}

func listWord(list string) message.Text {
	if list == egress {
		return outbound
	}
	return inbound
}

// listOf is the list of rules that a filter's reason is about.
func listOf(r reach.Reason) string {
	if strings.HasSuffix(r.Message, "/out") {
		return egress
	}
	return ingress
}

// admitByGroup adds a rule for just what was stopped, or loosens one that nearly lets it pass: with the
// groups of the other side, or with its addresses. Each group of the interface is a way of its own.
func admitByGroup(b *bench, p problem) []way {
	stop, list := p.reason.Stop, listOf(p.reason)
	here, there, peer := stop.Receiver, stop.Sender, stop.From
	hidden := stop.SenderPublic
	if list == egress {
		here, there, peer = stop.Sender, stop.Receiver, stop.To
		hidden = stop.ReceiverPublic
	}
	services := servicesFor(stop.Traffic)
	if len(services) == 0 {
		return nil
	}
	if p.crowd {
		there = reach.Place{} // its groups are not everybody's
	}
	var ways []way
	for _, group := range b.groupsOf(here) {
		for _, peer := range b.peersOf(here, there, hidden, stop.Service, peer) {
			if loose := b.loosened(group, list, services, peer); loose != nil {
				ways = append(ways, way{*loose})
			}
			ways = append(ways, b.rulesFor(group, list, services, peer))
		}
	}
	return ways
}

// A rulePeer is whom a rule of a security group lets pass.
type rulePeer struct {
	group, list string
	blocks      []netip.Prefix
}

// peersOf are ways to name the other side in a rule. A group names its members by their private
// addresses, within the VPC or over a peering in one region (semantics 31, 55, 57, 58); a prefix list of
// AWS's names a service (semantics 105).
func (b *bench) peersOf(here, there reach.Place, hidden bool, service string, addrs netset.AddrSet) []rulePeer {
	var peers []rulePeer
	if there.Resource != "" && !hidden && b.mayName(b.vpcOf(here), b.vpcOf(there)) {
		for _, g := range b.groupsOf(there) {
			peers = append(peers, rulePeer{group: g})
		}
	}
	for _, id := range b.listsOf(service) {
		peers = append(peers, rulePeer{list: id})
	}
	if blocks := blocksFor(addrs); len(blocks) > 0 {
		peers = append(peers, rulePeer{blocks: blocks})
	}
	return peers
}

// rulesFor are the rules that let services pass, each an edit of its own: not all may be needed.
func (b *bench) rulesFor(group, list string, services []design.Service, peer rulePeer) way {
	var w way
	add := func(r kind.SecurityRule) {
		w = append(w, edit("add-rule", costFree, design.Ops{set(group, "props."+list+"."+rowKey(r), r)}, "group", b.name(group), "list", listWord(list), "rule", b.ruleText(r)))
	}
	for _, s := range services {
		r := kind.SecurityRule{Protocol: s.Protocol, Ports: s.Ports, Types: s.Types}
		if peer.group != "" {
			r.Group = kind.To(peer.group)
			add(r)
		}
		if peer.list != "" {
			r.PrefixList = kind.To(peer.list)
			add(r)
		}
		for _, block := range peer.blocks {
			r.CIDR = block
			add(r)
		}
	}
	return w
}

func (b *bench) rules(group, list string) map[string]kind.SecurityRule {
	r := b.d.Resources[group]
	if r == nil {
		return nil
	}
	g, ok := r.Props.(*kind.SecurityGroup)
	switch {
	case !ok:
		return nil
	case list == egress:
		return g.Egress
	}
	return g.Ingress
}

// loosened changes one rule that nearly fits: another block of the same service, or another service
// of the same peer that is next to it. It says what a second rule would say, without a second rule.
func (b *bench) loosened(group, list string, services []design.Service, peer rulePeer) *Edit {
	if len(services) != 1 || len(peer.blocks) > 1 || peer.list != "" {
		return nil
	}
	s := services[0]
	for _, row := range kind.Sorted(b.rules(group, list)) {
		old, now := row.Value, row.Value
		switch samePeer := old.Group.ID == peer.group && old.PrefixList.IsZero() && (peer.group != "" || old.CIDR == peer.blocks[0]); {
		case samePeer && old.Protocol == s.Protocol && s.Protocol.HasPorts() && adjoin(old.Ports, s.Ports):
			now.Ports = joined(old.Ports, s.Ports)
		case old.Protocol != s.Protocol || old.Ports != s.Ports || old.Types != s.Types:
			continue
		case peer.group == "" && old.CIDR.IsValid() && within(old.CIDR, peer.blocks[0]):
			now.CIDR = peer.blocks[0]
		case old.Group.IsZero() && old.PrefixList.IsZero() && !old.CIDR.IsValid(): // a rule whose peer was never typed
			now.Group, now.CIDR = kind.Ref{}, netip.Prefix{}
			if peer.group != "" {
				now.Group = kind.To(peer.group)
			} else {
				now.CIDR = peer.blocks[0]
			}
		default:
			continue
		}
		e := edit("loosen-rule", costFree, design.Ops{set(group, "props."+list+"."+row.Key, now)},
			"group", b.name(group), "list", listWord(list), "before", b.ruleText(old), "after", b.ruleText(now))
		return &e
	}
	return nil
}

func (b *bench) ruleText(r kind.SecurityRule) string {
	text := reach.ServiceText(design.Service{Protocol: r.Protocol, Ports: r.Ports, Types: r.Types})
	switch {
	case r.CIDR.IsValid():
		return text + " " + r.CIDR.String()
	case r.PrefixList.ID != "":
		return text + " " + b.name(r.PrefixList.ID)
	case r.Group.Gone != nil:
		return text + " sg:" + r.Group.Gone.Name
	case r.Group.ID != "":
		return text + " sg:" + b.name(r.Group.ID)
	}
	return text
}

// within reports a smaller block inside a larger one.
func within(small, large netip.Prefix) bool {
	return small.Bits() > large.Bits() && large.Contains(small.Addr())
}

// adjoin reports ranges that touch, so that one range can say both and no more.
func adjoin(a, b netset.PortRange) bool {
	if !a.Set || !b.Set {
		return false
	}
	return int(a.From) <= int(b.To)+1 && int(b.From) <= int(a.To)+1
}

func joined(a, b netset.PortRange) netset.PortRange {
	return netset.Ports(min(a.From, b.From), max(a.To, b.To))
}

// opening is a rule of a group, or an entry of a network ACL, that let an open pair pass.
type opening struct{ owner, list, row string }

// openings are the rows on the way there that let a pair pass. Where several rows together do, the
// way names none of them; then all that overlap what was asked are meant.
func (b *bench) openings(p problem, k kind.Name) []opening {
	var rows []opening
	add := func(o opening) {
		if !slices.Contains(rows, o) {
			rows = append(rows, o)
		}
	}
	for _, h := range p.pair.Path {
		if h.Kind != k || h.Decision != reach.Allow {
			continue
		}
		for _, list := range []string{ingress, egress} {
			for _, row := range kind.Sorted(b.rules(h.Resource, list)) {
				if row.Key == h.Row || h.Row == "" && overlaps(row.Value, p.service) {
					add(opening{h.Resource, list, row.Key})
				}
			}
		}
	}
	// The rules nearest to whom is to be protected come first.
	slices.SortStableFunc(rows, func(x, y opening) int { return strings.Compare(y.list, x.list) })
	return rows
}

func overlaps(r kind.SecurityRule, s design.Service) bool {
	a, b := netset.TrafficOf(r.Protocol, r.Ports, r.Types), netset.TrafficOf(s.Protocol, s.Ports, s.Types)
	return a.Overlaps(&b)
}

// narrowRules takes the asked service out of the rules that let it pass, and leaves them the rest.
func narrowRules(b *bench, p problem) []way {
	var ways []way
	for _, o := range b.openings(p, kind.SecurityGroupKind) {
		rule := b.rules(o.owner, o.list)[o.row]
		rest, ok := minusPorts(rule, p.service)
		if !ok {
			continue
		}
		ops := design.Ops{}
		for i, r := range rest {
			key := o.row
			if i > 0 {
				key = rowKey(r)
			}
			ops = append(ops, set(o.owner, "props."+o.list+"."+key, r))
		}
		texts := make([]string, len(rest))
		for i, r := range rest {
			texts[i] = b.ruleText(r)
		}
		ways = append(ways, way{edit("narrow-rule", costFree, ops, "group", b.name(o.owner), "list", listWord(o.list),
			"before", b.ruleText(rule), "after", strings.Join(texts, " + "))})
	}
	return ways
}

// minusPorts splits a rule around the ports of a service; false where nothing would be left, or where no
// few rules say what is left.
func minusPorts(r kind.SecurityRule, s design.Service) ([]kind.SecurityRule, bool) {
	if r.Protocol != s.Protocol || !r.Protocol.HasPorts() || !s.Ports.Set {
		return nil, false
	}
	first, last := r.Ports.Bounds()
	from, to := s.Ports.Bounds()
	var rest []kind.SecurityRule
	part := func(a, z uint16) {
		c := r
		c.Ports = netset.Ports(a, z)
		rest = append(rest, c)
	}
	if first < from {
		part(first, min(last, from-1))
	}
	if last > to {
		part(max(first, to+1), last)
	}
	return rest, len(rest) > 0
}

// removeRules removes the rules that let a pair pass.
func removeRules(b *bench, p problem) []way {
	var ways []way
	for _, o := range b.openings(p, kind.SecurityGroupKind) {
		rule := b.rules(o.owner, o.list)[o.row]
		ways = append(ways, way{edit("remove-rule", costFree, design.Ops{remove(o.owner, "props."+o.list+"."+o.row)},
			"group", b.name(o.owner), "list", listWord(o.list), "rule", b.ruleText(rule))})
	}
	return ways
}
