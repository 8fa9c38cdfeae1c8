package server

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// newHTTP bounds how long and how much a client may send before we know who it is.
func newHTTP(h http.Handler, secure *tls.Config, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		TLSConfig:         secure,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// checkListen lets the server be reached from this machine only: without accounts,
// a token in a URL is all that stands before the data. Whoever says the public
// address has thought of what stands in front.
func checkListen(listen, public string) error {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("--listen %q: an address with a port is needed, such as 127.0.0.1:8080", listen)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("--listen %q: %q is no port number", listen, port)
	}
	if public != "" {
		return nil
	}
	if addr, err := netip.ParseAddr(host); host == "localhost" || err == nil && addr.IsLoopback() && addr.Zone() == "" {
		return nil
	}
	return fmt.Errorf("--listen %s can be reached from other machines, and this release has no accounts (--auth none): listen on 127.0.0.1, ::1 or localhost; behind a reverse proxy or in a container say with --public-url which address people open", listen)
}

// publicOrigin reads --public-url. Away from this machine it must be https: the login
// URL and the cookie that it gives are all that anybody needs.
func publicOrigin(text, base string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(strings.ToLower(text))
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || (u.Scheme != "https" && u.Scheme != "http") {
		return "", fmt.Errorf("--public-url %q: the address that people open is expected, such as https://canvas.example", text)
	}
	if path := strings.Trim(u.Path, "/"); path != "" && path != strings.ToLower(strings.Trim(base, "/")) {
		return "", fmt.Errorf("--public-url %q: give its path with --base-path /%s, and let the proxy pass it on", text, path)
	}
	addr, err := netip.ParseAddr(u.Hostname())
	if local := u.Hostname() == "localhost" || err == nil && addr.IsLoopback(); u.Scheme == "http" && !local {
		return "", fmt.Errorf("--public-url %q: https is needed away from this machine, because whoever reads along could log in", text)
	}
	host := u.Host
	if (u.Scheme == "https" && u.Port() == "443") || (u.Scheme == "http" && u.Port() == "80") {
		host = strings.TrimSuffix(host, ":"+u.Port()) // as browsers write it
	}
	return u.Scheme + "://" + host, nil
}

// bind takes the port. For the usual address it takes the same port of the other
// loopback too, because browsers try either for "localhost"; a machine without IPv6
// does without.
func bind(listen string) ([]net.Listener, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, err
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	first, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, bindError(listen, port, err)
	}
	listeners := []net.Listener{first}
	if host == "127.0.0.1" {
		if second, err := net.Listen("tcp6", net.JoinHostPort("::1", portOf(first))); err == nil {
			listeners = append(listeners, second)
		}
	}
	return listeners, nil
}

func bindError(listen, port string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %s is in use by another program: stop it, or choose another port with --listen 127.0.0.1:PORT", port)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("port %s needs more rights than this user has: choose one above 1023 with --listen 127.0.0.1:PORT", port)
	}
	return fmt.Errorf("cannot listen on %s: %w", listen, err)
}

func portOf(l net.Listener) string {
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		panic(err) // an address of net always has a port
	}
	return port
}

// shownHost is the host of the printed URL, as it was asked for.
func shownHost(listen string, l net.Listener) string {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return l.Addr().String()
	}
	return net.JoinHostPort(host, portOf(l))
}

func tlsConfig(cert, key string) (*tls.Config, error) {
	if cert == "" && key == "" {
		return nil, nil
	}
	if cert == "" || key == "" {
		return nil, errors.New("--tls-cert and --tls-key belong together: give both")
	}
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, fmt.Errorf("cannot use --tls-cert %s with --tls-key %s: %w", cert, key, err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}
