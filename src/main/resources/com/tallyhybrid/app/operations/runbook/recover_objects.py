"""Copies what lay under a prefix at some moment to a place of its own. Deletes and overwrites nothing."""
import concurrent.futures
import datetime
import time

import boto3

GIB = 1024 ** 3
LARGEST = 5 * GIB  # S3 copies no more in one request; Duplicati's volumes are far smaller
SECONDS = 420  # a step may run for 600
AT_ONCE = 16


def plan(events, context):
    """Counts what would be copied."""
    wanted = _state(events)
    if not wanted:
        raise ValueError("nothing lay under %s at %s; check the server and the time (UTC)"
                         % (_prefix(events), events["NotAfter"]))
    return {
        "Objects": len(wanted),
        "Gib": "%.1f" % (sum(version["Size"] for version in wanted) / GIB),
        "Newest": max(version["LastModified"] for version in wanted).strftime("%Y-%m-%d %H:%M UTC"),
        "Destination": _destination(events),
    }


def copy(events, context):
    """Copies what is not there yet, as much as fits into one step; run it again until nothing remains."""
    started = time.monotonic()
    s3 = _s3(events)
    missing = _missing(s3, events)
    batches = [missing[i:i + AT_ONCE] for i in range(0, len(missing), AT_ONCE)]
    copied, failures = 0, []
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for batch in batches:
            if time.monotonic() - started > SECONDS:
                break
            results = list(pool.map(lambda version: _copy(s3, events, version), batch))
            failures += [failure for failure in results if failure]
            copied += len(batch)
    if failures:
        raise RuntimeError("%d objects could not be copied, the first is %s" % (len(failures), failures[0]))
    return {"Remaining": len(missing) - copied}


def _copy(s3, events, version):
    key = version["Key"]
    if version["Size"] > LARGEST:
        return "%s: larger than 5 GiB; copy it by hand" % key
    try:
        s3.copy_object(
            Bucket=events["Bucket"],
            Key=_destination(events) + key[len(_prefix(events)):],
            CopySource={"Bucket": events["Bucket"], "Key": key, "VersionId": version["VersionId"]},
            StorageClass="INTELLIGENT_TIERING",
        )
    except Exception as refused:
        return "%s: %s" % (key, refused)
    return None


def _state(events):
    """The versions that were current at the moment: neither written later nor hidden before."""
    moment = datetime.datetime.strptime(events["NotAfter"], "%Y-%m-%dT%H:%M:%SZ").replace(
        tzinfo=datetime.timezone.utc)
    newest = {}
    for version in _versions(_s3(events), events["Bucket"], _prefix(events)):
        key = version["Key"]
        if version["LastModified"] > moment:
            continue
        if key not in newest or version["LastModified"] > newest[key]["LastModified"]:
            newest[key] = version
    # A delete marker has no size.
    return sorted((version for version in newest.values() if "Size" in version), key=lambda found: found["Key"])


def _missing(s3, events):
    there = {}
    position = {}
    while True:
        page = s3.list_objects_v2(Bucket=events["Bucket"], Prefix=_destination(events), **position)
        for found in page.get("Contents", []):
            there[found["Key"]] = found["Size"]
        if not page.get("IsTruncated"):
            break
        position = {"ContinuationToken": page["NextContinuationToken"]}
    return [version for version in _state(events)
            if there.get(_destination(events) + version["Key"][len(_prefix(events)):]) != version["Size"]]


def _versions(s3, bucket, prefix):
    position = {}
    while True:
        page = s3.list_object_versions(Bucket=bucket, Prefix=prefix, **position)
        yield from page.get("Versions", [])
        yield from page.get("DeleteMarkers", [])
        if not page.get("IsTruncated"):
            return
        position = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}


def _s3(events):
    return boto3.client("s3", region_name=events["Region"])


def _prefix(events):
    return events["Agent"] + "/"


def _destination(events):
    """Outside the prefix of the agent: a stolen key must not reach what is brought back."""
    stamp = events["NotAfter"].replace("-", "").replace(":", "")
    return "recovered/%s/%s/" % (events["Agent"], stamp)
