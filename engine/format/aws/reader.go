package aws

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/internal/atonce"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
	"vpcanvas/engine/message"
)

// Source is what an element's origin says of elements that came from an account.
const Source = "aws"

// A part is one top-level key: how its objects are read, and who writes them.
type part struct {
	key string
	// decode reads one object and says which AWS ids it holds.
	decode func(raw json.RawMessage) (object any, ids []named, err error)
	// index notes what other parts ask for; nil where they ask for nothing.
	index func(r *reader, s *scope, object any)
	// build adds the object's elements; nil where it only says more of others.
	build func(r *reader, s *scope, object any)
	// write lists the objects of the scope that is written.
	write func(w *writer) []any
}

// named is an AWS id with what it becomes.
type named struct {
	awsID string
	kind  kind.Name
	// id is set where it does not follow from the AWS id.
	id func(r *reader, s *scope) string
}

// entry is where an AWS id leads.
type entry struct {
	id    string
	kind  kind.Name
	scope *scope
	// row is the interface's key, where the id is an interface of the element.
	row string
}

type reader struct {
	d      *design.Design
	scopes []*scope
	// ids are the elements by AWS id; several accounts may each have one, such as AWS's own prefix lists.
	ids    map[string][]entry
	taken  map[string]bool
	losses []exchange.Loss
	passed map[string]int
	whys   map[string]message.Text
	count  int
	keys   int // top-level keys that were understood
	tagged int

	indexed
}

// Read makes a design of describe answers. What is not understood is named, and loses nothing else.
func Read(files []exchange.File, _ exchange.Options) (*design.Design, []exchange.Loss, error) {
	r := &reader{
		d: design.New("AWS"), ids: map[string][]entry{}, taken: map[string]bool{}, passed: map[string]int{}, whys: map[string]message.Text{}, indexed: newIndexed(),
	}
	r.split(files)
	if r.count > maxObjects {
		refusal := exchange.Refuse(refusals["too-many"], "count", strconv.Itoa(r.count), "limit", strconv.Itoa(maxObjects))
		refusal.TooLarge = true
		return nil, nil, refusal
	}
	for _, s := range r.scopes {
		r.decodeAll(s)
	}
	r.each(func(p part) func(*reader, *scope, any) { return p.index })
	r.each(func(p part) func(*reader, *scope, any) { return p.build })
	r.d.Name = r.title()
	r.finish()
	if r.keys == 0 {
		return nil, nil, exchange.Refuse(refusals["nothing"], "file", exchange.NameOf(files))
	}
	d, err := r.settled()
	if err != nil {
		return nil, r.losses, err
	}
	return r.restored(d), r.losses, nil
}

// title names the design by what is in it, so that people tell two accounts apart.
func (r *reader) title() string {
	var accounts, regions []string
	for _, s := range r.scopes {
		if s.account != "" && !slices.Contains(accounts, s.account) {
			accounts = append(accounts, s.account)
		}
		if s.region != "" && !slices.Contains(regions, s.region) {
			regions = append(regions, s.region)
		}
	}
	words := []string{"AWS"}
	if len(accounts) == 1 {
		words = append(words, accounts[0])
	}
	if len(regions) == 1 {
		words = append(words, regions[0])
	}
	return strings.Join(words, " ")
}

func (r *reader) decodeAll(s *scope) {
	s.objects = make([][]any, len(parts))
	for part, p := range parts {
		seen := map[string]bool{}
		all := s.raw[p.key]
		decoded := make([]decodedObject, len(all))
		atonce.Each(len(all), func(i int) {
			d := &decoded[i]
			d.object, d.ids, d.err = p.decode(all[i])
		})
		for i, raw := range all {
			object, ids, err := decoded[i].object, decoded[i].ids, decoded[i].err
			if err != nil && !isPartial(err) {
				r.loseFor("bad-object", err, message.Args{"key": p.key, "element": nameIn(raw)})
				continue
			}
			if err != nil {
				r.loseFor("bad-field", err, message.Args{"element": nameIn(raw)})
			}
			if len(ids) > 0 && ids[0].awsID == "" {
				r.lose("no-id", "", message.Args{"key": p.key})
				continue
			}
			if len(ids) > 0 && seen[ids[0].awsID] { // pages of a snapshot that was taken while it changed
				continue
			}
			for _, n := range ids {
				seen[n.awsID] = true
				r.register(s, n)
			}
			s.objects[part] = append(s.objects[part], object)
		}
		s.raw[p.key] = nil
	}
}

// A decodedObject is what decoding one object gave.
type decodedObject struct {
	object any
	ids    []named
	err    error
}

// isPartial: a field of a wrong type leaves the other fields read.
func isPartial(err error) bool {
	var wrong *json.UnmarshalTypeError
	return errors.As(err, &wrong) && wrong.Field != ""
}

// nameIn finds some id in an object that was not understood, to name it by.
func nameIn(raw json.RawMessage) string {
	var fields map[string]any
	if json.Unmarshal(raw, &fields) == nil {
		for _, row := range kind.Sorted(fields) {
			if text, ok := row.Value.(string); ok && (strings.HasSuffix(row.Key, "Id") || strings.HasSuffix(row.Key, "Arn")) {
				return text
			}
		}
	}
	return "#" + strconv.Itoa(len(raw))
}

func (r *reader) each(phase func(part) func(*reader, *scope, any)) {
	for i, p := range parts {
		if do := phase(p); do != nil {
			for _, s := range r.scopes {
				for _, object := range s.objects[i] {
					do(r, s, object)
				}
			}
		}
	}
}

