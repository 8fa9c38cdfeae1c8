package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"github.com/gorilla/websocket"
	"golang.org/x/sys/unix"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format"
	"vpcanvas/server/wire"
)

// This file proves that vpcanvas calls nobody. Its process is sealed before it begins: the kernel ends it
// with SIGSYS the moment it asks for what a call needs, even to this machine. A seal is used instead of a
// look at open connections since a call that is short, fails or waits for a name would not be seen there;
// and it needs no rights.

const (
	// inSeal tells the test binary what to do behind the seal.
	inSeal = "VPCANVAS_TEST_SEALED"
	// noSeal is the exit code where the system has no such thing.
	noSeal = 77
)

// Offsets in what the kernel shows a filter: the call's number, the machine, and the lower halves of the
// arguments.
const (
	atNumber  = 0
	atMachine = 4
	atFirst   = 16
	perValue  = 8
	upperHalf = 4
)

var machines = map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}

// sealFilter forbids connect, sends that name an address, sockets that need no connect, and the ways
// round these. Listening, accepting and answering stay.
func sealFilter(machine uint32) []unix.SockFilter {
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	skip := func(code uint16, k uint32, yes, no uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_K | code, K: k, Jt: yes, Jf: no}
	}
	end := func(how uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: how} }
	allow, kill := end(unix.SECCOMP_RET_ALLOW), end(unix.SECCOMP_RET_KILL_PROCESS)
	const otherTable = 0x40000000 // calls by the numbers of another ABI
	filter := []unix.SockFilter{load(atMachine), skip(unix.BPF_JEQ, machine, 1, 0), kill, load(atNumber), skip(unix.BPF_JGE, otherTable, 0, 1), kill}
	for _, call := range []uint32{unix.SYS_CONNECT, unix.SYS_SENDMMSG, unix.SYS_IO_URING_SETUP} {
		filter = append(filter, skip(unix.BPF_JEQ, call, 0, 1), kill)
	}
	socket := []unix.SockFilter{
		load(atFirst), skip(unix.BPF_JEQ, unix.AF_INET, 1, 0), skip(unix.BPF_JEQ, unix.AF_INET6, 0, 3),
		load(atFirst + perValue),
		{Code: unix.BPF_ALU | unix.BPF_AND | unix.BPF_K, K: 0xf},
		skip(unix.BPF_JEQ, unix.SOCK_STREAM, 0, 1), allow, kill,
	}
	filter = append(filter, skip(unix.BPF_JEQ, unix.SYS_SOCKET, 0, uint8(len(socket))))
	filter = append(filter, socket...)
	const address = atFirst + 4*perValue
	sendto := []unix.SockFilter{
		load(address), skip(unix.BPF_JEQ, 0, 0, 3), load(address + upperHalf), skip(unix.BPF_JEQ, 0, 0, 1), allow, kill,
	}
	filter = append(filter, skip(unix.BPF_JEQ, unix.SYS_SENDTO, 0, uint8(len(sendto))))
	filter = append(filter, sendto...)
	// A first packet may carry data, and then nobody connects.
	filter = append(filter, skip(unix.BPF_JEQ, unix.SYS_SENDMSG, 0, 3), load(atFirst+2*perValue), skip(unix.BPF_JSET, unix.MSG_FASTOPEN, 0, 1), kill)
	return append(filter, allow)
}

// seal is for the calling thread, and for the program that this thread becomes.
func seal() error {
	machine, ok := machines[runtime.GOARCH]
	if !ok {
		return errors.ErrUnsupported
	}
	filter := sealFilter(machine)
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	if _, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&program))); errno != 0 {
		return errno
	}
	return nil
}

