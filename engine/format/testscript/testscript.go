// Package testscript writes the flows of a design as a shell script that asks the deployed network: it
// pings and opens connections, from the machine that it runs on or on an instance through Systems Manager,
// and compares what it finds with what the engine says of each flow.
//
// # What the script knows
//
// It finds what was deployed as our other exports make it: by the logical id in a CloudFormation stack, by the
// id that an imported element came with, else by the tag Name that every export writes. Names are data in
// it: each stands in single quotes, in JSON where AWS is asked, and in one line without control characters where
// people read it.
//
// # What a verdict means to a script
//
// A connection that is refused has arrived: nobody listens, which is no matter of the network. One that
// gets no answer is blocked. So nothing can be said of UDP, and of a range of ports or of "anything" only a
// few are asked. The listener of an application load balancer answers for itself, whatever is behind it.
package testscript

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// Extensions choose the language.
var Extensions = []string{".sh", ".ja.sh"}

// runtime is the part of the script that is the same for every design.
//
//go:embed runtime.sh
var runtime string

// Write makes one script. What it cannot ask is listed.
func Write(d *design.Design, extension string) ([]exchange.File, []exchange.Loss) {
	lang := message.EN
	if extension == ".ja.sh" {
		lang = message.JA
	} else {
		extension = ".sh"
	}
	w := newWriter(d, lang)
	for _, row := range kind.Sorted(d.Flows) {
		w.flow(row.Key, row.Value)
	}
	if len(d.Flows) == 0 {
		w.remark("no-flows", "", func(message.Lang) message.Args { return nil })
	}
	return []exchange.File{{Name: "test" + extension, Data: w.script()}}, w.losses
}

// A writer makes one script.
type writer struct {
	d    *design.Design
	n    *reach.Network
	lang message.Lang
	// places are the accounts and regions, in order; at is the number of each.
	places []string
	at     map[string]int
	// logical are the ids in CloudFormation stacks, tags the Name tags that may be on an element.
	logical map[string]string
	tags    func(id string) []string
	// elements are the ends that flows ask about, by their id in the script.
	elements map[string]element
	order    []string
	// remarked are the instances of which it is said that Systems Manager does not reach them.
	remarked map[string]bool
	body     strings.Builder
	losses   []exchange.Loss
}

// quoted is a text as one word of a shell, whatever stands in it. No shell can hold a zero byte.
func quoted(s string) string {
	return "'" + strings.ReplaceAll(strings.ReplaceAll(s, "\x00", ""), "'", `'\''`) + "'"
}

func (w *writer) say(key string) string { return words[key].In(w.lang) }

// shown is a text in one line, short enough to be read.
func shown(s string) string {
	s = scene.Visible(s)
	if r := []rune(s); len(r) > mostShown {
		return string(r[:mostShown]) + "…"
	}
	return s
}

const mostShown = 80

// flow writes what asks for one arrow: a line of the answer.
func (w *writer) flow(id string, f *design.Flow) {
	title := shown(scene.EndLabel(w.d, f.From)) + " -> " + shown(scene.EndLabel(w.d, f.To))
	if !f.Via.IsZero() {
		title += " (" + shown(scene.EndLabel(w.d, design.End{Ref: f.Via})) + ")"
	}
	expected := w.say(f.Expect)
	fmt.Fprintf(&w.body, "\n# %s: %s", title, expected)
	if why := shown(f.Why); why != "" {
		fmt.Fprintf(&w.body, ". %s", why)
	}
	fmt.Fprintf(&w.body, "\nflow %s %s\n", quoted(title), quoted(expected))
	for _, s := range verdict.Judge(w.n, f).Services {
		service := f.Services[s.Row]
		if len(s.Answer.Legs) == 0 {
			w.pairs(id, title, f, service, s.Answer.Pairs)
		}
		for _, leg := range s.Answer.Legs {
			w.pairs(id, title, f, service, leg.Pairs)
		}
	}
	w.body.WriteString("end\n")
}

// mostPairs bounds what is asked of a group: pairs that differ to the network come one by one.
const mostPairs = 20

// pairs asks each pair of ends that differ to the network.
func (w *writer) pairs(id, title string, f *design.Flow, s design.Service, all []reach.Pair) {
	merged := together(all)
	if len(merged) == 0 {
		w.cannot(id, title, reach.ServiceText(s), "empty", nil)
	}
	for i, p := range merged {
		if i == mostPairs {
			w.cannot(id, title, reach.ServiceText(s), "many", message.Args{"asked": fmt.Sprint(mostPairs), "pairs": fmt.Sprint(len(merged))})
			return
		}
		label := reach.ServiceText(s)
		if len(merged) > 1 || !f.Via.IsZero() {
			label = w.name(p.From) + " -> " + w.name(p.To) + " " + label
		}
		if code := w.ask(f, s, &p, label); code != "" {
			w.cannot(id, title, label, code, nil)
		}
	}
}

