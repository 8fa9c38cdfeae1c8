package cloudformation

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

// A writer makes the template of one scope.
type writer struct {
	d     *design.Design
	scope string
	// logical are the logical ids of the elements; taken are all that are used.
	logical map[string]string
	taken   map[string]bool
	// made are the elements that become a resource: only they can be referred to.
	made       map[string]bool
	blocks     []blockOf
	parameters *object
	conditions *object
	resources  *object
	outputs    *object
	// wanted counts the outputs, also those that CloudFormation has no room for.
	wanted int
	losses []exchange.Loss
	// isFirst tells of the design's first template.
	isFirst bool
	// zones are the zones of the scope's region in order; rank in it chooses among the account's.
	zones []string
	// attached is the gateway that each VPC has, and attachment the logical id of the joint.
	attached   map[string]string
	attachment map[string]string
	// attachedVPN is the VPN gateway that each VPC has.
	attachedVPN map[string]string
	// users are the interfaces that have each Elastic IP, once somebody asked.
	users map[string][]addressUser
	// keys are the parameters of key pairs, interfaceNames the logical ids of interfaces.
	keys           map[string]string
	interfaceNames map[string]string
	// making decides what AWS would refuse; why and deaf are the codes of elements and of listeners.
	making *exchange.Making
	why    map[string]string
	deaf   map[[2]string]string
	// sixes are the logical ids of what adds IPv6 blocks, by VPC and row; shared those of what several
	// elements use, by what it is for. lists are AWS's prefix lists by the parameter that names them.
	sixes  map[[2]string]string
	shared map[string]string
	lists  *object
	// asked are the flows that went out as paths, in all templates of the design.
	asked map[string]bool
}

func newWriter(d *design.Design, scope string) *writer {
	w := &writer{
		d: d, scope: scope, logical: map[string]string{}, taken: map[string]bool{}, made: map[string]bool{},
		parameters: newObject(), conditions: newObject(), resources: newObject(), outputs: newObject(), losses: []exchange.Loss{},
		attached: map[string]string{}, attachment: map[string]string{}, attachedVPN: map[string]string{},
		keys: map[string]string{}, interfaceNames: map[string]string{}, sixes: map[[2]string]string{}, shared: map[string]string{}, lists: newObject(),
	}
	w.making = &exchange.Making{D: d, Made: w.made, Apart: true}
	for _, p := range parameterNames {
		w.taken[p] = true
	}
	for _, id := range w.elements("") {
		w.logical[id] = unused(alphanumeric(d.Resources[id].ExportName, id), w.taken)
	}
	for _, id := range w.elements("") {
		w.made[id] = w.makes(id)
	}
	w.refuse()
	w.why = w.making.Refuse()
	w.deaf = w.making.ListenerWhy()
	w.zones = w.zonesOf(scope)
	return w
}

// makes reports whether an element becomes a resource: half-drawn ones and what lies in them do not,
// nor does a main route table that is as AWS makes it.
func (w *writer) makes(id string) bool {
	r := w.d.Resources[id]
	switch p := r.Props.(type) {
	case *kind.Scope:
		return true
	case *kind.InternetGateway:
		return true
	case *kind.VPC:
		return isIPv4(p.CIDR)
	case *kind.Subnet:
		return isIPv4(p.CIDR) && w.makes(r.Parent)
	case *kind.RouteTable:
		return (len(p.Routes)+len(p.Propagations) > 0 || !w.d.MadeByAWS(id) || w.endpointNames(id)) && w.makes(r.Parent)
	}
	return w.makes(r.Parent)
}

// endpointNames reports whether a gateway endpoint puts its route into a table: the template must make that
// table to name it.
func (w *writer) endpointNames(table string) bool {
	for _, row := range w.making.Of(kind.GatewayEndpointKind) {
		if row.Value.Props.(*kind.GatewayEndpoint).RouteTables[table] {
			return true
		}
	}
	return false
}

