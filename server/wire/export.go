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
}

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
