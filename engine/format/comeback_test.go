package format

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// usualChecks is how many random designs each test takes where nobody says -rapid.checks.
const usualChecks = "20"

func TestMain(m *testing.M) {
	flag.Parse()
	isGiven := false
	flag.Visit(func(f *flag.Flag) { isGiven = isGiven || f.Name == "rapid.checks" })
	if !isGiven {
		if err := flag.Set("rapid.checks", usualChecks); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// there writes a design and reads the files.
func there(t rapid.TB, f *Format, d *design.Design) (back *design.Design, written, unread []exchange.Loss) {
	files, written := f.Write(d, f.Extensions[0])
	if len(files) == 0 {
		return nil, written, nil
	}
	back, unread, err := f.Read(files, exchange.Options{})
	if err != nil {
		t.Fatalf("%s does not read what it wrote: %v", f.Name, err)
	}
	return back, written, unread
}

// tolerated is how a format may bring an element back at worst. Where AWS's answers name no rows, a reader makes
// their keys from what they say; and they tell routes of a connection as what leads to the network, an alias without
// value and TTL, and the port of a database though it is the usual one.
func tolerated(f *Format, r *design.Resource) roundtrip.Degree {
	if f.Name != "aws" {
		return roundtrip.Exact
	}
	switch p := r.Props.(type) {
	case *kind.VPNConnection, *kind.DirectConnect, *kind.Database:
		return roundtrip.Respelled
	case *kind.Record:
		if !p.Target.IsZero() {
			return roundtrip.Respelled
		}
	}
	return roundtrip.Rekeyed
}

// wantBack wants each element of a design as it was, but for those that a loss names, and all verdicts.
func wantBack(t *rapid.T, f *Format, was, is *design.Design, lost map[string]bool) {
	match := verdict.MatchDesigns(was, is)
	for _, row := range kind.Sorted(roundtrip.Degrees(was, is, match)) {
		r := was.Resources[row.Key]
		switch {
		case lost[row.Key]:
		case r == nil:
			t.Errorf("%s: %s comes besides", f.Name, row.Key)
		case row.Value > tolerated(f, r):
			t.Errorf("%s: %s comes back otherwise (%d) (-was +is):\n%s", f.Name, row.Key, row.Value, cmp.Diff(spelled(r), spelled(is.Resources[match.NewOf[row.Key]])))
		}
	}
	wantVerdicts(t, f, was, is, match)
}

func wantVerdicts(t *rapid.T, f *Format, was, is *design.Design, match *verdict.Match) {
	if d := verdict.CompareMatched(reach.Compile(was), reach.Compile(is), match); !d.IsEmpty() {
		t.Errorf("%s has other verdicts: %s", f.Name, verdict.Headline(d.Lines(), nil).EN)
	}
}

func spelled(r *design.Resource) string {
	raw, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// readable are the formats that are written and read.
func readable() []*Format {
	return slices.DeleteFunc(slices.Clone(All), func(f *Format) bool { return f.Read == nil || f.Write == nil })
}

// What AWS takes comes back as it was.
func TestSoundDesignsComeBack(t *testing.T) {
	for _, f := range readable() {
		t.Run(f.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				d := drawn.Sound(t, false)
				back, written, unread := there(t, f, d)
				lost := map[string]bool{}
				for _, l := range append(written, unread...) {
					switch {
					case l.Note:
					case f.Name == "aws": // whose answers say less of some elements
						lost[l.Element] = true
					default:
						t.Errorf("%s loses of %s: %s", f.Name, l.Element, l.Text.EN)
					}
				}
				wantBack(t, f, d, back, lost)
			})
		})
	}
}

// Whatever is drawn: of what AWS would not take something is lost, and said. What came back comes back the same
// from then on, with the same verdicts; and where nothing was lost the verdicts are those of the drawing.
func TestOddDesignsSettle(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) *design.Design{"odd": drawn.Draw, "hostile": randomdesign.Draw} {
		for _, f := range readable() {
			t.Run(f.Name+" "+name, func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) { settles(t, f, draw(t)) })
			})
		}
	}
}

func settles(t *rapid.T, f *Format, d *design.Design) {
	once, written, _ := there(t, f, d)
	if once == nil {
		return // nothing in it that anybody deploys
	}
	if !slices.ContainsFunc(written, func(l exchange.Loss) bool { return !l.Note }) {
		wantVerdicts(t, f, d, once, verdict.MatchDesigns(d, once))
	}
	twice, _, _ := there(t, f, once)
	if twice == nil {
		return
	}
	third, _, _ := there(t, f, twice)
	wantBack(t, f, twice, third, nil)
}
