package terraform

import (
	"encoding/json"
	"math/big"
	"net/netip"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"vpcanvas/engine/kind"
)

func sortedMap(m map[string]any) []kind.Row[any] { return kind.Sorted(m) }

// functions of Terraform that networks are written with. A missing one, or one that does not know its
// arguments, stays a call.
var functionsOf = map[string]func(e *evaluator, args []any) (any, bool){
	"cidrsubnet": func(_ *evaluator, a []any) (any, bool) { return cidrSubnet(a) },
	"cidrhost":   func(_ *evaluator, a []any) (any, bool) { return cidrHost(a) },
	"jsonencode": func(_ *evaluator, a []any) (any, bool) { return plainJSON(a[0]), allKnown(a[0]) },
	"concat":     concat,
	"flatten":    flatten,
	"merge":      merge,
	"lookup":     lookup,
	"element":    elementOf,
	"length":     length,
	"range":      rangeOf,
	"keys":       keysOf,
	"values":     valuesOf,
	"tolist":     same, "toset": asSet, "tomap": same, "tostring": toString, "tonumber": toNumber,
	"lower": mapText(strings.ToLower), "upper": mapText(strings.ToUpper), "trimspace": mapText(strings.TrimSpace),
	"join": join, "split": split, "replace": replace, "format": format,
	"coalesce": coalesce, "try": coalesce, "compact": compact, "distinct": asSet, "slice": slice, "one": one, "contains": contains, "cidrsubnets": cidrSubnets,
}

// goesThrough are the functions that look at all of their arguments.
var goesThrough = map[string]bool{
	"jsonencode": true, "flatten": true, "keys": true, "values": true, "toset": true, "distinct": true, "compact": true, "contains": true,
	"lower": true, "upper": true, "trimspace": true, "format": true, "length": true,
}

func (e *evaluator) call(x *hclsyntax.FunctionCallExpr, in frame) any {
	args := []any{}
	for _, a := range x.Args {
		args = append(args, e.value(a, in))
	}
	if x.ExpandFinal && len(args) > 0 {
		last, ok := args[len(args)-1].([]any)
		if !ok {
			return called{x.Name, args}
		}
		args = append(args[:len(args)-1], last...)
	}
	if x.Name == "jsonencode" && len(x.Args) == 1 {
		if text, ok := e.jsonText(x.Args[0], in); ok {
			return text
		}
	}
	if run := functionsOf[x.Name]; run != nil && len(args) > 0 && (!goesThrough[x.Name] || e.weigh(args...)) {
		if v, ok := run(e, args); ok {
			return v
		}
	}
	return called{x.Name, args}
}

func same(_ *evaluator, a []any) (any, bool) { return a[0], true }

func toString(_ *evaluator, a []any) (any, bool) { s := textOf(a[0]); return s, isKnown(a[0]) }

func toNumber(_ *evaluator, a []any) (any, bool) { n, ok := intOf(a[0]); return float64(n), ok }

func mapText(change func(string) string) func(*evaluator, []any) (any, bool) {
	return func(_ *evaluator, a []any) (any, bool) {
		s, ok := a[0].(string)
		return change(s), ok
	}
}

func concat(e *evaluator, a []any) (any, bool) {
	all := []any{}
	for _, v := range a {
		l, ok := v.([]any)
		if !ok || !e.spend(len(l)) {
			return nil, false
		}
		all = append(all, l...)
	}
	return all, true
}

func flatten(e *evaluator, a []any) (any, bool) {
	all := []any{}
	l, ok := a[0].([]any)
	for _, v := range l {
		inner, isList := v.([]any)
		if !isList {
			all = append(all, v)
			continue
		}
		flat, fine := flatten(e, []any{inner})
		if !fine || !e.spend(len(inner)) {
			return nil, false
		}
		all = append(all, flat.([]any)...)
	}
	return all, ok
}

func merge(e *evaluator, a []any) (any, bool) {
	all := map[string]any{}
	for _, v := range a {
		m, ok := v.(map[string]any)
		if v == nil {
			continue
		}
		if !ok || !e.spend(len(m)) {
			return nil, false
		}
		for k, one := range m {
			all[k] = one
		}
	}
	return all, true
}

func lookup(_ *evaluator, a []any) (any, bool) {
	m, ok := a[0].(map[string]any)
	if !ok || len(a) < 2 {
		return nil, false
	}
	if v, is := m[textOf(a[1])]; is {
		return v, true
	}
	if len(a) > 2 {
		return a[2], true
	}
	return nil, false
}

