package design

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Section names a part of the document.
type Section string

// The sections. The design itself is one with a single element, whose id is "".
const (
	Resources    Section = "resources"
	Flows        Section = "flows"
	Suppressions Section = "suppressions"
	Notes        Section = "notes"
	Views        Section = "views"
	Itself       Section = "design"
)

// Op is one change of a design: Put, Patch, Del or Move, and nothing else.
type Op interface {
	apply(*Design) (inverse Op, err error)
	name() string
}

// Put adds an element. Value is its JSON.
type Put struct {
	Section Section         `json:"section"`
	ID      string          `json:"id"`
	Value   json.RawMessage `json:"value"`
}

// Patch sets one scalar property or one whole row; a null Value removes the row or resets the scalar.
// Path is dotted: "name", "props.cidr", "props.ingress.web", "tags.Name", "places.<id>".
type Patch struct {
	Section Section         `json:"section"`
	ID      string          `json:"id"`
	Path    string          `json:"path"`
	Value   json.RawMessage `json:"value"`
}

// Del removes an element.
type Del struct {
	Section Section `json:"section"`
	ID      string  `json:"id"`
}

// Move gives a resource a parent and, in a view, a place: one change, so that nobody sees half of it.
type Move struct {
	ID     string `json:"id"`
	Parent string `json:"parent"`
	View   string `json:"view,omitzero"`
	// Place is nil where the resource goes back to automatic layout.
	Place *Place `json:"place,omitempty"`
}

func (Put) name() string   { return "put" }
func (Patch) name() string { return "patch" }
func (Del) name() string   { return "del" }
func (Move) name() string  { return "move" }

// Ops is a list of operations that reads and writes itself as JSON: {"op":"put",…}.
type Ops []Op

// MarshalJSON writes each operation with its name; no operations are [].
func (ops Ops) MarshalJSON() ([]byte, error) {
	out := make([]json.RawMessage, 0, len(ops))
	for _, op := range ops {
		body, err := marshal(op)
		if err != nil {
			return nil, err
		}
		head := `{"op":"` + op.name() + `",`
		out = append(out, append([]byte(head), body[1:]...))
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes; an unknown operation or property is a Fault.
func (ops *Ops) UnmarshalJSON(b []byte) error {
	var raws []json.RawMessage
	if err := json.Unmarshal(b, &raws); err != nil {
		return fault("malformed", "", "ops", "cause", reason(err))
	}
	*ops = make(Ops, 0, len(raws))
	for _, raw := range raws {
		op, err := decodeOp(raw)
		if err != nil {
			return err
		}
		*ops = append(*ops, op)
	}
	return nil
}

func decodeOp(raw json.RawMessage) (Op, error) {
	var head struct {
		Op string `json:"op"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return nil, fault("malformed", "", "op", "cause", reason(err))
	}
	switch head.Op {
	case "put":
		return decodeAs[Put](raw)
	case "patch":
		return decodeAs[Patch](raw)
	case "del":
		return decodeAs[Del](raw)
	case "move":
		return decodeAs[Move](raw)
	}
	return nil, fault("unknown-op", "", "", "op", head.Op)
}

func decodeAs[T Op](raw json.RawMessage) (Op, error) {
	var op T
	// The name and the operation share one object; decode each half by itself.
	var all map[string]json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fault("malformed", "", "op", "cause", reason(err))
	}
	delete(all, "op")
	rest, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(rest))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&op); err != nil {
		return nil, fault("malformed", "", "op", "cause", reason(err))
	}
	return op, nil
}

// reason is the part of a decoding error that helps its reader: without Go's names.
func reason(err error) string {
	s := strings.TrimPrefix(err.Error(), "json: ")
	s = strings.ReplaceAll(s, "Go value of type ", "")
	s = strings.ReplaceAll(s, "Go struct field ", "")
	return s
}
