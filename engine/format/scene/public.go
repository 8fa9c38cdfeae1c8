package scene

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// isPublic reports whether a subnet's effective route table leads to a gateway that is attached to
// its VPC (semantics 30).
func isPublic(d *design.Design, subnet string) bool {
	r := d.Resources[subnet]
	s, ok := r.Props.(*kind.Subnet)
	if !ok {
		return false
	}
	id := s.RouteTable.ID
	if s.RouteTable.IsZero() {
		id = mainTable(d, r.Parent)
	}
	table := d.Resources[id]
	if table == nil {
		return false
	}
	t, ok := table.Props.(*kind.RouteTable)
	if !ok {
		return false
	}
	for _, route := range t.Routes {
		to := d.Resources[route.Target.ID]
		if to == nil {
			continue
		}
		if g, ok := to.Props.(*kind.InternetGateway); ok && g.VPC.ID == r.Parent {
			return true
		}
	}
	return false
}

func mainTable(d *design.Design, vpc string) string {
	if r := d.Resources[vpc]; r != nil {
		if v, ok := r.Props.(*kind.VPC); ok && v.MainRouteTable.ID != "" {
			return v.MainRouteTable.ID
		}
	}
	return design.MainRouteTableID(vpc)
}
