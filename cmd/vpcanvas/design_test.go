package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/template"
)

// commandOn runs a command in this process with standard input.
func commandOn(t *testing.T, in io.Reader, args ...string) (code int, out, diagnostics string) {
	t.Helper()
	var o, d bytes.Buffer
	code = run(t.Context(), args, in, &o, &d)
	return code, o.String(), d.String()
}

func put(id, body string) design.Op {
	return design.Put{Section: design.Resources, ID: id, Value: json.RawMessage(body)}
}

func patch(id, path, body string) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path, Value: json.RawMessage(body)}
}

// stageWith is a stage of the template web-and-db with some edits, as text.
func stageWith(t *testing.T, stage int, ops ...design.Op) string {
	t.Helper()
	d, err := template.Get("web-and-db").Build(stage)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := design.Apply(d, ops); err != nil {
		t.Fatal(err)
	}
	raw, err := design.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// The source's own observations, in its order (C2-1 to C2-9), with the reason that each must name.
func TestTraceOfTheTemplateStages(t *testing.T) {
	for _, c := range []struct {
		name, verdict, reason string
		stage, exit           int
		args                  string
	}{
		{"C2-1", "blocked", "NO_PATH", 1, 1, "--from internet --to Web --port 22"},
		{"C2-2", "blocked", "NO_ROUTE_TO_DESTINATION", 2, 1, "--from internet --to Web --port 22"},
		{"C2-3", "reachable", "", 3, 0, "--from internet --to Web --port 22"},
		{"C2-4", "blocked", "ENI_SG_RULES_MISMATCH", 3, 1, "--from internet --to Web --port 80"},
		{"C2-5", "reachable", "", 4, 0, "--from internet --to Web --port 80"},
		{"C2-6", "reachable", "", 5, 0, "--from Web --to DB --protocol icmp"},
		{"C2-7", "blocked", "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", 5, 1, "--from internet --to DB --port 22"},
		{"C2-8", "reachable", "", 5, 0, "--from internet --via Web --to DB --port 22"},
		{"C2-9", "reachable", "", 5, 0, "--from Web --to DB --port 3306"},
		{"C2-10", "blocked", "NO_ROUTE_TO_DESTINATION", 5, 1, "--from DB --to internet --port 443"},
	} {
		code, out, diagnostics := commandOn(t, strings.NewReader(stageWith(t, c.stage)), append([]string{"trace", "-", "--json"}, strings.Fields(c.args)...)...)
		var got traceJSON
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatalf("%s: %v\n%s%s", c.name, err, out, diagnostics)
		}
		if code != c.exit || string(got.Verdict) != c.verdict || diagnostics != "" {
			t.Errorf("%s: exit %d, %s, stderr %q; want %d, %s", c.name, code, got.Verdict, diagnostics, c.exit, c.verdict)
		}
		hasReason := slices.ContainsFunc(got.Reasons, func(r reasonJSON) bool { return string(r.Code) == c.reason && r.Text != "" && r.Direction != "" })
		if (c.reason == "") != (len(got.Reasons) == 0) || c.reason != "" && !hasReason {
			t.Errorf("%s: reasons %+v, want %q", c.name, got.Reasons, c.reason)
		}
		if len(got.Path) == 0 || len(got.Return) == 0 {
			t.Errorf("%s: no path there or back", c.name)
		}
	}
}

// Scripts read these keys; one that is missing or null breaks them.
func TestTraceJSONKeepsItsKeys(t *testing.T) {
	_, out, _ := commandOn(t, strings.NewReader(stageWith(t, 2)), "trace", "-", "--json", "--from", "internet", "--to", "Web")
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"verdict", "from", "to", "protocol", "port", "path", "return_path", "reasons"} {
		if _, ok := got[key]; !ok {
			t.Errorf("%s is missing:\n%s", key, out)
		}
	}
	if got["port"] != nil || got["protocol"] != "tcp" {
		t.Errorf("port %v, protocol %v, want null and the default tcp", got["port"], got["protocol"])
	}
	hop, reason := got["path"].([]any)[0].(map[string]any), got["reasons"].([]any)[0].(map[string]any)
	for key, in := range map[string]map[string]any{"resource": hop, "kind": hop, "decision": hop, "code": reason, "direction": reason, "text": reason} {
		if _, ok := in[key].(string); !ok {
			t.Errorf("%s is no text: %v", key, in)
		}
	}
}

