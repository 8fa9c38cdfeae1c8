package reach

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

func buildInstance(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.Instance)
	b.addInterfaces(id, r.Parent, p.Interfaces, Interface{running: p.State != kind.StateStopped, ports: netset.LinuxPorts})
	if p.Role != kind.RoleNAT {
		return
	}
	f := b.forwarderOf(id)
	f.nats = make([]*natGateway, len(f.interfaces))
	for i, made := range f.interfaces {
		f.nats[i] = &natGateway{id: id, iface: made, isInstance: true}
		made.relays = f.nats[i]
	}
}

// addInterfaces makes the interfaces of an addressed resource. like carries what is common to them.
func (b *builder) addInterfaces(id, parent string, rows map[string]kind.Interface, like Interface) {
	made := make([]*Interface, 0, len(rows))
	for key, row := range kind.Ordered(rows) {
		i := like
		i.Resource, i.Key, i.check = id, key, row.SourceDestCheck
		made = append(made, &i)
		b.pending = append(b.pending, pendingInterface{&i, row, parent})
	}
	b.byResource[id] = made
	b.interfaces = append(b.interfaces, made...)
}

// forwarderOf is a resource as what routes lead to. It is made when the first does: few ever do.
func (b *builder) forwarderOf(id string) *forwarder {
	if t, ok := b.targets[id]; ok {
		return t.(*forwarder)
	}
	f := &forwarder{interfaces: b.byResource[id], id: id}
	b.targets[id] = f
	return f
}

// linkInterfaces finds each interface's subnet, addresses and groups.
func linkInterfaces(b *builder) {
	for _, p := range b.pending {
		i := p.made
		at := p.owner
		if !p.row.Subnet.IsZero() {
			at = p.row.Subnet.ID
		}
		i.subnet = b.subnets[at]
		i.public = b.publicAddress(p.row.Public, i)
		if i.subnet == nil {
			i.private = []netset.AddrSet{netset.RFC1918}
			continue
		}
		i.private = i.privateAddresses(p.row)
		i.private = append(i.private, i.addresses6(p.row)...)
		if i.nat == nil && !i.isOpen(p.row) { // semantics 39
			i.groups = b.groupsOf(p.row, i.subnet.vpc)
		}
	}
	b.pending = nil
}

// publicAddress is the set of what the public address may turn out to be; AWS picks it.
func (b *builder) publicAddress(r kind.Ref, i *Interface) netset.AddrSet {
	if r.ID == kind.PublicAuto || r.External != nil {
		return netset.Public4
	}
	return b.use(r.ID, i)
}

// privateAddresses keeps what AWS would accept: assignable addresses of the subnet (semantics 141).
// None named means one that AWS picks.
func (i *Interface) privateAddresses(row kind.Interface) []netset.AddrSet {
	var good []netset.AddrSet
	may := i.subnet.addresses()
	for a := range kind.Ordered(row.Addresses) {
		if addr, err := netip.ParseAddr(a); err == nil && may.Has(addr.Unmap()) {
			good = append(good, netset.Addr(addr.Unmap()))
		}
	}
	if len(good) > 0 {
		return good
	}
	i.badAddress = anyIs4(row.Addresses) || may.IsEmpty()
	if may.IsEmpty() {
		may = netset.Prefixes(i.subnet.cidr)
	}
	return []netset.AddrSet{may}
}

func anyIs4(addresses map[string]bool) bool {
	for s := range addresses {
		if a, err := netip.ParseAddr(s); err != nil || a.Unmap().Is4() {
			return true
		}
	}
	return false
}

