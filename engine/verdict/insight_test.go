package verdict_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

func realistic(t *rapid.T) *sample.Net {
	return sample.Realistic(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), rapid.IntRange(30, 120).Draw(t, "size"))
}

func stageOf(t *testing.T, name string, stage int) *design.Design {
	t.Helper()
	d, err := template.Get(name).Build(stage)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func namesOf(ends []*reach.MatrixEnd) string {
	var names []string
	for _, e := range ends {
		names = append(names, e.Name)
	}
	return strings.Join(names, "+")
}

// What is exposed directly is what a question from the internet answers, and nothing is left out.
func TestExposureAgreesWithTrace(t *testing.T) {
	open, closed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := reach.Compile(realistic(t).D)
		words := rapid.SampledFrom([]string{"tcp/22", "tcp/443", "tcp/8443", "tcp/5432", "icmp/8"}).Draw(t, "service")
		service := sample.Service(words)
		asked := netset.TrafficOf(service.Protocol, service.Ports, service.Types).From(netset.AnyClient)
		exposed := map[string]netset.Three{}
		for _, x := range verdict.Exposure(n, n.Matrix()) {
			if x.Path == verdict.Direct && x.From.ID == kind.Internet {
				for _, to := range x.To {
					exposed[to.ID] = x.Allowed
				}
			}
		}
		for _, id := range slices.Sorted(maps.Keys(n.Design().Resources)) {
			if len(n.InterfacesOf(id)) == 0 || n.Design().Resources[id].Kind != kind.InstanceKind {
				continue
			}
			got := n.Decide(reach.Question{From: sample.End("internet"), To: design.End{Ref: kind.To(id)}, Service: service}).Verdict
			known := exposed[id]
			surely, possibly := known.Surely.Covers(&asked), known.Possibly.Overlaps(&asked)
			if surely != (got == reach.Reachable) || possibly == (got == reach.Blocked) {
				t.Fatalf("internet -> %s %s is %s; exposed surely: %v, possibly: %v", id, words, got, surely, possibly)
			}
			if possibly {
				open++
			} else {
				closed++
			}
		}
	})
	if open == 0 || closed == 0 {
		t.Errorf("%d open, %d closed: this tests nothing", open, closed)
	}
}

