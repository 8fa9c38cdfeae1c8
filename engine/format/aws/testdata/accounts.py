"""Makes three accounts with moto and writes what the describe calls answer, for the tests of the reader.

    python3 accounts.py FOLDER

Their networks are unlike the templates: a start-up's single VPC, a company's hub of three peered VPCs in
two regions, and a platform with many subnets, security groups and instances. Only the calls that
`vpcanvas collect` makes are asked.
"""

import json
import os
import sys

import boto3
from moto import mock_aws

ACCOUNT = "123456789012"
PLAIN = {
    "ec2": [
        "describe_vpcs", "describe_subnets", "describe_route_tables", "describe_internet_gateways", "describe_egress_only_internet_gateways",
        "describe_nat_gateways", "describe_network_acls", "describe_security_groups", "describe_network_interfaces", "describe_addresses",
        "describe_instances", "describe_vpc_peering_connections", "describe_vpc_endpoints", "describe_managed_prefix_lists",
        "describe_customer_gateways", "describe_vpn_gateways", "describe_vpn_connections", "describe_transit_gateways", "describe_flow_logs",
    ],
    "elbv2": ["describe_load_balancers", "describe_target_groups"],
    "rds": ["describe_db_instances"],
}


def camel(call):
    return call.replace("_", "-")


def save(folder, region, name, answer):
    answer.pop("ResponseMetadata", None)
    for c in answer.get("VpnConnections", []):
        c.pop("CustomerGatewayConfiguration", None)
        c.get("Options", {}).pop("TunnelOptions", None)
    at = os.path.join(folder, "accounts", ACCOUNT, region)
    os.makedirs(at, exist_ok=True)
    with open(os.path.join(at, name + ".json"), "w") as f:
        json.dump(answer, f, separators=(",", ":"), default=str, sort_keys=True)


def collect(folder, region):
    for service, calls in PLAIN.items():
        client = boto3.client(service, region)
        for call in calls:
            try:
                save(folder, region, camel(call), getattr(client, call)())
            except Exception as e:  # moto lacks some calls
                print(region, call, type(e).__name__, file=sys.stderr)
    ec2, elb = boto3.client("ec2", region), boto3.client("elbv2", region)
    attributes = []
    for v in ec2.describe_vpcs()["Vpcs"]:
        for a in ("enableDnsSupport", "enableDnsHostnames"):
            one = ec2.describe_vpc_attribute(VpcId=v["VpcId"], Attribute=a)
            one.pop("ResponseMetadata")
            attributes.append(one)
    save(folder, region, "vpc-attributes", {"VpcAttributes": attributes})
    lists = [p["PrefixListId"] for p in ec2.describe_managed_prefix_lists()["PrefixLists"] if p.get("OwnerId") != "AWS"]
    entries = [{"PrefixListId": i, "Entries": ec2.get_managed_prefix_list_entries(PrefixListId=i)["Entries"]} for i in lists]
    save(folder, region, "entries", {"PrefixListEntries": entries})
    balancers = [b["LoadBalancerArn"] for b in elb.describe_load_balancers()["LoadBalancers"]]
    groups = [g["TargetGroupArn"] for g in elb.describe_target_groups()["TargetGroups"]]
    save(folder, region, "listeners", {"LoadBalancerListeners": [{"LoadBalancerArn": a, "Listeners": elb.describe_listeners(LoadBalancerArn=a)["Listeners"]} for a in balancers]})
    save(folder, region, "health", {"LoadBalancerTargetHealth": [
        {"TargetGroupArn": a, "TargetHealthDescriptions": elb.describe_target_health(TargetGroupArn=a)["TargetHealthDescriptions"]} for a in groups]})
    if balancers + groups:
        save(folder, region, "tags", {"TagDescriptions": elb.describe_tags(ResourceArns=balancers + groups)["TagDescriptions"]})


def named(client, ids, name, **tags):
    client.create_tags(Resources=ids, Tags=[{"Key": "Name", "Value": name}] + [{"Key": k, "Value": v} for k, v in tags.items()])


