package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"vpcanvas/server"
)

func newURL() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:     "url",
		Short:   "Print a fresh login URL of the server that runs on a data folder",
		Example: "  vpcanvas url --data ./studio",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			url, err := server.LoginURL(dir)
			if err == nil {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), url)
			}
			return err
		},
	}
	dataFlag(cmd, &dir)
	return cmd
}
