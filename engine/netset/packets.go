package netset

import (
	"strconv"
	"strings"
)

// Traffic is a set of packets seen without their addresses: by protocol, source and destination
// port, ICMP type and code. The zero value is empty.
type Traffic struct {
	tcp, udp    grid
	icmp, icmp6 NumberSet
	// other has a bit for each protocol that has neither ports nor types.
	other [4]uint64
}

// Everything is all traffic.
var Everything = TrafficOf(AllProtocols, PortRange{}, Types{})

// Over4 and Over6 are what a packet of one family may carry: each family has an ICMP of its own.
var (
	Over4 = Everything.Minus(TrafficOf(ICMPv6, PortRange{}, Types{}))
	Over6 = Everything.Minus(TrafficOf(ICMP, PortRange{}, Types{}))
)

// TrafficOf is what a filter's row means: ports are destination ports, from any source port.
func TrafficOf(p Protocol, ports PortRange, types Types) Traffic {
	switch p {
	case AllProtocols:
		every := gridOf(AllNumbers, AllNumbers)
		t := Traffic{tcp: every, udp: every, icmp: AllNumbers, icmp6: AllNumbers}
		for n := range 256 {
			if q := ProtocolNumber(uint8(n)); !q.HasPorts() && !q.HasTypes() {
				t.other[n/64] |= 1 << (n % 64)
			}
		}
		return t
	case TCP:
		return Traffic{tcp: gridOf(AllNumbers, ports.NumberSet())}
	case UDP:
		return Traffic{udp: gridOf(AllNumbers, ports.NumberSet())}
	case ICMP:
		return Traffic{icmp: types.NumberSet()}
	case ICMPv6:
		return Traffic{icmp6: types.NumberSet()}
	}
	var t Traffic
	t.other[p.Number()/64] |= 1 << (p.Number() % 64)
	return t
}

// From keeps of t what comes from the given source ports; protocols without ports stay.
func (t Traffic) From(src NumberSet) Traffic {
	only := gridOf(src, AllNumbers)
	t.tcp = combine(t.tcp, only, NumberSet.Intersect)
	t.udp = combine(t.udp, only, NumberSet.Intersect)
	return t
}

// Sourced is t as if it came from the given source ports, whatever those of t were: what a
// translation makes of it. Protocols without ports stay.
func (t Traffic) Sourced(src NumberSet) Traffic {
	give := func(g grid) grid { return combine(g, nil, func(x, _ NumberSet) NumberSet { return ifAny(x, src) }) }
	t.tcp, t.udp = give(t.tcp), give(t.udp)
	return t
}

func ifAny(x, then NumberSet) NumberSet {
	if x.IsEmpty() {
		return x
	}
	return then
}

// IsEmpty reports that there is none.
func (t Traffic) IsEmpty() bool {
	return len(t.tcp) == 0 && len(t.udp) == 0 && t.icmp.IsEmpty() && t.icmp6.IsEmpty() && t.other == [4]uint64{}
}

// Equal reports that both are the same packets.
func (t Traffic) Equal(o Traffic) bool {
	return t.tcp.equal(o.tcp) && t.udp.equal(o.udp) && t.icmp.Equal(o.icmp) && t.icmp6.Equal(o.icmp6) && t.other == o.other
}

// Covers reports whether all of o is in t.
func (t *Traffic) Covers(o *Traffic) bool {
	for i := range t.other {
		if o.other[i]&^t.other[i] != 0 {
			return false
		}
	}
	return t.tcp.covers(o.tcp) && t.udp.covers(o.udp) && t.icmp.Covers(o.icmp) && t.icmp6.Covers(o.icmp6)
}

// Overlaps reports whether some packet is in both.
func (t *Traffic) Overlaps(o *Traffic) bool {
	for i := range t.other {
		if o.other[i]&t.other[i] != 0 {
			return true
		}
	}
	return t.tcp.overlaps(o.tcp) || t.udp.overlaps(o.udp) || t.icmp.Overlaps(o.icmp) || t.icmp6.Overlaps(o.icmp6)
}

// In tells whether a packet that is one of may, not known which, is in t.
func (t *Traffic) In(may *Traffic) Answer {
	switch {
	case t.Covers(may):
		return Yes
	case t.Overlaps(may):
		return Maybe
	}
	return No
}

func (t Traffic) with(o Traffic, sets func(a, b NumberSet) NumberSet, bits func(a, b uint64) uint64) Traffic {
	out := Traffic{tcp: combine(t.tcp, o.tcp, sets), udp: combine(t.udp, o.udp, sets), icmp: sets(t.icmp, o.icmp), icmp6: sets(t.icmp6, o.icmp6)}
	for i := range out.other {
		out.other[i] = bits(t.other[i], o.other[i])
	}
	return out
}

// Union is the packets of either.
func (t Traffic) Union(o Traffic) Traffic {
	return t.with(o, NumberSet.Union, func(a, b uint64) uint64 { return a | b })
}

// Intersect is the packets of both.
func (t Traffic) Intersect(o Traffic) Traffic {
	return t.with(o, NumberSet.Intersect, func(a, b uint64) uint64 { return a & b })
}

// Minus is the packets of t that are not in o.
func (t Traffic) Minus(o Traffic) Traffic {
	return t.with(o, NumberSet.Minus, func(a, b uint64) uint64 { return a &^ b })
}

