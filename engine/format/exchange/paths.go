package exchange

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// A Path is a flow, or a part of one, as a question to AWS's Reachability Analyzer: from one resource to
// another, or to an address, over TCP or UDP.
type Path struct {
	Flow string
	// Scope is the account and region that both ends are in.
	Scope string
	Name  string
	// Source and Destination are elements that AWS takes as ends; Destination is "" where Address says all.
	// Interface is the one of several that the flow names.
	Source, Destination                   string
	SourceInterface, DestinationInterface string
	// SourceAddress and Address are of hosts outside; the zero address is any.
	SourceAddress, Address netip.Addr
	// Protocol is "tcp" or "udp". Without Ports all are meant: AWS looks for one that works.
	Protocol string
	Ports    netset.PortRange
	// Expected is what the flow wants the analysis to say.
	Expected string
	// Drawn is the flow as the document has it: with it, a file that comes back has the whole of it.
	Drawn string
}

// The values of Path.Expected.
const (
	ExpectReachable    = "reachable"
	ExpectNotReachable = "not reachable"
)

// Filtered reports whether what the path carries has to be said by a filter: AWS takes the address of no resource,
// and several ports, in no other way.
func (p *Path) Filtered() bool {
	return p.Destination == "" || p.Address.IsValid() || p.Ports.Set && p.Ports.From != p.Ports.To
}

// pathSentences are what a list says of flows: as paths, and where they stay.
var pathSentences = map[string]message.Text{
	"stays":         {EN: "flows, notes, suppressions and the drawing stay in the design file", JA: "フロー、メモ、抑制、配置は設計ファイルにだけ残ります"},
	"stays-besides": {EN: "notes, suppressions and the drawing stay in the design file", JA: "メモ、抑制、配置は設計ファイルにだけ残ります"},
	"stays-flow":    {EN: "{element} stays in the design file", JA: "{element} は設計ファイルにだけ残ります"},
	"six":           {EN: "{element}: only IPv4 is asked of Reachability Analyzer", JA: "{element}: Reachability Analyzer に確認するのは IPv4 だけです"},
	"all":           {EN: "{element}: Reachability Analyzer is asked about TCP and UDP, not about other protocols", JA: "{element}: Reachability Analyzer に確認するのは TCP と UDP で、ほかのプロトコルは対象外です"},
	"protocol":      {EN: "{element}: Reachability Analyzer cannot be asked about {protocol}, only about TCP and UDP", JA: "{element}: Reachability Analyzer で確認できるのは TCP と UDP だけで、{protocol} は対象外です"},
	"source":        {EN: "{element}: Reachability Analyzer cannot start at {end}", JA: "{element}: Reachability Analyzer は {end} を送信元にできません"},
	"destination":   {EN: "{element}: Reachability Analyzer cannot end at {end}", JA: "{element}: Reachability Analyzer は {end} を宛先にできません"},
	"apart":         {EN: "{element}: its ends are in several accounts or regions", JA: "{element}: 両端のアカウントまたはリージョンが異なります"},
	"itself":        {EN: "{element}: both of its ends are one", JA: "{element}: 両端が同じです"},
	"end":           {EN: "{element}: an end of it is not made", JA: "{element}: 端点が作られません"},
	"cost":          {EN: "paths cost nothing until somebody has one analysed, which AWS charges for each time", JA: "パス自体は無料ですが、分析は実行するたびに AWS から課金されます"},
}

// PathRefused is why AWS cannot be asked about a flow.
type PathRefused struct {
	Flow, Code string
	// Note: something is asked, but not all.
	Note bool
	Args message.Args
}

// Loss is what a file's list says of it.
func (p PathRefused) Loss() Loss {
	l := Told(pathSentences, p.Code, p.Flow, p.Args)
	l.Note = p.Note
	return l
}

// PathLosses are what a file's list says of the paths that it was to hold.
func PathLosses(paths []Path, refused []PathRefused) []Loss {
	losses := []Loss{}
	for _, r := range refused {
		losses = append(losses, r.Loss())
	}
	if len(paths) > 0 {
		losses = append(losses, PathRefused{Code: "cost", Note: true}.Loss())
	}
	return losses
}

// Stays are what a file's list says of what it has no place for. Out are the flows that went out as paths.
func Stays(d *design.Design, out map[string]bool) []Loss {
	note := func(code, element string, args message.Args) Loss {
		l := Told(pathSentences, code, element, args)
		l.Note = true
		return l
	}
	switch {
	case len(d.Flows)+len(d.Notes)+len(d.Suppressions) == 0:
		return nil
	case len(out) == 0:
		return []Loss{note("stays", "", nil)}
	}
	losses := []Loss{note("stays-besides", "", nil)}
	m := &Making{D: d}
	for _, row := range kind.Sorted(d.Flows) {
		if !out[row.Key] {
			losses = append(losses, note("stays-flow", row.Key, message.Args{"element": Shown(m.flowName(row.Value), mostOfName)}))
		}
	}
	return losses
}

