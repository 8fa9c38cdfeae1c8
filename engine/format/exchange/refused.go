package exchange

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// This file decides what AWS would refuse to make, once for all formats that make things: a file that
// writes it all the same fails in the middle of a deployment.

// NATRefused tells whether AWS would refuse a NAT gateway: a public one wants an Elastic IP that is its
// own. An automatic address is one, as the file can make it; owns tells whether an Elastic IP of the
// design is this gateway's.
func NATRefused(p *kind.NATGateway, owns func(address string) bool) bool {
	if p.Connectivity == kind.ConnectivityPrivate {
		return false
	}
	public := kind.NewInterface(kind.Ref{}).Public
	if rows := kind.Sorted(p.NetworkInterfaces()); len(rows) > 0 {
		public = rows[0].Value.Public
	}
	return public.ID != kind.PublicAuto && public.External == nil && !owns(public.ID)
}

// BalancerRefused tells whether AWS would refuse a load balancer for its subnets, of which kept are those
// that it would take: an application load balancer wants two (semantics 124), a network one a single one.
func BalancerRefused(p *kind.LoadBalancer, kept int) bool {
	if p.Type == kind.LoadBalancerApplication {
		return kept < 2
	}
	return kept < 1
}

// BalancedZones tells the subnets of a load balancer that AWS would take from the others: it wants one of
// the VPC in each zone. Which zone a subnet without one gets is not known here. Only what is made can be
// named.
func BalancedZones(d *design.Design, p *kind.LoadBalancer, vpc string, made map[string]bool) (kept, others []kind.Row[kind.BalancedZone]) {
	used := map[string]bool{}
	for _, row := range kind.Sorted(p.Subnets) {
		to := row.Value.Subnet
		zone := to.ID
		if r := d.Resources[to.ID]; r != nil && r.Props.(*kind.Subnet).AvailabilityZone != "" {
			zone = r.Props.(*kind.Subnet).AvailabilityZone
		}
		if to.External != nil {
			zone = to.External.AWSID
		}
		if used[zone] || to.External == nil && (!made[to.ID] || d.Ancestor(to.ID, kind.VPCKind) != vpc) {
			others = append(others, row)
			continue
		}
		used[zone] = true
		kept = append(kept, row)
	}
	return kept, others
}
