package terraform

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// A reader makes one design of items: first the elements with their owners, then what they say, then what
// resources of their own say about them.
type reader struct {
	name  string
	named bool
	// items are the resources by address, order all of them as they came; byID finds them by what AWS
	// calls them, byName by type and name.
	items     map[string]*item
	order     []*item
	providers []*item
	byType    map[string][]*item
	byID      map[string]spot
	byName    map[string]*item

	elements map[string]*drawing
	idOf     map[string]string
	made     []*drawing
	scopes   []*scopeAt
	atKey    map[string]*scopeAt
	// interfaces are the rows that interfaces became, by the address of their resource; addresses the rows by VPC and
	// private address; clusters those of which a member was read.
	interfaces map[string]interfaceAt
	addresses  map[[2]string]interfaceAt
	clusters   map[string]bool
	// attached are the interfaces of instances that are resources of their own; isRow all of those.
	attached map[*item][]attachment
	isRow    map[*item]bool
	// outside are the marks of what is not deployed: an id and JSON each.
	outside [][]string
	// kept is what Terraform has no place for.
	kept exchange.Keepsake
	// names are the elements by DNS name, made when the first record asks.
	names map[string]string
	// emptied are AWS's own objects of which a resource of the files says all.
	emptied map[string]bool
	losses  []exchange.Loss
	said    map[string]bool
	// rows tells what stands twice, ownOf the VPC of an object of AWS's own by its id.
	rows  map[string]bool
	ownOf map[string]*item
}

// A spot is an attribute of an item.
type spot struct {
	item *item
	path string
}

// A drawing is a resource of the design while it is read.
type drawing struct {
	id   string
	item *item
	res  *design.Resource
}

type scopeAt struct {
	id    string
	props *kind.Scope
}

// An interfaceAt is a row of interfaces.
type interfaceAt struct{ id, key string }

func newReader() *reader {
	return &reader{
		items: map[string]*item{}, byType: map[string][]*item{}, byID: map[string]spot{}, byName: map[string]*item{},
		elements: map[string]*drawing{}, idOf: map[string]string{}, atKey: map[string]*scopeAt{},
		interfaces: map[string]interfaceAt{}, addresses: map[[2]string]interfaceAt{}, clusters: map[string]bool{},
		emptied: map[string]bool{}, losses: []exchange.Loss{}, said: map[string]bool{},
		rows: map[string]bool{}, ownOf: map[string]*item{}, kept: exchange.Keepsake{},
	}
}

// identities are attributes by which other resources name a resource, besides its id and ARN.
var identities = map[string][]string{
	typeVPC:           {"default_security_group_id", "default_route_table_id", "default_network_acl_id", "main_route_table_id"},
	"aws_default_vpc": {"default_security_group_id", "default_route_table_id", "default_network_acl_id", "main_route_table_id"},
	typeInstance:      {"primary_network_interface_id"},
	typeElasticIP:     {"allocation_id"},
}

// add takes an item in; a second one of the same address is the same.
func (r *reader) add(it *item) {
	if r.items[it.address] != nil {
		return
	}
	r.items[it.address] = it
	r.order = append(r.order, it)
	typ := it.typ
	if it.isData {
		typ = "data." + typ
	}
	r.byType[typ] = append(r.byType[typ], it)
	for _, name := range append([]string{"id", "arn"}, identities[it.typ]...) {
		if s := it.text(name); s != "" {
			if _, taken := r.byID[s]; !taken {
				r.byID[s] = spot{it, name}
			}
		}
	}
	if typ == typeVPC || typ == "aws_default_vpc" {
		for _, name := range identities[typeVPC] {
			r.ownOf[name+" "+it.text(name)] = it
		}
	}
	for _, name := range []string{"name", "family", "identifier", "cluster_identifier", "bucket"} {
		if s := it.text(name); s != "" && r.byName[it.typ+" "+s] == nil {
			r.byName[it.typ+" "+s] = it
		}
	}
}

