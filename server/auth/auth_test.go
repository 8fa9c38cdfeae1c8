package auth

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vpcanvas/server/store"
)

func newGate(t *testing.T, change ...func(*Config)) *Gate {
	t.Helper()
	c := Config{Sessions: store.NewMemory(), Tokens: Tokens{Dir: t.TempDir()}, Instance: "ab12cd34", Base: "/"}
	for _, f := range change {
		f(&c)
	}
	return New(c)
}

func request(method string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "/", nil)
	r.Host = "127.0.0.1:8080"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// login returns the cookie that a fresh token was traded for.
func login(t *testing.T, g *Gate) *http.Cookie {
	t.Helper()
	token, err := g.tokens.Issue()
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := g.Login(w, request("POST"), token); err != nil {
		t.Fatal(err)
	}
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies %v", cookies)
	}
	return cookies[0]
}

func with(cookie *http.Cookie) *http.Request {
	r := request("GET")
	r.AddCookie(cookie)
	return r
}

func TestAuthorise(t *testing.T) {
	const some = "diagramaaaa"
	for _, c := range []struct {
		user    User
		diagram string
		action  Action
		want    error
	}{
		{Owner, "", List, nil},
		{Owner, "", Create, nil},
		{Owner, some, View, nil},
		{Owner, some, Edit, nil},
		{Owner, some, Delete, nil},
		{Owner, "", View, ErrHidden},
		{Owner, "", Delete, ErrHidden},
		{Owner, "", Edit, ErrHidden},
		{Owner, some, List, ErrHidden},
		{Owner, some, Action("own"), ErrHidden},
		{User{}, "", List, ErrNoSession},
		{User{}, some, View, ErrNoSession},
		{User{}, some, Edit, ErrNoSession},
		{User{}, some, Delete, ErrNoSession},
		{User{ID: "stranger"}, some, Delete, ErrHidden},
		{User{ID: "stranger"}, "", List, ErrHidden},
		{User{ID: "stranger"}, "", Create, ErrHidden},
		{User{ID: "stranger"}, some, View, ErrHidden},
		{User{ID: "stranger"}, some, Edit, ErrHidden},
	} {
		if err := Authorise(c.user, c.diagram, c.action); !errors.Is(err, c.want) {
			t.Errorf("%q %s %q: got %v, want %v", c.user.ID, c.action, c.diagram, err, c.want)
		}
	}
}

func TestStatus(t *testing.T) {
	for err, want := range map[error]int{ErrNoSession: 401, ErrBadToken: 401, ErrHidden: 404, ErrOrigin: 403, ErrHost: 421, errors.New("else"): 500} {
		if got := Status(fmt.Errorf("wrapped: %w", err)); got != want {
			t.Errorf("%v: %d, want %d", err, got, want)
		}
	}
}

func TestKnownHost(t *testing.T) {
	g := newGate(t, func(c *Config) { c.Public = "https://canvas.example" })
	for _, host := range []string{"127.0.0.1:8080", "127.0.0.1", "127.8.9.1:1", "localhost", "LOCALHOST:9000", "[::1]:8080", "[::1]", "canvas.example", "Canvas.Example"} {
		if err := g.KnownHost(request("GET", "Host", host)); err != nil {
			t.Errorf("%s is refused: %v", host, err)
		}
	}
	for _, host := range []string{
		"", "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "localhost.", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:0",
		"127.0.0.1:99999", "10.0.0.1:8080", "[::1", "::1", "[fe80::1%25lo]:80", "0.0.0.0:8080", "canvas.example.evil", "canvas.example:8443", "x.canvas.example", "2130706433", "0x7f.1", ":8080", "a:b:c",
	} {
		if err := g.KnownHost(request("GET", "Host", host)); !errors.Is(err, ErrHost) {
			t.Errorf("%q is let through: %v", host, err)
		}
	}
}

