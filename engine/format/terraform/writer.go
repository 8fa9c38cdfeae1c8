package terraform

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// A writer makes one module.
type writer struct {
	d      *design.Design
	scopes []string
	// table is the mapping by kind.
	table map[kind.Name]Mapping
	// names are the elements' Terraform names; taken are all that are used, with their types.
	names map[string]string
	taken map[string]bool
	// made are the elements that the module or AWS makes: only they can be referred to.
	made map[string]bool
	// attached is the internet gateway that each VPC has, attachedVPN the VPN gateway.
	attached, attachedVPN map[string]string
	// making decides what AWS would refuse; why and deaf are the codes of elements and of listeners.
	making *exchange.Making
	why    map[string]string
	deaf   map[[2]string]string
	// sixes are what makes IPv6 blocks of VPCs, by VPC and row; shared are the names of what several
	// elements use, by what it is for.
	sixes  map[[2]string]expression
	shared map[string]string
	// archive: a function's code is packed by a provider of its own.
	archive bool
	// users are the interfaces that have each Elastic IP.
	users map[string][]addressUser
	// blocks are the resources that add further blocks to VPCs.
	blocks []addedBlock
	// interfaceNames are those of interfaces that are resources of their own, by instance and key.
	interfaceNames map[string]string
	// variableNames are those of values that stand in variables, by kind of value and value.
	variableNames map[string]string

	scope                               string
	main, variables, outputs, providers section
	losses                              []exchange.Loss
	// asked are the flows that went out as paths.
	asked map[string]bool
	// outside are the comments about what is not deployed.
	outside []string
}

// A section is a list of blocks under a heading; the headings of empty ones are not printed.
type section []entry

type entry struct {
	heading string
	block   *block
}

func newWriter(d *design.Design) *writer {
	w := &writer{
		d: d, table: map[kind.Name]Mapping{}, names: map[string]string{}, taken: map[string]bool{}, made: map[string]bool{}, attached: map[string]string{}, attachedVPN: map[string]string{}, users: map[string][]addressUser{},
		sixes: map[[2]string]expression{}, shared: map[string]string{},
		interfaceNames: map[string]string{}, variableNames: map[string]string{}, asked: map[string]bool{}, losses: []exchange.Loss{},
	}
	w.making = &exchange.Making{D: d, Made: w.made}
	for _, row := range w.making.Of(kind.ScopeKind) {
		w.scopes = append(w.scopes, row.Key)
	}
	for _, m := range Table {
		w.table[m.Kind] = m
		for _, row := range w.making.Of(m.Kind) {
			id, r := row.Key, row.Value
			w.names[id] = w.unused(m.space(), name(r.ExportName, m.words), id)
			w.made[id] = m.ready == nil || m.ready(w, r)
		}
	}
	w.attach(kind.InternetGatewayKind, w.attached, func(p kind.Props) kind.Ref { return p.(*kind.InternetGateway).VPC })
	w.attach(kind.VPNGatewayKind, w.attachedVPN, func(p kind.Props) kind.Ref { return p.(*kind.VPNGateway).VPC })
	w.findUsers()
	w.refuseNATs()
	w.why = w.making.Refuse()
	w.deaf = w.making.ListenerWhy()
	return w
}

// attach decides which gateway of a kind a VPC has: AWS attaches one (semantics 23, 118).
func (w *writer) attach(k kind.Name, attached map[string]string, to func(kind.Props) kind.Ref) {
	for _, scope := range w.scopes {
		for _, id := range w.elements(scope, k) {
			vpc := to(w.d.Resources[id].Props).ID
			if w.made[vpc] && attached[vpc] == "" && w.d.Ancestor(vpc, kind.ScopeKind) == scope {
				attached[vpc] = id
			}
		}
	}
}

