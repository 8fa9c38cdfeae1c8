package verdict_test

import (
	"slices"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// shop is two web servers, one of them without a public address, and a database; AWS picks most of
// the addresses.
func shop() *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("rt", "vpc", "0.0.0.0/0 igw").
		Subnet("pub", "vpc", "10.0.1.0/24", "rt").Subnet("priv", "vpc", "10.0.2.0/24").Subnet("none", "vpc", "10.0.3.0/24").
		Group("sgweb", "vpc", "in tcp/80 0.0.0.0/0", "in tcp/22 203.0.113.0/24", "out all 0.0.0.0/0").
		Group("sgdb", "vpc", "in tcp/5432 sg:sgweb", "in tcp/22 10.0.1.0/25", "out all 0.0.0.0/0").
		Instance("Web1", "pub", "public", "sg:sgweb").Instance("Web2", "pub", "sg:sgweb").Instance("DB", "priv", "sg:sgdb")
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name, from, to, expect string
		services               []string
		want                   verdict.Holds
	}{
		{"must, holds", "internet", "Web1", "must", []string{"tcp/80"}, "yes"},
		{"must, on every service", "internet", "Web1", "must", []string{"tcp/80", "tcp/443"}, "no"},
		{"must, for every member", "internet", "pub", "must", []string{"tcp/80"}, "no"},
		{"must, group to group", "sgweb", "sgdb", "must", []string{"tcp/5432"}, "yes"},
		{"must not, holds", "internet", "DB", "must-not", []string{"tcp/5432", "tcp/22"}, "yes"},
		{"must not, on any service", "internet", "Web1", "must-not", []string{"tcp/443", "tcp/80"}, "no"},
		{"must not, for any member", "internet", "pub", "must-not", []string{"tcp/80"}, "no"},
		{"must not, anything at all", "internet", "priv", "must-not", nil, "yes"},
		{"must not, anything, but something works", "internet", "Web1", "must-not", nil, "no"},
		{"must, split by an address that AWS picks", "Web1", "DB", "must", []string{"tcp/22"}, "unknown"},
		{"must not, split by an address that AWS picks", "Web1", "DB", "must-not", []string{"tcp/22"}, "unknown"},
		{"one thing is wrong, whatever else is unknown", "Web1", "DB", "must", []string{"tcp/22", "tcp/23"}, "no"},
		{"an empty group is never green", "internet", "none", "must-not", []string{"tcp/80"}, "unknown"},
		{"a deleted end", "internet", "gone:old", "must", []string{"tcp/80"}, "unknown"},
		{"a block of which a part passes", "203.0.112.0/23", "Web1", "must", []string{"tcp/22"}, "no"},
		{"the part", "203.0.113.0/24", "Web1", "must", []string{"tcp/22"}, "yes"},
		{"the rest of the internet", "internet", "Web1", "must-not", []string{"tcp/22"}, "yes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := shop().Flow("arrow", c.from, c.to, c.expect, c.services...)
			j := verdict.Judge(reach.Compile(n.D), n.D.Flows[sample.ID("arrow")])
			if j.Holds != c.want {
				t.Errorf("holds: %s, want %s (%s %v)", j.Holds, c.want, j.Verdict, j.Reasons)
			}
			if c.expect == design.Must && (j.Holds == verdict.Yes) != (len(j.Reasons) == 0) {
				t.Errorf("holds: %s with %d reasons", j.Holds, len(j.Reasons))
			}
		})
	}
}

func TestJudgeThroughAJumpHost(t *testing.T) {
	judge := func(via, expect, service string) verdict.Holds {
		n := shop().Flow("arrow", "203.0.113.0/24", "DB", expect, service)
		f := *n.D.Flows[sample.ID("arrow")]
		f.Via = kind.To(sample.ID(via))
		return verdict.Judge(reach.Compile(n.D), &f).Holds
	}
	for _, c := range []struct {
		via, expect, service string
		want                 verdict.Holds
	}{
		{"Web1", "must", "tcp/5432", "no"},      // the first hop is closed
		{"Web1", "must-not", "tcp/5432", "yes"}, // so nobody comes through
		{"Web1", "must", "tcp/22", "unknown"},   // the second hop depends on an address
		{"Web2", "must", "tcp/22", "no"},        // which cannot help where the first is closed
		{"Web1", "must-not", "tcp/22", "unknown"},
	} {
		if got := judge(c.via, c.expect, c.service); got != c.want {
			t.Errorf("%s %s via %s: %s, want %s", c.expect, c.service, c.via, got, c.want)
		}
	}
}

func TestStates(t *testing.T) {
	for _, c := range []struct {
		name string
		net  *sample.Net
		want verdict.State
	}{
		{"clean", shop().Flow("a", "internet", "Web1", "must", "tcp/80"), verdict.Clean},
		{"a warning is no error", shop(), verdict.Clean},
		{"a flow is unknown", shop().Flow("a", "Web1", "DB", "must", "tcp/22"), verdict.Undecided},
		{"a flow is broken", shop().Flow("a", "Web1", "DB", "must", "tcp/22").Flow("b", "internet", "DB", "must", "tcp/22"), verdict.Broken},
		{"an error", shop().Subnet("twin", "vpc", "10.0.1.0/24"), verdict.Broken},
		{"a suppressed error", suppressed(shop().Subnet("twin", "vpc", "10.0.1.0/24")), verdict.Clean},
	} {
		if got := verdict.Analyse(c.net.D).State(); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func suppressed(n *sample.Net) *sample.Net {
	n.D.Suppressions["suppression"] = &design.Suppression{Code: "cidr-overlap", Element: sample.ID("twin"), Reason: "moved next week", By: "somebody"}
	return n
}

// What changed from one analysis to the next is enough to get there.
func TestChanges(t *testing.T) {
	old := shop().Flow("a", "internet", "Web1", "must", "tcp/80").Flow("left", "internet", "DB", "must-not", "tcp/22")
	now := old.Clone().Subnet("twin", "vpc", "10.0.2.0/24").Table("rt", "vpc")
	delete(now.D.Flows, sample.ID("left"))
	a, b := verdict.Analyse(old.D), verdict.Analyse(now.D)
	c := b.Since(a)
	keys := []string{}
	for _, f := range c.Added {
		keys = append(keys, f.Key)
	}
	if want := []string{"cidr-overlap twin000000", "gateway-attached-not-routed igw0000000", "subnet-on-main-table twin000000 routeTable"}; !slices.Equal(keys, want) {
		t.Errorf("added %v, want %v", keys, want)
	}
	if want := []string{"public-instance-without-public-address web2000000 eth0"}; !slices.Equal(c.Removed, want) {
		t.Errorf("removed %v, want %v", c.Removed, want)
	}
	if f, ok := c.Flows[sample.ID("a")]; len(c.Flows) != 1 || !ok || f.Holds != verdict.No {
		t.Errorf("flows %v", c.Flows)
	}
	if !slices.Equal(c.GoneFlows, []string{sample.ID("left")}) || len(c.Subnets) != 1 || c.Subnets[sample.ID("pub")] {
		t.Errorf("gone %v, subnets %v", c.GoneFlows, c.Subnets)
	}
	if same := a.Since(verdict.Analyse(old.D)); !same.IsEmpty() {
		t.Errorf("nothing changed, but %+v", same)
	}
}
