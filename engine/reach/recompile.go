package reach

import (
	"vpcanvas/engine/design"
)

// Recompile is Compile for a design that was edited a little since old was compiled; old may be nil. Where
// no packet can tell the difference (a name, a tag, a place on the canvas, an arrow) the network is the
// same one, and reads the new design for what things are called.
func Recompile(old *Network, d *design.Design) *Network {
	if old == nil || !sameToPackets(old.design, d) {
		return Compile(d)
	}
	n := *old
	n.design = d
	return &n
}

func sameToPackets(a, b *design.Design) bool {
	if len(a.Resources) != len(b.Resources) {
		return false
	}
	for id, r := range b.Resources {
		was := a.Resources[id]
		if was != r && (was == nil || was.Kind != r.Kind || was.Parent != r.Parent || was.Props != r.Props) {
			return false
		}
	}
	return sameBlocks(a.Flows, b.Flows) && sameBlocks(b.Flows, a.Flows)
}

// sameBlocks reports whether the flows of b name no block that those of a do not name in the same place.
func sameBlocks(a, b map[string]*design.Flow) bool {
	for id, f := range b {
		was := a[id]
		if was == f {
			continue
		}
		if was == nil {
			was = &design.Flow{}
		}
		if f.From.CIDR != was.From.CIDR || f.To.CIDR != was.To.CIDR {
			return false
		}
	}
	return true
}
