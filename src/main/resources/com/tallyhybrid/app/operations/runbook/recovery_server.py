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
    place = "recovered/%(Agent)s/%(Moment)s/" % events if events["Moment"] else events["Agent"] + "/"
    if not _keys(s3, events["Bucket"], place + "duplicati-"):
        missing.append("no backup lies under %s" % place)
    if not any(key.endswith(".msi") for key in _keys(s3, events["Bucket"], "software/duplicati")):
        missing.append("no software/duplicati*.msi lies in the bucket %s" % events["Bucket"])
    if not _is_secret(events):
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
    while not _all_usable(_endpoints(ec2, events)):
        if time.monotonic() > deadline:
            raise TimeoutError("the endpoints are not ready after %d seconds" % SECONDS)
        time.sleep(PAUSE)
    return {"Endpoints": len(SERVICES)}


def _all_usable(endpoints):
    states = {endpoint["ServiceName"]: endpoint["State"].lower() for endpoint in endpoints}
    broken = sorted(name for name, state in states.items() if state in ("failed", "rejected", "expired"))
    if broken:
        raise RuntimeError("delete these endpoints and start again: %s" % broken)
    # A new endpoint is not in the list at once.
    return len(states) >= len(SERVICES) and all(state == "available" for state in states.values())


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
        "PolicyDocument": json.dumps(_policy(events, service)),
    }
    if service == "s3":
        # Otherwise names inside the VPC would still lead to the gateway endpoint, which the firewall does not open.
        request["DnsOptions"] = {"PrivateDnsOnlyForInboundResolverEndpoint": False}
    return request


def _policy(events, service):
    """For this account only, and from S3 only the backups: whoever breaks into the server can carry nothing away."""
    bucket = "arn:aws:s3:::" + events["Bucket"]
    return {"Version": "2012-10-17", "Statement": [{
        "Sid": "ThisAccountOnly",
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["s3:GetObject", "s3:ListBucket"] if service == "s3" else service + ":*",
        "Resource": [bucket, bucket + "/*"] if service == "s3" else "*",
        "Condition": {"StringEquals": {"aws:PrincipalAccount": events["Account"]}},
    }]}


def _keys(s3, bucket, prefix):
    return [found["Key"] for found in s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])]


def _is_secret(events):
    """Whether the parameter is there, by its description: its value is nobody's business here."""
    ssm = boto3.client("ssm", region_name=events["Region"])
    position = {}
    while True:
        page = ssm.describe_parameters(
            ParameterFilters=[{"Key": "Name", "Option": "Equals", "Values": [events["Passphrase"]]}], **position)
        if any(parameter["Type"] == "SecureString" for parameter in page["Parameters"]):
            return True
        if not page.get("NextToken"):
            return False
        position = {"NextToken": page["NextToken"]}


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
