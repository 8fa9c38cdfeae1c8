// Package wire is what editor and server say to each other over a diagram's websocket: JSON text
// frames, each one message that names itself in "type". The TypeScript half, web/src/wire/gen.ts,
// is written from these types by this package's test.
package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"vpcanvas/engine/design"
)

// Protocol is the number of the message set. A client that speaks another one is sent away to load
// the page again.
const Protocol = 1

// Limits are what one connection may send. The server tells them in its welcome.
type Limits struct {
	// Frame is the largest message in bytes.
	Frame int `json:"frame"`
	// Ops is how many operations one edit may hold.
	Ops int `json:"ops"`
	// EditsPerSecond with Burst is the rate of edits that a connection may keep up.
	EditsPerSecond int `json:"editsPerSecond"`
	Burst          int `json:"burst"`
	// Label is the longest label of an edit in bytes.
	Label int `json:"label"`
}

// TheLimits are the same for everybody.
var TheLimits = Limits{Frame: 64 << 10, Ops: design.MaxOps, EditsPerSecond: 60, Burst: 120, Label: 200}

// Message is one frame.
type Message interface{ messageType() string }

// Encode writes a message with its type first.
func Encode(m Message) ([]byte, error) {
	if c, ok := m.(Commit); ok {
		return c.MarshalJSON()
	}
	return tagged("type", m.messageType(), m)
}

// DecodeClient reads a frame of a client: hello, edit or ask, as values. The error is for the
// client's developer. Where only the operations of an edit are at fault, the edit comes with a
// *design.Fault and can be rejected by its number.
func DecodeClient(frame []byte) (Message, error) {
	if err := design.CheckJSON(frame); err != nil {
		return nil, err
	}
	tag, body, err := untag("type", frame)
	if err != nil {
		return nil, err
	}
	switch tag {
	case "hello":
		return decodeAs[Hello](body)
	case "edit":
		return decodeEdit(body)
	case "ask":
		return decodeAs[Ask](body)
	}
	return nil, fmt.Errorf("a client sends hello, edit or ask, not %.40q", tag)
}

func decodeEdit(body []byte) (Message, error) {
	raw, err := decodeAs[struct {
		Seq   int64           `json:"seq"`
		Base  int64           `json:"base"`
		Label string          `json:"label"`
		Ops   json.RawMessage `json:"ops"`
	}](body)
	if err != nil {
		return nil, err
	}
	e := Edit{Seq: raw.Seq, Base: raw.Base, Label: raw.Label}
	err = json.Unmarshal(raw.Ops, &e.Ops)
	if _, ok := design.AsFault(err); ok || err == nil {
		return e, err
	}
	return nil, err
}

// DecodeServer reads a frame of the server, for clients written in Go: tests and tools.
func DecodeServer(frame []byte) (Message, error) {
	tag, body, err := untag("type", frame)
	if err != nil {
		return nil, err
	}
	switch tag {
	case "welcome":
		return decodeAs[Welcome](body)
	case "commit":
		return decodeAs[Commit](body)
	case "reject":
		return decodeAs[Reject](body)
	case "analysis":
		return decodeAs[Analysis](body)
	case "answer":
		return decodeAs[Answer](body)
	case "bye":
		return decodeAs[Bye](body)
	}
	return nil, fmt.Errorf("the server sent %.40q", tag)
}

// tagged writes an object with a discriminator in front: {"type":"edit",…}.
func tagged(key, name string, body any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(body); err != nil {
		return nil, err
	}
	rest := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	out := make([]byte, 0, len(rest)+len(key)+len(name)+6)
	out = append(out, '{', '"')
	out = append(out, key...)
	out = append(out, '"', ':', '"')
	out = append(out, name...)
	out = append(out, '"')
	if len(rest) > 2 {
		out = append(out, ',')
	}
	return append(out, rest[1:]...), nil
}

// untag splits what tagged wrote. The discriminator may stand anywhere in the object.
func untag(key string, raw []byte) (name string, body []byte, err error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return "", nil, errors.New("a message is a JSON object")
	}
	if err := json.Unmarshal(members[key], &name); err != nil || name == "" {
		return "", nil, fmt.Errorf("%q must name what the object is", key)
	}
	delete(members, key)
	body, err = json.Marshal(members)
	return name, body, err
}

// decodeAs refuses properties that the message does not have: a misspelt one would be lost in silence.
func decodeAs[T any](body []byte) (T, error) {
	var m T
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	err := dec.Decode(&m)
	return m, err
}
