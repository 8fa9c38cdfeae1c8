package layout

import (
	"cmp"
	"slices"

	"vpcanvas/engine/kind"
)

// seatRow stands things side by side, each as near as it may to the middle of what it is joined to.
func (p *plan) seatRow(row []content, y, from, to int) {
	wanted := make(map[string]int, len(row))
	for _, c := range row {
		wanted[c.id] = p.wantedMiddle(c.id, (from+to)/2)
	}
	ordered := slices.Clone(row)
	// What leads to one network stands together.
	slices.SortStableFunc(ordered, func(a, b content) int {
		return cmp.Or(cmp.Compare(wanted[a.id], wanted[b.id]), cmp.Compare(p.farEnd(a.id), p.farEnd(b.id)))
	})
	for i, x := range nearest(ordered, wanted, from, to) {
		p.put(ordered[i], x, y, ordered[i].w, ordered[i].h)
	}
}

// A cluster is neighbours that touch: they lie around the mean of what each wants.
type cluster struct {
	n, w, sum int
	x         int
}

// nearest finds where the boxes of a row begin, so that each is as near to its wanted middle as its
// neighbours allow and all are between the bounds.
func nearest(row []content, wanted map[string]int, from, to int) []int {
	var clusters []cluster
	for _, c := range row {
		// Of a box within a cluster, what counts is where the cluster would begin.
		one := cluster{n: 1, w: snapUp(c.w), sum: wanted[c.id] - c.w/2}
		one.x = max(from, one.sum)
		for len(clusters) > 0 {
			last := clusters[len(clusters)-1]
			if last.x+last.w+nodeGap <= one.x {
				break
			}
			one = cluster{n: last.n + one.n, w: last.w + nodeGap + one.w, sum: last.sum + one.sum - one.n*(last.w+nodeGap)}
			one.x = max(from, one.sum/one.n)
			clusters = clusters[:len(clusters)-1]
		}
		clusters = append(clusters, one)
	}
	limit := to
	for i := len(clusters) - 1; i >= 0; i-- {
		clusters[i].x = snap(min(clusters[i].x, limit-clusters[i].w))
		limit = clusters[i].x - nodeGap
	}
	xs := make([]int, 0, len(row))
	for _, c := range clusters {
		x := c.x
		for range c.n {
			xs = append(xs, x)
			x += snapUp(row[len(xs)-1].w) + nodeGap
		}
	}
	return xs
}

// wantedMiddle is the middle of what a thing is joined to and already has its place.
func (p *plan) wantedMiddle(id string, otherwise int) int {
	sum, n := 0, 0
	for _, end := range p.joined(id) {
		if at, ok := p.places[end]; ok {
			if p.d.Resources[end].Parent != p.d.Resources[id].Parent {
				at.X += p.places[p.d.Resources[end].Parent].X
			}
			sum, n = sum+at.X+at.W/2, n+1
		}
	}
	if n == 0 {
		return otherwise
	}
	return sum / n
}

// joined are the resources above a thing to which a line of it goes.
func (p *plan) joined(id string) []string {
	switch r := p.d.Resources[id].Props.(type) {
	case *kind.Peering:
		return []string{r.Requester.ID, r.Accepter.ID}
	case *kind.VPNConnection:
		return []string{r.VPNGateway.ID}
	case *kind.DirectConnect:
		return []string{r.VPNGateway.ID}
	}
	return p.joinedBy[id]
}

// farEnd is the network of one's own to which a line leads, or "".
func (p *plan) farEnd(id string) string {
	switch r := p.d.Resources[id].Props.(type) {
	case *kind.DirectConnect:
		return r.Network.ID
	case *kind.VPNConnection:
		if customer := p.d.Resources[r.CustomerGateway.ID]; customer != nil {
			return customer.Props.(*kind.CustomerGateway).Network.ID
		}
	}
	return ""
}

// joinedBy are, of customer gateways and of networks, the lines and gateways that lead to them.
func joinedBy(p *plan) map[string][]string {
	by := map[string][]string{}
	for _, row := range kind.Sorted(p.d.Resources) {
		switch r := row.Value.Props.(type) {
		case *kind.VPNConnection:
			by[r.CustomerGateway.ID] = append(by[r.CustomerGateway.ID], row.Key)
		case *kind.CustomerGateway:
			by[r.Network.ID] = append(by[r.Network.ID], row.Key)
		case *kind.DirectConnect:
			by[r.Network.ID] = append(by[r.Network.ID], row.Key)
		}
	}
	return by
}

func heights(row []content) []int {
	hs := make([]int, len(row))
	for i, c := range row {
		hs[i] = c.h
	}
	return hs
}

func tallest(row []content) int {
	most := 0
	for _, c := range row {
		most = max(most, c.h)
	}
	return most
}

// rowWidth is what a row takes at least, each box rounded up to the unit.
func rowWidth(row []content) int {
	ws := make([]int, len(row))
	for i, c := range row {
		ws[i] = snapUp(c.w)
	}
	return total(ws, nodeGap)
}

func sortedKeys[V any](m map[int]V) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
