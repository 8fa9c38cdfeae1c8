package cloudformation

import (
	"path"
	"slices"
	"strings"

	"vpcanvas/engine/kind"
)

var readGatewayEndpoint = []reading{{
	typ:    typeEndpoint,
	is:     func(src *source) bool { return endpointType(src) == "Gateway" && src.gatewayService() != "" },
	parent: inVPC, fill: fillGatewayEndpoint,
}}

var readInterfaceEndpoint = []reading{{
	typ: typeEndpoint, is: func(src *source) bool { return endpointType(src) == "Interface" },
	parent: inVPC, fill: fillInterfaceEndpoint,
}}

func endpointType(src *source) string {
	if typ := src.text("VpcEndpointType"); typ != "" {
		return typ
	}
	return "Gateway"
}

// service is the last part of a service's name in the stack's region, else the whole name.
func (src *source) service() string {
	name := shown(src.text("ServiceName"))
	for _, lead := range []string{"", "cn."} {
		if own, ok := strings.CutPrefix(name, lead+kind.ServiceName(src.region(), "")); ok {
			return own
		}
	}
	return name
}

// gatewayService is the service of a gateway endpoint, whichever region its name has.
func (src *source) gatewayService() string {
	for _, service := range []string{kind.ServiceS3, kind.ServiceDynamoDB} {
		if strings.HasSuffix("."+src.service(), "."+service) {
			return service
		}
	}
	return ""
}

func fillGatewayEndpoint(src *source) {
	p := propsOf[*kind.GatewayEndpoint](src)
	p.Service = src.gatewayService()
	for _, item := range src.items("RouteTableIds") {
		if to := src.to(item, kind.RouteTableKind); to.ID != "" {
			p.RouteTables[to.ID] = true
		} else {
			src.reader.lose("table", src.id, "element", src.logical, "table", joined(item, ""))
		}
	}
	p.Policy = asPolicy(src.prop("PolicyDocument"))
}

func fillInterfaceEndpoint(src *source) {
	p := propsOf[*kind.InterfaceEndpoint](src)
	p.Service = src.service()
	p.Subnets = src.subnets(src.prop("SubnetIds"), src.metaKeys("Subnets"))
	p.SecurityGroups = src.placedIn("SecurityGroupIds")
	p.PrivateDNS = src.flag("PrivateDnsEnabled", false)
	p.Policy = asPolicy(src.prop("PolicyDocument"))
}

// placedIn are the groups of what a VPC owns; a template of ours tells that none were drawn.
func (src *source) placedIn(property string) map[string]bool {
	if isTrue(src.meta.values["ImplicitGroup"]) {
		return map[string]bool{}
	}
	return src.groups(src.prop(property))
}

// asPolicy is a tree as the text of a policy, with its keys in their order; "" where there is none. Numbers
// and true come as texts, which IAM takes for the same.
func asPolicy(v any) string {
	if v == nil {
		return ""
	}
	var b strings.Builder
	policyValue(&b, v)
	return b.String()
}

func policyValue(b *strings.Builder, v any) {
	switch v := v.(type) {
	case string:
		b.WriteString(quoted(shown(v), jsonRune))
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			policyValue(b, item)
		}
		b.WriteByte(']')
	case *tree:
		b.WriteByte('{')
		for i, key := range v.keys {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoted(shown(key), jsonRune) + ":")
			policyValue(b, v.values[key])
		}
		b.WriteByte('}')
	default:
		b.WriteString("null")
	}
}

var readFunction = []reading{{
	typ: typeFunction, is: func(src *source) bool { return src.raw.values["VpcConfig"] != nil },
	parent: func(src *source) string { return src.vpcOfSubnets(get(src.prop("VpcConfig"), "SubnetIds")) }, fill: fillFunction,
}}

func fillFunction(src *source) {
	p := propsOf[*kind.Function](src)
	network := src.prop("VpcConfig")
	p.Subnets = src.subnets(get(network, "SubnetIds"), src.metaKeys("Subnets"))
	if !isTrue(src.meta.values["ImplicitGroup"]) {
		p.SecurityGroups = src.groups(get(network, "SecurityGroupIds"))
	}
	if runtime := shown(src.text("Runtime")); runtime != "" {
		p.Runtime = runtime
	}
}

func awsvpc(src *source) any {
	return get(src.prop("NetworkConfiguration"), "AwsvpcConfiguration")
}

var readContainerService = []reading{{
	typ: typeService, is: func(src *source) bool { return src.raw.values["NetworkConfiguration"] != nil },
	parent: func(src *source) string { return src.vpcOfSubnets(get(awsvpc(src), "Subnets")) }, fill: fillContainerService,
}}

