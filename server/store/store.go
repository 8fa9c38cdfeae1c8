// Package store keeps diagrams and sessions. A diagram is a log of edits with
// snapshots; an edit is acknowledged only after it is on disk. There are two
// implementations, SQLite and memory, and one conformance suite holds both.
//
// The bodies of edits and snapshots are opaque JSON here: what they mean is the
// engine's business.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Head asks Load for the newest rev.
const Head int64 = -1

// The ways in which a store refuses. Callers test with errors.Is; the text that
// wraps them names the diagram and the rev.
var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")
	ErrInvalid  = errors.New("not a valid record")
	// ErrSeqReused: this actor used the number for another edit.
	ErrSeqReused = errors.New("sequence number used for another edit")
	// ErrConflict: the edit was made for another rev than the one it would get,
	// so someone else writes to the same diagram.
	ErrConflict = errors.New("the log has moved on")
	// ErrFull: nothing was stored because the disk is full; what was stored before is safe.
	ErrFull = errors.New("the disk is full")
	// ErrBroken: writing failed and the process is about to end. After a failed
	// sync nobody knows which pages reached the disk, so nothing is tried again.
	ErrBroken = errors.New("storage failed")
	// ErrBusy: another program, such as a shell on the file, holds the database.
	ErrBusy = errors.New("another program holds the database")
	// ErrCorrupt: what is on disk is not what was written.
	ErrCorrupt = errors.New("the database is damaged")
	// ErrForeign: the file is no vpcanvas database.
	ErrForeign = errors.New("not a vpcanvas database")
	// ErrNewer: a newer vpcanvas wrote the database.
	ErrNewer  = errors.New("the database was written by a newer vpcanvas")
	ErrClosed = errors.New("the store is closed")
)

// Store is all that the server keeps.
type Store interface {
	Diagrams
	Log
	Sessions
	Trail
	// Instance is the random name of this installation, made once.
	Instance() string
	// Ping tells whether the store can still read.
	Ping(ctx context.Context) error
	// Close waits for the writes under way.
	Close() error
}

// Diagrams is the list of what can be opened.
type Diagrams interface {
	// CreateDiagram starts a log with the design as its snapshot at rev 0. The edits
	// and versions that it begins with come with it, all or nothing.
	CreateDiagram(ctx context.Context, d NewDiagram) error
	Diagram(ctx context.Context, id string) (Diagram, error)
	// ListDiagrams is sorted by last change, newest first, then by id. The deleted
	// ones are among them.
	ListDiagrams(ctx context.Context) ([]Diagram, error)
	// SetDeleted hides a diagram from now on; the zero time takes that back. Nothing
	// of it is lost, and the time of a diagram that is deleted already stays.
	SetDeleted(ctx context.Context, id string, at time.Time) error
	// Purge removes a diagram with its whole history, if it was deleted before a time;
	// any other stays, and that is no error.
	Purge(ctx context.Context, id string, before time.Time) error
	// SaveSummary keeps what is known about a rev, in place of what was known before.
	SaveSummary(ctx context.Context, s Summary) error
	// Summaries are those that an engine made, by diagram.
	Summaries(ctx context.Context, engine string) (map[string]Summary, error)
	// Pin names a rev for ever; compaction will keep it.
	Pin(ctx context.Context, v Version) error
	// Versions is sorted by rev, then by name.
	Versions(ctx context.Context, diagram string) ([]Version, error)
}

// Log is the edits and snapshots of the diagrams.
type Log interface {
	// Append adds edits in their order, all or none, and returns after they are on
	// disk. An edit that is in the log already (same actor, seq and digest) is not
	// added: its receipt has the old rev. ctx counts only while waiting in the
	// queue; from then on the outcome is always reported.
	Append(ctx context.Context, diagram string, edits []Edit) ([]Receipt, error)
	// Find is the edit that an actor sent under a number, or ErrNotFound.
	Find(ctx context.Context, diagram, actor string, seq int64) (Edit, error)
	// LastSeq is the highest number an actor has in the log, 0 when none.
	LastSeq(ctx context.Context, diagram, actor string) (int64, error)
	// Edits returns those after a rev, at most limit of them (0 = all).
	Edits(ctx context.Context, diagram string, after int64, limit int) ([]Edit, error)
	// SaveSnapshot stores the whole design as of a rev of the log. A snapshot that
	// is there already stays.
	SaveSnapshot(ctx context.Context, diagram string, rev int64, design []byte) error
	// Load returns the newest snapshot not after rev and the edits from there to
	// rev; Head means the newest rev. A rev that does not exist is ErrNotFound.
	Load(ctx context.Context, diagram string, rev int64) (Loaded, error)
}

