package verdict

import (
	"cmp"
	"encoding/binary"
	"slices"

	"vpcanvas/engine/netset"
)

// What is how a line changed.
type What string

// What happened, from the gravest on.
const (
	Opened  What = "opened"  // surely blocked, now surely allowed
	Closed  What = "closed"  // surely allowed, now surely blocked
	Doubted What = "doubted" // known, now unknown
	Settled What = "settled" // unknown, now known
)

// Whats are all of them in order.
var Whats = []What{Opened, Closed, Doubted, Settled}

// A Line is one change as people tell it: each of From to each of To, nobody to itself. Who changes
// alike stands together, so that one rule for forty servers is one line.
type Line struct {
	What What
	// From and To are sorted by name.
	From, To []*DiffEnd
	// Allowed is what opened or closed; where it is about the unknown, the part that was allowed before
	// (Doubted) or is now (Settled), and Blocked the part that was or is not.
	Allowed, Blocked []netset.Entry
	// Pairs is how many pairs it stands for.
	Pairs int
}

// Of picks the sets of one kind of change.
func (d *Delta) Of(w What) (allowed, blocked netset.Traffic) {
	switch w {
	case Opened:
		return d.Opened, netset.Traffic{}
	case Closed:
		return d.Closed, netset.Traffic{}
	case Doubted:
		return d.DoubtedAllowed, d.DoubtedBlocked
	}
	return d.SettledAllowed, d.SettledBlocked
}

// Lines tells all that changed, grouped for people: from outside first, then by the names of the ends.
func (d *Diff) Lines() []Line {
	lines := []Line{}
	for _, w := range Whats {
		found := d.linesOf(w)
		slices.SortStableFunc(found, func(a, b Line) int {
			return cmp.Or(outsideFirst(a.From[0], b.From[0]), cmp.Compare(a.From[0].at, b.From[0].at), cmp.Compare(a.To[0].at, b.To[0].at),
				cmp.Compare(netset.EntriesText(a.Allowed), netset.EntriesText(b.Allowed)))
		})
		lines = append(lines, found...)
	}
	return lines
}

func outsideFirst(a, b *DiffEnd) int {
	switch {
	case a.Outside == b.Outside:
		return 0
	case a.Outside:
		return -1
	}
	return 1
}

// An alike is all pairs of sides with one change.
type alike struct {
	line  Line
	cells [][2]int
}

// linesOf gathers the pairs of sides by what people read of their change, and covers each heap of them
// with rectangles.
func (d *Diff) linesOf(w What) []Line {
	heaps := map[string]*alike{}
	var order []*alike
	for from := range d.rows {
		client := d.sides[from].ends[0].client
		texts := map[int32]string{}
		for _, c := range d.rows[from] {
			text, known := texts[c.delta]
			if !known {
				text = d.text(c.delta, w, client)
				texts[c.delta] = text
			}
			if text == "" {
				continue
			}
			key := text + inOrOut(d.sides[from].ends[0]) + inOrOut(d.sides[c.to].ends[0])
			heap := heaps[key]
			if heap == nil {
				allowed, blocked := d.deltas[c.delta].Of(w)
				heap = &alike{line: Line{What: w, Allowed: allowed.EntriesFor(client), Blocked: blocked.EntriesFor(client)}}
				heaps[key] = heap
				order = append(order, heap)
			}
			heap.cells = append(heap.cells, [2]int{from, int(c.to)})
		}
	}
	var lines []Line
	for _, heap := range order {
		for _, r := range d.cover(heap.cells) {
			lines = append(lines, d.line(heap.line, r))
		}
	}
	return lines
}

// text is what tells changes apart; "" for none but messages without an answer.
func (d *Diff) text(delta int32, w What, client netset.NumberSet) string {
	allowed, blocked := d.deltas[delta].Of(w)
	if allowed.Minus(netset.OneWay).IsEmpty() && blocked.Minus(netset.OneWay).IsEmpty() {
		return ""
	}
	return netset.EntriesText(allowed.EntriesFor(client)) + "|" + netset.EntriesText(blocked.EntriesFor(client)) + "|"
}

// inOrOut keeps the outside world and resources on lines of their own.
func inOrOut(e *DiffEnd) string {
	if e.Outside {
		return "o"
	}
	return "i"
}

func (d *Diff) line(l Line, r rectangle) Line {
	l.From, l.To = d.members(r.from), d.members(r.to)
	both := 0
	slices.Sort(r.to)
	for _, from := range r.from {
		if _, in := slices.BinarySearch(r.to, from); in {
			both += len(d.sides[from].ends)
		}
	}
	l.Pairs = len(l.From)*len(l.To) - both
	return l
}

func (d *Diff) members(sides []int) []*DiffEnd {
	var all []*DiffEnd
	for _, s := range sides {
		all = append(all, d.sides[s].ends...)
	}
	slices.SortFunc(all, func(a, b *DiffEnd) int { return cmp.Compare(a.at, b.at) })
	return all
}

// A rectangle is sides that all do something to all others, itself aside.
type rectangle struct{ from, to []int }

// cover puts cells into few rectangles: rows that are alike together, or columns that are, whichever
// makes fewer.
func (d *Diff) cover(cells [][2]int) []rectangle {
	byRow := d.stripes(cells)
	if len(byRow) == 1 {
		return byRow
	}
	turned := make([][2]int, len(cells))
	for i, c := range cells {
		turned[i] = [2]int{c[1], c[0]}
	}
	byColumn := d.stripes(turned)
	if len(byColumn) >= len(byRow) {
		return byRow
	}
	for i, r := range byColumn {
		byColumn[i] = rectangle{r.to, r.from}
	}
	return byColumn
}

// stripes puts together the rows with the same columns. A side of one end never meets itself, so its
// own column may be thought into its row where that makes it like others: all of a group that may
// reach each other are one line.
func (d *Diff) stripes(cells [][2]int) []rectangle {
	columns := map[int][]int{}
	var rows []int
	for _, c := range cells {
		if columns[c[0]] == nil {
			rows = append(rows, c[0])
		}
		columns[c[0]] = append(columns[c[0]], c[1])
	}
	count := map[string]int{}
	keys := func(row int) (plain, full string) {
		slices.Sort(columns[row])
		plain = intsKey(columns[row])
		if len(d.sides[row].ends) > 1 {
			return plain, plain
		}
		return plain, intsKey(withColumn(columns[row], row))
	}
	for _, row := range rows {
		plain, full := keys(row)
		count[plain]++
		if full != plain {
			count[full]++
		}
	}
	at := map[string]int{}
	var out []rectangle
	for _, row := range rows {
		key, full := keys(row)
		to := columns[row]
		if count[full] > count[key] {
			key, to = full, withColumn(to, row)
		}
		n, known := at[key]
		if !known {
			n = len(out)
			at[key] = n
			out = append(out, rectangle{to: to})
		}
		out[n].from = append(out[n].from, row)
	}
	return out
}

// withColumn is a sorted list with one number more.
func withColumn(list []int, n int) []int {
	at, found := slices.BinarySearch(list, n)
	if found {
		return list
	}
	return slices.Insert(slices.Clone(list), at, n)
}

func intsKey(list []int) string {
	b := make([]byte, 0, 4*len(list))
	for _, n := range list {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return string(b)
}
