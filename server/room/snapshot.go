package room

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
)

const (
	// snapshotEvery bounds how many edits are folded when a diagram is opened.
	snapshotEvery = 256
	// worthSaving is how many edits make a snapshot worth while when a room closes.
	worthSaving = 32
)

// saveInBackground keeps the state at rest, one snapshot at a time.
func (r *room) saveInBackground() {
	if r.saving {
		return
	}
	r.saving = true
	at := r.stateAtRest()
	go func() {
		r.save(at)
		r.post(func() { r.saving, r.saved = false, max(r.saved, at.rev) })
	}()
}

// save keeps a snapshot. A failure costs only time at the next start: the log has all.
func (r *room) save(at *state) {
	raw, err := design.Encode(at.design)
	if err == nil {
		err = r.hub.store.SaveSnapshot(context.Background(), r.id, at.rev, raw)
	}
	if err != nil {
		r.hub.opts.Log.Warn("snapshot not saved", "diagram", r.id, "rev", at.rev, "error", err)
	}
}

// snapshots are the newest revisions as clients get them, compressed. After a restart all clients
// ask for the same one.
type snapshots struct {
	mu   sync.Mutex
	kept []snapshot
}

type snapshot struct {
	rev          int64
	plain, small []byte
}

const maxSnapshots = 2

// get finds a snapshot or makes it of the design's canonical bytes; everybody else who asks meanwhile waits for the
// same work.
func (c *snapshots) get(epoch string, rev int64, encoded func() ([]byte, error)) (snapshot, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.kept {
		if s.rev == rev {
			return s, nil
		}
	}
	raw, err := encoded()
	if err != nil {
		return snapshot{}, err
	}
	s := snapshot{rev: rev}
	if s.plain, err = bodyOf(epoch, rev, raw); err != nil {
		return snapshot{}, err
	}
	if s.small, err = compressed(s.plain); err != nil {
		return snapshot{}, err
	}
	c.kept = append(c.kept, s)
	if len(c.kept) > maxSnapshots {
		c.kept = c.kept[1:]
	}
	return s, nil
}

// bodyOf is what a client gets: {epoch, rev, design}. The design is put in as it is: encoding/json would read
// all of it once more.
func bodyOf(epoch string, rev int64, raw []byte) ([]byte, error) {
	name, err := json.Marshal(epoch)
	if err != nil {
		return nil, err
	}
	b := fmt.Appendf(make([]byte, 0, len(raw)+100), `{"epoch":%s,"rev":%d,"design":`, name, rev)
	return append(append(b, raw...), '}'), nil
}

func compressed(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(raw); err != nil {
		return nil, err
	}
	err = z.Close()
	return b.Bytes(), err
}

// ServeSnapshot answers GET …/snapshot?rev=N with {epoch, rev, design} of that revision, of the
// newest one without rev. The caller has decided that the user may read the diagram.
func (h *Hub) ServeSnapshot(w http.ResponseWriter, req *http.Request, id string) {
	rev := store.Head
	if text := req.URL.Query().Get("rev"); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			http.Error(w, "rev is a revision number", http.StatusBadRequest)
			return
		}
		rev = n
	}
	s, epoch, err := h.snapshot(req.Context(), id, rev)
	if err != nil {
		h.httpError(w, err)
		return
	}
	tag := fmt.Sprintf(`"%s-%d"`, epoch, s.rev)
	head := w.Header()
	head.Set("Content-Type", "application/json; charset=utf-8")
	head.Set("Cache-Control", "private, no-cache")
	head.Set("Vary", "Accept-Encoding")
	head.Set("ETag", tag)
	if req.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	sent := s.plain
	if acceptsGzip(req) {
		head.Set("Content-Encoding", "gzip")
		sent = s.small
	}
	head.Set("Content-Length", strconv.Itoa(len(sent)))
	_, _ = w.Write(sent) // a client that went away is no error of ours
}

func acceptsGzip(req *http.Request) bool {
	for part := range strings.SplitSeq(req.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(name, "gzip") && strings.ReplaceAll(q, " ", "") != "q=0" {
			return true
		}
	}
	return false
}

func (h *Hub) snapshot(ctx context.Context, id string, rev int64) (snapshot, string, error) {
	r, s, err := h.enter(ctx, id)
	if err != nil {
		return snapshot{}, "", err
	}
	defer h.leave(id, s)
	at, err := r.settledState(ctx)
	if err != nil {
		return snapshot{}, "", err
	}
	if rev == store.Head {
		rev = at.rev
	}
	made, err := r.copies.get(r.epoch, rev, func() ([]byte, error) {
		if rev == at.rev {
			return design.Encode(at.design)
		}
		old, err := h.At(ctx, id, rev)
		if err != nil {
			return nil, err
		}
		return design.Encode(old)
	})
	return made, r.epoch, err
}

// httpError is the one place that gives errors of rooms their HTTP status.
func (h *Hub) httpError(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		http.Error(w, "there is no such diagram or revision", http.StatusNotFound)
	case errors.Is(err, ErrClosed):
		w.Header().Set("Retry-After", "1")
		http.Error(w, "the server is restarting", http.StatusServiceUnavailable)
	case errors.Is(err, context.Canceled):
		w.WriteHeader(499) // nobody reads it
	default:
		h.opts.Log.Error("request failed", "error", err)
		http.Error(w, "the diagram cannot be read", http.StatusInternalServerError)
	}
}
