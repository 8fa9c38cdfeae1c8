package aws_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vpcanvas/engine/format/aws"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/kind"
)

func of(texts ...string) []exchange.File {
	files := []exchange.File{}
	for i, text := range texts {
		files = append(files, exchange.File{Name: fmt.Sprintf("f%d.json", i), Data: []byte(text)})
	}
	return files
}

const oneVPC = `{"VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/16","OwnerId":"123456789012","Tags":[{"Key":"Name","Value":"net"}]}`

// One bad object loses nothing else, and is named.
func TestBadObjectsLoseNothingElse(t *testing.T) {
	for name, c := range map[string]struct{ more, says string }{
		"not an object":   {`{"Subnets":["x"]}`, "Subnets"},
		"a wrong type":    {`{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-0123456789abcdef0","CidrBlock":7}]}`, "subnet-1"},
		"no owner":        {`{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-9","CidrBlock":"10.0.0.0/24"}]}`, "vpc-9"},
		"no id":           {`{"Subnets":[{"VpcId":"vpc-0123456789abcdef0"}]}`, "without an id"},
		"not a list":      {`{"Subnets":{"a":1}}`, "not a list"},
		"no block":        {`{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/99"}]}`, "10.0.0.0/99"},
		"an unknown key":  {`{"Wardrobes":[1]}`, "Wardrobes"},
		"cut short":       {`{"Subnets":[`, "f1.json"},
		"too deep":        {`{"Subnets":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`, "too deep"},
		"what is missing": {`{"TransitGateways":[{}]}`, "transit gateways are not modelled"},
		"a wild port":     {`{"VpnGateways":[{"VpnGatewayId":"vgw-1","AmazonSideAsn":99999999999}]}`, "vpnGateway"},
	} {
		t.Run(name, func(t *testing.T) {
			d, losses, err := aws.Read(of(`{"Vpcs":[`+oneVPC+`]}`, c.more), exchange.Options{})
			if err != nil || count(d)[kind.VPCKind] != 1 {
				t.Fatalf("the VPC is lost: %v", err)
			}
			said := ""
			for _, l := range losses {
				said += l.Text.EN + "\n"
				if l.Text.JA == "" {
					t.Errorf("no Japanese: %s", l.Text.EN)
				}
			}
			if !strings.Contains(said, c.says) {
				t.Errorf("%q is not named in:\n%s", c.says, said)
			}
		})
	}
}

