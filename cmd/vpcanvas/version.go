package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the release's linker; a build by hand is none.
var version = "devel"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the release, its commit, and the Go that built it",
		Example: "  vpcanvas version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "vpcanvas", versionText())
			return err
		},
	}
}

// versionText says what somebody who reports a fault is asked for: the release, the commit that it was
// built from where the build knows it, and the Go that built it.
func versionText() string {
	text := version
	if info, ok := debug.ReadBuildInfo(); ok {
		text += commitOf(info.Settings)
	}
	return text + " (" + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + ")"
}

func commitOf(settings []debug.BuildSetting) string {
	revision, changed := "", ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", changed"
		}
	}
	if revision == "" {
		return ""
	}
	return " at " + revision[:min(len(revision), 12)] + changed
}
