package terraform

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// maxRepeats is how many instances of one block are read.
const maxRepeats = 1000

// A source reads the files of one module.
type source struct {
	*reader
	*evaluator
	marks map[string]map[int]markLine
	data  []*hclsyntax.Block
	calls []string
}

// readHCL adds what the files of a module say.
func (r *reader) readHCL(files []exchange.File, params map[string]string) error {
	s := &source{reader: r, marks: map[string]map[int]markLine{}, evaluator: &evaluator{
		variables: map[string]hclsyntax.Expression{}, params: params, locals: map[string]hclsyntax.Expression{},
		blocks: map[string]instance{}, instances: map[string][]string{}, busy: map[string]bool{}, budget: evaluationBudget,
	}}
	size, work := 0, 0
	bodies := []*hclsyntax.Body{}
	for _, f := range files {
		if size += len(f.Data); size > maxHCL {
			return refuse("too-large", "file", f.Name, "limit", fmt.Sprint(maxHCL))
		}
		found, err := lexed(f.Data, f.Name, &work)
		if err != nil {
			return err
		}
		parsed, diags := hclsyntax.ParseConfig(f.Data, f.Name, hcl.InitialPos)
		if diags.HasErrors() {
			return refuse("hcl", "file", f.Name, "line", fmt.Sprint(diags[0].Subject.Start.Line), "cause", diags[0].Summary)
		}
		s.marks[f.Name] = s.comments(found)
		bodies = append(bodies, parsed.Body.(*hclsyntax.Body))
	}
	resources := []*hclsyntax.Block{}
	for _, b := range bodies {
		resources = append(resources, s.gather(b)...)
	}
	for _, b := range resources {
		if err := s.repeat(b); err != nil {
			return err
		}
	}
	s.items(resources)
	for _, name := range sortedUnique(s.calls) {
		s.lose("module-call", "", "name", name)
	}
	for _, name := range sortedUnique(s.asked) {
		s.remark("variable", "", "name", name)
	}
	return nil
}

func sortedUnique(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

// lexed are the tokens of a text. It refuses what would let the parser call itself without end, or move pieces of
// texts around for minutes; work counts that of all files.
func lexed(text []byte, name string, work *int) (hclsyntax.Tokens, error) {
	tokens, _ := hclsyntax.LexConfig(text, name, hcl.InitialPos)
	if *work += joining(tokens); *work > mostJoined {
		return nil, refuse("too-pieced", "file", name)
	}
	depth, round, operators, controls := 0, 0, 0, 0
	for _, t := range tokens {
		switch t.Type {
		case hclsyntax.TokenOParen, hclsyntax.TokenOBrack:
			depth++
			round++
		case hclsyntax.TokenCParen, hclsyntax.TokenCBrack:
			depth--
			round--
		case hclsyntax.TokenOBrace, hclsyntax.TokenTemplateInterp, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			depth++
		case hclsyntax.TokenTemplateControl:
			depth++
			controls++
		case hclsyntax.TokenCBrace, hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			depth--
		case hclsyntax.TokenQuestion, hclsyntax.TokenBang, hclsyntax.TokenMinus:
			operators++
		case hclsyntax.TokenNewline:
			if round <= 0 {
				operators = 0
			}
		}
		if depth > maxNesting || operators > maxNesting*4 || controls > maxNesting*16 {
			return nil, refuse("too-deep", "file", name)
		}
	}
	return tokens, nil
}

// mostJoined is how much the parser may copy, at most, to make texts whole again: a second of work. A script of some
// ten thousand lines is below it.
const mostJoined = 1 << 34

// joining is how many bytes the parser copies, at most, to join the pieces of texts: for each line or escape it moves
// the pieces that follow, and copies what is joined already.
func joining(tokens hclsyntax.Tokens) int {
	const ofPiece = 16
	type template struct{ literals, pieces, size int }
	open, sum := []template{{}}, 0
	join := func() {
		last := open[len(open)-1]
		sum = min(sum+last.literals*(last.pieces*ofPiece+last.size), mostJoined+1)
		if open = open[:len(open)-1]; len(open) == 0 {
			open = append(open, template{})
		}
	}
	for _, t := range tokens {
		last := &open[len(open)-1]
		switch t.Type {
		case hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			open = append(open, template{})
		case hclsyntax.TokenStringLit, hclsyntax.TokenQuotedLit:
			last.literals++
			last.pieces++
			last.size += len(t.Bytes)
		case hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			last.pieces++
		case hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			join()
		}
	}
	for range len(open) { // what nobody closes is joined, too
		join()
	}
	return sum
}

// comments are the marks of a file by line.
func (s *source) comments(tokens hclsyntax.Tokens) map[int]markLine {
	found := map[int]markLine{}
	for _, t := range tokens {
		if t.Type != hclsyntax.TokenComment {
			continue
		}
		if text, ok := strings.CutPrefix(strings.TrimSpace(string(t.Bytes)), "# vpcanvas:"); ok {
			if m, fine := parseMark(text); fine {
				found[t.Range.Start.Line] = m
				s.designMark(m)
				if m.word == "outside" && len(m.values) == 2 && len(s.outside) < maxResources {
					s.outside = append(s.outside, m.values)
				}
				if m.word == "kept" && len(m.values) == 2 && len(s.kept) < maxResources {
					s.kept[m.values[0]] = m.values[1]
				}
			}
		}
	}
	return found
}

// designMark is the name of the design.
func (s *source) designMark(m markLine) {
	if m.word == "design" && len(m.values) == 2 && !s.named {
		s.reader.name, s.named = m.values[1], true
	}
}

// parseMark reads "word value "quoted value"".
func parseMark(text string) (markLine, bool) {
	word, rest, _ := strings.Cut(text, " ")
	m := markLine{word: word}
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		if rest[0] != '"' {
			value, tail, _ := strings.Cut(rest, " ")
			m.values, rest = append(m.values, value), tail
			continue
		}
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return m, false
		}
		value, err := strconv.Unquote(quoted)
		if err != nil {
			return m, false
		}
		m.values, rest = append(m.values, value), rest[len(quoted):]
	}
	return m, word != ""
}

