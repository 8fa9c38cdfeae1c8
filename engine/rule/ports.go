package rule

import (
	"net/netip"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// A port is one that people know by the service behind it.
type port struct {
	number uint16
	name   string
}

var (
	adminPorts = []port{{22, "SSH"}, {3389, "RDP"}, {5985, "WinRM"}, {5986, "WinRM"}}
	dataPorts  = []port{
		{445, "SMB"},
		{1433, "SQL Server"},
		{1521, "Oracle"},
		{2049, "NFS"},
		{3306, "MySQL"},
		{5432, "PostgreSQL"},
		{5439, "Redshift"},
		{6379, "Redis"},
		{9200, "Elasticsearch"},
		{11211, "memcached"},
		{27017, "MongoDB"},
	}
	clearPorts = []port{{20, "FTP"}, {21, "FTP"}, {23, "Telnet"}, {25, "SMTP"}, {110, "POP3"}, {143, "IMAP"}}
	httpPort   = []port{{80, "HTTP"}}
)

const httpsPort = 443

// isAnyone reports a block that is the whole internet, or half of it: two halves are a common way
// around a check for 0.0.0.0/0. The whole of IPv6's is 2000::/3.
func isAnyone(b netip.Prefix) bool {
	const half, all6 = 1, 3
	return b.IsValid() && (b.Bits() <= half || b.Addr().Is6() && b.Bits() <= all6)
}

// opensAll reports a rule for every port.
func opensAll(r kind.SecurityRule) bool {
	first, last := r.Ports.Bounds()
	return r.Protocol == netset.AllProtocols || r.Protocol.HasPorts() && first <= 1 && last == 65535
}

// known lists the ports of list that the rule opens by TCP.
func known(r kind.SecurityRule, list []port) []port {
	var found []port
	first, last := r.Ports.Bounds()
	for _, p := range list {
		if r.Protocol == netset.TCP && first <= p.number && p.number <= last {
			found = append(found, p)
		}
	}
	return found
}

func portNames(list []port) string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = strconv.Itoa(int(p.number)) + " (" + p.name + ")"
	}
	return strings.Join(names, ", ")
}

// eachOpenRule goes through the inbound rules that let in anyone.
func (p *Pass) eachOpenRule(look func(groupRow)) {
	for _, r := range p.groupRules() {
		if r.property == ingress && isAnyone(r.CIDR) && r.Group.IsZero() {
			look(r)
		}
	}
}

// reportOpen reports the rules that open ports of a list to anyone. A rule that opens everything is
// said once, by the rule open-to-anyone.
func (p *Pass) reportOpen(list []port, fix func(groupRow, []port) []Fix) {
	p.eachOpenRule(func(r groupRow) {
		if found := known(r.SecurityRule, list); len(found) > 0 && !opensAll(r.SecurityRule) {
			var fixes []Fix
			if fix != nil {
				fixes = fix(r, found)
			}
			p.reportRule(r, fixes, "ports", portNames(found), "cidr", r.CIDR.String())
		}
	})
}

var openToAnyone = &Rule{
	Code: "open-to-anyone", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A rule that lets anyone in on every port guards nothing: databases, consoles and whatever starts listening tomorrow are all open.",
		JA: "誰にでも全ポートを開くルールは、何も守りません。データベースも管理用の口も、明日動き出すものも、すべて開いたままです。",
	},
	Run: func(p *Pass) {
		p.eachOpenRule(func(r groupRow) {
			if opensAll(r.SecurityRule) {
				p.reportRule(r, nil, "cidr", r.CIDR.String())
			}
		})
	},
}

var openAdminPort = &Rule{
	Code: "open-admin-port", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "Ports for administration are tried day and night by programs that guess passwords. Name the addresses from which you work, or use Session Manager, which needs no inbound rule.",
		JA: "管理用のポートには、パスワードを試すプログラムが昼夜やって来ます。作業元のアドレスだけを許可するか、インバウンドルールの要らない Session Manager を使ってください。",
	},
	Run: func(p *Pass) { p.reportOpen(adminPorts, nil) },
}

var openDataPort = &Rule{
	Code: "open-data-port", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A database or file share answers its application, never the whole internet. Name the security group of the application as the source.",
		JA: "データベースやファイル共有の相手はアプリケーションであり、全世界ではありません。送信元にはアプリケーションのセキュリティグループを指定してください。",
	},
	Run: func(p *Pass) { p.reportOpen(dataPorts, p.narrowToVPC) },
}

// narrowToVPC offers the VPC's block as the source, where the rule opens nothing but what was found
// and is not there already.
func (p *Pass) narrowToVPC(r groupRow, found []port) []Fix {
	first, last := r.Ports.Bounds()
	blocks := p.blocksOf(r.group.Parent)
	if int(last-first)+1 != len(found) || len(blocks) == 0 || blocks[0].Addr().Is4() != r.CIDR.Addr().Is4() {
		return nil
	}
	narrow := r.SecurityRule
	narrow.CIDR = blocks[0]
	want, _ := groupRow{r.group, r.property, r.key, narrow}.identity()
	for key, other := range r.group.Props.(*kind.SecurityGroup).Ingress {
		if have, _ := (groupRow{r.group, ingress, key, other}).identity(); have == want {
			return nil
		}
	}
	return p.fix("narrow-rule", design.Ops{set(r.group.id, "props."+r.row(), narrow)}, "cidr", blocks[0].String())
}

var clearTextPort = &Rule{
	Code: "clear-text-port", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "These protocols send passwords and contents readable by anyone on the way. Use their encrypted kin: SFTP, SSH, SMTP with TLS (587), POP3S (995), IMAPS (993).",
		JA: "これらのプロトコルは、パスワードや内容を途中の誰もが読める形で送ります。暗号化されたもの（SFTP、SSH、TLS 付き SMTP 587、POP3S 995、IMAPS 993）を使ってください。",
	},
	Run: func(p *Pass) { p.reportOpen(clearPorts, nil) },
}

var httpWithoutTLS = &Rule{
	Code: "http-without-tls", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "Port 80 carries pages unencrypted. Beside 443 it is there to send visitors on; alone it is all that they get.",
		JA: "ポート 80 はページを暗号化せずに送ります。443 と並んでいれば転送のためですが、80 だけなら訪問者は暗号化を選べません。",
	},
	Run: func(p *Pass) {
		secure := map[string]bool{}
		p.eachOpenRule(func(r groupRow) {
			if len(known(r.SecurityRule, []port{{httpsPort, "HTTPS"}})) > 0 {
				secure[r.group.id] = true
			}
		})
		p.eachOpenRule(func(r groupRow) {
			if !secure[r.group.id] && len(known(r.SecurityRule, httpPort)) > 0 && !opensAll(r.SecurityRule) {
				p.reportRule(r, nil, "cidr", r.CIDR.String())
			}
		})
	},
}
