package drawio

import (
	"bytes"
	"encoding/xml"

	"vpcanvas/engine/design"
)

// The elements of the file, as encoding/xml writes them.

type mxFile struct {
	XMLName xml.Name `xml:"mxfile"`
	Host    string   `xml:"host,attr"`
	// Schema marks the file as ours, and says which design format the data has.
	Schema  int       `xml:"vpcanvas.schema,attr"`
	Diagram mxDiagram `xml:"diagram"`
}

type mxDiagram struct {
	ID    string     `xml:"id,attr"`
	Name  string     `xml:"name,attr"`
	Own   []xml.Attr `xml:",any,attr"`
	Model mxModel    `xml:"mxGraphModel"`
}

type mxModel struct {
	Grid       int    `xml:"grid,attr"`
	GridSize   int    `xml:"gridSize,attr"`
	Guides     int    `xml:"guides,attr"`
	Tooltips   int    `xml:"tooltips,attr"`
	Connect    int    `xml:"connect,attr"`
	Arrows     int    `xml:"arrows,attr"`
	Fold       int    `xml:"fold,attr"`
	Page       int    `xml:"page,attr"`
	PageScale  int    `xml:"pageScale,attr"`
	PageWidth  int    `xml:"pageWidth,attr"`
	PageHeight int    `xml:"pageHeight,attr"`
	Math       int    `xml:"math,attr"`
	Shadow     int    `xml:"shadow,attr"`
	Root       mxRoot `xml:"root"`
}

// mxRoot has the root and the layer as bare cells, then everything that carries data.
type mxRoot struct {
	Bare    []mxCell `xml:"mxCell"`
	Objects []object `xml:"object"`
}

// An object wraps a cell: the id, the label and our data are on the wrapper.
type object struct {
	ID    string     `xml:"id,attr"`
	Label string     `xml:"label,attr"`
	Own   []xml.Attr `xml:",any,attr"`
	Cell  mxCell     `xml:"mxCell"`
}

type mxCell struct {
	ID       string      `xml:"id,attr,omitempty"`
	Style    string      `xml:"style,attr,omitempty"`
	Vertex   string      `xml:"vertex,attr,omitempty"`
	Edge     string      `xml:"edge,attr,omitempty"`
	Parent   string      `xml:"parent,attr,omitempty"`
	Source   string      `xml:"source,attr,omitempty"`
	Target   string      `xml:"target,attr,omitempty"`
	Visible  string      `xml:"visible,attr,omitempty"`
	Geometry *mxGeometry `xml:"mxGeometry"`
}

type mxGeometry struct {
	X        string    `xml:"x,attr,omitempty"`
	Y        string    `xml:"y,attr,omitempty"`
	Width    int       `xml:"width,attr,omitempty"`
	Height   int       `xml:"height,attr,omitempty"`
	Relative string    `xml:"relative,attr,omitempty"`
	As       string    `xml:"as,attr"`
	Points   *mxPoints `xml:"Array"`
}

type mxPoints struct {
	As     string    `xml:"as,attr"`
	Points []mxPoint `xml:"mxPoint"`
}

type mxPoint struct {
	X int `xml:"x,attr"`
	Y int `xml:"y,attr"`
}

// The ids that no element has: those of the root and of the two layers.
const (
	rootID  = "0"
	layerID = "1"
	dataID  = "vpcanvas-data"
)

func (w *writer) file() []byte {
	b := w.scene.Bounds
	f := mxFile{Host: "vpcanvas", Schema: w.d.Schema, Diagram: mxDiagram{
		ID: design.MainView, Name: shortLabel(w.d.Name), Own: w.ownOfDesign(),
		Model: mxModel{
			Grid: 1, GridSize: 8, Guides: 1, Tooltips: 1, Connect: 1, Arrows: 1, Fold: 1, Page: 1, PageScale: 1,
			PageWidth: b.W + 2*margin, PageHeight: b.H + 2*margin, Root: mxRoot{Bare: []mxCell{{ID: rootID}, {ID: layerID, Parent: rootID}}, Objects: w.objects()},
		},
	}}
	var out bytes.Buffer
	e := xml.NewEncoder(&out)
	e.Indent("", "  ")
	if err := e.Encode(f); err != nil {
		panic(err) // texts and numbers into memory
	}
	out.WriteByte('\n')
	return out.Bytes()
}
