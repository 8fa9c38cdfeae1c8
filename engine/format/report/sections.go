package report

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
	"vpcanvas/engine/verdict"
)

// A writer fills the sections of one report.
type writer struct {
	lang message.Lang
	d    *design.Design
	n    *reach.Network
	a    verdict.Analysis
	rows []kind.Row[*design.Resource]
}

func write(d *design.Design, lang message.Lang) *document {
	n := reach.Compile(d)
	// Suppressions end on a day, which no file knows: a report takes them as they stand.
	w := &writer{lang: lang, d: d, n: n, a: verdict.AnalyseOn(n, "")}
	w.rows = w.inOrder()
	doc := &document{lang: lang, title: shown(d.Name)}
	if doc.title == "" {
		doc.title = "vpcanvas"
	}
	flows, ways := w.flows()
	// What is claimed comes before what it rests on.
	doc.sections = []section{w.summary(), flows, ways, w.findings(), w.exposure(), w.addresses(), w.hosts(), w.routes(), w.groups(), w.acls()}
	return doc
}

func (w *writer) say(key string) string { return words[key].In(w.lang) }

func (w *writer) header(keys ...string) []string {
	texts := make([]string, 0, len(keys))
	for _, k := range keys {
		texts = append(texts, w.say(k))
	}
	return texts
}

// shown is a text in one line, without what does not show.
func shown(s string) string { return scene.Visible(s) }

// name is what an element is called: its name, else its id.
func (w *writer) name(id string) string {
	if id == kind.Internet {
		return message.Word(id, w.lang)
	}
	if r := w.d.Lookup(id); r != nil && shown(r.Name) != "" {
		return shown(r.Name)
	}
	if service, ok := strings.CutPrefix(id, "service:"); ok { // one that is not drawn
		return serviceTitle(service, w.lang)
	}
	return shown(id)
}

func (w *writer) ref(r kind.Ref) string { return shown(w.end(design.End{Ref: r})) }

func (w *writer) end(e design.End) string {
	if e.Ref.ID != "" {
		return w.name(e.Ref.ID)
	}
	return shown(scene.EndLabel(w.d, e))
}

// vpc is the name of the VPC that something lies in: in an account, many have a route table that is called private.
func (w *writer) vpc(id string) string {
	if vpc := w.d.Ancestor(id, kind.VPCKind); vpc != "" {
		return w.name(vpc)
	}
	return ""
}

// inOrder are the resources as people look them up: by VPC, by what they lie in, by name.
func (w *writer) inOrder() []kind.Row[*design.Resource] {
	rows := kind.Sorted(w.d.Resources)
	keys := make(map[string][]string, len(rows))
	for _, row := range rows {
		keys[row.Key] = []string{w.vpc(row.Key), w.name(row.Value.Parent), w.name(row.Key)}
	}
	slices.SortStableFunc(rows, func(a, b kind.Row[*design.Resource]) int { return slices.Compare(keys[a.Key], keys[b.Key]) })
	return rows
}

// all are the resources of a kind, in order.
func all[P kind.Props](w *writer, visit func(id string, r *design.Resource, p P)) {
	for _, row := range w.rows {
		if p, ok := row.Value.Props.(P); ok {
			visit(row.Key, row.Value, p)
		}
	}
}

func (w *writer) summary() section {
	n := map[verdict.Holds]int{}
	for _, f := range w.a.Flows {
		n[f.Holds]++
	}
	text := words["counts"].Format(w.lang, message.Args{
		"flows": strconv.Itoa(len(w.a.Flows)), "held": strconv.Itoa(n[verdict.Yes]), "broken": strconv.Itoa(n[verdict.No]),
		"unknown": strconv.Itoa(n[verdict.Unknown]), "findings": strconv.Itoa(len(w.a.Findings)),
	})
	return section{title: w.say("summary"), text: text}
}

func block(p netip.Prefix) string {
	if !p.IsValid() {
		return ""
	}
	return p.String()
}

// usable are the addresses of a block without the five that AWS keeps.
func usable(p netip.Prefix) string {
	if !p.IsValid() || !p.Addr().Is4() {
		return ""
	}
	return strconv.Itoa(max(1<<(32-p.Bits())-5, 0))
}

