package wire

import "vpcanvas/engine/message"

// ReadyAsk asks what an element lacks before something works, such as Session Manager into an instance.
type ReadyAsk struct {
	Element string `json:"element"`
}

// Checklists answers ReadyAsk: one for each item that is about such an element; none for most kinds.
type Checklists struct {
	Lists []Checklist `json:"lists"`
}

// Checklist is all that has to be set before one thing works.
type Checklist struct {
	Item  string       `json:"item"`
	Title message.Text `json:"title"`
	State TickState    `json:"state"`
	Ticks []Tick       `json:"ticks"`
}

// TickState is whether something is so.
type TickState string

// The states.
const (
	TickDone    TickState = "done"
	TickMissing TickState = "missing"
	TickUnknown TickState = "unknown"
)

// Tick is one of those things; Why says what is missing.
type Tick struct {
	Title message.Text `json:"title"`
	State TickState    `json:"state"`
	// Optional ones do not count for the whole.
	Optional bool `json:"optional,omitempty"`
	// Element is where to look.
	Element string         `json:"element"`
	Why     []message.Text `json:"why"`
}
