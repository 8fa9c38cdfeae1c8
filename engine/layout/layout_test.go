package layout

import (
	"encoding/json"
	"fmt"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

func put(id, body string) design.Op {
	return design.Put{Section: design.Resources, ID: id, Value: json.RawMessage(body)}
}

func apply(t testing.TB, d *design.Design, ops ...design.Op) {
	t.Helper()
	if _, _, err := design.ApplyTrusted(d, ops); err != nil {
		t.Fatal(err)
	}
}

// twoZones has a public and a private subnet in one zone, a private one in another, one without a zone.
func twoZones(t testing.TB) *design.Design {
	d := design.New("two zones")
	apply(t, d,
		put("scope00000", `{"kind":"scope"}`),
		put("vpc0000000", `{"kind":"vpc","parent":"scope00000","props":{"cidr":"10.0.0.0/16"}}`),
		put("igw0000000", `{"kind":"internetGateway","parent":"scope00000","props":{"vpc":"vpc0000000"}}`),
		put("igwdetached", `{"kind":"internetGateway","parent":"scope00000"}`),
		put("routespublic", `{"kind":"routeTable","parent":"vpc0000000","props":{"routes":{"d":{"destination":"0.0.0.0/0","target":"igw0000000"}}}}`),
		put("subnetnone", `{"kind":"subnet","parent":"vpc0000000","props":{"cidr":"10.0.9.0/24"}}`),
		put("privatezonea", `{"kind":"subnet","parent":"vpc0000000","props":{"cidr":"10.0.0.0/24","availabilityZone":"z1a"}}`),
		put("publiczonea", `{"kind":"subnet","parent":"vpc0000000","props":{"cidr":"10.0.1.0/24","availabilityZone":"z1a","routeTable":"routespublic"}}`),
		put("privatezonec", `{"kind":"subnet","parent":"vpc0000000","props":{"cidr":"10.0.2.0/24","availabilityZone":"z1c"}}`),
		put("instance00", `{"kind":"instance","parent":"publiczonea"}`),
		put("instance01", `{"kind":"instance","parent":"publiczonea"}`),
	)
	return d
}

func TestLanesAndTiers(t *testing.T) {
	p := Tidy(twoZones(t))
	if !(p["publiczonea"].Y < p["privatezonea"].Y) {
		t.Errorf("the public subnet is at %d, below the private one at %d", p["publiczonea"].Y, p["privatezonea"].Y)
	}
	if p["privatezonea"].Y != p["privatezonec"].Y {
		t.Errorf("private subnets of two zones begin at %d and %d", p["privatezonea"].Y, p["privatezonec"].Y)
	}
	if p["publiczonea"].X != p["privatezonea"].X || !(p["privatezonea"].X < p["privatezonec"].X && p["privatezonec"].X < p["subnetnone"].X) {
		t.Errorf("lanes at %d, %d and %d, want them by zone and no zone last", p["privatezonea"].X, p["privatezonec"].X, p["subnetnone"].X)
	}
	vpc, igw, detached := p["vpc0000000"], p["igw0000000"], p["igwdetached"]
	if !(igw.Y < vpc.Y && vpc.Y < igw.Y+igw.H && igw.Y+igw.H <= vpc.Y+Header) {
		t.Errorf("the gateway %+v is not on the top border of %+v", igw, vpc)
	}
	if detached.X < vpc.X+vpc.W {
		t.Errorf("the detached gateway %+v is not at the right of %+v", detached, vpc)
	}
	if scope, internet := p["scope00000"], p[kind.Internet]; scope.X != 0 || scope.Y != 0 || internet.Y+internet.H > 0 {
		t.Errorf("scope at %+v, internet at %+v", scope, internet)
	}
}

// anyDesign draws a random design: one to three scopes with VPCs, gateways, zones, subnets, instances, notes.
func anyDesign(t *rapid.T) *design.Design {
	d := design.New("any")
	number := 0
	id := func(prefix string) string { number++; return fmt.Sprintf("%s%06d", prefix, number) }
	n := func(most int, label string) int { return rapid.IntRange(0, most).Draw(t, label) }
	var ops design.Ops
	for range 1 + n(2, "scopes") {
		scope := id("scope")
		ops = append(ops, put(scope, `{"kind":"scope"}`))
		var vpcs []string
		for range n(4, "vpcs") {
			vpc := id("vpcs")
			vpcs = append(vpcs, vpc)
			ops = append(ops, put(vpc, fmt.Sprintf(`{"kind":"vpc","name":"%d","parent":"%s"}`, n(3, "name"), scope)))
			for range n(6, "subnets") {
				subnet := id("subn")
				ops = append(ops, put(subnet, fmt.Sprintf(`{"kind":"subnet","parent":"%s","props":{"cidr":"10.0.%d.0/24","availabilityZone":"%s"}}`,
					vpc, n(9, "block"), rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "zone"))))
				for range n(7, "instances") {
					ops = append(ops, put(id("inst"), fmt.Sprintf(`{"kind":"instance","parent":"%s"}`, subnet)))
				}
			}
		}
		ops = append(ops, surroundings(t, id, scope, vpcs)...)
		for range n(5, "gateways") {
			to := rapid.SampledFrom(append([]string{""}, vpcs...)).Draw(t, "attached")
			igw := id("igwy")
			ops = append(ops, put(igw, fmt.Sprintf(`{"kind":"internetGateway","parent":"%s","props":{"vpc":"%s"}}`, scope, to)))
			if to != "" && rapid.Bool().Draw(t, "routed") {
				ops = append(ops, design.Patch{Section: design.Resources, ID: to + "main", Path: "props.routes." + igw, Value: json.RawMessage(fmt.Sprintf(`{"destination":"0.0.0.0/0","target":"%s"}`, igw))})
			}
		}
	}
	for range n(3, "notes") {
		ops = append(ops, design.Put{Section: design.Notes, ID: id("note"), Value: json.RawMessage(`{"text":"a note"}`)})
	}
	if _, _, err := design.ApplyTrusted(d, ops); err != nil {
		t.Fatal(err)
	}
	return d
}

