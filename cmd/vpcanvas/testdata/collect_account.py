"""Makes an account for the script of collect to gather, on the server that AWS_ENDPOINT_URL names.

A network unlike the templates and the other accounts, with each kind that the script asks for, and with a
secret wherever AWS keeps one: none of them may come along.
"""

import io
import json
import zipfile

import boto3

NEAR, FAR = "eu-west-1", "eu-west-2"
SECRET = "hunter2"
ANY = "0.0.0.0/0"

ec2, far = boto3.client("ec2", NEAR), boto3.client("ec2", FAR)


def name(resource, called, client=ec2):
    client.create_tags(Resources=[resource], Tags=[{"Key": "Name", "Value": called}])
    return resource


def network(client, called, block, region):
    vpc = name(client.create_vpc(CidrBlock=block)["Vpc"]["VpcId"], called, client)
    base = ".".join(block.split(".")[:2])
    subnets = [
        name(client.create_subnet(VpcId=vpc, CidrBlock=f"{base}.{n}.0/24", AvailabilityZone=region + zone)["Subnet"]["SubnetId"], f"{called}-{zone}-{n}", client)
        for n, zone in enumerate("abab")
    ]
    return vpc, subnets


def group(client, vpc, called, *rules):
    g = client.create_security_group(GroupName=called + "-hosts", Description=called, VpcId=vpc)["GroupId"]
    for port, peer in rules:
        p = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
        key, field = {"s": ("UserIdGroupPairs", "GroupId"), "p": ("PrefixListIds", "PrefixListId")}.get(peer[0], ("IpRanges", "CidrIp"))
        p[key] = [{field: peer}]
        client.authorize_security_group_ingress(GroupId=g, IpPermissions=[p])
    return g


def run(client, subnet, g, called, count=1):
    made = client.run_instances(ImageId="ami-12c6146b", InstanceType="t3.small", SubnetId=subnet, SecurityGroupIds=[g], MinCount=count, MaxCount=count, UserData=f"export TOKEN={SECRET}")
    return [name(i["InstanceId"], called if count == 1 else f"{called}-{n + 1}", client) for n, i in enumerate(made["Instances"])]


vpc, (pub_a, pub_b, app_a, app_b) = network(ec2, "media", "10.60.0.0/16", NEAR)
ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
igw = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=vpc)
ec2.create_egress_only_internet_gateway(VpcId=vpc)
out, inner = (name(ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"], n) for n in ("public", "private"))
ec2.create_route(RouteTableId=out, DestinationCidrBlock=ANY, GatewayId=igw)
for subnet, table in ((pub_a, out), (pub_b, out), (app_a, inner), (app_b, inner)):
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
eip = ec2.allocate_address(Domain="vpc")["AllocationId"]
nat = ec2.create_nat_gateway(SubnetId=pub_a, AllocationId=eip)["NatGateway"]["NatGatewayId"]
ec2.create_route(RouteTableId=inner, DestinationCidrBlock=ANY, NatGatewayId=nat)
acl = name(ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"], "strict")
ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=100, Protocol="-1", RuleAction="allow", Egress=False, CidrBlock="10.0.0.0/8")

offices = ec2.create_managed_prefix_list(PrefixListName="offices", MaxEntries=3, AddressFamily="IPv4", Entries=[{"Cidr": "198.51.100.0/24", "Description": "Kyoto"}])["PrefixList"]["PrefixListId"]
front = group(ec2, vpc, "front", (80, ANY))
web = group(ec2, vpc, "web", (8080, front), (22, offices))
data = group(ec2, vpc, "data", (5432, web))
hosts = run(ec2, app_a, web, "web", 2)
[bastion] = run(ec2, pub_a, group(ec2, vpc, "bastion", (22, offices)), "bastion")
ec2.associate_address(InstanceId=bastion, AllocationId=ec2.allocate_address(Domain="vpc")["AllocationId"])
name(ec2.create_network_interface(SubnetId=app_b, Groups=[data], Description="spare")["NetworkInterface"]["NetworkInterfaceId"], "spare")

other, (_, _, batch, _) = network(far, "batch", "10.61.0.0/16", FAR)
run(far, batch, group(far, other, "batch", (22, "10.60.0.0/16")), "batch")
peering = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=other, PeerRegion=FAR)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
far.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
ec2.create_route(RouteTableId=out, DestinationCidrBlock="10.61.0.0/16", VpcPeeringConnectionId=peering)
main = far.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [other]}])["RouteTables"][0]["RouteTableId"]
far.create_route(RouteTableId=main, DestinationCidrBlock="10.60.0.0/16", VpcPeeringConnectionId=peering)

