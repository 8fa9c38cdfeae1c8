package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// A run of the script that collect prints, with what it leaves behind.
type collected struct {
	code    int
	said    string
	packed  string // what import reads
	calls   []string
	folders []string
}

// collect runs the printed script in a folder of its own, with the programs of a PATH and some settings.
func collect(t *testing.T, path string, env []string, regions ...string) collected {
	t.Helper()
	_, script, _ := command(t, "collect")
	dir := t.TempDir()
	file := filepath.Join(dir, "collect.sh")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("SKIPPED: there is no bash to run the script with")
	}
	cmd := exec.Command(bash, append([]string{file}, regions...)...)
	var said bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &said
	cmd.Env = append([]string{"PATH=" + path, "HOME=" + dir, "TMPDIR=" + dir, "CALLS=" + filepath.Join(dir, "calls")}, env...)
	err = cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	out := collected{code: cmd.ProcessState.ExitCode(), said: said.String()}
	calls, err := os.ReadFile(filepath.Join(dir, "calls"))
	if err == nil {
		out.calls = strings.Split(strings.TrimSpace(string(calls)), "\n")
	}
	left, err := filepath.Glob(filepath.Join(dir, "network*"))
	if err != nil || len(left) > 1 {
		t.Fatalf("it leaves %q: %v", left, err)
	}
	if len(left) == 1 {
		out.packed = left[0]
	}
	if out.folders, err = filepath.Glob(filepath.Join(dir, "tmp.*")); err != nil || len(out.folders) > 0 {
		t.Errorf("it leaves %q behind", out.folders)
	}
	return out
}