// addresses6 are its IPv6 addresses: those named that lie in the subnet, and one that AWS picks where
// the interface or its subnet asks for one.
func (i *Interface) addresses6(row kind.Interface) []netset.AddrSet {
	var good []netset.AddrSet
	may := i.subnet.cidr6
	if may.IsEmpty() {
		return nil
	}
	for a := range kind.Ordered(row.Addresses) {
		if addr, err := netip.ParseAddr(a); err == nil && addr.Is6() && may.Has(addr) {
			good = append(good, netset.Addr(addr))
		}
	}
	if len(good) == 0 && (row.IPv6 || i.subnet.props.AssignIPv6AddressOnCreation) {
		good = append(good, may)
	}
	return good
}

// groupsOf drops groups of other VPCs (semantics 67); an interface without any has the default one.
func (b *builder) groupsOf(row kind.Interface, v *vpc) []*group {
	var groups []*group
	for g := range kind.Ordered(row.Groups) {
		if found := b.groups[g]; found != nil && found.vpc == v {
			groups = append(groups, found)
		}
	}
	if len(groups) == 0 {
		groups = []*group{v.group}
	}
	return groups
}

// usable notes what keeps the interface itself from sending or receiving anything.
func (i *Interface) usable(w *walk) {
	switch {
	case i.alone:
		w.blockOnce(reasonKey{code: BadState, resource: i.Resource, row: i.Key, detail: "alone"})
	case !i.running:
		w.blockOnce(reasonKey{code: BadState, resource: i.Resource})
	}
	s := i.subnet
	switch {
	case s == nil:
		w.blockOnce(reasonKey{code: NoSourceOrDest, resource: i.Resource, row: i.Key})
		return
	case s.refused:
		w.blockOnce(reasonKey{code: NoSourceOrDest, resource: i.Resource, row: i.Key, detail: w.net.name(s.id)})
	case !s.cidr.IsValid() || s.vpc.four.IsEmpty():
		w.doubt(reasonKey{code: UnknownResource, resource: s.id})
	case s.overlaps != "":
		w.doubt(reasonKey{code: BlockConflict, resource: s.id, detail: w.net.name(s.overlaps)})
	}
	if i.badAddress {
		w.blockOnce(reasonKey{code: ENIAddress, resource: i.Resource, row: i.Key})
	}
	if i.twin != nil {
		w.doubt(reasonKey{code: AddressConflict, resource: i.Resource, row: i.Key, detail: w.net.name(i.twin.Resource)})
	}
}

func (n *Network) kindOf(id string) kind.Name {
	if r := n.design.Lookup(id); r != nil {
		return r.Kind
	}
	return ""
}

func (n *Network) name(id string) string { return n.design.NameOf(id) }

// leaving is an interface that sends. Its groups look at what it starts; replies of what they let in
// pass whatever they say (semantics 52, 53, 54).
type leaving struct{ iface *Interface }

func (n leaving) step(w *walk) node {
	i := n.iface
	w.hop(Hop{Resource: i.Resource, Kind: w.net.kindOf(i.Resource), Decision: Pass, Row: i.Key})
	i.usable(w)
	if w.split == nil && w.dir == Forward {
		i.mayStart(w)
	}
	if w.split != nil || w.lost {
		return nil
	}
	if i.subnet == nil {
		return w.land()
	}
	if w.handed {
		return w.toNode(i)
	}
	there := w.side(w.to)
	if there.iface == nil && there.service.isNone() {
		if s := i.subnet.vpc.ownService(w.class.addr[w.to]); s != nil {
			return s
		}
	}
	if w.dir == Forward {
		w.resolves(i.subnet.vpc)
		w.filterGroups(i, true)
	}
	return w.forth(i)
}

// resolves asks whether the name of a service that the packet goes to can be resolved at all
// (semantics 108, 144).
func (w *walk) resolves(v *vpc) {
	if there := w.side(w.to); there.iface == nil && !there.service.isNone() && !v.props.EnableDNSSupport {
		w.block(reasonKey{code: DNSSupportOff, resource: v.id})
	}
}

