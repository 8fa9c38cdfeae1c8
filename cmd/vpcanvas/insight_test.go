package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// inText runs a command on a template and wants its lines.
func inText(t *testing.T, template, stage string, wantExit int, want []string, args ...string) {
	t.Helper()
	code, d, _ := commandOn(t, nil, "template", template, "--stage", stage)
	if code != 0 {
		t.Fatalf("%s: exit %d", template, code)
	}
	code, out, diagnostics := commandOn(t, strings.NewReader(d), slices.Insert(slices.Clone(args), 1, "-")...)
	if code != wantExit || diagnostics != "" {
		t.Errorf("%v: exit %d, want %d; stderr %q", args, code, wantExit, diagnostics)
	}
	if diff := cmp.Diff(want, strings.Split(strings.TrimSuffix(out, "\n"), "\n")); diff != "" {
		t.Errorf("%v (-want +got):\n%s", args, diff)
	}
}

func TestExposureCommand(t *testing.T) {
	inText(t, "web-and-db", "1", 0, []string{"nothing is reached from outside"}, "exposure")
	inText(t, "web-and-db", "5", 0, []string{
		"internet -> Web: tcp 22,80", "internet -> Web -> DB: tcp 22,3306; icmp 0-255 (from a jump host)",
	}, "exposure")
	inText(t, "alb-app", "2", 0, []string{
		"| from | path | via | to | allowed |", "|---|---|---|---|---|",
		"| internet | direct |  | ALB | tcp 80,443 |", "| internet | load-balancer | ALB | AP-1, AP-2 | tcp 80 |",
	}, "exposure", "--format", "markdown")

	var list []exposedJSON
	onTemplate(t, &list, "exposure", "--format", "json")
	if len(list) != 2 || list[1].Path != "jump-host" || list[1].Via[0].ID != "instanceweb" || list[1].To[0].Name != "DB" || len(list[1].Allowed) != 2 {
		t.Errorf("%+v", list)
	}
}

