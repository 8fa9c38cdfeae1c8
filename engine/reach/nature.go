package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A nature is what the interfaces of a kind do by themselves, whatever their filters say. The zero
// nature starts and answers anything, as far as filters let it: which processes listen is not modelled.
type nature struct {
	// name tells natures apart; "" for the zero one.
	name string
	// neverStarts is why it starts nothing; "" where it does.
	neverStarts Code
	// answers is all that it answers, notAnswered why nothing else; an empty notAnswered means anything.
	answers     netset.Traffic
	notAnswered Code
}

func (n *nature) isSilent() bool { return n.neverStarts != "" }

// isDeaf: nobody gets an answer there.
func (n *nature) isDeaf() bool { return n.notAnswered != "" && n.answers.IsEmpty() }

// A spread says which of a resource's interfaces a conversation meets.
type spread uint8

const (
	// anyOf: an address of any of them will do, so that one which works is enough.
	anyOf spread = iota
	// eachOf: any of them may be met, and nobody chooses which, so that all must work.
	eachOf
	// oneOf: it lives in one of them, and which one is not known.
	oneOf
)

// addPlaces makes the interfaces of a resource that its VPC owns, one for each of its subnets.
func (b *builder) addPlaces(id string, rows map[string]kind.Interface, like Interface) {
	like.running = true
	b.addInterfaces(id, "", rows, like)
}

// settlePlaces drops the places outside the VPC that owns the resource: AWS refuses those.
func settlePlaces(b *builder) {
	for _, i := range b.interfaces {
		if i.spread == anyOf || i.balancer != nil || i.subnet == nil {
			continue
		}
		if b.design.Resources[i.Resource].Parent != i.vpc().id {
			i.subnet, i.groups = nil, nil
		}
	}
}

// buildDatabase makes the places where a database may be. A Multi-AZ one may fail over to any of
// them, so that all must work; one of a single zone stays in the one where AWS put it. It answers
// whatever its groups let in, as an instance does: which port its engine listens on is for rules to
// compare, not a filter.
func buildDatabase(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.Database)
	like := Interface{ports: netset.LinuxPorts, spread: oneOf}
	if p.MultiAZ {
		like.spread = eachOf
	}
	b.addPlaces(id, p.NetworkInterfaces(), like)
}

// functionNature: a function is called through the Lambda service, never through its interfaces.
var functionNature = nature{name: "function", notAnswered: FunctionAnswers}

// buildFunction makes the places where a function may run, from all of which it must work (semantics 71).
func buildFunction(b *builder, id string, r *design.Resource) {
	b.addPlaces(id, r.Props.(*kind.Function).NetworkInterfaces(), Interface{ports: netset.AnyClient, nature: functionNature, spread: eachOf})
}

// buildContainerService makes the places where tasks may run. Each of them counts: tasks are spread
// over all.
func buildContainerService(b *builder, id string, r *design.Resource) {
	b.addPlaces(id, r.Props.(*kind.ContainerService).NetworkInterfaces(), Interface{ports: netset.LinuxPorts, spread: eachOf})
}
