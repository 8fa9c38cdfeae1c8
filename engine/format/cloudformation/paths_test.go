package cloudformation

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

// asked are designs with flows of many sorts.
func asked(t *testing.T) []*design.Design {
	t.Helper()
	designs := []*design.Design{}
	for _, tmpl := range template.All {
		d, err := tmpl.Build(len(tmpl.Stages))
		if err != nil {
			t.Fatal(err)
		}
		designs = append(designs, d)
	}
	d := drawn.Connected(t)
	for i, flow := range []string{
		`{"from":{"ref":"instance02","interface":"eth1"},"to":{"ref":"instance00"},"services":{"a":{"protocol":"udp","ports":"53"}}}`,
		`{"from":{"ref":"instance00"},"to":{"cidr":"10.9.9.9/32"},"services":{"a":{"protocol":"tcp","ports":"8000-8010"}}}`,
		`{"from":{"cidr":"198.51.100.4/32"},"to":{"ref":"instance00"},"services":{"a":{"protocol":"tcp","ports":"443"}}}`,
		`{"expect":"must-not","from":{"ref":"corporate0"},"to":{"ref":"instance00"}}`,
		`{"from":{"ref":"instance00"},"to":{"ref":"endpointssm"},"services":{"a":{"protocol":"tcp","ports":"443"}}}`,
	} {
		if _, _, err := design.Apply(d, design.Ops{design.Put{Section: design.Flows, ID: fmt.Sprintf("flow00000%d", i), Value: json.RawMessage(flow)}}); err != nil {
			t.Fatal(err)
		}
	}
	return append(designs, d)
}

// Flows go out as paths and come back as the flows that they were; the network is the same with and without them.
func TestPathsComeBack(t *testing.T) {
	all := 0
	for i, d := range asked(t) {
		paths, _ := (&exchange.Making{D: d}).Paths()
		drawn := map[string]bool{}
		for _, p := range paths {
			drawn[p.Flow] = true
		}
		for _, ext := range Extensions {
			files, _ := WritePaths(d, ext)
			got, losses, err := Read(files, exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range losses {
				if !l.Note {
					t.Errorf("design %d: %s", i, l.Text.EN)
				}
			}
			for id, f := range d.Flows {
				if diff := cmp.Diff(f, got.Flows[id], cmpopts.EquateComparable(netip.Prefix{})); drawn[id] && diff != "" {
					t.Errorf("design %d: %s came back otherwise: %s", i, id, diff)
				}
			}
			if len(got.Flows) != len(drawn) {
				t.Errorf("design %d: %d of %d flows came back", i, len(got.Flows), len(drawn))
			}
			plain, _ := Write(d, ext)
			without, _, err := Read(plain, exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !verdict.Compare(reach.Compile(without), reach.Compile(got)).IsEmpty() {
				t.Errorf("design %d: paths change the network", i)
			}
			for _, f := range files {
				all += strings.Count(string(f.Data), typePath)
			}
		}
	}
	if all < 60 {
		t.Errorf("only %d paths were written", all)
	}
}

// AWS's schemas take the paths.
func TestPathsLint(t *testing.T) {
	lint, err := exec.LookPath("cfn-lint")
	if err != nil {
		t.Skip("SKIPPED: cfn-lint is not on PATH, so nothing checked the paths against AWS's schema")
	}
	dir, files := t.TempDir(), []string{}
	designs := asked(t)
	for i, d := range designs[len(designs)-3:] {
		written, _ := WritePaths(d, ".yaml")
		for _, f := range written {
			name := filepath.Join(dir, fmt.Sprintf("%d-%s", i, f.Name))
			if err := os.WriteFile(name, f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			files = append(files, name)
		}
	}
	if out, err := exec.Command(lint, append([]string{"--format", "parseable", "--ignore-checks", "W", "--"}, files...)...).CombinedOutput(); err != nil {
		t.Errorf("cfn-lint: %v\n%s", err, out)
	}
}

// A path of somebody else's is a flow too; one that cannot be is named.
func TestForeignPaths(t *testing.T) {
	const foreign = `Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Igw: {Type: AWS::EC2::InternetGateway}
  Joint: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, ImageId: ami-01234567}}
  FromOutside:
    Type: AWS::EC2::NetworkInsightsPath
    Properties: {Source: !Ref Igw, Destination: !Ref Web, Protocol: tcp, DestinationPort: 443, Tags: [{Key: Expected, Value: not reachable}]}
  ToAddress:
    Type: AWS::EC2::NetworkInsightsPath
    Properties: {Source: !Ref Web, Protocol: UDP, FilterAtSource: {DestinationAddress: 10.0.2.2, DestinationPortRange: {FromPort: 53, ToPort: 54}}}
  Elsewhere:
    Type: AWS::EC2::NetworkInsightsPath
    Properties: {Source: tgw-0123456789abcdef0, Destination: !Ref Web, Protocol: tcp}
`
	d, losses, err := Read([]exchange.File{{Name: "net.yaml", Data: []byte(foreign)}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	n := reach.Compile(d)
	for _, f := range d.Flows {
		for _, s := range f.Services {
			got[fmt.Sprint(n.EndText(f.From), " -> ", n.EndText(f.To), " ", reach.ServiceText(s), " ", f.Expect)] = true
		}
	}
	want := map[string]bool{"internet -> Web tcp/443 must-not": true, "Web -> 10.0.2.2 udp/53-54 must": true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("flows (-want +got):\n%s", diff)
	}
	if text := fmt.Sprint(losses); !strings.Contains(text, "Elsewhere") {
		t.Errorf("nothing is said of the third path: %s", text)
	}
}
