package kernel_test

import (
	"fmt"
	"net/netip"
	"strings"

	"vpcanvas/engine/kind"
)

// edge is where a VPC meets the internet: the gateways of both sorts, each with a wire of its own from the
// router. What comes from outside is one stream for both, as it is for AWS.
func (w *world) edge(vpc string) (*machine, error) {
	if m := w.edges[vpc]; m != nil {
		return m, nil
	}
	m, err := w.lab.machine("the edge of "+vpc, true)
	if err != nil {
		return nil, err
	}
	n := len(w.edges) + 1
	w.edges[vpc] = m
	port, here := fmt.Sprintf("w%d", n), next{"out", fmt.Sprintf("169.254.%d.2", n), fmt.Sprintf("fd00:%d::2", n)}
	there := here.before()
	w.internet.wire(port, m, "out")
	fmt.Fprintf(&w.internet.ip, "addr add %s/30 dev %s\nlink set %s up\n", there.four, port, port)
	fmt.Fprintf(&m.ip, "addr add %s/30 dev out\nlink set out up\nroute add default via %s\n", here.four, there.four)
	for _, row := range kind.Sorted(w.public) {
		if w.parent(w.parent(row.Key)) == vpc {
			fmt.Fprintf(&w.internet.ip, "route add %s/32 via %s\n", row.Value, here.four)
		}
	}
	chain(&m.nft, "inet gateway", "own", "filter hook output priority 0; policy drop", []string{neighbours})
	if own := w.block6(vpc); own.IsValid() {
		w.internet.link6(port, there.sixth+"/64")
		m.link6("out", here.sixth+"/64")
		fmt.Fprintf(&w.internet.ip, "route add %s via %s\n", own, here.sixth)
		fmt.Fprintf(&m.ip, "route add ::/0 via %s\n", there.sixth)
		w.forward6(m, fmt.Sprintf("iifname out ip6 saddr %s drop", own)) // semantics 32
	}
	return m, nil
}

// forward6 adds rules about what goes over IPv6 through an edge.
func (w *world) forward6(edge *machine, rules ...string) {
	chain(&edge.nft, "ip6 gateway", "forward", "filter hook forward priority 0; policy drop", rules)
}

// edgeSide is where a router finds a gateway of its edge.
func edgeSide(gateway string) next {
	if gateway == "igw" {
		return next{gateway, "169.254.0.2", "fd00::2"}
	}
	return next{gateway, "169.254.0.6", "fd00:0:0:1::2"}
}

// join wires a gateway of an edge to the router.
func (w *world) join(vpc, gateway string, edge *machine) {
	r, there := w.routers[vpc], edgeSide(gateway)
	r.wire(gateway, edge, gateway)
	for _, end := range []struct {
		m  *machine
		at next
	}{{r, there.before()}, {edge, there}} {
		fmt.Fprintf(&end.m.ip, "addr add %s/30 dev %s\nlink set %s up\n", end.at.four, gateway, gateway)
		if w.lab.six {
			end.m.link6(gateway, end.at.sixth+"/64")
		}
	}
	for _, own := range w.blocks(vpc) {
		fmt.Fprintf(&edge.ip, "route replace %s %s\n", own, there.before().via(own.Addr().Is6()))
	}
}

// before is the other side of a wire.
func (n next) before() next {
	prev := func(a string) string { return netip.MustParseAddr(a).Prev().String() }
	return next{n.dev, prev(n.four), prev(n.sixth)}
}

// gateway is an internet gateway: it keeps no state, and exchanges private for public addresses on the
// way out and back on the way in (semantics 24, 25, 26). IPv6 it only passes on (semantics 29).
func (w *world) gateway(id string) error {
	vpc := props[*kind.InternetGateway](w, id).VPC.ID
	if vpc == "" {
		return nil
	}
	m, err := w.edge(vpc)
	if err != nil {
		return err
	}
	w.join(vpc, "igw", m)
	var out, in []string
	for _, row := range kind.Sorted(w.public) {
		if w.parent(w.parent(row.Key)) == vpc {
			out = append(out, fmt.Sprintf("%s : %s", w.private(row.Key), row.Value))
			in = append(in, fmt.Sprintf("%s : %s", row.Value, w.private(row.Key)))
		}
	}
	remote := "{ 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 }" // semantics 28
	rules := []string{
		"iifname igw ip daddr " + remote + " drop", "iifname out ip saddr " + remote + " drop",
		fmt.Sprintf("iifname out ip saddr %s drop", props[*kind.VPC](w, vpc).CIDR), // semantics 32
	}
	rules = append(rules, exchange("igw", "saddr", out)...)
	rules = append(rules, exchange("out", "daddr", in)...)
	chain(&m.nft, "ip gateway", "exchange", "filter hook prerouting priority raw; policy accept", rules)
	if w.block6(vpc).IsValid() {
		w.forward6(m, "iifname { igw, out } oifname { igw, eigw, out } accept")
	}
	return nil
}

// exchange replaces addresses, and drops what has none to be replaced.
func exchange(from, side string, pairs []string) []string {
	if len(pairs) == 0 {
		return []string{"iifname " + from + " drop"}
	}
	var known []string
	for _, p := range pairs {
		known = append(known, strings.Fields(p)[0])
	}
	return []string{
		fmt.Sprintf("iifname %s ip %s != { %s } drop", from, side, strings.Join(known, ", ")),
		fmt.Sprintf("iifname %s ip %s set ip %s map { %s }", from, side, side, strings.Join(pairs, ", ")),
	}
}

// egressOnly lets out what starts inside, and in what answers that (semantics 48). Of a conversation that
// started elsewhere it lets nothing out either. Where half of a conversation takes another way, connection
// tracking does not know who started it: then the port tells, at which somebody answers.
func (w *world) egressOnly(id string) error {
	vpc := w.parent(id)
	m, err := w.edge(vpc)
	if err != nil || !w.block6(vpc).IsValid() {
		return err
	}
	w.join(vpc, "eigw", m)
	var halves []string
	for _, p := range ports {
		halves = append(halves, fmt.Sprintf("iifname eigw ct mark != 1 udp sport %d drop", p), fmt.Sprintf("iifname eigw ct state invalid tcp dport %d accept", p))
	}
	w.forward6(m, halves...)
	w.forward6(m, "iifname eigw ct state new ct mark set 1", "ct mark 1 accept")
	return nil
}
