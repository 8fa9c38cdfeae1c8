package rule

import (
	"net/netip"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// A database is one with its properties.
type database struct {
	resource
	*kind.Database
}

func (p *Pass) eachDatabase(look func(database)) {
	for _, r := range p.of(kind.DatabaseKind) {
		look(database{r, r.Props.(*kind.Database)})
	}
}

// zonesOf are the zones where AWS may put a resource; isKnown is false where a subnet names none.
func (p *Pass) zonesOf(id string) (zones map[string]bool, isKnown bool) {
	zones, isKnown = map[string]bool{}, true
	for _, i := range p.placesOf(id) {
		if i.subnet != "" {
			zones[p.zoneOf(i.subnet)] = true
			isKnown = isKnown && p.zoneOf(i.subnet) != ""
		}
	}
	return zones, isKnown
}

var databaseZones = &Rule{
	Code: "database-zones", Severity: Error,
	Doc: message.Text{
		EN: "A database has a group of subnets in two or more Availability Zones, also where it runs in one of them only: so it can move. AWS refuses a group of one zone.",
		JA: "データベースのサブネットグループには、一つのゾーンだけで動かす場合でも、二つ以上のアベイラビリティーゾーンのサブネットが必要です。移動先になるためです。一つのゾーンだけでは AWS に拒否されます。",
	},
	Run: func(p *Pass) {
		p.eachDatabase(func(d database) {
			if zones, isKnown := p.zonesOf(d.id); len(zones) < minZones && isKnown {
				p.report(d.id, "subnets", nil)
			}
		})
	},
}

var databaseSingleZone = &Rule{
	Code: "database-single-zone", Severity: Info,
	Doc: message.Text{
		EN: "A database that is not Multi-AZ runs in one Availability Zone, and is gone while that zone fails or it is maintained. Multi-AZ keeps a standby in another one.",
		JA: "マルチ AZ でないデータベースは一つのアベイラビリティーゾーンだけで動き、そのゾーンの障害やメンテナンスの間は使えません。マルチ AZ にすると、別のゾーンにスタンバイが置かれます。",
	},
	Run: func(p *Pass) {
		p.eachDatabase(func(d database) {
			if !d.MultiAZ {
				p.report(d.id, "multiAz", p.fix("multi-az", design.Ops{set(d.id, "props.multiAz", true)}, "element", p.name(d.id)))
			}
		})
	},
}

var databasePublic = &Rule{
	Code: "database-public", Severity: Warning,
	Doc: message.Text{
		EN: "A publicly accessible database has a public address: only its security groups stand between it and the internet. Applications in the VPC do not need it.",
		JA: "パブリックアクセスを有効にしたデータベースにはパブリックアドレスが付き、インターネットとの間を守るのはセキュリティグループだけになります。VPC 内のアプリケーションには不要です。",
	},
	Run: func(p *Pass) {
		p.eachDatabase(func(d database) {
			if d.PubliclyAccessible {
				p.report(d.id, "publiclyAccessible", p.fix("make-private", design.Ops{set(d.id, "props.publiclyAccessible", false)}, "element", p.name(d.id)))
			}
		})
	},
}

var databaseOpen = &Rule{
	Code: "database-open", Severity: Warning,
	Doc: message.Text{
		EN: "The port of a database is for its applications. A rule that opens it to every address lets anybody try who gets near: name the group of the applications.",
		JA: "データベースのポートは、アプリケーションのためのものです。すべてのアドレスに開くルールは、届くところにいる誰にでも接続を試させます。アプリケーションのグループを指定してください。",
	},
	Run: func(p *Pass) {
		p.eachDatabase(func(d database) {
			port := uint16(d.PortNumber())
			for _, g := range kind.Sorted(p.groupsOf(d.Parent, d.SecurityGroups)) {
				r := p.Design.Resources[g.Key]
				if r == nil {
					continue
				}
				for _, row := range kind.Sorted(r.Props.(*kind.SecurityGroup).Ingress) {
					if isFor(row.Value, port) && isAnywhere(row.Value.CIDR) {
						p.report(d.id, "securityGroups."+g.Key+"."+row.Key, nil, "group", p.name(g.Key), "rule", p.words(row.Value), "port", strconv.Itoa(int(port)))
					}
				}
			}
		})
	},
}

func isAnywhere(b netip.Prefix) bool { return b.IsValid() && b.Bits() == 0 }

var databaseClosed = &Rule{
	Code: "database-closed", Severity: Warning,
	Doc: message.Text{
		EN: "No rule of the database's security groups is about the port on which its engine answers, so no application reaches it.",
		JA: "データベースのエンジンが応答するポートについてのルールが、セキュリティグループに一つもありません。どのアプリケーションからも届きません。",
	},
	Run: func(p *Pass) {
		p.eachDatabase(func(d database) {
			port := uint16(d.PortNumber())
			if len(d.Subnets) > 0 && !p.letsIn(p.groupsOf(d.Parent, d.SecurityGroups), port) {
				p.report(d.id, "securityGroups", nil, "port", strconv.Itoa(int(port)))
			}
		})
	},
}

var functionWithoutWayOut = &Rule{
	Code: "function-public-subnet", Severity: Warning,
	Doc: message.Text{
		EN: "A function in a VPC never gets a public address, so the route of a public subnet to the internet gateway is of no use to it. To reach the internet it needs a private subnet that routes to a NAT gateway.",
		JA: "VPC に接続した Lambda 関数にはパブリックアドレスが付かないため、パブリックサブネットのインターネットゲートウェイへのルートは役に立ちません。インターネットに出るには、NAT ゲートウェイへのルートがあるプライベートサブネットに置きます。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.FunctionKind) {
			for _, i := range p.placesOf(r.id) {
				if i.subnet != "" && p.Net.IsPublicSubnet(i.subnet) {
					p.report(r.id, "subnets."+i.row, nil, "subnet", p.name(i.subnet))
				}
			}
		}
	},
}

