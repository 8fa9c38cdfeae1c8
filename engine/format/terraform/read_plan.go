package terraform

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"vpcanvas/engine/kind"
)

// A plan reads a plan. What it will only know after it ran, it names in the configuration: there an
// argument lists what it refers to, not how. One resource that it refers to is what it means.
type plan struct {
	*reader
	*tfjson.Plan
	// known are the addresses of the planned resources; keyed those of repeated ones without their keys.
	known map[string]bool
	keyed map[string][]string
	// typed are the planned resources by module and type.
	typed map[string][]*item
	// configured are the resources of each module's configuration by mode, type and name.
	configured map[*tfjson.ConfigModule]map[string]*tfjson.ConfigResource
	// steps is how many references may still be followed: modules can name each other twice at each level.
	steps int
}

// mostSteps is how many references a plan's unknown values are followed through.
const mostSteps = 2 << 20

func (r *reader) readPlan(text []byte) error {
	p := plan{reader: r, Plan: &tfjson.Plan{}, known: map[string]bool{}, keyed: map[string][]string{}, typed: map[string][]*item{}, configured: map[*tfjson.ConfigModule]map[string]*tfjson.ConfigResource{}, steps: mostSteps}
	if err := json.Unmarshal(text, p.Plan); err != nil {
		return err
	}
	from := len(r.items)
	if p.PlannedValues != nil {
		r.module(p.PlannedValues.RootModule, 0)
	}
	if p.PriorState != nil && p.PriorState.Values != nil {
		r.dataOf(p.PriorState.Values.RootModule, 0)
	}
	added := r.order[from:]
	for _, it := range added {
		p.known[it.address] = true
		bare := strings.TrimSuffix(it.address, it.keyed)
		p.keyed[bare] = append(p.keyed[bare], it.address)
		if called, ok := strings.CutSuffix(bare, "."+it.name); ok && !it.isData {
			p.typed[called] = append(p.typed[called], it)
		}
	}
	if p.Config == nil || p.Config.RootModule == nil {
		return nil
	}
	p.providersOf()
	for _, it := range added {
		p.complete(it)
	}
	return nil
}

// dataOf adds the data sources that were read before the plan: planned values leave them out.
func (r *reader) dataOf(m *tfjson.StateModule, depth int) {
	if m == nil || depth > maxNesting {
		return
	}
	only := &tfjson.StateModule{}
	for _, res := range m.Resources {
		if res != nil && res.Mode == tfjson.DataResourceMode && r.items[res.Address] == nil {
			only.Resources = append(only.Resources, res)
		}
	}
	r.module(only, 0)
	for _, child := range m.ChildModules {
		r.dataOf(child, depth+1)
	}
}

// providersOf adds the configured providers with what is known of them.
func (p *plan) providersOf() {
	for _, row := range kind.Sorted(p.Config.ProviderConfigs) {
		c := row.Value
		if c == nil || c.Name != "aws" {
			continue
		}
		it := &item{body: &body{args: map[string]any{}}, typ: "provider", name: "aws", provider: row.Key}
		for _, name := range []string{"region", "allowed_account_ids"} {
			it.args[name] = p.constant(c.Expressions[name])
		}
		p.providers = append(p.providers, it)
	}
}

// constant is the value of an expression that is a constant or a variable of the root module.
func (p *plan) constant(e *tfjson.Expression) any {
	if e == nil || e.ExpressionData == nil {
		return nil
	}
	for _, name := range e.References {
		if v := p.Variables[strings.TrimPrefix(name, "var.")]; v != nil && strings.HasPrefix(name, "var.") {
			return v.Value
		}
	}
	if e.ConstantValue == tfjson.UnknownConstantValue {
		return nil
	}
	return e.ConstantValue
}

// A place is where an expression stands: the module's configuration, its address, the calls that lead
// there, and the key of the resource's instance.
type place struct {
	module  *tfjson.ConfigModule
	address string
	up      *place
	call    *tfjson.ModuleCall
	key     string
}

// complete fills the arguments of a planned resource that are not known yet.
func (p *plan) complete(it *item) {
	at, ok := p.placeOf(it)
	if !ok {
		return
	}
	c := p.configuredIn(at.module)[configKey(it.isData, it.typ, it.name)]
	if c == nil {
		return
	}
	if key := c.ProviderConfigKey; key != "" {
		it.provider = key[strings.LastIndex(key, ":")+1:]
		if p.Config.ProviderConfigs[key] != nil {
			it.provider = key
		}
	}
	p.fill(it.args, c.Expressions, at, 0)
}

