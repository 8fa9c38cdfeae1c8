package netset

import (
	"strconv"
	"strings"
)

// Number is a port, or an ICMP type and code as type*256+code.
type Number uint16

// Compare orders numbers.
func (n Number) Compare(o Number) int { return int(n) - int(o) }

// Next is the number after n.
func (n Number) Next() Number { return n + 1 }

// Prev is the number before n.
func (n Number) Prev() Number { return n - 1 }

// NumberSet is a set of ports, or of ICMP types with their codes.
type NumberSet = Set[Number]

// AllNumbers is every port, or every ICMP type with every code.
var AllNumbers = NumberRange(0, 65535)

// NumberRange is the set from lo to hi, both included.
func NumberRange(lo, hi uint16) NumberSet {
	return NumberSet{[]Range[Number]{{Number(lo), Number(hi)}}}
}

// The source ports of clients (semantics 71). AWS documents Linux as ending at 61000; the kernel's
// own default ends at 60999, and no client of ours may be promised more than it uses.
var (
	LinuxPorts = NumberRange(32768, 60999)
	AnyClient  = NumberRange(1024, 65535)
)

// NumberSet is the range as a set.
func (r PortRange) NumberSet() NumberSet { return NumberRange(r.Bounds()) }

// NumberSet is the types as a set.
func (t Types) NumberSet() NumberSet {
	first := uint16(t.Type) << 8
	switch {
	case !t.HasType:
		return AllNumbers
	case !t.HasCode:
		return NumberRange(first, first|255)
	}
	return NumberRange(first|uint16(t.Code), first|uint16(t.Code))
}

// PortsText writes a set of ports as "22,80-443".
func PortsText(s NumberSet) string {
	parts := make([]string, 0, len(s.ranges))
	for _, r := range s.ranges {
		parts = append(parts, Ports(uint16(r.Lo), uint16(r.Hi)).String())
	}
	return strings.Join(parts, ",")
}

// TypesText writes a set of ICMP types as "0,3:4,8-10"; a type stands for all of its codes.
func TypesText(s NumberSet) string {
	var parts []string
	for _, r := range s.ranges {
		parts = append(parts, typeRange(r)...)
	}
	return strings.Join(parts, ",")
}

// typeRange writes the codes before the first whole type, the whole types, and the codes behind them.
func typeRange(r Range[Number]) []string {
	var parts []string
	lo, hi := int(r.Lo), int(r.Hi)
	codes := func(from, to int) {
		s := strconv.Itoa(from>>8) + ":" + strconv.Itoa(from&255)
		if to != from {
			s += "-" + strconv.Itoa(to&255)
		}
		parts = append(parts, s)
	}
	if lo&255 != 0 {
		end := min(lo|255, hi)
		codes(lo, end)
		lo = end + 1
	}
	if first, last := lo>>8, (hi+1)>>8-1; lo <= hi && first <= last {
		s := strconv.Itoa(first)
		if last != first {
			s += "-" + strconv.Itoa(last)
		}
		parts = append(parts, s)
		lo = (last + 1) << 8
	}
	if lo <= hi {
		codes(lo, hi)
	}
	return parts
}
