package terraform

import (
	"fmt"
	"math"
	"net/netip"
	"strconv"
	"strings"
)

// A value of an argument is nil where it is not said, a string, a float64, a bool, a list of values, a map of
// them, a *body where it is a nested block, or one of the types below.

// A reference is an attribute of another resource, whose value is not known before it exists.
type reference struct{ address, path string }

// A partial is a text with holes, each written as ${…}, for what is not known.
type partial string

// A call is a function of which an argument is not known.
type called struct {
	name string
	args []any
}

// unknown is what can only be known later.
type unknown struct{ what string }

// A body is the arguments and nested blocks of a block.
type body struct {
	args  map[string]any
	marks []markLine
	// literal are the arguments that stand there as plain texts.
	literal map[string]bool
}

// A markLine is a comment that the writer left, see the package's documentation.
type markLine struct {
	word   string
	values []string
}

// An item is one resource or data source, an instance of it where it is repeated.
type item struct {
	*body
	address, typ, name string
	isData             bool
	// provider is the key of the provider's configuration, "" for the one that has none.
	provider string
	// arn is where the resource lives, where that is known.
	arn string
	// keyed is the part of the address behind the name: [0] or ["a"].
	keyed string
}

// mark finds a mark by its word.
func (b *body) mark(word string) ([]string, bool) {
	for _, m := range b.marks {
		if m.word == word {
			return m.values, true
		}
	}
	return nil, false
}

func (b *body) marked(word string) string {
	if values, ok := b.mark(word); ok && len(values) > 0 {
		return values[0]
	}
	return ""
}

// hasMark tells whether one of the marks of a word has a value.
func (b *body) hasMark(word, value string) bool {
	for _, m := range b.marks {
		if m.word == word && len(m.values) > 0 && m.values[0] == value {
			return true
		}
	}
	return false
}

// id and row are what the mark "id" says.
func (b *body) id() string { return b.marked("id") }

func (b *body) row() string {
	if values, _ := b.mark("id"); len(values) > 1 {
		return values[1]
	}
	return ""
}

// rowKey is the key of a row "property.key" that a mark names; "" where it names another property.
func (b *body) rowKey(property string) string {
	key, ok := strings.CutPrefix(b.row(), property+".")
	if !ok || !isRowKey(key) {
		return ""
	}
	return key
}

func isRowKey(key string) bool { return keyPattern.MatchString(key) }

// is tells whether an argument is said at all.
func (b *body) is(name string) bool { return b.args[name] != nil }

// text is an argument's text; "" where it has none that is known.
func (b *body) text(name string) string { return textOf(b.args[name]) }

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// shown is a value for a sentence.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case reference:
		return strings.TrimSuffix(v.address+"."+v.path, ".")
	case partial:
		return string(v)
	case unknown:
		return v.what
	case called:
		return v.name + "(…)"
	case []any:
		words := []string{}
		for _, one := range v {
			words = append(words, shown(one))
		}
		return strings.Join(words, ", ")
	case map[string]any, *body:
		return "{…}"
	}
	return textOf(v)
}

// number is an argument's number, or otherwise.
func (b *body) number(name string, otherwise int) int {
	n, ok := intOf(b.args[name])
	if !ok {
		return otherwise
	}
	return n
}

func intOf(v any) (int, bool) {
	switch v := v.(type) {
	case float64:
		if v != math.Trunc(v) || math.Abs(v) > 1<<53 {
			return 0, false
		}
		return int(v), true
	case string:
		n, err := strconv.Atoi(strings.TrimSpace(v))
		return n, err == nil
	}
	return 0, false
}

// yes is an argument's truth, or otherwise.
func (b *body) yes(name string, otherwise bool) bool {
	switch v := b.args[name].(type) {
	case bool:
		return v
	case string:
		if parsed, err := strconv.ParseBool(v); err == nil {
			return parsed
		}
	}
	return otherwise
}

// list is an argument's values; one that is no list is a list of one.
func (b *body) list(name string) []any { return listOf(b.args[name]) }

func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// blocks are the nested blocks of a name, which a state writes as a list of objects.
func (b *body) blocks(name string) []*body {
	all := []*body{}
	for _, v := range b.list(name) {
		switch v := v.(type) {
		case *body:
			all = append(all, v)
		case map[string]any:
			all = append(all, &body{args: v})
		}
	}
	return all
}

// block is the first nested block of a name, an empty one where there is none.
func (b *body) block(name string) *body {
	if all := b.blocks(name); len(all) > 0 {
		return all[0]
	}
	return &body{args: map[string]any{}}
}

// prefix is a value as a block of addresses; AWS forgets the bits behind its length too.
func prefixOf(v any) netip.Prefix {
	p, err := netip.ParsePrefix(strings.TrimSpace(textOf(v)))
	if err != nil {
		return netip.Prefix{}
	}
	return p.Masked()
}

// texts are the known texts of a list.
func textsOf(all []any) []string {
	words := []string{}
	for _, v := range all {
		if s := textOf(v); s != "" {
			words = append(words, s)
		}
	}
	return words
}

// sortKey orders values of any type, for lists that come from maps.
func sortKey(v any) string { return fmt.Sprintf("%T %v", v, v) }
