package room

import (
	"flag"
	"math/rand/v2"
	"os"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"vpcanvas/server/store"
)

type rapidDice struct{ *rapid.T }

func (d rapidDice) roll(n int) int { return rapid.IntRange(0, n-1).Draw(d.T, "roll") }

// bubble hides the test's deadline, which is not of the bubble's time.
type bubble struct{ rapid.TB }

// However clients, network and disk behave, the invariants hold.
func TestInvariantsHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rapid.Check(bubble{t}, func(rt *rapid.T) {
			if _, err := simulate(rapidDice{rt}, healthy, steps); err != nil {
				rt.Fatal(err)
			}
		})
	})
}

// TestMain sets how many worlds a run tries, unless the command line says it (-rapid.checks).
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", "60"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// steps is how long one run of the world is.
const steps = 300

func simulate(d dice, m mutant, n int) (*world, error) {
	w, err := newWorld(d, m, store.NewMemory(), func(s store.Store) store.Store { return s })
	if err != nil {
		return nil, err
	}
	return w, w.run(n)
}

// The oracles must notice servers that are wrong, or their silence means nothing.
func TestOraclesNoticeMistakes(t *testing.T) {
	for _, m := range []mutant{ackFirst, forgetful, outOfOrder, losesEdit} {
		t.Run(string(m), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const seeds = 60
				for seed := range uint64(seeds) {
					if _, err := simulate(seeded{rand.New(rand.NewPCG(seed, 1))}, m, steps); err != nil {
						t.Logf("seed %d: %.120s", seed, err)
						return
					}
				}
				t.Errorf("nothing was noticed in %d runs", seeds)
			})
		})
	}
}

// A run that loses no connection and commits nothing would prove nothing.
func TestWorldIsEventful(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sum := map[string]int{}
		for seed := range uint64(10) {
			w, err := simulate(seeded{rand.New(rand.NewPCG(seed, 2))}, healthy, steps)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			sum["commits"] += w.commits
			sum["acknowledged"] += len(w.acked)
			sum["crashes"] += w.crashes
			sum["resends"] += w.resends
			sum["rejects"] += w.rejects
			sum["byes"] += w.byes
			sum["fetches"] += w.fetches
		}
		for what, n := range sum {
			if n < 3 {
				t.Errorf("%d %s in 10 runs", n, what)
			}
		}
		t.Log(sum)
	})
}