// An imported instance and two namesakes: one called as the other's id, one as an address.
func TestNamesAreFoundInOrder(t *testing.T) {
	file := stageWith(t, 4,
		put("imported000", `{"kind":"instance","name":"Imported","parent":"subnetpublic","origin":{"source":"aws","id":"i-0123456789abcdef0"}}`),
		put("namesake000", `{"kind":"instance","name":"imported000","parent":"subnetpublic"}`),
		put("addressname", `{"kind":"instance","name":"10.0.1.77","parent":"subnetpublic"}`),
		put("alike000001", `{"kind":"instance","name":"alike","parent":"subnetpublic"}`),
		put("alike000002", `{"kind":"instance","name":"alike","parent":"subnetpublic"}`),
		put("prefixed000", `{"kind":"instance","name":"id:x","parent":"subnetpublic"}`),
	)
	d, err := design.Decode([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ says, means string }{
		{"internet", "internet"},
		{"service:s3", "service:s3"},
		{"imported000", "imported000"},
		{"name:imported000", "namesake000"},
		{"i-0123456789abcdef0", "imported000"},
		{"Web", "instanceweb"},
		{"web", "securityweb"},
		{"public", "subnetpublic"}, // the route table of that name is no end
		{"10.0.1.77", "addressname"},
		{"ip:10.0.1.77", "10.0.1.77/32"},
		{"10.0.1.78", "10.0.1.78/32"},
		{"10.0.1.78/24", "10.0.1.0/24"},
		{"::ffff:10.0.1.78", "10.0.1.78/32"},
		{"2001:db8::1", "2001:db8::1/128"},
		{"name:id:x", "prefixed000"},
		{"id:instanceweb", "instanceweb"},
		{"vpcwebanddb", "vpcwebanddb"},
	} {
		e, err := end(d, c.says)
		if err != nil || endID(e) != c.means {
			t.Errorf("%s means %q (%v), want %s", c.says, endID(e), err, c.means)
		}
	}
	for says, sentence := range map[string]string{
		"alike": "alike000001, alike000002", "id:Web": "no reserved word", "name:instanceweb": "no reserved word", "ip:Web": "no IP address",
		"routespublic": "no reserved word", "": "no reserved word", "service:": "no reserved word", "fe80::1%eth0": "no reserved word",
	} {
		if _, err := end(d, says); err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("%q: %v, want a refusal with %q", says, err, sentence)
		}
	}
}

func TestTraceExitCodes(t *testing.T) {
	file := stageWith(t, 5)
	for _, c := range []struct {
		exit int
		args string
	}{
		{0, "--from internet --to Web --port 80"},
		{1, "--from internet --to Web --port 81"},
		{0, "--from internet --to Web"},
		{1, "--from internet --to Web --protocol udp --port 80"},
		{1, "--from Web --to DB --protocol icmp --icmp-type 8 --family 6"},
		{3, "--from id:vpcwebanddbsg --to Web --port 80"}, // a group without members
		{1, "--from DB --to service:s3 --port 443"},
		{0, "--from Web --to service:s3@us-east-1 --port 443"},
		{1, "--from DB --to service:s3@global --port 443"},
		{1, "--from internet --to 10.0.1.10 --port 80"}, // a private address is nothing to the internet
		{2, "--from nobody --to Web"},
		{2, "--from Web"},
		{2, "--to Web"},
		{2, "--from Web --to DB --port 70000"},
		{2, "--from Web --to DB --port -1"},
		{2, "--from Web --to DB --port x"},
		{2, "--from Web --to DB --protocol icmp --port 80"},
		{2, "--from Web --to DB --icmp-type 8"},
		{2, "--from Web --to DB --protocol icmp --icmp-type 256"},
		{2, "--from Web --to DB --protocol sctp"},
		{2, "--from Web --to DB --family 5"},
		{2, "--from Web --to DB --via 10.0.0.1"},
		{2, "--from Web --to DB --nothing"},
	} {
		code, out, diagnostics := commandOn(t, strings.NewReader(file), append([]string{"trace", "-"}, strings.Fields(c.args)...)...)
		if code != c.exit {
			t.Errorf("%s: exit %d, want %d\n%s%s", c.args, code, c.exit, out, diagnostics)
		}
		if oneSentence := strings.Count(diagnostics, "\n") == 1 && out == ""; oneSentence != (code == 2) {
			t.Errorf("%s: stdout %q, stderr %q", c.args, out, diagnostics)
		}
	}
}

