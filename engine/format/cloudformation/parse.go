package cloudformation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"vpcanvas/engine/format/exchange"
)

// This file reads the bytes of a template into a tree of plain values: text (every scalar: CloudFormation
// does not tell "80" from 80), []any and *object. A short tag becomes the long form that it stands for, so
// that nothing behind this file knows which spelling a template has.

// What one template may hold. CloudFormation itself takes a megabyte; a file that needs more than these is
// no template, but may be an attack: nesting, and aliases that name aliases.
const (
	maxTemplate = 4 << 20
	maxDepth    = 100
	maxNodes    = 300_000
	maxLine     = 16 << 10 // outside of quotes
)

var (
	errTooLarge = exchange.Refuse(refusals["too-large"])
	errTooDeep  = exchange.Refuse(refusals["too-deep"])
	errNoObject = exchange.Refuse(refusals["no-object"])
)

// A node of a template that is read: string, []any, *tree or nil.
type tree struct {
	keys   []string
	values map[string]any
}

func newTree() *tree { return &tree{values: map[string]any{}} }

func (t *tree) set(key string, v any) {
	if _, ok := t.values[key]; !ok {
		t.keys = append(t.keys, key)
	}
	t.values[key] = v
}

// get is a value of an object; nil where v is none or has no such key.
func get(v any, path ...string) any {
	for _, key := range path {
		t, ok := v.(*tree)
		if !ok || t == nil {
			return nil
		}
		v = t.values[key]
	}
	return v
}

// parse reads a template in either spelling.
func parse(data []byte) (*tree, error) {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	switch {
	case len(data) > maxTemplate:
		return nil, errTooLarge
	case !utf8.Valid(data):
		return nil, exchange.Refuse(refusals["not-utf8"])
	}
	var v any
	var err error
	if bytes.HasPrefix(data, []byte("{")) && json.Valid(data) {
		v, err = parseJSON(data)
	} else {
		v, err = parseYAML(data)
	}
	if err != nil {
		return nil, err
	}
	if t, ok := v.(*tree); ok {
		return t, nil
	}
	return nil, errNoObject
}

func parseJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	b := &budget{}
	return b.json(d, 0)
}

// A budget counts what a template holds, so that reading one takes bounded time and space.
type budget struct{ nodes int }

func (b *budget) spend(depth int) error {
	b.nodes++
	switch {
	case b.nodes > maxNodes:
		return errTooLarge
	case depth > maxDepth:
		return errTooDeep
	}
	return nil
}

func (b *budget) json(d *json.Decoder, depth int) (any, error) {
	if err := b.spend(depth); err != nil {
		return nil, err
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '[' {
			return b.jsonList(d, depth)
		}
		return b.jsonObject(d, depth)
	case nil:
		return nil, nil
	}
	return plain(fmt.Sprint(token)), nil
}

func (b *budget) jsonList(d *json.Decoder, depth int) (any, error) {
	all := []any{}
	for d.More() {
		v, err := b.json(d, depth+1)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	_, err := d.Token()
	return all, err
}

func (b *budget) jsonObject(d *json.Decoder, depth int) (any, error) {
	t := newTree()
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := b.json(d, depth+1)
		if err != nil {
			return nil, err
		}
		t.set(plain(fmt.Sprint(key)), v)
	}
	_, err := d.Token()
	return t, err
}

// plain takes out the characters that stand for references while a template is evaluated.
func plain(s string) string {
	if !strings.ContainsAny(s, opening+closing) {
		return s
	}
	return strings.NewReplacer(opening, "\ufffd", closing, "\ufffd").Replace(s)
}

// parseYAML refuses what would make the parser itself deep or slow before it asks it. The parser is
// another's and recurses: whatever it panics over is no template.
func parseYAML(data []byte) (v any, err error) {
	if err := shallow(data); err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil {
			v, err = nil, exchange.Refuse(refusals["yaml"], "cause", fmt.Sprint(p))
		}
	}()
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return nil, exchange.Refuse(refusals["yaml"], "cause", first)
	}
	if len(file.Docs) == 0 {
		return nil, io.ErrUnexpectedEOF
	}
	y := &yamlReader{anchors: map[string]ast.Node{}}
	return y.value(file.Docs[0].Body, 0)
}

// tagged knows tags and anchors that stand one behind another: each nests the next, and none has a use.
var tagged = regexp.MustCompile(`(?:[!&][^\s,\[\]{}]*\s+){10}`)

