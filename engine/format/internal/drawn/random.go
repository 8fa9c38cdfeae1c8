package drawn

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Typed are texts that would do something if they were not literals, or hide what they are.
var Typed = []string{
	`${x}`, `$${x}`, `$$${x}`, `%{ if true }`, `%%{x}`, `${file("/etc/passwd")}`, `"}`, `\`, `\"`, "a\nb = 1", "a\r\nb", "x\" {\n}\nresource \"a\" \"b\" {\n",
	`=cmd()`, `<script>alert(1)</script>`, "\u202egpj.exe", "\u200f\u2066", "# comment", "/* */ // <<EOT", "<<EOT\nx\nEOT", "for", "null", "true", "", " ", "\x00", "\ufeff",
	"\u2028", "e\u0301", "東京", "😀", strings.Repeat("あ${", 5000), "aws_vpc.main.id", "$", "%", "${", "$${", "{", "count", "depends_on", "provider", "each.value",
}

func drawText(t *rapid.T, what string) string {
	return rapid.OneOf(rapid.SampledFrom(Typed), rapid.String(), rapid.StringMatching(`[A-Za-z][A-Za-z0-9 -]{0,12}`)).Draw(t, what)
}

// A drawing is a random design under construction: structurally sound, otherwise anything.
type drawing struct {
	*rapid.T
	d *design.Design
	// of are the ids so far by kind.
	of map[kind.Name][]string
}

func (t drawing) yes(what string) bool { return rapid.Bool().Draw(t.T, what) }

func (t drawing) ref(what string, kinds ...kind.Name) kind.Ref {
	ids := []string{""}
	for _, k := range kinds {
		ids = append(ids, t.of[k]...)
	}
	switch rapid.IntRange(0, 9).Draw(t.T, what+" sort") {
	case 0:
		return kind.Ref{Gone: &kind.Gone{Kind: kinds[0], Name: drawText(t.T, what+" gone")}}
	case 1:
		return kind.Ref{External: &kind.External{AWSID: rapid.SampledFrom([]string{"igw-", "nat-", "tgw-", "eni-", "sg-", "x"}).Draw(t.T, what+" prefix") + drawText(t.T, what+" outside")}}
	}
	return kind.To(rapid.SampledFrom(ids).Draw(t.T, what))
}

// routable are the kinds that routes lead to.
var routable = []kind.Name{
	kind.InternetGatewayKind, kind.InstanceKind, kind.NATGatewayKind, kind.NetworkInterfaceKind, kind.EgressOnlyInternetGatewayKind, kind.PeeringKind, kind.VPNGatewayKind,
}

// maybe is mostly no reference.
func (t drawing) maybe(what string, k kind.Name) kind.Ref {
	if rapid.IntRange(0, 3).Draw(t.T, what+" there") > 0 {
		return kind.Ref{}
	}
	return t.ref(what, k)
}

// main is a block that AWS would mostly take.
func (t drawing) main(what string) netip.Prefix {
	if rapid.IntRange(0, 7).Draw(t.T, what+" odd") == 7 {
		return t.block(what)
	}
	return netip.MustParsePrefix("10.0.0.0/16")
}

func (t drawing) block(what string) netip.Prefix {
	return rapid.SampledFrom([]netip.Prefix{
		{}, netip.MustParsePrefix("10.0.0.0/16"), netip.MustParsePrefix("10.0.1.0/24"), netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0"), netip.MustParsePrefix("10.1.0.0/20"),
	}).Draw(t.T, what)
}

func (t drawing) put(k kind.Name, parent string, p kind.Props) string {
	id := fmt.Sprintf("%s%05d", strings.ToLower(string(k + "xx")[:5]), len(t.d.Resources))
	tags := map[string]string{}
	for range rapid.IntRange(0, 2).Draw(t.T, "tags") {
		tags[drawText(t.T, "tag key")] = drawText(t.T, "tag")
	}
	t.d.Resources[id] = &design.Resource{Kind: k, Name: drawText(t.T, "name"), Parent: parent, Props: p, Tags: tags, ExportName: drawText(t.T, "export name")}
	t.of[k] = append(t.of[k], id)
	return id
}