// answers maps the ICMP types that ask to the types that answer. Other types have no reply.
var answers4, answers6 = map[uint8]uint8{8: 0, 13: 14, 15: 16, 17: 18}, map[uint8]uint8{128: 129}

func mapTypes(s NumberSet, pairs map[uint8]uint8, back bool) NumberSet {
	var ranges []Range[Number]
	for from, to := range pairs {
		if back {
			from, to = to, from
		}
		for _, r := range s.Intersect(Types{Type: from, HasType: true}.NumberSet()).ranges {
			shift := (int(to) - int(from)) << 8
			ranges = append(ranges, Range[Number]{Number(int(r.Lo) + shift), Number(int(r.Hi) + shift)})
		}
	}
	return SetOf(ranges...)
}

// Reply is the packets that answer those of t: ports swapped, an echo reply for an echo request.
// ICMP types that have no answer fall away.
func (t Traffic) Reply() Traffic { return t.mirrored(false) }

// Asking is the packets that those of t answer: what Reply undoes.
func (t Traffic) Asking() Traffic { return t.mirrored(true) }

func (t Traffic) mirrored(back bool) Traffic {
	out := Traffic{tcp: t.tcp.flipped(), udp: t.udp.flipped(), other: t.other}
	if !t.icmp.IsEmpty() {
		out.icmp = mapTypes(t.icmp, answers4, back)
	}
	if !t.icmp6.IsEmpty() {
		out.icmp6 = mapTypes(t.icmp6, answers6, back)
	}
	return out
}

// Of keeps of t the packets of one protocol.
func (t Traffic) Of(p Protocol) Traffic {
	return t.Intersect(TrafficOf(p, PortRange{}, Types{}))
}

// DestinationPorts is the set of ports that TCP and UDP packets of t go to.
func (t Traffic) DestinationPorts() NumberSet {
	return t.tcp.ports(false).Union(t.udp.ports(false))
}

// SourcePorts is the set of ports that TCP and UDP packets of t come from.
func (t Traffic) SourcePorts() NumberSet { return t.tcp.ports(true).Union(t.udp.ports(true)) }

func (g grid) ports(source bool) NumberSet {
	var out NumberSet
	for _, c := range g {
		if source {
			out = out.Union(c.src)
		} else {
			out = out.Union(NumberSet{[]Range[Number]{c.dst}})
		}
	}
	return out
}

// FromAll is the part of t whose destination ports work from every one of the given source ports;
// protocols without ports stay.
func (t Traffic) FromAll(src NumberSet) Traffic {
	keep := func(g grid) grid {
		return combine(g, nil, func(x, _ NumberSet) NumberSet {
			if x.Covers(src) {
				return x
			}
			return NumberSet{}
		})
	}
	t.tcp, t.udp = keep(t.tcp), keep(t.udp)
	return t
}

// Entry is one protocol of some Traffic in text: its destination ports, or its ICMP types. Empty
// Ports and Types mean all of them.
type Entry struct {
	Protocol string `json:"protocol"`
	Ports    string `json:"ports,omitzero"`
	Types    string `json:"types,omitzero"`
	// SourcePorts are the client's ports that it passes from, where that is not all of them.
	SourcePorts string `json:"source_ports,omitzero"`
}

// EntriesText is entries in one line: "tcp 22,80-443; icmp 8". It is empty for none.
func EntriesText(entries []Entry) string {
	parts := make([]string, len(entries))
	for i, e := range entries {
		parts[i] = strings.TrimRight(e.Protocol+" "+e.Ports+e.Types, " ")
		if e.SourcePorts != "" {
			parts[i] += " (from ports " + e.SourcePorts + ")"
		}
	}
	return strings.Join(parts, "; ")
}

// Entries lists t by protocol: tcp, udp, icmp, icmpv6, then by number; all that a
// family can carry is one entry "all".
func (t Traffic) Entries() []Entry {
	if t.Covers(&Over4) || t.Covers(&Over6) {
		return []Entry{{Protocol: "all"}}
	}
	var out []Entry
	add := func(p Protocol, s NumberSet, text func(NumberSet) string) {
		if s.IsEmpty() {
			return
		}
		e := Entry{Protocol: p.String()}
		if part := text(s); s.Covers(AllNumbers) {
			part = ""
		} else if p.HasPorts() {
			e.Ports = part
		} else {
			e.Types = part
		}
		out = append(out, e)
	}
	add(TCP, t.tcp.ports(false), PortsText)
	add(UDP, t.udp.ports(false), PortsText)
	add(ICMP, t.icmp, TypesText)
	add(ICMPv6, t.icmp6, TypesText)
	for n := range 256 {
		if t.other[n/64]>>(n%64)&1 == 1 {
			out = append(out, Entry{Protocol: strconv.Itoa(n)})
		}
	}
	return out
}

// String is for people: "tcp 22,80-443; icmp 8".
func (t Traffic) String() string {
	entries := t.Entries()
	parts := make([]string, len(entries))
	for i, e := range entries {
		parts[i] = strings.TrimRight(e.Protocol+" "+e.Ports+e.Types, " ")
	}
	return strings.Join(parts, "; ")
}
