set -u
export AWS_PAGER='' LC_ALL=C

usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
  exit "$1"
}

bad() {
  printf '%s\n' "$1" >&2
  exit 2
}

# place_of TABLE [PLACE=]VALUE: sets a value for one account and region, or for all.
place_of() {
  local table=$1 at which=${2%%=*}
  for at in "${!places[@]}"; do
    if [ "$which" = "$2" ]; then
      eval "${table}[at]=\$2"
    elif [ "$which" = "${places[at]}" ]; then
      eval "${table}[at]=\${2#*=}"
      return
    fi
  done
  [ "$which" = "$2" ] || bad "$t_no_place: $which"
}

here=internet wait=5 lenient=0 given=()
while [ $# -gt 0 ]; do
  case $1 in
  --stack | --region | --profile | --here | --address | --wait) [ $# -gt 1 ] || bad "$1: $t_no_value" ;;
  esac
  case $1 in
  --stack) place_of stacks "$2" && shift ;;
  --region) place_of regions "$2" && shift ;;
  --profile) place_of profiles "$2" && shift ;;
  --here) here=$2 && shift ;;
  --address) given+=("$2") && shift ;;
  --wait) case $2 in '' | *[!0-9]* | 0) bad "--wait: $t_no_value" ;; esac && wait=$2 && shift ;;
  --ignore-unasked) lenient=1 ;;
  -h | --help) usage 0 ;;
  *) bad "$t_no_option: $1" ;;
  esac
  shift
done

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT

# cloud PLACE CALL...: asks AWS in the account and region of a place.
cloud() {
  local at=$1 where=()
  shift
  [ -z "${regions[at]}" ] || where+=(--region "${regions[at]}")
  [ -z "${profiles[at]}" ] || where+=(--profile "${profiles[at]}")
  aws "$@" ${where[@]+"${where[@]}"} --output text 2>"$tmp/error"
}

# problem ID TEXT: notes why an element cannot be used; AWS's own words stand for no text.
problem() {
  local text=$2
  [ -n "$text" ] || text=$(tr '\n' ' ' <"$tmp/error")
  [ -n "${text// /}" ] || text="$t_none: $name"
  printf '%s' "$text" >"$tmp/$1.problem"
  return 1
}

# known ID: finds the AWS id of an element, once: the id that it was imported with, else that of the
# stack's resource, else the only one with its Name tag.
known() {
  local id=$1 found
  [ ! -e "$tmp/$id.problem" ] || return 1
  [ ! -e "$tmp/$id.aws" ] || return 0
  if [ -n "${stacks[place]}" ] && [ -n "$logical" ]; then
    found=$(cloud "$place" cloudformation describe-stack-resource --stack-name "${stacks[place]}" --logical-resource-id "$logical" \
      --query StackResourceDetail.PhysicalResourceId) || problem "$id" '' || return
  elif [ -n "$aws" ]; then
    found=$aws
  else
    found=$(tagged) || problem "$id" '' || return
  fi
  # shellcheck disable=SC2086
  set -- $found
  case $# in
  0) problem "$id" "$t_none: $name" ;;
  1) printf '%s' "$1" >"$tmp/$id.aws" ;;
  *) problem "$id" "$t_several: $name" ;;
  esac
}

# tagged: the ids of what has the element's Name tag.
tagged() {
  case $kind in
  instance)
    cloud "$place" ec2 describe-instances --filters "$filter" '{"Name":"instance-state-name","Values":["pending","running","stopping","stopped"]}' \
      --query 'Reservations[].Instances[].InstanceId'
    ;;
  networkInterface) cloud "$place" ec2 describe-network-interfaces --filters "$filter" --query 'NetworkInterfaces[].NetworkInterfaceId' ;;
  interfaceEndpoint) cloud "$place" ec2 describe-vpc-endpoints --filters "$filter" --query 'VpcEndpoints[].VpcEndpointId' ;;
  *) cloud "$place" resourcegroupstaggingapi get-resources --resource-type-filters "$type" --tag-filters "$filter" --query 'ResourceTagMappingList[].ResourceARN' ;;
  esac
}

