package promise

import (
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
)

// The document's own file keeps the promise too.
var document = Room{
	Detect: func(exchange.File) bool { return true },
	Read: func(files []exchange.File, _ exchange.Options) (*design.Design, []exchange.Loss, error) {
		d, err := design.Decode(files[0].Data)
		return d, nil, err
	},
	Write: func(d *design.Design, _ string) ([]exchange.File, []exchange.Loss) {
		raw, err := design.Encode(d)
		if err != nil {
			panic(err)
		}
		return []exchange.File{{Name: "a.vpc.json", Data: raw}}, nil
	},
}

var designs = Target{Room: document, Name: "FuzzDesign", Files: func(data []byte) []exchange.File {
	return []exchange.File{{Name: "a.vpc.json", Data: data}}
}}

// FuzzDesign: whatever a design file says.
func FuzzDesign(f *testing.F) { designs.Fuzz(f) }

func TestWarpedDesigns(t *testing.T) { designs.Warped(t) }