func configKey(isData bool, typ, name string) string { return fmt.Sprint(isData, " ", typ, " ", name) }

func (p *plan) configuredIn(m *tfjson.ConfigModule) map[string]*tfjson.ConfigResource {
	if p.configured[m] == nil {
		p.configured[m] = map[string]*tfjson.ConfigResource{}
		for _, c := range m.Resources {
			if c != nil {
				p.configured[m][configKey(c.Mode == tfjson.DataResourceMode, c.Type, c.Name)] = c
			}
		}
	}
	return p.configured[m]
}

// placeOf finds the configuration of the module in which a resource stands.
func (p *plan) placeOf(it *item) (place, bool) {
	at := place{module: p.Config.RootModule, key: it.keyed}
	rest := it.address
	for strings.HasPrefix(rest, "module.") {
		step, tail := cutStep(strings.TrimPrefix(rest, "module."))
		name, _, _ := strings.Cut(step, "[")
		call := at.module.ModuleCalls[name]
		if call == nil || call.Module == nil {
			return at, false
		}
		outer := at
		outer.key = strings.TrimPrefix(step, name)
		at = place{module: call.Module, address: joinAddress(at.address, "module."+step), up: &outer, call: call, key: it.keyed}
		rest = tail
	}
	return at, true
}

// cutStep cuts an address behind its first step, whose key may hold dots.
func cutStep(s string) (step, rest string) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"' && (i == 0 || s[i-1] != '\\'):
			quoted = !quoted
		case s[i] == '.' && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

func joinAddress(module, rest string) string {
	if module == "" {
		return rest
	}
	return module + "." + rest
}

// fill sets what is not known yet by what the configuration refers to.
func (p *plan) fill(args map[string]any, expressions map[string]*tfjson.Expression, at place, depth int) {
	if depth > maxNesting {
		return
	}
	for _, row := range kind.Sorted(expressions) {
		e := row.Value
		if e == nil || e.ExpressionData == nil {
			continue
		}
		if len(e.NestedBlocks) > 0 {
			p.fillBlocks(args, row.Key, e.NestedBlocks, at, depth)
			continue
		}
		v, isKnown := args[row.Key] // one that is null is so for sure
		if list, isList := v.([]any); isList {
			// A list with unknown members shows each as null; a set that is unknown shows none.
			isKnown = len(list) > 0 && !slices.Contains(list, nil)
		}
		if isKnown || len(e.References) == 0 {
			continue
		}
		found := p.named(e.References, at, depth)
		if len(found) == 0 {
			found = p.meant(row.Key, e.References, at, depth)
		}
		switch {
		case len(found) > 0:
			args[row.Key] = merged(v, found)
		case v == nil:
			args[row.Key] = unknown{e.References[0]}
		}
	}
}

// meantBy are the types that arguments name, for those that modules often keep in a local value.
var meantBy = map[string]string{
	"vpc_id": typeVPC, "subnet_id": typeSubnet, "route_table_id": typeRouteTable, "network_acl_id": typeACL, "security_group_id": typeGroup,
	"allocation_id": typeElasticIP, "nat_gateway_id": typeNATGateway, "load_balancer_arn": typeLoadBalancer, "vpn_gateway_id": typeVPNGateway,
}

// meant is what an argument names through a local value, of which a plan does not tell what it refers to: the only
// resource of the module that the argument can be about, the one with the key of who asks, or else what the
// module was called with under the same name.
func (p *plan) meant(argument string, references []string, at place, depth int) []any {
	typ := meantBy[argument]
	if typ == "" || !slices.ContainsFunc(references, func(s string) bool { return strings.HasPrefix(s, "local.") }) {
		return nil
	}
	all := p.typed[joinAddress(at.address, typ)]
	if p.steps -= len(all); p.steps < 0 {
		return nil
	}
	if len(all) > 1 {
		all = slices.DeleteFunc(slices.Clone(all), func(it *item) bool { return it.keyed != at.key })
	}
	switch {
	case len(all) == 1:
		p.remark("local", "", "argument", argument, "name", joinAddress(at.address, references[0]), "value", all[0].address)
		return []any{reference{all[0].address, "id"}}
	case len(all) > 1 || at.up == nil:
		return nil
	}
	if e := at.call.Expressions[argument]; e != nil && e.ExpressionData != nil {
		return p.named(e.References, *at.up, depth+1)
	}
	return nil
}