func TestExposureOfTheTemplates(t *testing.T) {
	for _, c := range []struct {
		template string
		stage    int
		want     []string
	}{
		{"web-and-db", 1, nil},
		{"web-and-db", 5, []string{"internet direct -> Web: tcp 22,80", "internet jump-host Web -> DB: tcp 22,3306; icmp"}},
		// Nobody gets past the load balancer, and nobody logs in to it (semantics 125, 135).
		{"alb-app", 2, []string{"internet direct -> ALB: tcp 80,443", "internet load-balancer ALB -> AP-1+AP-2: tcp 80"}},
	} {
		n := reach.Compile(stageOf(t, c.template, c.stage))
		var got []string
		for _, x := range verdict.Exposure(n, n.Matrix()) {
			got = append(got, strings.Join(strings.Fields(x.From.Name+" "+string(x.Path)+" "+namesOf(x.Via)+" -> "+namesOf(x.To)), " ")+
				": "+netset.EntriesText(x.Allowed.Surely.EntriesFor(x.Client)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, stage %d: %q, want %q", c.template, c.stage, got, c.want)
		}
	}
}

// A row's flows are those that break when the row is taken out of the design by an edit.
func TestFlowsThatNeedARow(t *testing.T) {
	needed := 0
	rapid.Check(t, func(t *rapid.T) {
		d := realistic(t).D
		weights := verdict.Weigh(d, "")
		before := verdict.Analyse(d).Flows
		w := rapid.SampledFrom(weights).Draw(t, "row")
		if some := slices.IndexFunc(weights, func(w verdict.RowWeight) bool { return len(w.Flows) > 0 }); some >= 0 && rapid.Bool().Draw(t, "needed") {
			w = weights[some]
		}
		c := d.Clone()
		if _, _, err := design.Apply(c, design.Ops{design.Patch{Section: design.Resources, ID: w.Row.Resource, Path: w.Row.Path()}}); err != nil {
			t.Fatal(err)
		}
		broken := []string{}
		for id, now := range verdict.Analyse(c).Flows {
			if before[id].Holds == verdict.Yes && now.Holds != verdict.Yes {
				broken = append(broken, id)
			}
		}
		if slices.Sort(broken); !slices.Equal(broken, w.Flows) {
			t.Fatalf("%v: %v need it, but without it %v break", w.Row, w.Flows, broken)
		}
		needed += len(broken)
	})
	if needed == 0 {
		t.Error("no flow needs any row: this tests nothing")
	}
}

// Weighing one resource says of it what weighing all says.
func TestWeighingOneResource(t *testing.T) {
	d := sample.Realistic(7, 80).D
	byRow := map[reach.Row]string{}
	text := func(w verdict.RowWeight) string {
		closed, opened := w.Pairs()
		raw, _ := json.Marshal([]any{closed, opened, w.Flows, w.IsDead()})
		return string(raw)
	}
	for _, w := range verdict.Weigh(d, "") {
		byRow[w.Row] = text(w)
	}
	for id := range d.Resources {
		for _, w := range verdict.Weigh(d, id) {
			if w.Row.Resource != id || byRow[w.Row] != text(w) {
				t.Errorf("%v: %s, of all: %s", w.Row, text(w), byRow[w.Row])
			}
			delete(byRow, w.Row)
		}
	}
	if len(byRow) > 0 {
		t.Errorf("%d rows belong to no resource", len(byRow))
	}
}

// Each hop is a conversation that the matrix allows, nothing nearer is left out, and more hops never
// lose anything.
func TestBlastIsTheClosureOfTheMatrix(t *testing.T) {
	deepest := 0
	rapid.Check(t, func(t *rapid.T) {
		n := reach.Compile(realistic(t).D)
		m := n.Matrix()
		ends := m.Ends()
		from := rapid.SampledFrom(ends).Draw(t, "from")
		e := design.End{Ref: kind.To(from.ID)}
		if from.IsOutside() && from.ID != kind.Internet {
			e = sample.End(from.ID)
		}
		const hops = 4
		start, levels := verdict.Blast(n, m, e, hops)
		at := map[string]int{}
		for _, s := range start {
			at[s.ID] = 0
		}
		if _, ok := at[from.ID]; !ok || len(start) > 1 && !from.IsOutside() {
			t.Fatalf("from %s starts at %s", from.ID, namesOf(start))
		}
		for i, level := range levels {
			for _, r := range level {
				for _, to := range r.To {
					if _, again := at[to.ID]; again || at[r.From[0].ID] >= i+1 || !talk(m, r.From[0].ID, to.ID) {
						t.Fatalf("hop %d: %s -> %s", i+1, r.From[0].ID, to.ID)
					}
					at[to.ID] = i + 1
				}
			}
		}
		deepest = max(deepest, len(levels))
		// Breadth first over single ends, without classes.
		want := nearest(m, start, hops)
		if !maps.Equal(at, want) {
			t.Fatalf("from %s: %v, want %v", from.ID, at, want)
		}
		if _, fewer := verdict.Blast(n, m, e, 1); len(levels) > 0 && len(fewer) != 1 {
			t.Fatal("one hop is not the first of several")
		}
	})
	if deepest < 2 {
		t.Error("no blast went further than one hop")
	}
}

func talk(m *reach.Matrix, from, to string) bool {
	return !m.Between(from, to).Possibly.Minus(netset.OneWay).IsEmpty()
}

func nearest(m *reach.Matrix, start []*reach.MatrixEnd, hops int) map[string]int {
	at := map[string]int{}
	for _, s := range start {
		at[s.ID] = 0
	}
	for hop := 1; hop <= hops; hop++ {
		for _, e := range m.Ends() {
			if h, ok := at[e.ID]; !ok || h != hop-1 || e.IsOutside() && h > 0 {
				continue
			}
			for _, to := range m.Ends() {
				if _, known := at[to.ID]; !known && talk(m, e.ID, to.ID) {
					at[to.ID] = hop
				}
			}
		}
	}
	return at
}

// A blast from a group starts at all of its members.
func TestBlastFromASubnet(t *testing.T) {
	n := reach.Compile(stageOf(t, "alb-app", 2))
	start, levels := verdict.Blast(n, n.Matrix(), named(t, n.Design(), "public-a"), 2)
	if got := namesOf(start); got != "ALB" {
		t.Errorf("public-a stands for %s", got)
	}
	if len(levels) != 1 && len(levels) != 2 || namesOf(levels[0][0].To) != "AP-1+AP-2" {
		t.Errorf("%v", levels)
	}
}

// A what-if of single elements is the analysis of the design that the same edits make.
func TestWhatIfIsTheEditedDesign(t *testing.T) {
	broke := 0
	rapid.Check(t, func(t *rapid.T) {
		d := realistic(t).D
		may := []string{}
		for _, row := range kind.Sorted(d.Resources) {
			if k := row.Value.Kind; k == kind.InstanceKind || k == kind.InternetGatewayKind || k == kind.NATGatewayKind {
				may = append(may, row.Key)
			}
		}
		id := rapid.SampledFrom(may).Draw(t, "off")
		f, err := verdict.WhatIf(reach.Compile(d), []verdict.Off{{Resource: id}})
		if err != nil {
			t.Fatal(err)
		}
		c := d.Clone()
		op := design.Op(design.Del{Section: design.Resources, ID: id})
		if d.Resources[id].Kind == kind.InstanceKind {
			op = design.Patch{Section: design.Resources, ID: id, Path: "props.state", Value: json.RawMessage(`"stopped"`)}
		}
		if _, _, err := design.Apply(c, design.Ops{op}); err != nil {
			t.Fatal(err)
		}
		was, now := verdict.Analyse(d).Flows, verdict.Analyse(c).Flows
		turned := map[string]bool{}
		for _, turn := range f.Turns {
			turned[turn.Flow] = true
			if turn.Broke {
				broke++
			}
		}
		for flow := range was {
			if ends := d.Flows[flow]; ends.From.Ref.ID == id || ends.To.Ref.ID == id {
				continue
			}
			if (was[flow].Holds != now[flow].Holds || was[flow].Verdict != now[flow].Verdict) != turned[flow] {
				t.Fatalf("%s off: %s was %s, is %s; told: %v", id, flow, was[flow].Holds, now[flow].Holds, turned[flow])
			}
		}
	})
	if broke == 0 {
		t.Error("nothing ever broke: this tests nothing")
	}
}

// With more off, nothing opens: what may still pass may pass with less off.
func TestMoreOffOpensNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := realistic(t).D
		zone := rapid.SampledFrom([]string{"ap-northeast-1a", "ap-northeast-1c"}).Draw(t, "zone")
		gateway := ""
		for _, row := range kind.Sorted(d.Resources) {
			if row.Value.Kind == kind.InternetGatewayKind {
				gateway = row.Key
			}
		}
		off := []verdict.Off{{Zone: zone}, {Resource: gateway}}
		var before *reach.Matrix
		for i := range len(off) + 1 {
			out, err := verdict.TurnOff(d, off[:i])
			if err != nil {
				t.Fatal(err)
			}
			m := out.Network.Matrix()
			if before != nil {
				for r := range m.Rows() {
					if was := before.Between(r.From.ID, r.To.ID); !was.Possibly.Covers(&r.Allowed.Possibly) {
						t.Fatalf("%d off: %s -> %s opened", i, r.From.ID, r.To.ID)
					}
				}
			}
			before = m
		}
	})
}

