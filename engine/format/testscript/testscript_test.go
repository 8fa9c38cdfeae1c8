package testscript

import (
	"bytes"
	"maps"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/template"
)

// finished is a template's last stage, some of whose elements are called otherwise.
func finished(t testing.TB, id string, names map[string]string) *design.Design {
	t.Helper()
	d, err := template.Get(id).Build(len(template.Get(id).Stages))
	if err != nil {
		t.Fatal(err)
	}
	for element, name := range names {
		r := *d.Resources[element]
		r.Name = name
		d.Resources[element] = &r
	}
	return d
}

func script(t testing.TB, d *design.Design, extension string) []byte {
	t.Helper()
	files, _ := Write(d, extension)
	if len(files) != 1 || files[0].Name != "test"+extension {
		t.Fatalf("wrote %v", files)
	}
	return files[0].Data
}

// webAndDB is the account in which "web-and-db" is deployed and does as the engine says. A server that refuses
// a connection was reached all the same.
func webAndDB() world {
	return world{
		Named:     map[string][]string{"Web": {"i-web"}, "DB": {"i-db"}},
		Stack:     map[string]string{"WebInstance": "i-web", "DbInstance": "i-db"},
		Addresses: map[string][3]string{"i-web": {"10.0.1.10", "203.0.113.5", "None"}, "i-db": {"10.0.2.10", "None", "None"}},
		Answers: map[string]string{
			"i-web 10.0.2.10 tcp/3306": "refused", "i-web 10.0.2.10 ping": "open",
			"i-db 1.1.1.1 tcp/80": "open", "i-db 1.1.1.1 tcp/443": "open",
			"here 203.0.113.5 tcp/80": "open", "here 203.0.113.5 tcp/22": "open",
		},
	}
}

func TestScriptsRun(t *testing.T) {
	agreed := []string{
		"agrees   internet -> DB (must not pass): tcp/22 blocked (no address there)",
		"agrees   Web -> DB (must pass): tcp/3306 reachable (refused: nothing listens)",
		"agrees   Web -> DB (must pass): icmp/8 reachable",
		"agrees   DB -> internet (must pass): tcp/80 reachable; tcp/443 reachable",
		"agrees   internet -> Web (must pass): tcp/80 reachable",
		"agrees   internet -> Web (must pass): tcp/22 reachable",
		"6 agree, 0 differ, 0 not asked, 0 learned",
	}
	with := func(replaced map[int]string) []string {
		lines := append([]string{}, agreed...)
		for at, line := range replaced {
			lines[at] = line
		}
		return lines
	}
	for name, c := range map[string]struct {
		change func(w *world)
		args   []string
		code   int
		want   []string
	}{
		"all is as predicted": {change: func(*world) {}, want: agreed},
		"by the stack": {
			change: func(w *world) { w.Named = map[string][]string{} },
			args:   []string{"--stack", "net"}, want: agreed,
		},
		"a rule is missing": {
			change: func(w *world) { delete(w.Answers, "i-web 10.0.2.10 tcp/3306") },
			code:   1,
			want: with(map[int]string{
				1: "DIFFERS  Web -> DB (must pass): tcp/3306 blocked (predicted reachable)",
				6: "5 agree, 1 differ, 0 not asked, 0 learned",
			}),
		},
		"what must be closed is open": {
			change: func(w *world) {
				w.Addresses["i-db"] = [3]string{"10.0.2.10", "203.0.113.6", "None"}
				w.Answers["here 203.0.113.6 tcp/22"] = "open"
			},
			code: 1,
			want: with(map[int]string{
				0: "DIFFERS  internet -> DB (must not pass): tcp/22 reachable (predicted blocked)",
				6: "5 agree, 1 differ, 0 not asked, 0 learned",
			}),
		},
		"Systems Manager does not reach one": {
			change: func(w *world) { w.Offline = []string{"i-db"} },
			code:   2,
			want: with(map[int]string{
				3: "unasked  DB -> internet (must pass): tcp/80 not asked: Systems Manager did not run a command there; tcp/443 not asked: Systems Manager did not run a command there",
				6: "5 agree, 0 differ, 1 not asked, 0 learned",
			}),
		},
		"which does not matter": {
			change: func(w *world) { w.Offline = []string{"i-db"} },
			args:   []string{"--ignore-unasked"},
			want: with(map[int]string{
				3: "unasked  DB -> internet (must pass): tcp/80 not asked: Systems Manager did not run a command there; tcp/443 not asked: Systems Manager did not run a command there",
				6: "5 agree, 0 differ, 1 not asked, 0 learned",
			}),
		},
		"a difference counts more than what was not asked": {
			change: func(w *world) {
				w.Offline = []string{"i-db"}
				delete(w.Answers, "here 203.0.113.5 tcp/80")
			},
			code: 1,
			want: with(map[int]string{
				3: "unasked  DB -> internet (must pass): tcp/80 not asked: Systems Manager did not run a command there; tcp/443 not asked: Systems Manager did not run a command there",
				4: "DIFFERS  internet -> Web (must pass): tcp/80 blocked (predicted reachable)",
				6: "4 agree, 1 differ, 1 not asked, 0 learned",
			}),
		},
		"another host of the internet": {
			change: func(w *world) {
				w.Answers["i-db mirror.example.com tcp/80"] = "open"
				w.Answers["i-db mirror.example.com tcp/443"] = "unresolved"
			},
			args: []string{"--address", "internet=mirror.example.com"},
			code: 2,
			want: with(map[int]string{
				3: "unasked  DB -> internet (must pass): tcp/443 not asked: the name does not resolve: mirror.example.com; tcp/80 reachable",
				6: "5 agree, 0 differ, 1 not asked, 0 learned",
			}),
		},
		"two have the name": {
			change: func(w *world) { w.Named["Web"] = []string{"i-web", "i-old"} },
			code:   2,
			want: with(map[int]string{
				1: "unasked  Web -> DB (must pass): tcp/3306 not asked: several have that name (--stack tells them apart): Web",
				2: "unasked  Web -> DB (must pass): icmp/8 not asked: several have that name (--stack tells them apart): Web",
				4: "unasked  internet -> Web (must pass): tcp/80 not asked: several have that name (--stack tells them apart): Web",
				5: "unasked  internet -> Web (must pass): tcp/22 not asked: several have that name (--stack tells them apart): Web",
				6: "2 agree, 0 differ, 4 not asked, 0 learned",
			}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := webAndDB()
			c.change(&w)
			code, lines := run(t, w, script(t, finished(t, "web-and-db", nil), ".sh"), c.args...)
			if diff := cmp.Diff(c.want, lines); diff != "" || code != c.code {
				t.Errorf("exit %d, want %d (-want +got):\n%s", code, c.code, diff)
			}
		})
	}
}

