package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"vpcanvas/server"
)

func newServe() *cobra.Command {
	var o server.Options
	var auth string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the studio and print a URL that logs in once",
		Example: "  vpcanvas serve\n" +
			"  vpcanvas serve --listen 127.0.0.1:9000 --data ./studio",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkAuth(auth); err != nil {
				return err
			}
			o.Log = newLog(cmd.ErrOrStderr())
			// Only the server ends in good order; the other commands end at once, as signals do.
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return serve(ctx, o, cmd.OutOrStdout())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Listen, "listen", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	dataFlag(cmd, &o.Dir)
	flags.StringVar(&auth, "auth", "none", "none: whoever has a login URL; password and oidc come later")
	flags.StringVar(&o.Base, "base-path", "/", "path that the studio lives under")
	flags.StringVar(&o.Public, "public-url", "", "address that people open, where a proxy or a container stands in front, such as https://canvas.example")
	flags.StringVar(&o.TLSCert, "tls-cert", "", "certificate file for https")
	flags.StringVar(&o.TLSKey, "tls-key", "", "key file for https")
	return cmd
}

func checkAuth(auth string) error {
	switch auth {
	case "none":
		return nil
	case "password", "oidc":
		return fmt.Errorf("--auth %s is not in this release: use --auth none on a loopback address", auth)
	}
	return fmt.Errorf("--auth %q: none, password or oidc is expected", auth)
}

// heapGrowth is how far, in percent, the heap may grow before garbage is collected, and ballast are bytes that
// count as part of it: nobody writes them, so that they take no memory. With Go's own 100 and none, every third
// edit of a small server meets a collection; designs are small, and people notice the wait first.
const (
	heapGrowth = 400
	ballast    = 24 << 20
)

// serve runs until ctx ends. Only the login URL goes to out.
func serve(ctx context.Context, o server.Options, out io.Writer) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
		defer runtime.KeepAlive(make([]byte, ballast))
	}
	s, err := server.Start(ctx, o)
	if err != nil {
		return err
	}
	url, err := s.LoginURL()
	if err == nil {
		_, err = fmt.Fprintln(out, url)
	}
	if err == nil {
		o.Log.Info("serving", "address", s.Address(), "data", o.Dir)
		select {
		case <-ctx.Done():
			o.Log.Info("going down")
		case err = <-s.Failed():
		}
	}
	return errors.Join(err, s.Shutdown(context.WithoutCancel(ctx)))
}

// dataFlag is the data folder, the same for every command that has one.
func dataFlag(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVar(dir, "data", defaultData(), "data folder")
}

// defaultData follows the XDG rule for data of one user.
func defaultData() string {
	if home := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, "vpcanvas")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "vpcanvas-data" // no home: a folder beside us is better than none
	}
	return filepath.Join(home, ".local", "share", "vpcanvas")
}

// newLog writes for people on a terminal and for programs elsewhere.
func newLog(w io.Writer) *slog.Logger {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return slog.New(slog.NewTextHandler(w, nil))
		}
	}
	return slog.New(slog.NewJSONHandler(w, nil))
}
