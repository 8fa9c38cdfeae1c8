package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// An evaluator says what expressions are worth before anything exists. Terraform's own evaluation needs the
// schemas of providers; this one needs none, since what it does not know stays a reference or a hole.
type evaluator struct {
	variables map[string]hclsyntax.Expression
	params    map[string]string
	locals    map[string]hclsyntax.Expression
	// blocks are resources by address, instances the addresses of repeated ones by address without key.
	blocks    map[string]instance
	instances map[string][]string
	busy      map[string]bool
	// budget is how much may still be made: a few lines of locals can double a list again and again.
	budget int
	// asked are the variables that have no value, in the order of their use.
	asked []string
}

// An instance is a block with what each and count are in it.
type instance struct {
	block *hclsyntax.Block
	frame frame
}

// A frame is what short names stand for: each, count, and the variables of for.
type frame map[string]any

const (
	evaluationBudget = 2 << 20
	deepestValue     = 200
)

func (e *evaluator) spend(n int) bool {
	e.budget -= 1 + n
	return e.budget > 0
}

// weigh spends what values hold, for who goes through all of it: a short text can bind a long list to a name and go
// through that again and again. It is false where too little is left.
func (e *evaluator) weigh(values ...any) bool {
	const bytesAtOnce = 64
	for _, v := range values {
		switch v := v.(type) {
		case string:
			e.budget -= len(v) / bytesAtOnce
		case partial:
			e.budget -= len(v) / bytesAtOnce
		case []any:
			e.weigh(v...)
		case map[string]any:
			for _, one := range v {
				e.weigh(one)
			}
		case called:
			e.weigh(v.args...)
		}
		if !e.spend(0) {
			return false
		}
	}
	return true
}

// value evaluates an expression; nil only where that is what it says.
func (e *evaluator) value(x hclsyntax.Expression, in frame) any {
	if !e.spend(0) {
		return unknown{"…"}
	}
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return fromCty(x.Val)
	case *hclsyntax.TemplateExpr:
		return e.template(x.Parts, in)
	case *hclsyntax.TemplateWrapExpr:
		return e.value(x.Wrapped, in)
	case *hclsyntax.ParenthesesExpr:
		return e.value(x.Expression, in)
	case *hclsyntax.ScopeTraversalExpr:
		return e.traversal(x.Traversal, in)
	case *hclsyntax.RelativeTraversalExpr:
		return e.walk(e.value(x.Source, in), x.Traversal)
	case *hclsyntax.IndexExpr:
		return e.step(e.value(x.Collection, in), e.value(x.Key, in))
	case *hclsyntax.SplatExpr:
		return e.splat(x, in)
	case *hclsyntax.TupleConsExpr:
		all := make([]any, 0, len(x.Exprs))
		for _, one := range x.Exprs {
			all = append(all, e.value(one, in))
		}
		return all
	case *hclsyntax.ObjectConsExpr:
		return e.object(x, in)
	case *hclsyntax.FunctionCallExpr:
		return e.call(x, in)
	case *hclsyntax.ConditionalExpr:
		return e.conditional(x, in)
	case *hclsyntax.BinaryOpExpr:
		return e.binary(x, in)
	case *hclsyntax.UnaryOpExpr:
		return unary(x.Op, e.value(x.Val, in))
	case *hclsyntax.ForExpr:
		return e.each(x, in)
	}
	return unknown{"…"}
}

func fromCty(v cty.Value) any {
	switch {
	case v.IsNull() || !v.IsKnown():
		return nil
	case v.Type() == cty.String:
		return v.AsString()
	case v.Type() == cty.Bool:
		return v.True()
	case v.Type() == cty.Number:
		f, _ := v.AsBigFloat().Float64()
		return f
	}
	return unknown{"…"}
}

