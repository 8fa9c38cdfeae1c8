package design

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/kind"
)

// TestEditsKeepEveryPromise runs random edits, legal and not, and checks after each that a refused
// one left no trace, that an accepted one satisfies every structural rule, that what was applied
// does the same elsewhere (a client that gets the commit), and that the inverse undoes it.
func TestEditsKeepEveryPromise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := small(t)
		mirror := d.Clone()
		for range rapid.IntRange(1, 25).Draw(t, "edits") {
			before := encoded(t, d)
			ops := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Op { return drawOp(t, d) }), 1, 4).Draw(t, "ops")
			applied, inverse, err := Apply(d, ops)
			if err != nil {
				same(t, "refused", before, d)
				continue
			}
			if err := d.Check(); err != nil {
				t.Fatalf("an accepted edit breaks a rule: %v", err)
			}
			settled, err := Settled(d)
			if err != nil {
				t.Fatalf("a sound design is refused: %v", err)
			}
			same(t, "settled", encoded(t, d), settled)
			overTheWire := roundTrip(t, applied)
			if _, _, err := ApplyTrusted(mirror, overTheWire); err != nil {
				t.Fatalf("the commit is refused elsewhere: %v", err)
			}
			same(t, "a second client", encoded(t, d), mirror)
			undone := d.Clone()
			if _, _, err := ApplyTrusted(undone, roundTrip(t, inverse)); err != nil {
				t.Fatalf("the inverse is refused: %v", err)
			}
			same(t, "undone", before, undone)
		}
	})
}

func same(t *rapid.T, what, want string, d *Design) {
	got, err := Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Fatalf("%s: %s", what, diff)
	}
}

func roundTrip(t *rapid.T, ops Ops) Ops {
	raw, err := json.Marshal(ops)
	if err != nil {
		t.Fatal(err)
	}
	var again Ops
	if err := json.Unmarshal(raw, &again); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return again
}

func drawOp(t *rapid.T, d *Design) Op {
	ids := append(tables[Resources].ids(d), "nowhere00001", kind.Internet)
	id := rapid.SampledFrom(ids).Draw(t, "id")
	switch rapid.SampledFrom([]string{"put", "put", "patch", "patch", "patch", "del", "move"}).Draw(t, "op") {
	case "put":
		return drawPut(t, ids)
	case "patch":
		path := rapid.SampledFrom([]string{
			"name", "tags.Name", "props.cidr", "props.routeTable", "props.ingress.r9", "props.routes.r9", "props.interfaces.eth0", "props.vpc", "props.colour",
		}).Draw(t, "path")
		value := rapid.SampledFrom([]string{
			`null`, `"10.9.0.0/16"`, `"x"`, fmt.Sprintf(`%q`, id), `{"destination":"0.0.0.0/0","target":"igw0000000001"}`,
			`{"protocol":"tcp","ports":"22","cidr":"0.0.0.0/0"}`, `{"groups":{"sgweb00000001":true}}`, `7`,
		}).Draw(t, "value")
		return Patch{Section: Resources, ID: id, Path: path, Value: raw(value)}
	case "del":
		return Del{Section: Resources, ID: id}
	}
	m := Move{ID: id, Parent: rapid.SampledFrom(ids).Draw(t, "parent"), View: MainView}
	if rapid.Bool().Draw(t, "placed") {
		m.Place = &Place{X: rapid.IntRange(-9, 9).Draw(t, "x"), W: 8, H: 8}
	}
	return m
}

func drawPut(t *rapid.T, ids []string) Op {
	n := rapid.IntRange(0, 5).Draw(t, "n")
	parent := rapid.SampledFrom(ids).Draw(t, "parent")
	k := rapid.SampledFrom([]string{"vpc", "subnet", "instance", "securityGroup", "scope", "teapot"}).Draw(t, "kind")
	if k == "scope" {
		parent = ""
	}
	return put(fmt.Sprintf("%snew%05d", k[:3], n), fmt.Sprintf(`{"kind":%q,"name":"new","parent":%q}`, k, parent))
}
