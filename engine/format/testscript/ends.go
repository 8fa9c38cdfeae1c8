package testscript

import (
	"cmp"
	"fmt"
	"net/netip"
	"regexp"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/cloudformation"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/terraform"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// An element is what the script knows of an end. The zero value of a part is what the script takes by itself.
type element struct {
	place      int
	kind, name string
	// logical, aws and filter are the three ways to find it; typ is what the tagging API calls it.
	logical, aws, filter, typ string
	// host4 and host6 are where something outside of AWS answers.
	host4, host6 string
	// ports are those that answer there, where that is known.
	ports string
	// isPrivate: it has no public address. isOutside: only public addresses are seen from there.
	// isAnywhere: any machine on the internet is it.
	isPrivate, isOutside, isAnywhere bool
}

func (e element) assignments() string {
	var b strings.Builder
	for _, part := range []struct{ name, value string }{
		{"kind", e.kind},
		{"name", e.name},
		{"logical", e.logical},
		{"aws", e.aws},
		{"filter", e.filter},
		{"type", e.typ},
		{"host4", e.host4},
		{"host6", e.host6},
		{"ports", e.ports},
	} {
		if part.value != "" {
			fmt.Fprintf(&b, " %s=%s", part.name, quoted(part.value))
		}
	}
	for _, part := range []struct {
		is   bool
		text string
	}{{e.place > 0, fmt.Sprintf("place=%d", e.place)}, {e.isPrivate, "access=private"}, {e.isOutside, "side=out"}, {e.isAnywhere, "anywhere=1"}} {
		if part.is {
			b.WriteString(" " + part.text)
		}
	}
	return b.String()
}

func newWriter(d *design.Design, lang message.Lang) *writer {
	w := &writer{d: d, n: reach.Compile(d), lang: lang, at: map[string]int{}, elements: map[string]element{}, remarked: map[string]bool{}, losses: []exchange.Loss{}}
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind == kind.ScopeKind {
			w.at[row.Key] = len(w.places)
			w.places = append(w.places, row.Key)
		}
	}
	if len(w.places) == 0 {
		w.places = []string{"aws"}
	}
	w.logical = cloudformation.LogicalIDs(d)
	names := terraform.Names(d)
	w.tags = func(id string) []string {
		name := d.Resources[id].Name
		if name == "" {
			return []string{w.logical[id], names[id]}
		}
		tag := string([]rune(name)[:min(len([]rune(name)), maxTagValue)])
		if written := cloudformation.NameTag(name); written != tag {
			return []string{tag, written}
		}
		return []string{tag}
	}
	return w
}

// maxTagValue is how many characters of a name AWS takes as a tag.
const maxTagValue = 256

// name is what an end of a pair is called.
func (w *writer) name(id string) string {
	if r := w.d.Lookup(id); r != nil {
		return cmp.Or(shown(r.Name), id)
	}
	return shown(id)
}

// add puts an element into the table and returns its id there.
func (w *writer) add(id string, e element) string {
	if _, ok := w.elements[id]; !ok {
		w.elements[id] = e
		w.order = append(w.order, id)
	}
	return id
}

// addOutside adds an end that is no resource under an id of its own.
func (w *writer) addOutside(e element) string {
	for _, id := range w.order {
		if w.elements[id] == e {
			return id
		}
	}
	return w.add(fmt.Sprintf("end%d", len(w.order)+1), e)
}

// theInternet is asked by the machine that the script runs on, and answers as one host of it that is known to:
// Cloudflare's public resolver takes connections on a few ports, and echo requests.
var theInternet = element{
	name: "internet", isOutside: true, isAnywhere: true, host4: "1.1.1.1", host6: "2606:4700:4700::1111", ports: " 53 80 443 853 ",
}

// source is the element that a conversation starts from; where the script cannot start there, why.
func (w *writer) source(id string) (key, cannot string) {
	r := w.d.Resources[id]
	switch {
	case id == kind.Internet:
		return w.add(kind.Internet, theInternet), ""
	case r == nil:
		return w.outside(id), ""
	}
	switch p := r.Props.(type) {
	case *kind.Instance:
		if p.State == kind.StateStopped {
			return "", "stopped"
		}
		return w.resource(id, r), ""
	case *kind.Client, *kind.CorporateNetwork:
		return w.resource(id, r), ""
	}
	return "", "no-shell"
}

