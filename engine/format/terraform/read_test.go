package terraform

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
)

// examples is how many random designs are read back.
var examples = flag.Int("read-examples", 60, "random designs that are written and read back")

// readBack is a design that was written and read.
func readBack(t rapid.TB, d *design.Design) (*design.Design, []exchange.File, []exchange.Loss) {
	files, losses := Write(d, ".tf")
	for _, f := range files {
		if len(f.Data) > 0 && !Detect(exchange.File{Name: "-", Data: f.Data}) && f.Name == "main.tf" && strings.Contains(string(f.Data), "resource") {
			t.Fatalf("%s is not detected", f.Name)
		}
	}
	back, unread, err := Read(files, exchange.Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, files[0].Data)
	}
	return back, files, append(losses, unread...)
}

// Each stage of each template, and a design with each property of each kind, comes back as it was.
func TestWhatIsWrittenComesBack(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			d, err := tmpl.Build(stage + 1)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(fmt.Sprintf("%s-%d", tmpl.ID, stage+1), func(t *testing.T) { comesBack(t, d) })
		}
	}
	for name, d := range map[string]*design.Design{"everything": everything(t), "two scopes": twoScopes(t), "connected": drawn.Connected(t), "apart": drawn.Apart(t), "refused": drawn.Refused(t), "oddities": oddities(t), "nothing fits": nothingFits(t)} {
		t.Run(name, func(t *testing.T) { comesBack(t, d) })
	}
}

// comesBack holds a design against what its module is read as: the same elements but for those that the
// losses list, and the same module when it is written again.
func comesBack(t rapid.TB, d *design.Design) {
	back, files, losses := readBack(t, d)
	lost := map[string]bool{}
	for _, l := range losses {
		lost[l.Element] = lost[l.Element] || !l.Note
	}
	want, got := comparable(d, d, lost), comparable(back, d, lost)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what was written (-) and what came back (+): %s", diff)
	}
	again, _ := Write(back, ".tf")
	if !slices.Contains(slices.Collect(maps.Values(lost)), true) {
		for i, f := range files {
			if diff := cmp.Diff(string(f.Data), string(again[i].Data)); diff != "" {
				t.Errorf("%s is written anew in another way: %s", f.Name, diff)
			}
		}
	}
}

// comparable is a design by element as text, without what a module cannot hold: what the losses list, what
// lies outside, names of exports, and the names of AWS's own objects that nobody changed.
func comparable(d, first *design.Design, lost map[string]bool) map[string]string {
	w := newWriter(first)
	all := map[string]string{}
	for _, row := range kind.Sorted(d.Resources) {
		id, r := row.Key, *row.Value
		if lost[id] || first.Resources[id] != nil && !w.made[id] {
			continue
		}
		if first.Resources[id] == nil {
			all[id] = "this was not there"
			continue
		}
		r.ExportName, r.Origin = "", nil
		r.Tags = maps.Clone(r.Tags)
		if r.Tags["Name"] == r.Name {
			delete(r.Tags, "Name")
		}
		if d.MadeByAWS(id) && w.typeOf(id) == "" {
			r.Name = ""
		}
		if r.Name == w.names[id] {
			r.Name = "" // an unnamed one is called by the name of its block
		}
		r.Props = plainProps(d, id)
		raw, err := design.Canonical(&r)
		if err != nil {
			panic(err)
		}
		all[id] = string(raw)
	}
	return all
}

// plainProps are properties without differences that mean nothing.
func plainProps(d *design.Design, id string) kind.Props {
	r := d.Resources[id]
	raw, err := design.Canonical(r.Props)
	if err != nil {
		panic(err)
	}
	props, err := kind.Get(r.Kind).Decode(raw)
	if err != nil {
		panic(err)
	}
	switch p := props.(type) {
	case *kind.Instance:
		plainInterfaces(p.Interfaces, r.Parent)
	case *kind.NetworkInterface:
		plainInterfaces(p.Interfaces, r.Parent)
	case *kind.NATGateway:
		p.Interfaces = p.NetworkInterfaces() // a private one has no public address, whatever its row says
		plainInterfaces(p.Interfaces, r.Parent)
	case *kind.CustomerGateway:
		p.ASN = max(p.ASN, 1) // AWS wants one
		p.Network = kind.To(p.Network.ID)
	case *kind.DirectConnect:
		p.ASN = max(p.ASN, 1)
		p.Network = kind.To(p.Network.ID)
	case *kind.PrefixList:
		if p.Owner == kind.OwnerAWS {
			p.MaxEntries, p.Entries = 0, nil // AWS's own
		} else {
			p.Service = ""
		}
	case *kind.Subnet:
		p.AssignIPv6AddressOnCreation = p.AssignIPv6AddressOnCreation && p.HasIPv6()
		if p.NetworkACL.ID == design.DefaultNetworkACLID(r.Parent) {
			p.NetworkACL = kind.Ref{} // a subnet without another one has it (semantics 74)
		}
	case *kind.NetworkACL:
		for _, rows := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
			for key, e := range rows {
				e.Ports, e.Types = plainTraffic(e.Protocol, e.Ports, e.Types)
				rows[key] = e
			}
		}
	case *kind.SecurityGroup:
		for _, rows := range []map[string]kind.SecurityRule{p.Ingress, p.Egress} {
			for key, e := range rows {
				e.Ports, e.Types = plainTraffic(e.Protocol, e.Ports, e.Types)
				rows[key] = e
			}
		}
	case *kind.RouteTable:
		for key, route := range p.Routes {
			if firstOf(d, route.Target.ID) == route.Interface {
				route.Interface = ""
			}
			p.Routes[key] = route
		}
	case *kind.TargetGroup:
		plainTargets(d, p)
	case *kind.Record:
		if !p.Target.IsZero() {
			p.Value, p.TTL = "", 0 // an alias has neither
		}
		// In a public zone an instance with an Elastic IP answers with that.
		if to := d.Resources[p.Target.ID]; to != nil && to.Kind == kind.InstanceKind && !d.Resources[r.Parent].Props.(*kind.HostedZone).Private {
			if public := to.Props.(*kind.Instance).Interfaces[firstOf(d, p.Target.ID)].Public; d.Resources[public.ID] != nil {
				p.Target = public
			}
		}
	}
	return props
}

