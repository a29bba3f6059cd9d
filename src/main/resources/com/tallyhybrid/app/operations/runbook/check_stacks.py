"""Looks whether every stack of the deployment stands, complete and protected from deletion, and how old its agents' keys are."""
import datetime

import boto3
from botocore.exceptions import ClientError


def look(events, context):
    findings = [text for text in (_finding(stack["Name"], stack["Region"]) for stack in events["Stacks"]) if text]
    for agent in events["Agents"]:
        findings.extend(_old_keys(agent, events["OldestKeyDays"], events["Region"]))
    return {"Count": len(findings), "Findings": " ".join(findings)}


def _finding(name, region):
    try:
        stack = boto3.client("cloudformation", region_name=region).describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as refused:
        if "does not exist" in str(refused):
            return "%s in %s is missing." % (name, region)
        raise
    status = stack["StackStatus"]
    if status.startswith(("REVIEW_", "ROLLBACK_", "DELETE_")) or status.endswith("_FAILED"):
        return "%s in %s is not complete: %s." % (name, region, status)
    if not stack.get("EnableTerminationProtection"):
        return "%s in %s is not protected from deletion." % (name, region)
    return ""


def _old_keys(agent, oldest, region):
    try:
        # An IAM user has two keys at most, so there is one page.
        keys = boto3.client("iam", region_name=region).list_access_keys(UserName=agent)["AccessKeyMetadata"]
    except ClientError as refused:
        if refused.response["Error"]["Code"] == "NoSuchEntity":
            return ["The backup agent %s is missing." % agent]
        raise
    now = datetime.datetime.now(datetime.timezone.utc)
    return ["The key %s of %s is %s days old, more than %s: change it." % (key["AccessKeyId"], agent, age, oldest)
            for key, age in ((key, (now - key["CreateDate"]).days) for key in keys)
            if age > oldest]
