package reach

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
)

// maxClasses bounds the work for one pair; what is beyond is unknown.
const maxClasses = 2048

// An asker answers one question, pair by pair, with one walk's memory.
type asker struct {
	net   *Network
	q     Question
	walk  walk
	stack []class
	// results and ways are memory of one pair, used again for the next.
	results []result
	ways    []way
}

// usualHops is more than a way within one VPC or to the internet has.
const usualHops = 12

func newAsker(n *Network, q Question) *asker {
	a := newBareAsker(n, q)
	a.walk.bare = false
	hops := make([]Hop, 2*usualHops)
	a.walk.hops = [2][]Hop{hops[:0:usualHops], hops[usualHops:usualHops]}
	return a
}

// newBareAsker notes verdicts and reasons, but not the ways.
func newBareAsker(n *Network, q Question) *asker {
	return &asker{net: n, q: q, walk: walk{net: n, bare: true, reasons: make([]reasonKey, 0, usualHops)}}
}

// trail is what one class of conversations met.
type trail struct {
	path, back []Hop
	lamps      Lamps
	addr       [slots]netset.AddrSet
	// owners are whose the addresses are: of the two ends, of a NAT gateway between them, and of a target.
	owners [slots / 2]*Interface
}

// result is what one class came to.
type result struct {
	class   class
	blocked bool
}

// found is what all classes of one pair of sides came to, for one part of the addresses that are
// meant in full.
type found struct {
	verdict  Verdict
	src, dst netset.AddrSet
	three    netset.Three
	pass     *trail
	fail     *trail
	reasons  []reasonKey
	// stops are what was stopped, by reason.
	stops map[reasonKey]Stop
	// cut has a bit for each address that is not known and mattered.
	cut uint8
	// via is the NAT gateway's interface on the way; nil for none.
	via *Interface
	// conflicts are the rows that contradict each other and mattered.
	conflicts []reasonKey
	// target is the one behind a load balancer that keeps the client's address; nil for none.
	target *Interface
	// portsDiffer: what a NAT gateway makes of one conversation passes from some of its ports only.
	portsDiffer bool
}

// members adds to pairs the answers for one member of each end. Any side of a member counts: the
// answer is that of the sides together, told along those that lack least.
func (a *asker) members(pairs []Pair, from, to *member) []Pair {
	from, to, some := meet(from, to)
	switch {
	case !some:
		return pairs
	case to.name != nil:
		return a.named(pairs, from, to)
	}
	best := a.alternatives(from, to)
	for i := range best {
		p := a.pair(from, to, &best[i])
		part := from.part(best[i].src)
		a.balance(&p, &part, to)
		p.oneOf = from.oneOf || to.oneOf
		pairs = append(pairs, p)
	}
	return pairs
}

// meet is two members between which something could be asked; some is false where nothing can.
func meet(from, to *member) (x, y *member, some bool) {
	switch {
	case from.answersOnly || to.startsOnly:
		return from, to, false
	case to.name != nil:
		return from, to, true
	}
	if from.isAlso(to) { // nobody talks to itself through the network: take another of the group
		switch {
		case to.spare != nil:
			to = to.other()
		case from.spare != nil:
			from = from.other()
		default:
			return from, to, false
		}
	}
	return from, to, !to.hides(from.sides[0].vpc()) && !from.hides(to.sides[0].vpc())
}

func (a *asker) alternatives(from, to *member) []found {
	var best []found
	common := a.haveCommonFamily(from.sides, to.sides)
	for i := range from.sides {
		for j := range to.sides {
			if common && !a.haveCommonFamily(from.sides[i:i+1], to.sides[j:j+1]) {
				continue // another of their addresses says more than that these cannot talk
			}
			a.ways = waysTo(a.ways[:0], &from.sides[i], &to.sides[j], to.literal.IsValid())
			for _, dst := range a.ways {
				got := a.sides(from.sides[i], dst.side, from.doubtful || to.doubtful)
				if dst.onlySurely {
					got = dropDoubt(got, &a.q, from.sides[i].ports)
				}
				best = better(best, got, &a.q, from.sides[i].ports)
				if len(best) == 1 && best[0].verdict == Reachable {
					return best
				}
			}
		}
	}
	return best
}

// wants reports whether the question is about a family: each has its own ICMP.
func (a *asker) wants(family string) bool {
	if a.q.Service.Protocol == netset.ICMP && family == design.Family6 || a.q.Service.Protocol == netset.ICMPv6 && family == design.Family4 {
		return false
	}
	return a.q.Family == "" || a.q.Family == design.FamilyAny || a.q.Family == family
}

