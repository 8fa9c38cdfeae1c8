package reach

import "vpcanvas/engine/kind"

// A Row is a rule of a security group, an entry of a network ACL or a route: what decides on traffic.
type Row struct {
	// Resource owns it; List is "ingress", "egress" or "routes", and Key its row there.
	Resource, List, Key string
}

// The lists of rows.
const (
	listIngress = "ingress"
	listEgress  = "egress"
	listRoutes  = "routes"
)

func listOf(egress bool) string {
	if egress {
		return listEgress
	}
	return listIngress
}

// Path is where the row stands among the properties of its resource.
func (r Row) Path() string { return "props." + r.List + "." + r.Key }

// meet notes that a row had a say in a walk: without it, the walk might go elsewhere. One that no walk
// of a question met can be taken away without changing the answer.
func (w *walk) meet(resource, list, key string) {
	if w.net.met != nil {
		w.net.met[Row{resource, list, key}] = true
	}
}

// Rows lists every row of the design by resource, list and key, those that count for nothing too.
func (n *Network) Rows() []Row {
	var rows []Row
	for _, r := range kind.Sorted(n.design.Resources) {
		rows = append(rows, rowsOf(r.Key, r.Value.Props)...)
	}
	return rows
}

func rowsOf(id string, p kind.Props) []Row {
	var rows []Row
	switch p := p.(type) {
	case *kind.SecurityGroup:
		rows = append(keyed(id, listEgress, p.Egress), keyed(id, listIngress, p.Ingress)...)
	case *kind.NetworkACL:
		rows = append(keyed(id, listEgress, p.Egress), keyed(id, listIngress, p.Ingress)...)
	case *kind.RouteTable:
		rows = keyed(id, listRoutes, p.Routes)
	}
	return rows
}

func keyed[T any](id, list string, rows map[string]T) []Row {
	var all []Row
	for _, row := range kind.Sorted(rows) {
		all = append(all, Row{id, list, row.Key})
	}
	return all
}
