package svg

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// An element of the picture. Attributes are set by name and value in turn; texts are only ever
// texts, which encoding/xml escapes. It would write the elements, too, but looks each up by reflection:
// that took a sixth of an export.
type element struct {
	name     string
	attrs    []string
	text     string
	children []element
}

func el(name string, attrs ...string) element { return element{name: name, attrs: attrs} }

func (e element) with(children ...element) element {
	e.children = append(e.children, children...)
	return e
}

// and is the element with further attributes.
func (e element) and(attrs ...string) element {
	e.attrs = append(e.attrs, attrs...)
	return e
}

func text(s string, attrs ...string) element {
	e := el("text", attrs...)
	e.text = s
	return e
}

// told is an element whose only content is text, such as a title.
func told(name, s string) element {
	e := el(name)
	e.text = s
	return e
}

func (e element) bytes() []byte {
	var out bytes.Buffer
	e.write(&out, "\n")
	out.WriteByte('\n')
	return out.Bytes()
}

// write begins where the element does; begin is the beginning of a line as deep.
func (e *element) write(out *bytes.Buffer, begin string) {
	out.WriteString("<" + e.name)
	for i := 0; i+1 < len(e.attrs); i += 2 {
		out.WriteString(" " + e.attrs[i] + `="`)
		escape(out, e.attrs[i+1])
		out.WriteByte('"')
	}
	out.WriteByte('>')
	escape(out, e.text)
	for i := range e.children {
		out.WriteString(begin + " ")
		e.children[i].write(out, begin+" ")
	}
	if len(e.children) > 0 {
		out.WriteString(begin)
	}
	out.WriteString("</" + e.name + ">")
}

// escape writes a text as one. Most are numbers and colours.
func escape(out *bytes.Buffer, s string) {
	if isPlain := !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune(`"&'<>`, r) }); isPlain {
		out.WriteString(s)
		return
	}
	if err := xml.EscapeText(out, []byte(s)); err != nil {
		panic(err) // into memory
	}
}

func px(n int) string { return strconv.Itoa(n) }
