package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/store"
)

// patience is how long the home page waits for diagrams that are not judged yet; the
// others show at its next visit.
const patience = 400 * time.Millisecond

// judge counts broken flows for the home page, one diagram at a time, off the
// requests: the page of a large installation must not wait for all of them.
type judge struct {
	engine string
	// until ends the work with the server.
	until context.Context

	mu sync.Mutex
	// busy is closed when the work under way is done; nil while there is none.
	busy chan struct{}
}

func newJudge() *judge { return &judge{engine: thisEngine()} }

var thisEngine = sync.OnceValue(engineVersion)

// engineVersion is the same for the same program only: its own digest, which a build
// cannot forget to set. A program that cannot read itself shares its judgements with nobody.
func engineVersion() string {
	path, err := os.Executable()
	if err != nil {
		return rand.Text()
	}
	file, err := os.Open(path)
	if err != nil {
		return rand.Text()
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return rand.Text()
	}
	return hex.EncodeToString(hash.Sum(nil)[:16])
}

// summaries tells what is known, after a short wait for what is not.
func (s *Server) summaries(ctx context.Context, diagrams []store.Diagram) (map[string]store.Summary, error) {
	known, err := s.store.Summaries(ctx, s.judge.engine)
	if err != nil {
		return nil, err
	}
	stale := []store.Diagram{}
	for _, d := range diagrams {
		if m, ok := known[d.ID]; !ok || m.Rev != d.Head {
			stale = append(stale, d)
		}
	}
	if len(stale) == 0 {
		return known, nil
	}
	select {
	case <-s.judging(stale):
	case <-time.After(patience):
	case <-ctx.Done():
	}
	return s.store.Summaries(ctx, s.judge.engine)
}

// judging starts to judge, or joins the work under way: whoever asks meanwhile, asks
// for much the same.
func (s *Server) judging(stale []store.Diagram) <-chan struct{} {
	j := s.judge
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.busy != nil {
		return j.busy
	}
	done := make(chan struct{})
	if j.until.Err() != nil { // going down
		close(done)
		return done
	}
	j.busy = done
	s.running.Go(func() {
		for _, d := range stale {
			if err := s.summarise(j.until, d); err != nil && j.until.Err() == nil {
				s.log.Warn("a diagram was not judged", "diagram", d.ID, "rev", d.Head, "error", err)
			}
		}
		j.mu.Lock()
		defer j.mu.Unlock()
		j.busy = nil
		close(done)
	})
	return done
}

// summarise judges the flows of a revision. One strange design must not end the server.
func (s *Server) summarise(ctx context.Context, d store.Diagram) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	at, err := s.rooms.At(ctx, d.ID, d.Head)
	if err != nil {
		return err
	}
	network := reach.Compile(at)
	m := store.Summary{Diagram: d.ID, Rev: d.Head, Engine: s.judge.engine, Flows: len(at.Flows)}
	for _, flow := range at.Flows {
		switch verdict.Judge(network, flow).Holds {
		case verdict.No:
			m.Broken++
		case verdict.Unknown:
			m.Unknown++
		}
	}
	return s.store.SaveSummary(ctx, m)
}