vgw = ec2.create_vpn_gateway(Type="ipsec.1", AmazonSideAsn=64512)["VpnGateway"]["VpnGatewayId"]
ec2.attach_vpn_gateway(VpnGatewayId=vgw, VpcId=vpc)
cgw = ec2.create_customer_gateway(Type="ipsec.1", PublicIp="203.0.113.9", BgpAsn=65010)["CustomerGateway"]["CustomerGatewayId"]
ec2.create_vpn_connection(Type="ipsec.1", VpnGatewayId=vgw, CustomerGatewayId=cgw, Options={"StaticRoutesOnly": True, "TunnelOptions": [{"PreSharedKey": SECRET + "_of_tunnel_1"}]})
ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{NEAR}.s3", RouteTableIds=[inner])
ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{NEAR}.ssm", SubnetIds=[app_a], SecurityGroupIds=[web])
boto3.client("s3", "us-east-1").create_bucket(Bucket="flows-of-media")
ec2.create_flow_logs(ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL", LogDestinationType="s3", LogDestination="arn:aws:s3:::flows-of-media")

elb = boto3.client("elbv2", NEAR)
balancer = elb.create_load_balancer(Name="front", Subnets=[pub_a, pub_b], SecurityGroups=[front], Scheme="internet-facing", Type="application", Tags=[{"Key": "team", "Value": "media"}])["LoadBalancers"][0]["LoadBalancerArn"]
targets = elb.create_target_group(Name="front-targets", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="instance")["TargetGroups"][0]["TargetGroupArn"]
elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=[{"Type": "forward", "TargetGroupArn": targets}])
elb.register_targets(TargetGroupArn=targets, Targets=[{"Id": h} for h in hosts])

rds = boto3.client("rds", NEAR)
rds.create_db_subnet_group(DBSubnetGroupName="media", DBSubnetGroupDescription="media", SubnetIds=[app_a, app_b])
rds.create_db_instance(DBInstanceIdentifier="orders", Engine="postgres", DBInstanceClass="db.t4g.small", DBSubnetGroupName="media", VpcSecurityGroupIds=[data], MasterUsername="owner", MasterUserPassword=SECRET + "-1", AllocatedStorage=20, Port=5432)

trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
role = boto3.client("iam").create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
code = io.BytesIO()
with zipfile.ZipFile(code, "w") as z:
    z.writestr("a.py", "def b(*_): pass\n")
boto3.client("lambda", NEAR).create_function(FunctionName="worker", Runtime="python3.13", Role=role, Handler="a.b", Code={"ZipFile": code.getvalue()}, VpcConfig={"SubnetIds": [app_b], "SecurityGroupIds": [web]}, Environment={"Variables": {"TOKEN": SECRET}})

ecs = boto3.client("ecs", NEAR)
ecs.create_cluster(clusterName="media")
ecs.register_task_definition(family="api", networkMode="awsvpc", containerDefinitions=[{"name": "api", "image": "api", "memory": 128, "environment": [{"name": "TOKEN", "value": SECRET}]}])
ecs.create_service(cluster="media", serviceName="api", taskDefinition="api", desiredCount=2, launchType="FARGATE", networkConfiguration={"awsvpcConfiguration": {"subnets": [app_a], "securityGroups": [web]}})

dns = boto3.client("route53")
zone = dns.create_hosted_zone(Name="media.internal", CallerReference="1", VPC={"VPCRegion": NEAR, "VPCId": vpc})["HostedZone"]["Id"]
dns.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": "www.media.internal", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.60.2.4"}]}}]})
