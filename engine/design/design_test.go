package design

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/kind"
)

// small is a scope with a VPC, two subnets and two instances, made by ordinary edits.
func small(t rapid.TB) *Design {
	t.Helper()
	d := New("small")
	mustApply(t, d,
		put("scope00000000", `{"kind":"scope","name":"here","props":{"region":"ap-northeast-1"}}`),
		put("vpc000000001", `{"kind":"vpc","name":"main","parent":"scope00000000","props":{"cidr":"10.0.0.7/16"}}`),
		put("subnetpublic1", `{"kind":"subnet","name":"public","parent":"vpc000000001","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a"}}`),
		put("subnetprivat1", `{"kind":"subnet","name":"private","parent":"vpc000000001","props":{"cidr":"10.0.2.0/24"}}`),
		put("sgweb00000001", `{"kind":"securityGroup","name":"web","parent":"vpc000000001","props":{"ingress":{"http":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0"}}}}`),
		put("instanceweb01", `{"kind":"instance","name":"Web","parent":"subnetpublic1","props":{"interfaces":{"eth0":{"addresses":{"10.0.1.10":true},"groups":{"sgweb00000001":true},"public":"auto"}}}}`),
		put("instancedb001", `{"kind":"instance","name":"DB","parent":"subnetprivat1","props":{"interfaces":{"eth0":{}}}}`),
		put("igw0000000001", `{"kind":"internetGateway","name":"igw","parent":"scope00000000","props":{"vpc":"vpc000000001"}}`),
		Patch{Section: Resources, ID: "vpc000000001main", Path: "props.routes.default", Value: raw(`{"destination":"0.0.0.0/0","target":"igw0000000001"}`)},
		Put{Section: Flows, ID: "flowinternet1", Value: raw(`{"from":{"ref":"internet"},"to":{"ref":"instanceweb01"},"services":{"http":{"protocol":"tcp","ports":"80"}}}`)},
		Move{ID: "internet", View: MainView, Place: &Place{X: 1, Y: 2, W: 72, H: 72}},
		Move{ID: "instanceweb01", Parent: "subnetpublic1", View: MainView, Place: &Place{X: 8, Y: 40, W: 88, H: 72}},
	)
	return d
}

func raw(s string) json.RawMessage { return json.RawMessage(s) }

func put(id, body string) Put { return Put{Section: Resources, ID: id, Value: raw(body)} }

func mustApply(t rapid.TB, d *Design, ops ...Op) (applied, inverse Ops) {
	t.Helper()
	applied, inverse, err := Apply(d, ops)
	if err != nil {
		t.Fatal(err)
	}
	return applied, inverse
}

