package testscript

import (
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/message"
	"vpcanvas/engine/verdict"
)

// words are the script's sentences; those that begin with t_ are said when it runs.
var words = map[string]message.Text{
	"usage": {
		EN: `Asks the deployed network what the design "{design}" says of its flows, and compares.

  bash test.sh [--stack NAME] [--region NAME] [--profile NAME] [--here NAME] [--address NAME=HOST] [--wait SECONDS] [--ignore-unasked]

One line is printed for each flow: it agrees, differs, was not asked, or was not known to the design before. The
exit code is 0 when all that was predicted is so, 1 when something differs, 2 when a flow could not be asked
(unless --ignore-unasked is given) or the script was called wrongly.

  --stack     the CloudFormation stack that was made of the exported template: elements are found by their logical
              ids. Without it they are found by the id they were imported with, else by their tag Name.
  --region    the region, where it is not the drawn one; --profile is the profile of the AWS command line.
              With several accounts or regions these three take PLACE=VALUE, for the places listed below.
  --here      which end of the flows this machine is; "internet" by itself. Flows from a client or an office are
              asked on a machine there: --here 'Office'.
  --address   where an end answers that AWS does not know, or a host of the internet for a port that the usual one
              (1.1.1.1: 53, 80, 443, 853, ping) does not answer.
  --wait      how long an answer may take, in seconds; 5 by itself.

A flow from an instance is asked on that instance, by a shell command through Systems Manager. Nothing is changed; a
connection is opened and closed. A connection that is refused counts as reachable: it arrived, and nothing listens.
It needs bash, nc (or timeout), ping and the AWS command line, and the rights to ec2:Describe*,
cloudformation:DescribeStackResource, ssm:DescribeInstanceInformation, ssm:SendCommand, ssm:GetCommandInvocation; for what
is not an instance also tag:GetResources and the Describe calls of elasticloadbalancing, rds, redshift, elasticache, ecs.`,
		JA: `デプロイしたネットワークに、設計「{design}」のフローを実際に問い合わせて比べます。

  bash test.ja.sh [--stack NAME] [--region NAME] [--profile NAME] [--here NAME] [--address NAME=HOST] [--wait SECONDS] [--ignore-unasked]

フローごとに一行、一致、相違、未確認、判明（設計では不明だったもの）のいずれかを表示します。終了コードは、予測どおりなら 0、
相違があれば 1、確認できないフローがあれば（--ignore-unasked を付けない限り）、または使い方が誤っていれば 2 です。

  --stack     エクスポートしたテンプレートから作った CloudFormation スタック。要素を論理 ID で探します。
              指定しなければ、取り込み元の ID、それもなければ Name タグで探します。
  --region    描いたものと異なる場合のリージョン。--profile は AWS CLI のプロファイルです。
              アカウントやリージョンが複数ある場合、この三つは下に並ぶ場所について PLACE=VALUE の形で指定します。
  --here      このマシンがフローのどの端点にあたるか。既定は internet です。クライアントや社内からのフローは、
              そこにあるマシンで --here 'Office' のように指定して実行します。
  --address   AWS が知らない端点のアドレス。または既定の 1.1.1.1（53、80、443、853、ping）が応答しないポートについて、
              応答するインターネット上のホスト。
  --wait      応答を待つ秒数。既定は 5 です。

インスタンスからのフローは、Systems Manager を通じてそのインスタンス上のコマンドで確認します。何も変更せず、接続を開いて
閉じるだけです。接続拒否は到達可能とみなします（届いたが、待ち受けるものがないため）。
bash、nc（または timeout）、ping、AWS CLI と、ec2:Describe*、cloudformation:DescribeStackResource、
ssm:DescribeInstanceInformation、ssm:SendCommand、ssm:GetCommandInvocation の権限が必要です。インスタンス以外には
tag:GetResources と、elasticloadbalancing、rds、redshift、elasticache、ecs の Describe 系の権限も必要です。`,
	},
	"places":   {EN: "Accounts and regions.", JA: "アカウントとリージョン。"},
	"elements": {EN: "The ends of the flows, by their ids in the design.", JA: "フローの端点（設計での ID）。"},
	"listener": {EN: "the load balancer answers by itself; targets behind it are not asked", JA: "ロードバランサー自身が応答するため、背後のターゲットは確認しません"},
	"no-ssm":   {EN: "{element}: in the design Systems Manager does not reach it, so flows from it cannot be asked: {why}", JA: "{element}: 設計では Systems Manager が届かないため、ここからのフローは確認できません: {why}"},
	"loss":     {EN: "{element}: cannot be asked by a script: {why}", JA: "{element}: スクリプトでは確認できません。{why}"},
	"no-flows": {EN: "the design has no flows to ask about", JA: "確認するフローが設計にありません"},

	"must":     {EN: "must pass", JA: "通ること"},
	"must-not": {EN: "must not pass", JA: "通らないこと"},

	"udp":             {EN: "UDP has no handshake: silence is a dropped packet and a service that does not answer alike", JA: "UDP には応答の手順がなく、無応答が破棄か、返事をしないサービスか区別できません"},
	"icmp":            {EN: "ping sends echo requests only", JA: "ping で送れるのはエコー要求だけです"},
	"protocol":        {EN: "only TCP and echo requests are asked", JA: "確認できるのは TCP とエコー要求だけです"},
	"nothing-askable": {EN: "what the design lets pass is neither TCP nor an echo request that anybody would answer", JA: "設計で通るものに、応答が得られる TCP やエコー要求がありません"},
	"empty":           {EN: "an end of the flow stands for nothing", JA: "フローの端点に当たるものがありません"},
	"many":            {EN: "{asked} of the {pairs} pairs of its ends are asked", JA: "端点の組 {pairs} 個のうち {asked} 個を確認します"},
	"stopped":         {EN: "the instance that would ask is stopped", JA: "確認元のインスタンスが停止しています"},
	"no-shell":        {EN: "no command can be run where it starts", JA: "送信元でコマンドを実行できません"},
	"no-answer":       {EN: "nothing answers there by an address of its own", JA: "宛先には、応答する固有のアドレスがありません"},
	"no-host":         {EN: "the name of what answers is none that could be asked", JA: "宛先の名前が、問い合わせできる名前ではありません"},

	"t_agrees":       {EN: "agrees ", JA: "一致"},
	"t_differs":      {EN: "DIFFERS", JA: "相違"},
	"t_unasked":      {EN: "unasked", JA: "未確認"},
	"t_learned":      {EN: "learned", JA: "判明"},
	"t_unasked_long": {EN: "not asked", JA: "未確認"},
	"t_predicted":    {EN: "predicted", JA: "予測:"},
	"t_reachable":    {EN: "reachable", JA: "到達可能"},
	"t_blocked":      {EN: "blocked", JA: "遮断"},
	"t_partly":       {EN: "partly reachable", JA: "一部到達可能"},
	"t_unknown":      {EN: "unknown", JA: "不明"},
	"t_sum":          {EN: "%s agree, %s differ, %s not asked, %s learned", JA: "一致 %s、相違 %s、未確認 %s、判明 %s"},
	"t_none":         {EN: "nothing is found in AWS for", JA: "AWS に見つかりません"},
	"t_several":      {EN: "several have that name (--stack tells them apart)", JA: "同じ名前のものが複数あります（--stack で区別できます）"},
	"t_no_ssm":       {EN: "Systems Manager did not run a command there", JA: "Systems Manager でコマンドを実行できませんでした"},
	"t_not_here":     {EN: "run it on a machine there with", JA: "そこにあるマシンで次を付けて実行してください"},
	"t_no_address":   {EN: "say where it answers with", JA: "応答するアドレスを次で指定してください"},
	"t_no_public":    {EN: "no address there", JA: "該当するアドレスなし"},
	"t_refused":      {EN: "refused: nothing listens", JA: "接続拒否: 待ち受けなし"},
	"t_which_host":   {EN: "name a host that answers there with --address internet=HOST", JA: "応答するホストを --address internet=HOST で指定してください"},
	"t_unresolved":   {EN: "the name does not resolve", JA: "名前を解決できません"},
	"t_lacking":      {EN: "neither nc nor timeout, or no ping, is installed where it starts", JA: "送信元に nc も timeout もないか、ping がありません"},
	"t_no_value":     {EN: "a value is expected", JA: "値が必要です"},
	"t_no_option":    {EN: "there is no option", JA: "そのようなオプションはありません"},
	"t_no_place":     {EN: "there is no account and region", JA: "そのような場所はありません"},
}

// remarkSSM says, once for each instance, that its flows will not be asked while the design is as it is.
func (w *writer) remarkSSM(id string) {
	if w.remarked[id] {
		return
	}
	w.remarked[id] = true
	for _, item := range verdict.ReadyItems {
		if item.ID != "ssm" {
			continue
		}
		list, ok := verdict.Ready(w.n, item, id)
		if !ok || list.Holds != verdict.No {
			return
		}
		why := message.Text{}
		for _, tick := range list.Ticks {
			if tick.Holds == verdict.No && !tick.Optional && len(tick.Why) > 0 {
				why = tick.Why[0]
				break
			}
		}
		w.remark("no-ssm", id, func(lang message.Lang) message.Args {
			return message.Args{"element": w.name(id), "why": scene.Visible(why.In(lang))}
		})
	}
}