// onTemplate decodes what a command prints about stage 5 of web-and-db, where every command answers 0.
func onTemplate(t *testing.T, into any, args ...string) {
	t.Helper()
	code, out, diagnostics := commandOn(t, strings.NewReader(stageWith(t, 5)), slices.Insert(slices.Clone(args), 1, "-")...)
	if code != 0 || diagnostics != "" {
		t.Fatalf("%v: exit %d, stderr %q", args, code, diagnostics)
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
}

func TestWeightCommand(t *testing.T) {
	inText(t, "web-and-db", "5", 0, []string{
		"db out all to 0.0.0.0/0: carries 1 pair", "db in tcp/3306 from web: carries 1 pair, needed by 1 flow",
		"db in icmp from web: carries 1 pair, needed by 1 flow", "db in tcp/22 from web: carries 1 pair", "4 rows, 0 dead",
	}, "weight", "--of", "db")
	inText(t, "web-and-db", "5", 0, []string{
		"web-and-db default out all to 0.0.0.0/0: dead", "web-and-db default in all from web-and-db default: dead", "2 rows, 2 dead",
	}, "weight", "--dead")

	deny := patch("vpcwebanddbnacl", "props.ingress.deny", `{"ruleNumber":50,"action":"deny","protocol":"tcp","ports":"22","cidr":"203.0.113.0/24"}`)
	code, out, _ := commandOn(t, strings.NewReader(stageWith(t, 5, deny)), "weight", "-", "--of", "vpcwebanddbnacl", "--format", "json")
	var list []weightJSON
	if err := json.Unmarshal([]byte(out), &list); err != nil || code != 0 {
		t.Fatalf("exit %d, %v", code, err)
	}
	at := slices.IndexFunc(list, func(w weightJSON) bool { return w.Row == "ingress.deny" })
	if at < 0 || list[at].Dead || list[at].Closes.Pairs != 0 || list[at].Opens.Pairs != 1 || list[at].Opens.Traffic[0].From[0].ID != "203.0.113.0/24" {
		t.Errorf("what a deny entry keeps closed: %+v", list)
	}
	if list[at].Text != "in 50 deny tcp/22 from 203.0.113.0/24" {
		t.Errorf("reads %q", list[at].Text)
	}
}

func TestBlastCommand(t *testing.T) {
	inText(t, "web-and-db", "5", 0, []string{"internet", "  1: internet -> Web: tcp 22,80"}, "blast", "--from", "internet")
	inText(t, "web-and-db", "5", 0, []string{
		"internet", "  1: internet -> Web: tcp 22,80", "    2: Web -> DB: tcp 22,3306; icmp 0-255",
	}, "blast", "--from", "internet", "--hops", "3")
	inText(t, "alb-app", "2", 0, []string{
		"| hop | from | to | allowed |", "|---|---|---|---|", "| 1 | ALB | AP-1, AP-2 | tcp 80 |",
		"| 2 | AP-1 | internet | tcp 0-65535; udp 0-65535; icmp 0-255 |",
	}, "blast", "--from", "name:ALB", "--hops", "2", "--format", "markdown")

	var b blastJSON
	onTemplate(t, &b, "blast", "--from", "DB", "--hops", "2", "--format", "json")
	if len(b.From) != 1 || b.From[0].ID != "instancedb" || len(b.Levels) != 2 || b.Levels[0].Reached[0].To[0].Name != "Web" || !b.Levels[1].Reached[0].Sure {
		t.Errorf("%+v", b)
	}
}

func TestWhatIfCommand(t *testing.T) {
	inText(t, "web-and-db", "6", 1, []string{
		"off: nat", "BREAKS   DB -> internet must tcp/80, tcp/443",
		"         BAD_STATE_ROUTE: the route 0.0.0.0/0 of private leads nowhere: nat is detached, stopped or deleted",
		"         IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: DB has no public address, so the internet gateway drops what it sends",
		"1 of 6 flows no longer hold", "closed   DB -> internet tcp; udp; icmp",
	}, "whatif", "--off", "nat")
	// What is called alike: the gateway is meant, unless its address is forced.
	inText(t, "web-and-db", "6", 1, []string{
		"off: nat", "BREAKS   DB -> internet must tcp/80, tcp/443",
		"         IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: nat has no public address, so the internet gateway drops what it sends",
		"1 of 6 flows no longer hold", "closed   DB -> internet tcp; udp; icmp",
	}, "whatif", "--off", "id:addressnat0")
	// A gateway that nothing routes to may fail.
	spare := put("gatewayspare", `{"kind":"internetGateway","name":"spare","parent":"scopewebanddb","exportName":"Spare","props":{}}`)
	code, text, _ := commandOn(t, strings.NewReader(stageWith(t, 5, spare)), "whatif", "-", "--off", "spare")
	if code != 0 || text != "off: spare\n0 of 6 flows no longer hold\n" {
		t.Errorf("exit %d, %q", code, text)
	}

	code, out, _ := commandOn(t, strings.NewReader(stageWith(t, 5)), "whatif", "-", "--off", "zone:ap-northeast-1a", "--format", "json")
	var d whatIfDocument
	if err := json.Unmarshal([]byte(out), &d); err != nil || code != 1 {
		t.Fatalf("exit %d, %v", code, err)
	}
	if len(d.Down) != 4 || len(d.Flows) == 0 || !d.Flows[0].Broke || d.Flows[0].After != "no" || d.Flows[0].Reasons[0].Code != "BAD_STATE" {
		t.Errorf("%+v", d)
	}
}

func TestInsightRefusals(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"exposure", "-", "--format", "xml"}, "json, markdown, text is expected"},
		{[]string{"weight", "-", "--of", "Web"}, `"Web" is no id or name`},
		{[]string{"blast", "-"}, "--from is needed"},
		{[]string{"blast", "-", "--from", "Web", "--hops", "0"}, "from 1 to 32"},
		{[]string{"blast", "-", "--from", "10.9.9.9"}, "nothing that could send"},
		{[]string{"whatif", "-"}, "--off is needed"},
		{[]string{"whatif", "-", "--off", "zone:mars-1a"}, "there are ap-northeast-1a"},
		{[]string{"whatif", "-", "--off", "nobody"}, `"nobody" is no id or name`},
		{[]string{"whatif", "-", "--off", "vpcwebanddbmain"}, "cannot be deleted"},
		{[]string{"whatif", "-", "--off", "internet"}, "no id or name"},
	} {
		code, out, diagnostics := commandOn(t, strings.NewReader(stageWith(t, 5)), c.args...)
		if code != 2 || out != "" || !strings.Contains(diagnostics, c.says) {
			t.Errorf("%v: exit %d, %q, %q", c.args, code, out, diagnostics)
		}
	}
}