// find is the item that a value names, with the attribute.
func (r *reader) find(v any) (*item, string) {
	switch v := v.(type) {
	case reference:
		if it := r.items[v.address]; it != nil {
			return it, v.path
		}
	case string:
		if at, ok := r.byID[v]; ok {
			return at.item, at.path
		}
	}
	return nil, ""
}

// ofType is the item of a type that a value names by its id or its name.
func (r *reader) ofType(v any, types ...string) *item {
	if it, _ := r.find(v); it != nil && slices.Contains(types, it.typ) {
		return it
	}
	for _, typ := range types {
		if it := r.byName[typ+" "+textOf(v)]; it != nil {
			return it
		}
	}
	return nil
}

// element is the id of the element that a value names; "" where the design has none.
func (r *reader) element(v any) string { return r.elementWithin(v, maxUp) }

// elementWithin is element over so many steps: who names its subnet by its own has named nothing.
func (r *reader) elementWithin(v any, steps int) string {
	it, attribute := r.find(v)
	if it == nil || steps == 0 {
		return ""
	}
	id := r.idOf[it.address]
	switch attribute {
	case "default_security_group_id":
		return own(id, design.DefaultSecurityGroupID)
	case "default_route_table_id", "main_route_table_id":
		return own(id, design.MainRouteTableID)
	case "default_network_acl_id":
		return own(id, design.DefaultNetworkACLID)
	case "vpc_id", "subnet_id":
		if to := it.args[attribute]; to != nil {
			return r.elementWithin(to, steps-1)
		}
	}
	return id
}

func own(vpc string, of func(string) string) string {
	if vpc == "" {
		return ""
	}
	return of(vpc)
}

// elementOf is element for one of some kinds.
func (r *reader) elementOf(v any, kinds ...kind.Name) string {
	id := r.element(v)
	if e := r.elements[id]; e != nil && slices.Contains(kinds, e.res.Kind) {
		return id
	}
	return ""
}

// addTo puts the element that a value names into a set of an element's; what cannot be told is said.
func (r *reader) addTo(set map[string]bool, owner string, v any, k kind.Name) {
	if id := r.elementOf(v, k); id != "" {
		set[id] = true
		return
	}
	r.lose("unknown-value", owner, "value", shown(v))
}

// awsID is how AWS's own ids look.
var awsID = regexp.MustCompile(`^([a-z]+-[0-9a-f]{4,}|arn:.+)$`)

// ref is a reference to an element of some kinds, or to what is outside of the design. What cannot be told
// is said, and names nothing.
func (r *reader) ref(from string, v any, kinds ...kind.Name) kind.Ref {
	if v == nil || v == "" {
		return kind.Ref{}
	}
	if id := r.elementOf(v, kinds...); id != "" {
		return kind.To(id)
	}
	if s, ok := v.(string); ok && awsID.MatchString(s) {
		return kind.Ref{External: &kind.External{AWSID: s}}
	}
	if it, _ := r.find(v); it != nil {
		known := it.text("id") // of what the files only look up
		if !awsID.MatchString(known) {
			known = it.address
		}
		return kind.Ref{External: &kind.External{AWSID: known}}
	}
	r.lose("unknown-value", from, "value", shown(v))
	return kind.Ref{}
}

