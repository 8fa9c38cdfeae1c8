package reach

import (
	"cmp"
	"maps"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
)

// A Weigher takes single rows out of a design and says what changes between all pairs, exactly: what
// would be closed, what would be opened. The blocks that the row names go on cutting the outside world,
// so that both sides are told of the same ends.
//
// Computing the matrix anew for each row would cost rows times pairs. A row counts for few: for the
// classes of interfaces that filter by it, and for the walks that met it. So the matrix is computed
// once; for a row, the halves of the posts that have it are computed again, and only the pairs of
// their places are compared, by number. The row is taken out of the network in place and put back: that
// is why a Weigher has a network of its own, and one goroutine at a time may use it.
type Weigher struct {
	net *Network
	m   *Matrix
	// base is what each class may open to each.
	base [][]setID
	// ends are those of each class, by column; size counts them.
	ends [][]*MatrixEnd
	size []int
	// posts and columns are those that filter by a group, network ACL or route table.
	posts   map[string][]*post
	columns map[string][]int
	// walkedBy are the pairs of classes whose walks met a row, of those that the walk answers.
	walkedBy map[Row][][2]int
	// metBy are the rows that the walk of a pair met.
	metBy map[[2]int][]Row
	acls  map[string]*networkACL
	turns map[[2]setID]turn
	// pairsOf is memory for pairs.
	pairsOf [][2]int
}

// A Shift is what a change closes or opens between the ends of two classes.
type Shift struct {
	From, To []*MatrixEnd
	// Pairs counts the pairs of ends for which it holds.
	Pairs int
	// Traffic holds what surely changes sides, from passing to not passing or back, and what possibly does.
	Traffic netset.Three
}

// Weight is what depends on a row: Closed is what would pass no longer without it, Opened what only
// passes without it. A row whose both are empty is dead: taking it away changes nothing.
type Weight struct {
	Closed, Opened []Shift
}

// IsDead reports that nothing depends on the row.
func (w Weight) IsDead() bool { return len(w.Closed)+len(w.Opened) == 0 }

// NewWeigher compiles d, which must not change any more, and computes all pairs of its classes.
func NewWeigher(d *design.Design) *Weigher {
	w := &Weigher{net: Compile(d), walkedBy: map[Row][][2]int{}, metBy: map[[2]int][]Row{}, acls: map[string]*networkACL{}, turns: map[[2]setID]turn{}, posts: map[string][]*post{}, columns: map[string][]int{}}
	for _, s := range w.net.subnets {
		w.acls[s.acl.id] = s.acl
	}
	w.m = w.net.Matrix()
	w.m.beyond = nil // the rows that a walk met in another VPC are not those of a VPC like it
	w.ends = w.m.classes()
	w.size = make([]int, len(w.ends))
	w.base = make([][]setID, len(w.ends))
	for i := range w.ends {
		w.size[i] = len(w.ends[i])
		w.base[i] = make([]setID, len(w.ends))
		for k := range w.ends {
			w.base[i][k] = w.first([2]int{i, k})
		}
	}
	w.index()
	return w
}

// first computes a pair of classes and notes which rows its walk met.
func (w *Weigher) first(at [2]int) setID {
	from, to := w.ends[at[0]][0], w.ends[at[1]][0]
	if !w.m.isWalked(from, to) {
		return w.m.cell(from, to)
	}
	as := w.walkedAs(at)
	id, walked := w.m.walks[as]
	if !walked {
		w.net.met = map[Row]bool{}
		id = w.m.cell(from, to)
		w.metBy[as] = slices.Collect(maps.Keys(w.net.met))
		w.net.met = nil
	}
	for _, row := range w.metBy[as] {
		w.walkedBy[row] = append(w.walkedBy[row], at)
	}
	return id
}

// walkedAs is the pair that the walk was asked about for a pair of classes.
func (w *Weigher) walkedAs(at [2]int) [2]int {
	from, to := w.m.alike(w.m.endOf(at[0]), w.m.endOf(at[1]))
	return [2]int{w.m.column(&from), w.m.column(&to)}
}

// Network is the network that is weighed: it is as it was compiled between two calls.
func (w *Weigher) Network() *Network { return w.net }

// Matrix is all pairs, with every row in place.
func (w *Weigher) Matrix() *Matrix { return w.m }

