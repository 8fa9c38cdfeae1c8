package aws

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// writer says one scope at a time.
type writer struct {
	d               *design.Design
	scope           string
	isFirst         bool
	account, region string
	byKind          map[kind.Name][]string
	// users are the subnets of tables and network ACLs.
	users map[string][]string
	// routed are the interfaces that default routes lead to.
	routed map[string]bool
	losses []exchange.Loss
}

// Write turns a design into a file of describe answers for each account and region.
func Write(d *design.Design, _ string) ([]exchange.File, []exchange.Loss) {
	w := &writer{d: d, users: map[string][]string{}}
	for _, row := range kind.Sorted(d.Resources) {
		if p, ok := row.Value.Props.(*kind.Subnet); ok {
			for _, to := range []kind.Ref{p.RouteTable, p.NetworkACL} {
				if to.ID != "" {
					w.users[to.ID] = append(w.users[to.ID], row.Key)
				}
			}
		}
	}
	files := []exchange.File{}
	names := map[string]bool{}
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind == kind.ScopeKind {
			w.isFirst = len(files) == 0
			files = append(files, w.scopeFile(row.Key, row.Value, names))
		}
	}
	if len(files) == 0 { // an answer that holds nothing is still one, and remembers what lies in no account
		w.isFirst = true
		files = append(files, exchange.File{Name: "network.json", Data: w.answers()})
	}
	w.sayRest()
	return files, w.losses
}

func (w *writer) scopeFile(id string, res *design.Resource, names map[string]bool) exchange.File {
	p := res.Props.(*kind.Scope)
	w.scope, w.account, w.region = id, p.Account, p.Region
	for _, part := range []struct {
		value   *string
		pattern func(string) bool
	}{{&w.account, accountPattern.MatchString}, {&w.region, regionPattern.MatchString}} {
		if *part.value != "" && !part.pattern(*part.value) {
			w.lose("scope-account", id, message.Args{"value": *part.value})
			*part.value = ""
		}
	}
	w.byKind = map[kind.Name][]string{}
	for _, row := range kind.Sorted(w.d.Resources) {
		if w.d.Ancestor(row.Key, kind.ScopeKind) == id {
			w.byKind[row.Value.Kind] = append(w.byKind[row.Value.Kind], row.Key)
		}
	}
	folder := fmt.Sprintf("accounts/%s/%s/", cmp.Or(w.account, unsaid), cmp.Or(w.region, unsaid))
	name := folder + "network.json"
	if names[name] {
		name = folder + "network-" + id + ".json"
	}
	names[name] = true
	return exchange.File{Name: name, Data: w.answers()}
}

// answers prints all keys of a scope in the order of the parts.
func (w *writer) answers() []byte {
	var b bytes.Buffer
	b.WriteString("{")
	for _, p := range parts {
		if p.write == nil {
			continue
		}
		list := p.write(w)
		if len(list) == 0 {
			continue
		}
		if b.Len() > 1 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "\n    %q: ", p.key)
		b.Write(indented(list))
	}
	if b.Len() == 1 {
		b.WriteString("\n    \"Vpcs\": []")
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

func indented(list []any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "    ")
	if err := enc.Encode(list); err != nil {
		panic(err) // shapes are texts, numbers and lists
	}
	return bytes.TrimSpace(b.Bytes())
}

// of lists the scope's elements of a kind.
func (w *writer) of(k kind.Name) []string { return w.byKind[k] }

func (w *writer) each(k kind.Name, shape func(id string, res *design.Resource) any) []any {
	list := []any{}
	for _, id := range w.of(k) {
		list = append(list, shape(id, w.d.Resources[id]))
	}
	return list
}

