package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/template"
)

func newTemplate() *cobra.Command {
	var asJSON bool
	var stage int
	cmd := &cobra.Command{
		Use:   "template [ID]",
		Short: "List the starter designs, or print one",
		Long:  "Without ID, list the starter designs. With ID, print that design; stages count from 1, the last is the default.",
		Example: "  vpcanvas template\n" +
			"  vpcanvas template web-and-db --stage 3 > network.vpc.json",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			staged := cmd.Flags().Changed("stage")
			if len(args) == 0 {
				if staged {
					return errors.New("--stage goes with the ID of a template")
				}
				return listTemplates(cmd, asJSON)
			}
			t := template.Get(args[0])
			if t == nil {
				return fmt.Errorf("there is no template %s; there are %s", clipped(args[0]), templateIDs())
			}
			if !staged {
				stage = len(t.Stages)
			}
			d, err := t.Build(stage)
			if err != nil {
				return err
			}
			raw, err := design.Encode(d)
			if err == nil {
				_, err = cmd.OutOrStdout().Write(raw)
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON; a design is JSON anyway")
	cmd.Flags().IntVar(&stage, "stage", 0, "the stage to print, counted from 1")
	return cmd
}

func templateIDs() string {
	ids := []string{}
	for _, t := range template.All {
		ids = append(ids, t.ID)
	}
	return strings.Join(ids, ", ")
}

type templateJSON struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Stages []stageJSON `json:"stages"`
}

type stageJSON struct {
	Title string `json:"title"`
}

func listTemplates(cmd *cobra.Command, asJSON bool) error {
	list := []templateJSON{}
	for _, t := range template.All {
		entry := templateJSON{ID: t.ID, Title: t.Title.In(message.EN), Stages: []stageJSON{}}
		for _, s := range t.Stages {
			entry.Stages = append(entry.Stages, stageJSON{s.Title.In(message.EN)})
		}
		list = append(list, entry)
	}
	if asJSON {
		return printJSON(cmd.OutOrStdout(), list)
	}
	p := &printer{w: cmd.OutOrStdout()}
	for _, t := range list {
		p.line("%-12s %s", t.ID, t.Title)
		for i, s := range t.Stages {
			p.line("%14d %s", i+1, s.Title)
		}
	}
	return p.err
}