func TestCheckExitCodes(t *testing.T) {
	unknown := stageWith(t, 4, design.Put{Section: design.Flows, ID: "flowunknown", Value: json.RawMessage(`{"from":{"ref":"instancedb"},"to":{"ref":{"external":{"awsId":"i-0123456789abcdef0"}}},"services":{"https":{"protocol":"tcp","ports":"443"}}}`)})
	overlap := stageWith(t, 4, patch("subnetprivate", "props.cidr", `"10.0.1.0/25"`))
	for _, c := range []struct {
		what, file, state string
		exit              int
	}{
		{"all arrows hold", stageWith(t, 4), "clean", 0},
		{"an arrow is blocked", stageWith(t, 3), "broken", 1},
		{"an arrow is unknown", unknown, "unknown", 3},
		{"blocks overlap", overlap, "broken", 1},
	} {
		code, out, diagnostics := commandOn(t, strings.NewReader(c.file), "check", "-", "--format", "json")
		var got checkDocument
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatalf("%s: %v\n%s%s", c.what, err, out, diagnostics)
		}
		if code != c.exit || got.State != c.state || diagnostics != "" {
			t.Errorf("%s: exit %d, %s, stderr %q; want %d, %s", c.what, code, got.State, diagnostics, c.exit, c.state)
		}
	}
}

// The four formats say the same about one design: a blocked arrow with its reason, and a finding.
func TestCheckFormats(t *testing.T) {
	file := stageWith(t, 2)
	code, text, _ := commandOn(t, strings.NewReader(file), "check", "-")
	if code != 1 || !strings.Contains(text, "BROKEN   internet -> Web must tcp/22") || !strings.Contains(text, "warning  gateway-attached-not-routed") {
		t.Errorf("text:\n%s", text)
	}
	_, ja, _ := commandOn(t, strings.NewReader(file), "check", "-", "--lang", "ja")
	if ja == text || !strings.Contains(ja, "インターネット") && !strings.Contains(ja, "ルート") {
		t.Errorf("Japanese:\n%s", ja)
	}

	_, out, _ := commandOn(t, strings.NewReader(file), "check", "-", "--format", "sarif")
	var sarif sarifLog
	if err := json.Unmarshal([]byte(out), &sarif); err != nil {
		t.Fatal(err)
	}
	found, known := map[string]int{}, map[string]bool{}
	for _, r := range sarif.Runs[0].Tool.Driver.Rules {
		known[r.ID] = r.ShortDescription.Text != "" && r.Help.Text != "" && r.Help.Markdown != ""
	}
	for _, r := range sarif.Runs[0].Results {
		found[r.RuleID]++
		if !known[r.RuleID] || r.Message.Text == "" || r.Locations[0].Physical.Artifact.URI != "stdin" || r.Locations[0].Physical.Region.StartLine != 1 {
			t.Errorf("SARIF result %+v", r)
		}
	}
	if found[ruleFlowBroken] != 2 || found["gateway-attached-not-routed"] != 1 || sarif.Version != "2.1.0" {
		t.Errorf("SARIF has %v", found)
	}

	_, out, _ = commandOn(t, strings.NewReader(file), "check", "-", "--format", "junit")
	var junit junitSuites
	if err := xml.Unmarshal([]byte(out), &junit); err != nil {
		t.Fatal(err)
	}
	if len(junit.Suites) != 2 || junit.Suites[0].Tests != 3 || junit.Suites[0].Failures != 2 || junit.Suites[1].Failures != 0 || !strings.Contains(out, "IGW_PRIVATE_IP") {
		t.Errorf("JUnit:\n%s", out)
	}
}

