package wire

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Analysis is what the engine finds out about a revision, as the difference from Base, or whole
// where Base is null. It follows commits when it is ready; revisions may be skipped.
type Analysis struct {
	Rev  int64  `json:"rev"`
	Base *int64 `json:"base"`
	Difference
}

// Difference is what to change in one judgement to get another.
type Difference struct {
	Added []Finding `json:"added"`
	// Removed are keys of findings.
	Removed []string `json:"removed"`
	// Flows and Subnets are those that differ, by id. What left the design is not listed.
	Flows   map[string]FlowVerdict `json:"flows"`
	Subnets map[string]SubnetFacts `json:"subnets"`
}

// Finding is one mistake that a rule found.
type Finding struct {
	// Key is the finding's identity from revision to revision: code, element and row.
	Key      string       `json:"key"`
	Code     string       `json:"code"`
	Severity Severity     `json:"severity"`
	Element  string       `json:"element"`
	Row      string       `json:"row,omitempty"`
	Text     message.Text `json:"text"`
	// Fix is an edit that mends it, where the rule knows one.
	Fix *Fix `json:"fix,omitempty"`
	// Suppression is the id of the suppression that silences it.
	Suppression string `json:"suppression,omitempty"`
}

// Severity orders findings.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// Fix is an edit with what it does in words.
type Fix struct {
	Title message.Text `json:"title"`
	Ops   design.Ops   `json:"ops"`
}

// FlowVerdict is what an arrow shows.
type FlowVerdict struct {
	Fate Fate `json:"fate"`
	// Outcome compares the fate with the flow's expectation.
	Outcome Outcome `json:"outcome"`
	// Reasons is how many blockers there are.
	Reasons int `json:"reasons"`
}

// Fate is whether packets arrive.
type Fate string

// The fates.
const (
	FateReachable Fate = "reachable"
	FatePartly    Fate = "partly"
	FateBlocked   Fate = "blocked"
	FateUnknown   Fate = "unknown"
)

// Outcome is whether an expectation holds.
type Outcome string

// The outcomes.
const (
	OutcomeHolds   Outcome = "holds"
	OutcomeBroken  Outcome = "broken"
	OutcomeUnknown Outcome = "unknown"
)

// SubnetFacts are derived from routes, never stored.
type SubnetFacts struct {
	// Public: the subnet's route table leads to an attached internet gateway.
	Public bool `json:"public"`
}

// Explanation is all there is to know about one conversation: the path there and back, what each
// filter decides, and every reason why it does not work.
type Explanation struct {
	Fate Fate `json:"fate"`
	// Outcome is that of the whole service, of which this is one pair of members.
	Outcome Outcome `json:"outcome,omitempty"`
	// From and To are ids, "internet" or blocks of addresses; Service is such as "tcp/443".
	From    string `json:"from"`
	To      string `json:"to"`
	Service string `json:"service"`
	// SourcePorts are the client's ports that were taken, such as "32768-60999".
	SourcePorts string   `json:"sourcePorts"`
	Path        []Hop    `json:"path"`
	ReturnPath  []Hop    `json:"returnPath"`
	Lamps       []Lamp   `json:"lamps"`
	Reasons     []Reason `json:"reasons"`
	// Notes say what the verdict took or does not cover: how a name was resolved, for one.
	Notes []Reason `json:"notes,omitempty"`
	// Legs are the conversations that a load balancer makes of this one, the client's first.
	Legs []Leg `json:"legs,omitempty"`
}

// Leg is one of the conversations that a load balancer makes of one.
type Leg struct {
	Role LegRole `json:"role"`
	Explanation
}

// LegRole is what a leg is for.
type LegRole string

// The roles.
const (
	LegListener LegRole = "listener"
	LegTarget   LegRole = "target"
	LegHealth   LegRole = "health"
	// LegThrough goes from the client to a target, by a load balancer that keeps its address.
	LegThrough LegRole = "through"
)

// Direction is there or back.
type Direction string

// The directions.
const (
	Forward Direction = "forward"
	Return  Direction = "return"
)

// Hop is one station of a path.
type Hop struct {
	Resource string    `json:"resource"`
	Kind     kind.Name `json:"kind"`
	// Row is the rule, entry or route that decided.
	Row string `json:"row,omitempty"`
	// Decision is the engine's word for what happened here.
	Decision string       `json:"decision"`
	Text     message.Text `json:"text"`
	// Resolves is the name that was asked for there, before the packet was sent.
	Resolves string `json:"resolves,omitempty"`
	// Rewrite is what a gateway did to an address of the packet.
	Rewrite *Rewrite `json:"rewrite,omitempty"`
}

// Rewrite is a translation of one address. Where AWS picks it, Before or After is the subnet's
// block, the Elastic IP's name, or "auto".
type Rewrite struct {
	Of     Part   `json:"of"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Part is which address of a packet.
type Part string

// The parts.
const (
	PartSource      Part = "source"
	PartDestination Part = "destination"
)

// Lamp is the state of one filter for the conversation. The six come in the order in which a
// conversation meets them.
type Lamp struct {
	// Filter is the engine's name for it, such as "sg-out".
	Filter   string    `json:"filter"`
	Resource string    `json:"resource,omitempty"`
	State    LampState `json:"state"`
}

// LampState is a lamp's colour by meaning.
type LampState string

// The states. A filter that the packets never meet is off: grey, not green.
const (
	LampPass    LampState = "pass"
	LampDrop    LampState = "drop"
	LampUnknown LampState = "unknown"
	LampOff     LampState = "off"
)

// Reason is one blocker. Code is AWS's own where AWS has one.
type Reason struct {
	Code      string       `json:"code"`
	Resource  string       `json:"resource"`
	Row       string       `json:"row,omitempty"`
	Direction Direction    `json:"direction"`
	Text      message.Text `json:"text"`
	Fix       *Fix         `json:"fix,omitempty"`
}
