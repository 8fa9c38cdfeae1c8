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
}

// Why explains the verdict of a flow.
type Why struct {
	Flow string `json:"flow"`
}

// Trace explains a conversation that need not be in the design.
type Trace struct {
	From    design.End     `json:"from"`
	To      design.End     `json:"to"`
	Service design.Service `json:"service"`
	Family  string         `json:"family,omitempty"`
}

// Consequence asks what the tentative operations would change.
type Consequence struct{}

// MarshalJSON writes {"kind":"why",…}.
func (q Question) MarshalJSON() ([]byte, error) {
	switch {
	case q.Why != nil:
		return tagged("kind", "why", q.Why)
	case q.Trace != nil:
		return tagged("kind", "trace", q.Trace)
	case q.Consequence != nil:
		return tagged("kind", "consequence", q.Consequence)
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
	default:
		err = fmt.Errorf("there is no question %.40q", name)
	}
	return err
}

// Result is what an answer says; exactly one of the fields is set.
type Result struct {
	Explained *Explained
	Changes   *Changes
	Failed    *Failed
}

// Explained answers Why and Trace, one explanation a service.
type Explained struct {
	Explanations []Explanation `json:"explanations"`
}

// Changes answers Consequence: how the judgement with the tentative operations differs from the one without.
type Changes struct {
	Difference
}

// Failed says why there is no answer: the code of a structural rule that the tentative operations
// break, "unknown-element", "too-costly" or "not-supported".
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
