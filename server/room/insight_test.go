package room

import (
	"slices"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/server/wire"
)

func called(t *testing.T, d *design.Design, k kind.Name, name string) string {
	t.Helper()
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind == k && row.Value.Name == name {
			return row.Key
		}
	}
	t.Fatalf("no %s is called %s", k, name)
	return ""
}

func TestEngineTellsWhatADesignComesTo(t *testing.T) {
	d, e := templateDesign(t), &Engine{}
	web, db, nat := called(t, d, kind.InstanceKind, "Web"), called(t, d, kind.InstanceKind, "DB"), called(t, d, kind.NATGatewayKind, "nat")

	exposed := e.Explain(d, wire.Question{Exposure: &wire.ExposureAsk{}}).Exposures
	if exposed == nil || exposed.Count != 2 || exposed.Rows[0].From != kind.Internet || exposed.Rows[0].To.IDs[0] != web || exposed.Rows[0].Allowed != "tcp 22,80" ||
		exposed.Rows[1].Path != wire.PathJump || exposed.Rows[1].To.IDs[0] != db {
		t.Errorf("exposed: %+v", exposed)
	}

	blast := e.Explain(d, wire.Question{Blast: &wire.BlastAsk{From: design.End{Ref: kind.To(kind.Internet)}, Hops: 3}}).Blast
	if blast == nil || len(blast.Levels) != 2 || blast.Levels[1].Reached[0].To.IDs[0] != db || !blast.Levels[1].Reached[0].Sure {
		t.Errorf("blast: %+v", blast)
	}

	out := e.Explain(d, wire.Question{WhatIf: &wire.WhatIfAsk{Off: []wire.Off{{Resource: nat}}}}).WhatIf
	if out == nil || len(out.Broken) != 1 || !slices.Equal(out.Down, []string{nat}) || len(out.Broken[0].Reasons) == 0 || out.Flows[out.Broken[0].Flow].Outcome != wire.OutcomeBroken {
		t.Errorf("what if: %+v", out)
	}
	if len(out.Flows) != len(d.Flows) || d.Resources[nat] == nil {
		t.Error("not every flow is told, or the design was edited")
	}

	weights := e.Explain(d, wire.Question{Weight: &wire.WeightAsk{Resource: design.DefaultSecurityGroupID(called(t, d, kind.VPCKind, "web-and-db"))}}).Weights
	if weights == nil || len(weights.Rows) != 2 || !weights.Rows[0].Dead {
		t.Errorf("weights: %+v", weights)
	}
}

func TestEngineTellsWhatIsLacking(t *testing.T) {
	d, e := templateDesign(t), &Engine{}
	lists := e.Explain(d, wire.Question{Ready: &wire.ReadyAsk{Element: called(t, d, kind.InstanceKind, "DB")}}).Checklists
	if lists == nil || len(lists.Lists) != 2 || lists.Lists[0].Item != "ssm" || lists.Lists[0].State != wire.TickMissing {
		t.Fatalf("lists: %+v", lists)
	}
	if role := lists.Lists[0].Ticks[1]; role.State != wire.TickMissing || len(role.Why) != 1 {
		t.Errorf("without a role: %+v", role)
	}
	subnet := e.Explain(d, wire.Question{Ready: &wire.ReadyAsk{Element: called(t, d, kind.SubnetKind, "private")}}).Checklists
	if subnet == nil || len(subnet.Lists) != 0 {
		t.Errorf("nothing is to be checked of a subnet: %+v", subnet)
	}
}

func TestEngineRefusesWhatIsNotThere(t *testing.T) {
	d, e := templateDesign(t), &Engine{}
	for _, q := range []wire.Question{
		{Weight: &wire.WeightAsk{Resource: "nothing"}},
		{Ready: &wire.ReadyAsk{Element: "nothing"}},
		{WhatIf: &wire.WhatIfAsk{Off: []wire.Off{{Resource: "nothing"}}}},
	} {
		if r := e.Explain(d, q); r.Failed == nil || r.Failed.Code != "unknown-element" {
			t.Errorf("%+v", r)
		}
	}
}
