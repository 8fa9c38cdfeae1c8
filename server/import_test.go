package server

import (
	"archive/zip"
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/server/wire"
)

// upload sends files as a form does.
func (s *studio) upload(path string, files []exchange.File, headers ...string) *http.Response {
	s.t.Helper()
	return s.uploadWith(path, nil, files, headers...)
}

// uploadWith says something besides the files.
func (s *studio) uploadWith(path string, fields map[string]string, files []exchange.File, headers ...string) *http.Response {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			s.t.Fatal(err)
		}
	}
	for _, f := range files {
		part, err := form.CreateFormFile("file", f.Name)
		if err != nil {
			s.t.Fatal(err)
		}
		if _, err := part.Write(f.Data); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		s.t.Fatal(err)
	}
	return s.send("POST", path, b.String(), append([]string{"Content-Type", form.FormDataContentType(), "Origin", s.origin()}, headers...)...)
}

func zipOf(t *testing.T, files ...exchange.File) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every file that the studio writes for reading back makes the same diagram.
func TestExportsAreImported(t *testing.T) {
	s := start(t, Options{})
	at := s.login()
	for _, as := range []string{"drawio", "design"} {
		file := exchange.File{Name: "network." + as, Data: []byte(text(t, s.want(200, s.send("GET", at+"/export/"+as, ""))))}
		for name, files := range map[string][]exchange.File{"plain": {file}, "zipped": {{Name: "a.zip", Data: zipOf(t, file)}}} {
			var done wire.Imported
			decode(t, text(t, s.want(200, s.upload("/import", files))), &done)
			if done.Diagram == "" || len(done.Losses) > 0 || done.Error != nil {
				t.Fatalf("%s, %s: %+v", as, name, done)
			}
			before := text(t, s.want(200, s.send("GET", at+"/export/design", "")))
			if after := text(t, s.want(200, s.send("GET", "/d/"+done.Diagram+"/export/design", ""))); after != before {
				t.Errorf("%s, %s: another design came back", as, name)
			}
		}
	}
	answer := s.upload("/import", []exchange.File{{Name: "a.json", Data: []byte(text(t, s.want(200, s.send("GET", at+"/export/design", ""))))}}, "Accept", "text/html")
	if to := answer.Header.Get("Location"); answer.StatusCode != http.StatusSeeOther || !strings.HasPrefix(to, "/d/") {
		t.Errorf("a form is led to %q with %d", to, answer.StatusCode)
	}
}

// What was not understood is shown before the diagram is opened, as text.
func TestAnImportTellsItsLosses(t *testing.T) {
	s := start(t, Options{})
	at := s.login()
	drawing := text(t, s.want(200, s.send("GET", at+"/export/drawio", "")))
	drawing = strings.Replace(drawing, "</root>", `<mxCell id="x" value="&amp;lt;script&amp;gt;Ann" vertex="1" parent="1"><mxGeometry width="10" height="10" as="geometry"/></mxCell></root>`, 1)
	page := text(t, s.want(200, s.upload("/import", []exchange.File{{Name: "a.drawio", Data: []byte(drawing)}, {Name: "<b>.bin", Data: []byte{0}}}, "Accept", "text/html", "Accept-Language", "ja")))
	for _, part := range []string{"&lt;script&gt;Ann", "メモにしました", "&lt;b&gt;.bin"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page does not say %q", part)
		}
	}
}

// What is said of several VPCs is said once, with each of them.
func TestAnImportTellsOfSeveralAtOnce(t *testing.T) {
	s := start(t, Options{})
	s.login()
	files := account(t, "10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16")
	done, saved := s.imported("/import", nil, files)
	dns := slices.DeleteFunc(done.Losses, func(l wire.ExportLoss) bool { return !strings.Contains(l.Text.EN, "DNS switches") })
	if len(dns) != 1 || len(dns[0].Others) != 2 {
		t.Fatalf("said as %+v", dns)
	}
	for i, o := range dns[0].Others {
		if o.Name != fmt.Sprintf("vpc-%017d", i+1) || !strings.Contains(saved, `"`+o.Element+`"`) {
			t.Errorf("the others are %+v", dns[0].Others)
		}
	}
	page := text(t, s.want(200, s.upload("/import", files, "Accept", "text/html", "Accept-Language", "ja")))
	if !strings.Contains(page, "ほか 2 件") || !strings.Contains(page, "<li>vpc-00000000000000002</li>") {
		t.Errorf("the page is %s", page)
	}
}