// TestBehindTheSeal is no test: it is the process that the tests below start.
func TestBehindTheSeal(t *testing.T) {
	switch what := os.Getenv(inSeal); what {
	case "":
		t.Skip("it is started by the tests of outbound calls")
	case "command", "tcp", "udp", "name":
		runtime.LockOSThread()
		if err := seal(); err != nil {
			fmt.Fprintln(os.Stderr, "no seal:", err)
			os.Exit(noSeal)
		}
		arguments, name, value := flag.Args(), asCommand, "1"
		if what != "command" {
			arguments, name, value = []string{"-test.run=^TestBehindTheSeal$", flag.Arg(0)}, inSeal, "call "+what
		}
		if err := os.Setenv(name, value); err != nil {
			t.Fatal(err)
		}
		t.Fatal(syscall.Exec(os.Args[0], append([]string{os.Args[0]}, arguments...), os.Environ()))
	case "call tcp", "call udp":
		_, err := net.Dial(strings.TrimPrefix(what, "call "), flag.Arg(0))
		t.Fatal("it could call:", err)
	case "call name":
		_, err := net.DefaultResolver.LookupHost(t.Context(), flag.Arg(0))
		t.Fatal("it could ask for a name:", err)
	}
}

func sealed(t *testing.T, what string, arguments ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0], append([]string{"-test.run=^TestBehindTheSeal$"}, arguments...)...)
	c.Env = append(os.Environ(), inSeal+"="+what, "GODEBUG=netdns=go")
	return c
}

// sealedCommand runs a command to its end.
func sealedCommand(t *testing.T, arguments ...string) (code int, out string) {
	t.Helper()
	c := sealed(t, "command", append([]string{"--"}, arguments...)...)
	var o, d bytes.Buffer
	c.Stdout, c.Stderr = &o, &d
	err := c.Run()
	code = c.ProcessState.ExitCode()
	switch {
	case code == noSeal:
		t.Skip("SKIPPED, outbound calls are not looked for: ", d.String())
	case code < 0 || code == exitUsage:
		t.Fatalf("%v: %v, %s", arguments, err, d.String())
	}
	return code, o.String()
}

// The seal must hold, or the tests below prove nothing.
func TestTheSealHolds(t *testing.T) {
	sealedCommand(t, "schema")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for what, to := range map[string]string{"tcp": l.Addr().String(), "udp": "127.0.0.1:53", "name": "vpcanvas.example"} {
		c := sealed(t, what, to)
		out, err := c.CombinedOutput()
		status, ok := c.ProcessState.Sys().(syscall.WaitStatus)
		if !ok || !status.Signaled() || status.Signal() != syscall.SIGSYS {
			t.Errorf("%s to %s: %v, %s", what, to, err, out)
		}
	}
}

// The whole loop with a browser, from the login to the exports, and no call goes out.
func TestTheStudioCallsNobody(t *testing.T) {
	sealedCommand(t, "schema") // skips where there is no seal
	dir := t.TempDir()
	r := startSealed(t, dir)
	base, _, _ := strings.Cut(r.login, "#")
	v := &visitor{t: t, base: base, cookie: post(t, r.login)}

	home := v.get("")
	for _, address := range ownAddresses(home) {
		v.get(address)
	}
	v.get("?q=web")
	v.get("templates/alb-app/picture")
	for _, template := range strings.Split(templateIDs(), ", ") {
		at := v.post("diagrams", "application/x-www-form-urlencoded", "template="+template)
		for _, address := range ownAddresses(v.get(at)) {
			v.get(address)
		}
		v.edit(at)
		v.get(at + "/snapshot")
		v.get(at + "/versions")
		v.post(at+"/versions", "application/json", `{"name":"Approved"}`)
		for _, f := range append(formatNames(), "design") {
			v.get(at + "/export/" + f)
		}
		v.post(at+"/rename", "application/x-www-form-urlencoded", "name=Again")
		v.post(at+"/duplicate", "application/x-www-form-urlencoded", "")
		v.post(at+"/delete", "application/x-www-form-urlencoded", "")
	}
	post(t, v.another(dir))

	if err := r.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := r.Wait(); err != nil {
		t.Errorf("the server's end: %v, %s", err, r.err.String())
	}
}

func startSealed(t *testing.T, dir string) *running {
	t.Helper()
	r := &running{Cmd: sealed(t, "command", "--", "serve", "--data", dir, "--listen", "127.0.0.1:0"), err: &bytes.Buffer{}}
	r.begin(t)
	return r
}

