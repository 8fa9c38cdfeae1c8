package wire

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

func TestClientMessagesComeBackEqual(t *testing.T) {
	rev := int64(0)
	for _, m := range []Message{
		Hello{Proto: 1, Schema: 1, Doc: "d", Actor: "a", Since: &Since{Epoch: "e", Rev: 3}},
		Hello{Proto: 1, Schema: 1, Doc: "d", Actor: "a"},
		Edit{Seq: 2, Base: 1, Label: "move <b>", Ops: design.Ops{
			design.Move{ID: "x", Parent: "y", View: "main", Place: &design.Place{X: 1}},
			design.Patch{Section: design.Resources, ID: "x", Path: "name", Value: json.RawMessage(`"n"`)},
		}},
		Ask{ID: 1, Question: Question{Why: &Why{Flow: "f"}}},
		Ask{ID: 2, Rev: 7, Ops: design.Ops{design.Del{Section: design.Flows, ID: "f"}}, Question: Question{Consequence: &Consequence{}}},
		Ask{ID: 4, At: &rev, Question: Question{Judgement: &Judgement{}}},
		Ask{ID: 5, Question: Question{Matrix: &Matrix{From: "web", To: "db"}}},
		Ask{ID: 5, Question: Question{Fixes: &FixesFor{Flow: "flow000000"}}},
		Ask{ID: 5, Question: Question{Fixes: &FixesFor{Trace: &Conversation{Family: "4"}}}},
		Ask{ID: 6, At: &rev, Question: Question{Compare: &Compare{With: 2}}},
		Ask{ID: 6, Question: Question{Exposure: &ExposureAsk{}}},
		Ask{ID: 7, Question: Question{Blast: &BlastAsk{From: design.End{Ref: kind.To("web")}, Hops: 3}}},
		Ask{ID: 8, Question: Question{Ready: &ReadyAsk{Element: "web"}}},
		Ask{ID: 8, Question: Question{WhatIf: &WhatIfAsk{Off: []Off{{Resource: "nat"}, {Zone: "ap-northeast-1a"}}}}},
		Ask{ID: 9, Question: Question{Weight: &WeightAsk{Resource: "sg"}}},
		Ask{ID: 3, Question: Question{Trace: &Trace{Conversation{From: design.End{Ref: kind.To("internet")}, Family: "4"}}}},
	} {
		frame, err := Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(frame), `\u003c`) {
			t.Errorf("escaped for HTML: %s", frame)
		}
		back, err := DecodeClient(frame)
		if err != nil || !reflect.DeepEqual(back, m) {
			t.Errorf("%s came back as %+v, %v", frame, back, err)
		}
	}
}

func TestServerMessagesComeBackEqual(t *testing.T) {
	rev := int64(4)
	for _, m := range []Message{
		Welcome{Epoch: "e", Rev: 5, Actor: "a", Role: RoleViewer, Limits: TheLimits, Commits: []Commit{{Rev: 5, Actor: "b", Seq: 1, Ops: design.Ops{}}}},
		Commit{Rev: 1, Actor: "a", Seq: 2},
		Commit{Rev: 1, Actor: "a", Seq: 2, Replace: true},
		Reject{Seq: 1, Code: "cycle"},
		Analysis{Rev: 5, Base: &rev, Difference: Difference{Added: []Finding{}, Removed: []string{"k"}, Flows: map[string]FlowVerdict{}, Subnets: map[string]SubnetFacts{"s": {Public: true}}}},
		Answer{ID: 1, Rev: 2, Result: Result{Failed: &Failed{Code: "c", Detail: "d"}}},
		Answer{ID: 1, Rev: 2, Result: Result{Explained: &Explained{Explanations: []Explanation{}}}},
		Answer{ID: 1, Rev: 2, Result: Result{Changes: &Changes{Difference{Added: []Finding{}, Removed: []string{}, Flows: map[string]FlowVerdict{}, Subnets: map[string]SubnetFacts{}}}}},
		Answer{ID: 1, Rev: 2, Result: Result{Exposures: &Exposures{Count: 1, Rows: []Exposure{{
			From: "internet", Path: PathDirect, Via: Ends{IDs: []string{}}, To: Ends{IDs: []string{"a"}, Count: 1}, GridCell: GridCell{Allowed: "tcp 22"},
		}}}}},
		Answer{ID: 1, Rev: 2, Result: Result{Blast: &Blast{Start: Ends{IDs: []string{"a"}, Count: 1}, Levels: []BlastLevel{{Reached: []Reached{{
			From: Ends{IDs: []string{"a"}, Count: 1}, To: Ends{IDs: []string{"b"}, Count: 1}, Sure: true, GridCell: GridCell{Allowed: "tcp 22"},
		}}}}}}},
		Answer{ID: 1, Rev: 2, Result: Result{Checklists: &Checklists{Lists: []Checklist{{
			Item: "ssm", Title: message.Text{EN: "a", JA: "b"}, State: TickMissing, Ticks: []Tick{{Title: message.Text{EN: "c", JA: "d"}, State: TickDone, Element: "web", Why: []message.Text{}}},
		}}}}},
		Answer{ID: 1, Rev: 2, Result: Result{WhatIf: &WhatIf{
			Down: []string{"a"}, Flows: map[string]FlowVerdict{"f": {Fate: FateBlocked, Outcome: OutcomeBroken}}, Broken: []BrokenFlow{{Flow: "f", Reasons: []Reason{}}},
		}}},
		Answer{ID: 1, Rev: 2, Result: Result{Weights: &Weights{Rows: []Weight{{Row: "ingress.a", Closes: 2, Flows: []string{"f"}}}}}},
		Answer{ID: 1, Rev: 2, Result: Result{Grid: &Grid{
			To: []GridEnd{{ID: "a", Name: "A", More: []string{"B"}, Count: 2}}, ToCount: 1, FromCount: 1,
			Rows: []GridRow{{From: GridEnd{ID: "a", Name: "A", More: []string{"B"}, Count: 2}, Cells: []GridCell{{Allowed: "tcp 80"}}}},
		}}},
		Answer{ID: 1, Rev: 2, Result: Result{Compared: &Compared{
			Lines: []ComparedLine{{What: ComparedOpened, From: ComparedEnds{Ends: []ComparedEnd{{ID: "a"}}, Count: 1}, To: ComparedEnds{Ends: []ComparedEnd{}}, Allowed: "tcp 80"}},
			Flows: []ComparedFlow{{ID: "f", Was: OutcomeHolds}}, Added: []ComparedResource{}, Removed: []ComparedResource{}, Changed: []ComparedResource{},
		}}},
		Answer{ID: 1, Rev: 2, Result: Result{Fixes: &Fixes{Fixes: []FlowFix{{
			Title: message.Text{EN: "a", JA: "b"}, Edits: []message.Text{{EN: "a", JA: "b"}}, Ops: design.Ops{design.Del{Section: design.Flows, ID: "f"}},
			Opens: []Shift{{From: "x", To: "y", Text: message.Text{EN: "tcp 80", JA: "tcp 80"}}}, OpensCount: 1, Closes: []Shift{},
			Breaks: []string{"f"}, Mends: []string{}, Added: []FixFinding{{Key: "k", Severity: SeverityError}}, Removed: []FixFinding{},
		}}}}},
		Bye{Reason: ByeSlow, RetryAfter: 100},
	} {
		frame, err := Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeServer(frame)
		if diff := cmp.Diff(m, back); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", frame, err, diff)
		}
	}
}