# addresses ID: where an element answers, once, as lines "from where, family, interface, address". From
# outside only public addresses count: a private one may be somebody else's there.
addresses() {
  local id=$1 found
  [ ! -e "$tmp/$id.addresses" ] || return 0
  known "$id" || return
  found=$(cat "$tmp/$id.aws")
  case $kind in
  instance) interfaces --filters '{"Name":"attachment.instance-id","Values":["'"$found"'"]}' ;;
  networkInterface) interfaces --network-interface-ids "$found" ;;
  interfaceEndpoint) named private ec2 describe-vpc-endpoints --vpc-endpoint-ids "$found" --query 'VpcEndpoints[0].DnsEntries[0].DnsName' ;;
  loadBalancer) balancer "$found" ;;
  containerService) tasks "$found" ;;
  *) database "$found" ;;
  esac >"$tmp/$id.new" || problem "$id" '' || return
  mv "$tmp/$id.new" "$tmp/$id.addresses"
}

interfaces() {
  cloud "$place" ec2 describe-network-interfaces "$@" \
    --query 'NetworkInterfaces[].[Attachment.DeviceIndex,PrivateIpAddress,Association.PublicIp,Ipv6Addresses[0].Ipv6Address]' >"$tmp/interfaces" || return
  local index private public six
  while read -r index private public six; do
    printf 'in 4 %s %s\nin 4 %s %s\nout 4 %s %s\nin 6 %s %s\nout 6 %s %s\n' "$index" "$private" "$index" "$public" "$index" "$public" "$index" "$six" "$index" "$six"
  done <"$tmp/interfaces" | grep -v ' None$'
  return 0 # an interface without any address is no error
}

# named public|private CALL...: an element that has a name of DNS.
named() {
  local which=$1 host
  shift
  host=$(cloud "$place" "$@") && [ "$host" != None ] || return
  printf 'in any - %s\n' "$host"
  [ "$which" = private ] || printf 'out any - %s\n' "$host"
}

balancer() {
  local scheme
  scheme=$(cloud "$place" elbv2 describe-load-balancers --load-balancer-arns "$1" --query 'LoadBalancers[0].Scheme') || return
  [ "$scheme" = internal ] && scheme=private
  named "$scheme" elbv2 describe-load-balancers --load-balancer-arns "$1" --query 'LoadBalancers[0].DNSName'
}

