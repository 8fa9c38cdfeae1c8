package reach

import (
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Lookup is the name that a client resolves before it sends anything, and what it is told.
type Lookup struct {
	Name string `json:"name"`
	// Resolver is the VPC that answers; "" for that of a host outside.
	Resolver string `json:"resolver,omitzero"`
	// Answer is the endpoint or the target of a record that the name leads to; "" for public addresses.
	Answer string `json:"answer,omitzero"`
}

// A nameEnd is an end that is known by a name: what it means depends on who asks.
type nameEnd struct {
	// set is an AWS service; its region is "" for that of the client, or AnyRegion.
	set serviceSet
	// record is the whole name of a DNS record, where it is no service.
	record string
}

// AnyRegion is the region of a name that says none, such as the global name of S3: a bucket behind it
// may be anywhere, which a gateway endpoint is not (semantics 103).
const AnyRegion = "global"

// elsewhere stands for any region but the client's.
const elsewhere = "another region"

func buildAWSService(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.AWSService)
	at := p.Region
	if at == "" {
		at = regionOf(b.design, r.Parent)
	}
	b.services[id] = serviceSet{at, p.Service}
}

func buildRecord(b *builder, id string, r *design.Resource) {
	z, _ := propsOf[*kind.HostedZone](b.design, r.Parent)
	p := r.Props.(*kind.Record)
	if z == nil {
		return
	}
	b.records[id] = dnsRecord{id: id, name: p.FullName(z), zone: z, props: p}
}

// propsOf are the properties of a resource, if it is of that kind.
func propsOf[P kind.Props](d *design.Design, id string) (p P, ok bool) {
	if r := d.Resources[id]; r != nil {
		p, ok = r.Props.(P)
	}
	return p, ok
}

// A dnsRecord gives a name to a resource or to a value.
type dnsRecord struct {
	id, name string
	zone     *kind.HostedZone
	props    *kind.Record
}

// nameMember is an end that is known by a name.
func nameMember(id string, n nameEnd) member {
	return member{id: id, weight: 1, name: &n, sides: []side{{private: netset.Public4, ports: netset.AnyClient}}}
}

// named answers for an end that is known by a name, as the name resolves where the client is.
func (a *asker) named(pairs []Pair, from, to *member) []Pair {
	v := from.sides[0].vpc()
	if to.name.record != "" {
		return a.byRecord(pairs, from, to, v)
	}
	set := to.name.set
	home := ""
	if v != nil {
		home = v.region
	}
	switch set.region {
	case "":
		set.region = home
	case AnyRegion:
		here, there := set, set
		here.region, there.region = home, elsewhere
		both := [2][]Pair{a.toService(nil, from, to, here, v), a.toService(nil, from, to, there, v)}
		return append(pairs, a.either(both[0], both[1])...)
	}
	return a.toService(pairs, from, to, set, v)
}

// either joins the answers for the client's region and for another one: where they differ, nothing
// is known.
func (a *asker) either(here, there []Pair) []Pair {
	all := append(here, there...)
	if len(all) == 0 { // nobody talks to itself
		return nil
	}
	verdicts := make([]Verdict, len(all))
	reasons := a.net.words(&a.q, []reasonKey{{code: RegionUnknown, dir: Forward, detail: all[0].To}})
	for i := range all {
		verdicts[i] = all[i].Verdict
		reasons = mergeReasons(reasons, all[i].Reasons)
	}
	if len(slices.Compact(verdicts)) == 1 {
		return all
	}
	for i := range all {
		all[i].Verdict, all[i].Allowed.Surely, all[i].Reasons = Unknown, netset.Traffic{}, reasons
	}
	return all
}

// toService answers for a service in the order in which AWS resolves its name: an interface endpoint
// with private DNS in the client's VPC, else the service's public addresses, to which the routes lead
// by a gateway endpoint or out of the VPC (semantics 110, 111).
func (a *asker) toService(pairs []Pair, from, to *member, set serviceSet, v *vpc) []Pair {
	before := len(pairs)
	look := Lookup{Name: publicName(set), Resolver: vpcID(v)}
	note := reasonKey{code: NameIsPublic, resource: vpcID(v), dir: Forward, detail: look.Name}
	if e := v.answering(set); e != nil {
		look.Answer = e.id
		note = reasonKey{code: NameIsEndpoint, resource: e.id, dir: Forward, detail: look.Name}
		for _, n := range nodesOf(e.nodes, "") {
			pairs = a.members(pairs, from, &n)
		}
	} else {
		m := member{id: to.id, weight: 1, sides: []side{{private: netset.Public4, ports: netset.AnyClient, service: set}}}
		if a.net.design.Resources[to.id] != nil {
			m.sides[0].host = to.id
		}
		pairs = a.members(pairs, from, &m)
	}
	identity := reasonKey{code: IdentityUnchecked, detail: set.service, dir: Forward}
	for i := range pairs[before:] {
		p := &pairs[before+i]
		a.looksUp(p, look)
		p.Notes = append(p.Notes, a.net.words(&a.q, []reasonKey{note, identity})...)
	}
	return pairs
}