// merged is what a list names: what is known of it, then what it refers to. A single reference stays one.
func merged(was any, found []any) any {
	known := slices.DeleteFunc(slices.Clone(listOf(was)), func(v any) bool { return v == nil })
	if len(known) == 0 && len(found) == 1 {
		return found[0]
	}
	return append(known, found...)
}

func (p *plan) fillBlocks(args map[string]any, name string, blocks []map[string]*tfjson.Expression, at place, depth int) {
	planned := listOf(args[name])
	if planned == nil {
		for range blocks {
			planned = append(planned, map[string]any{})
		}
		args[name] = planned
	}
	if len(planned) != len(blocks) {
		return // a dynamic block: which is which is not said
	}
	for n, v := range planned {
		if m, ok := v.(map[string]any); ok {
			p.fill(m, blocks[n], at, depth+1)
		}
	}
}

// named are the planned resources that references lead to. Terraform lists each with its attribute
// first and then without it: only the longest of each counts.
func (p *plan) named(references []string, at place, depth int) []any {
	if p.steps -= 1 + len(references); depth > maxNesting || p.steps < 0 {
		return nil
	}
	found, seen := []any{}, map[any]bool{}
	sameKey := slices.ContainsFunc(references, func(s string) bool {
		return strings.HasPrefix(s, "count.") || strings.HasPrefix(s, "each.")
	})
	for n, s := range references {
		if n > 0 && strings.HasPrefix(references[n-1], s) {
			continue
		}
		for _, v := range p.follow(s, at, sameKey, depth) {
			if !seen[v] {
				seen[v] = true
				found = append(found, v)
			}
		}
	}
	return found
}

// follow leads one reference to resources, through variables and outputs of modules.
func (p *plan) follow(s string, at place, sameKey bool, depth int) []any {
	switch head, rest := cutStep(s); head {
	case "var":
		if at.up == nil {
			return nil
		}
		name, _ := cutStep(rest)
		if e := at.call.Expressions[name]; e != nil && e.ExpressionData != nil {
			return p.named(e.References, *at.up, depth+1)
		}
	case "module":
		return p.output(rest, at, depth)
	case "local", "count", "each", "path", "terraform", "self":
	case "data":
		typ, tail := cutStep(rest)
		return p.instancesOf(joinAddress(at.address, "data."+typ+"."), tail, at, sameKey)
	default:
		return p.instancesOf(joinAddress(at.address, head+"."), rest, at, sameKey)
	}
	return nil
}

// output follows name.output, or name[key].output.
func (p *plan) output(s string, at place, depth int) []any {
	step, rest := cutStep(s)
	name, key, isKeyed := strings.Cut(step, "[")
	call := at.module.ModuleCalls[name]
	out, _ := cutStep(rest)
	out, index, _ := strings.Cut(out, "[")
	if call == nil || call.Module == nil || call.Module.Outputs[out] == nil || call.Module.Outputs[out].Expression == nil || call.Module.Outputs[out].Expression.ExpressionData == nil {
		return nil
	}
	outer := at
	inner := place{module: call.Module, address: joinAddress(at.address, "module."+step), up: &outer, call: call}
	if isKeyed {
		inner.up.key = "[" + key
	}
	found := p.named(call.Module.Outputs[out].Expression.References, inner, depth+1)
	if n, ok := intOf(strings.TrimSuffix(index, "]")); ok && n >= 0 && n < len(found) {
		return found[n : n+1]
	}
	return found
}

// instancesOf are the references to a resource: the instance that is named, the one with the key of who
// asks, or all.
func (p *plan) instancesOf(prefix, rest string, at place, sameKey bool) []any {
	step, attribute := cutStep(rest)
	if attribute == "" {
		attribute = "id" // a whole resource, or [*].id
	}
	bare := prefix + step
	if p.known[bare] {
		return []any{reference{bare, attribute}}
	}
	if sameKey && p.known[bare+at.key] {
		return []any{reference{bare + at.key, attribute}}
	}
	if p.steps -= len(p.keyed[bare]); p.steps < 0 {
		return nil
	}
	all := []any{}
	for _, address := range p.keyed[bare] {
		all = append(all, reference{address, attribute})
	}
	return all
}