// refuse takes out what AWS would not make, and so would stop the stack.
func (w *writer) refuse() {
	for _, id := range w.elements(kind.NATGatewayKind) {
		refused := exchange.NATRefused(w.d.Resources[id].Props.(*kind.NATGateway), func(address string) bool {
			users := w.usersOf(address)
			return w.made[address] && len(users) > 0 && users[0].resource == id
		})
		w.made[id] = w.made[id] && !refused
	}
	for _, id := range w.elements(kind.LoadBalancerKind) {
		p := w.d.Resources[id].Props.(*kind.LoadBalancer)
		kept, _ := exchange.BalancedZones(w.d, p, w.d.Resources[id].Parent, w.made)
		w.made[id] = w.made[id] && !exchange.BalancerRefused(p, len(kept))
	}
}

// leftOut says why an element does not become a resource, unless AWS makes it anyway.
func (w *writer) leftOut(id string, r *design.Resource) {
	switch own := w.d.MadeByAWS(id); {
	case own && w.made[r.Parent] && len(r.Tags) > 0:
		w.lose("own-tags", id)
	case own:
	case w.why[id] != "":
		w.lose(w.why[id], id)
	case w.made[r.Parent] && r.Kind == kind.NATGatewayKind:
		w.lose("nat-address", id)
	case w.made[r.Parent] && r.Kind == kind.LoadBalancerKind:
		w.lose("balancer-subnets", id)
	case w.made[r.Parent]:
		w.lose("no-block", id)
	default:
		w.lose("without-owner", id)
	}
}

// elements are the scope's resources of a kind, or of all kinds, in order.
func (w *writer) elements(k kind.Name) []string {
	if k != "" {
		return w.own(w.making.Of(k))
	}
	return w.own(kind.Sorted(w.d.Resources))
}

// own are those of the scope among resources.
func (w *writer) own(rows []kind.Row[*design.Resource]) []string {
	var ids []string
	for _, row := range rows {
		if w.d.Ancestor(row.Key, kind.ScopeKind) == w.scope {
			ids = append(ids, row.Key)
		}
	}
	return ids
}

func (w *writer) template(paths []exchange.Path) *object {
	scope := w.d.Resources[w.scope]
	props := scope.Props.(*kind.Scope)
	for _, m := range Table {
		ids := w.elements(m.Kind)
		// Readers look for names, not for ids.
		slices.SortStableFunc(ids, func(a, b string) int { return strings.Compare(w.logical[a], w.logical[b]) })
		for _, id := range ids {
			m.write(w, id, w.d.Resources[id])
		}
	}
	w.paths(paths)
	if n := len(w.resources.keys); n > mostResources {
		w.lose("too-many-resources", "", "size", fmt.Sprint(n), "limit", fmt.Sprint(mostResources))
	}
	if w.wanted > mostOutputs {
		w.lose("too-many-outputs", "", "limit", fmt.Sprint(mostOutputs))
	}
	own := newObject().set("Schema", number(w.d.Schema)).set("Name", text(w.d.Name)).
		set("Scope", newObject().set("Id", text(w.scope)).set("Name", text(scope.Name)).set("Account", text(props.Account)).
			set("Region", text(props.Region)).set("Partition", text(props.Partition)))
	if !w.lists.empty() {
		own.set("PrefixLists", w.lists)
	}
	if kept := w.keepsake(); !kept.empty() {
		own.set("Kept", kept)
	}
	t := newObject().set("AWSTemplateFormatVersion", text("2010-09-09"))
	if w.d.Name != "" {
		t.set("Description", text(exchange.Clip(w.d.Name, maxDescription)))
	}
	t.set("Metadata", newObject().set(metadataKey, own))
	for _, section := range []struct {
		name  string
		parts *object
	}{{"Parameters", w.parameters}, {"Conditions", w.conditions}, {"Resources", w.resources}, {"Outputs", w.outputs}} {
		if !section.parts.empty() {
			t.set(section.name, section.parts)
		}
	}
	return t
}

