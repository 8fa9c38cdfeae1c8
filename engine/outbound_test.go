package engine_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// calling are the parts of packages that open connections. The studio answers and never asks: no
// telemetry, no update check, no look at an account. What a test of a whole run may miss since it is
// seldom reached, is refused here.
var calling = map[string]*regexp.Regexp{
	"net":                          regexp.MustCompile(`^(Dial|Lookup|Resolve|Resolver|DefaultResolver|ListenPacket|ListenUDP|ListenIP|FilePacketConn)`),
	"net/http":                     regexp.MustCompile(`^(Get|Head|Post|PostForm|Client|DefaultClient|Transport|DefaultTransport|NewRequest|NewRequestWithContext|RoundTripper)$`),
	"crypto/tls":                   regexp.MustCompile(`^(Dial|DialWithDialer|Dialer|Client)$`),
	"github.com/gorilla/websocket": regexp.MustCompile(`^(Dialer|DefaultDialer|NewClient)$`),
	"syscall":                      regexp.MustCompile(`^(Connect|Sendto|Sendmsg|Socket|Syscall|RawSyscall|Exec|ForkExec|StartProcess)`),
	"os":                           regexp.MustCompile(`^StartProcess$`),
	"net/http/httputil":            regexp.MustCompile(`.`),
	"net/rpc":                      regexp.MustCompile(`.`),
	"net/smtp":                     regexp.MustCompile(`.`),
	"log/syslog":                   regexp.MustCompile(`.`),
	"os/exec":                      regexp.MustCompile(`.`),
	"plugin":                       regexp.MustCompile(`.`),
	"golang.org/x/sys/unix":        regexp.MustCompile(`.`),
}

func TestNothingCallsOut(t *testing.T) {
	for _, files := range goFiles(t) {
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, use := range callsOut(f) {
				t.Errorf("%s uses %s: the server and the commands open no connection", file, use)
			}
		}
	}
}

// callsOut lists what a file uses of the parts that open connections.
func callsOut(f *ast.File) []string {
	called, uses := map[string]string{}, []string{}
	for _, i := range f.Imports {
		path := strings.Trim(i.Path.Value, `"`)
		name := path[strings.LastIndexByte(path, '/')+1:]
		if i.Name != nil {
			name = i.Name.Name
		}
		called[name] = path
		if calling[path] != nil && (name == "." || name == "_") {
			uses = append(uses, path+" without its name")
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			of, ok := s.X.(*ast.Ident)
			if ok && calling[called[of.Name]] != nil && calling[called[of.Name]].MatchString(s.Sel.Name) {
				uses = append(uses, of.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return uses
}

func TestCallsOutAreSeen(t *testing.T) {
	for source, want := range map[string]int{
		`import "net"; var _ = net.Dial`:                                  1,
		`import "net"; var _ net.Dialer`:                                  1,
		`import quiet "net/http"; var _ = quiet.Get`:                      1,
		`import "net/http"; var _ = http.DefaultClient.Get`:               1,
		`import . "net"; var _ = Dial`:                                    1,
		`import "os/exec"; var _ = exec.Command`:                          1,
		`import "net/http"; var _ = http.StatusOK; var _ http.Server`:     0,
		`import "net"; var _ = net.Listen; var _ = net.SplitHostPort`:     0,
		`import "github.com/gorilla/websocket"; var _ websocket.Dialer`:   1,
		`import "vpcanvas/net"; type dialer struct{}; var _ = net.Dialed`: 0,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x; "+source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := callsOut(f); len(got) != want {
			t.Errorf("%s: %v, want %d", source, got, want)
		}
	}
}
