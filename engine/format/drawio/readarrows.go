package drawio

import (
	"encoding/json"
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// arrows takes over arrows that were tied elsewhere, copied, drawn and deleted.
func (r *reader) arrows() {
	chips := r.chips()
	for _, c := range r.cells {
		if !c.edge {
			continue
		}
		switch {
		case c.own["kind"] == kindFlow && c.original():
			r.tied(c, chips)
		case c.own["kind"] == kindFlow:
			r.copiedArrow(c, chips)
		case c.own["kind"] == "":
			r.drawn(c, chips)
		}
	}
}

// chips are the ends that are no resource, by the cells that stand for them.
func (r *reader) chips() map[string]design.End {
	ends := map[string]design.End{}
	for _, c := range r.cells {
		if f := r.base.Flows[c.id]; c.original() && f != nil {
			for at, end := range map[string]design.End{c.own["source"]: f.From, c.own["target"]: f.To} {
				if shape := r.byID[at]; shape != nil && shape.own["kind"] == kindEnd {
					ends[at] = end
				}
			}
		}
	}
	for _, c := range r.cells {
		if c.own["kind"] != kindEnd {
			continue
		}
		if _, ok := ends[c.id]; !ok && c.copied() {
			ends[c.id] = ends[c.own["id"]]
		}
		if block, ok := blockOf(strings.Join(lines(c.label), " ")); ok && c.label != c.own["label"] {
			ends[c.id] = design.End{CIDR: block}
		}
	}
	return ends
}

func blockOf(text string) (netip.Prefix, bool) {
	if p, err := netip.ParsePrefix(text); err == nil {
		return p.Masked(), true
	}
	if a, err := netip.ParseAddr(text); err == nil && a.Zone() == "" {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	return netip.Prefix{}, false
}

// end is what an arrow is tied to at a cell.
func (r *reader) end(at string, chips map[string]design.End) (design.End, bool) {
	if end, ok := chips[at]; ok {
		return end, end != design.End{}
	}
	if id := r.elementOf(r.byID[at]); r.d.Lookup(id) != nil {
		return design.End{Ref: kind.To(id)}, true
	}
	return design.End{}, false
}

// tied compares the ends of an arrow with those that it was written with. An end that is still tied to
// its shape keeps what it names there, such as a group of the VPC.
func (r *reader) tied(c *cell, chips map[string]design.End) {
	f := r.base.Flows[c.id]
	if f == nil {
		return
	}
	for _, side := range []struct {
		path, was, is string
		end           design.End
	}{{"from", c.own["source"], c.source, f.From}, {"to", c.own["target"], c.target, f.To}} {
		now, ok := r.end(side.is, chips)
		chip, isChip := chips[side.is]
		switch {
		case side.was == "" || side.was == side.is && !(isChip && chip != side.end):
		case !ok && r.elementOf(r.byID[side.was]) == "" && r.byID[side.was] == nil:
			// Its shape was deleted, which the deletion says.
		case !ok:
			r.lose("loose-end", c.id, message.Args{"element": r.arrowName(c)})
		default:
			r.edit(c.id, r.arrowName(c), patch(design.Flows, c.id, side.path, now))
		}
	}
	if c.label != c.own["label"] {
		r.relabel(c)
	}
}

// relabel reads the services of an edited label, or says that it cannot.
func (r *reader) relabel(c *cell) {
	services, ok := servicesOf(strings.Join(lines(c.label), ", "))
	if !ok {
		r.lose("arrow-text", c.id, message.Args{"element": r.arrowName(c)})
		return
	}
	f := *r.d.Flows[c.id]
	f.Services = services
	r.edit(c.id, r.arrowName(c),
		design.Del{Section: design.Flows, ID: c.id}, design.Put{Section: design.Flows, ID: c.id, Value: rawOf(f)})
}

// servicesOf reads "tcp/443, udp/53".
func servicesOf(text string) (map[string]design.Service, bool) {
	services := map[string]design.Service{}
	for i, part := range strings.Split(text, ",") {
		name, detail, _ := strings.Cut(strings.TrimSpace(part), "/")
		if name == "" || i > 20 {
			return nil, false
		}
		var s design.Service
		if name != "all traffic" && s.Protocol.UnmarshalText([]byte(name)) != nil {
			return nil, false
		}
		if name == "all traffic" {
			s.Protocol = netset.AllProtocols
		}
		var err error
		switch {
		case detail == "":
		case s.Protocol.HasPorts():
			err = s.Ports.UnmarshalText([]byte(detail))
		case s.Protocol.HasTypes():
			err = s.Types.UnmarshalText([]byte(detail))
		default:
			return nil, false
		}
		if err != nil {
			return nil, false
		}
		services["s"+string(rune('a'+i))] = s
	}
	return services, true
}

// copiedArrow adds the copy of an arrow. What it is tied to was often copied with it.
func (r *reader) copiedArrow(c *cell, chips map[string]design.End) {
	var f design.Flow
	if json.Unmarshal([]byte(c.own["value"]), &f) != nil {
		r.lose("line", "", message.Args{"element": r.arrowName(c)})
		return
	}
	from, ok1 := f.From, c.source == c.own["source"] && r.base.Flows[c.own["id"]] != nil
	if !ok1 {
		from, ok1 = r.end(c.source, chips)
	}
	to, ok2 := f.To, c.target == c.own["target"] && r.base.Flows[c.own["id"]] != nil
	if !ok2 {
		to, ok2 = r.end(c.target, chips)
	}
	if !ok1 || !ok2 {
		r.lose("line", "", message.Args{"element": r.arrowName(c)})
		return
	}
	f.From, f.To = from, to
	if f.Via.ID != "" && r.d.Lookup(f.Via.ID) == nil {
		f.Via = kind.Ref{}
	}
	r.newArrow(c, f)
}

// drawn makes an arrow that somebody drew between two elements an expectation that it shall pass.
func (r *reader) drawn(c *cell, chips map[string]design.End) {
	from, ok1 := r.end(c.source, chips)
	to, ok2 := r.end(c.target, chips)
	if !ok1 || !ok2 {
		r.lose("line", "", message.Args{"element": r.arrowName(c)})
		return
	}
	text := strings.Join(lines(c.label), ", ")
	f := design.Flow{From: from, To: to, Family: design.FamilyAny, Expect: design.Must}
	if rest, forbids := strings.CutPrefix(text, "≠"); forbids {
		f.Expect, text = design.MustNot, strings.TrimSpace(rest)
	}
	services, ok := servicesOf(text)
	if !ok {
		services = map[string]design.Service{"sa": {Protocol: netset.TCP, Ports: netset.Ports(443, 443)}}
	}
	f.Services = services
	if id := r.newArrow(c, f); id != "" && !ok {
		r.lose("unlabelled", id, message.Args{"element": r.arrowName(c)})
	}
}

func (r *reader) newArrow(c *cell, f design.Flow) string {
	id := r.freshID("flow " + c.id)
	if !r.edit(id, r.arrowName(c), design.Put{Section: design.Flows, ID: id, Value: rawOf(f)}) {
		return ""
	}
	r.make(c, id)
	return id
}

// arrowName is what an arrow is called in a sentence: its label, or its ends.
func (r *reader) arrowName(c *cell) string {
	if text := strings.Join(lines(c.label), " "); text != "" {
		return shortLabel(text)
	}
	ends := []string{"?", "?"}
	for i, at := range []string{c.source, c.target} {
		if id := r.elementOf(r.byID[at]); id != "" {
			ends[i] = r.title(id)
		}
	}
	return shortLabel(ends[0] + " → " + ends[1])
}

// links says that a line which follows from properties was changed in vain.
func (r *reader) links() {
	for _, c := range r.cells {
		if c.own["kind"] != kindLink || !c.original() || c.own["source"] == "" || c.source == c.own["source"] && c.target == c.own["target"] {
			continue
		}
		if r.byID[c.own["source"]] != nil && r.byID[c.own["target"]] != nil {
			r.lose("link", c.own["source"], message.Args{"element": r.title(c.own["source"]), "other": r.title(c.own["target"])})
		}
	}
}
