package room

import (
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
	"vpcanvas/server/wire"
)

// templateDesign is a network that works, with an arrow from the internet.
func templateDesign(t testing.TB) *design.Design {
	t.Helper()
	tpl := template.Get("web-and-db")
	if tpl == nil {
		t.Fatal("no template web-and-db")
	}
	d, err := tpl.Build(len(tpl.Stages))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEngineJudgesInTheWordsOfTheWire(t *testing.T) {
	d := templateDesign(t)
	e := &Engine{}
	j := e.Judge(d, Judgement{})
	if len(j.Flows) != len(d.Flows) || len(j.Flows) == 0 {
		t.Fatalf("%d verdicts on %d flows", len(j.Flows), len(d.Flows))
	}
	public := 0
	for _, s := range j.Subnets {
		if s.Public {
			public++
		}
	}
	if public == 0 || public == len(j.Subnets) {
		t.Errorf("%d of %d subnets are public", public, len(j.Subnets))
	}
	for id, v := range j.Flows {
		if v.Fate == "" || v.Outcome == "" {
			t.Errorf("flow %s: %+v", id, v)
		}
	}
}

// Deleting the route to the gateway turns the arrow, and the answer says why.
func TestEngineExplains(t *testing.T) {
	d := templateDesign(t)
	e := &Engine{}
	flow := flowFromInternet(t, d)
	before := e.Judge(d, Judgement{}).Flows[flow]
	if before.Fate != wire.FateReachable || before.Outcome != wire.OutcomeHolds {
		t.Fatalf("the template's arrow is %+v", before)
	}
	d = d.Clone()
	if _, _, err := design.Apply(d, routesToGateways(d)); err != nil {
		t.Fatal(err)
	}
	after := e.Judge(d, Judgement{}).Flows[flow]
	if after.Fate != wire.FateBlocked || after.Outcome != wire.OutcomeBroken || after.Reasons == 0 {
		t.Errorf("without the route the arrow is %+v", after)
	}
	result := e.Explain(d, wire.Question{Why: &wire.Why{Flow: flow}})
	if result.Explained == nil || len(result.Explained.Explanations) == 0 {
		t.Fatalf("no explanation: %+v", result.Failed)
	}
	x := result.Explained.Explanations[0]
	if x.Fate != wire.FateBlocked || len(x.Reasons) == 0 || len(x.Lamps) != 6 || x.From != "internet" || x.Service == "" {
		t.Errorf("explained %+v", x)
	}
	for _, r := range x.Reasons {
		if r.Code == "" || r.Text.EN == "" || r.Text.JA == "" || (r.Direction != wire.Forward && r.Direction != wire.Return) {
			t.Errorf("reason %+v", r)
		}
	}
	for _, l := range x.Lamps {
		if l.Filter == "" || l.State == "" {
			t.Errorf("lamp %+v", l)
		}
	}
	for _, h := range x.Path {
		if h.Text.EN == "" || h.Text.JA == "" {
			t.Errorf("hop %+v", h)
		}
	}
}

func TestEngineTracesWhatIsNotDrawn(t *testing.T) {
	d := templateDesign(t)
	e := &Engine{}
	f := d.Flows[flowFromInternet(t, d)]
	r := e.Explain(d, wire.Question{Trace: &wire.Trace{Conversation: wire.Conversation{From: f.To, To: f.From}}})
	if r.Explained == nil || len(r.Explained.Explanations) != 1 {
		t.Errorf("%+v", r)
	}
	if r := e.Explain(d, wire.Question{Why: &wire.Why{Flow: "nosuchflow1"}}); r.Failed == nil || r.Failed.Code != "unknown-element" {
		t.Errorf("%+v", r)
	}
	if r := e.Explain(d, wire.Question{Consequence: &wire.Consequence{}}); r.Failed == nil {
		t.Errorf("%+v", r)
	}
}

func TestEngineKeepsFewNetworks(t *testing.T) {
	d := templateDesign(t)
	e := &Engine{}
	if first := e.network(d); e.network(d) != first {
		t.Error("the same design was compiled twice")
	}
	for range 3 * maxCompiled {
		e.network(d.Clone())
	}
	if len(e.compiled) != maxCompiled {
		t.Errorf("%d networks are kept", len(e.compiled))
	}
}

func flowFromInternet(t testing.TB, d *design.Design) string {
	t.Helper()
	for id, f := range d.Flows {
		if f.From.Ref.ID == "internet" && f.Expect == design.Must {
			return id
		}
	}
	t.Fatal("no arrow from the internet")
	return ""
}

// routesToGateways are the edits that delete them.
func routesToGateways(d *design.Design) design.Ops {
	ops := design.Ops{}
	for _, r := range kind.Sorted(d.Resources) {
		table, ok := r.Value.Props.(*kind.RouteTable)
		if !ok {
			continue
		}
		for _, route := range kind.Sorted(table.Routes) {
			if to := d.Lookup(route.Value.Target.ID); to != nil && to.Kind == kind.InternetGatewayKind {
				ops = append(ops, design.Patch{Section: design.Resources, ID: r.Key, Path: "props.routes." + route.Key, Value: raw(nil)})
			}
		}
	}
	return ops
}