// shallow bounds the nesting that the text alone can show: brackets outside of quotes, and what stands
// before the first word of a line.
func shallow(data []byte) error {
	if tagged.Match(data) {
		return errTooDeep
	}
	brackets := 0
	for line := range bytes.Lines(data) {
		markers, bare, begun := 0, 0, false
		var quote, last byte // last is the last character that is no space
		for i := 0; i < len(line); i++ {
			c := line[i]
			switch {
			case quote != 0:
				if c == '\\' && quote == '"' {
					i++
				} else if c == quote {
					quote, last = 0, c
				}
				continue
			case c == ' ' || c == '\n':
				continue
			case (c == '"' || c == '\'') && (last == 0 || strings.IndexByte(":,[{-", last) >= 0):
				quote, begun = c, true
			case c == '[' || c == '{':
				brackets++
			case c == ']' || c == '}':
				brackets = max(0, brackets-1)
			case strings.IndexByte("-?:!&*", c) >= 0 && !begun:
				markers++
			default:
				begun = true
			}
			last = c
			if bare++; bare > maxLine {
				return errTooLarge // the parser's time grows with the square of what is on a line
			}
			if brackets > 10*maxDepth || markers > maxDepth && !isRule(line) {
				return errTooDeep
			}
		}
	}
	return nil
}

// isRule tells a line such as "# -----" or "-----", which nests nothing.
func isRule(line []byte) bool { return !bytes.Contains(bytes.TrimSpace(line), []byte(" ")) }

type yamlReader struct {
	budget
	anchors map[string]ast.Node
}

func (y *yamlReader) value(n ast.Node, depth int) (any, error) {
	if err := y.spend(depth); err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return nil, nil
	case *ast.MappingNode:
		return y.mapping(n.Values, depth)
	case *ast.MappingValueNode:
		return y.mapping([]*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		all := []any{}
		for _, item := range n.Values {
			v, err := y.value(item, depth+1)
			if err != nil {
				return nil, err
			}
			all = append(all, v)
		}
		return all, nil
	case *ast.TagNode:
		return y.tagged(n, depth)
	case *ast.AnchorNode:
		y.anchors[n.Name.String()] = n.Value
		return y.value(n.Value, depth+1)
	case *ast.AliasNode:
		to, ok := y.anchors[n.Value.String()]
		if !ok {
			return nil, exchange.Refuse(refusals["alias"], "alias", plain(n.Value.String()))
		}
		return y.value(to, depth+1)
	case *ast.StringNode:
		return plain(n.Value), nil
	case *ast.LiteralNode:
		return plain(n.Value.Value), nil
	case ast.ScalarNode:
		return plain(n.GetToken().Value), nil // as it is written: 010 stays 010
	}
	return nil, exchange.Refuse(refusals["node"], "type", n.Type().String())
}

func (y *yamlReader) mapping(values []*ast.MappingValueNode, depth int) (any, error) {
	t := newTree()
	for _, pair := range values {
		v, err := y.value(pair.Value, depth+1)
		if err != nil {
			return nil, err
		}
		if _, merge := pair.Key.(*ast.MergeKeyNode); merge {
			if from, ok := v.(*tree); ok {
				for _, key := range from.keys {
					t.set(key, from.values[key])
				}
			}
			continue
		}
		key, err := y.value(pair.Key.(ast.Node), depth+1)
		if err != nil {
			return nil, err
		}
		name, ok := key.(string)
		if !ok {
			return nil, exchange.Refuse(refusals["key"])
		}
		t.set(name, v)
	}
	return t, nil
}

// tagged is the long form of a short tag; another tag, such as !!str, says nothing.
func (y *yamlReader) tagged(n *ast.TagNode, depth int) (any, error) {
	v, err := y.value(n.Value, depth+1)
	name, short := strings.CutPrefix(n.Start.Value, "!")
	if err != nil || !short || strings.HasPrefix(name, "!") || name == "" {
		return v, err
	}
	t := newTree()
	switch name {
	case "Ref", "Condition":
		t.set(name, v)
	case "GetAtt":
		if s, ok := v.(string); ok {
			of, attribute, _ := strings.Cut(s, ".")
			v = []any{of, attribute}
		}
		t.set("Fn::GetAtt", v)
	default:
		t.set("Fn::"+plain(name), v)
	}
	return t, nil
}
