package reach

import (
	"cmp"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

type networkACL struct {
	id  string
	vpc *vpc
	// ingress and egress are sorted by rule number (semantics 68); the final deny is not stored
	// (semantics 69).
	ingress, egress []aclEntry
}

type aclEntry struct {
	row     string
	number  int
	allow   bool
	traffic netset.Traffic
	set     netset.AddrSet
	// rivals counts the entries with the same number behind this one; AWS would hold only one.
	rivals int
}

// AWS's range of rule numbers (semantics 77).
const (
	firstEntry = 1
	lastEntry  = 32766
)

func buildNetworkACL(b *builder, id string, r *design.Resource) {
	b.acls[id] = b.compileACL(id, b.vpcs[r.Parent], r.Props.(*kind.NetworkACL))
}

func (b *builder) compileACL(id string, v *vpc, p *kind.NetworkACL) *networkACL {
	return &networkACL{id: id, vpc: v, ingress: b.compileEntries(p.Ingress), egress: b.compileEntries(p.Egress)}
}

func (b *builder) compileEntries(rows map[string]kind.ACLEntry) []aclEntry {
	entries := make([]aclEntry, 0, len(rows))
	for _, row := range kind.Sorted(rows) {
		e := row.Value
		if !e.CIDR.IsValid() || e.RuleNumber < firstEntry || e.RuleNumber > lastEntry {
			continue // not typed yet, or refused
		}
		entries = append(entries, aclEntry{
			row: row.Key, number: e.RuleNumber, allow: e.Action == kind.Allow,
			traffic: netset.TrafficOf(e.Protocol, e.Ports, e.Types), set: b.blocksOf(e.CIDR),
		})
	}
	slices.SortStableFunc(entries, func(a, b aclEntry) int { return cmp.Compare(a.number, b.number) })
	countRivals(entries)
	return entries
}

// countRivals reads sorted entries.
func countRivals(entries []aclEntry) {
	for i := len(entries) - 1; i >= 0; i-- {
		entries[i].rivals = 0
		if i+1 < len(entries) && entries[i].number == entries[i+1].number {
			entries[i].rivals = entries[i+1].rivals + 1
		}
	}
}

// filterACL asks a subnet's network ACL about packets that leave (egress) or enter it. It is
// stateless, so replies are asked like everything else (semantics 70). Outbound entries look at the
// destination, inbound ones at the source (semantics 73).
func (w *walk) filterACL(s *subnet, egress bool) {
	a := s.acl
	entries, peer := a.ingress, w.from
	if egress {
		entries, peer = a.egress, w.to
	}
	lamp := w.aclLamp(s, egress)
	w.ask(a.id)
	rest := w.traffic
	var passed netset.Traffic
	row, some := "", false
	for n := 0; n < len(entries) && !rest.IsEmpty(); n++ {
		e := &entries[n]
		if e.rivals > 0 {
			for i := range entries[n : n+e.rivals+1] {
				w.meet(a.id, listOf(egress), entries[n+i].row)
			}
			e = &entries[n+w.choose(choiceKey{EntryConflict, a.id, entryKey(egress, e.number)}, e.rivals+1)]
			n += entries[n].rivals
		}
		if !e.traffic.Overlaps(&rest) {
			continue
		}
		in := w.member(peer, e.set)
		if in != netset.No {
			w.meet(a.id, listOf(egress), e.row)
		}
		if w.split != nil {
			return
		}
		// Behind a blocker a split is not worth walking: then the benefit of the doubt counts.
		if in == netset.No || in == netset.Maybe && !e.allow {
			continue
		}
		if e.allow {
			if row == "" {
				row = e.row
			}
			if e.traffic.Covers(&w.traffic) && !some && w.traffic.Equal(rest) {
				w.aclPassed(a, lamp, e.row)
				return
			}
			passed, some = passed.Union(rest.Intersect(e.traffic)), true
		} else if !some && row == "" {
			row = e.row
		}
		rest = rest.Minus(e.traffic)
	}
	switch {
	case !some:
		w.aclStopped(a, lamp, egress, row)
	case passed.Covers(&w.traffic) || w.blocked:
		w.aclPassed(a, lamp, row)
	default:
		w.keep(passed)
	}
}

func entryKey(egress bool, number int) string {
	if egress {
		return "egress " + strconv.Itoa(number)
	}
	return "ingress " + strconv.Itoa(number)
}

// aclLamp is the lamp of an end's subnet; what lies between the ends has none.
func (w *walk) aclLamp(s *subnet, egress bool) Filter {
	end := w.far()
	if (w.dir == Forward) == egress {
		end = &w.src
	}
	switch d := w.dir; {
	case end.subnet() != s:
		return ""
	case d == Forward && egress:
		return ACLOut
	case d == Forward:
		return ACLIn
	case egress:
		return ReplyOut
	}
	return ReplyIn
}

func (w *walk) aclPassed(a *networkACL, lamp Filter, row string) {
	w.light(lamp, Green, a.id)
	w.hop(Hop{Resource: a.id, Kind: kind.NetworkACLKind, Decision: Allow, Row: row})
}

func (w *walk) aclStopped(a *networkACL, lamp Filter, egress bool, row string) {
	w.light(lamp, Red, a.id)
	w.hop(Hop{Resource: a.id, Kind: kind.NetworkACLKind, Decision: Deny, Row: row})
	w.block(reasonKey{code: SubnetACLRestriction, resource: a.id, row: row, egress: egress})
}
