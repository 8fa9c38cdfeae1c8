package room

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/server/wire"
)

// simClient is one tab: what it knows is committed, and what it sent and heard nothing of yet.
type simClient struct {
	w       *world
	number  int
	visitor Visitor
	actor   string
	epoch   string
	rev     int64
	doc     *design.Design
	seq     int64
	pending []wire.Edit
	// sent are all edits that were ever sent, to send some again; inverses undo committed ones.
	sent     []wire.Edit
	inverses []design.Ops
	link     *link

	judged    int64
	judgement Judgement
}

// link is one connection with what is under way in it.
type link struct {
	session *session
	slot    *slot
	hub     *Hub
	joined  chan *link
	up      []wire.Edit
	down    []wire.Message
	// fetched brings the snapshot that the welcome asked for; until then, what comes is held.
	fetched  chan fetched
	fetching bool
	// last is the newest revision that this connection was told.
	last int64
	// gone: the server ended the connection.
	gone bool
}

type fetched struct {
	design *design.Design
	rev    int64
}

func newSimClient(w *world, n int) *simClient {
	v := Visitor{User: fmt.Sprintf("user%d", n), Role: wire.RoleEditor}
	if n > 2 && w.dice.roll(5) == 4 {
		v.Role = wire.RoleViewer
	}
	return &simClient{w: w, number: n, visitor: v, actor: newActor(), rev: none, judged: none}
}

func (c *simClient) busy() bool {
	return c.link == nil || len(c.pending) > 0 || len(c.link.up)+len(c.link.down) > 0 || c.link.fetching || c.link.session == nil
}

// connect begins a connection; the server takes it when it can.
func (c *simClient) connect() {
	if c.link != nil && !c.link.gone {
		return
	}
	hello := wire.Hello{Proto: wire.Protocol, Schema: design.Schema, Doc: simDiagram, Actor: c.actor}
	if c.rev != none && c.w.dice.roll(4) > 0 {
		hello.Since = &wire.Since{Epoch: c.epoch, Rev: c.rev}
	}
	l := &link{hub: c.w.hub, joined: make(chan *link, 1), last: none}
	c.link = l
	hub, visitor := c.w.hub, c.visitor
	go func() {
		r, slot, err := hub.enter(context.Background(), simDiagram)
		if err != nil {
			l.gone = true
			return
		}
		// Nobody answers for a connection that the client gave up.
		s, err := r.join(context.Background(), visitor, hello, func(context.Context) bool { return c.link == l })
		if err != nil {
			hub.leave(simDiagram, slot)
			l.gone = true
			return
		}
		l.slot = slot
		l.joined <- &link{session: s}
	}()
}

// disconnect loses what is under way. The server does not always notice.
func (c *simClient) disconnect() {
	l := c.link
	c.link = nil
	if l == nil || l.session == nil || l.gone {
		return
	}
	l.session.leave()
	l.hub.leave(simDiagram, l.slot)
}

// poll takes what the server sent off its hands and checks what may be sent.
func (c *simClient) poll(head int64) {
	l := c.link
	if l == nil || l.gone {
		return
	}
	if l.session == nil {
		select {
		case j := <-l.joined:
			l.session = j.session
		default:
			return
		}
	}
	if waiting := l.session.out.bytes; waiting > maxQueued {
		c.w.fail("I10: %d bytes wait for client %d", waiting, c.number)
	}
	frames, ended, _ := l.session.out.take()
	for _, frame := range c.shuffled(frames) {
		m, err := wire.DecodeServer(frame)
		if err != nil {
			c.w.fail("client %d got %s: %w", c.number, frame, err)
			return
		}
		c.checkSent(m, head)
		l.down = append(l.down, m)
	}
	if ended && !l.gone {
		l.gone = true
		l.session.leave()
		l.hub.leave(simDiagram, l.slot)
	}
}

// shuffled is the frames in another order, on a server that broadcasts out of order.
func (c *simClient) shuffled(frames [][]byte) [][]byte {
	commits := []int{}
	for i, frame := range frames {
		if bytes.HasPrefix(frame, []byte(`{"type":"commit"`)) {
			commits = append(commits, i)
		}
	}
	if n := len(commits); c.w.mutant == outOfOrder && n > 1 {
		a, b := commits[n-1], commits[n-2]
		frames[a], frames[b] = frames[b], frames[a]
	}
	return frames
}