// id is the AWS id of an element: the one it came with, else its own behind the prefix of its kind.
func (w *writer) id(id string) string {
	r := w.d.Resources[id]
	if r == nil {
		return id
	}
	if r.Origin != nil && r.Origin.Source == Source {
		return r.Origin.ID
	}
	prefix := kind.Get(r.Kind).AWSPrefix
	switch r.Kind {
	case kind.InterfaceEndpointKind:
		prefix = "vpce-"
	case kind.LoadBalancerKind, kind.TargetGroupKind:
		return w.arn(id, r)
	case kind.HostedZoneKind:
		prefix = "/hostedzone/Z-"
	case kind.FlowLogKind:
		prefix = "fl-"
	case kind.DatabaseKind:
		prefix = "db-"
	case kind.FunctionKind:
		prefix = "function-"
	case kind.ContainerServiceKind:
		prefix = "service-"
	}
	return prefix + id
}

// name is what a reference leads to, by its AWS id.
func (w *writer) name(to kind.Ref) string {
	switch {
	case to.External != nil:
		return to.External.AWSID
	case to.Gone != nil:
		prefix := kind.Get(to.Gone.Kind)
		if prefix == nil || strings.HasPrefix(to.Gone.Name, prefix.AWSPrefix) && prefix.AWSPrefix != "" {
			return cmp.Or(to.Gone.Name, "gone")
		}
		return cmp.Or(prefix.AWSPrefix, "gone-") + hexOf(to.Gone.Name)
	}
	return w.id(to.ID)
}

// leads reports whether a reference leads somewhere that AWS can name; what is gone is said.
func (w *writer) leads(id, what string, to kind.Ref) bool {
	if to.Gone != nil {
		w.lose("not-there", id, message.Args{"what": what})
	}
	return to.ID != "" || to.External != nil
}

func (w *writer) members(set map[string]bool) []string {
	list := []string{}
	for _, row := range kind.Sorted(set) {
		list = append(list, w.id(row.Key))
	}
	return list
}

func (w *writer) groups(set map[string]bool) []groupName {
	list := []groupName{}
	for _, id := range w.members(set) {
		list = append(list, groupName{id})
	}
	return list
}

func (w *writer) placed(id string, rows map[string]kind.PlacedSubnet) []string {
	list := []string{}
	for _, row := range kind.Sorted(rows) {
		if to := row.Value.Subnet; to.ID != "" || to.External != nil {
			list = append(list, w.name(to))
			continue
		}
		w.lose("place", id, nil)
	}
	return list
}

// tags are the element's, its name among them.
func (w *writer) tags(id string) []tag {
	r := w.d.Resources[id]
	list := []tag{{"Name", r.Name}}
	for _, row := range kind.Sorted(r.Tags) {
		switch {
		case row.Key == "Name" || row.Key == "":
			w.lose("tag-name", id, message.Args{"value": row.Value})
		case strings.HasPrefix(row.Key, "aws:") || row.Key == roleTag:
			w.lose("own-tag", id, message.Args{"key": row.Key})
		default:
			list = append(list, tag{row.Key, row.Value})
		}
	}
	return list
}

// sayRest tells of what no account holds.
func (w *writer) sayRest() {
	d := w.d
	w.losses = append(w.losses, exchange.Stays(d, nil)...)
	for _, row := range kind.Sorted(d.Resources) {
		if slices.Contains(exchange.OutsideKinds, row.Value.Kind) {
			w.note("outside-aws", row.Key)
		}
	}
}

func (w *writer) args(id string, args message.Args) message.Args {
	all := message.Args{"element": cmp.Or(w.d.Resources[id].Name, id)}
	for k, v := range args {
		all[k] = v
	}
	if o := w.d.Resources[id].Origin; o != nil {
		all["value"] = cmp.Or(all["value"], o.Source+" "+o.ID)
	}
	return all
}

func (w *writer) lose(code, id string, args message.Args) { w.keep(loss(code, id, w.args(id, args))) }

func (w *writer) note(code, id string) { w.keep(note(code, id, w.args(id, nil))) }

func (w *writer) keep(l exchange.Loss) {
	if !slices.Contains(w.losses[max(0, len(w.losses)-64):], l) {
		w.losses = append(w.losses, l)
	}
}