func TestAnImportReplacesADiagram(t *testing.T) {
	s := start(t, Options{})
	at := s.login()
	var done wire.Imported
	own := exchange.File{Name: "a.json", Data: []byte(`{"schema":1,"name":"other","resources":{},"flows":{},"suppressions":{},"notes":{},"views":{"main":{"title":"","places":{}}}}`)}
	decode(t, text(t, s.want(200, s.upload(at+"/import", []exchange.File{own}))), &done)
	after := text(t, s.want(200, s.send("GET", at+"/export/design", "")))
	if strings.Contains(after, "subnet") || strings.Contains(after, `"other"`) {
		t.Errorf("the diagram is %s", after)
	}
	if before := text(t, s.want(200, s.send("GET", at+"/export/design?rev=1", ""))); !strings.Contains(before, "subnet") {
		t.Error("what was there is not in the log")
	}
}

// account is a zip as `vpcanvas collect` makes it, with one VPC for each block.
func account(t *testing.T, blocks ...string) []exchange.File {
	t.Helper()
	var vpcs []string
	for i, block := range blocks {
		vpcs = append(vpcs, fmt.Sprintf(`{"VpcId":"vpc-%017d","CidrBlock":%q,"OwnerId":"123456789012","Tags":[{"Key":"Name","Value":"net%d"},{"Key":"team","Value":"t%d"}]}`, i, block, i, i))
	}
	file := exchange.File{Name: "accounts/123456789012/eu-west-1/vpcs.json", Data: []byte(`{"Vpcs":[` + strings.Join(vpcs, ",") + `]}`)}
	return []exchange.File{{Name: "account.zip", Data: zipOf(t, file)}}
}

func (s *studio) imported(path string, fields map[string]string, files []exchange.File) (wire.Imported, string) {
	s.t.Helper()
	var done wire.Imported
	decode(s.t, text(s.t, s.want(200, s.uploadWith(path, fields, files))), &done)
	if done.Error != nil {
		s.t.Fatal(done.Error)
	}
	return done, text(s.t, s.want(200, s.send("GET", "/d/"+done.Diagram+"/export/design", "")))
}

