"""The call of AWS's SDK for each action of the access matrix."""
from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Callable

Json = Any

# Enough to be well-formed; what it allows does not matter, as nobody acts by it.
POLICY = {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::nothing/*"}]}


@dataclass(frozen=True)
class Target:
    """What a row is about: a bucket and key with the headers its circumstances name, or any other resource by name or ARN."""

    name: str
    key: str
    version: str
    headers: dict[str, str]
    listing: dict[str, str]
    policy: str
    ciphertext: bytes = b""


def _keep(target: Target) -> dict[str, Json]:
    """Puts the policy again that is there: a call that is allowed must not change the answers that follow."""
    return {"Bucket": target.name, "Policy": target.policy}


_S3: dict[str, tuple[str, Callable[[Target], dict[str, Json]]]] = {
    "s3:PutObject": ("put_object", lambda t: {**_object(t), "Body": b"x", **t.headers}),
    "s3:GetObject": ("get_object", lambda t: _object(t)),
    "s3:GetObjectVersion": ("get_object", lambda t: _version(t)),
    "s3:GetObjectRetention": ("get_object_retention", lambda t: _object(t)),
    "s3:GetObjectVersionTagging": ("get_object_tagging", lambda t: _version(t)),
    "s3:DeleteObject": ("delete_object", lambda t: _object(t)),
    "s3:DeleteObjectVersion": ("delete_object", lambda t: _version(t)),
    "s3:BypassGovernanceRetention": ("delete_object", lambda t: {**_version(t), "BypassGovernanceRetention": True}),
    "s3:PutObjectRetention": ("put_object_retention", lambda t: {**_object(t), "Retention": {
        "Mode": "GOVERNANCE", "RetainUntilDate": "2050-01-01T00:00:00Z"}}),
    "s3:PutObjectLegalHold": ("put_object_legal_hold", lambda t: {**_object(t), "LegalHold": {"Status": "OFF"}}),
    "s3:PutObjectAcl": ("put_object_acl", lambda t: {**_object(t), "ACL": "private"}),
    "s3:PutObjectVersionAcl": ("put_object_acl", lambda t: {**_version(t), "ACL": "private"}),
    "s3:PutObjectTagging": ("put_object_tagging", lambda t: {**_object(t), "Tagging": {"TagSet": []}}),
    "s3:DeleteObjectTagging": ("delete_object_tagging", lambda t: _object(t)),
    "s3:DeleteObjectVersionTagging": ("delete_object_tagging", lambda t: _version(t)),
    "s3:RestoreObject": ("restore_object", lambda t: {**_object(t), "RestoreRequest": {"Days": 1}}),
    "s3:ListBucket": ("list_objects_v2", lambda t: {"Bucket": t.name, **t.listing}),
    "s3:ListBucketVersions": ("list_object_versions", lambda t: {"Bucket": t.name}),
    "s3:ListBucketMultipartUploads": ("list_multipart_uploads", lambda t: {"Bucket": t.name}),
    "s3:ListAllMyBuckets": ("list_buckets", lambda t: {}),
    "s3:GetBucketAcl": ("get_bucket_acl", lambda t: {"Bucket": t.name}),
    "s3:GetBucketPolicy": ("get_bucket_policy", lambda t: {"Bucket": t.name}),
    "s3:PutBucketPolicy": ("put_bucket_policy", _keep),
    "s3:DeleteBucketPolicy": ("delete_bucket_policy", lambda t: {"Bucket": t.name}),
    "s3:DeleteBucket": ("delete_bucket", lambda t: {"Bucket": t.name}),
    "s3:PutBucketVersioning": ("put_bucket_versioning", lambda t: {
        "Bucket": t.name, "VersioningConfiguration": {"Status": "Enabled"}}),
    "s3:PutBucketObjectLockConfiguration": ("put_object_lock_configuration", lambda t: {
        "Bucket": t.name, "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}}),
    "s3:PutLifecycleConfiguration": ("put_bucket_lifecycle_configuration", lambda t: {
        "Bucket": t.name, "LifecycleConfiguration": {"Rules": [
            {"ID": "x", "Status": "Disabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 9999}}]}}),
    "s3:PutEncryptionConfiguration": ("put_bucket_encryption", lambda t: {
        "Bucket": t.name, "ServerSideEncryptionConfiguration": {"Rules": [
            {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}}),
    "s3:PutBucketPublicAccessBlock": ("put_public_access_block", lambda t: {
        "Bucket": t.name, "PublicAccessBlockConfiguration": {"BlockPublicAcls": True}}),
    "s3:PutBucketAcl": ("put_bucket_acl", lambda t: {"Bucket": t.name, "ACL": "private"}),
    "s3:PutBucketOwnershipControls": ("put_bucket_ownership_controls", lambda t: {
        "Bucket": t.name, "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}),
    "s3:PutBucketLogging": ("put_bucket_logging", lambda t: {"Bucket": t.name, "BucketLoggingStatus": {}}),
    "s3:PutBucketNotification": ("put_bucket_notification_configuration", lambda t: {
        "Bucket": t.name, "NotificationConfiguration": {}}),
    "s3:PutReplicationConfiguration": ("put_bucket_replication", lambda t: {
        "Bucket": t.name, "ReplicationConfiguration": {"Role": "arn:aws:iam::111122223333:role/nobody", "Rules": [
            {"ID": "x", "Priority": 1, "Status": "Disabled", "Filter": {"Prefix": ""},
             "DeleteMarkerReplication": {"Status": "Disabled"}, "Destination": {"Bucket": f"arn:aws:s3:::{t.name}"}}]}}),
    "s3:PutIntelligentTieringConfiguration": ("put_bucket_intelligent_tiering_configuration", lambda t: {
        "Bucket": t.name, "Id": "x", "IntelligentTieringConfiguration": {
            "Id": "x", "Status": "Enabled", "Tierings": [{"Days": 90, "AccessTier": "ARCHIVE_ACCESS"}]}}),
}

_OTHERS: dict[str, tuple[str, Callable[[Target], dict[str, Json]]]] = {
    "iam:CreateAccessKey": ("create_access_key", lambda t: {"UserName": t.key}),
    "iam:PutUserPolicy": ("put_user_policy", lambda t: {"UserName": t.key, "PolicyName": "x", "PolicyDocument": json.dumps(POLICY)}),
    "iam:AttachUserPolicy": ("attach_user_policy", lambda t: {
        "UserName": t.key, "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}),
    "iam:CreateLoginProfile": ("create_login_profile", lambda t: {"UserName": t.key, "Password": "Rehearsal-1"}),
    "iam:CreateUser": ("create_user", lambda t: {"UserName": "rehearsal-nobody"}),
    "secretsmanager:GetSecretValue": ("get_secret_value", lambda t: {"SecretId": t.key}),
    "sns:Publish": ("publish", lambda t: {"TopicArn": t.name, "Message": "rehearsal"}),
    "sns:Subscribe": ("subscribe", lambda t: {"TopicArn": t.name, "Protocol": "email", "Endpoint": "nobody@example.com"}),
    "sns:DeleteTopic": ("delete_topic", lambda t: {"TopicArn": t.name}),
    "kms:DescribeKey": ("describe_key", lambda t: {"KeyId": t.name}),
    "kms:Encrypt": ("encrypt", lambda t: {"KeyId": t.name, "Plaintext": b"x"}),
    "kms:Decrypt": ("decrypt", lambda t: {"KeyId": t.name, "CiphertextBlob": t.ciphertext}),
    "kms:GenerateDataKey": ("generate_data_key", lambda t: {"KeyId": t.name, "KeySpec": "AES_256"}),
    "kms:DisableKey": ("disable_key", lambda t: {"KeyId": t.name}),
    "kms:ScheduleKeyDeletion": ("schedule_key_deletion", lambda t: {"KeyId": t.name}),
    "sts:AssumeRole": ("assume_role", lambda t: {"RoleArn": t.name, "RoleSessionName": "rehearsal"}),
}

CALLS = {**_S3, **_OTHERS}
# What an allowed call takes away or adds; these rows are asked last.
LASTING = {"s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "sns:DeleteTopic",
           "kms:DisableKey", "kms:ScheduleKeyDeletion"}


def _object(target: Target) -> dict[str, Json]:
    return {"Bucket": target.name, "Key": target.key}


def _version(target: Target) -> dict[str, Json]:
    return {**_object(target), "VersionId": target.version}