func fillContainerService(src *source) {
	p := propsOf[*kind.ContainerService](src)
	network := awsvpc(src)
	p.Subnets = src.subnets(get(network, "Subnets"), src.metaKeys("Subnets"))
	if !isTrue(src.meta.values["ImplicitGroup"]) {
		p.SecurityGroups = src.groups(get(network, "SecurityGroups"))
	}
	p.LaunchType = kind.LaunchFargate
	if src.text("LaunchType") == kind.LaunchEC2 || src.text("LaunchType") == "" && !src.own && len(src.items("CapacityProviderStrategy")) == 0 {
		p.LaunchType = kind.LaunchEC2 // AWS's default
	}
	p.AssignPublicIP = joined(get(network, "AssignPublicIp"), "") == "ENABLED"
	p.DesiredCount = min(max(numberOr(src.prop("DesiredCount"), 1), 0), mostTasks)
	if task, _ := src.reader.found(src.prop("TaskDefinition")); task != nil {
		task.read = true
		containers := task.items("ContainerDefinitions")
		for _, c := range containers[:min(1, len(containers))] {
			if image := shown(joined(get(c, "Image"), "")); !strings.HasPrefix(image, ".") { // of an account that is not known
				p.Image = image
			}
			for _, port := range asList(get(c, "PortMappings")) {
				p.ContainerPort = inRange(numberOr(get(port, "ContainerPort"), p.ContainerPort), p.ContainerPort)
				break
			}
		}
	}
	src.registerIn(p)
}

const mostTasks = 5000

// inRange is a port that there is, else or.
func inRange(port, or int) int {
	if port < 1 || port > 65535 {
		return or
	}
	return port
}

// registerIn puts the service among the targets of the groups that it registers its tasks with.
func (src *source) registerIn(p *kind.ContainerService) {
	rows := src.metaKeys("Targets")
	for n, item := range src.items("LoadBalancers") {
		p.ContainerPort = inRange(numberOr(get(item, "ContainerPort"), p.ContainerPort), p.ContainerPort)
		to := src.to(get(item, "TargetGroupArn"), kind.TargetGroupKind)
		if to.ID == "" {
			src.reader.lose("target-group", src.id, "element", src.logical)
			continue
		}
		g := src.reader.d.Resources[to.ID].Props.(*kind.TargetGroup)
		target := kind.Target{Target: kind.To(src.id)}
		if p.ContainerPort != g.Port {
			target.Port = p.ContainerPort
		}
		key := "service"
		if n < len(rows) {
			if _, row, ok := strings.Cut(rows[n], "."); ok && keyPattern.MatchString(row) {
				key = row
			}
		}
		g.Targets[free(g.Targets, key)] = target
	}
}

var readFlowLog = []reading{{typ: typeFlowLog, is: always, parent: flowLogParent, fill: fillFlowLog}}

func flowLogParent(src *source) string {
	v := src.prop("ResourceId")
	of, _ := src.reader.found(v)
	switch {
	case of == nil && src.own:
		return src.anyVPC()
	case of == nil && src.text("ResourceType") == "VPC":
		return src.owner(v, kind.VPCKind)
	case of == nil:
		return ""
	case src.reader.tied[of] != nil:
		of = src.reader.tied[of]
	}
	return src.reader.d.Ancestor(of.id, kind.VPCKind)
}

func fillFlowLog(src *source) {
	p := propsOf[*kind.FlowLog](src)
	v := src.prop("ResourceId")
	of, _ := src.reader.found(v)
	switch {
	case of != nil && src.reader.tied[of] != nil:
		p.Watches = kind.To(src.reader.tied[of].id)
	case of != nil && of.kind != kind.VPCKind:
		p.Watches = src.to(v, kind.SubnetKind, kind.NetworkInterfaceKind)
	case of == nil && src.own:
		p.Watches = src.to(v, kind.SubnetKind)
	}
	if traffic := strings.ToUpper(src.text("TrafficType")); slices.Contains([]string{kind.LogAll, kind.LogAccept, kind.LogReject}, traffic) {
		p.TrafficType = traffic
	}
	if src.text("LogDestinationType") == kind.LogToS3 {
		p.Destination = kind.LogToS3
		p.LogGroup = src.nameOf(src.prop("LogDestination"), "BucketName")
		return
	}
	to := src.prop("LogGroupName")
	if to == nil {
		to = src.prop("LogDestination")
	}
	p.LogGroup = src.nameOf(to, "LogGroupName")
}

// nameOf is the name of what a flow log writes to: that which its own resource has, or the end of an ARN.
func (src *source) nameOf(v any, property string) string {
	if of, _ := src.reader.found(v); of != nil {
		of.read = true
		return shown(of.text(property))
	}
	text := shown(joined(v, ""))
	if strings.HasPrefix(text, "arn:") {
		return path.Base(strings.TrimPrefix(text[strings.LastIndex(text, ":")+1:], "log-group:"))
	}
	return text
}
