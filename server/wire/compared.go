package wire

import (
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Compare asks what differs from one revision to the one that the question is about. Proofs are asked
// for with Trace, at either revision.
type Compare struct {
	// With is the older revision.
	With int64 `json:"with"`
}

// Compared answers Consequence and Compare: what differs between two designs.
type Compared struct {
	// Headline is all in one line: "opens 3, closes 1, 1 flow breaks".
	Headline message.Text `json:"headline"`
	// Lines are those that are shown; LineCount is how many there are.
	Lines     []ComparedLine `json:"lines"`
	LineCount int            `json:"lineCount"`
	Flows     []ComparedFlow `json:"flows"`
	// Added, Removed and Changed are resources; a Consequence has none, its author knows them.
	Added   []ComparedResource `json:"added"`
	Removed []ComparedResource `json:"removed"`
	Changed []ComparedResource `json:"changed"`
}

// ComparedLine is one change for each of From to each of To.
type ComparedLine struct {
	What ComparedWhat `json:"what"`
	From ComparedEnds `json:"from"`
	To   ComparedEnds `json:"to"`
	// Allowed is what opened or closed. Where it is about the unknown, it is the part that was allowed
	// before or is now, and Blocked the part that was or is not.
	Allowed string `json:"allowed"`
	Blocked string `json:"blocked,omitempty"`
	Pairs   int    `json:"pairs"`
	// Was and Now ask for the proof, about the first pair, in the older and the newer design; absent
	// where an end is not there.
	Was *Conversation `json:"was,omitempty"`
	Now *Conversation `json:"now,omitempty"`
}

// ComparedWhat is how a line changed.
type ComparedWhat string

// What happened.
const (
	ComparedOpened  ComparedWhat = "opened"
	ComparedClosed  ComparedWhat = "closed"
	ComparedDoubted ComparedWhat = "doubted"
	ComparedSettled ComparedWhat = "settled"
)

// ComparedEnds are ends that change alike.
type ComparedEnds struct {
	// Called is what people call all of them together.
	Called message.Text `json:"called"`
	// Ends are as many as are shown; Count is how many there are.
	Ends  []ComparedEnd `json:"ends"`
	Count int           `json:"count"`
}

// ComparedEnd is a resource, a block that a design names, or "internet".
type ComparedEnd struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// ComparedFlow is a flow that came, left, or is judged differently. Was and Now are absent where it is
// not there.
type ComparedFlow struct {
	ID  string  `json:"id"`
	Was Outcome `json:"was,omitempty"`
	Now Outcome `json:"now,omitempty"`
}

// ComparedResource is one that came, left, or has other properties.
type ComparedResource struct {
	ID         string             `json:"id"`
	Kind       kind.Name          `json:"kind"`
	Name       string             `json:"name"`
	Properties []ComparedProperty `json:"properties"`
}

// ComparedProperty is one value or one row in words; Was or Now is empty where there is nothing.
type ComparedProperty struct {
	Path  string       `json:"path"`
	Label message.Text `json:"label"`
	Was   message.Text `json:"was"`
	Now   message.Text `json:"now"`
}
