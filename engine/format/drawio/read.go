package drawio

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
	"vpcanvas/engine/message"
)

// Detect tells a draw.io file, ours or not, by its first element.
func Detect(f exchange.File) bool {
	const beginning = 4096
	head := f.Data[:min(len(f.Data), beginning)]
	return bytes.Contains(head, []byte("<mxfile")) || bytes.Contains(head, []byte("<mxGraphModel"))
}

// Read takes back what Write wrote, with what somebody changed in draw.io meanwhile: the file's data
// gives the design as it was written, and each difference between that and the shapes becomes an edit.
// An edit that the structural rules refuse is a loss; damaged data is an error, and then nothing is read.
func Read(files []exchange.File, _ exchange.Options) (*design.Design, []exchange.Loss, error) {
	if len(files) != 1 {
		return nil, nil, refuse("one-file")
	}
	if len(files[0].Data) > maxFile {
		return nil, nil, tooLarge("too-big")
	}
	p := &parser{}
	file, err := p.parse(bytes.TrimPrefix(files[0].Data, []byte("\xef\xbb\xbf")))
	if err != nil {
		return nil, nil, err
	}
	schema, err := strconv.Atoi(file.attrs[prefix+"schema"])
	if file.name != "mxfile" || err != nil {
		return nil, nil, refuse("foreign")
	}
	r := &reader{}
	page, err := r.page(p, file)
	if err != nil {
		return nil, nil, err
	}
	if err := r.written(page, schema); err != nil {
		return nil, nil, err
	}
	if err := r.edits(page); err != nil {
		return nil, nil, err
	}
	if err := r.d.Check(); err != nil {
		return nil, nil, damaged(err)
	}
	return r.d, r.losses, nil
}

// A reader goes from the cells of one page to a design.
type reader struct {
	cells []*cell
	byID  map[string]*cell
	// index is what the drawing had of resources when it was written.
	index map[string]entry
	// base is the design as it was written; d is base with the edits.
	base, d *design.Design
	// filled are the places of base; children are its resources by their owner; scope is the only
	// account, which is not drawn.
	filled   layout.Places
	children map[string][]string
	scope    string
	// made are the ids of elements that the drawing has anew, by the id of their cell; cellFor is its
	// inverse. renamings are the ids inside each copy.
	made, cellFor map[string]string
	renamings     map[string]map[string]string
	// shifted is how far the page lies from the canvas.
	shiftX, shiftY int
	losses         []exchange.Loss
}

// page is the page that we wrote. Others that somebody added are listed.
func (r *reader) page(p *parser, file *node) (*node, error) {
	var ours *node
	for _, page := range file.children {
		_, marked := page.attrs[prefix+"view"]
		switch {
		case page.name != "diagram":
		case marked && ours == nil:
			ours = page
		default:
			r.lose("pages", "", message.Args{"element": shortLabel(page.attrs["name"])})
		}
	}
	if ours == nil {
		return nil, refuse("foreign")
	}
	m, err := p.model(ours)
	if err != nil {
		return nil, err
	}
	root := m.child("root")
	if root == nil {
		return nil, refuse("empty-page")
	}
	r.byID, r.made, r.cellFor = map[string]*cell{}, map[string]string{}, map[string]string{}
	for _, n := range root.children {
		if c := cellOf(n); c != nil && r.byID[c.id] == nil {
			r.cells = append(r.cells, c)
			r.byID[c.id] = c
		}
	}
	layer := r.byID[dataID]
	if layer == nil {
		return nil, refuse("no-data")
	}
	if raw := layer.own["index"]; raw != "" {
		if err := json.Unmarshal([]byte(raw), &r.index); err != nil {
			return nil, damaged(err)
		}
	}
	return ours, nil
}

// written decodes the design as Write had it. What is no longer drawn stands in with its kind, name
// and place, for the edits to delete: so references to it become references to something gone.
func (r *reader) written(page *node, schema int) error {
	resources, flows, suppressions, notes, views := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	valued := map[string]map[string]any{kindFlow: flows, kindNote: notes, kindSuppression: suppressions, kindView: views}
	for id, e := range r.index {
		resources[id] = map[string]any{"kind": e.Kind, "name": e.Name, "parent": e.Parent, "props": defaults(id, e), "exportName": ""}
	}
	for _, c := range r.cells {
		if !c.original() || c.id == kind.Internet {
			continue
		}
		k := c.own["kind"]
		if section, ok := valued[k]; ok {
			id := c.id
			if k == kindView {
				id = c.own["view"]
			}
			section[id] = json.RawMessage(c.own["value"])
			continue
		}
		if kind.Get(kind.Name(k)) != nil {
			resources[c.id] = c.resource()
		}
	}
	for id, value := range views {
		views[id] = placedOnly(value.(json.RawMessage), func(id string) bool { return resources[id] != nil || notes[id] != nil || id == kind.Internet })
	}
	raw, err := json.Marshal(map[string]any{
		"schema": schema, "name": exact(page.attrs, prefix+"name"),
		"resources": resources, "flows": flows, "suppressions": suppressions, "notes": notes, "views": views,
	})
	if err != nil {
		return damaged(err)
	}
	if r.base, err = design.Decode(raw); err != nil {
		return damaged(err)
	}
	if r.base.Views[design.MainView] == nil {
		return refuse("no-data")
	}
	r.d, r.filled = r.base.Clone(), layout.Fill(r.base, design.MainView)
	r.children = map[string][]string{}
	scopes := 0
	for _, row := range kind.Sorted(r.base.Resources) {
		r.children[row.Value.Parent] = append(r.children[row.Value.Parent], row.Key)
		if row.Value.Kind == kind.ScopeKind {
			scopes++
			r.scope = row.Key
		}
	}
	if scopes != 1 {
		r.scope = ""
	}
	return nil
}

