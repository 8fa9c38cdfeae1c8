package rule

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// users lists the interfaces that have each Elastic IP, by its id.
func (p *Pass) users() map[string][]placed {
	users := map[string][]placed{}
	for _, i := range p.interfaces() {
		if id := i.iface.Public.ID; id != "" && id != kind.PublicAuto && id != kind.PublicNone {
			users[id] = append(users[id], i)
		}
	}
	return users
}

var elasticIPShared = &Rule{
	Code: "elastic-ip-shared", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "An Elastic IP belongs to one interface at a time: giving it to a second one takes it from the first.",
		JA: "Elastic IP を持てるインターフェイスは同時に一つだけです。別のものに付けると、先のものから外れます。",
	},
	Run: func(p *Pass) {
		users := p.users()
		for _, r := range p.of(kind.ElasticIPKind) {
			for n, i := range users[r.id] {
				if n == 0 {
					continue
				}
				changed := i.iface
				changed.Public = kind.To(kind.PublicAuto)
				fix := p.fix("public-address", design.Ops{setInterface(i.id, i.row, changed)}, "element", p.name(i.id))
				p.report(i.id, i.row, fix, "address", p.name(r.id), "other", p.name(users[r.id][0].id))
			}
		}
	},
}

var elasticIPUnassociated = &Rule{
	Code: "elastic-ip-unassociated", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "An Elastic IP that nothing uses costs money by the hour and counts against the quota of five.",
		JA: "どこにも関連付けられていない Elastic IP は時間単位で課金され、上限（5 個）にも数えられます。",
	},
	Run: func(p *Pass) {
		users := p.users()
		for _, r := range p.of(kind.ElasticIPKind) {
			if len(users[r.id]) == 0 {
				p.report(r.id, "", p.fix("delete", design.Ops{design.Del{Section: design.Resources, ID: r.id}}, "element", p.name(r.id)))
			}
		}
	},
}

var volatileAddress = &Rule{
	Code: "volatile-address", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "An automatic public address changes whenever the instance is stopped and started. Whoever must reach it from outside needs an address that stays: an Elastic IP.",
		JA: "自動で割り当てられたパブリックアドレスは、インスタンスを停止・起動するたびに変わります。外から届く必要があるものには、変わらないアドレス（Elastic IP）が必要です。",
	},
	Run: func(p *Pass) {
		wanted := map[string]message.Text{}
		for _, row := range kind.Sorted(p.Design.Flows) {
			f := row.Value
			if f.Expect != design.Must || !p.isOutside(f.From) {
				continue
			}
			target := f.To.Ref.ID
			if f.Via.ID != "" {
				target = f.Via.ID
			}
			if _, known := wanted[target]; known {
				continue
			}
			from := p.Net.EndText(f.From)
			wanted[target] = message.Text{EN: from, JA: from}
			if f.From.Ref.ID == kind.Internet {
				wanted[target] = message.Text{EN: "the internet", JA: "インターネット"}
			}
		}
		for _, i := range p.interfaces() {
			if from, ok := wanted[i.id]; ok && i.iface.Public.ID == kind.PublicAuto && i.kind == kind.InstanceKind {
				p.report(i.id, i.row, p.stayingAddress(i), "from", from)
				delete(wanted, i.id) // one address is enough to be found by
			}
		}
	},
}

// isOutside reports an end on the internet.
func (p *Pass) isOutside(e design.End) bool {
	r := p.Design.Resources[e.Ref.ID]
	return e.Ref.ID == kind.Internet || e.CIDR.IsValid() && !isPrivate(e.CIDR) || r != nil && r.Kind == kind.ClientKind
}

// stayingAddress offers a new Elastic IP. Its id comes from the instance's, so that equal designs
// get equal fixes.
func (p *Pass) stayingAddress(i placed) []Fix {
	const prefix, longest = "eip", 16
	id := prefix + i.id
	id = id[:min(len(id), longest)]
	scope := p.Design.Ancestor(i.id, kind.ScopeKind)
	if p.Design.Resources[id] != nil || scope == "" {
		return nil
	}
	changed := i.iface
	changed.Public = kind.To(id)
	address := map[string]any{"kind": kind.ElasticIPKind, "name": p.name(i.id) + " address", "parent": scope, "props": map[string]any{}}
	put := design.Put{Section: design.Resources, ID: id, Value: value(address)}
	return p.fix("elastic-ip", design.Ops{put, setInterface(i.id, i.row, changed)}, "element", p.name(i.id))
}

var dnsHostnamesOff = &Rule{
	Code: "dns-hostnames-off", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "Without DNS hostnames (and DNS resolution), instances with a public address get no public DNS name: people have to use the bare address.",
		JA: "DNS ホスト名（と DNS 解決）が無効だと、パブリックアドレスがあってもパブリック DNS 名が付かず、アドレスを直接使うことになります。",
	},
	Run: func(p *Pass) {
		first := map[string]string{}
		for _, i := range p.interfaces() {
			isInstance := i.kind == kind.InstanceKind // others have names of their own, or none
			if id := i.iface.Public.ID; isInstance && id != "" && id != kind.PublicNone && first[i.vpc] == "" {
				first[i.vpc] = i.id
			}
		}
		for _, r := range p.of(kind.VPCKind) {
			v := r.Props.(*kind.VPC)
			if first[r.id] == "" || v.EnableDNSSupport && v.EnableDNSHostnames {
				continue
			}
			on := design.Ops{set(r.id, "props.enableDnsSupport", true), set(r.id, "props.enableDnsHostnames", true)}
			p.report(r.id, "enableDnsHostnames", p.fix("dns-names", on, "vpc", p.name(r.id)), "instance", p.name(first[r.id]))
		}
	},
}