// surroundings draws what stands on the borders of VPCs and around them.
func surroundings(t *rapid.T, id func(string) string, scope string, vpcs []string) design.Ops {
	var ops design.Ops
	n := func(most int, label string) int { return rapid.IntRange(0, most).Draw(t, label) }
	pick := func(from []string, label string) string {
		return rapid.SampledFrom(append([]string{""}, from...)).Draw(t, label)
	}
	add := func(into *[]string, kindName, parent, props string) {
		one := id("more")
		if into != nil {
			*into = append(*into, one)
		}
		body := fmt.Sprintf(`{"kind":"%s","parent":"%s","props":%s}`, kindName, parent, props)
		if parent == "" {
			body = fmt.Sprintf(`{"kind":"%s","props":%s}`, kindName, props)
		}
		ops = append(ops, put(one, body))
	}
	var networks, customers, gateways []string
	for range n(2, "networks") {
		add(&networks, "corporateNetwork", "", `{}`)
	}
	for range n(3, "customers") {
		add(&customers, "customerGateway", scope, fmt.Sprintf(`{"network":"%s"}`, pick(networks, "network")))
	}
	for range n(3, "VPN gateways") {
		add(&gateways, "vpnGateway", scope, fmt.Sprintf(`{"vpc":"%s"}`, pick(vpcs, "attached")))
	}
	for range n(4, "lines") {
		if rapid.Bool().Draw(t, "dedicated") {
			add(nil, "directConnect", scope, fmt.Sprintf(`{"vpnGateway":"%s","network":"%s"}`, pick(gateways, "gateway"), pick(networks, "network")))
			continue
		}
		add(nil, "vpnConnection", scope, fmt.Sprintf(`{"vpnGateway":"%s","customerGateway":"%s"}`, pick(gateways, "gateway"), pick(customers, "customer")))
	}
	for range n(6, "peerings") {
		add(nil, "peering", scope, fmt.Sprintf(`{"requester":"%s","accepter":"%s"}`, pick(vpcs, "requester"), pick(vpcs, "accepter")))
	}
	for _, vpc := range vpcs {
		for range n(2, "egress-only") {
			add(nil, "egressOnlyInternetGateway", vpc, `{}`)
		}
		for range n(5, "placed") {
			add(nil, rapid.SampledFrom([]string{"database", "function", "containerService", "interfaceEndpoint", "gatewayEndpoint"}).Draw(t, "kind"), vpc, `{}`)
		}
	}
	for range n(2, "services") {
		add(nil, "awsService", scope, `{"service":"s3"}`)
	}
	return ops
}

