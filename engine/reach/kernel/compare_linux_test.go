package kernel_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

func serviceText(s design.Service) string { return reach.ServiceText(s) }

// An encounter is two ends and a service, with the probes that put it to the test: from each source
// port one to the private address, and one to the public address where there is one.
type encounter struct {
	from, to string // ids of instances, or addresses of outsiders
	service  design.Service
	private  []*probe
	public   []*probe
}

var services = []string{"tcp/22", "tcp/80", "tcp/85", "tcp/40500", "udp/53", "udp/40500", "icmp"}

// The source ports that clients of each sort may use (semantics 71, 151), the ends of ranges first.
var (
	instancePorts = []uint16{32768, 39999, 40000, 60999, 45678}
	outsidePorts  = []uint16{1024, 32768, 39999, 40000, 60999, 65535}
)

// encounters draws who is to meet whom: every pair, on a few services from a few ports.
func (w *world) encounters(c chance) []*encounter {
	ends := slices.Concat(w.all(kind.InstanceKind), outsiders)
	var all []*encounter
	for _, from := range ends {
		for _, to := range ends {
			_, fromHost := w.hosts[from]
			_, toHost := w.hosts[to]
			if from == to || !fromHost && !toHost {
				continue
			}
			for _, i := range c.Perm(len(services))[:2] {
				all = append(all, w.encounter(c, from, to, sample.Service(services[i])))
			}
		}
	}
	return all
}

func (w *world) encounter(c chance, from, to string, s design.Service) *encounter {
	e := &encounter{from: from, to: to, service: s}
	m, src, client := w.internet, netip.Addr{}, outsidePorts
	if host := w.hosts[from]; host != nil {
		m, src, client = host, w.private(from), instancePorts
	} else {
		src = netip.MustParseAddr(from)
	}
	sports := []uint16{0}
	if s.Protocol.HasPorts() {
		sports = nil
		for _, i := range c.Perm(len(client))[:2] {
			sports = append(sports, client[i])
		}
	}
	to1 := func(dst netip.Addr) (probes []*probe) {
		for _, port := range sports {
			probes = append(probes, &probe{from: m, src: src, dst: dst, service: s, sport: port})
		}
		return probes
	}
	if w.hosts[to] == nil {
		e.private = to1(netip.MustParseAddr(to))
		return e
	}
	e.private = to1(w.private(to))
	if public, ok := w.public[to]; ok {
		e.public = to1(public)
	}
	return e
}

// A court asks the core about the encounters of a world.
type court struct {
	w      *world
	net    *reach.Network
	matrix *reach.Matrix
	count  *tally
}

// A dispute is something that the kernel and the core see differently.
type dispute struct {
	probes []*probe
	text   string
}

func (d *dispute) Error() string { return d.text }

func (c *court) end(id string) design.End {
	if c.w.hosts[id] == nil {
		return sample.End(id)
	}
	return design.End{Ref: kind.To(id)}
}

func (c *court) trace(from string, to design.End, s design.Service) reach.Answer {
	return c.net.Trace(reach.Question{From: c.end(from), To: to, Service: s})
}

// judge compares an encounter with every answer of the core that speaks of it.
func (c *court) judge(e *encounter) *dispute {
	toHost := c.w.hosts[e.to] != nil
	if toHost { // by the literal private address alone
		exact := c.trace(e.from, sample.End(c.w.private(e.to).String()), e.service)
		if d := c.exactly(e, "trace by private address: "+shown(exact), exact.Allowed, e.private); d != nil {
			return d
		}
		if d := c.reasons(e, exact, e.private); d != nil {
			return d
		}
	}
	answer := c.trace(e.from, c.end(e.to), e.service)
	if c.w.hosts[e.from] == nil && e.public != nil || !toHost { // there is one way only
		if d := c.reasons(e, answer, c.meant(e)); d != nil {
			return d
		}
	}
	if d := c.verdict(e, answer); d != nil {
		return d
	}
	if d := c.sets(e, "trace: "+shown(answer), answer.Allowed); d != nil {
		return d
	}
	from, to := c.part(e.from), c.part(e.to)
	if from == "" || to == "" {
		return nil
	}
	return c.sets(e, "matrix", c.matrix.Between(from, to))
}

