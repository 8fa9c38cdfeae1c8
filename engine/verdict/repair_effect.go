package verdict

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/rule"
)

// Effect is all that a fix does besides what was asked of it.
type Effect struct {
	// Opens and Closes are conversations by pair of ends, the asked ones among them, as many as are
	// listed; the counts are of all pairs.
	Opens       []Shift `json:"opens"`
	Closes      []Shift `json:"closes"`
	OpensCount  int     `json:"opensCount"`
	ClosesCount int     `json:"closesCount"`
	// Breaks are other flows that held and do no more, or that are now known to fail; Mends those that
	// now hold.
	Breaks []string `json:"breaks"`
	Mends  []string `json:"mends"`
	// Added and Removed are findings.
	Added   []rule.Finding `json:"added"`
	Removed []rule.Finding `json:"removed"`
	// Public are subnets that become public.
	Public []string `json:"public"`

	// opened and closed measure the conversations of all pairs.
	opened, closed int64
}

// A Shift is what changes between two ends. What is not sure counts to both lists: it may now pass,
// or may now fail.
type Shift struct {
	From, To         string
	FromName, ToName string
	Traffic          []netset.Entry
}

// Text is the traffic in one line. Protocols that have only a number are named as long as they are few:
// where nearly everything passes, people care for the others.
func (s Shift) Text() message.Text {
	named := slices.DeleteFunc(slices.Clone(s.Traffic), func(e netset.Entry) bool { return isNumber(e.Protocol) })
	if len(s.Traffic)-len(named) <= maxServices {
		named = s.Traffic
	}
	t := netset.EntriesText(named)
	if len(named) == len(s.Traffic) {
		return message.Text{EN: t, JA: t}
	}
	return message.Text{EN: t + "; and others", JA: t + "; ほか"}
}

func isNumber(protocol string) bool {
	_, err := strconv.Atoi(protocol)
	return err == nil
}

// maxShifts is how many pairs an effect lists.
const maxShifts = 100

// mostPairs bounds the pairs that are measured; a fix that touches more is a large one anyway.
const mostPairs = 20_000

// effectOf compares the design with a fix to the one without.
func effectOf(by *editComparer, is *Revision, asked *design.Flow) Effect {
	was := by.old
	e := Effect{Opens: []Shift{}, Closes: []Shift{}, Breaks: []string{}, Mends: []string{}, Public: []string{}}
	seen, moves := 0, map[*Delta][2]move{}
	for p := range by.compare(is).Pairs() {
		if seen++; seen > mostPairs {
			break
		}
		m, known := moves[p.Delta]
		if !known {
			m = [2]move{
				moveOf(p.Opened.Union(p.DoubtedBlocked).Union(p.SettledAllowed)),
				moveOf(p.Closed.Union(p.DoubtedAllowed).Union(p.SettledBlocked)),
			}
			moves[p.Delta] = m
		}
		e.shift(&e.Opens, &e.OpensCount, &e.opened, p, m[0])
		e.shift(&e.Closes, &e.ClosesCount, &e.closed, p, m[1])
	}
	e.expectations(was.network.Design(), asked, was.Analysis, is.Analysis)
	e.findings(was.Analysis, is.Analysis)
	for _, s := range slices.Sorted(maps.Keys(is.PublicSubnets)) {
		if !was.PublicSubnets[s] {
			e.Public = append(e.Public, s)
		}
	}
	return e
}

// A move is what opens or closes between pairs that change alike, measured once: thousands may.
type move struct {
	traffic netset.Traffic
	breadth int64
}

func moveOf(t netset.Traffic) move {
	t = t.Minus(netset.OneWay)
	return move{t, breadth(t)}
}

func (e *Effect) shift(list *[]Shift, count *int, measure *int64, p DiffPair, m move) {
	if m.traffic.IsEmpty() {
		return
	}
	*count++
	*measure += hostsOf(p.From) * hostsOf(p.To) * m.breadth
	if len(*list) < maxShifts {
		*list = append(*list, Shift{From: p.From.ID, To: p.To.ID, FromName: p.From.Name, ToName: p.To.Name, Traffic: m.traffic.EntriesFor(p.From.Client())})
	}
}

// The internet counts as so many hosts, and no block as more.
const internetHosts = 20

// hostsOf tells ends apart by size: what opens to the internet opens more than to one host.
func hostsOf(e *DiffEnd) int64 {
	if !e.Outside {
		return 1
	}
	p, err := netip.ParsePrefix(e.ID)
	if err != nil {
		return 1 << internetHosts
	}
	return 1 << min(p.Addr().BitLen()-p.Bits(), internetHosts)
}

