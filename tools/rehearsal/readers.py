"""What AWS's SDK says about a resource, in the words of its CloudFormation properties.

One function for each resource type. It is given the resource as the template has it, with references filled in, and says
what the account holds; what no call returns is left out, and must stand among the known gaps.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Callable
from urllib.parse import unquote

from botocore.exceptions import BotoCoreError, ClientError

from bucketsettings import AT_CREATION, SETTINGS

Json = Any
Properties = dict[str, Json]


@dataclass(frozen=True)
class Resource:
    """A deployed resource."""

    physical: str
    region: str
    wanted: Properties
    client: Callable[[str], Any]


def _document(value: Json) -> Json:
    return json.loads(unquote(value)) if isinstance(value, str) else value


def _bucket(resource: Resource) -> Properties:
    s3, found = resource.client("s3"), {"BucketName": resource.physical}
    readers = {**AT_CREATION, **{setting.name: setting.read for setting in SETTINGS}}
    for name in set(resource.wanted) & set(readers):
        try:
            found[name] = readers[name](s3, resource.physical)
        except (BotoCoreError, ClientError, KeyError, TypeError):
            found[name] = None
    return found


def _bucket_policy(resource: Resource) -> Properties:
    bucket = resource.wanted["Bucket"]
    return {"Bucket": bucket, "PolicyDocument": json.loads(resource.client("s3").get_bucket_policy(Bucket=bucket)["Policy"])}


def _role(resource: Resource) -> Properties:
    role = resource.client("iam").get_role(RoleName=resource.physical)["Role"]
    return {**role, "AssumeRolePolicyDocument": _document(role["AssumeRolePolicyDocument"])}


def _user(resource: Resource) -> Properties:
    iam = resource.client("iam")
    groups = iam.list_groups_for_user(UserName=resource.physical)["Groups"]
    return {**iam.get_user(UserName=resource.physical)["User"], "Groups": [group["GroupName"] for group in groups]}


def _managed_policy(resource: Resource) -> Properties:
    iam = resource.client("iam")
    policy = iam.get_policy(PolicyArn=resource.physical)["Policy"]
    version = iam.get_policy_version(PolicyArn=resource.physical, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
    users = iam.list_entities_for_policy(PolicyArn=resource.physical)
    return {**policy, "PolicyDocument": _document(version["Document"]),
            "Roles": sorted(role["RoleName"] for role in users["PolicyRoles"]),
            "Groups": sorted(group["GroupName"] for group in users["PolicyGroups"])}


def _instance_profile(resource: Resource) -> Properties:
    name = resource.wanted["InstanceProfileName"]
    profile = resource.client("iam").get_instance_profile(InstanceProfileName=name)["InstanceProfile"]
    return {**profile, "Roles": [role["RoleName"] for role in profile["Roles"]]}


def _topic(resource: Resource) -> Properties:
    sns = resource.client("sns")
    return {**sns.get_topic_attributes(TopicArn=resource.physical)["Attributes"],
            "Tags": sns.list_tags_for_resource(ResourceArn=resource.physical)["Tags"]}


def _topic_policy(resource: Resource) -> Properties:
    sns, topics = resource.client("sns"), resource.wanted["Topics"]
    documents = [json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"]) for topic in topics]
    same = all(document == documents[0] for document in documents)
    return {"Topics": topics, "PolicyDocument": documents[0] if same else documents}


def _subscription(resource: Resource) -> Properties:
    listed = resource.client("sns").list_subscriptions_by_topic(TopicArn=resource.wanted["TopicArn"])["Subscriptions"]
    found = [each for each in listed if each["Endpoint"] == resource.wanted["Endpoint"]]
    return found[0] if found else {}


def _alarm(resource: Resource) -> Properties:
    alarms = resource.client("cloudwatch")
    alarm = alarms.describe_alarms(AlarmNames=[resource.physical])["MetricAlarms"][0]
    return {**alarm, "Tags": alarms.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]}


def _dashboard(resource: Resource) -> Properties:
    return resource.client("cloudwatch").get_dashboard(DashboardName=resource.physical)


def _rule(resource: Resource) -> Properties:
    events = resource.client("events")
    rule = events.describe_rule(Name=resource.wanted["Name"])
    return {**rule, "EventPattern": json.loads(rule["EventPattern"]),
            "Targets": events.list_targets_by_rule(Rule=resource.wanted["Name"])["Targets"],
            "Tags": events.list_tags_for_resource(ResourceARN=rule["Arn"])["Tags"]}


def _log_group(resource: Resource) -> Properties:
    logs = resource.client("logs")
    listed = logs.describe_log_groups(logGroupNamePrefix=resource.physical)["logGroups"]
    group = next(each for each in listed if each["logGroupName"] == resource.physical)
    tags = logs.list_tags_log_group(logGroupName=resource.physical)["tags"]
    return {"LogGroupName": group["logGroupName"], "RetentionInDays": group.get("retentionInDays"),
            "KmsKeyId": group.get("kmsKeyId"), "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}


def _metric_filter(resource: Resource) -> Properties:
    group = resource.wanted["LogGroupName"]
    listed = resource.client("logs").describe_metric_filters(logGroupName=group)["metricFilters"]
    found = next(each for each in listed if each["filterPattern"] == resource.wanted["FilterPattern"])
    return {"LogGroupName": group, "FilterPattern": found["filterPattern"], "MetricTransformations": [
        {key[0].upper() + key[1:]: value for key, value in each.items()} for each in found["metricTransformations"]]}


def _log_policy(resource: Resource) -> Properties:
    listed = resource.client("logs").describe_resource_policies()["resourcePolicies"]
    found = next(each for each in listed if each["policyName"] == resource.wanted["PolicyName"])
    return {"PolicyName": found["policyName"], "PolicyDocument": found["policyDocument"]}


def _secret(resource: Resource) -> Properties:
    secrets = resource.client("secretsmanager")
    return {**secrets.describe_secret(SecretId=resource.physical),
            "SecretString": secrets.get_secret_value(SecretId=resource.physical)["SecretString"]}


def _key(resource: Resource) -> Properties:
    kms, key = resource.client("kms"), resource.physical
    return {"Description": kms.describe_key(KeyId=key)["KeyMetadata"]["Description"],
            "EnableKeyRotation": kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"],
            "KeyPolicy": json.loads(kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]),
            "Tags": [{"Key": tag["TagKey"], "Value": tag["TagValue"]} for tag in kms.list_resource_tags(KeyId=key)["Tags"]]}


def _alias(resource: Resource) -> Properties:
    kms = resource.client("kms")
    found = next(each for each in kms.list_aliases()["Aliases"] if each["AliasName"] == resource.wanted["AliasName"])
    return {"AliasName": found["AliasName"], "TargetKeyId": kms.describe_key(KeyId=found["TargetKeyId"])["KeyMetadata"]["Arn"]}


def _schedule(resource: Resource) -> Properties:
    return resource.client("scheduler").get_schedule(Name=resource.physical, GroupName=resource.wanted["GroupName"])


def _schedule_group(resource: Resource) -> Properties:
    scheduler = resource.client("scheduler")
    group = scheduler.get_schedule_group(Name=resource.wanted["Name"])
    return {**group, "Tags": scheduler.list_tags_for_resource(ResourceArn=group["Arn"])["Tags"]}


def _vault(resource: Resource) -> Properties:
    backup, name = resource.client("backup"), resource.wanted["BackupVaultName"]
    vault = backup.describe_backup_vault(BackupVaultName=name)
    lock = {key: vault[key] for key in ("MinRetentionDays", "MaxRetentionDays") if key in vault}
    found = {**vault, "LockConfiguration": lock, "BackupVaultTags": backup.list_tags(ResourceArn=vault["BackupVaultArn"])["Tags"]}
    try:
        found["AccessPolicy"] = json.loads(backup.get_backup_vault_access_policy(BackupVaultName=name)["Policy"])
    except ClientError:
        found["AccessPolicy"] = None
    return found


def _plan(resource: Resource) -> Properties:
    backup = resource.client("backup")
    plan = backup.get_backup_plan(BackupPlanId=resource.physical)
    rules = [{_PLAN.get(key, key): value for key, value in rule.items() if key != "RuleId"} for rule in plan["BackupPlan"]["Rules"]]
    return {"BackupPlan": {"BackupPlanName": plan["BackupPlan"]["BackupPlanName"], "BackupPlanRule": rules},
            "BackupPlanTags": backup.list_tags(ResourceArn=plan["BackupPlanArn"])["Tags"]}


_PLAN = {"TargetBackupVaultName": "TargetBackupVault"}


def _vpc(resource: Resource) -> Properties:
    ec2, vpc = resource.client("ec2"), resource.physical

    def attribute(name: str) -> bool:
        return ec2.describe_vpc_attribute(VpcId=vpc, Attribute=name)[name[0].upper() + name[1:]]["Value"]

    return {**ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0], "EnableDnsHostnames": attribute("enableDnsHostnames"),
            "EnableDnsSupport": attribute("enableDnsSupport")}


def _subnet(resource: Resource) -> Properties:
    return resource.client("ec2").describe_subnets(SubnetIds=[resource.physical])["Subnets"][0]


def _route_table(resource: Resource) -> Properties:
    return resource.client("ec2").describe_route_tables(RouteTableIds=[resource.physical])["RouteTables"][0]


def _association(resource: Resource) -> Properties:
    tables = resource.client("ec2").describe_route_tables(RouteTableIds=[resource.wanted["RouteTableId"]])["RouteTables"]
    found = [each for each in tables[0]["Associations"] if each.get("SubnetId") == resource.wanted["SubnetId"]]
    return found[0] if found else {}


def _endpoint(resource: Resource) -> Properties:
    found = resource.client("ec2").describe_vpc_endpoints(VpcEndpointIds=[resource.physical])["VpcEndpoints"][0]
    return {**found, "PolicyDocument": _document(found.get("PolicyDocument"))}


def _security_group(resource: Resource) -> Properties:
    group = resource.client("ec2").describe_security_groups(GroupIds=[resource.physical])["SecurityGroups"][0]
    return {"GroupDescription": group["Description"], "VpcId": group["VpcId"], "Tags": group.get("Tags", []),
            "SecurityGroupIngress": _rules(group["IpPermissions"]), "SecurityGroupEgress": _rules(group["IpPermissionsEgress"])}


def _rules(permissions: list[Json]) -> list[Json]:
    return [{"CidrIp": each["CidrIp"], "Description": each.get("Description"), "IpProtocol": permission["IpProtocol"],
             **{port: permission[port] for port in ("FromPort", "ToPort") if port in permission}}
            for permission in permissions for each in permission["IpRanges"]]


READERS: dict[str, Callable[[Resource], Properties]] = {
    "AWS::Backup::BackupPlan": _plan, "AWS::Backup::BackupVault": _vault,
    "AWS::CloudWatch::Alarm": _alarm, "AWS::CloudWatch::Dashboard": _dashboard,
    "AWS::EC2::RouteTable": _route_table, "AWS::EC2::SecurityGroup": _security_group, "AWS::EC2::Subnet": _subnet,
    "AWS::EC2::SubnetRouteTableAssociation": _association, "AWS::EC2::VPC": _vpc, "AWS::EC2::VPCEndpoint": _endpoint,
    "AWS::Events::Rule": _rule,
    "AWS::IAM::InstanceProfile": _instance_profile, "AWS::IAM::ManagedPolicy": _managed_policy,
    "AWS::IAM::Role": _role, "AWS::IAM::User": _user,
    "AWS::KMS::Alias": _alias, "AWS::KMS::Key": _key,
    "AWS::Logs::LogGroup": _log_group, "AWS::Logs::MetricFilter": _metric_filter, "AWS::Logs::ResourcePolicy": _log_policy,
    "AWS::S3::Bucket": _bucket, "AWS::S3::BucketPolicy": _bucket_policy,
    "AWS::SNS::Subscription": _subscription, "AWS::SNS::Topic": _topic, "AWS::SNS::TopicPolicy": _topic_policy,
    "AWS::Scheduler::Schedule": _schedule, "AWS::Scheduler::ScheduleGroup": _schedule_group,
    "AWS::SecretsManager::Secret": _secret,
}
