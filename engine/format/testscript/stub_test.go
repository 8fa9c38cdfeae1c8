package testscript

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The script is really run: aws, nc, ping and sleep are this test itself, called by those names. It plays an
// account in which some instances are there under some names, and a network in which some things answer.

// A world is what the stand-ins know.
type world struct {
	// Named are the ids under a Name tag, Stack those under logical ids of the stack "net".
	Named map[string][]string
	Stack map[string]string
	// Addresses are those of an instance: private, public and IPv6, None for none.
	Addresses map[string][3]string
	// Offline are the instances that Systems Manager does not reach.
	Offline []string
	// Answers are what is there when somebody asks, as "where host what": open, refused or silence. where is an
	// instance, or "here".
	Answers map[string]string
}

const (
	envTool  = "VPCANVAS_STUB_TOOL"
	envWorld = "VPCANVAS_STUB_WORLD"
	envWhere = "VPCANVAS_STUB_WHERE"
)

func TestMain(m *testing.M) {
	if tool := os.Getenv(envTool); tool != "" {
		os.Exit(standIn(tool, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// tools lays the stand-ins into a folder.
func tools(t *testing.T, w world) (dir string, env []string) {
	t.Helper()
	dir = t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range []string{"aws", "nc", "ping", "sleep"} {
		text := fmt.Sprintf("#!/bin/sh\n%s=%s exec '%s' \"$@\"\n", envTool, tool, self)
		if err := os.WriteFile(filepath.Join(dir, tool), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(dir, "world.json")
	if err := os.WriteFile(at, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir, []string{"PATH=" + dir + ":/usr/bin:/bin", "HOME=" + dir, "TMPDIR=" + dir, envWorld + "=" + at}
}

// run runs a script in an empty folder, which is still empty afterwards.
func run(t *testing.T, w world, script []byte, args ...string) (code int, lines []string) {
	t.Helper()
	_, env := tools(t, w)
	empty := t.TempDir()
	file := filepath.Join(t.TempDir(), "test.sh")
	if err := os.WriteFile(file, script, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", append([]string{file}, args...)...)
	cmd.Env, cmd.Dir = env, empty
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(empty); err != nil || len(left) > 0 {
		t.Errorf("the script left %v: %v", left, err)
	}
	return cmd.ProcessState.ExitCode(), strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

func standIn(tool string, args []string) int {
	var w world
	raw, err := os.ReadFile(os.Getenv(envWorld))
	if err == nil {
		err = json.Unmarshal(raw, &w)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	where := os.Getenv(envWhere)
	if where == "" {
		where = "here"
	}
	switch tool {
	case "nc":
		host, port := args[len(args)-2], args[len(args)-1]
		switch w.Answers[where+" "+host+" tcp/"+port] {
		case "open":
			return 0
		case "refused":
			fmt.Fprintln(os.Stderr, "nc: connect to "+host+" port "+port+" (tcp) failed: Connection refused")
		case "unresolved":
			fmt.Fprintln(os.Stderr, "nc: getaddrinfo for host "+host+": Name or service not known")
		default:
			fmt.Fprintln(os.Stderr, "nc: connect to "+host+" port "+port+" (tcp) timed out: Operation now in progress")
		}
		return 1
	case "ping":
		if w.Answers[where+" "+args[len(args)-1]+" ping"] == "open" {
			return 0
		}
		return 1
	case "aws":
		return account{w, args}.call()
	}
	return 0
}

// An account answers one call of the AWS command line.
type account struct {
	world
	args []string
}

// words are what stands behind an option.
func (a account) words(option string) []string {
	at := slices.Index(a.args, option)
	if at < 0 {
		return nil
	}
	rest := a.args[at+1:]
	if end := slices.IndexFunc(rest, func(s string) bool { return strings.HasPrefix(s, "--") }); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

func (a account) word(option string) string { return strings.Join(a.words(option), " ") }

func (a account) call() int {
	if a.word("--region") == "" {
		return refuse("no region")
	}
	switch call := a.args[0] + " " + a.args[1]; call {
	case "cloudformation describe-stack-resource":
		id := a.Stack[a.word("--logical-resource-id")]
		if a.word("--stack-name") != "net" || id == "" {
			return refuse("An error occurred (ValidationError): Stack does not exist")
		}
		fmt.Println(id)
	case "ec2 describe-instances":
		var filter struct {
			Name   string
			Values []string
		}
		if err := json.Unmarshal([]byte(a.words("--filters")[0]), &filter); err != nil || filter.Name != "tag:Name" {
			return refuse("no filter")
		}
		for _, name := range filter.Values {
			for _, id := range a.Named[unescaped(name)] {
				fmt.Print(id, "\t")
			}
		}
		fmt.Println()
	case "ec2 describe-network-interfaces":
		var filter struct{ Values []string }
		if err := json.Unmarshal([]byte(a.words("--filters")[0]), &filter); err != nil {
			return refuse("no filter")
		}
		at := a.Addresses[filter.Values[0]]
		fmt.Printf("0\t%s\t%s\t%s\n", at[0], at[1], at[2])
	case "ssm describe-instance-information":
		_, id, _ := strings.Cut(a.word("--filters"), "Values=")
		if slices.Contains(a.Offline, id) {
			fmt.Println("None")
			return 0
		}
		fmt.Println("Online")
	case "ssm send-command", "ssm get-command-invocation":
		return a.command(a.args[1] == "send-command")
	default:
		return refuse("unexpected: " + call)
	}
	return 0
}

func refuse(why string) int {
	fmt.Fprintln(os.Stderr, "aws: "+why)
	return 254
}

// unescaped takes away what keeps the wildcards of EC2's filters from being any.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		} else if s[i] == '*' || s[i] == '?' {
			return "" // a wildcard: nothing of ours is meant
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// command runs what an instance is told, at once, and tells the outcome when it is asked for the second time.
func (a account) command(send bool) int {
	dir := filepath.Dir(os.Getenv(envWorld))
	if send {
		var parameters struct{ Commands []string }
		if err := json.Unmarshal([]byte(a.word("--parameters")), &parameters); err != nil {
			return refuse("the parameters are no JSON: " + err.Error())
		}
		instance := a.word("--instance-ids")
		cmd := exec.Command("sh", "-c", strings.Join(parameters.Commands, "\n"))
		cmd.Env = append(os.Environ(), envWhere+"="+instance)
		out, err := cmd.Output()
		if err != nil {
			return refuse(err.Error())
		}
		if err := os.WriteFile(filepath.Join(dir, "outcome"), out, 0o644); err != nil {
			return refuse(err.Error())
		}
		fmt.Println("command-1")
		return 0
	}
	asked := filepath.Join(dir, "asked")
	if os.Remove(asked) != nil {
		_ = os.WriteFile(asked, nil, 0o644) // the next one gets the outcome
		fmt.Println("InProgress\t")
		return 0
	}
	out, err := os.ReadFile(filepath.Join(dir, "outcome"))
	if err != nil {
		return refuse(err.Error())
	}
	fmt.Printf("Success\t%s\n", out)
	return 0
}