func TestSameOrigin(t *testing.T) {
	g := newGate(t)
	const own, evil = "http://127.0.0.1:8080", "http://evil.example"
	for _, c := range []struct {
		name   string
		method string
		header []string
		want   error
	}{
		{"own page", "POST", []string{"Origin", own, "Sec-Fetch-Site", "same-origin"}, nil},
		{"own form without referrer", "POST", []string{"Origin", "null", "Sec-Fetch-Site", "same-origin"}, nil},
		{"a program", "POST", nil, nil},
		{"reading", "GET", []string{"Origin", evil, "Sec-Fetch-Site", "cross-site"}, nil},
		{"another site", "POST", []string{"Origin", evil, "Sec-Fetch-Site", "cross-site"}, ErrOrigin},
		{"another site, old browser", "POST", []string{"Origin", evil}, ErrOrigin},
		{"origin alone lies", "POST", []string{"Origin", evil, "Sec-Fetch-Site", "same-origin"}, ErrOrigin},
		{"no origin, but cross-site", "POST", []string{"Sec-Fetch-Site", "cross-site"}, ErrOrigin},
		{"another port is same-site, not same-origin", "POST", []string{"Origin", "http://127.0.0.1:3000", "Sec-Fetch-Site", "same-site"}, ErrOrigin},
		{"another port, old browser", "POST", []string{"Origin", "http://127.0.0.1:3000"}, ErrOrigin},
		{"another scheme", "POST", []string{"Origin", "https://127.0.0.1:8080"}, ErrOrigin},
		{"a sandbox", "POST", []string{"Origin", "null", "Sec-Fetch-Site", "cross-site"}, ErrOrigin},
		{"a sandbox, old browser", "POST", []string{"Origin", "null"}, ErrOrigin},
		{"another method", "DELETE", []string{"Origin", evil}, ErrOrigin},
	} {
		if err := g.SameOrigin(request(c.method, c.header...)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// Behind a proxy that ends the TLS, pages have the public origin and requests come plain.
func TestPublicOrigin(t *testing.T) {
	g := newGate(t, func(c *Config) { c.Public = "https://canvas.example:8443" })
	for _, c := range []struct {
		host, origin string
		want         error
	}{
		{"canvas.example:8443", "https://canvas.example:8443", nil},
		{"canvas.example:8443", "http://canvas.example:8443", ErrOrigin},
		{"canvas.example:8443", "https://canvas.example", ErrOrigin},
		{"canvas.example:8443", "https://evil.example", ErrOrigin},
		{"127.0.0.1:8080", "http://127.0.0.1:8080", nil},
		{"127.0.0.1:8080", "https://canvas.example:8443", ErrOrigin},
	} {
		forwarded := []string{"Host", c.host, "Origin", c.origin, "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "Forwarded", "host=evil.example;proto=https"}
		if err := g.CheckUpgrade(request("GET", forwarded...)); !errors.Is(err, c.want) {
			t.Errorf("upgrade at %s from %s: got %v, want %v", c.host, c.origin, err, c.want)
		}
		if err := g.SameOrigin(request("POST", forwarded...)); !errors.Is(err, c.want) {
			t.Errorf("form at %s from %s: got %v, want %v", c.host, c.origin, err, c.want)
		}
	}
}

func TestCheckUpgrade(t *testing.T) {
	g := newGate(t)
	for _, c := range []struct {
		name   string
		header []string
		tls    bool
		want   error
	}{
		{"own page", []string{"Origin", "http://127.0.0.1:8080"}, false, nil},
		{"own page by its name", []string{"Host", "localhost:8080", "Origin", "http://localhost:8080"}, false, nil},
		{"own page over TLS", []string{"Origin", "https://127.0.0.1:8080"}, true, nil},
		{"no origin", nil, false, ErrOrigin},
		{"null", []string{"Origin", "null"}, false, ErrOrigin},
		{"another site", []string{"Origin", "http://evil.example"}, false, ErrOrigin},
		{"another port", []string{"Origin", "http://127.0.0.1:3000"}, false, ErrOrigin},
		{"another name of ours", []string{"Origin", "http://localhost:8080"}, false, ErrOrigin},
		{"plain page, TLS server", []string{"Origin", "http://127.0.0.1:8080"}, true, ErrOrigin},
		{"a prefix", []string{"Origin", "http://127.0.0.1:8080.evil.example"}, false, ErrOrigin},
		{"rebound name", []string{"Host", "evil.example", "Origin", "http://evil.example"}, false, ErrHost},
	} {
		r := request("GET", c.header...)
		if c.tls {
			r.TLS = &tls.ConnectionState{}
		}
		if err := g.CheckUpgrade(r); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestTokenIsSpentOnce(t *testing.T) {
	tokens := Tokens{Dir: t.TempDir()}
	token, err := tokens.Issue()
	if err != nil {
		t.Fatal(err)
	}
	if len(token) != 32 { // 192 bits in base64
		t.Errorf("token of %d characters", len(token))
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	spent := 0
	for range 16 {
		wg.Go(func() {
			switch err := tokens.Spend(token); {
			case err == nil:
				mu.Lock()
				defer mu.Unlock()
				spent++
			case !errors.Is(err, ErrBadToken):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if spent != 1 {
		t.Errorf("spent %d times", spent)
	}
	for _, wrong := range []string{"", "x", "../lock", strings.Repeat("x", 1<<20)} {
		wantError(t, tokens.Spend(wrong), ErrBadToken)
	}
}

// A sweep may come while a token is being written.
func TestSweepLeavesUnfinishedTokens(t *testing.T) {
	tokens := Tokens{Dir: t.TempDir()}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if err := tokens.Sweep(); err != nil {
					t.Error(err)
				}
			}
		}
	})
	for range 200 {
		token, err := tokens.Issue()
		if err == nil {
			err = tokens.Spend(token)
		}
		wantError(t, err, nil)
	}
	close(stop)
	wg.Wait()
}

func TestTokensAtRest(t *testing.T) {
	tokens := Tokens{Dir: t.TempDir()}
	token, err := tokens.Issue()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(tokens.Dir, tokenDir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil || strings.Contains(files[0]+string(text), token) {
		t.Errorf("the token itself is on disk (%v)", err)
	}
	for path, want := range map[string]os.FileMode{files[0]: 0o600, filepath.Dir(files[0]): 0o700 | os.ModeDir} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestTokensRunOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tokens := Tokens{Dir: t.TempDir()}
		old, err := tokens.Issue()
		if err != nil {
			t.Fatal(err)
		}
		swept, err := tokens.Issue()
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(tokenLife - time.Second)
		fresh, err := tokens.Issue()
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		wantError(t, tokens.Spend(old), ErrBadToken)
		if err := tokens.Sweep(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(tokens.path(swept)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("an old token was not swept: %v", err)
		}
		wantError(t, tokens.Spend(fresh), nil)
	})
}

func TestCookies(t *testing.T) {
	plain := login(t, newGate(t, func(c *Config) { c.Base = "/canvas/" }))
	if plain.Name != "vpcanvas_ab12cd34" || plain.Path != "/canvas/" || !plain.HttpOnly || plain.Secure || plain.SameSite != http.SameSiteLaxMode || plain.Domain != "" {
		t.Errorf("%+v", plain)
	}
	secure := login(t, newGate(t, func(c *Config) { c.TLS = true; c.Base = "/canvas/" }))
	if secure.Name != "__Host-vpcanvas_ab12cd34" || secure.Path != "/" || !secure.HttpOnly || !secure.Secure || secure.Domain != "" {
		t.Errorf("%+v", secure)
	}
	if len(plain.Value) != 43 { // 256 bits in base64
		t.Errorf("secret of %d characters", len(plain.Value))
	}
}

func TestSessionLives(t *testing.T) {
	memory := store.NewMemory()
	dir := t.TempDir()
	same := func(c *Config) { c.Sessions, c.Tokens.Dir = memory, dir }
	g := newGate(t, same)
	cookie := login(t, g)
	v, err := newGate(t, same).Visit(with(cookie)) // as after a restart
	if err != nil || v.User != Owner {
		t.Fatalf("%+v, %v", v, err)
	}
	_, err = newGate(t, same, func(c *Config) { c.Instance = "00000001" }).Visit(with(cookie))
	wantError(t, err, ErrNoSession)
	for _, value := range []string{"", "x", cookie.Value + "x", strings.Repeat("x", 4000)} {
		bad := *cookie
		bad.Value = value
		_, err := g.Visit(with(&bad))
		wantError(t, err, ErrNoSession)
	}
	_, err = g.Visit(request("GET"))
	wantError(t, err, ErrNoSession)
}

func TestLoginRotatesTheSession(t *testing.T) {
	g := newGate(t)
	old := login(t, g)
	token, err := g.tokens.Issue()
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := g.Login(w, with(old), token); err != nil {
		t.Fatal(err)
	}
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || cookies[0].Value == old.Value {
		t.Fatalf("%v", cookies)
	}
	_, err = g.Visit(with(old))
	wantError(t, err, ErrNoSession)
	_, err = g.Visit(with(cookies[0]))
	wantError(t, err, nil)
	wantError(t, g.Login(httptest.NewRecorder(), with(cookies[0]), "wrong"), ErrBadToken)
	_, err = g.Visit(with(cookies[0])) // a wrong token costs nobody his session
	wantError(t, err, nil)
}

func TestSessionsRunOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		idle, used := login(t, g), login(t, g)
		for day := range 29 {
			time.Sleep(24 * time.Hour)
			_, err := g.Visit(with(used))
			wantError(t, err, nil)
			if day == 5 {
				_, err := g.Visit(with(login(t, g)))
				wantError(t, err, nil)
			}
		}
		_, err := g.Visit(with(idle))
		wantError(t, err, ErrNoSession)
		time.Sleep(24*time.Hour + time.Second)
		_, err = g.Visit(with(used))
		wantError(t, err, ErrNoSession)
		if err := g.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, err = g.sessions.Session(t.Context(), hashOf(used.Value))
		wantError(t, err, store.ErrNotFound)
	})
}

func TestConnectionsEndWithTheirSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		cookie, other := login(t, g), login(t, g)
		open := func(c *http.Cookie) (done <-chan struct{}, cause func() error) {
			v, err := g.Visit(with(c))
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := g.Watch(t.Context(), v)
			t.Cleanup(cancel)
			return ctx.Done(), func() error { return context.Cause(ctx) }
		}
		first, cause := open(cookie)
		second, _ := open(cookie)
		stays, _ := open(other)
		synctest.Wait()
		if err := g.Logout(httptest.NewRecorder(), with(cookie)); err != nil {
			t.Fatal(err)
		}
		<-first
		<-second
		wantError(t, cause(), ErrNoSession)
		// An open connection is use: the session outlives its idle time, not its absolute one.
		time.Sleep(idleLife + touchEvery)
		_, err := g.Visit(with(other))
		wantError(t, err, nil)
		select {
		case <-stays:
			t.Error("a connection in use was ended")
		default:
		}
		time.Sleep(absoluteLife)
		<-stays
	})
}

func TestWatchOfASessionThatIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		cookie := login(t, g)
		v, err := g.Visit(with(cookie))
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Logout(httptest.NewRecorder(), with(cookie)); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := g.Watch(t.Context(), v)
		<-ctx.Done()
		wantError(t, context.Cause(ctx), ErrNoSession)
		cancel()
		if len(g.watched) != 0 {
			t.Errorf("%d sessions are still watched", len(g.watched))
		}
	})
}