// part is what the matrix calls an end; "" for an outsider that it does not count among the hosts: one
// with a private address, or one of a VPC.
func (c *court) part(id string) string {
	if c.w.hosts[id] != nil {
		return id
	}
	a := netip.MustParseAddr(id)
	inside := slices.ContainsFunc(c.w.all(kind.VPCKind), func(v string) bool { return props[*kind.VPC](c.w, v).CIDR.Contains(a) })
	if !netset.Public4.Has(a) || inside {
		return ""
	}
	best, bits := kind.Internet, -1
	for _, e := range c.matrix.Ends() {
		if p, err := netip.ParsePrefix(e.ID); err == nil && p.Contains(a) && p.Bits() > bits {
			best, bits = e.ID, p.Bits()
		}
	}
	return best
}

// covers tells whether a set holds the probe's packet.
func covers(t netset.Traffic, p *probe) bool {
	types := p.service.Types
	if p.service.Protocol == netset.ICMP {
		types = netset.EchoRequest
	}
	one := netset.TrafficOf(p.service.Protocol, p.service.Ports, types)
	if p.service.Protocol.HasPorts() {
		one = one.From(netset.NumberRange(p.sport, p.sport))
	}
	return t.Covers(&one)
}

func (c *court) exactly(e *encounter, how string, three netset.Three, probes []*probe) *dispute {
	for _, p := range probes {
		surely, possibly := covers(three.Surely, p), covers(three.Possibly, p)
		if surely && !p.answered || !possibly && p.answered {
			return e.dispute(p, "%s: surely %v, possibly %v; answered: %v", how, surely, possibly, p.answered)
		}
	}
	return nil
}

// sets compares an answer about both addresses of the receiver. From outside only the public one can
// be meant, where there is one. Between interfaces of one VPC the public one counts only as far as
// it is sure to work, so what comes by that address may confirm an answer, but not refute one.
func (c *court) sets(e *encounter, how string, three netset.Three) *dispute {
	if e.public == nil {
		return c.exactly(e, how, three, e.private)
	}
	if c.w.hosts[e.from] == nil {
		return c.exactly(e, how, three, e.public)
	}
	oneVPC := c.w.parent(c.w.parent(e.from)) == c.w.parent(c.w.parent(e.to))
	for i, p := range e.private {
		public := e.public[i]
		surely, possibly := covers(three.Surely, p), covers(three.Possibly, p)
		came := p.answered || public.answered && !oneVPC
		if surely && !p.answered && !public.answered || !possibly && came {
			return e.dispute(p, "%s: surely %v, possibly %v; answered: %v, by the public address: %v", how, surely, possibly, p.answered, public.answered)
		}
	}
	return nil
}

// reasons compares the direction of what blocks with how far datagrams came (semantics 148).
func (c *court) reasons(e *encounter, a reach.Answer, probes []*probe) *dispute {
	if a.Verdict != reach.Blocked || e.service.Protocol != netset.UDP {
		return nil
	}
	there, back := false, false
	for _, r := range a.Reasons {
		there, back = there || r.Direction == reach.Forward, back || r.Direction == reach.Return
	}
	for _, p := range probes {
		if p.arrived && !back || !p.arrived && !there {
			return e.dispute(p, "trace: %s; the request arrived: %v", shown(a), p.arrived)
		}
		c.count.directions++
	}
	return nil
}

// meant are the probes to the address that a question about the receiver means first: from outside the
// public one.
func (c *court) meant(e *encounter) []*probe {
	if e.public != nil && c.w.hosts[e.from] == nil {
		return e.public
	}
	return e.private
}

// verdict compares the one word, and counts.
func (c *court) verdict(e *encounter, a reach.Answer) *dispute {
	for i, p := range c.meant(e) {
		came := p.answered || e.public != nil && e.public[i].answered
		if a.Verdict == reach.Reachable && !came || a.Verdict == reach.Blocked && p.answered {
			return e.dispute(p, "trace: %s; answered: %v", shown(a), came)
		}
		c.count.add(a.Verdict, came)
	}
	return nil
}

func (e *encounter) dispute(p *probe, format string, args ...any) *dispute {
	return &dispute{
		probes: slices.Concat(e.private, e.public),
		text:   fmt.Sprintf("the kernel disagrees: %s -> %s, %s:\n  %s", e.from, e.to, p, fmt.Sprintf(format, args...)),
	}
}

// shown is an answer with its reasons and its way, for people.
func shown(a reach.Answer) string {
	text := string(a.Verdict)
	for _, r := range a.Reasons {
		text += fmt.Sprintf(" %s@%s/%s(%s)", r.Code, r.Resource, r.Row, r.Direction)
	}
	for _, h := range slices.Concat(a.Path, a.Return) {
		text += fmt.Sprintf(" > %s %s", h.Decision, strings.TrimRight(h.Resource+"/"+h.Row, "/"))
	}
	return text
}