func (w *writer) addresses() section {
	s := section{title: w.say("addresses"), header: w.header("vpc", "subnet", "block", "zone", "usable", "reach")}
	all(w, func(id string, _ *design.Resource, p *kind.VPC) {
		for _, b := range p.Blocks() {
			s.rows = append(s.rows, []string{w.name(id), "", block(b), "", "", ""})
		}
		all(w, func(subnet string, r *design.Resource, q *kind.Subnet) {
			if r.Parent != id {
				return
			}
			reaches := w.say("private")
			if w.a.PublicSubnets[subnet] {
				reaches = w.say("public")
			}
			blocks := strings.TrimSpace(block(q.CIDR) + " " + block(q.IPv6CIDR))
			s.rows = append(s.rows, []string{w.name(id), w.name(subnet), blocks, shown(q.AvailabilityZone), usable(q.CIDR), reaches})
		})
	})
	return s
}

func (w *writer) hosts() section {
	s := section{title: w.say("hosts"), header: w.header("vpc", "subnet", "element", "kind", "interface", "address")}
	for _, row := range w.rows {
		p, ok := row.Value.Props.(kind.Addressed)
		if !ok {
			continue
		}
		for _, nic := range kind.Sorted(p.NetworkInterfaces()) {
			subnet := w.ref(nic.Value.Subnet)
			if subnet == "" {
				subnet = w.name(row.Value.Parent)
			}
			var addresses []string
			for _, a := range kind.Sorted(nic.Value.Addresses) {
				addresses = append(addresses, a.Key)
			}
			if len(addresses) == 0 {
				addresses = append(addresses, w.say("auto"))
			}
			s.rows = append(s.rows, []string{w.vpc(row.Key), subnet, w.name(row.Key), kind.Get(row.Value.Kind).Title.In(w.lang), nic.Key, strings.Join(addresses, ", ")})
		}
	}
	return s
}

func (w *writer) routes() section {
	s := section{title: w.say("routes"), header: w.header("vpc", "table", "destination", "target")}
	all(w, func(id string, r *design.Resource, p *kind.RouteTable) {
		if vpc := w.d.Resources[r.Parent]; vpc != nil {
			for _, b := range vpc.Props.(*kind.VPC).Blocks() {
				s.rows = append(s.rows, []string{w.vpc(id), w.name(id), block(b), w.say("local")})
			}
		}
		for _, row := range kind.Sorted(p.Routes) {
			to := block(row.Value.Destination)
			if to == "" {
				to = w.ref(row.Value.PrefixList)
			}
			s.rows = append(s.rows, []string{w.vpc(id), w.name(id), to, w.ref(row.Value.Target)})
		}
		s.rows = append(s.rows, w.derivedRoutes(id, p)...)
	})
	return s
}

// derivedRoutes are those that AWS adds: of gateway endpoints, and what VPN gateways have learnt (semantics 101).
func (w *writer) derivedRoutes(table string, p *kind.RouteTable) (rows [][]string) {
	all(w, func(id string, _ *design.Resource, e *kind.GatewayEndpoint) {
		if e.RouteTables[table] {
			rows = append(rows, []string{w.vpc(table), w.name(table), serviceTitle(e.Service, w.lang), w.name(id)})
		}
	})
	for _, row := range kind.Sorted(p.Propagations) {
		rows = append(rows, []string{w.vpc(table), w.name(table), w.say("learnt"), w.name(row.Key)})
	}
	return rows
}

// serviceTitle is what AWS calls a service that gateway endpoints reach.
func serviceTitle(service string, lang message.Lang) string {
	for _, f := range kind.Get(kind.GatewayEndpointKind).Fields {
		for _, o := range f.Options {
			if f.Name == "service" && o.Value == service {
				return o.Label.In(lang)
			}
		}
	}
	return shown(service)
}

func (w *writer) groups() section {
	s := section{title: w.say("groups"), header: w.header("vpc", "group", "direction", "traffic", "peer", "description")}
	all(w, func(id string, _ *design.Resource, p *kind.SecurityGroup) {
		for i, rules := range []map[string]kind.SecurityRule{p.Ingress, p.Egress} {
			for _, row := range kind.Sorted(rules) {
				r := row.Value
				peer := block(r.CIDR) + w.ref(r.Group) + w.ref(r.PrefixList)
				s.rows = append(s.rows, []string{w.vpc(id), w.name(id), w.say([]string{"in", "out"}[i]), w.carries(r.Protocol, r.Ports, r.Types), peer, shown(r.Description)})
			}
		}
	})
	return s
}

