package main

import (
	"encoding/json"
	"strings"
	"testing"

	"vpcanvas/engine/design"
)

// Applied, what trace offers makes the answer reachable, and check names it.
func TestTraceOffersFixes(t *testing.T) {
	file := stageWith(t, 3)
	code, out, _ := commandOn(t, strings.NewReader(file), "trace", "-", "--from", "internet", "--to", "Web", "--port", "80", "--fix", "--json")
	if code != 1 {
		t.Fatalf("exit %d", code)
	}
	var told struct {
		Fixes []struct {
			Title string
			Edits []string
			Ops   design.Ops
			Opens []struct {
				From, To string
				Allowed  []struct{ Protocol, Ports string }
			}
			Closes, Breaks, Mends []any
			Count                 int `json:"opens_count"`
		}
	}
	if err := json.Unmarshal([]byte(out), &told); err != nil || len(told.Fixes) == 0 {
		t.Fatalf("%v: %s", err, out)
	}
	fix := told.Fixes[0]
	if fix.Title != "Add the inbound rule tcp/80 0.0.0.0/0 to web" || len(fix.Edits) != 1 || fix.Count != len(fix.Opens) || fix.Closes == nil || fix.Breaks == nil || fix.Mends == nil {
		t.Errorf("offered %+v", fix)
	}
	if s := fix.Opens[len(fix.Opens)-1]; s.From != "internet" || s.To != "Web" || s.Allowed[0].Protocol != "tcp" || s.Allowed[0].Ports != "80" {
		t.Errorf("opens %+v", s)
	}
	code, out, _ = commandOn(t, strings.NewReader(stageWith(t, 3, fix.Ops...)), "trace", "-", "--from", "internet", "--to", "Web", "--port", "80", "--fix", "--json")
	if code != 0 || !strings.Contains(out, `"fixes": []`) {
		t.Errorf("applied: exit %d, %s", code, out)
	}
	if _, out, _ = commandOn(t, strings.NewReader(file), "trace", "-", "--from", "internet", "--to", "Web", "--json"); strings.Contains(out, "fixes") {
		t.Error("fixes stand where nobody asked for them")
	}
}

func TestFixesInWords(t *testing.T) {
	file := stageWith(t, 3)
	_, out, _ := commandOn(t, strings.NewReader(file), "trace", "-", "--from", "internet", "--to", "DB", "--port", "22", "--fix")
	for _, want := range []string{"  fix 1:\n", "    - Give DB a public address\n", "    opens internet -> DB tcp 22\n", "    breaks internet -> DB must-not tcp/22\n", "    brings warning "} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if _, out, _ = commandOn(t, strings.NewReader(file), "trace", "-", "--from", "internet", "--to", "10.9.9.9", "--fix"); !strings.Contains(out, "no small fix found") {
		t.Errorf("nobody has the address: %s", out)
	}
	if _, out, _ = commandOn(t, strings.NewReader(file), "check", "-"); !strings.Contains(out, "  fix: Add the inbound rule tcp/80 0.0.0.0/0 to web (opens 2)\n") {
		t.Errorf("check names no fix: %s", out)
	}
	if _, out, _ = commandOn(t, strings.NewReader(file), "check", "-", "--lang", "ja"); !strings.Contains(out, "修正案: web にインバウンドルール") {
		t.Errorf("check names no fix in Japanese: %s", out)
	}
}
