package sample

import (
	"fmt"

	"vpcanvas/engine/kind"
)

// perVPC is how many resources one VPC of a realistic network holds.
const perVPC = 200

// tiers are the rows of a VPC: three tiers in two zones make six subnets.
var tiers = []struct {
	name   string
	groups []string
}{
	{"web", []string{"lb", "web"}},
	{"app", []string{"app", "batch", "cache"}},
	{"db", []string{"db"}},
}

// Realistic is a network of about the given number of resources, as companies build them: VPCs of
// six subnets in two zones and three tiers, groups that name each other, network ACLs on the data
// tier, some pinned addresses, an arrow for every tenth instance. Each VPC has a peering with the one
// before it, with routes both ways; every second one also admits a group of that by name, where their
// region is the same. Equal seeds give equal networks.
func Realistic(seed uint64, resources int) *Net {
	n := New()
	r := random{seed*2 + 1}
	for v := 0; len(n.D.Resources) < resources; v++ {
		n.cell(&r, v, min(perVPC, resources-len(n.D.Resources)))
	}
	return n
}

func (n *Net) cell(r *random, v, size int) {
	before := len(n.D.Resources)
	name := func(format string, args ...any) string { return fmt.Sprintf("v%d", v) + fmt.Sprintf(format, args...) }
	vpc := name("vpc")
	n.VPC(vpc, fmt.Sprintf("10.%d.0.0/16", v))
	n.Gateway(name("igw"), vpc)
	n.Table(name("public"), vpc, "0.0.0.0/0 "+name("igw")).Table(name("private"), vpc)
	n.ACL(name("acl"), vpc, "in 100 allow tcp/1024-65535 0.0.0.0/0", fmt.Sprintf("in 110 allow tcp/443 10.%d.0.0/16", v), "in 120 deny tcp/22 0.0.0.0/0",
		"out 100 allow tcp/1024-65535 0.0.0.0/0", "out 110 allow tcp/443 0.0.0.0/0")
	n.groups(name)
	for t, tier := range tiers {
		for zone := range 2 {
			uses := []string{name("private")}
			if t == 0 {
				uses = []string{name("public")}
			}
			if tier.name == "db" {
				uses = append(uses, name("acl"))
			}
			n.Subnet(name("%s%d", tier.name, zone), vpc, fmt.Sprintf("10.%d.%d.0/24", v, t*16+zone), uses...)
		}
	}
	if v > 0 {
		n.neighbours(v)
	}
	for i := 0; len(n.D.Resources)-before < size; i++ {
		n.server(r, v, i, name)
	}
}

// neighbours joins a VPC with the one before it.
func (n *Net) neighbours(v int) {
	here := func(part string) string { return fmt.Sprintf("v%d%s", v, part) }
	there := func(part string) string { return fmt.Sprintf("v%d%s", v-1, part) }
	n.Peering(here("peer"), here("vpc"), there("vpc"))
	for _, table := range []string{"public", "private"} {
		n.Route(here(table), fmt.Sprintf("10.%d.0.0/16 ", v-1)+here("peer"))
		n.Route(there(table), fmt.Sprintf("10.%d.0.0/16 ", v)+here("peer"))
	}
	n.Flow(here("neighbour"), there("sgapp"), here("sgdb"), "must", "tcp/5432")
	if v%2 == 1 {
		n.Group(here("sgdb"), here("vpc"), "in tcp/5432 sg:"+here("sgapp"), "in tcp/5432 sg:"+here("sgbatch"), "in tcp/5432 sg:"+there("sgapp"), "out all 0.0.0.0/0")
	}
}

func (n *Net) groups(name func(string, ...any) string) {
	vpc := name("vpc")
	const all = "out all 0.0.0.0/0"
	for _, g := range []string{"lb", "web", "app", "batch", "cache", "db", "admin"} {
		n.Group(name("sg%s", g), vpc)
	}
	n.Group(name("sglb"), vpc, "in tcp/80 0.0.0.0/0", "in tcp/443 0.0.0.0/0", all)
	n.Group(name("sgweb"), vpc, "in tcp/8080 sg:"+name("sglb"), "in tcp/22 203.0.113.0/24", all)
	n.Group(name("sgapp"), vpc, "in tcp/8443 sg:"+name("sgweb"), "in icmp 10.0.0.0/8", all)
	n.Group(name("sgbatch"), vpc, "out tcp/443 0.0.0.0/0")
	n.Group(name("sgcache"), vpc, "in tcp/6379 sg:"+name("sgapp"), all)
	n.Group(name("sgdb"), vpc, "in tcp/5432 sg:"+name("sgapp"), "in tcp/5432 sg:"+name("sgbatch"), all)
	n.Group(name("sgadmin"), vpc, "in tcp/22 198.51.100.0/24", "in tcp/22 sg:"+name("sgadmin"), all)
}

func (n *Net) server(r *random, v, i int, name func(string, ...any) string) {
	t := r.below(len(tiers))
	tier, zone := tiers[t], r.below(2)
	words := []string{"sg:" + name("sg%s", tier.groups[r.below(len(tier.groups))])}
	if r.below(4) == 0 {
		words = append(words, "sg:"+name("sgadmin"))
	}
	if t == 0 {
		words = append(words, "public")
	}
	if r.below(3) == 0 && i < 240 {
		words = append(words, fmt.Sprintf("10.%d.%d.%d", v, t*16+zone, 10+i))
	}
	server := name("i%d", i)
	n.Instance(server, name("%s%d", tier.name, zone), words...)
	if i%10 != 0 {
		return
	}
	switch r.below(4) {
	case 0:
		n.Flow(name("flow%d", i), kind.Internet, server, "must", "tcp/443", "tcp/80")
	case 1:
		n.Flow(name("flow%d", i), name("sgapp"), name("sgdb"), "must", "tcp/5432")
	case 2:
		n.Flow(name("flow%d", i), server, kind.Internet, "must", "tcp/443")
	case 3:
		n.Flow(name("flow%d", i), kind.Internet, name("db%d", zone), "must-not", "all")
	}
}

// random is splitmix64: the engine has no other source of chance, and this one is the same for ever.
type random struct{ state uint64 }

func (r *random) below(n int) int {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}
