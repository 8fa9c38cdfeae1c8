package cloudformation

import (
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// paths writes the flows that Reachability Analyzer can be asked about.
func (w *writer) paths(all []exchange.Path) {
	for _, p := range all {
		if p.Scope != w.scope {
			continue
		}
		if !w.made[p.Source] || p.Destination != "" && !w.made[p.Destination] {
			w.losses = append(w.losses, exchange.PathRefused{Flow: p.Flow, Code: "end", Args: w.args("", []string{"element", p.Name})}.Loss())
			continue
		}
		w.asked[p.Flow] = true
		m := newMade(typePath, p.Flow).set("Source", w.pathEnd(p.Source, p.SourceInterface))
		m.metadata.set("Flow", text(p.Drawn))
		if p.Destination != "" {
			m.set("Destination", w.pathEnd(p.Destination, p.DestinationInterface))
		}
		m.set("Protocol", text(p.Protocol))
		switch {
		case p.Filtered():
			m.set("FilterAtSource", filterOf(&p))
		default:
			if p.SourceAddress.IsValid() {
				m.set("SourceIp", text(p.SourceAddress.String()))
			}
			if p.Ports.Set {
				m.set("DestinationPort", number(int(p.Ports.From)))
			}
		}
		name := exchange.ClipRunes(split(p.Name), exchange.MaxTagValue)
		m.set("Tags", list{tag("Name", name), tag(expectedTag, p.Expected)})
		w.add(w.pathName(&p), m)
	}
}

// expectedTag is what a flow wants an analysis to say: the resource has no property for it.
const expectedTag = "Expected"

// filterOf says together what AWS takes in no other way where one of it is there.
func filterOf(p *exchange.Path) *object {
	filter := newObject()
	if p.SourceAddress.IsValid() {
		filter.set("SourceAddress", text(p.SourceAddress.String()))
	}
	if p.Address.IsValid() {
		filter.set("DestinationAddress", text(p.Address.String()))
	}
	if p.Ports.Set {
		filter.set("DestinationPortRange", newObject().set("FromPort", number(int(p.Ports.From))).set("ToPort", number(int(p.Ports.To))))
	}
	return filter
}

func (w *writer) pathEnd(id, key string) value {
	if key != "" {
		return ref(w.interfaceName(id, key))
	}
	return w.idOf(id)
}

// pathName is made of the ends' logical ids, so that no rename replaces a path.
func (w *writer) pathName(p *exchange.Path) string {
	to := w.logical[p.Destination]
	if to == "" {
		to = "Address"
	}
	name := w.logical[p.Source] + "To" + to + capital(p.Protocol) + alphanumeric(p.Ports.String(), "")
	return unused(exchange.Clip(name, maxLogical-len("Path"))+"Path", w.taken)
}

// readPath takes a path as a flow: the whole of it where the template is ours.
func readPath(src *source) {
	r := src.reader
	if id := src.metaText("Id"); src.own && isID(id) && exchange.TakeFlow(r.d, id, src.metaText("Flow")) {
		return
	}
	from, to := src.pathEnd("Source", "SourceIp", "SourceAddress"), src.pathEnd("Destination", "DestinationIp", "DestinationAddress")
	if from == (design.End{}) || to == (design.End{}) || r.d.Size() >= design.MaxElements-reserved {
		r.lose("sort", "", "element", src.logical, "type", src.typ)
		return
	}
	s := design.Service{Protocol: netset.TCP}
	if strings.EqualFold(src.text("Protocol"), "udp") {
		s.Protocol = netset.UDP
	}
	filter := src.prop("FilterAtSource")
	first := numberOr(joined(get(filter, "DestinationPortRange", "FromPort"), ""), numberOr(src.text("DestinationPort"), -1))
	last := numberOr(joined(get(filter, "DestinationPortRange", "ToPort"), ""), first)
	if first >= 0 && first <= last && last <= 65535 {
		s.Ports = netset.Ports(uint16(first), uint16(last))
	}
	f := &design.Flow{From: from, To: to, Family: design.FamilyAny, Expect: design.Must, Services: map[string]design.Service{"a": s}}
	for _, item := range src.items("Tags") {
		if joined(get(item, "Key"), "") == expectedTag && joined(get(item, "Value"), "") == exchange.ExpectNotReachable {
			f.Expect = design.MustNot
		}
	}
	r.d.Flows[hashed(src.path(), src.logical)] = f
}

// pathEnd is an end of a flow: an element, the internet behind a gateway, or an address.
func (src *source) pathEnd(of, address, filtered string) design.End {
	text := joined(src.prop(address), "")
	if text == "" {
		text = joined(get(src.prop("FilterAtSource"), filtered), "")
	}
	if at, err := netip.ParseAddr(text); err == nil {
		return design.End{CIDR: netip.PrefixFrom(at, at.BitLen())}
	}
	to := src.to(src.prop(of), kind.InstanceKind, kind.NetworkInterfaceKind, kind.InternetGatewayKind, kind.VPNGatewayKind, kind.PeeringKind, kind.InterfaceEndpointKind, kind.GatewayEndpointKind)
	switch r := src.reader.d.Resources[to.ID]; {
	case r == nil:
		return design.End{}
	case r.Kind == kind.InternetGatewayKind:
		return design.End{Ref: kind.To(kind.Internet)}
	}
	return design.End{Ref: to}
}
