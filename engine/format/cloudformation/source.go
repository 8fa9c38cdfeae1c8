package cloudformation

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// A reading is how a resource of one type is read for a kind. Where is says so the resource is an element
// of the kind, else it joins or extends elements.
type reading struct {
	typ string
	is  func(src *source) bool
	// parent is the id of the element's owner; "" where there is none in the import.
	parent func(src *source) string
	fill   func(src *source)
}

func always(*source) bool { return true }

// elements makes an element for each resource that is one, owners before what they own.
func (r *reader) elements() error {
	for _, s := range r.stacks {
		r.ties(s)
	}
	for _, m := range Table {
		for _, s := range r.stacks {
			for _, src := range s.order {
				for _, how := range m.read {
					if how.typ == src.typ && src.id == "" && how.is != nil && how.is(src) {
						if err := src.make(m.Kind, how); err != nil {
							return err
						}
					}
				}
			}
		}
		if m.Kind == kind.PrefixListKind {
			r.ownLists()
		}
	}
	return nil
}

// fill reads the properties, in the order of the table: first of a kind's elements, then what extends them.
func (r *reader) fill() {
	for _, m := range Table {
		for _, part := range []bool{false, true} {
			for _, s := range r.stacks {
				for _, src := range s.order {
					for _, how := range m.read {
						if how.typ == src.typ && (how.is == nil) == part && src.isFor(m.Kind, part) {
							src.read = true
							how.fill(src)
						}
					}
				}
			}
		}
	}
}

// isFor reports whether a reading is for the resource: elements are of the kind, the others of none.
func (src *source) isFor(k kind.Name, part bool) bool {
	if part {
		return src.kind == "" && !src.read
	}
	return src.kind == k
}

