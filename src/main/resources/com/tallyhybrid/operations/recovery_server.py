"""What a recovery server needs around it: a backup, the software, a passphrase, and ways to AWS inside the VPC."""
import json
import time

import boto3

TAG = "tally-hybrid:recovery"
SERVICES = ("ssm", "ssmmessages", "ec2messages", "s3")
SECONDS = 540  # a step may run for 600
PAUSE = 15
ALIVE = ["pending", "running", "stopping", "stopped"]


def check(events, context):
    """Everything that a person must have prepared, and all that is missing at once."""
    s3 = boto3.client("s3", region_name=events["Region"])
    missing = []
    sets = s3.list_objects_v2(Bucket=events["Bucket"], Prefix=events["Set"] + "duplicati-", MaxKeys=1)
    if not sets["KeyCount"]:
        missing.append("no backup lies under %s" % events["Set"])
    software = s3.list_objects_v2(Bucket=events["Bucket"], Prefix="software/duplicati", MaxKeys=1)
    if not software["KeyCount"]:
        missing.append("no software/duplicati*.msi lies in the bucket %s" % events["Bucket"])
    parameters = boto3.client("ssm", region_name=events["Region"]).describe_parameters(
        ParameterFilters=[{"Key": "Name", "Option": "Equals", "Values": [events["Passphrase"]]}])["Parameters"]
    if not parameters or parameters[0]["Type"] != "SecureString":
        missing.append("no SecureString parameter %s holds the passphrase" % events["Passphrase"])
    if missing:
        raise ValueError("; ".join(missing))
    return {"Ready": True}


def open_ways(events, context):
    """Makes the interface endpoints that are not there yet, and waits until all can be used."""
    ec2 = boto3.client("ec2", region_name=events["Region"])
    there = {endpoint["ServiceName"] for endpoint in _endpoints(ec2, events)}
    for service in SERVICES:
        name = "com.amazonaws.%s.%s" % (events["Region"], service)
        if name not in there:
            ec2.create_vpc_endpoint(**_endpoint(events, service, name))
    deadline = time.monotonic() + SECONDS
    while any(endpoint["State"].lower() != "available" for endpoint in _endpoints(ec2, events)):
        if time.monotonic() > deadline:
            raise TimeoutError("the endpoints are not ready after %d seconds" % SECONDS)
        time.sleep(PAUSE)
    return {"Endpoints": len(SERVICES)}


def find(events, context):
    """The recovery servers of one Tally server."""
    ec2 = boto3.client("ec2", region_name=events["Region"])
    instances = _instances(ec2, events["Agent"])
    return {"InstanceIds": [instance["InstanceId"] for instance in instances], "Count": len(instances)}


def close(events, context):
    """Removes the passphrase, and the endpoints unless another recovery server still needs them."""
    ssm = boto3.client("ssm", region_name=events["Region"])
    ssm.delete_parameters(Names=[events["Passphrase"]])
    ec2 = boto3.client("ec2", region_name=events["Region"])
    if _instances(ec2, "*"):
        return {"Closed": 0}
    ids = [endpoint["VpcEndpointId"] for endpoint in _endpoints(ec2, events)]
    if ids:
        refused = ec2.delete_vpc_endpoints(VpcEndpointIds=ids)["Unsuccessful"]
        if refused:
            raise RuntimeError("endpoints are left and cost money: %s" % refused)
    return {"Closed": len(ids)}


def _endpoint(events, service, name):
    request = {
        "VpcEndpointType": "Interface",
        "VpcId": events["VpcId"],
        "ServiceName": name,
        "SubnetIds": [events["SubnetId"]],
        "SecurityGroupIds": [events["EndpointGroup"]],
        "PrivateDnsEnabled": True,
        "TagSpecifications": [{"ResourceType": "vpc-endpoint",
                               "Tags": [{"Key": TAG, "Value": events["Deployment"]}]}],
    }
    if service == "s3":
        # Otherwise names inside the VPC would still lead to the gateway endpoint, which the firewall does not open.
        request["DnsOptions"] = {"PrivateDnsOnlyForInboundResolverEndpoint": False}
        request["PolicyDocument"] = json.dumps(_only_backups(events["Bucket"]))
    return request


def _only_backups(bucket):
    """Whoever breaks into the server can carry nothing to a bucket of his own."""
    arn = "arn:aws:s3:::" + bucket
    return {"Version": "2012-10-17", "Statement": [{
        "Sid": "ReadBackups",
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": [arn, arn + "/*"],
    }]}


def _endpoints(ec2, events):
    found = ec2.describe_vpc_endpoints(Filters=[
        {"Name": "tag:" + TAG, "Values": [events["Deployment"]]},
        {"Name": "vpc-id", "Values": [events["VpcId"]]},
    ])["VpcEndpoints"]
    return [endpoint for endpoint in found if endpoint["State"].lower() not in ("deleting", "deleted")]


def _instances(ec2, agent):
    found = []
    position = {}
    while True:
        page = ec2.describe_instances(Filters=[
            {"Name": "tag:" + TAG, "Values": [agent]},
            {"Name": "instance-state-name", "Values": ALIVE},
        ], **position)
        found += [instance for reservation in page["Reservations"] for instance in reservation["Instances"]]
        if not page.get("NextToken"):
            return found
        position = {"NextToken": page["NextToken"]}
