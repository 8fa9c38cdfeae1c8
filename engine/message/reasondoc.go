package message

// ReasonDoc explains a reason code to somebody who meets it for the first time.
type ReasonDoc struct {
	// Means says what is the case, and why it stops traffic; Mend what to do about it.
	Means, Mend Text
}

// ReasonDocs are the explanations of the reasons, by code.
var ReasonDocs = map[string]ReasonDoc{
	"SG_HAS_NO_RULES": {
		Means: Text{EN: "None of the security groups of the interface has a rule in this direction. A security group only allows; where nothing is allowed, nothing passes.", JA: "インターフェイスのどのセキュリティグループにも、この方向のルールがありません。セキュリティグループは許可だけを書くものなので、許可がなければ何も通りません。"},
		Mend:  Text{EN: "Add a rule for this traffic, or give the interface a group that has one. Outbound rules are needed only for what the interface starts itself: replies pass by themselves.", JA: "この通信を許可するルールを追加するか、ルールのあるグループを付けてください。アウトバウンドルールが要るのは自分から始める通信だけです。応答は自動的に通ります。"},
	},
	"ENI_SG_RULES_MISMATCH": {
		Means: Text{EN: "The security groups of the interface have rules in this direction, but none of them admits this protocol, port and peer. All groups count together. A rule that names a group means the private addresses of its members: it does not match them when they come by a public address or through a NAT gateway.", JA: "インターフェイスのセキュリティグループにこの方向のルールはありますが、このプロトコル・ポート・相手を許可するものがありません。複数のグループは合わせて評価されます。グループを指定したルールが一致するのはメンバーのプライベートアドレスだけで、パブリックアドレスや NAT ゲートウェイ経由の通信には一致しません。"},
		Mend:  Text{EN: "Add a rule that is as narrow as the need: the port, and the group or block of the other side. Behind a load balancer, admit the load balancer's group.", JA: "必要な範囲だけのルールを追加してください。ポートと、相手のグループまたはアドレスブロックを指定します。ロードバランサーの背後では、ロードバランサーのグループを許可します。"},
	},
	"SUBNET_ACL_RESTRICTION": {
		Means: Text{EN: "The network ACL of a subnet on the way denies the packet. Entries are tried by number, the first that fits decides, and what fits none is denied. A network ACL knows no conversations: replies need entries of their own, and go to the client's port, somewhere from 1024 to 65535. It is not asked between neighbours in one subnet.", JA: "経路上のサブネットのネットワーク ACL がパケットを拒否しています。エントリは番号順に評価され、最初に一致したものが決め、どれにも一致しなければ拒否です。ネットワーク ACL は通信の状態を覚えないため、応答にも別のエントリが必要です。応答はクライアント側のポート（1024〜65535 のどれか）に届きます。同じサブネット内の通信では評価されません。"},
		Mend:  Text{EN: "Add an allow entry with a lower number than the deny. For replies, allow TCP 1024-65535 in the other direction; on Linux clients 32768-60999 is enough.", JA: "拒否より小さい番号の許可エントリを追加してください。応答には、逆方向で TCP 1024-65535 を許可します。Linux のクライアントなら 32768-60999 で足ります。"},
	},
	"NO_ROUTE_TO_DESTINATION": {
		Means: Text{EN: "The route table of the subnet has no route that holds the destination. The longest prefix decides; the VPC's own blocks are always there. A subnet without a table of its own uses the VPC's main one.", JA: "サブネットのルートテーブルに、宛先を含むルートがありません。最も長いプレフィックスが選ばれ、VPC 自身のブロックは常に含まれます。個別のテーブルがないサブネットは VPC のメインテーブルを使います。"},
		Mend:  Text{EN: "Add a route: to the internet gateway for a public subnet, to a NAT gateway for a private one, to a peering or a VPN gateway for other networks. If it is the reply that is lost, the table of the answering side lacks the way back.", JA: "ルートを追加してください。パブリックサブネットならインターネットゲートウェイ、プライベートサブネットなら NAT ゲートウェイ、ほかのネットワークへはピアリングや仮想プライベートゲートウェイを指定します。応答が失われる場合は、応答側のテーブルに帰りのルートがありません。"},
	},
	"BAD_STATE_ROUTE": {
		Means: Text{EN: "The route that fits leads to something that is deleted, detached or stopped. AWS keeps such a route as a blackhole: it still decides, and drops the packet, even where a shorter prefix would have a way.", JA: "一致したルートの先が、削除・デタッチ・停止されています。AWS ではこのルートがブラックホールとして残り、より短いプレフィックスに経路があっても、このルートが選ばれてパケットは破棄されます。"},
		Mend:  Text{EN: "Give the route a target that exists, attach or start what it names, or delete the route.", JA: "存在するターゲットを指定するか、ターゲットをアタッチ・起動するか、ルートを削除してください。"},
	},
	"NO_POSSIBLE_DESTINATION": {
		Means: Text{EN: "The packet stays in the VPC, but nobody there has the address. That is so for an address that no interface of the design claims, and where two VPCs have the same block: each takes the address for its own. On the internet nobody has an address of a link, a multicast group, a loopback, or a private one of IPv6.", JA: "パケットは VPC の中にとどまりますが、その宛先アドレスを持つものがいません。設計のどのインターフェイスにもないアドレスの場合や、二つの VPC のブロックが同じ場合（どちらも自分のアドレスと見なします）に起こります。リンクローカル、マルチキャスト、ループバック、プライベート IPv6 のアドレスは、インターネットにもありません。"},
		Mend:  Text{EN: "Check the address, or add the interface that has it. VPCs that are to talk to each other need blocks that do not overlap.", JA: "アドレスを確かめるか、そのアドレスを持つインターフェイスを追加してください。互いに通信する VPC のブロックは重ならないようにします。"},
	},
	"DISCONNECTED_VPCS": {
		Means: Text{EN: "The two ends are in different VPCs, and nothing joins them. Private addresses mean nothing outside their VPC.", JA: "両端が別々の VPC にあり、つなぐものがありません。プライベートアドレスは自分の VPC の外では意味を持ちません。"},
		Mend:  Text{EN: "Join the VPCs by a peering connection with routes on both sides, or let them talk by public addresses.", JA: "ピアリング接続を作って両側にルートを追加するか、パブリックアドレスで通信させてください。"},
	},
	"NO_PATH": {
		Means: Text{EN: "The VPC has no internet gateway, so no route, public address or rule can join it to the internet.", JA: "VPC にインターネットゲートウェイがありません。ルートやパブリックアドレス、ルールだけではインターネットにつながりません。"},
		Mend:  Text{EN: "Attach an internet gateway to the VPC, and let the route table of the public subnet lead to it.", JA: "インターネットゲートウェイを VPC にアタッチし、パブリックサブネットのルートテーブルからルートを追加してください。"},
	},
	"UNASSOCIATED_COMPONENT": {
		Means: Text{EN: "There is a gateway, but it is not attached to the VPC that needs one.", JA: "ゲートウェイはありますが、必要としている VPC にアタッチされていません。"},
		Mend:  Text{EN: "Attach it to the VPC.", JA: "VPC にアタッチしてください。"},
	},
	"PCX_REQUIRES_ADDRESS_IN_VPC_CIDR": {
		Means: Text{EN: "A peering connection reaches the addresses of the other VPC and nothing behind it: no internet gateway, NAT gateway, VPN or third VPC of the other side can be used through it. Peering is not transitive.", JA: "ピアリング接続で届くのは相手の VPC のアドレスだけで、その先には届きません。相手側のインターネットゲートウェイ・NAT ゲートウェイ・VPN・別の VPC を経由することはできません。ピアリングは推移的ではありません。"},
		Mend:  Text{EN: "Join the two networks directly, or by a transit gateway.", JA: "二つのネットワークを直接、またはトランジットゲートウェイでつないでください。"},
	},
	"PEERING_STATE": {
		Means: Text{EN: "The peering connection is not active: it waits to be accepted, or was rejected, or has expired. Its routes carry nothing.", JA: "ピアリング接続がアクティブではありません。承諾待ち、拒否、期限切れのいずれかで、ルートがあっても通信は通りません。"},
		Mend:  Text{EN: "Let the owner of the other VPC accept it; a rejected or expired one is made anew.", JA: "相手の VPC の所有者に承諾してもらってください。拒否または期限切れの場合は作り直します。"},
	},
	"PEERING_OVERLAP": {
		Means: Text{EN: "AWS refuses a peering connection between VPCs with overlapping blocks, even if the overlapping part is not used.", JA: "ブロックが重なる VPC どうしのピアリングは、重なる部分を使っていなくても AWS に拒否されます。"},
		Mend:  Text{EN: "Give one of the VPCs another block. Where that is too late, publish the one service that is needed through an interface endpoint.", JA: "どちらかの VPC のブロックを変えてください。変えられない場合は、必要なサービスだけをインターフェイスエンドポイントで公開します。"},
	},
	"EIGW_INBOUND": {
		Means: Text{EN: "An egress-only internet gateway lets IPv6 conversations out that are started in the VPC, and their replies in. Nobody on the internet can start one through it.", JA: "Egress-Only インターネットゲートウェイが通すのは、VPC の中から始めた IPv6 通信とその応答だけです。インターネット側から通信を始めることはできません。"},
		Mend:  Text{EN: "Where the host must be reached from the internet, route ::/0 of its subnet to an internet gateway instead, and let the groups keep out the rest.", JA: "インターネットから届く必要があるなら、サブネットの ::/0 をインターネットゲートウェイに向け、不要な通信はグループで止めてください。"},
	},
	"VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS": {
		Means: Text{EN: "The route leads to the VPN gateway, which leads to networks outside AWS. The destination is an interface of a VPC, which is not there.", JA: "ルートは仮想プライベートゲートウェイに向いており、その先は AWS の外のネットワークです。宛先は VPC のインターフェイスなので、そこにはありません。"},
		Mend:  Text{EN: "Narrow the route to the blocks of the network outside.", JA: "ルートの宛先を、外のネットワークのブロックに絞ってください。"},
	},
	"BAD_STATE_VPN": {
		Means: Text{EN: "The VPN connection has no tunnel that is up, so that nothing passes and nothing is learnt by it.", JA: "VPN 接続のトンネルが一つも稼働していないため、通信も経路の学習もできません。"},
		Mend:  Text{EN: "Bring up a tunnel. Two tunnels to two devices survive the failure of one.", JA: "トンネルを稼働させてください。二つの機器に二本のトンネルを張れば、片方の障害に耐えられます。"},
	},
	"NO_LINK": {
		Means: Text{EN: "The network outside has no VPN connection or Direct Connect to this VPC.", JA: "外のネットワークとこの VPC の間に、VPN 接続も Direct Connect もありません。"},
		Mend:  Text{EN: "Attach a VPN gateway to the VPC and connect the network to it, then route to it or let routes propagate.", JA: "VPC に仮想プライベートゲートウェイをアタッチしてネットワークとつなぎ、ルートを追加するか、ルート伝播を有効にしてください。"},
	},
	"IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS": {
		Means: Text{EN: "An internet gateway exchanges the private address of the sender for its public one. The sender has none, so its packets are dropped, although the route leads to the gateway.", JA: "インターネットゲートウェイは、送信元のプライベートアドレスをパブリックアドレスに置き換えます。送信元にパブリックアドレスがないため、ルートがゲートウェイに向いていてもパケットは破棄されます。"},
		Mend:  Text{EN: "Give the interface a public address or an Elastic IP, or route the subnet to a NAT gateway.", JA: "インターフェイスにパブリックアドレスか Elastic IP を付けるか、サブネットのルートを NAT ゲートウェイに向けてください。"},
	},
	"IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS": {
		Means: Text{EN: "From the internet only public addresses can be named, and the receiver has none. A private address is nobody's out there, whatever routes and rules say.", JA: "インターネットから指定できるのはパブリックアドレスだけですが、宛先にはありません。ルートやルールがどうであれ、プライベートアドレスは外では使えません。"},
		Mend:  Text{EN: "Give the interface a public address, or put a load balancer or a jump host in front of it. For a server that must stay private this reason is good news.", JA: "インターフェイスにパブリックアドレスを付けるか、前段にロードバランサーや踏み台を置いてください。非公開にしたいサーバーなら、この理由が出るのが正しい状態です。"},
	},
	"IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS": {
		Means: Text{EN: "The route sends a private destination (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16) to the internet gateway, which drops it: nobody on the internet has such an address.", JA: "プライベートアドレス（10.0.0.0/8、172.16.0.0/12、192.168.0.0/16）宛ての通信がインターネットゲートウェイに向いています。インターネットにそのアドレスを持つものはいないため、破棄されます。"},
		Mend:  Text{EN: "Route the block to what leads there: a peering, a VPN gateway, a transit gateway.", JA: "そのブロックのルートを、実際につながる先（ピアリング、仮想プライベートゲートウェイ、トランジットゲートウェイ）に向けてください。"},
	},
	"IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS": {
		Means: Text{EN: "The route sends a shared destination (100.64.0.0/10, for providers) to the internet gateway, which drops it.", JA: "共有アドレス（100.64.0.0/10）宛ての通信がインターネットゲートウェイに向いており、破棄されます。"},
		Mend:  Text{EN: "Route the block to the network that uses it.", JA: "そのブロックのルートを、実際に使っているネットワークに向けてください。"},
	},
	"IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS": {
		Means: Text{EN: "A private source address cannot come from the internet; the gateway refuses it.", JA: "プライベートアドレスを送信元とする通信がインターネットから来ることはなく、ゲートウェイが拒否します。"},
		Mend:  Text{EN: "Ask for the public address of that network, or join it by a VPN or a peering.", JA: "相手のネットワークのパブリックアドレスで考えるか、VPN やピアリングでつないでください。"},
	},
	"IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS": {
		Means: Text{EN: "A shared source address (100.64.0.0/10) cannot come from the internet; the gateway refuses it.", JA: "共有アドレス（100.64.0.0/10）を送信元とする通信がインターネットから来ることはなく、ゲートウェイが拒否します。"},
		Mend:  Text{EN: "Ask for the public address that the provider translates it to.", JA: "事業者が変換した後のパブリックアドレスで考えてください。"},
	},
	"GATEWAY_REJECTS_SPOOFED_TRAFFIC": {
		Means: Text{EN: "The packet comes from outside with an address of the VPC itself. The gateway takes it for forged.", JA: "VPC 自身のアドレスを送信元とするパケットが外から届いています。ゲートウェイは偽装と見なして拒否します。"},
		Mend:  Text{EN: "Check the block of the sender: it overlaps the VPC.", JA: "送信元のブロックを確かめてください。VPC と重なっています。"},
	},
	"NAT_INBOUND": {
		Means: Text{EN: "A NAT gateway passes on what is started behind it, and the replies to that. Nobody in front of it can start a conversation, and it has no ports to forward. Where the reply is lost, the host was reached another way, but its route back leads to the NAT gateway, which knows nothing of the request.", JA: "NAT ゲートウェイが通すのは、内側から始めた通信とその応答だけです。外側から通信を始めることはできず、ポート転送もありません。応答が失われる場合は、別の経路で届いた要求への応答が NAT ゲートウェイに向かい、そこで要求が知られていないために破棄されています。"},
		Mend:  Text{EN: "To be reached from outside a host needs a subnet that routes to the internet gateway and a public address, or a load balancer in front of it.", JA: "外から届くようにするには、インターネットゲートウェイへのルートがあるサブネットとパブリックアドレスを使うか、前段にロードバランサーを置いてください。"},
	},
	"NAT_LOOP": {
		Means: Text{EN: "The NAT gateway stands in a subnet whose route leads back to the NAT gateway itself, so that what it translates goes round in a circle.", JA: "NAT ゲートウェイのあるサブネットのルートが、その NAT ゲートウェイ自身に向いています。変換した通信が戻ってきてしまいます。"},
		Mend:  Text{EN: "Put the NAT gateway into a public subnet: one that routes to the internet gateway.", JA: "NAT ゲートウェイは、インターネットゲートウェイへのルートがあるパブリックサブネットに置いてください。"},
	},
	"PROTOCOL_RESTRICTION": {
		Means: Text{EN: "What the packet comes to takes other protocols only. A NAT gateway translates TCP, UDP and ICMP.", JA: "経路上のコンポーネントが、このプロトコルを扱いません。NAT ゲートウェイが変換するのは TCP・UDP・ICMP だけです。"},
		Mend:  Text{EN: "Use another protocol, or a way without translation: a public address, a peering, a VPN.", JA: "別のプロトコルを使うか、変換のない経路（パブリックアドレス、ピアリング、VPN）にしてください。"},
	},
	"ELBV2_LISTENERS_MISMATCH": {
		Means: Text{EN: "A load balancer answers on the ports of its listeners only, whatever its security groups admit.", JA: "ロードバランサーが応答するのは、リスナーのポートだけです。セキュリティグループで許可していても、リスナーがなければ応答しません。"},
		Mend:  Text{EN: "Add a listener on that port, or ask one that is there.", JA: "そのポートのリスナーを追加するか、あるポートを使ってください。"},
	},
	"ELBV2_LISTENER_HAS_NO_TG": {
		Means: Text{EN: "The listener takes requests but has no target group to hand them to.", JA: "リスナーは要求を受け付けますが、転送先のターゲットグループがありません。"},
		Mend:  Text{EN: "Choose a target group for the listener.", JA: "リスナーにターゲットグループを指定してください。"},
	},
	"ELBV2_NO_TARGETS_IN_AZ": {
		Means: Text{EN: "The target group has no target that could be asked: none is registered, or they are of a type or VPC that AWS would not register, or their zones are not the load balancer's.", JA: "ターゲットグループに転送できるターゲットがありません。登録がないか、登録できない種類・VPC のものか、ゾーンがロードバランサーと合っていません。"},
		Mend:  Text{EN: "Register targets of the group's type in its VPC, in zones in which the load balancer has a subnet.", JA: "グループの種類に合ったターゲットを、同じ VPC の、ロードバランサーのサブネットがあるゾーンで登録してください。"},
	},
	"ELB_INSTALLED_AZ_RESTRICTION": {
		Means: Text{EN: "The load balancer has no subnet in the target's Availability Zone, so the target there gets nothing.", JA: "ターゲットのあるアベイラビリティーゾーンにロードバランサーのサブネットがないため、そこには転送されません。"},
		Mend:  Text{EN: "Give the load balancer a subnet in that zone, or move the target.", JA: "そのゾーンのサブネットをロードバランサーに追加するか、ターゲットを移してください。"},
	},
	"TARGET_ADDRESS_RESTRICTION": {
		Means: Text{EN: "A load balancer starts conversations with its registered targets only. The other end is none of them.", JA: "ロードバランサーが通信を始める相手は、登録されたターゲットだけです。宛先は登録されていません。"},
		Mend:  Text{EN: "Register the other end in a target group of a listener.", JA: "宛先を、リスナーのターゲットグループに登録してください。"},
	},
	"TARGET_PORT_RESTRICTION": {
		Means: Text{EN: "A load balancer asks a target on the port that it is registered with, and on the health-check port; on no other one.", JA: "ロードバランサーがターゲットに接続するのは、登録したポートとヘルスチェックのポートだけです。"},
		Mend:  Text{EN: "Change the port of the target group or of the target.", JA: "ターゲットグループまたはターゲットのポートを変えてください。"},
	},
	"ELB_ZONES": {
		Means: Text{EN: "AWS would not make this load balancer: an Application Load Balancer needs subnets in at least two Availability Zones, one in each. What AWS would refuse counts as absent.", JA: "このロードバランサーは AWS で作成できません。Application Load Balancer には、二つ以上のアベイラビリティーゾーンに一つずつサブネットが必要です。作成できないものは、ないものとして扱います。"},
		Mend:  Text{EN: "Choose one subnet in each of two zones.", JA: "二つのゾーンから一つずつサブネットを選んでください。"},
	},
	"BAD_STATE": {
		Means: Text{EN: "An end, or something on the way, is not running: a stopped instance, an interface that is attached to nothing. It neither sends nor receives.", JA: "端または経路上のものが動いていません。停止したインスタンスや、どこにもアタッチされていないインターフェイスなどで、送受信しません。"},
		Mend:  Text{EN: "Start it, or attach it.", JA: "起動するか、アタッチしてください。"},
	},
	"ENI_ADDRESS_RESTRICTION": {
		Means: Text{EN: "The interface has no usable address of that family: none at all, one outside its subnet, or one of the five that AWS keeps for itself in each subnet.", JA: "インターフェイスに、その種類の使えるアドレスがありません。アドレスがないか、サブネットの外か、AWS が各サブネットで予約する五つのどれかです。"},
		Mend:  Text{EN: "Give it an assignable address of its subnet, or let AWS pick one. For IPv6 the subnet needs an IPv6 block.", JA: "サブネット内の割り当て可能なアドレスを付けるか、自動割り当てにしてください。IPv6 ならサブネットに IPv6 ブロックが必要です。"},
	},
	"ENI_SOURCE_DEST_CHECK_RESTRICTION": {
		Means: Text{EN: "A route leads to an interface that is to pass the packet on, but its source/destination check is on: then it drops what is not from or for itself.", JA: "ルートの先のインターフェイスがパケットを転送するはずですが、送信元/送信先チェックが有効なため、自分宛てでも自分発でもないものは破棄されます。"},
		Mend:  Text{EN: "Switch the check off at interfaces of NAT instances, firewalls and routers, and nowhere else.", JA: "NAT インスタンスやファイアウォール、ルーターのインターフェイスに限って、チェックを無効にしてください。"},
	},
	"NO_SOURCE_OR_DESTINATION": {
		Means: Text{EN: "An end is not there: it lies in no subnet, in a subnet or VPC that AWS would refuse, or neither end is in this design at all.", JA: "端が存在しません。サブネットにないか、AWS に拒否されるサブネットや VPC にあるか、両端ともこの設計にありません。"},
		Mend:  Text{EN: "Put the interface into a subnet, and mend the block of the subnet or VPC: /16 to /28, inside its parent.", JA: "インターフェイスをサブネットに置き、サブネットや VPC のブロックを直してください（/16〜/28、親の範囲内）。"},
	},
	"DNS_SUPPORT_OFF": {
		Means: Text{EN: "The VPC's own resolver, at the base of its block plus two and at 169.254.169.253, answers only while DNS resolution is switched on for the VPC.", JA: "VPC 自身のリゾルバー（ブロックの先頭 + 2 のアドレスと 169.254.169.253）は、VPC の DNS 解決が有効なときだけ応答します。"},
		Mend:  Text{EN: "Switch DNS resolution on for the VPC.", JA: "VPC の DNS 解決を有効にしてください。"},
	},
	"UNSUPPORTED_COMPONENT": {
		Means: Text{EN: "The traffic comes to something that this program does not model. The verdict is unknown, never blocked: AWS may well let it pass.", JA: "この通信は、このプログラムがモデル化していないものを通ります。判定は「不明」で、「遮断」とは見なしません。AWS では通るかもしれません。"},
		Mend:  Text{EN: "Ask about the parts of the way before and behind it, and test the part itself in the account.", JA: "その前後の区間を個別に調べ、その部分は実際の環境で確かめてください。"},
	},
	"UNKNOWN_RESOURCE": {
		Means: Text{EN: "Something on the way is named but not described: it lies outside the design, or is not filled in yet. The verdict is unknown.", JA: "経路上に、名前はあるが内容の分からないものがあります。設計の外にあるか、まだ入力されていません。判定は「不明」です。"},
		Mend:  Text{EN: "Fill in the block, or bring the resource into the design.", JA: "ブロックを入力するか、そのリソースを設計に加えてください。"},
	},
	"ADDRESS_UNKNOWN": {
		Means: Text{EN: "AWS will pick the address of an interface, and a rule, entry or route on the way admits some of the possible addresses but not others. So it depends on which one it will be.", JA: "インターフェイスのアドレスは AWS が選びますが、経路上のルール・エントリ・ルートが、可能なアドレスの一部だけを通します。どのアドレスになるかで結果が変わります。"},
		Mend:  Text{EN: "Pin the address: a private address in the subnet, or an Elastic IP. Or let the rule name a security group instead of addresses.", JA: "アドレスを固定してください。プライベートアドレスを指定するか、Elastic IP を使います。ルールでアドレスの代わりにセキュリティグループを指定する方法もあります。"},
	},
	"ADDRESS_CONFLICT": {
		Means: Text{EN: "Two interfaces of one VPC claim the same address. AWS would give it to one of them; the design does not say to which.", JA: "一つの VPC の二つのインターフェイスが同じアドレスを使っています。AWS でそのアドレスを持てるのは片方だけですが、どちらかは設計から分かりません。"},
		Mend:  Text{EN: "Give one of them another address.", JA: "どちらかのアドレスを変えてください。"},
	},
	"BLOCK_CONFLICT": {
		Means: Text{EN: "Two subnets of one VPC overlap. AWS would make only one of them.", JA: "一つの VPC の二つのサブネットが重なっています。AWS で作成できるのは片方だけです。"},
		Mend:  Text{EN: "Give one of them a block that is free.", JA: "どちらかを空いているブロックに変えてください。"},
	},
	"ROUTE_CONFLICT": {
		Means: Text{EN: "The table has two routes with one destination. AWS holds one of them; which one is not known.", JA: "テーブルに同じ宛先のルートが二つあります。AWS で持てるのは一つだけで、どちらかは分かりません。"},
		Mend:  Text{EN: "Delete one of them.", JA: "どちらかを削除してください。"},
	},
	"ENTRY_CONFLICT": {
		Means: Text{EN: "The network ACL has two entries with one number in one direction. AWS holds one of them; which one is not known.", JA: "ネットワーク ACL の同じ方向に、同じ番号のエントリが二つあります。AWS で持てるのは一つだけで、どちらかは分かりません。"},
		Mend:  Text{EN: "Give one of them another number: the lower one is tried first.", JA: "どちらかの番号を変えてください。小さい番号が先に評価されます。"},
	},
	"GATEWAY_CONFLICT": {
		Means: Text{EN: "Two internet gateways claim one VPC. AWS attaches one.", JA: "一つの VPC に二つのインターネットゲートウェイがあります。AWS でアタッチできるのは一つです。"},
		Mend:  Text{EN: "Detach or delete one of them.", JA: "どちらかをデタッチするか、削除してください。"},
	},
	"EMPTY_GROUP": {
		Means: Text{EN: "An end of the question stands for nothing that could send or receive: an empty subnet, a group that nobody wears, something that was deleted. An arrow that ends there is never green.", JA: "質問の端に、送受信できるものがありません。空のサブネット、誰にも付いていないグループ、削除されたものなどです。そこにつながる矢印が成立することはありません。"},
		Mend:  Text{EN: "Let the arrow end elsewhere, or fill the group.", JA: "矢印の端を変えるか、グループに何かを加えてください。"},
	},
	"TOO_MANY_CASES": {
		Means: Text{EN: "The rules on the way cut the question into more cases than the engine tries, so that what is left is unknown. It takes hundreds of rules that split each other's ports and addresses.", JA: "経路上のルールによる場合分けが、エンジンの調べる上限を超えました。調べなかった部分は不明です。互いのポートやアドレスを分け合うルールが数百ある場合に起こります。"},
		Mend:  Text{EN: "Ask about one port, or about a smaller block.", JA: "ポートを一つに絞るか、より小さいブロックで調べてください。"},
	},
	"VPCE_GATEWAY_PROTOCOL_RESTRICTION": {
		Means: Text{EN: "A gateway endpoint (for S3 and DynamoDB) passes TCP and ping, nothing else.", JA: "ゲートウェイエンドポイント（S3 と DynamoDB 用）が通すのは TCP と ping だけです。"},
		Mend:  Text{EN: "Use TCP: both services speak HTTPS.", JA: "TCP を使ってください。どちらのサービスも HTTPS で利用できます。"},
	},
	"VPCE_INTRA_VPC_TRAFFIC": {
		Means: Text{EN: "An interface endpoint answers those who ask it. It never starts a conversation by itself.", JA: "インターフェイスエンドポイントは、問い合わせに応答するだけです。自分から通信を始めることはありません。"},
		Mend:  Text{EN: "Turn the arrow round: the client asks the endpoint.", JA: "矢印の向きを逆にしてください。通信を始めるのはクライアントです。"},
	},
	"ENDPOINT_PORT": {
		Means: Text{EN: "The service behind the endpoint answers on certain ports only, whatever the endpoint's security groups admit.", JA: "エンドポイントの先のサービスが応答するのは、決まったポートだけです。セキュリティグループで許可していても、ほかのポートには応答しません。"},
		Mend:  Text{EN: "Ask on the service's port: 443 for AWS's own services.", JA: "サービスのポートを使ってください。AWS のサービスなら 443 です。"},
	},
	"ENDPOINT_TABLE": {
		Means: Text{EN: "A gateway endpoint works through route tables: it adds a route to the service in each table that it is associated with. The table of this subnet is none of them.", JA: "ゲートウェイエンドポイントは、関連付けたルートテーブルにサービスへのルートを追加して働きます。このサブネットのテーブルは関連付けられていません。"},
		Mend:  Text{EN: "Associate the endpoint with the route table that the subnet uses; that is the main one where it has none of its own.", JA: "サブネットが使うルートテーブルにエンドポイントを関連付けてください。個別のテーブルがなければメインテーブルです。"},
	},
	"ENDPOINT_REGION": {
		Means: Text{EN: "A gateway endpoint serves the service in its own region. Buckets and tables of other regions are reached another way.", JA: "ゲートウェイエンドポイントで使えるのは、同じリージョンのサービスだけです。ほかのリージョンのバケットやテーブルには届きません。"},
		Mend:  Text{EN: "Keep the data in the region of the VPC, or give the subnet a way to the internet, such as a NAT gateway.", JA: "データを VPC と同じリージョンに置くか、サブネットに NAT ゲートウェイなどインターネットへの経路を用意してください。"},
	},
	"FUNCTION_ANSWERS_NOTHING": {
		Means: Text{EN: "A Lambda function in a VPC has interfaces to reach others with. Nobody calls it through them: calls go to the Lambda service.", JA: "VPC 内の Lambda 関数のインターフェイスは、関数から外へ通信するためのものです。呼び出しは Lambda サービスに対して行われ、インターフェイスには届きません。"},
		Mend:  Text{EN: "Let the arrow start at the function, or draw the caller's way to the Lambda service.", JA: "矢印を関数から始めるか、呼び出し側から Lambda サービスへの経路を描いてください。"},
	},
	"NAME_NOT_FOUND": {
		Means: Text{EN: "The client cannot learn the address: no hosted zone that its VPC sees holds the name. A private zone is seen by the VPCs that it is associated with, and hides a public one of the same name from them.", JA: "クライアントが名前からアドレスを得られません。VPC から参照できるホストゾーンに、その名前がありません。プライベートホストゾーンを参照できるのは関連付けた VPC だけで、同名のパブリックゾーンはその VPC から見えなくなります。"},
		Mend:  Text{EN: "Add the record, or associate the private zone with the client's VPC, with DNS support and DNS hostnames switched on there.", JA: "レコードを追加するか、プライベートホストゾーンをクライアントの VPC に関連付けてください。VPC の DNS 解決と DNS ホスト名も有効にします。"},
	},
	"NAME_IS_ENDPOINT": {
		Means: Text{EN: "Private DNS is on for an interface endpoint, so that in this VPC the service's usual name leads to the endpoint and not to the internet.", JA: "インターフェイスエンドポイントのプライベート DNS が有効なため、この VPC ではサービスの通常の名前がインターネットではなくエンドポイントを指します。"},
		Mend:  Text{EN: "Nothing to mend. The endpoint's security groups have to admit the client.", JA: "直すものはありません。エンドポイントのセキュリティグループでクライアントを許可しておく必要があります。"},
	},
	"NAME_IS_PUBLIC": {
		Means: Text{EN: "The service's name leads to public addresses here, since no interface endpoint with private DNS answers for it in this VPC. The client then needs a way to the internet.", JA: "この VPC には、プライベート DNS が有効なそのサービスのインターフェイスエンドポイントがないため、名前はパブリックアドレスを指します。クライアントにはインターネットへの経路が必要です。"},
		Mend:  Text{EN: "For a private way, add an interface endpoint with private DNS, and switch DNS support and DNS hostnames on for the VPC.", JA: "プライベートな経路にするには、プライベート DNS を有効にしたインターフェイスエンドポイントを追加し、VPC の DNS 解決と DNS ホスト名を有効にしてください。"},
	},
	"NAME_IS_RECORD": {
		Means: Text{EN: "A record of a hosted zone says what the name stands for. The verdict is about that.", JA: "名前の指す先は、ホストゾーンのレコードで決まります。判定はその先についてのものです。"},
		Mend:  Text{EN: "Nothing to mend; change the record to lead the name elsewhere.", JA: "直すものはありません。別の先にするにはレコードを変えてください。"},
	},
	"AVAILABILITY_ZONE_CROSSED": {
		Means: Text{EN: "The two ends lie in different Availability Zones of one account, and AWS charges for what is sent between zones, over a peering too. Names of zones mean different places in different accounts, so that nothing is said across accounts.", JA: "両端が同じアカウントの別のアベイラビリティゾーンにあり、ゾーン間の通信には（ピアリング越しでも）料金がかかります。ゾーン名が指す場所はアカウントごとに違うため、アカウントをまたぐ場合は何も言いません。"},
		Mend:  Text{EN: "Nothing to mend. Keep busy conversations in one zone where availability allows it.", JA: "直すものはありません。可用性が許すなら、通信量の多い相手は同じゾーンに置いてください。"},
	},
	"IDENTITY_NOT_CHECKED": {
		Means: Text{EN: "The verdict is about the network. Whether the caller's identity, the endpoint's policy and the policy of the bucket or key allow the request is not checked.", JA: "判定はネットワークについてのものです。呼び出し元の ID、エンドポイントポリシー、バケットやキーのポリシーで許可されるかどうかは確認していません。"},
		Mend:  Text{EN: "Check the policies in the account.", JA: "ポリシーは実際の環境で確かめてください。"},
	},
	"SERVICE_ADDRESS_UNKNOWN": {
		Means: Text{EN: "The addresses of an AWS service are many and change. A rule, entry or route on the way names a block that may hold some of them and not others.", JA: "AWS サービスのアドレスは多数あり、変わります。経路上のルール・エントリ・ルートのブロックが、その一部だけを含むかもしれません。"},
		Mend:  Text{EN: "Name the service's managed prefix list where AWS has one, or 0.0.0.0/0.", JA: "マネージドプレフィックスリストがあるサービスならそれを、なければ 0.0.0.0/0 を指定してください。"},
	},
	"PLACE_UNKNOWN": {
		Means: Text{EN: "AWS puts the resource into one of several subnets, and those are not treated alike: another route table, network ACL or block that a rule names.", JA: "リソースは複数のサブネットのどれかに置かれますが、ルートテーブルやネットワーク ACL、ルールのブロックの扱いがサブネットごとに異なります。"},
		Mend:  Text{EN: "Give its subnets the same route table and network ACL, and let rules name its security group.", JA: "各サブネットのルートテーブルとネットワーク ACL をそろえ、ルールではセキュリティグループを指定してください。"},
	},
	"REGION_UNKNOWN": {
		Means: Text{EN: "The question names a service without its region, and the answer is not the same for every region.", JA: "サービスのリージョンが指定されておらず、リージョンによって結果が変わります。"},
		Mend:  Text{EN: "Name the region: service:s3@ap-northeast-1.", JA: "リージョンを指定してください（例: service:s3@ap-northeast-1）。"},
	},
	"ELBV2_SOURCE_ADDRESS_PRESERVATION": {
		Means: Text{EN: "The Network Load Balancer keeps the client's address. Where it hands a target's own request back to that target, source and destination are one, and the host drops it.", JA: "Network Load Balancer はクライアントのアドレスを保持します。ターゲット自身の要求がそのターゲットに戻ると、送信元と宛先が同じになり、ホストで破棄されます。"},
		Mend:  Text{EN: "Switch client address preservation off for the target group, or let the host call itself directly.", JA: "ターゲットグループでクライアントアドレスの保持を無効にするか、ロードバランサーを通さずに自分自身へ接続してください。"},
	},
	"ELB_NOT_CROSSZONE": {
		Means: Text{EN: "Cross-zone load balancing is off, so that a node hands requests only to targets in its own Availability Zone.", JA: "クロスゾーン負荷分散が無効なため、各ノードは自分のアベイラビリティーゾーンのターゲットにだけ転送します。"},
		Mend:  Text{EN: "Switch cross-zone load balancing on, or register a target in each zone of the load balancer.", JA: "クロスゾーン負荷分散を有効にするか、ロードバランサーの各ゾーンにターゲットを登録してください。"},
	},
}
