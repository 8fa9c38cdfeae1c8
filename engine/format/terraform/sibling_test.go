package terraform

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/cloudformation"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/kind"
)

// TestGroupsMeanWhatTheTemplateMeans compares the rules of every group that people drew in the two
// exports. AWS's own groups are apart: a template can only add to them.
func TestGroupsMeanWhatTheTemplateMeans(t *testing.T) {
	compared := 0
	for i, d := range append(known(t), drawn.Examples(4*samples)...) {
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

// A rule reads "group egress tcp 80 80 peer description"; Terraform's texts are in Unicode's normal form.
func ruleLine(group, path string, protocol, from, to, peer, description any) string {
	return norm.NFC.String(fmt.Sprint(group, " ", path, " ", protocol, " ", from, " ", to, " ", peer, " ", description))
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
		case r.Kind == kind.PrefixListKind:
			at[typePrefixList+"."+w.names[id]] = id
			at["data."+typePrefixList+"."+w.names[id]] = id
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
			argument(b, at, "cidr_ipv4")+argument(b, at, "cidr_ipv6")+argument(b, at, "referenced_security_group_id")+argument(b, at, "prefix_list_id"), argument(b, at, "description")))
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
		var body struct {
			Metadata struct {
				Vpcanvas struct {
					PrefixLists map[string]struct {
						ID string `json:"Id"`
					}
				}
			}
			Resources map[string]templateResource
		}
		if err := json.Unmarshal(f.Data, &body); err != nil {
			t.Fatal(err)
		}
		for parameter, of := range body.Metadata.Vpcanvas.PrefixLists {
			r := templateResource{} // AWS's own: no resource, but a parameter
			r.Metadata.Vpcanvas.ID = of.ID
			body.Resources[parameter] = r
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

// What AWS would refuse is refused by both, and everything else is made by both: of each kind, in designs of one
// account and region (of several, a template names less than a module).
func TestBothMakeTheSame(t *testing.T) {
	refused, written := map[kind.Name]int{}, map[kind.Name]int{}
	for i, d := range append(known(t), drawn.Examples(4*samples)...) {
		w := newWriter(d)
		if len(w.scopes) != 1 {
			continue
		}
		ours := []string{}
		for _, row := range kind.Sorted(d.Resources) {
			switch k := row.Value.Kind; {
			case len(w.table[k].Types) == 0 || d.MadeByAWS(row.Key) || d.Ancestor(row.Key, kind.ScopeKind) == "":
			case !w.made[row.Key]:
				refused[k]++
			case w.typeOf(row.Key) != "" && !insideInstance(d, row.Value):
				written[k]++
				ours = append(ours, row.Key)
			}
		}
		if diff := cmp.Diff(templateElements(t, d), ours); diff != "" {
			t.Errorf("design %d (-CloudFormation +Terraform):\n%s", i, diff)
		}
	}
	for _, k := range kind.All {
		if m := newWriter(design.New("")).table[k.Name]; len(m.Types) > 0 && written[k.Name] == 0 {
			t.Errorf("no %s was written", k.Name)
		}
	}
	const enough = 12
	if len(refused) < enough {
		t.Errorf("only elements of the kinds %v were refused", refused)
	}
}

// insideInstance reports a flow log of the interface inside an instance, which a template cannot name.
func insideInstance(d *design.Design, r *design.Resource) bool {
	log, ok := r.Props.(*kind.FlowLog)
	if !ok || d.Resources[log.Watches.ID] == nil {
		return false
	}
	instance, ok := d.Resources[log.Watches.ID].Props.(*kind.Instance)
	return ok && len(instance.Interfaces) < 2
}

// templateElements are the elements that became resources, in order, but for AWS's own.
func templateElements(t *testing.T, d *design.Design) []string {
	t.Helper()
	files, _ := cloudformation.Write(d, ".json")
	ids := []string{}
	for _, f := range files {
		var body struct{ Resources map[string]templateResource }
		if err := json.Unmarshal(f.Data, &body); err != nil {
			t.Fatal(err)
		}
		for _, r := range body.Resources {
			if id := r.Metadata.Vpcanvas.ID; !d.MadeByAWS(id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
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
	peer := word("CidrIp") + word("CidrIpv6") + word("SourceSecurityGroupId") + word("DestinationSecurityGroupId") + word("SourcePrefixListId") + word("DestinationPrefixListId")
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