// A load balancer in two zones goes on when one fails: it withdraws the node there, and asks the targets
// that are left (semantics 124). With both zones off nothing is left.
func TestZoneFailureOfALoadBalancer(t *testing.T) {
	d := stageOf(t, "alb-app", 2)
	n := reach.Compile(d)
	for _, c := range []struct {
		off, want string
	}{
		{"zone:ap-northeast-1a", "AP-1 breaks"},
		{"zone:ap-northeast-1c", "AP-2 breaks"},
		{"zone:ap-northeast-1a zone:ap-northeast-1c", "AP-1 breaks; AP-2 breaks; PC breaks; internet breaks"},
		{"nat-a", "AP-1 breaks"},
		{"igw", "AP-1 breaks; AP-2 breaks; PC breaks; internet breaks"},
		{"AP-1", "AP-1 breaks"},
	} {
		var off []verdict.Off
		for _, word := range strings.Fields(c.off) {
			if zone, ok := strings.CutPrefix(word, "zone:"); ok {
				off = append(off, verdict.Off{Zone: zone})
			} else {
				off = append(off, verdict.Off{Resource: resourceCalled(t, d, word)})
			}
		}
		f, err := verdict.WhatIf(n, off)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, turn := range f.Turns {
			if turn.Broke {
				got = append(got, n.EndText(d.Flows[turn.Flow].From)+" breaks")
			}
		}
		slices.Sort(got)
		if text := strings.Join(slices.Compact(got), "; "); text != c.want {
			t.Errorf("%s off: %s, want %s", c.off, text, c.want)
		}
	}
	if now := verdict.Analyse(d); now.State() != verdict.Clean {
		t.Error("the design itself changed")
	}
}

// resourceCalled prefers what carries traffic to the address that is called like it.
func resourceCalled(t *testing.T, d *design.Design, name string) string {
	t.Helper()
	var ids []string
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Name == name {
			ids = append(ids, row.Key)
		}
	}
	if len(ids) == 0 {
		t.Fatalf("nothing is called %s", name)
	}
	return slices.MaxFunc(ids, func(a, b string) int {
		return cmp.Compare(len(d.Resources[a].Props.Kind()), len(d.Resources[b].Props.Kind()))
	})
}

func TestWhatCannotBeTurnedOff(t *testing.T) {
	d := stageOf(t, "web-and-db", 5)
	for _, id := range []string{"nothingatall", design.MainRouteTableID("vpcwebanddb")} {
		if _, err := verdict.TurnOff(d, []verdict.Off{{Resource: id}}); err == nil {
			t.Errorf("%s was turned off", id)
		} else if _, ok := design.AsFault(err); !ok {
			t.Errorf("%s: %v is no fault", id, err)
		}
	}
}

// What depends on a row is listed in one order, run after run, as scripts that compare two outputs expect.
func TestWeightsComeInOneOrder(t *testing.T) {
	listed := func() string {
		var b strings.Builder
		for _, w := range verdict.Weigh(stageOf(t, "web-and-db", 6), "") {
			for _, s := range append(slices.Clone(w.Closed), w.Opened...) {
				b.WriteString(w.Row.Path() + " " + namesOf(s.From) + " -> " + namesOf(s.To) + "\n")
			}
		}
		return b.String()
	}
	first := listed()
	for range 20 {
		if again := listed(); again != first {
			t.Fatalf("two orders of one list:\n%s\n%s", first, again)
		}
	}
}