func rows[T any](t drawing, what string, one func() T) map[string]T {
	m := map[string]T{}
	for i := range rapid.IntRange(0, 3).Draw(t.T, what) {
		m[rapid.SampledFrom([]string{"r", "R-", "0_", "for"}).Draw(t.T, what+" key")+fmt.Sprint(i)] = one()
	}
	return m
}

// Draw draws a random design: structurally sound, otherwise anything. Parents come
// before what they own, so that every reference names something.
func Draw(rt *rapid.T) *design.Design {
	t := drawing{rt, design.New(drawText(rt, "design")), map[kind.Name][]string{}}
	for range rapid.IntRange(1, 2).Draw(rt, "scopes") {
		region := rapid.SampledFrom([]string{"ap-northeast-1", "", drawText(rt, "region")}).Draw(rt, "a region")
		t.put(kind.ScopeKind, "", &kind.Scope{Region: region, Account: rapid.SampledFrom([]string{"", "123456789012", drawText(rt, "account")}).Draw(rt, "an account"), Partition: "aws"})
	}
	for range rapid.IntRange(0, 3).Draw(rt, "VPCs") {
		t.vpc()
	}
	for range rapid.IntRange(0, 2).Draw(rt, "gateways") {
		t.put(kind.InternetGatewayKind, t.any(kind.ScopeKind), &kind.InternetGateway{VPC: t.ref("attached", kind.VPCKind)})
	}
	for range rapid.IntRange(0, 2).Draw(rt, "addresses") {
		t.put(kind.ElasticIPKind, t.any(kind.ScopeKind), &kind.ElasticIP{})
	}
	for range rapid.IntRange(0, 1).Draw(rt, "clients") {
		t.put(kind.ClientKind, "", &kind.Client{CIDR: t.block("client")})
	}
	t.outside()
	t.links()
	if len(t.of[kind.VPCKind]) > 0 {
		t.inVPCs()
	}
	t.names()
	return normal(rt, t.d)
}

func (t drawing) any(k kind.Name) string { return rapid.SampledFrom(t.of[k]).Draw(t.T, "a "+string(k)) }

func (t drawing) vpc() {
	id := t.put(kind.VPCKind, t.any(kind.ScopeKind), &kind.VPC{
		Tenancy: t.from("tenancy", kind.TenancyDefault, kind.TenancyDedicated), IPv6CIDRs: t.six(), EnableDNSHostnames: t.yes("names"), CIDR: t.main("VPC block"), EnableDNSSupport: t.yes("dns"), MainRouteTable: t.ref("main table", kind.RouteTableKind),
		SecondaryCIDRs: rows(t, "blocks", func() kind.VPCBlock { return kind.VPCBlock{CIDR: t.block("further block")} }),
	})
	own := func(id string, p kind.Props) {
		t.d.Resources[id] = &design.Resource{Kind: p.Kind(), Name: drawText(t.T, "own"), Parent: t.of[kind.VPCKind][len(t.of[kind.VPCKind])-1], Props: p, Tags: map[string]string{}, ExportName: drawText(t.T, "own export")}
		t.of[p.Kind()] = append(t.of[p.Kind()], id)
	}
	own(design.MainRouteTableID(id), &kind.RouteTable{Routes: map[string]kind.Route{}})
	own(design.DefaultNetworkACLID(id), kind.DefaultNetworkACL())
	own(design.DefaultSecurityGroupID(id), kind.DefaultSecurityGroup(design.DefaultSecurityGroupID(id)))
}

