package drawio

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// freshID is the id of an element that the drawing has anew: the same each time that it is read.
func (r *reader) freshID(seed string) string {
	const letters, all = "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789"
	for {
		sum := sha256.Sum256([]byte("drawio " + seed))
		b := make([]byte, 12)
		for i := range b {
			b[i] = all[int(sum[i])%len(all)]
		}
		b[0] = letters[int(sum[0])%len(letters)]
		id := string(b)
		if r.d.Resources[id] == nil && r.d.Flows[id] == nil && r.d.Notes[id] == nil && r.cellFor[id] == "" {
			return id
		}
		seed += "'"
	}
}

// make notes that a cell stands for a new element.
func (r *reader) make(c *cell, id string) { r.made[c.id], r.cellFor[id] = id, c.id }

// elementOf is the element that a cell stands for; "" for lanes, layers and what became nothing.
func (r *reader) elementOf(c *cell) string {
	if c == nil {
		return ""
	}
	if id := r.made[c.id]; id != "" {
		return id
	}
	if c.original() && (r.d.Lookup(c.id) != nil || r.d.Notes[c.id] != nil) {
		return c.id
	}
	return ""
}

// holder is the nearest element in which a cell lies; "" for the canvas.
func (r *reader) holder(c *cell) string {
	at := r.byID[c.parent]
	for range maxDepth {
		if at == nil {
			return ""
		}
		if id := r.elementOf(at); id != "" {
			return id
		}
		at = r.byID[at.parent]
	}
	return ""
}

// parentFor is the owner that a kind may have at a holder: that itself, or the nearest around it. The
// only account is not drawn: the canvas stands for it.
func (r *reader) parentFor(k *kind.Kind, holder string) (string, bool) {
	for at := holder; at != ""; at = r.d.Resources[at].Parent {
		e := r.d.Resources[at]
		if e == nil {
			break
		}
		if k.AllowsParent(e.Kind) {
			return at, true
		}
	}
	if k.AllowsParent("") {
		return "", true
	}
	if r.scope != "" && k.AllowsParent(kind.ScopeKind) {
		return r.scope, true
	}
	return "", false
}

// moves gives what was moved out of its owner a new one, where there may be one.
func (r *reader) moves() {
	for _, c := range r.cells {
		e := r.d.Resources[c.id]
		if !c.original() || !c.vertex || e == nil || c.own["in"] == "" || c.own["in"] == c.parent {
			continue
		}
		holder := r.holder(c)
		parent, ok := r.parentFor(kind.Get(e.Kind), holder)
		if !ok {
			r.lose("parent", c.id, message.Args{"element": r.title(c.id), "parent": r.title(holder)})
			continue
		}
		if parent != e.Parent && !r.edit(c.id, r.title(c.id), design.Move{ID: c.id, Parent: parent}) {
			continue
		}
		if lane := r.byID[c.parent]; lane != nil && lane.own["kind"] == kindZone {
			r.zone(c, exact(lane.own, "zone"))
		}
	}
}

// copies adds a new element for each copy of one of ours. Owners come before what they own in the
// file, as they are painted in that order.
func (r *reader) copies() error {
	var copies []*cell
	for _, c := range r.cells {
		if !c.copied() || !c.vertex {
			continue
		}
		switch k := c.own["kind"]; {
		case k == kindNote:
			id := r.freshID(c.own["id"] + " " + c.id)
			if r.edit(id, id, design.Put{Section: design.Notes, ID: id, Value: json.RawMessage(c.own["value"])}) {
				r.make(c, id)
			}
		case kind.Get(kind.Name(k)) != nil && kind.Name(k) != kind.InternetKind:
			r.make(c, r.freshID(c.own["id"]+" "+c.id))
			copies = append(copies, c)
		}
	}
	if err := r.bounded(copies); err != nil {
		return err
	}
	for _, c := range copies {
		r.copyOf(c)
	}
	return nil
}