// template joins its parts; what is not known becomes a hole.
func (e *evaluator) template(parts []hclsyntax.Expression, in frame) any {
	if len(parts) == 0 {
		return ""
	}
	var b strings.Builder
	whole := true
	for _, part := range parts {
		v := e.value(part, in)
		s := textOf(v)
		switch v.(type) {
		case string, float64, bool:
		default:
			s, whole = "${"+shown(v)+"}", false
			if p, ok := v.(partial); ok {
				s = string(p)
			}
		}
		if !e.spend(len(s)) {
			return unknown{"…"}
		}
		b.WriteString(s)
	}
	if whole {
		return b.String()
	}
	return partial(b.String())
}

func (e *evaluator) traversal(t hcl.Traversal, in frame) any {
	root := t.RootName()
	if v, ok := in[root]; ok {
		return e.walk(v, t[1:])
	}
	second := ""
	if len(t) > 1 {
		if a, ok := t[1].(hcl.TraverseAttr); ok {
			second = a.Name
		}
	}
	switch root {
	case "var":
		return e.walk(e.variable(second), t[min(2, len(t)):])
	case "local":
		return e.walk(e.local(second), t[min(2, len(t)):])
	case "path", "terraform", "module", "each", "count", "self":
		return unknown{spelled(t)}
	}
	address, rest := root+"."+second, t[min(2, len(t)):]
	if root == "data" && len(t) > 2 {
		if a, ok := t[2].(hcl.TraverseAttr); ok {
			address, rest = address+"."+a.Name, t[3:]
		}
	}
	return e.walk(reference{address: address}, rest)
}

func spelled(t hcl.Traversal) string {
	words := []string{t.RootName()}
	for _, step := range t[1:] {
		if a, ok := step.(hcl.TraverseAttr); ok {
			words = append(words, a.Name)
		}
	}
	return strings.Join(words, ".")
}

// variable is what somebody gave, else the default.
func (e *evaluator) variable(name string) any {
	if given, ok := e.params[name]; ok {
		return e.given(given)
	}
	x := e.variables[name]
	if x == nil {
		e.asked = append(e.asked, name)
		return unknown{"var." + name}
	}
	return e.once("var."+name, x)
}

// given is the text of a parameter: a list or an object where it is written as one, as Terraform reads them.
func (e *evaluator) given(s string) any {
	if trimmed := strings.TrimSpace(s); strings.HasPrefix(trimmed, "[") || strings.HasPrefix(trimmed, "{") {
		work := 0
		if _, err := lexed([]byte(s), "", &work); err == nil {
			if x, diags := hclsyntax.ParseExpression([]byte(s), "parameter", hcl.InitialPos); !diags.HasErrors() {
				return e.value(x, nil)
			}
		}
	}
	return s
}

func (e *evaluator) local(name string) any {
	if x := e.locals[name]; x != nil {
		return e.once("local."+name, x)
	}
	return unknown{"local." + name}
}

// once evaluates what may name itself; such a circle has no value.
func (e *evaluator) once(name string, x hclsyntax.Expression) any {
	if e.busy[name] || len(e.busy) > deepestValue {
		return unknown{name}
	}
	e.busy[name] = true
	defer delete(e.busy, name)
	return e.value(x, nil)
}

// walk follows names and indexes.
func (e *evaluator) walk(v any, t hcl.Traversal) any {
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			v = e.step(v, step.Name)
		case hcl.TraverseIndex:
			v = e.step(v, fromCty(step.Key))
		default:
			return unknown{"…"}
		}
	}
	return v
}

// written are attributes that have the value of the argument of the same name, and are worth knowing:
// names of other resources stay references.
var written = map[string]bool{
	"cidr_block": true, "ipv6_cidr_block": true, "availability_zone": true, "vpc_id": true, "subnet_id": true, "subnet_ids": true,
	"port": true, "tags": true, "cidr_blocks": true, "region": true, "from_port": true, "to_port": true,
}