// pathMaker turns one flow into paths.
type pathMaker struct {
	m       *Making
	id      string
	f       *design.Flow
	name    string
	drawn   string
	paths   []Path
	refused []PathRefused
}

// Paths are the flows that AWS can be asked about, and why it cannot be about others.
func (m *Making) Paths() (paths []Path, refused []PathRefused) {
	for _, row := range kind.Sorted(m.D.Flows) {
		f := row.Value
		p := &pathMaker{m: m, id: row.Key, f: f, name: m.flowName(f)}
		if raw, err := json.Marshal(f); err == nil {
			p.drawn = string(raw)
		}
		p.flow()
		paths, refused = append(paths, p.paths...), append(refused, p.refused...)
	}
	return paths, refused
}

func (m *Making) flowName(f *design.Flow) string {
	return m.D.EndText(f.From) + " -> " + m.D.EndText(f.To)
}

func (p *pathMaker) refuse(code string, note bool, args message.Args) {
	all := message.Args{"element": Shown(p.name, mostOfName)}
	for key, value := range args {
		all[key] = Shown(value, mostOfName)
	}
	p.refused = append(p.refused, PathRefused{Flow: p.id, Code: code, Note: note, Args: all})
}

// mostOfName is how many characters of a name stand in a sentence.
const mostOfName = 80

func (p *pathMaker) flow() {
	if p.f.Family == design.Family6 {
		p.refuse("six", false, nil)
		return
	}
	legs := [][2]design.End{{p.f.From, p.f.To}}
	if !p.f.Via.IsZero() {
		via := design.End{Ref: p.f.Via}
		legs = [][2]design.End{{p.f.From, via}, {via, p.f.To}}
	}
	for _, leg := range legs {
		one := Path{Flow: p.id, Name: p.m.D.EndText(leg[0]) + " -> " + p.m.D.EndText(leg[1]), Expected: ExpectReachable, Drawn: p.drawn}
		if p.f.Expect == design.MustNot {
			one.Expected = ExpectNotReachable
		}
		if p.ends(&one, leg[0], leg[1]) {
			p.services(one)
		}
	}
}

// services makes a path for each service of the flow.
func (p *pathMaker) services(end Path) {
	services := p.f.Services
	if len(services) == 0 {
		services = map[string]design.Service{"": {}}
	}
	for _, row := range kind.Sorted(services) {
		s, protocols := row.Value, []string{}
		switch s.Protocol {
		case netset.TCP, netset.UDP:
			protocols = append(protocols, s.Protocol.String())
		case netset.AllProtocols:
			protocols = append(protocols, netset.TCP.String(), netset.UDP.String())
			p.refuse("all", true, nil)
		default:
			p.refuse("protocol", false, message.Args{"protocol": s.Protocol.String()})
		}
		for _, protocol := range protocols {
			one := end
			one.Protocol, one.Ports = protocol, s.Ports
			one.Name = strings.TrimSuffix(fmt.Sprintf("%s %s/%s", end.Name, protocol, s.Ports), "/")
			p.paths = append(p.paths, one)
		}
	}
}

// ends finds what AWS takes as the ends, and says why where it takes nothing.
func (p *pathMaker) ends(path *Path, from, to design.End) bool {
	near, far := p.m.vpcOf(from), p.m.vpcOf(to)
	source, sourceAt, ok := p.end(from, far)
	if !ok || source == "" || p.isPassive(source) {
		p.refuse("source", false, message.Args{"end": p.m.D.EndText(from)})
		return false
	}
	destination, at, ok := p.end(to, near)
	if !ok {
		p.refuse("destination", false, message.Args{"end": p.m.D.EndText(to)})
		return false
	}
	scope := p.m.D.Ancestor(source, kind.ScopeKind)
	switch {
	case destination != "" && scope != p.m.D.Ancestor(destination, kind.ScopeKind):
		p.refuse("apart", false, nil)
		return false
	case source == destination:
		p.refuse("itself", false, nil)
		return false
	}
	path.Scope, path.Source, path.Destination, path.SourceAddress, path.Address = scope, source, destination, sourceAt, at
	path.SourceInterface, path.DestinationInterface = p.m.namedInterface(from), p.m.namedInterface(to)
	return true
}

