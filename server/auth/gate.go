package auth

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"vpcanvas/server/store"
)

const (
	// idleLife ends a session that was not used, absoluteLife any session.
	idleLife     = 7 * 24 * time.Hour
	absoluteLife = 30 * 24 * time.Hour
	// touchEvery is how exactly the last use is kept: each note of it is a write.
	touchEvery = time.Hour
	// secretBytes of a session: 256 bits.
	secretBytes = 32
)

// Config is what a Gate needs.
type Config struct {
	Sessions store.Sessions
	Tokens   Tokens
	// Instance tells this server's cookie from that of another on the same host:
	// browsers send cookies to all ports of a host.
	Instance string
	// Base is the path that the server lives under, with a slash at both ends.
	Base string
	// TLS: browsers reach the server by https only.
	TLS bool
	// Public is the origin that browsers see when something in front of this server
	// has another name or ends the TLS, such as "https://canvas.example"; else "".
	Public string
	// Now is the clock; nil is the real one.
	Now func() time.Time
}

// Gate stands in front of every route.
type Gate struct {
	sessions    store.Sessions
	tokens      Tokens
	cookie      http.Cookie
	public      string
	now         func() time.Time
	crossOrigin *http.CrossOriginProtection

	mu sync.Mutex
	// watched ends the connections of a session together with it.
	watched map[store.Hash]map[*watch]struct{}
}

type watch struct{ end context.CancelCauseFunc }

// Visit is a request with a session.
type Visit struct {
	User User
	// Expires is when the session ends however much it is used.
	Expires time.Time
	hash    store.Hash
}

// New makes a Gate.
func New(c Config) *Gate {
	if c.Now == nil {
		c.Now = time.Now
	}
	c.Tokens.Now = c.Now
	cookie := http.Cookie{Name: "vpcanvas_" + c.Instance, Path: c.Base, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if c.TLS {
		// __Host- keeps other hosts of the domain from setting it, and wants the root path.
		cookie.Name, cookie.Path, cookie.Secure = "__Host-"+cookie.Name, "/", true
	}
	return &Gate{
		sessions: c.Sessions, tokens: c.Tokens, cookie: cookie, public: c.Public, now: c.Now,
		crossOrigin: http.NewCrossOriginProtection(),
		watched:     map[store.Hash]map[*watch]struct{}{},
	}
}

// Login trades a one-time token for a session, whose cookie it sets. A session that
// the browser had before ends.
func (g *Gate) Login(w http.ResponseWriter, r *http.Request, token string) error {
	if err := g.tokens.Spend(token); err != nil {
		return err
	}
	if err := g.Logout(w, r); err != nil {
		return err
	}
	secret, now := newSecret(secretBytes), g.now()
	s := store.Session{Hash: hashOf(secret), User: Owner.ID, Created: now, Seen: now}
	if err := g.sessions.SaveSession(r.Context(), s); err != nil {
		return err
	}
	cookie := g.cookie
	cookie.Value, cookie.MaxAge = secret, int(absoluteLife.Seconds())
	w.Header().Del("Set-Cookie") // Logout's
	http.SetCookie(w, &cookie)
	return nil
}

// Logout ends the session, its connections and its cookie.
func (g *Gate) Logout(w http.ResponseWriter, r *http.Request) error {
	cookie := g.cookie
	cookie.MaxAge = -1
	http.SetCookie(w, &cookie)
	secret, ok := g.secret(r)
	if !ok {
		return nil
	}
	hash := hashOf(secret)
	if err := g.sessions.DeleteSession(r.Context(), hash); err != nil {
		return err
	}
	g.end(hash)
	return nil
}

func (g *Gate) secret(r *http.Request) (string, bool) {
	cookie, err := r.Cookie(g.cookie.Name)
	if err != nil || cookie.Value == "" || len(cookie.Value) > maxToken {
		return "", false
	}
	return cookie.Value, true
}

// Visit finds the session of a request; ErrNoSession when there is none that counts.
func (g *Gate) Visit(r *http.Request) (Visit, error) {
	secret, ok := g.secret(r)
	if !ok {
		return Visit{}, ErrNoSession
	}
	s, err := g.sessions.Session(r.Context(), hashOf(secret))
	if errors.Is(err, store.ErrNotFound) {
		return Visit{}, ErrNoSession
	}
	if err != nil {
		return Visit{}, err
	}
	now := g.now()
	if now.Sub(s.Seen) >= idleLife || now.Sub(s.Created) >= absoluteLife {
		return Visit{}, ErrNoSession
	}
	if now.Sub(s.Seen) >= touchEvery {
		if err := g.sessions.TouchSession(r.Context(), s.Hash, now); err != nil {
			return Visit{}, err
		}
	}
	return Visit{User: User{ID: s.User}, Expires: s.Created.Add(absoluteLife), hash: s.Hash}, nil
}

// Watch is for connections that stay open: the context ends with the session, with
// ErrNoSession as its cause. While it lasts, the session counts as used. Call
// cancel when the connection ends.
func (g *Gate) Watch(ctx context.Context, v Visit) (watched context.Context, cancel func()) {
	watched, end := context.WithCancelCause(ctx)
	entry := &watch{end}
	g.mu.Lock()
	if g.watched[v.hash] == nil {
		g.watched[v.hash] = map[*watch]struct{}{}
	}
	g.watched[v.hash][entry] = struct{}{}
	g.mu.Unlock()
	go g.keep(watched, end, v)
	return watched, func() {
		end(context.Canceled)
		g.mu.Lock()
		defer g.mu.Unlock()
		delete(g.watched[v.hash], entry)
		if len(g.watched[v.hash]) == 0 {
			delete(g.watched, v.hash)
		}
	}
}

// keep notes now and then that a connection uses its session, and ends the
// connection when the session is over. It looks into the store each time: a
// session may have been deleted between the request and Watch.
func (g *Gate) keep(ctx context.Context, end context.CancelCauseFunc, v Visit) {
	tick := time.NewTicker(touchEvery)
	defer tick.Stop()
	for {
		if _, err := g.sessions.Session(ctx, v.hash); errors.Is(err, store.ErrNotFound) || !g.now().Before(v.Expires) {
			end(ErrNoSession)
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			// A failure here shows at the next request; the connection need not end for it.
			_ = g.sessions.TouchSession(ctx, v.hash, g.now())
		}
	}
}

func (g *Gate) end(hash store.Hash) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for entry := range g.watched[hash] {
		entry.end(ErrNoSession)
	}
}

// Sweep forgets sessions and tokens that have run out.
func (g *Gate) Sweep(ctx context.Context) error {
	now := g.now()
	return errors.Join(g.tokens.Sweep(), g.sessions.DropSessions(ctx, now.Add(-idleLife), now.Add(-absoluteLife)))
}