func TestASuppressedErrorDoesNotFailACheck(t *testing.T) {
	file := stageWith(t, 4, patch("subnetprivate", "props.cidr", `"10.0.1.0/25"`))
	_, out, _ := commandOn(t, strings.NewReader(file), "check", "-", "--format", "json")
	var got checkDocument
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	ops := []design.Op{patch("subnetprivate", "props.cidr", `"10.0.1.0/25"`), design.Del{Section: design.Flows, ID: "flowwebhttp"}, design.Del{Section: design.Flows, ID: "flowwebssh"}, design.Del{Section: design.Flows, ID: "flowdbssh0"}}
	for i, f := range got.Findings {
		ops = append(ops, design.Put{Section: design.Suppressions, ID: fmt.Sprintf("suppress%04d", i), Value: json.RawMessage(fmt.Sprintf(`{"code":%q,"element":%q,"row":%q,"reason":"known <&>","by":"me"}`, f.Code, f.Resource, f.Row))})
	}
	for _, as := range []string{"text", "json", "sarif", "junit"} {
		if code, out, _ := commandOn(t, strings.NewReader(stageWith(t, 4, ops...)), "check", "-", "--format", as); code != 0 {
			t.Errorf("%s: exit %d\n%s", as, code, out)
		}
	}
}

func TestExport(t *testing.T) {
	file := stageWith(t, 4)
	folder := t.TempDir()
	for _, name := range []string{"out.yaml", "out.json", "OUT.JSON", "none"} {
		out := filepath.Join(folder, name)
		if code, stdout, said := commandOn(t, strings.NewReader(file), "export", "-", "--format", "cloudformation", "-o", out, "--strict"); code != 0 || stdout != "" || !strings.HasPrefix(said, "note: ") {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", name, code, stdout, said)
		}
		raw, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if isJSON := json.Valid(raw); isJSON != strings.EqualFold(filepath.Ext(name), ".json") {
			t.Errorf("%s is JSON: %v", name, isJSON)
		}
	}
	code, toStdout, _ := commandOn(t, strings.NewReader(file), "export", "-", "--format", "cloudformation", "-o", "-")
	same, err := os.ReadFile(filepath.Join(folder, "out.yaml"))
	if code != 0 || err != nil || toStdout != string(same) {
		t.Errorf("standard output differs from the file: exit %d, %v", code, err)
	}
	if code, _, _ := commandOn(t, strings.NewReader(file), "export", "-", "--format", "cloudformation", "-o", folder); code != 0 {
		t.Errorf("into a folder: exit %d", code)
	}
	if _, err := os.Stat(filepath.Join(folder, "template.yaml")); err != nil {
		t.Error(err)
	}
}

func TestExportListsItsLosses(t *testing.T) {
	file := stageWith(t, 4, patch("instanceweb", "props.state", `"stopped"`))
	for strict, want := range map[string]int{"--strict=false": 0, "--strict": 1} {
		code, out, said := commandOn(t, strings.NewReader(file), "export", "-", "--format", "cloudformation", "-o", "-", strict)
		if code != want || out == "" || !strings.Contains(said, "loss: Web is stopped") {
			t.Errorf("%s: exit %d, stderr %q", strict, code, said)
		}
	}
	two := stageWith(t, 4, put("scopeother0", `{"kind":"scope","exportName":"Other"}`), put("vpcother000", `{"kind":"vpc","parent":"scopeother0","props":{"cidr":"10.9.0.0/16"}}`))
	folder := filepath.Join(t.TempDir(), "new")
	if code, _, _ := commandOn(t, strings.NewReader(two), "export", "-", "--format", "cloudformation", "-o", folder); code != 0 {
		t.Errorf("two templates: exit %d", code)
	}
	if written, err := filepath.Glob(filepath.Join(folder, "*.yaml")); err != nil || len(written) != 2 {
		t.Errorf("written: %v, %v", written, err)
	}
	if code, _, said := commandOn(t, strings.NewReader(two), "export", "-", "--format", "cloudformation", "-o", "-"); code != 2 {
		t.Errorf("two templates to standard output: exit %d, %q", code, said)
	}
}

