// Package randomdesign draws designs at random for the tests of formats: several accounts, names
// that try to break out of what they are written into, places that lie on and outside each other,
// flows with every kind of end.
package randomdesign

import (
	"encoding/json"
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// Hostile are names that mean something to XML, HTML, style lists, templates, spreadsheets and
// people's eyes.
var Hostile = []string{
	"", "web", "Web サーバー", `<b>bold</b>`, `<script>alert(1)</script>`, `"quoted" & 'quoted'`, "two\nlines\tand\ra tab",
	"]]><mxCell id=\"0\"/>", "&lt;already&amp;escaped", "${x} %{y} %name% {{z}} $$\\frac$$", "=cmd()|'/c calc'!A1", "a;shape=image;image=javascript:alert(1)",
	"left\u202eright\u2066iso\u2069\u200f", "nul\u0001\u0008\u001f\u007f\ufffe\uffff", "\U0001F469\u200d\U0001F4BB 👍🏽", strings.Repeat("long ", 2000), "  spaces  ",
	"javascript:alert(1)", `"><img src=x onerror=alert(1)>`, "e\u0301\u0323",
}

type drawer struct {
	t   *rapid.T
	ops design.Ops
	n   int
	// ids by kind, and all that a view may place.
	ids map[kind.Name][]string
}

// Draw makes a design.
func Draw(t *rapid.T) *design.Design {
	d := &drawer{t: t, ids: map[kind.Name][]string{}}
	out := design.New(d.name())
	for range d.upTo(3) {
		d.scope()
	}
	for range d.upTo(2) {
		d.resource(kind.ClientKind, "pcpc", "", map[string]any{"cidr": d.oneOf("", "203.0.113.0/24")})
	}
	for range d.upTo(1) {
		d.resource(kind.CorporateNetworkKind, "corp", "", map[string]any{"cidrs": map[string]any{"a": map[string]any{"cidr": "192.168.0.0/16"}}})
	}
	if scopes := d.ids[kind.ScopeKind]; len(scopes) > 0 {
		d.links(d.pick(scopes))
	}
	for range d.upTo(8) {
		d.flow()
	}
	for range d.upTo(3) {
		d.put(design.Notes, "note", map[string]any{"text": d.name()})
	}
	for range d.upTo(2) {
		if ids := d.ids[kind.SubnetKind]; len(ids) > 0 {
			d.put(design.Suppressions, "hush", map[string]any{"code": "x-y", "element": d.pick(ids), "reason": d.name(), "by": "me"})
		}
	}
	d.places()
	if _, _, err := design.ApplyTrusted(out, d.ops); err != nil {
		t.Fatalf("the random design is not sound: %v", err)
	}
	return out
}

func (d *drawer) upTo(n int) int              { return rapid.IntRange(0, n).Draw(d.t, "n") }
func (d *drawer) name() string                { return rapid.SampledFrom(Hostile).Draw(d.t, "name") }
func (d *drawer) pick(from []string) string   { return rapid.SampledFrom(from).Draw(d.t, "pick") }
func (d *drawer) oneOf(from ...string) string { return d.pick(from) }
func (d *drawer) some(k kind.Name) []string   { return d.ids[k] }
func (d *drawer) put(s design.Section, prefix string, value any) string {
	d.n++
	id := fmt.Sprintf("%s%06d", prefix, d.n)
	raw, err := json.Marshal(value)
	if err != nil {
		d.t.Fatal(err)
	}
	d.ops = append(d.ops, design.Put{Section: s, ID: id, Value: raw})
	return id
}

func (d *drawer) resource(k kind.Name, prefix, parent string, props map[string]any) string {
	value := map[string]any{"kind": k, "name": d.name(), "props": props}
	if parent != "" {
		value["parent"] = parent
	}
	if d.upTo(4) == 0 {
		value["tags"] = map[string]string{"owner": d.name()}
		value["origin"] = map[string]string{"source": "test", "id": d.name()}
	}
	id := d.put(design.Resources, prefix, value)
	d.ids[k] = append(d.ids[k], id)
	return id
}

func (d *drawer) scope() {
	scope := d.resource(kind.ScopeKind, "scop", "", map[string]any{"region": d.oneOf("", "eu-west-1"), "account": d.oneOf("", "123456789012")})
	for range d.upTo(2) {
		vpc := d.resource(kind.VPCKind, "vpcs", scope, map[string]any{"cidr": "10.0.0.0/16"})
		group := d.resource(kind.SecurityGroupKind, "sgrp", vpc, map[string]any{"description": d.name()})
		igw := d.resource(kind.InternetGatewayKind, "igwy", scope, map[string]any{"vpc": vpc})
		table := d.resource(kind.RouteTableKind, "rtbl", vpc, map[string]any{"routes": map[string]any{"r": map[string]any{"destination": "0.0.0.0/0", "target": igw}}})
		balanced, subnets := map[string]any{}, []string{}
		for n := range d.upTo(4) {
			props := map[string]any{"cidr": fmt.Sprintf("10.0.%d.0/24", n), "availabilityZone": d.oneOf("", "a", "b")}
			if d.upTo(1) == 0 {
				props["routeTable"] = table
			}
			subnet := d.resource(kind.SubnetKind, "subn", vpc, props)
			subnets = append(subnets, subnet)
			balanced[fmt.Sprintf("z%d", n)] = map[string]any{"subnet": subnet}
			if d.upTo(3) == 0 {
				d.resource(kind.NATGatewayKind, "natg", subnet, map[string]any{"connectivity": d.oneOf("public", "private")})
				d.resource(kind.NetworkInterfaceKind, "enis", subnet, map[string]any{"description": d.name()})
			}
			for range d.upTo(4) {
				d.resource(kind.InstanceKind, "inst", subnet, map[string]any{
					"state": d.oneOf("running", "stopped"), "keyName": d.name(),
					"interfaces": map[string]any{"eth0": map[string]any{"groups": map[string]bool{group: true}}},
				})
			}
		}
		d.inVPC(vpc, table, group, subnets)
		if d.upTo(2) == 0 {
			targets := d.resource(kind.TargetGroupKind, "tgrp", vpc, map[string]any{"healthCheckPath": "/" + d.oneOf("", "health")})
			d.resource(kind.LoadBalancerKind, "albs", vpc, map[string]any{
				"subnets": balanced, "listeners": map[string]any{"l": map[string]any{"port": 80, "targetGroup": targets}},
			})
		}
	}
	if d.upTo(2) == 0 {
		d.resource(kind.InternetGatewayKind, "igwy", scope, map[string]any{})
	}
	d.around(scope)
}

// around draws what stands on the borders of VPCs and around them.
func (d *drawer) around(scope string) {
	vpcs, networks := d.some(kind.VPCKind), d.some(kind.CorporateNetworkKind)
	if len(vpcs) == 0 || d.upTo(1) == 0 {
		return
	}
	if d.upTo(1) == 0 {
		networks = append(networks, d.resource(kind.CorporateNetworkKind, "corp", "", map[string]any{"cidrs": map[string]any{"a": map[string]any{"cidr": "192.168.0.0/16"}}}))
	}
	far := func() string { return d.oneOf(append([]string{""}, networks...)...) }
	gateway := d.resource(kind.VPNGatewayKind, "vgwy", scope, map[string]any{"vpc": d.pick(vpcs)})
	customer := d.resource(kind.CustomerGatewayKind, "cgwy", scope, map[string]any{"ipAddress": d.name(), "network": far()})
	d.resource(kind.VPNConnectionKind, "vpnc", scope, map[string]any{"vpnGateway": gateway, "customerGateway": customer, "tunnel1": d.oneOf("up", "down"), "tunnel2": "down"})
	d.resource(kind.DirectConnectKind, "dxvi", scope, map[string]any{"vpnGateway": gateway, "network": far()})
	d.resource(kind.PeeringKind, "peer", scope, map[string]any{"requester": d.pick(vpcs), "accepter": d.pick(vpcs), "status": d.oneOf("active", "pending-acceptance")})
	d.resource(kind.AWSServiceKind, "serv", scope, map[string]any{"service": d.name()})
	vpc := d.pick(vpcs)
	d.resource(kind.EgressOnlyInternetGatewayKind, "eigw", vpc, map[string]any{})
	d.resource(kind.DatabaseKind, "data", vpc, map[string]any{"engine": d.oneOf("mysql", "redis", "redshift")})
	d.resource(kind.FunctionKind, "func", vpc, map[string]any{"runtime": d.name()})
	d.resource(kind.ContainerServiceKind, "cont", vpc, map[string]any{"desiredCount": d.upTo(3)})
	d.resource(kind.GatewayEndpointKind, "gwep", vpc, map[string]any{})
	d.resource(kind.InterfaceEndpointKind, "ifep", vpc, map[string]any{"service": d.name()})
	d.resource(kind.HostedZoneKind, "zone", scope, map[string]any{"domain": d.name()})
}

// inVPC draws what AWS runs in a VPC, in some of its subnets.
func (d *drawer) inVPC(vpc, table, group string, subnets []string) {
	placed := map[string]any{}
	for n, subnet := range subnets {
		placed[fmt.Sprintf("s%d", n)] = map[string]any{"subnet": subnet}
	}
	in := map[string]any{"subnets": placed, "securityGroups": map[string]bool{group: true}}
	for _, k := range []kind.Name{kind.DatabaseKind, kind.FunctionKind, kind.ContainerServiceKind, kind.InterfaceEndpointKind} {
		if d.upTo(3) == 0 {
			d.resource(k, "serv", vpc, in)
		}
	}
	if d.upTo(3) == 0 {
		d.resource(kind.EgressOnlyInternetGatewayKind, "eigw", vpc, map[string]any{})
		d.resource(kind.GatewayEndpointKind, "vpce", vpc, map[string]any{"routeTables": map[string]bool{table: true}})
		d.resource(kind.FlowLogKind, "flog", vpc, map[string]any{"logGroup": d.name()})
	}
}

// links draws what joins networks with each other, and the names that they have.
func (d *drawer) links(scope string) {
	vpcs := d.ids[kind.VPCKind]
	if len(vpcs) > 1 && d.upTo(1) == 0 {
		d.resource(kind.PeeringKind, "peer", scope, map[string]any{"requester": d.pick(vpcs), "accepter": d.pick(vpcs)})
	}
	if d.upTo(2) == 0 {
		d.resource(kind.AWSServiceKind, "asvc", scope, map[string]any{"service": d.name()})
		d.resource(kind.PrefixListKind, "list", scope, map[string]any{"owner": d.oneOf("customer", "aws")})
		zone := d.resource(kind.HostedZoneKind, "zone", scope, map[string]any{"domain": d.name()})
		d.resource(kind.RecordKind, "recd", zone, map[string]any{"recordName": d.name(), "value": d.name()})
	}
	if d.upTo(1) == 0 {
		gateway := map[string]any{}
		if len(vpcs) > 0 {
			gateway["vpc"] = d.pick(vpcs)
		}
		far := map[string]any{"ipAddress": d.name()}
		if corporate := d.ids[kind.CorporateNetworkKind]; len(corporate) > 0 {
			far["network"] = corporate[0]
		}
		vgw, cgw := d.resource(kind.VPNGatewayKind, "vpng", scope, gateway), d.resource(kind.CustomerGatewayKind, "cust", scope, far)
		d.resource(kind.VPNConnectionKind, "vpnc", scope, map[string]any{"vpnGateway": vgw, "customerGateway": cgw})
		d.resource(kind.DirectConnectKind, "line", scope, map[string]any{"vpnGateway": vgw})
	}
}

func (d *drawer) end() map[string]any {
	switch d.upTo(9) {
	case 0:
		return map[string]any{"cidr": "203.0.113.0/24"}
	case 1:
		return map[string]any{"service": "s3", "region": "eu-west-1"}
	case 2:
		return map[string]any{"ref": map[string]any{"gone": map[string]any{"kind": "instance", "name": d.name()}}}
	case 3:
		return map[string]any{"ref": "internet"}
	}
	k := rapid.SampledFrom([]kind.Name{
		kind.InstanceKind, kind.InstanceKind, kind.SubnetKind, kind.VPCKind, kind.SecurityGroupKind, kind.LoadBalancerKind, kind.NATGatewayKind, kind.ClientKind,
	}).Draw(d.t, "end")
	if ids := d.some(k); len(ids) > 0 {
		return map[string]any{"ref": d.pick(ids)}
	}
	return map[string]any{"ref": "internet"}
}

func (d *drawer) flow() {
	services := map[string]any{}
	for n := range d.upTo(4) {
		services[fmt.Sprintf("s%d", n)] = map[string]any{"protocol": "tcp", "ports": fmt.Sprint(80 + n)}
	}
	d.put(design.Flows, "flow", map[string]any{"from": d.end(), "to": d.end(), "expect": d.oneOf("must", "must-not"), "services": services, "why": d.name()})
}

// places puts some elements where people might have left them: anywhere.
func (d *drawer) places() {
	for _, k := range []kind.Name{kind.ScopeKind, kind.VPCKind, kind.SubnetKind, kind.InstanceKind, kind.LoadBalancerKind, kind.ClientKind} {
		for _, id := range d.some(k) {
			if d.upTo(5) != 0 {
				continue
			}
			at := rapid.IntRange(-200, 900)
			size := kind.Get(k)
			raw := fmt.Sprintf(`{"x":%d,"y":%d,"w":%d,"h":%d}`, at.Draw(d.t, "x"), at.Draw(d.t, "y"), size.Width, size.Height)
			d.ops = append(d.ops, design.Patch{Section: design.Views, ID: design.MainView, Path: "places." + id, Value: json.RawMessage(raw)})
		}
	}
}
