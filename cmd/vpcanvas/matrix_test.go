package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/netset"
)

func matrixOf(t *testing.T, design string, flags ...string) string {
	t.Helper()
	code, out, diagnostics := commandOn(t, strings.NewReader(design), append([]string{"matrix", "-"}, flags...)...)
	if code != 0 || diagnostics != "" {
		t.Fatalf("exit %d, stderr %q", code, diagnostics)
	}
	return out
}

func TestMatrixOfTheTemplateStages(t *testing.T) {
	for _, c := range []struct {
		name  string
		stage int
		want  []string
	}{
		{"no gateway", 1, nil},
		{"no route", 2, nil},
		{"ssh from anywhere", 3, []string{"DB -> Web: tcp 22", "Web -> internet: all", "internet -> Web: tcp 22"}},
		{"and http", 4, []string{"DB -> Web: tcp 22,80", "Web -> internet: all", "internet -> Web: tcp 22,80"}},
		{"the database answers the web server", 5, []string{
			"DB -> Web: tcp 22,80", "Web -> DB: tcp 22,3306; icmp 0-255", "Web -> internet: all", "internet -> Web: tcp 22,80",
		}},
	} {
		want := strings.Join(append(c.want, ""), "\n")
		if diff := cmp.Diff(want, matrixOf(t, stageWith(t, c.stage))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// What goes by a NAT gateway, or asks a load balancer, the matrix has from the walk.
func TestMatrixOfTheKindsThatTranslate(t *testing.T) {
	const nat = "tcp 0-65535; udp 0-65535; icmp 0-255" // semantics 37
	for _, c := range []struct {
		template string
		want     []string
	}{
		{"web-and-db", []string{ // the NAT gateway lets DB out, to tcp/443 too, and nobody in
			"DB -> Web: tcp 22,80", "DB -> internet: " + nat, "Web -> DB: tcp 22,3306; icmp 0-255", "Web -> internet: all", "internet -> Web: tcp 22,80",
		}},
		{"alb-app", []string{ // from the internet to the listeners' ports, and to no server
			"ALB -> AP-1: tcp 80", "ALB -> AP-2: tcp 80", "AP-1 -> ALB: tcp 80,443", "AP-1 -> internet: " + nat,
			"AP-2 -> ALB: tcp 80,443", "AP-2 -> internet: " + nat, "internet -> ALB: tcp 80,443",
		}},
	} {
		code, last, _ := commandOn(t, nil, "template", c.template)
		if code != 0 {
			t.Fatalf("%s: exit %d", c.template, code)
		}
		if diff := cmp.Diff(strings.Join(append(c.want, ""), "\n"), matrixOf(t, last)); diff != "" {
			t.Errorf("%s: %s", c.template, diff)
		}
	}
}

const statelessACL = `{"kind":"networkAcl","name":"acl","parent":"vpcwebanddb","exportName":"Acl","props":{
	"ingress":{"a":{"ruleNumber":100,"action":"allow","protocol":"all","cidr":"0.0.0.0/0"}},
	"egress":{"a":{"ruleNumber":100,"action":"allow","protocol":"tcp","ports":"1024-49151","cidr":"0.0.0.0/0"}}}}`

// What the design says in more than one way: blocks, source ports, doubt, a shared name.
func TestMatrixSaysWhatIsParticular(t *testing.T) {
	office := patch("securityweb", "props.ingress.ssh", `{"protocol":"tcp","ports":"22","cidr":"203.0.113.0/24"}`)
	for _, c := range []struct {
		name   string
		design string
		want   []matrixRow
	}{
		{"a named block has its own row, and longer ones are cut out of it", stageWith(t, 3, office,
			patch("securityweb", "props.ingress.vpn", `{"protocol":"udp","ports":"500","cidr":"203.0.113.128/25"}`),
			patch("securityweb", "props.egress.all", `null`)), []matrixRow{
			row("203.0.113.0/24", "Web", tcp("22")), row("203.0.113.128/25", "Web", tcp("22"), netset.Entry{Protocol: "udp", Ports: "500"}),
		}},
		{"a named block without traffic has an empty row where the internet has some", stageWith(t, 4, office,
			patch("securityweb", "props.egress.all", `{"protocol":"tcp","ports":"443","cidr":"198.51.100.7/32"}`)), []matrixRow{
			row("198.51.100.7/32", "Web", tcp("80")), row("203.0.113.0/24", "Web", tcp("22,80")),
			row("DB", "Web", tcp("80")), row("Web", "198.51.100.7/32", tcp("443")), row("internet", "Web", tcp("80")),
		}},
		{"a route to nowhere empties the row of its block", stageWith(t, 3,
			patch("routespublic", "props.routes.hole", `{"destination":"198.51.100.0/24","target":{"gone":{"kind":"natGateway","name":"nat"}}}`)), []matrixRow{
			row("198.51.100.0/24", "Web"), row("DB", "Web", tcp("22")),
			row("Web", "198.51.100.0/24"), row("Web", "internet", netset.Entry{Protocol: "all"}), row("internet", "Web", tcp("22")),
		}},
		{"a reply that a network ACL lets through to some ports only", stageWith(t, 5, put("aclstateless", statelessACL),
			patch("subnetprivate", "props.networkAcl", `"aclstateless"`),
			patch("instancedb", "props.interfaces.eth0", `{"groups":{"securitydb":true},"addresses":{"10.0.2.10":true}}`),
			patch("securitydb", "props.ingress.ping", `null`), patch("securityweb", "props.egress.all", `{"protocol":"tcp","ports":"3306","group":"securitydb"}`),
			patch("securityweb", "props.ingress.ssh", `null`), patch("securityweb", "props.ingress.http", `null`)), []matrixRow{
			row("Web", "DB", netset.Entry{Protocol: "tcp", Ports: "3306", SourcePorts: "32768-49151"}),
		}},
		{"an address that AWS will pick", stageWith(t, 5,
			patch("securityweb", "props.ingress.ssh", `null`), patch("securityweb", "props.ingress.http", `null`), patch("securitydb", "props.ingress.ping", `null`),
			patch("securityweb", "props.egress.all", `{"protocol":"tcp","cidr":"10.0.2.0/25"}`)), []matrixRow{
			{From: "Web", FromID: "instanceweb", To: "DB", ToID: "instancedb", Allowed: []netset.Entry{}, Possible: []netset.Entry{tcp("22,3306")}},
		}},
	} {
		var got []matrixRow
		if err := json.Unmarshal([]byte(matrixOf(t, c.design, "--format", "json")), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func tcp(ports string) netset.Entry { return netset.Entry{Protocol: "tcp", Ports: ports} }

func row(from, to string, allowed ...netset.Entry) matrixRow {
	ids := map[string]string{"Web": "instanceweb", "DB": "instancedb"}
	id := func(name string) string {
		if ids[name] != "" {
			return ids[name]
		}
		return name
	}
	return matrixRow{From: from, FromID: id(from), To: to, ToID: id(to), Allowed: append([]netset.Entry{}, allowed...)}
}

func TestMatrixFormats(t *testing.T) {
	last := stageWith(t, 5)
	for _, c := range []struct{ format, want string }{
		{"json", `[
  {"from":"DB","from_id":"instancedb","to":"Web","to_id":"instanceweb","allowed":[{"protocol":"tcp","ports":"22,80"}]},
  {"from":"Web","from_id":"instanceweb","to":"DB","to_id":"instancedb","allowed":[{"protocol":"tcp","ports":"22,3306"},{"protocol":"icmp","types":"0-255"}]},
  {"from":"Web","from_id":"instanceweb","to":"internet","to_id":"internet","allowed":[{"protocol":"all"}]},
  {"from":"internet","from_id":"internet","to":"Web","to_id":"instanceweb","allowed":[{"protocol":"tcp","ports":"22,80"}]}
]
`},
		{"csv", `from,from_id,to,to_id,certainty,protocol,ports,types,source_ports
DB,instancedb,Web,instanceweb,allowed,tcp,"22,80",,
Web,instanceweb,DB,instancedb,allowed,tcp,"22,3306",,
Web,instanceweb,DB,instancedb,allowed,icmp,,0-255,
Web,instanceweb,internet,internet,allowed,all,,,
internet,internet,Web,instanceweb,allowed,tcp,"22,80",,
`},
		{"markdown", `| from | to | allowed | possible |
|---|---|---|---|
| DB (instancedb) | Web (instanceweb) | tcp 22,80 |  |
| Web (instanceweb) | DB (instancedb) | tcp 22,3306; icmp 0-255 |  |
| Web (instanceweb) | internet | all |  |
| internet | Web (instanceweb) | tcp 22,80 |  |
`},
	} {
		if diff := cmp.Diff(c.want, matrixOf(t, last, "--format", c.format)); diff != "" {
			t.Errorf("%s: %s", c.format, diff)
		}
	}
	if got := matrixOf(t, stageWith(t, 1), "--format", "json"); got != "[]\n" {
		t.Errorf("a design in which nobody talks is %q", got)
	}
	code, out, diagnostics := commandOn(t, strings.NewReader(last), "matrix", "-", "--format", "xml")
	if code != exitUsage || out != "" || strings.Count(diagnostics, "\n") != 1 || !strings.Contains(diagnostics, "csv or markdown") {
		t.Errorf("--format xml: exit %d, stdout %q, stderr %q", code, out, diagnostics)
	}
}

// Names are what anybody typed: they stay names in a spreadsheet, a table and a terminal.
func TestMatrixKeepsNamesInert(t *testing.T) {
	for _, name := range []string{"=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a|b", "<script>", "two\nlines", `"quoted", with comma`, "\x1b[2J", "`code` ![x](y)"} {
		raw, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		d := stageWith(t, 3, patch("instanceweb", "name", string(raw)))
		lines, err := csv.NewReader(strings.NewReader(matrixOf(t, d, "--format", "csv"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		seen := false
		for _, line := range lines {
			for _, c := range line {
				if strings.ContainsAny(c[:min(1, len(c))], "=+-@\t\r") || strings.HasPrefix(c, "＝") {
					t.Errorf("%q: the cell %q is a formula", name, c)
				}
				seen = seen || strings.TrimPrefix(c, "'") == name
			}
		}
		if !seen {
			t.Errorf("%q is nowhere in %q", name, lines)
		}
		for _, format := range []string{"markdown", "text"} {
			out := matrixOf(t, d, "--format", format)
			want := map[string]int{"markdown": 2 + 3, "text": 3}[format]
			if strings.Count(out, "\n") != want || strings.Contains(out, "\x1b") {
				t.Errorf("%s with %q: %q", format, name, out)
			}
			if format == "markdown" && (strings.Contains(out, "<script") || strings.Contains(strings.ReplaceAll(out, `\|`, ""), "a|b")) {
				t.Errorf("markdown with %q: %q", name, out)
			}
		}
	}
}

// Two of one name are told apart.
func TestMatrixTellsEqualNamesApart(t *testing.T) {
	out := matrixOf(t, stageWith(t, 3, patch("instancedb", "name", `"Web"`)))
	if !strings.Contains(out, "Web (instancedb) -> Web (instanceweb): tcp 22\n") {
		t.Error(out)
	}
}
