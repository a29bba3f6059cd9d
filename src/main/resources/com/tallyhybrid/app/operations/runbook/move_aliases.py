"""Takes host names from one file server and gives them to another."""
import time

import boto3

SECONDS = 540  # a step may run for 600
PAUSE = 15


def take(events, context):
    fsx = _fsx(events)
    fsx.disassociate_file_system_aliases(FileSystemId=events["FileSystemId"], Aliases=events["Aliases"])
    _wait(lambda: not set(events["Aliases"]) & set(_aliases(fsx, events)))
    return {"Moved": len(events["Aliases"])}


def give(events, context):
    fsx = _fsx(events)
    there = _aliases(fsx, events)
    missing = [name for name in events["Aliases"] if name not in there]
    if missing:
        fsx.associate_file_system_aliases(FileSystemId=events["FileSystemId"], Aliases=missing)
    _wait(lambda: all(_aliases(fsx, events).get(name) == "AVAILABLE" for name in events["Aliases"]))
    return {"Moved": len(events["Aliases"])}


def give_back(events, context):
    """The way back: what the new one has taken already must be free first."""
    fsx = _fsx(events)
    new = dict(events, FileSystemId=events["NewFileSystemId"])
    taken = [name for name in events["Aliases"] if name in _aliases(fsx, new)]
    if taken:
        take(dict(new, Aliases=taken), context)
    return give(events, context)


def _aliases(fsx, events):
    """Every host name of the file server, with its state."""
    found = {}
    position = {}
    while True:
        page = fsx.describe_file_system_aliases(FileSystemId=events["FileSystemId"], **position)
        found.update((alias["Name"], alias["Lifecycle"]) for alias in page["Aliases"])
        if not page.get("NextToken"):
            return found
        position = {"NextToken": page["NextToken"]}


def _wait(done):
    deadline = time.monotonic() + SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("FSx is still at it after %d seconds" % SECONDS)
        time.sleep(PAUSE)


def _fsx(events):
    return boto3.client("fsx", region_name=events["Region"])