// Met lists the rows that had a say in an answer.
func (w *Weigher) Met(ask func(*Network)) []Row {
	w.net.met = map[Row]bool{}
	ask(w.net)
	rows := make([]Row, 0, len(w.net.met))
	for r := range w.net.met {
		rows = append(rows, r)
	}
	w.net.met = nil
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Resource, b.Resource), cmp.Compare(a.List, b.List), cmp.Compare(a.Key, b.Key))
	})
	return rows
}

// Without shows the network as it is without a row, and puts the row back.
func (w *Weigher) Without(r Row, ask func(*Network)) {
	defer w.takeOut(r)()
	ask(w.net)
}

// Weigh says what depends on a row.
func (w *Weigher) Weigh(r Row) Weight {
	pairs := w.pairs(r)
	if len(pairs) == 0 {
		return Weight{}
	}
	defer w.takeOut(r)()
	defer w.m.anew(w.posts[r.Resource])()
	var sum Weight
	for _, at := range pairs {
		from, to := w.ends[at[0]], w.ends[at[1]]
		before, now := w.base[at[0]][at[1]], w.m.cell(from[0], to[0])
		if before == now {
			continue
		}
		count := w.size[at[0]] * w.size[at[1]]
		if at[0] == at[1] {
			count -= w.size[at[0]]
		}
		if count == 0 {
			continue
		}
		shift := Shift{From: from, To: to, Pairs: count}
		sum.add(shift, w.turn(before, now))
	}
	return sum
}

// A turn is what changes sides between two sets.
type turn struct{ closed, opened netset.Three }

// turn computes it once: a row makes few differences, each between many pairs.
func (w *Weigher) turn(before, now setID) turn {
	key := [2]setID{before, now}
	t, known := w.turns[key]
	if !known {
		was, is := w.m.pool.sets[before], w.m.pool.sets[now]
		t = turn{lost(was, is), lost(is, was)}
		w.turns[key] = t
	}
	return t
}

func (w *Weight) add(s Shift, t turn) {
	if s.Traffic = t.closed; !s.Traffic.Possibly.IsEmpty() {
		w.Closed = append(w.Closed, s)
	}
	if s.Traffic = t.opened; !s.Traffic.Possibly.IsEmpty() {
		w.Opened = append(w.Opened, s)
	}
}

// lost is what surely passes a and surely not b, and what is less sure in b than in a.
func lost(a, b netset.Three) netset.Three {
	return netset.Three{
		Surely:   a.Surely.Minus(b.Possibly),
		Possibly: a.Surely.Minus(b.Surely).Union(a.Possibly.Minus(b.Possibly)),
	}
}

// index notes which posts and which columns filter by each group, network ACL and route table.
func (w *Weigher) index() {
	add := func(id string, p *post) {
		if all := w.posts[id]; len(all) == 0 || all[len(all)-1] != p {
			w.posts[id] = append(all, p)
		}
	}
	for _, p := range w.m.posts {
		add(p.border.of.acl.id, p)
		add(p.border.of.table.id, p)
		for _, g := range p.wears {
			add(g.id, p)
		}
	}
	at := map[*post][]int{}
	for i := range w.m.places {
		for k := range w.m.places[i].seats {
			p := w.m.places[i].seats[k].post
			at[p] = append(at[p], i)
		}
	}
	for id, posts := range w.posts {
		for _, p := range posts {
			w.columns[id] = append(w.columns[id], at[p]...)
		}
		slices.Sort(w.columns[id])
		w.columns[id] = slices.Compact(w.columns[id])
	}
}

// pairs are the pairs of classes that may change without a row: those of its posts, but for the walks
// that did not meet it, and the walks that did. Most classes have nothing to say to each other, and
// taking out what only allows leaves them so.
func (w *Weigher) pairs(r Row) [][2]int {
	pairs := append(w.pairsOf[:0], w.walkedBy[r]...)
	columns := w.columns[r.Resource]
	starts, answers, allows := w.sides(r)
	add := func(i, k int) {
		if allows && w.base[i][k] == nothing {
			return
		}
		if at := [2]int{i, k}; !w.isWalked(at) {
			pairs = append(pairs, at)
		}
	}
	for i := range w.size {
		if _, has := slices.BinarySearch(columns, i); has && starts {
			for k := range w.size {
				add(i, k)
			}
		} else if answers {
			for _, k := range columns {
				add(i, k)
			}
		}
	}
	if len(w.walkedBy[r]) > 0 {
		slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	}
	w.pairsOf = pairs
	return pairs
}

