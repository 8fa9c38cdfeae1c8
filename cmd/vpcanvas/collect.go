package main

import (
	_ "embed"
	"io"

	"github.com/spf13/cobra"
)

// collectScript is shell for AWS CloudShell; a test wants every call of it to read only.
//
//go:embed collect.sh
var collectScript string

// collectPolicy is all that the script may do.
//
//go:embed collect-policy.json
var collectPolicy string

func newCollect() *cobra.Command {
	var policy bool
	cmd := &cobra.Command{
		Use:   "collect",
		Short: "Print a script that gathers an account's network, or its IAM policy",
		Long: "Print a shell script for AWS CloudShell that gathers an account's network as describe-* JSON, in every region that\n" +
			"is in use, and packs it into a zip that import reads. It only reads, and asks for no user data, no environment\n" +
			"variables and no keys. Its comment holds the least-privilege IAM policy; --policy prints that alone.",
		Example: "  vpcanvas collect > collect.sh",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			text := collectScript
			if policy {
				text = collectPolicy
			}
			_, err := io.WriteString(cmd.OutOrStdout(), text)
			return err
		},
	}
	cmd.Flags().BoolVar(&policy, "policy", false, "print the IAM policy only")
	return cmd
}
