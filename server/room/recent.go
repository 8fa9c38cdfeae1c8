package room

import (
	"bytes"
	"encoding/json"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// The newest commits stay in memory for clients that come back after a short while.
const (
	maxRecent      = 1024
	maxRecentBytes = 4 << 20
)

// entry is one commit of the log.
type entry struct {
	rev    int64
	actor  string
	seq    int64
	digest store.Hash
	// body are the operations as applied, as they stand in the log.
	body    json.RawMessage
	replace bool
}

// replaceBody stands in the log for a revision that is known by its snapshot alone.
var replaceBody = json.RawMessage(`{"replace":true}`)

func entryOf(e store.Edit) entry {
	return entry{e.Rev, e.Actor, e.Seq, e.Digest, e.Body, bytes.Equal(e.Body, replaceBody)}
}

// commit is the message about the entry.
func (e entry) commit() wire.Commit {
	c := wire.Commit{Rev: e.rev, Actor: e.actor, Seq: e.seq, Replace: e.replace}
	if !e.replace {
		var ops design.Ops
		if json.Unmarshal(e.body, &ops) == nil { // it was written by json.Marshal of Ops
			c.Ops = ops
		}
	}
	return c
}

// recent is the tail of the log, oldest first, without a gap.
type recent struct {
	entries []entry
	bytes   int
}

func (l *recent) add(e entry) {
	l.entries = append(l.entries, e)
	l.bytes += len(e.body)
	drop := 0
	for len(l.entries)-drop > maxRecent || l.bytes > maxRecentBytes {
		l.bytes -= len(l.entries[drop].body)
		drop++
	}
	if drop > 0 {
		clear(l.entries[:drop]) // the bodies go, though the array stays for a while
		l.entries = l.entries[drop:]
	}
}

// after are the commits behind rev up to head; not ok when some of them are not here any more.
func (l *recent) after(rev, head int64) ([]entry, bool) {
	if rev == head {
		return nil, true
	}
	if rev < 0 || rev > head || len(l.entries) == 0 || l.entries[0].rev > rev+1 {
		return nil, false
	}
	return l.entries[rev+1-l.entries[0].rev:], true
}

// find looks for an edit by its number, newest first.
func (l *recent) find(actor string, seq int64) (entry, bool) {
	for i := len(l.entries) - 1; i >= 0; i-- {
		if e := l.entries[i]; e.actor == actor && e.seq == seq {
			return e, true
		}
	}
	return entry{}, false
}