// scopeOf is the element of the stack's account and region.
func (s *stack) scopeOf() string {
	if s.scope != "" {
		return s.scope
	}
	at := kind.Scope{Account: s.account, Region: s.region(), Partition: s.partition}
	own := get(s.body, "Metadata", metadataKey, "Scope")
	if id := rawText(get(own, "Id")); s.own && isID(id) && s.reader.d.Resources[id] == nil {
		s.scope = id
		s.reader.d.Resources[id] = &design.Resource{Kind: kind.ScopeKind, Name: rawText(get(own, "Name")), Props: &at, Tags: map[string]string{}}
		s.reader.scopes[at] = id
		return id
	}
	if s.reader.scopes[at] == "" {
		id := hashed("scope", at.Account, at.Region, at.Partition)
		name := at.Region
		if at.Account != "" {
			name = at.Account + " " + at.Region
		}
		s.reader.scopes[at] = id
		s.reader.d.Resources[id] = &design.Resource{Kind: kind.ScopeKind, Name: name, Props: &at, Tags: map[string]string{}}
	}
	s.scope = s.reader.scopes[at]
	return s.scope
}

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9]{9,15}$`)

func isID(s string) bool { return idPattern.MatchString(s) }

// make makes the element that a resource is. Resources of ours that share an element make it once.
func (src *source) make(k kind.Name, how reading) error {
	r := src.reader
	id, own := src.metaText("Id"), src.own
	if !isID(id) || k == kind.VPCKind && len(id) > idLength {
		id, own = "", false
	}
	if old := r.d.Resources[id]; id != "" && old != nil {
		if r.isOwn(id, old) || old.Kind == k && src.sibling(id) {
			src.kind, src.id = k, id
			return nil
		}
		r.remark("twice", "", "element", src.logical)
		id, own = "", false
	}
	if id == "" {
		id = hashed(src.path(), src.logical)
	}
	parent := ""
	if how.parent != nil {
		if parent = how.parent(src); parent == "" {
			src.read = true
			r.lose("no-parent", "", "element", src.logical, "type", src.typ)
			return nil
		}
	}
	if r.d.Size() >= design.MaxElements-reserved {
		return exchange.Refuse(refusals["too-many"], "limit", strconv.Itoa(design.MaxElements))
	}
	src.kind, src.id = k, id
	res := &design.Resource{Kind: k, Parent: parent, Props: kind.Get(k).New(), Tags: map[string]string{}, ExportName: src.logical}
	src.named(res)
	if !own {
		res.Origin = &design.Origin{Source: "cloudformation", ID: src.logical, Account: src.account, Region: src.knownRegion, Stack: src.path()}
	}
	if k != kind.VPCKind {
		r.d.Resources[id] = res
		return nil
	}
	err := r.putVPC(id, res)
	if err == nil {
		vpcBlock(src)
	}
	return err
}

// reserved leaves room for what comes with VPCs.
const reserved = 10

// putVPC lets the document add what AWS makes with a VPC.
func (r *reader) putVPC(id string, res *design.Resource) error {
	raw, err := json.Marshal(res)
	if err != nil {
		return err
	}
	_, _, err = design.ApplyTrusted(r.d, design.Ops{design.Put{Section: design.Resources, ID: id, Value: raw}})
	return err
}

// isOwn reports whether an element came with its VPC: a template of ours says what was changed of it.
func (r *reader) isOwn(id string, res *design.Resource) bool {
	return res.Kind == kind.RouteTableKind && id == design.MainRouteTableID(res.Parent)
}

// sibling reports whether another resource of the same template already made the element.
func (src *source) sibling(id string) bool {
	return slices.ContainsFunc(src.order, func(o *source) bool { return o != src && o.id == id && o.typ == src.typ })
}

// path is the identity of a stack: its name, behind those of the stacks around it.
func (s *stack) path() string { return s.name }

// named takes over the name and the tags.
func (src *source) named(res *design.Resource) {
	key := "Tags"
	if src.typ == typeZone {
		key = "HostedZoneTags"
	}
	named := false
	for _, item := range src.items(key) {
		tag, value := joined(get(item, "Key"), ""), shown(joined(get(item, "Value"), ""))
		switch {
		case tag == "Name":
			res.Name, named = value, true
		case tag != "":
			res.Tags[shown(tag)] = value
		}
	}
	if name, ok := src.meta.values["Name"].(string); ok {
		res.Name, named = name, true
	}
	if src.own && res.Name == src.logical && src.metaText("Name") == "" && !named {
		res.Name = ""
	}
	if !named && !src.own {
		res.Name = src.logical
	}
}

// prop is a property with its functions computed, each once.
func (src *source) prop(name string) any {
	if v, ok := src.props[name]; ok {
		return v
	}
	if src.props == nil {
		src.props = map[string]any{}
	}
	src.props[name] = nil // a property that asks for itself has no value
	src.props[name] = src.eval(src.raw.values[name])
	return src.props[name]
}

// text is a property as text; "" where it has none.
func (src *source) text(name string) string { return joined(src.prop(name), ",") }

func isTrue(v any) bool { return strings.EqualFold(joined(v, ""), "true") }

// flag is a property that is true or false, with what AWS takes where it is absent.
func (src *source) flag(name string, or bool) bool {
	if src.prop(name) == nil {
		return or
	}
	return isTrue(src.prop(name))
}

// items are the entries of a list; one value is a list of one, as CloudFormation takes it.
func (src *source) items(name string) []any { return asList(src.prop(name)) }

func asList(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		flat := []any{}
		for _, item := range v {
			if inner, ok := item.([]any); ok {
				flat = append(flat, inner...)
				continue
			}
			flat = append(flat, item)
		}
		return flat
	}
	return []any{v}
}

func (src *source) metaText(key string) string { return rawText(src.meta.values[key]) }

// metaKeys are the row keys that a template of ours keeps for a list of the same name.
func (src *source) metaKeys(name string) []string {
	keys := []string{}
	for _, item := range asList(src.meta.values[name]) {
		text, _ := item.(string)
		keys = append(keys, text)
	}
	return keys
}

// row is the key of the row that a resource of ours is for; else one made of its logical id.
func (src *source) row(path string) string {
	if key, ok := strings.CutPrefix(src.metaText("Row"), path+"."); ok && keyPattern.MatchString(key) {
		return key
	}
	return alphanumericKey(src.logical)
}

var keyPattern = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9_-]{0,31}$`)

const maxKey = 32

// alphanumericKey is a text as a row's key. One that is too long keeps what tells it from others.
func alphanumericKey(s string) string {
	key := alphanumeric(s, "row")
	if len(key) > maxKey {
		key = key[:maxKey-8] + hashed(s)[:8]
	}
	return key
}

// keyAt is the key of a list's n-th row: the one that is kept, else one by its place.
func keyAt(keys []string, n int, or string) string {
	if n < len(keys) && keyPattern.MatchString(keys[n]) {
		return keys[n]
	}
	return fmt.Sprintf("%s%d", or, n+1)
}

// free is key, or key with the first number under which rows have none.
func free[T any](rows map[string]T, key string) string {
	want := key
	for n := 2; ; n++ {
		if _, taken := rows[key]; !taken {
			return key
		}
		suffix := itoa(n)
		key = want[:min(len(want), maxKey-len(suffix))] + suffix
	}
}

// found is the resource that a value names, with the attribute; nil where it names none of the import.
func (r *reader) found(v any) (*source, string) {
	sym, ok := symbolOf(v)
	if !ok || sym.parameter || sym.stack >= len(r.stacks) {
		return nil, ""
	}
	return r.stacks[sym.stack].resources[sym.logical], sym.attribute
}