func (e *evaluator) step(v, key any) any {
	if !e.spend(0) {
		return unknown{"…"}
	}
	switch v := v.(type) {
	case map[string]any:
		if one, ok := v[textOf(key)]; ok {
			return one
		}
	case []any:
		if n, ok := intOf(key); ok && n >= 0 && n < len(v) {
			return v[n]
		}
	case reference:
		return e.attribute(v, key)
	case unknown:
		if len(v.what) > longestPath {
			return v
		}
		return unknown{v.what + "." + textOf(key)}
	}
	return unknown{"…"}
}

// longestPath is how much is kept of the steps into what is not known: each step writes them all anew.
const longestPath = 1000

// attribute is a step into a resource: to one of its instances, or to an attribute of it.
func (e *evaluator) attribute(v reference, key any) any {
	if all := e.instances[v.address]; len(all) > 0 && v.path == "" {
		if at := v.address + keyOf(key); e.blocks[at].block != nil {
			return reference{address: at}
		}
		return unknown{v.address + keyOf(key)}
	}
	name := textOf(key)
	switch {
	case len(v.path) > longestPath:
		return unknown{v.address}
	case v.path != "":
		return reference{v.address, v.path + "." + name}
	}
	if to := e.blocks[v.address]; to.block != nil && written[name] {
		if a := to.block.Body.Attributes[name]; a != nil && !e.busy[v.address+"."+name] && len(e.busy) < deepestValue {
			e.busy[v.address+"."+name] = true
			defer delete(e.busy, v.address+"."+name)
			return e.value(a.Expr, to.frame)
		}
	}
	return reference{v.address, name}
}

// keyOf is the part of an address that tells instances apart.
func keyOf(key any) string {
	if n, ok := key.(float64); ok {
		return "[" + textOf(n) + "]"
	}
	return `["` + textOf(key) + `"]`
}

// members are what a splat or a for goes through, with their keys.
func (e *evaluator) members(v any) (keys, values []any, ok bool) {
	switch v := v.(type) {
	case []any:
		for n, one := range v {
			keys, values = append(keys, float64(n)), append(values, one)
		}
		return keys, values, true
	case map[string]any:
		for _, row := range sortedMap(v) {
			keys, values = append(keys, row.Key), append(values, row.Value)
		}
		return keys, values, true
	case reference:
		all := e.instances[v.address]
		if len(all) == 0 || v.path != "" {
			return nil, nil, false
		}
		for n, at := range all {
			keys, values = append(keys, any(float64(n))), append(values, any(reference{address: at}))
			if key, isText := strings.CutPrefix(strings.TrimPrefix(at, v.address), `["`); isText {
				keys[n] = strings.TrimSuffix(key, `"]`)
			}
		}
		return keys, values, true
	}
	return nil, nil, false
}

func (e *evaluator) splat(x *hclsyntax.SplatExpr, in frame) any {
	source := e.value(x.Source, in)
	_, values, ok := e.members(source)
	if !e.spend(len(values)) {
		return unknown{"…"}
	}
	if !ok {
		if _, isUnknown := source.(unknown); isUnknown {
			return source
		}
		values = []any{source}
	}
	relative, isRelative := x.Each.(*hclsyntax.RelativeTraversalExpr)
	if _, itself := x.Each.(*hclsyntax.AnonSymbolExpr); itself {
		return values
	}
	if !isRelative {
		return unknown{"…"}
	}
	if _, direct := relative.Source.(*hclsyntax.AnonSymbolExpr); !direct {
		return unknown{"…"}
	}
	all := []any{}
	for _, one := range values {
		if !e.spend(1) {
			return unknown{"…"}
		}
		all = append(all, e.walk(one, relative.Traversal))
	}
	return all
}

func (e *evaluator) object(x *hclsyntax.ObjectConsExpr, in frame) any {
	m := map[string]any{}
	for _, row := range x.Items {
		key := e.value(row.KeyExpr, in)
		if k, ok := row.KeyExpr.(*hclsyntax.ObjectConsKeyExpr); ok {
			key = e.objectKey(k, in)
		}
		if name := textOf(key); name != "" {
			m[name] = e.value(row.ValueExpr, in)
		}
	}
	return m
}

