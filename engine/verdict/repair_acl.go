package verdict

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// The numbers that people can give to entries (semantics 77), and the step that leaves room between.
const (
	lastEntry = 32766
	entryStep = 10
)

type numbered struct {
	row string
	kind.ACLEntry
}

// entries are those of one list, in the order in which AWS reads them.
func (b *bench) entries(acl, list string) []numbered {
	r := b.d.Resources[acl]
	if r == nil {
		return nil
	}
	a, ok := r.Props.(*kind.NetworkACL)
	if !ok {
		return nil
	}
	rows := a.Ingress
	if list == egress {
		rows = a.Egress
	}
	var all []numbered
	for _, row := range kind.Sorted(rows) {
		all = append(all, numbered{row.Key, row.Value})
	}
	slices.SortStableFunc(all, func(x, y numbered) int { return cmp.Compare(x.RuleNumber, y.RuleNumber) })
	return all
}

// admitByACL adds entries for just what was stopped before the deny that stopped it, widens an
// entry that nearly lets it pass, or removes the deny. An ACL remembers nothing, so that the reply
// is a reason of its own, with the client's own ports (semantics 70, 71).
func admitByACL(b *bench, p problem) []way {
	acl, list, stop := p.reason.Resource, listOf(p.reason), p.reason.Stop
	peer := stop.From
	if list == egress {
		peer = stop.To
	}
	services, blocks := servicesFor(stop.Traffic), blocksFor(peer)
	if len(services) == 0 || len(blocks) == 0 {
		return nil
	}
	var ways []way
	if wide := b.widened(acl, list, services, blocks); wide != nil {
		ways = append(ways, way{*wide})
	}
	if add, ok := b.entriesFor(acl, list, kind.Allow, services, blocks, peer); ok {
		ways = append(ways, add)
	}
	return append(ways, b.withoutDeny(acl, list, p.reason.Row)...)
}

// entriesFor makes entries with an action at free numbers, before the first entry that would decide
// otherwise about the addresses that are meant. Each is an edit of its own: not all may be needed.
func (b *bench) entriesFor(acl, list, action string, services []design.Service, blocks []netip.Prefix, meant netset.AddrSet) (way, bool) {
	have := b.entries(acl, list)
	key := "allow-entry"
	if action == kind.Deny {
		key = "deny-entry"
	}
	var w way
	for _, s := range services {
		for _, block := range blocks {
			e := kind.ACLEntry{Action: action, Protocol: s.Protocol, Ports: s.Ports, Types: s.Types, CIDR: block}
			if e.RuleNumber = freeNumber(have, e, meant); e.RuleNumber == 0 {
				return nil, false
			}
			w = append(w, edit(key, costFree, design.Ops{set(acl, "props."+list+"."+rowKey(e), e)},
				"acl", b.name(acl), "list", listWord(list), "number", strconv.Itoa(e.RuleNumber), "rule", entryText(e)))
			have = append(have, numbered{ACLEntry: e})
			slices.SortStableFunc(have, func(x, y numbered) int { return cmp.Compare(x.RuleNumber, y.RuleNumber) })
		}
	}
	return w, true
}

// freeNumber is a number at which an entry is read before the first one that takes some of its traffic
// with the addresses that are meant and decides otherwise; 0 where there is none.
func freeNumber(have []numbered, e kind.ACLEntry, meant netset.AddrSet) int {
	taken := map[int]bool{}
	before, limit := 0, 0
	for _, h := range have {
		taken[h.RuleNumber] = true
		if limit != 0 {
			continue
		}
		if h.Action != e.Action && meet(h.ACLEntry, e, meant) {
			limit = h.RuleNumber
			continue
		}
		before = max(before, h.RuleNumber)
	}
	if limit == 0 {
		if next := (before/entryStep + 1) * entryStep; next <= lastEntry {
			return max(next, 10*entryStep)
		}
		limit = lastEntry + 1
	}
	if half := (before + limit) / 2 / entryStep * entryStep; half > before && half < limit {
		return half
	}
	for n := limit - 1; n > 0; n-- {
		if !taken[n] {
			return n
		}
	}
	return 0
}

func meet(a, b kind.ACLEntry, meant netset.AddrSet) bool {
	x, y := netset.TrafficOf(a.Protocol, a.Ports, a.Types), netset.TrafficOf(b.Protocol, b.Ports, b.Types)
	return netset.Prefixes(a.CIDR).Overlaps(meant) && x.Overlaps(&y)
}

