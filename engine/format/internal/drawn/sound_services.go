package drawn

import (
	"fmt"

	"pgregory.net/rapid"

	"vpcanvas/engine/kind"
)

func oneOf[T any](s *sound, of []T) T { return rapid.SampledFrom(of).Draw(s.T, "pairing") }

// placed are subnets as the rows of what AWS runs in them.
func placed(subnets []string) map[string]kind.PlacedSubnet {
	rows := map[string]kind.PlacedSubnet{}
	for n, id := range subnets {
		rows[fmt.Sprintf("s%d", n)] = kind.PlacedSubnet{Subnet: kind.To(id)}
	}
	return rows
}

// services draws what AWS runs in a VPC.
func (s *sound) services(v *soundVPC) {
	s.endpoints(v)
	s.databases(v)
	if zones := s.oneAZone(v, 1); !s.mock && len(zones) > 0 {
		s.times(1, "functions", func() {
			s.put(kind.FunctionKind, v.id, &kind.Function{Subnets: placed(zones), SecurityGroups: s.some("group", v.groups), Runtime: s.from("runtime", "python3.13", "nodejs22.x")})
		})
		s.times(1, "container services", func() {
			s.put(kind.ContainerServiceKind, v.id, &kind.ContainerService{
				LaunchType: kind.LaunchFargate, Subnets: placed(zones), SecurityGroups: s.some("group", v.groups), AssignPublicIP: s.yes("public"),
				Image: "public.ecr.aws/docker/library/httpd:2.4", ContainerPort: 8080, DesiredCount: s.between(1, 3, "tasks"),
			})
		})
	}
	s.flowLogs(v)
}

func (s *sound) endpoints(v *soundVPC) {
	for _, service := range []string{kind.ServiceS3, kind.ServiceDynamoDB} {
		if s.between(0, 2, "gateway endpoint") == 0 {
			tables := append([]string{v.id + "main"}, v.tables...)
			s.put(kind.GatewayEndpointKind, v.id, &kind.GatewayEndpoint{Service: service, RouteTables: s.some("served", tables), Policy: s.policy()})
		}
	}
	for _, service := range []string{"ssm", "kms"} {
		if zones := s.oneAZone(v, 1); len(zones) > 0 && s.between(0, 2, "interface endpoint") == 0 {
			s.put(kind.InterfaceEndpointKind, v.id, &kind.InterfaceEndpoint{
				Service: service, Subnets: placed(zones), SecurityGroups: s.some("group", v.groups), PrivateDNS: v.p.EnableDNSHostnames && s.yes("private DNS"), Policy: s.policy(),
			})
		}
	}
}

func (s *sound) policy() string {
	return s.from("policy", "", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}`)
}

func (s *sound) databases(v *soundVPC) {
	classes := map[string]string{kind.EngineMySQL: "db.t4g.micro", kind.EnginePostgres: "db.t4g.micro", kind.EngineMariaDB: "db.t4g.micro"}
	engines := []string{kind.EngineMySQL, kind.EnginePostgres}
	if !s.mock {
		engines = append(engines, kind.EngineMariaDB, kind.EngineOracle, kind.EngineSQLServer, kind.EngineAuroraMySQL, kind.EngineAuroraPostgreSQL, kind.EngineRedshift, kind.EngineRedis, kind.EngineMemcached)
		classes[kind.EngineOracle], classes[kind.EngineSQLServer] = "db.m5.large", "db.t3.xlarge"
		classes[kind.EngineAuroraMySQL], classes[kind.EngineAuroraPostgreSQL] = "db.r6g.large", "db.r6g.large"
		classes[kind.EngineRedshift], classes[kind.EngineRedis], classes[kind.EngineMemcached] = "ra3.xlplus", "cache.t4g.small", "cache.t4g.small"
	}
	s.times(2, "databases", func() {
		zones := s.oneAZone(v, 2)
		if len(zones) < 2 {
			return
		}
		engine := s.from("engine", engines...)
		port := 0
		if !s.mock && s.yes("another port") {
			port = 5433
		}
		isCache := engine == kind.EngineRedis || engine == kind.EngineMemcached
		s.put(kind.DatabaseKind, v.id, &kind.Database{
			Engine: engine, Port: port, Subnets: placed(zones), SecurityGroups: s.some("group", v.groups), MultiAZ: s.yes("several zones"),
			PubliclyAccessible: !isCache && s.yes("public"), InstanceClass: classes[engine],
		})
	})
}

func (s *sound) flowLogs(v *soundVPC) {
	s.times(2, "flow logs", func() {
		p := &kind.FlowLog{TrafficType: s.from("traffic", kind.LogAll, kind.LogAccept, kind.LogReject), Destination: kind.LogToCloudWatch, LogGroup: s.from("group", "", "/vpc/flows")}
		if watched := s.pick("watched", append([]string{""}, v.subnets...)); watched != "" {
			p.Watches = kind.To(watched)
		}
		if !s.mock && s.yes("to a bucket") {
			p.Destination, p.LogGroup = kind.LogToS3, s.from("bucket", "", "flows-of-the-network")
		}
		if s.once("flow log", v.id, p.Watches.ID, p.Destination, p.LogGroup) { // AWS takes no two alike
			s.put(kind.FlowLogKind, v.id, p)
		}
	})
}

// names draws hosted zones with records of what was drawn before.
func (s *sound) names(scope string) {
	if s.mock {
		return
	}
	for _, isPrivate := range []bool{false, true} {
		if s.between(0, 2, "hosted zone") > 0 {
			continue
		}
		p := &kind.HostedZone{Domain: "example.com", Private: isPrivate, VPCs: map[string]bool{}}
		if isPrivate {
			p.Domain, p.VPCs = "app.internal", map[string]bool{s.vpcs[0].id: true}
		}
		zone := s.put(kind.HostedZoneKind, scope, p)
		for n := range s.between(0, 4, "records") {
			s.put(kind.RecordKind, zone, s.record(fmt.Sprintf("r%d", n), isPrivate))
		}
	}
}

func (s *sound) record(called string, isPrivate bool) *kind.Record {
	p := &kind.Record{RecordName: called, Type: kind.RecordA, TTL: 60}
	switch s.between(0, 4, "record") {
	case 0:
		p.Type, p.Value = kind.RecordCNAME, "www.example.org"
	case 1:
		p.Type, p.Value = kind.RecordAAAA, "2001:db8::1"
	case 2:
		if id := s.pick("balancer", s.of[kind.LoadBalancerKind]); id != "" {
			p.Target, p.TTL = kind.To(id), kind.Get(kind.RecordKind).New().(*kind.Record).TTL
			break
		}
		fallthrough
	case 3:
		if id := s.pick("database", s.of[kind.DatabaseKind]); id != "" && isPrivate {
			p.Type, p.Target = kind.RecordCNAME, kind.To(id)
			break
		}
		fallthrough
	default:
		p.Value = "203.0.113.7"
	}
	return p
}
