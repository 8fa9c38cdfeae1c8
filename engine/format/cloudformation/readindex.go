package cloudformation

import (
	"net/netip"

	"vpcanvas/engine/kind"
)

// An index is what many resources ask of all others: a template of thousands would be searched for each of them. Each
// part is made when the first one asks, or grows while elements are made.
type index struct {
	// attached are the resources that attach an interface to an instance, by the instance.
	attached map[*source][]*source
	// withEgress are the groups that rules of their own belong to, members the instances of each cluster of databases.
	withEgress map[*source]bool
	members    map[*source]int
	// zones are hosted zones by stack and domain, addresses interfaces by VPC and private address.
	zones     map[zoneKey]string
	addresses map[addressKey]kind.Target
	// known are the blocks of VPCs and subnets that templates spell out, spare what is left of each VPC's block.
	known *knownBlocks
	spare map[string]*spareBlocks
}

type (
	zoneKey struct {
		stack  int
		domain string
	}
	addressKey  struct{ vpc, address string }
	knownBlocks struct{ vpcs, subnets []netip.Prefix }
	// spareBlocks are the subnets that a VPC has room for, from the first that was not looked at yet.
	spareBlocks struct {
		blocks []any
		made   int
	}
)

// all goes through the resources of a type.
func (r *reader) all(typ string, visit func(*source)) {
	for _, s := range r.stacks {
		for _, src := range s.order {
			if src.typ == typ {
				visit(src)
			}
		}
	}
}

// hasEgress reports whether rules of their own belong to the group: AWS then takes its own away.
func (src *source) hasEgress() bool {
	x := &src.reader.index
	if x.withEgress == nil {
		x.withEgress = map[*source]bool{}
		src.reader.all(typeGroupEgress, func(rule *source) {
			of, _ := src.reader.found(rule.prop("GroupId"))
			x.withEgress[of] = true
		})
	}
	return x.withEgress[src]
}

// membersOf counts the instances of a cluster.
func (r *reader) membersOf(cluster *source) int {
	if r.index.members == nil {
		r.index.members = map[*source]int{}
		r.all(typeDatabase, func(member *source) {
			of, _ := r.found(member.prop("DBClusterIdentifier"))
			r.index.members[of]++
		})
	}
	return r.index.members[cluster]
}

// zoneCalled is the hosted zone of a stack with a domain. Zones are made before their records ask.
func (src *source) zoneCalled(domain string) string {
	x := &src.reader.index
	if x.zones == nil {
		x.zones = map[zoneKey]string{}
		src.reader.all(typeZone, func(zone *source) {
			key := zoneKey{zone.number, kind.Domain(zone.text("Name"))}
			if _, taken := x.zones[key]; !taken && zone.kind == kind.HostedZoneKind {
				x.zones[key] = zone.id
			}
		})
	}
	return x.zones[zoneKey{src.number, kind.Domain(domain)}]
}

// atAddress is the interface with a private address in a VPC. Interfaces are filled before targets ask.
func (r *reader) atAddress(vpc string, address netip.Addr) (kind.Target, bool) {
	if r.index.addresses == nil {
		r.index.addresses = map[addressKey]kind.Target{}
		for _, row := range kind.Sorted(r.d.Resources) {
			p, ok := row.Value.Props.(kind.Addressed)
			if !ok || row.Value.Kind != kind.InstanceKind && row.Value.Kind != kind.NetworkInterfaceKind {
				continue
			}
			for _, i := range kind.Sorted(p.NetworkInterfaces()) {
				for _, a := range kind.Sorted(i.Value.Addresses) {
					key := addressKey{r.d.Ancestor(row.Key, kind.VPCKind), a.Key}
					if _, taken := r.index.addresses[key]; !taken {
						r.index.addresses[key] = kind.Target{Target: kind.To(row.Key), Interface: r.notFirst(row.Key, i.Key)}
					}
				}
			}
		}
	}
	t, ok := r.index.addresses[addressKey{vpc, address.String()}]
	return t, ok
}