// elements are a scope's resources of a kind in the order of their names: readers look for names.
func (w *writer) elements(scope string, k kind.Name) []string {
	ids := []string{}
	for _, row := range w.making.Of(k) {
		if w.d.Ancestor(row.Key, kind.ScopeKind) == scope {
			ids = append(ids, row.Key)
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int { return strings.Compare(w.names[a], w.names[b]) })
	return ids
}

func (w *writer) writeElements(scope string) {
	w.scope = scope
	for _, m := range Table {
		for _, id := range w.elements(scope, m.Kind) {
			r := w.d.Resources[id]
			if !w.made[id] {
				w.leftOut(id, r)
				continue
			}
			m.write(w, id, r)
		}
	}
}

// writeOutside writes what lies in no account.
func (w *writer) writeOutside() {
	for _, row := range kind.Sorted(w.d.Resources) {
		if k := row.Value.Kind; k != kind.ScopeKind && k != kind.InternetKind && w.d.Ancestor(row.Key, kind.ScopeKind) == "" {
			w.table[k].write(w, row.Key, row.Value)
		}
	}
}

// writeOutside lists what is not deployed, and keeps it in a comment: verdicts speak of it too.
func writeOutside(w *writer, id string, r *design.Resource) {
	w.remark("outside", id)
	if raw, err := design.Canonical(r); err == nil {
		w.outside = append(w.outside, mark("outside", id, string(raw)))
	}
}

// leftOut says why an element is not in the module. What AWS makes with a VPC is not missed while
// nobody changed it.
func (w *writer) leftOut(id string, r *design.Resource) {
	switch {
	case w.why[id] != "":
		w.lose(w.why[id], id)
	case r.Kind == kind.VPCKind || w.made[r.Parent]:
		w.lose(w.table[r.Kind].refused, id)
	case !w.d.MadeByAWS(id) || w.typeOf(id) != "":
		w.lose("without-owner", id)
	}
}

func ownerReady(w *writer, r *design.Resource) bool { return w.made[r.Parent] }

// resource begins a resource block for an element, or for a row of it.
func (w *writer) resource(typ, called, id string, row ...string) *block {
	b := newBlock("resource", typ, called).mark("id", append([]string{id}, row...)...)
	b.provider = w.provider()
	w.main = append(w.main, entry{w.heading(w.d.Resources[id].Kind), b})
	return b
}

func (w *writer) heading(k kind.Name) string {
	if len(w.scopes) > 1 {
		return w.table[k].title + " of " + w.names[w.scope]
	}
	return w.table[k].title
}

// provider is nil where there is one only: Terraform finds it.
func (w *writer) provider() expression {
	if len(w.scopes) < 2 {
		return ""
	}
	return ref("aws", w.names[w.scope])
}

// tag gives a resource the element's tags, with its name among them.
func (w *writer) tag(b *block, id string, r *design.Resource) *block {
	called := r.Name
	if called == "" {
		called = w.names[id]
	}
	if utf8.RuneCountInString(called) > exchange.MaxTagValue {
		b.mark("name", called)
		w.lose("name-cut", id, "limit", fmt.Sprint(exchange.MaxTagValue))
	}
	keys, values := []string{"Name"}, []string{exchange.ClipRunes(called, exchange.MaxTagValue)}
	for _, row := range kind.Sorted(r.Tags) {
		switch {
		case row.Key == "Name" && row.Value == r.Name:
		case row.Key == "Name":
			w.lose("tag-name", id, "value", row.Value)
		case !exchange.IsTag(row.Key, row.Value) || len(keys) == exchange.MaxTags:
			w.lose("tag", id, "key", row.Key)
		default:
			keys, values = append(keys, row.Key), append(values, row.Value)
		}
	}
	b.tags = object(keys, values)
	return b
}

// lose lists what the module cannot say about an element.
func (w *writer) lose(code, element string, args ...string) {
	w.losses = append(w.losses, loss(code, element, w.args(element, args)))
}

// remark lists what the module says in another way.
func (w *writer) remark(code, element string, args ...string) {
	l := loss(code, element, w.args(element, args))
	l.Note = true
	w.losses = append(w.losses, l)
}

// args are a sentence's values, short enough for a line.
func (w *writer) args(element string, pairs []string) message.Args {
	const most = 80
	args := message.Args{"element": exchange.Shown(w.nameOf(element), most)}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = exchange.Shown(pairs[i+1], most)
	}
	return args
}

func (w *writer) nameOf(id string) string { return w.d.NameOf(id) }

// keepsake is what the module does not say of its elements.
func (w *writer) keepsake() exchange.Keepsake {
	said := map[string]exchange.Said{}
	for id, r := range w.d.Resources {
		vpc := w.d.Resources[r.Parent]
		switch {
		case r.Kind == kind.ScopeKind:
			said[id] = exchange.Said{Name: r.Name, ExportName: w.providerName(id), IsUntagged: true}
		case w.d.Ancestor(id, kind.ScopeKind) == "" || slices.Contains(exchange.OutsideKinds, r.Kind):
		case w.d.MadeByAWS(id) && w.made[r.Parent] && w.typeOf(id) == "":
			said[id] = exchange.Said{Name: design.OwnName(vpc.Name, r.Kind), IsUntagged: true}
		case w.made[id]:
			said[id] = exchange.Said{Name: r.Name, ExportName: w.names[id], IsUntagged: exchange.IsUntagged(r)}
		}
	}
	return exchange.Keep(w.d, said)
}

// providerName is what a scope's provider is called.
func (w *writer) providerName(id string) string {
	if len(w.scopes) > 1 {
		return w.names[id]
	}
	return "aws"
}

// files prints the module. What nothing in Terraform says stands in comments of a file of its own.
func (w *writer) files() []exchange.File {
	files := []exchange.File{
		{Name: "main.tf", Data: w.main.print(append([]string{mark("design", fmt.Sprint(w.d.Schema), w.d.Name)}, w.outside...)...)},
		{Name: "variables.tf", Data: w.variables.print()},
		{Name: "outputs.tf", Data: w.outputs.print()},
		{Name: "versions.tf", Data: w.versions().print()},
		{Name: "providers.tf", Data: w.providers.print()},
	}
	if k := w.keepsake(); len(k) > 0 {
		lines := []string{"# What Terraform has no place for. Only vpcanvas reads it, and the module works without it."}
		for _, row := range kind.Sorted(k) {
			lines = append(lines, mark("kept", row.Key, row.Value))
		}
		files = append(files, exchange.File{Name: "vpcanvas.tf", Data: section{}.print(lines...)})
	}
	return files
}

func (s section) print(first ...string) []byte {
	out := &strings.Builder{}
	for _, line := range first {
		out.WriteString(line + "\n")
	}
	heading := ""
	for i, e := range s {
		if i > 0 || len(first) > 0 {
			out.WriteString("\n")
		}
		if e.heading != heading {
			out.WriteString("# " + e.heading + "\n\n")
			heading = e.heading
		}
		e.block.print(out, "")
	}
	return []byte(out.String())
}
