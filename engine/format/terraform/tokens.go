package terraform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// tokens are one expression.
type tokens = hclwrite.Tokens

func number(n int) tokens   { return hclwrite.TokensForValue(cty.NumberIntVal(int64(n))) }
func boolean(b bool) tokens { return hclwrite.TokensForValue(cty.BoolVal(b)) }

// text is a literal: ${ and %{ in it stay two characters.
func text(s string) tokens { return hclwrite.TokensForValue(cty.StringVal(s)) }

// ref is a traversal such as aws_vpc.main.id.
func ref(root string, steps ...string) tokens {
	t := hcl.Traversal{hcl.TraverseRoot{Name: root}}
	for _, s := range steps {
		t = append(t, hcl.TraverseAttr{Name: s})
	}
	return hclwrite.TokensForTraversal(t)
}

func list(items ...tokens) tokens { return hclwrite.TokensForTuple(items) }

// texts is a list of literals.
func texts(all []string) tokens {
	items := []tokens{}
	for _, s := range all {
		items = append(items, text(s))
	}
	return list(items...)
}

// suffixed is "${ref}suffix"; the suffix is never what people typed.
func suffixed(of tokens, suffix string) tokens { return around("", of, suffix) }

// around is "prefix${ref}suffix".
func around(prefix string, of tokens, suffix string) tokens {
	all := tokens{token(hclsyntax.TokenOQuote, `"`)}
	if prefix != "" {
		all = append(all, token(hclsyntax.TokenQuotedLit, prefix))
	}
	all = append(all, token(hclsyntax.TokenTemplateInterp, "${"))
	all = append(all, of...)
	return append(all, token(hclsyntax.TokenTemplateSeqEnd, "}"), token(hclsyntax.TokenQuotedLit, suffix), token(hclsyntax.TokenCQuote, `"`))
}

func token(t hclsyntax.TokenType, s string) *hclwrite.Token {
	return &hclwrite.Token{Type: t, Bytes: []byte(s)}
}

// call is a function of Terraform. What people typed is never more than a literal in it.
func call(name string, args ...tokens) tokens { return hclwrite.TokensForFunctionCall(name, args...) }

// element is an attribute of one of a list, such as aws_vpc_endpoint.main.dns_entry[0].dns_name.
func element(of tokens, n int, attribute string) tokens {
	all := append(slices.Clone(of), token(hclsyntax.TokenOBrack, "["))
	all = append(all, number(n)...)
	return append(all, token(hclsyntax.TokenCBrack, "]"), token(hclsyntax.TokenDot, "."), token(hclsyntax.TokenIdent, attribute))
}

// object writes its keys in order. A key is quoted unless it is plainly a name: "for" begins an
// expression.
func object(keys []string, values []string) tokens {
	attrs := make([]hclwrite.ObjectAttrTokens, 0, len(keys))
	for i, key := range keys {
		name := text(key)
		if plainKey(key) {
			name = hclwrite.TokensForIdentifier(key)
		}
		attrs = append(attrs, hclwrite.ObjectAttrTokens{Name: name, Value: text(values[i])})
	}
	return hclwrite.TokensForObject(attrs)
}

func plainKey(key string) bool {
	if key == "" || key[0] < 'A' || key[0] > 'Z' {
		return false
	}
	return strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// A block is one block of a file while it is built.
type block struct {
	typ    string
	labels []string
	marks  []string
	args   []attribute
	nested []*block
	tags   tokens
	// ignored are attributes that AWS changes by itself.
	ignored []string
	// provider and after are the meta-arguments.
	provider tokens
	after    []tokens
}

type attribute struct {
	name  string
	value tokens
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

// set adds an argument; nil leaves it out, so that optional ones read in line.
func (b *block) set(name string, v tokens) *block {
	if v != nil {
		b.args = append(b.args, attribute{name, v})
	}
	return b
}

// put adds a nested block.
func (b *block) put(n *block) *block {
	b.nested = append(b.nested, n)
	return b
}

// dependsOn orders the block behind what none of its references names; nil is none.
func (b *block) dependsOn(on tokens) *block {
	if on != nil {
		b.after = append(b.after, on)
	}
	return b
}

// print writes the block with tags behind its arguments, and meta-arguments last.
func (b *block) print(body *hclwrite.Body) {
	for _, m := range b.marks {
		body.AppendUnstructuredTokens(tokens{token(hclsyntax.TokenComment, m+"\n")})
	}
	in := body.AppendNewBlock(b.typ, b.labels).Body()
	started := false
	for _, part := range b.inParts() {
		if started {
			in.AppendNewline()
		}
		started = true
		part(in)
	}
}

// inParts are the parts of a block between which a blank line stands.
func (b *block) inParts() []func(*hclwrite.Body) {
	parts := []func(*hclwrite.Body){}
	arguments := func(all []attribute) {
		if len(all) > 0 {
			parts = append(parts, func(in *hclwrite.Body) {
				for _, a := range all {
					in.SetAttributeRaw(a.name, a.value)
				}
			})
		}
	}
	arguments(b.args)
	for _, n := range b.nested {
		parts = append(parts, n.print)
	}
	if b.tags != nil {
		arguments([]attribute{{"tags", b.tags}})
	}
	if len(b.ignored) > 0 {
		names := []tokens{}
		for _, name := range b.ignored {
			names = append(names, ref(name))
		}
		parts = append(parts, newBlock("lifecycle").set("ignore_changes", list(names...)).print)
	}
	meta := []attribute{}
	if b.provider != nil {
		meta = append(meta, attribute{"provider", b.provider})
	}
	if len(b.after) > 0 {
		meta = append(meta, attribute{"depends_on", list(b.after...)})
	}
	arguments(meta)
	return parts
}
