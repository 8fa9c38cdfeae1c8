package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// buildNetworkInterface makes an interface that is attached to nothing: it neither sends nor
// receives, and a route to it is a blackhole (semantics 47, 154).
func buildNetworkInterface(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.NetworkInterface)
	b.addInterfaces(id, r.Parent, p.Interfaces, Interface{alone: true, ports: netset.LinuxPorts})
}