// checkSent is I2: nothing is told that is not on disk.
func (c *simClient) checkSent(m wire.Message, head int64) {
	rev := int64(0)
	switch m := m.(type) {
	case wire.Commit:
		rev = m.Rev
	case wire.Welcome:
		rev = m.Rev
	case wire.Analysis:
		rev = m.Rev
	case wire.Reject:
		rev = m.Rev
	case wire.Bye:
		c.w.byes++
	}
	if rev > head {
		c.w.fail("I2: client %d was told of rev %d while the disk has %d", c.number, rev, head)
	}
}

// deliverUp brings one edit to the server, now and then twice.
func (c *simClient) deliverUp() {
	l := c.link
	if l == nil || l.session == nil || l.gone || len(l.up) == 0 {
		return
	}
	e := l.up[0]
	l.up = l.up[1:]
	for range 1 + c.w.dice.roll(8)/7 {
		c.transmit(e)
	}
}

// transmit goes through the codec, as a socket would.
func (c *simClient) transmit(e wire.Edit) {
	frame, err := wire.Encode(e)
	if err != nil {
		c.w.fail("encoding: %w", err)
		return
	}
	m, err := wire.DecodeClient(frame)
	fault, isFault := design.AsFault(err)
	if err != nil && !isFault {
		c.w.fail("decoding %s: %w", frame, err)
		return
	}
	c.link.session.send(m.(wire.Edit), fault)
}

// resend sends an edit of the past once more; it must have no effect.
func (c *simClient) resend() {
	l := c.link
	if l == nil || l.session == nil || l.gone || len(c.sent) == 0 {
		return
	}
	e := c.sent[c.w.dice.roll(len(c.sent))]
	if l.session.actor != c.actor || slices.ContainsFunc(c.pending, func(p wire.Edit) bool { return p.Seq <= e.Seq }) {
		return // it would come before its turn, which no client does
	}
	c.w.resends++
	if c.w.dice.roll(4) == 3 {
		e.Label += " changed" // another edit under a used number: the server must not take it
	}
	c.transmit(e)
}

func (c *simClient) ask() {
	if l := c.link; l != nil && l.session != nil && !l.gone {
		l.session.ask(wire.Ask{ID: int64(c.w.dice.roll(100)), Rev: max(c.rev, 0), Question: wire.Question{Consequence: &wire.Consequence{}}})
	}
}

func (c *simClient) deliverAll() {
	for c.link != nil && len(c.link.up) > 0 && c.link.session != nil && !c.link.gone {
		c.deliverUp()
	}
	c.deliverDown(1 << 30)
}

func (c *simClient) deliverDown(n int) {
	l := c.link
	if l == nil {
		return
	}
	if l.fetching {
		select {
		case f := <-l.fetched:
			l.fetching = false
			c.rev, c.doc, c.judged = f.rev, f.design, none
			c.judgement = Judgement{}
			l.last = f.rev
			l.up = append(l.up, c.pending...)
		default:
			return
		}
	}
	for ; n > 0 && len(l.down) > 0 && !l.fetching && c.link == l; n-- {
		m := l.down[0]
		l.down = l.down[1:]
		c.hear(m)
	}
	if l.gone && len(l.down) == 0 && c.link == l {
		c.link = nil
	}
}

func (c *simClient) hear(m wire.Message) {
	switch m := m.(type) {
	case wire.Welcome:
		c.welcomed(m)
	case wire.Commit:
		c.committed(m)
	case wire.Reject:
		c.w.rejects++
		c.drop(m.Seq)
		// Nobody sends again what was refused; a server that forgot it would take it for new.
		c.sent = slices.DeleteFunc(c.sent, func(e wire.Edit) bool { return e.Seq == m.Seq })
	case wire.Analysis:
		c.analysed(m)
	}
}

func (c *simClient) welcomed(m wire.Welcome) {
	l := c.link
	if m.Actor != c.actor { // the old one is somebody else's now
		c.actor, c.seq, c.pending, c.sent, c.inverses = m.Actor, 0, nil, nil, nil
	}
	c.seq = max(c.seq, m.LastSeq)
	c.epoch = m.Epoch
	if m.Fetch {
		c.fetch(m.Rev)
		return
	}
	l.last = c.rev
	for _, commit := range m.Commits {
		c.committed(commit)
	}
	if c.rev != m.Rev {
		c.w.fail("I5: client %d was welcomed to rev %d but only brought to rev %d", c.number, m.Rev, c.rev)
	}
	l.up = append(l.up, c.pending...)
}