class Network:
    """A VPC with what most have: an internet gateway, public and private subnets in some zones."""

    def __init__(self, region, name, cidr, zones, nat=False):
        self.ec2 = boto3.client("ec2", region)
        e = self.ec2
        self.vpc = e.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
        named(e, [self.vpc], name, env="prod")
        e.modify_vpc_attribute(VpcId=self.vpc, EnableDnsHostnames={"Value": True})
        self.igw = e.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        e.attach_internet_gateway(InternetGatewayId=self.igw, VpcId=self.vpc)
        base = ".".join(cidr.split(".")[:2])
        self.public, self.private = [], []
        self.out, self.inner = self.table("public"), self.table("private")
        e.create_route(RouteTableId=self.out, DestinationCidrBlock="0.0.0.0/0", GatewayId=self.igw)
        for n, zone in enumerate(zones):
            for kind, at, table, to in (("edge", n, self.out, self.public), ("app", 16 + n, self.inner, self.private)):
                s = e.create_subnet(VpcId=self.vpc, CidrBlock=f"{base}.{at}.0/24", AvailabilityZone=region + zone)["Subnet"]["SubnetId"]
                named(e, [s], f"{name}-{kind}-{zone}")
                e.associate_route_table(RouteTableId=table, SubnetId=s)
                to.append(s)
        if nat:
            eip = e.allocate_address(Domain="vpc")["AllocationId"]
            self.nat = e.create_nat_gateway(SubnetId=self.public[0], AllocationId=eip)["NatGateway"]["NatGatewayId"]
            e.create_route(RouteTableId=self.inner, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=self.nat)

    def table(self, name):
        t = self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        named(self.ec2, [t], name)
        return t

    def group(self, name, *rules):
        g = self.ec2.create_security_group(GroupName=name, Description=name + " hosts", VpcId=self.vpc)["GroupId"]
        for port, peer in rules:
            p = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
            if peer.startswith("sg-"):
                p["UserIdGroupPairs"] = [{"GroupId": peer}]
            elif peer.startswith("pl-"):
                p["PrefixListIds"] = [{"PrefixListId": peer}]
            else:
                p["IpRanges"] = [{"CidrIp": peer, "Description": "from " + peer}]
            self.ec2.authorize_security_group_ingress(GroupId=g, IpPermissions=[p])
        return g

    def run(self, name, subnet, group, count=1, **more):
        image = "ami-12c6146b"
        out = self.ec2.run_instances(ImageId=image, InstanceType="t3.small", SubnetId=subnet, SecurityGroupIds=[group], MinCount=count, MaxCount=count,
                                     UserData="#!/bin/sh\nexport SECRET=hunter2\n", **more)["Instances"]
        ids = [i["InstanceId"] for i in out]
        for n, i in enumerate(ids):
            named(self.ec2, [i], name if count == 1 else f"{name}-{n + 1}")
        return ids

    def balance(self, region, name, group, targets, port=80):
        elb = boto3.client("elbv2", region)
        b = elb.create_load_balancer(Name=name, Subnets=self.public, SecurityGroups=[group], Scheme="internet-facing", Type="application")["LoadBalancers"][0]["LoadBalancerArn"]
        g = elb.create_target_group(Name=name + "-targets", Protocol="HTTP", Port=port, VpcId=self.vpc, TargetType="instance")["TargetGroups"][0]["TargetGroupArn"]
        elb.create_listener(LoadBalancerArn=b, Protocol="HTTP", Port=80, DefaultActions=[{"Type": "forward", "TargetGroupArn": g}])
        elb.register_targets(TargetGroupArn=g, Targets=[{"Id": t} for t in targets])


def startup(folder):
    r = "eu-central-1"
    n = Network(r, "shop", "10.40.0.0/16", "ab")
    web = n.group("web", (80, "0.0.0.0/0"), (443, "0.0.0.0/0"), (22, "198.51.100.7/32"))
    data = n.group("data", (5432, web))
    [host] = n.run("shop-web", n.public[0], web)
    eip = n.ec2.allocate_address(Domain="vpc")["AllocationId"]
    n.ec2.associate_address(AllocationId=eip, InstanceId=host)
    rds = boto3.client("rds", r)
    rds.create_db_subnet_group(DBSubnetGroupName="shop", DBSubnetGroupDescription="shop", SubnetIds=n.private)
    rds.create_db_instance(DBInstanceIdentifier="shop-db", Engine="postgres", DBInstanceClass="db.t4g.small", DBSubnetGroupName="shop", VpcSecurityGroupIds=[data],
                           MasterUsername="owner", MasterUserPassword="not-a-secret-1", AllocatedStorage=20)
    n.ec2.create_vpc_endpoint(VpcId=n.vpc, ServiceName=f"com.amazonaws.{r}.s3", RouteTableIds=[n.inner])
    collect(folder, r)