// haveCommonFamily reports whether some address of each could be in one packet of the question (semantics 2).
func (a *asker) haveCommonFamily(from, to []side) bool {
	for i := range from {
		for j := range to {
			for _, f := range families {
				if a.wants(f.name) && from[i].private.Overlaps(f.set) && to[j].private.Overlaps(f.set) {
					return true
				}
			}
		}
	}
	return false
}

type way struct {
	side
	onlySurely bool
}

// waysTo adds to ways the addresses of dst that src may use. From outside that is the public one, or the
// private one to learn what is lacking. Between interfaces the public one counts as well, but inside
// one VPC only as far as it is sure to work: nearly every rule about a block of the internet might
// hold the address that AWS will pick, and would make everything unknown. Who was asked for by a
// literal address, which is a private one, is meant by that alone.
func waysTo(ways []way, src, dst *side, literal bool) []way {
	private := way{side: *dst}
	if dst.iface == nil || dst.public.IsEmpty() || literal || is6(dst.private) || src.network != nil {
		return append(ways, private)
	}
	public := private
	public.byPublic = true
	switch {
	case src.iface == nil:
		return append(ways, public)
	case src.iface == dst.iface, src.iface.balancer != nil:
		return append(ways, private)
	}
	public.onlySurely = src.vpc() == dst.vpc()
	return append(ways, private, public)
}

func dropDoubt(fs []found, q *Question, client netset.NumberSet) []found {
	for i := range fs {
		if fs[i].verdict == Unknown {
			fs[i].three = netset.Known(fs[i].three.Surely)
			fs[i].verdict = verdictOf(fs[i].three, q.asked(client), q.named(), client)
		}
	}
	return fs
}

// better joins the answers by two ways. What either lets pass, passes; the way with fewer reasons
// tells why the rest does not.
func better(old, fresh []found, q *Question, client netset.NumberSet) []found {
	if len(old) == 0 {
		return fresh
	}
	if len(old) != 1 || len(fresh) != 1 {
		// A block that each way cuts elsewhere: the one that lets more through tells the whole.
		if w, v := worst(fresh), worst(old); w < v || w == v && opens(fresh) > opens(old) {
			return fresh
		}
		return old
	}
	x, y := old[0], fresh[0]
	three := x.three.Or(y.three)
	if y.verdict != x.verdict && showRank[y.verdict] < showRank[x.verdict] || y.verdict == x.verdict && len(y.reasons) < len(x.reasons) {
		x = y
	}
	x.three = three
	x.verdict = verdictOf(three, q.asked(client), q.named(), client)
	return []found{x}
}

// opens counts the parts that are not blocked.
func opens(fs []found) int {
	n := 0
	for _, f := range fs {
		if f.verdict != Blocked {
			n++
		}
	}
	return n
}

func worst(fs []found) int {
	rank := 0
	for _, f := range fs {
		rank = max(rank, showRank[f.verdict])
	}
	return rank
}

// sides walks every class of conversations between two sides.
func (a *asker) sides(src, dst side, doubtful bool) []found {
	var all []found
	for _, family := range families {
		s, d := src, dst
		s.private, d.private = s.private.Intersect(family.set), d.private.Intersect(family.set)
		if !a.wants(family.name) || s.private.IsEmpty() || d.private.IsEmpty() || !a.walk.hand.turn(family.set) {
			continue
		}
		got := a.family(s, d, doubtful, &family.over)
		if all == nil {
			all = got // nearly always the only ones
		} else {
			all = append(all, got...)
		}
	}
	if len(all) == 0 {
		all = append(all, a.noCommonFamily(src, dst))
	}
	return all
}

var (
	allIPv4 = netset.SetOf(netset.AllAddrs.Ranges()[0])
	allIPv6 = netset.SetOf(netset.AllAddrs.Ranges()[1])
)

// families are asked one by one: they share no route and no rule (semantics 2, 65).
var families = []struct {
	name string
	set  netset.AddrSet
	over netset.Traffic
}{{design.Family4, allIPv4, netset.Over4}, {design.Family6, allIPv6, netset.Over6}}

// noCommonFamily answers for sides without addresses that could talk to each other (semantics 2).
func (a *asker) noCommonFamily(src, dst side) found {
	f := found{verdict: Blocked, src: src.private, dst: dst.private, fail: &trail{path: []Hop{}, back: []Hop{}}}
	for _, s := range []side{src, dst} {
		if s.iface != nil {
			f.reasons = append(f.reasons, reasonKey{code: ENIAddress, resource: s.iface.Resource, row: s.iface.Key, dir: Forward, detail: "IPv6"})
		}
	}
	if len(f.reasons) == 0 {
		f.reasons = []reasonKey{{code: NoSourceOrDest, dir: Forward}}
	}
	return f
}