// plainTraffic: only TCP and UDP have ports, only ICMP has types.
func plainTraffic(p netset.Protocol, ports netset.PortRange, types netset.Types) (netset.PortRange, netset.Types) {
	if !p.HasPorts() {
		ports = netset.PortRange{}
	}
	if !p.HasTypes() {
		types = netset.Types{}
	}
	return ports, types
}

// plainInterfaces: naming the subnet of the element is naming none.
func plainInterfaces(rows map[string]kind.Interface, subnet string) {
	for key, i := range rows {
		if i.Subnet.ID == subnet {
			i.Subnet = kind.Ref{}
		}
		rows[key] = i
	}
}

func plainTargets(d *design.Design, p *kind.TargetGroup) {
	for key, target := range p.Targets {
		if firstOf(d, target.Target.ID) == target.Interface {
			target.Interface = ""
		}
		if to := d.Resources[target.Target.ID]; to != nil && to.Kind == kind.ContainerServiceKind {
			target.Port = 0 // it is asked on the container's port
		}
		p.Targets[key] = target
	}
	if !exchange.IsHTTP(p.HealthCheckProtocol) {
		p.HealthCheckPath = ""
	}
	if (p.Protocol == kind.ProtocolUDP || p.Protocol == kind.ProtocolTCPUDP) && p.PreserveClientIP == kind.PreserveOn {
		p.PreserveClientIP = kind.PreserveDefault // UDP always does (semantics 130)
	}
}

func firstOf(d *design.Design, id string) string {
	if r := d.Resources[id]; r != nil {
		if p, ok := r.Props.(kind.Addressed); ok {
			for _, row := range kind.Sorted(p.NetworkInterfaces()) {
				return row.Key
			}
		}
	}
	return ""
}

// Random designs, sound or not, come back as far as their modules say them.
func TestRandomDesignsComeBack(t *testing.T) {
	for n, d := range drawn.Examples(*examples) {
		t.Run(fmt.Sprint(n), func(t *testing.T) { comesBack(t, d) })
	}
}

// The matrix of verdicts is the same before and after, for every template and stage.
func TestVerdictsComeBack(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			d, err := tmpl.Build(stage + 1)
			if err != nil {
				t.Fatal(err)
			}
			sameVerdicts(t, fmt.Sprintf("%s-%d", tmpl.ID, stage+1), d)
		}
	}
	for name, d := range map[string]*design.Design{"everything": everything(t), "two scopes": twoScopes(t), "connected": drawn.Connected(t), "apart": drawn.Apart(t)} {
		sameVerdicts(t, name, d)
	}
}

func sameVerdicts(t rapid.TB, name string, d *design.Design) {
	t.Helper()
	back, _, _ := readBack(t, d)
	back.Flows = d.Flows // flows stay in the design file, and their blocks cut the outside world
	if diff := cmp.Diff(verdicts(d), verdicts(back)); diff != "" {
		t.Errorf("%s: verdicts before (-) and after (+): %s", name, diff)
	}
}

// Networks as companies build them have the same verdicts when they come back.
func TestVerdictsOfRealisticNetworks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := sample.Realistic(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(10, 30).Draw(t, "resources")).D
		sameVerdicts(t, "realistic", d)
	})
}

func verdicts(d *design.Design) []string {
	rows := []string{}
	for row := range reach.Compile(d).Matrix().Rows() {
		rows = append(rows, fmt.Sprint(row.From.ID, " > ", row.To.ID, ": ", row.Allowed.Surely, " / ", row.Allowed.Possibly))
	}
	slices.Sort(rows)
	return rows
}