func TestTemplateAndSchema(t *testing.T) {
	code, out, _ := command(t, "template", "--json")
	var list []templateJSON
	if err := json.Unmarshal([]byte(out), &list); err != nil || code != 0 || len(list) != len(template.All) {
		t.Fatalf("exit %d, %v:\n%s", code, err, out)
	}
	for _, entry := range list {
		for stage := range entry.Stages {
			code, out, _ := command(t, "template", entry.ID, "--stage", fmt.Sprint(stage+1))
			if _, err := design.Decode([]byte(out)); err != nil || code != 0 {
				t.Errorf("%s, stage %d: exit %d, %v", entry.ID, stage+1, code, err)
			}
		}
		_, last, _ := command(t, "template", entry.ID)
		if _, byNumber, _ := command(t, "template", entry.ID, "--stage", fmt.Sprint(len(entry.Stages))); last != byNumber {
			t.Errorf("%s: the default is not the last stage", entry.ID)
		}
	}
	if code, out, _ := command(t, "template"); code != 0 || !strings.Contains(out, "web-and-db") {
		t.Errorf("exit %d:\n%s", code, out)
	}
	if code, out, _ := command(t, "schema"); code != 0 || !json.Valid([]byte(out)) || !strings.Contains(out, "2020-12") {
		t.Errorf("schema: exit %d", code)
	}
	for _, args := range [][]string{{"template", "nothing"}, {"template", "blank", "--stage", "0"}, {"template", "blank", "--stage", "2"}, {"template", "--stage", "1"}, {"template", "a", "b"}, {"schema", "x"}} {
		if code, out, said := command(t, args...); code != 2 || out != "" || strings.Count(said, "\n") != 1 {
			t.Errorf("%v: exit %d, stdout %q, stderr %q", args, code, out, said)
		}
	}
}

// zeros is a file that never ends.
type zeros struct{ read int }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.read += len(p)
	return len(p), nil
}

func TestBadInputIsExitTwoWithOneSentence(t *testing.T) {
	folder := t.TempDir()
	huge := filepath.Join(folder, "huge.json")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 100<<20); err != nil { // a hole: nothing is written
		t.Fatal(err)
	}
	good := stageWith(t, 1)
	for _, c := range []struct{ file, in, says string }{
		{"-", "", "JSON"},
		{"-", " \n", "empty"},
		{"-", "name: a list of ours\n", "no format"},
		{"-", "\xff\xfe{\x00", "no text"},
		{"-", "\x1f\x8b\x08", "gzip"},
		{"-", good[:len(good)/2], "JSON"},
		{"-", good + "{}", "follows"},
		{"-", strings.Repeat(`{"a":`, 200_000), "deeper"},
		{"-", strings.Repeat(`[`, 200_000), "deeper"},
		{"-", `{"schema":1,"resources":{"thing000000":{"kind":"teapot"}}}`, "teapot"},
		{"-", `{"schema":1,"resources":{"subnet0000":{"kind":"subnet","parent":"nothing000"}}}`, "nothing000"},
		{"-", `{"schema":1,"resources":{},"resources":{}}`, "twice"},
		{"-", `{"schema":99}`, "newer"},
		{"-", `{}`, "schema"},
		{"-", "AWSTemplateFormatVersion: '2010-09-09'\n", "JSON"},
		{"-", "{\"schema\":1,\"name\":\"\xff\"}", "character"},
		{"-", `{"schema":1,"flows":{"flow0000000":{"from":{"ref":"internet"},"to":{"ref":"gone0000000"}}}}`, "gone0000000"},
		{"-", `{"schema":1,"resources":{"\u001b[31mred":{"kind":"scope"}}}`, "not an id"},
		{huge, "", "104857600 bytes"},
		{folder, "", "folder"},
		{filepath.Join(folder, "absent.json"), "", "no such file"},
	} {
		for _, args := range [][]string{{"check", c.file}, {"trace", c.file, "--from", "internet", "--to", "Web"}, {"export", c.file, "--format", "cloudformation", "-o", "-"}} {
			code, out, said := commandOn(t, strings.NewReader(c.in), args...)
			if code != 2 || out != "" || !strings.Contains(said, c.says) || strings.Count(said, "\n") != 1 || len(said) > 500 || strings.Contains(said, "\x1b") {
				t.Errorf("%s %.40q: exit %d, stdout %.80q, stderr %.300q, want %q", args[0], c.in, code, out, said, c.says)
			}
		}
	}
	endless := &zeros{}
	if code, _, said := commandOn(t, endless, "check", "-"); code != 2 || endless.read > design.MaxFile+1<<20 {
		t.Errorf("an endless input: exit %d after %d bytes, %q", code, endless.read, said)
	}
}