// From an office only who is there can ask, by private addresses.
func TestAskedFromTheOffice(t *testing.T) {
	d := finished(t, "on-premises", nil)
	w := world{
		Named: map[string][]string{"App": {"i-app"}}, Addresses: map[string][3]string{"i-app": {"10.0.1.10", "None", "None"}},
		Answers: map[string]string{"i-app 192.168.0.9 tcp/443": "open"},
	}
	code, lines := run(t, w, script(t, d, ".sh"))
	if code != 2 || !strings.Contains(strings.Join(lines, "\n"), "run it on a machine there with: --here 'Office'") || !strings.Contains(strings.Join(lines, "\n"), "--address 'Office'=HOST") {
		t.Errorf("exit %d: %s", code, strings.Join(lines, "\n"))
	}
	_, there := run(t, w, script(t, d, ".sh"), "--here", "Office", "--address", "Office=192.168.0.9")
	text := strings.Join(there, "\n")
	if !strings.Contains(text, "Office -> App") || strings.Contains(text, "--here 'Office'") || !strings.Contains(text, "App -> Office (must pass): tcp/443 reachable") {
		t.Errorf("in the office:\n%s", text)
	}
}

// hostile names are text: in lines, in comments, in JSON and in EC2's filters.
var hostile = []string{
	`$(touch pwned)`, "`touch pwned`", `'; touch pwned; '`, `"; touch pwned; "`, "line\ntouch pwned\n", `\'$(touch pwned)`, `*`, `web-?`, `a\*b\`, "-n", "%s%n", "--here", "ユーザー", "\x1b[31mred",
	"$x ${y} !z", "{{resolve:ssm:x}}",
}

func TestNamesAreText(t *testing.T) {
	for i := 0; i < len(hostile); i += 2 {
		name, other := hostile[i], hostile[i+1]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := finished(t, "web-and-db", map[string]string{"instanceweb": name, "instancedb": other})
			d.Name = name
			for id, f := range d.Flows {
				g := *f
				g.Why = name
				d.Flows[id] = &g
			}
			w := webAndDB()
			w.Named = map[string][]string{name: {"i-web"}, other: {"i-db"}}
			code, lines := run(t, w, script(t, d, Extensions[i/2%2]))
			if code != 0 || len(lines) != 7 {
				t.Errorf("exit %d: %s", code, strings.Join(lines, "\n"))
			}
		})
	}
}

var endsInSum = regexp.MustCompile(`\n[0-9]+ agree, [0-9]+ differ, [0-9]+ not asked, [0-9]+ learned$`)

// Whatever is drawn: the script is one that a shell takes, prints a line for each flow, and does nothing that a
// name says.
func TestRandomDesignsAreScripts(t *testing.T) {
	outer := t
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		d := randomdesign.Draw(t)
		for _, id := range slices.Sorted(maps.Keys(d.Resources)) {
			r := *d.Resources[id]
			r.Name = rapid.SampledFrom(hostile).Draw(t, "name")
			d.Resources[id] = &r
		}
		data := script(outer, d, ".sh")
		if !bytes.Equal(data, script(outer, d, ".sh")) {
			t.Fatal("two scripts of one design differ")
		}
		if tried++; tried > 4 {
			return // a process for each of its questions takes its time
		}
		if out, err := command("bash", "-n").with(data); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		_, lines := run(outer, world{}, data)
		if got := "\n" + strings.Join(lines, "\n"); len(lines) != len(d.Flows)+1 || !endsInSum.MatchString(got) {
			t.Fatalf("%d flows, %d lines: %s", len(d.Flows), len(lines), got)
		}
	})
}

// What is said of several flows is one line.
func TestTheSameOfSeveralFlowsIsOneLine(t *testing.T) {
	d := finished(t, "web-and-db", nil)
	for _, id := range slices.Sorted(maps.Keys(d.Flows)) {
		f := *d.Flows[id]
		f.Services = map[string]design.Service{"a": {Protocol: netset.UDP, Ports: netset.Ports(53, 53)}}
		d.Flows[id] = &f
	}
	_, losses := Write(d, ".sh")
	for _, l := range exchange.Lines(losses) {
		if strings.Contains(l.Text.EN, "UDP has no handshake") {
			if len(l.Others) != len(d.Flows)-1 || !strings.Contains(l.Text.EN, l.Name+": cannot be asked") {
				t.Errorf("%d flows: %+v", len(d.Flows), l)
			}
			return
		}
	}
	t.Error("nothing is said of UDP")
}

func TestWrongCalls(t *testing.T) {
	data := script(t, finished(t, "web-and-db", nil), ".sh")
	for _, args := range [][]string{{"--nothing"}, {"--stack"}, {"--wait", "soon"}, {"--region", "Osaka=ap-northeast-3"}} {
		if code, lines := run(t, webAndDB(), data, args...); code != 2 || len(lines) != 1 {
			t.Errorf("%v: exit %d: %s", args, code, lines)
		}
	}
	code, lines := run(t, webAndDB(), data, "--help")
	if code != 0 || !strings.HasPrefix(lines[0], "Asks the deployed network") {
		t.Errorf("exit %d: %s", code, lines)
	}
}

func TestEveryWordIsSaidTwice(t *testing.T) {
	for key, w := range words {
		if w.EN == "" || w.JA == "" {
			t.Errorf("%s lacks a language", key)
		}
	}
	for _, name := range regexp.MustCompile(`\bt_[a-z_]+`).FindAllString(runtime, -1) {
		if _, ok := words[name]; !ok {
			t.Errorf("the script says %s, which has no words", name)
		}
	}
}

// A linter of shells finds nothing, where there is one, but that a script which asks nothing has no use for
// some of its functions.
func TestShellcheck(t *testing.T) {
	if _, err := exec.LookPath("shellcheck"); err != nil {
		t.Skip("shellcheck is not installed")
	}
	if out, err := command("shellcheck", "--exclude=SC2317", "--shell=bash", "-").with(script(t, finished(t, "alb-app", nil), ".sh")); err != nil {
		t.Error(out)
	}
}

// A tool is a program that reads a script from its standard input.
type tool struct{ *exec.Cmd }

func command(name string, args ...string) tool { return tool{exec.Command(name, args...)} }

func (c tool) with(in []byte) (string, error) {
	c.Stdin = bytes.NewReader(in)
	out, err := c.CombinedOutput()
	return string(out), err
}
