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
	// six: over IPv6, where no address is another's.
	six bool
	// twin is the same encounter over the other family, from the same ports; nil where there is none.
	twin *encounter
}

func (e *encounter) family() string {
	if e.six {
		return design.Family6
	}
	return design.Family4
}

var services = []string{"tcp/22", "tcp/80", "tcp/85", "tcp/40500", "udp/53", "udp/40500", "icmp"}

// The source ports that clients of each sort may use (semantics 71, 151), the ends of ranges first.
var (
	instancePorts = []uint16{32768, 39999, 40000, 60999, 45678}
	outsidePorts  = []uint16{1024, 32768, 39999, 40000, 60999, 65535}
)

// encounters draws who is to meet whom: every pair, on a few services from a few ports, over each family
// that both speak.
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
				e := w.encounter(c, from, to, sample.Service(services[i]))
				all = append(all, e)
				if six := w.over6(e); six != nil {
					all = append(all, six)
				}
			}
		}
	}
	return all
}

// over6 is an encounter over IPv6: of an outsider, the one in the same place. Each family has its own ping.
func (w *world) over6(e *encounter) *encounter {
	from, src := w.end6(e.from)
	to, dst := w.end6(e.to)
	if !src.IsValid() || !dst.IsValid() {
		return nil
	}
	six := &encounter{from: from, to: to, service: e.service, six: true}
	if six.service.Protocol == netset.ICMP {
		six.service.Protocol = netset.ICMPv6
	} else {
		e.twin, six.twin = six, e
	}
	for _, p := range e.private {
		six.private = append(six.private, &probe{from: p.from, src: src, dst: dst, service: six.service, sport: p.sport})
	}
	return six
}

// end6 is an end as IPv6 knows it; its address is not valid where it has none.
func (w *world) end6(id string) (string, netip.Addr) {
	if w.hosts[id] != nil {
		a, _ := w.address(id, true)
		return id, a
	}
	if !w.speaks6() {
		return "", netip.Addr{}
	}
	a := w.outsiders6[slices.Index(outsiders, id)]
	return a, netip.MustParseAddr(a)
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

func (c *court) trace(e *encounter, to design.End, family string) reach.Answer {
	return c.net.Trace(reach.Question{From: c.end(e.from), To: to, Service: e.service, Family: family})
}

// judge compares an encounter with every answer of the core that speaks of it.
func (c *court) judge(e *encounter) *dispute {
	toHost := c.w.hosts[e.to] != nil
	if toHost { // by the literal private address alone
		exact := c.trace(e, sample.End(e.private[0].dst.String()), design.FamilyAny)
		if d := c.exactly(e, "trace by private address: "+shown(exact), exact.Allowed, e.private); d != nil {
			return d
		}
		if d := c.reasons(e, exact, e.private); d != nil {
			return d
		}
	}
	answer := c.trace(e, c.end(e.to), e.family())
	if c.w.hosts[e.from] == nil && e.public != nil || !toHost || e.six { // there is one way only
		if d := c.reasons(e, answer, c.meant(e)); d != nil {
			return d
		}
	}
	if d := c.verdict(e, answer); d != nil {
		return d
	}
	if d := c.sets(e, nil, "trace: "+shown(answer), answer.Allowed); d != nil {
		return d
	}
	return c.together(e)
}

// together compares the answers that speak of both families at once: any of an end's addresses counts.
func (c *court) together(e *encounter) *dispute {
	from, to := c.part(e.from), c.part(e.to)
	if e.twin != nil && c.w.hosts[e.from] != nil && c.w.hosts[e.to] != nil {
		either := c.trace(e, c.end(e.to), design.FamilyAny)
		if d := c.sets(e, e.twin, "trace over any family: "+shown(either), either.Allowed); d != nil {
			return d
		}
	}
	twin := e.twin
	if twin != nil && (from != c.part(twin.from) || to != c.part(twin.to)) {
		if from == kind.Internet || to == kind.Internet {
			return nil // that has addresses of both families, and the twin's is not among them
		}
		twin = nil // a block is of one family
	}
	if from == "" || to == "" {
		return nil
	}
	return c.sets(e, twin, "matrix", c.matrix.Between(from, to))
}

// part is what the matrix calls an end; "" for an outsider that it does not count among the hosts: one
// with a private address, or one of a VPC.
func (c *court) part(id string) string {
	if c.w.hosts[id] != nil {
		return id
	}
	a := netip.MustParseAddr(id)
	inside := slices.ContainsFunc(c.w.all(kind.VPCKind), func(v string) bool {
		return slices.ContainsFunc(c.w.blocks(v), func(p netip.Prefix) bool { return p.Contains(a) })
	})
	if !netset.Public4.Has(a) && !netset.Public6.Has(a) || inside {
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
	switch p.service.Protocol {
	case netset.ICMP:
		types = netset.EchoRequest
	case netset.ICMPv6:
		types = netset.EchoRequest6
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

// sets compares an answer about all addresses of the receiver, those of a twin as well.
func (c *court) sets(e, twin *encounter, how string, three netset.Three) *dispute {
	for i, p := range c.meant(e) {
		confirms, refutes := c.answered(e, i)
		if twin != nil {
			also, against := c.answered(twin, i)
			confirms, refutes = confirms || also, refutes || against
		}
		surely, possibly := covers(three.Surely, p), covers(three.Possibly, p)
		if surely && !confirms || !possibly && refutes {
			return e.dispute(p, "%s: surely %v, possibly %v; answered: %v, or by another address: %v", how, surely, possibly, p.answered, confirms)
		}
	}
	return nil
}

// answered tells what became of the i-th probe. From outside only the public address can be meant, where
// there is one. Between interfaces of one VPC the public one counts only as far as it is sure to work, so
// what comes by that address may confirm an answer, but not refute one.
func (c *court) answered(e *encounter, i int) (confirms, refutes bool) {
	came := c.meant(e)[i].answered
	if c.w.hosts[e.from] == nil || e.public == nil {
		return came, came
	}
	public := e.public[i].answered
	oneVPC := c.w.parent(c.w.parent(e.from)) == c.w.parent(c.w.parent(e.to))
	return came || public, came || public && !oneVPC
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
	probes := slices.Concat(e.private, e.public)
	if e.twin != nil {
		probes = slices.Concat(probes, e.twin.private, e.twin.public)
	}
	return &dispute{
		probes: probes,
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
