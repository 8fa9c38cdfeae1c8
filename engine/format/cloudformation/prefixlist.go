package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// writePrefixList writes a customer's list. AWS has its own already; the template asks for their ids, which
// differ by region.
func writePrefixList(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.PrefixList)
	if p.Owner == kind.OwnerAWS {
		if len(r.Tags) > 0 {
			w.remark("own-tags", id)
		}
		w.lists.set(w.logical[id], newObject().set("Id", text(id)).set("Name", text(r.Name)).set("Service", text(p.Service)))
		return
	}
	m := newMade(typePrefixList, id).set("PrefixListName", text(exchange.Clip(w.logical[id], maxLogical)))
	kept, others := exchange.Entries(p)
	for _, row := range others {
		w.lose("list-entry", id, "entry", row.Key)
	}
	entries, keys := list{}, list{}
	for _, row := range kept {
		e := newObject().set("Cidr", text(row.Value.CIDR.String()))
		if row.Value.Description != "" {
			e.set("Description", w.description(nil, id, row.Value.Description))
		}
		entries, keys = append(entries, e), append(keys, text(row.Key))
	}
	most := p.MaxEntries
	if most < len(kept) {
		most = len(kept)
		w.lose("list-size", id, "size", itoa(most))
	}
	m.set("AddressFamily", text(listFamily(kept))).set("MaxEntries", number(most))
	if len(entries) > 0 {
		m.metadata.set("Entries", keys)
		m.set("Entries", entries)
	}
	w.add(w.logical[id], w.tags(m, id, r))
}

func listFamily(rows []kind.Row[kind.PrefixListEntry]) string {
	if len(rows) > 0 && !isIPv4(rows[0].Value.CIDR) {
		return "IPv6"
	}
	return "IPv4"
}

// listID is the id of a prefix list. AWS's own stand in parameters, and the template's metadata tells which
// elements they are.
func (w *writer) listID(id string) value {
	p := w.d.Resources[id].Props.(*kind.PrefixList)
	if p.Owner != kind.OwnerAWS {
		return getAtt{w.logical[id], "PrefixListId"}
	}
	called := w.logical[id] // free: no resource has it
	if w.shared[id] == "" {
		w.shared[id] = called
		w.parameter(called, `^pl-[0-9a-f]+$`, "Id of AWS's prefix list of "+p.Service+" in the region")
		w.remark("prefix-list", id, "parameter", called)
	}
	return ref(called)
}

// destination sets where a route leads to, and returns a name for it; "" where it says nothing that AWS takes.
func (w *writer) destination(m *made, route kind.Route) string {
	switch list := w.list(route.PrefixList); {
	case route.Destination.IsValid() && route.PrefixList.IsZero():
		m.set(exchange.ByFamily(route.Destination, "DestinationCidrBlock", "DestinationIpv6CidrBlock"), text(route.Destination.String()))
		return route.Destination.String()
	case !route.Destination.IsValid() && list != nil:
		m.set("DestinationPrefixListId", list)
		return w.listName(route.PrefixList)
	}
	return ""
}

// list is a prefix list of the template's account and region, nil where there is none.
func (w *writer) list(r kind.Ref) value {
	if r.External == nil && (!w.made[r.ID] || w.d.Resources[r.ID].Kind != kind.PrefixListKind) {
		return nil
	}
	return w.target(r)
}

func (w *writer) listName(r kind.Ref) string {
	if r.External != nil {
		return r.External.AWSID
	}
	return w.d.NameOf(r.ID)
}