func (c *simClient) fetch(rev int64) {
	l := c.link
	c.w.fetches++
	l.fetching, l.fetched = true, make(chan fetched, 1)
	go func() {
		s, _, err := l.hub.snapshot(context.Background(), simDiagram, rev)
		if err != nil {
			return // the server is gone; so will be the link
		}
		var b body
		if err := json.Unmarshal(s.plain, &b); err != nil {
			panic(err)
		}
		if d, err := design.Decode(b.Design); err == nil {
			l.fetched <- fetched{d, b.Rev}
		}
	}()
}

// committed is I5 and I4: revisions follow each other without a gap, and an edit has one revision.
func (c *simClient) committed(m wire.Commit) {
	l := c.link
	n := numbered{m.Actor, m.Seq}
	if rev, ok := c.w.acked[n]; ok && rev != m.Rev {
		c.w.fail("I4: edit %s %d is rev %d and rev %d", m.Actor[:4], m.Seq, rev, m.Rev)
	}
	c.w.acked[n] = m.Rev
	mine := slices.IndexFunc(c.pending, func(e wire.Edit) bool { return m.Actor == c.actor && e.Seq == m.Seq })
	if m.Rev <= l.last { // an edit that was sent again
		if m.Actor != c.actor {
			c.w.fail("I5: client %d was told of rev %d after rev %d", c.number, m.Rev, l.last)
		}
		c.drop(m.Seq)
		return
	}
	if m.Rev != l.last+1 {
		c.w.fail("I5: client %d was told of rev %d after rev %d", c.number, m.Rev, l.last)
		return
	}
	l.last = m.Rev
	if m.Replace {
		c.fetch(m.Rev)
		return
	}
	ops := m.Ops
	if ops == nil {
		if mine < 0 {
			c.w.fail("client %d was told that edit %d was applied as sent, but knows no such edit", c.number, m.Seq)
			return
		}
		ops = c.pending[mine].Ops
	}
	_, inverse, err := design.ApplyTrusted(c.doc, ops)
	if err != nil {
		c.w.fail("I6: client %d cannot apply rev %d: %w", c.number, m.Rev, err)
		return
	}
	c.rev = m.Rev
	if m.Actor == c.actor {
		c.inverses = append(c.inverses, inverse)
		c.drop(m.Seq)
	}
}

func (c *simClient) drop(seq int64) {
	c.pending = slices.DeleteFunc(c.pending, func(e wire.Edit) bool { return e.Seq == seq })
}

// analysed takes an analysis as the editor does: whole, or on top of the one it has.
func (c *simClient) analysed(m wire.Analysis) {
	if m.Rev < c.judged || (m.Base != nil && *m.Base != c.judged) {
		return
	}
	if m.Base == nil || c.judgement.Findings == nil {
		c.judgement = Judgement{Findings: map[string]wire.Finding{}, Flows: map[string]wire.FlowVerdict{}, Subnets: map[string]wire.SubnetFacts{}}
	}
	for _, key := range m.Removed {
		delete(c.judgement.Findings, key)
	}
	for _, f := range m.Added {
		c.judgement.Findings[f.Key] = f
	}
	maps.Copy(c.judgement.Flows, m.Flows)
	maps.Copy(c.judgement.Subnets, m.Subnets)
	c.judged = m.Rev
}

// editSomething makes an edit on what the client sees, one in ten illegal.
func (c *simClient) editSomething() {
	if c.doc == nil || len(c.pending) > 20 {
		return
	}
	c.seq += int64(1 + c.w.dice.roll(10)/9) // gaps are allowed
	c.w.labels++
	e := wire.Edit{Seq: c.seq, Base: max(c.rev, 0), Label: fmt.Sprintf("edit %d", c.w.labels), Ops: c.someOps()}
	c.pending = append(c.pending, e)
	c.sent = append(c.sent, e)
	if c.link != nil {
		c.link.up = append(c.link.up, e)
	}
}

func (c *simClient) someOps() design.Ops {
	d := c.w.dice
	if n := len(c.inverses); n > 0 && d.roll(8) == 7 {
		return c.inverses[n-1] // undo
	}
	ops := design.Ops{}
	for range 1 + d.roll(6)/4 {
		ops = append(ops, c.someOp())
	}
	return ops
}

