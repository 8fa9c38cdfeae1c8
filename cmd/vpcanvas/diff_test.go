package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
)

// diffOf runs the command on two designs; the new one comes by standard input.
func diffOf(t *testing.T, old, now string, flags ...string) (code int, out string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "old.vpc.json")
	if err := os.WriteFile(file, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, diagnostics := commandOn(t, strings.NewReader(now), append([]string{"diff", file, "-"}, flags...)...)
	if diagnostics != "" {
		t.Fatalf("exit %d, stderr %q", code, diagnostics)
	}
	return code, out
}

func TestDiffForPeople(t *testing.T) {
	hostile := patch("securityweb", "name", `"a**b\n# title <script>"`)
	for _, c := range []struct {
		name     string
		old, now string
		flags    []string
		code     int
		want     string
	}{
		{"nothing", stageWith(t, 4), stageWith(t, 4), nil, 0, "no verdict changes\n"},
		{"other resources, the same verdicts", stageWith(t, 4), stageWith(t, 4, hostile), []string{"--format", "markdown"}, 0, `**no verdict changes**

### Resources

- ` + "`~`" + ` **Security group a\*\*b \# title &lt;script\>**: Name web -\> a\*\*b \# title &lt;script\>
`},
		{"a way out", stageWith(t, 5), stageWith(t, 6), nil, 1, `opens 1, 1 flow now holds

Opened
  + DB -> internet: tcp; udp; icmp

Flows
  + DB -> internet must tcp/80, tcp/443: holds (was: broken)

Resources
  + Elastic IP nat: Added
  + NAT gateway nat: Added
  + Route table private: Added
  ~ Subnet private: Route table none -> private
`},
		{"and none, in Japanese", stageWith(t, 6), stageWith(t, 5), []string{"--lang", "ja"}, 1, `1 件が閉じる、フロー 1 件が成り立たなくなる

閉じた通信
  - DB -> インターネット: tcp; udp; icmp

フロー
  - DB -> internet must tcp/80, tcp/443: 不成立（以前は成立）

リソース
  - Elastic IP nat: 削除
  - NAT ゲートウェイ nat: 削除
  - ルートテーブル private: 削除
  ~ サブネット private: ルートテーブル private -> なし
`},
		{"a comment under a pull request", stageWith(t, 4), stageWith(t, 4, patch("securityweb", "props.ingress.ssh", `{"protocol":"tcp","ports":"22","cidr":"203.0.113.0/24"}`)), []string{"--format", "markdown"}, 1, `**closes 2, 1 flow breaks**

### Closed

- ` + "`-`" + ` **internet** → **Web**: tcp 22
- ` + "`-`" + ` **DB** → **Web**: tcp 22

### Flows

- ` + "`-`" + ` **internet -\> Web must tcp/22**: broken \(was: holds\)

### Resources

- ` + "`~`" + ` **Security group web**: Inbound rules \(protocol tcp, ports 22, source 0.0.0.0/0, description SSH\) -\> \(protocol tcp, ports 22, source 203.0.113.0/24\)
`},
	} {
		code, out := diffOf(t, c.old, c.now, c.flags...)
		if diff := cmp.Diff(c.want, out); diff != "" || code != c.code {
			t.Errorf("%s: exit %d, want %d: %s", c.name, code, c.code, diff)
		}
	}
}

func TestDiffForScripts(t *testing.T) {
	office := patch("securityweb", "props.ingress.ssh", `{"protocol":"tcp","ports":"8022","cidr":"0.0.0.0/0"}`)
	some := patch("securitydb", "props.ingress.mysql", `{"protocol":"tcp","ports":"3306","cidr":"10.0.1.0/28"}`)
	code, out := diffOf(t, stageWith(t, 5), stageWith(t, 5, office, some), "--format", "json")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	var got struct {
		Resources                        diffResources
		Opened, Closed, Changed, Unknown []diffPair
		Flows                            []diffFlow
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text := func(rows []diffPair) string {
		var lines []string
		for _, r := range rows {
			s := r.From + " -> " + r.To + ": " + entriesText(r.Allowed)
			if len(r.Before) > 0 {
				s += " before " + entriesText(r.Before)
			}
			if r.Became != "" {
				s += " became " + r.Became + ", blocked " + entriesText(r.Blocked)
			}
			lines = append(lines, s)
		}
		return strings.Join(lines, "\n")
	}
	for _, c := range []struct{ name, got, want string }{
		{"opened", text(got.Opened), "DB -> Web: tcp 8022\ninternet -> Web: tcp 8022"},
		{"closed", text(got.Closed), "DB -> Web: tcp 22\ninternet -> Web: tcp 22"},
		{"changed", text(got.Changed), "DB -> Web: tcp 80,8022 before tcp 22,80\nWeb -> DB: tcp 22; icmp 0-255 before tcp 22,3306; icmp 0-255\ninternet -> Web: tcp 80,8022 before tcp 22,80"},
		{"unknown", text(got.Unknown), "Web -> DB: tcp 3306 became unknown, blocked nothing"},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	if len(got.Resources.Changed) != 2 || got.Resources.Added == nil || got.Resources.Removed == nil || len(got.Flows) == 0 {
		t.Errorf("%+v", got)
	}
}

func TestEmptyDiffForScripts(t *testing.T) {
	code, out := diffOf(t, stageWith(t, 5), stageWith(t, 5), "--format", "json")
	want := `{
  "resources": {
    "added": [],
    "removed": [],
    "changed": []
  },
  "opened": [],
  "closed": [],
  "changed": [],
  "unknown": [],
  "flows": []
}
`
	if diff := cmp.Diff(want, out); diff != "" || code != 0 {
		t.Errorf("exit %d: %s", code, diff)
	}
}

func TestDiffRefusesBadUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"diff", "-"}, "two files"},
		{[]string{"diff", "-", "-"}, "only one of OLD and NEW"},
		{[]string{"diff", "-", "absent.json"}, "absent.json"},
		{[]string{"diff", "a", "b", "--format", "xml"}, "text, json or markdown"},
		{[]string{"diff", "a", "b", "--lang", "fr"}, "en or ja"},
	} {
		d, err := design.Encode(design.New("d"))
		if err != nil {
			t.Fatal(err)
		}
		code, out, diagnostics := commandOn(t, strings.NewReader(string(d)), c.args...)
		if code != 2 || out != "" || !strings.Contains(diagnostics, c.says) {
			t.Errorf("%v: exit %d, %q, %q", c.args, code, out, diagnostics)
		}
	}
}
