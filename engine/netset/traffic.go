package netset

import (
	"fmt"
	"strconv"
	"strings"
)

// Protocol is an IP protocol number, or all of them. The zero value is AllProtocols, so a row
// that names none means what AWS's -1 means (semantics 64).
type Protocol uint16

// The protocols that AWS calls by name. Any other is made by ProtocolNumber.
const (
	AllProtocols Protocol = 0
	ICMP         Protocol = 1 + 1
	TCP          Protocol = 6 + 1
	UDP          Protocol = 17 + 1
	ICMPv6       Protocol = 58 + 1
)

var protocolNames = map[Protocol]string{AllProtocols: "all", ICMP: "icmp", TCP: "tcp", UDP: "udp", ICMPv6: "icmpv6"}

// ProtocolNumber is the protocol with IANA's number n.
func ProtocolNumber(n uint8) Protocol { return Protocol(n) + 1 }

// Number is IANA's number, or -1 for all protocols, as AWS writes it.
func (p Protocol) Number() int { return int(p) - 1 }

// HasPorts reports whether packets of p carry port numbers that filters look at.
func (p Protocol) HasPorts() bool { return p == TCP || p == UDP }

// HasTypes reports whether packets of p carry an ICMP type and code.
func (p Protocol) HasTypes() bool { return p == ICMP || p == ICMPv6 }

// String is the name AWS uses, else the number.
func (p Protocol) String() string {
	if s, ok := protocolNames[p]; ok {
		return s
	}
	return strconv.Itoa(p.Number())
}

// MarshalText writes the name or number.
func (p Protocol) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a name, a number from 0 to 255, or "-1"; "" means all.
func (p *Protocol) UnmarshalText(b []byte) error {
	s := strings.ToLower(string(b))
	if s == "" || s == "-1" {
		*p = AllProtocols
		return nil
	}
	for q, name := range protocolNames {
		if s == name {
			*p = q
			return nil
		}
	}
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil {
		return fmt.Errorf("protocol %q: want tcp, udp, icmp, icmpv6, all or a number from 0 to 255", clip(s))
	}
	*p = ProtocolNumber(uint8(n))
	return nil
}

// PortRange is an inclusive range of TCP or UDP ports. The zero value is every port.
type PortRange struct {
	From, To uint16
	Set      bool
}

// Ports is the range from a to b, both included.
func Ports(a, b uint16) PortRange { return PortRange{From: a, To: b, Set: true} }

// Bounds gives the first and last port, 0 and 65535 for every port.
func (r PortRange) Bounds() (first, last uint16) {
	if !r.Set {
		return 0, 65535
	}
	return r.From, r.To
}

// IsZero reports the range of every port; encoding/json's omitzero asks.
func (r PortRange) IsZero() bool { return !r.Set }

// String is "" for every port, "80", or "8000-8080".
func (r PortRange) String() string {
	switch {
	case !r.Set:
		return ""
	case r.From == r.To:
		return strconv.Itoa(int(r.From))
	}
	return fmt.Sprintf("%d-%d", r.From, r.To)
}

// MarshalText writes String.
func (r PortRange) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads "", "80" or "8000-8080"; the first port may not exceed the last.
func (r *PortRange) UnmarshalText(b []byte) error {
	s := strings.TrimSpace(string(b))
	if s == "" {
		*r = PortRange{}
		return nil
	}
	from, to, isRange := strings.Cut(s, "-")
	if !isRange {
		to = from
	}
	a, err1 := strconv.ParseUint(strings.TrimSpace(from), 10, 16)
	z, err2 := strconv.ParseUint(strings.TrimSpace(to), 10, 16)
	if err1 != nil || err2 != nil || a > z {
		return fmt.Errorf("ports %q: want a port from 0 to 65535 or a range such as 8000-8080", clip(s))
	}
	*r = Ports(uint16(a), uint16(z))
	if a == 0 && z == 65535 {
		*r = PortRange{} // one spelling for every port, or equal designs would hash apart
	}
	return nil
}

// Types is an ICMP type with an optional code (semantics 63). The zero value is every type.
type Types struct {
	Type, Code uint8
	HasType    bool
	HasCode    bool
}

// EchoRequest is what ping sends over IPv4; EchoRequest6 over IPv6.
var (
	EchoRequest  = Types{Type: 8, HasType: true}
	EchoRequest6 = Types{Type: 128, HasType: true}
)

// IsZero reports every type; encoding/json's omitzero asks.
func (t Types) IsZero() bool { return !t.HasType }

// String is "" for every type, "8" for a type, "3:4" for a type and code.
func (t Types) String() string {
	switch {
	case !t.HasType:
		return ""
	case !t.HasCode:
		return strconv.Itoa(int(t.Type))
	}
	return fmt.Sprintf("%d:%d", t.Type, t.Code)
}

// MarshalText writes String.
func (t Types) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads "", "8" or "3:4", each number from 0 to 255.
func (t *Types) UnmarshalText(b []byte) error {
	s := strings.TrimSpace(string(b))
	if s == "" {
		*t = Types{}
		return nil
	}
	typ, code, hasCode := strings.Cut(s, ":")
	a, err := strconv.ParseUint(typ, 10, 8)
	var c uint64
	if err == nil && hasCode {
		c, err = strconv.ParseUint(code, 10, 8)
	}
	if err != nil {
		return fmt.Errorf("ICMP type %q: want a type such as 8 or a type and code such as 3:4", clip(s))
	}
	*t = Types{Type: uint8(a), Code: uint8(c), HasType: true, HasCode: hasCode}
	return nil
}

// clip keeps a hostile value from flooding an error message.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// Aimed is t as if it went to one destination port, whatever those of t were: what a load balancer
// makes of it on its way to a target. Protocols without ports stay.
func (t Traffic) Aimed(port uint16) Traffic {
	aim := func(g grid) grid { return gridOf(g.ports(true), NumberRange(port, port)) }
	t.tcp, t.udp = aim(t.tcp), aim(t.udp)
	return t
}