// bounded refuses copies that would be more than a design holds: a VPC of a few bytes brings along all
// that is not drawn of it.
func (r *reader) bounded(copies []*cell) error {
	elements, size := r.base.Size()+len(copies), 0
	for _, c := range copies {
		if c.own["kind"] != string(kind.VPCKind) {
			continue
		}
		for _, id := range r.children[c.own["id"]] {
			elements++
			if hidden := r.byID[id]; hidden != nil {
				size += len(hidden.own["props"])
			}
		}
	}
	if elements > design.MaxElements || size > maxFile {
		return tooLarge("copies")
	}
	return nil
}

func (r *reader) copyOf(c *cell) {
	k, id := kind.Get(kind.Name(c.own["kind"])), r.made[c.id]
	name := exact(c.own, "name")
	if now, changed, _ := renamed(c.own["label"], c.label); changed {
		name = now
	}
	parent, ok := r.parentFor(k, r.holder(c))
	if owner := r.d.Resources[c.own["parent"]]; k.Hidden && owner != nil && k.AllowsParent(owner.Kind) {
		parent, ok = c.own["parent"], true // it lies on the hidden layer, in no container
	}
	if !ok {
		r.unmake(c)
		r.losses = append(r.losses, exchange.TellEach(losses["nowhere"], "", func(lang message.Lang) message.Args {
			return message.Args{"element": shortLabel(name), "kind": k.Title.In(lang)}
		}))
		return
	}
	to := r.renaming(c)
	v := element{Kind: k.Name, Name: name, Parent: parent, Props: r.rewired(k, json.RawMessage(c.own["props"]), to), ExportName: exact(c.own, "exportName") + id}
	if raw := c.own["tags"]; raw != "" {
		v.Tags = json.RawMessage(raw)
	}
	value, err := json.Marshal(v)
	if err != nil {
		value = v.Tags // what somebody damaged, for the edit to refuse
	}
	ops := []design.Op{design.Put{Section: design.Resources, ID: id, Value: value}}
	if k.Name == kind.VPCKind {
		ops = append(ops, r.hiddenOf(c.own["id"], id, to)...)
	}
	if !r.edit("", name, ops...) {
		r.unmake(c)
	}
}

func (r *reader) unmake(c *cell) {
	delete(r.cellFor, r.made[c.id])
	delete(r.made, c.id)
}

// An element is a resource as an operation adds it.
type element struct {
	Kind       kind.Name       `json:"kind"`
	Name       string          `json:"name"`
	Parent     string          `json:"parent,omitempty"`
	Props      json.RawMessage `json:"props"`
	Tags       json.RawMessage `json:"tags,omitempty"`
	ExportName string          `json:"exportName"`
}

// renaming says which ids mean copies inside a copy: what was copied together goes on belonging
// together.
func (r *reader) renaming(c *cell) map[string]string {
	top := r.topCopy(c)
	if r.renamings == nil {
		r.renamings = map[string]map[string]string{}
		for _, other := range r.cells {
			if id := r.made[other.id]; id != "" && other.copied() {
				r.noteRenaming(r.topCopy(other), other.own, id)
			}
		}
	}
	return r.renamings[top.id]
}

func (r *reader) noteRenaming(top *cell, own map[string]string, id string) {
	to := r.renamings[top.id]
	if to == nil {
		to = map[string]string{}
		r.renamings[top.id] = to
	}
	to[own["id"]] = id
	if own["kind"] != string(kind.VPCKind) {
		return
	}
	for _, hidden := range r.children[own["id"]] {
		if kind.Get(r.base.Resources[hidden].Kind).Hidden {
			to[hidden] = r.hiddenID(hidden, own["id"], id)
		}
	}
}

// topCopy is the outermost copy in which a copy lies.
func (r *reader) topCopy(c *cell) *cell {
	for range maxDepth {
		up := r.byID[c.parent]
		if up == nil || !up.copied() {
			break
		}
		c = up
	}
	return c
}

