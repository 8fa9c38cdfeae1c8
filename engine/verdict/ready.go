package verdict

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// A ReadyItem is something that people want to work and that needs several things at once: the list
// of them, each a question to the core or a property, is what they would otherwise have to know.
type ReadyItem struct {
	ID string
	// For are the kinds that it is about.
	For []kind.Name
	run func(c *checker)
}

// ReadyItems lists them.
var ReadyItems = []*ReadyItem{
	{"ssm", []kind.Name{kind.InstanceKind}, readySSM},
	{"s3", []kind.Name{kind.InstanceKind, kind.FunctionKind, kind.ContainerServiceKind}, readyS3},
	{"peering", []kind.Name{kind.PeeringKind}, readyPeering},
	{"alb", []kind.Name{kind.LoadBalancerKind}, readyBalancer},
}

// Title is how people call it.
func (i *ReadyItem) Title() message.Text { return message.Ready[i.ID] }

// Tick is one thing that has to be so.
type Tick struct {
	Title message.Text `json:"title"`
	// Holds is Unknown where the core does not know.
	Holds Holds `json:"holds"`
	// Optional ones do not count for the whole.
	Optional bool `json:"optional,omitzero"`
	// Element is where to look; Why says what is missing, each a sentence.
	Element string         `json:"element"`
	Why     []message.Text `json:"why"`
}

// Checklist is an item, checked for one element.
type Checklist struct {
	Item    string       `json:"item"`
	Title   message.Text `json:"title"`
	Element string       `json:"element"`
	Holds   Holds        `json:"holds"`
	Ticks   []Tick       `json:"ticks"`
}

// Ready checks an item for an element; ok is false where it is not about such an element.
func Ready(n *reach.Network, item *ReadyItem, element string) (list Checklist, ok bool) {
	r := n.Design().Resources[element]
	if r == nil || !slices.Contains(item.For, r.Kind) {
		return Checklist{}, false
	}
	c := &checker{net: n, id: element, list: Checklist{Item: item.ID, Title: item.Title(), Element: element, Holds: Yes, Ticks: []Tick{}}}
	item.run(c)
	for _, t := range c.list.Ticks {
		if t.Optional || t.Holds == Yes {
			continue
		}
		if c.list.Holds = t.Holds; t.Holds == No {
			break
		}
	}
	return c.list, true
}

// ReadyAll checks every item for every element that it is about, in the order of items and ids; item
// and element are "" for all.
func ReadyAll(n *reach.Network, item, element string) []Checklist {
	lists := []Checklist{}
	for _, i := range ReadyItems {
		if item != "" && item != i.ID {
			continue
		}
		for _, row := range kind.Sorted(n.Design().Resources) {
			if element != "" && element != row.Key {
				continue
			}
			if l, ok := Ready(n, i, row.Key); ok {
				lists = append(lists, l)
			}
		}
	}
	return lists
}

// A checker fills one list.
type checker struct {
	net  *reach.Network
	id   string
	list Checklist
}

func (c *checker) name(id string) string { return c.net.EndText(design.End{Ref: kind.To(id)}) }

// tick adds one thing; lacking is the key of the sentence that says what is missing, "" for nothing.
func (c *checker) tick(title, element, lacking string, args message.Args) *Tick {
	args["element"] = c.name(element)
	t := Tick{Title: message.Ready[title].With(args), Holds: Yes, Element: element, Why: []message.Text{}}
	if lacking != "" {
		t.Holds, t.Why = No, []message.Text{message.Lacking[lacking].With(args)}
	}
	c.list.Ticks = append(c.list.Ticks, t)
	return &c.list.Ticks[len(c.list.Ticks)-1]
}

// answer makes a tick say what the core does.
func (t *Tick) answer(v reach.Verdict, reasons []reach.Reason) {
	switch v {
	case reach.Reachable:
		return
	case reach.Unknown:
		t.Holds = Unknown
	default:
		t.Holds = No
	}
	for _, r := range reasons {
		if s := r.Sentence(); !slices.Contains(t.Why, s) {
			t.Why = append(t.Why, s)
		}
	}
}

// when is the key where something is missing, "" where it is not.
func when(missing bool, key string) string {
	if missing {
		return key
	}
	return ""
}

// serviceHTTPS is how AWS services are asked.
var serviceHTTPS = design.Service{Protocol: netset.TCP, Ports: netset.Ports(443, 443)}

// reaches asks whether the element gets to an AWS service.
func (c *checker) reaches(title, service string) *Tick {
	to := design.End{Service: service}
	a := c.net.Trace(reach.Question{From: design.End{Ref: kind.To(c.id)}, To: to, Service: serviceHTTPS})
	vpc := c.net.Design().Ancestor(c.id, kind.VPCKind)
	isMissing := a.Verdict != reach.Reachable && !c.hasEndpoint(vpc, service)
	t := c.tick(title, c.id, when(isMissing, "no-endpoint"), message.Args{"service": service, "vpc": c.name(vpc)})
	t.answer(a.Verdict, a.Reasons)
	return t
}

