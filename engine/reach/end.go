package reach

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A side is one way to be an end of a conversation: an interface with one of its addresses, or
// hosts outside the design.
type side struct {
	iface *Interface
	// private is the interface's address, or the addresses of the hosts outside.
	private netset.AddrSet
	public  netset.AddrSet
	// byPublic: it is addressed by its public address.
	byPublic bool
	// every: all addresses of the set are meant, not one that is not known.
	every bool
	ports netset.NumberSet
	// service is the AWS service that it is; none for any other end.
	service serviceSet
	// host is the client outside that it is; "" for anybody.
	host string
	// network is the corporate network whose hosts they are; nil for none.
	network *corporateNetwork
}

func (s *side) vpc() *vpc {
	if s.iface == nil {
		return nil
	}
	return s.iface.vpc()
}

func (s *side) subnet() *subnet {
	if s.iface == nil {
		return nil
	}
	return s.iface.subnet
}

func (s *side) start() node {
	switch {
	case s.iface == nil && !s.service.isNone():
		return fromService{}
	case s.network != nil:
		return fromOffice{s.network}
	case s.iface == nil:
		return outside{}
	}
	return leaving{s.iface}
}

// A member is one thing that an end of a question means. Any of its sides counts.
type member struct {
	id    string
	key   string
	sides []side
	// doubtful: it may or may not have the address that was asked for.
	doubtful bool
	// literal is the block that was asked for, when the member was found by address.
	literal netip.Prefix
	// answersOnly: as what a group of places stands for, it starts nothing.
	answersOnly bool
	// startsOnly: as what a group stands for, it answers nothing.
	startsOnly bool
	// name is what it is known by, where that has to be resolved first; nil for any other member.
	name *nameEnd
	// oneOf: the resource lives in one of the members with this id, and which is not known.
	oneOf bool
	// weight counts the interfaces it stands for; spare is another one of them.
	weight int
	spare  *Interface
}

func outsideMember(id string, set netset.AddrSet) member {
	_, one := set.Only()
	return member{id: id, weight: 1, sides: []side{{private: set, every: !one, ports: netset.AnyClient}}}
}

func interfaceSides(i *Interface, within netset.AddrSet) []side {
	var sides []side
	for _, a := range i.private {
		if a = a.Intersect(within); !a.IsEmpty() {
			sides = append(sides, side{iface: i, private: a, public: i.public, ports: i.ports})
		}
	}
	return sides
}

func interfaceMember(i *Interface) member {
	return member{id: i.Resource, key: i.Key, weight: 1, sides: interfaceSides(i, netset.AllAddrs)}
}

// part is the member as far as it has one of some addresses, where it is outside.
func (m *member) part(of netset.AddrSet) member {
	p := *m
	if p.sides[0].iface == nil {
		p.sides = slices.Clone(p.sides)
		p.sides[0].private = of
	}
	return p
}

// isAlso reports whether both are the same resource.
func (m *member) isAlso(o *member) bool {
	return m.id == o.id && m.sides[0].iface != nil && o.sides[0].iface != nil
}

// other is the rest of the interfaces that the member stands for.
func (m *member) other() *member {
	o := interfaceMember(m.spare)
	o.weight = m.weight - 1
	return &o
}

// members lists what an end means: a resource is one member whatever its interfaces, a group is its
// interfaces. An end that names nothing has none.
func (n *Network) members(e design.End) []member {
	switch {
	case e.CIDR.IsValid():
		return n.membersAt(e.CIDR)
	case e.Service != "":
		return []member{nameMember(servicePrefix+e.Service, nameEnd{set: serviceSet{e.Region, e.Service}})}
	case e.Ref.ID == kind.Internet:
		return []member{outsideMember(kind.Internet, n.rest4.Union(n.rest6))}
	case e.Ref.ID == "":
		return nil
	}
	if at, ok := n.clients[e.Ref.ID]; ok {
		return []member{n.clientMember(e.Ref.ID, at)}
	}
	if set, ok := n.services[e.Ref.ID]; ok {
		return []member{nameMember(e.Ref.ID, nameEnd{set: set})}
	}
	if r, ok := n.records[e.Ref.ID]; ok {
		return []member{nameMember(e.Ref.ID, nameEnd{record: r.name})}
	}
	if network := n.networks[e.Ref.ID]; network != nil {
		return network.members(network.set)
	}
	if all, ok := n.byResource[e.Ref.ID]; ok {
		if len(all) > 0 && all[0].spread != anyOf {
			return nodesOf(all, e.Interface)
		}
		m := member{id: e.Ref.ID, key: e.Interface, weight: 1}
		for _, i := range all {
			if e.Interface == "" || e.Interface == i.Key {
				m.sides = append(m.sides, interfaceSides(i, netset.AllAddrs)...)
			}
		}
		if len(m.sides) == 0 {
			return nil
		}
		return []member{m}
	}
	return n.within(e.Ref.ID)
}

