package netset

// Seen splits t as a client with the given source ports sees it: whole is what passes whichever of
// them it uses, with the source port forgotten, and part what passes from some of them only.
// Protocols without ports are whole.
func (t Traffic) Seen(client NumberSet) (whole, part Traffic) {
	whole = t
	split := func(g grid) (all, some grid) {
		all = combine(g, nil, func(x, _ NumberSet) NumberSet {
			if x.Covers(client) {
				return AllNumbers
			}
			return NumberSet{}
		})
		some = combine(g, nil, func(x, _ NumberSet) NumberSet {
			if x.Covers(client) {
				return NumberSet{}
			}
			return x.Intersect(client)
		})
		return all, some
	}
	whole.tcp, part.tcp = split(t.tcp)
	whole.udp, part.udp = split(t.udp)
	return whole, part
}

// EntriesFor lists t as a client with the given source ports sees it: what passes from all of them,
// and behind it, with the source ports named, what passes from some of them.
func (t Traffic) EntriesFor(client NumberSet) []Entry {
	whole, part := t.Seen(client)
	out := whole.Entries()
	for _, p := range []struct {
		protocol Protocol
		grid     grid
	}{{TCP, part.tcp}, {UDP, part.udp}} {
		var listed []NumberSet
		for i, c := range p.grid {
			if contains(listed, c.src) {
				continue
			}
			listed = append(listed, c.src)
			out = append(out, Entry{Protocol: p.protocol.String(), Ports: PortsText(p.grid[i:].from(c.src)), SourcePorts: PortsText(c.src)})
		}
	}
	return out
}

func contains(list []NumberSet, s NumberSet) bool {
	for _, l := range list {
		if l.Equal(s) {
			return true
		}
	}
	return false
}

// from is the destination ports whose sources are just src.
func (g grid) from(src NumberSet) NumberSet {
	var ranges []Range[Number]
	for _, c := range g {
		if c.src.Equal(src) {
			ranges = append(ranges, c.dst)
		}
	}
	return SetOf(ranges...)
}

// OneWay is the messages that nobody answers: ICMP types that are no question.
var OneWay = Everything.Minus(Everything.Asking())

// Answered is the requests that either have no answer or one that is in t.
func (t Traffic) Answered() Traffic { return Everything.Minus(Everything.Minus(t).Asking()) }

// Hash is equal for equal traffic.
func (t Traffic) Hash() uint64 {
	h := hasher(offset64)
	for _, g := range []grid{t.tcp, t.udp} {
		h.add(uint64(len(g)))
		for _, c := range g {
			h.add(uint64(c.dst.Lo)<<16 | uint64(c.dst.Hi))
			h.set(c.src)
		}
	}
	h.set(t.icmp)
	h.set(t.icmp6)
	for _, bits := range t.other {
		h.add(bits)
	}
	return uint64(h)
}

// hasher is FNV-1a, a word at a time.
type hasher uint64

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

func (h *hasher) add(v uint64) { *h = (*h ^ hasher(v)) * prime64 }

func (h *hasher) set(s NumberSet) {
	h.add(uint64(len(s.ranges)))
	for _, r := range s.ranges {
		h.add(uint64(r.Lo)<<16 | uint64(r.Hi))
	}
}