func (c *checker) hasEndpoint(vpc, service string) bool {
	for _, r := range c.net.Design().Resources {
		if r.Parent != vpc {
			continue
		}
		switch p := r.Props.(type) {
		case *kind.InterfaceEndpoint:
			if p.Service == service {
				return true
			}
		case *kind.GatewayEndpoint:
			if p.Service == service {
				return true
			}
		}
	}
	return false
}

// readySSM is what Session Manager needs (semantics 114, 115, 116). That an agent runs is taken for
// granted: images of AWS bring it.
func readySSM(c *checker) {
	p := c.net.Design().Resources[c.id].Props.(*kind.Instance)
	c.tick("running", c.id, when(p.State == kind.StateStopped, "stopped"), message.Args{})
	c.tick("role", c.id, when(p.InstanceProfile == "", "no-role"), message.Args{})
	c.reaches("reaches", "ssm")
	c.reaches("reaches", "ssmmessages")
	c.reaches("reaches-older", "ec2messages")
	c.reaches("reaches", kind.ServiceS3).Optional = true // updates of the agent, patches
}

// readyS3 is what reading from Amazon S3 without the internet needs (semantics 101 to 108).
func readyS3(c *checker) {
	d := c.net.Design()
	vpc := d.Ancestor(c.id, kind.VPCKind)
	if v, ok := d.Resources[vpc]; ok {
		c.tick("names", vpc, when(!v.Props.(*kind.VPC).EnableDNSSupport, "no-names"), message.Args{"vpc": c.name(vpc)})
	}
	if t := c.reaches("reaches", kind.ServiceS3); t.Holds != Yes {
		return
	}
	a := c.net.Trace(reach.Question{From: design.End{Ref: kind.To(c.id)}, To: design.End{Service: kind.ServiceS3}, Service: serviceHTTPS})
	gateway := ""
	for _, h := range a.Path {
		if h.Kind == kind.InternetGatewayKind || h.Kind == kind.NATGatewayKind && gateway == "" {
			gateway = h.Resource
		}
	}
	c.tick("stays-private", c.id, when(gateway != "", "by-internet"), message.Args{"service": kind.ServiceS3, "gateway": c.name(gateway)})
}

// readyPeering is what two VPCs need to talk over a peering (semantics 81, 85, 87).
func readyPeering(c *checker) {
	d := c.net.Design()
	p := d.Resources[c.id].Props.(*kind.Peering)
	a, b := p.Requester.ID, p.Accepter.ID
	isVPC := func(id string) bool { return d.Resources[id] != nil && d.Resources[id].Kind == kind.VPCKind }
	c.tick("ends", c.id, when(!isVPC(a) || !isVPC(b) || a == b, "no-ends"), message.Args{})
	if !isVPC(a) || !isVPC(b) || a == b {
		return
	}
	names := message.Args{"vpc": c.name(a), "other": c.name(b)}
	c.tick("blocks", c.id, when(c.overlap(a, b), "overlap"), names)
	c.tick("active", c.id, when(p.Status != kind.PeeringActive, "not-active"), message.Args{"state": p.Status})
	for _, side := range [][2]string{{a, b}, {b, a}} {
		args := message.Args{"vpc": c.name(side[0]), "other": c.name(side[1])}
		t := c.tick("route", side[0], "", args)
		if !c.routed(side[0]) {
			args["element"] = c.name(c.id)
			t.Holds, t.Why = No, []message.Text{message.Lacking["no-route"].With(args)}
		}
	}
	c.passes(a, b, names)
}

func (c *checker) overlap(a, b string) bool {
	blocks := func(id string) netset.AddrSet {
		return netset.Prefixes(c.net.Design().Resources[id].Props.(*kind.VPC).Blocks()...)
	}
	return blocks(a).Overlaps(blocks(b))
}

// routed reports whether a subnet of the VPC uses a table that leads to the peering.
func (c *checker) routed(vpc string) bool {
	d := c.net.Design()
	for id, r := range d.Resources {
		if r.Kind != kind.SubnetKind || r.Parent != vpc {
			continue
		}
		t, ok := d.Resources[c.net.RouteTableOf(id)]
		if !ok {
			continue
		}
		for _, route := range t.Props.(*kind.RouteTable).Routes {
			if route.Target.ID == c.id {
				return true
			}
		}
	}
	return false
}

// passes asks for any conversation, from either side.
func (c *checker) passes(a, b string, names message.Args) {
	t := c.tick("filters", c.id, "", names)
	best := reach.Answer{Pair: reach.Pair{Verdict: reach.Blocked}}
	for i, side := range [][2]string{{a, b}, {b, a}} {
		got := c.net.Decide(reach.Question{From: design.End{Ref: kind.To(side[0])}, To: design.End{Ref: kind.To(side[1])}, Service: design.Service{}})
		if got.Verdict == reach.Partly && slices.ContainsFunc(got.Pairs, func(p reach.Pair) bool { return !p.Allowed.Surely.IsEmpty() }) {
			got.Verdict = reach.Reachable // some of them talk: that is what is asked
		}
		if i == 0 || got.Verdict != reach.Blocked {
			best = got
		}
		if got.Verdict == reach.Reachable {
			break
		}
	}
	t.answer(best.Verdict, best.Reasons)
}
