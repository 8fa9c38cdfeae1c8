package server

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vpcanvas/web"
)

func TestListenStaysOnThisMachine(t *testing.T) {
	for _, listen := range []string{"127.0.0.1:8080", "127.1.2.3:1", "localhost:0", "[::1]:8080"} {
		if err := checkListen(listen, ""); err != nil {
			t.Errorf("%s: %v", listen, err)
		}
	}
	for listen, why := range map[string]string{
		":8080": "other machines", "0.0.0.0:8080": "other machines", "[::]:8080": "other machines", "192.168.1.5:80": "other machines",
		"example.com:80": "other machines", "localhost.evil.example:80": "other machines",
		"8080": "an address with a port", "127.0.0.1": "an address with a port", "127.0.0.1:http": "no port number", "127.0.0.1:70000": "no port number", "127.0.0.1:": "no port number",
	} {
		if err := checkListen(listen, ""); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", listen, err)
		}
	}
}

func TestPublicURL(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "https://canvas.example": "https://canvas.example", "https://Canvas.example:443/": "https://canvas.example",
		"https://canvas.example:8443/team/canvas/": "https://canvas.example:8443", "http://127.0.0.1:9000": "http://127.0.0.1:9000",
		"http://localhost:80": "http://localhost", "http://[::1]:9000/": "http://[::1]:9000",
	} {
		if got, err := publicOrigin(text, "/team/canvas/"); got != want || err != nil {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for text, why := range map[string]string{
		"canvas.example": "the address", "ftp://canvas.example": "the address", "https://": "the address", "https://u:p@canvas.example": "the address",
		"https://canvas.example?x": "the address", "https://canvas.example#x": "the address", "https://canvas.example/other": "--base-path /other",
		"http://canvas.example": "https is needed", "http://10.0.0.1": "https is needed", "http://localhost.evil.example": "https is needed",
	} {
		if got, err := publicOrigin(text, "/team/canvas/"); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	if err := checkListen("0.0.0.0:8080", "https://canvas.example"); err != nil {
		t.Error(err)
	}
}

// A proxy hands requests on in plain HTTP, under the name that the browser asked for.
func TestBehindAProxy(t *testing.T) {
	s := start(t, Options{Base: "/team", Public: "https://canvas.example"})
	login, err := s.LoginURL()
	if err != nil {
		t.Fatal(err)
	}
	at, token, _ := strings.Cut(login, "#token=")
	if at != "https://canvas.example/team/" {
		t.Errorf("the login URL is at %s", at)
	}
	ask := func(method, path, body, host string, headers ...string) *http.Response {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Host = host
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		s.http.Handler.ServeHTTP(w, r)
		return w.Result()
	}
	body := `{"token":"` + token + `"}`
	asJSON := []string{"Content-Type", "application/json", "Origin"}
	if r := ask("POST", "/team/login", body, "canvas.example", append(asJSON, "https://evil.example")...); r.StatusCode != 403 {
		t.Errorf("another site may log in: %d", r.StatusCode)
	}
	if r := ask("POST", "/team/login", body, "evil.example", append(asJSON, "https://evil.example")...); r.StatusCode != 421 {
		t.Errorf("another name may log in: %d", r.StatusCode)
	}
	r := ask("POST", "/team/login", body, "canvas.example", append(asJSON, "https://canvas.example")...)
	cookie := r.Header.Get("Set-Cookie")
	if r.StatusCode != 200 || !strings.HasPrefix(cookie, "__Host-") || !strings.Contains(cookie, "Secure") {
		t.Fatalf("%d, cookie %s", r.StatusCode, cookie)
	}
	next := struct{ Next string }{}
	if err := json.Unmarshal([]byte(text(t, r)), &next); err != nil {
		t.Fatal(err)
	}
	pair, _, _ := strings.Cut(cookie, ";")
	editor := ask("GET", next.Next, "", "canvas.example", "Cookie", pair, "Accept", "text/html")
	if policy := editor.Header.Get("Content-Security-Policy"); editor.StatusCode != 200 || web.Built() && !strings.Contains(policy, "connect-src 'self' wss://canvas.example;") {
		t.Errorf("%d, policy %s", editor.StatusCode, policy)
	}
}

func TestPortInUseIsOneClearSentence(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, err = Start(t.Context(), Options{Dir: t.TempDir(), Listen: taken.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), "port "+portOf(taken)+" is in use by another program") {
		t.Errorf("%v", err)
	}
}

func TestCleanBase(t *testing.T) {
	for base, want := range map[string]string{"": "/", "/": "/", "a": "/a/", "/a/b-c_d.e/": "/a/b-c_d.e/"} {
		if got, err := cleanBase(base); got != want || err != nil {
			t.Errorf("%q: %q, %v", base, got, err)
		}
	}
	for _, base := range []string{"/a//b", "/../x", "/./", "/a b", "/{id}", "/*", "/a?b", `/"`} {
		if got, err := cleanBase(base); err == nil {
			t.Errorf("%q became %q", base, got)
		}
	}
}

func TestLoginURLOfARunningServer(t *testing.T) {
	dir := t.TempDir()
	if _, err := LoginURL(dir); err == nil || !strings.Contains(err.Error(), "no server runs") {
		t.Errorf("without a server: %v", err)
	}
	s := start(t, Options{Dir: dir})
	login, err := LoginURL(dir)
	if err != nil || !strings.HasPrefix(login, s.Address()+"#token=") {
		t.Fatalf("%s, %v", login, err)
	}
	_, token, _ := strings.Cut(login, "#token=")
	s.want(200, s.send("POST", "/login", `{"token":"`+token+`"}`, "Content-Type", "application/json"))
	info, err := os.Stat(filepath.Join(dir, addressFile))
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

// The cookie names of two servers differ: browsers send both to both, as ports are nothing to cookies.
func TestTwoServersDoNotShareCookies(t *testing.T) {
	one, two := start(t, Options{}), start(t, Options{})
	one.login()
	two.client = one.client
	two.want(401, two.send("GET", "/", ""))
	two.login()
	one.want(200, one.send("GET", "/", ""))
	two.want(200, two.send("GET", "/", ""))
}

func TestTLS(t *testing.T) {
	cert, key := certificate(t)
	s := start(t, Options{TLSCert: cert, TLSKey: key})
	s.client.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} //nolint:gosec // our own certificate
	if !strings.HasPrefix(s.Address(), "https://") {
		t.Fatalf("address %s", s.Address())
	}
	login, err := s.LoginURL()
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(login, "#token=")
	r := s.want(200, s.send("POST", "/login", `{"token":"`+token+`"}`, "Content-Type", "application/json", "Origin", s.origin()))
	if c := r.Header.Get("Set-Cookie"); !strings.HasPrefix(c, "__Host-vpcanvas_") || !strings.Contains(c, "Secure") || !strings.Contains(c, "Path=/;") {
		t.Errorf("cookie %s", c)
	}
	s.want(403, s.send("POST", "/logout", "", "Origin", strings.Replace(s.origin(), "https", "http", 1)))
	for _, o := range []Options{{TLSCert: cert}, {TLSKey: key}, {TLSCert: key, TLSKey: cert}, {TLSCert: "nothing", TLSKey: "nothing"}} {
		o.Dir, o.Listen = t.TempDir(), "127.0.0.1:0"
		if _, err := Start(t.Context(), o); err == nil || !strings.Contains(err.Error(), "--tls-") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	shape := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"localhost"}}
	der, err := x509.CreateCertificate(rand.Reader, shape, shape, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, bytes []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return write("cert.pem", "CERTIFICATE", der), write("key.pem", "PRIVATE KEY", pkcs)
}
