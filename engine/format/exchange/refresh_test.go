package exchange_test

import (
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/aws"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

const (
	before = `{"Vpcs":[{"VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/16","OwnerId":"123456789012","Tags":[{"Key":"team","Value":"blue"}]},
{"VpcId":"vpc-0123456789abcdef1","CidrBlock":"10.1.0.0/16","OwnerId":"123456789012"}],
"Subnets":[{"SubnetId":"subnet-0123456789abcdef0","VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/24","AvailabilityZone":"eu-west-1a"}],
"InternetGateways":[{"InternetGatewayId":"igw-0123456789abcdef0","Attachments":[{"VpcId":"vpc-0123456789abcdef0"}]}],
"VpcPeeringConnections":[{"VpcPeeringConnectionId":"pcx-0123456789abcdef0","RequesterVpcInfo":{"VpcId":"vpc-0123456789abcdef0"},"AccepterVpcInfo":{"VpcId":"vpc-0123456789abcdef1"},"Status":{"Code":"active"}}],
"RouteTables":[{"RouteTableId":"rtb-0123456789abcdef0","VpcId":"vpc-0123456789abcdef0","Associations":[{"Main":true}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-0123456789abcdef0"}]}]}`
	after = `{"Vpcs":[{"VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/16","OwnerId":"123456789012"}],
"Subnets":[{"SubnetId":"subnet-0123456789abcdef0","VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/25","AvailabilityZone":"eu-west-1a"}],
"RouteTables":[{"RouteTableId":"rtb-0123456789abcdef0","VpcId":"vpc-0123456789abcdef0","Associations":[{"Main":true}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-0123456789abcdef0","State":"blackhole"}]}]}`
)

func read(t *testing.T, text string) *design.Design {
	t.Helper()
	d, _, err := aws.Read([]exchange.File{{Name: "a.json", Data: []byte(text)}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func idOf(t *testing.T, d *design.Design, awsID string) string {
	t.Helper()
	for id, r := range d.Resources {
		if r.Origin != nil && r.Origin.ID == awsID {
			return id
		}
	}
	t.Fatalf("%s is not there", awsID)
	return ""
}

// A newer snapshot meets the elements of the older one; what people added stays.
func TestRefreshUpdatesInPlace(t *testing.T) {
	old := read(t, before)
	subnet, igw := idOf(t, old, "subnet-0123456789abcdef0"), idOf(t, old, "igw-0123456789abcdef0")
	place := old.Views[design.MainView].Places[subnet]
	place.X += 40
	old.Views[design.MainView].Places[subnet] = place
	old.Notes["notenotenote"] = &design.Note{Text: "mind", Attached: kind.To(subnet)}
	old.Flows["flowflowflow"] = &design.Flow{
		From: design.End{Ref: kind.To(kind.Internet)}, To: design.End{Ref: kind.To(subnet)}, Expect: design.MustNot, Family: design.FamilyAny, Services: map[string]design.Service{},
	}
	now, err := exchange.Refresh(old, read(t, after), exchange.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	if got := now.Resources[subnet].Props.(*kind.Subnet).CIDR.String(); got != "10.0.0.0/25" {
		t.Errorf("the subnet has %s", got)
	}
	if now.Views[design.MainView].Places[subnet] != place || now.Flows["flowflowflow"] == nil || now.Notes["notenotenote"] == nil {
		t.Error("a place, a flow or a note is lost")
	}
	if now.Resources[igw] != nil {
		t.Error("the gateway that left is still there")
	}
	table := now.Resources[now.Resources[subnet].Parent+"main"].Props.(*kind.RouteTable)
	for _, r := range table.Routes {
		if r.Target.Gone == nil { // semantics 14
			t.Errorf("the route leads to %+v", r.Target)
		}
	}
	if err := now.Check(); err != nil {
		t.Error(err)
	}
}

// What a newer snapshot does not speak of stays: other regions, other accounts, and what was not chosen of it.
func TestRefreshLeavesTheRestAlone(t *testing.T) {
	old := read(t, before)
	tokyo := `{"Vpcs":[{"VpcId":"vpc-0123456789abcdef7","CidrBlock":"10.7.0.0/16","OwnerId":"123456789012"}],
"Subnets":[{"SubnetId":"subnet-0123456789abcdef7","VpcId":"vpc-0123456789abcdef7","CidrBlock":"10.7.0.0/24","AvailabilityZone":"ap-northeast-1a"}]}`
	blue := exchange.Selection{VPCs: []string{"vpc-0123456789abcdef0"}}
	chosen, err := exchange.Select(read(t, after), blue)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		fresh *design.Design
		only  exchange.Selection
		stays string
		comes string
	}{
		"another region": {read(t, tokyo), exchange.Selection{}, "vpc-0123456789abcdef0", "vpc-0123456789abcdef7"},
		"a VPC":          {chosen, blue, "vpc-0123456789abcdef1", "vpc-0123456789abcdef0"},
	} {
		now, err := exchange.Refresh(old, c.fresh, c.only)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, id := range []string{c.stays, c.comes} {
			idOf(t, now, id)
		}
	}
}

// What is chosen stays whole; what it names of the rest becomes a reference to the outside.
func TestSelectKeepsWhatBelongsTogether(t *testing.T) {
	d := read(t, before)
	for _, s := range []exchange.Selection{{VPCs: []string{"vpc-0123456789abcdef0"}}, {Tags: map[string]string{"team": "blue"}}} {
		out, err := exchange.Select(d, s)
		if err != nil {
			t.Fatal(err)
		}
		p := out.Resources[idOf(t, out, "pcx-0123456789abcdef0")].Props.(*kind.Peering)
		if p.Requester.ID == "" || p.Accepter.External == nil || p.Accepter.External.AWSID != "vpc-0123456789abcdef1" {
			t.Errorf("the peering joins %+v and %+v", p.Requester, p.Accepter)
		}
		idOf(t, out, "igw-0123456789abcdef0")
		if err := out.Check(); err != nil {
			t.Error(err)
		}
	}
	if _, err := exchange.Select(d, exchange.Selection{Regions: []string{"us-east-1"}}); err == nil {
		t.Error("nothing fits, and nothing is said")
	}
}
