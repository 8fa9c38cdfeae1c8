package wire

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// Fixes answers FixesFor, the best first; empty where nothing small was found.
type Fixes struct {
	Fixes []FlowFix `json:"fixes"`
}

// FlowFix is a set of edits that was tried on a copy of the design: it makes the flow hold, and takes
// no edit that is not needed.
type FlowFix struct {
	Title message.Text   `json:"title"`
	Edits []message.Text `json:"edits"`
	Ops   design.Ops     `json:"ops"`
	// Opens and Closes are what else passes or fails, as many as are shown; the counts are of all pairs.
	Opens       []Shift `json:"opens"`
	Closes      []Shift `json:"closes"`
	OpensCount  int     `json:"opensCount"`
	ClosesCount int     `json:"closesCount"`
	// Breaks are flows that would hold no more, Mends those that would.
	Breaks []string `json:"breaks"`
	Mends  []string `json:"mends"`
	// Added and Removed are findings.
	Added   []FixFinding `json:"added"`
	Removed []FixFinding `json:"removed"`
}

// Shift is what changes between two ends.
type Shift struct {
	From string       `json:"from"`
	To   string       `json:"to"`
	Text message.Text `json:"text"`
}

// FixFinding is a finding that a fix brings or takes away.
type FixFinding struct {
	Key      string       `json:"key"`
	Severity Severity     `json:"severity"`
	Text     message.Text `json:"text"`
}