// target is the element that a conversation leads to; where nothing there can be asked, why.
func (w *writer) target(p *reach.Pair) (key, cannot string) {
	r := w.d.Resources[p.To]
	switch {
	case p.Lookup != nil:
		host := p.Lookup.Name
		if strings.HasSuffix(host, "amazonaws.com") && w.partition(p.From) == "aws-cn" {
			host += ".cn"
		}
		if !hostPattern.MatchString(host) {
			return "", "no-host"
		}
		return w.addOutside(element{kind: "name", name: host, host4: host}), ""
	case p.To == kind.Internet:
		return w.add(kind.Internet, theInternet), ""
	case r == nil:
		return w.outside(p.To), ""
	}
	switch r.Kind {
	case kind.InstanceKind, kind.NetworkInterfaceKind, kind.LoadBalancerKind, kind.DatabaseKind, kind.InterfaceEndpointKind, kind.ContainerServiceKind, kind.ClientKind, kind.CorporateNetworkKind:
		return w.resource(p.To, r), ""
	}
	return "", "no-answer"
}

var hostPattern = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`)

func (w *writer) partition(id string) string {
	if p, ok := w.propsOf(w.d.Ancestor(id, kind.ScopeKind)).(*kind.Scope); ok {
		return p.Partition
	}
	return ""
}

func (w *writer) propsOf(id string) kind.Props {
	if r := w.d.Resources[id]; r != nil {
		return r.Props
	}
	return nil
}

// outside is a block of addresses, or several: a single one can be asked.
func (w *writer) outside(text string) string {
	e := element{name: shown(text), isOutside: true}
	if block, err := netip.ParsePrefix(text); err == nil {
		e.hostOf(block)
	}
	return w.addOutside(e)
}

// hostOf takes the address of a block that is one, and how it looks into a VPC: a private one comes by a
// line of its own.
func (e *element) hostOf(block netip.Prefix) {
	e.isOutside = !block.Addr().IsPrivate()
	switch {
	case !block.IsSingleIP():
	case block.Addr().Is4():
		e.host4 = block.Addr().String()
	default:
		e.host6 = block.Addr().String()
	}
}

// tagTypes are what the tagging API calls the resources of a database's family.
var tagTypes = map[exchange.Family]string{
	exchange.FamilyRDS: "rds:db", exchange.FamilyAurora: "rds:cluster", exchange.FamilyRedshift: "redshift:cluster",
	exchange.FamilyRedis: "elasticache:replicationgroup", exchange.FamilyMemcached: "elasticache:cluster",
}

// resource adds an element of the design.
func (w *writer) resource(id string, r *design.Resource) string {
	e := element{kind: string(r.Kind), name: w.name(id)}
	switch p := r.Props.(type) {
	case *kind.Client:
		e.kind, e.isOutside, e.isAnywhere = "", true, !p.CIDR.IsValid()
		if p.CIDR.IsValid() {
			e.hostOf(p.CIDR)
		}
		return w.add(id, e)
	case *kind.CorporateNetwork:
		e.kind = ""
		return w.add(id, e)
	case *kind.LoadBalancer:
		e.typ = "elasticloadbalancing:loadbalancer"
	case *kind.ContainerService:
		e.typ = "ecs:service"
	case *kind.Database:
		e.typ, e.isPrivate = tagTypes[exchange.FamilyOf(p.Engine)], !p.PubliclyAccessible
	}
	e.place, e.logical = w.at[w.d.Ancestor(id, kind.ScopeKind)], w.logical[id]
	if o := r.Origin; o != nil && o.Source == "aws" && awsPattern.MatchString(o.ID) {
		e.aws = o.ID
	}
	e.filter = w.filter(id, e.typ)
	return w.add(id, e)
}

// awsPattern is what AWS's ids, names and ARNs are made of.
var awsPattern = regexp.MustCompile(`^[A-Za-z0-9:/._-]+$`)

// filter asks for the element's Name tag, in JSON: no character of a name means anything there. EC2's own
// filters have wildcards, which are escaped.
func (w *writer) filter(id, typ string) string {
	tags := w.tags(id)
	if typ != "" {
		return inJSON(struct {
			Key    string
			Values []string
		}{"Name", tags})
	}
	escape := strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`)
	values := make([]string, 0, len(tags))
	for _, tag := range tags {
		values = append(values, escape.Replace(tag))
	}
	return inJSON(struct {
		Name   string
		Values []string
	}{"tag:Name", values})
}

// usual are ports that something often listens on; the best to ask where any may do.
var usual = []uint16{443, 80, 22, 3389, 3306, 5432}

