package aws

import (
	"encoding/json"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// parts is everything that is understood, in the order in which elements are built: what owns or lends
// its identity comes before what is owned.
var parts = []part{
	vpcs, vpcAttributes, prefixLists, prefixListEntries, addresses, networkInterfaces,
	subnets, routeTables, networkACLs, securityGroups,
	internetGateways, egressOnlyInternetGateways, reservations, natGateways,
	peerings, endpoints, vpnGateways, customerGateways, vpnConnections, virtualInterfaces,
	resourceTags, loadBalancerAttributes, targetGroupAttributes, listenersWrapped, listenersRaw, targetHealth,
	loadBalancers, dbSubnetGroups, databases, redshiftSubnetGroups, redshiftClusters, cacheSubnetGroups, cacheClusters,
	functions, services, targetGroups, flowLogs, hostedZones, hostedZoneRecords,
	keepsakes,
}

// indexed is what parts note for each other, by AWS id.
type indexed struct {
	dns          map[string]*vpcAttribute
	listEntries  map[string][]prefixListEntry
	allocations  map[string]string // by interface
	byPublic     map[string]string // allocation by public address
	interfaces   map[string]*networkInterface
	rows         map[string]entry // whose row an interface is
	byAddress    map[string]entry // by VPC and private address
	tables       map[string]string
	acls         map[string]string
	propagated   map[string][]string // blocks by VPN gateway
	defaultRoute map[string]bool     // interfaces that a default route leads to
	tags         map[string][]tag    // by ARN
	attributes   map[string]map[string]string
	listeners    map[string][]listener
	targets      map[string][]targetDescription
	subnetGroups map[string][]string
	registered   map[string][]entry // container services by target group
	defaults     map[string]bool
	far          map[string]*farNetwork
	dnsNames     map[string]entry
	otherLists   map[string]string      // names of AWS's lists that the model lacks
	listed       map[string]bool        // peerings with the scopes that list them
	awsLists     map[string]bool        // drawn only where something names them
	order        []string               // interfaces as the files list them
	placed       map[string][]kind.Name // whose interfaces AWS makes in a subnet
	kept         exchange.Keepsake
}

func newIndexed() indexed {
	return indexed{
		dns: map[string]*vpcAttribute{}, listEntries: map[string][]prefixListEntry{}, allocations: map[string]string{}, byPublic: map[string]string{},
		interfaces: map[string]*networkInterface{}, rows: map[string]entry{}, byAddress: map[string]entry{}, tables: map[string]string{}, acls: map[string]string{},
		propagated: map[string][]string{}, defaultRoute: map[string]bool{}, tags: map[string][]tag{}, attributes: map[string]map[string]string{},
		listeners: map[string][]listener{}, targets: map[string][]targetDescription{}, subnetGroups: map[string][]string{}, registered: map[string][]entry{},
		defaults: map[string]bool{}, far: map[string]*farNetwork{}, dnsNames: map[string]entry{}, placed: map[string][]kind.Name{}, awsLists: map[string]bool{},
		kept: exchange.Keepsake{}, otherLists: map[string]string{}, listed: map[string]bool{},
	}
}

// A tag of AWS.
type tag struct {
	Key   string `json:"Key"`
	Value string `json:"Value"`
}

// roleTag keeps the role of an instance where it does not follow from routes and checks.
const roleTag = "vpcanvas:role"

// phases are what a part does with its objects.
type phases[T any] struct {
	ids   func(*T) []named
	index func(*reader, *scope, *T)
	build func(*reader, *scope, *T)
	write func(*writer) []any
}

// object makes a part of objects of one shape.
func object[T any](key string, p phases[T]) part {
	out := part{key: key, write: p.write, decode: func(raw json.RawMessage) (any, []named, error) {
		v := new(T)
		err := json.Unmarshal(raw, v)
		if err != nil && !isPartial(err) || p.ids == nil {
			return v, nil, err
		}
		return v, p.ids(v), err
	}}
	if p.index != nil {
		out.index = func(r *reader, s *scope, o any) { p.index(r, s, o.(*T)) }
	}
	if p.build != nil {
		out.build = func(r *reader, s *scope, o any) { p.build(r, s, o.(*T)) }
	}
	return out
}

// only is one AWS id of a kind.
func only(awsID string, k kind.Name) []named { return []named{{awsID: awsID, kind: k}} }
