package rule_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
)

// harmless are the rules whose fixes say that they change nothing: what AWS refuses counts as absent
// already, and what is covered or never reached decides nothing.
var harmless = []string{
	"acl-entry-shadowed", "group-rule-duplicate", "group-rule-redundant", "main-table-internet-route",
	"group-of-other-vpc", "association-of-other-vpc", "route-inside-vpc",
}

// small is two subnets with random filters in front of them. Few values, so that they meet often.
func small(r *rand.Rand) *sample.Net {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	peer := func() string {
		return pick("0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/24", "10.0.2.0/25", "10.0.2.128/25")
	}
	service := func() string {
		return pick("all", "tcp", "tcp/22", "tcp/20-80", "tcp/1024-65535", "tcp/40000-45000", "udp", "icmp", "icmp/8", "icmp/0")
	}
	n := sample.New().VPC("vpc", "10.0.0.0/16").VPC("other", "10.1.0.0/16").Gateway("igw", "vpc").
		Table("rt", "vpc", "0.0.0.0/0 igw").Table("theirs", "other").Group("away", "other")
	if r.IntN(2) == 0 {
		n.Route(design.MainRouteTableID(sample.ID("vpc")), "0.0.0.0/0 igw")
	}
	if r.IntN(2) == 0 {
		n.Route("rt", "10.0.2.0/24 igw")
	}
	var entries, rules []string
	for i := range 8 {
		entries = append(entries, fmt.Sprintf("%s %d %s %s %s", pick("in", "out"), 100+i, pick("allow", "allow", "deny"), service(), peer()))
		rules = append(rules, pick("in ", "out ")+service()+" "+peer())
	}
	n.ACL("acl", "vpc", entries...).Group("sg", "vpc", rules...)
	n.Subnet("a", "vpc", "10.0.1.0/24", pick("rt", "theirs"), "acl").Subnet("b", "vpc", "10.0.2.0/24")
	return n.Instance("one", "a", "public", "sg:sg", "10.0.1.7").Instance("two", "b", "public", "sg:sg", "sg:away", "10.0.2.200")
}

func trace(n *reach.Network, pair [2]string) reach.Answer {
	return n.Trace(reach.Question{From: sample.End(pair[0]), To: sample.End(pair[1]), Service: sample.Service("all"), Family: design.Family4})
}

func allowed(n *reach.Network) []string {
	var out []string
	for _, pair := range [][2]string{{"one", "two"}, {"two", "one"}, {"internet", "one"}, {"two", "internet"}} {
		a := trace(n, pair)
		out = append(out, strings.Join([]string{pair[0], pair[1], a.Allowed.Surely.String(), a.Allowed.Possibly.String()}, " | "))
	}
	return out
}

// The rules and the core are two readings of the same filters: a fix that says it changes nothing
// leaves every answer of the core as it was.
func TestHarmlessFixesChangeNothing(t *testing.T) {
	tried := map[string]int{}
	for seed := range uint64(150) {
		n := small(rand.New(rand.NewPCG(seed, 1)))
		net := reach.Compile(n.D)
		before := allowed(net)
		for _, f := range rule.Run(net, "") {
			if !slices.Contains(harmless, f.Code) {
				continue
			}
			for _, fix := range f.Fixes {
				mended := n.D.Clone()
				if _, _, err := design.Apply(mended, throughJSON(t, fix.Ops)); err != nil {
					t.Fatalf("seed %d: %s: %v", seed, f.Key, err)
				}
				if after := allowed(reach.Compile(mended)); !slices.Equal(before, after) {
					t.Errorf("seed %d: %s: %q changes\n%v\nto\n%v", seed, f.Text.EN, fix.Title.EN, before, after)
				}
				tried[f.Code]++
			}
		}
	}
	for _, code := range harmless {
		if tried[code] == 0 {
			t.Errorf("no design had a fix of %s", code)
		}
	}
}

// Where the rule says that what an entry lets pass is never answered, the core agrees: with that
// entry alone in its direction, behind groups that let everything pass, no conversation works.
func TestEntriesWithoutReplyOpenNothing(t *testing.T) {
	found := map[string]int{}
	for seed := range uint64(150) {
		n := small(rand.New(rand.NewPCG(seed, 2)))
		n.Group("sg", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").Subnet("a", "vpc", "10.0.1.0/24", "rt", "acl").Subnet("b", "vpc", "10.0.2.0/24", "rt")
		for _, f := range rule.Run(reach.Compile(n.D), "") {
			if f.Code != "acl-without-reply" {
				continue
			}
			property, key, _ := strings.Cut(f.Row, ".")
			found[property]++
			alone := n.Clone()
			sample.Change(alone, "acl", func(a *kind.NetworkACL) {
				if property == "ingress" {
					a.Ingress = map[string]kind.ACLEntry{key: a.Ingress[key]}
				} else {
					a.Egress = map[string]kind.ACLEntry{key: a.Egress[key]}
				}
			})
			pairs := [][2]string{{"internet", "one"}, {"two", "one"}}
			if property == "egress" {
				pairs = [][2]string{{"one", "internet"}, {"one", "two"}}
			}
			for _, pair := range pairs {
				if !trace(reach.Compile(alone.D), pair).Allowed.Possibly.IsEmpty() {
					t.Errorf("seed %d: %s, but %v works", seed, f.Text.EN, pair)
				}
			}
		}
	}
	if found["ingress"] == 0 || found["egress"] == 0 {
		t.Errorf("found %v: a direction was never tried", found)
	}
}
