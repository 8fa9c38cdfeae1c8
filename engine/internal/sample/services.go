package sample

import (
	"strings"

	"vpcanvas/engine/kind"
)

// places reads names of subnets and of groups as "sg:name"; the other words go to rest.
func places(words []string, rest func(word string)) (subnets map[string]kind.PlacedSubnet, groups map[string]bool) {
	subnets, groups = map[string]kind.PlacedSubnet{}, map[string]bool{}
	for i, w := range words {
		switch g, isGroup := strings.CutPrefix(w, "sg:"); {
		case isGroup:
			groups[ID(g)] = true
		case strings.HasPrefix(w, "+"):
			rest(w[1:])
		default:
			subnets[key("p", i)] = kind.PlacedSubnet{Subnet: ref(w)}
		}
	}
	return subnets, groups
}

// Database adds a database in the named subnets, with groups as "sg:db"; "+multi" for Multi-AZ,
// "+public" for a public address, "+postgres" and the like for another engine than MySQL.
func (n *Net) Database(name, vpc string, words ...string) *Net {
	p := kind.Get(kind.DatabaseKind).New().(*kind.Database)
	p.Subnets, p.SecurityGroups = places(words, func(w string) {
		switch w {
		case "multi":
			p.MultiAZ = true
		case "public":
			p.PubliclyAccessible = true
		default:
			p.Engine = w
		}
	})
	n.put(name, vpc, p)
	return n
}

// Function adds a function in the named subnets, with groups as "sg:fn".
func (n *Net) Function(name, vpc string, words ...string) *Net {
	p := kind.Get(kind.FunctionKind).New().(*kind.Function)
	p.Subnets, p.SecurityGroups = places(words, func(string) {})
	n.put(name, vpc, p)
	return n
}

// Containers adds a container service in the named subnets, with groups as "sg:app" and "+public" for
// tasks with public addresses; any other "+word" is its image.
func (n *Net) Containers(name, vpc string, words ...string) *Net {
	p := kind.Get(kind.ContainerServiceKind).New().(*kind.ContainerService)
	p.Subnets, p.SecurityGroups = places(words, func(w string) {
		if w == "public" {
			p.AssignPublicIP = true
		} else {
			p.Image = w
		}
	})
	n.put(name, vpc, p)
	return n
}

// GatewayEndpoint adds one, associated with the named route tables.
func (n *Net) GatewayEndpoint(name, vpc, service string, tables ...string) *Net {
	p := &kind.GatewayEndpoint{Service: service, RouteTables: map[string]bool{}}
	for _, t := range tables {
		p.RouteTables[ID(t)] = true
	}
	n.put(name, vpc, p)
	return n
}

// Endpoint adds an interface endpoint with private DNS in the named subnets, with groups as "sg:ep";
// "+public-name" for one without private DNS.
func (n *Net) Endpoint(name, vpc, service string, words ...string) *Net {
	p := kind.Get(kind.InterfaceEndpointKind).New().(*kind.InterfaceEndpoint)
	p.Service = service
	p.Subnets, p.SecurityGroups = places(words, func(string) { p.PrivateDNS = false })
	n.put(name, vpc, p)
	return n
}

// AWSService draws an AWS service outside the VPCs; region "" for the scope's.
func (n *Net) AWSService(name, service, region string) *Net {
	n.put(name, "scope", &kind.AWSService{Service: service, Region: region})
	return n
}

// ServiceList adds AWS's prefix list of a service in the region of the scope.
func (n *Net) ServiceList(name, service string) *Net {
	p := kind.Get(kind.PrefixListKind).New().(*kind.PrefixList)
	p.Owner, p.Service = kind.OwnerAWS, service
	n.put(name, "scope", p)
	return n
}

// HostedZone adds a zone: public, or private for the named VPCs.
func (n *Net) HostedZone(name, domain string, vpcs ...string) *Net {
	p := &kind.HostedZone{Domain: domain, Private: len(vpcs) > 0, VPCs: map[string]bool{}}
	for _, v := range vpcs {
		p.VPCs[ID(v)] = true
	}
	n.put(name, "scope", p)
	return n
}

// Record adds a name to a zone: for a resource, or for a value as "=203.0.113.7".
func (n *Net) Record(name, zone, host, target string) *Net {
	p := kind.Get(kind.RecordKind).New().(*kind.Record)
	p.RecordName = host
	if value, isValue := strings.CutPrefix(target, "="); isValue {
		p.Value = value
	} else {
		p.Target = ref(target)
	}
	n.put(name, zone, p)
	return n
}
