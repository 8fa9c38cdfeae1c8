package verdict

import (
	"cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
)

// The beginnings of the ids of what fixes make.
const (
	newInternetGateway = "igwfix"
	newNATGateway      = "natfix"
	newElasticIP       = "eipfix"
	newEgressOnly      = "eigfix"
	newPeering         = "pcxfix"
)

// newTargets are the words for what a fix makes and leads a route to, by the beginnings.
var newTargets = map[string]message.Text{
	newInternetGateway: {EN: "the new internet gateway", JA: "新しいインターネットゲートウェイ"},
	newNATGateway:      {EN: "the new NAT gateway", JA: "新しい NAT ゲートウェイ"},
	newEgressOnly:      {EN: "the new egress-only gateway", JA: "新しい Egress-only ゲートウェイ"},
	"tgrfix":           {EN: "the new target group", JA: "新しいターゲットグループ"},
	"vgwfix":           {EN: "the new VPN gateway", JA: "新しい仮想プライベートゲートウェイ"},
	"cgwfix":           {EN: "the new customer gateway", JA: "新しいカスタマーゲートウェイ"},
	newPeering:         {EN: "the new peering connection", JA: "新しいピアリング接続"},
}

// newGateway makes an internet gateway, attached.
func (b *bench) newGateway(vpc string) (Edit, string) {
	id := b.freshID(newInternetGateway, vpc)
	name := b.freshName(kind.InternetGatewayKind, b.name(vpc)+"-igw")
	return edit("create-gateway", costWork, design.Ops{put(id, name, b.parent(vpc), &kind.InternetGateway{VPC: kind.To(vpc)})}, "vpc", b.name(vpc)), id
}

// newNAT makes a public NAT gateway.
func (b *bench) newNAT(subnet string) (Edit, string) {
	id := b.freshID(newNATGateway, subnet)
	name := b.freshName(kind.NATGatewayKind, b.name(subnet)+"-nat")
	return edit("create-nat", costGateway, design.Ops{put(id, name, subnet, kind.Get(kind.NATGatewayKind).New())}, "subnet", b.name(subnet)), id
}

// vpcAt is the VPC whose gateway a packet was at: that of its sender, or of its receiver.
func (b *bench) vpcAt(s reach.Stop) string {
	return cmp.Or(b.vpcOf(s.Sender), b.vpcOf(s.Receiver))
}

func createGateway(b *bench, p problem) []way {
	vpc := p.reason.Resource
	if attached, _ := b.gatewaysOf(vpc); len(attached) > 0 {
		return nil
	}
	e, _ := b.newGateway(vpc)
	return one(e)
}

func (b *bench) attachEdit(gateway, vpc string) Edit {
	return edit("attach-gateway", costFree, design.Ops{set(gateway, "props.vpc", vpc)}, "gateway", b.name(gateway), "vpc", b.name(vpc))
}

func (b *bench) attach(gateway, vpc string) []way {
	if attached, _ := b.gatewaysOf(vpc); len(attached) > 0 || vpc == "" {
		return nil
	}
	return one(b.attachEdit(gateway, vpc))
}

// attachGateway attaches a gateway that lies about, or leaves it and makes another.
func attachGateway(b *bench, p problem) []way {
	vpc := b.vpcAt(p.reason.Stop)
	ways := b.attach(p.reason.Resource, vpc)
	if len(ways) > 0 {
		e, _ := b.newGateway(vpc)
		ways = append(ways, way{e})
	}
	return ways
}

// detachGateway leaves a VPC one gateway of several.
func detachGateway(b *bench, p problem) []way {
	attached, _ := b.gatewaysOf(p.reason.Resource)
	var ways []way
	for _, id := range attached {
		ways = append(ways, way{edit("detach-gateway", costFree, design.Ops{remove(id, "props.vpc")}, "gateway", b.name(id), "vpc", b.name(p.reason.Resource))})
	}
	return ways
}

func (b *bench) start(id string) Edit {
	return edit("start", costFree, design.Ops{set(id, "props.state", kind.StateRunning)}, "element", b.name(id))
}

func startInstance(b *bench, p problem) []way {
	r := b.d.Resources[p.reason.Resource]
	if r == nil {
		return nil
	}
	if i, ok := r.Props.(*kind.Instance); ok && i.State == kind.StateStopped {
		return one(b.start(p.reason.Resource))
	}
	return nil
}

func switchCheckOff(b *bench, p problem) []way {
	at := reach.Place{Resource: p.reason.Resource, Interface: p.reason.Row}
	i, ok := b.interfaceAt(at)
	if !ok || !b.hasRows(at.Resource) {
		return nil
	}
	i.SourceDestCheck = false
	return one(edit("check-off", costFree, design.Ops{setInterface(at, i)}, "element", b.name(at.Resource)))
}

func switchDNSOn(b *bench, p problem) []way {
	return one(edit("dns-on", costFree, design.Ops{set(p.reason.Resource, "props.enableDnsSupport", true)}, "vpc", b.name(p.reason.Resource)))
}
