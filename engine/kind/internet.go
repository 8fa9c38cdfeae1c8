package kind

import "vpcanvas/engine/message"

// InternetKind is the kind of the reserved resource "internet", which always exists and is never
// stored: every network has the same one.
const InternetKind Name = "internet"

// InternetProps are the properties of the internet: none.
type InternetProps struct{}

// Kind names the kind.
func (*InternetProps) Kind() Name { return InternetKind }

var internet = &Kind{
	Name:  InternetKind,
	Title: message.Text{EN: "Internet", JA: "インターネット"},
	New:   func() Props { return &InternetProps{} },
	Width: 72, Height: 72,
}
