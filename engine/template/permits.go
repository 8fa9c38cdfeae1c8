package template

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// sixPermits is two instances with all that may stand between them: two permits of groups, which know
// replies, and four of network ACLs, which do not.
var sixPermits = &Template{
	ID:    "six-permits",
	Title: message.Text{EN: "Six permits between two instances", JA: "二つのインスタンスの間の六つの許可"},
	Description: message.Text{
		EN: "Security groups know replies, network ACLs do not: two and four permits. First the one that everybody forgets is missing.",
		JA: "セキュリティグループはステートフル、ネットワーク ACL はステートレス。許可は二つと四つ。まず忘れがちな一つがない状態から。",
	},
	Stages: []Stage{
		{message.Text{EN: "Five permits: the reply is lost", JA: "五つの許可（応答が失われる）"}, fivePermits},
		{message.Text{EN: "Six permits", JA: "六つの許可"}, design.Ops{
			set("acltwo0000", "props.egress.reply", `{"ruleNumber":100,"action":"allow","protocol":"tcp","ports":"32768-60999","cidr":"10.0.1.0/24"}`),
		}},
	},
}

var fivePermits = design.Ops{
	resource("scopesixes", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
	resource("vpcsixes00", `{"kind":"vpc","name":"six-permits","parent":"scopesixes","exportName":"Vpc","props":{"cidr":"10.0.0.0/16"}}`),
	resource("aclone0000", `{"kind":"networkAcl","name":"acl-1","parent":"vpcsixes00","exportName":"Acl1","props":{"egress":{"request":{"ruleNumber":100,"action":"allow","protocol":"tcp","ports":"443","cidr":"10.0.2.0/24"}},"ingress":{"reply":{"ruleNumber":100,"action":"allow","protocol":"tcp","ports":"32768-60999","cidr":"10.0.2.0/24"}}}}`),
	resource("acltwo0000", `{"kind":"networkAcl","name":"acl-2","parent":"vpcsixes00","exportName":"Acl2","props":{"ingress":{"request":{"ruleNumber":100,"action":"allow","protocol":"tcp","ports":"443","cidr":"10.0.1.0/24"}},"egress":{}}}`),
	resource("subnetone0", `{"kind":"subnet","name":"subnet-1","parent":"vpcsixes00","exportName":"Subnet1","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a","networkAcl":"aclone0000"}}`),
	resource("subnettwo0", `{"kind":"subnet","name":"subnet-2","parent":"vpcsixes00","exportName":"Subnet2","props":{"cidr":"10.0.2.0/24","availabilityZone":"ap-northeast-1c","networkAcl":"acltwo0000"}}`),
	resource("securityone", `{"kind":"securityGroup","name":"sg-1","parent":"vpcsixes00","exportName":"SecurityGroup1","props":{"description":"inst1","egress":{"https":{"protocol":"tcp","ports":"443","cidr":"10.0.2.0/24","description":"HTTPS to inst2"}}}}`),
	resource("securitytwo", `{"kind":"securityGroup","name":"sg-2","parent":"vpcsixes00","exportName":"SecurityGroup2","props":{"description":"inst2","ingress":{"https":{"protocol":"tcp","ports":"443","group":"securityone","description":"HTTPS from inst1"}},"egress":{}}}`),
	resource("instanceone", `{"kind":"instance","name":"inst1","parent":"subnetone0","exportName":"Instance1","props":{"interfaces":{"eth0":{"groups":{"securityone":true}}}}}`),
	resource("instancetwo", `{"kind":"instance","name":"inst2","parent":"subnettwo0","exportName":"Instance2","props":{"interfaces":{"eth0":{"groups":{"securitytwo":true}}}}}`),
	flow("flowhttps0", `{"from":{"ref":"instanceone"},"to":{"ref":"instancetwo"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"Six permits: SG out, ACL out, ACL in, SG in, and for the reply ACL out, ACL in."}`),
}
