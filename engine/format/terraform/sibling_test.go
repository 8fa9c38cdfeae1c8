package terraform

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/cloudformation"
	"vpcanvas/engine/kind"
)

// TestGroupsMeanWhatTheTemplateMeans compares the rules of every group that people drew in the two
// exports. AWS's own groups are apart: a template can only add to them.
func TestGroupsMeanWhatTheTemplateMeans(t *testing.T) {
	compared := 0
	for i, d := range append(known(t), examples(4*samples)...) {
		ours, theirs := moduleRules(t, d), templateRules(t, d)
		compared += len(ours)
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Fatalf("design %d (-CloudFormation +Terraform):\n%s", i, diff)
		}
	}
	const enough = 100
	if compared < enough {
		t.Errorf("only %d rules were compared, want %d", compared, enough)
	}
}

// A rule reads "group egress tcp 80 80 peer description".
func ruleLine(group, path string, protocol, from, to, peer, description any) string {
	return fmt.Sprint(group, " ", path, " ", protocol, " ", from, " ", to, " ", peer, " ", description)
}

func moduleRules(t *testing.T, d *design.Design) []string {
	files, _ := Write(d, ".tf")
	m := parse(t, files)
	w := newWriter(d)
	at := map[string]string{}
	for id, r := range d.Resources {
		switch {
		case !w.made[id]:
		case r.Kind == kind.VPCKind:
			at[typeVPC+"."+w.names[id]] = design.DefaultSecurityGroupID(id)
		case r.Kind == kind.SecurityGroupKind:
			at[w.typeOf(id)+"."+w.names[id]] = id
		}
	}
	lines := []string{}
	for _, a := range m.order {
		b := m.blocks[a]
		i := slices.IndexFunc(directions, func(dir direction) bool { return b.Type == "resource" && b.Labels[0] == dir.typ })
		if i < 0 {
			continue
		}
		group := at[named(b.Body.Attributes["security_group_id"].Expr.Variables()[0])]
		if d.MadeByAWS(group) {
			continue
		}
		lines = append(lines, ruleLine(group, directions[i].path, argument(b, at, "ip_protocol"), argument(b, at, "from_port"), argument(b, at, "to_port"),
			argument(b, at, "cidr_ipv4")+argument(b, at, "cidr_ipv6")+argument(b, at, "referenced_security_group_id"), argument(b, at, "description")))
	}
	slices.Sort(lines)
	return lines
}

// argument is a literal, the element that it refers to, or "" where it is left out.
func argument(b *hclsyntax.Block, at map[string]string, name string) string {
	a := b.Body.Attributes[name]
	if a == nil {
		return ""
	}
	if refs := a.Expr.Variables(); len(refs) > 0 {
		return at[named(refs[0])]
	}
	v, _ := a.Expr.Value(nil)
	if v.Type().FriendlyName() == "number" {
		return v.AsBigFloat().String()
	}
	return v.AsString()
}

type templateResource struct {
	Type     string
	Metadata struct {
		Vpcanvas struct {
			ID string `json:"Id"`
		}
	}
	Properties map[string]json.RawMessage
}

func templateRules(t *testing.T, d *design.Design) []string {
	files, _ := cloudformation.Write(d, ".json")
	lines := []string{}
	for _, f := range files {
		var body struct{ Resources map[string]templateResource }
		if err := json.Unmarshal(f.Data, &body); err != nil {
			t.Fatal(err)
		}
		for _, r := range body.Resources {
			group := r.Metadata.Vpcanvas.ID
			if d.MadeByAWS(group) {
				continue
			}
			for path, property := range map[string]string{"ingress": "SecurityGroupIngress", "egress": "SecurityGroupEgress"} {
				rules := []map[string]json.RawMessage{}
				if r.Type == "AWS::EC2::"+property {
					rules = append(rules, r.Properties)
				}
				if raw, ok := r.Properties[property]; ok {
					if err := json.Unmarshal(raw, &rules); err != nil {
						t.Fatal(err)
					}
				}
				for _, rule := range rules {
					lines = append(lines, templateRule(group, path, rule, body.Resources))
				}
			}
		}
	}
	slices.Sort(lines)
	return lines
}

// What AWS would refuse is refused by both: a public NAT gateway without an address of its own, an
// application load balancer without two zones (semantics 124).
func TestBothRefuseTheSame(t *testing.T) {
	refused, written := 0, 0
	for i, d := range append(known(t), examples(4*samples)...) {
		theirs, ours := templateElements(t, d, "AWS::EC2::NatGateway", "AWS::ElasticLoadBalancingV2::LoadBalancer"), []string{}
		w := newWriter(d)
		for _, row := range kind.Sorted(d.Resources) {
			if k := row.Value.Kind; k != kind.NATGatewayKind && k != kind.LoadBalancerKind {
				continue
			}
			if w.made[row.Key] {
				ours = append(ours, row.Key)
			} else {
				refused++
			}
		}
		written += len(ours)
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Errorf("design %d (-CloudFormation +Terraform):\n%s", i, diff)
		}
	}
	const enough = 20
	if refused < enough || written < enough {
		t.Errorf("only %d were refused and %d written", refused, written)
	}
}

// templateElements are the elements that became resources of some types, in order.
func templateElements(t *testing.T, d *design.Design, types ...string) []string {
	t.Helper()
	files, _ := cloudformation.Write(d, ".json")
	ids := []string{}
	for _, f := range files {
		var body struct{ Resources map[string]templateResource }
		if err := json.Unmarshal(f.Data, &body); err != nil {
			t.Fatal(err)
		}
		for _, r := range body.Resources {
			if slices.Contains(types, r.Type) {
				ids = append(ids, r.Metadata.Vpcanvas.ID)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

func templateRule(group, path string, rule map[string]json.RawMessage, all map[string]templateResource) string {
	word := func(key string) string {
		var v any
		if json.Unmarshal(rule[key], &v) != nil {
			return ""
		}
		if o, ok := v.(map[string]any); ok {
			return peerOf(o, all)
		}
		return fmt.Sprint(v)
	}
	peer := word("CidrIp") + word("CidrIpv6") + word("SourceSecurityGroupId") + word("DestinationSecurityGroupId")
	return ruleLine(group, path, word("IpProtocol"), word("FromPort"), word("ToPort"), peer, word("Description"))
}

// peerOf is the element of {"Ref": x} or {"Fn::GetAtt": [x, attribute]}.
func peerOf(o map[string]any, all map[string]templateResource) string {
	if to, ok := o["Ref"].(string); ok {
		return all[to].Metadata.Vpcanvas.ID
	}
	to := o["Fn::GetAtt"].([]any)
	id := all[to[0].(string)].Metadata.Vpcanvas.ID
	if to[1] == "DefaultSecurityGroup" {
		return design.DefaultSecurityGroupID(id)
	}
	return id
}
