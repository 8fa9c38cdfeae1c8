package cloudformation

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/template"
)

// deployer is a script that deploys a template to a mock AWS and dumps the network: named by the
// environment, or in the folder beside the repository. It needs cfn-lint, moto and boto3.
func deployer(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: -short leaves out deploying templates to a mock AWS")
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

// dump is the part of a deployed network that the tests look at.
type dump struct {
	VPCs map[string]struct {
		CIDRs   []string `json:"cidrs"`
		Six     int      `json:"ipv6_blocks"`
		Tenancy string   `json:"tenancy"`
	} `json:"vpcs"`
	Subnets map[string]struct {
		CIDR   string `json:"cidr"`
		Zone   string `json:"az"`
		Assign bool   `json:"assign_ipv6"`
	} `json:"subnets"`
	Egress map[string]struct {
		VPCs []string `json:"vpcs"`
	} `json:"egress_only_gateways"`
	VPNGateways map[string]struct {
		VPCs []string `json:"vpcs"`
		ASN  string   `json:"asn"`
	} `json:"vpn_gateways"`
	CustomerGateways map[string]struct {
		IP  string `json:"ip"`
		ASN string `json:"asn"`
	} `json:"customer_gateways"`
	VPNs map[string]struct {
		Customer string `json:"customer_gateway"`
		Gateway  string `json:"gateway"`
	} `json:"vpn_connections"`
	Peerings map[string]struct {
		Requester string `json:"requester"`
		Accepter  string `json:"accepter"`
	} `json:"peerings"`
	Endpoints map[string]struct {
		Service    string   `json:"service"`
		Type       string   `json:"type"`
		PrivateDNS bool     `json:"private_dns"`
		Tables     []string `json:"route_tables"`
		Subnets    []string `json:"subnets"`
	} `json:"endpoints"`
	FlowLogs map[string]struct {
		Resource string `json:"resource"`
		Traffic  string `json:"traffic"`
		To       string `json:"to"`
	} `json:"flow_logs"`
	Targets map[string]struct {
		Protocol string  `json:"protocol"`
		Targets  [][]any `json:"targets"`
	} `json:"target_groups"`
	Balancers map[string]struct {
		Type      string  `json:"type"`
		Listeners [][]any `json:"listeners"`
	} `json:"load_balancers"`
	Databases map[string]struct {
		Engine string `json:"engine"`
		Class  string `json:"class"`
	} `json:"databases"`
	Gateways map[string]struct {
		VPCs []string `json:"vpcs"`
	} `json:"internet_gateways"`
	Tables map[string]struct {
		Routes  [][]string `json:"routes"`
		Subnets []string   `json:"subnets"`
	} `json:"route_tables"`
	Groups map[string]struct {
		Ingress [][]any `json:"ingress"`
		Egress  [][]any `json:"egress"`
	} `json:"security_groups"`
	ACLs map[string]struct {
		Entries [][]any  `json:"entries"`
		Subnets []string `json:"subnets"`
	} `json:"network_acls"`
	Instances map[string]struct {
		Subnet  string `json:"subnet"`
		Profile bool   `json:"profile"`
	} `json:"instances"`
}

func deployed(t *testing.T, script string, d *design.Design, parameters ...string) dump {
	t.Helper()
	files, _ := Write(d, ".yaml")
	in, out := filepath.Join(t.TempDir(), files[0].Name), filepath.Join(t.TempDir(), "dump.json")
	if err := os.WriteFile(in, files[0].Data, 0o600); err != nil {
		t.Fatal(err)
	}
	arguments := []string{script, "--strict-order", in, "-o", out}
	for _, p := range parameters {
		arguments = append(arguments, "--param", p)
	}
	if said, err := exec.Command("python3", arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%.6000s", err, said, files[0].Data)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var got dump
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// firstStage: each deployment takes ten seconds, so the last stage, which holds what the others made,
// stands for them all unless every one is asked for.
func firstStage(t *testing.T, tmpl *template.Template) int {
	if os.Getenv("VPCANVAS_DEPLOY") == "all" {
		return 1
	}
	t.Logf("only the last stage of %s is deployed; VPCANVAS_DEPLOY=all deploys every one", tmpl.ID)
	return len(tmpl.Stages)
}

func TestTemplateStagesDeploy(t *testing.T) {
	script := deployer(t)
	tmpl := template.Get("web-and-db")
	for stage := firstStage(t, tmpl); stage <= len(tmpl.Stages); stage++ {
		t.Run(tmpl.Stages[stage-1].Title.EN, func(t *testing.T) {
			t.Parallel()
			d, err := tmpl.Build(stage)
			if err != nil {
				t.Fatal(err)
			}
			stageDeploys(t, deployed(t, script, d), stage)
		})
	}
}

// The application behind a load balancer deploys in both stages; each route leads to its gateway.
func TestBalancedStagesDeploy(t *testing.T) {
	script := deployer(t)
	tmpl := template.Get("alb-app")
	for stage := firstStage(t, tmpl); stage <= len(tmpl.Stages); stage++ {
		t.Run(tmpl.Stages[stage-1].Title.EN, func(t *testing.T) {
			t.Parallel()
			d, err := tmpl.Build(stage)
			if err != nil {
				t.Fatal(err)
			}
			// The mock's account has no certificate that the template's parameter could name.
			if _, _, err := design.Apply(d, design.Ops{patch("balanceralb", "props.listeners.https", "null")}); err != nil {
				t.Fatal(err)
			}
			got := deployed(t, script, d)
			equal(t, "private table", got.Tables["private-a"].Routes, [][]string{{"0.0.0.0/0", "nat-a"}, {"10.0.0.0/16", "local"}})
			equal(t, "targets", got.Instances["AP-1"].Subnet, "private-a")
			if stage == 2 {
				equal(t, "private table c", got.Tables["private-c"].Routes, [][]string{{"0.0.0.0/0", "nat-c"}, {"10.0.0.0/16", "local"}})
				equal(t, "second target", got.Instances["AP-2"].Subnet, "private-c")
			}
		})
	}
}

func stageDeploys(t *testing.T, got dump, stage int) {
	equal(t, "VPC", got.VPCs["web-and-db"].CIDRs, []string{"10.0.0.0/16"})
	equal(t, "subnets", []string{got.Subnets["public"].CIDR, got.Subnets["private"].CIDR}, []string{"10.0.1.0/24", "10.0.2.0/24"})
	equal(t, "instances", []string{got.Instances["Web"].Subnet, got.Instances["DB"].Subnet}, []string{"public", "private"})
	equal(t, "main table", got.Tables["main(web-and-db)"].Routes, [][]string{{"10.0.0.0/16", "local"}})
	equal(t, "egress", got.Groups["web"].Egress, [][]any{{"-1", "0.0.0.0/0", ""}})
	ssh, http := []any{"tcp", 22.0, 22.0, "0.0.0.0/0", "SSH"}, []any{"tcp", 80.0, 80.0, "0.0.0.0/0", "HTTP"}
	web := [][]any{ssh, http}
	switch {
	case stage < 3:
		web = [][]any{}
	case stage == 3:
		web = [][]any{ssh}
	}
	equal(t, "web", got.Groups["web"].Ingress, web)
	if stage >= 2 {
		equal(t, "gateway", got.Gateways["igw"].VPCs, []string{"web-and-db"})
	}
	if stage >= 3 {
		equal(t, "public table", got.Tables["public"].Routes, [][]string{{"0.0.0.0/0", "igw"}, {"10.0.0.0/16", "local"}})
		equal(t, "association", got.Tables["public"].Subnets, []string{"public"})
	}
	if stage >= 6 {
		equal(t, "private table", got.Tables["private"].Routes, [][]string{{"0.0.0.0/0", "nat"}, {"10.0.0.0/16", "local"}})
	}
	if stage >= 5 {
		equal(t, "db", got.Groups["db"].Ingress, [][]any{
			{"icmp", -1.0, -1.0, "web", "ping"}, {"tcp", 22.0, 22.0, "web", "SSH from the web server"}, {"tcp", 3306.0, 3306.0, "web", "MariaDB"},
		})
	}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +deployed):\n%s", what, diff)
	}
}

// The mock knows no network interface by itself, not the peering that a route names, and fails on a
// group's rule for a protocol by number. "No egress" is a rule that leads nowhere.
func TestEverythingDeploys(t *testing.T) {
	script := deployer(t)
	d := everything(t)
	if _, _, err := design.Apply(d, design.Ops{
		design.Del{Section: design.Resources, ID: "instancetwo"},
		patch("tableown00", "props.routes.peer", "null"),
		patch("groupfront", "props.ingress.gre", "null"),
		put("groupmute0", `{"kind":"securityGroup","name":"1e3","parent":"vpc0000000","props":{"description":"${x} # \"quoted\""}}`),
		patch("groupmute0", "props.egress.all", "null"),
	}); err != nil {
		t.Fatal(err)
	}
	got := deployed(t, script, d)
	equal(t, "blocks", got.VPCs["main"].CIDRs, []string{"10.0.0.0/16", "10.1.0.0/16"})
	equal(t, "main table's stand-in", got.Tables["main main"].Subnets, []string{"falls to main"})
	equal(t, "strict subnets", got.ACLs["strict"].Subnets, []string{"in the second block"})
	equal(t, "strict entries", len(got.ACLs["strict"].Entries), 5)
	equal(t, "default entries", len(got.ACLs["default(main)"].Entries), 3)
	equal(t, "front egress", got.Groups["front"].Egress, [][]any{{"-1", "127.0.0.1/32", "no egress"}, {"tcp", 3306.0, 3306.0, "back", ""}})
	equal(t, "no egress", got.Groups["1e3"].Egress, [][]any{{"-1", "127.0.0.1/32", "no egress"}})
	equal(t, "default ingress", got.Groups["default(main)"].Ingress, [][]any{{"tcp", 22.0, 22.0, "192.0.2.0/24", ""}})
	if got.Subnets["falls to main"].Zone == got.Subnets["in the second block"].Zone {
		t.Error("two zones became one")
	}
}