func encoded(t rapid.TB, d *Design) string {
	t.Helper()
	b, err := Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestVPCBringsItsOwnObjects(t *testing.T) {
	d := small(t)
	for id, k := range map[string]kind.Name{"vpc000000001main": kind.RouteTableKind, "vpc000000001nacl": kind.NetworkACLKind, "vpc000000001sg": kind.SecurityGroupKind} {
		if r := d.Resources[id]; r == nil || r.Kind != k || !d.MadeByAWS(id) {
			t.Errorf("%s: got %+v, want a %s made by AWS", id, r, k)
		}
		if _, _, err := Apply(d, Ops{Del{Resources, id}}); err == nil {
			t.Errorf("%s could be deleted", id)
		}
	}
}

func TestValuesAreNormalised(t *testing.T) {
	d := small(t)
	if got := d.Resources["vpc000000001"].Props.(*kind.VPC).CIDR.String(); got != "10.0.0.0/16" {
		t.Errorf("host bits stayed: %s", got)
	}
	applied, _ := mustApply(t, d, Patch{Section: Resources, ID: "subnetpublic1", Path: "props.cidr", Value: raw(`"10.0.1.77/24"`)})
	if got := string(applied[0].(Patch).Value); got != `"10.0.1.0/24"` {
		t.Errorf("the applied operation says %s", got)
	}
	mustApply(t, d, Patch{Section: Resources, ID: "instanceweb01", Path: "name", Value: raw("\"Cafe\u0301\"")})
	if got := d.Resources["instanceweb01"].Name; got != "Caf\u00e9" {
		t.Errorf("name is %q, want NFC", got)
	}
}

func TestDeleteMakesReferencesGoneAndUndoes(t *testing.T) {
	for _, id := range []string{"igw0000000001", "sgweb00000001", "instanceweb01", "subnetpublic1", "vpc000000001", "scope00000000"} {
		d := small(t)
		before := encoded(t, d)
		applied, inverse := mustApply(t, d, Del{Resources, id})
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if text := encoded(t, d); strings.Contains(text, `"`+id+`"`) {
			t.Errorf("%s is still named in %s", id, text)
		}
		again, _ := mustApply(t, d, inverse...)
		if diff := cmp.Diff(before, encoded(t, d)); diff != "" {
			t.Errorf("undo of deleting %s: %s", id, diff)
		}
		if len(again) != len(applied) {
			t.Errorf("undo of %s took %d operations, the deletion %d", id, len(again), len(applied))
		}
	}
}

// A set that is a property of its own loses a member, not the whole of it.
func TestDeletedGroupLeavesTheSetOfABalancer(t *testing.T) {
	d := small(t)
	mustApply(t, d, Put{Resources, "balancer0001", raw(`{"kind":"loadBalancer","name":"front","parent":"vpc000000001","props":{"securityGroups":{"sgweb00000001":true,"vpc000000001sg":true}}}`)})
	before := encoded(t, d)
	_, inverse := mustApply(t, d, Del{Resources, "sgweb00000001"})
	if left := d.Resources["balancer0001"].Props.(*kind.LoadBalancer).SecurityGroups; len(left) != 1 || !left["vpc000000001sg"] {
		t.Errorf("the balancer has the groups %v", left)
	}
	mustApply(t, d, inverse...)
	if diff := cmp.Diff(before, encoded(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestDeletedGatewayLeavesABlackhole(t *testing.T) {
	d := small(t)
	mustApply(t, d, Del{Resources, "igw0000000001"})
	target := d.Resources["vpc000000001main"].Props.(*kind.RouteTable).Routes["default"].Target
	if target.Gone == nil || target.Gone.Name != "igw" || target.Gone.Kind != kind.InternetGatewayKind {
		t.Errorf("the route's target is %+v, want gone", target)
	}
}

func TestMoveDropsAddressesThatTheNewSubnetLacks(t *testing.T) {
	d := small(t)
	before := encoded(t, d)
	applied, inverse := mustApply(t, d, Move{ID: "instanceweb01", Parent: "subnetprivat1", View: MainView, Place: &Place{X: 16, Y: 40, W: 88, H: 72}})
	if n := len(d.Resources["instanceweb01"].Props.(*kind.Instance).Interfaces["eth0"].Addresses); n != 0 {
		t.Errorf("%d fixed addresses are left", n)
	}
	if len(applied) != 2 {
		t.Errorf("applied %d operations, want the move and the interface", len(applied))
	}
	mustApply(t, d, inverse...)
	if diff := cmp.Diff(before, encoded(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestRefusedEditsLeaveNoTrace(t *testing.T) {
	for _, c := range []struct {
		name, code string
		op         Op
	}{
		{"unknown kind", "unknown-kind", put("thing00000001", `{"kind":"teapot"}`)},
		{"unknown property", "malformed", put("thing00000001", `{"kind":"scope","props":{"colour":"red"}}`)},
		{"unknown path", "malformed", Patch{Resources, "instanceweb01", "props.colour", raw(`1`)}},
		{"bad id", "bad-id", put("Thing", `{"kind":"scope"}`)},
		{"long VPC id", "bad-id", put("vpc0000000000001", `{"kind":"vpc","parent":"scope00000000"}`)},
		{"taken id", "id-taken", put("instanceweb01", `{"kind":"scope"}`)},
		{"no parent", "wrong-parent", put("thing00000001", `{"kind":"subnet"}`)},
		{"wrong parent", "wrong-parent", Move{ID: "instanceweb01", Parent: "vpc000000001"}},
		{"what AWS made", "fixed-property", Move{ID: "vpc000000001main", Parent: "instancedb001"}},
		{"parent that never was", "unknown-reference", Move{ID: "instanceweb01", Parent: "nowhere00001"}},
		{"reference that never was", "unknown-reference", Patch{Resources, "subnetpublic1", "props.routeTable", raw(`"nowhere00001"`)}},
		{"reference of another kind", "wrong-reference", Patch{Resources, "subnetpublic1", "props.routeTable", raw(`"instanceweb01"`)}},
		{"half a set", "not-a-member", Patch{Resources, "instanceweb01", "props.interfaces.eth0", raw(`{"groups":{"sgweb00000001":false}}`)}},
		{"not an address", "not-an-address", Patch{Resources, "instanceweb01", "props.interfaces.eth0", raw(`{"addresses":{"10.0.0.300":true}}`)}},
		{"not an option", "not-an-option", Patch{Resources, "instanceweb01", "props.state", raw(`"asleep"`)}},
		{"rule number", "out-of-range", Patch{Resources, "vpc000000001nacl", "props.ingress.r1", raw(`{"ruleNumber":40000,"action":"allow"}`)}},
		{"row key", "bad-row-key", Patch{Resources, "sgweb00000001", "props.ingress.a b", raw(`{"protocol":"tcp"}`)}},
		{"ports", "malformed", Patch{Resources, "sgweb00000001", "props.ingress.x", raw(`{"protocol":"tcp","ports":"90-80"}`)}},
		{"a field of a row", "malformed", Patch{Resources, "sgweb00000001", "props.ingress", raw(`{}`)}},
		{"parent by patch", "no-change-of-owner", Patch{Resources, "instanceweb01", "parent", raw(`"subnetprivat1"`)}},
		{"kind by patch", "fixed-property", Patch{Resources, "instanceweb01", "kind", raw(`"vpc"`)}},
		{"the internet", "reserved", Del{Resources, "internet"}},
		{"two ends", "bad-end", Patch{Flows, "flowinternet1", "to", raw(`{"ref":"internet","cidr":"10.0.0.0/8"}`)}},
		{"no end", "bad-end", Patch{Flows, "flowinternet1", "to", raw(`{}`)}},
		{"ports of icmp", "service-conflict", Patch{Flows, "flowinternet1", "services.x", raw(`{"protocol":"icmp","ports":"80"}`)}},
		{"section", "unknown-section", Del{"pictures", "instanceweb01"}},
		{"element", "unknown-element", Del{Resources, "nowhere00001"}},
		{"far away", "out-of-range", Move{ID: "internet", View: MainView, Place: &Place{X: 2_000_000}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := small(t)
			before := encoded(t, d)
			first := Patch{Section: Resources, ID: "instancedb001", Path: "name", Value: raw(`"renamed"`)}
			_, _, err := Apply(d, Ops{first, c.op})
			f, ok := AsFault(err)
			if !ok || f.Code != c.code {
				t.Fatalf("got %v, want fault %s", err, c.code)
			}
			if text := f.Error(); strings.Contains(text, "{") || text == "" {
				t.Errorf("the sentence has holes: %s", text)
			}
			if diff := cmp.Diff(before, encoded(t, d)); diff != "" {
				t.Errorf("the refused edit left a trace: %s", diff)
			}
		})
	}
}

func TestCloneIsASnapshot(t *testing.T) {
	d := small(t)
	c := d.Clone()
	before := encoded(t, c)
	mustApply(t, d, Del{Resources, "vpc000000001"}, Patch{Section: Itself, Path: "name", Value: raw(`"other"`)})
	if diff := cmp.Diff(before, encoded(t, c)); diff != "" {
		t.Error(diff)
	}
}

func TestExportNamesAreUniqueAndStay(t *testing.T) {
	d := small(t)
	if a, b := d.Resources["sgweb00000001"].ExportName, d.Resources["instanceweb01"].ExportName; a != "Web" || b != "WebInstanceweb01" {
		t.Errorf("two resources named web export as %q and %q", a, b)
	}
	mustApply(t, d, Patch{Section: Resources, ID: "instancedb001", Path: "name", Value: raw(`"Server"`)})
	if got := d.Resources["instancedb001"].ExportName; got != "DB" {
		t.Errorf("a rename changed the export name to %q", got)
	}
}

func TestHashes(t *testing.T) {
	d := small(t)
	all, model := hashes(t, d)
	mustApply(t, d, Move{ID: "instanceweb01", Parent: "subnetpublic1", View: MainView, Place: &Place{X: 99}})
	all2, model2 := hashes(t, d)
	if all == all2 || model != model2 {
		t.Error("moving a box changes the design hash and only that")
	}
	mustApply(t, d, Patch{Section: Resources, ID: "instanceweb01", Path: "props.state", Value: raw(`"stopped"`)})
	if _, model3 := hashes(t, d); model3 == model2 {
		t.Error("a property changes the model hash")
	}
}

func hashes(t *testing.T, d *Design) (all, model string) {
	t.Helper()
	all, err1 := d.Hash()
	model, err2 := d.ModelHash()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return all, model
}

// A circle inside one edit is refused at its end; deleting in it may not walk for ever.
func TestDeletingInACircleEnds(t *testing.T) {
	d := small(t)
	before := encoded(t, d)
	_, _, err := Apply(d, Ops{
		Move{ID: "vpc000000001", Parent: "subnetpublic1"},
		Del{Resources, "instanceweb01"},
		Del{Resources, "subnetpublic1"},
		Patch{Section: Resources, ID: "igw0000000001", Path: "name", Value: raw(`"x"`)},
	})
	if err == nil {
		if err := d.Check(); err != nil {
			t.Errorf("accepted, and now %v", err)
		}
		return
	}
	if diff := cmp.Diff(before, encoded(t, d)); diff != "" {
		t.Error(diff)
	}
}