// Sessions are kept by the hash of their secret, never by the secret.
type Sessions interface {
	SaveSession(ctx context.Context, s Session) error
	Session(ctx context.Context, hash Hash) (Session, error)
	// TouchSession moves Seen forward; a session that is gone stays gone.
	TouchSession(ctx context.Context, hash Hash, seen time.Time) error
	// DeleteSession of one that is gone is no error: logging out twice is harmless.
	DeleteSession(ctx context.Context, hash Hash) error
	// DropSessions deletes those last seen before idle or created before absolute.
	DropSessions(ctx context.Context, idle, absolute time.Time) error
}

// Trail is the audit: what people did that others may ask about later. Rows are only
// ever added, and outlive what they speak of.
type Trail interface {
	// Record adds a row and returns after it is on disk.
	Record(ctx context.Context, r AuditRow) error
	// AuditRows are those after a serial in their order, at most limit of them (0 = all).
	AuditRows(ctx context.Context, after int64, limit int) ([]AuditRow, error)
}

// AuditRow is one row of the audit. Serial rises with each row; Record sets it.
type AuditRow struct {
	Serial int64
	At     time.Time
	// User is "" for what the server does by itself.
	User, Action string
	// Diagram is an id, or "" where none is meant.
	Diagram string
	// Detail is the object's name, a format, a revision: whatever makes the row readable alone.
	Detail string
}

// Hash is a SHA-256.
type Hash [32]byte

// NewDiagram is what a diagram starts with.
type NewDiagram struct {
	ID, Name string
	At       time.Time
	Design   []byte
	// Edits get the revs from 1; Versions name revs of these. Both may be empty.
	Edits    []Edit
	Versions []Version
}

// Diagram is a row of the home page.
type Diagram struct {
	ID, Name string
	// Head is the newest rev; 0 means that there was no edit yet.
	Head int64
	// Epoch is new after each restore from a backup.
	Epoch            string
	Created, Changed time.Time
	// Deleted is when; zero while the diagram is not.
	Deleted time.Time
}

// Summary is a cache: what an engine says about a rev of a diagram.
type Summary struct {
	Diagram string
	Rev     int64
	// Engine names the program that judged.
	Engine                 string
	Flows, Broken, Unknown int
}

// Edit is one entry of a log. Times are kept to the millisecond.
type Edit struct {
	// Rev is the rev the caller applied this edit for; 0 takes the next one.
	Rev   int64
	Actor string
	Seq   int64
	// By is the user behind the actor.
	By    string
	At    time.Time
	Label string
	// Digest identifies what the client sent. The body is no measure of that:
	// normalising the same request later may give other ops. Zero means the digest
	// of label and body.
	Digest Hash
	Body   json.RawMessage

	// Name is the diagram's name after this edit, when the edit changed it. It is
	// written to the diagram and not kept with the edit.
	Name string
	// Snapshot is the design after this edit, stored with it in one transaction;
	// for a replace, whose edit says only that the snapshot counts.
	Snapshot []byte
}

// Receipt tells where an edit is in the log.
type Receipt struct {
	Rev int64
	// Again: the edit was there before, this was a resend.
	Again bool
}

// Loaded is a design as a snapshot and the edits to fold onto it.
type Loaded struct {
	Diagram Diagram
	// SnapshotRev is the rev of Snapshot; Edits go from the next one to the rev asked for.
	SnapshotRev int64
	Snapshot    []byte
	Edits       []Edit
}

// Version is a rev with a name.
type Version struct {
	Diagram string
	Rev     int64
	Name    string
	By      string
	At      time.Time
}

// Session is a login that lasts.
type Session struct {
	Hash          Hash
	User          string
	Created, Seen time.Time
}

// LockedError: another server uses the data folder. Two of them would each
// believe to own the order of edits.
type LockedError struct {
	Dir string
	// PID is the other server's, or 0 when it could not be read.
	PID int
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("the data folder %s is in use by another vpcanvas server", e.Dir)
	}
	return fmt.Sprintf("the data folder %s is in use by another vpcanvas server (process %d)", e.Dir, e.PID)
}