func elementOf(_ *evaluator, a []any) (any, bool) {
	l, ok := a[0].([]any)
	if !ok || len(a) < 2 || len(l) == 0 {
		return nil, false
	}
	n, isNumber := intOf(a[1])
	if !isNumber || n < 0 {
		return nil, false
	}
	return l[n%len(l)], true
}

func length(_ *evaluator, a []any) (any, bool) {
	switch v := a[0].(type) {
	case []any:
		return float64(len(v)), true
	case map[string]any:
		return float64(len(v)), true
	case string:
		return float64(len([]rune(v))), true
	}
	return nil, false
}

func rangeOf(e *evaluator, a []any) (any, bool) {
	n, ok := intOf(a[0])
	if !ok || len(a) != 1 || n < 0 || n > maxRepeats || !e.spend(n) {
		return nil, false
	}
	all := []any{}
	for i := range n {
		all = append(all, float64(i))
	}
	return all, true
}

func keysOf(e *evaluator, a []any) (any, bool) {
	keys, _, ok := e.members(a[0])
	return append([]any{}, keys...), ok
}

func valuesOf(e *evaluator, a []any) (any, bool) {
	_, values, ok := e.members(a[0])
	return append([]any{}, values...), ok
}

// asSet keeps the first of each alike.
func asSet(_ *evaluator, a []any) (any, bool) {
	l, ok := a[0].([]any)
	seen, all := map[string]bool{}, []any{}
	for _, v := range l {
		if k := sortKey(v); !seen[k] {
			seen[k] = true
			all = append(all, v)
		}
	}
	return all, ok
}

func join(e *evaluator, a []any) (any, bool) {
	if len(a) != 2 {
		return nil, false
	}
	l, ok := a[1].([]any)
	words := []string{}
	for _, v := range l {
		if !isKnown(v) || !e.spend(len(textOf(v))+len(textOf(a[0]))) {
			return nil, false
		}
		words = append(words, textOf(v))
	}
	return strings.Join(words, textOf(a[0])), ok
}

func split(e *evaluator, a []any) (any, bool) {
	if len(a) != 2 {
		return nil, false
	}
	s, ok := a[1].(string)
	if !ok || !e.spend(len(s)) {
		return nil, false
	}
	all := []any{}
	for _, word := range strings.Split(s, textOf(a[0])) {
		all = append(all, word)
	}
	return all, true
}

// replace takes plain texts only: a pattern between slashes is not known here.
func replace(e *evaluator, a []any) (any, bool) {
	if len(a) != 3 || strings.HasPrefix(textOf(a[1]), "/") {
		return nil, false
	}
	s, ok := a[0].(string)
	if !ok || !e.spend(len(s)*(1+len(textOf(a[2])))) {
		return nil, false
	}
	return strings.ReplaceAll(s, textOf(a[1]), textOf(a[2])), true
}

// format knows %s and %d; another verb is left to Terraform.
func format(_ *evaluator, a []any) (any, bool) {
	s, ok := a[0].(string)
	if !ok || strings.Count(s, "%") != strings.Count(s, "%s")+strings.Count(s, "%d") || strings.Count(s, "%") != len(a)-1 {
		return nil, false
	}
	parts := strings.Split(strings.ReplaceAll(s, "%d", "%s"), "%s")
	var b strings.Builder
	for n, part := range parts {
		b.WriteString(part)
		if n < len(a)-1 {
			if !isKnown(a[n+1]) {
				return nil, false
			}
			b.WriteString(textOf(a[n+1]))
		}
	}
	return b.String(), true
}

func coalesce(_ *evaluator, a []any) (any, bool) {
	for _, v := range a {
		if _, isUnknown := v.(unknown); v != nil && v != "" && !isUnknown {
			return v, true
		}
	}
	return nil, false
}

func compact(_ *evaluator, a []any) (any, bool) {
	l, ok := a[0].([]any)
	return slices.DeleteFunc(slices.Clone(l), func(v any) bool { return v == nil || v == "" }), ok
}

func slice(_ *evaluator, a []any) (any, bool) {
	if len(a) != 3 {
		return nil, false
	}
	from, ok := intOf(a[1])
	to, also := intOf(a[2])
	if r, isReference := a[0].(reference); isReference && ok && also && from >= 0 && to >= from && to-from <= maxRepeats {
		all := []any{}
		for n := from; n < to; n++ {
			all = append(all, reference{r.address, r.path + "." + textOf(float64(n))})
		}
		return all, true
	}
	l, isList := a[0].([]any)
	if !ok || !also || !isList || from < 0 || to < from || to > len(l) {
		return nil, false
	}
	return l[from:to], true
}

