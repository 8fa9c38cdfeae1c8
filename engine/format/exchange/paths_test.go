package exchange_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// office is a VPC with both gateways, two instances, one of which has two interfaces, and a network behind a VPN.
func office(t *testing.T) *design.Design {
	t.Helper()
	d := design.New("office")
	put := func(id, body string) design.Op {
		return design.Put{Section: design.Resources, ID: id, Value: json.RawMessage(body)}
	}
	_, _, err := design.Apply(d, design.Ops{
		put("scope00000", `{"kind":"scope","name":"Tokyo","props":{"region":"ap-northeast-1"}}`),
		put("scope00001", `{"kind":"scope","name":"Osaka","props":{"region":"ap-northeast-3"}}`),
		put("vpc0000000", `{"kind":"vpc","name":"main","parent":"scope00000","props":{"cidr":"10.0.0.0/16"}}`),
		put("vpc0000001", `{"kind":"vpc","name":"bare","parent":"scope00001","props":{"cidr":"10.1.0.0/16"}}`),
		put("gateway000", `{"kind":"internetGateway","name":"igw","parent":"scope00000","props":{"vpc":"vpc0000000"}}`),
		put("corporate0", `{"kind":"corporateNetwork","name":"Office","props":{"cidrs":{"a":{"cidr":"192.168.0.0/16"}}}}`),
		put("elsewhere0", `{"kind":"corporateNetwork","name":"Elsewhere"}`),
		put("vpngateway", `{"kind":"vpnGateway","name":"vgw","parent":"scope00000","props":{"vpc":"vpc0000000"}}`),
		put("customer00", `{"kind":"customerGateway","name":"router","parent":"scope00000","props":{"network":"corporate0"}}`),
		put("vpn0000000", `{"kind":"vpnConnection","name":"vpn","parent":"scope00000","props":{"vpnGateway":"vpngateway","customerGateway":"customer00"}}`),
		put("subnet0000", `{"kind":"subnet","name":"a","parent":"vpc0000000","props":{"cidr":"10.0.1.0/24"}}`),
		put("subnet0001", `{"kind":"subnet","name":"b","parent":"vpc0000001","props":{"cidr":"10.1.1.0/24"}}`),
		put("instance00", `{"kind":"instance","name":"Web","parent":"subnet0000","props":{"interfaces":{"eth0":{}}}}`),
		put("instance01", `{"kind":"instance","name":"Two","parent":"subnet0000","props":{"interfaces":{"eth0":{},"eth1":{}}}}`),
		put("instance02", `{"kind":"instance","name":"Far","parent":"subnet0001","props":{"interfaces":{"eth0":{}}}}`),
		put("endpoint00", `{"kind":"interfaceEndpoint","name":"SSM","parent":"vpc0000000"}`),
		put("function00", `{"kind":"function","name":"Worker","parent":"vpc0000000"}`),
		put("clientpc00", `{"kind":"client","name":"PC","props":{"cidr":"203.0.113.7/32"}}`),
		put("clientany0", `{"kind":"client","name":"Anyone"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What AWS takes as an end is what its guide lists; over TCP and UDP, in one account and region.
func TestPaths(t *testing.T) {
	one := func(services string) string { return `"services":{"a":` + services + `}` }
	const tcp443 = `{"protocol":"tcp","ports":"443"}`
	for name, c := range map[string]struct{ flow, path, refused string }{
		"one to another":           {`"from":{"ref":"instance00"},"to":{"ref":"instance01"},` + one(tcp443), "instance00 > instance01 tcp 443 reachable", ""},
		"must not":                 {`"expect":"must-not","from":{"ref":"instance00"},"to":{"ref":"instance01"},` + one(tcp443), "instance00 > instance01 tcp 443 not reachable", ""},
		"one of several":           {`"from":{"ref":"instance00"},"to":{"ref":"instance01","interface":"eth1"},` + one(tcp443), "instance00 > instance01.eth1 tcp 443 reachable", ""},
		"the only one":             {`"from":{"ref":"instance01"},"to":{"ref":"instance00","interface":"eth0"},` + one(tcp443), "instance01 > instance00 tcp 443 reachable", ""},
		"some ports":               {`"from":{"ref":"instance00"},"to":{"ref":"instance01"},` + one(`{"protocol":"udp","ports":"5000-5010"}`), "instance00 > instance01 udp 5000-5010 filtered reachable", ""},
		"any port":                 {`"from":{"ref":"instance00"},"to":{"ref":"instance01"},` + one(`{"protocol":"tcp"}`), "instance00 > instance01 tcp  reachable", ""},
		"from the internet":        {`"from":{"ref":"internet"},"to":{"ref":"instance00"},` + one(tcp443), "gateway000 > instance00 tcp 443 reachable", ""},
		"to the internet":          {`"from":{"ref":"instance00"},"to":{"ref":"internet"},` + one(tcp443), "instance00 > gateway000 tcp 443 reachable", ""},
		"anyone is the internet":   {`"from":{"ref":"clientany0"},"to":{"ref":"instance00"},` + one(tcp443), "gateway000 > instance00 tcp 443 reachable", ""},
		"from one host":            {`"from":{"ref":"clientpc00"},"to":{"ref":"instance00"},` + one(tcp443), "gateway000 203.0.113.7 > instance00 tcp 443 reachable", ""},
		"to one host":              {`"from":{"ref":"instance00"},"to":{"cidr":"198.51.100.4/32"},` + one(tcp443), "instance00 > gateway000 198.51.100.4 tcp 443 filtered reachable", ""},
		"to a private address":     {`"from":{"ref":"instance00"},"to":{"cidr":"10.9.9.9/32"},` + one(tcp443), "instance00 >  10.9.9.9 tcp 443 filtered reachable", ""},
		"from the office":          {`"from":{"ref":"corporate0"},"to":{"ref":"instance00"},` + one(tcp443), "vpngateway > instance00 tcp 443 reachable", ""},
		"through a jump host":      {`"from":{"ref":"internet"},"via":"instance00","to":{"ref":"instance01"},` + one(tcp443), "gateway000 > instance00 tcp 443 reachable; instance00 > instance01 tcp 443 reachable", ""},
		"an endpoint":              {`"from":{"ref":"instance00"},"to":{"ref":"endpoint00"},` + one(tcp443), "instance00 > endpoint00 tcp 443 reachable", ""},
		"anything":                 {`"from":{"ref":"instance00"},"to":{"ref":"instance01"}`, "instance00 > instance01 tcp  reachable; instance00 > instance01 udp  reachable", "note all"},
		"ping":                     {`"from":{"ref":"instance00"},"to":{"ref":"instance01"},` + one(`{"protocol":"icmp"}`), "", "protocol"},
		"an endpoint starts none":  {`"from":{"ref":"endpoint00"},"to":{"ref":"instance01"},` + one(tcp443), "", "source"}, // semantics 112
		"a function":               {`"from":{"ref":"function00"},"to":{"ref":"instance01"},` + one(tcp443), "", "source"},
		"a group":                  {`"from":{"ref":"instance00"},"to":{"ref":"subnet0000"},` + one(tcp443), "", "destination"},
		"a service":                {`"from":{"ref":"instance00"},"to":{"service":"s3"},` + one(tcp443), "", "destination"},
		"a block":                  {`"from":{"cidr":"203.0.113.0/24"},"to":{"ref":"instance00"},` + one(tcp443), "", "source"},
		"a private address asks":   {`"from":{"cidr":"192.168.0.1/32"},"to":{"ref":"instance00"},` + one(tcp443), "", "source"},
		"no gateway":               {`"from":{"ref":"internet"},"to":{"ref":"instance02"},` + one(tcp443), "", "source"},
		"a network that is apart":  {`"from":{"ref":"elsewhere0"},"to":{"ref":"instance00"},` + one(tcp443), "", "source"},
		"two regions":              {`"from":{"ref":"instance00"},"to":{"ref":"instance02"},` + one(tcp443), "", "apart"},
		"itself":                   {`"from":{"ref":"instance00"},"to":{"ref":"instance00"},` + one(tcp443), "", "itself"},
		"IPv6 only":                {`"family":"6","from":{"ref":"instance00"},"to":{"ref":"instance01"},` + one(tcp443), "", "six"},
		"neither end is in a VPC":  {`"from":{"ref":"internet"},"to":{"ref":"corporate0"},` + one(tcp443), "", "source"},
		"AWS asks nothing of IPv6": {`"from":{"ref":"instance00"},"to":{"cidr":"2001:db8::1/128"},` + one(tcp443), "", "destination"},
	} {
		t.Run(name, func(t *testing.T) {
			d := office(t)
			if _, _, err := design.Apply(d, design.Ops{design.Put{Section: design.Flows, ID: "flow000000", Value: json.RawMessage("{" + c.flow + "}")}}); err != nil {
				t.Fatal(err)
			}
			paths, refused := (&exchange.Making{D: d}).Paths()
			if diff := cmp.Diff(c.path, told(paths)); diff != "" {
				t.Errorf("paths (-want +got):\n%s", diff)
			}
			code := ""
			for _, r := range refused {
				if r.Note {
					code = "note "
				}
				code += r.Code
				if l := r.Loss(); l.Element != "flow000000" || l.Text.EN == "" || l.Text.JA == "" || l.Note != r.Note {
					t.Errorf("said as %+v", l)
				}
			}
			if code != c.refused {
				t.Errorf("refused %q, want %q", code, c.refused)
			}
			again := d.Clone()
			again.Flows = map[string]*design.Flow{}
			for _, p := range paths {
				if !exchange.TakeFlow(again, p.Flow, p.Drawn) {
					t.Errorf("%s does not come back", p.Drawn)
				}
			}
			if diff := cmp.Diff(spelled(t, d), spelled(t, again)); len(paths) > 0 && diff != "" {
				t.Errorf("came back otherwise:\n%s", diff)
			}
		})
	}
}

func told(paths []exchange.Path) string {
	text := ""
	for i, p := range paths {
		if i > 0 {
			text += "; "
		}
		end := func(id, key string) string {
			if key != "" {
				return id + "." + key
			}
			return id
		}
		text += end(p.Source, p.SourceInterface)
		if p.SourceAddress.IsValid() {
			text += " " + p.SourceAddress.String()
		}
		text += " > " + end(p.Destination, p.DestinationInterface)
		if p.Address.IsValid() {
			text += " " + p.Address.String()
		}
		text += fmt.Sprintf(" %s %s", p.Protocol, p.Ports)
		if p.Filtered() {
			text += " filtered"
		}
		text += " " + p.Expected
	}
	return text
}

func spelled(t *testing.T, d *design.Design) string {
	t.Helper()
	raw, err := design.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A damaged flow, or one about what is not there, stays out and harms nothing.
func TestDamagedFlowsStayOut(t *testing.T) {
	d := office(t)
	before := spelled(t, d)
	for _, drawn := range []string{"", "{", `{"from":{"ref":"nobody0000"},"to":{"ref":"internet"}}`, `{"from":{"ref":"internet"},"to":{"ref":"instance00"},"expect":"perhaps"}`} {
		if exchange.TakeFlow(d, "flow000000", drawn) || spelled(t, d) != before {
			t.Errorf("%q became a flow", drawn)
		}
	}
	if exchange.TakeFlow(d, kind.Internet, `{"from":{"ref":"internet"},"to":{"ref":"instance00"}}`) {
		t.Error("a flow took a reserved id")
	}
}
