#!/bin/bash
# Gathers the network of an AWS account for "vpcanvas import", as describe-* JSON.
#
# Run it in AWS CloudShell:   bash collect.sh [REGION...]
# and read what it packs:     vpcanvas import network.zip -o account.vpc.json
#
# It reads only, and asks for no user data, no environment variables and no keys of VPN tunnels. The
# regions are those that are enabled, unless some are named. "vpcanvas collect --policy" prints the IAM
# policy that it needs; a call that is denied is named and leaves its part out, and so does a region whose
# VPCs may not be listed. Without zip, a folder is left, which import reads as well.
set -u
set -o pipefail

out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
export AWS_PAGER="" AWS_RETRY_MODE=adaptive AWS_MAX_ATTEMPTS="${AWS_MAX_ATTEMPTS:-10}"

account=$(aws sts get-caller-identity --query Account --output text) || exit 1
regions=("$@")
if [ ${#regions[@]} -eq 0 ]; then
  enabled=$(aws ec2 describe-regions --query 'Regions[].RegionName' --output text) || exit 1
  read -r -a regions <<<"${enabled//$'\n'/ }"
fi
if [ ${#regions[@]} -eq 0 ]; then
  echo "no region is enabled" >&2
  exit 1
fi

# refused WHAT: names a call that failed, with what the command line said of it.
refused() {
  echo "$region: aws $1: $(tr '\n' ' ' <"$out/error")" >&2
}

# ask FILE CALL...: one answer, all of its pages, as a file. The command line joins pages by itself.
ask() {
  local file=$1
  shift
  if ! aws "$@" --region "$region" --output json >"$dir/$file.json" 2>"$out/error" </dev/null; then
    refused "$1 $2"
    rm -f "$dir/$file.json"
    return 1
  fi
  grep -q '"' "$dir/$file.json" || rm -f "$dir/$file.json" # there is nothing to say
}

# names CALL...: the words of an answer, one on a line.
names() {
  local words
  if ! words=$(aws "$@" --region "$region" --output text 2>"$out/error" </dev/null); then
    refused "$1 $2"
    return
  fi
  tr '\t' '\n' <<<"$words" | sed '/^None$/d;/^$/d'
}

# wrap FILE KEY NAME CALL... : one answer for each name on standard input, as a list that names it. The
# place of the name in the call is @.
wrap() {
  local file=$1 key=$2 field=$3 first=1 name answer
  shift 3
  while read -r name; do
    if ! answer=$(aws "${@//@/"$name"}" --region "$region" --output json 2>"$out/error" </dev/null); then
      refused "$1 $2 of $name"
      continue
    fi
    [[ $answer =~ ^\{[[:space:]]*\" ]] || continue # there is nothing to say of it
    if [ $first = 1 ]; then printf '{"%s": [' "$key"; else printf ','; fi >>"$dir/$file.json"
    first=0
    printf '{"%s": "%s", %s' "$field" "$name" "${answer#\{}" >>"$dir/$file.json"
  done
  if [ $first = 0 ]; then printf ']}\n' >>"$dir/$file.json"; fi
}

# batch SIZE: the lines of standard input, so many on one line.
batch() {
  xargs -n "$1"
}

for region in "${regions[@]}"; do
  dir="$out/accounts/$account/$region"
  mkdir -p "$dir"
  echo "$region" >&2

  ask vpcs ec2 describe-vpcs || continue
  ask subnets ec2 describe-subnets
  ask route-tables ec2 describe-route-tables
  ask internet-gateways ec2 describe-internet-gateways
  ask egress-only-internet-gateways ec2 describe-egress-only-internet-gateways
  ask nat-gateways ec2 describe-nat-gateways
  ask network-acls ec2 describe-network-acls
  ask security-groups ec2 describe-security-groups
  ask network-interfaces ec2 describe-network-interfaces
  ask addresses ec2 describe-addresses
  ask instances ec2 describe-instances
  ask peerings ec2 describe-vpc-peering-connections
  ask endpoints ec2 describe-vpc-endpoints
  ask prefix-lists ec2 describe-managed-prefix-lists
  ask customer-gateways ec2 describe-customer-gateways
  ask vpn-gateways ec2 describe-vpn-gateways
  # Without the configuration of the customer's device and the tunnels' options: those hold their keys.
  ask vpn-connections ec2 describe-vpn-connections --query '{VpnConnections: VpnConnections[].{VpnConnectionId: VpnConnectionId, State: State, VpnGatewayId: VpnGatewayId, TransitGatewayId: TransitGatewayId, CustomerGatewayId: CustomerGatewayId, Options: {StaticRoutesOnly: Options.StaticRoutesOnly}, Routes: Routes, VgwTelemetry: VgwTelemetry, Tags: Tags}}'
  ask transit-gateways ec2 describe-transit-gateways
  ask flow-logs ec2 describe-flow-logs
  # Without the keys of BGP and the configuration of the customer's router.
  ask virtual-interfaces directconnect describe-virtual-interfaces --query '{virtualInterfaces: virtualInterfaces[].{virtualInterfaceId: virtualInterfaceId, ownerAccount: ownerAccount, virtualInterfaceType: virtualInterfaceType, virtualInterfaceName: virtualInterfaceName, virtualInterfaceState: virtualInterfaceState, vlan: vlan, asn: asn, virtualGatewayId: virtualGatewayId, directConnectGatewayId: directConnectGatewayId, connectionId: connectionId, routeFilterPrefixes: routeFilterPrefixes, tags: tags}}'
  ask load-balancers elbv2 describe-load-balancers
  ask target-groups elbv2 describe-target-groups
  ask databases rds describe-db-instances --query '{DBInstances: DBInstances[].{DbiResourceId: DbiResourceId, DBInstanceIdentifier: DBInstanceIdentifier, Engine: Engine, DBInstanceClass: DBInstanceClass, Endpoint: {Port: Endpoint.Port}, DBSubnetGroup: DBSubnetGroup, VpcSecurityGroups: VpcSecurityGroups, MultiAZ: MultiAZ, PubliclyAccessible: PubliclyAccessible, TagList: TagList}}'
  ask redshift-subnets redshift describe-cluster-subnet-groups
  ask redshift redshift describe-clusters --query '{Clusters: Clusters[].{ClusterIdentifier: ClusterIdentifier, NodeType: NodeType, ClusterSubnetGroupName: ClusterSubnetGroupName, VpcId: VpcId, VpcSecurityGroups: VpcSecurityGroups, Endpoint: {Port: Endpoint.Port}, PubliclyAccessible: PubliclyAccessible, Tags: Tags}}'
  ask cache-subnets elasticache describe-cache-subnet-groups
  ask caches elasticache describe-cache-clusters
  # Without the environment variables.
  ask functions lambda list-functions --query '{Functions: Functions[].{FunctionArn: FunctionArn, FunctionName: FunctionName, Runtime: Runtime, VpcConfig: VpcConfig}}'

  names ec2 describe-vpcs --query 'Vpcs[].VpcId' >"$out/names"
  wrap dns-support VpcAttributes VpcId ec2 describe-vpc-attribute --attribute enableDnsSupport --vpc-id @ --query '{EnableDnsSupport: EnableDnsSupport}' <"$out/names"
  wrap dns-hostnames VpcAttributes VpcId ec2 describe-vpc-attribute --attribute enableDnsHostnames --vpc-id @ --query '{EnableDnsHostnames: EnableDnsHostnames}' <"$out/names"
  names ec2 describe-managed-prefix-lists --query "PrefixLists[?OwnerId!='AWS'].PrefixListId" >"$out/names"
  wrap prefix-list-entries PrefixListEntries PrefixListId ec2 get-managed-prefix-list-entries --prefix-list-id @ <"$out/names"
  names elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerArn' >"$out/balancers"
  wrap listeners LoadBalancerListeners LoadBalancerArn elbv2 describe-listeners --load-balancer-arn @ <"$out/balancers"
  wrap balancer-attributes LoadBalancerAttributes LoadBalancerArn elbv2 describe-load-balancer-attributes --load-balancer-arn @ <"$out/balancers"
  names elbv2 describe-target-groups --query 'TargetGroups[].TargetGroupArn' >"$out/groups"
  wrap health LoadBalancerTargetHealth TargetGroupArn elbv2 describe-target-health --target-group-arn @ <"$out/groups"
  wrap group-attributes TargetGroupAttributes TargetGroupArn elbv2 describe-target-group-attributes --target-group-arn @ <"$out/groups"
  n=0
  cat "$out/balancers" "$out/groups" | batch 20 | while read -r -a arns; do
    n=$((n + 1))
    ask "tags-$n" elbv2 describe-tags --resource-arns "${arns[@]}"
  done
  names ecs list-clusters --query 'clusterArns[]' >"$out/clusters"
  n=0
  while read -r cluster; do
    names ecs list-services --cluster "$cluster" --query 'serviceArns[]' | batch 10 >"$out/names"
    while read -r -a services; do
      n=$((n + 1))
      ask "service-$n" ecs describe-services --cluster "$cluster" --services "${services[@]}" --include TAGS
    done <"$out/names"
  done <"$out/clusters"
done

# Route 53 is global: its zones go to the first region's folder.
region=${regions[0]}
dir="$out/accounts/$account/$region"
names route53 list-hosted-zones --query 'HostedZones[].Id' >"$out/zones"
n=0
while read -r zone; do
  n=$((n + 1))
  ask "zone-$n" route53 get-hosted-zone --id "$zone"
done <"$out/zones"
wrap zone-records HostedZoneRecords HostedZoneId route53 list-resource-record-sets --hosted-zone-id @ <"$out/zones"

here=$PWD
if command -v zip >/dev/null; then
  (cd "$out" && zip -qr network.zip accounts) && mv -f "$out/network.zip" "$here/network.zip" && echo "$here/network.zip" >&2
else
  folder=$(mktemp -d "$here/network.XXXXXX") && mv "$out/accounts" "$folder" && echo "$folder" >&2
fi
