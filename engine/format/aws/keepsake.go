package aws

import (
	"encoding/json"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// A keptShape is what AWS's answers have no place for, in a key of ours: one for each element that there is
// something to say of, and one that says which element the account and region are.
type keptShape struct {
	ID      string          `json:"Id"`
	IsScope bool            `json:"IsScope,omitzero"`
	Kept    json.RawMessage `json:"Kept,omitempty"`
}

var keepsakes = object("Vpcanvas", phases[keptShape]{
	index: func(r *reader, _ *scope, o *keptShape) {
		if len(o.Kept) > 0 {
			r.kept[o.ID] = string(o.Kept)
		}
	},
	write: writeKeepsake,
})

// ownScope is the element that an account and region are in a file of ours; "" in those of others.
func (s *scope) ownScope() string {
	for _, raw := range s.raw[keepsakes.key] {
		var o keptShape
		if json.Unmarshal(raw, &o) == nil && o.IsScope && ownID.MatchString(o.ID) {
			return o.ID
		}
	}
	return ""
}

// writeKeepsake remembers of each scope its own elements, and with the first what lies in none; of a design without
// an account only that.
func writeKeepsake(w *writer) []any {
	k := exchange.KeepScope(w.d, w.scope, w.isFirst, func(id string, r *design.Resource) (exchange.Said, bool) {
		if id == w.scope || r.Kind == kind.RecordKind || r.Kind == kind.HostedZoneKind {
			return exchange.Said{IsUntagged: r.Kind != kind.HostedZoneKind}, true // and no names
		}
		return exchange.Said{Name: r.Name}, w.scope != "" // the internet, which lies in no account, is nobody's answer
	})
	list := []any{}
	if w.scope != "" {
		list = append(list, keptShape{ID: w.scope, IsScope: true})
	}
	for _, row := range kind.Sorted(k) {
		list = append(list, keptShape{ID: row.Key, Kept: json.RawMessage(row.Value)})
	}
	return list
}

// restored is the design with what our own files keep of it.
func (r *reader) restored(d *design.Design) *design.Design {
	d, damaged := r.kept.Restore(d)
	for _, id := range damaged {
		r.lose("kept", "", message.Args{"element": id})
	}
	return d
}
