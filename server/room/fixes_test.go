package room

import (
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/server/wire"
)

// A broken arrow gets a fix; applied by an ordinary edit, the arrow holds.
func TestEngineOffersFixes(t *testing.T) {
	d := templateDesign(t)
	id := flowFromInternet(t, d)
	e := &Engine{}
	if r := e.Explain(d, wire.Question{Fixes: &wire.FixesFor{Flow: id}}); r.Fixes == nil || len(r.Fixes.Fixes) != 0 {
		t.Errorf("an arrow that holds: %+v", r)
	}
	if _, _, err := design.Apply(d, routesToGateways(d)); err != nil {
		t.Fatal(err)
	}
	broken := d.Clone()
	r := e.Explain(broken, wire.Question{Fixes: &wire.FixesFor{Flow: id}})
	if r.Fixes == nil || len(r.Fixes.Fixes) == 0 {
		t.Fatalf("%+v", r)
	}
	fix := r.Fixes.Fixes[0]
	if fix.OpensCount == 0 || len(fix.Opens) == 0 || fix.Opens[0].Text.JA == "" || len(fix.Edits) != len(fix.Ops) {
		t.Errorf("%+v", fix)
	}
	if _, _, err := design.Apply(d, fix.Ops); err != nil {
		t.Fatal(err)
	}
	if got := e.Judge(d.Clone(), Judgement{}).Flows[id].Outcome; got != wire.OutcomeHolds {
		t.Errorf("applied, the arrow is %s", got)
	}
	if r := e.Explain(d, wire.Question{Fixes: &wire.FixesFor{Flow: "nosuchflow1"}}); r.Failed == nil {
		t.Errorf("%+v", r)
	}
	f := broken.Flows[id]
	asked := &wire.Conversation{From: f.From, To: f.To}
	for _, s := range f.Services {
		asked.Service = s
	}
	if r := e.Explain(broken, wire.Question{Fixes: &wire.FixesFor{Trace: asked}}); r.Fixes == nil || len(r.Fixes.Fixes) == 0 {
		t.Errorf("what is not drawn: %+v", r)
	}
}