// isPassive: an endpoint starts nothing (semantics 112).
func (p *pathMaker) isPassive(id string) bool {
	k := p.m.D.Resources[id].Kind
	return k == kind.InterfaceEndpointKind || k == kind.GatewayEndpointKind
}

// namedInterface is the key of an interface that a flow names among several of an instance.
func (m *Making) namedInterface(e design.End) string {
	r := m.D.Resources[e.Ref.ID]
	if r == nil || e.Interface == "" {
		return ""
	}
	if p, ok := r.Props.(*kind.Instance); ok && len(p.Interfaces) > 1 {
		if _, ok := p.Interfaces[e.Interface]; ok {
			return e.Interface
		}
	}
	return ""
}

// vpcOf is the VPC that an end lies in; "" for one outside.
func (m *Making) vpcOf(e design.End) string { return m.D.Ancestor(e.Ref.ID, kind.VPCKind) }

// end is what AWS takes for an end that talks with something in a VPC: the resource itself, or the gateway
// by which it is reached. A host's address is enough as a destination.
func (p *pathMaker) end(e design.End, vpc string) (element string, at netip.Addr, ok bool) {
	if e.CIDR.IsValid() {
		return p.outside(e.CIDR, vpc)
	}
	if e.Ref.ID == kind.Internet {
		gateway := p.m.gateway(vpc)
		return gateway, at, gateway != ""
	}
	r := p.m.D.Resources[e.Ref.ID]
	if r == nil {
		return "", at, false
	}
	switch props := r.Props.(type) {
	case *kind.Instance, *kind.NetworkInterface, *kind.InternetGateway, *kind.VPNGateway, *kind.Peering, *kind.InterfaceEndpoint, *kind.GatewayEndpoint:
		return e.Ref.ID, at, true
	case *kind.Client:
		if props.CIDR.IsValid() {
			return p.outside(props.CIDR, vpc)
		}
		gateway := p.m.gateway(vpc)
		return gateway, at, gateway != ""
	case *kind.CorporateNetwork:
		gateway := p.m.gatewayTo(e.Ref.ID, vpc)
		return gateway, at, gateway != ""
	}
	return "", at, false
}

// outside is a single public address behind the internet gateway; a wider block is no end, and of a private
// address only itself is known.
func (p *pathMaker) outside(block netip.Prefix, vpc string) (element string, at netip.Addr, ok bool) {
	switch {
	case !block.IsSingleIP() || !block.Addr().Is4():
		return "", at, false
	case block.Addr().IsPrivate():
		return "", block.Addr(), true
	}
	gateway := p.m.gateway(vpc)
	return gateway, block.Addr(), gateway != ""
}

// gateway is the internet gateway that a VPC has.
func (m *Making) gateway(vpc string) string {
	for _, row := range m.Of(kind.InternetGatewayKind) {
		if vpc != "" && row.Value.Props.(*kind.InternetGateway).VPC.ID == vpc {
			return row.Key
		}
	}
	return ""
}

// gatewayTo is the VPN gateway of a VPC by which a network of one's own is reached.
func (m *Making) gatewayTo(network, vpc string) string {
	leads := func(gateway string) bool {
		for _, row := range m.Of(kind.VPNConnectionKind) {
			p := row.Value.Props.(*kind.VPNConnection)
			if far, ok := m.D.Resources[p.CustomerGateway.ID]; ok && p.VPNGateway.ID == gateway && far.Props.(*kind.CustomerGateway).Network.ID == network {
				return true
			}
		}
		for _, row := range m.Of(kind.DirectConnectKind) {
			if p := row.Value.Props.(*kind.DirectConnect); p.VPNGateway.ID == gateway && p.Network.ID == network {
				return true
			}
		}
		return false
	}
	for _, row := range m.Of(kind.VPNGatewayKind) {
		if vpc != "" && row.Value.Props.(*kind.VPNGateway).VPC.ID == vpc && leads(row.Key) {
			return row.Key
		}
	}
	return ""
}

// TakeFlow puts a flow back that a path of ours came with, once for all of its paths. One that names what
// is not in the design stays out.
func TakeFlow(d *design.Design, id, drawn string) bool {
	if d.Flows[id] != nil {
		return true
	}
	f := &design.Flow{}
	if json.Unmarshal([]byte(drawn), f) != nil {
		return false
	}
	for _, to := range []kind.Ref{f.From.Ref, f.To.Ref, f.Via} {
		if to.ID != "" && d.Lookup(to.ID) == nil {
			return false
		}
	}
	raw, err := json.Marshal(f)
	if err != nil {
		return false
	}
	_, _, err = design.Apply(d, design.Ops{design.Put{Section: design.Flows, ID: id, Value: raw}})
	return err == nil
}