// The commands that need no server call nobody either.
func TestTheCommandsCallNobody(t *testing.T) {
	sealedCommand(t, "--help")
	sealedCommand(t, "template")
	_, raw := sealedCommand(t, "template", "alb-app")
	file := filepath.Join(t.TempDir(), "design.json")
	if err := os.WriteFile(file, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	for name := range checkFormats {
		sealedCommand(t, "check", file, "--format", name)
	}
	sealedCommand(t, "matrix", file)
	sealedCommand(t, "trace", file, "--from", "internet", "--to", "alb", "--protocol", "tcp", "--port", "80")
	for _, f := range format.All {
		sealedCommand(t, "export", file, "--format", f.Name, "-o", filepath.Join(t.TempDir(), "out"))
	}
}

// ownAddresses are what a page loads or leads to below its own base.
func ownAddresses(page string) []string {
	found := []string{}
	for _, m := range regexp.MustCompile(`(?:src|href)="/([^"#]*)"`).FindAllStringSubmatch(page, -1) {
		found = append(found, m[1])
	}
	return found
}

// A visitor is a browser with a session.
type visitor struct {
	t      *testing.T
	base   string
	cookie *http.Cookie
}

func (v *visitor) get(path string) string { return v.send("GET", path, "", "") }

// post returns where the answer leads.
func (v *visitor) post(path, kind, body string) string { return v.send("POST", path, kind, body) }

func (v *visitor) send(method, path, kind, body string) string {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), method, v.base+strings.TrimPrefix(path, "/"), strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	request.AddCookie(v.cookie)
	request.Header.Set("Accept", "text/html")
	if method == "POST" {
		request.Header.Set("Content-Type", kind)
		request.Header.Set("Origin", strings.TrimSuffix(v.base, "/"))
	}
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		v.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 400 {
		v.t.Fatalf("%s %s: %d %s %v", method, path, answer.StatusCode, text, err)
	}
	if to := answer.Header.Get("Location"); to != "" {
		return to
	}
	return string(text)
}

// edit changes a diagram by its socket, and waits until the server has kept and judged that.
func (v *visitor) edit(at string) {
	v.t.Helper()
	origin := strings.TrimSuffix(v.base, "/")
	conn, _, err := websocket.DefaultDialer.DialContext(v.t.Context(), strings.Replace(origin, "http", "ws", 1)+at+"/socket",
		http.Header{"Origin": {origin}, "Cookie": {v.cookie.String()}})
	if err != nil {
		v.t.Fatal(err)
	}
	defer conn.Close()
	v.say(conn, wire.Hello{Proto: wire.Protocol, Schema: design.Schema, Doc: path.Base(at), Actor: strings.Repeat("0a", 16)})
	v.say(conn, wire.Edit{Seq: 1, Label: "Rename", Ops: design.Ops{design.Patch{Section: design.Itself, Path: "name", Value: []byte(`"Edited"`)}}})
	committed, judged := false, false
	for !committed || !judged {
		_, frame, err := conn.ReadMessage()
		if err != nil {
			v.t.Fatalf("committed %v, judged %v: %v", committed, judged, err)
		}
		switch m, err := wire.DecodeServer(frame); m.(type) {
		case wire.Commit:
			committed = true
		case wire.Analysis:
			judged = true
		case wire.Reject, wire.Bye:
			v.t.Fatalf("%s %v", frame, err)
		}
	}
}

func (v *visitor) say(conn *websocket.Conn, m wire.Message) {
	v.t.Helper()
	frame, err := wire.Encode(m)
	if err == nil {
		err = conn.WriteMessage(websocket.TextMessage, frame)
	}
	if err != nil {
		v.t.Fatal(err)
	}
}

// another is a login URL that a second command makes.
func (v *visitor) another(dir string) string {
	_, url := sealedCommand(v.t, "url", "--data", dir)
	return strings.TrimSpace(url)
}