func TestBadUsageOfTheDesignCommands(t *testing.T) {
	file := filepath.Join(t.TempDir(), "d.json")
	if err := os.WriteFile(file, []byte(stageWith(t, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"check", "check FILE FILE", "check FILE --format xml", "check FILE --lang fr", "check FILE --strict",
		"trace", "trace FILE", "export FILE", "export FILE --format cloudformation", "export FILE -o x", "export FILE --format terraform -o -", "export --format cloudformation -o -",
		"export FILE --format cloudformation -o FILE/below",
	} {
		args := strings.Fields(strings.ReplaceAll(line, "FILE", file))
		code, out, said := command(t, args...)
		if code != 2 || out != "" || strings.Count(strings.TrimPrefix(said, "note: flows, notes, suppressions and the drawing stay in the design file\n"), "\n") != 1 {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", line, code, out, said)
		}
	}
}

// A name is printed to a terminal: it must not be able to steer it.
func TestHostileNamesDoNotReachTheTerminal(t *testing.T) {
	file := stageWith(t, 2, patch("instanceweb", "name", `"\u001b[31mWeb\u202e\nsecond line"`), patch("instanceweb", "props.state", `"stopped"`))
	for _, args := range [][]string{
		{"check", "-"},
		{"trace", "-", "--from", "internet", "--to", "instanceweb"},
		{"export", "-", "--format", "cloudformation", "-o", filepath.Join(t.TempDir(), "x.yaml")},
	} {
		_, out, said := commandOn(t, strings.NewReader(file), args...)
		if strings.ContainsAny(out+said, "\x1b\u202e") || strings.Contains(out+said, "\nsecond line") || !strings.Contains(out+said, "Web") {
			t.Errorf("%s prints %q %q", args[0], out, said)
		}
	}
}

// Names of DNS are ends, and trace says what they lead to.
func TestTraceByName(t *testing.T) {
	file := stageWith(t, 5,
		design.Put{Section: design.Resources, ID: "hostedzone0", Value: json.RawMessage(`{"kind":"hostedZone","name":"zone","parent":"scopewebanddb","props":{"domain":"example.com"}}`)},
		design.Put{Section: design.Resources, ID: "recordwww00", Value: json.RawMessage(`{"kind":"record","name":"web record","parent":"hostedzone0","props":{"recordName":"www","target":"instanceweb"}}`)})
	code, out, _ := commandOn(t, strings.NewReader(file), "trace", "-", "--from", "internet", "--to", "WWW.example.com.", "--port", "80", "--json")
	var got traceJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if code != 0 || got.Lookup == nil || got.Lookup.Name != "www.example.com" || got.Lookup.Answer != "instanceweb" || len(got.Notes) != 1 {
		t.Errorf("exit %d: %+v, %+v", code, got.Lookup, got.Notes)
	}
	_, text, _ := commandOn(t, strings.NewReader(file), "trace", "-", "--from", "internet", "--to", "www.example.com", "--port", "80")
	if !strings.Contains(text, "resolves www.example.com") || !strings.Contains(text, "note: the name web record leads to Web") {
		t.Errorf("text:\n%s", text)
	}
}

func TestReady(t *testing.T) {
	file := stageWith(t, 5)
	code, out, _ := commandOn(t, strings.NewReader(file), "ready", "-", "--item", "ssm", "--element", "DB")
	if code != 1 || !strings.Contains(out, "[ ] Session Manager: DB") || !strings.Contains(out, "has no endpoint for ssmmessages") {
		t.Errorf("exit %d\n%s", code, out)
	}
	_, ja, _ := commandOn(t, strings.NewReader(file), "ready", "-", "--item", "ssm", "--element", "DB", "--lang", "ja")
	if !strings.Contains(ja, "セッションマネージャー") || !strings.Contains(ja, "（任意）") {
		t.Errorf("Japanese:\n%s", ja)
	}
	_, out, _ = commandOn(t, strings.NewReader(file), "ready", "-", "--format", "json")
	var lists []struct{ Item, Element, Holds string }
	if err := json.Unmarshal([]byte(out), &lists); err != nil || len(lists) != 4 { // two items for two instances
		t.Errorf("%v: %d lists\n%s", err, len(lists), out)
	}
	code, out, _ = commandOn(t, strings.NewReader(file), "ready", "-", "--item", "peering")
	if code != 0 || out != "" {
		t.Errorf("no peering, nothing missing: exit %d, %q", code, out)
	}
	for _, args := range []string{"--item rdp", "--element nobody", "--item alb --element DB", "--lang fr", "--format xml"} {
		if code, out, diagnostics := commandOn(t, strings.NewReader(file), append([]string{"ready", "-"}, strings.Fields(args)...)...); code != 2 || out != "" || strings.Count(diagnostics, "\n") != 1 {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", args, code, out, diagnostics)
		}
	}
}
