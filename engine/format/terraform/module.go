package terraform

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// This file is what surrounds the resources: variables, outputs, providers and versions.

// versions asks for what the written arguments need.
func (w *writer) versions() section {
	providers := newBlock("required_providers")
	if w.archive {
		providers.set("archive", from("hashicorp/archive", ">= 2.4, < 3.0"))
	}
	providers.set("aws", from("hashicorp/aws", ">= 6.0, < 7.0"))
	return section{{block: newBlock("terraform").set("required_version", text(">= 1.5")).put(providers)}}
}

func from(source, version string) expression {
	return record(attribute{"source", text(source)}, attribute{"version", text(version)})
}

// writeScope makes a provider, with an alias where there are several. An account that is drawn
// guards the module: Terraform refuses to work in another one.
func writeScope(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Scope)
	b := newBlock("provider", "aws").mark("id", id).mark("name", r.Name)
	if p.Partition != "aws" {
		b.mark("partition", p.Partition) // the region says it to the provider
	}
	if len(w.scopes) > 1 {
		b.set("alias", text(w.names[id]))
	}
	b.set("region", ref("var", w.regionVariable()))
	switch {
	case exchange.IsAccount(p.Account):
		b.set("allowed_account_ids", list(text(p.Account)))
		if len(w.scopes) > 1 {
			w.remark("credentials", id, "account", p.Account)
		}
	case p.Account != "":
		w.lose("account", id, "value", p.Account)
	}
	if len(r.Tags) > 0 {
		w.remark("scope-tags", id)
	}
	w.providers = append(w.providers, entry{block: b})
	v := w.variable(w.regionVariable(), "AWS region of "+exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue)+".")
	if p.Region != "" {
		v.set("default", text(p.Region))
	}
}

func (w *writer) regionVariable() string {
	if len(w.scopes) > 1 {
		return w.names[w.scope] + "_region"
	}
	return "region"
}

// ask is a variable without a default for what a design does not know.
func (w *writer) ask(called, description string) (name string, value expression) {
	name = w.unused("variable", called, "")
	w.variable(name, description)
	return name, ref("var", name)
}

func (w *writer) variable(called, description string) *block {
	b := newBlock("variable", called).set("description", text(description)).set("type", ref("string"))
	w.variables = append(w.variables, entry{block: b})
	return b
}

// inVariable is a variable that holds a value; the first of its sort has the plain name.
func (w *writer) inVariable(sort, value, description string) expression {
	at := sort + " " + value
	if w.variableNames[at] == "" {
		called := w.unused("variable", sort, "")
		w.variableNames[at] = called
		w.variable(called, description).set("default", text(value))
	}
	return ref("var", w.variableNames[at])
}

func (w *writer) keyName(key string) expression {
	return w.inVariable("key_name", exchange.ClipRunes(key, exchange.MaxKeyName), "Key pair for SSH.")
}

// image is the drawn image, else the newest Amazon Linux 2023 for the processor of the type.
func (w *writer) image(id, image, size string) (value expression, newest bool) {
	if imagePattern.MatchString(image) {
		return w.inVariable("ami", image, "Image of instances; it lives in one region."), false
	}
	if image != "" {
		w.lose("image", id, "value", image)
	}
	sort, called, processor := "ami_parameter", "amazon_linux", "x86_64"
	if armType.MatchString(size) {
		sort, called, processor = "ami_parameter_arm64", "amazon_linux_arm64", "arm64"
	}
	parameter := w.inVariable(sort, "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-"+processor,
		"Public parameter that names the image of instances without one of their own ("+processor+").")
	if len(w.scopes) > 1 {
		called = w.names[w.scope] + "_" + called
	}
	if !w.taken["data."+called] {
		w.taken["data."+called] = true
		b := newBlock("data", "aws_ssm_parameter", called).set("name", parameter)
		b.provider = w.provider()
		w.main = append(w.main, entry{w.heading(kind.InstanceKind), b})
	}
	return ref("data", "aws_ssm_parameter", called, "insecure_value"), true
}

// outputID adds an output: ids are what other modules ask for.
func (w *writer) outputID(id, attribute string) {
	k := w.d.Resources[id].Kind
	called := w.unused("output", w.names[id]+"_"+w.table[k].words[0][0]+"_"+attribute, "")
	what := "DNS name"
	switch attribute {
	case "id":
		what = "id"
	case "public_ip":
		what = "public address"
	}
	w.outputs = append(w.outputs, entry{block: newBlock("output", called).
		set("description", text(kind.Get(k).Title.EN+" "+exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue)+": "+what+".")).
		set("value", w.attribute(id, attribute))})
}
