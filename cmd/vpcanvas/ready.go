package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

func newReady() *cobra.Command {
	var item, element, lang, as string
	cmd := &cobra.Command{
		Use:   "ready FILE",
		Short: "Check what Session Manager, S3, a peering or a load balancer needs, tick by tick",
		Long: "Check, tick by tick, all that has to be set before something works: Session Manager into an instance (ssm),\n" +
			"private access to Amazon S3 (s3), a peering (peering), a load balancer (alb). Without --item and --element,\n" +
			"every list for every element that it is about. FILE is a design file, - for standard input, or what import reads.\n\n" +
			"Exit code: 0 all is ready, 1 something is missing, 3 nothing is missing but something is unknown, 2 bad usage.",
		Example: "  vpcanvas ready network.vpc.json --item ssm",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if lang != string(message.EN) && lang != string(message.JA) {
				return fmt.Errorf("--lang %s: en or ja is expected", clipped(lang))
			}
			if as != "text" && as != "json" {
				return fmt.Errorf("--format %s: text or json is expected", clipped(as))
			}
			if err := knownItem(item); err != nil {
				return err
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			id, err := readyElement(d, item, element)
			if err != nil {
				return err
			}
			lists := verdict.ReadyAll(reach.Compile(d), item, id)
			if as == "json" {
				err = printJSON(cmd.OutOrStdout(), lists)
			} else {
				err = readyText(cmd.OutOrStdout(), d, lists, message.Lang(lang))
			}
			if err != nil {
				return err
			}
			return exitOfLists(lists)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&item, "item", "", "ssm, s3, peering or alb; all when left out")
	flags.StringVar(&element, "element", "", "the element to check; all that an item is about when left out")
	flags.StringVar(&lang, "lang", "en", "en or ja")
	flags.StringVar(&as, "format", "text", "text or json")
	return cmd
}

func knownItem(item string) error {
	var ids []string
	for _, i := range verdict.ReadyItems {
		if ids = append(ids, i.ID); i.ID == item || item == "" {
			return nil
		}
	}
	return fmt.Errorf("--item %s: %s is expected", clipped(item), strings.Join(ids, ", "))
}

// readyElement finds the element, by id, origin or name; only those count that some asked item is about.
func readyElement(d *design.Design, item, element string) (string, error) {
	if element == "" {
		return "", nil
	}
	isAbout := func(r *design.Resource) bool {
		for _, i := range verdict.ReadyItems {
			for _, k := range i.For {
				if (item == "" || item == i.ID) && r.Kind == k {
					return true
				}
			}
		}
		return false
	}
	var ids []string
	for _, row := range kind.Sorted(d.Resources) {
		r := row.Value
		isNamed := row.Key == element || r.Name == element || r.Origin != nil && r.Origin.ID == element
		if isNamed && isAbout(r) {
			ids = append(ids, row.Key)
		}
	}
	e, err := one(element, ids)
	if err != nil {
		return "", fmt.Errorf("--element: %w", err)
	}
	return e.Ref.ID, nil
}

func exitOfLists(lists []verdict.Checklist) error {
	worst := verdict.Yes
	for _, l := range lists {
		if l.Holds == verdict.No || l.Holds == verdict.Unknown && worst == verdict.Yes {
			worst = l.Holds
		}
	}
	switch worst {
	case verdict.Yes:
		return nil
	case verdict.Unknown:
		return exitOf(reach.Unknown)
	}
	return exitOf(reach.Blocked)
}

var tickMarks = map[verdict.Holds]string{verdict.Yes: "[x]", verdict.No: "[ ]", verdict.Unknown: "[?]"}

func readyText(w io.Writer, d *design.Design, lists []verdict.Checklist, lang message.Lang) error {
	p := &printer{w: w}
	for _, l := range lists {
		p.line("%s %s: %s", tickMarks[l.Holds], l.Title.In(lang), d.NameOf(l.Element))
		for _, t := range l.Ticks {
			optional := ""
			if t.Optional {
				optional = map[message.Lang]string{message.EN: " (optional)", message.JA: "（任意）"}[lang]
			}
			p.line("  %s %s%s", tickMarks[t.Holds], t.Title.In(lang), optional)
			for _, why := range t.Why {
				p.line("        %s", why.In(lang))
			}
		}
	}
	return p.err
}
