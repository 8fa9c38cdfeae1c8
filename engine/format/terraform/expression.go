package terraform

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/apparentlymart/go-textseg/v15/textseg"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// An expression is text as terraform fmt writes it, in lines that are indented as if it stood at the left
// border; "" is none. The library's own writer takes ten times as long for a large module, most of it to
// find out how wide things are; that the result is what it writes is what TestWrittenAsFormatted asks.
type expression string

func number(n int) expression   { return expression(strconv.Itoa(n)) }
func boolean(b bool) expression { return expression(strconv.FormatBool(b)) }

// text is a literal: ${ and %{ in it stay two characters.
func text(s string) expression {
	return expression(hclwrite.TokensForValue(cty.StringVal(s)).Bytes())
}

// ref is a traversal such as aws_vpc.main.id.
func ref(root string, steps ...string) expression {
	return expression(strings.Join(append([]string{root}, steps...), "."))
}

func list(items ...expression) expression { return "[" + joined(items) + "]" }

func joined(items []expression) expression {
	var all strings.Builder
	for i, item := range items {
		if i > 0 {
			all.WriteString(", ")
		}
		all.WriteString(string(item))
	}
	return expression(all.String())
}

// texts is a list of literals.
func texts(all []string) expression {
	items := []expression{}
	for _, s := range all {
		items = append(items, text(s))
	}
	return list(items...)
}

// suffixed is "${ref}suffix"; the suffix is never what people typed.
func suffixed(of expression, suffix string) expression { return around("", of, suffix) }

// around is "prefix${ref}suffix".
func around(prefix string, of expression, suffix string) expression {
	return expression(`"` + prefix + "${" + string(of) + "}" + suffix + `"`)
}

// call is a function of Terraform. What people typed is never more than a literal in it.
func call(name string, args ...expression) expression {
	return expression(name) + "(" + joined(args) + ")"
}

// element is an attribute of one of a list, such as aws_vpc_endpoint.main.dns_entry[0].dns_name.
func element(of expression, n int, attribute string) expression {
	return of + "[" + number(n) + "]." + expression(attribute)
}

// object writes its keys in order.
func object(keys []string, values []string) expression {
	items := make([]expression, len(values))
	for i, v := range values {
		items[i] = text(v)
	}
	return fields(keys, items)
}

// fields is an object of values by key. A key is quoted unless it is plainly a name: "for" begins an
// expression.
func fields(keys []string, values []expression) expression {
	all := make([]attribute, len(keys))
	for i, key := range keys {
		all[i] = attribute{key, values[i]}
		if !plainKey(key) {
			all[i].name = string(text(key))
		}
	}
	return record(all...)
}

// record is an object whose keys are names of Terraform's.
func record(all ...attribute) expression {
	if len(all) == 0 {
		return "{}"
	}
	var body strings.Builder
	printAttributes(&body, "  ", all)
	return expression("{\n" + body.String() + "}")
}

func plainKey(key string) bool {
	if key == "" || key[0] < 'A' || key[0] > 'Z' {
		return false
	}
	return strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// printAttributes writes a line for each attribute. The signs of those that follow each other, and are of
// one line, stand below each other.
func printAttributes(out *strings.Builder, indent string, all []attribute) {
	for len(all) > 0 {
		run, width := 0, 0
		for run < len(all) && !all[run].value.isLong() {
			width = max(width, columns(all[run].name))
			run++
		}
		for _, a := range all[:run] {
			out.WriteString(indent + a.name + strings.Repeat(" ", width-columns(a.name)) + " = " + string(a.value) + "\n")
		}
		if all = all[run:]; len(all) > 0 {
			out.WriteString(indent + all[0].name + " = " + strings.ReplaceAll(string(all[0].value), "\n", "\n"+indent) + "\n")
			all = all[1:]
		}
	}
}

// columns is how wide a name is, in characters as people see them. A quote never joins with what follows.
func columns(name string) int {
	if inner, quoted := strings.CutPrefix(name, `"`); quoted {
		return 2 + columns(strings.TrimSuffix(inner, `"`))
	}
	if !strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return len(name)
	}
	n, err := textseg.TokenCount([]byte(name), textseg.ScanGraphemeClusters)
	if err != nil {
		return len(name)
	}
	return n
}

// isLong reports whether an expression takes several lines. A literal never does: its line ends are escaped.
func (e expression) isLong() bool { return strings.Contains(string(e), "\n") }

// A block is one block of a file while it is built.
type block struct {
	typ    string
	labels []string
	marks  []string
	args   []attribute
	nested []*block
	tags   expression
	// ignored are attributes that AWS changes by itself.
	ignored []string
	// provider and after are the meta-arguments.
	provider expression
	after    []expression
}

type attribute struct {
	name  string
	value expression
}

func newBlock(typ string, labels ...string) *block { return &block{typ: typ, labels: labels} }

// mark adds a comment that a reader of the file finds again. Its words hold no character that could
// end a comment, or hide: what people typed is quoted.
func (b *block) mark(word string, values ...string) *block {
	b.marks = append(b.marks, mark(word, values...))
	return b
}

func mark(word string, values ...string) string {
	s := "# vpcanvas:" + word
	for _, v := range values {
		s += " " + bare(v)
	}
	return s
}

// bare is a value of a mark, quoted where it is more than an id.
func bare(s string) string {
	plain := s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == ""
	if plain {
		return s
	}
	return strconv.Quote(s)
}

// set adds an argument; none leaves it out, so that optional ones read in line.
func (b *block) set(name string, v expression) *block {
	if v != "" {
		b.args = append(b.args, attribute{name, v})
	}
	return b
}

// put adds a nested block.
func (b *block) put(n *block) *block {
	b.nested = append(b.nested, n)
	return b
}

// dependsOn orders the block behind what none of its references names.
func (b *block) dependsOn(on expression) *block {
	if on != "" {
		b.after = append(b.after, on)
	}
	return b
}

// print writes the block with tags behind its arguments, and meta-arguments last. A blank line stands
// between its parts.
func (b *block) print(out *strings.Builder, indent string) {
	for _, m := range b.marks {
		out.WriteString(indent + m + "\n")
	}
	out.WriteString(indent + b.typ)
	for _, l := range b.labels {
		out.WriteString(" " + string(text(l)))
	}
	out.WriteString(" {\n")
	started := false
	part := func() {
		if started {
			out.WriteString("\n")
		}
		started = true
	}
	arguments := func(all ...attribute) {
		if len(all) > 0 {
			part()
			printAttributes(out, indent+"  ", all)
		}
	}
	arguments(b.args...)
	for _, n := range b.nested {
		part()
		n.print(out, indent+"  ")
	}
	if b.tags != "" {
		arguments(attribute{"tags", b.tags})
	}
	if len(b.ignored) > 0 {
		names := []expression{}
		for _, name := range b.ignored {
			names = append(names, ref(name))
		}
		part()
		newBlock("lifecycle").set("ignore_changes", list(names...)).print(out, indent+"  ")
	}
	arguments(b.meta()...)
	out.WriteString(indent + "}\n")
}

// meta are the meta-arguments.
func (b *block) meta() []attribute {
	var all []attribute
	if b.provider != "" {
		all = append(all, attribute{"provider", b.provider})
	}
	if len(b.after) > 0 {
		all = append(all, attribute{"depends_on", list(b.after...)})
	}
	return all
}
