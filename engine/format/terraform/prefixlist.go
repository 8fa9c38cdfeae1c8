package terraform

import (
	"fmt"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// listType is the type of a prefix list's resource; "" for AWS's own, which are looked up.
func listType(_ *writer, _ string, r *design.Resource) string {
	if r.Props.(*kind.PrefixList).Owner == kind.OwnerAWS {
		return ""
	}
	return typePrefixList
}

func writePrefixList(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.PrefixList)
	if w.typeOf(id) == "" {
		if len(r.Tags) > 0 {
			w.remark("own-tags", id)
		}
		w.lookUp(id, p)
		return
	}
	kept, others := exchange.Entries(p)
	for _, row := range others {
		w.lose("list-entry", id, "entry", row.Key)
	}
	most := p.MaxEntries
	if most < len(kept) {
		most = len(kept)
		w.lose("list-size", id, "size", fmt.Sprint(most))
	}
	families := map[bool]string{true: "IPv4", false: "IPv6"}
	b := w.resource(typePrefixList, w.names[id], id).
		set("name", text(w.names[id])).
		set("address_family", text(families[len(kept) == 0 || kept[0].Value.CIDR.Addr().Is4()])).
		set("max_entries", number(most))
	for _, row := range kept {
		e := newBlock("entry").mark("row", "entries."+row.Key).set("cidr", text(row.Value.CIDR.String()))
		if row.Value.Description != "" {
			e.set("description", w.markedDescription(e, id, row.Value.Description))
		}
		b.put(e)
	}
	w.tag(b, id, r)
}

const listOfAWS = "aws_ec2_managed_prefix_list"

// lookUp finds AWS's list of a service, whose id differs by region.
func (w *writer) lookUp(id string, p *kind.PrefixList) {
	b := newBlock("data", listOfAWS, w.names[id]).mark("id", id).mark("name", w.d.Resources[id].Name).
		set("name", around("com.amazonaws.", ref("var", w.regionVariable()), "."+p.Service))
	b.provider = w.provider()
	w.main = append(w.main, entry{w.heading(kind.PrefixListKind), b})
}

// list is a prefix list of the account and region of the element that names it; nil where there is none.
func (w *writer) list(r kind.Ref, from string) expression {
	if r.External != nil {
		return text(r.External.AWSID)
	}
	if !w.made[r.ID] || w.d.Resources[r.ID].Kind != kind.PrefixListKind || w.d.Ancestor(r.ID, kind.ScopeKind) != w.d.Ancestor(from, kind.ScopeKind) {
		return ""
	}
	return w.attribute(r.ID, "id")
}

func (w *writer) listName(r kind.Ref) string {
	if r.External != nil {
		return r.External.AWSID
	}
	return w.nameOf(r.ID)
}