func (w *Weigher) isWalked(at [2]int) bool {
	_, walked := w.m.walks[w.walkedAs(at)]
	return walked
}

// sides tells where a row counts: for what its places start, for what they answer; and whether it only
// allows. A security group remembers what it let pass, so that a rule counts on one side (semantics 52).
func (w *Weigher) sides(r Row) (starts, answers, allows bool) {
	if w.net.groups[r.Resource] != nil {
		return r.List == listEgress, r.List == listIngress, true
	}
	if a := w.acls[r.Resource]; a != nil {
		list := *pick(r, &a.ingress, &a.egress)
		at := slices.IndexFunc(list, func(e aclEntry) bool { return e.row == r.Key })
		return true, true, at >= 0 && list[at].allow
	}
	return true, true, false
}

// classes lists the ends of each class, by column.
func (m *Matrix) classes() [][]*MatrixEnd {
	all := make([][]*MatrixEnd, len(m.places)+len(m.outside))
	for i := range m.ends {
		e := &m.ends[i]
		all[m.column(e)] = append(all[m.column(e)], e)
	}
	return all
}

// anew makes the posts filter by what the network says now, and gives what brings the old ones back.
func (m *Matrix) anew(posts []*post) (back func()) {
	old := make([]post, len(posts))
	crossings, walks, tables := m.crossings, m.walks, m.tables
	m.crossings, m.walks, m.tables = map[crossing]setID{}, map[[2]int]setID{}, nil
	borders, sieves := map[*border]*border{}, map[*groupSieve]*groupSieve{}
	for i, p := range posts {
		old[i] = *p
		if borders[p.border] == nil {
			borders[p.border] = newBorder(p.border.of)
			borders[p.border].findFaces(m.faces[p.border.vpc])
		}
		if sieves[p.egress] == nil {
			sieves[p.egress], sieves[p.ingress] = newGroupSieve(p.wears, true), newGroupSieve(p.wears, false)
		}
		p.border, p.egress, p.ingress = borders[p.border], sieves[p.egress], sieves[p.ingress]
		p.cuts = sortedCuts(append(slices.Clone(p.cuts), p.border.cuts...))
		m.open(p)
	}
	return func() {
		for i, p := range posts {
			*p = old[i]
		}
		m.crossings, m.walks, m.tables = crossings, walks, tables
	}
}

// takeOut takes a row out of the network, and gives what puts it back.
func (w *Weigher) takeOut(r Row) (back func()) {
	switch {
	case r.List == listRoutes:
		return takeOutRoute(w.net.tables[r.Resource], r.Key)
	case w.net.groups[r.Resource] != nil:
		g := w.net.groups[r.Resource]
		return takeOutOf(pick(r, &g.ingress, &g.egress), func(x *groupRule) bool { return x.row == r.Key })
	case w.acls[r.Resource] != nil:
		a := w.acls[r.Resource]
		list := pick(r, &a.ingress, &a.egress)
		back = takeOutOf(list, func(x *aclEntry) bool { return x.row == r.Key })
		countRivals(*list)
		return back
	}
	return func() {}
}

func pick[T any](r Row, ingress, egress *[]T) *[]T {
	if r.List == listEgress {
		return egress
	}
	return ingress
}

// takeOutOf replaces a list by one without some of it: who holds the old one goes on holding it.
func takeOutOf[T any](list *[]T, is func(*T) bool) (back func()) {
	old := *list
	left := make([]T, 0, len(old))
	for i := range old {
		if !is(&old[i]) {
			left = append(left, old[i])
		}
	}
	*list = left
	return func() { *list = old }
}

// takeOutRoute takes out a route; what it kept from deciding comes back, the local route too (semantics 8).
func takeOutRoute(t *routeTable, row string) (back func()) {
	if t == nil || t.vpc == nil {
		return func() {}
	}
	old := t.routes
	t.routes = slices.DeleteFunc(slices.Clone(t.all), func(r route) bool { return r.row == row })
	t.settle()
	return func() { t.routes = old }
}