// within lists what a scope, VPC, subnet or security group stands for. A scope stands for its VPCs.
func (n *Network) within(id string) []member {
	if r := n.design.Resources[id]; r == nil || r.Kind != kind.ScopeKind {
		return n.inGroup[id]
	}
	var all []member
	for _, v := range n.byKind[kind.VPCKind] {
		if n.design.Resources[v].Parent == id {
			all = append(all, n.inGroup[v]...)
		}
	}
	return all
}

// gatherGroups lists, for each VPC, subnet and security group, the interfaces in it, one for
// each profile. It is done once: a question about a group must not read all interfaces. Those of one
// profile have one subnet and the same groups, so each profile is put in its place once, too.
func gatherGroups(b *builder) {
	var profiles []*profiled
	of := map[int]*profiled{}
	for _, i := range b.interfaces {
		if !i.isEnd() {
			continue
		}
		if p := of[i.profile]; p != nil {
			p.count++
			p.last = i
			continue
		}
		p := &profiled{first: i, count: 1}
		of[i.profile] = p
		profiles = append(profiles, p)
	}
	b.makeRoom(profiles)
	for _, p := range profiles {
		i := p.first
		m := interfaceMember(i)
		m.weight, m.spare = p.count, p.last
		m.startsOnly = i.nature.isDeaf()
		m.answersOnly = i.balancer != nil || i.nature.isSilent()
		if s := i.subnet; s != nil {
			b.inGroup[s.id] = append(b.inGroup[s.id], m)
			b.inGroup[s.vpc.id] = append(b.inGroup[s.vpc.id], m)
		}
		m.answersOnly = i.nature.isSilent()
		for _, g := range i.groups {
			b.inGroup[g.id] = append(b.inGroup[g.id], m)
		}
	}
}

// makeRoom counts before anything is listed: members are large, and lists that grow would copy each twice.
func (b *builder) makeRoom(profiles []*profiled) {
	counts := map[string]int{}
	for _, p := range profiles {
		if s := p.first.subnet; s != nil {
			counts[s.id]++
			counts[s.vpc.id]++
		}
		for _, g := range p.first.groups {
			counts[g.id]++
		}
	}
	for id, count := range counts {
		b.inGroup[id] = make([]member, 0, count)
	}
}

// profiled are the interfaces of one profile; last is nil for a single one.
type profiled struct {
	first, last *Interface
	count       int
}

// membersAt lists who has an address in a block: interfaces of the design, and the hosts outside it.
// An interface whose address AWS will pick may have one there.
func (n *Network) membersAt(block netip.Prefix) []member {
	set := netset.Prefixes(block)
	_, one := set.Only()
	var sure, maybe []member
	for _, i := range n.interfaces {
		sides := interfaceSides(i, set)
		if len(sides) == 0 || !one && !i.isEnd() {
			continue
		}
		m := member{id: i.Resource, key: i.Key, weight: 1, sides: sides, literal: block, answersOnly: !one && (i.balancer != nil || i.nature.isSilent()), startsOnly: !one && i.nature.isDeaf()}
		if set.Covers(i.private[0]) || len(i.private) > 1 {
			sure = append(sure, m)
		} else {
			m.doubtful = true
			maybe = append(maybe, m)
		}
	}
	all := sure
	if !one || len(sure) == 0 {
		all = append(all, maybe...)
	}
	rest := set
	for _, v := range n.vpcs {
		rest = rest.Minus(v.blocks)
	}
	for _, row := range kind.Sorted(n.networks) {
		for _, m := range row.Value.members(rest.Intersect(row.Value.set)) {
			m.literal = block
			all = append(all, m)
		}
		rest = rest.Minus(row.Value.set)
	}
	if one && len(all) == 0 {
		rest = set // nobody's address in a VPC: walk there and find out
	}
	if !rest.IsEmpty() {
		m := outsideMember(block.String(), rest)
		m.literal = block
		all = append(all, m)
	}
	return all
}

// hides reports whether, for an interface of VPC v, the block that m was found by lies in v itself:
// then an interface of another VPC with the same address is not meant.
func (m *member) hides(v *vpc) bool {
	return m.literal.IsValid() && v != nil && m.sides[0].vpc() != v && v.blocks.Covers(netset.Prefixes(m.literal)) && m.sides[0].iface != nil
}

// IsEmpty reports whether an end stands for nothing that could send or receive.
// An AWS service and what lies out of the design are something, though nothing is known of them.
func (n *Network) IsEmpty(e design.End) bool {
	if e.Ref.ID == kind.Internet {
		return false
	}
	if !e.CIDR.IsValid() && e.Interface == "" && (len(n.byResource[e.Ref.ID]) > 0 || len(n.within(e.Ref.ID)) > 0) {
		return false // without a list of them
	}
	return e.Service == "" && e.Ref.External == nil && len(n.members(e)) == 0
}

// EndText is how people call an end.
func (n *Network) EndText(e design.End) string { return n.endText(e) }
