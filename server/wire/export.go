package wire

import "vpcanvas/engine/message"

// ExportChoice is a format that a diagram can be taken home in.
type ExportChoice struct {
	Name  string       `json:"name"`
	Title message.Text `json:"title"`
	// Extensions are the spellings of the format, the usual one first.
	Extensions []string `json:"extensions"`
	// Paths: the flows can go with it, as paths for AWS's Reachability Analyzer.
	Paths bool `json:"paths"`
}

// ExportContents tells what an export would hold, and what of the design it would not say.
type ExportContents struct {
	Files  []ExportFile `json:"files"`
	Losses []ExportLoss `json:"losses"`
}

// ExportFile is one file of an export; Size is in bytes.
type ExportFile struct {
	Name string `json:"name"`
	Size int    `json:"size"`
}

// ExportLoss is something of the design that the export does not say.
type ExportLoss struct {
	// Element is the id of a resource, "" for the whole design.
	Element string `json:"element"`
	// Note: nothing is missing, it is said in another way or lives elsewhere.
	Note bool         `json:"note"`
	Text message.Text `json:"text"`
	// Others are further elements of which the same is said.
	Others []LossElement `json:"others,omitempty"`
}

// LossElement is an element as a loss calls it; its id is "" where it is in no design.
type LossElement struct {
	Element string `json:"element"`
	Name    string `json:"name"`
}

// ExportCheck tells what an export is when it is read again.
type ExportCheck struct {
	Verdict CheckVerdict `json:"verdict"`
	Summary message.Text `json:"summary"`
	// Lines are what came back otherwise; those of elements that the losses list are notes. More counts what is
	// beyond those.
	Lines []ExportLoss `json:"lines"`
	More  int          `json:"more"`
}

// CheckVerdict is what became of an export that was read again.
type CheckVerdict string

// The verdicts of a check.
const (
	CheckUnchanged CheckVerdict = "unchanged"
	// CheckKnown: only what the losses list is otherwise.
	CheckKnown   CheckVerdict = "known"
	CheckDiffers CheckVerdict = "differs"
	// CheckNone: the format is never read.
	CheckNone CheckVerdict = "none"
)

// Imported tells what became of files: a diagram with what was not understood, or why there is none.
type Imported struct {
	Diagram string `json:"diagram"`
	Name    string `json:"name"`
	// Rev is the revision that files made of a diagram that was there before; it and the one before it
	// are versions.
	Rev    int64         `json:"rev,omitempty"`
	Losses []ExportLoss  `json:"losses"`
	Error  *message.Text `json:"error,omitempty"`
}
