package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// asCommand makes the test binary the command itself, so that tests can kill it.
const asCommand = "VPCANVAS_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	// Under the race detector each process would sleep for a second before it ends.
	if err := os.Setenv("GORACE", "atexit_sleep_ms=0"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// command runs in this process and returns what a shell would see.
func command(t *testing.T, args ...string) (code int, out, diagnostics string) {
	t.Helper()
	var o, d bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(""), &o, &d)
	return code, o.String(), d.String()
}

func TestBadUsageIsExitTwoWithOneSentence(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "vpcanvas.db"), []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(foreign, "vpcanvas.db")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"nothing"}, "nothing"},
		{[]string{"serve", "--nothing"}, "nothing"},
		{[]string{"serve", "extra"}, "extra"},
		{[]string{"serve", "--auth", "oidc"}, "not in this release"},
		{[]string{"serve", "--auth", "magic"}, "none, password or oidc"},
		{[]string{"serve", "--listen", "0.0.0.0:8080"}, "no accounts"},
		{[]string{"serve", "--listen", "8080"}, "an address with a port"},
		{[]string{"serve", "--base-path", "/a b"}, "--base-path"},
		{[]string{"serve", "--tls-cert", "x"}, "belong together"},
		{[]string{"serve", "--listen", taken.Addr().String(), "--data", t.TempDir()}, "in use by another program"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--data", foreign}, "not a vpcanvas database"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--data", file}, "data folder"},
		{[]string{"url", "--data", t.TempDir()}, "no server runs"},
		{[]string{"url", "--data", filepath.Join(t.TempDir(), "absent")}, "no server runs"},
		{[]string{"url", "--data", file}, "data folder"},
	} {
		code, out, diagnostics := command(t, c.args...)
		if code != 2 || out != "" || !strings.Contains(diagnostics, c.says) {
			t.Errorf("%v: exit %d, stdout %q, stderr %q", c.args, code, out, diagnostics)
		}
		if strings.Count(diagnostics, "\n") != 1 || !strings.HasPrefix(diagnostics, "vpcanvas: ") {
			t.Errorf("%v: not one sentence: %q", c.args, diagnostics)
		}
	}
}

func TestHelpNamesEveryCommand(t *testing.T) {
	code, out, diagnostics := command(t)
	if code != 0 || diagnostics != "" {
		t.Errorf("exit %d, %q", code, diagnostics)
	}
	for _, c := range commands {
		if name := c().Name(); !strings.Contains(out, "\n  "+name+" ") {
			t.Errorf("%s is not in the help:\n%s", name, out)
		}
		if short := c().Short; short == "" || strings.HasSuffix(short, ".") {
			t.Errorf("%s: %q", c().Name(), short)
		}
	}
}

func TestOutcomes(t *testing.T) {
	if err := fmt.Errorf("wrapped: %w", outcome(3)); !errors.As(err, new(outcome)) {
		t.Error("an outcome is lost when wrapped")
	}
	if got := oneLine(errors.New("line one\n\tline  two\n")); got != "line one line two" {
		t.Errorf("%q", got)
	}
}

func TestDefaultData(t *testing.T) {
	t.Setenv("HOME", "/home/somebody")
	for home, want := range map[string]string{"": "/home/somebody/.local/share/vpcanvas", "/data": "/data/vpcanvas", "relative": "/home/somebody/.local/share/vpcanvas"} {
		t.Setenv("XDG_DATA_HOME", home)
		if got := defaultData(); got != want {
			t.Errorf("%q: %s, want %s", home, got, want)
		}
	}
}

// running is a server in a process of its own.
type running struct {
	*exec.Cmd
	login string
	err   *bytes.Buffer
}

func startProcess(t *testing.T, dir, listen string) *running {
	t.Helper()
	r := &running{Cmd: exec.Command(os.Args[0], "serve", "--data", dir, "--listen", listen), err: &bytes.Buffer{}}
	r.Env = append(os.Environ(), asCommand+"=1")
	r.begin(t)
	return r
}

// begin starts the process and waits for its URL.
func (r *running) begin(t *testing.T) {
	t.Helper()
	r.Stderr = r.err
	out, err := r.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Process.Kill(); r.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		r.Process.Kill()
		r.Wait()
		t.Fatalf("no URL was printed: %v, %s", err, r.err.String())
	}
	r.login = strings.TrimSpace(line)
}

func post(t *testing.T, login string) *http.Cookie {
	t.Helper()
	base, token, _ := strings.Cut(login, "#token=")
	r, err := http.Post(base+"login", "application/json", strings.NewReader(`{"token":"`+token+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != 200 || len(r.Cookies()) != 1 {
		body, _ := io.ReadAll(r.Body)
		t.Fatalf("login: %d %s", r.StatusCode, body)
	}
	return r.Cookies()[0]
}

func status(t *testing.T, address string, cookie *http.Cookie) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.AddCookie(cookie)
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	return r.StatusCode
}

// A browser goes on by itself after kill -9, and so does the next server.
func TestKilledServerComesBack(t *testing.T) {
	dir := t.TempDir()
	first := startProcess(t, dir, "127.0.0.1:0")
	base, _, _ := strings.Cut(first.login, "#")
	cookie := post(t, first.login)
	code, spare, diagnostics := command(t, "url", "--data", dir)
	if code != 0 || !strings.HasPrefix(spare, base+"#token=") || strings.Count(spare, "\n") != 1 {
		t.Fatalf("url: exit %d, %q, %q", code, spare, diagnostics)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	first.Wait()
	if code, _, diagnostics := command(t, "url", "--data", dir); code != 2 || !strings.Contains(diagnostics, "no server runs") {
		t.Errorf("url after kill -9: exit %d, %q", code, diagnostics)
	}
	second := startProcess(t, dir, strings.TrimSuffix(strings.TrimPrefix(base, "http://"), "/"))
	if code := status(t, base, cookie); code != 200 {
		t.Errorf("the session is lost: %d", code)
	}
	post(t, strings.TrimSpace(spare))
	post(t, second.login)

	begin := time.Now()
	if err := second.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := second.Wait(); err != nil {
		t.Errorf("an orderly end: %v, %s", err, second.err.String())
	}
	t.Logf("went down in %v", time.Since(begin))
	for _, secret := range []string{first.login, second.login, spare} {
		_, token, _ := strings.Cut(strings.TrimSpace(secret), "#token=")
		if strings.Contains(first.err.String()+second.err.String(), token) {
			t.Error("a token is in the log")
		}
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var diagnostics bytes.Buffer
	ended := make(chan int)
	go func() {
		ended <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--data", t.TempDir()}, strings.NewReader(""), in, &diagnostics)
	}()
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	cancel()
	if code := <-ended; code != 0 {
		t.Errorf("exit %d, %s", code, diagnostics.String())
	}
}
