package wire

import (
	"encoding/json"
	"fmt"

	"vpcanvas/engine/design"
)

// Question is what an ask wants to know; exactly one of the fields is set.
type Question struct {
	Why         *Why
	Trace       *Trace
	Consequence *Consequence
	Judgement   *Judgement
	Matrix      *Matrix
	Compare     *Compare
	Fixes       *FixesFor
	Exposure    *ExposureAsk
	Blast       *BlastAsk
	WhatIf      *WhatIfAsk
	Weight      *WeightAsk
	Ready       *ReadyAsk
}

// Why explains the verdict of a flow.
type Why struct {
	Flow string `json:"flow"`
}

// Trace explains a conversation that need not be in the design.
type Trace struct{ Conversation }

// A Conversation is between two ends, with no expectation.
type Conversation struct {
	From    design.End     `json:"from"`
	To      design.End     `json:"to"`
	Service design.Service `json:"service"`
	Family  string         `json:"family,omitempty"`
}

// Consequence asks what the tentative operations would open and close, and which flows they would break.
type Consequence struct{}

// Judgement asks for all that an analysis tells, as a difference from nothing: for a revision that is
// not the newest.
type Judgement struct{}

// Matrix asks who may open which conversation with whom.
type Matrix struct {
	// From and To are parts of the names of the ends to show, in any case; empty for all.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// FixesFor asks for the smallest sets of edits that make a flow hold, or, without a flow, that open a
// conversation.
type FixesFor struct {
	Flow  string        `json:"flow,omitempty"`
	Trace *Conversation `json:"trace,omitempty"`
}

// MarshalJSON writes {"kind":"why",…}.
func (q Question) MarshalJSON() ([]byte, error) {
	switch {
	case q.Why != nil:
		return tagged("kind", "why", q.Why)
	case q.Trace != nil:
		return tagged("kind", "trace", q.Trace)
	case q.Consequence != nil:
		return tagged("kind", "consequence", q.Consequence)
	case q.Judgement != nil:
		return tagged("kind", "judgement", q.Judgement)
	case q.Matrix != nil:
		return tagged("kind", "matrix", q.Matrix)
	case q.Compare != nil:
		return tagged("kind", "compare", q.Compare)
	case q.Fixes != nil:
		return tagged("kind", "fixes", q.Fixes)
	case q.Exposure != nil:
		return tagged("kind", "exposure", q.Exposure)
	case q.Blast != nil:
		return tagged("kind", "blast", q.Blast)
	case q.WhatIf != nil:
		return tagged("kind", "whatif", q.WhatIf)
	case q.Weight != nil:
		return tagged("kind", "weight", q.Weight)
	case q.Ready != nil:
		return tagged("kind", "ready", q.Ready)
	}
	return nil, fmt.Errorf("an empty question")
}

// UnmarshalJSON reads what MarshalJSON writes.
func (q *Question) UnmarshalJSON(raw []byte) error {
	name, body, err := untag("kind", raw)
	if err != nil {
		return err
	}
	*q = Question{}
	switch name {
	case "why":
		q.Why, err = decodeTo[Why](body)
	case "trace":
		q.Trace, err = decodeTo[Trace](body)
	case "consequence":
		q.Consequence, err = decodeTo[Consequence](body)
	case "judgement":
		q.Judgement, err = decodeTo[Judgement](body)
	case "matrix":
		q.Matrix, err = decodeTo[Matrix](body)
	case "compare":
		q.Compare, err = decodeTo[Compare](body)
	case "fixes":
		q.Fixes, err = decodeTo[FixesFor](body)
	case "exposure":
		q.Exposure, err = decodeTo[ExposureAsk](body)
	case "blast":
		q.Blast, err = decodeTo[BlastAsk](body)
	case "whatif":
		q.WhatIf, err = decodeTo[WhatIfAsk](body)
	case "weight":
		q.Weight, err = decodeTo[WeightAsk](body)
	case "ready":
		q.Ready, err = decodeTo[ReadyAsk](body)
	default:
		err = fmt.Errorf("there is no question %.40q", name)
	}
	return err
}

// Result is what an answer says; exactly one of the fields is set.
type Result struct {
	Explained  *Explained
	Changes    *Changes
	Grid       *Grid
	Compared   *Compared
	Fixes      *Fixes
	Exposures  *Exposures
	Blast      *Blast
	WhatIf     *WhatIf
	Weights    *Weights
	Checklists *Checklists
	Failed     *Failed
}

// Explained answers Why and Trace, one explanation a service.
type Explained struct {
	Explanations []Explanation `json:"explanations"`
}

// Changes answers Judgement.
type Changes struct {
	Difference
}

// Grid answers Matrix. Ends that nothing tells apart are one.
type Grid struct {
	Rows []GridRow `json:"rows"`
	To   []GridEnd `json:"to"`
	// FromCount and ToCount are how many ends fit; not all may be shown.
	FromCount int `json:"fromCount"`
	ToCount   int `json:"toCount"`
}

// GridRow is what one end may open, with a cell for each of the grid's To.
type GridRow struct {
	From  GridEnd    `json:"from"`
	Cells []GridCell `json:"cells"`
}

// GridEnd is a resource, a block that the design names, or "internet".
type GridEnd struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// More are the names of the others that it stands for, as many as are shown; Count is how many all are.
	More  []string `json:"more"`
	Count int      `json:"count"`
	// Outside: the id is a block of addresses or "internet".
	Outside bool `json:"outside,omitempty"`
}

