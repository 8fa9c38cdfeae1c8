package main

import (
	"github.com/spf13/cobra"

	"vpcanvas/server"
)

func newAudit() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Print who did what on a data folder, as JSON lines",
		Long: "Print the audit of a data folder as JSON lines, oldest first, whether a server runs on it or not:\n" +
			"logins, exports, restored versions, deleted diagrams, and those that were brought back or removed for good.",
		Example: "  vpcanvas audit --data ./studio",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return server.PrintAudit(cmd.Context(), dir, cmd.OutOrStdout())
		},
	}
	dataFlag(cmd, &dir)
	return cmd
}