func (a *asker) family(src, dst side, doubtful bool, over *netset.Traffic) []found {
	w := &a.walk
	w.src, w.dst = src, dst
	asked := a.q.asked(src.ports).Intersect(*over)
	first := class{traffic: asked}
	first.addr = [slots]netset.AddrSet{src.private, orPublic(src.public), dst.private, orPublic(dst.public)}
	if w.hand != nil {
		first.addr[targetPrivate], first.addr[targetPublic] = w.hand.side.private, netset.Public4
	}
	a.stack = append(a.stack[:0], first)
	results := a.results[:0]
	var f found
	for walked := 0; len(a.stack) > 0; walked++ {
		c := a.stack[len(a.stack)-1]
		a.stack = a.stack[:len(a.stack)-1]
		if c.traffic.IsEmpty() {
			continue
		}
		if walked > maxClasses {
			f.reasons = append(f.reasons, reasonKey{code: TooManyCases, dir: Forward})
			results = append(results, result{c, true}, result{c, false})
			continue
		}
		w.class = c
		w.run()
		if w.split != nil {
			slices.Reverse(w.split)
			a.stack = append(a.stack, w.split...)
			continue
		}
		results = append(results, result{c, w.blocked})
		f.note(w)
		if doubtful && !w.blocked {
			results = append(results, result{c, true})
			f.cut |= 1<<srcPrivate | 1<<dstPrivate
		}
	}
	a.results = results
	return a.judge(&f, results, src, dst, asked)
}

// orPublic is what a public address would be if the end had one: a repair to walk on with.
func orPublic(public netset.AddrSet) netset.AddrSet {
	if public.IsEmpty() {
		return netset.Public4
	}
	return public
}

// note keeps the first trail of each outcome and every reason.
func (f *found) note(w *walk) {
	keep := &f.pass
	if w.blocked {
		keep = &f.fail
		for _, r := range w.reasons {
			if !slices.Contains(f.reasons, r) {
				f.reasons = append(f.reasons, r)
			}
		}
		f.noteStops(w)
	}
	if *keep == nil && !w.bare {
		*keep = &trail{
			path: slices.Clone(w.hops[0]), back: slices.Clone(w.hops[1]), lamps: w.lamps.complete(),
			addr: w.class.addr, owners: [slots / 2]*Interface{w.src.iface, w.dst.iface, w.via.iface, w.target()},
		}
	}
	if w.via.iface != nil {
		f.via = w.via.iface
	}
	f.target = w.target()
	for _, c := range w.class.choices {
		if c.key.code != RouteConflict && c.key.code != EntryConflict {
			continue // the others block in one of their forms, and say so there
		}
		if r := (reasonKey{code: c.key.code, resource: c.key.id, row: c.key.row, dir: Forward}); !slices.Contains(f.conflicts, r) {
			f.conflicts = append(f.conflicts, r)
		}
	}
}

// noteStops keeps, for each reason, what all the classes together had in hand.
func (f *found) noteStops(w *walk) {
	for i, s := range w.stops {
		if f.stops == nil {
			f.stops = map[reasonKey]Stop{}
		}
		if old, ok := f.stops[w.reasons[i]]; ok {
			s = old.and(s)
		}
		f.stops[w.reasons[i]] = s
	}
}

// judge cuts the addresses that are meant in full into the parts that filters told apart, and
// judges each part by itself.
func (a *asker) judge(f *found, results []result, src, dst side, asked netset.Traffic) []found {
	srcParts, dstParts := []netset.AddrSet{src.private}, []netset.AddrSet{dst.private}
	for _, r := range results {
		if src.every && r.class.cut&(1<<srcPrivate) != 0 {
			srcParts = refine(srcParts, r.class.addr[srcPrivate])
		}
		if dst.every && r.class.cut&(1<<dstPrivate) != 0 {
			dstParts = refine(dstParts, r.class.addr[dstPrivate])
		}
	}
	var all []found
	for _, s := range srcParts {
		for _, d := range dstParts {
			part := *f
			part.src, part.dst = s, d
			part.sum(results, &src, &dst)
			part.verdict = verdictOf(part.three, asked, a.q.named(), src.ports)
			if part.verdict == Unknown && part.portsDiffer {
				part.verdict = Partly
			}
			all = append(all, part)
		}
	}
	return all
}

func refine(parts []netset.AddrSet, by netset.AddrSet) []netset.AddrSet {
	var out []netset.AddrSet
	for _, p := range parts {
		for _, q := range []netset.AddrSet{p.Intersect(by), p.Minus(by)} {
			if !q.IsEmpty() {
				out = append(out, q)
			}
		}
	}
	return out
}