// A newer snapshot changes what it knows; what people drew besides stays. What was there before and what
// is there now are versions, and the audit has a row for each import.
func TestAnImportBringsADiagramUpToDate(t *testing.T) {
	dir := t.TempDir()
	s := start(t, Options{Dir: dir})
	s.login()
	done, before := s.imported("/import", nil, account(t, "10.0.0.0/16"))
	if done.Name != "AWS 123456789012 eu-west-1" || done.Rev != 0 {
		t.Errorf("%+v", done)
	}
	at := "/d/" + done.Diagram
	drawn := strings.Replace(before, `"resources":{`, `"resources":{"mine000000":{"kind":"client","name":"mine","parent":"","props":{},"tags":{},"exportName":"Mine"},`, 1)
	s.imported(at+"/import", nil, []exchange.File{{Name: "drawn.vpc.json", Data: []byte(drawn)}})
	again, after := s.imported(at+"/import", map[string]string{"refresh": "1"}, account(t, "10.7.0.0/16"))
	if !strings.Contains(after, "mine000000") || !strings.Contains(after, "10.7.0.0/16") || strings.Contains(after, "10.0.0.0/16") {
		t.Errorf("the diagram is now %s", after)
	}
	versions := text(t, s.want(200, s.send("GET", at+"/versions", "")))
	if !strings.Contains(versions, fmt.Sprintf(`{"rev":%d,"name":"account.zip, imported"`, again.Rev)) {
		t.Errorf("the versions are %s", versions)
	}
	for n, to := range []int64{again.Rev - 1, again.Rev, again.Rev - 1} { // there and back, as undo and redo go
		from := 2*again.Rev - 1 - to
		s.want(200, s.send("POST", fmt.Sprintf("%s/versions/%d/restore?leaving=%d", at, to, from), ""))
		if all := text(t, s.want(200, s.send("GET", at+"/versions", ""))); strings.Count(all, `"name"`) != strings.Count(versions, `"name"`) {
			t.Errorf("after %d steps there are more versions: %s", n+1, all)
		}
	}
	rows, err := Audit(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, r := range rows {
		if r.Action == auditImport && r.Diagram == done.Diagram {
			told = append(told, r.Detail)
		}
	}
	want := []string{done.Name + ": from account.zip", done.Name + ": from drawn.vpc.json", done.Name + ": from account.zip"}
	if !slices.Equal(told, want) {
		t.Errorf("the audit tells %q, want %q", told, want)
	}
}

// What is said besides the files keeps a part of an account, or fills in a template.
func TestAnImportOfAPart(t *testing.T) {
	s := start(t, Options{})
	s.login()
	two := account(t, "10.0.0.0/16", "10.1.0.0/16")
	for field, value := range map[string]string{"vpc": "net1", "tag": " team = t1 ", "region": "eu-west-1\n"} {
		_, all := s.imported("/import", map[string]string{field: value}, two)
		if strings.Contains(all, `"net0"`) != (field == "region") || !strings.Contains(all, `"net1"`) {
			t.Errorf("%s %q: %s", field, value, all)
		}
	}
	template := `{"Parameters":{"Block":{"Type":"String"}},"Resources":{"Net":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":{"Ref":"Block"}}}}}`
	_, filled := s.imported("/import", map[string]string{"param": "Block=10.9.0.0/16"}, []exchange.File{{Name: "a.json", Data: []byte(template)}})
	if !strings.Contains(filled, "10.9.0.0/16") {
		t.Errorf("the parameter is not in %s", filled)
	}
	for field, value := range map[string]string{"vpc": "net7", "tag": "team", "param": "=1"} {
		var done wire.Imported
		decode(t, text(t, s.want(422, s.uploadWith("/import", map[string]string{field: value}, two))), &done)
		if done.Error == nil || done.Error.JA == done.Error.EN {
			t.Errorf("%s %q: %+v", field, value, done)
		}
	}
}

func TestImportsThatCannotBe(t *testing.T) {
	s := start(t, Options{})
	file := func(name string, data []byte) []exchange.File { return []exchange.File{{Name: name, Data: data}} }
	if code := s.upload("/import", file("a", nil)).StatusCode; code != http.StatusUnauthorized {
		t.Errorf("without a session: %d", code)
	}
	at := s.login()
	for name, c := range map[string]struct {
		files []exchange.File
		code  int
	}{
		"no file":        {nil, 422},
		"nothing known":  {file("a.png", []byte("\x89PNG")), 422},
		"foreign":        {file("a.drawio", []byte(`<mxfile><diagram><mxGraphModel/></diagram></mxfile>`)), 422},
		"entity":         {file("a.drawio", []byte(`<!DOCTYPE a [<!ENTITY b "c">]><mxfile/>`)), 422},
		"a broken zip":   {file("a.zip", []byte("PK\x03\x04rest")), 422},
		"a bomb":         {file("a.zip", zipOf(t, exchange.File{Name: "a.tf", Data: make([]byte, intake.Bytes)})), 413},
		"too much":       {file("a.tf", bytes.Repeat([]byte(" "), maxImport)), 413},
		"a broken file":  {file("a.json", []byte(`{"schema":1,"resources":{}`)), 422},
		"a newer design": {file("a.json", []byte(`{"schema":99,"resources":{}}`)), 422},
	} {
		var done wire.Imported
		answer := s.upload("/import", c.files)
		if answer.StatusCode != c.code {
			t.Errorf("%s: %d, want %d", name, answer.StatusCode, c.code)
			continue
		}
		decode(t, text(t, answer), &done)
		if done.Diagram != "" || done.Error == nil || done.Error.EN == "" || done.Error.JA == "" {
			t.Errorf("%s: %+v", name, done)
		}
	}
	if code := s.upload("/d/"+url.PathEscape("no-such-one")+"/import", file("a", nil)).StatusCode; code != http.StatusNotFound {
		t.Errorf("into a diagram that is not there: %d", code)
	}
	if code := s.upload(at+"/import", file("a", nil), "Origin", "https://evil.example").StatusCode; code != http.StatusForbidden {
		t.Errorf("from another site: %d", code)
	}
}