// marksAbove are the marks directly above a block, in their order.
func (s *source) marksAbove(b *hclsyntax.Block) []markLine {
	at := b.TypeRange
	found := []markLine{}
	for line := at.Start.Line - 1; line > 0; line-- {
		m, ok := s.marks[at.Filename][line]
		if !ok {
			break
		}
		found = append(found, m)
	}
	slices.Reverse(found)
	return found
}

// gather keeps variables and locals, and returns the resources and data sources.
func (s *source) gather(b *hclsyntax.Body) []*hclsyntax.Block {
	found := []*hclsyntax.Block{}
	for _, block := range b.Blocks {
		switch {
		case block.Type == "variable" && len(block.Labels) == 1:
			if a := block.Body.Attributes["default"]; a != nil {
				s.variables[block.Labels[0]] = a.Expr
			}
		case block.Type == "locals":
			for name, a := range block.Body.Attributes {
				s.locals[name] = a.Expr
			}
		case block.Type == "provider" && len(block.Labels) == 1 && block.Labels[0] == "aws":
			s.data = append(s.data, block)
		case block.Type == "module" && len(block.Labels) == 1:
			s.calls = append(s.calls, block.Labels[0])
		case (block.Type == "resource" || block.Type == "data") && len(block.Labels) == 2:
			found = append(found, block)
		}
	}
	return found
}

func addressOf(b *hclsyntax.Block) string {
	address := b.Labels[0] + "." + b.Labels[1]
	if b.Type == "data" {
		return "data." + address
	}
	return address
}

// repeat finds the instances of a block: one, or as many as count or for_each say.
func (s *source) repeat(b *hclsyntax.Block) error {
	address := addressOf(b)
	add := func(at string, in frame) {
		if s.blocks[at].block == nil {
			s.blocks[at] = instance{b, in}
		}
	}
	switch count, each := b.Body.Attributes["count"], b.Body.Attributes["for_each"]; {
	case count != nil:
		n, ok := intOf(s.value(count.Expr, nil))
		if !ok || n < 0 || n > maxRepeats {
			s.lose("repeats", "", "address", address)
			n = 1
		}
		for i := range n {
			at := fmt.Sprintf("%s[%d]", address, i)
			s.instances[address] = append(s.instances[address], at)
			add(at, frame{"count": map[string]any{"index": float64(i)}})
		}
	case each != nil:
		v := s.value(each.Expr, nil)
		_, values, ok := s.members(v)
		keys, _, _ := s.members(v)
		if !ok || len(values) > maxRepeats {
			s.lose("repeats", "", "address", address)
			return nil
		}
		for n, value := range values {
			if _, isList := v.([]any); isList {
				keys[n] = value // a set's keys are its values
			}
			at := address + `["` + textOf(keys[n]) + `"]`
			s.instances[address] = append(s.instances[address], at)
			add(at, frame{"each": map[string]any{"key": keys[n], "value": value}})
		}
	default:
		add(address, frame{})
	}
	if len(s.blocks) > maxResources {
		return refuse("too-many", "file", b.TypeRange.Filename, "limit", fmt.Sprint(maxResources))
	}
	return nil
}