// faults lists what is wrong with a drawing of d.
func faults(d *design.Design, p Places) []string {
	var bad []string
	byParent, shifted := map[string][]string{}, maps.Clone(p)
	for _, row := range kind.Sorted(d.Resources) {
		if kind.Get(row.Value.Kind).Hidden {
			continue
		}
		place, ok := p[row.Key]
		if !ok {
			bad = append(bad, row.Key+" has no place")
			continue
		}
		parent := row.Value.Parent
		if row.Value.Kind == kind.EgressOnlyInternetGatewayKind {
			// It stands on the border of its owner, among the gateways beside that.
			place.X, place.Y = place.X+p[parent].X, place.Y+p[parent].Y
			vpc := parent
			parent = d.Resources[vpc].Parent
			shifted[row.Key] = place
			if v := p[vpc]; place.Y >= v.Y || place.Y+place.H <= v.Y {
				bad = append(bad, fmt.Sprintf("%s %+v is not on the border of %s %+v", row.Key, place, vpc, v))
			}
		}
		byParent[parent] = append(byParent[parent], row.Key)
		if box := p[parent]; parent != "" && (place.X < 0 || place.Y < 0 || place.X+place.W > box.W || place.Y+place.H > box.H) {
			bad = append(bad, fmt.Sprintf("%s %+v is outside %s %+v", row.Key, place, parent, box))
		}
	}
	byParent[""] = append(byParent[""], kind.Internet)
	for _, row := range kind.Sorted(d.Notes) {
		byParent[""] = append(byParent[""], row.Key)
	}
	for _, ids := range byParent {
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				if overlapsAny(shifted[a], []design.Place{shifted[b]}, 0) && !attached(d, a, b) && !attached(d, b, a) {
					bad = append(bad, fmt.Sprintf("%s %+v overlaps %s %+v", a, p[a], b, p[b]))
				}
			}
		}
	}
	return bad
}

func attached(d *design.Design, gateway, vpc string) bool {
	r := d.Resources[gateway]
	return r != nil && vpc != "" && r.AttachedTo() == vpc
}

func TestTidyNeverOverlapsOrLeavesItsParent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDesign(t)
		p := Tidy(d)
		for _, f := range faults(d, p) {
			t.Error(f)
		}
		for id, at := range p {
			if at.X%Unit != 0 || at.Y%Unit != 0 || at.W%Unit != 0 || at.H%Unit != 0 || at.W <= 0 || at.H <= 0 {
				t.Errorf("%s is at %+v, not on the unit", id, at)
			}
		}
		if diff := cmp.Diff(p, Tidy(d)); diff != "" {
			t.Errorf("two layouts of one design differ:\n%s", diff)
		}
	})
}

func TestFillKeepsPlacesAndAddsClearOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDesign(t)
		tidy := Tidy(d)
		kept := maps.Clone(tidy)
		for _, row := range kind.Sorted(tidy) {
			if rapid.IntRange(0, 3).Draw(t, "forget") == 0 {
				delete(kept, row.Key)
			}
		}
		d.Views[design.MainView] = &design.View{Places: kept}
		p := Fill(d, design.MainView)
		for id, was := range kept {
			if now := p[id]; now.X != was.X || now.Y != was.Y || now.W < was.W || now.H < was.H {
				t.Errorf("%s was at %+v and is now at %+v", id, was, now)
			}
		}
		grown := false
		for id, was := range kept {
			grown = grown || p[id] != was
		}
		for _, f := range faults(d, p) {
			if !grown {
				t.Error(f)
			}
		}
	})
}

func TestAPeeringStandsBetweenItsVPCsAndTheNetworkBelowItsLine(t *testing.T) {
	d := design.New("around")
	apply(t, d,
		put("scope00000", `{"kind":"scope"}`),
		put("vpcleft000", `{"kind":"vpc","name":"a","parent":"scope00000"}`),
		put("vpcright00", `{"kind":"vpc","name":"b","parent":"scope00000"}`),
		put("peering000", `{"kind":"peering","parent":"scope00000","props":{"requester":"vpcright00","accepter":"vpcleft000"}}`),
		put("network000", `{"kind":"corporateNetwork"}`),
		put("gateway000", `{"kind":"vpnGateway","parent":"scope00000","props":{"vpc":"vpcright00"}}`),
		put("customer00", `{"kind":"customerGateway","parent":"scope00000","props":{"network":"network000"}}`),
		put("tunnels000", `{"kind":"vpnConnection","parent":"scope00000","props":{"vpnGateway":"gateway000","customerGateway":"customer00"}}`),
	)
	p := Tidy(d)
	left, right, between := p["vpcleft000"], p["vpcright00"], p["peering000"]
	if between.X < left.X+left.W || between.X+between.W > right.X || between.Y < left.Y || between.Y+between.H > left.Y+left.H {
		t.Errorf("the peering is at %+v, not between %+v and %+v", between, left, right)
	}
	above := p["gateway000"]
	if low := right.Y + right.H; above.Y >= low || above.Y+above.H <= low {
		t.Errorf("the VPN gateway %+v is not on the bottom border of %+v", above, right)
	}
	middle := above.X + above.W/2
	for _, id := range []string{"tunnels000", "customer00", "network000"} {
		at := p[id]
		if at.Y < above.Y+above.H || at.X > middle || at.X+at.W < middle {
			t.Errorf("%s is at %+v, not below %+v", id, at, above)
		}
		above = at
	}
}

