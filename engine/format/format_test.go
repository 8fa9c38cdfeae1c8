package format

import "testing"

func TestTheListIsSound(t *testing.T) {
	names := map[string]bool{}
	for _, f := range All {
		if f.Name == "" || names[f.Name] || f.Title.EN == "" || f.Title.JA == "" || len(f.Extensions) == 0 {
			t.Errorf("%q is a duplicate or lacks a title or an extension", f.Name)
		}
		if f.Read == nil && f.Write == nil || (f.Read == nil) != (f.Detect == nil) {
			t.Errorf("%s does nothing, or has one of Detect and Read without the other", f.Name)
		}
		if Get(f.Name) != f {
			t.Errorf("Get does not find %s", f.Name)
		}
		names[f.Name] = true
	}
	if Get("no-such-format") != nil {
		t.Error("Get finds what is not there")
	}
}
