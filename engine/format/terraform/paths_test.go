package terraform

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// Flows go out as paths whose arguments are the provider's, and come back as the flows that they were.
func TestPathsComeBack(t *testing.T) {
	connected := drawn.Connected(t)
	for i, flow := range []string{
		`{"from":{"ref":"instance02","interface":"eth1"},"to":{"ref":"instance00"},"services":{"a":{"protocol":"udp","ports":"53"}}}`,
		`{"from":{"ref":"instance00"},"to":{"cidr":"10.9.9.9/32"},"services":{"a":{"protocol":"tcp","ports":"8000-8010"}}}`,
		`{"from":{"cidr":"198.51.100.4/32"},"to":{"ref":"instance00"},"services":{"a":{"protocol":"tcp","ports":"443"}}}`,
		`{"expect":"must-not","from":{"ref":"corporate0"},"to":{"ref":"instance00"},"why":"${x} \" \n"}`,
	} {
		if _, _, err := design.Apply(connected, design.Ops{design.Put{Section: design.Flows, ID: fmt.Sprintf("flow00000%d", i), Value: json.RawMessage(flow)}}); err != nil {
			t.Fatal(err)
		}
	}
	types, count := schema(t), 0
	for i, d := range append(known(t), connected) {
		paths, _ := (&exchange.Making{D: d}).Paths()
		drawn := map[string]bool{}
		for _, p := range paths {
			drawn[p.Flow] = true
		}
		files, _ := WritePaths(d, ".tf")
		for name, b := range parse(t, files).blocks {
			if !strings.HasPrefix(name, typePath+".") {
				continue
			}
			count++
			for _, fault := range faults(types, b) {
				t.Error(fault)
			}
		}
		got, _, err := Read(files, exchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for id, f := range d.Flows {
			if diff := cmp.Diff(f, got.Flows[id], cmpopts.EquateComparable(netip.Prefix{})); drawn[id] && diff != "" {
				t.Errorf("design %d: %s came back otherwise: %s", i, id, diff)
			}
		}
		plain, _ := Write(d, ".tf")
		without, _, err := Read(plain, exchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !verdict.Compare(reach.Compile(without), reach.Compile(got)).IsEmpty() {
			t.Errorf("design %d: paths change the network", i)
		}
	}
	if count < 60 {
		t.Errorf("only %d paths were written", count)
	}
}

// A path of somebody else's is named, and harms nothing.
func TestForeignPathsAreNamed(t *testing.T) {
	d, losses, err := Read([]exchange.File{{Name: "main.tf", Data: []byte(`
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_ec2_network_insights_path" "mine" {
  source      = "igw-1"
  destination = "i-1"
  protocol    = "tcp"
}
`)}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprint(losses); len(d.Flows) != 0 || !strings.Contains(text, "aws_ec2_network_insights_path.mine") {
		t.Errorf("%d flows; said: %s", len(d.Flows), text)
	}
}