tasks() {
  local cluster=${1#*:service/} all cards
  cluster=${cluster%%/*}
  all=$(cloud "$place" ecs list-tasks --cluster "$cluster" --service-name "$1" --query 'taskArns[]') || return
  # shellcheck disable=SC2086
  cards=$(cloud "$place" ecs describe-tasks --cluster "$cluster" --tasks $all --query "tasks[].attachments[].details[?name=='networkInterfaceId'].value[]") || return
  # shellcheck disable=SC2086
  interfaces --network-interface-ids $cards
}

database() {
  case $type in
  rds:db) named "$access" rds describe-db-instances --db-instance-identifier "$1" --query 'DBInstances[0].Endpoint.Address' ;;
  rds:cluster) named "$access" rds describe-db-clusters --db-cluster-identifier "$1" --query 'DBClusters[0].Endpoint' ;;
  redshift:cluster) named "$access" redshift describe-clusters --cluster-identifier "${1##*:}" --query 'Clusters[0].Endpoint.Address' ;;
  elasticache:replicationgroup) named private elasticache describe-replication-groups --replication-group-id "${1##*:}" --query 'ReplicationGroups[0].NodeGroups[0].PrimaryEndpoint.Address' ;;
  *) named private elasticache describe-cache-clusters --cache-cluster-id "${1##*:}" --show-cache-node-info --query 'CacheClusters[0].CacheNodes[0].Endpoint.Address' ;;
  esac
}

# The asking itself, on this machine or on an instance. It says open, refused (what was asked arrived, and
# nothing listens), silent, unresolved or lacking. Without double quotes: it travels in JSON.
asking=$(
  cat <<'END'
export LC_ALL=C
what=$1 family=$2 host=$3 limit=$4
only=
if [ $family != any ]; then only=-$family; fi
if [ $what = ping ]; then
  if [ $(uname) = Darwin ]; then deadline=-t; only=; else deadline=-w; fi
  said=$(ping $only -n -c 1 $deadline $limit $host 2>&1)
else
  said=$(nc $only -z -v -w $limit $host ${what#tcp/} 2>&1)
fi
code=$?
case $code,$said in
127,* | *,*sage:* | *nvalid\ option* | *nrecognized\ option*)
  if [ $what = ping ]; then echo lacking; exit; fi
  said=$(timeout $limit bash -c : 2>&1 && timeout $limit bash -c ': </dev/tcp/'$host'/'${what#tcp/} 2>&1)
  code=$?
  ;;
esac
case $code,$said in
0,*) echo open ;;
127,*) echo lacking ;;
*efused*) echo refused ;;
*not\ known* | *resolve* | *getaddrinfo* | *unknown\ host* | *ad\ address*) echo unresolved ;;
*) echo silent ;;
esac
END
)

# remote INSTANCE WORDS...: asks on an instance, through Systems Manager.
remote() {
  local instance=$1 lines command answer turn
  shift
  [ -e "$tmp/$instance.online" ] ||
    cloud "$place" ssm describe-instance-information --filters "Key=InstanceIds,Values=$instance" --query 'InstanceInformationList[0].PingStatus' >"$tmp/$instance.online"
  [ "$(cat "$tmp/$instance.online")" = Online ] || return
  lines=$(printf 'set -- %s\n%s\n' "$*" "$asking" | sed 's/\\/\\\\/g; s/.*/"&",/')
  command=$(cloud "$place" ssm send-command --instance-ids "$instance" --document-name AWS-RunShellScript --comment 'vpcanvas' \
    --parameters '{"commands":['"${lines%,}"']}' --query Command.CommandId) || return
  for ((turn = 0; turn < 60; turn++)); do
    answer=$(cloud "$place" ssm get-command-invocation --command-id "$command" --instance-id "$instance" --query '[Status,StandardOutputContent]')
    case $answer in
    Success*) printf '%s' "$answer" | sed 's/^Success[[:space:]]*//' | tr -d '[:space:]' && return ;;
    '' | Pending* | InProgress* | Delayed*) sleep 1 ;;
    *) return ;;
    esac
  done
}

# targets SOURCE TARGET FAMILY: the addresses to ask, one on a line; a flag says from where they count.
targets() {
  local from=$1 id=${2%/*} card=${2#*/} family=$3 g
  [ "$card" != "$2" ] || card=any
  for g in ${given[@]+"${given[@]}"}; do
    [ "${g%=*}" != "$name" ] || { printf 'any %s\n' "${g##*=}" && return; }
  done
  case $kind in
  outside)
    # shellcheck disable=SC2154
    [ "$family" = 6 ] || [ -z "$host4" ] || printf '4 %s\n' "$host4"
    # shellcheck disable=SC2154
    [ "$family" = 4 ] || [ -z "$host6" ] || printf '6 %s\n' "$host6"
    return
    ;;
  name) printf '%s %s\n' "$family" "$host4" && return ;;
  esac
  addresses "$id" || return
  while read -r where version index address; do
    if [ "$where" = "$from" ] && { [ "$card" = any ] || [ "$index" = - ] || [ "$card" = "$index" ]; } &&
      { [ "$family" = any ] || [ "$version" = any ] || [ "$family" = "$version" ]; }; then
      [ "$version" != any ] || version=$family
      printf '%s %s\n' "$version" "$address"
    fi
  done <"$tmp/$id.addresses"
}

is_here() { [ "$here" = "$name" ] || { [ "$here" = internet ] && [ "$anywhere" = 1 ]; }; }