// answering is the interface endpoint that the service's public name leads to inside the VPC; nil for none.
func (v *vpc) answering(set serviceSet) *interfaceEndpoint {
	if v == nil || v.region != set.region {
		return nil
	}
	for _, e := range v.endpoints {
		if e.service == set.service && e.privateDNS && len(e.nodes) > 0 {
			return e
		}
	}
	return nil
}

// looksUp notes the name on a pair, with a step of the way for it.
func (a *asker) looksUp(p *Pair, look Lookup) {
	p.Lookup = &look
	if len(p.Path) > 0 {
		ask := Hop{Resource: look.Resolver, Kind: kind.VPCKind, Decision: Pass, Name: look.Name}
		if look.Resolver == "" {
			ask.Resource, ask.Kind = kind.Internet, kind.InternetKind
		}
		p.Path = slices.Insert(p.Path, 1, ask)
	}
}

// publicName is the name by which clients call a service of a region.
func publicName(set serviceSet) string {
	parts := strings.Split(set.service, ".")
	slices.Reverse(parts) // "ecr.api" answers as api.ecr
	if set.region != "" && set.region != elsewhere {
		parts = append(parts, set.region)
	}
	return strings.Join(append(parts, "amazonaws.com"), ".")
}

// sees reports whether who asks in a VPC finds the record: a private zone answers only the VPCs that
// it is associated with, and those only with both DNS switches on (semantics 110, 144).
func (r *dnsRecord) sees(v *vpc) bool {
	if !r.zone.Private {
		return v == nil || v.props.EnableDNSSupport
	}
	return v != nil && r.zone.VPCs[v.id] && v.props.EnableDNSSupport && v.props.EnableDNSHostnames
}

// find is the record that answers for a name where the client is: a private zone goes before a public
// one. Of several, the first by id.
func (n *Network) find(name string, v *vpc) *dnsRecord {
	var best *dnsRecord
	for _, row := range kind.Sorted(n.records) {
		r := row.Value
		if r.name == name && r.sees(v) && (best == nil || r.zone.Private && !best.zone.Private) {
			best = &r
		}
	}
	return best
}

// maxAliases bounds a chain of records that name each other.
const maxAliases = 8

// byRecord answers for what a record stands for.
func (a *asker) byRecord(pairs []Pair, from, to *member, v *vpc) []Pair {
	name := to.name.record
	for range maxAliases {
		r := a.net.find(name, v)
		if r == nil {
			return append(pairs, a.nameless(from, to, name, v))
		}
		if ref := r.props.Target; !ref.IsZero() {
			return a.lookedUp(pairs, from, to, design.End{Ref: ref}, v)
		}
		if at, err := netip.ParseAddr(strings.TrimSpace(r.props.Value)); err == nil {
			return a.lookedUp(pairs, from, to, design.End{CIDR: netip.PrefixFrom(at, at.BitLen())}, v)
		}
		name = kind.Domain(r.props.Value)
	}
	return append(pairs, a.nameless(from, to, name, v))
}

func (a *asker) lookedUp(pairs []Pair, from, to *member, e design.End, v *vpc) []Pair {
	before := len(pairs)
	all := a.net.members(e)
	for i := range all {
		if all[i].name == nil { // a record stands for no record
			pairs = a.members(pairs, from, &all[i])
		}
	}
	look := Lookup{Name: to.name.record, Resolver: vpcID(v), Answer: a.net.endID(e)}
	note := reasonKey{code: NameIsRecord, resource: to.id, dir: Forward, detail: a.net.endText(e)}
	for i := range pairs[before:] {
		a.looksUp(&pairs[before+i], look)
		pairs[before+i].Notes = append(pairs[before+i].Notes, a.net.words(&a.q, []reasonKey{note})...)
	}
	if len(pairs) == before {
		return append(pairs, a.nameless(from, to, to.name.record, v))
	}
	return pairs
}

// nameless is the answer where a name leads nowhere.
func (a *asker) nameless(from, to *member, name string, v *vpc) Pair {
	p := Pair{
		Verdict: Blocked, From: from.id, To: to.id, Weight: from.weight, Client: from.sides[0].ports,
		Path: []Hop{}, Return: []Hop{}, Lamps: Lamps{}.complete(),
	}
	k := reasonKey{code: NameNotFound, resource: to.id, dir: Forward, detail: name}
	if v != nil && !v.props.EnableDNSSupport {
		k = reasonKey{code: DNSSupportOff, resource: v.id, dir: Forward}
	}
	p.Reasons = a.net.words(&a.q, []reasonKey{k})
	return p
}
