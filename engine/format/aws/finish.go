package aws

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// finish is what is decided when all is read.
func (r *reader) finish() {
	r.standAlone()
	r.drawFarNetworks()
	r.dropUnusedLists()
	r.dropDefaultVPCs()
	r.completeVPCs()
	r.dropBad()
	r.mend()
	for _, row := range kind.Sorted(r.passed) {
		why := r.whys[row.Key]
		l := loss("passed-over", "", message.Args{"key": row.Key, "count": strconv.Itoa(row.Value)})
		l.Text.EN, l.Text.JA = strings.ReplaceAll(l.Text.EN, "{why}", why.EN), strings.ReplaceAll(l.Text.JA, "{why}", why.JA)
		if row.Value > 0 {
			r.keep(l)
		}
	}
	if r.tagged > 0 {
		r.note("aws-tags", "", message.Args{"count": strconv.Itoa(r.tagged)})
	}
}

// completeVPCs adds what AWS makes with each VPC where the files lack it.
func (r *reader) completeVPCs() {
	for _, row := range kind.Sorted(r.d.Resources) {
		if row.Value.Kind != kind.VPCKind {
			continue
		}
		vpc, name := row.Key, row.Value.Name
		own := func(id string, p kind.Props) {
			if r.d.Resources[id] == nil {
				r.d.Resources[id] = &design.Resource{Kind: p.Kind(), Name: design.OwnName(name, p.Kind()), Parent: vpc, Props: p, Tags: map[string]string{}}
			}
		}
		own(design.MainRouteTableID(vpc), kind.Get(kind.RouteTableKind).New())
		own(design.DefaultNetworkACLID(vpc), kind.DefaultNetworkACL())
		own(design.DefaultSecurityGroupID(vpc), kind.DefaultSecurityGroup(design.DefaultSecurityGroupID(vpc)))
	}
}

// dropDefaultVPCs takes out the VPCs that AWS puts into every region, where nothing runs in them and
// something else is drawn.
func (r *reader) dropDefaultVPCs() {
	busy := map[string]bool{}
	others := 0
	for id, res := range r.d.Resources {
		switch res.Kind {
		case kind.VPCKind:
			if !r.defaults[id] {
				others++
			}
			continue
		case kind.SubnetKind, kind.RouteTableKind, kind.NetworkACLKind, kind.SecurityGroupKind, kind.InternetGatewayKind, kind.ScopeKind:
			continue
		}
		if vpc := r.d.Ancestor(id, kind.VPCKind); vpc != "" {
			busy[vpc] = true
		}
		for _, at := range kind.Get(res.Kind).Refs(res.Props) {
			busy[at.Ref.ID] = true
		}
	}
	for _, row := range kind.Sorted(r.defaults) {
		if r.d.Resources[row.Key] != nil && !busy[row.Key] && others > 0 {
			r.note("default-vpc", "", message.Args{"element": r.d.Resources[row.Key].Name})
			r.drop(row.Key)
		}
	}
	r.dropEmptyScopes()
}

// drop takes out a VPC, what lies in it, and the gateway that is attached to it.
func (r *reader) drop(vpc string) {
	for id, res := range r.d.Resources {
		g, isGateway := res.Props.(*kind.InternetGateway)
		if id != vpc && (r.d.Ancestor(id, kind.VPCKind) == vpc || isGateway && g.VPC.ID == vpc) {
			delete(r.d.Resources, id)
		}
	}
	delete(r.d.Resources, vpc)
}

func (r *reader) dropEmptyScopes() {
	used := map[string]bool{}
	for _, res := range r.d.Resources {
		used[res.Parent] = true
	}
	for _, s := range r.scopes {
		if !used[s.id] && !s.isOwn {
			delete(r.d.Resources, s.id)
		}
	}
}

// dropBad takes out elements with numbers or texts that no design holds, and what lies in them.
func (r *reader) dropBad() {
	bad := map[string]bool{}
	for _, row := range kind.Sorted(r.d.Resources) {
		k := kind.Get(row.Value.Kind)
		k.Visit(row.Value.Props, func(_ []string, f *kind.Field, v any) {
			if what, isBad := outOfBounds(f, v); isBad {
				bad[row.Key] = true
				r.lose("bad-object", "", message.Args{"key": string(k.Name), "element": row.Value.Name, "cause": f.Name + " " + what})
			}
		})
	}
	for len(bad) > 0 {
		next := map[string]bool{}
		for id, res := range r.d.Resources {
			if bad[res.Parent] {
				next[id] = true
			}
		}
		for id := range bad {
			delete(r.d.Resources, id)
		}
		bad = next
	}
}

func outOfBounds(f *kind.Field, v any) (string, bool) {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v), (f.Min != 0 || f.Max != 0) && (v < f.Min || v > f.Max)
	case string:
		return exchange.Shown(v, mostShown), len(v) > design.MaxText
	}
	return "", false
}

// mend leads references to what was left out to the outside, by its AWS id, as those to what the files lack: there
// it is, and the design does not hold it.
func (r *reader) mend() {
	awsIDs := map[string]string{}
	for _, row := range kind.Sorted(r.ids) { // the first of those that one element goes by
		for _, e := range row.Value {
			awsIDs[e.id] = cmp.Or(awsIDs[e.id], row.Key)
		}
	}
	for _, res := range r.d.Resources {
		k := kind.Get(res.Kind)
		for _, at := range k.Refs(res.Props) {
			if id := at.Ref.ID; id != "" && r.d.Resources[id] == nil && !isWord(at) {
				res.Props, _ = k.Redirected(res.Props, id, kind.Ref{External: &kind.External{AWSID: cmp.Or(awsIDs[id], id)}})
			}
		}
	}
}

func isWord(at kind.RefAt) bool {
	return slices.ContainsFunc(at.Field.Options, func(o kind.Option) bool { return o.Value == at.Ref.ID })
}