func (t drawing) inVPCs() {
	for range rapid.IntRange(0, 2).Draw(t.T, "tables") {
		t.put(kind.RouteTableKind, t.any(kind.VPCKind), &kind.RouteTable{Routes: map[string]kind.Route{}})
	}
	for range rapid.IntRange(0, 2).Draw(t.T, "groups") {
		t.put(kind.SecurityGroupKind, t.any(kind.VPCKind), &kind.SecurityGroup{Description: drawText(t.T, "description"), Ingress: t.groupRules(), Egress: t.groupRules()})
	}
	for range rapid.IntRange(0, 2).Draw(t.T, "ACLs") {
		t.put(kind.NetworkACLKind, t.any(kind.VPCKind), &kind.NetworkACL{Ingress: t.entries(), Egress: t.entries()})
	}
	for range rapid.IntRange(0, 3).Draw(t.T, "subnets") {
		zone := rapid.SampledFrom([]string{"", "ap-northeast-1a", "a", drawText(t.T, "zone")}).Draw(t.T, "a zone")
		t.put(kind.SubnetKind, t.any(kind.VPCKind), &kind.Subnet{CIDR: t.main("subnet block"), AvailabilityZone: zone, IPv6Index: t.from("index", "", "00", "7f"), AssignIPv6AddressOnCreation: t.yes("assign"), RouteTable: t.ref("table", kind.RouteTableKind), NetworkACL: t.ref("acl", kind.NetworkACLKind)})
	}
	if len(t.of[kind.SubnetKind]) > 0 {
		for range rapid.IntRange(0, 3).Draw(t.T, "instances") {
			t.put(kind.InstanceKind, t.any(kind.SubnetKind), &kind.Instance{
				InstanceType: drawText(t.T, "type"), ImageID: rapid.SampledFrom([]string{"", "ami-0123456789abcdef0", drawText(t.T, "image")}).Draw(t.T, "an image"),
				KeyName: drawText(t.T, "key"), State: kind.StateRunning, Role: t.from("role", kind.RoleServer, kind.RoleNAT), InstanceProfile: t.from("profile", "", "ssm", drawText(t.T, "odd profile")), Interfaces: rows(t, "interfaces", t.iface),
			})
		}
		t.inSubnets()
	}
	t.services()
	t.balancing()
	for _, id := range t.of[kind.RouteTableKind] { // last, since routes lead to what came after the tables
		t.d.Resources[id].Props = &kind.RouteTable{Propagations: t.set(kind.VPNGatewayKind), Routes: rows(t, "routes", func() kind.Route {
			return kind.Route{Destination: t.block("destination"), PrefixList: t.maybe("list", kind.PrefixListKind), Target: t.ref("target", routable...), Interface: rapid.SampledFrom([]string{"", "r0", "R-1"}).Draw(t.T, "interface")}
		})}
	}
}

func (t drawing) inSubnets() {
	for range rapid.IntRange(0, 2).Draw(t.T, "NAT gateways") {
		t.put(kind.NATGatewayKind, t.any(kind.SubnetKind), &kind.NATGateway{
			Connectivity: rapid.SampledFrom([]string{kind.ConnectivityPublic, kind.ConnectivityPrivate}).Draw(t.T, "connectivity"), Interfaces: rows(t, "interfaces", t.iface),
		})
	}
	for range rapid.IntRange(0, 2).Draw(t.T, "lone interfaces") {
		t.put(kind.NetworkInterfaceKind, t.any(kind.SubnetKind), &kind.NetworkInterface{Description: drawText(t.T, "description"), Interfaces: rows(t, "interfaces", t.iface)})
	}
}

func (t drawing) balancing() {
	protocol := func() string {
		return rapid.SampledFrom([]string{kind.ProtocolHTTP, kind.ProtocolHTTP, kind.ProtocolHTTPS, kind.ProtocolTCP, kind.ProtocolUDP, kind.ProtocolTCPUDP, kind.ProtocolTLS}).Draw(t.T, "protocol")
	}
	health := func() string { return t.from("health", kind.ProtocolHTTP, kind.ProtocolHTTPS, kind.ProtocolTCP) }
	port := func(least int) int { return rapid.IntRange(least, 3).Draw(t.T, "port") }
	for range rapid.IntRange(0, 2).Draw(t.T, "target groups") {
		t.put(kind.TargetGroupKind, t.any(kind.VPCKind), &kind.TargetGroup{
			PreserveClientIP: t.from("preserve", kind.PreserveDefault, kind.PreserveOn, kind.PreserveOff), Protocol: protocol(), Port: port(1), TargetType: t.from("target type", kind.TargetInstance, kind.TargetIP, kind.TargetALB),
			HealthCheckProtocol: health(), HealthCheckPort: port(0), HealthCheckPath: rapid.SampledFrom([]string{"", "/"}).Draw(t.T, "slash") + drawText(t.T, "path"),
			Targets: rows(t, "targets", func() kind.Target {
				return kind.Target{Target: t.ref("target", kind.InstanceKind, kind.NetworkInterfaceKind, kind.ContainerServiceKind, kind.DatabaseKind), Interface: rapid.SampledFrom([]string{"", "r0", "R-1"}).Draw(t.T, "interface"), Port: port(0)}
			}),
		})
	}
	for range rapid.IntRange(0, 2).Draw(t.T, "load balancers") {
		groups := map[string]bool{}
		for _, g := range t.of[kind.SecurityGroupKind] {
			groups[g] = t.yes("group")
		}
		maps.DeleteFunc(groups, func(_ string, in bool) bool { return !in })
		t.put(kind.LoadBalancerKind, t.any(kind.VPCKind), &kind.LoadBalancer{
			Type:   rapid.SampledFrom([]string{kind.LoadBalancerApplication, kind.LoadBalancerNetwork}).Draw(t.T, "type"),
			Scheme: rapid.SampledFrom([]string{kind.SchemeInternetFacing, kind.SchemeInternal}).Draw(t.T, "scheme"), SecurityGroups: groups,
			Subnets: rows(t, "subnets", func() kind.BalancedZone {
				return kind.BalancedZone{Subnet: t.ref("subnet", kind.SubnetKind), ElasticIP: t.maybe("node address", kind.ElasticIPKind)}
			}),
			CrossZone: t.yes("cross zone"),
			Listeners: rows(t, "listeners", func() kind.Listener {
				return kind.Listener{Protocol: protocol(), Port: port(1), TargetGroup: t.ref("target group", kind.TargetGroupKind)}
			}),
		})
	}
}

