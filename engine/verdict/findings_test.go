package verdict_test

import (
	"slices"
	"testing"

	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

// What the rules say of the templates, stage by stage: the mistakes that their sources make on
// purpose, and no others.
func TestTemplateFindings(t *testing.T) {
	const (
		unnamed  = "name-contradicts-routes subnetpublic routeTable"
		onMain   = "subnet-on-main-table subnetprivate routeTable"
		volatile = "volatile-address instanceweb eth0"
		ssh      = "open-admin-port securityweb ingress.ssh"
		http     = "http-without-tls securityweb ingress.http"
	)
	for id, want := range map[string][][]string{
		"web-and-db": {
			{unnamed},
			{"gateway-attached-not-routed gatewayinternet", unnamed},
			{onMain, volatile, ssh},
			{onMain, volatile, ssh, http},
			{onMain, volatile, ssh, http},
			{volatile, ssh, http},
		},
		"alb-app": {
			{"subnet-on-main-table subnetprivatec routeTable", "load-balancer-single-target balanceralb listeners.http"},
			{},
		},
	} {
		for i, keys := range want {
			d, err := template.Get(id).Build(i + 1)
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, f := range verdict.Analyse(d).Findings {
				got = append(got, f.Key)
			}
			if !slices.Equal(got, keys) {
				t.Errorf("%s, stage %d: %q, want %q", id, i+1, got, keys)
			}
		}
	}
}
