package aws

import (
	"bytes"
	"cmp"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// A scope is what the files say of one account in one region.
type scope struct {
	account, region string
	id              string
	// isOwn tells of a file that we wrote, which says what the scope is.
	isOwn bool
	// raw are the objects below each top-level key, in the order of the files.
	raw map[string][]json.RawMessage
	// objects are what raw was decoded to, by the place of the part in `parts`.
	objects [][]any
}

// passedOver are keys that describe calls answer with and that the model has nothing for.
var passedOver = map[string]message.Text{
	"TransitGateways":              transitGateways,
	"TransitGatewayAttachments":    transitGateways,
	"TransitGatewayVpcAttachments": transitGateways,
	"TransitGatewayRouteTables":    transitGateways,
	"TransitGatewayPropagations":   transitGateways,
	"TransitGatewayStaticRoutes":   transitGateways,
	"DirectConnectGateways":        {EN: "Direct Connect gateways are not modelled", JA: "Direct Connect ゲートウェイはモデルにありません"},
	"DirectConnectGatewayAssociations": {
		EN: "Direct Connect gateways are not modelled", JA: "Direct Connect ゲートウェイはモデルにありません",
	},
	"directConnectGateways": {EN: "Direct Connect gateways are not modelled", JA: "Direct Connect ゲートウェイはモデルにありません"},
	"directConnectGatewayAssociations": {
		EN: "Direct Connect gateways are not modelled", JA: "Direct Connect ゲートウェイはモデルにありません",
	},
	"DomainStatusList":         {EN: "OpenSearch domains are not modelled", JA: "OpenSearch ドメインはモデルにありません"},
	"LoadBalancerDescriptions": {EN: "classic load balancers are not modelled", JA: "Classic Load Balancer はモデルにありません"},
	"Firewalls":                {EN: "network firewalls are not modelled", JA: "Network Firewall はモデルにありません"},
	"CarrierGateways":          {EN: "carrier gateways are not modelled", JA: "キャリアゲートウェイはモデルにありません"},
	"LocalGateways":            {EN: "local gateways are not modelled", JA: "ローカルゲートウェイはモデルにありません"},
	"ClientVpnEndpoints":       {EN: "client VPN is not modelled", JA: "クライアント VPN はモデルにありません"},
	"VpcBlockPublicAccessOptions": {
		EN: "Block Public Access is not modelled", JA: "パブリックアクセスのブロックはモデルにありません",
	},
}

var transitGateways = message.Text{EN: "transit gateways are not modelled; routes to them are kept as references to the outside", JA: "トランジットゲートウェイはモデルになく、ルートは外部参照になります"}

// ignored are keys that say nothing of a network that other answers do not say.
var ignored = map[string]bool{
	"NextToken": true, "Marker": true, "NextMarker": true, "IsTruncated": true, "MaxItems": true, "MaxRecords": true, "ResponseMetadata": true,
	"ServiceNames": true, "ServiceDetails": true, "AvailabilityZones": true, "Tags": true, "Regions": true, "nextToken": true, "failures": true,
	"UserId": true, "Account": true, "Arn": true, "ZoneIdToNameMap": true, "DelegationSet": true, "SecurityGroupRules": true, "VPCs": true, "VpcId": true,
}

// split sorts the contents of the files by scope and key.
func (r *reader) split(files []exchange.File) {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b exchange.File) int { return cmp.Compare(a.Name, b.Name) })
	byPlace := map[[2]string]*scope{}
	for _, f := range files {
		account, region := placeOf(f.Name)
		at := [2]string{account, region}
		s := byPlace[at]
		if s == nil {
			s = &scope{account: account, region: region, raw: map[string][]json.RawMessage{}}
			byPlace[at] = s
			r.scopes = append(r.scopes, s)
		}
		r.open(s, f)
	}
	r.nameScopes()
}

// unsaid is how a folder says that the design draws no account, or no region.
const unsaid = "-"

// placeOf finds account and region among the folders of a path.
func placeOf(name string) (account, region string) {
	words := strings.Split(path.Dir(strings.ReplaceAll(name, "\\", "/")), "/")
	for i, w := range words {
		switch {
		case w == "accounts" && i+2 < len(words) && isPlace(words[i+1], accountPattern) && isPlace(words[i+2], regionPattern):
			return words[i+1], words[i+2]
		case accountPattern.MatchString(w):
			account = w
		case regionPattern.MatchString(w):
			region = w
		}
	}
	return account, region
}

func isPlace(word string, pattern *regexp.Regexp) bool {
	return word == unsaid || pattern.MatchString(word)
}

