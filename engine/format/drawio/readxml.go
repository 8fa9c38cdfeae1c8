package drawio

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
)

// The limits of a file that somebody hands us. Packed text may grow a hundred times, which no drawing
// of ours reaches; a small page may grow to smallPage whatever its ratio.
const (
	maxFile     = 16 << 20
	maxDepth    = 64
	maxElements = 50_000
	maxRatio    = 100
	smallPage   = 64 << 10
)

// A node is one XML element.
type node struct {
	name     string
	attrs    map[string]string
	text     string
	children []*node
}

// child is the first child with that name; nil when there is none.
func (n *node) child(name string) *node {
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// A parser reads XML and counts: what is packed inside a file draws on the same budget.
type parser struct{ elements int }

// parse reads one document. encoding/xml knows no entities but XML's own five, and a document type,
// which could declare others, is refused.
func (p *parser) parse(raw []byte) (*node, error) {
	dec := xml.NewDecoder(bytes.NewReader(raw))
	root := &node{}
	open := []*node{root}
	for {
		t, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, refuse("not-xml")
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if p.elements++; p.elements > maxElements || len(open) > maxDepth {
				return nil, tooLarge("too-many")
			}
			n := &node{name: t.Name.Local, attrs: make(map[string]string, len(t.Attr))}
			for _, a := range t.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			if len(open) == 1 || top.name != t.Name.Local {
				return nil, refuse("not-xml")
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if top.name == "diagram" {
				top.text += string(t)
			}
		case xml.Directive:
			return nil, refuse("doctype")
		}
	}
	if len(open) != 1 || len(root.children) != 1 {
		return nil, refuse("not-xml")
	}
	return root.children[0], nil
}

// model is the mxGraphModel of a page, which may be packed: base64 of raw deflate of an escaped text.
func (p *parser) model(page *node) (*node, error) {
	if m := page.child("mxGraphModel"); m != nil {
		return m, nil
	}
	text := strings.TrimSpace(page.text)
	if text == "" {
		return nil, refuse("empty-page")
	}
	raw, err := unpack(text)
	if err != nil {
		return nil, err
	}
	m, err := p.parse(raw)
	if err != nil {
		return nil, err
	}
	if m.name != "mxGraphModel" {
		return nil, refuse("not-packed") // one level: nothing that is packed holds packed pages
	}
	return m, nil
}

func unpack(text string) ([]byte, error) {
	packed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, refuse("not-packed")
	}
	limit := min(max(maxRatio*len(packed), smallPage), maxFile)
	inflated, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), int64(limit)+1))
	if len(inflated) > limit {
		return nil, tooLarge("bomb")
	}
	if err != nil {
		return nil, refuse("not-packed")
	}
	plain, err := url.PathUnescape(string(inflated))
	if err != nil {
		return nil, refuse("not-packed")
	}
	return []byte(plain), nil
}
