package rule

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// A pinned address is one that the design gives to an interface.
type pinned struct {
	resource resource
	row      string
	iface    kind.Interface
	addr     netip.Addr
	subnet   string
	block    netip.Prefix
}

// pinnedAddresses lists the addresses that the design names, by resource, interface and address.
func (p *Pass) pinnedAddresses() []pinned {
	var all []pinned
	for _, r := range p.byKind[kind.InstanceKind] {
		for _, row := range kind.Sorted(r.Props.(*kind.Instance).Interfaces) {
			subnet := r.Parent
			if row.Value.Subnet.ID != "" {
				subnet = row.Value.Subnet.ID
			}
			s := p.Design.Resources[subnet]
			if s == nil {
				continue
			}
			for _, a := range kind.Sorted(row.Value.Addresses) {
				if addr, err := netip.ParseAddr(a.Key); err == nil {
					all = append(all, pinned{r, row.Key, row.Value, addr, subnet, s.Props.(*kind.Subnet).CIDR})
				}
			}
		}
	}
	return all
}

var addressReserved = &Rule{
	Code: "address-reserved", Severity: Error,
	Doc: message.Text{
		EN: "An interface's address must be one that its subnet can give: inside the block, and neither one of the first four (network, router, DNS, future use) nor the last. In a /28 that leaves 11 of 16.",
		JA: "インターフェイスのアドレスは、サブネットが割り当てられるものに限ります。ブロック内にあり、先頭の 4 個（ネットワーク、ルーター、DNS、将来用）と末尾の 1 個は使えません。/28 なら 16 個のうち 11 個です。",
	},
	Run: func(p *Pass) {
		for _, a := range p.pinnedAddresses() {
			if a.block.IsValid() && !netset.Assignable(a.block).Has(a.addr) {
				p.report(a.resource.id, a.row, p.otherAddress(a), "address", a.addr.String(), "subnet", p.name(a.subnet)+" "+a.block.String())
			}
		}
	},
}

var addressDuplicate = &Rule{
	Code: "address-duplicate", Severity: Error,
	Doc: message.Text{
		EN: "Two interfaces of a VPC cannot have the same address. AWS refuses the second; until it is known which that is, verdicts about both are unknown.",
		JA: "同じ VPC の二つのインターフェイスが、同じアドレスを持つことはできません。後から作る方が AWS に拒否されます。どちらか決まるまで、両方の可否は不明です。",
	},
	Run: func(p *Pass) {
		type place struct {
			vpc  string
			addr netip.Addr
		}
		first := map[place]string{}
		for _, a := range p.pinnedAddresses() {
			at := place{p.Design.Resources[a.subnet].Parent, a.addr}
			if other, ok := first[at]; ok {
				p.report(a.resource.id, a.row, p.otherAddress(a), "address", a.addr.String(), "other", p.name(other))
				continue
			}
			first[at] = a.resource.id
		}
	},
}

// otherAddress offers the first address of the subnet that nobody is known to have.
func (p *Pass) otherAddress(a pinned) []Fix {
	used := p.taken[a.subnet]
	for _, other := range p.pinnedAddresses() {
		used = used.Union(netset.Addr(other.addr))
	}
	free := netset.Assignable(a.block).Minus(used).Ranges()
	if len(free) == 0 {
		return nil
	}
	addr := free[0].Lo
	p.taken[a.subnet] = p.taken[a.subnet].Union(netset.Addr(addr))
	changed := a.iface
	changed.Addresses = map[string]bool{addr.String(): true}
	for other := range a.iface.Addresses {
		if other != a.addr.String() {
			changed.Addresses[other] = true
		}
	}
	return p.fix("other-address", design.Ops{setInterface(a.resource.id, a.row, changed)}, "address", addr.String())
}

func setInterface(id, row string, i kind.Interface) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: "props.interfaces." + row, Value: value(i)}
}
