package rule

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// This file is about what belongs where: VPCs beside each other, zones in regions, and things that
// serve only their own VPC.

var vpcOverlap = &Rule{
	Code: "vpc-overlap", Severity: Warning,
	Doc: message.Text{
		EN: "Two VPCs with addresses in common can exist, but they can never be joined: AWS refuses to peer them, and no route can tell them apart.",
		JA: "アドレスが重なる VPC は作れますが、互いにつなぐことはできません。AWS はピアリングを拒否し、ルートでも区別できません。",
	},
	Run: func(p *Pass) {
		type block struct {
			cidr       netip.Prefix
			scope, vpc string
		}
		var all []block
		for _, r := range p.of(kind.VPCKind) {
			for _, b := range r.Props.(*kind.VPC).Blocks() {
				all = append(all, block{b, r.Parent, r.id})
			}
		}
		slices.SortFunc(all, func(a, b block) int {
			return cmp.Or(cmp.Compare(a.scope, b.scope), a.cidr.Addr().Compare(b.cidr.Addr()), cmp.Compare(a.cidr.Bits(), b.cidr.Bits()), cmp.Compare(a.vpc, b.vpc))
		})
		said := map[string]bool{}
		var widest block
		for _, b := range all {
			if widest.vpc == "" || b.scope != widest.scope || !b.cidr.Overlaps(widest.cidr) {
				widest = b
				continue
			}
			if b.vpc != widest.vpc && !said[b.vpc] {
				said[b.vpc] = true
				p.report(b.vpc, "", nil, "cidr", b.cidr.String(), "other", p.name(widest.vpc)+" "+widest.cidr.String())
			}
		}
	},
}

var zoneOutsideRegion = &Rule{
	Code: "zone-outside-region", Severity: Error,
	Doc: message.Text{
		EN: "A subnet lies in one Availability Zone of its own region; the zone's name begins with the region's. AWS refuses any other.",
		JA: "サブネットは、そのリージョンのアベイラビリティーゾーンの一つに置かれます。ゾーン名はリージョン名で始まり、それ以外は AWS が拒否します。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.SubnetKind) {
			zone, region := r.Props.(*kind.Subnet).AvailabilityZone, p.regionOf(r.id)
			rest, ok := strings.CutPrefix(zone, region)
			if zone == "" || region == "" || ok && rest != "" {
				continue
			}
			fixed := region + zone[len(zone)-1:]
			if last := zone[len(zone)-1]; last < 'a' || last > 'f' {
				fixed = region + "a"
			}
			fix := p.fix("use-zone", design.Ops{set(r.id, "props.availabilityZone", fixed)}, "zone", fixed)
			p.report(r.id, "availabilityZone", fix, "zone", zone, "region", region)
		}
	},
}

func (p *Pass) regionOf(id string) string {
	if s := p.Design.Resources[p.Design.Ancestor(id, kind.ScopeKind)]; s != nil {
		return s.Props.(*kind.Scope).Region
	}
	return ""
}

var associationOfOtherVPC = &Rule{
	Code: "association-of-other-vpc", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A subnet can use only route tables and network ACLs of its own VPC. AWS refuses any other; until then the VPC's main table and default ACL count.",
		JA: "サブネットが使えるのは、同じ VPC のルートテーブルとネットワーク ACL だけです。それ以外は AWS に拒否されます。それまでは VPC のメインルートテーブルとデフォルト ACL が使われるものとして扱います。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.SubnetKind) {
			s := r.Props.(*kind.Subnet)
			p.checkAssociation(r, "routeTable", s.RouteTable)
			p.checkAssociation(r, "networkAcl", s.NetworkACL)
		}
	},
}

func (p *Pass) checkAssociation(subnet resource, property string, to kind.Ref) {
	if o := p.Design.Resources[to.ID]; o != nil && o.Parent != subnet.Parent {
		fix := p.fix("use-vpc-own", design.Ops{remove(subnet.id, "props."+property)}, "vpc", p.name(subnet.Parent))
		p.report(subnet.id, property, fix, "other", p.name(to.ID), "vpc", p.name(o.Parent))
	}
}

var groupOfOtherVPC = &Rule{
	Code: "group-of-other-vpc", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A security group can be given only to interfaces of its own VPC. AWS refuses any other; until then it counts as absent.",
		JA: "セキュリティグループは、同じ VPC のインターフェイスにしか付けられません。それ以外は AWS に拒否されるため、付いていないものとして扱います。",
	},
	Run: func(p *Pass) {
		for _, i := range p.interfaces() {
			if i.kind == kind.LoadBalancerKind || i.vpc == "" {
				continue
			}
			changed := i.iface
			var foreign []string
			for g := range kind.Ordered(i.iface.Groups) {
				if o := p.Design.Resources[g]; o != nil && o.Parent != i.vpc {
					if foreign == nil {
						changed.Groups = maps.Clone(changed.Groups)
					}
					delete(changed.Groups, g)
					foreign = append(foreign, p.name(g))
				}
			}
			if len(foreign) == 0 {
				continue
			}
			names := strings.Join(foreign, ", ")
			fix := p.fix("leave-groups", design.Ops{setInterface(i.id, i.row, changed)}, "groups", names)
			p.report(i.id, i.row, fix, "groups", names, "vpc", p.name(i.vpc))
		}
		p.eachBalancer(p.foreignGroups)
	},
}

// foreignGroups is the same for a load balancer, which has groups and a VPC of its own.
func (p *Pass) foreignGroups(b balancer) {
	var ops design.Ops
	var foreign []string
	for _, g := range kind.Sorted(b.SecurityGroups) {
		if o := p.Design.Resources[g.Key]; o != nil && o.Parent != b.Parent {
			ops = append(ops, remove(b.id, "props.securityGroups."+g.Key))
			foreign = append(foreign, p.name(g.Key))
		}
	}
	if names := strings.Join(foreign, ", "); names != "" {
		p.report(b.id, "securityGroups", p.fix("leave-groups", ops, "groups", names), "groups", names, "vpc", p.name(b.Parent))
	}
}

var duplicateName = &Rule{
	Code: "duplicate-name", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "Two things of one kind with one name in a VPC are easily taken for each other, and questions that name one are refused as ambiguous.",
		JA: "同じ VPC に同じ種類・同じ名前のものが二つあると取り違えやすく、名前で尋ねる質問もあいまいとして拒否されます。",
	},
	Run: func(p *Pass) {
		type named struct{ vpc, name string }
		count := map[named]int{}
		for _, k := range kind.All {
			clear(count)
			var again []string
			for _, r := range p.of(k.Name) {
				at := named{p.Design.Ancestor(r.id, kind.VPCKind), r.Name}
				if at.vpc == "" || at.vpc == r.id || r.Name == "" {
					continue
				}
				if count[at]++; count[at] > 1 {
					again = append(again, r.id)
				}
			}
			next := map[named]int{}
			for _, id := range again {
				r := p.Design.Resources[id]
				at := named{p.Design.Ancestor(id, kind.VPCKind), r.Name}
				fresh := at
				for n := max(2, next[at]); ; n++ {
					fresh.name = r.Name + " " + strconv.Itoa(n)
					if next[at] = n + 1; count[fresh] == 0 {
						break
					}
				}
				fix := p.fix("rename", design.Ops{set(id, "name", fresh.name)}, "name", fresh.name)
				p.report(id, "", fix, "kind", kind.Get(r.Kind).Title, "vpc", p.name(at.vpc))
			}
		}
	},
}
