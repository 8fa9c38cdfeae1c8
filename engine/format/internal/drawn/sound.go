package drawn

import (
	"fmt"
	"maps"
	"net/netip"
	"strings"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A sound is a random design under construction that AWS would take as it is: every reference leads to what
// is there, nothing is there twice that AWS has once. Exporters lose nothing of it but what they always lose.
type sound struct {
	*rapid.T
	d *design.Design
	// mock keeps to what a mock of AWS can deploy.
	mock bool
	// of are the ids so far by kind; used are addresses, target groups and names that something has already.
	of   map[kind.Name][]string
	used map[string]bool
	// vpcs are the networks so far.
	vpcs []*soundVPC
}

// A soundVPC is what a VPC offers to what lies in it.
type soundVPC struct {
	id string
	n  int
	p  *kind.VPC
	// gateway, egressOnly and vpn are the ids of what is attached, "" where nothing is.
	gateway, egressOnly, vpn                 string
	subnets, tables, groups, acls, instances []string
}

// Sound draws a design that AWS takes, of every kind; with mock only what a mock of AWS can deploy.
func Sound(t *rapid.T, mock bool) *design.Design {
	s := &sound{T: t, d: design.New("sound"), mock: mock, of: map[kind.Name][]string{}, used: map[string]bool{}}
	account := s.from("account", "", "123456789012")
	scope := s.put(kind.ScopeKind, "", &kind.Scope{Region: "ap-northeast-1", Account: account, Partition: "aws"})
	s.outside(scope)
	for n := range s.between(1, 3, "VPCs") {
		s.vpc(scope, n)
	}
	s.links(scope)
	for _, v := range s.vpcs {
		s.inSubnets(scope, v)
		s.balancing(scope, v)
		s.services(v)
		s.routes(v)
	}
	s.names(scope)
	return normal(t, s.d)
}

func (s *sound) between(least, most int, what string) int {
	return rapid.IntRange(least, most).Draw(s.T, what)
}
func (s *sound) yes(what string) bool                  { return rapid.Bool().Draw(s.T, what) }
func (s *sound) from(what string, of ...string) string { return rapid.SampledFrom(of).Draw(s.T, what) }

func (s *sound) times(most int, what string, draw func()) {
	for range s.between(0, most, what) {
		draw()
	}
}

// words are names that would mean something to a file if they were not literals.
var words = []string{"web", "Web サーバー", "two words", `"quoted" & 'so'`, "${x}", "1e3", "null", "a: b", "- dash", "# no comment", "%{ if }", "back\\slash"}

// put adds a resource with a name and an export name that no other one has.
func (s *sound) put(k kind.Name, parent string, p kind.Props) string {
	n := len(s.d.Resources)
	id := fmt.Sprintf("%s%05d", strings.ToLower(string(k + "xx")[:5]), n)
	tags := map[string]string{}
	list, isList := p.(*kind.PrefixList)
	if isAWS := isList && list.Owner == kind.OwnerAWS; !isAWS && s.between(0, 3, "tagged") == 0 {
		tags[s.from("tag", "Owner", "cost:center")] = s.from("owner", words...)
	}
	s.d.Resources[id] = &design.Resource{
		Kind: k, Name: fmt.Sprintf("%s %d", s.from("name", words...), n), Parent: parent, Props: p, Tags: tags,
		ExportName: fmt.Sprintf("%s%d", strings.ToUpper(string(k[:1]))+string(k[1:]), n),
	}
	s.of[k] = append(s.of[k], id)
	return id
}

// some draws a set of ids.
func (s *sound) some(what string, ids []string) map[string]bool {
	set := map[string]bool{}
	for _, id := range ids {
		set[id] = s.yes(what)
	}
	maps.DeleteFunc(set, func(_ string, in bool) bool { return !in })
	return set
}

// once reports whether nothing had this before.
func (s *sound) once(what ...string) bool {
	key := strings.Join(what, " ")
	if s.used[key] {
		return false
	}
	s.used[key] = true
	return true
}

// pick is one of the ids, "" where there is none.
func (s *sound) pick(what string, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return rapid.SampledFrom(ids).Draw(s.T, what)
}

func block(format string, args ...any) netip.Prefix {
	return netip.MustParsePrefix(fmt.Sprintf(format, args...))
}

func (s *sound) vpc(scope string, n int) {
	p := &kind.VPC{
		CIDR: block("10.%d.0.0/16", n), EnableDNSSupport: true, EnableDNSHostnames: s.yes("names"), Tenancy: kind.TenancyDefault,
		SecondaryCIDRs: map[string]kind.VPCBlock{}, IPv6CIDRs: map[string]kind.Block{},
	}
	if s.yes("another block") {
		p.SecondaryCIDRs["more"] = kind.VPCBlock{CIDR: block("10.%d.0.0/16", 100+n)}
	}
	if s.yes("IPv6") {
		p.IPv6CIDRs["amazon"] = kind.Block{}
	}
	v := &soundVPC{n: n, p: p, id: s.put(kind.VPCKind, scope, p)}
	s.vpcs = append(s.vpcs, v)
	own := func(id string, p kind.Props) string {
		s.d.Resources[id] = &design.Resource{Kind: p.Kind(), Name: "own " + id, Parent: v.id, Props: p, Tags: map[string]string{}, ExportName: "Own" + id}
		return id
	}
	own(design.MainRouteTableID(v.id), &kind.RouteTable{Routes: map[string]kind.Route{}})
	own(design.DefaultNetworkACLID(v.id), kind.DefaultNetworkACL())
	group := design.DefaultSecurityGroupID(v.id)
	own(group, kind.DefaultSecurityGroup(group))
	if s.between(0, 3, "attached") > 0 {
		v.gateway = s.put(kind.InternetGatewayKind, scope, &kind.InternetGateway{VPC: kind.To(v.id)})
	}
	if s.yes("egress only") && len(p.IPv6CIDRs) > 0 {
		v.egressOnly = s.put(kind.EgressOnlyInternetGatewayKind, v.id, &kind.EgressOnlyInternetGateway{})
	}
	s.filters(v)
	s.subnets(v)
}

func (s *sound) filters(v *soundVPC) {
	s.times(2, "tables", func() {
		v.tables = append(v.tables, s.put(kind.RouteTableKind, v.id, &kind.RouteTable{Routes: map[string]kind.Route{}}))
	})
	s.times(1, "ACLs", func() {
		v.acls = append(v.acls, s.put(kind.NetworkACLKind, v.id, &kind.NetworkACL{Ingress: s.entries(0), Egress: s.entries(0)}))
	})
	if s.yes("a further default entry") {
		own := s.d.Resources[design.DefaultNetworkACLID(v.id)].Props.(*kind.NetworkACL)
		maps.Copy(own.Ingress, s.entries(1000))
	}
	s.times(3, "groups", func() {
		v.groups = append(v.groups, s.put(kind.SecurityGroupKind, v.id, &kind.SecurityGroup{Description: s.from("description", "", "Web servers (a-b)")}))
	})
	for _, id := range v.groups {
		p := s.d.Resources[id].Props.(*kind.SecurityGroup)
		p.Ingress, p.Egress = s.rules(v.groups), s.rules(v.groups)
	}
	if s.yes("a further default rule") {
		own := s.d.Resources[design.DefaultSecurityGroupID(v.id)].Props.(*kind.SecurityGroup)
		own.Ingress["more"] = kind.SecurityRule{Protocol: netset.TCP, Ports: netset.Ports(22, 22), CIDR: block("192.0.2.0/24")}
	}
}

func (s *sound) subnets(v *soundVPC) {
	letters := []string{"a", "b", "c"}
	for n := range s.between(0, 5, "subnets") {
		p := &kind.Subnet{CIDR: block("10.%d.%d.0/24", v.n, n), AvailabilityZone: "ap-northeast-1" + letters[n%len(letters)], MapPublicIPOnLaunch: s.yes("public")}
		if len(v.p.SecondaryCIDRs) > 0 && s.yes("in the further block") {
			p.CIDR = block("10.%d.%d.0/24", 100+v.n, n)
		}
		if len(v.p.IPv6CIDRs) > 0 && s.yes("with IPv6") {
			p.IPv6Index, p.AssignIPv6AddressOnCreation = fmt.Sprintf("%02x", n), s.yes("assign")
		}
		if table := s.pick("table", append([]string{""}, v.tables...)); table != "" {
			p.RouteTable = kind.To(table)
		}
		if acl := s.pick("ACL", append([]string{""}, v.acls...)); acl != "" {
			p.NetworkACL = kind.To(acl)
		}
		v.subnets = append(v.subnets, s.put(kind.SubnetKind, v.id, p))
	}
}

// traffic is a protocol with ports or types, and blocks of the families that have it.
func (s *sound) traffic() (p netset.Protocol, ports netset.PortRange, types netset.Types, from []netip.Prefix) {
	four, six := []netip.Prefix{block("0.0.0.0/0"), block("192.0.2.0/24"), block("10.0.0.0/8")}, []netip.Prefix{block("::/0"), block("2001:db8::/32")}
	protocols := []netset.Protocol{netset.AllProtocols, netset.TCP, netset.TCP, netset.UDP, netset.ICMP, netset.ICMPv6}
	if !s.mock {
		protocols = append(protocols, netset.ProtocolNumber(47))
	}
	p = rapid.SampledFrom(protocols).Draw(s.T, "protocol")
	switch {
	case p.HasPorts():
		ports = rapid.SampledFrom([]netset.PortRange{{}, netset.Ports(443, 443), netset.Ports(8000, 8080)}).Draw(s.T, "ports")
	case p == netset.ICMP:
		types = rapid.SampledFrom([]netset.Types{{}, netset.EchoRequest}).Draw(s.T, "types")
		return p, ports, types, four
	case p == netset.ICMPv6:
		return p, ports, types, six
	}
	return p, ports, types, append(four, six...)
}

// rules are those of a group, no two alike.
func (s *sound) rules(groups []string) map[string]kind.SecurityRule {
	all, seen := map[string]kind.SecurityRule{}, map[string]bool{}
	lists := []string{}
	if !s.mock {
		lists = s.of[kind.PrefixListKind]
	}
	for n := range s.between(0, 4, "rules") {
		r := kind.SecurityRule{Description: s.from("said", "", "from the office")}
		var from []netip.Prefix
		r.Protocol, r.Ports, r.Types, from = s.traffic()
		switch s.between(0, 3, "peer") {
		case 0:
			r.Group = kind.To(s.pick("peer group", groups))
		case 1:
			if list := s.pick("list", lists); list != "" {
				r.PrefixList = kind.To(list)
				break
			}
			fallthrough
		default:
			r.CIDR = rapid.SampledFrom(from).Draw(s.T, "block")
		}
		key := fmt.Sprint(r.Protocol, r.Ports, r.Types, r.CIDR, r.Group, r.PrefixList)
		if !seen[key] {
			seen[key] = true
			all[fmt.Sprintf("r%d", n)] = r
		}
	}
	return all
}

// entries are those of an access list, numbered from more than a given number.
func (s *sound) entries(above int) map[string]kind.ACLEntry {
	all := map[string]kind.ACLEntry{}
	for n := range s.between(0, 3, "entries") {
		e := kind.ACLEntry{RuleNumber: above + 10*(n+1), Action: s.from("action", kind.Allow, kind.Deny)}
		var from []netip.Prefix
		e.Protocol, e.Ports, e.Types, from = s.traffic()
		e.CIDR = rapid.SampledFrom(from).Draw(s.T, "block")
		all[fmt.Sprintf("e%d", above+n)] = e
	}
	return all
}

// oneAZone draws subnets of a VPC, one in each zone that is taken.
func (s *sound) oneAZone(v *soundVPC, least int) []string {
	kept, zones := []string{}, map[string]bool{}
	for _, id := range v.subnets {
		zone := s.d.Resources[id].Props.(*kind.Subnet).AvailabilityZone
		if !zones[zone] && (len(kept) < least || s.yes("in this zone")) {
			kept, zones[zone] = append(kept, id), true
		}
	}
	return kept
}
