package terraform

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"vpcanvas/engine/format/exchange"
)

// readJSON adds what `terraform show -json` printed of a plan or a state, or a state file.
func (r *reader) readJSON(name string, text []byte) error {
	if len(text) > maxJSON {
		return refuse("too-large", "file", name, "limit", fmt.Sprint(maxJSON))
	}
	var head struct {
		Format  string          `json:"format_version"`
		Planned json.RawMessage `json:"planned_values"`
		Lineage string          `json:"lineage"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return exchange.RefuseFor(refusals["syntax"], err, "file", name)
	}
	var err error
	switch {
	case head.Format == "":
		err = r.readStateFile(name, text)
	case head.Planned != nil:
		err = r.readPlan(text)
	default:
		var state tfjson.State
		if err = json.Unmarshal(text, &state); err == nil && state.Values != nil {
			r.module(state.Values.RootModule, 0)
		}
	}
	if refusal, ok := errors.AsType[*exchange.Refusal](err); ok {
		return refusal
	}
	if err != nil {
		return exchange.RefuseFor(refusals["syntax"], err, "file", name)
	}
	if len(r.items) > maxResources {
		return refuse("too-many", "file", name, "limit", fmt.Sprint(maxResources))
	}
	return nil
}

// module adds the resources of a module and of those that it calls.
func (r *reader) module(m *tfjson.StateModule, depth int) {
	if m == nil || depth > maxNesting {
		return
	}
	for _, res := range m.Resources {
		if res == nil || res.DeposedKey != "" {
			continue // a deposed one is being destroyed
		}
		it := &item{
			body: &body{args: res.AttributeValues}, address: res.Address, typ: res.Type, name: res.Name,
			isData: res.Mode == tfjson.DataResourceMode, keyed: indexKey(res.Index),
		}
		if it.args == nil {
			it.args = map[string]any{}
		}
		it.provider = providerName(res.ProviderName)
		it.arn = it.text("arn")
		r.add(it)
	}
	for _, child := range m.ChildModules {
		r.module(child, depth+1)
	}
}

func indexKey(index any) string {
	switch index := index.(type) {
	case float64:
		return "[" + textOf(index) + "]"
	case string:
		return "[" + strconv.Quote(index) + "]"
	}
	return ""
}

// providerName is the last part of a provider's full name.
func providerName(full string) string { return full[strings.LastIndex(full, "/")+1:] }

// A stateFile is terraform.tfstate as Terraform keeps it.
type stateFile struct {
	Version   int `json:"version"`
	Resources []struct {
		Module, Mode, Type, Name, Provider string
		Instances                          []struct {
			Key        any            `json:"index_key"`
			Attributes map[string]any `json:"attributes"`
			Deposed    string         `json:"deposed"`
		}
	} `json:"resources"`
}

const stateFileVersion = 4

func (r *reader) readStateFile(name string, text []byte) error {
	var state stateFile
	if err := json.Unmarshal(text, &state); err != nil {
		return err
	}
	if state.Version != stateFileVersion {
		return refuse("state", "file", name, "version", strconv.Itoa(stateFileVersion))
	}
	for _, res := range state.Resources {
		for _, one := range res.Instances {
			if one.Deposed != "" {
				continue
			}
			it := &item{body: &body{args: one.Attributes}, typ: res.Type, name: res.Name, isData: res.Mode == "data", keyed: indexKey(one.Key)}
			it.address = res.Type + "." + res.Name + it.keyed
			if it.isData {
				it.address = "data." + it.address
			}
			if res.Module != "" {
				it.address = res.Module + "." + it.address
			}
			if it.args == nil {
				it.args = map[string]any{}
			}
			it.provider = stateProvider(res.Provider)
			it.arn = it.text("arn")
			r.add(it)
		}
	}
	return nil
}

// stateProvider reads provider["registry.terraform.io/hashicorp/aws"].alias.
func stateProvider(s string) string {
	_, inner, _ := strings.Cut(s, `["`)
	full, alias, ok := strings.Cut(inner, `"]`)
	if !ok {
		return "aws"
	}
	return providerName(full) + alias
}
