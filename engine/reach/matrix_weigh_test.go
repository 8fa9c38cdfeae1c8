package reach_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// withoutRow is a design that never had a row.
func withoutRow(t interface{ Fatal(...any) }, d *design.Design, r reach.Row) *design.Design {
	c := d.Clone()
	if _, _, err := design.Apply(c, design.Ops{design.Patch{Section: design.Resources, ID: r.Resource, Path: r.Path()}}); err != nil {
		t.Fatal(err)
	}
	return c
}

// shifted is the changes of a row as lines, one for each pair of ends, closed first.
func shifted(w reach.Weight) map[string]string {
	lines := map[string]string{}
	for sign, shifts := range map[string][]reach.Shift{"-": w.Closed, "+": w.Opened} {
		for _, s := range shifts {
			for _, from := range s.From {
				for _, to := range s.To {
					if from != to {
						lines[sign+from.ID+" "+to.ID] = fmt.Sprint(s.Traffic.Surely.EntriesFor(from.Client), s.Traffic.Possibly.EntriesFor(from.Client))
					}
				}
			}
		}
	}
	return lines
}

// compared is the same by computing both matrices in full.
func compared(before, after *reach.Matrix) map[string]string {
	lines := map[string]string{}
	ends := before.Ends()
	for i := range ends {
		for k := range ends {
			if i == k {
				continue
			}
			a, b := before.Between(ends[i].ID, ends[k].ID), after.Between(partOfEnd(after, ends[i].ID), partOfEnd(after, ends[k].ID))
			for sign, d := range map[string][2]netset.Three{"-": {a, b}, "+": {b, a}} {
				x, y := d[0], d[1]
				surely, possibly := x.Surely.Minus(y.Possibly), x.Surely.Minus(y.Surely).Union(x.Possibly.Minus(y.Possibly))
				if !possibly.IsEmpty() {
					lines[sign+ends[i].ID+" "+ends[k].ID] = fmt.Sprint(surely.EntriesFor(ends[i].Client), possibly.EntriesFor(ends[i].Client))
				}
			}
		}
	}
	return lines
}

// partOfEnd is where the hosts of a block are after the row that named it has gone.
func partOfEnd(m *reach.Matrix, id string) string {
	if endAfter(m, id) == id {
		return id
	}
	host, _, _ := strings.Cut(id, "/")
	return partOf(m, host)
}

// A row weighs what the matrix of the design without it lacks or has, to the port; zero is no change.
func TestWeightIsTheDifferenceOfTwoMatrices(t *testing.T) {
	dead, alive := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		if rapid.Bool().Draw(t, "muddled") {
			muddle(t, n)
		}
		w := reach.NewWeigher(n.D)
		rows := w.Network().Rows()
		before := reach.Compile(n.D).Matrix()
		for _, r := range []reach.Row{rapid.SampledFrom(rows).Draw(t, "row"), rapid.SampledFrom(rows).Draw(t, "other")} {
			weight := w.Weigh(r)
			got, want := shifted(weight), compared(before, reach.Compile(withoutRow(t, n.D, r)).Matrix())
			if len(want) == 0 != weight.IsDead() {
				t.Fatalf("%v: dead is %v, but %d pairs change: %v", r, weight.IsDead(), len(want), want)
			}
			for pair, text := range want {
				if got[pair] != text {
					t.Fatalf("%v: %s: %s, want %s", r, pair, got[pair], text)
				}
			}
			if len(got) != len(want) {
				t.Fatalf("%v: %v, want %v", r, got, want)
			}
			if weight.IsDead() {
				dead++
			} else {
				alive++
			}
		}
	})
	if t.Logf("%d dead rows, %d others", dead, alive); dead == 0 || alive == 0 {
		t.Error("only one kind of row was drawn")
	}
}

func BenchmarkWeigh(b *testing.B) {
	for _, size := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			d := sample.Realistic(1, size).D
			b.ReportAllocs()
			rows, dead := 0, 0
			for b.Loop() {
				w := reach.NewWeigher(d)
				rows, dead = 0, 0
				for _, r := range w.Network().Rows() {
					rows++
					if w.Weigh(r).IsDead() {
						dead++
					}
				}
			}
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(float64(dead), "dead")
		})
	}
}

// BenchmarkWeighNaively is the same by a matrix for each row.
func BenchmarkWeighNaively(b *testing.B) {
	d := sample.Realistic(1, 100).D
	for b.Loop() {
		n := reach.Compile(d)
		n.Matrix().Count()
		for _, r := range n.Rows() {
			reach.Compile(withoutRow(b, d, r)).Matrix().Count()
		}
	}
}
