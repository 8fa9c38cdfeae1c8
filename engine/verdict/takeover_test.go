package verdict_test

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// A comparison that looks only where an edit reached tells what one that looks everywhere does.
func TestEditedComparisonsAgreeWithWholeOnes(t *testing.T) {
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		d := drawDesign(t)
		if len(d.Resources) > 200 {
			t.Skip("all pairs of it are many")
		}
		was := (*verdict.Revision)(nil).Next(reach.Compile(d.Clone()), "")
		for k := range rapid.IntRange(1, 2).Draw(t, "at once") {
			drawEdit(t, d, k)
		}
		is := was.Next(reach.Recompile(was.Network(), d), "")
		got, want := pairTexts(verdict.CompareEdited(was, is), false), pairTexts(verdict.Compare(was.Network(), is.Network()), false)
		if !slices.Equal(got, want) {
			t.Fatalf("the edited comparison and the whole one differ:\n%s", cmp.Diff(want, got))
		}
		changed += len(want)
	})
	if changed == 0 {
		t.Error("no edit changed anything")
	}
}

// A block that a VPC or an office takes leaves the outside world for everybody.
func TestEditedComparisonsSeeWhatLeavesTheOutside(t *testing.T) {
	for what, edit := range map[string]func(*sample.Net){
		"a VPC": func(n *sample.Net) {
			sample.Change(n, "other", func(p *kind.VPC) {
				p.SecondaryCIDRs = map[string]kind.VPCBlock{"b": {CIDR: netip.MustParsePrefix("198.18.0.0/16")}}
			})
		},
		"an office": func(n *sample.Net) { n.Office("office", "192.168.0.0/16", "198.18.0.0/16") },
	} {
		n := sample.New().VPC("vpc", "10.0.0.0/16").VPC("other", "10.1.0.0/16").Office("office", "192.168.0.0/16").Gateway("igw", "vpc")
		n.Table("rt", "vpc", "0.0.0.0/0 igw").Subnet("s", "vpc", "10.0.1.0/24", "rt").Group("g", "vpc", "out tcp/443 198.18.0.0/16")
		n.Instance("web", "s", "sg:g", "public")
		was := (*verdict.Revision)(nil).Next(reach.Compile(n.D.Clone()), "")
		edit(n)
		is := was.Next(reach.Recompile(was.Network(), n.D), "")
		got, want := pairTexts(verdict.CompareEdited(was, is), false), pairTexts(verdict.Compare(was.Network(), is.Network()), false)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s takes a block: %v\nwant %v", what, got, want)
		}
	}
}

