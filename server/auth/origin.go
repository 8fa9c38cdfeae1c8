package auth

import (
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// KnownHost lets through requests under our own names only. A page of another site
// can have its name point at 127.0.0.1 (DNS rebinding); the Host header then still
// carries that name. Any port is fine: it may be forwarded.
func (g *Gate) KnownHost(r *http.Request) error {
	name, ok := splitHost(r.Host)
	if !ok {
		return ErrHost
	}
	if name == "localhost" || g.isPublic(r) {
		return nil
	}
	if addr, err := netip.ParseAddr(name); err == nil && addr.Zone() == "" && addr.IsLoopback() {
		return nil
	}
	return ErrHost
}

// splitHost takes a Host header apart; the name comes in lower case, an IPv6
// address without its brackets.
func splitHost(host string) (name string, ok bool) {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, "80"
		if inner, found := strings.CutPrefix(host, "["); found {
			if name, found = strings.CutSuffix(inner, "]"); !found {
				return "", false
			}
		} else if strings.Contains(host, ":") {
			return "", false
		}
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", false
	}
	return strings.ToLower(name), name != ""
}

// SameOrigin refuses requests that a page of another origin made. Another port on
// this machine is another origin. What changes nothing may come from anywhere.
func (g *Gate) SameOrigin(r *http.Request) error {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return nil
	}
	if g.crossOrigin.Check(r) != nil {
		return ErrOrigin
	}
	switch origin := r.Header.Get("Origin"); origin {
	case "", g.Origin(r): // only a program can leave it out, and it has no cookie to abuse
		return nil
	case "null":
		// Browsers send this from our own forms because we tell them to send no
		// referrer; a sandboxed page sends it too, but never as same-origin.
		if r.Header.Get("Sec-Fetch-Site") == "same-origin" {
			return nil
		}
	}
	return ErrOrigin
}

// CheckUpgrade is for websockets: an upgrade is a GET, so no cross-site check of
// forms stops it, and the browser sends the cookie along. Browsers always say the
// origin; what has none is no browser and has no business here.
func (g *Gate) CheckUpgrade(r *http.Request) error {
	if err := g.KnownHost(r); err != nil {
		return err
	}
	if r.Header.Get("Origin") != g.Origin(r) {
		return ErrOrigin
	}
	return nil
}

// Origin is what a page of ours has for the browser that sent a request. Headers
// that a proxy may add are not asked: whoever leaves the proxy out could send them too.
func (g *Gate) Origin(r *http.Request) string {
	if g.isPublic(r) {
		return g.public
	}
	if r.TLS != nil {
		return "https://" + strings.ToLower(r.Host)
	}
	return "http://" + strings.ToLower(r.Host)
}

// isPublic tells whether a request came under the public name.
func (g *Gate) isPublic(r *http.Request) bool {
	_, host, found := strings.Cut(g.public, "://")
	return found && strings.ToLower(r.Host) == host
}
