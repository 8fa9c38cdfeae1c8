package aws

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type vpcInfo struct {
	VPC    string `json:"VpcId,omitempty"`
	Owner  string `json:"OwnerId,omitempty"`
	Region string `json:"Region,omitempty"`
}

type code struct {
	Code string `json:"Code"`
}

type peeringShape struct {
	ID        string  `json:"VpcPeeringConnectionId"`
	Requester vpcInfo `json:"RequesterVpcInfo"`
	Accepter  vpcInfo `json:"AccepterVpcInfo"`
	Status    code    `json:"Status"`
	Tags      []tag   `json:"Tags"`
}

type endpointShape struct {
	ID          string      `json:"VpcEndpointId"`
	Type        string      `json:"VpcEndpointType"`
	VPC         string      `json:"VpcId"`
	Service     string      `json:"ServiceName"`
	State       string      `json:"State,omitempty"`
	Policy      string      `json:"PolicyDocument,omitempty"`
	RouteTables []string    `json:"RouteTableIds,omitempty"`
	Subnets     []string    `json:"SubnetIds,omitempty"`
	Groups      []groupName `json:"Groups,omitempty"`
	PrivateDNS  bool        `json:"PrivateDnsEnabled"`
	Interfaces  []string    `json:"NetworkInterfaceIds,omitempty"`
	Tags        []tag       `json:"Tags"`
}

type listEntry struct {
	CIDR        string `json:"Cidr"`
	Description string `json:"Description,omitempty"`
}

type prefixListShape struct {
	ID      string   `json:"PrefixListId"`
	Name    string   `json:"PrefixListName,omitempty"`
	Owner   string   `json:"OwnerId,omitempty"`
	Max     int      `json:"MaxEntries,omitempty"`
	Blocks  []string `json:"Cidrs,omitempty"`
	Tags    []tag    `json:"Tags"`
	Family  string   `json:"AddressFamily,omitempty"`
	Version int      `json:"Version,omitempty"`
}

type prefixListEntry = listEntry

type prefixListEntriesShape struct {
	List    string      `json:"PrefixListId"`
	Entries []listEntry `json:"Entries"`
}

// The words of endpoints and of AWS's own lists.
const (
	typeGateway   = "Gateway"
	typeInterface = "Interface"
	ownerAWS      = "AWS"
)

var (
	peerings = object("VpcPeeringConnections", phases[peeringShape]{
		ids:   func(o *peeringShape) []named { return only(o.ID, kind.PeeringKind) },
		index: func(r *reader, s *scope, o *peeringShape) { r.listed[o.ID+" "+s.id] = true },
		build: readPeering, write: writePeerings,
	})
	endpoints = object("VpcEndpoints", phases[endpointShape]{
		ids: func(o *endpointShape) []named {
			switch k := o.kind(); {
			case k == "" || strings.EqualFold(o.State, "deleted"):
				return nil
			default:
				return only(o.ID, k)
			}
		},
		build: readEndpoint, write: writeEndpoints,
	})
	prefixLists = object("PrefixLists", phases[prefixListShape]{
		ids: func(o *prefixListShape) []named {
			if _, known := o.service(); o.isAWS() && !known {
				return nil
			}
			return only(o.ID, kind.PrefixListKind)
		},
		build: readPrefixList, write: writePrefixLists,
	})
	prefixListEntries = object("PrefixListEntries", phases[prefixListEntriesShape]{
		index: func(r *reader, _ *scope, o *prefixListEntriesShape) {
			r.listEntries[o.List] = append(r.listEntries[o.List], o.Entries...)
		},
		write: writePrefixListEntries,
	})
)

func (r *reader) peerRef(s *scope, info vpcInfo) kind.Ref {
	ref := r.ref(s, info.VPC, kind.VPCKind)
	if ref.External != nil {
		ref.External.Account, ref.External.Region = info.Owner, info.Region
	}
	return ref
}

func readPeering(r *reader, s *scope, o *peeringShape) {
	p := &kind.Peering{Requester: r.peerRef(s, o.Requester), Accepter: r.peerRef(s, o.Accepter)}
	switch o.Status.Code {
	case kind.PeeringActive, kind.PeeringRejected, kind.PeeringExpired, kind.PeeringDeleted:
		p.Status = o.Status.Code
	case "provisioning":
		p.Status = kind.PeeringActive
	case "deleting":
		p.Status = kind.PeeringDeleted
	case "failed":
		p.Status = kind.PeeringRejected
	default:
		p.Status = kind.PeeringPending
	}
	parent := s.id
	if res := r.d.Resources[p.Requester.ID]; res != nil && r.listed[o.ID+" "+res.Parent] {
		parent = res.Parent // both sides tell of it; the one that asked owns it
		r.addScope(r.scopeOf(parent))
	}
	r.add(s, o.ID, "", parent, p, o.Tags)
}