func (c *simClient) someOp() design.Op {
	d := c.w.dice
	id := c.someID("")
	switch d.roll(12) {
	case 0, 1, 2:
		return c.somePut()
	case 3:
		return design.Patch{Section: design.Resources, ID: id, Path: "name", Value: raw(fmt.Sprintf("näme %d", d.roll(1000)))}
	case 4:
		return design.Patch{Section: design.Resources, ID: id, Path: "tags.t" + fmt.Sprint(d.roll(3)), Value: raw(fmt.Sprint(d.roll(3)))}
	case 5:
		return design.Patch{Section: design.Resources, ID: c.someID("subnet"), Path: "props.cidr", Value: raw(fmt.Sprintf("10.0.%d.7/24", d.roll(9)))}
	case 6:
		rule := map[string]any{"protocol": "tcp", "ports": fmt.Sprint(d.roll(99)), "cidr": "10.1.2.3/8"}
		return design.Patch{Section: design.Resources, ID: c.someID("securityGroup"), Path: "props.ingress.r" + fmt.Sprint(d.roll(4)), Value: raw(rule)}
	case 7:
		if d.roll(5) > 0 { // seldom the roof over all others
			id = c.someID([]kind.Name{"instance", "subnet", "securityGroup"}[d.roll(3)])
		}
		return design.Del{Section: design.Resources, ID: id}
	case 8, 9:
		return design.Move{ID: c.someID("instance"), Parent: c.someID("subnet"), View: "main", Place: &design.Place{X: d.roll(500), Y: d.roll(500), W: 80, H: 60}}
	case 10:
		return design.Patch{Section: design.Itself, Path: "name", Value: raw(fmt.Sprintf("name %d", d.roll(100)))}
	}
	return c.illegal(id)
}

func (c *simClient) illegal(id string) design.Op {
	switch c.w.dice.roll(4) {
	case 0:
		return design.Del{Section: design.Resources, ID: "neverexisted"}
	case 1:
		return design.Patch{Section: design.Resources, ID: id, Path: "props.colour", Value: raw("red")}
	case 2:
		return design.Put{Section: design.Resources, ID: "BAD", Value: raw(map[string]any{"kind": "vpc"})}
	}
	return design.Patch{Section: design.Resources, ID: id, Path: "name", Value: json.RawMessage(`1.5`)}
}

// somePut adds a resource or a flow; ids are few, so that clients meet.
func (c *simClient) somePut() design.Op {
	d := c.w.dice
	put := func(k, parent string, props map[string]any) design.Op {
		id := fmt.Sprintf("%.3sresource%d", k, d.roll(10))
		return design.Put{Section: design.Resources, ID: id, Value: raw(map[string]any{"kind": k, "name": "n", "parent": parent, "props": props})}
	}
	switch d.roll(7) {
	case 0:
		return put("scope", "", map[string]any{})
	case 1:
		return put("vpc", c.someID("scope"), map[string]any{"cidr": "10.0.0.1/16"})
	case 2, 3:
		return put("subnet", c.someID("vpc"), map[string]any{"cidr": "10.0.1.0/24"})
	case 4:
		nic := map[string]any{"groups": map[string]bool{}, "addresses": map[string]bool{"10.0.1.10": true}}
		return put("instance", c.someID("subnet"), map[string]any{"interfaces": map[string]any{"eth0": nic}})
	case 5:
		return put("securityGroup", c.someID("vpc"), map[string]any{"description": "d"})
	}
	end := map[string]any{"ref": c.someID("instance")}
	return design.Put{Section: design.Flows, ID: fmt.Sprintf("floworarrow%d", d.roll(6)), Value: raw(map[string]any{"from": map[string]any{"ref": "internet"}, "to": end})}
}

// someID is the id of a resource of that kind that the client sees, or one that does not exist.
func (c *simClient) someID(k kind.Name) string {
	var ids []string
	for _, row := range kind.Sorted(c.doc.Resources) {
		if k == "" || row.Value.Kind == k {
			ids = append(ids, row.Key)
		}
	}
	if len(ids) == 0 {
		return "nosuchthing1"
	}
	return ids[c.w.dice.roll(len(ids))]
}

func raw(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