func (t drawing) traffic() (netset.Protocol, netset.PortRange, netset.Types) {
	p := rapid.SampledFrom([]netset.Protocol{netset.AllProtocols, netset.TCP, netset.UDP, netset.ICMP, netset.ICMPv6, netset.ProtocolNumber(47)}).Draw(t.T, "protocol")
	return p, rapid.SampledFrom([]netset.PortRange{{}, netset.Ports(80, 90)}).Draw(t.T, "ports"), rapid.SampledFrom([]netset.Types{{}, netset.EchoRequest}).Draw(t.T, "types")
}

func (t drawing) groupRules() map[string]kind.SecurityRule {
	return rows(t, "rules", func() kind.SecurityRule {
		r := kind.SecurityRule{CIDR: t.block("peer"), Description: drawText(t.T, "rule description")}
		r.Protocol, r.Ports, r.Types = t.traffic()
		if t.yes("group") {
			r.CIDR, r.Group = netip.Prefix{}, t.ref("group", kind.SecurityGroupKind)
		}
		r.PrefixList = t.maybe("list", kind.PrefixListKind)
		return r
	})
}

func (t drawing) entries() map[string]kind.ACLEntry {
	return rows(t, "entries", func() kind.ACLEntry {
		e := kind.ACLEntry{RuleNumber: rapid.IntRange(1, 3).Draw(t.T, "number"), Action: kind.Deny, CIDR: t.block("peer")}
		e.Protocol, e.Ports, e.Types = t.traffic()
		return e
	})
}

func (t drawing) iface() kind.Interface {
	i := kind.NewInterface(t.ref("subnet", kind.SubnetKind))
	for _, g := range t.of[kind.SecurityGroupKind] {
		if t.yes("group") {
			i.Groups[g] = true
		}
	}
	for _, a := range []string{"10.0.1.10", "10.0.1.9", "2001:db8::1"} {
		if t.yes("address") {
			i.Addresses[a] = true
		}
	}
	i.IPv6 = t.yes("IPv6")
	i.Public = t.ref("address", kind.ElasticIPKind)
	if i.Public.IsZero() {
		i.Public = kind.To(rapid.SampledFrom([]string{kind.PublicNone, kind.PublicAuto}).Draw(t.T, "public"))
	}
	return i
}

// normal is the design as it is stored, which every writer gets.
func normal(t *rapid.T, d *design.Design) *design.Design {
	raw, err := design.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := design.Decode(raw)
	if err != nil {
		t.Fatalf("the drawn design is not sound: %v", err)
	}
	return stored
}

var (
	examplesLock sync.Mutex
	examplesMade []*design.Design
)

// Examples is a fixed sample of random designs, drawn once: tests only read them.
func Examples(n int) []*design.Design {
	examplesLock.Lock()
	defer examplesLock.Unlock()
	for seed := len(examplesMade); seed < n; seed++ {
		examplesMade = append(examplesMade, rapid.Custom(Draw).Example(seed))
	}
	return slices.Clone(examplesMade[:n])
}
