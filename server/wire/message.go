package wire

import (
	"encoding/json"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// Hello is the first message of a client. Who it is stands in the cookie, never here.
type Hello struct {
	Proto  int    `json:"proto"`
	Schema int    `json:"schema"`
	Doc    string `json:"doc"`
	// Actor names the tab: 128 random bits in hexadecimal, kept for the tab's life.
	Actor string `json:"actor"`
	// Since is what the client has already; absent, it will fetch a snapshot.
	Since *Since `json:"since,omitempty"`
}

// Since is a revision in an epoch. A restore from a backup starts a new epoch.
type Since struct {
	Epoch string `json:"epoch"`
	Rev   int64  `json:"rev"`
}

// Edit asks for operations, all or none. Seq rises from edit to edit of an actor; the same one
// again is a resend.
type Edit struct {
	Seq int64 `json:"seq"`
	// Base is the revision that the author had seen.
	Base  int64      `json:"base"`
	Label string     `json:"label"`
	Ops   design.Ops `json:"ops"`
}

// Ask is a question about the design at the server's newest revision, or at an older one, with Ops
// tentatively on top. Only the newest question of a client is answered for certain.
type Ask struct {
	ID int64 `json:"id"`
	// Rev is the revision that the asker sees.
	Rev int64 `json:"rev"`
	// At is an older revision that the question is about, 0 among them; absent for the newest.
	At       *int64     `json:"at,omitempty"`
	Ops      design.Ops `json:"ops,omitempty"`
	Question Question   `json:"question"`
}

// Welcome answers hello. Then either the missed commits are in it, or Fetch tells the client to get
// the snapshot of Rev by HTTP.
type Welcome struct {
	Epoch string `json:"epoch"`
	Rev   int64  `json:"rev"`
	// Actor is the client's, or a new one where another tab has that already.
	Actor string `json:"actor"`
	Role  Role   `json:"role"`
	// LastSeq is the highest edit of the actor that the log holds.
	LastSeq int64    `json:"lastSeq"`
	Limits  Limits   `json:"limits"`
	Commits []Commit `json:"commits,omitempty"`
	Fetch   bool     `json:"fetch,omitempty"`
}

// Role is what the user may do with the diagram.
type Role string

// The roles.
const (
	RoleEditor Role = "editor"
	RoleViewer Role = "viewer"
)

// Commit says that an edit is on disk. To its author it is the acknowledgement, and has no
// operations where they were applied as sent. An acknowledgement of a resend names the old revision.
type Commit struct {
	Rev   int64      `json:"rev"`
	Actor string     `json:"actor"`
	Seq   int64      `json:"seq"`
	Ops   design.Ops `json:"ops,omitzero"`
	// Replace: the whole design is another one; fetch the snapshot of Rev.
	Replace bool `json:"replace,omitempty"`
}

// MarshalJSON writes the type too: a commit also stands inside a welcome.
func (c Commit) MarshalJSON() ([]byte, error) {
	type plain Commit
	return tagged("type", c.messageType(), plain(c))
}

// UnmarshalJSON reads a commit with or without its type.
func (c *Commit) UnmarshalJSON(raw []byte) error {
	type plain Commit
	body := struct {
		Type string `json:"type"`
		plain
	}{}
	if err := json.Unmarshal(raw, &body); err != nil {
		return err
	}
	*c = Commit(body.plain)
	return nil
}

// Reject says that an edit was refused and why. Its number is used up.
type Reject struct {
	Seq int64 `json:"seq"`
	// Code is that of the structural rule, or "read-only" or "storage-full".
	Code     string       `json:"code"`
	Element  string       `json:"element"`
	Property string       `json:"property"`
	Text     message.Text `json:"text"`
	// Rev is the revision that the edit did not fit.
	Rev int64 `json:"rev"`
}

// Bye ends a connection and says when to come back.
type Bye struct {
	Reason ByeReason `json:"reason"`
	// RetryAfter is in milliseconds; 0 means not by itself.
	RetryAfter int `json:"retryAfter"`
	// Detail is for developers, in English.
	Detail string `json:"detail,omitempty"`
}

// ByeReason is why the server ends a connection.
type ByeReason string

// The reasons with their close codes in CloseCodes.
const (
	// ByeSlow: the client does not read as fast as others write.
	ByeSlow ByeReason = "slow"
	// ByeUpgrade: the client speaks another protocol or schema; load the page again.
	ByeUpgrade ByeReason = "upgrade"
	// ByeRevoked: the session ended or lost its right.
	ByeRevoked ByeReason = "revoked"
	// ByeRestart: the server is going down and will be back.
	ByeRestart ByeReason = "restart"
	// ByeProtocol: the client sent what no client sends.
	ByeProtocol ByeReason = "protocol"
	// ByeGone: there is no such diagram.
	ByeGone ByeReason = "gone"
	// ByeFailed: the server could not read or write the diagram.
	ByeFailed ByeReason = "failed"
)

// CloseCodes are the websocket close codes, in the range kept for applications.
var CloseCodes = map[ByeReason]int{
	ByeSlow: 4000, ByeUpgrade: 4001, ByeRevoked: 4002, ByeRestart: 4003,
	ByeProtocol: 4004, ByeGone: 4005, ByeFailed: 4006,
}

func (Hello) messageType() string    { return "hello" }
func (Edit) messageType() string     { return "edit" }
func (Ask) messageType() string      { return "ask" }
func (Welcome) messageType() string  { return "welcome" }
func (Commit) messageType() string   { return "commit" }
func (Reject) messageType() string   { return "reject" }
func (Analysis) messageType() string { return "analysis" }
func (Answer) messageType() string   { return "answer" }
func (Bye) messageType() string      { return "bye" }

// CommitFrame is Encode of a commit whose operations are JSON already; nil stands for "as sent".
// A room writes many, and each to many.
func CommitFrame(rev int64, actor string, seq int64, ops json.RawMessage) []byte {
	b := make([]byte, 0, len(ops)+len(actor)+80)
	b = append(b, `{"type":"commit","rev":`...)
	b = strconv.AppendInt(b, rev, 10)
	b = append(b, `,"actor":"`...)
	b = append(b, actor...) // hexadecimal
	b = append(b, `","seq":`...)
	b = strconv.AppendInt(b, seq, 10)
	if ops != nil {
		b = append(append(b, `,"ops":`...), ops...)
	}
	return append(b, '}')
}

// ReplaceFrame is Encode of a commit that says only that the design is another one.
func ReplaceFrame(rev int64, actor string, seq int64) []byte {
	frame := CommitFrame(rev, actor, seq, nil)
	return append(frame[:len(frame)-1], `,"replace":true}`...)
}