// A service lies where any of its subnets does; what leads to one that lies nowhere leads to the outside, where it
// is, and not to something deleted.
func TestWhatIsLeftOutLiesOutside(t *testing.T) {
	service := func(name string, subnets string) string {
		return `{"serviceArn":"arn:aws:ecs:eu-west-1:123456789012:service/` + name + `","serviceName":"` + name + `","launchType":"FARGATE",
			"networkConfiguration":{"awsvpcConfiguration":{"subnets":[` + subnets + `]}},
			"loadBalancers":[{"targetGroupArn":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/g/1","containerPort":80}]}`
	}
	d, losses, err := aws.Read(of(`{"Vpcs":[`+oneVPC+`],"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/24"}],
		"TargetGroups":[{"TargetGroupArn":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/g/1","TargetGroupName":"g","Protocol":"HTTP","Port":80,"TargetType":"ip","VpcId":"vpc-0123456789abcdef0"}],
		"services":[`+service("here", `"subnet-9","subnet-1"`)+`,`+service("nowhere", `"subnet-9"`)+`]}`), exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	targets := []string{}
	for _, r := range d.Resources {
		if p, ok := r.Props.(*kind.TargetGroup); ok {
			for _, row := range kind.Sorted(p.Targets) {
				if to := row.Value.Target; to.External != nil {
					targets = append(targets, to.External.AWSID)
				} else {
					targets = append(targets, string(d.Resources[to.ID].Kind)+" "+d.Resources[to.ID].Name)
				}
			}
		}
	}
	slices.Sort(targets)
	if got := strings.Join(targets, ", "); got != "arn:aws:ecs:eu-west-1:123456789012:service/nowhere, containerService here" {
		t.Errorf("the targets are %s; said: %v", got, losses)
	}
}

// Pages and overlapping pages are one answer.
func TestPagesAreJoined(t *testing.T) {
	other := strings.ReplaceAll(oneVPC, "cdef0", "cdef1")
	d, _, err := aws.Read(of(`{"Vpcs":[`+oneVPC+`],"NextToken":"x"}`, `{"Vpcs":[`+oneVPC+`,`+other+`]}`), exchange.Options{})
	if err != nil || count(d)[kind.VPCKind] != 2 {
		t.Fatalf("%v %v", count(d), err)
	}
}

func TestDetectTellsOtherJSONApart(t *testing.T) {
	for text, want := range map[string]bool{
		`{"Vpcs":[]}`: true, `{"NextToken":"a","Reservations":[]}`: true, `{"schema":1,"resources":{}}`: false,
		`{"Resources":{},"AWSTemplateFormatVersion":"2010-09-09"}`: false, `[]`: false, ``: false, `{`: false, `<mxfile/>`: false,
	} {
		if got := aws.Detect(exchange.File{Data: []byte(text)}); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// target: whatever one file of an account says, beside one that is sound.
var target = promise.Target{
	Room: promise.Room{Detect: aws.Detect, Read: aws.Read, Write: aws.Write, Ext: ".json"}, Name: "FuzzRead",
	Files: func(data []byte) []exchange.File {
		const folder = "accounts/123456789012/eu-west-1/"
		return []exchange.File{{Name: folder + "a.json", Data: data}, {Name: folder + "b.json", Data: []byte(`{"Vpcs":[` + oneVPC + `]}`)}}
	},
}

func FuzzRead(f *testing.F) { target.Fuzz(f) }

func TestWarpedFiles(t *testing.T) { target.Warped(t) }

// large is an account of about 10,000 objects.
func large() []exchange.File {
	var b strings.Builder
	b.WriteString(`{"Vpcs":[` + oneVPC + `],"Subnets":[`)
	for i := range 200 {
		fmt.Fprintf(&b, `%s{"SubnetId":"subnet-%017x","VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.%d.0/24","AvailabilityZone":"eu-west-1%c"}`, comma(i), i, i, 'a'+rune(i%3))
	}
	b.WriteString(`],"SecurityGroups":[`)
	for i := range 1000 {
		fmt.Fprintf(&b, `%s{"GroupId":"sg-%017x","GroupName":"g%d","VpcId":"vpc-0123456789abcdef0","IpPermissions":[{"IpProtocol":"tcp","FromPort":%d,"ToPort":%d,"IpRanges":[{"CidrIp":"10.%d.0.0/16"}]}],"IpPermissionsEgress":[]}`, comma(i), i, i, 1000+i, 1000+i, i%200)
	}
	b.WriteString(`],"Reservations":[`)
	for i := range 8800 {
		fmt.Fprintf(&b, `%s{"Instances":[{"InstanceId":"i-%017x","SubnetId":"subnet-%017x","VpcId":"vpc-0123456789abcdef0","State":{"Name":"running"},"NetworkInterfaces":[{"NetworkInterfaceId":"eni-%017x","SubnetId":"subnet-%017x","PrivateIpAddress":"10.0.%d.%d","Groups":[{"GroupId":"sg-%017x"}],"Attachment":{"DeviceIndex":0}}]}]}`,
			comma(i), i, i%200, i, i%200, i%200, 4+i/200, i%1000)
	}
	b.WriteString(`]}`)
	return of(b.String())
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// An account of 10,000 objects is read, laid out and checked in less than two seconds; the test leaves room
// for a machine that does other things.
func TestLargeAccount(t *testing.T) {
	files := large()
	start := time.Now()
	d, _, err := aws.Read(files, exchange.Options{})
	if err != nil || len(d.Resources) < 10_000 {
		t.Fatalf("%d resources, %v", len(d.Resources), err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

func BenchmarkRead10000(b *testing.B) {
	files := large()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := aws.Read(files, exchange.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
