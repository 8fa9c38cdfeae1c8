// Package deployment says what a design is once it is deployed: the network as a deployment would be dumped,
// by names instead of ids. It reads the design alone and knows nothing of how a format writes it, so that
// the tests of an export can compare two documents that have no code in common.
//
// The form is that of the deployment harness, which deploys a template and dumps what the API then answers:
// each part of the network by its Name tag, the default parts of a VPC by what they are of ("main(vpc)"),
// rules as flat lists. It has no ids and no addresses that AWS picks. Lists are sets: Equal spells both
// documents one way.
//
// Two things are as a template makes them, not as they are drawn. A main route table that somebody changed
// is a table of its own, which the subnets that fall to it name, beside AWS's own: no template can reach
// that one. And a group whose egress names no block has a rule that leads nowhere: a template makes rules
// that name groups afterwards, and to a group that comes without any AWS adds its own, which allows all.
package deployment

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// Dump is a network by section and name.
type Dump map[string]map[string]any

// Region is where the harness deploys.
const Region = "us-east-1"

// An Account is where a design is deployed, as far as accounts differ.
type Account struct {
	// IsMock tells of the mock of AWS that tests deploy into. It has no propagated routes, does not say which
	// number a VPN gateway got that asked for none, and makes a VPC's own group without the rule from itself.
	IsMock bool
}

// A dumper is a dump under construction.
type dumper struct {
	d       *design.Design
	account Account
	// zones are the zones that the design names, in order: they are the first of the account's.
	zones []string
	out   Dump
}

// sections are the parts of a dump by kind; what has none here is not in the form.
var sections = []struct {
	kind kind.Name
	dump func(*dumper, string, *design.Resource)
}{
	{kind.VPCKind, (*dumper).vpc},
	{kind.SubnetKind, (*dumper).subnet},
	{kind.InternetGatewayKind, (*dumper).internetGateway},
	{kind.EgressOnlyInternetGatewayKind, (*dumper).egressOnly},
	{kind.ElasticIPKind, (*dumper).elasticIP},
	{kind.NATGatewayKind, (*dumper).natGateway},
	{kind.VPNGatewayKind, (*dumper).vpnGateway},
	{kind.CustomerGatewayKind, (*dumper).customerGateway},
	{kind.VPNConnectionKind, (*dumper).vpnConnection},
	{kind.PeeringKind, (*dumper).peering},
	{kind.RouteTableKind, (*dumper).routeTable},
	{kind.NetworkACLKind, (*dumper).networkACL},
	{kind.SecurityGroupKind, (*dumper).securityGroup},
	{kind.InstanceKind, (*dumper).instance},
	{kind.TargetGroupKind, (*dumper).targetGroup},
	{kind.LoadBalancerKind, (*dumper).loadBalancer},
	{kind.GatewayEndpointKind, (*dumper).gatewayEndpoint},
	{kind.InterfaceEndpointKind, (*dumper).interfaceEndpoint},
	{kind.DatabaseKind, (*dumper).database},
	{kind.FlowLogKind, (*dumper).flowLog},
}

// Kinds are those that the form has.
func Kinds() []kind.Name {
	names := []kind.Name{}
	for _, s := range sections {
		names = append(names, s.kind)
	}
	return names
}

// Of is the dump of a design that AWS takes as it is, deployed into an account.
func Of(d *design.Design, account Account) Dump {
	w := &dumper{d: d, account: account, zones: zonesOf(d), out: Dump{}}
	for _, s := range sections {
		for _, row := range kind.Sorted(d.Resources) {
			if row.Value.Kind == s.kind {
				s.dump(w, row.Key, row.Value)
			}
		}
	}
	return w.out
}

func zonesOf(d *design.Design) []string {
	zones := []string{}
	for _, r := range d.Resources {
		if s, ok := r.Props.(*kind.Subnet); ok && s.AvailabilityZone != "" {
			zones = append(zones, s.AvailabilityZone)
		}
	}
	slices.Sort(zones)
	return slices.Compact(zones)
}

type fields = map[string]any

func (w *dumper) put(section, name string, f fields) {
	if w.out[section] == nil {
		w.out[section] = map[string]any{}
	}
	w.out[section][name] = f
}

// name is what an element is called in a dump.
func (w *dumper) name(id string) string {
	r := w.d.Resources[id]
	if r == nil {
		return ""
	}
	if w.d.MadeByAWS(id) && (r.Kind != kind.RouteTableKind || !w.isOwnTable(id)) {
		of := "default"
		if r.Kind == kind.RouteTableKind {
			of = "main"
		}
		return fmt.Sprintf("%s(%s)", of, w.name(r.Parent))
	}
	if r.Name == "" {
		return r.ExportName
	}
	return r.Name
}

// stackName is what CloudFormation calls what nobody gave a name: by the stack and the logical id.
func (w *dumper) stackName(id, part string) string {
	return "stack-" + w.d.Resources[id].ExportName + part
}

// vpcOf is the name of the VPC that an element lies in.
func (w *dumper) vpcOf(id string) string { return w.name(w.d.Ancestor(id, kind.VPCKind)) }

// names are those of the elements of a set.
func (w *dumper) names(set map[string]bool) []string {
	all := []string{}
	for _, row := range kind.Sorted(set) {
		all = append(all, w.name(row.Key))
	}
	return all
}

// attached is a reference as a list of names.
func (w *dumper) attached(to kind.Ref) []string {
	if to.ID == "" {
		return []string{}
	}
	return []string{w.name(to.ID)}
}

// Text is a dump in one spelling: keys and the items of lists in order.
func (d Dump) Text() (string, error) {
	raw, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	return Text(raw)
}

// Text spells the JSON of a dump one way.
func Text(raw []byte) (string, error) {
	var tree map[string]map[string]any
	if err := json.Unmarshal(raw, &tree); err != nil {
		return "", err
	}
	lines := []string{}
	for section, parts := range tree {
		for name, part := range parts {
			f, ok := part.(map[string]any)
			if !ok {
				return "", fmt.Errorf("%s.%s is no object", section, name)
			}
			lines = append(lines, section+"."+name)
			for field, v := range f {
				lines = append(lines, section+"."+name+"."+field+" "+spelled(v))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n", nil
}

func spelled(v any) string {
	if list, ok := v.([]any); ok {
		items := []string{}
		for _, item := range list {
			items = append(items, tuple(item))
		}
		slices.Sort(items)
		return "[" + strings.Join(items, " ") + "]"
	}
	return tuple(v)
}

// tuple is an item of a list, within which the order means something.
func tuple(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error() // what was decoded can be encoded
	}
	return string(raw)
}
