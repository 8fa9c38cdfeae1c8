package promise

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vpcanvas/engine/format/exchange"
)

// A Target is a fuzz target of a room: how it makes files of a text.
type Target struct {
	Room
	Name  string
	Files func(data []byte) []exchange.File
}

// Fuzz is the body of the target, over its seeds in testdata/fuzz.
func (target Target) Fuzz(f *testing.F) {
	f.Fuzz(func(t *testing.T, data, moves []byte) { target.Hold(t, target.Files(Warp(data, moves))...) })
}

// Warped moves tokens of the seeds at random, which goes many times as fast as fuzzing and finds what no
// coverage leads to. VPCANVAS_WARPS says how often, VPCANVAS_WARPS_FROM where the numbers begin.
func (target Target) Warped(t *testing.T) {
	seeds := target.seeds(t)
	from, turns := number("VPCANVAS_WARPS_FROM", 0), number("VPCANVAS_WARPS", 200)
	for turn := from; turn < from+turns; turn++ {
		r := rand.New(rand.NewPCG(uint64(turn), 0))
		seed := seeds[r.IntN(len(seeds))]
		moves := make([]byte, 3*(1+r.IntN(6)))
		for i := range moves {
			moves[i] = byte(r.Uint32())
		}
		t.Run(seed.name+" "+strconv.Itoa(turn), func(t *testing.T) {
			t.Cleanup(func() {
				if t.Failed() {
					t.Logf("moves %q", moves)
				}
			})
			target.Hold(t, target.Files(Warp(seed.data, moves))...)
		})
	}
}

func number(variable string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	return otherwise
}

type seed struct {
	name string
	data []byte
}

// seeds reads the corpus as the fuzzing engine writes it: a line for each argument.
func (target Target) seeds(t *testing.T) []seed {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "fuzz", target.Name, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s has no seeds: %v", target.Name, err)
	}
	found := []seed{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, line, _ := strings.Cut(string(raw), "\n[]byte(")
		line, _, _ = strings.Cut(line, ")\n[]byte(")
		text, err := strconv.Unquote(line)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found = append(found, seed{filepath.Base(name), []byte(text)})
	}
	return found
}