// Findings about one VPC that follow from elements of another, or of none, follow their edits.
func TestFindingsFollowEditsElsewhere(t *testing.T) {
	peered := func() *sample.Net {
		n := sample.New().VPC("one", "10.1.0.0/16").VPC("two", "10.2.0.0/16").VPC("six", "10.6.0.0/16").Peering("p", "one", "two")
		n.Table("rt", "six", "10.1.0.0/16 p", "10.1.0.0/16 p").Gateway("igw", "six")
		n.Route(design.MainRouteTableID(sample.ID("six")), "0.0.0.0/0 igw").Subnet("s", "six", "10.6.1.0/24")
		table := design.Put{Section: design.Resources, ID: sample.ID("six") + "pub", Value: json.RawMessage(`{"kind":"routeTable","name":"public","parent":"` + sample.ID("two") + `","props":{}}`)}
		if _, _, err := design.Apply(n.D, design.Ops{table}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []struct {
		what string
		op   design.Op
	}{
		{"a peering of two others has another name", design.Patch{Section: design.Resources, ID: sample.ID("p"), Path: "name", Value: json.RawMessage(`"renamed"`)}},
		{"the table that a fix would make has gone", design.Del{Section: design.Resources, ID: sample.ID("six") + "pub"}},
	} {
		n := peered()
		was := (*verdict.Revision)(nil).Next(reach.Compile(n.D.Clone()), "")
		if _, _, err := design.Apply(n.D, design.Ops{c.op}); err != nil {
			t.Fatal(err)
		}
		got, want := was.Next(reach.Recompile(was.Network(), n.D), "").Findings, verdict.Analyse(n.D).Findings
		if !reflect.DeepEqual(got, want) || reflect.DeepEqual(want, was.Findings) {
			t.Errorf("%s:\n%s", c.what, cmp.Diff(want, got))
		}
	}
}

// What a resource is, is not what had its id before: who refers to it meant something else.
func TestKindsThatFollowEachOtherUnderOneID(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("a", "vpc", "10.0.1.0/24").Subnet("c", "vpc", "10.0.2.0/24").Zone("a", "a").Zone("c", "c")
	n.Group("g", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").Group("shut", "vpc").Instance("asking", "a", "sg:g")
	n.Alone("box", "c").Targets("tg", "vpc", 80, "box").Balancer("alb", "vpc", "internal", "a", "c", "sg:g", "80:tg").Flow("f", "asking", "alb", design.Must, "tcp/80")
	last := (*verdict.Revision)(nil).Next(reach.Compile(n.D.Clone()), "")
	for _, words := range []string{"sg:g", "sg:shut", "sg:g"} {
		delete(n.D.Resources, sample.ID("box"))
		n.Instance("box", "c", words)
		now := n.D.Clone()
		last = last.Next(reach.Recompile(last.Network(), now), "")
		if want := verdict.Analyse(now); !reflect.DeepEqual(last.Analysis, want) {
			t.Errorf("%s: %v, want %v", words, last.Flows[sample.ID("f")].Verdict, want.Flows[sample.ID("f")].Verdict)
		}
	}
}

// borders are three VPCs of two accounts with all that joins VPCs, and what lies in none.
func borders() *sample.Net {
	n := sample.New().Scope("second", "ap-northeast-3").Office("office", "192.168.0.0/16").Client("client", "203.0.113.0/25").ElasticIP("eip").List("list", "10.3.0.0/16")
	for _, v := range []string{"1", "2", "3"} {
		n.VPC("vpc"+v, "10."+v+".0.0/16").Gateway("igw"+v, "vpc"+v).Group("sg"+v, "vpc"+v)
	}
	n.In("vpc3", "second").Peering("p12", "vpc1", "vpc2").Peering("p23", "vpc2", "vpc3").VPNGateway("vgw", "vpc1").VPN("vpn", "vgw", "office", "bgp")
	for v, routes := range map[string][]string{"1": {"10.2.0.0/16 p12", "0.0.0.0/0 igw1", "192.168.0.0/16 vgw"}, "2": {"10.1.0.0/16 p12", "10.3.0.0/16 p23", "0.0.0.0/0 igw2"}, "3": {"10.2.0.0/16 p23", "10.2.0.0/16 p12", "0.0.0.0/0 igw3"}} {
		n.Table("rt"+v, "vpc"+v, routes...).Subnet("a"+v, "vpc"+v, "10."+v+".1.0/24", "rt"+v).Subnet("b"+v, "vpc"+v, "10."+v+".2.0/24", "rt"+v)
		n.Group("sg"+v, "vpc"+v, "in tcp/443 0.0.0.0/0", "in tcp/22 sg:sg1", "in icmp pl:list", "out all 0.0.0.0/0")
		n.Instance("i"+v, "a"+v, "sg:sg"+v, "public", "10."+v+".1.10").Instance("j"+v, "b"+v, "sg:sg"+v, "10."+v+".2.10")
	}
	n.Instance("k3", "a3", "eip:eip", "sg:sg3").Targets("tg", "vpc2", 443, "i2", "+TCP").Balancer("nlb", "vpc2", "network", "internal", "a2", "b2", "443:tg")
	n.Endpoint("ssm", "vpc1", "ssm", "a1", "sg:sg1").AWSService("svc", "ssm", "").HostedZone("zone", "example.com", "vpc1", "vpc2").Record("name", "zone", "db", "i2")
	for i, ends := range [][2]string{
		{"i1", "i2"}, {"client", "i3"}, {"internet", "k3"}, {"i1", "name"}, {"office", "vpc1"}, {"i1", "svc"}, {"sg1", "nlb"}, {"nlb", "a2"}, {"vpc3", "sg2"}, {"j3", "internet"}, {"second", "203.0.113.9"},
	} {
		n.Flow(fmt.Sprint("f", i), ends[0], ends[1], design.Must, "tcp/443")
	}
	return n
}

// drawBorderEdit is an edit of what lies between VPCs, or of where one lies.
func drawBorderEdit(t *rapid.T, d *design.Design) design.Ops {
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	patch := func(id, path, value string) design.Ops {
		return design.Ops{design.Patch{Section: design.Resources, ID: sample.ID(id), Path: path, Value: json.RawMessage(value)}}
	}
	quoted := func(label string, from ...string) string { return strconv.Quote(pick(label, from...)) }
	switch rapid.IntRange(0, 12).Draw(t, "edit") {
	case 0:
		return patch("second", "props.region", quoted("region", "ap-northeast-1", "ap-northeast-3"))
	case 1:
		return design.Ops{design.Move{ID: sample.ID(pick("VPC", "vpc2", "vpc3")), Parent: sample.ID(pick("scope", "scope", "second"))}}
	case 2:
		return design.Ops{design.Put{Section: design.Suppressions, ID: sample.ID("s" + pick("suppression", "1", "2")), Value: json.RawMessage(
			`{"code":` + quoted("code", "route-duplicate", "open-admin-port", "group-reference-other-vpc", "volatile-address") + `,"element":` + strconv.Quote(sample.ID(pick("of", "rt3", "sg3", "i1"))) + `,"reason":"r","by":"me"}`)}}
	case 3:
		return patch(pick("peering", "p12", "p23"), "props.status", quoted("state", kind.PeeringActive, kind.PeeringPending, kind.PeeringDeleted))
	case 4:
		return patch(pick("renamed", "p12", "p23", "vpc2", "eip", "client", "sg1", "list", "office", "i2", "rt3", "second"), "name", quoted("name", "x", "y", "public"))
	case 5:
		return patch("client", "props.cidr", quoted("client", "203.0.113.0/25", "10.2.0.0/24", "198.51.100.7/32"))
	case 6:
		i := d.Resources[sample.ID("k3")]
		if i == nil {
			return nil
		}
		row := i.Props.(*kind.Instance).Interfaces[kind.FirstInterface]
		row.Public = kind.To(sample.ID("eip"))
		raw, err := design.Canonical(row)
		if err != nil {
			t.Fatal(err)
		}
		return design.Ops{design.Patch{Section: design.Resources, ID: sample.ID(pick("Elastic IP to", "j1", "j2", "k3")), Path: "props.interfaces.eth0", Value: raw}}
	case 7:
		return patch("zone", "props.vpcs."+sample.ID(pick("zone of", "vpc1", "vpc2", "vpc3")), pick("associated", "true", "null"))
	case 8:
		return design.Ops{design.Move{ID: sample.ID(pick("moved", "i2", "j3", "k3", "a3", "rt3", "sg3")), Parent: sample.ID(pick("into", "a1", "b2", "vpc1", "vpc2", "vpc3"))}}
	case 9:
		return design.Ops{design.Del{Section: design.Resources, ID: sample.ID(pick("deleted", "vpc3", "client", "eip", "office", "p12", "list", "igw1", "ssm", "i2", "sg1"))}}
	case 10:
		return patch(pick("VPC", "vpc1", "vpc2"), "props."+pick("switch", "enableDnsSupport", "enableDnsHostnames"), pick("on", "true", "false"))
	case 11:
		return patch("tg", "props.targets.more", `{"target":`+strconv.Quote(sample.ID(pick("target", "j2", "i2")))+`}`)
	}
	at := pick("block of", "office cidrs", "vpn routes", "vgw vpc")
	id, property, _ := strings.Cut(at, " ")
	if property == "vpc" {
		return patch(id, "props.vpc", strconv.Quote(sample.ID(pick("attached", "vpc1", "vpc3"))))
	}
	return patch(id, "props."+property+".more", `{"cidr":`+quoted("block", "203.0.113.0/24", "10.3.1.8/29", "172.16.0.0/12")+`}`)
}

// Revisions agree with analyses also where an edit on one side of a border shows on the other.
func TestRevisionsAgreeWithAnalysesAcrossBorders(t *testing.T) {
	applied := 0
	rapid.Check(t, func(t *rapid.T) {
		d := borders().D
		last := (*verdict.Revision)(nil).Next(reach.Compile(d.Clone()), "")
		for range rapid.IntRange(1, 5).Draw(t, "edits") {
			for range rapid.IntRange(1, 2).Draw(t, "at once") {
				if _, _, err := design.Apply(d, drawBorderEdit(t, d)); err == nil {
					applied++
				}
			}
			now := d.Clone()
			last = last.Next(reach.Recompile(last.Network(), now), "")
			if want := verdict.Analyse(now); !reflect.DeepEqual(last.Analysis, want) {
				t.Fatalf("the revision and the analysis differ:\n%s", cmp.Diff(lines(t, want), lines(t, last.Analysis)))
			}
		}
	})
	if applied == 0 {
		t.Error("no edit was taken")
	}
}
