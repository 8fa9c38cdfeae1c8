package terraform

import (
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
)

// WritePaths is Write with the flows among the resources, as paths that AWS's Reachability Analyzer can analyse.
func WritePaths(d *design.Design, _ string) ([]exchange.File, []exchange.Loss) {
	w := newWriter(d)
	paths, refused := w.making.Paths()
	files, losses := w.write(paths)
	return files, append(losses, exchange.PathLosses(paths, refused)...)
}

// paths writes the flows that Reachability Analyzer can be asked about.
func (w *writer) paths(all []exchange.Path) {
	for _, p := range all {
		if !w.made[p.Source] || p.Destination != "" && !w.made[p.Destination] {
			w.losses = append(w.losses, exchange.PathRefused{Flow: p.Flow, Code: "end", Args: w.args("", []string{"element", p.Name})}.Loss())
			continue
		}
		w.asked[p.Flow] = true
		w.scope = p.Scope
		b := newBlock("resource", typePath, w.unused(typePath, w.pathName(&p), "")).mark("id", p.Flow).mark("flow", p.Drawn)
		b.provider = w.provider()
		b.set("source", w.pathEnd(p.Source, p.SourceInterface))
		if p.Destination != "" {
			b.set("destination", w.pathEnd(p.Destination, p.DestinationInterface))
		}
		if p.SourceAddress.IsValid() && !p.Filtered() {
			b.set("source_ip", text(p.SourceAddress.String()))
		}
		b.set("protocol", text(p.Protocol))
		switch {
		case p.Filtered():
			b.put(filterOf(&p))
		case p.Ports.Set:
			b.set("destination_port", number(int(p.Ports.From)))
		}
		b.tags = object([]string{"Name", "Expected"}, []string{exchange.ClipRunes(p.Name, exchange.MaxTagValue), p.Expected})
		w.main = append(w.main, entry{"Paths of Reachability Analyzer", b})
	}
}

// filterOf says together what AWS takes in no other way where one of it is there.
func filterOf(p *exchange.Path) *block {
	filter := newBlock("filter_at_source")
	if p.SourceAddress.IsValid() {
		filter.set("source_address", text(p.SourceAddress.String()))
	}
	if p.Address.IsValid() {
		filter.set("destination_address", text(p.Address.String()))
	}
	if p.Ports.Set {
		filter.put(newBlock("destination_port_range").set("from_port", number(int(p.Ports.From))).set("to_port", number(int(p.Ports.To))))
	}
	return filter
}

func (w *writer) pathEnd(id, key string) expression {
	if key != "" {
		return w.interfaceID(id, key)
	}
	return w.attribute(id, "id")
}

func (w *writer) pathName(p *exchange.Path) string {
	to := "address"
	if p.Destination != "" {
		to = w.names[p.Destination]
	}
	name := w.names[p.Source] + "_to_" + to + "_" + p.Protocol
	if ports := strings.ReplaceAll(p.Ports.String(), "-", "_"); ports != "" {
		name += "_" + ports
	}
	return name
}

// flows puts back the flows that paths of ours came with.
func (r *reader) flows(d *design.Design) {
	for _, it := range r.byType[typePath] {
		if drawn := it.marked("flow"); drawn == "" || !idPattern.MatchString(it.id()) || !exchange.TakeFlow(d, it.id(), drawn) {
			r.remark("path", "", "address", it.address)
		}
	}
}
