"""Writes the data of com.tallyhybrid.awsmodel: what AWS publishes about the calls that CloudFormation makes for us.

In this folder, with Python 3.11 or later:

    python -m pip install --require-hashes --target lib -r requirements.txt
    python update_models.py lib

then read the diff. The calls are those of calls.yaml. botocore holds AWS's service models as the AWS CLI uses them; of
each call the input is kept, with every structure below it and without its prose. Only tests read the result, so building
and testing the app need neither this folder, nor Python, nor the network.
"""
import glob
import gzip
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "../../src/test/resources/com/tallyhybrid/awsmodel")
KEPT = ("type", "required", "members", "member", "key", "value", "enum", "min", "max", "pattern")


def calls():
    with open(os.path.join(DATA, "calls.yaml"), encoding="utf-8") as mapping:
        found = set(re.findall(r"\bcall: ([a-z0-9]+):([A-Za-z0-9]+)", mapping.read()))
    return sorted(found)


def model(library, service):
    versions = sorted(glob.glob(os.path.join(library, "botocore/data", service, "*", "service-2.json.gz")))
    with gzip.open(versions[-1]) as packed:
        return json.load(packed)


def kept(shape):
    slim = {key: shape[key] for key in KEPT if key in shape}
    for key in ("member", "key", "value"):
        if key in slim:
            slim[key] = slim[key]["shape"]
    if "members" in slim:
        slim["members"] = {name: member["shape"] for name, member in slim["members"].items()}
    return slim


def inner(slim):
    return [slim[key] for key in ("member", "key", "value") if key in slim] + list(slim.get("members", {}).values())


def shapes_below(all_shapes, name, found):
    if name not in found:
        found[name] = kept(all_shapes[name])
        for below in inner(found[name]):
            shapes_below(all_shapes, below, found)


def main(library):
    with open(glob.glob(os.path.join(library, "botocore-*.dist-info/METADATA"))[0], encoding="utf-8") as metadata:
        version = re.search(r"^Version: (.+)$", metadata.read(), re.M).group(1)
    models = {}
    for service, operation in calls():
        whole = model(library, service)
        part = models.setdefault(service, {"operations": {}, "shapes": {}})
        entry = whole["operations"][operation]["input"]["shape"]
        part["operations"][operation] = entry
        shapes_below(whole["shapes"], entry, part["shapes"])
    lines = ['{"source": "botocore %s, Apache-2.0; written by tools/update-models", "services": {' % version]
    lines.append(",\n".join(service_lines(name, part) for name, part in sorted(models.items())))
    lines.append("}}")
    with open(os.path.join(DATA, "models.json"), "w", encoding="utf-8", newline="\n") as result:
        result.write("\n".join(lines) + "\n")


def service_lines(name, part):
    shapes = ",\n".join("  %s: %s" % (json.dumps(shape), json.dumps(body)) for shape, body in sorted(part["shapes"].items()))
    return '"%s": {"operations": %s, "shapes": {\n%s\n}}' % (name, json.dumps(part["operations"]), shapes)


main(sys.argv[1])
