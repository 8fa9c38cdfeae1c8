package drawio

import (
	"html"
	"regexp"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

var (
	breaks = regexp.MustCompile(`(?i)<br[^>]*>|</?(?:div|p|li|ul|ol|tr|h[1-6])(?:\s[^>]*)?>`)
	markup = regexp.MustCompile(`<[^>]*>`)
	badges = regexp.MustCompile(` · (?:Public|Private) subnet$| \(detached\)$`)
)

// lines are the lines of a label as the editor shows them, without empty ones.
func lines(label string) []string {
	var kept []string
	for _, line := range strings.Split(breaks.ReplaceAllString(label, "\n"), "\n") {
		line = strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(markup.ReplaceAllString(line, "")), "\u00a0", " "))
		if line != "" {
			kept = append(kept, line)
		}
	}
	return kept
}

// renamed compares a label with the one that was written: the title in its first line is a name, the
// second line is drawn from properties.
func renamed(written, shown string) (name string, changed, second bool) {
	first, rest, _ := strings.Cut(written, "<br>")
	old, below := strings.Join(lines(first), " "), strings.Join(lines(rest), " ")
	now := lines(shown)
	switch {
	case below == "":
		name = strings.Join(now, " ")
	case len(now) == 0:
	case len(now) == 1 && now[0] != below:
		name = now[0]
	case len(now) > 1:
		name, second = now[0], strings.Join(now[1:], " ") != below
	}
	name, old = badges.ReplaceAllString(name, ""), badges.ReplaceAllString(old, "")
	return name, name != old, second
}

// labels takes over edited labels.
func (r *reader) labels() {
	for _, c := range r.cells {
		if written, ours := c.own["label"]; !ours || c.label == written || c.edge {
			continue
		}
		if c.own["kind"] == kindNote {
			id := c.id
			if c.copied() {
				id = r.made[c.id]
			}
			if r.d.Notes[id] != nil {
				r.edit(id, id, patch(design.Notes, id, "text", strings.Join(lines(c.label), "\n")))
			}
			continue
		}
		if c.original() {
			r.rename(c)
		}
	}
}

func (r *reader) rename(c *cell) {
	name, changed, second := renamed(c.own["label"], c.label)
	if second {
		r.lose("second", c.id, message.Args{"element": r.title(c.id)})
	}
	if e := r.d.Resources[c.id]; e != nil && changed {
		name = strings.TrimPrefix(name, kind.Get(e.Kind).Title.EN+": ")
		r.edit(c.id, name, patch(design.Resources, c.id, "name", name))
	}
	if c.own["kind"] == kindZone && changed {
		for _, inside := range r.cells {
			if inside.original() && inside.parent == c.id {
				r.zone(inside, name)
			}
		}
	}
}

// zone puts a subnet into the zone of the lane in which somebody dropped it.
func (r *reader) zone(c *cell, zone string) {
	if e := r.d.Resources[c.id]; e != nil && e.Kind == kind.SubnetKind && e.Props.(*kind.Subnet).AvailabilityZone != zone {
		r.edit(c.id, r.title(c.id), patch(design.Resources, c.id, "props.availabilityZone", zone))
	}
}