// register gives an AWS id its element id.
func (r *reader) register(s *scope, n named) {
	id := ""
	if n.kind == kind.PeeringKind && len(r.ids[n.awsID]) > 0 {
		return // both sides tell of one connection
	}
	if n.id != nil {
		id = n.id(r, s)
	}
	if id == "" || r.taken[id] {
		id = r.idFor(s, n)
	}
	r.taken[id] = true
	r.ids[n.awsID] = append(r.ids[n.awsID], entry{id: id, kind: n.kind, scope: s})
}

func (r *reader) idFor(s *scope, n named) string {
	if own := carried(n.awsID); own != "" && !r.taken[own] {
		return own
	}
	account, region := s.account, s.region
	if n.kind == kind.PeeringKind {
		account, region = "", ""
	}
	for turn := ""; ; turn += "+" {
		if id := hashID(account, region, string(n.kind), n.awsID+turn); !r.taken[id] {
			return id
		}
	}
}

// carried is the element id that an AWS id of ours carries.
func carried(awsID string) string {
	own := awsID[strings.LastIndexByte(awsID, '-')+1:]
	if len(own) == len(awsID) || !ownID.MatchString(own) {
		return ""
	}
	return own
}

// bounded cuts a text to what a design holds; AWS's own limits are far below.
func bounded(text string) string {
	if len(text) <= design.MaxText {
		return text
	}
	return strings.ToValidUTF8(text[:design.MaxText], "")
}

// block reads a block of addresses; what is none is named, unless it is empty.
func (r *reader) block(of, text string) netip.Prefix {
	p, ok := block(text)
	if !ok && text != "" {
		r.lose("bad-value", "", message.Args{"element": of, "what": "CIDR", "value": text})
	}
	return p
}

// find is where an AWS id leads, the scope's own first.
func (r *reader) find(s *scope, awsID string, kinds ...kind.Name) (entry, bool) {
	best, found := entry{}, false
	for _, e := range r.ids[awsID] {
		if len(kinds) > 0 && !slices.Contains(kinds, e.kind) {
			continue
		}
		if e.scope == s {
			return e, true
		}
		if !found {
			best, found = e, true
		}
	}
	return best, found
}

// ref is a reference to an AWS id: an element, or something outside of what the files hold.
func (r *reader) ref(s *scope, awsID string, kinds ...kind.Name) kind.Ref {
	if awsID == "" {
		return kind.Ref{}
	}
	if e, ok := r.find(s, awsID, kinds...); ok {
		return kind.To(e.id)
	}
	return kind.Ref{External: &kind.External{AWSID: awsID}}
}

// set are the ids of those that are there; the others are named.
func (r *reader) set(s *scope, of string, awsIDs []string, k kind.Name) map[string]bool {
	out := map[string]bool{}
	for _, awsID := range awsIDs {
		if e, ok := r.find(s, awsID, k); ok {
			out[e.id] = true
		} else if awsID != "" {
			r.lose("bad-value", r.element(s, of), message.Args{"element": of, "what": string(k), "value": awsID})
		}
	}
	return out
}

// element is the id of what an AWS id became; "" for nothing.
func (r *reader) element(s *scope, awsID string) string {
	e, _ := r.find(s, awsID)
	return e.id
}

// owner finds what owns an element; without it there is no element.
func (r *reader) owner(s *scope, of, awsID string, k kind.Name) (string, bool) {
	e, ok := r.find(s, awsID, k)
	if !ok || r.d.Resources[e.id] == nil {
		r.lose("no-owner", "", message.Args{"element": of, "owner": cmp.Or(awsID, string(k))})
		return "", false
	}
	return e.id, true
}

// add puts an element into the design.
func (r *reader) add(s *scope, awsID, name, parent string, p kind.Props, tags []tag) string {
	e, ok := r.find(s, awsID, p.Kind())
	if !ok || e.scope != s || r.d.Resources[e.id] != nil {
		return ""
	}
	res := &design.Resource{Kind: p.Kind(), Name: bounded(cmp.Or(name, awsID)), Parent: parent, Props: p, Tags: map[string]string{}}
	reserved := false
	for _, t := range tags {
		switch {
		case t.Key == "Name":
			res.Name = bounded(t.Value)
		case strings.HasPrefix(t.Key, "aws:"):
			reserved = true
		case t.Key != "" && t.Key != roleTag:
			res.Tags[bounded(t.Key)] = bounded(t.Value)
		}
	}
	if reserved {
		r.tagged++
	}
	if carried(awsID) != e.id {
		res.Origin = &design.Origin{Source: Source, ID: awsID, Account: s.account, Region: s.region}
	}
	if parent == s.id {
		r.addScope(s)
	}
	r.d.Resources[e.id] = res
	return e.id
}

func (r *reader) lose(code, element string, args message.Args) { r.keep(loss(code, element, args)) }

// loseFor is lose with the cause in both languages.
func (r *reader) loseFor(code string, err error, args message.Args) {
	cause := exchange.Say(err)
	args["cause"] = cause.EN
	l := loss(code, "", args)
	args["cause"] = cause.JA
	l.Text.JA = loss(code, "", args).Text.JA
	r.keep(l)
}

func (r *reader) note(code, element string, args message.Args) { r.keep(note(code, element, args)) }

func (r *reader) keep(l exchange.Loss) {
	if len(r.losses) < maxLosses && !slices.Contains(r.losses[max(0, len(r.losses)-64):], l) {
		r.losses = append(r.losses, l)
	}
}

// settled checks the design, names its exports and lays it out.
func (r *reader) settled() (*design.Design, error) {
	d, err := design.Settled(r.d)
	if err != nil {
		return nil, err
	}
	places := layout.Fill(d, design.MainView)
	d.Views[design.MainView] = &design.View{Places: places}
	return d, d.Check()
}
