package reach

import (
	"cmp"
	"iter"
	"net/netip"
	"slices"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A Matrix holds who may open which conversation with whom, for all pairs of resources and the
// outside world. It is the second implementation of the core, beside the walk: it follows no packet
// but intersects, for each pair, the sets of the filters on the way there and back.
//
// All pairs of 10,000 interfaces are a hundred million, so no pair is stored. Interfaces are gathered
// into classes twice over: posts, which filter alike, and faces, which others' filters see alike. A
// pair's set is the intersection of two halves, of a post and a face each (half says why), and each
// distinct set is held once (pool). So the work grows with the kinds of servers in the design, not
// with their number, and a pair is made when somebody looks at it.
//
// The sets look at the addresses of the two ends and so do not follow a translation yet. What comes to
// a NAT gateway, on the way there or back, goes on under another address and is filtered again; what
// asks a load balancer depends on whether its targets answer. Such pairs are answered by the walk, once
// for each pair of classes: those where the effective routes of the sender, or of the receiver for the
// reply, lead or may lead to a NAT gateway, and those with a load balancer or an AWS service at an end.
// Of a load balancer's nodes, and of the places where a database or a task may be, all are meant: what
// some of them let pass is possible. NAT gateways and interfaces that stand alone are no ends.
//
// It remembers what it has computed: one goroutine at a time may use it.
type Matrix struct {
	net    *Network
	pool   *pool
	faces  map[*vpc][]face
	places []place
	posts  []*post
	// everything and what any host can send are in the pool.
	everything, anyClient setID
	crossings             map[crossing]setID
	// walks are the pairs of classes, by their columns, that the walk has answered.
	walks map[[2]int]setID
	// firsts are, by VPC, the parts of the outside world that stand for others there.
	firsts map[*vpc][]int
	// beyond are the places that stand for others behind a NAT gateway; nil where nobody may.
	beyond map[beyond]int
	// tables are what all tables of a VPC lead to, when that is asked.
	tables map[*vpc]*border
	// samples is memory for half.
	samples []netip.Addr
	// ends are sorted by name, then id.
	ends []MatrixEnd
	byID map[string]*MatrixEnd
	// outside are the parts of the outside world.
	outside []peer
	// internet is the one of them that is the rest; -1 where the design names everything.
	internet int
}

// A MatrixEnd is a resource with interfaces, or a part of the outside world.
type MatrixEnd struct {
	// ID is a resource, a block that the design names, or "internet"; Name is what people call it.
	ID, Name string
	// Client is the source ports that it uses when it starts a conversation.
	Client netset.NumberSet
	// place is its class, or, outside, the number of its part; is tells which.
	place     int
	isOutside bool
}

// A MatrixRow is what one end may open to another, as surely and as possibly allowed.
type MatrixRow struct {
	From, To *MatrixEnd
	Allowed  netset.Three
}

// Matrix gathers the classes of the network. Pairs are computed when they are asked for.
func (n *Network) Matrix() *Matrix { return n.matrix(nil) }

func (n *Network) matrix(named []netip.Prefix) *Matrix {
	m := &Matrix{net: n, pool: newPool(), faces: map[*vpc][]face{}, internet: -1, byID: map[string]*MatrixEnd{}, crossings: map[crossing]setID{}, walks: map[[2]int]setID{}, firsts: map[*vpc][]int{}, beyond: map[beyond]int{}}
	m.everything = m.pool.id(netset.Known(netset.Everything))
	m.anyClient = m.pool.id(netset.Known(netset.Everything.From(netset.AnyClient)))
	c := newClassifier(m)
	for id, all := range n.byResource {
		if len(all) > 0 && all[0].isEnd() {
			m.ends = append(m.ends, MatrixEnd{ID: id, Name: n.name(id), Client: all[0].ports, place: c.place(all)})
		}
	}
	for id := range n.services {
		m.ends = append(m.ends, MatrixEnd{ID: id, Name: n.name(id), Client: netset.AnyClient, place: c.service(id)})
	}
	m.cutOutside(named)
	slices.SortFunc(m.ends, func(a, b MatrixEnd) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	for i := range m.ends {
		m.byID[m.ends[i].ID] = &m.ends[i]
	}
	for _, b := range c.borders {
		b.findFaces(m.faces[b.vpc])
	}
	for _, p := range m.posts {
		m.open(p)
	}
	return m
}

// open makes room for the halves of a post, none of which is known yet.
func (m *Matrix) open(p *post) {
	p.toEnd, p.fromEnd = make([]setID, len(m.outside)), make([]setID, len(m.outside))
	faces := make([]setID, 4*len(m.faces[p.border.vpc]))
	n := len(faces) / 4
	p.toFace, p.fromFace, p.nearTo, p.nearFrom = faces[:n:n], faces[n:2*n:2*n], faces[2*n:3*n:3*n], faces[3*n:]
	if p.public != netset.No {
		unknown := peer{face: face{at: netset.Public4}, public: true, isInterface: true}
		p.toAny, p.fromAny = m.half(p, &unknown, true), m.half(p, &unknown, false)
	}
}

// cutOutside divides the outside world into the blocks that the design names, the longest prefix
// first, and the rest. Of a block, the hosts on the internet are meant; one without any stays whole,
// to say that nothing is open to it. What lies in a VPC is not outside. Named are further blocks to
// tell apart.
func (m *Matrix) cutOutside(named []netip.Prefix) {
	var vpcs netset.AddrSet
	for _, v := range m.net.vpcs {
		vpcs = vpcs.Union(v.blocks)
	}
	vpcs = vpcs.Union(standInPool)
	blocks := slices.Concat(m.net.blocks, named)
	slices.SortFunc(blocks, func(a, b netip.Prefix) int {
		return cmp.Or(cmp.Compare(b.Bits(), a.Bits()), a.Addr().Compare(b.Addr()))
	})
	longer := vpcs
	for _, row := range kind.Sorted(m.net.networks) {
		at := row.Value.set.Minus(vpcs)
		longer = longer.Union(at)
		m.ends = append(m.ends, MatrixEnd{ID: row.Key, Name: m.net.name(row.Key), Client: netset.AnyClient, place: len(m.outside), isOutside: true})
		m.outside = append(m.outside, peer{face: face{at: at}, network: row.Value})
	}
	for _, p := range slices.Compact(blocks) {
		at := netset.Prefixes(p)
		rest := at.Minus(longer)
		if longer = longer.Union(at); rest.IsEmpty() {
			continue
		}
		if there := rest.Intersect(hosts); !there.IsEmpty() {
			rest = there
		}
		m.addOutside(p.String(), rest)
	}
	if rest := hosts.Minus(longer); !rest.IsEmpty() {
		m.internet = len(m.outside)
		m.addOutside(kind.Internet, rest)
	}
}

// hosts are the addresses of the internet.
var hosts = netset.Public4.Union(netset.Public6)

// noHosts are the addresses to which, and from which, no gateway to the internet leads (semantics 28).
var noHosts = netset.RFC1918.Union(netset.RFC6598).Union(netset.Unrouted)

func (m *Matrix) addOutside(id string, at netset.AddrSet) {
	m.ends = append(m.ends, MatrixEnd{ID: id, Name: id, Client: netset.AnyClient, place: len(m.outside), isOutside: true})
	m.outside = append(m.outside, peer{face: face{at: at}, public: true})
}

// Ends lists the resources and the parts of the outside world. The slice must not be changed.
func (m *Matrix) Ends() []MatrixEnd { return m.ends }

// IsOutside reports whether it is a part of the outside world.
func (e *MatrixEnd) IsOutside() bool { return e.isOutside }

// Groups lists the ends, those together that may open the same to everybody and to which everybody may
// open the same, in the order of their first.
func (m *Matrix) Groups() [][]*MatrixEnd {
	at := map[int]int{}
	var groups [][]*MatrixEnd
	for i := range m.ends {
		e := &m.ends[i]
		n, known := at[m.column(e)]
		if !known {
			n = len(groups)
			at[m.column(e)] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], e)
	}
	return groups
}

// Between is what one end may open to another, by their ids; nothing where there is no such end.
func (m *Matrix) Between(from, to string) netset.Three {
	a, b := m.byID[from], m.byID[to]
	if a == nil || b == nil || a == b {
		return netset.Three{}
	}
	return m.pool.sets[m.cell(a, b)]
}

// Rows visits the pairs that may open something, sorted by the names and ids of both ends. A block
// that the design names and that may open nothing is visited where the internet may: its addresses
// are not the internet's. Pairs that could exchange nothing but messages without an answer are left
// out: that is no conversation.
func (m *Matrix) Rows() iter.Seq[MatrixRow] {
	return func(yield func(MatrixRow) bool) {
		rows := map[int][]setID{}
		talks := map[setID]bool{}
		for i := range m.ends {
			from := &m.ends[i]
			row := m.row(from, rows)
			for k := range m.ends {
				to := &m.ends[k]
				id := row[m.column(to)]
				if i == k || id == nothing && !from.isOutside && !to.isOutside {
					continue
				}
				switch {
				case m.talks(id, talks):
					if !yield(MatrixRow{from, to, m.pool.sets[id]}) {
						return
					}
				case m.besideInternet(from, to):
					if !yield(MatrixRow{From: from, To: to}) {
						return
					}
				}
			}
		}
	}
}

// Count is how many pairs may open something, at least possibly: Rows without the named blocks that
// may open nothing. It looks at each pair of classes once.
func (m *Matrix) Count() int {
	size := make([]int, len(m.places)+len(m.outside))
	from := make([]*MatrixEnd, len(size))
	for i := range m.ends {
		at := m.column(&m.ends[i])
		size[at]++
		from[at] = &m.ends[i]
	}
	talks := map[setID]bool{}
	count := 0
	for at, e := range from {
		for to, id := range m.row(e, nil) {
			if !m.talks(id, talks) {
				continue
			}
			count += size[at] * size[to]
			if at == to {
				count -= size[at] // nobody talks to itself
			}
		}
	}
	return count
}

// talks reports whether a set holds a conversation, not only messages that nobody answers.
func (m *Matrix) talks(id setID, known map[setID]bool) bool {
	if id == nothing {
		return false
	}
	t, ok := known[id]
	if !ok {
		t = !m.pool.sets[id].Possibly.Minus(netset.OneWay).IsEmpty()
		known[id] = t
	}
	return t
}

// besideInternet reports whether one end is a named block and the internet may open something with
// the other.
func (m *Matrix) besideInternet(from, to *MatrixEnd) bool {
	if m.internet < 0 || from.isOutside == to.isOutside {
		return false
	}
	rest := &MatrixEnd{place: m.internet, isOutside: true}
	id := nothing
	if from.isOutside {
		id = m.cell(rest, to)
	} else {
		id = m.cell(from, rest)
	}
	return m.talks(id, map[setID]bool{})
}

// column is the place of an end in a row: the places, then the parts of the outside.
func (m *Matrix) column(e *MatrixEnd) int {
	if e.isOutside {
		return len(m.places) + e.place
	}
	return e.place
}

// endOf stands for the ends of one column.
func (m *Matrix) endOf(column int) MatrixEnd {
	if column >= len(m.places) {
		return MatrixEnd{place: column - len(m.places), isOutside: true}
	}
	return MatrixEnd{place: column}
}

// row is what an end may open to each class. The rows of the last classes are kept: resources of one
// class need not stand side by side.
func (m *Matrix) row(from *MatrixEnd, kept map[int][]setID) []setID {
	at := m.column(from)
	if row, ok := kept[at]; ok {
		return row
	}
	const most = 4096 // of up to some ten thousand numbers each
	if len(kept) >= most {
		clear(kept)
	}
	row := make([]setID, len(m.places)+len(m.outside))
	for i := range row {
		to := m.endOf(i)
		row[i] = m.cell(from, &to)
	}
	if kept != nil {
		kept[at] = row
	}
	return row
}

// cell is what one end may open to another: by any of the addresses of both.
func (m *Matrix) cell(from, to *MatrixEnd) setID {
	if m.isWalked(from, to) {
		return m.walked(from, to)
	}
	switch {
	case from.isOutside && to.isOutside:
		return nothing
	case from.isOutside:
		return m.each(m.places[to.place].parts, func(s *seat) setID {
			return m.once(&s.post.fromEnd[from.place], s.post, &m.outside[from.place], false)
		})
	case to.isOutside:
		return m.each(m.places[from.place].parts, func(s *seat) setID {
			return m.once(&s.post.toEnd[to.place], s.post, &m.outside[to.place], true)
		})
	}
	id, first := nothing, true
	for _, a := range m.places[from.place].parts {
		for _, b := range m.places[to.place].parts {
			one := nothing
			for i := range a {
				for k := range b {
					one = m.pool.or(one, m.seats(&a[i], &b[k]))
				}
			}
			id, first = m.also(id, one, first), false
		}
	}
	return id
}

// also joins what is known of one more part of a resource: of several, each counts.
func (m *Matrix) also(id, one setID, first bool) setID {
	if first {
		return one
	}
	return m.pool.either(id, one)
}

// each is what the seats of a place let pass: any of those together, in each part.
func (m *Matrix) each(parts [][]seat, half func(*seat) setID) setID {
	id, first := nothing, true
	for _, part := range parts {
		one := nothing
		for i := range part {
			one = m.pool.or(one, half(&part[i]))
		}
		id, first = m.also(id, one, first), false
	}
	return id
}

// seats is what one interface may open to another: by the private address, and by the public one. In
// one VPC the public one counts only as far as it is sure to work; waysTo says why.
func (m *Matrix) seats(a, b *seat) setID {
	public := m.pool.and(a.post.toAny, b.post.fromAny)
	if a.vpc != b.vpc {
		return m.pool.or(m.across(a, b), public)
	}
	if public != nothing {
		public = m.pool.sure(public)
	}
	faces := m.faces[a.vpc]
	to, from := &a.post.toFace[b.face], &b.post.fromFace[a.face]
	near := a.subnet == b.subnet
	if near {
		to, from = &a.post.nearTo[b.face], &b.post.nearFrom[a.face]
	}
	there := m.once(to, a.post, &peer{face: faces[b.face], vpc: b.vpc, near: near}, true)
	back := m.once(from, b.post, &peer{face: faces[a.face], vpc: a.vpc, near: near}, false)
	return m.pool.or(m.pool.and(there, back), public)
}

// across is what one interface may open to the private address of another in another VPC.
func (m *Matrix) across(a, b *seat) setID {
	if at := a.post.border; !at.joinsAny && !at.joins[vpcID(b.vpc)] {
		return nothing
	}
	there := m.once(&m.halvesWith(a.post, b.vpc)[0][b.face], a.post, &peer{face: m.faces[b.vpc][b.face], vpc: b.vpc}, true)
	if there == nothing {
		return nothing
	}
	back := m.once(&m.halvesWith(b.post, a.vpc)[1][a.face], b.post, &peer{face: m.faces[a.vpc][a.face], vpc: a.vpc}, false)
	return m.pool.and(there, back)
}

// halvesWith is the memory of a post's halves with the faces of another VPC.
func (m *Matrix) halvesWith(p *post, v *vpc) [2][]setID {
	h, ok := p.across[v]
	if !ok {
		n := len(m.faces[v])
		h = [2][]setID{make([]setID, n), make([]setID, n)}
		if p.across == nil {
			p.across = map[*vpc][2][]setID{}
		}
		p.across[v] = h
	}
	return h
}

// once computes a half the first time that it is needed.
func (m *Matrix) once(slot *setID, p *post, to *peer, starts bool) setID {
	if *slot == 0 {
		id, ok := m.service(p, to, starts)
		if !ok {
			id = m.half(p, to, starts)
		}
		*slot = id + 1
	}
	return *slot - 1
}

// service is what AWS answers beside the interface, past all filters (semantics 78, 144, 145).
func (m *Matrix) service(p *post, to *peer, starts bool) (setID, bool) {
	if !to.public || !starts || p.is4 == is6(to.at) { // semantics 2
		return nothing, false
	}
	s, ok := p.border.vpc.ownService(to.at).(atService)
	switch {
	case !ok:
		return nothing, false
	case s.isResolver && !p.border.vpc.props.EnableDNSSupport:
		return nothing, true
	case p.doubtful:
		return m.pool.either(p.client, nothing), true
	}
	return p.client, true
}