var (
	idPattern  = regexp.MustCompile(`^[a-z][a-z0-9]{9,15}$`)
	keyPattern = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9_-]{0,31}$`)
)

// hashed is letters and digits that only one text has.
func hashed(s string) string {
	const length = 12
	sum := sha256.Sum256([]byte(s))
	digits := new(big.Int).SetBytes(sum[:]).Text(36)
	return digits[len(digits)-length:]
}

// again tells whether an element has a row that says the same already: AWS takes no two alike, and a state
// says each twice.
func (r *reader) again(id, property, row string) bool {
	at := id + " " + property + " " + row
	was := r.rows[at]
	r.rows[at] = true
	return was
}

// rowOf is the key of a row: what a mark says, else made of what AWS tells the rows apart by.
func rowOf(b *body, property, identity string) string {
	if key := b.rowKey(property); key != "" {
		return key
	}
	if key, ok := strings.CutPrefix(b.marked("row"), property+"."); ok && isRowKey(key) {
		return key
	}
	return "r" + hashed(identity)[:8]
}

const longestVPC = 12

// newID is the id of an item: what a mark says, else a hash of its address.
func (r *reader) newID(it *item, k kind.Name) string {
	free := func(id string) bool {
		if r.elements[id] != nil || k == kind.VPCKind && len(id) > longestVPC {
			return false
		}
		return k != kind.VPCKind || r.elements[design.MainRouteTableID(id)] == nil && r.elements[design.DefaultNetworkACLID(id)] == nil && r.elements[design.DefaultSecurityGroupID(id)] == nil
	}
	if id := it.id(); idPattern.MatchString(id) && free(id) {
		return id
	}
	for n := 0; ; n++ {
		id := "t" + hashed(fmt.Sprint("terraform ", it.address, strings.Repeat(" again", n)))[1:]
		if free(id) {
			return id
		}
	}
}

// make adds an element for an item.
func (r *reader) make(it *item, k kind.Name, id, parent string) *drawing {
	e := &drawing{id: id, item: it, res: &design.Resource{Kind: k, Parent: parent, Props: kind.Get(k).New(), Tags: map[string]string{}, ExportName: exportOf(it)}}
	e.res.Name = r.title(it, e.res.Tags)
	if it.id() != id { // one that was drawn here is itself, whatever its address
		e.res.Origin = &design.Origin{Source: "terraform", ID: it.address}
	}
	r.elements[id], r.idOf[it.address] = e, id
	r.made = append(r.made, e)
	return e
}

// title is an item's name, and takes over its other tags.
func (r *reader) title(it *item, tags map[string]string) string {
	said, _ := it.args["tags"].(map[string]any)
	if all, ok := it.args["tags_all"].(map[string]any); ok && len(all) > 0 {
		said = all
	}
	name := ""
	for _, row := range sortedMap(said) {
		switch value := textOf(row.Value); {
		case row.Key == "Name" && value != "":
			name = value
		case row.Value != nil:
			tags[row.Key] = value
		}
	}
	if whole, ok := it.mark("name"); ok && len(whole) > 0 {
		return whole[0]
	}
	if name != "" || it.id() != "" {
		return name
	}
	for _, argument := range titles {
		if s := it.text(argument); s != "" && it.typ != typeRecord && it.typ != typeZone {
			return s
		}
	}
	return addressName(it)
}

// titles are the arguments that name a resource for people, where it has no tag Name.
var titles = []string{"name", "identifier", "cluster_identifier", "replication_group_id", "cluster_id", "function_name"}

// addressName is an address without its type, for what has no name.
func addressName(it *item) string {
	s := strings.ReplaceAll(it.address, "module.", "")
	s = strings.TrimPrefix(s, "data.")
	return strings.ReplaceAll(strings.ReplaceAll(s, it.typ+".", ""), `"`, "")
}

// exportOf is the name that a module written from the design gives the resource.
func exportOf(it *item) string {
	if it.keyed == "" && !strings.HasPrefix(it.address, "module.") {
		return it.name
	}
	return strings.Join(snake(addressName(it)), "_")
}

// build runs the steps.
func (r *reader) build() (*design.Design, error) {
	for _, p := range r.providers {
		if p.id() != "" {
			r.atKey[p.provider] = r.scopeOfProvider(p)
		}
	}
	for _, m := range r.outside {
		r.placeOutside(m[0], []byte(m[1]))
	}
	r.placeAll()
	for _, reading := range readings {
		for _, it := range r.byType[reading.typ] {
			if e := r.elements[r.idOf[it.address]]; e != nil && e.item == it && reading.fill != nil {
				reading.fill(r, e)
			}
		}
	}
	for _, p := range parts {
		for _, it := range r.byType[p.typ] {
			p.read(r, it)
		}
	}
	r.passOver()
	return r.assemble()
}

// placeAll makes the elements, owners before what they own.
func (r *reader) placeAll() {
	for _, reading := range readings {
		for _, it := range r.byType[reading.typ] {
			r.place(reading, it)
		}
	}
}

