package aws_test

import (
	"archive/zip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/aws"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// account reads one of the accounts that testdata/accounts.py made.
func account(t testing.TB, name string) []exchange.File {
	t.Helper()
	z, err := zip.OpenReader("testdata/" + name + ".zip")
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := []exchange.File{}
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, exchange.File{Name: f.Name, Data: raw})
	}
	return files
}

func read(t testing.TB, files []exchange.File) (*design.Design, []exchange.Loss) {
	t.Helper()
	d, losses, err := aws.Read(files, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d, losses
}

func count(d *design.Design) map[kind.Name]int {
	n := map[kind.Name]int{}
	for _, r := range d.Resources {
		n[r.Kind]++
	}
	return n
}

// Three accounts of different size, with networks unlike the templates, made with moto and boto3.
func TestAccountsAreRead(t *testing.T) {
	want := map[string]map[kind.Name]int{
		"startup":  {kind.VPCKind: 1, kind.SubnetKind: 4, kind.InstanceKind: 1, kind.DatabaseKind: 1, kind.GatewayEndpointKind: 1, kind.ElasticIPKind: 1, kind.NetworkInterfaceKind: 0},
		"hub":      {kind.ScopeKind: 2, kind.VPCKind: 3, kind.PeeringKind: 2, kind.VPNConnectionKind: 1, kind.CorporateNetworkKind: 1, kind.PrefixListKind: 1, kind.NATGatewayKind: 2, kind.InstanceKind: 6},
		"platform": {kind.VPCKind: 2, kind.InstanceKind: 32, kind.LoadBalancerKind: 2, kind.TargetGroupKind: 2, kind.InterfaceEndpointKind: 6, kind.NetworkInterfaceKind: 2, kind.NATGatewayKind: 2},
	}
	for name, kinds := range want {
		d, losses := read(t, account(t, name))
		got := count(d)
		for k, n := range kinds {
			if got[k] != n {
				t.Errorf("%s has %d of kind %s, want %d", name, got[k], k, n)
			}
		}
		for _, l := range losses {
			if !l.Note && !strings.Contains(l.Text.EN, "tgw-") && !strings.Contains(l.Text.EN, "TransitGateways") {
				t.Errorf("%s: %s", name, l.Text.EN)
			}
		}
		raw, err := design.Encode(d)
		if err != nil || strings.Contains(string(raw), "hunter2") || strings.Contains(string(raw), "not-a-secret") {
			t.Errorf("%s: a secret came along: %v", name, err)
		}
		compare(t, d)
	}
}

// What the account's rules say is what the core answers.
func TestAccountVerdicts(t *testing.T) {
	d, _ := read(t, account(t, "startup"))
	ids := map[string]string{}
	for id, r := range d.Resources {
		ids[r.Name] = id
	}
	m := reach.Compile(d).Matrix()
	if m.Between(kind.Internet, ids["shop-web"]).Surely.IsEmpty() {
		t.Error("the internet should reach the shop")
	}
	if !m.Between(kind.Internet, ids["shop-db"]).Possibly.IsEmpty() {
		t.Error("the internet should not reach the database")
	}
	if m.Between(ids["shop-web"], ids["shop-db"]).Possibly.IsEmpty() {
		t.Error("the shop should reach its database")
	}
}

// Reading again gives the same bytes, whatever the order of the files and their names.
func TestReadingIsDeterministic(t *testing.T) {
	files := account(t, "hub")
	a, _ := read(t, files)
	for i, j := 0, len(files)-1; i < j; i, j = i+1, j-1 {
		files[i], files[j] = files[j], files[i]
	}
	b, _ := read(t, files)
	x, _ := a.Hash()
	y, _ := b.Hash()
	if x != y {
		t.Error("the order of the files changes the design")
	}
}

// The script makes the same kinds of accounts again, where moto and boto3 are at hand.
func TestAccountsAreMadeAgain(t *testing.T) {
	if os.Getenv("VPCANVAS_ACCOUNTS") == "" {
		t.Skip("SKIPPED: VPCANVAS_ACCOUNTS=1 makes the accounts anew, which takes half a minute")
	}
	if exec.Command("python3", "-c", "import moto, boto3").Run() != nil {
		t.Skip("SKIPPED: moto and boto3 are not installed; only the kept accounts were read")
	}
	dir := t.TempDir()
	cmd := exec.Command("python3", "testdata/accounts.py", dir)
	cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID=x", "AWS_SECRET_ACCESS_KEY=x", "AWS_DEFAULT_REGION=us-east-1")
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v after %v\n%s", err, time.Since(start), out)
	}
	for _, name := range []string{"startup", "hub", "platform"} {
		files := []exchange.File{}
		_ = filepath.WalkDir(filepath.Join(dir, name), func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				raw, _ := os.ReadFile(path)
				files = append(files, exchange.File{Name: strings.TrimPrefix(path, dir), Data: raw})
			}
			return err
		})
		fresh, _ := read(t, files)
		kept, _ := read(t, account(t, name))
		x, y := count(fresh), count(kept)
		for k, n := range y {
			if x[k] != n {
				t.Errorf("%s: %d of kind %s now, %d kept", name, x[k], k, n)
			}
		}
	}
}

// A design without an account is remembered, too: nobody deploys what it draws.
func TestWhatLiesInNoAccountComesBack(t *testing.T) {
	d := design.New("outside")
	ops := design.Ops{}
	for id, value := range map[string]string{
		"client0000": `{"kind":"client","name":"PC","exportName":"Pc"}`,
		"corporate0": `{"kind":"corporateNetwork","name":"HQ","exportName":"Hq","props":{"cidrs":{"a":{"cidr":"192.168.0.0/16"}}},"tags":{"Team":"net"}}`,
	} {
		ops = append(ops, design.Put{Section: design.Resources, ID: id, Value: []byte(value)})
	}
	if _, _, err := design.Apply(d, ops); err != nil {
		t.Fatal(err)
	}
	files, _ := aws.Write(d, ".json")
	if len(files) != 1 || !aws.Detect(files[0]) {
		t.Fatalf("%v is not recognised", files)
	}
	back, losses, err := aws.Read(files, exchange.Options{})
	if err != nil || len(losses) > 0 {
		t.Fatal(err, losses)
	}
	for _, row := range kind.Sorted(d.Resources) {
		want, _ := design.Canonical(row.Value)
		if got, err := design.Canonical(back.Resources[row.Key]); err != nil || string(got) != string(want) {
			t.Errorf("%s was %s, is %s (%v)", row.Key, want, got, err)
		}
	}
}