// keepsake is what the template does not say of its elements, and what nobody deploys; what lies in no account
// is in the first template.
func (w *writer) keepsake() *object {
	k := exchange.KeepScope(w.d, w.scope, w.isFirst, func(id string, r *design.Resource) (exchange.Said, bool) {
		switch {
		case id == w.scope:
			return exchange.Said{Name: r.Name, IsUntagged: true}, true
		case w.d.MadeByAWS(id) && w.made[r.Parent] && !w.resources.has(w.logical[id]):
			return exchange.Said{Name: design.OwnName(w.d.Resources[r.Parent].Name, r.Kind), IsUntagged: true}, true
		}
		return exchange.Said{Name: r.Name, ExportName: w.logical[id], IsUntagged: exchange.IsUntagged(r)}, w.made[id]
	})
	o := newObject()
	for _, row := range kind.Sorted(k) {
		o.set(row.Key, text(row.Value))
	}
	return o
}

// metadataKey is under what our metadata stands, in the template and in each resource.
const metadataKey = "Vpcanvas"

// maxDescription is CloudFormation's limit of a template's description, in bytes.
const maxDescription = 1024

// A made resource is being built; add puts it into the template.
type made struct {
	typ string
	// kept is what happens to the resource when the template is deleted or replaces it; "" is that it goes.
	kept string
	// condition is the name of the one under which the resource is made; "" is always.
	condition string
	dependsOn []string
	metadata  *object
	props     *object
}

func newMade(typ, element string) *made {
	return &made{typ: typ, metadata: newObject().set("Id", text(element)), props: newObject()}
}

// row remembers the row of the element that the resource is for.
func (m *made) row(path, key string) *made {
	m.metadata.set("Row", text(path+"."+key))
	return m
}

func (m *made) set(key string, v value) *made {
	m.props.set(key, v)
	return m
}

// after orders the resource behind others that none of its references names; "" is none.
func (m *made) after(logical string) *made {
	if logical != "" && !slices.Contains(m.dependsOn, logical) {
		m.dependsOn = append(m.dependsOn, logical)
	}
	return m
}

func (w *writer) add(logical string, m *made) {
	w.inertObject(string(m.metadata.values["Id"].(text)), m.props)
	body := newObject().set("Type", text(m.typ))
	if m.condition != "" {
		body.set("Condition", text(m.condition))
	}
	switch len(m.dependsOn) {
	case 0:
	case 1:
		body.set("DependsOn", text(m.dependsOn[0]))
	default:
		all := list{}
		for _, on := range m.dependsOn {
			all = append(all, text(on))
		}
		body.set("DependsOn", all)
	}
	if m.kept != "" {
		body.set("DeletionPolicy", text(m.kept)).set("UpdateReplacePolicy", text(m.kept))
	}
	w.resources.set(logical, body.set("Metadata", newObject().set(metadataKey, m.metadata)).set("Properties", m.props))
}

// derived is a logical id for something that belongs to an element but is a resource of its own.
func (w *writer) derived(element, what string, row ...string) string {
	name := w.logical[element] + what
	for _, key := range row {
		name += capital(alphanumeric(key, ""))
	}
	return unused(exchange.Clip(name, maxLogical), w.taken)
}

// tags are the element's own, with its name among them.
func (w *writer) tags(m *made, id string, r *design.Resource) *made {
	return w.tagsAs(m, "Tags", id, r)
}

