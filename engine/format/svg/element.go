package svg

import (
	"bytes"
	"encoding/xml"
	"strconv"
)

// An element of the picture. Attributes are set by name and value in turn; texts are only ever
// texts, which encoding/xml escapes.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func el(name string, attrs ...string) element {
	e := element{XMLName: xml.Name{Local: name}}
	for i := 0; i+1 < len(attrs); i += 2 {
		e.Attrs = append(e.Attrs, xml.Attr{Name: xml.Name{Local: attrs[i]}, Value: attrs[i+1]})
	}
	return e
}

func (e element) with(children ...element) element {
	e.Children = append(e.Children, children...)
	return e
}

func text(s string, attrs ...string) element {
	e := el("text", attrs...)
	e.Text = s
	return e
}

// told is an element whose only content is text, such as a title.
func told(name, s string) element {
	e := el(name)
	e.Text = s
	return e
}

func (e element) bytes() []byte {
	var out bytes.Buffer
	enc := xml.NewEncoder(&out)
	enc.Indent("", " ")
	if err := enc.Encode(e); err != nil {
		panic(err) // texts and numbers into memory
	}
	out.WriteByte('\n')
	return out.Bytes()
}

func px(n int) string { return strconv.Itoa(n) }
