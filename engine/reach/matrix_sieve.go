package reach

import (
	"net/netip"

	"vpcanvas/engine/netset"
)

// sifted is what a list of rules makes of packets with one peer: the requests that it lets through,
// and those whose answers it lets through.
type sifted struct{ pass, answered netset.Traffic }

// An aclSieve is one direction of a network ACL, all contradictions resolved in one way. Peers that
// the same entries match share one result.
type aclSieve struct {
	entries []aclEntry
	memo    map[string]*sifted
	key     []byte
}

func (s *aclSieve) at(peer netip.Addr) *sifted {
	s.key = s.key[:0]
	for i := range s.entries {
		s.key = appendBit(s.key, s.entries[i].set.Has(peer))
	}
	if got := s.memo[string(s.key)]; got != nil {
		return got
	}
	rest, pass := netset.Everything, netset.Traffic{}
	for i, e := range s.entries {
		if s.key[i] == 0 {
			continue
		}
		if e.allow {
			pass = pass.Union(rest.Intersect(e.traffic))
		}
		rest = rest.Minus(e.traffic)
	}
	got := &sifted{pass, pass.Answered()}
	s.memo[string(s.key)] = got
	return got
}

func appendBit(key []byte, bit bool) []byte {
	if bit {
		return append(key, 1)
	}
	return append(key, 0)
}

// A groupSieve is one direction of all groups of an interface: what any rule admits.
type groupSieve struct {
	rules []groupRule
	memo  map[string]setID
	key   []byte
}

func newGroupSieve(groups []*group, egress bool) *groupSieve {
	s := &groupSieve{memo: map[string]setID{}}
	for _, g := range groups {
		if egress {
			s.rules = append(s.rules, g.egress...)
		} else {
			s.rules = append(s.rules, g.ingress...)
		}
	}
	return s
}

func (s *groupSieve) at(p *pool, peer netip.Addr, wears []*group) setID {
	s.key = s.key[:0]
	for i := range s.rules {
		s.key = appendBit(s.key, s.rules[i].admits(peer, wears))
	}
	if got, ok := s.memo[string(s.key)]; ok {
		return got
	}
	var sum netset.Traffic
	for i := range s.rules {
		if s.key[i] == 1 {
			sum = sum.Union(s.rules[i].traffic)
		}
	}
	id := p.id(netset.Known(sum))
	s.memo[string(s.key)] = id
	return id
}

// admits tells whether the rule is about a peer with this address, whose private address it is if it
// wears groups (semantics 31, 55).
func (r *groupRule) admits(peer netip.Addr, wears []*group) bool {
	if r.peer == nil {
		return r.set.Has(peer)
	}
	for _, g := range wears {
		if g == r.peer {
			return r.over == nil
		}
	}
	return false
}

// A world is one way to resolve what contradicts itself in the border of a subnet: entries with one
// number, routes with one destination.
type world struct {
	egress, ingress *aclSieve
	routes          []route
}

// maxWorlds bounds the ways of one border; what is beyond is unknown.
const maxWorlds = 64

// resolved lists rows with each choice among rivals; nil where there are too many choices.
func resolved[T any](rows []T, rivals func(*T) int) [][]T {
	all := [][]T{make([]T, 0, len(rows))}
	for i := 0; i < len(rows); i++ {
		n := rivals(&rows[i])
		if len(all)*(n+1) > maxWorlds {
			return nil
		}
		if n == 0 {
			for k := range all {
				all[k] = append(all[k], rows[i])
			}
			continue
		}
		var next [][]T
		for _, so := range all {
			for k := range n + 1 {
				next = append(next, append(so[:len(so):len(so)], rows[i+k]))
			}
		}
		all = next
		i += n
	}
	return all
}
