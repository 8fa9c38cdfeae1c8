package verdict

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"go4.org/netipx"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// A way is one way to mend a problem: the edits that it takes.
type way []Edit

// A bench is where repairs are made: the design as it is with the edits so far, and the network of
// the last trial. It reads associations from the design, which may be ahead of the network.
type bench struct {
	d *design.Design
	n *reach.Network
	// byKind are the ids of each kind that was asked for; most of a large design is never looked at.
	byKind map[kind.Name][]string
	// worn counts the interfaces with each public address; nil until somebody asks.
	worn map[string]int
}

func newBench(d *design.Design, n *reach.Network) *bench {
	return &bench{d: d, n: n, byKind: map[kind.Name][]string{}}
}

// apply goes on with some edits made. What was looked up in all of a design follows them: they are made
// one problem after the other, and there may be many.
func (b *bench) apply(edits []Edit) error {
	ops := opsOf(edits)
	patched := map[string]bool{}
	for _, op := range ops {
		p, patches := op.(design.Patch)
		if !patches {
			clear(b.byKind)
			b.worn = nil
		}
		patched[p.ID] = true
	}
	b.wear(patched, -1)
	_, _, err := design.Apply(b.d, ops)
	b.wear(patched, 1)
	return err
}

// wear counts the public addresses of some resources, where somebody asked.
func (b *bench) wear(resources map[string]bool, by int) {
	if b.worn == nil {
		return
	}
	for id := range resources {
		if r := b.d.Resources[id]; r != nil {
			b.count(r, by)
		}
	}
}

// waysToMend lists ways to mend a problem, the most usual first.
func (b *bench) waysToMend(f *design.Flow, p problem) []way {
	var ways []way
	if f.Expect == design.MustNot {
		for _, c := range closers {
			ways = append(ways, c(b, p)...)
		}
		return ways
	}
	for _, r := range repairs {
		if slices.Contains(r.codes, p.reason.Code) {
			ways = append(ways, r.ways(b, p)...)
		}
	}
	return ways
}

// edit words one. key names its sentence in message.Repairs; args are pairs of a placeholder and its
// value, a string or a message.Text.
func edit(key string, cost int, ops design.Ops, args ...any) Edit {
	en, ja := message.Args{}, message.Args{}
	for i := 0; i+1 < len(args); i += 2 {
		name := args[i].(string)
		switch v := args[i+1].(type) {
		case message.Text:
			en[name], ja[name] = v.EN, v.JA
		case string:
			en[name], ja[name] = v, v
		}
	}
	t := message.Repairs[key]
	return Edit{Text: message.Text{EN: t.Format(message.EN, en), JA: t.Format(message.JA, ja)}, Ops: ops, cost: cost}
}

func one(e Edit) []way { return []way{{e}} }

func set(id, path string, v any) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path, Value: asJSON(v)}
}

func remove(id, path string) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path}
}

func asJSON(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // values of our own making
	}
	return raw
}

// put is the operation that makes a resource.
func put(id, name, parent string, p kind.Props) design.Op {
	return design.Put{Section: design.Resources, ID: id, Value: asJSON(map[string]any{"kind": p.Kind(), "name": name, "parent": parent, "props": p})}
}

// freshID is an id for a new resource that belongs to an old one. It is not random: equal designs get
// equal fixes, and two attempts of one search that make the same thing make it once.
func (b *bench) freshID(prefix, near string) string {
	for i := 0; ; i++ {
		h := fnv.New64a()
		fmt.Fprint(h, prefix, " ", near, " ", i)
		if id := prefix + strconv.FormatUint(h.Sum64()|1<<63, 36)[:8]; b.d.Lookup(id) == nil {
			return id
		}
	}
}

// freshName is a name that no resource of the kind has.
func (b *bench) freshName(k kind.Name, want string) string {
	taken := map[string]bool{}
	for _, id := range b.each(k) {
		taken[b.d.Resources[id].Name] = true
	}
	name := want
	for i := 2; taken[name]; i++ {
		name = want + "-" + strconv.Itoa(i)
	}
	return name
}

