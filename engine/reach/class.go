package reach

import (
	"slices"

	"vpcanvas/engine/netset"
)

// A slot is one of the addresses that a conversation can show: each end's private one and its
// public one, those of a NAT gateway on the way, and those of the target behind a load balancer that
// keeps the client's address. A packet's header names slots, so that a translation is a change of
// slot, and a filter that splits an address narrows it for the way there and the way back alike.
type slot uint8

const (
	srcPrivate slot = iota
	srcPublic
	dstPrivate
	dstPublic
	viaPrivate
	viaPublic
	targetPrivate
	targetPublic
	slots
)

func (s slot) isPublic() bool { return s&1 == 1 }

// private is the private slot of the same owner.
func (s slot) private() slot { return s &^ 1 }

// A class is a set of conversations that no filter met so far tells apart: the possible addresses
// in each slot, the traffic of the request, and the choices made where the design contradicts
// itself. A filter that lets only a part through splits the class; both parts are walked again.
type class struct {
	addr    [slots]netset.AddrSet
	traffic netset.Traffic
	// mapped, once isMapped, is the traffic that a NAT gateway makes of it: the gateway picks the
	// source ports, so a filter behind it may tell those apart.
	mapped   netset.Traffic
	isMapped bool
	choices  []choice
	// cut has a bit for each slot that was narrowed by a filter.
	cut uint8
}

// A choice is one way to resolve what the design leaves open.
type choice struct {
	key    choiceKey
	picked int
}

type choiceKey struct {
	code Code
	id   string
	row  string
}

func (c class) withAddr(s slot, a netset.AddrSet) class {
	c.addr[s] = a
	c.cut |= 1 << s
	return c
}

func (c class) withTraffic(t netset.Traffic) class {
	c.traffic = t
	return c
}

// withMapped narrows what the NAT gateway makes, and with it what was asked.
func (c class) withMapped(t netset.Traffic) class {
	c.mapped, c.isMapped = t, true
	c.traffic = c.traffic.Intersect(t.Sourced(netset.AllNumbers))
	return c
}

func (c class) withChoice(k choiceKey, picked int) class {
	c.choices = append(slices.Clip(c.choices), choice{k, picked})
	return c
}

func (c *class) picked(k choiceKey) (int, bool) {
	for _, ch := range c.choices {
		if ch.key == k {
			return ch.picked, true
		}
	}
	return 0, false
}