// objectKey is a plain name, or an expression.
func (e *evaluator) objectKey(k *hclsyntax.ObjectConsKeyExpr, in frame) any {
	if name := hcl.ExprAsKeyword(k.Wrapped); name != "" && !k.ForceNonLiteral {
		return name
	}
	return e.value(k.Wrapped, in)
}

func (e *evaluator) conditional(x *hclsyntax.ConditionalExpr, in frame) any {
	if is, ok := e.value(x.Condition, in).(bool); ok {
		if is {
			return e.value(x.TrueResult, in)
		}
		return e.value(x.FalseResult, in)
	}
	return unknown{"…"}
}

func (e *evaluator) binary(x *hclsyntax.BinaryOpExpr, in frame) any {
	a, b := e.value(x.LHS, in), e.value(x.RHS, in)
	switch x.Op {
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		if isKnown(a) && isKnown(b) && e.weigh(a, b) {
			return (sortKey(a) == sortKey(b)) == (x.Op == hclsyntax.OpEqual)
		}
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		p, ok := a.(bool)
		q, also := b.(bool)
		if ok && also {
			return x.Op == hclsyntax.OpLogicalAnd && p && q || x.Op == hclsyntax.OpLogicalOr && (p || q)
		}
	default:
		p, ok := a.(float64)
		q, also := b.(float64)
		if ok && also {
			return arithmetic(x.Op, p, q)
		}
	}
	return unknown{"…"}
}

func arithmetic(op *hclsyntax.Operation, p, q float64) any {
	switch {
	case op == hclsyntax.OpAdd:
		return p + q
	case op == hclsyntax.OpSubtract:
		return p - q
	case op == hclsyntax.OpMultiply:
		return p * q
	case op == hclsyntax.OpDivide && q != 0:
		return p / q
	case op == hclsyntax.OpModulo && int(q) != 0:
		return float64(int(p) % int(q))
	case op == hclsyntax.OpGreaterThan:
		return p > q
	case op == hclsyntax.OpGreaterThanOrEqual:
		return p >= q
	case op == hclsyntax.OpLessThan:
		return p < q
	case op == hclsyntax.OpLessThanOrEqual:
		return p <= q
	}
	return unknown{"…"}
}

func unary(op *hclsyntax.Operation, v any) any {
	switch v := v.(type) {
	case bool:
		if op == hclsyntax.OpLogicalNot {
			return !v
		}
	case float64:
		if op == hclsyntax.OpNegate {
			return -v
		}
	}
	return unknown{"…"}
}

func isKnown(v any) bool {
	switch v.(type) {
	case nil, string, float64, bool:
		return true
	}
	return false
}

// each is [for …] and {for …}.
func (e *evaluator) each(x *hclsyntax.ForExpr, in frame) any {
	keys, values, ok := e.members(e.value(x.CollExpr, in))
	if !ok || !e.spend(len(values)) {
		return unknown{"…"}
	}
	all, byKey := []any{}, map[string]any{}
	for n, v := range values {
		if !e.spend(1) {
			return unknown{"…"}
		}
		inner := frame{}
		for name, was := range in {
			inner[name] = was
		}
		inner[x.ValVar] = v
		if x.KeyVar != "" {
			inner[x.KeyVar] = keys[n]
		}
		if x.CondExpr != nil {
			if keep, isKnown := e.value(x.CondExpr, inner).(bool); isKnown && !keep {
				continue
			}
		}
		if x.KeyExpr == nil {
			all = append(all, e.value(x.ValExpr, inner))
		} else if key := textOf(e.value(x.KeyExpr, inner)); key != "" {
			byKey[key] = e.value(x.ValExpr, inner)
		}
	}
	if x.KeyExpr == nil {
		return all
	}
	return byKey
}