// rowKey is a key for a new row: the same for the same row, so that nothing is added twice.
func rowKey(v any) string {
	h := fnv.New64a()
	h.Write(asJSON(v))
	return "fix" + strconv.FormatUint(h.Sum64()|1<<63, 36)[:6]
}

func (b *bench) name(id string) string { return b.d.NameOf(id) }

// interfaceAt reads the row of an interface; false for what has none that could be written, such as
// a load balancer's node.
func (b *bench) interfaceAt(p reach.Place) (kind.Interface, bool) {
	r := b.d.Resources[p.Resource]
	if r == nil {
		return kind.Interface{}, false
	}
	a, ok := r.Props.(kind.Addressed)
	if !ok {
		return kind.Interface{}, false
	}
	i, ok := a.NetworkInterfaces()[p.Interface]
	return i, ok
}

// hasRows reports whether the interfaces of a resource are rows that people edit.
func (b *bench) hasRows(id string) bool {
	r := b.d.Resources[id]
	if r == nil {
		return false
	}
	f := kind.Get(r.Kind).Field("interfaces")
	return f != nil && f.Type == kind.Rows
}

// propsAt are the properties of a resource, if it is of that kind.
func propsAt[P kind.Props](b *bench, id string) (p P, ok bool) {
	if r := b.d.Resources[id]; r != nil {
		p, ok = r.Props.(P)
	}
	return p, ok
}

func setInterface(p reach.Place, i kind.Interface) design.Op {
	return set(p.Resource, "props.interfaces."+p.Interface, i)
}

// subnetOf is the subnet of an interface; "" where it has none.
func (b *bench) subnetOf(p reach.Place) string {
	i, ok := b.interfaceAt(p)
	if !ok {
		return ""
	}
	at := i.Subnet.ID
	if i.Subnet.IsZero() {
		at = b.d.Resources[p.Resource].Parent
	}
	if r := b.d.Resources[at]; r != nil && r.Kind == kind.SubnetKind {
		return at
	}
	return ""
}

func (b *bench) vpcOf(p reach.Place) string { return b.parent(b.subnetOf(p)) }

func (b *bench) parent(id string) string {
	if r := b.d.Resources[id]; r != nil {
		return r.Parent
	}
	return ""
}

// groupsOf are the security groups that filter an interface: its own, or the VPC's default one.
func (b *bench) groupsOf(p reach.Place) []string {
	i, ok := b.interfaceAt(p)
	vpc := b.vpcOf(p)
	if !ok || vpc == "" || b.d.Resources[p.Resource].Kind == kind.NATGatewayKind {
		return nil
	}
	var groups []string
	for _, g := range kind.Sorted(i.Groups) {
		if r := b.d.Resources[g.Key]; r != nil && r.Kind == kind.SecurityGroupKind && r.Parent == vpc {
			groups = append(groups, g.Key)
		}
	}
	if len(groups) == 0 {
		return []string{design.DefaultSecurityGroupID(vpc)}
	}
	return groups
}

// tableOf is the route table of a subnet, its own or the main one.
func (b *bench) tableOf(subnet string) string {
	r := b.d.Resources[subnet]
	if r == nil {
		return ""
	}
	if t := r.Props.(*kind.Subnet).RouteTable.ID; t != "" {
		return t
	}
	return b.mainTable(r.Parent)
}

func (b *bench) mainTable(vpc string) string {
	if r := b.d.Resources[vpc]; r != nil {
		if main := r.Props.(*kind.VPC).MainRouteTable.ID; main != "" {
			return main
		}
	}
	return design.MainRouteTableID(vpc)
}

func (b *bench) routesOf(table string) map[string]kind.Route {
	if r := b.d.Resources[table]; r != nil {
		if t, ok := r.Props.(*kind.RouteTable); ok {
			return t.Routes
		}
	}
	return nil
}

// aclOf is the network ACL of a subnet, its own or the default one.
func (b *bench) aclOf(subnet string) string {
	r := b.d.Resources[subnet]
	if r == nil {
		return ""
	}
	if a := r.Props.(*kind.Subnet).NetworkACL.ID; a != "" {
		return a
	}
	return design.DefaultNetworkACLID(r.Parent)
}

