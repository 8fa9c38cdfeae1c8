package rule

import (
	"maps"
	"net/netip"
	"strings"
	"sync"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// A pinned interface is one whose addresses the design names.
type pinned struct {
	*placed
	addrs []netip.Addr
	block netip.Prefix
}

func (p *Pass) listPinned() []pinned {
	var all []pinned
	interfaces := p.interfaces()
	for n := range interfaces {
		at := &interfaces[n]
		if at.subnet == "" || len(at.iface.Addresses) == 0 {
			continue
		}
		i := pinned{placed: at, block: p.Design.Resources[at.subnet].Props.(*kind.Subnet).CIDR}
		for a := range kind.Ordered(at.iface.Addresses) {
			if addr, err := netip.ParseAddr(a); err == nil {
				i.addrs = append(i.addrs, addr)
			}
		}
		all = append(all, i)
	}
	return all
}

var addressReserved = &Rule{
	Code: "address-reserved", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "An interface's address must be one that its subnet can give: inside the block, and neither one of the first four (network, router, DNS, future use) nor the last. In a /28 that leaves 11 of 16.",
		JA: "インターフェイスのアドレスは、サブネットが割り当てられるものに限ります。ブロック内にあり、先頭の 4 個（ネットワーク、ルーター、DNS、将来用）と末尾の 1 個は使えません。/28 なら 16 個のうち 11 個です。",
	},
	Run: func(p *Pass) {
		all := p.pinned()
		free := p.freeAddresses(all)
		for _, i := range all {
			may := netset.Assignable(i.block)
			var wrong []netip.Addr
			for _, a := range i.addrs {
				if i.block.IsValid() && !may.Has(a) {
					wrong = append(wrong, a)
				}
			}
			if len(wrong) > 0 {
				p.report(i.id, i.row, p.otherAddresses(i, wrong, free()), "address", list(wrong), "subnet", p.name(i.subnet)+" "+i.block.String())
			}
		}
	},
}

var addressDuplicate = &Rule{
	Code: "address-duplicate", Severity: Error, Local: true,
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
		all := p.pinned()
		free := p.freeAddresses(all)
		for _, i := range all {
			var wrong []netip.Addr
			other := ""
			for _, a := range i.addrs {
				at := place{i.vpc, a}
				if owner, taken := first[at]; taken {
					wrong, other = append(wrong, a), owner
					continue
				}
				first[at] = i.id
			}
			if len(wrong) > 0 {
				p.report(i.id, i.row, p.otherAddresses(i, wrong, free()), "address", list(wrong), "other", p.name(other))
			}
		}
	},
}

// freeAddresses are what no interface is known to have, by subnet; worked out when first asked.
func (p *Pass) freeAddresses(all []pinned) func() map[string]netset.AddrSet {
	return sync.OnceValue(func() map[string]netset.AddrSet { return findFree(all) })
}

func findFree(all []pinned) map[string]netset.AddrSet {
	free := map[string]netset.AddrSet{}
	used := map[string][]netset.Range[netip.Addr]{}
	for _, i := range all {
		for _, a := range i.addrs {
			used[i.vpc] = append(used[i.vpc], netset.Range[netip.Addr]{Lo: a, Hi: a})
		}
	}
	for _, i := range all {
		if _, done := free[i.subnet]; !done {
			free[i.subnet] = netset.Assignable(i.block).Minus(netset.SetOf(used[i.vpc]...))
		}
	}
	return free
}

// otherAddresses offers free addresses in place of wrong ones. What it offers it takes out of free,
// so that all fixes can be applied together.
func (p *Pass) otherAddresses(i pinned, wrong []netip.Addr, free map[string]netset.AddrSet) []Fix {
	changed := i.iface
	changed.Addresses = maps.Clone(i.iface.Addresses)
	var fresh []netip.Addr
	for _, w := range wrong {
		ranges := free[i.subnet].Ranges()
		if len(ranges) == 0 {
			return nil
		}
		a := ranges[0].Lo
		free[i.subnet] = free[i.subnet].Minus(netset.Addr(a))
		delete(changed.Addresses, w.String())
		changed.Addresses[a.String()] = true
		fresh = append(fresh, a)
	}
	return p.fix("other-address", design.Ops{setInterface(i.id, i.row, changed)}, "address", list(fresh))
}

func list(addrs []netip.Addr) string {
	parts := make([]string, len(addrs))
	for i, a := range addrs {
		parts[i] = a.String()
	}
	return strings.Join(parts, ", ")
}

func setInterface(id, row string, i kind.Interface) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: "props.interfaces." + row, Value: value(i)}
}
