"""Every setting of every bucket, made by calls of the S3 API in CloudFormation's order, and read back.

CloudFormation makes buckets by the same calls, and the emulator's S3 checks more of them than its CloudFormation passes on.
"""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Iterator, Optional

from botocore.exceptions import BotoCoreError, ClientError

from bucketsettings import AT_CREATION, SETTINGS, Setting
from emulator import Emulator
from resolve import Resolver

Json = Any


@dataclass
class Settings:
    """What S3 took, by setting, and what it refused or gave back otherwise."""

    accepted: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def buckets(resolver: Resolver) -> Iterator[tuple[str, dict[str, Json]]]:
    """Every bucket's Region and properties without references, in the order of deployment; log buckets before those they serve."""
    for stack, template in resolver.templates().items():
        found = [resolver.value(stack, resource["Properties"]) for resource in template["Resources"].values()
                 if resource["Type"] == "AWS::S3::Bucket"]
        for properties in sorted(found, key=lambda each: "LoggingConfiguration" in each):
            yield resolver.region(stack), properties


def policies(resolver: Resolver) -> dict[str, Json]:
    """The policy of each bucket, by its name."""
    return {properties["Bucket"]: properties["PolicyDocument"]
            for stack, template in resolver.templates().items()
            for properties in (resolver.value(stack, resource["Properties"]) for resource in template["Resources"].values()
                               if resource["Type"] == "AWS::S3::BucketPolicy")}


def apply(resolver: Resolver, emulator: Emulator) -> Settings:
    """Makes all buckets in an empty account. The roles that replicate must be there, as in CloudFormation's order."""
    result, documents = Settings(), policies(resolver)
    for region, properties in buckets(resolver):
        s3 = emulator.client("s3", region)
        _create(s3, region, properties, result)
        document = documents.get(properties["BucketName"])
        if document:
            # Before what another bucket's settings need it for: log delivery wants the log bucket's policy.
            _try(result, "BucketPolicy", properties["BucketName"],
                 lambda: s3.put_bucket_policy(Bucket=properties["BucketName"], Policy=_json(document)))
        for setting in SETTINGS:
            if setting.name in properties:
                _make(s3, properties["BucketName"], setting, properties[setting.name], result)
    return result


def refuses(resolver: Resolver, emulator: Emulator) -> Optional[str]:
    """Whether one wrong setting is noticed: a lock that has both days and years. What S3 said, or None."""
    region, properties = next((region, each) for region, each in buckets(resolver) if "ObjectLockConfiguration" in each)
    wrong, result = dict(properties["ObjectLockConfiguration"]), Settings()
    wrong["Rule"] = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 35, "Years": 1}}
    lock = next(setting for setting in SETTINGS if setting.name == "ObjectLockConfiguration")
    _make(emulator.client("s3", region), properties["BucketName"], lock, wrong, result)
    return result.refused[0] if result.refused else None


def _create(s3: Any, region: str, properties: dict[str, Json], result: Settings) -> None:
    name = properties["BucketName"]
    ownership = properties["OwnershipControls"]["Rules"][0]["ObjectOwnership"]
    _try(result, "BucketName", name, lambda: s3.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": region}, ObjectOwnership=ownership,
        ObjectLockEnabledForBucket=properties.get("ObjectLockEnabled", False)))
    for each, read in AT_CREATION.items():
        if each in properties:
            _try(result, each, name, lambda: _expect(properties[each], read(s3, name)))


def _make(s3: Any, bucket: str, setting: Setting, value: Json, result: Settings) -> None:
    def made() -> None:
        getattr(s3, setting.operation)(Bucket=bucket, **setting.arguments(value))
        _expect(value, setting.read(s3, bucket))

    _try(result, setting.name, bucket, made)


def _try(result: Settings, name: str, bucket: str, call: Any) -> None:
    try:
        call()
    except (BotoCoreError, ClientError, KeyError, AssertionError) as error:
        result.refused.append(f"{bucket}, {name}: {error}")
    else:
        result.accepted[name] = result.accepted.get(name, 0) + 1


def _expect(wanted: Json, found: Json) -> None:
    if _json(wanted) != _json(found):
        raise AssertionError(f"put {_json(wanted)}, got {_json(found)}")


def _json(value: Json) -> str:
    return json.dumps(value, sort_keys=True)