// mayStart asks what the interface belongs to whether it would start that at all.
func (i *Interface) mayStart(w *walk) {
	switch {
	case i.nat != nil: // semantics 36
		w.block(reasonKey{code: NATInbound, resource: i.Resource, row: i.Key})
		w.lost = true
	case i.balancer != nil:
		i.balancer.starts(w)
	case i.nature.isSilent():
		w.block(reasonKey{code: i.nature.neverStarts, resource: i.Resource})
	}
}

// forth is the way on from an interface whose groups have been asked. Neighbours in one subnet reach
// each other without its border and its router (semantics 15, 72).
func (w *walk) forth(i *Interface) node {
	if there := w.side(w.to); there.iface != nil && there.iface.subnet == i.subnet && !w.to.isPublic() {
		return entering{there.iface}
	}
	return leavingSubnet{i.subnet}
}

// entering is an interface that receives.
type entering struct{ iface *Interface }

func (n entering) step(w *walk) node {
	i := n.iface
	switch {
	case i.nat != nil:
		return i.nat.receive(w)
	case i.relays != nil && w.dir == Return && w.via.iface == i && w.beyond:
		return i.relays.receive(w)
	case w.handed && w.dir == Return && i == w.hand.node:
		return w.handBack()
	}
	before := len(w.reasons)
	i.usable(w)
	last := Arrive
	if len(w.reasons) > before {
		last = Drop
	}
	if w.dir == Forward && i.subnet != nil && w.split == nil {
		w.filterGroups(i, false)
	}
	if w.dir == Forward && i.balancer != nil && w.split == nil {
		i.balancer.listens(w)
	}
	if w.hands(i) {
		return w.handOver()
	}
	if w.dir == Forward && i.nature.notAnswered != "" && w.split == nil {
		w.only(&i.nature.answers, reasonKey{code: i.nature.notAnswered, resource: i.Resource, detail: netset.PortsText(i.nature.answers.DestinationPorts())})
	}
	w.hop(Hop{Resource: i.Resource, Kind: w.net.kindOf(i.Resource), Decision: last, Row: i.Key})
	return nil
}

// forwarder is a resource whose interface is the target of a route: a middlebox.
type forwarder struct {
	interfaces []*Interface
	id         string
	// nats are the interfaces as NAT instances; nil for any other resource.
	nats []*natGateway
}

// allows refuses an interface of another VPC (semantics 22), and parts of the VPC that are no whole
// subnet (semantics 9).
func (f *forwarder) allows(r *route) bool {
	if i := f.pick(r); i != nil && i.vpc() != nil && i.vpc() != r.table.vpc {
		return false
	}
	return r.table.vpc.mayDivert(r.dest)
}

func (f *forwarder) follow(w *walk, r *route) node {
	i := f.pick(r)
	switch {
	case i == nil || i.vpc() != r.table.vpc || !i.running || i.alone: // semantics 22, 47
		w.block(reasonKey{code: BadStateRoute, resource: r.table.id, row: r.row, detail: w.net.name(f.id)})
		if i != nil && i.relays != nil && i.vpc() == r.table.vpc {
			return i.relays.follow(w, r) // as if it were started
		}
	case w.side(w.to).iface == i && !w.to.isPublic(): // semantics 46: it refuses nothing to itself
		return arriving{i}
	case i.check: // semantics 45, 46
		w.block(reasonKey{code: ENISourceDestCheck, resource: i.Resource, row: i.Key})
		if i.relays != nil {
			return i.relays.follow(w, r)
		}
	case i.relays != nil:
		return i.relays.follow(w, r)
	default:
		w.doubt(reasonKey{code: UnsupportedComponent, resource: i.Resource, row: r.row})
		return w.astray()
	}
	return w.land()
}

// pick finds the interface that the route names, or the only one.
func (f *forwarder) pick(r *route) *Interface {
	want := r.table.props.Routes[r.row].Interface
	for _, i := range f.interfaces {
		if i.Key == want || want == "" && len(f.interfaces) == 1 {
			return i
		}
	}
	return nil
}
