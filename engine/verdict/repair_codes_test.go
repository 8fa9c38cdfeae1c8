package verdict_test

import (
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// noFix are the codes for which nothing is offered, with the reason. What only notes something blocks
// nothing and is not listed here.
var noFix = map[reach.Code]string{
	reach.NoPossibleDest:       "nobody has the address: who should is for people to say",
	reach.PeeringOverlap:       "one of two networks would have to be built anew",
	reach.IGWSource1918:        "a host with a private address sends nothing over the internet",
	reach.IGWSource6598:        "a host with a shared address sends nothing over the internet",
	reach.GatewaySpoofed:       "nobody outside has an address of the VPC",
	reach.EndpointProtocol:     "a gateway endpoint takes what it takes",
	reach.EndpointStarts:       "an endpoint never starts a conversation",
	reach.EndpointPort:         "a service answers on its own ports",
	reach.FunctionAnswers:      "functions are called by their service, and not by their interfaces",
	reach.RegionUnknown:        "which region is meant is for people to say",
	reach.UnsupportedComponent: "what is not modelled cannot be tried",
	reach.EmptyGroup:           "who belongs to a group is for people to say",
	reach.TooManyCases:         "what cannot be judged cannot be tried",
}

// notes block nothing.
var notes = []reach.Code{reach.NameIsEndpoint, reach.NameIsPublic, reach.NameIsRecord, reach.IdentityUnchecked, reach.ZoneCrossed}

type codeCase struct {
	code reach.Code
	net  *sample.Net
	ask  string
	// want is in the titles of the fixes.
	want string
}

// Each code either has a fix in some design, or stands in noFix.
func TestEveryCodeHasAFixOrAReasonForNone(t *testing.T) {
	fixed := map[reach.Code]bool{}
	for _, c := range slices.Concat(filterCodes(), routeCodes(), linkCodes(), balancerCodes(), endCodes(), doubtCodes()) {
		t.Run(string(c.code), func(t *testing.T) {
			f := question(design.Must, c.ask)
			if has := codesOf(verdict.Judge(reach.Compile(c.net.D), f)); !slices.Contains(has, c.code) {
				t.Fatalf("%s is for the reasons %v", c.ask, has)
			}
			fixes := fixesFor(t, c.net.D, f)
			if !strings.Contains(titles(fixes), c.want) || len(fixes) == 0 {
				t.Fatalf("%v: want %q, got\n  %s", codesOf(verdict.Judge(reach.Compile(c.net.D), f)), c.want, titles(fixes))
			}
			fixed[c.code] = true
		})
	}
	for _, code := range reach.Codes {
		_, none := noFix[code]
		switch note := slices.Contains(notes, code); {
		case fixed[code] && (none || note):
			t.Errorf("%s has a fix, and a reason why it has none", code)
		case !fixed[code] && !none && !note:
			t.Errorf("%s has no fix and no reason why", code)
		}
	}
}

func codesOf(j verdict.Flow) []reach.Code {
	var all []reach.Code
	for _, s := range j.Services {
		for _, r := range s.Answer.Reasons {
			all = append(all, r.Code)
		}
		for _, p := range s.Answer.Pairs {
			for _, r := range p.Reasons {
				all = append(all, r.Code)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

const open = "in all 0.0.0.0/0"

// pairOf is two hosts in two subnets behind groups that let everything pass.
func pairOf() *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").Table("rt", "vpc").Group("g", "vpc", open, "out all 0.0.0.0/0").
		Subnet("s1", "vpc", "10.0.1.0/24", "rt").Subnet("s2", "vpc", "10.0.2.0/24", "rt").Zone("s1", "a").Zone("s2", "c").
		Instance("a", "s1", "sg:g").Instance("b", "s2", "sg:g")
}

func filterCodes() []codeCase {
	return []codeCase{
		{reach.SGHasNoRules, pairOf().Group("shut", "vpc").Instance("c", "s2", "sg:shut"), "a c tcp/80", "Add the inbound rule tcp/80 sg:g to shut"},
		{reach.ENISGRulesMismatch, sixPermits("d").Group("g2", "vpc", "in tcp/22 10.0.1.0/24"), "inst1 inst2 tcp/443", "Add the inbound rule tcp/443 sg:g1 to g2"},
		{reach.SubnetACLRestriction, sixPermits("b"), "inst1 inst2 tcp/443", "Add the outbound entry 100 allow tcp/443 10.0.2.0/24 to n1"},
	}
}

func routeCodes() []codeCase {
	gone := pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 gone:nat").Instance("web", "s1", "sg:g", "public")
	private := pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw").Office("office", "192.168.0.0/16").VPNGateway("vgw", "vpc").VPN("vpn", "vgw", "office").
		Instance("web", "s1", "sg:g", "public")
	shared := pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw").Office("office", "100.64.0.0/16").VPNGateway("vgw", "vpc").VPN("vpn", "vgw", "office").
		Instance("web", "s1", "sg:g", "public")
	looped := pairOf().Gateway("igw", "vpc").NAT("nat", "s1").Route("rt", "0.0.0.0/0 nat")
	udp := pairOf().Gateway("igw", "vpc").Table("pub", "vpc", "0.0.0.0/0 igw").Subnet("s3", "vpc", "10.0.3.0/24", "pub").NAT("nat", "s3").Route("rt", "0.0.0.0/0 nat")
	return []codeCase{
		{reach.NoRouteToDestination, smallVPC(), "privhost internet icmp", "Create a NAT gateway in pub"},
		{reach.BadStateRoute, gone, "internet web tcp/80", "Lead the route 0.0.0.0/0 of rt to igw"},
		{reach.NoPath, pairOf(), "internet a tcp/80", "Create an internet gateway and attach it to vpc"},
		{reach.UnassociatedPart, pairOf().Gateway("igw", ""), "internet a tcp/80", "Attach igw to vpc"},
		{reach.IGWPublicForEgress, pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw"), "a internet tcp/80", "Give a a public address"},
		{reach.IGWPrivateForIngress, pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw"), "internet a tcp/80", "Give a a public address"},
		{reach.IGWDest1918, private, "web office tcp/443", "Let rt take the routes of vgw"},
		{reach.IGWDest6598, shared, "web office tcp/443", "Let rt take the routes of vgw"},
		{reach.NATInbound, udp, "internet a tcp/80", "Let s1 use the route table pub"},
		{reach.NATLoop, looped, "a internet tcp/443", "Lead the route 0.0.0.0/0 of rt to igw"},
		{reach.ProtocolRestriction, udp, "a internet 47", "Let s1 use the route table pub"},
	}
}

func linkCodes() []codeCase {
	peered := func(words ...string) *sample.Net {
		return peers(nil, nil, "out all 0.0.0.0/0").Peering("pcx", "vpca", "vpcb", words...).Route("rta", "10.2.0.0/16 pcx").Route("rtb", "10.1.0.0/16 pcx")
	}
	third := peered().VPC("vpcc", "10.3.0.0/16").Table("rtc", "vpcc").Subnet("subc", "vpcc", "10.3.1.0/24", "rtc").Group("sgc", "vpcc", open, "out all 0.0.0.0/0").
		Instance("c", "subc", "sg:sgc").Route("rta", "10.3.0.0/16 pcx")
	office := func() *sample.Net { return pairOf().Office("office", "192.168.0.0/16") }
	hybrid := office().VPNGateway("vgw", "vpc").VPN("vpn", "vgw", "office", "192.168.0.0/16").Propagate("vgw", "rt")
	down := hybrid.Clone()
	sample.Change(down, "vpn", func(p *kind.VPNConnection) { p.Tunnel1, p.Tunnel2 = kind.LinkDown, kind.LinkDown })
	unmet := hybrid.Clone()
	sample.Change(unmet, "vpn", func(p *kind.VPNConnection) { p.CustomerGateway = kind.Ref{} })
	stray := hybrid.Clone().VPC("vpc2", "10.9.0.0/16").Subnet("far", "vpc2", "10.9.1.0/24").Group("g9", "vpc2", open, "out all 0.0.0.0/0").Instance("c", "far", "sg:g9").
		Route("rt", "10.9.0.0/16 vgw")
	six := pairOf().Block6("vpc", "2600:1f18:1::/56", "s1 2600:1f18:1::/64").EgressOnly("eigw", "vpc").Gateway("igw", "vpc").Route("rt", "::/0 eigw").Group("g", "vpc", "in all ::/0", "out all ::/0")
	sample.Change(six, "a", func(p *kind.Instance) {
		i := p.Interfaces[kind.FirstInterface]
		i.IPv6 = true
		p.Interfaces = map[string]kind.Interface{kind.FirstInterface: i}
	})
	return []codeCase{
		{reach.DisconnectedVPCs, peers(nil, nil, "out all 0.0.0.0/0"), "a b icmp", "Create a peering connection between vpca and vpcb"},
		{reach.PeeringState, peered("pending-acceptance"), "a b icmp", "Accept the peering connection pcx"},
		{reach.PeeringCIDR, third, "a c tcp/80", "Create a peering connection between vpca and vpcc"},
		{reach.NoLink, office(), "a office tcp/443", "Create a VPN gateway and attach it to vpc; Create a customer gateway for office"},
		{reach.BadStateVPN, down, "a office tcp/443", "Bring vpn up"},
		{reach.UnknownResource, unmet, "a office tcp/443", "Let vpn end at vpncgw"},
		{reach.VGWPrivateForEgress, stray, "a c tcp/80", "Create a peering connection between vpc and vpc2"},
		{reach.EgressOnlyInbound, six, "internet a tcp/80", "igw"},
	}
}

func balancerCodes() []codeCase {
	app := func(words ...string) *sample.Net {
		return pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw").Targets("tg", "vpc", 80, "a").Balancer("lb", "vpc", append(words, "s1", "s2", "sg:g")...)
	}
	network := func(words ...string) *sample.Net { return app(append([]string{"network"}, words...)...) }
	bare := pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw").Balancer("lb", "vpc", "s1", "s2", "sg:g")
	empty := pairOf().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw").Targets("tg", "vpc", 80).Balancer("lb", "vpc", "s1", "s2", "sg:g", "80:tg")
	far := pairOf().Targets("tg", "vpc", 80, "a").Subnet("s3", "vpc", "10.0.3.0/24", "rt").Zone("s3", "d").Balancer("lb", "vpc", "internal", "s2", "s3", "sg:g", "80:tg")
	return []codeCase{
		{reach.ListenersMismatch, app("80:tg"), "internet lb tcp/8080", "Add a listener on port 8080 to lb, for the target group tg"},
		{reach.ListenersMismatch, bare, "internet lb tcp/443", "Create a target group on port 80 for lb"},
		{reach.ListenersMismatch, network("80:tg"), "internet lb udp/53", "Add a listener on port 53 to lb"},
		{reach.ListenerHasNoTG, app("80:"), "internet lb tcp/80", "Let the listener of lb on port 80 use the target group tg"},
		{reach.NoTargets, empty, "internet lb tcp/80", "Register a in the target group tg"},
		{reach.TargetAddress, app("80:tg"), "lb b tcp/80", "Register b in the target group tg"},
		{reach.TargetPort, app("80:tg"), "lb a tcp/81", "Register a in the target group tg"},
		{reach.NotCrossZone, network("80:tg"), "lb a tcp/80", "Switch cross-zone load balancing of lb on"},
		{reach.SourcePreserved, network("internal", "80:tg", "cross"), "a lb tcp/80", "Let the targets of tg see the load balancer's address"},
		{reach.InstalledAZ, far, "b lb tcp/80", "Add s1 (a) to the subnets of lb"},
		{reach.BalancerZones, pairOf().Targets("tg", "vpc", 80, "a").Balancer("lb", "vpc", "internal", "s2", "sg:g", "80:tg"), "b lb tcp/80", "Add s1 (a) to the subnets of lb"},
	}
}

func endCodes() []codeCase {
	stopped := pairOf().Instance("c", "s2", "sg:g", "stopped")
	relay := pairOf().Gateway("igw", "vpc").Table("pub", "vpc", "0.0.0.0/0 igw").Subnet("s3", "vpc", "10.0.3.0/24", "pub").
		Instance("box", "s3", "sg:g", "public").Relay("box", "checked").Route("rt", "0.0.0.0/0 box")
	silent := smallVPC()
	sample.Change(silent, "vpc", func(p *kind.VPC) { p.EnableDNSSupport = false })
	zone := pairOf().VPC("other", "10.9.0.0/16").HostedZone("zone", "corp.example", "other").Record("db", "zone", "db", "b")
	outside := pairOf().Subnet("s3", "vpc", "192.168.1.0/24", "rt").Instance("c", "s3", "sg:g")
	place := pairOf().Group("near", "vpc", "in tcp/3306 10.0.1.0/24").ACL("shut", "vpc").Subnet("s3", "vpc", "10.0.3.0/24", "rt", "shut").Database("db", "vpc", "s2", "s3", "sg:near")
	regional := smallVPC().AWSService("osaka", "s3", "ap-northeast-3").GatewayEndpoint("s3gw", "vpc", "s3", "privrt")
	return []codeCase{
		{reach.BadState, stopped, "a c tcp/80", "Start c"},
		{reach.ENIAddress, pairOf().Instance("c", "s2", "sg:g", "10.0.2.3"), "a c tcp/80", "Let AWS pick the address of c"},
		{reach.ENIAddress, pairOf().Group("g", "vpc", "out all ::/0"), "a 2001:4860::8888 tcp/443", "Create an egress-only internet gateway in vpc"},
		{reach.ENISourceDestCheck, relay, "a internet tcp/443", "Switch the source/destination check of box off"},
		{reach.NoSourceOrDest, outside, "a c tcp/80", "Make s3 anew with the block 10.0.0.0/24 instead of 192.168.1.0/24"},
		{reach.DNSSupportOff, silent.GatewayEndpoint("s3gw", "vpc", "s3", "privrt"), "privhost service:s3 tcp/443", "Switch DNS resolution of vpc on"},
		{reach.EndpointTable, smallVPC().GatewayEndpoint("s3gw", "vpc", "s3", "pubrt"), "privhost service:s3 tcp/443", "Associate the endpoint s3gw with privrt"},
		{reach.EndpointRegion, regional, "privhost osaka tcp/443", "Create a NAT gateway in pub"},
		{reach.NameNotFound, zone, "a db tcp/80", "Let the hosted zone zone answer in vpc"},
		{reach.PlaceUnknown, place, "a db tcp/3306", "allow tcp/3306 10.0.1.0/24 to shut"},
	}
}

func doubtCodes() []codeCase {
	split := pairOf().Group("half", "vpc", "in tcp/80 10.0.1.0/25").Instance("c", "s2", "sg:half")
	twins := pairOf().Instance("c", "s2", "sg:g", "10.0.2.9").Instance("d", "s2", "sg:g", "10.0.2.9")
	overlap := pairOf().Subnet("s3", "vpc", "10.0.2.128/25", "rt").Instance("c", "s3", "sg:g")
	gone := pairOf().Gateway("igw", "vpc").Gateway("igw2", "vpc").Route("rt", "0.0.0.0/0 igw").Route("rt", "198.51.100.0/24 igw").Route("rt", "198.51.100.0/24 gone:nat").
		Instance("web", "s1", "sg:g", "public")
	acl := sample.New().VPC("vpc", "10.0.0.0/16").Group("g", "vpc", open, "out all 0.0.0.0/0").
		ACL("n", "vpc", "in 100 allow all 0.0.0.0/0", "in 100 deny tcp/22 0.0.0.0/0", "out 100 allow all 0.0.0.0/0").
		Subnet("s1", "vpc", "10.0.1.0/24").Subnet("s2", "vpc", "10.0.2.0/24", "n").Instance("a", "s1", "sg:g").Instance("b", "s2", "sg:g")
	service := smallVPC().Group("narrow", "vpc", "out tcp/443 52.0.0.0/8").GatewayEndpoint("s3gw", "vpc", "s3", "privrt").Instance("c", "priv", "sg:narrow")
	single := pairOf().Gateway("igw", "vpc").Route("rt", "198.51.100.0/24 igw").Route("rt", "198.51.100.0/24 gone:nat").Instance("web", "s1", "sg:g", "public")
	return []codeCase{
		{reach.AddressUnknown, split, "a c tcp/80", "Pin the address of a to 10.0.1.4"},
		{reach.AddressConflict, twins, "a c tcp/80", "Let AWS pick the address of c"},
		{reach.BlockConflict, overlap, "a c tcp/80", "Make s3 anew with the block 10.0.0.0/25"},
		{reach.RouteConflict, single, "web 198.51.100.7 tcp/80", "Remove the route 198.51.100.0/24 from rt"},
		{reach.EntryConflict, acl, "a b tcp/22", "the number 101"},
		{reach.GatewayConflict, gone, "internet web tcp/80", "Detach igw"},
		{reach.ServiceAddress, service, "c service:s3 tcp/443", "Add the outbound rule tcp/443"},
	}
}
