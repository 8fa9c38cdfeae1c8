package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"time"
)

// checkEdits fills what may be left out and refuses what no log may hold. Both
// implementations start here, so that they refuse alike.
func checkEdits(diagram string, edits []Edit) ([]Edit, error) {
	out := make([]Edit, len(edits))
	for i, e := range edits {
		if e.Actor == "" || e.Seq < 1 || e.Rev < 0 {
			return nil, fmt.Errorf("diagram %s: edit %q %d: %w: actor and a positive number are needed", diagram, e.Actor, e.Seq, ErrInvalid)
		}
		if !json.Valid(e.Body) {
			return nil, fmt.Errorf("diagram %s: edit %q %d: %w: the body is not JSON", diagram, e.Actor, e.Seq, ErrInvalid)
		}
		if e.Snapshot != nil && !json.Valid(e.Snapshot) {
			return nil, fmt.Errorf("diagram %s: edit %q %d: %w: the snapshot is not JSON", diagram, e.Actor, e.Seq, ErrInvalid)
		}
		if e.Digest == (Hash{}) {
			e.Digest = sha256.Sum256(append([]byte(e.Label+"\x00"), e.Body...))
		}
		e.At = millis(e.At)
		out[i] = e
	}
	return out, nil
}

// checkNewDiagram leaves nothing to refuse once the diagram is being written.
func checkNewDiagram(d NewDiagram) (NewDiagram, error) {
	if n := len(d.ID); n < 10 || n > 16 {
		return d, fmt.Errorf("diagram %q: %w: an id has 10 to 16 characters", d.ID, ErrInvalid)
	}
	if !json.Valid(d.Design) {
		return d, fmt.Errorf("diagram %s: %w: the design is not JSON", d.ID, ErrInvalid)
	}
	var err error
	if d.Edits, err = checkEdits(d.ID, d.Edits); err != nil {
		return d, err
	}
	sent := map[actorSeq]bool{}
	for i, e := range d.Edits {
		key := actorSeq{e.Actor, e.Seq}
		if sent[key] || (e.Rev != 0 && e.Rev != int64(i)+1) {
			return d, fmt.Errorf("diagram %s: edit %q %d: %w: each comes once, from rev 1 on", d.ID, e.Actor, e.Seq, ErrInvalid)
		}
		sent[key] = true
	}
	return d, checkFirstVersions(d)
}

func checkFirstVersions(d NewDiagram) error {
	type pin struct {
		rev  int64
		name string
	}
	seen := map[pin]bool{}
	for _, v := range d.Versions {
		at := pin{v.Rev, v.Name}
		if seen[at] || v.Rev < 0 || v.Rev > int64(len(d.Edits)) {
			return fmt.Errorf("diagram %s: version %q of rev %d: %w: each names a rev of the log once", d.ID, v.Name, v.Rev, ErrInvalid)
		}
		seen[at] = true
	}
	return nil
}

// millis is the time as it comes back from disk.
func millis(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }

// millisOrZero and fromMillisOrZero keep the zero time as 0.
func millisOrZero(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillisOrZero(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return fromMillis(ms)
}

func fromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// receiptFor decides what an edit gets, given the rev that the log is at and the
// edit that is there under the same number, if any.
func receiptFor(diagram string, head int64, e Edit, old *Edit) (Receipt, error) {
	if old != nil {
		if old.Digest != e.Digest {
			return Receipt{}, fmt.Errorf("diagram %s: actor %s sent number %d before: %w", diagram, e.Actor, e.Seq, ErrSeqReused)
		}
		return Receipt{Rev: old.Rev, Again: true}, nil
	}
	if e.Rev != 0 && e.Rev != head+1 {
		return Receipt{}, fmt.Errorf("diagram %s: an edit for rev %d, the log is at %d: %w", diagram, e.Rev, head, ErrConflict)
	}
	return Receipt{Rev: head + 1}, nil
}

// sums are digests over a record's own fields. SQLite does not checksum its
// pages: without these a flipped bit in a body would be served as a document.
type sum struct{ h hash.Hash }

func newSum(kind string) sum { return sum{sha256.New()}.text(kind) }

// text writes the length first, so that moving a byte between two fields shows.
func (s sum) text(v string) sum { return s.bytes([]byte(v)) }

func (s sum) bytes(v []byte) sum {
	s.number(int64(len(v)))
	s.h.Write(v)
	return s
}

func (s sum) number(v int64) sum {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(v))
	s.h.Write(b[:])
	return s
}

func (s sum) sum() []byte { return s.h.Sum(nil)[:8] }

func (d Diagram) sum() []byte {
	s := newSum("diagram").text(d.ID).text(d.Name).number(d.Head).text(d.Epoch).
		number(d.Created.UnixMilli()).number(d.Changed.UnixMilli())
	if !d.Deleted.IsZero() {
		s = s.number(d.Deleted.UnixMilli())
	}
	return s.sum()
}

func (e Edit) sum(diagram string) []byte {
	return newSum("edit").text(diagram).number(e.Rev).text(e.Actor).number(e.Seq).text(e.By).
		number(e.At.UnixMilli()).text(e.Label).bytes(e.Digest[:]).bytes(e.Body).sum()
}

func (r AuditRow) sum() []byte {
	return newSum("audit").number(r.At.UnixMilli()).text(r.User).text(r.Action).text(r.Diagram).text(r.Detail).sum()
}

func snapshotSum(diagram string, rev int64, design []byte) []byte {
	return newSum("snapshot").text(diagram).number(rev).bytes(design).sum()
}

func sameSum(a, b []byte) bool { return bytes.Equal(a, b) }

// contiguous refuses a log with a gap: it would fold into another document.
func contiguous(diagram string, after int64, edits []Edit) error {
	for i, e := range edits {
		if e.Rev != after+int64(i)+1 {
			return fmt.Errorf("diagram %s: rev %d is missing: %w", diagram, after+int64(i)+1, ErrCorrupt)
		}
	}
	return nil
}

func checkSnapshot(diagram string, rev int64, design []byte) error {
	if !json.Valid(design) {
		return fmt.Errorf("diagram %s: snapshot of rev %d: %w: not JSON", diagram, rev, ErrInvalid)
	}
	return nil
}