// Boxes stand in their order, clear of one another, in rows that are seen as large as one row would be,
// or larger.
func TestRowsFitAScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var boxes []content
		for range rapid.IntRange(1, 12).Draw(t, "boxes") {
			side := rapid.IntRange(1, 200)
			boxes = append(boxes, content{w: Unit * side.Draw(t, "w"), h: Unit * side.Draw(t, "h")})
		}
		free := func(int) bool { return false }
		s := pack(boxes, Gap, free)
		var taken []design.Place
		s.each(func(i, x, y int) {
			at := design.Place{X: x, Y: y, W: boxes[i].w, H: boxes[i].h}
			if overlapsAny(at, taken, Gap) {
				t.Errorf("box %d at %+v is too near to %+v", i, at, taken)
			}
			if at.X+at.W > s.w || at.Y+at.H > s.h || i > 0 && y < taken[i-1].Y {
				t.Errorf("box %d at %+v is out of %d by %d, or of order", i, at, s.w, s.h)
			}
			taken = append(taken, at)
		})
		row := shelves{boxes: boxes, starts: []int{0}}
		row.spread(Gap, Gap, nil)
		if s.cost(free) > row.cost(free) {
			t.Errorf("one row is seen larger than %v", s.starts)
		}
	})
}

// What two peered VPCs have between them is seen: they stay neighbours where a column is hardly larger.
func TestPeeredVPCsStayNeighbours(t *testing.T) {
	boxes := []content{{w: 1200, h: 800}, {w: 1200, h: 800}}
	if s := pack(boxes, vpcGap, func(int) bool { return false }); len(s.starts) != 2 {
		t.Errorf("two wide boxes stand in rows %v", s.starts)
	}
	if s := pack(boxes, vpcGap, func(int) bool { return true }); !s.neighbours(0) {
		t.Errorf("two joined boxes stand in rows %v", s.starts)
	}
}

func TestOpsBringAViewToItsPlaces(t *testing.T) {
	d := twoZones(t)
	apply(t, d, design.Put{Section: design.Notes, ID: "note000000", Value: json.RawMessage(`{"text":"here"}`)})
	p := Tidy(d)
	apply(t, d, Ops(d, design.MainView, p)...)
	if diff := cmp.Diff(p, Places(d.Views[design.MainView].Places)); diff != "" {
		t.Errorf("the view differs from the layout:\n%s", diff)
	}
	if rest := Ops(d, design.MainView, Fill(d, design.MainView)); len(rest) != 0 {
		t.Errorf("%d operations remain on a complete view", len(rest))
	}
}

func TestANewcomerTakesAFreeSpot(t *testing.T) {
	d := twoZones(t)
	apply(t, d, Ops(d, design.MainView, Tidy(d))...)
	apply(t, d, design.Del{Section: design.Resources, ID: "instance00"}, put("instance02", `{"kind":"instance","parent":"publiczonea"}`))
	before, p := d.Views[design.MainView].Places, Fill(d, design.MainView)
	if p["publiczonea"] != before["publiczonea"] {
		t.Errorf("the subnet grew from %+v to %+v although it has room", before["publiczonea"], p["publiczonea"])
	}
	for _, f := range faults(d, p) {
		t.Error(f)
	}
}

func BenchmarkTidy1000(b *testing.B) {
	d := design.New("large")
	ops := design.Ops{put("scope00000", `{"kind":"scope"}`), put("vpc0000000", `{"kind":"vpc","parent":"scope00000"}`)}
	for s := range 50 {
		subnet := fmt.Sprintf("subnet%06d", s)
		ops = append(ops, put(subnet, fmt.Sprintf(`{"kind":"subnet","parent":"vpc0000000","props":{"availabilityZone":"z%d"}}`, s%3)))
		for i := range 19 {
			ops = append(ops, put(fmt.Sprintf("inst%04d%04d", s, i), fmt.Sprintf(`{"kind":"instance","parent":"%s"}`, subnet)))
		}
	}
	apply(b, d, ops...)
	for b.Loop() {
		Tidy(d)
	}
}