def hub(folder):
    a, b = "us-west-2", "ap-southeast-1"
    core = Network(a, "core", "10.0.0.0/16", "ab", nat=True)
    apps = Network(a, "apps", "10.1.0.0/16", "abc", nat=True)
    asia = Network(b, "asia", "10.2.0.0/16", "ab")
    e = core.ec2
    for near, far, cidr, back, region in ((core, apps, "10.1.0.0/16", "10.0.0.0/16", a), (core, asia, "10.2.0.0/16", "10.0.0.0/16", b)):
        p = e.create_vpc_peering_connection(VpcId=near.vpc, PeerVpcId=far.vpc, PeerRegion=region)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        far.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=p)
        near.ec2.create_route(RouteTableId=near.inner, DestinationCidrBlock=cidr, VpcPeeringConnectionId=p)
        far.ec2.create_route(RouteTableId=far.inner, DestinationCidrBlock=back, VpcPeeringConnectionId=p)
    vgw = e.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    e.attach_vpn_gateway(VpnGatewayId=vgw, VpcId=core.vpc)
    cgw = e.create_customer_gateway(Type="ipsec.1", PublicIp="203.0.113.9", BgpAsn=65010)["CustomerGateway"]["CustomerGatewayId"]
    e.create_vpn_connection(Type="ipsec.1", VpnGatewayId=vgw, CustomerGatewayId=cgw, Options={"StaticRoutesOnly": True})
    offices = e.create_managed_prefix_list(PrefixListName="offices", MaxEntries=5, AddressFamily="IPv4", Entries=[
        {"Cidr": "198.51.100.0/24", "Description": "Oslo"}, {"Cidr": "203.0.113.0/24", "Description": "Lima"}])["PrefixList"]["PrefixListId"]
    jump = core.group("jump", (22, offices))
    svc = apps.group("service", (8080, "10.1.0.0/16"), (22, "10.0.0.0/16"))
    db = apps.group("cache", (6379, svc))
    core.run("jump", core.public[0], jump)
    apps.run("api", apps.private[0], svc, 2)
    apps.run("worker", apps.private[1], svc)
    apps.run("cache", apps.private[2], db)
    asia.run("edge", asia.private[0], asia.group("edge", (443, "10.0.0.0/8")))
    tgw = e.create_transit_gateway(Description="to the others")["TransitGateway"]["TransitGatewayId"]
    e.create_route(RouteTableId=apps.inner, DestinationCidrBlock="172.20.0.0/16", TransitGatewayId=tgw)
    acl = e.create_network_acl(VpcId=apps.vpc)["NetworkAcl"]["NetworkAclId"]
    for egress in (False, True):
        e.create_network_acl_entry(NetworkAclId=acl, RuleNumber=90, Protocol="6", RuleAction="deny", Egress=egress, CidrBlock="10.66.0.0/16", PortRange={"From": 0, "To": 65535})
        e.create_network_acl_entry(NetworkAclId=acl, RuleNumber=100, Protocol="-1", RuleAction="allow", Egress=egress, CidrBlock="0.0.0.0/0")
    collect(folder, a)
    collect(folder, b)


def platform(folder):
    r = "eu-west-3"
    for v in range(2):
        n = Network(r, f"platform-{v}", f"10.{80 + v}.0.0/16", "abc", nat=True)
        front = n.group("front", (80, "0.0.0.0/0"))
        previous, hosts = front, []
        for tier in range(4):
            g = n.group(f"tier-{tier}", (8000 + tier, previous))
            hosts += n.run(f"p{v}-t{tier}", n.private[tier % 3], g, 4)
            previous = g
        n.balance(r, f"platform-{v}", front, hosts[:4], 8000)
        e = n.ec2
        end = n.group("endpoints", (443, f"10.{80 + v}.0.0/16"))
        for service in ("ssm", "ssmmessages", "ec2messages"):
            e.create_vpc_endpoint(VpcId=n.vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{r}.{service}", SubnetIds=n.private[:2], SecurityGroupIds=[end])
        alone = e.create_network_interface(SubnetId=n.private[0], Groups=[end], Description="spare")["NetworkInterface"]["NetworkInterfaceId"]
        named(e, [alone], "spare")
    collect(folder, r)


if __name__ == "__main__":
    for make in (startup, hub, platform):
        with mock_aws():
            make(os.path.join(sys.argv[1], make.__name__))
