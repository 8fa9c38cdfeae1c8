package rule

import (
	"net/netip"
	"strconv"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// reserved is how many addresses of each subnet AWS keeps (semantics 141).
const reserved = 5

var subnetOverfull = &Rule{
	Code: "subnet-overfull", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "AWS keeps five addresses of each subnet, so a /28 has 11 to give, not 16. What is more than that cannot be created.",
		JA: "AWS は各サブネットで 5 個のアドレスを予約するため、/28 で使えるのは 16 個ではなく 11 個です。それを超えるものは作成できません。",
	},
	Run: func(p *Pass) { p.compareCapacity(func(need, can int) bool { return need > can }) },
}

var subnetFull = &Rule{
	Code: "subnet-full", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "Every address that the subnet can give is taken. Nothing can be added, and a replacement cannot start before the old one is gone.",
		JA: "サブネットが割り当てられるアドレスをすべて使い切っています。何も追加できず、入れ替えるときも古いものを先に消さなければなりません。",
	},
	Run: func(p *Pass) { p.compareCapacity(func(need, can int) bool { return need == can }) },
}

func (p *Pass) compareCapacity(isWrong func(need, can int) bool) {
	need := p.needed()
	for _, r := range p.of(kind.SubnetKind) {
		b := r.Props.(*kind.Subnet).CIDR
		if !isSubnetSize(b) {
			continue
		}
		if can := capacity(b); isWrong(need[r.id], can) {
			p.report(r.id, "", nil, "cidr", b.String(), "need", strconv.Itoa(need[r.id]), "can", strconv.Itoa(can), "total", strconv.Itoa(can+reserved))
		}
	}
}

func (p *Pass) countNeeded() map[string]int {
	need := map[string]int{}
	for _, i := range p.interfaces() {
		need[i.subnet] += max(1, len(i.iface.Addresses))
	}
	return need
}

// capacity is how many addresses a subnet's block can give.
func capacity(b netip.Prefix) int { return 1<<(b.Addr().BitLen()-b.Bits()) - reserved }

func isSubnetSize(b netip.Prefix) bool {
	return b.IsValid() && b.Addr().Is4() && b.Bits() >= widestBlock && b.Bits() <= narrowestBlock
}