func one(_ *evaluator, a []any) (any, bool) {
	l, ok := a[0].([]any)
	if !ok || len(l) != 1 {
		return nil, false
	}
	return l[0], true
}

func contains(_ *evaluator, a []any) (any, bool) {
	l, ok := a[0].([]any)
	if !ok || len(a) != 2 {
		return nil, false
	}
	return slices.ContainsFunc(l, func(v any) bool { return sortKey(v) == sortKey(a[1]) }), true
}

// cidrSubnet cuts a block: newbits longer, the n-th of those.
func cidrSubnet(a []any) (any, bool) {
	if len(a) != 3 {
		return nil, false
	}
	bits, ok := intOf(a[1])
	n, also := intOf(a[2])
	block := prefixOf(a[0])
	if !ok || !also || !block.IsValid() || bits < 0 || n < 0 {
		return nil, false
	}
	long := block.Bits() + bits
	width := block.Addr().BitLen()
	if long > width || bits < 62 && n>>bits != 0 {
		return nil, false
	}
	at := new(big.Int).Lsh(big.NewInt(int64(n)), uint(width-long))
	if sum, fits := added(block.Addr(), at); fits {
		return netip.PrefixFrom(sum, long).String(), true
	}
	return nil, false
}

// cidrSubnets cuts a block into one after the other.
func cidrSubnets(e *evaluator, a []any) (any, bool) {
	block := prefixOf(a[0])
	all := []any{}
	if !block.IsValid() || !e.spend(len(a)) {
		return nil, false
	}
	next := new(big.Int)
	width := block.Addr().BitLen()
	for _, v := range a[1:] {
		bits, ok := intOf(v)
		long := block.Bits() + bits
		if !ok || bits < 0 || long > width {
			return nil, false
		}
		size := new(big.Int).Lsh(big.NewInt(1), uint(width-long))
		up := new(big.Int).Sub(new(big.Int).Add(next, size), big.NewInt(1))
		start := new(big.Int).Mul(new(big.Int).Div(up, size), size)
		sum, fits := added(block.Addr(), start)
		if !fits || !block.Contains(sum) {
			return nil, false
		}
		all = append(all, netip.PrefixFrom(sum, long).String())
		next = new(big.Int).Add(start, size)
	}
	return all, true
}

func cidrHost(a []any) (any, bool) {
	if len(a) != 2 {
		return nil, false
	}
	n, ok := intOf(a[1])
	block := prefixOf(a[0])
	if !ok || !block.IsValid() || n < 0 {
		return nil, false
	}
	sum, fits := added(block.Addr(), big.NewInt(int64(n)))
	return sum.String(), fits && block.Contains(sum)
}

func added(to netip.Addr, n *big.Int) (netip.Addr, bool) {
	sum := new(big.Int).Add(new(big.Int).SetBytes(to.AsSlice()), n)
	raw := sum.Bytes()
	if len(raw) > len(to.AsSlice()) {
		return netip.Addr{}, false
	}
	full := make([]byte, len(to.AsSlice()))
	copy(full[len(full)-len(raw):], raw)
	return netip.AddrFromSlice(full)
}

// jsonText is an expression as JSON with the keys of objects in the order in which they stand.
func (e *evaluator) jsonText(x hclsyntax.Expression, in frame) (string, bool) {
	words := []string{}
	switch x := x.(type) {
	case *hclsyntax.TupleConsExpr:
		for _, one := range x.Exprs {
			word, ok := e.jsonText(one, in)
			if !ok {
				return "", false
			}
			words = append(words, word)
		}
		return "[" + strings.Join(words, ",") + "]", true
	case *hclsyntax.ObjectConsExpr:
		for _, row := range x.Items {
			var key any
			if k, ok := row.KeyExpr.(*hclsyntax.ObjectConsKeyExpr); ok {
				key = e.objectKey(k, in)
			}
			name, ok := key.(string)
			word, also := e.jsonText(row.ValueExpr, in)
			if !ok || !also {
				return "", false
			}
			words = append(words, plainJSON(name)+":"+word)
		}
		return "{" + strings.Join(words, ",") + "}", true
	}
	v := e.value(x, in)
	return plainJSON(v), allKnown(v)
}

// plainJSON leaves < > & as they are.
func plainJSON(v any) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(v) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func allKnown(v any) bool {
	switch v := v.(type) {
	case []any:
		return !slices.ContainsFunc(v, func(one any) bool { return !allKnown(one) })
	case map[string]any:
		for _, one := range v {
			if !allKnown(one) {
				return false
			}
		}
		return true
	}
	return isKnown(v)
}