// to is the element of one of the kinds that a value names; the zero Ref where it names none, and a
// reference to something outside where it is an id of AWS's or a parameter without a value.
func (src *source) to(v any, kinds ...kind.Name) kind.Ref {
	r := src.reader
	if of, attribute := r.found(v); of != nil {
		switch {
		case of.id == "":
			return kind.Ref{}
		case attribute == "DefaultSecurityGroup" && slices.Contains(kinds, kind.SecurityGroupKind):
			return kind.To(design.DefaultSecurityGroupID(of.id))
		case attribute == "DefaultNetworkAcl" && slices.Contains(kinds, kind.NetworkACLKind):
			return kind.To(design.DefaultNetworkACLID(of.id))
		case slices.Contains(kinds, of.kind):
			return kind.To(of.id)
		}
		return kind.Ref{}
	}
	text, _ := v.(string)
	if text == "" {
		return kind.Ref{}
	}
	sym, symbolic := symbolOf(v)
	if symbolic {
		if id := src.ownList(sym); id != "" && slices.Contains(kinds, kind.PrefixListKind) {
			return kind.To(id)
		}
	} else {
		sym = symbol{logical: text, parameter: true}
	}
	if id := r.standIns[sym]; id != "" && slices.Contains(kinds, r.d.Resources[id].Kind) {
		return kind.To(id)
	}
	if symbolic && !sym.parameter {
		return kind.Ref{}
	}
	return kind.Ref{External: &kind.External{AWSID: src.outside(text, kinds[0])}}
}

// outside is an id for something outside. That of a parameter begins as AWS's ids of the kind do, and goes
// on with the parameter's name.
func (src *source) outside(text string, k kind.Name) string {
	if sym, ok := symbolOf(text); ok {
		src.reader.remark("symbolic", src.id, "element", src.logical, "parameter", sym.logical)
		return kind.Get(k).AWSPrefix + sym.logical
	}
	return shown(text)
}

// owner is the id of the VPC or subnet in which something lies. One that only a parameter, or an id of
// AWS's, names gets a stand-in: what lies in it would be lost with it.
func (src *source) owner(v any, k kind.Name) string {
	r := src.reader
	if of, _ := r.found(v); of != nil {
		if of.kind == k {
			return of.id
		}
		return ""
	}
	text, _ := v.(string)
	sym, symbolic := symbolOf(v)
	switch {
	case text == "" || symbolic && !sym.parameter || strings.Contains(text, opening) && !symbolic:
		return ""
	case !symbolic:
		sym = symbol{logical: text, parameter: true}
	}
	if id := r.standIns[sym]; id != "" {
		return id
	}
	return src.standIn(sym, k)
}

// inVPC is the parent of what VpcId names.
func inVPC(src *source) string { return src.owner(src.prop("VpcId"), kind.VPCKind) }

// inSubnet is the parent of what SubnetId names; where a template of ours names one of AWS's, any that it has.
func inSubnet(src *source) string {
	v := src.prop("SubnetId")
	if _, symbolic := symbolOf(v); !src.own || symbolic {
		return src.owner(v, kind.SubnetKind)
	}
	return src.anySubnetOf()
}

func (src *source) anySubnetOf() string {
	for _, other := range src.order {
		if other.kind == kind.SubnetKind {
			return other.id
		}
	}
	return ""
}

// inScope is the parent of what an account has.
func inScope(src *source) string { return src.scopeOf() }

// block is a property that is a block of addresses; what cannot be one is listed.
func (src *source) block(v any) netip.Prefix {
	text := strings.TrimSpace(joined(v, ""))
	if text == "" {
		return netip.Prefix{}
	}
	block, err := netip.ParsePrefix(text)
	if err != nil {
		src.reader.lose("block", src.id, "element", src.logical, "value", text)
		return netip.Prefix{}
	}
	return block.Masked()
}

// groups are the security groups that a list names. The VPC's own stands for none in a template of ours.
func (src *source) groups(v any) map[string]bool {
	all := map[string]bool{}
	for _, item := range asList(v) {
		to := src.to(item, kind.SecurityGroupKind)
		if to.ID == "" {
			src.reader.lose("group", src.id, "element", src.logical, "group", joined(item, ""))
			continue
		}
		all[to.ID] = true
	}
	return all
}

// subnets are the rows of the subnets that a list names.
func (src *source) subnets(v any, keys []string) map[string]kind.PlacedSubnet {
	rows := map[string]kind.PlacedSubnet{}
	for n, item := range src.subnetItems(v) {
		to := src.placeIn(item)
		if to.IsZero() {
			src.reader.lose("subnet", src.id, "element", src.logical, "subnet", joined(item, ""))
			continue
		}
		rows[free(rows, keyAt(keys, n, "s"))] = kind.PlacedSubnet{Subnet: to}
	}
	return rows
}

