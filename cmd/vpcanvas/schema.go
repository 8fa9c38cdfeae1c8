package main

import (
	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of the design file",
		Example: "  vpcanvas schema > vpcanvas.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printJSON(cmd.OutOrStdout(), design.JSONSchema())
		},
	}
}