// each lists the resources of a kind, in order. The slice is the caller's.
func (b *bench) each(k kind.Name) []string {
	ids, known := b.byKind[k]
	if !known {
		for id, r := range b.d.Resources {
			if r.Kind == k {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		b.byKind[k] = ids
	}
	return slices.Clone(ids)
}

// subnetsOn are the subnets of a VPC that a route table serves.
func (b *bench) subnetsOn(table string) []string {
	var ids []string
	for _, id := range b.each(kind.SubnetKind) {
		if b.tableOf(id) == table {
			ids = append(ids, id)
		}
	}
	return ids
}

// gatewaysOf are the internet gateways attached to a VPC; loose ones are attached to nothing.
func (b *bench) gatewaysOf(vpc string) (attached, loose []string) {
	for _, id := range b.each(kind.InternetGatewayKind) {
		switch at := b.d.Resources[id].Props.(*kind.InternetGateway).VPC; {
		case at.ID == vpc:
			attached = append(attached, id)
		case b.d.Resources[at.ID] == nil:
			loose = append(loose, id)
		}
	}
	return attached, loose
}

// blocksFor names a set of addresses in blocks: exactly where two are enough, else by the smallest
// block that holds it all. An address that AWS will pick is named by its subnet, the internet by all.
func blocksFor(set netset.AddrSet) []netip.Prefix {
	var exact []netip.Prefix
	for _, r := range set.Ranges() {
		exact = append(exact, netipx.IPRangeFrom(r.Lo, r.Hi).Prefixes()...)
	}
	if len(exact) <= 2 && !slices.Contains(exact, internet6) {
		return exact
	}
	var out []netip.Prefix
	for _, r := range set.Ranges() {
		if n := len(out); n > 0 && out[n-1].Addr().Is4() == r.Lo.Is4() {
			out[n-1] = holding(out[n-1].Addr(), r.Hi)
			continue
		}
		out = append(out, holding(r.Lo, r.Hi))
	}
	for i, p := range out {
		if p == internet6 || within(internet6, p) {
			out[i] = anyIPv6
		}
	}
	return out
}

// The whole internet over IPv6, and how people name it.
var (
	internet6 = netip.MustParsePrefix("2000::/3")
	anyIPv6   = netip.MustParsePrefix("::/0")
)

// holding is the smallest block with both addresses.
func holding(a, b netip.Addr) netip.Prefix {
	for bits := a.BitLen(); ; bits-- {
		if p := netip.PrefixFrom(a, bits).Masked(); p.Contains(b) {
			return p
		}
	}
}

// maxServices is how many rules one edit writes; traffic with more gaps is named by what holds it.
const maxServices = 3

// servicesFor names traffic in services, exactly where few are enough.
func servicesFor(t netset.Traffic) []design.Service {
	var all []design.Service
	for _, e := range t.Sourced(netset.AllNumbers).Entries() {
		all = append(all, servicesOf(e)...)
	}
	if len(all) <= maxServices {
		return all
	}
	wide := all[0]
	for _, s := range all[1:] {
		if s.Protocol != wide.Protocol {
			return []design.Service{{}}
		}
		from, _ := wide.Ports.Bounds()
		_, to := s.Ports.Bounds()
		wide.Ports, wide.Types = netset.Ports(from, to), netset.Types{}
	}
	if !wide.Protocol.HasPorts() {
		wide.Ports = netset.PortRange{}
	}
	return []design.Service{wide}
}

// servicesOf reads an entry back: a protocol with lists of ports or of types.
func servicesOf(e netset.Entry) []design.Service {
	var base design.Service
	if err := base.Protocol.UnmarshalText([]byte(e.Protocol)); err != nil {
		return nil
	}
	var all []design.Service
	for part := range strings.SplitSeq(e.Ports+e.Types, ",") {
		s := base
		ok := true
		switch {
		case s.Protocol.HasPorts():
			ok = s.Ports.UnmarshalText([]byte(part)) == nil
		case s.Protocol.HasTypes():
			ok = s.Types.UnmarshalText([]byte(part)) == nil
		}
		if ok {
			all = append(all, s)
		}
	}
	if len(all) == 0 { // a run of types, which no rule names in one
		all = append(all, base)
	}
	return all
}
