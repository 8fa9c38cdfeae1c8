package terraform

import (
	"strings"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// arnParts are the partition, region and account of an ARN.
func arnParts(arn string) (partition, region, account string) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return "", "", ""
	}
	return parts[1], parts[3], parts[4]
}

// scopeOf is the account and region of an item: what its ARN says, else its provider's.
func (r *reader) scopeOf(it *item) string {
	partition, region, account := arnParts(it.arn)
	if region == "" {
		region = it.text("region")
	}
	if region == "" {
		if at := r.atKey[it.provider]; at != nil {
			return at.id
		}
		return r.ofProvider(it.provider).id
	}
	for _, at := range r.scopes {
		if at.props.Region == region && (account == "" || at.props.Account == "" || at.props.Account == account) {
			at.props.Account = max(at.props.Account, account)
			return at.id
		}
	}
	return r.newScope(&item{body: &body{args: map[string]any{}}, address: "provider." + region + account}, region, account, partition).id
}

// ofProvider is the scope of a provider's configuration. Without one it is the first that there is.
func (r *reader) ofProvider(key string) *scopeAt {
	for _, p := range r.providers {
		if p.provider == key {
			at := r.scopeOfProvider(p)
			r.atKey[key] = at
			return at
		}
	}
	if len(r.scopes) == 0 {
		r.newScope(&item{body: &body{args: map[string]any{}}, address: "provider.aws"}, "", "", "")
	}
	r.atKey[key] = r.scopes[0]
	return r.scopes[0]
}

// scopeOfProvider makes a provider's scope, unless one without a mark has the same region.
func (r *reader) scopeOfProvider(p *item) *scopeAt {
	region, account := p.text("region"), ""
	if ids := textsOf(p.list("allowed_account_ids")); len(ids) == 1 && exchange.IsAccount(ids[0]) {
		account = ids[0]
	}
	if p.id() == "" && region != "" {
		for _, at := range r.scopes {
			if at.props.Region == region && (account == "" || at.props.Account == "" || at.props.Account == account) {
				at.props.Account = max(at.props.Account, account)
				return at
			}
		}
	}
	p.address = "provider." + p.provider
	return r.newScope(p, region, account, p.marked("partition"))
}

func (r *reader) newScope(p *item, region, account, partition string) *scopeAt {
	id := r.newID(p, kind.ScopeKind)
	e := r.make(p, kind.ScopeKind, id, "")
	at := &scopeAt{id, e.res.Props.(*kind.Scope)}
	at.props.Region, at.props.Account = region, account
	if partition != "" {
		at.props.Partition = partition
	} else if strings.HasPrefix(region, "cn-") {
		at.props.Partition = "aws-cn"
	} else if strings.HasPrefix(region, "us-gov-") {
		at.props.Partition = "aws-us-gov"
	}
	if alias := p.text("alias"); alias != "" {
		e.res.ExportName = alias
	} else if p.id() == "" {
		e.res.ExportName = ""
	}
	if name, ok := p.mark("name"); ok && len(name) > 0 {
		e.res.Name = name[0]
	} else if p.id() == "" {
		e.res.Name = strings.TrimSpace(region + " " + account)
	}
	r.scopes = append(r.scopes, at)
	return at
}