// open reads the top level of one file.
func (r *reader) open(s *scope, f exchange.File) {
	raw := bytes.TrimSpace(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf")))
	if len(raw) == 0 { // what the command line prints where there is nothing
		return
	}
	var top map[string]json.RawMessage
	if err := checkedUnmarshal(raw, &top); err != nil {
		r.loseFor("not-json", err, message.Args{"file": f.Name})
		return
	}
	for _, row := range kind.Sorted(top) {
		r.take(s, f.Name, row.Key, row.Value, top)
	}
}

// checkedUnmarshal bounds depth before anything is built.
func checkedUnmarshal(raw []byte, into any) error {
	if design.DeeperThan(raw, maxDepth) {
		return exchange.Refuse(refusals["too-deep"])
	}
	return json.Unmarshal(raw, into)
}

func (r *reader) take(s *scope, file, key string, raw json.RawMessage, top map[string]json.RawMessage) {
	if one := alone[key]; one != "" {
		r.takeAlone(s, one, top)
		return
	}
	if key = cmp.Or(aliases[key], key); ignored[key] {
		return
	}
	why, passed := passedOver[key]
	if !passed && !isKnown(key) {
		r.lose("unknown-key", "", message.Args{"file": file, "key": key})
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		r.lose("not-a-list", "", message.Args{"file": file, "key": key})
		return
	}
	r.keys++
	if passed {
		r.passed[key] += len(list)
		r.whys[key] = why
		return
	}
	if r.count += len(list); r.count <= maxObjects {
		s.raw[key] = append(s.raw[key], list...)
	}
}

// aliases are keys that answers of other names hold.
var aliases = map[string]string{
	"VirtualInterfaces": "virtualInterfaces", "Entries": "PrefixListEntries", "RdsInstances": "DBInstances",
}

// alone are keys of answers about one thing, with what they are wrapped to.
var alone = map[string]string{"HostedZone": "HostedZones", "EnableDnsSupport": "VpcAttributes", "EnableDnsHostnames": "VpcAttributes"}

func (r *reader) takeAlone(s *scope, key string, top map[string]json.RawMessage) {
	whole, err := json.Marshal(top)
	if err != nil {
		return
	}
	r.keys++
	if r.count++; r.count <= maxObjects {
		s.raw[key] = append(s.raw[key], whole)
	}
}

var (
	ownerIn   = regexp.MustCompile(`"(?:OwnerId|ownerAccount)"\s*:\s*"([0-9]{12})"`)
	zoneIn    = regexp.MustCompile(`"AvailabilityZone"\s*:\s*"([a-z]{2}(?:-[a-z]+)+-[0-9]{1,2})[a-z]`)
	serviceIn = regexp.MustCompile(`com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-[0-9]{1,2})\.`)
	regionIn  = regexp.MustCompile(`"(?:Arn|[A-Za-z]+Arn)"\s*:\s*"arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]+):[0-9]{12}:`)
)

// nameScopes finds account and region in the objects where no folder says them, joins what is one scope,
// and makes its element.
func (r *reader) nameScopes() {
	byName := map[[2]string]*scope{}
	kept := r.scopes[:0]
	for _, s := range r.scopes {
		if s.account == "" {
			s.account = s.find(ownerIn)
		}
		if s.region == "" {
			s.region = cmp.Or(s.find(zoneIn), s.find(regionIn), s.find(serviceIn))
		}
		s.account, s.region = strings.TrimPrefix(s.account, unsaid), strings.TrimPrefix(s.region, unsaid)
		at := [2]string{s.account, s.region}
		if other := byName[at]; other != nil {
			for _, row := range kind.Sorted(s.raw) {
				other.raw[row.Key] = append(other.raw[row.Key], row.Value...)
			}
			continue
		}
		byName[at] = s
		kept = append(kept, s)
	}
	r.scopes = kept
	for _, s := range r.scopes {
		own := s.ownScope()
		s.id, s.isOwn = cmp.Or(own, hashID("scope", s.account, s.region)), own != ""
	}
}

func (s *scope) find(pattern *regexp.Regexp) string {
	for _, p := range parts {
		for _, raw := range s.raw[p.key] {
			if m := pattern.FindSubmatch(raw); m != nil {
				return string(m[1])
			}
		}
	}
	return ""
}

func (r *reader) scopeOf(id string) *scope {
	for _, s := range r.scopes {
		if s.id == id {
			return s
		}
	}
	return nil
}

// addScope draws a scope; one that holds nothing is no more than a folder.
func (r *reader) addScope(s *scope) {
	if s == nil || r.d.Resources[s.id] != nil {
		return
	}
	origin := &design.Origin{Source: Source, ID: cmp.Or(s.account, unsaid) + "/" + cmp.Or(s.region, unsaid)}
	if s.isOwn {
		origin = nil // drawn, or the file says whence it came
	}
	p := &kind.Scope{Account: s.account, Region: s.region, Partition: partition(s.region)}
	r.d.Resources[s.id] = &design.Resource{
		Kind: kind.ScopeKind, Name: strings.TrimSpace(s.account + " " + s.region), Props: p, Tags: map[string]string{},
		Origin: origin,
	}
}