// sum adds up the results for one part: what some class passes is possible, what no class fails is sure.
func (f *found) sum(results []result, src, dst *side) {
	var passes, fails netset.Traffic
	mapped, chosen := false, false
	for _, r := range results {
		if src.every && !r.class.addr[srcPrivate].Overlaps(f.src) || dst.every && !r.class.addr[dstPrivate].Overlaps(f.dst) {
			continue
		}
		if r.blocked {
			fails = fails.Union(r.class.traffic)
		} else {
			passes = passes.Union(r.class.traffic)
		}
		mapped, chosen = mapped || r.class.isMapped, chosen || len(r.class.choices) > 0
		for s := range slots {
			every := s == srcPrivate && src.every || s == dstPrivate && dst.every
			if !every {
				f.cut |= r.class.cut & (1 << s)
			}
		}
	}
	f.three = netset.Three{Surely: passes.Minus(fails), Possibly: passes}
	f.portsDiffer = mapped && !chosen && f.cut == 0
}

// pair words what was found.
func (a *asker) pair(from, to *member, f *found) Pair {
	src, dst := &from.sides[0], &to.sides[0]
	p := Pair{
		Verdict: f.verdict, From: memberText(from, f.src), To: memberText(to, f.dst), Weight: from.weight * to.weight,
		Allowed: f.three, Client: src.ports, Works: f.three.Surely.SourcePorts(), Reasons: []Reason{},
	}
	if !a.walk.bare {
		a.show(&p, f)
		a.noteZones(&p, src, dst)
	}
	if f.verdict == Reachable {
		return p
	}
	keys := f.reasons
	if f.verdict == Unknown {
		keys = slices.Concat(unknownAddresses(f, src, dst), f.conflicts, keys)
	}
	p.Reasons = a.net.words(&a.q, keys)
	for i, k := range keys { // words has put them in its order
		p.Reasons[i].Stop = f.stops[k]
	}
	return p
}

// noteZones says that a conversation goes from zone to zone. Zones have names of their own in each account,
// so those of two accounts are not compared (semantics 143).
func (a *asker) noteZones(p *Pair, src, dst *side) {
	from, to := src.subnet(), dst.subnet()
	if p.Verdict != Reachable || from == nil || to == nil || from.vpc.account != to.vpc.account || from.vpc.region != to.vpc.region {
		return
	}
	x, y := from.props.AvailabilityZone, to.props.AvailabilityZone
	if x != "" && y != "" && x != y {
		p.Notes = append(p.Notes, a.net.words(&a.q, []reasonKey{{code: ZoneCrossed, resource: to.id, dir: Forward, detail: x + " → " + y}})...)
	}
}

// show fills in the way that tells the verdict best.
func (a *asker) show(p *Pair, f *found) {
	shown := f.pass
	if f.verdict != Reachable && f.fail != nil || shown == nil {
		shown = f.fail
	}
	if shown == nil { // nothing was walked to its end
		shown = &trail{path: []Hop{}, back: []Hop{}, lamps: Lamps{}.complete()}
	}
	p.Path, p.Return, p.Lamps = a.rewritten(shown.path, shown), a.rewritten(shown.back, shown), shown.lamps
	if f.verdict == Partly || f.verdict == Unknown {
		if f.pass != nil {
			p.Lamps = p.Lamps.beside(f.pass.lamps)
		}
	}
}

// memberText names a member: a resource, or the part of a block that the answer is about.
func memberText(m *member, part netset.AddrSet) string {
	if m.sides[0].iface != nil || part.Equal(m.sides[0].private) || m.sides[0].private.Intersect(allIPv4).Equal(part) {
		return m.id
	}
	if m.literal.IsValid() {
		return netset.AddrsText(part)
	}
	return m.id
}

// unknownAddresses are the addresses that decide and that AWS has yet to pick.
func unknownAddresses(f *found, src, dst *side) []reasonKey {
	var keys []reasonKey
	owners := [slots / 2]*Interface{src.iface, dst.iface, f.via, f.target}
	for s := range slots {
		i := owners[s/2]
		if s == dstPrivate && f.cut&(1<<s) != 0 && !dst.service.isNone() {
			keys = append(keys, reasonKey{code: ServiceAddress, resource: dst.host, detail: dst.service.service, dir: Forward})
		}
		if f.cut&(1<<s) == 0 || i == nil {
			continue
		}
		if _, known := i.private[0].Only(); known && !s.isPublic() {
			continue
		}
		keys = append(keys, reasonKey{code: AddressUnknown, resource: i.Resource, row: i.Key, dir: Forward})
	}
	return keys
}
