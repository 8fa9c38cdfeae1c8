package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "vpcanvas",
		Short: "Draw an AWS network and know, while drawing, whether it works",
		// Errors are printed once, by run, and a wrong flag does not bring the whole
		// help, in which its sentence would be lost.
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		Version:       versionText(),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.CompletionOptions.HiddenDefaultCmd = true
	for _, command := range commands {
		c := command()
		if strings.Contains(c.Use, "FILE") || strings.Contains(c.Use, "OLD") || strings.Contains(c.Use, "PATH") {
			paramFlag(c)
		}
		root.AddCommand(c)
	}
	return root
}

// oneLine keeps a diagnostic to the one line that scripts and people expect.
func oneLine(err error) string {
	return shown(strings.Join(strings.Fields(err.Error()), " "))
}
