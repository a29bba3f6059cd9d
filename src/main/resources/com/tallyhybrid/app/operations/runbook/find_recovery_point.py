"""Finds the recovery point to restore, and what became of the restore."""
import datetime

import boto3


def find(events, context):
    """The recovery point that was named, or the newest complete one that is not newer than a moment."""
    backup = boto3.client("backup", region_name=events["Region"])
    limit = datetime.datetime.strptime(events["NotAfter"], "%Y-%m-%dT%H:%M:%SZ").replace(
        tzinfo=datetime.timezone.utc)
    named = events["RecoveryPointArn"]
    fitting = [point for point in _points(backup, events)
               if point["Status"] == "COMPLETED" and point["CreationDate"] <= limit
               and named in ("", point["RecoveryPointArn"])]
    if not fitting:
        raise ValueError("the vault %s holds no complete recovery point of the file server that fits%s and is not newer than %s"
                         % (events["VaultName"], " " + named if named else "", events["NotAfter"]))
    point = max(fitting, key=lambda candidate: candidate["CreationDate"])
    return {
        "Arn": point["RecoveryPointArn"],
        "Created": point["CreationDate"].strftime("%Y-%m-%d %H:%M UTC"),
        "Gib": "%.0f" % (point.get("BackupSizeInBytes", 0) / 1024 ** 3),
    }


def describe(events, context):
    """The restored file system, once it can be used."""
    job = boto3.client("backup", region_name=events["Region"]).describe_restore_job(RestoreJobId=events["RestoreJobId"])
    file_system_id = job["CreatedResourceArn"].rsplit("/", 1)[1]
    system = boto3.client("fsx", region_name=events["Region"]).describe_file_systems(
        FileSystemIds=[file_system_id])["FileSystems"][0]
    if system["Lifecycle"] != "AVAILABLE":
        raise RuntimeError("the restored file server %s is %s" % (file_system_id, system["Lifecycle"]))
    return {"FileSystemId": file_system_id, "DnsName": system["DNSName"]}


def _points(backup, events):
    position = {}
    while True:
        page = backup.list_recovery_points_by_backup_vault(
            BackupVaultName=events["VaultName"], ByResourceArn=events["FileSystemArn"], **position)
        yield from page["RecoveryPoints"]
        if not page.get("NextToken"):
            return
        position = {"NextToken": page["NextToken"]}