func (w *writer) tagsAs(m *made, key, id string, r *design.Resource) *made {
	name := r.Name
	if name == "" {
		name = w.logical[id]
	}
	safe := w.inert(id, name)
	if utf8.RuneCountInString(safe) > exchange.MaxTagValue {
		w.lose("name-cut", id, "limit", fmt.Sprint(exchange.MaxTagValue))
		safe = exchange.ClipRunes(safe, exchange.MaxTagValue)
	}
	if safe != name {
		m.metadata.set("Name", text(name))
	}
	tags := list{tag("Name", safe)}
	for _, row := range kind.Sorted(r.Tags) {
		switch {
		case row.Key == "Name" && row.Value == r.Name:
		case row.Key == "Name":
			w.lose("tag-name", id, "value", row.Value)
		case !exchange.IsTag(row.Key, row.Value) || len(tags) == exchange.MaxTags:
			w.lose("tag", id, "key", row.Key)
		default:
			tags = append(tags, tag(w.inert(id, row.Key), w.inert(id, row.Value)))
		}
	}
	return m.set(key, tags)
}

// inert breaks what CloudFormation would resolve inside any text: a name that reads a secret is an
// attack on whoever deploys the template. No function can quote it, so the word is split.
func (w *writer) inert(id, s string) string {
	safe := split(s)
	if safe != s {
		w.lose("dynamic", id)
	}
	return safe
}

func split(s string) string { return strings.ReplaceAll(s, "{{resolve:", "{{ resolve:") }

// NameTag is what a template writes as the tag Name of what is called so.
func NameTag(name string) string { return exchange.ClipRunes(split(name), exchange.MaxTagValue) }

// inertObject does so in every text below an object, whoever wrote it there.
func (w *writer) inertObject(id string, o *object) {
	for _, key := range o.keys {
		o.values[key] = w.inertValue(id, o.values[key])
	}
}

func (w *writer) inertValue(id string, v value) value {
	switch v := v.(type) {
	case text:
		return text(w.inert(id, string(v)))
	case *object:
		w.inertObject(id, v)
	case list:
		for i, item := range v {
			v[i] = w.inertValue(id, item)
		}
	}
	return v
}

func tag(key, val string) *object {
	return newObject().set("Key", text(key)).set("Value", text(val))
}

// output gives other stacks the id of an element.
func (w *writer) output(id string) {
	w.wanted++
	if w.wanted > mostOutputs {
		return
	}
	logical := w.logical[id]
	w.outputs.set(logical, newObject().
		set("Description", text(kind.Get(w.d.Resources[id].Kind).Title.EN+" "+exchange.ClipRunes(w.d.NameOf(id), exchange.MaxTagValue))).
		set("Value", w.idOf(id)).
		set("Export", newObject().set("Name", sub("${AWS::StackName}-"+logical))))
}

// idOf is the AWS id of a resource of the template.
func (w *writer) idOf(id string) value {
	r := w.d.Resources[id]
	switch {
	case w.d.MadeByAWS(id) && r.Kind == kind.SecurityGroupKind:
		return getAtt{w.logical[r.Parent], "DefaultSecurityGroup"}
	case w.d.MadeByAWS(id) && r.Kind == kind.NetworkACLKind:
		return getAtt{w.logical[r.Parent], "DefaultNetworkAcl"}
	case r.Kind == kind.SecurityGroupKind:
		return getAtt{w.logical[id], "GroupId"}
	case r.Kind == kind.PrefixListKind:
		return w.listID(id)
	}
	return ref(w.logical[id])
}

// mostShown is how many characters of a text stand in a sentence.
const mostShown = 80

// lose lists what the template cannot say about an element.
func (w *writer) lose(code, element string, args ...string) {
	w.losses = append(w.losses, loss(code, element, w.args(element, args)))
}

// remark lists what the template says in another way.
func (w *writer) remark(code, element string, args ...string) {
	w.losses = append(w.losses, note(code, element, w.args(element, args)))
}

func (w *writer) args(element string, pairs []string) message.Args {
	args := message.Args{"element": exchange.Shown(w.d.NameOf(element), mostShown)}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = exchange.Shown(pairs[i+1], mostShown)
	}
	return args
}
