// Package sample writes small networks in a few words, for tests and benchmarks of the engine.
// Names are turned into ids by ID; a mistake in a test's own words panics.
package sample

import (
	"fmt"
	"maps"
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// Net is a design under construction.
type Net struct{ D *design.Design }

// shortestID is the shortest id that the structural rules allow.
const shortestID = 10

// ID is the id that a name gets: the name itself, made long enough.
func ID(name string) string {
	if name == kind.Internet || name == "" {
		return name
	}
	name = strings.ToLower(strings.ReplaceAll(name, "-", ""))
	if n := shortestID - len(name); n > 0 {
		name += strings.Repeat("0", n)
	}
	return name
}

// New is a design with one scope, called "scope".
func New() *Net {
	n := &Net{design.New("sample")}
	n.put("scope", "", &kind.Scope{Region: "ap-northeast-1", Partition: "aws"})
	return n
}

// put adds a resource, or writes one of the same kind anew.
func (n *Net) put(name, parent string, p kind.Props) {
	if old := n.D.Resources[ID(name)]; old != nil && old.Kind != p.Kind() {
		panic("the id " + ID(name) + " is taken by a " + string(old.Kind))
	}
	n.D.Resources[ID(name)] = &design.Resource{Kind: p.Kind(), Name: name, Parent: ID(parent), Props: p, Tags: map[string]string{}, ExportName: "X" + ID(name)}
}

// VPC adds a VPC with what AWS makes with it: route table "<id>main" and the defaults.
func (n *Net) VPC(name, cidr string) *Net {
	id := ID(name)
	p := kind.Get(kind.VPCKind).New().(*kind.VPC)
	p.CIDR = block(cidr)
	n.put(name, "scope", p)
	n.put(design.MainRouteTableID(id), name, &kind.RouteTable{Routes: map[string]kind.Route{}})
	n.put(design.DefaultNetworkACLID(id), name, kind.DefaultNetworkACL())
	n.put(design.DefaultSecurityGroupID(id), name, kind.DefaultSecurityGroup(design.DefaultSecurityGroupID(id)))
	return n
}

// Subnet adds a subnet; uses are names of a route table and a network ACL.
func (n *Net) Subnet(name, vpc, cidr string, uses ...string) *Net {
	p := &kind.Subnet{CIDR: block(cidr), AvailabilityZone: "ap-northeast-1a"}
	for _, u := range uses {
		switch n.D.Resources[ID(u)].Kind {
		case kind.RouteTableKind:
			p.RouteTable = kind.To(ID(u))
		case kind.NetworkACLKind:
			p.NetworkACL = kind.To(ID(u))
		}
	}
	n.put(name, vpc, p)
	return n
}

// Table adds a route table with routes such as "0.0.0.0/0 igw" or "10.9.0.0/16 gone:nat".
func (n *Net) Table(name, vpc string, routes ...string) *Net {
	n.put(name, vpc, &kind.RouteTable{Routes: map[string]kind.Route{}})
	for _, r := range routes {
		n.Route(name, r)
	}
	return n
}

// Route adds a route to a table: "0.0.0.0/0 igw", or "pl:list igw" for the blocks of a prefix list.
func (n *Net) Route(table, words string) *Net {
	f := strings.Fields(words)
	t := n.D.Resources[ID(table)].Props.(*kind.RouteTable)
	r := kind.Route{Target: ref(f[1])}
	if list, ok := strings.CutPrefix(f[0], "pl:"); ok {
		r.PrefixList = ref(list)
	} else {
		r.Destination = block(f[0])
	}
	t.Routes[key("r", len(t.Routes))] = r
	return n
}

// Gateway adds an internet gateway, attached to vpc unless that is "".
func (n *Net) Gateway(name, vpc string) *Net {
	p := &kind.InternetGateway{}
	if vpc != "" {
		p.VPC = kind.To(ID(vpc))
	}
	n.put(name, "scope", p)
	return n
}

// ElasticIP adds an Elastic IP.
func (n *Net) ElasticIP(name string) *Net {
	n.put(name, "scope", &kind.ElasticIP{})
	return n
}

// Group adds a security group without any rule but the given ones, such as "in tcp/80 0.0.0.0/0",
// "in icmp sg:web", "in tcp/22 pl:admins" or "out all 0.0.0.0/0".
func (n *Net) Group(name, vpc string, rules ...string) *Net {
	n.put(name, vpc, &kind.SecurityGroup{Ingress: map[string]kind.SecurityRule{}, Egress: map[string]kind.SecurityRule{}})
	for _, r := range rules {
		n.Rule(name, r)
	}
	return n
}

// Rule adds a rule to a group.
func (n *Net) Rule(group, words string) *Net {
	p := n.D.Resources[ID(group)].Props.(*kind.SecurityGroup)
	f := strings.Fields(words)
	s := Service(f[1])
	rule := kind.SecurityRule{Protocol: s.Protocol, Ports: s.Ports, Types: s.Types}
	switch what, name, _ := strings.Cut(f[2], ":"); what {
	case "sg":
		rule.Group = ref(name)
	case "pl":
		rule.PrefixList = ref(name)
	default:
		rule.CIDR = block(f[2])
	}
	add(p.Ingress, p.Egress, f[0], rule)
	return n
}

// add puts a row into the list of its direction, "in" or "out".
func add[T any](in, out map[string]T, direction string, row T) {
	rows := in
	if direction == "out" {
		rows = out
	}
	rows[key("r", len(rows))] = row
}

// ACL adds a network ACL with entries such as "in 100 allow tcp/443 10.0.0.0/16".
func (n *Net) ACL(name, vpc string, entries ...string) *Net {
	n.put(name, vpc, &kind.NetworkACL{Ingress: map[string]kind.ACLEntry{}, Egress: map[string]kind.ACLEntry{}})
	for _, e := range entries {
		n.Entry(name, e)
	}
	return n
}

// Entry adds an entry to a network ACL.
func (n *Net) Entry(acl, words string) *Net {
	p := n.D.Resources[ID(acl)].Props.(*kind.NetworkACL)
	f := strings.Fields(words)
	s := Service(f[3])
	entry := kind.ACLEntry{Action: f[2], Protocol: s.Protocol, Ports: s.Ports, Types: s.Types, CIDR: block(f[4])}
	_, err := fmt.Sscan(f[1], &entry.RuleNumber)
	must(err)
	add(p.Ingress, p.Egress, f[0], entry)
	return n
}

// Instance adds an instance with one interface; words are "public", "stopped", "unchecked",
// addresses, names of groups as "sg:web", and an Elastic IP as "eip:name".
func (n *Net) Instance(name, subnet string, words ...string) *Net {
	p := kind.Get(kind.InstanceKind).New().(*kind.Instance)
	i := kind.NewInterface(kind.Ref{})
	for _, w := range words {
		g, isGroup := strings.CutPrefix(w, "sg:")
		switch {
		case isGroup:
			i.Groups[ID(g)] = true
		case w == "public":
			i.Public = kind.To(kind.PublicAuto)
		case strings.HasPrefix(w, "eip:"):
			i.Public = ref(strings.TrimPrefix(w, "eip:"))
		case w == "stopped":
			p.State = kind.StateStopped
		case w == "unchecked":
			i.SourceDestCheck = false
		default:
			i.Addresses[netip.MustParseAddr(w).String()] = true
		}
	}
	p.Interfaces["eth0"] = i
	n.put(name, subnet, p)
	return n
}

// Flow adds an arrow with an expectation: Flow("web", "internet", "Web", "tcp/80", "tcp/443").
func (n *Net) Flow(name, from, to, expect string, services ...string) *Net {
	f := &design.Flow{From: End(from), To: End(to), Services: map[string]design.Service{}, Family: design.FamilyAny, Expect: expect}
	for i, s := range services {
		f.Services[key("s", i)] = Service(s)
	}
	n.D.Flows[ID(name)] = f
	return n
}

// Change edits the properties of one resource, as a copy.
func Change[P any](n *Net, name string, edit func(p *P)) {
	r := *n.D.Resources[ID(name)]
	props := *any(r.Props).(*P)
	edit(&props)
	r.Props = any(&props).(kind.Props)
	n.D.Resources[ID(name)] = &r
}

// Clone is an independent copy for edits that go through Change.
func (n *Net) Clone() *Net {
	d := n.D.Clone()
	d.Flows = maps.Clone(d.Flows)
	return &Net{d}
}

// End reads an end of a flow: a name, a block of addresses, or a service such as "service:s3" or
// "service:s3@us-east-1".
func End(text string) design.End {
	if p, err := netip.ParsePrefix(text); err == nil {
		return design.End{CIDR: p}
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return design.End{CIDR: netip.PrefixFrom(a, a.BitLen())}
	}
	if service, ok := strings.CutPrefix(text, "service:"); ok {
		name, region, _ := strings.Cut(service, "@")
		return design.End{Service: name, Region: region}
	}
	return design.End{Ref: ref(text)}
}

// Service reads "tcp/80", "udp", "icmp/8", "all", "47".
func Service(text string) design.Service {
	proto, rest, _ := strings.Cut(text, "/")
	var s design.Service
	must(s.Protocol.UnmarshalText([]byte(proto)))
	if s.Protocol.HasTypes() {
		must(s.Types.UnmarshalText([]byte(rest)))
	} else {
		must(s.Ports.UnmarshalText([]byte(rest)))
	}
	return s
}

func ref(text string) kind.Ref {
	if name, ok := strings.CutPrefix(text, "gone:"); ok {
		return kind.Ref{Gone: &kind.Gone{Kind: kind.InstanceKind, Name: name}}
	}
	if id, ok := strings.CutPrefix(text, "ext:"); ok {
		return kind.Ref{External: &kind.External{AWSID: id}}
	}
	return kind.To(ID(text))
}

func block(text string) netip.Prefix {
	if text == "" {
		return netip.Prefix{}
	}
	return netip.MustParsePrefix(text)
}

func key(prefix string, n int) string { return fmt.Sprintf("%s%d", prefix, n) }

func must(err error) {
	if err != nil {
		panic(err)
	}
}