// placedOnly is a view without the places of what is no longer there.
func placedOnly(raw json.RawMessage, there func(id string) bool) json.RawMessage {
	var view, places map[string]json.RawMessage
	if json.Unmarshal(raw, &view) != nil || json.Unmarshal(view["places"], &places) != nil {
		return raw // the design's own reading says what is wrong
	}
	for id := range places {
		if !there(id) {
			delete(places, id)
		}
	}
	view["places"] = rawOf(places)
	return rawOf(view)
}

// defaults are the properties of what stands in: those of a new one, or of what AWS makes with a VPC.
func defaults(id string, e entry) any {
	switch {
	case e.Kind == kind.NetworkACLKind && id == design.DefaultNetworkACLID(e.Parent):
		return kind.DefaultNetworkACL()
	case e.Kind == kind.SecurityGroupKind && id == design.DefaultSecurityGroupID(e.Parent):
		return kind.DefaultSecurityGroup(id)
	}
	return struct{}{}
}

// edits takes over the differences. What is new comes before what moves into it, and deletions last,
// so that what somebody moved out of a deleted container stays.
func (r *reader) edits(page *node) error {
	if name := page.attrs["name"]; name != shortLabel(r.base.Name) {
		r.edit("", name, patch(design.Itself, "", "name", name))
	}
	r.shift()
	if err := r.copies(); err != nil {
		return err
	}
	r.strangers()
	r.moves()
	r.labels()
	r.arrows()
	r.links()
	r.deletions()
	r.places()
	return nil
}

// edit applies operations, or lists why they are refused.
func (r *reader) edit(element, name string, ops ...design.Op) bool {
	_, _, err := design.ApplyTrusted(r.d, ops)
	if err == nil {
		return true
	}
	r.losses = append(r.losses, exchange.TellEach(losses["refused"], element, func(lang message.Lang) message.Args {
		return message.Args{"element": shortLabel(name), "cause": sentence(err, lang)}
	}))
	return false
}

func (r *reader) lose(code, element string, args message.Args) {
	r.losses = append(r.losses, exchange.Told(losses, code, element, args))
}

// title names an element for people.
func (r *reader) title(id string) string {
	if e := r.d.Lookup(id); e != nil && e.Name != "" {
		return shortLabel(e.Name)
	}
	if e, ok := r.index[id]; ok && e.Name != "" {
		return shortLabel(e.Name)
	}
	return shortLabel(id)
}

func patch(s design.Section, id, path string, value any) design.Op {
	return design.Patch{Section: s, ID: id, Path: path, Value: rawOf(value)}
}

func rawOf(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts, numbers and parts of a design
	}
	return raw
}

// A cell is one entry of the page's flat list.
type cell struct {
	id, label, style, parent, source, target string
	vertex, edge                             bool
	box                                      scene.Rect
	// own are our attributes, without the prefix; none on what somebody drew.
	own map[string]string
}

// original tells the cell that we wrote from a copy of it: the editor gives a copy a new id and all
// of our data.
func (c *cell) original() bool { return c.own["kind"] != "" && c.own["id"] == c.id }

func (c *cell) copied() bool { return c.own["kind"] != "" && c.own["id"] != c.id }

func cellOf(n *node) *cell {
	inner := n
	c := &cell{id: n.attrs["id"], label: n.attrs["value"], own: map[string]string{}}
	if n.name == "object" || n.name == "UserObject" {
		if inner = n.child("mxCell"); inner == nil {
			return nil
		}
		c.label = n.attrs["label"]
		for name, value := range n.attrs {
			if rest, ours := strings.CutPrefix(name, prefix); ours {
				c.own[rest] = value
			}
		}
	} else if n.name != "mxCell" {
		return nil
	}
	a := inner.attrs
	c.style, c.parent, c.source, c.target = a["style"], a["parent"], a["source"], a["target"]
	c.vertex, c.edge = a["vertex"] == "1", a["edge"] == "1"
	if g := inner.child("mxGeometry"); g != nil {
		c.box = scene.Rect{X: pixels(g.attrs["x"]), Y: pixels(g.attrs["y"]), W: pixels(g.attrs["width"]), H: pixels(g.attrs["height"])}
	}
	return c
}

// pixels rounds a coordinate; draw.io leaves zeros out, and moves by parts of a pixel.
func pixels(s string) int {
	const far = 1_000_000
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f > -far && f < far) {
		return 0
	}
	if f < 0 {
		return int(f - 0.5)
	}
	return int(f + 0.5)
}

// exact is a text as it was typed: what shows, or where that is not all of it, the JSON beside it.
func exact(attrs map[string]string, name string) string {
	var s string
	if raw, ok := attrs[name+".json"]; ok && json.Unmarshal([]byte(raw), &s) == nil {
		return s
	}
	return attrs[name]
}

// resource is the JSON of a resource as its cell carries it.
func (c *cell) resource() map[string]any {
	v := map[string]any{"kind": c.own["kind"], "name": exact(c.own, "name"), "exportName": exact(c.own, "exportName"), "props": json.RawMessage(c.own["props"])}
	if parent := c.own["parent"]; parent != "" {
		v["parent"] = parent
	}
	for _, part := range []string{"tags", "origin"} {
		if raw := c.own[part]; raw != "" {
			v[part] = json.RawMessage(raw)
		}
	}
	return v
}
