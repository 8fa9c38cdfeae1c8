package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"vpcanvas/engine/netset"
	"vpcanvas/engine/verdict"
)

// What scripts read; docs/cli.md promises it. Keys are added, never changed.
type (
	diffPair struct {
		From    string         `json:"from"`
		FromID  string         `json:"from_id"`
		To      string         `json:"to"`
		ToID    string         `json:"to_id"`
		Before  []netset.Entry `json:"before,omitempty"`
		Became  string         `json:"became,omitempty"`
		Allowed []netset.Entry `json:"allowed"`
		Blocked []netset.Entry `json:"blocked,omitempty"`
	}
	diffResources struct {
		Added   []diffResource `json:"added"`
		Removed []diffResource `json:"removed"`
		Changed []diffResource `json:"changed"`
	}
	diffResource struct {
		ID         string         `json:"id"`
		WasID      string         `json:"was_id,omitempty"`
		Kind       string         `json:"kind"`
		Name       string         `json:"name"`
		Properties []diffProperty `json:"properties,omitempty"`
	}
	diffProperty struct {
		Path string          `json:"path"`
		Old  json.RawMessage `json:"old"`
		New  json.RawMessage `json:"new"`
	}
	diffFlow struct {
		ID    string        `json:"id"`
		Title string        `json:"title"`
		Was   verdict.Holds `json:"was,omitempty"`
		Now   verdict.Holds `json:"now,omitempty"`
	}
)

// diffJSON writes one pair after the other: a diff may have more of them than memory.
func diffJSON(w io.Writer, r *diffReport) error {
	j := &jsonParts{w: w}
	j.value("resources", diffResources{
		resourcesJSON(r.resources.Added), resourcesJSON(r.resources.Removed), resourcesJSON(r.resources.Changed),
	})
	for _, list := range []struct {
		name string
		rows func(verdict.DiffPair) []diffPair
	}{{"opened", openedRows}, {"closed", closedRows}, {"changed", changedRows}, {"unknown", unknownRows}} {
		j.list(list.name, func(add func(any)) {
			for p := range r.diff.Pairs() {
				for _, row := range list.rows(p) {
					add(row)
				}
			}
		})
	}
	j.list("flows", func(add func(any)) {
		for _, f := range r.flows {
			add(diffFlow{f.ID, r.flowTitle(f), f.Was, f.Now})
		}
	})
	return j.end()
}

func pairRow(p verdict.DiffPair, allowed netset.Traffic) diffPair {
	return diffPair{From: p.From.Name, FromID: p.From.ID, To: p.To.Name, ToID: p.To.ID, Allowed: fullEntries(allowed.EntriesFor(p.From.Client()))}
}

// talks reports more than messages that nobody answers.
func talks(t netset.Traffic) bool { return !t.Minus(netset.OneWay).IsEmpty() }

func openedRows(p verdict.DiffPair) []diffPair { return rowIf(p, p.Opened) }
func closedRows(p verdict.DiffPair) []diffPair { return rowIf(p, p.Closed) }

func rowIf(p verdict.DiffPair, t netset.Traffic) []diffPair {
	if !talks(t) {
		return nil
	}
	return []diffPair{pairRow(p, t)}
}

// changedRows are the pairs that could talk before and still can, about something else.
func changedRows(p verdict.DiffPair) []diffPair {
	if !talks(p.Was.Surely) || !talks(p.Now.Surely) || p.Was.Surely.Equal(p.Now.Surely) {
		return nil
	}
	row := pairRow(p, p.Now.Surely)
	row.Before = fullEntries(p.Was.Surely.EntriesFor(p.From.Client()))
	return []diffPair{row}
}

func unknownRows(p verdict.DiffPair) []diffPair {
	var rows []diffPair
	for _, u := range []struct {
		became           string
		allowed, blocked netset.Traffic
	}{{"unknown", p.DoubtedAllowed, p.DoubtedBlocked}, {"known", p.SettledAllowed, p.SettledBlocked}} {
		if !talks(u.allowed) && !talks(u.blocked) {
			continue
		}
		row := pairRow(p, u.allowed)
		row.Became, row.Blocked = u.became, fullEntries(u.blocked.EntriesFor(p.From.Client()))
		rows = append(rows, row)
	}
	return rows
}

func resourcesJSON(list []verdict.ResourceChange) []diffResource {
	out := make([]diffResource, 0, len(list))
	for _, r := range list {
		row := diffResource{ID: r.ID, WasID: r.Was, Kind: string(r.Kind), Name: r.Name}
		for _, p := range r.Properties {
			row.Properties = append(row.Properties, diffProperty(p))
		}
		out = append(out, row)
	}
	return out
}

// jsonParts writes an object with long lists, a row on a line.
type jsonParts struct {
	w    io.Writer
	some bool
	err  error
}

func (j *jsonParts) write(format string, args ...any) {
	if j.err == nil {
		_, j.err = fmt.Fprintf(j.w, format, args...)
	}
}

func (j *jsonParts) key(name string) {
	before := ",\n"
	if !j.some {
		before, j.some = "{\n", true
	}
	j.write("%s  %q: ", before, name)
}

func (j *jsonParts) encoded(v any, indent string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("  ", indent)
	if err := enc.Encode(v); err != nil && j.err == nil {
		j.err = err
	}
	return bytes.TrimSpace(b.Bytes())
}

func (j *jsonParts) value(name string, v any) {
	j.key(name)
	j.write("%s", j.encoded(v, "  "))
}

func (j *jsonParts) list(name string, rows func(add func(any))) {
	j.key(name)
	before := "["
	rows(func(v any) {
		j.write("%s\n    ", before)
		before = ","
		var b bytes.Buffer
		if err := json.Compact(&b, j.encoded(v, "")); err != nil && j.err == nil {
			j.err = err
		}
		j.write("%s", b.Bytes())
	})
	if before == "[" {
		j.write("[]")
		return
	}
	j.write("\n  ]")
}

func (j *jsonParts) end() error {
	j.write("\n}\n")
	return j.err
}