// GridCell is what one end may open to another, such as "tcp 22,80-443; icmp 8"; empty for nothing.
type GridCell struct {
	Allowed string `json:"allowed,omitempty"`
	// Possible is there where some part is not known; then it holds what is allowed too.
	Possible string `json:"possible,omitempty"`
	// Self: an end that stands for nobody else, and itself.
	Self bool `json:"self,omitempty"`
}

// Failed says why there is no answer: the code of a structural rule that the tentative operations
// break, "unknown-element", "unknown-revision", "too-costly" or "not-supported".
type Failed struct {
	Code string `json:"code"`
	// Detail is in English.
	Detail string `json:"detail"`
}

// MarshalJSON writes {"kind":"explained",…}.
func (r Result) MarshalJSON() ([]byte, error) {
	switch {
	case r.Explained != nil:
		return tagged("kind", "explained", r.Explained)
	case r.Changes != nil:
		return tagged("kind", "changes", r.Changes)
	case r.Grid != nil:
		return tagged("kind", "grid", r.Grid)
	case r.Compared != nil:
		return tagged("kind", "compared", r.Compared)
	case r.Fixes != nil:
		return tagged("kind", "fixes", r.Fixes)
	case r.Exposures != nil:
		return tagged("kind", "exposures", r.Exposures)
	case r.Blast != nil:
		return tagged("kind", "blast", r.Blast)
	case r.WhatIf != nil:
		return tagged("kind", "whatif", r.WhatIf)
	case r.Weights != nil:
		return tagged("kind", "weights", r.Weights)
	case r.Checklists != nil:
		return tagged("kind", "checklists", r.Checklists)
	case r.Failed != nil:
		return tagged("kind", "failed", r.Failed)
	}
	return nil, fmt.Errorf("an empty result")
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Result) UnmarshalJSON(raw []byte) error {
	name, body, err := untag("kind", raw)
	if err != nil {
		return err
	}
	*r = Result{}
	switch name {
	case "explained":
		r.Explained, err = decodeTo[Explained](body)
	case "changes":
		r.Changes, err = decodeTo[Changes](body)
	case "grid":
		r.Grid, err = decodeTo[Grid](body)
	case "compared":
		r.Compared, err = decodeTo[Compared](body)
	case "fixes":
		r.Fixes, err = decodeTo[Fixes](body)
	case "exposures":
		r.Exposures, err = decodeTo[Exposures](body)
	case "blast":
		r.Blast, err = decodeTo[Blast](body)
	case "whatif":
		r.WhatIf, err = decodeTo[WhatIf](body)
	case "weights":
		r.Weights, err = decodeTo[Weights](body)
	case "checklists":
		r.Checklists, err = decodeTo[Checklists](body)
	case "failed":
		r.Failed, err = decodeTo[Failed](body)
	default:
		err = fmt.Errorf("there is no result %.40q", name)
	}
	return err
}

func decodeTo[T any](body []byte) (*T, error) {
	v, err := decodeAs[T](body)
	if err != nil {
		return nil, err
	}
	return &v, nil
}

var (
	_ json.Marshaler   = Question{}
	_ json.Unmarshaler = (*Question)(nil)
	_ json.Marshaler   = Result{}
	_ json.Unmarshaler = (*Result)(nil)
)

// Answer is the result of an ask, with the ask's id. Rev is the revision that was looked at.
type Answer struct {
	ID     int64  `json:"id"`
	Rev    int64  `json:"rev"`
	Result Result `json:"result"`
}