// breadth counts ports, types and protocols.
func breadth(t netset.Traffic) int64 {
	n := int64(0)
	for _, p := range []netset.Protocol{netset.TCP, netset.UDP} {
		for _, r := range t.Of(p).DestinationPorts().Ranges() {
			n += int64(r.Hi) - int64(r.Lo) + 1
		}
	}
	for _, e := range t.Entries() {
		if e.Ports == "" {
			n++
		}
	}
	return n
}

func (e *Effect) expectations(d *design.Design, asked *design.Flow, was, is Analysis) {
	for _, row := range kind.Sorted(is.Flows) {
		before, after := was.Flows[row.Key].Holds, row.Value.Holds
		switch {
		case before == after || d.Flows[row.Key] == asked:
		case after == Yes:
			e.Mends = append(e.Mends, row.Key)
		case before == Yes || after == No:
			e.Breaks = append(e.Breaks, row.Key)
		}
	}
}

func (e *Effect) findings(was, is Analysis) {
	e.Added, e.Removed = onlyIn(is.Findings, was.Findings), onlyIn(was.Findings, is.Findings)
}

// onlyIn are the findings of one list that another one lacks.
func onlyIn(list, other []rule.Finding) []rule.Finding {
	known := make(map[string]bool, len(other))
	for _, f := range other {
		known[f.Key] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(f rule.Finding) bool { return known[f.Key] })
}

// harm is what nobody should apply without looking: expectations that break, and new errors.
func (e *Effect) harm() int {
	n := 2 * len(e.Breaks)
	for _, f := range e.Added {
		if f.Severity == rule.Error {
			n++
		}
	}
	return n
}

// compare puts the smaller trial first, before its effect is known.
func (t *trial) compare(o *trial) int {
	return cmp.Or(cmp.Compare(sizeOf(t.edits), sizeOf(o.edits)), cmp.Compare(costOf(t.edits), costOf(o.edits)))
}

// sizeOf counts the elements that each edit writes. One that splits a rule in two writes one.
func sizeOf(edits []Edit) int {
	sum := 0
	for _, e := range edits {
		ids := map[string]bool{}
		for _, op := range e.Ops {
			switch o := op.(type) {
			case design.Patch:
				ids[o.ID] = true
			case design.Put:
				ids[o.ID] = true
			}
		}
		sum += len(ids)
	}
	return sum
}

func costOf(edits []Edit) int {
	sum := 0
	for _, e := range edits {
		sum += e.cost
	}
	return sum
}

// best finds the effects of the candidates and orders them.
func (r *Revision) best(asked *design.Flow, found []*trial) []Fix {
	fixes := make([]Fix, 0, len(found))
	if len(found) == 0 {
		return fixes
	}
	by := &editComparer{old: r}
	for _, t := range found {
		if enough(fixes, t) {
			break
		}
		fixes = append(fixes, Fix{Title: titleOf(t.edits), Edits: t.edits, Ops: opsOf(t.edits), Effect: effectOf(by, r.Next(t.n, ""), asked)})
	}
	slices.SortStableFunc(fixes, func(a, b Fix) int {
		return cmp.Or(
			cmp.Compare(a.Effect.harm(), b.Effect.harm()),
			cmp.Compare(sizeOf(a.Edits), sizeOf(b.Edits)),
			cmp.Compare(a.Effect.opened, b.Effect.opened),
			cmp.Compare(len(a.Effect.Public), len(b.Effect.Public)),
			cmp.Compare(a.Effect.closed, b.Effect.closed),
			cmp.Compare(len(a.Effect.Added), len(b.Effect.Added)),
			cmp.Compare(costOf(a.Edits), costOf(b.Edits)),
		)
	})
	// What breaks more than the best and is no smaller is no choice, and neither is what is much larger.
	best := fixes[0]
	fixes = slices.DeleteFunc(fixes, func(f Fix) bool {
		more := sizeOf(f.Edits) - sizeOf(best.Edits)
		return f.Effect.harm() > best.Effect.harm() && more >= 0 || more > fartherThanBest
	})
	return fixes[:min(len(fixes), maxFixes)]
}

// enough reports that a trial, and what comes after it, would be offered behind as many as are.
func enough(fixes []Fix, t *trial) bool {
	better := 0
	for i := range fixes {
		if fixes[i].Effect.harm() == 0 && sizeOf(fixes[i].Edits) < sizeOf(t.edits) {
			better++
		}
	}
	return better >= maxFixes
}

func titleOf(edits []Edit) message.Text {
	t := edits[0].Text
	for _, e := range edits[1:] {
		t.EN += "; " + e.Text.EN
		t.JA += "。" + e.Text.JA
	}
	return t
}
