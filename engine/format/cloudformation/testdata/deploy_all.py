#!/usr/bin/env python3
"""Deploy each template of a folder into an empty mock account, with the engine of cfn_deploy.py.

    deploy_all.py HARNESS FOLDER

Writes NAME.dump.json beside each NAME.yaml, and on stdout one JSON object a line: the file, what went
wrong, and the resource types that were left out because the mock has no call for them. One server serves
all, emptied in between: starting one costs more than deploying a template. As with --strict-order a
resource that leans on an attachment which nothing orders before it is a fault.
"""
import json
import os
import sys
import urllib.request

sys.path.insert(0, sys.argv[1])

import cfn_deploy  # noqa: E402
import motonet  # noqa: E402

# What neither the harness nor the mock can make, and nothing refers to.
NO_CALL = {"AWS::EC2::VPNConnectionRoute", "AWS::EC2::VPNGatewayRoutePropagation", "AWS::DirectConnect::PrivateVirtualInterface"}


def leave_out(stack_template):
    resources = stack_template["Resources"]
    left = sorted({r["Type"] for r in resources.values() if r["Type"] in NO_CALL})
    for name in [k for k, r in resources.items() if r["Type"] in NO_CALL]:
        del resources[name]
    return left


def parameters(template, srv):
    """What the owner of an account would fill in."""
    given = {}
    for name, p in template.get("Parameters", {}).items():
        if "Default" in p:
            continue
        pattern = p.get("AllowedPattern", "")
        if "(acm|iam)" in pattern:
            given[name] = srv.client("acm").request_certificate(DomainName="example.com")["CertificateArn"]
        elif "dx(con|lag)" in pattern:
            given[name] = "dxcon-12345678"
        else:
            given[name] = "203.0.113.99"
    return given


def interface_groups(dump, srv):
    """An instance's groups are those of its first interface; the mock says none where the request named the
    interface, though the interface itself has them."""
    for r in srv.client("ec2").describe_instances()["Reservations"]:
        for i in r["Instances"]:
            name = next((t["Value"] for t in i.get("Tags", []) if t["Key"] == "Name"), None)
            if name in dump.get("instances", {}) and not i.get("SecurityGroups"):
                groups = [g["GroupId"] for e in i["NetworkInterfaces"] for g in e["Groups"]]
                dump["instances"][name]["security_groups"] = sorted(group_names(srv)[g] for g in groups)


def group_names(srv):
    ec2, names = srv.client("ec2"), {}
    vpcs = {v["VpcId"]: next((t["Value"] for t in v.get("Tags", []) if t["Key"] == "Name"), v["VpcId"]) for v in ec2.describe_vpcs()["Vpcs"]}
    for g in ec2.describe_security_groups()["SecurityGroups"]:
        own = "default(%s)" % vpcs.get(g.get("VpcId")) if g["GroupName"] == "default" else g["GroupName"]
        names[g["GroupId"]] = next((t["Value"] for t in g.get("Tags", []) if t["Key"] == "Name"), own)
    return names


def balancer_targets(dump):
    """A target that is a load balancer is shown by the ARN that it happened to get; its name is in there."""
    for group in dump.get("target_groups", {}).values():
        for target in group["targets"]:
            if ":loadbalancer/" in target[0]:
                target[0] = target[0].split("/")[2]


def deploy(path, srv):
    said = {"file": os.path.basename(path), "fault": "", "left_out": []}
    stack = None
    try:
        template = cfn_deploy.load(path)
        said["left_out"] = leave_out(template)
        stack = cfn_deploy.Stack(srv, template, parameters(template, srv))
        stack.deploy()
        said["fault"] = "; ".join(stack.unordered())
        dump = motonet.dump(srv)
        interface_groups(dump, srv)
        balancer_targets(dump)
        with open(path[: -len(".yaml")] + ".dump.json", "w") as f:
            json.dump(dump, f)
    except Exception as e:
        said["fault"] = "%s: %s" % (stack and stack.now, e)
    return said


def main():
    folder = sys.argv[2]
    with motonet.server() as srv:
        for name in sorted(os.listdir(folder)):
            if name.endswith(".yaml"):
                print(json.dumps(deploy(os.path.join(folder, name), srv)), flush=True)
                urllib.request.urlopen(urllib.request.Request(srv.url + "/moto-api/reset", method="POST")).read()


if __name__ == "__main__":
    main()
