package room

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/template"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// Two revisions are compared with their proofs: the question that a line brings is answered with
// "blocked" before and "reachable" after.
func TestComparisonComesWithProofs(t *testing.T) {
	build := func(stage int) *design.Design {
		d, err := template.Get("web-and-db").Build(stage)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	st := newStudio(t, store.NewMemory(), build(5), &Engine{})
	c, _ := st.join(t, "")
	_, rev, err := st.hub.Head(context.Background(), st.doc)
	if err != nil {
		t.Fatal(err)
	}
	made, err := st.hub.Replace(context.Background(), st.doc, Visitor{User: "u", Role: wire.RoleEditor}, "next", build(6))
	if err != nil {
		t.Fatal(err)
	}
	c.send(wire.Ask{ID: 1, At: &made, Question: wire.Question{Compare: &wire.Compare{With: rev}}})
	got := hear[wire.Answer](c).Result.Compared
	if got == nil || got.Headline.EN != "opens 1, 1 flow now holds" || len(got.Added) != 3 || len(got.Changed) != 1 || got.LineCount != 1 {
		t.Fatalf("%+v", got)
	}
	line := got.Lines[0]
	for i, proof := range []struct {
		at  int64
		ask *wire.Conversation
	}{{rev, line.Was}, {made, line.Now}} {
		c.send(wire.Ask{ID: 2, At: &proof.at, Question: wire.Question{Trace: &wire.Trace{Conversation: *proof.ask}}})
		a := hear[wire.Answer](c)
		if want := []wire.Fate{wire.FateBlocked, wire.FateReachable}[i]; a.Result.Explained == nil || a.Result.Explained.Explanations[0].Fate != want {
			t.Errorf("at %d: %+v, want %s", proof.at, a.Result, want)
		}
	}
	c.send(wire.Ask{ID: 3, Question: wire.Question{Compare: &wire.Compare{With: 999}}})
	if f := hear[wire.Answer](c).Result.Failed; f == nil || f.Code != "unknown-revision" {
		t.Errorf("%+v", f)
	}
}

// A design that was judged is compared by what an edit touches, and says the same.
func TestJudgedDesignsAreComparedAlike(t *testing.T) {
	d := templateDesign(t)
	edited := d.Clone()
	if _, _, err := design.Apply(edited, routesToGateways(d)); err != nil {
		t.Fatal(err)
	}
	var judged, fresh Engine
	judged.Judge(d, Judgement{})
	got, want := judged.Compare(d, edited), fresh.Compare(d, edited)
	if len(want.Lines) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("judged: %+v\nfresh: %+v", got, want)
	}
	if judged.known(edited) != nil {
		t.Error("what was only considered is kept")
	}
}

func TestServiceOfAnEntry(t *testing.T) {
	for _, c := range []struct {
		entry netset.Entry
		want  design.Service
	}{
		{netset.Entry{Protocol: "all"}, design.Service{}},
		{netset.Entry{Protocol: "tcp", Ports: "22,80-443"}, design.Service{Protocol: netset.TCP, Ports: netset.Ports(22, 22)}},
		{netset.Entry{Protocol: "udp"}, design.Service{Protocol: netset.UDP}},
		{netset.Entry{Protocol: "icmp", Types: "3:4,8"}, design.Service{Protocol: netset.ICMP, Types: netset.Types{Type: 3, HasType: true, Code: 4, HasCode: true}}},
		{netset.Entry{Protocol: "icmp", Types: "9-255"}, design.Service{Protocol: netset.ICMP, Types: netset.Types{Type: 9, HasType: true}}},
		{netset.Entry{Protocol: "47"}, design.Service{Protocol: netset.ProtocolNumber(47)}},
	} {
		if got := serviceOf(c.entry); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.entry, got, c.want)
		}
	}
}

// The list of who is in a line is bounded; the count is not.
func TestComparisonsAreBounded(t *testing.T) {
	d := templateDesign(t)
	got := (&Engine{}).Compare(design.New("nothing"), d)
	for _, l := range got.Lines {
		if len(l.From.Ends) > maxLineEnds || l.From.Count < len(l.From.Ends) || l.Was != nil {
			t.Errorf("%+v", l)
		}
	}
	if !slices.ContainsFunc(got.Lines, func(l wire.ComparedLine) bool { return l.What == wire.ComparedOpened && l.Now != nil }) {
		t.Errorf("a whole design opened nothing: %+v", got.Lines)
	}
}