// together joins the pairs with the same ends: an end that lives in several places is asked once.
func together(all []reach.Pair) []reach.Pair {
	var merged []reach.Pair
	for _, p := range all {
		at := slices.IndexFunc(merged, func(o reach.Pair) bool { return o.From == p.From && o.To == p.To })
		if at < 0 {
			merged = append(merged, p)
			continue
		}
		merged[at].Verdict = reach.Together([]reach.Verdict{merged[at].Verdict, p.Verdict})
	}
	return merged
}

// cannot says what the script does not ask: in it, when it runs, and in the list of losses.
func (w *writer) cannot(flow, title, label, code string, args message.Args) {
	why := words[code].Format(w.lang, args)
	fmt.Fprintf(&w.body, "# %s: %s\nunasked %s %s\n", label, why, quoted(label), quoted(why))
	between := map[message.Lang]string{message.EN: ", ", message.JA: "、"}
	w.losses = append(w.losses, exchange.TellEach(words["loss"], flow, func(lang message.Lang) message.Args {
		return message.Args{"element": title + between[lang] + label, "why": words[code].Format(lang, args)}
	}))
}

// remark says, in the script and in the list, what it takes for the script to ask.
func (w *writer) remark(code, element string, args func(lang message.Lang) message.Args) {
	l := exchange.TellEach(words[code], element, args)
	l.Note = true
	fmt.Fprintf(&w.body, "# %s\n", l.Text.In(w.lang))
	w.losses = append(w.losses, l)
}

// script puts the parts together.
func (w *writer) script() []byte {
	var b strings.Builder
	b.WriteString("#!/usr/bin/env bash\n")
	for _, line := range strings.Split(words["usage"].Format(w.lang, message.Args{"design": shown(w.d.Name)}), "\n") {
		b.WriteString(strings.TrimRight("# "+line, " ") + "\n")
	}
	b.WriteString("\n")
	for _, row := range kind.Sorted(words) {
		if strings.HasPrefix(row.Key, "t_") {
			fmt.Fprintf(&b, "%s=%s\n", row.Key, quoted(row.Value.In(w.lang)))
		}
	}
	b.WriteString("\n# " + w.say("places") + "\n")
	b.WriteString(w.placeTable())
	b.WriteString("\n# " + w.say("elements") + "\n")
	b.WriteString(w.elementTable())
	b.WriteString("\n" + runtime)
	b.WriteString(w.body.String())
	b.WriteString("\nfinish\n")
	return []byte(b.String())
}

func (w *writer) placeTable() string {
	lists := map[string][]string{}
	for _, id := range w.places {
		name, region := id, ""
		if r := w.d.Resources[id]; r != nil {
			region = regionOf(r)
			if name = shown(r.Name); name == "" {
				name = id
			}
		}
		lists["places"] = append(lists["places"], quoted(strings.ReplaceAll(name, "=", "-")))
		lists["regions"] = append(lists["regions"], quoted(region))
		lists["profiles"] = append(lists["profiles"], "''")
		lists["stacks"] = append(lists["stacks"], "''")
	}
	var b strings.Builder
	for _, name := range []string{"places", "regions", "profiles", "stacks"} {
		fmt.Fprintf(&b, "%s=(%s)\n", name, strings.Join(lists[name], " "))
	}
	return b.String()
}

func regionOf(scope *design.Resource) string {
	p, ok := scope.Props.(*kind.Scope)
	if !ok || !exchange.IsRegion(p.Region) {
		return ""
	}
	return p.Region
}

func (w *writer) elementTable() string {
	var b strings.Builder
	b.WriteString("# shellcheck disable=SC2034\nelement() {\n")
	b.WriteString("  place=0 kind=outside name='' logical='' aws='' filter='' type='' access=public host4='' host6='' anywhere=0 side=in ports=any\n")
	b.WriteString("  case $1 in\n")
	for _, id := range w.order {
		b.WriteString("  " + id + ")" + w.elements[id].assignments() + " ;;\n")
	}
	b.WriteString("  esac\n}\n")
	return b.String()
}

// inJSON is a value as JSON; what comes here are texts and lists of them.
func inJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts can be written
	}
	return string(raw)
}