# probe WHAT: asks one thing of each address until one answers. Sets found to reachable, blocked or a problem.
probe() {
  local what=$1 version address word answered=0 problem=''
  found=blocked
  while read -r version address; do
    case $address in '' | *[!A-Za-z0-9.:_-]* | -*) continue ;; esac
    case $what in tcp/*) case $ports in any | *" ${what#tcp/} "*) ;; *) found="$t_which_host" && return ;; esac ;; esac
    if [ "$source" = here ]; then
      word=$(bash -c "$asking" bash "$what" "$version" "$address" "$wait" </dev/null)
    else
      word=$(remote "$source" "$what" "$version" "$address" "$wait" </dev/null)
    fi
    case $word in
    open) found=reachable && return ;;
    refused) found=reachable how=" ($t_refused)" && return ;;
    silent) answered=1 ;;
    unresolved) problem="$t_unresolved: $address" ;;
    lacking) problem=$t_lacking ;;
    *) problem="$t_no_ssm" ;;
    esac
  done <"$tmp/targets"
  [ -z "$problem" ] || [ "$answered" = 1 ] || found=$problem
}

# ask SOURCE TARGET any|every FAMILY PREDICTED LABEL WHAT...: asks one pair of ends, and compares.
ask() {
  local from=$1 to=$2 rule=$3 family=$4 predicted=$5 label=$6 source side what yes=0 no=0 found problem='' how='' ports place kind name logical aws filter type access host4 host6 anywhere way
  shift 6
  element "$from"
  way=$side
  if is_here; then
    source=here
  elif [ "$kind" = instance ]; then
    known "$from" || { unasked "$label" "$(cat "$tmp/$from.problem")" && return; }
    source=$(cat "$tmp/$from.aws")
  else
    unasked "$label" "$t_not_here: --here '$name'" && return
  fi
  local at=$place
  element "${to%/*}"
  targets "$way" "$to" "$family" >"$tmp/targets" || { unasked "$label" "$(cat "$tmp/${to%/*}.problem")" && return; }
  if [ ! -s "$tmp/targets" ] && [ "$kind" = outside ]; then
    unasked "$label" "$t_no_address: --address '$name'=HOST" && return
  fi
  for what in ${given[@]+"${given[@]}"}; do
    [ "${what%=*}" != "$name" ] || ports=any
  done
  place=$at
  [ -s "$tmp/targets" ] || how=" ($t_no_public)"
  for what in "$@"; do
    probe "$what"
    case $found in
    reachable) yes=$((yes + 1)) ;;
    blocked) no=$((no + 1)) ;;
    *) problem=$found ;;
    esac
    [ "$rule" = every ] || [ "$yes" = 0 ] || break
  done
  if [ -n "$problem" ] && { [ "$rule" = every ] || [ "$yes$no" = 00 ]; }; then
    unasked "$label" "$problem"
  elif [ "$no" = 0 ] || { [ "$rule" = any ] && [ "$yes" -gt 0 ]; }; then
    compare "$label" "$predicted" reachable
  elif [ "$yes" = 0 ]; then
    compare "$label" "$predicted" blocked
  else
    compare "$label" "$predicted" partly
  fi
}

word() {
  case $1 in
  reachable) printf '%s' "$t_reachable" ;;
  blocked) printf '%s' "$t_blocked" ;;
  partly) printf '%s' "$t_partly" ;;
  *) printf '%s' "$t_unknown" ;;
  esac
}

# compare LABEL PREDICTED FOUND: what the design does not know cannot be contradicted; of a part of the ports
# that works, one try may meet either.
compare() {
  local said
  said="$1 $(word "$3")$how"
  case $2 in
  "$3") agreed="$agreed; $said" ;;
  unknown | partly) learned="$learned; $said ($t_predicted $(word "$2"))" ;;
  *) differing="$differing; $said ($t_predicted $(word "$2"))" ;;
  esac
}

unasked() { missing="$missing; $1 $t_unasked_long: $2"; }

flow() { title=$1 expected=$2 agreed='' learned='' differing='' missing=''; }

end() {
  local head said
  if [ -n "$differing" ]; then
    head=$t_differs differ=$((differ + 1))
  elif [ -n "$missing" ]; then
    head=$t_unasked unasked=$((unasked + 1))
  elif [ -n "$learned" ]; then
    head=$t_learned learn=$((learn + 1))
  else
    head=$t_agrees agree=$((agree + 1))
  fi
  said="$differing$missing$learned$agreed"
  printf '%s  %s (%s): %s\n' "$head" "$title" "$expected" "${said#; }"
}

agree=0 differ=0 unasked=0 learn=0

finish() {
  # shellcheck disable=SC2059
  printf "$t_sum\n" "$agree" "$differ" "$unasked" "$learn"
  [ "$differ" = 0 ] || exit 1
  [ "$unasked" = 0 ] || [ "$lenient" = 1 ] || exit 2
  exit 0
}