// A room writes commits by hand; they must read as if Encode had written them.
func TestFramesWrittenByHand(t *testing.T) {
	ops := design.Ops{design.Del{Section: design.Flows, ID: "f"}}
	body, err := json.Marshal(ops)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		frame []byte
		want  Commit
	}{
		{CommitFrame(7, "0a", 3, body), Commit{Rev: 7, Actor: "0a", Seq: 3, Ops: ops}},
		{CommitFrame(7, "0a", 3, nil), Commit{Rev: 7, Actor: "0a", Seq: 3}},
		{ReplaceFrame(8, "0a", 1), Commit{Rev: 8, Actor: "0a", Seq: 1, Replace: true}},
	} {
		want, err := Encode(c.want)
		if err != nil || string(want) != string(c.frame) {
			t.Errorf("%s, want %s, %v", c.frame, want, err)
		}
	}
}

func TestRefusedFrames(t *testing.T) {
	for name, frame := range map[string]string{
		"array":             `[]`,
		"no type":           `{"seq":1}`,
		"a server's":        `{"type":"welcome"}`,
		"type twice":        `{"type":"hello","type":"edit"}`,
		"unknown member":    `{"type":"ask","id":1,"rev":1,"question":{"kind":"why","flow":"f"},"x":1}`,
		"unknown question":  `{"type":"ask","id":1,"rev":1,"question":{"kind":"when"}}`,
		"question's member": `{"type":"ask","id":1,"rev":1,"question":{"kind":"why","flow":"f","to":"g"}}`,
		"lone surrogate":    `{"type":"edit","seq":1,"base":0,"label":"\ud800","ops":[]}`,
		"cut short":         `{"type":"edit","seq":1`,
		"fraction":          `{"type":"edit","seq":1.5,"base":0,"label":"","ops":[]}`,
	} {
		if m, err := DecodeClient([]byte(frame)); err == nil {
			t.Errorf("%s: read as %+v", name, m)
		}
	}
}

// An edit whose operations alone are wrong keeps its number, so that it can be rejected by it.
func TestEditWithWrongOperations(t *testing.T) {
	m, err := DecodeClient([]byte(`{"type":"edit","seq":9,"base":0,"label":"l","ops":[{"op":"put","colour":1}]}`))
	if _, isFault := design.AsFault(err); !isFault {
		t.Fatalf("%+v, %v", m, err)
	}
	if e, ok := m.(Edit); !ok || e.Seq != 9 {
		t.Errorf("%+v", m)
	}
}

func FuzzDecodeClient(f *testing.F) {
	f.Add([]byte(`{"type":"hello","proto":1,"schema":1,"doc":"d","actor":"a"}`))
	f.Add([]byte(`{"type":"edit","seq":1,"base":0,"label":"","ops":[{"op":"del","section":"flows","id":"f"}]}`))
	f.Add([]byte(`{"type":"ask","id":1,"rev":0,"question":{"kind":"trace","from":{"ref":"internet"},"to":{"cidr":"10.0.0.0/8"},"service":{"protocol":"tcp","ports":"80"}}}`))
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := DecodeClient(frame)
		if err != nil {
			return
		}
		again, err := Encode(m)
		if err != nil {
			t.Fatalf("%+v: %v", m, err)
		}
		if _, err := DecodeClient(again); err != nil {
			t.Fatalf("%s: %v", again, err)
		}
	})
}
