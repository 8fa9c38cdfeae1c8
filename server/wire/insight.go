package wire

import "vpcanvas/engine/design"

// ExposureAsk asks what the outside world reaches.
type ExposureAsk struct{}

// BlastAsk asks how far somebody comes who holds an element.
type BlastAsk struct {
	From design.End `json:"from"`
	// Hops is how many conversations, one behind the other.
	Hops int `json:"hops"`
}

// WhatIfAsk asks which flows break while something is off.
type WhatIfAsk struct {
	Off []Off `json:"off"`
}

// Off is something that is switched off; exactly one of the two is set.
type Off struct {
	Resource string `json:"resource,omitempty"`
	Zone     string `json:"zone,omitempty"`
}

// WeightAsk asks what depends on each row of a security group, network ACL or route table.
type WeightAsk struct {
	Resource string `json:"resource"`
}

// Ends are ends of conversations of which the same is true.
type Ends struct {
	// IDs are resources, blocks of addresses, or "internet": as many as are told; Count is how many all are.
	IDs   []string `json:"ids"`
	Count int      `json:"count"`
}

// ExposurePath is how somebody outside comes to something inside.
type ExposurePath string

// The paths.
const (
	PathDirect   ExposurePath = "direct"
	PathBalanced ExposurePath = "load-balancer"
	PathJump     ExposurePath = "jump-host"
)

// Exposures answers ExposureAsk: the internet first, then the blocks that the design names.
type Exposures struct {
	Rows []Exposure `json:"rows"`
	// Count is how many rows there are; not all may be told.
	Count int `json:"count"`
}

// Exposure is what one part of the outside reaches by one path. Via is empty where the path is direct.
type Exposure struct {
	From string       `json:"from"`
	Path ExposurePath `json:"path"`
	Via  Ends         `json:"via"`
	To   Ends         `json:"to"`
	GridCell
}

// Blast answers BlastAsk: a level for each hop.
type Blast struct {
	Start  Ends         `json:"start"`
	Levels []BlastLevel `json:"levels"`
}

// BlastLevel is what one hop comes to.
type BlastLevel struct {
	Reached []Reached `json:"reached"`
}

// Reached is what a hop comes to, and from where.
type Reached struct {
	From Ends `json:"from"`
	To   Ends `json:"to"`
	// Sure: each hop up to here is surely open.
	Sure bool `json:"sure"`
	GridCell
}

// WhatIf answers WhatIfAsk.
type WhatIf struct {
	// Down are the resources that are off.
	Down []string `json:"down"`
	// Flows are all of them, as they would be; Broken are the ids of those that hold now and would not then.
	Flows  map[string]FlowVerdict `json:"flows"`
	Broken []BrokenFlow           `json:"broken"`
	// Lines are what changes for those that are not off, the first of LineCount.
	Lines     []ComparedLine `json:"lines"`
	LineCount int            `json:"lineCount"`
}

// BrokenFlow is a flow that does not survive, and why.
type BrokenFlow struct {
	Flow    string   `json:"flow"`
	Reasons []Reason `json:"reasons"`
}

// Weights answers WeightAsk: by list and row key.
type Weights struct {
	Rows []Weight `json:"rows"`
}

// Weight is what depends on one row.
type Weight struct {
	// Row is its list and key, as findings name it: "ingress.web".
	Row string `json:"row"`
	// Closes and Opens count the pairs that would lose, or gain, something without it.
	Closes int `json:"closes"`
	Opens  int `json:"opens"`
	// Flows are those that need it.
	Flows []string `json:"flows"`
	Dead  bool     `json:"dead,omitempty"`
}
