package scene

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
)

func drawRect(t *rapid.T, most int) Rect {
	n := rapid.IntRange(-most, most)
	side := rapid.IntRange(1, most)
	return Rect{n.Draw(t, "x"), n.Draw(t, "y"), side.Draw(t, "w"), side.Draw(t, "h")}
}

// drawThings are some of every sort; ways and borders are thin.
func drawThings(t *rapid.T, most int) []thing {
	var all []thing
	for range rapid.IntRange(0, 20).Draw(t, "things") {
		n := thing{drawRect(t, most), rapid.SampledFrom([]sort{solid, title, border, way, text}).Draw(t, "sort"), int32(len(all))}
		if n.sort == border || n.sort == way {
			if rapid.Bool().Draw(t, "isUpright") {
				n.W = 1
			} else {
				n.H = 1
			}
		}
		all = append(all, n)
	}
	return all
}

// An index finds what a look at everything finds, also far outside of its bounds and where squares are large.
func TestTheIndexFindsWhatMeets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawThings(t, 3000)
		x := newIndex(drawRect(t, 3000), rapid.IntRange(0, 40).Draw(t, "size"))
		for _, n := range all {
			x.add(n)
		}
		for range 5 {
			window := drawRect(t, 3000)
			var want []thing
			for _, n := range all {
				if n.meets(window) {
					want = append(want, n)
				}
			}
			got := x.near(nil, window)
			slices.SortFunc(got, func(a, b thing) int { return cmp.Compare(a.item, b.item) })
			if !slices.Equal(got, want) {
				t.Fatalf("in %+v there are %+v, want %+v", window, got, want)
			}
		}
	})
}

// priceOf is what one piece costs, read thing by thing: a line prices all of its pieces at once.
func priceOf(piece Rect, isUpright bool, things []thing) int {
	cost := piece.W + piece.H - 2
	for _, n := range things {
		switch isBeside := (n.W == 1) == isUpright; {
		case n.sort == solid && n.meets(piece):
			return noWay
		case n.sort == title:
			cost += titleCost * common(piece, n.Rect)
		case n.sort == border && isBeside:
			cost += borderCost * common(piece.grown(atBorder), n.Rect)
		case n.sort == way && isBeside:
			cost += sharedCost*common(piece, wider(n.Rect, nearBeside)) + besideCost*common(piece, wider(n.Rect, farBeside))
		case n.sort == way && n.meets(piece):
			cost += crossCost
		}
	}
	return cost
}

// wider is the strip to both sides of a way.
func wider(way Rect, by int) Rect {
	if way.W == 1 {
		return Rect{way.X - by, way.Y, 2*by + 1, way.H}
	}
	return Rect{way.X, way.Y - by, way.W, 2*by + 1}
}

// common is the length of the part that two boxes share.
func common(a, b Rect) int {
	part := a.within(b)
	if part.W <= 0 || part.H <= 0 {
		return 0
	}
	return max(part.W, part.H)
}

func TestALineKnowsThePricesOfItsPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		things := drawThings(t, 100)
		l := line{rapid.Bool().Draw(t, "isUpright"), rapid.IntRange(-100, 100).Draw(t, "place"), rapid.SliceOfNDistinct(rapid.IntRange(-120, 120), 2, 12, rapid.ID).Draw(t, "at")}
		slices.Sort(l.at)
		got := make([]int32, len(l.at)-1)
		l.prices(got, things, nil)
		l.block(got, things)
		for n := range got {
			piece := line{l.isUpright, l.place, l.at[n : n+2]}.box()
			if want := priceOf(piece, l.isUpright, things); int(got[n]) != want {
				t.Fatalf("the piece %+v costs %d, want %d", piece, got[n], want)
			}
		}
	})
}

// What is left of a way is what is left to the nearest end, bends included where the way is long.
func TestWhatIsLeftIsToTheNearestEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 200)
		lines := func(label string) []int {
			all := rapid.SliceOfNDistinct(n, 1, 8, rapid.ID).Draw(t, label)
			slices.Sort(all)
			return all
		}
		f := &field{xs: lines("xs"), ys: lines("ys"), isLong: rapid.Bool().Draw(t, "isLong")}
		item := drawRect(t, 100)
		for range rapid.IntRange(1, 12).Draw(t, "ends") {
			dir := rapid.IntRange(up, left).Draw(t, "dir")
			f.ends = append(f.ends, portAt(item, item, dir, rapid.IntRange(-50, 50).Draw(t, "shift")))
		}
		f.setGoals()
		for x := range f.xs {
			for y := range f.ys {
				for dir := range 4 {
					want := farOff
					for _, e := range f.ends {
						left := abs(f.xs[x]-e.out.X) + abs(f.ys[y]-e.out.Y)
						if f.isLong {
							left += bendCost * bends(Point{f.xs[x], f.ys[y]}, dir, e.out, (e.dir+2)%4)
						}
						want = min(want, left)
					}
					if f.isLong {
						want += want / 2
					}
					if got := f.rest(x, y, dir); int(got) != want {
						t.Fatalf("at %d,%d in direction %d %d are left to %+v, want %d", f.xs[x], f.ys[y], dir, got, f.ends, want)
					}
				}
			}
		}
	})
}

func TestAQueueGivesTheLeastFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var q queue
		var held []entry
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			if len(held) > 0 && rapid.IntRange(0, 2).Draw(t, "pop") == 0 {
				least := slices.Min(held)
				held = slices.Delete(held, slices.Index(held, least), slices.Index(held, least)+1)
				if got := q.pop(); got != least {
					t.Fatalf("got %d, want %d", got, least)
				}
			} else {
				e := newEntry(rapid.Int32Range(1, 9).Draw(t, "cost"), rapid.Int32Range(-9, 9).Draw(t, "state"))
				held = append(held, e)
				q.push(e)
			}
			if q.isEmpty() != (len(held) == 0) {
				t.Fatalf("empty: %v, with %d in it", q.isEmpty(), len(held))
			}
		}
	})
	if e := newEntry(7, -3); e.state() != -3 || e >= newEntry(7, 2) || e >= newEntry(8, -4) {
		t.Errorf("entries do not go by cost and then by state")
	}
}

// BenchmarkRealistic draws a realistic network of 1,000 resources with 75 arrows and 8 links.
func BenchmarkRealistic(b *testing.B) {
	d := sample.Realistic(1, 1000).D
	for b.Loop() {
		Of(d, design.MainView, Style{Icon: 40})
	}
}