func (w *writer) acls() section {
	s := section{title: w.say("acls"), header: w.header("vpc", "acl", "direction", "number", "action", "traffic", "block")}
	all(w, func(id string, _ *design.Resource, p *kind.NetworkACL) {
		for i, entries := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
			for _, row := range kind.Sorted(entries) {
				e := row.Value
				action := cmp.Or(w.say("acl/"+e.Action), shown(e.Action))
				s.rows = append(s.rows, []string{
					w.vpc(id), w.name(id), w.say([]string{"in", "out"}[i]), strconv.Itoa(e.RuleNumber), action, w.carries(e.Protocol, e.Ports, e.Types), block(e.CIDR),
				})
			}
		}
	})
	return s
}

func (w *writer) carries(p netset.Protocol, ports netset.PortRange, types netset.Types) string {
	if p == netset.AllProtocols {
		return w.say("any")
	}
	return w.service(design.Service{Protocol: p, Ports: ports, Types: types})
}

func (w *writer) service(s design.Service) string {
	return message.Word(reach.ServiceText(s), w.lang)
}

func (w *writer) flowName(f *design.Flow) string {
	name := w.end(f.From) + " → " + w.end(f.To)
	if !f.Via.IsZero() {
		name += " (" + w.ref(f.Via) + ")"
	}
	return name
}

func (w *writer) services(f *design.Flow) string {
	var texts []string
	for _, row := range kind.Sorted(f.Services) {
		texts = append(texts, w.service(row.Value))
	}
	return strings.Join(texts, ", ")
}

// flows are the expectations with what the engine says of them, and the way that each takes.
func (w *writer) flows() (table, ways section) {
	table = section{title: w.say("flows"), header: w.header("flow", "traffic", "expected", "holds", "verdict", "reasons", "why")}
	ways = section{title: w.say("ways")}
	for _, row := range kind.Sorted(w.d.Flows) {
		f := row.Value
		j := verdict.Judge(w.n, f)
		var reasons []string
		for _, r := range j.Reasons {
			reasons = append(reasons, shown(fmt.Sprintf("%s: %s", r.Code, r.Text(w.lang))))
		}
		table.rows = append(table.rows, []string{
			w.flowName(f), w.services(f), w.say(f.Expect), w.say(string(j.Holds)), w.say(string(j.Verdict)), strings.Join(reasons, " / "), shown(f.Why),
		})
		for _, s := range j.Services {
			if steps := w.steps(f, s); len(steps) > 0 {
				ways.ways = append(ways.ways, way{title: strings.TrimSpace(w.flowName(f) + " " + message.Word(s.Text, w.lang)), steps: steps})
			}
		}
	}
	return table, ways
}

// steps go from place to place. What decides where it stands, such as a filter, is a step to itself.
func (w *writer) steps(f *design.Flow, s verdict.Service) []step {
	var steps []step
	at := w.end(f.From)
	for _, hop := range s.Answer.Path {
		next := w.name(hop.Resource)
		if next == "" || next == at && len(steps) == 0 {
			continue // it starts there
		}
		text := kind.Get(hop.Kind).Title.In(w.lang) + ": " + w.say(string(hop.Decision))
		steps = append(steps, step{at, next, text})
		at = next
	}
	return steps
}

func (w *writer) findings() section {
	s := section{title: w.say("findings"), header: w.header("severity", "code", "element", "says")}
	for _, f := range rule.WorstFirst(w.d, w.a.Findings) {
		severity := w.say(string(f.Severity))
		if f.Suppression != "" {
			severity = w.say("quiet")
		}
		s.rows = append(s.rows, []string{severity, f.Code, w.name(f.Element), shown(f.Text.In(w.lang))})
	}
	return s
}

func (w *writer) exposure() section {
	s := section{title: w.say("exposure"), header: w.header("from", "via", "to", "traffic"), text: w.say("nobody")}
	for _, x := range verdict.Exposure(w.n, w.n.Matrix()) {
		traffic := w.entries(x.Allowed.Surely.EntriesFor(x.Client))
		if !x.Allowed.IsKnown() {
			traffic = strings.TrimSpace(traffic + " (" + w.say("possibly") + " " + w.entries(x.Allowed.Possibly.EntriesFor(x.Client)) + ")")
		}
		from := shown(x.From.Name)
		if x.From.ID == kind.Internet {
			from = w.name(kind.Internet)
		}
		s.rows = append(s.rows, []string{from, ends(x.Via), ends(x.To), shown(traffic)})
	}
	return s
}

func (w *writer) entries(list []netset.Entry) string {
	for i := range list {
		list[i].Protocol = message.Word(list[i].Protocol, w.lang)
	}
	return netset.EntriesText(list)
}

func ends(list []*reach.MatrixEnd) string {
	var names []string
	for _, e := range list {
		names = append(names, shown(e.Name))
	}
	return strings.Join(names, ", ")
}
