package terraform

import (
	"strings"
	"testing"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
)

// What nobody knows yet allows nothing, and is named: a port without a value is not every port (semantics 63), a route
// without a target leads nowhere.
func TestWhatIsNotKnownAllowsNothing(t *testing.T) {
	text := `
variable "port" {}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = var.port
    to_port     = var.port
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 80
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "icmp"
    from_port   = var.port
    to_port     = -1
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "udp"
    from_port   = -1
    to_port     = -1
    cidr_blocks = ["192.0.2.0/24"]
  }
}

resource "aws_network_acl" "main" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = var.port
    to_port    = var.port
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "192.168.0.0/16"
  }
}
`
	d, losses, err := Read([]exchange.File{{Name: "main.tf", Data: []byte(text)}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, listed := told(d), promise.Listed(losses)
	if strings.Contains(got, `"cidr":"0.0.0.0/0","protocol":"tcp"`) || strings.Contains(got, `"protocol":"icmp"`) || strings.Contains(got, `"ruleNumber":100,"`) {
		t.Errorf("what is not known is allowed:\n%s", got)
	}
	if !strings.Contains(got, `{"cidr":"192.0.2.0/24","protocol":"udp"}`) {
		t.Errorf("-1 to -1 is every port:\n%s", got)
	}
	for _, want := range []string{
		"web: the rule aws_security_group.web.ingress.0 is left out", "web: the rule aws_security_group.web.ingress.1 is left out",
		"web: the rule aws_security_group.web.ingress.2 is left out", "main: the ingress entry 100 is left out",
		"main: the route to 192.168.0.0/16 leads to something that is not known",
	} {
		if !strings.Contains(listed, want) {
			t.Errorf("%q is not said in\n%s", want, listed)
		}
	}
}
