package reach_test

import (
	"slices"
	"testing"

	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
)

// What has a name in each language is called by it; what people named keeps its name.
func TestReasonsSpeakTheReadersLanguage(t *testing.T) {
	a := ask(online(), "internet DB all")
	at := slices.IndexFunc(a.Reasons, func(r reach.Reason) bool { return r.Code == reach.ENISGRulesMismatch })
	if at < 0 {
		t.Fatalf("no rule is missed among %v", a.Reasons)
	}
	for lang, want := range map[message.Lang]string{
		message.EN: "no inbound rule of sgdb admits all from internet",
		message.JA: "sgdb のインバウンドルールに、インターネットからのすべての通信を許可するものがありません",
	} {
		if got := a.Reasons[at].Text(lang); got != want {
			t.Errorf("%s: %q, not %q", lang, got, want)
		}
	}
	named := reach.Reason{Message: "ENI_SG_RULES_MISMATCH/in", Args: message.Args{"resource": "インターネット 側", "from": "internet", "service": "all"}}
	if got, want := named.Text(message.JA), "インターネット 側 のインバウンドルールに、インターネットからのすべての通信を許可するものがありません"; got != want {
		t.Errorf("%q, not %q: a name keeps its spaces", got, want)
	}
}
