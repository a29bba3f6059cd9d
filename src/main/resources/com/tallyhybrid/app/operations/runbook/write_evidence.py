"""Writes what a restore drill showed to a place where nobody can change it for nine years."""
import hashlib
import json

import boto3


def write(events, context):
    ssm = boto3.client("ssm", region_name=events["Region"])
    run = _restore(ssm, events)
    outputs = run.get("Outputs", {})
    started, ended = run["ExecutionStartTime"], run["ExecutionEndTime"]
    restored = _parsed("".join(outputs.get("restore.Output", [])))
    evidence = {
        "What": "Restore drill: the newest backup of a Tally server, restored to a recovery server",
        "Deployment": events["Deployment"],
        "Server": events["Server"],
        "Drill": events["Execution"],
        "Restore": run["AutomationExecutionId"],
        "Started": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Ended": ended.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Result": run["AutomationExecutionStatus"],
        "Failure": run.get("FailureMessage", ""),
        "Restored": restored,
    }
    body = json.dumps(evidence, indent=2).encode()
    key = "evidence/restore-drills/%s-%s.json" % (started.strftime("%Y-%m-%d"), events["Execution"])
    boto3.client("s3", region_name=events["Region"]).put_object(
        Bucket=events["Bucket"], Key=key, Body=body, ContentType="application/json", ChecksumAlgorithm="SHA256")
    return {"Result": evidence["Result"], "Key": key, "Sha256": hashlib.sha256(body).hexdigest(),
            # From the start of the download to the last hash: without the time that people took to approve.
            "Minutes": round(restored["Seconds"] / 60) if restored else 0}


def _restore(ssm, events):
    """The run that the drill started; it is there whether it succeeded or not."""
    children = ssm.describe_automation_executions(Filters=[
        {"Key": "ParentExecutionId", "Values": [events["Execution"]]},
        {"Key": "DocumentNamePrefix", "Values": [events["Document"]]},
    ])["AutomationExecutionMetadataList"]
    if not children:
        raise RuntimeError("the restore did not start, so there is nothing to write down")
    return ssm.get_automation_execution(AutomationExecutionId=children[0]["AutomationExecutionId"])["AutomationExecution"]


def _parsed(output):
    """The line of JSON that the restore prints last; before it Windows may have said something."""
    lines = [line for line in output.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else None
