package reach

import (
	"fmt"
	"net/netip"
	"slices"

	"vpcanvas/engine/netset"
)

// A post is how interfaces filter: their groups, the border of their subnet, and what is wrong with
// them. A design has few: servers of one tier share one.
type post struct {
	border          *border
	egress, ingress *groupSieve
	// wears are the groups of both.
	wears []*group
	// cuts are the border's and those of the groups' rules.
	cuts []netip.Addr
	// doubtful: whether it can send or receive at all contradicts itself.
	doubtful bool
	// public tells whether it has a public address; Maybe where another one claims it too.
	public netset.Answer
	// unrouted: over IPv6, and the internet does not know its addresses (semantics 29).
	unrouted bool
	// client is what it can send, answers what it can answer, and over what packets of its family can carry.
	client, answers, over setID
	is4                   bool
	// toAny and fromAny are the halves with a public address that AWS will pick as the peer.
	toAny, fromAny setID
	// toFace and fromFace are the halves with each face of the VPC, and near the same in one subnet,
	// one more than the setID; 0 where it was not needed yet.
	toFace, fromFace, nearTo, nearFrom []setID
	// across are the halves with each face of another VPC: to the faces, then from them.
	across map[*vpc][2][]setID
	// toEnd and fromEnd are those with each end outside.
	toEnd, fromEnd []setID
}

// A face is what other interfaces' filters see of one: where its address is, and the groups that
// rules name.
type face struct {
	at    netset.AddrSet
	wears []*group
}

// A seat is an interface with one of its private addresses, as others see it and as it filters.
type seat struct {
	vpc    *vpc
	subnet *subnet
	post   *post
	face   int
}

// A place is resources that have the same seats: no third party can tell them apart. A load balancer
// is a place of its own, without seats, and so is an AWS service.
type place struct {
	seats      []seat
	isBalancer bool
	// parts are the seats of which any will do: those of each interface where each counts (isSpread),
	// else all of them.
	parts    [][]seat
	isSpread bool
	// service is what it is known by, if it is an AWS service.
	service *member
	// some are the interfaces of one of the resources, and other those of another one; nil for none.
	some, other []*Interface
}

// A classifier gives out posts, faces and places.
type classifier struct {
	m       *Matrix
	cuts    []netip.Addr
	named   map[*group]bool
	borders map[[2]string]*border
	sieves  map[string][2]*groupSieve
	posts   map[string]int
	faces   map[string]int
	// profiled are the posts of interfaces that are known to filter alike.
	profiled map[profile]int
	places   map[string]int
	// counts of faces by VPC.
	perVPC map[*vpc]int
}

// A profile is that of an interface, for packets of one family.
type profile struct {
	number int
	is4    bool
}

func newClassifier(m *Matrix) *classifier {
	c := &classifier{
		m: m, named: map[*group]bool{}, borders: map[[2]string]*border{}, sieves: map[string][2]*groupSieve{},
		posts: map[string]int{}, profiled: map[profile]int{}, faces: map[string]int{}, places: map[string]int{}, perVPC: map[*vpc]int{},
	}
	blocks := map[netset.Range[netip.Addr]]bool{}
	for _, p := range m.net.blocks {
		blocks[netset.PrefixRange(p)] = true
	}
	for _, v := range m.net.vpcs {
		for _, p := range v.prefixes {
			blocks[netset.PrefixRange(p)] = true
		}
	}
	for r := range blocks {
		c.cuts = cutAround(c.cuts, r)
	}
	for _, set := range []netset.AddrSet{netset.RFC1918, netset.RFC6598} {
		c.cuts = cutAround(c.cuts, set.Ranges()...)
	}
	for _, i := range m.net.interfaces {
		if i.isTarget { // what routes make of packets to it, they make of no neighbour's
			for _, own := range i.private {
				c.cuts = cutAround(c.cuts, own.Ranges()...)
			}
		}
	}
	c.cuts = sortedCuts(c.cuts)
	for _, g := range m.net.groups {
		for _, rules := range [][]groupRule{g.egress, g.ingress} {
			for i := range rules {
				if rules[i].peer != nil {
					c.named[rules[i].peer] = true
				}
			}
		}
	}
	return c
}