// items evaluates what was gathered.
func (s *source) items(resources []*hclsyntax.Block) {
	for _, b := range s.data {
		p := &item{body: s.bodyOf(b.Body, nil), typ: "provider", name: "aws"}
		p.body.marks = s.marksAbove(b)
		p.provider = "aws"
		if alias := p.text("alias"); alias != "" {
			p.provider = "aws." + alias
		}
		s.providers = append(s.providers, p)
	}
	seen := map[string]bool{}
	for _, b := range resources {
		address := addressOf(b)
		all := s.instances[address]
		if all == nil && s.blocks[address].block != nil {
			all = []string{address}
		}
		for _, at := range all {
			if seen[at] {
				continue
			}
			seen[at] = true
			in := s.blocks[at].frame
			it := &item{body: s.bodyOf(b.Body, in), address: at, typ: b.Labels[0], name: b.Labels[1], isData: b.Type == "data", keyed: strings.TrimPrefix(at, address)}
			if it.keyed == "" { // a mark is one element's: what is repeated is several
				it.body.marks = s.marksAbove(b)
			}
			it.provider = s.providerOf(b)
			s.add(it)
		}
	}
}

// providerOf is the provider that a block names.
func (s *source) providerOf(b *hclsyntax.Block) string {
	a := b.Body.Attributes["provider"]
	if a == nil {
		return "aws"
	}
	t, diags := hcl.AbsTraversalForExpr(a.Expr)
	if diags.HasErrors() {
		return "aws"
	}
	return spelled(t)
}

// metaArguments say how Terraform works, not what is made.
var metaArguments = map[string]bool{"provider": true, "depends_on": true, "lifecycle": true, "count": true, "for_each": true, "provisioner": true, "connection": true}

func (s *source) bodyOf(b *hclsyntax.Body, in frame) *body {
	out := &body{args: map[string]any{}, literal: map[string]bool{}}
	for _, row := range kind.Sorted(b.Attributes) {
		name, a := row.Key, row.Value
		if metaArguments[name] {
			continue
		}
		out.args[name] = s.value(a.Expr, in)
		if t, ok := a.Expr.(*hclsyntax.TemplateExpr); ok {
			out.literal[name] = t.IsStringLiteral()
		}
	}
	for _, n := range b.Blocks {
		switch {
		case metaArguments[n.Type]:
		case n.Type == "dynamic" && len(n.Labels) == 1:
			s.dynamic(out, n, in)
		default:
			inner := s.bodyOf(n.Body, in)
			inner.marks = s.marksAbove(n)
			out.args[n.Type] = append(listOf(out.args[n.Type]), inner)
		}
	}
	return out
}

// dynamic repeats a nested block.
func (s *source) dynamic(out *body, n *hclsyntax.Block, in frame) {
	each := n.Body.Attributes["for_each"]
	if each == nil {
		return
	}
	iterator := n.Labels[0]
	if a := n.Body.Attributes["iterator"]; a != nil {
		iterator = cmp.Or(hcl.ExprAsKeyword(a.Expr), iterator)
	}
	keys, values, ok := s.members(s.value(each.Expr, in))
	if !ok || len(values) > maxRepeats {
		s.lose("repeats", "", "address", "dynamic "+n.Labels[0])
		return
	}
	for i, v := range values {
		inner := frame{}
		for name, was := range in {
			inner[name] = was
		}
		inner[iterator] = map[string]any{"key": keys[i], "value": v}
		for _, content := range n.Body.Blocks {
			if content.Type == "content" && s.spend(1) {
				out.args[n.Labels[0]] = append(listOf(out.args[n.Labels[0]]), s.bodyOf(content.Body, inner))
			}
		}
	}
}