// subnetItems are a list's entries. A list that nobody gave is taken for two.
func (src *source) subnetItems(v any) []any {
	if sym, ok := symbolOf(v); ok && sym.parameter {
		return []any{sym.at("0"), sym.at("1")}
	}
	all := asList(v)
	if len(all) == 1 {
		if text, ok := all[0].(string); ok && strings.Contains(text, ",") {
			all = asList(src.split([]any{",", text}))
		}
	}
	return all
}

// vpcOfSubnets is the VPC of the first subnet of a list.
func (src *source) vpcOfSubnets(v any) string {
	for _, item := range src.subnetItems(v) {
		if id := src.subnetOf(item); id != "" {
			return src.reader.d.Resources[id].Parent
		}
	}
	if src.own && len(asList(v)) > 0 {
		return cmp.Or(src.vpcOfGroups(), src.anyVPC()) // all of them are others'
	}
	return ""
}

// vpcOfGroups is the VPC of the first security group that the properties name; "" where they name none.
func (src *source) vpcOfGroups() string {
	for _, key := range src.raw.keys {
		for _, at := range symbols.FindAllString(flat(src.prop(key)), -1) {
			switch of, attribute := src.reader.found(at); {
			case of != nil && attribute == "DefaultSecurityGroup":
				return of.id
			case of != nil && of.kind == kind.SecurityGroupKind:
				return src.reader.d.Resources[of.id].Parent
			}
		}
	}
	return ""
}

// flat is all texts of a value.
func flat(v any) string {
	var b strings.Builder
	allTexts(&b, v)
	return b.String()
}

func allTexts(b *strings.Builder, v any) {
	switch v := v.(type) {
	case string:
		b.WriteString(v)
	case []any:
		for _, item := range v {
			allTexts(b, item)
		}
	case *tree:
		for _, key := range v.keys {
			allTexts(b, v.values[key])
		}
	}
}

// subnetOf is the subnet of the import in which something lies. A template of ours names one of AWS's where
// one was drawn, so that nothing stands in for it.
func (src *source) subnetOf(v any) string {
	if _, symbolic := symbolOf(v); src.own && !symbolic {
		return ""
	}
	return src.owner(v, kind.SubnetKind)
}

// placeIn is a reference to a subnet, and in a template of ours also to one of AWS's.
func (src *source) placeIn(v any) kind.Ref {
	if src.own {
		return src.to(v, kind.SubnetKind)
	}
	return kind.To(src.owner(v, kind.SubnetKind))
}

// of is the element with its properties.
func propsOf[P kind.Props](src *source) P { return src.reader.d.Resources[src.id].Props.(P) }

// finish lists what nothing has read, and what is missing.
func (r *reader) finish() {
	for _, s := range r.stacks {
		if r.d.Name == "" {
			r.d.Name = s.title()
		}
		s.scopeOf()
		for _, src := range s.order {
			if src.read || src.own && src.metaText("Id") != "" {
				continue
			}
			switch {
			case besides[src.typ]:
				r.remark("besides", "", "element", src.logical, "type", src.typ)
			case src.typ == typeFunction:
				r.remark("outside-vpcs", "", "element", src.logical)
			default:
				r.lose(passedOver(src.typ), "", "element", src.logical, "type", src.typ)
			}
		}
	}
	r.spare()
}

// title is the design's name: that of ours, else what the first template says of itself.
func (s *stack) title() string {
	if s.own {
		return rawText(get(s.body, "Metadata", metadataKey, "Name"))
	}
	return s.name
}

// besides are the types that belong to others and that nobody draws.
var besides = map[string]bool{
	typeRole: true, typeProfile: true, typeLogGroup: true, typeBucket: true, typeCluster: true, typeTask: true,
	typeDatabaseSubnets: true, typeRedshiftSubnets: true, typeCacheSubnets: true,
	"AWS::IAM::Policy": true, "AWS::IAM::ManagedPolicy": true, "AWS::KMS::Key": true, "AWS::KMS::Alias": true,
	"AWS::SecretsManager::Secret": true, "AWS::SSM::Parameter": true, "AWS::CloudWatch::Alarm": true, "AWS::SNS::Topic": true,
}

// spare gives a stand-in block to a VPC without one, and takes an export name that stands twice back.
func (r *reader) spare() {
	taken, kept := map[string]bool{}, r.keepsake()
	for _, row := range kind.Sorted(r.d.Resources) {
		name := strings.ToLower(row.Value.ExportName)
		if kept[row.Key] == "" && (taken[name] || exchange.IsAccount(name)) {
			row.Value.ExportName = ""
		}
		taken[name] = true
	}
}