func (o *endpointShape) kind() kind.Name {
	switch {
	case o.Type == typeGateway || o.Type == "" && len(o.RouteTables) > 0: // older answers name no type
		return kind.GatewayEndpointKind
	case o.Type == typeInterface:
		return kind.InterfaceEndpointKind
	}
	return ""
}

func readEndpoint(r *reader, s *scope, o *endpointShape) {
	if strings.EqualFold(o.State, "deleted") {
		return
	}
	if o.kind() == "" {
		r.lose("endpoint-type", "", message.Args{"element": o.ID, "value": o.Type})
		return
	}
	owner, ok := r.owner(s, o.ID, o.VPC, kind.VPCKind)
	if !ok {
		return
	}
	service := strings.TrimPrefix(o.Service, kind.ServiceName(s.region, ""))
	if o.kind() == kind.GatewayEndpointKind {
		if service != kind.ServiceS3 && service != kind.ServiceDynamoDB {
			r.lose("endpoint-for", "", message.Args{"element": o.ID, "value": o.Service})
			return
		}
		r.add(s, o.ID, "", owner, &kind.GatewayEndpoint{
			Service: service, RouteTables: r.set(s, o.ID, o.RouteTables, kind.RouteTableKind), Policy: policyText(o.Policy),
		}, o.Tags)
		return
	}
	p := &kind.InterfaceEndpoint{
		Service: service, Subnets: r.subnetRows(s, o.ID, o.Subnets), SecurityGroups: r.set(s, o.ID, groupIDs(o.Groups), kind.SecurityGroupKind),
		PrivateDNS: o.PrivateDNS, Policy: policyText(o.Policy),
	}
	if id := r.add(s, o.ID, "", owner, p, o.Tags); id != "" {
		r.place(p.Subnets, kind.InterfaceEndpointKind)
		for _, eni := range o.Interfaces {
			r.rows[eni] = entry{id: id, kind: kind.InterfaceEndpointKind, scope: s}
		}
	}
}

func groupIDs(groups []groupName) []string {
	ids := []string{}
	for _, g := range groups {
		ids = append(ids, g.ID)
	}
	return ids
}

// subnetRows are the places of what spans subnets, by the ids of the subnets.
func (r *reader) subnetRows(s *scope, of string, awsIDs []string) map[string]kind.PlacedSubnet {
	rows := map[string]kind.PlacedSubnet{}
	for _, awsID := range awsIDs {
		if ref := r.ref(s, awsID, kind.SubnetKind); !ref.IsZero() {
			addRow(rows, rowKey(cmp.Or(ref.ID, awsID)), kind.PlacedSubnet{Subnet: ref})
		}
	}
	return rows
}

// policyText is "" for the policy that AWS sets where none is given: full access.
func policyText(text string) string {
	var p struct {
		Statement []struct {
			Effect, Action, Resource string
			Principal                any
			Condition                any
		}
	}
	if json.Unmarshal([]byte(text), &p) == nil && len(p.Statement) == 1 {
		one := p.Statement[0]
		if one.Effect == "Allow" && one.Action == "*" && one.Resource == "*" && one.Condition == nil && fmt.Sprint(one.Principal) == "*" {
			return ""
		}
	}
	return text
}

func (o *prefixListShape) isAWS() bool {
	return o.Owner == ownerAWS || strings.HasPrefix(o.Name, "com.amazonaws.")
}

// service is whose addresses a list of AWS holds, where the model knows it.
func (o *prefixListShape) service() (string, bool) {
	service := o.Name[strings.LastIndexByte(o.Name, '.')+1:]
	return service, service == kind.ServiceS3 || service == kind.ServiceDynamoDB
}

func readPrefixList(r *reader, s *scope, o *prefixListShape) {
	p := kind.Get(kind.PrefixListKind).New().(*kind.PrefixList)
	if o.isAWS() {
		service, known := o.service()
		if !known {
			r.otherLists[o.ID] = o.Name
			return
		}
		p.Owner, p.Service = kind.OwnerAWS, service
		if id := r.add(s, o.ID, o.Name, s.id, p, o.Tags); id != "" && carried(o.ID) != id && len(o.Tags) == 0 {
			r.awsLists[id] = true
		}
		return
	}
	p.MaxEntries = cmp.Or(o.Max, p.MaxEntries)
	entries := slices.Clone(r.listEntries[o.ID])
	for _, b := range o.Blocks {
		entries = append(entries, listEntry{CIDR: b})
	}
	for _, e := range entries {
		if c := r.block(o.ID, e.CIDR); c.IsValid() {
			addRow(p.Entries, rowKey(e.CIDR), kind.PrefixListEntry{CIDR: c, Description: e.Description})
		}
	}
	r.add(s, o.ID, o.Name, s.id, p, o.Tags)
}