func (r *reader) place(reading reading, it *item) {
	if reading.isPart != nil && reading.isPart(r, it) {
		return
	}
	k := reading.kind
	if reading.kindOf != nil {
		if k = reading.kindOf(it); k == "" {
			r.lose("unsupported", it.id(), "address", it.address)
			return
		}
	}
	parent := reading.owner(r, it)
	if e := r.elements[parent]; e == nil || !kind.Get(k).AllowsParent(e.res.Kind) {
		r.lose("no-owner", it.id(), "address", it.address)
		return
	}
	if reading.own != nil {
		r.takeOwn(it, reading.own(parent))
		return
	}
	id := r.newID(it, k)
	r.make(it, k, id, parent)
	if k == kind.VPCKind {
		r.makeOwn(id)
	}
}

// makeOwn adds what AWS makes with a VPC.
func (r *reader) makeOwn(vpc string) {
	name := r.elements[vpc].res.Name
	for _, own := range []struct {
		id, suffix string
		props      kind.Props
	}{
		{design.MainRouteTableID(vpc), "main", kind.Get(kind.RouteTableKind).New()},
		{design.DefaultNetworkACLID(vpc), "default ACL", kind.DefaultNetworkACL()},
		{design.DefaultSecurityGroupID(vpc), "default", kind.DefaultSecurityGroup(design.DefaultSecurityGroupID(vpc))},
	} {
		e := &drawing{id: own.id, item: &item{body: &body{args: map[string]any{}}}, res: &design.Resource{Kind: own.props.Kind(), Name: name + " " + own.suffix, Parent: vpc, Props: own.props, Tags: map[string]string{}}}
		r.elements[own.id] = e
		r.made = append(r.made, e)
	}
}

// takeOwn lets a resource say what an object of AWS's own is.
func (r *reader) takeOwn(it *item, id string) {
	e := r.elements[id]
	if e == nil || r.emptied[id] {
		return
	}
	r.emptied[id] = true
	e.item, r.idOf[it.address] = it, id
	e.res.ExportName = exportOf(it)
	if name := r.title(it, e.res.Tags); name != "" {
		e.res.Name = name
	}
	switch p := e.res.Props.(type) {
	case *kind.NetworkACL:
		p.Ingress, p.Egress = map[string]kind.ACLEntry{}, map[string]kind.ACLEntry{}
	case *kind.SecurityGroup:
		p.Ingress, p.Egress = map[string]kind.SecurityRule{}, map[string]kind.SecurityRule{}
	}
}

// passOver names what is not understood, each type once.
func (r *reader) passOver() {
	known := map[string]bool{typePath: true} // taken once everything is there
	for _, reading := range readings {
		known[reading.typ] = true
	}
	for _, p := range parts {
		known[p.typ] = true
	}
	counts := map[string]int{}
	for _, it := range r.order {
		if !known[it.typ] && !it.isData && it.id() == "" && !companions[it.typ] {
			counts[it.typ]++
		}
	}
	for _, row := range kind.Sorted(counts) {
		if strings.HasPrefix(row.Key, "aws_") && !isBeside(row.Key) {
			r.lose("type", "", "type", row.Key, "count", fmt.Sprint(row.Value))
		} else {
			r.remark("type-beside", "", "type", row.Key, "count", fmt.Sprint(row.Value))
		}
	}
}

// lose lists what the design does not hold, once.
func (r *reader) lose(code, element string, pairs ...string) { r.say(code, element, false, pairs) }

// remark lists what the design holds in another way.
func (r *reader) remark(code, element string, pairs ...string) { r.say(code, element, true, pairs) }

func (r *reader) say(code, element string, note bool, pairs []string) {
	const most = 80
	args := message.Args{"element": exchange.Shown(element, most)}
	if e := r.elements[element]; e != nil {
		args["element"] = exchange.Shown(e.item.address, most)
		if e.res.Name != "" {
			args["element"] = exchange.Shown(e.res.Name, most)
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = exchange.Shown(pairs[i+1], most)
	}
	l := exchange.Told(readSentences, code, element, args)
	l.Note = note
	if key := element + " " + l.Text.EN; !r.said[key] {
		r.said[key] = true
		r.losses = append(r.losses, l)
	}
}