// place finds the class of a resource by its interfaces.
func (c *classifier) place(all []*Interface) int {
	p := place{some: all, isBalancer: all[0].balancer != nil, isSpread: all[0].spread != anyOf}
	if p.isBalancer {
		c.m.places = append(c.m.places, p)
		return len(c.m.places) - 1
	}
	var key []byte
	for _, i := range all {
		first := len(p.seats)
		if p.isSpread {
			p.parts = append(p.parts, nil)
			key = fmt.Append(key, "part ")
		}
		if i.subnet == nil || !i.running || i.badAddress || i.subnet.refused {
			continue // it neither sends nor receives
		}
		for _, at := range i.private {
			post := c.post(i, !is6(at))
			s := seat{vpc: i.vpc(), subnet: i.subnet, post: c.m.posts[post], face: c.face(i, at)}
			p.seats = append(p.seats, s)
			key = fmt.Append(key, s.subnet.id, " ", post, " ", s.face, i.asks, "\n")
			if i.isTarget {
				key = fmt.Append(key, i.Resource, " ", i.Key, "\n")
			}
		}
		if p.isSpread {
			p.parts[len(p.parts)-1] = p.seats[first:]
		}
	}
	if !p.isSpread {
		p.parts = [][]seat{p.seats}
	}
	n, ok := c.places[string(key)]
	if !ok {
		n = len(c.m.places)
		c.places[string(key)] = n
		c.m.places = append(c.m.places, p)
	} else if first := &c.m.places[n]; first.other == nil {
		first.other = all
	}
	return n
}

// service makes the place of an AWS service.
func (c *classifier) service(id string) int {
	one := nameMember(id, nameEnd{set: c.m.net.services[id]})
	c.m.places = append(c.m.places, place{service: &one})
	return len(c.m.places) - 1
}

// post finds the class of an interface as a filter of one family's packets, by its number among the posts.
func (c *classifier) post(i *Interface, is4 bool) int {
	n, known := c.profiled[profile{i.profile, is4}]
	if !known {
		n = c.findPost(i, is4)
		c.profiled[profile{i.profile, is4}] = n
	}
	return n
}

func (c *classifier) findPost(i *Interface, is4 bool) int {
	s := i.subnet
	public := netset.No
	switch {
	case !is4: // its addresses are public as they are (semantics 29)
	case i.rival != nil:
		public = netset.Maybe
	case i.HasPublicAddress():
		public = netset.Yes
	}
	doubtful := !s.cidr.IsValid() || s.vpc.blocks.IsEmpty() || s.overlaps != "" || i.twin != nil
	unrouted := !is4 && netset.Unrouted.In(s.cidr6) == netset.Yes
	key := fmt.Appendf(nil, "%s %s %s %t %d %t %v %t %s", s.vpc.id, s.acl.id, s.table.id, doubtful, public, unrouted, i.ports.Ranges(), is4, i.nature.name)
	groups := make([]byte, 0, 16*len(i.groups))
	for _, g := range i.groups {
		groups = append(append(groups, ' '), g.id...)
	}
	text := string(append(key, groups...))
	if n, known := c.posts[text]; known {
		return n
	}
	at := [2]string{s.acl.id, s.table.id}
	if c.borders[at] == nil {
		c.borders[at] = newBorder(s)
	}
	sieves, ok := c.sieves[string(groups)]
	if !ok {
		sieves = [2]*groupSieve{newGroupSieve(i.groups, true), newGroupSieve(i.groups, false)}
		c.sieves[string(groups)] = sieves
	}
	p := &post{border: c.borders[at], egress: sieves[0], ingress: sieves[1], wears: i.groups, doubtful: doubtful, public: public, unrouted: unrouted, is4: is4}
	p.client, p.answers = c.m.pool.id(netset.Known(netset.Everything.From(i.ports))), c.m.everything
	if i.nature.isSilent() {
		p.client = nothing
	}
	if i.nature.notAnswered != "" {
		p.answers = c.m.pool.id(netset.Known(i.nature.answers))
	}
	if p.over = c.m.pool.id(netset.Known(netset.Over6)); is4 {
		p.over = c.m.pool.id(netset.Known(netset.Over4))
	}
	p.cuts = slices.Clone(p.border.cuts)
	for _, sieve := range sieves {
		for n := range sieve.rules {
			p.cuts = cutAround(p.cuts, sieve.rules[n].set.Ranges()...)
		}
	}
	p.cuts = sortedCuts(p.cuts)
	c.posts[text] = len(c.m.posts)
	c.m.posts = append(c.m.posts, p)
	return c.posts[text]
}

// face finds the class of an address with the groups of its interface.
func (c *classifier) face(i *Interface, at netset.AddrSet) int {
	v := i.vpc()
	key := append([]byte(v.id), ' ')
	for _, r := range at.Ranges() {
		key = fmt.Append(key, stretch(c.cuts, r.Lo), "-", stretch(c.cuts, r.Hi), " ")
	}
	var wears []*group
	for _, g := range i.groups {
		if c.named[g] {
			wears = append(wears, g)
			key = append(append(key, ' '), g.id...)
		}
	}
	n, ok := c.faces[string(key)]
	if !ok {
		n = c.perVPC[v]
		c.perVPC[v]++
		c.faces[string(key)] = n
		c.m.faces[v] = append(c.m.faces[v], face{at, wears})
	}
	return n
}

// stretch numbers the stretch between two cuts that holds an address.
func stretch(cuts []netip.Addr, a netip.Addr) int {
	at, exact := slices.BinarySearchFunc(cuts, a, netip.Addr.Compare)
	if exact {
		at++
	}
	return at
}