// stub is a PATH whose aws answers from the files of a txtar: "REGION SERVICE CALL [WORD]", the word being one
// of the call's. It says what AWS says where access is denied or too much is asked.
func stub(t *testing.T, archive string, tools ...string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", archive))
	if err != nil {
		t.Fatal(err)
	}
	dir, answers := t.TempDir(), t.TempDir()
	for _, f := range txtar.Parse(raw).Files {
		if err := os.WriteFile(filepath.Join(answers, strings.ReplaceAll(f.Name, "/", "_")), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	script := fmt.Sprintf(stubScript, answers)
	if err := os.WriteFile(filepath.Join(dir, "aws"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, tool := range append([]string{"bash", "mktemp", "rm", "mv", "mkdir", "tr", "sed", "cat", "xargs", "grep", "env", "echo"}, tools...) {
		at, err := exec.LookPath(tool)
		if err != nil {
			t.Skipf("SKIPPED: the script wants %s, which is not here", tool)
		}
		if err := os.Symlink(at, filepath.Join(dir, tool)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const stubScript = `#!/usr/bin/env -S bash
answers=%q
region=none text=json
words=()
given=("$@")
for ((i = 0; i < ${#given[@]}; i++)); do
  case ${given[i]} in
    --region) region=${given[i + 1]} ;;
    --output) text=${given[i + 1]} ;;
  esac
  words+=("${given[i]//\//_}")
done
echo "$AWS_MAX_ATTEMPTS $AWS_RETRY_MODE $region $text $*" >>"$CALLS"
for refused in "$answers/$region denied" "$answers/$region $1 $2 denied" "$answers/$region $1 $2 throttled"; do
  if [ -e "$refused" ]; then
    cat "$refused" >&2
    exit 254
  fi
done
for word in "${words[@]:2}"; do
  if [ -e "$answers/$region $1 $2 $word" ]; then
    exec cat "$answers/$region $1 $2 $word"
  fi
done
if [ -e "$answers/$region $1 $2" ]; then exec cat "$answers/$region $1 $2"; fi
if [ "$text" = text ]; then exit 0; fi
echo '{}'
`

// The script runs: it asks each region, goes on where a call is denied or throttled, names that, passes a
// region over that it may not read, and what it packs is the account.
func TestCollectRuns(t *testing.T) {
	for name, tools := range map[string][]string{"a zip": {"zip"}, "a folder": nil} {
		t.Run(name, func(t *testing.T) {
			got := collect(t, stub(t, "collect.txtar", tools...), nil)
			if got.code != 0 || got.packed == "" {
				t.Fatalf("exit %d: %s", got.code, got.said)
			}
			for _, part := range []string{
				"eu-west-1: aws rds describe-db-instances: An error occurred (AccessDenied)",
				"eu-west-1: aws elbv2 describe-target-health of arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1",
				"eu-west-1: aws ecs list-clusters: An error occurred (AccessDeniedException)",
				"eu-west-1: aws ec2 describe-flow-logs: An error occurred (RequestLimitExceeded)",
				"me-south-1: aws ec2 describe-vpcs: An error occurred (AuthFailure)",
			} {
				if !strings.Contains(got.said, part) {
					t.Errorf("it does not say %q in:\n%s", part, got.said)
				}
			}
			if n := strings.Count(got.said, "me-south-1: "); n != 1 {
				t.Errorf("a region without access is named %d times:\n%s", n, got.said)
			}
			for _, call := range got.calls {
				if !strings.HasPrefix(call, "10 adaptive ") {
					t.Errorf("it gives up early: %s", call)
				}
			}
			account := filepath.Join(t.TempDir(), "account.vpc.json")
			code, _, diag := command(t, "import", got.packed, "-o", account)
			if code != 0 || strings.Contains(diag, "loss:") {
				t.Fatalf("exit %d: %s", code, diag)
			}
			for _, ask := range []struct {
				from, to, port string
				want           int
			}{{"internet", "web", "80", 0}, {"internet", "web", "22", 1}, {"client", "web", "8080", 0}} {
				if code, text, diag := command(t, "trace", account, "--from", ask.from, "--to", ask.to, "--port", ask.port); code != ask.want {
					t.Errorf("%s to %s:%s: exit %d, want %d: %s%s", ask.from, ask.to, ask.port, code, ask.want, text, diag)
				}
			}
			raw, err := os.ReadFile(account)
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{`"office list"`, `"203.0.113.0/24"`, `"shop.internal"`, `"enableDnsHostnames":true`, `"team":"shop"`} {
				if !strings.Contains(string(raw), part) {
					t.Errorf("%s is not in the design", part)
				}
			}
		})
	}
}

// An old archive is replaced, not added to; named regions are the only ones that are asked; and where nobody
// is signed in, or no region is enabled, it says so and stops.
func TestCollectStopsAndStartsAnew(t *testing.T) {
	path := stub(t, "collect.txtar", "zip")
	got := collect(t, path, nil, "eu-central-1")
	if got.code != 0 || slices.ContainsFunc(got.calls, func(c string) bool { return strings.Contains(c, "eu-west-1") }) {
		t.Errorf("exit %d: it asks %q", got.code, got.calls)
	}
	for _, missing := range []string{"none sts get-caller-identity", "none ec2 describe-regions"} {
		path := stub(t, "collect.txtar", "zip")
		answers := regexp.MustCompile(`answers="([^"]+)"`).FindSubmatch(mustRead(t, filepath.Join(path, "aws")))
		at := filepath.Join(string(answers[1]), missing)
		if err := os.Rename(at, at+" denied"); err != nil {
			t.Fatal(err)
		}
		if got := collect(t, path, nil); got.code == 0 || got.packed != "" || got.said == "" {
			t.Errorf("without %s: exit %d, %q: %s", missing, got.code, got.packed, got.said)
		}
	}
}

func mustRead(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// service is what IAM calls a service of the command line, where that is another word.
var service = map[string]string{"elbv2": "elasticloadbalancing"}

// callPattern finds the calls of the script: behind one of its verbs, or behind aws itself.
var callPattern = regexp.MustCompile(`\b(?:ask \S+|names|wrap \S+ \S+ \S+|aws) ([a-z0-9]+) ([a-z]+(?:-[a-z]+)+)\b`)

// The policy allows what the script asks, no call more and none less, and both only read.
func TestCollectPolicyIsWhatTheScriptAsks(t *testing.T) {
	_, script, _ := command(t, "collect")
	_, text, _ := command(t, "collect", "--policy")
	var policy struct {
		Version   string
		Statement []struct {
			Sid, Effect, Resource string
			Action                []string
		}
	}
	if err := json.Unmarshal([]byte(text), &policy); err != nil || len(policy.Statement) != 1 || policy.Statement[0].Effect != "Allow" {
		t.Fatalf("no policy: %v", err)
	}
	asked := map[string]bool{}
	for _, m := range callPattern.FindAllStringSubmatch(script, -1) {
		asked[action(m[1], m[2])] = true
	}
	if len(asked) < 40 {
		t.Errorf("only %d calls were found", len(asked))
	}
	for _, a := range policy.Statement[0].Action {
		if !asked[a] {
			t.Errorf("%s is allowed and never asked", a)
		}
		delete(asked, a)
		if !regexp.MustCompile(`^[a-z0-9]+:(Describe|List|Get)[A-Za-z]+$`).MatchString(a) {
			t.Errorf("%s does more than read", a)
		}
	}
	if len(asked) > 0 {
		t.Errorf("not allowed: %v", asked)
	}
	if !slices.IsSorted(policy.Statement[0].Action) {
		t.Error("the actions are in no order")
	}
	for _, secret := range []string{"userData", "get-function", "get-secret", "get-password", "describe-task-definition", "describe-launch-template", "decrypt"} {
		if strings.Contains(script, secret) {
			t.Errorf("the script asks for %s", secret)
		}
	}
}

// action is what IAM calls a call: DBInstances is written so, everything else word by word.
func action(of, call string) string {
	name := ""
	for _, word := range strings.Split(call, "-") {
		if word == "db" {
			word = "DB"
		}
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	if to := service[of]; to != "" {
		of = to
	}
	return of + ":" + name
}

// The real command line runs the script against a server that answers as AWS does, in an account that
// somebody made; what it packs is the network, and none of the secrets. The server says that functions lie in
// a VPC which it does not list, so that they are named and left out.
func TestCollectFromAServer(t *testing.T) {
	if os.Getenv("VPCANVAS_ACCOUNTS") == "" {
		t.Skip("SKIPPED: VPCANVAS_ACCOUNTS=1 runs the script with the real command line, which takes a minute")
	}
	for _, tool := range []string{"aws", "moto_server", "python3", "zip"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED: %s is not installed; the script ran against answers that were kept", tool)
		}
	}
	env := awsServer(t)
	run := exec.Command("python3", "testdata/collect_account.py")
	run.Env = append(os.Environ(), env...)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("the account was not made: %v\n%s", err, out)
	}
	got := collect(t, os.Getenv("PATH"), append(env, "PYENV_ROOT="+os.Getenv("PYENV_ROOT"), "AWS_MAX_ATTEMPTS=2"), "eu-west-1", "eu-west-2")
	t.Log(got.said)
	if got.code != 0 || got.packed == "" {
		t.Fatalf("exit %d", got.code)
	}
	account := filepath.Join(t.TempDir(), "account.vpc.json")
	code, _, diag := command(t, "import", got.packed, "-o", account)
	t.Log(diag)
	if code != 0 {
		t.Fatalf("exit %d", code)
	}
	design := string(mustRead(t, account))
	for _, part := range []string{`"kind":"peering"`, `"kind":"natGateway"`, `"kind":"loadBalancer"`, `"kind":"targetGroup"`, `"kind":"database"`, `"kind":"vpnConnection"`, `"kind":"interfaceEndpoint"`, `"kind":"hostedZone"`, `"kind":"record"`, `"kind":"prefixList"`, `"kind":"flowLog"`, `"kind":"networkAcl"`, `"kind":"egressOnlyInternetGateway"`, `"kind":"elasticIp"`, `"kind":"networkInterface"`, `"kind":"containerService"`} {
		if !strings.Contains(design, part) {
			t.Errorf("%s is not in the design", part)
		}
	}
	in, err := exec.Command("unzip", "-p", got.packed).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"hunter2", "PreSharedKey", "pre_shared_key", "MasterUsername", "Environment", "UserData"} {
		if bytes.Contains(in, []byte(secret)) {
			t.Errorf("%s came along", secret)
		}
	}
	for _, ask := range []struct {
		from, to, port string
		want           int
	}{{"internet", "web-1", "443", 1}, {"internet", "front", "80", 0}, {"web-1", "orders", "5432", 0}, {"bastion", "batch", "22", 0}} {
		if code, text, diag := command(t, "trace", account, "--from", ask.from, "--to", ask.to, "--port", ask.port); code != ask.want {
			t.Errorf("%s to %s:%s: exit %d, want %d: %s%s", ask.from, ask.to, ask.port, code, ask.want, text, diag)
		}
	}
}

// awsServer starts a server on a free port of the loopback and returns the settings that lead there.
func awsServer(t *testing.T) []string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	_ = l.Close()
	_, port, _ := strings.Cut(at, ":")
	server := exec.Command("moto_server", "-H", "127.0.0.1", "-p", port)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	for range 300 {
		if c, err := net.Dial("tcp", at); err == nil {
			_ = c.Close()
			return []string{"AWS_ENDPOINT_URL=http://" + at, "AWS_ACCESS_KEY_ID=x", "AWS_SECRET_ACCESS_KEY=x", "AWS_DEFAULT_REGION=us-east-1", "AWS_EC2_METADATA_DISABLED=true"}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the server does not start")
	return nil
}
