package scene

import (
	"cmp"
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// ipv6 stands for a block of addresses whose digits are unknown, or too many for their place.
const ipv6 = "IPv6"

// look fills in what the properties of a resource change about its item.
func (b *builder) look(i *Item, r *design.Resource) {
	if b.lookOfFrame(i, r) || b.lookOfGateway(i, r) || b.lookOfOnPremises(i, r) {
		return
	}
	switch p := r.Props.(type) {
	case *kind.Instance:
		i.Subtitle, i.Muted = cmp.Or(addressOf(p), p.InstanceType), p.State == kind.StateStopped
	case *kind.NATGateway:
		i.Subtitle = cmp.Or(addressOf(p), optionLabel(p, "connectivity", p.Connectivity))
	case *kind.NetworkInterface:
		i.Subtitle = addressOf(p)
	case *kind.LoadBalancer:
		i.Subtitle, i.Variant = optionLabel(p, "scheme", p.Scheme), p.Type
	case *kind.GatewayEndpoint:
		i.Subtitle, i.Muted = optionLabel(p, "service", p.Service), len(p.RouteTables) == 0
	case *kind.InterfaceEndpoint:
		i.Subtitle = p.Service
	case *kind.Database:
		product := strings.TrimPrefix(strings.TrimPrefix(optionLabel(p, "engine", p.Engine), "RDS for "), "ElastiCache for ")
		i.Subtitle, i.Variant = product, p.Engine
	case *kind.Function:
		i.Subtitle = p.Runtime
	case *kind.ContainerService:
		i.Subtitle, i.Muted = fmt.Sprintf("%s × %d", optionLabel(p, "launchType", p.LaunchType), p.DesiredCount), p.DesiredCount == 0
	case *kind.AWSService:
		i.Variant = p.Service
		if i.Title == "" {
			i.Title, i.Subtitle = p.Service, p.Region
		} else {
			i.Subtitle = p.Service
		}
	}
}

func (b *builder) lookOfFrame(i *Item, r *design.Resource) bool {
	switch p := r.Props.(type) {
	case *kind.Scope:
		i.Subtitle = joined(p.Region, p.Account)
	case *kind.VPC:
		blocks := []string{}
		for _, block := range p.Blocks() {
			blocks = append(blocks, block.String())
		}
		for _, row := range kind.Sorted(p.IPv6CIDRs) {
			if block := row.Value.CIDR; block.IsValid() {
				blocks = append(blocks, block.String())
			} else {
				blocks = append(blocks, ipv6) // Amazon picks it
			}
		}
		i.Subtitle = joined(blocks...)
		i.room = b.roomBeforeGates(i.ID)
	case *kind.Subnet:
		i.Public = isPublic(b.d, i.ID)
		if p.CIDR.IsValid() {
			i.Subtitle = p.CIDR.String()
		}
		if p.HasIPv6() {
			i.Subtitle = joined(i.Subtitle, ipv6)
		}
		if lane, ok := b.laneOf[i.ID]; ok {
			i.Parent = lane
		}
	default:
		return false
	}
	return true
}

func (b *builder) lookOfGateway(i *Item, r *design.Resource) bool {
	switch p := r.Props.(type) {
	case *kind.InternetGateway:
		i.Shape, i.Muted = Gate, !b.joins(p.VPC)
		i.Lower = b.isLower(i.Rect, p.VPC)
	case *kind.VPNGateway:
		i.Shape, i.Muted = Gate, !b.joins(p.VPC)
		i.Lower = b.isLower(i.Rect, p.VPC)
	case *kind.EgressOnlyInternetGateway:
		i.Shape, i.Subtitle = Gate, ipv6
	case *kind.Peering:
		i.Subtitle = optionLabel(p, "status", p.Status)
		i.Muted = p.Status != kind.PeeringActive || !b.joins(p.Requester, p.Accepter)
	default:
		return false
	}
	return true
}

func (b *builder) lookOfOnPremises(i *Item, r *design.Resource) bool {
	switch p := r.Props.(type) {
	case *kind.Client:
		if p.CIDR.IsValid() {
			i.Subtitle = p.CIDR.String()
		}
	case *kind.CorporateNetwork:
		if blocks := kind.BlocksOf(p.CIDRs); len(blocks) > 0 {
			i.Subtitle = blocks[0].String()
			if more := len(blocks) - 1; more > 0 {
				i.Subtitle += fmt.Sprintf(" +%d", more)
			}
		}
	case *kind.CustomerGateway:
		i.Subtitle = p.IPAddress
	case *kind.VPNConnection:
		up := 0
		for _, tunnel := range []string{p.Tunnel1, p.Tunnel2} {
			if tunnel != kind.LinkDown {
				up++
			}
		}
		i.Subtitle, i.Muted = fmt.Sprintf("%d of 2 up", up), !p.IsUp() || !b.joins(p.VPNGateway, p.CustomerGateway)
	case *kind.DirectConnect:
		i.Subtitle, i.Muted = fmt.Sprintf("VLAN %d", p.VLAN), p.State != kind.LinkUp || !b.joins(p.VPNGateway, p.Network)
		if p.State != kind.LinkUp {
			i.Subtitle = optionLabel(p, "state", p.State)
		}
	default:
		return false
	}
	return true
}

// isLower reports a gate on the bottom border of its VPC.
func (b *builder) isLower(gate Rect, vpc kind.Ref) bool {
	at, ok := b.rects[vpc.ID]
	return ok && gate.Y < at.Bottom() && at.Bottom() < gate.Bottom()
}

// joins reports whether all ends are there: a reference to what is gone joins nothing.
func (b *builder) joins(ends ...kind.Ref) bool {
	for _, end := range ends {
		if b.d.Resources[end.ID] == nil {
			return false
		}
	}
	return true
}