var containerWithoutImage = &Rule{
	Code: "container-without-image", Severity: Error,
	Doc: message.Text{
		EN: "Before a task runs, its image is pulled through the task's own interface: from ECR by the endpoints ecr.api, ecr.dkr and S3, from anywhere by a public address or a NAT gateway. Without a way, no task ever starts.",
		JA: "タスクの実行前に、イメージがタスク自身のインターフェイスを通して取得されます。ECR なら ecr.api・ecr.dkr・S3 のエンドポイント、それ以外も含めてならパブリックアドレスか NAT ゲートウェイが必要です。経路がなければ、タスクは一つも起動しません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.ContainerServiceKind) {
			s := r.Props.(*kind.ContainerService)
			if len(p.placesOf(r.id)) == 0 {
				continue
			}
			for _, end := range ImageSources(s.Image) {
				q := reach.Question{From: design.End{Ref: kind.To(r.id)}, To: end, Service: design.Service{Protocol: netset.TCP, Ports: netset.Ports(endpointPort, endpointPort)}}
				if v := p.Net.Decide(q).Verdict; v == reach.Blocked || v == reach.Partly {
					p.report(r.id, "image", p.assignPublic(r, s), "image", s.Image, "source", p.Net.EndText(end))
					break
				}
			}
		}
	},
}

// assignPublic offers tasks in public subnets public addresses.
func (p *Pass) assignPublic(r resource, s *kind.ContainerService) []Fix {
	isPrivate := func(i placed) bool { return i.subnet == "" || !p.Net.IsPublicSubnet(i.subnet) }
	if s.AssignPublicIP || slices.ContainsFunc(p.placesOf(r.id), isPrivate) {
		return nil
	}
	return p.fix("public-address", design.Ops{set(r.id, "props.assignPublicIp", true)}, "element", p.name(r.id))
}
