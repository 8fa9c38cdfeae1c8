package netset

import (
	"net/netip"
	"strings"

	"go4.org/netipx"
)

// AddrSet is a set of addresses, of IPv4 and IPv6 together; the two never mix in a range.
type AddrSet = Set[netip.Addr]

// AllAddrs is every address of both families.
var AllAddrs = SetOf(PrefixRange(anyIPv4), PrefixRange(anyIPv6))

var (
	anyIPv4 = netip.MustParsePrefix("0.0.0.0/0")
	anyIPv6 = netip.MustParsePrefix("::/0")
)

// PrefixRange is the range of a block's addresses.
func PrefixRange(p netip.Prefix) Range[netip.Addr] {
	return Range[netip.Addr]{p.Masked().Addr(), netipx.PrefixLastIP(p)}
}

// Prefixes is the set of the addresses in any of the blocks; invalid blocks have none.
func Prefixes(blocks ...netip.Prefix) AddrSet {
	ranges := make([]Range[netip.Addr], 0, len(blocks))
	for _, p := range blocks {
		if p.IsValid() {
			ranges = append(ranges, PrefixRange(p))
		}
	}
	if len(ranges) == 0 {
		return AddrSet{}
	}
	return SetOf(ranges...)
}

// Addr is the set of one address.
func Addr(a netip.Addr) AddrSet { return AddrSet{[]Range[netip.Addr]{{a, a}}} }

func parsePrefixes(texts ...string) AddrSet {
	blocks := make([]netip.Prefix, len(texts))
	for i, s := range texts {
		blocks[i] = netip.MustParsePrefix(s)
	}
	return Prefixes(blocks...)
}

// The blocks that an internet gateway refuses as remote addresses (semantics 28).
var (
	RFC1918 = parsePrefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
	RFC6598 = parsePrefixes("100.64.0.0/10")
)

// Public4 and Public6 are the addresses of the internet. Blocks set aside for documentation count:
// people draw with them.
var (
	Public4 = Prefixes(anyIPv4).Minus(RFC1918).Minus(RFC6598).
		Minus(parsePrefixes("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "198.18.0.0/15", "224.0.0.0/3"))
	Public6 = parsePrefixes("2000::/3")
)

// Unrouted is what is neither of the internet nor refused by name (semantics 28): links, groups, loopback,
// private IPv6 and what is kept for other purposes. The block for benchmarks is not among it: people draw
// with it as with those for documentation.
var Unrouted = AllAddrs.Minus(Public4).Minus(Public6).Minus(RFC1918).Minus(RFC6598).Minus(parsePrefixes("198.18.0.0/15"))

// reserved at the start of each subnet: network, router, DNS, future use (semantics 141, 142).
const reservedFirst = 4

// Assignable is the addresses of a subnet that AWS gives to interfaces: all but the first four and the last.
func Assignable(subnet netip.Prefix) AddrSet {
	if !subnet.IsValid() {
		return AddrSet{}
	}
	r := PrefixRange(subnet)
	for range reservedFirst {
		if r.Lo == r.Hi {
			return AddrSet{}
		}
		r.Lo = r.Lo.Next()
	}
	if r.Lo == r.Hi {
		return AddrSet{}
	}
	r.Hi = r.Hi.Prev()
	return SetOf(r)
}

// Answer is what is known about a question: Yes, No, or Maybe where it depends on what is not known.
type Answer uint8

// The answers.
const (
	No Answer = iota
	Maybe
	Yes
)

// In tells whether an address that is one of may, not known which, lies in s.
func (s Set[T]) In(may Set[T]) Answer {
	switch {
	case s.Covers(may):
		return Yes
	case s.Overlaps(may):
		return Maybe
	}
	return No
}

// AddrsText writes a set as blocks and single addresses: "10.0.0.0/24, 10.0.1.7".
func AddrsText(s AddrSet) string {
	var parts []string
	for _, r := range s.ranges {
		for _, p := range netipx.IPRangeFrom(r.Lo, r.Hi).Prefixes() {
			if p.IsSingleIP() {
				parts = append(parts, p.Addr().String())
			} else {
				parts = append(parts, p.String())
			}
		}
	}
	return strings.Join(parts, ", ")
}
