package cloudformation

import (
	"regexp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// role adds what a service of AWS may do for the element, by policies that AWS keeps.
func (w *writer) role(called, element, principal string, policies ...string) *made {
	m := newMade(typeRole, element).set("AssumeRolePolicyDocument", trust(principal))
	arns := list{}
	for _, p := range policies {
		arns = append(arns, sub("arn:${AWS::Partition}:iam::aws:policy/"+p))
	}
	if len(arns) > 0 {
		m.set("ManagedPolicyArns", arns)
	}
	w.add(called, m)
	return m
}

func trust(principal string) *object {
	return statement(newObject().set("Effect", text("Allow")).
		set("Principal", newObject().set("Service", text(principal))).set("Action", text("sts:AssumeRole")))
}

func statement(o *object) *object {
	return newObject().set("Version", text("2012-10-17")).set("Statement", list{o})
}

// writeFunction writes a function with code that does nothing: a design has none.
func writeFunction(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Function)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	runtime, asDrawn := exchange.RuntimeOf(p.Runtime)
	if !asDrawn {
		w.lose("runtime", id, "value", p.Runtime, "written", runtime)
	}
	called := w.derived(id, "Role")
	w.role(called, id, "lambda.amazonaws.com", "service-role/AWSLambdaVPCAccessExecutionRole")
	m := newMade(typeFunction, id).set("Runtime", text(runtime)).set("Handler", text("index.handler"))
	if _, code, ok := exchange.Placeholder(runtime); ok {
		w.remark("placeholder", id)
		m.set("Code", newObject().set("ZipFile", text(code)))
	} else {
		bucket, key := w.derived(id, "CodeBucket"), w.derived(id, "CodeKey")
		w.remark("code", id, "parameter", bucket+", "+key)
		m.set("Code", newObject().
			set("S3Bucket", w.parameter(bucket, `^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`, "Bucket with the code of "+w.logical[id])).
			set("S3Key", w.parameter(key, `^.+$`, "Archive with the code of "+w.logical[id])))
	}
	network := newObject().set("SubnetIds", w.placed(m, id, p.Subnets, false)).set("SecurityGroupIds", w.placedGroups(m, id, p.SecurityGroups))
	w.add(w.logical[id], w.tags(m.set("Role", getAtt{called, "Arn"}).set("VpcConfig", network), id, r))
}

// The smallest task of Fargate.
const (
	taskCPU    = "256"
	taskMemory = "512"
	container  = "app"
)

var containerImage = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}$`)

// writeContainerService writes the service with a cluster of its own.
func writeContainerService(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.ContainerService)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	cluster := w.derived(id, "Cluster")
	w.add(cluster, newMade(typeCluster, id))
	m := newMade(typeService, id).set("Cluster", ref(cluster)).set("TaskDefinition", ref(w.task(id, p))).
		set("LaunchType", text(p.LaunchType)).set("DesiredCount", number(p.DesiredCount))
	network := newObject().set("Subnets", w.placed(m, id, p.Subnets, false)).set("SecurityGroups", w.placedGroups(m, id, p.SecurityGroups))
	public := map[bool]string{true: "ENABLED", false: "DISABLED"}
	switch {
	case p.LaunchType == kind.LaunchEC2:
		w.remark("container-capacity", id)
		if p.AssignPublicIP {
			w.lose("container-public", id)
		}
	default:
		network.set("AssignPublicIp", text(public[p.AssignPublicIP]))
	}
	m.set("NetworkConfiguration", newObject().set("AwsvpcConfiguration", network))
	w.register(m, id, p)
	w.add(w.logical[id], w.tags(m, id, r))
}

func (w *writer) task(id string, p *kind.ContainerService) string {
	image := p.Image
	if !containerImage.MatchString(image) {
		w.lose("container-image", id, "value", image)
		image = kind.Get(kind.ContainerServiceKind).New().(*kind.ContainerService).Image
	}
	execution := w.derived(id, "ExecutionRole")
	w.role(execution, id, "ecs-tasks.amazonaws.com", "service-role/AmazonECSTaskExecutionRolePolicy")
	called := w.derived(id, "TaskDefinition")
	w.add(called, newMade(typeTask, id).set("NetworkMode", text("awsvpc")).set("RequiresCompatibilities", list{text(p.LaunchType)}).
		set("Cpu", text(taskCPU)).set("Memory", text(taskMemory)).set("ExecutionRoleArn", getAtt{execution, "Arn"}).
		set("ContainerDefinitions", list{newObject().set("Name", text(container)).set("Image", text(image)).set("Essential", boolean(true)).
			set("PortMappings", list{newObject().set("ContainerPort", number(p.ContainerPort))})}))
	return called
}

// register ties a service to the target groups that name it: ECS registers each task by itself. It wants
// the listener first, which no reference says.
func (w *writer) register(m *made, id string, p *kind.ContainerService) {
	balancers, rows := list{}, list{}
	for _, reg := range w.making.Registered(id, w.deaf) {
		if reg.Balancer == "" {
			continue // listed with its target group
		}
		m.after(w.listenerName(reg.Balancer, reg.Listener))
		rows = append(rows, text(reg.Group+"."+reg.Row))
		balancers = append(balancers, newObject().set("ContainerName", text(container)).set("ContainerPort", number(p.ContainerPort)).set("TargetGroupArn", ref(w.logical[reg.Group])))
	}
	if len(rows) > 0 {
		m.metadata.set("Targets", rows)
		m.set("LoadBalancers", balancers)
	}
}