// widened changes one entry that allows a part of what was stopped.
func (b *bench) widened(acl, list string, services []design.Service, blocks []netip.Prefix) *Edit {
	if len(services) != 1 || len(blocks) != 1 {
		return nil
	}
	s := services[0]
	for _, old := range b.entries(acl, list) {
		now := old.ACLEntry
		switch {
		case old.Action != kind.Allow || old.Protocol != s.Protocol:
			continue
		case old.CIDR == blocks[0] && s.Protocol.HasPorts() && adjoin(old.Ports, s.Ports):
			now.Ports = joined(old.Ports, s.Ports)
		case old.Ports == s.Ports && old.Types == s.Types && old.CIDR.IsValid() && within(old.CIDR, blocks[0]):
			now.CIDR = blocks[0]
		default:
			continue
		}
		e := edit("widen-entry", costFree, design.Ops{set(acl, "props."+list+"."+old.row, now)},
			"acl", b.name(acl), "list", listWord(list), "number", strconv.Itoa(old.RuleNumber), "before", entryText(old.ACLEntry), "after", entryText(now))
		return &e
	}
	return nil
}

func entryText(e kind.ACLEntry) string {
	return reach.ServiceText(design.Service{Protocol: e.Protocol, Ports: e.Ports, Types: e.Types}) + " " + e.CIDR.String()
}

// withoutDeny removes the entry that denied; the final one is nobody's to remove.
func (b *bench) withoutDeny(acl, list, row string) []way {
	for _, e := range b.entries(acl, list) {
		if e.row == row && e.Action == kind.Deny {
			return one(edit("remove-entry", costFree, design.Ops{remove(acl, "props."+list+"."+row)},
				"acl", b.name(acl), "list", listWord(list), "number", strconv.Itoa(e.RuleNumber), "rule", entryText(e.ACLEntry)))
		}
	}
	return nil
}

// denyByACL adds an entry that denies what was asked, at the border of either end. Nothing is denied
// between neighbours in one subnet, whose border they do not cross (semantics 72).
func denyByACL(b *bench, p problem) []way {
	from, to := endsOf(p.pair)
	services := []design.Service{p.service}
	if p.service.Protocol.HasTypes() && p.service.Types.IsZero() {
		services[0].Types = map[netset.Protocol]netset.Types{netset.ICMP: netset.EchoRequest, netset.ICMPv6: netset.EchoRequest6}[p.service.Protocol]
	}
	var ways []way
	for _, border := range []struct {
		near reach.Place
		far  reach.Place
		list string
		id   string
	}{{to, from, ingress, p.pair.From}, {from, to, egress, p.pair.To}} {
		acl := b.aclOf(b.subnetOf(border.near))
		blocks := b.blocksOfEnd(border.far, border.id)
		if acl == "" || len(blocks) == 0 {
			continue
		}
		if e, ok := b.entriesFor(acl, border.list, kind.Deny, services, blocks, netset.Prefixes(blocks...)); ok {
			ways = append(ways, e)
		}
	}
	return ways
}

// endsOf are the first and the last interface on the way of a pair.
func endsOf(p *reach.Pair) (from, to reach.Place) {
	for _, h := range p.Path {
		if h.Resource == p.From {
			from = reach.Place{Resource: h.Resource, Interface: h.Row}
		}
		if h.Resource == p.To {
			to = reach.Place{Resource: h.Resource, Interface: h.Row}
		}
	}
	return from, to
}

// blocksOfEnd names an end in blocks: an interface by its addresses or its subnet, a host outside by
// what the flow calls it.
func (b *bench) blocksOfEnd(at reach.Place, id string) []netip.Prefix {
	if i, ok := b.interfaceAt(at); ok {
		var blocks []netip.Prefix
		for _, a := range kind.Sorted(i.Addresses) {
			if addr, err := netip.ParseAddr(a.Key); err == nil {
				blocks = append(blocks, netip.PrefixFrom(addr, addr.BitLen()))
			}
		}
		if r := b.d.Resources[b.subnetOf(at)]; len(blocks) == 0 && r != nil {
			blocks = append(blocks, r.Props.(*kind.Subnet).CIDR)
		}
		return slices.DeleteFunc(blocks, func(p netip.Prefix) bool { return !p.IsValid() })
	}
	if p, err := netip.ParsePrefix(id); err == nil {
		return []netip.Prefix{p}
	}
	if id == kind.Internet {
		return []netip.Prefix{defaultRoute}
	}
	return nil
}
