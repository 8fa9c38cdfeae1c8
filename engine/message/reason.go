package message

// Reasons are the sentences of the reachability core, by the code of the reason and, where it reads
// differently there, the list of rules ("/in", "/out") and the way back ("/reply").
// {resource} is the element's name, {row} its rule number or destination, {from} and {to} the ends
// of the question, {service} what was asked for, {detail} what else the reason names.
var Reasons = map[string]Text{
	"SG_HAS_NO_RULES/in":        {EN: "{resource} has no inbound rule at all, so nothing gets in", JA: "{resource} にはインバウンドルールが一つもないため、何も入れません"},
	"SG_HAS_NO_RULES/out":       {EN: "{resource} has no outbound rule at all, so nothing may be started from there", JA: "{resource} にはアウトバウンドルールが一つもないため、そこから通信を始められません"},
	"ENI_SG_RULES_MISMATCH/in":  {EN: "no inbound rule of {resource} admits {service} from {from}", JA: "{resource} のインバウンドルールに、{from} からの {service} を許可するものがありません"},
	"ENI_SG_RULES_MISMATCH/out": {EN: "no outbound rule of {resource} admits {service} to {to}", JA: "{resource} のアウトバウンドルールに、{to} への {service} を許可するものがありません"},

	"SUBNET_ACL_RESTRICTION/out":       {EN: "the network ACL {resource} denies {service} on its way out of the subnet (rule {row})", JA: "ネットワーク ACL {resource} が、サブネットから出る {service} を拒否しています（ルール {row}）"},
	"SUBNET_ACL_RESTRICTION/in":        {EN: "the network ACL {resource} denies {service} on its way into the subnet (rule {row})", JA: "ネットワーク ACL {resource} が、サブネットに入る {service} を拒否しています（ルール {row}）"},
	"SUBNET_ACL_RESTRICTION/reply/out": {EN: "the network ACL {resource} denies the reply to {service} on its way out of the subnet (rule {row}): replies go to the client's own port", JA: "ネットワーク ACL {resource} が、サブネットから出る {service} の応答を拒否しています（ルール {row}）。応答はクライアント側のポートに戻ります"},
	"SUBNET_ACL_RESTRICTION/reply/in":  {EN: "the network ACL {resource} denies the reply to {service} on its way back into the subnet (rule {row}): replies come to the client's own port", JA: "ネットワーク ACL {resource} が、サブネットに戻る {service} の応答を拒否しています（ルール {row}）。応答はクライアント側のポートに届きます"},

	"NO_ROUTE_TO_DESTINATION":       {EN: "the route table {resource} has no route to {to}", JA: "ルートテーブル {resource} に {to} へのルートがありません"},
	"NO_ROUTE_TO_DESTINATION/reply": {EN: "the reply is lost: the route table {resource} has no route back to {from}", JA: "応答が失われます。ルートテーブル {resource} に {from} へ戻るルートがありません"},
	"BAD_STATE_ROUTE":               {EN: "the route {row} of {resource} leads nowhere: {detail} is detached, stopped or deleted", JA: "{resource} のルート {row} の先がありません。{detail} がデタッチ、停止、または削除されています"},
	"NO_POSSIBLE_DESTINATION":       {EN: "in {resource} nobody has that address", JA: "{resource} にそのアドレスを持つものがありません"},
	"DISCONNECTED_VPCS":             {EN: "nothing joins {resource} and {detail}", JA: "{resource} と {detail} をつなぐものがありません"},
	"NO_PATH":                       {EN: "{resource} has no internet gateway", JA: "{resource} にインターネットゲートウェイがありません"},
	"UNASSOCIATED_COMPONENT":        {EN: "the internet gateway {resource} is not attached to {detail}", JA: "インターネットゲートウェイ {resource} が {detail} にアタッチされていません"},

	"PCX_REQUIRES_ADDRESS_IN_VPC_CIDR":      {EN: "the peering {resource} reaches addresses of {detail} only, and nothing behind it: peering is not transitive", JA: "ピアリング {resource} が届くのは {detail} のアドレスだけで、その先には届きません。ピアリングは推移しません"},
	"PEERING_STATE":                         {EN: "the peering {resource} carries nothing: its state is {detail}, not active", JA: "ピアリング {resource} は通信を通しません。状態が {detail} で、アクティブではありません"},
	"PEERING_OVERLAP":                       {EN: "AWS refuses the peering {resource}: blocks of the two VPCs overlap", JA: "ピアリング {resource} は AWS に拒否されます。二つの VPC のブロックが重なっています"},
	"EIGW_INBOUND":                          {EN: "the egress-only internet gateway {resource} passes on only what is started behind it", JA: "Egress-only インターネットゲートウェイ {resource} が通すのは、その内側から始めた通信だけです"},
	"VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS": {EN: "the VPN gateway {resource} leads to networks outside AWS; {detail} is not there", JA: "仮想プライベートゲートウェイ {resource} の先は AWS の外のネットワークで、{detail} はそこにありません"},
	"BAD_STATE_VPN":                         {EN: "{resource} is down", JA: "{resource} が停止しています"},
	"NO_LINK":                               {EN: "nothing joins {resource} and {detail}", JA: "{resource} と {detail} をつなぐものがありません"},

	"IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS":          {EN: "{resource} has no public address, so the internet gateway drops what it sends", JA: "{resource} にパブリックアドレスがないため、送信したものはインターネットゲートウェイで破棄されます"},
	"IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS":        {EN: "{resource} has no public address that the internet could name", JA: "{resource} には、インターネットから指定できるパブリックアドレスがありません"},
	"IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS": {EN: "the internet gateway refuses the private destination {detail}", JA: "インターネットゲートウェイは、プライベートアドレス {detail} 宛てを受け付けません"},
	"IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS": {EN: "the internet gateway refuses the shared destination {detail}", JA: "インターネットゲートウェイは、共有アドレス {detail} 宛てを受け付けません"},
	"IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS":     {EN: "the internet gateway refuses the private source {detail}", JA: "インターネットゲートウェイは、プライベートアドレス {detail} からの通信を受け付けません"},
	"IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS":     {EN: "the internet gateway refuses the shared source {detail}", JA: "インターネットゲートウェイは、共有アドレス {detail} からの通信を受け付けません"},
	"GATEWAY_REJECTS_SPOOFED_TRAFFIC":               {EN: "the gateway refuses {detail} from outside: it is an address of the VPC itself", JA: "{detail} は VPC 自身のアドレスなので、外からの通信はゲートウェイで拒否されます"},

	"NAT_INBOUND":          {EN: "the NAT gateway {resource} passes on only what is started behind it", JA: "NAT ゲートウェイ {resource} が通すのは、その内側から始めた通信だけです"},
	"NAT_INBOUND/reply":    {EN: "the reply is lost: its route leads to the NAT gateway {resource}, which passes on only what is started behind it", JA: "応答が失われます。ルートの先の NAT ゲートウェイ {resource} が通すのは、その内側から始めた通信だけです"},
	"NAT_LOOP":             {EN: "the route {row} of {resource} leads the NAT gateway {detail} back to itself: it needs a subnet that leads to an internet gateway", JA: "{resource} のルート {row} は、NAT ゲートウェイ {detail} 自身に戻ります。インターネットゲートウェイにつながるサブネットに置いてください"},
	"PROTOCOL_RESTRICTION": {EN: "the NAT gateway {resource} translates TCP, UDP and ICMP only", JA: "NAT ゲートウェイ {resource} が変換するのは TCP・UDP・ICMP だけです"},

	"ELBV2_LISTENERS_MISMATCH":     {EN: "{resource} has no listener for {service}", JA: "{resource} に {service} のリスナーがありません"},
	"ELBV2_LISTENER_HAS_NO_TG":     {EN: "the listener of {resource} on port {detail} has no target group", JA: "{resource} のポート {detail} のリスナーにターゲットグループがありません"},
	"ELBV2_NO_TARGETS_IN_AZ":       {EN: "the target group {resource} has no target that could be asked", JA: "ターゲットグループ {resource} に、転送できるターゲットがありません"},
	"ELB_INSTALLED_AZ_RESTRICTION": {EN: "{resource} has no subnet in {detail}, so the target there gets nothing", JA: "{resource} は {detail} にサブネットがないため、そのゾーンのターゲットには転送されません"},
	"TARGET_ADDRESS_RESTRICTION":   {EN: "{resource} asks its targets only, and {to} is none", JA: "{resource} が通信を始める相手はターゲットだけで、{to} はターゲットではありません"},
	"TARGET_PORT_RESTRICTION":      {EN: "{resource} asks that target on port {detail} only", JA: "{resource} がこのターゲットに接続するポートは {detail} だけです"},
	"ELB_ZONES":                    {EN: "AWS would refuse {resource}: a load balancer needs subnets in at least two zones, one in each", JA: "{resource} は AWS に拒否されます。ロードバランサーには、二つ以上のゾーンに一つずつサブネットが必要です"},

	"BAD_STATE/detail":                  {EN: "{resource} is attached to nothing, so nothing sends or receives there", JA: "{resource} はどこにもアタッチされていないため、送受信できません"},
	"BAD_STATE":                         {EN: "{resource} is stopped", JA: "{resource} は停止しています"},
	"ENI_ADDRESS_RESTRICTION":           {EN: "{resource} has no address that AWS would accept in its subnet", JA: "{resource} には、サブネット内で AWS が受け付けるアドレスがありません"},
	"ENI_ADDRESS_RESTRICTION/detail":    {EN: "{resource} has no {detail} address", JA: "{resource} には {detail} アドレスがありません"},
	"ENI_SOURCE_DEST_CHECK_RESTRICTION": {EN: "{resource} forwards nothing: its source/destination check is on", JA: "{resource} は送信元/送信先チェックが有効なため、転送しません"},
	"NO_SOURCE_OR_DESTINATION":          {EN: "{resource} is in no subnet", JA: "{resource} はどのサブネットにもありません"},
	"NO_SOURCE_OR_DESTINATION/detail":   {EN: "{resource} lies in {detail}, whose block AWS would refuse", JA: "{resource} のある {detail} のブロックは、AWS に拒否されます"},
	"NO_SOURCE_OR_DESTINATION/outside":  {EN: "neither {from} nor {to} is in this design", JA: "{from} も {to} もこの設計にありません"},
	"DNS_SUPPORT_OFF":                   {EN: "{resource} has DNS resolution switched off", JA: "{resource} の DNS 解決が無効です"},

	"UNSUPPORTED_COMPONENT":   {EN: "what {resource} does with the traffic is not modelled", JA: "{resource} が通信をどう扱うかはモデル化されていません"},
	"UNKNOWN_RESOURCE":        {EN: "{resource} has no block of addresses yet", JA: "{resource} のアドレスブロックがまだありません"},
	"UNKNOWN_RESOURCE/detail": {EN: "{detail} lies outside the design, so nothing is known of it", JA: "{detail} は設計の外にあるため、何も分かりません"},
	"ADDRESS_UNKNOWN":         {EN: "it depends on the address that AWS will pick for {resource}: pin the address", JA: "AWS が {resource} に割り当てるアドレス次第です。アドレスを固定してください"},
	"ADDRESS_CONFLICT":        {EN: "{resource} and {detail} claim the same address", JA: "{resource} と {detail} が同じアドレスを使っています"},
	"BLOCK_CONFLICT":          {EN: "the blocks of {resource} and {detail} overlap", JA: "{resource} と {detail} のブロックが重なっています"},
	"ROUTE_CONFLICT":          {EN: "{resource} has two routes to {row}", JA: "{resource} に {row} へのルートが二つあります"},
	"ENTRY_CONFLICT":          {EN: "{resource} has two entries with one number ({row})", JA: "{resource} に同じ番号のルールが二つあります（{row}）"},
	"GATEWAY_CONFLICT":        {EN: "{resource} has two internet gateways; AWS attaches one", JA: "{resource} にインターネットゲートウェイが二つあります。AWS でアタッチできるのは一つです"},
	"EMPTY_GROUP":             {EN: "{detail} stands for nothing that could send or receive", JA: "{detail} には、送受信できるものが一つもありません"},
	"TOO_MANY_CASES":          {EN: "the question has too many cases to try them all", JA: "場合の数が多すぎて、すべてを調べられません"},
}
