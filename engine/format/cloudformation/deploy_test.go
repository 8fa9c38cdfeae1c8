package cloudformation

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/deployment"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/template"
)

// deployer is a script that deploys a template to a mock AWS and dumps the network: named by the
// environment, or in the folder beside the repository. It needs cfn-lint, moto and boto3.
func deployer(t *testing.T) string {
	t.Helper()
	if testing.Short() || os.Getenv("VPCANVAS_DEPLOY") == "none" {
		t.Skip("SKIPPED: -short and VPCANVAS_DEPLOY=none leave out deploying templates to a mock AWS")
	}
	folder := os.Getenv("VPCANVAS_IAC")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "iac")
	}
	script := filepath.Join(folder, "cfn_deploy.py")
	if _, err := os.Stat(script); err != nil {
		t.Skipf("SKIPPED, templates are not deployed: there is no %s; name its folder with VPCANVAS_IAC", script)
	}
	if out, err := exec.Command("python3", "-c", "import cfnlint, moto, boto3").CombinedOutput(); err != nil {
		t.Skipf("SKIPPED, templates are not deployed: python3 with cfn-lint, moto and boto3 is needed: %v %s", err, out)
	}
	return script
}

// theMock is the account that the tests deploy into.
var theMock = deployment.Account{IsMock: true}

// An outcome is what became of one template.
type outcome struct {
	File    string   `json:"file"`
	Fault   string   `json:"fault"`
	LeftOut []string `json:"left_out"`
}

// deployAll deploys designs, each into an account of its own, and compares what is there then with what the
// design says.
func deployAll(t *testing.T, designs map[string]*design.Design) {
	t.Helper()
	script, folder := deployer(t), t.TempDir()
	for name, d := range designs {
		files, _ := Write(d, ".yaml")
		if len(files) == 0 {
			continue // nothing but what AWS has already
		}
		if err := os.WriteFile(filepath.Join(folder, name+".yaml"), files[0].Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("python3", filepath.Join("testdata", "deploy_all.py"), filepath.Dir(script), folder)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	seen := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); seen++ {
		var o outcome
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(o.File, ".yaml")
		for _, typ := range o.LeftOut {
			t.Logf("%s: %s was left out: the mock does not make it", name, typ)
		}
		if o.Fault != "" {
			t.Errorf("%s does not deploy: %s", name, o.Fault)
			continue
		}
		raw, err := os.ReadFile(filepath.Join(folder, name+".dump.json"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := difference(t, designs[name], raw); diff != "" {
			t.Errorf("%s is deployed otherwise (-design +deployed):\n%s", name, diff)
		}
	}
	t.Logf("%d designs were deployed and dumped", seen)
}

// difference is what a deployment has otherwise than its design says; "" where they are equal.
func difference(t *testing.T, d *design.Design, dump []byte) string {
	t.Helper()
	want, err := deployment.Of(d, theMock).Text()
	if err != nil {
		t.Fatal(err)
	}
	got, err := deployment.Text(dump)
	if err != nil {
		t.Fatal(err)
	}
	return cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n"))
}

// isWhole reports whether everything is to be deployed: that takes minutes.
func isWhole() bool { return os.Getenv("VPCANVAS_DEPLOY") == "all" }

// What is deployed is what is drawn: every stage of the templates and 60 random designs or, where nobody asks
// for all, the last stage of the templates whose exports differ most, and two random designs.
func TestDesignsDeployAsDrawn(t *testing.T) {
	usual := []string{"web-and-db", "alb-app", "dual-stack", "on-premises"}
	designs, random := map[string]*design.Design{}, 2
	if isWhole() {
		random = 60
	}
	for _, tmpl := range template.All {
		first := 1
		if !isWhole() {
			first = len(tmpl.Stages)
			if !slices.Contains(usual, tmpl.ID) {
				t.Logf("%s is not deployed; VPCANVAS_DEPLOY=all deploys every stage of every template", tmpl.ID)
				continue
			}
		}
		for stage := first; stage <= len(tmpl.Stages); stage++ {
			d, err := tmpl.Build(stage)
			if err != nil {
				t.Fatal(err)
			}
			designs[fmt.Sprintf("%s-%d", tmpl.ID, stage)] = d
		}
	}
	for seed := range random {
		designs[fmt.Sprintf("random-%d", seed)] = rapid.Custom(func(t *rapid.T) *design.Design { return drawn.Sound(t, true) }).Example(seed)
	}
	deployAll(t, designs)
}

// The known designs deploy but for what the mock does not know: an interface by itself, the peering that a
// route names from outside, a group's rule for a protocol by number, a policy of routes by prefix lists.
func TestKnownDesignsDeployAsDrawn(t *testing.T) {
	if !isWhole() {
		t.Skip("SKIPPED: VPCANVAS_DEPLOY=all deploys the designs with each property once")
	}
	every, connected := everything(t), drawn.Connected(t)
	if _, _, err := design.Apply(every, design.Ops{
		design.Del{Section: design.Resources, ID: "instancetwo"},
		patch("tableown00", "props.routes.peer", "null"),
		patch("groupfront", "props.ingress.gre", "null"),
		put("groupmute0", `{"kind":"securityGroup","name":"1e3","parent":"vpc0000000","exportName":"Mute","props":{"description":"${x} # quoted"}}`),
		patch("groupmute0", "props.egress.all", "null"),
	}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := design.Apply(connected, connectedInTheMock()); err != nil {
		t.Fatal(err)
	}
	deployAll(t, map[string]*design.Design{"everything": every, "connected": connected})
}

// The script that deploys one template says of it what is said where one server deploys many.
func TestTheScriptDeploysTheSame(t *testing.T) {
	script, tmpl := deployer(t), template.Get("six-permits")
	d, err := tmpl.Build(len(tmpl.Stages))
	if err != nil {
		t.Fatal(err)
	}
	files, _ := Write(d, ".yaml")
	in, out := filepath.Join(t.TempDir(), files[0].Name), filepath.Join(t.TempDir(), "dump.json")
	if err := os.WriteFile(in, files[0].Data, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("python3", script, "--strict-order", in, "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	// It knows the mock's groups of instances less well.
	groups := regexp.MustCompile(`"security_groups": \[\],\s*"profile"`)
	for _, name := range []string{"sg-1", "sg-2"} {
		at := groups.FindIndex(raw)
		if at == nil {
			t.Fatal("the script shows the groups of instances: compare them")
		}
		raw = slices.Replace(raw, at[0], at[1], []byte(`"security_groups": ["`+name+`"], "profile"`)...)
	}
	if diff := difference(t, d, raw); diff != "" {
		t.Errorf("the script deploys otherwise (-design +deployed):\n%s", diff)
	}
}

// The comparison must be able to fail.
func TestAnotherDeploymentIsSeen(t *testing.T) {
	d := everything(t)
	raw, err := json.Marshal(deployment.Of(d, theMock))
	if err != nil {
		t.Fatal(err)
	}
	if diff := difference(t, d, raw); diff != "" {
		t.Fatalf("a design differs from itself:\n%s", diff)
	}
	for old, now := range map[string]string{`"public_ip":true`: `"public_ip":false`, `"192.0.2.0/24",""`: `"192.0.3.0/24",""`, `"main":true`: `"main":false`} {
		if !bytes.Contains(raw, []byte(old)) || difference(t, d, bytes.Replace(raw, []byte(old), []byte(now), 1)) == "" {
			t.Errorf("nobody sees %s in place of %s", now, old)
		}
	}
}
