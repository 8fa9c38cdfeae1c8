package kind

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Name names a resource kind, as it stands in a design file.
type Name string

// Internet is the reserved id that always exists.
const Internet = "internet"

// Ref names another resource. Exactly one of ID, Gone and External is set; the zero Ref names none.
type Ref struct {
	// ID of a resource in the design, or a reserved word that the field allows ("none", "auto").
	ID string
	// Gone stands where the resource was deleted: a blackhole route, a stale group (semantics 14, 61).
	Gone *Gone
	// External names something outside the design.
	External *External
}

// Gone remembers what a reference pointed at before it was deleted.
type Gone struct {
	Kind Name   `json:"kind"`
	Name string `json:"name"`
}

// External is an AWS resource that the design does not hold.
type External struct {
	AWSID   string `json:"awsId"`
	Account string `json:"account,omitzero"`
	Region  string `json:"region,omitzero"`
}

// To is the Ref to a resource with that id, or the reserved word.
func To(id string) Ref { return Ref{ID: id} }

// IsZero reports a Ref that names nothing; encoding/json's omitzero asks.
func (r Ref) IsZero() bool { return r.ID == "" && r.Gone == nil && r.External == nil }

// Equal compares what two Refs name, not where their parts are stored.
func (r Ref) Equal(o Ref) bool {
	same := func(a, b bool) bool { return a == b }
	return r.ID == o.ID &&
		same(r.Gone == nil, o.Gone == nil) && (r.Gone == nil || *r.Gone == *o.Gone) &&
		same(r.External == nil, o.External == nil) && (r.External == nil || *r.External == *o.External)
}

// MarshalJSON writes an id as a string, the two others as an object with one key.
func (r Ref) MarshalJSON() ([]byte, error) {
	switch {
	case r.Gone != nil:
		return json.Marshal(map[string]*Gone{"gone": r.Gone})
	case r.External != nil:
		return json.Marshal(map[string]*External{"external": r.External})
	}
	return json.Marshal(r.ID)
}

// UnmarshalJSON reads what MarshalJSON writes, and nothing else.
func (r *Ref) UnmarshalJSON(b []byte) error {
	*r = Ref{}
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &r.ID)
	}
	var obj struct {
		Gone     *Gone     `json:"gone"`
		External *External `json:"external"`
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&obj); err != nil || (obj.Gone == nil) == (obj.External == nil) {
		return fmt.Errorf("a reference is an id, {\"gone\":…} or {\"external\":…}")
	}
	r.Gone, r.External = obj.Gone, obj.External
	return nil
}
