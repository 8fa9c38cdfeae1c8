package design

import (
	"fmt"
	"strings"
	"testing"
)

// A file with a million elements is refused for their number, before it costs anything.
func TestDecodeRefusesTooManyElements(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"schema":1,"resources":{"scope00000":{"kind":"scope"}`)
	for i := range MaxElements {
		fmt.Fprintf(&b, `,"a%011d":1`, i)
	}
	b.WriteString("}}")
	_, err := Decode([]byte(b.String()))
	if f, ok := AsFault(err); !ok || f.Code != "too-many-elements" || f.Args["size"] != itoa(MaxElements+1) {
		t.Errorf("got %v", err)
	}
}

// Export names that a file leaves out are unique, whatever the file names itself.
func TestDecodeNamesExports(t *testing.T) {
	d, err := Decode([]byte(`{"schema":1,"resources":{
		"scope00001":{"kind":"scope","name":"tokyo"},
		"scope00002":{"kind":"scope","name":"Tokyo"},
		"scope00003":{"kind":"scope","name":"other","exportName":"TOKYO"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"scope00001": "TokyoScope00001", "scope00002": "TokyoScope00002", "scope00003": "TOKYO"} {
		if got := d.Resources[id].ExportName; got != want {
			t.Errorf("%s is exported as %s, want %s", id, got, want)
		}
	}
}

func TestABadIDIsRefusedNotAPanic(t *testing.T) {
	for _, id := range []string{"", "\u00e9", "A"} {
		if _, err := Decode([]byte(fmt.Sprintf(`{"schema":1,"resources":{"a123456789":{"kind":"scope"},%q:{"kind":"scope"}}}`, id))); err == nil {
			t.Errorf("a file with the id %q was read", id)
		}
		d := New("")
		ops := Ops{put("a123456789", `{"kind":"scope"}`), put(id, `{"kind":"scope"}`)}
		if _, _, err := Apply(d, ops); err == nil || len(d.Resources) != 0 {
			t.Errorf("a resource with the id %q was put", id)
		}
	}
}
