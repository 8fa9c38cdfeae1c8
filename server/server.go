// Package server puts the studio on HTTP: it opens the store, guards and serves the
// routes, and goes down in order.
package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"vpcanvas/server/auth"
	"vpcanvas/server/room"
	"vpcanvas/server/store"
)

const (
	// drain is how long open connections have to say goodbye.
	drain = 5 * time.Second
	// sweepEvery is how often what ran out is forgotten: sessions, tokens, deleted diagrams.
	sweepEvery = time.Hour
	// addressFile in the data folder tells `vpcanvas url` where the server is.
	addressFile = "server.json"
)

// Options are what a server starts with.
type Options struct {
	// Dir is the data folder.
	Dir string
	// Listen is a loopback address with a port; port 0 takes a free one.
	Listen string
	// Base is the path that the server lives under; "" is "/".
	Base string
	// Public is the address that people open when it is not the one listened on; "" else.
	Public string
	// TLSCert and TLSKey are files; both or none.
	TLSCert, TLSKey string
	// Now is the clock; nil is the real one.
	Now func() time.Time
	// Log gets what operators want to know; nil drops it.
	Log *slog.Logger
	// Store is passed to store.Open.
	Store store.Options
}

// Server is one studio. Start makes it, Shutdown ends it.
type Server struct {
	log    *slog.Logger
	now    func() time.Time
	base   string
	public string
	store  store.Store
	gate   *auth.Gate
	tokens auth.Tokens
	rooms  *room.Hub
	assets assets
	judge  *judge
	http   *http.Server
	// secure is kept apart: net/http makes a TLSConfig of its own even for plain HTTP.
	secure  bool
	address string
	dir     string

	stop    context.CancelFunc
	running sync.WaitGroup
	failed  chan error
}

// address is what addressFile holds.
type address struct {
	URL string `json:"url"`
	PID int    `json:"pid"`
}

// Start opens the data folder and serves. A first start makes a diagram from a
// template, so that there is something to look at.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	base, err := cleanBase(o.Base)
	if err != nil {
		return nil, err
	}
	secure, err := tlsConfig(o.TLSCert, o.TLSKey)
	if err != nil {
		return nil, err
	}
	public, err := publicOrigin(o.Public, base)
	if err != nil {
		return nil, err
	}
	if err := checkListen(o.Listen, public); err != nil {
		return nil, err
	}
	st, err := store.Open(ctx, o.Dir, o.Store)
	if err != nil {
		return nil, err
	}
	s := &Server{log: o.Log, now: o.Now, base: base, public: public, store: st, dir: o.Dir, tokens: auth.Tokens{Dir: o.Dir}, assets: loadAssets(), judge: newJudge(), failed: make(chan error, 2)}
	s.gate = auth.New(auth.Config{
		Sessions: st, Tokens: s.tokens, Instance: st.Instance(), Base: base, Now: o.Now,
		TLS: secure != nil || strings.HasPrefix(public, "https:"), Public: public,
	})
	s.rooms = room.NewHub(st, &room.Engine{}, room.Options{
		CheckOrigin: func(r *http.Request) bool { return s.gate.CheckUpgrade(r) == nil },
		Log:         o.Log,
	})
	s.secure = secure != nil
	s.http = newHTTP(s.routes(), secure, o.Log)
	if err := s.serve(ctx, o.Listen); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return s, nil
}

// serve makes the first diagram, binds the port and begins.
func (s *Server) serve(ctx context.Context, listen string) error {
	listeners, err := bind(listen)
	if err != nil {
		return err
	}
	scheme := "http://"
	if s.secure {
		scheme = "https://"
	}
	s.address = cmp.Or(s.public, scheme+shownHost(listen, listeners[0])) + s.base
	err = s.firstDiagram(ctx)
	if err == nil {
		err = s.writeAddress()
	}
	if err != nil {
		for _, l := range listeners {
			l.Close()
		}
		return err
	}
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.stop = stop
	s.judge.until = background
	s.running.Go(func() { s.sweep(background) })
	for _, l := range listeners {
		s.running.Go(func() { s.accept(l) })
	}
	return nil
}

func (s *Server) accept(l net.Listener) {
	var err error
	if s.secure {
		err = s.http.ServeTLS(l, "", "")
	} else {
		err = s.http.Serve(l)
	}
	if !errors.Is(err, http.ErrServerClosed) {
		s.failed <- err
	}
}

// sweep tidies now and every hour.
func (s *Server) sweep(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		s.tidy(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Failed tells that the server stopped serving by itself.
func (s *Server) Failed() <-chan error { return s.failed }

// Address is where the server is reached, with a slash at the end.
func (s *Server) Address() string { return s.address }

// LoginURL is an address that logs in whoever opens it first. The token stands in
// the fragment, which browsers keep to themselves: no log, no referrer.
func (s *Server) LoginURL() (string, error) { return loginURL(s.tokens, s.address) }

func loginURL(tokens auth.Tokens, address string) (string, error) {
	token, err := tokens.Issue()
	if err != nil {
		return "", err
	}
	return address + "#token=" + token, nil
}

// LoginURL is a fresh login address of the server that runs on a data folder.
func LoginURL(dir string) (string, error) {
	_, running, err := store.Running(dir)
	if err != nil {
		return "", fmt.Errorf("cannot look at the data folder %s: %w", dir, err)
	}
	if !running {
		return "", fmt.Errorf("no server runs on the data folder %s: start one with vpcanvas serve --data %s", dir, dir)
	}
	text, err := os.ReadFile(filepath.Join(dir, addressFile))
	if err != nil {
		return "", fmt.Errorf("the server on %s is starting or going down: try again in a moment (%w)", dir, err)
	}
	var at address
	if err := json.Unmarshal(text, &at); err != nil || at.URL == "" {
		return "", fmt.Errorf("%s in the data folder %s is damaged: restart the server", addressFile, dir)
	}
	return loginURL(auth.Tokens{Dir: dir}, at.URL)
}

func (s *Server) writeAddress() error {
	text, err := json.Marshal(address{URL: s.address, PID: os.Getpid()})
	if err != nil {
		return err
	}
	path := filepath.Join(s.dir, addressFile)
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// Shutdown tells the editors, ends the requests under way and closes the store. All
// that was acknowledged is on disk already, so nothing is lost when time runs out.
func (s *Server) Shutdown(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, drain)
	defer cancel()
	s.stop()
	_ = os.Remove(filepath.Join(s.dir, addressFile)) // the lock says that nobody runs
	s.closeRooms(ctx)
	var errs []error
	if err := s.http.Shutdown(ctx); err != nil {
		errs = append(errs, err, s.http.Close())
	}
	s.running.Wait()
	return errors.Join(append(errs, s.store.Close())...)
}

// closeRooms waits for the rooms no longer than ctx: a room that hangs must not keep
// the process from ending.
func (s *Server) closeRooms(ctx context.Context) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		s.rooms.Close()
	}()
	select {
	case <-closed:
	case <-ctx.Done():
		s.log.Warn("the rooms took too long to close")
	}
}

// cleanBase gives the path a slash at both ends.
func cleanBase(base string) (string, error) {
	trimmed := strings.Trim(base, "/")
	if trimmed == "" {
		return "/", nil
	}
	for part := range strings.SplitSeq(trimmed, "/") {
		if part == "" || part == "." || part == ".." || strings.Trim(part, baseCharacters) != "" {
			return "", fmt.Errorf("--base-path %q: letters, digits, dots, dashes and underscores between slashes are allowed", base)
		}
	}
	return "/" + trimmed + "/", nil
}

const baseCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
