"""The settings of a bucket: how CloudFormation writes each, which call of S3 makes it, and which reads it back.

The order is CloudFormation's: a bucket is created with its lock and its ownership; versioning comes before what needs it
(lock rules, replication); what names another bucket, a role or a topic comes last. The pairs of names are those of the S3
API reference and of the resource AWS::S3::Bucket.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

Json = Any


@dataclass(frozen=True)
class Setting:
    """One property of AWS::S3::Bucket."""

    name: str
    operation: str
    arguments: Callable[[Json], dict[str, Json]]
    read: Callable[[Any, str], Json]


def _encryption(value: Json) -> dict[str, Json]:
    rules = [{_renamed(key, {"ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault"}): item
              for key, item in rule.items()} for rule in value["ServerSideEncryptionConfiguration"]]
    return {"ServerSideEncryptionConfiguration": {"Rules": rules}}


def _encryption_read(s3: Any, bucket: str) -> Json:
    rules = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    return {"ServerSideEncryptionConfiguration": [
        {_renamed(key, {"ApplyServerSideEncryptionByDefault": "ServerSideEncryptionByDefault"}): item
         for key, item in rule.items()} for rule in rules]}


_EXPIRATION = {"ExpirationInDays": "Days", "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker"}


def _lifecycle(value: Json) -> dict[str, Json]:
    rules = []
    for rule in value["Rules"]:
        made = {"ID": rule["Id"], "Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
        expiration = {api: rule[ours] for ours, api in _EXPIRATION.items() if ours in rule}
        if expiration:
            made["Expiration"] = expiration
        for key, item in rule.items():
            if key == "Transitions":
                made[key] = [{_renamed(name, {"TransitionInDays": "Days"}): each for name, each in step.items()} for step in item]
            elif key not in ("Id", "Status", "Prefix", *_EXPIRATION):
                made[key] = item
        rules.append(made)
    return {"LifecycleConfiguration": {"Rules": rules}}


def _lifecycle_read(s3: Any, bucket: str) -> Json:
    rules = []
    for rule in s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]:
        found = {"Id": rule["ID"], "Status": rule["Status"]}
        if rule.get("Filter", {}).get("Prefix") or rule.get("Prefix"):
            found["Prefix"] = rule.get("Filter", {}).get("Prefix") or rule["Prefix"]
        found.update({ours: rule["Expiration"][api] for ours, api in _EXPIRATION.items() if api in rule.get("Expiration", {})})
        for key, item in rule.items():
            if key == "Transitions":
                found[key] = [{_renamed(name, {"Days": "TransitionInDays"}): each for name, each in step.items()} for step in item]
            elif key not in ("ID", "Status", "Filter", "Prefix", "Expiration"):
                found[key] = item
        rules.append(found)
    return {"Rules": rules}


def _replication(value: Json) -> dict[str, Json]:
    rules = [{_renamed(key, {"Id": "ID"}): item for key, item in rule.items()} for rule in value["Rules"]]
    return {"ReplicationConfiguration": {"Role": value["Role"], "Rules": rules}}


def _replication_read(s3: Any, bucket: str) -> Json:
    found = s3.get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
    return {"Role": found["Role"],
            "Rules": [{_renamed(key, {"ID": "Id"}): item for key, item in rule.items()} for rule in found["Rules"]]}


def _logging(value: Json) -> dict[str, Json]:
    return {"BucketLoggingStatus": {"LoggingEnabled": {"TargetBucket": value["DestinationBucketName"],
                                                       "TargetPrefix": value["LogFilePrefix"]}}}


def _logging_read(s3: Any, bucket: str) -> Json:
    found = s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"]
    return {"DestinationBucketName": found["TargetBucket"], "LogFilePrefix": found["TargetPrefix"]}


def _events_read(s3: Any, bucket: str) -> Json:
    found = s3.get_bucket_notification_configuration(Bucket=bucket)
    return {"EventBridgeConfiguration": {"EventBridgeEnabled": "EventBridgeConfiguration" in found}}


def _lock_read(s3: Any, bucket: str) -> Json:
    return s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]


def _renamed(name: str, names: dict[str, str]) -> str:
    return names.get(name, name)


# What create_bucket takes; read back by calls of their own.
AT_CREATION: dict[str, Callable[[Any, str], Json]] = {
    "ObjectLockEnabled": lambda s3, bucket: _lock_read(s3, bucket)["ObjectLockEnabled"] == "Enabled",
    "OwnershipControls": lambda s3, bucket: {"Rules": s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]},
}

SETTINGS = [
    Setting("VersioningConfiguration", "put_bucket_versioning", lambda value: {"VersioningConfiguration": value},
            lambda s3, bucket: {"Status": s3.get_bucket_versioning(Bucket=bucket).get("Status")}),
    Setting("BucketEncryption", "put_bucket_encryption", _encryption, _encryption_read),
    Setting("PublicAccessBlockConfiguration", "put_public_access_block",
            lambda value: {"PublicAccessBlockConfiguration": value},
            lambda s3, bucket: s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]),
    Setting("ObjectLockConfiguration", "put_object_lock_configuration",
            lambda value: {"ObjectLockConfiguration": value}, _lock_read),
    Setting("LifecycleConfiguration", "put_bucket_lifecycle_configuration", _lifecycle, _lifecycle_read),
    Setting("Tags", "put_bucket_tagging", lambda value: {"Tagging": {"TagSet": value}},
            lambda s3, bucket: s3.get_bucket_tagging(Bucket=bucket)["TagSet"]),
    Setting("ReplicationConfiguration", "put_bucket_replication", _replication, _replication_read),
    Setting("LoggingConfiguration", "put_bucket_logging", _logging, _logging_read),
    Setting("NotificationConfiguration", "put_bucket_notification_configuration",
            lambda value: {"NotificationConfiguration": {"EventBridgeConfiguration": {}}}, _events_read),
]
