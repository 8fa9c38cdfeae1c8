package format

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
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

// spell says how a format tells an element; most say it as the design does.
var spell = map[string]func(r *design.Resource, tree map[string]any){"aws": asInAWS}

// asInAWS leaves out what AWS's answers have no place for: the keys of rows, which a reader makes from what the
// rows say, the key pair of which they have no more than this, and what is told in another answer.
func asInAWS(r *design.Resource, tree map[string]any) {
	props := tree["props"].(map[string]any)
	for _, f := range kind.Get(r.Kind).Fields {
		rows, ok := props[f.Name].(map[string]any)
		if !ok || f.Type != kind.Rows {
			continue
		}
		list := []string{}
		for _, row := range rows {
			raw, _ := json.Marshal(row)
			list = append(list, string(raw))
		}
		slices.Sort(list)
		props[f.Name] = list
	}
	switch p := r.Props.(type) {
	case *kind.VPNConnection, *kind.DirectConnect:
		delete(props, "routes") // they are told as what leads to the network
	case *kind.Record:
		if !p.Target.IsZero() { // an alias has neither
			delete(props, "value")
			delete(props, "ttl")
		}
	case *kind.Database:
		delete(props, "port") // the engine's usual one is not said
	}
}

// elements are those of a design as a format tells them, by id.
func elements(t rapid.TB, f *Format, d *design.Design) map[string]string {
	all := map[string]string{}
	for id, r := range d.Resources {
		raw, err := design.Canonical(r)
		if err != nil {
			t.Fatal(err)
		}
		if change := spell[f.Name]; change != nil {
			var tree map[string]any
			if err := json.Unmarshal(raw, &tree); err != nil {
				t.Fatal(err)
			}
			change(r, tree)
			if raw, err = json.Marshal(tree); err != nil {
				t.Fatal(err)
			}
		}
		all[id] = string(raw)
	}
	return all
}

// conversations is the matrix as texts.
func conversations(d *design.Design) []string {
	lines := []string{}
	for row := range reach.Compile(d).Matrix().Rows() {
		lines = append(lines, fmt.Sprint(row.From.ID, " > ", row.To.ID, ": ", row.Allowed.Surely, " / ", row.Allowed.Possibly))
	}
	slices.Sort(lines)
	return lines
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
				want, got := elements(t, f, d), elements(t, f, back)
				for _, l := range append(written, unread...) {
					switch {
					case l.Note:
					case f.Name == "aws": // whose answers say less of some elements
						delete(want, l.Element)
						delete(got, l.Element)
					default:
						t.Errorf("%s loses of %s: %s", f.Name, l.Element, l.Text.EN)
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-drawn +read):\n%s", f.Name, diff)
				}
				if diff := cmp.Diff(conversations(d), conversations(back)); diff != "" {
					t.Errorf("%s has other verdicts (-drawn +read):\n%s", f.Name, diff)
				}
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
		if diff := cmp.Diff(conversations(d), conversations(once)); diff != "" {
			t.Errorf("%s lost nothing, and has other verdicts (-drawn +read):\n%s", f.Name, diff)
		}
	}
	twice, _, _ := there(t, f, once)
	if twice == nil {
		return
	}
	third, _, _ := there(t, f, twice)
	if diff := cmp.Diff(elements(t, f, twice), elements(t, f, third)); diff != "" {
		t.Errorf("%s does not settle (-read +read again):\n%s", f.Name, diff)
	}
	if diff := cmp.Diff(conversations(twice), conversations(third)); diff != "" {
		t.Errorf("%s has other verdicts each time (-read +read again):\n%s", f.Name, diff)
	}
}