// listRef is a prefix list; one of AWS's own whose blocks are not modelled is named.
func (r *reader) listRef(s *scope, awsID string) kind.Ref {
	if name := r.otherLists[awsID]; name != "" {
		r.note("list-owner", "", message.Args{"element": awsID, "value": name})
	}
	return r.ref(s, awsID, kind.PrefixListKind)
}

// dropUnusedLists: every region has AWS's own lists; they are drawn where something names them.
func (r *reader) dropUnusedLists() {
	for _, res := range r.d.Resources {
		for _, at := range kind.Get(res.Kind).Refs(res.Props) {
			delete(r.awsLists, at.Ref.ID)
		}
	}
	for id := range r.awsLists {
		delete(r.d.Resources, id)
	}
}

func writePeerings(w *writer) []any {
	return w.each(kind.PeeringKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.Peering)
		return peeringShape{ID: w.id(id), Requester: w.peer(id, p.Requester), Accepter: w.peer(id, p.Accepter), Status: code{p.Status}, Tags: w.tags(id)}
	})
}

func (w *writer) peer(id string, to kind.Ref) vpcInfo {
	if e := to.External; e != nil {
		return vpcInfo{VPC: e.AWSID, Owner: e.Account, Region: e.Region}
	}
	if !w.leads(id, "vpc", to) {
		return vpcInfo{}
	}
	info := vpcInfo{VPC: w.id(to.ID)}
	if s, ok := w.d.Resources[w.d.Ancestor(to.ID, kind.ScopeKind)]; ok {
		p := s.Props.(*kind.Scope)
		info.Owner, info.Region = p.Account, p.Region
	}
	return info
}

func writeEndpoints(w *writer) []any {
	list := w.each(kind.GatewayEndpointKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.GatewayEndpoint)
		return endpointShape{
			ID: w.id(id), Type: typeGateway, VPC: w.id(res.Parent), Service: kind.ServiceName(w.region, p.Service), State: "available",
			Policy: p.Policy, RouteTables: w.members(p.RouteTables), Tags: w.tags(id),
		}
	})
	return append(list, w.each(kind.InterfaceEndpointKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.InterfaceEndpoint)
		service := p.Service
		if !strings.HasPrefix(service, "com.amazonaws.") {
			service = kind.ServiceName(w.region, service)
		}
		return endpointShape{
			ID: w.id(id), Type: typeInterface, VPC: w.id(res.Parent), Service: service, State: "available", Policy: p.Policy,
			Subnets: w.placed(id, p.Subnets), Groups: w.groups(p.SecurityGroups), PrivateDNS: p.PrivateDNS, Tags: w.tags(id),
		}
	})...)
}

func writePrefixLists(w *writer) []any {
	return w.each(kind.PrefixListKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.PrefixList)
		if p.Owner == kind.OwnerAWS {
			if len(p.Entries) > 0 {
				w.lose("detail", id, message.Args{"what": "entries"})
			}
			return prefixListShape{ID: w.id(id), Name: kind.ServiceName(w.region, p.Service), Owner: ownerAWS, Tags: w.tags(id)}
		}
		return prefixListShape{ID: w.id(id), Name: cmp.Or(strings.ReplaceAll(res.Name, "com.amazonaws.", ""), id), Owner: w.account, Max: p.MaxEntries, Tags: w.tags(id)}
	})
}

func writePrefixListEntries(w *writer) []any {
	list := []any{}
	for _, id := range w.of(kind.PrefixListKind) {
		p := w.d.Resources[id].Props.(*kind.PrefixList)
		if p.Owner == kind.OwnerAWS || len(p.Entries) == 0 {
			continue
		}
		o := prefixListEntriesShape{List: w.id(id)}
		for _, row := range kind.Sorted(p.Entries) {
			if !row.Value.CIDR.IsValid() {
				w.lose("rule-empty", id, message.Args{"row": row.Key})
				continue
			}
			o.Entries = append(o.Entries, listEntry{row.Value.CIDR.String(), row.Value.Description})
		}
		list = append(list, o)
	}
	return list
}