// whats are what is asked for a service, and whether every one or any of them counts.
func whats(s design.Service, p *reach.Pair) (rule string, asked []string, cannot string) {
	switch s.Protocol {
	case netset.UDP:
		return "", nil, "udp"
	case netset.ICMP, netset.ICMPv6:
		if isEcho := s.Types.IsZero() || s.Types == netset.EchoRequest && s.Protocol == netset.ICMP || s.Types == netset.EchoRequest6 && s.Protocol == netset.ICMPv6; !isEcho {
			return "", nil, "icmp"
		}
		return "every", []string{"ping"}, ""
	case netset.TCP:
		if s.Ports.Set {
			first, last := s.Ports.Bounds()
			asked = []string{tcp(first)}
			if last != first {
				asked = append(asked, tcp(last))
			}
			return "every", asked, ""
		}
	case netset.AllProtocols:
	default:
		return "", nil, "protocol"
	}
	asked = sample(s, p)
	if len(asked) == 0 {
		return "", nil, "nothing-askable"
	}
	return "any", asked, ""
}

func tcp(port uint16) string { return fmt.Sprintf("tcp/%d", port) }

// mostSampled is how many ports are asked where any may do.
const mostSampled = 4

// sample chooses what to ask where any port counts: of what passes, where the design says that something does.
func sample(s design.Service, p *reach.Pair) []string {
	open := p.Allowed.Surely
	if p.Verdict != reach.Reachable {
		open = netset.Everything
	}
	asked := []string{}
	ports := open.Of(netset.TCP).FromAll(p.Client).DestinationPorts()
	for _, port := range usual {
		isAnswered := p.To != kind.Internet || port == 443 || port == 80
		if isAnswered && len(asked) < mostSampled && ports.Has(netset.Number(port)) {
			asked = append(asked, tcp(port))
		}
	}
	if len(asked) == 0 && p.To != kind.Internet {
		for _, r := range ports.Ranges()[:min(len(ports.Ranges()), mostSampled)] {
			asked = append(asked, tcp(max(uint16(r.Lo), 1)))
		}
	}
	echo := netset.TrafficOf(netset.ICMP, netset.PortRange{}, netset.EchoRequest)
	if s.Protocol == netset.AllProtocols && open.Overlaps(&echo) {
		asked = append(asked, "ping")
	}
	return asked
}

// ask writes one question; where it cannot be asked, it returns why.
func (w *writer) ask(f *design.Flow, s design.Service, p *reach.Pair, label string) (cannot string) {
	rule, asked, cannot := whats(s, p)
	if cannot != "" {
		return cannot
	}
	from, cannot := w.source(p.From)
	if cannot != "" {
		return cannot
	}
	to, cannot := w.target(p)
	if cannot != "" {
		return cannot
	}
	predicted := p.Verdict
	if w.listens(p.To, p) {
		predicted = p.Balanced[0].Verdict
		fmt.Fprintf(&w.body, "# %s: %s\n", label, w.say("listener"))
	}
	if w.elements[from].kind == string(kind.InstanceKind) {
		w.remarkSSM(p.From)
	}
	fmt.Fprintf(&w.body, "ask %s %s %s %s %s %s %s\n", from, to+w.card(f, p), rule, family(f, s), predicted, quoted(label), strings.Join(asked, " "))
	return ""
}

// listens reports whether the load balancer answers a client by itself, targets or not.
func (w *writer) listens(to string, p *reach.Pair) bool {
	lb, ok := w.propsOf(to).(*kind.LoadBalancer)
	return ok && lb.Type == kind.LoadBalancerApplication && len(p.Balanced) > 0 && p.Balanced[0].Role == reach.ListenerLeg
}

// card is the number of the interface that a flow names, as AWS counts them on an instance.
func (w *writer) card(f *design.Flow, p *reach.Pair) string {
	i, ok := w.propsOf(p.To).(*kind.Instance)
	if !ok || f.To.Ref.ID != p.To || f.To.Interface == "" {
		return ""
	}
	for n, row := range kind.Sorted(i.Interfaces) {
		if row.Key == f.To.Interface {
			return fmt.Sprintf("/%d", n)
		}
	}
	return ""
}

// family is the one of the addresses to ask; ICMP of IPv6 is a protocol of its own.
func family(f *design.Flow, s design.Service) string {
	switch s.Protocol {
	case netset.ICMP:
		return design.Family4
	case netset.ICMPv6:
		return design.Family6
	}
	return cmp.Or(f.Family, design.FamilyAny)
}