// hiddenID is the id of a copy of what is not drawn: AWS's own objects follow their VPC.
func (r *reader) hiddenID(id, oldVPC, newVPC string) string {
	if r.base.MadeByAWS(id) {
		return newVPC + strings.TrimPrefix(id, oldVPC)
	}
	sum := sha256.Sum256([]byte(newVPC + " " + id))
	const letters = "abcdefghijklmnopqrstuvwxyz"
	b := make([]byte, 12)
	for i := range b {
		b[i] = letters[int(sum[i])%len(letters)]
	}
	return string(b)
}

// hiddenOf copies what a VPC has that no drawing shows, its tables and groups: without them a copy
// would be another network.
func (r *reader) hiddenOf(oldVPC, newVPC string, to map[string]string) []design.Op {
	var ops []design.Op
	for _, id := range r.children[oldVPC] {
		e := r.base.Resources[id]
		if k := kind.Get(e.Kind); k.Hidden {
			v := element{Kind: e.Kind, Name: e.Name, Parent: newVPC, Props: r.rewired(k, rawOf(e.Props), to), Tags: rawOf(e.Tags), ExportName: e.ExportName + newVPC}
			ops = append(ops, design.Put{Section: design.Resources, ID: to[id], Value: rawOf(v)})
		}
	}
	return ops
}

// rewired are properties with the references of a copy: to copies, else to what is there, else to
// something gone, as when the copy comes from another drawing.
func (r *reader) rewired(k *kind.Kind, raw json.RawMessage, to map[string]string) json.RawMessage {
	props, err := k.Decode(raw)
	var tree map[string]any
	if err != nil || json.Unmarshal(rawOf(props), &tree) != nil {
		return raw // the edit says what is wrong
	}
	for _, at := range k.Refs(props) {
		if at.Ref.ID == "" {
			continue
		}
		target, ok := to[at.Ref.ID]
		reserved := slices.ContainsFunc(at.Field.Options, func(o kind.Option) bool { return o.Value == at.Ref.ID })
		if !ok && (reserved || r.d.Lookup(at.Ref.ID) != nil) {
			continue
		}
		r.setRef(tree, at, target)
	}
	return rawOf(tree)
}

func (r *reader) setRef(tree map[string]any, at kind.RefAt, target string) {
	for _, step := range at.Path[:len(at.Path)-1] {
		tree, _ = tree[step].(map[string]any)
	}
	if len(at.Path) == 2 {
		tree, _ = tree[at.Path[1]].(map[string]any)
	}
	if at.Field.Type == kind.Set {
		set, _ := tree[at.Field.Name].(map[string]any)
		delete(set, at.Ref.ID)
		if target != "" {
			set[target] = true
		}
		return
	}
	if target != "" {
		tree[at.Field.Name] = target
		return
	}
	gone := kind.Gone{Name: at.Ref.ID}
	if e, ok := r.index[at.Ref.ID]; ok {
		gone = kind.Gone{Kind: e.Kind, Name: e.Name}
	} else if len(at.Field.Refs) > 0 {
		gone.Kind = at.Field.Refs[0]
	}
	tree[at.Field.Name] = kind.Ref{Gone: &gone}
}

// strangers makes notes of what somebody wrote onto the drawing. A shape that we did not write stands
// for nothing in a network.
func (r *reader) strangers() {
	for _, c := range r.cells {
		if !c.vertex || c.own["kind"] != "" || c.id == dataID {
			continue
		}
		if parent := r.byID[c.parent]; parent != nil && parent.edge {
			continue // a further label of an arrow
		}
		text := strings.Join(lines(c.label), "\n")
		if text == "" {
			r.lose("shape", "", message.Args{"element": shortLabel(c.id)})
			continue
		}
		id := r.freshID("note " + c.id)
		if r.edit(id, id, design.Put{Section: design.Notes, ID: id, Value: rawOf(map[string]any{"text": text})}) {
			r.make(c, id)
			r.lose("noted", id, message.Args{"element": shortLabel(text)})
			r.losses[len(r.losses)-1].Note = true
		}
	}
}
