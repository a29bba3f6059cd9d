"""Looks whether every stack of the deployment stands, complete and protected from deletion."""
import boto3
from botocore.exceptions import ClientError


def look(events, context):
    findings = [text for text in (_finding(stack["Name"], stack["Region"]) for stack in events["Stacks"]) if text]
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
