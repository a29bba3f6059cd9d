"""Cloud assemblies as the emulator can take them: stand-ins for what it lacks, and failures put in on purpose."""
from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any, Iterator, Optional

# What takes the place of a resource whose type the emulator lacks: it makes nothing, and succeeds.
NOTHING = "AWS::CloudFormation::WaitConditionHandle"
STANDS_FOR = "StandsFor"
STAND_IN_GROUP = "rehearsal-agents"
_MARK = "RehearsedFailure"


def fail(template: dict[str, Any], stack: str, moment: str) -> None:
    """Puts a failure into a template; what fails carries the last part of the stack's name.

    ``before``: CloudFormation refuses the template before it makes anything. ``in``: everything of the stack is made, then
    one resource more fails, so that all of it is rolled back. ``slow``: as ``in``, after some seconds of waiting.
    """
    everything = sorted(template["Resources"])
    if moment == "before":
        template["Resources"][_MARK] = {"Type": f"Rehearsal::Fails::{stack}"}
    elif moment == "in":
        # CloudFormation wants the address of a handle of this stack.
        template["Resources"][_MARK] = {"Type": "AWS::CloudFormation::WaitCondition", "DependsOn": everything,
                                        "Properties": {"Handle": "https://not-a-handle.invalid", "Timeout": "1"}}
    elif moment == "slow":
        template["Resources"][_MARK + "Handle"] = {"Type": NOTHING, "DependsOn": everything}
        template["Resources"][_MARK] = {"Type": "AWS::CloudFormation::WaitCondition",
                                        "Properties": {"Handle": {"Ref": _MARK + "Handle"}, "Timeout": "6"}}
    else:
        raise ValueError(moment)


class Assembly:
    """A cloud assembly in a folder: what ``cdk synth`` wrote."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = json.loads((folder / "manifest.json").read_text("utf-8"))

    def stacks(self) -> dict[str, str]:
        """The Region of each stack by its name, in the order of deployment."""
        artifacts = {name: artifact for name, artifact in self._manifest["artifacts"].items()
                     if artifact["type"] == "aws:cloudformation:stack"}
        ordered: list[str] = []
        while len(ordered) < len(artifacts):
            ready = [name for name, artifact in artifacts.items() if name not in ordered
                     and all(other in ordered for other in artifact.get("dependencies", []) if other in artifacts)]
            ordered.append(ready[0])
        return {name: artifacts[name]["environment"].rsplit("/", 1)[1] for name in ordered}

    def is_protected(self, stack: str) -> bool:
        """Whether the command line is to switch termination protection on."""
        return bool(self._manifest["artifacts"][stack]["properties"].get("terminationProtection", False))

    def template(self, stack: str) -> dict[str, Any]:
        return json.loads((self._folder / f"{stack}.template.json").read_text("utf-8"))

    def resources(self) -> list[dict[str, Any]]:
        return [resource for stack in self.stacks() for resource in self.template(stack)["Resources"].values()]

    def prepared(self, target: Path, lacking: set[str], failures: Optional[dict[str, str]] = None,
                 baseline: Optional[Path] = None) -> "Assembly":
        """A copy that the emulator can deploy.

        ``failures`` says in which stacks something fails, and when. ``baseline`` is a folder of templates of an older
        release, which take the place of these.
        """
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self._folder, target)
        for stack in self.stacks():
            old = baseline / f"{stack}.template.json" if baseline else None
            template = json.loads(old.read_text("utf-8")) if old else self.template(stack)
            template = stood_in(template, lacking)
            if failures and stack in failures:
                fail(template, stack.rsplit("-", 1)[1], failures[stack])
            _replace(target, stack, template)
        return Assembly(target)


def stood_in(template: dict[str, Any], lacking: set[str]) -> dict[str, Any]:
    """The template with stand-ins; the order in which its resources are made stays."""
    stood_for = {name: found for name, resource in template["Resources"].items() for found in [_lacking(resource, lacking)] if found}
    types = {name: template["Resources"][name]["Type"] for name in stood_for}

    def rewritten(value: Any) -> Any:
        if isinstance(value, dict):
            if types.get(value.get("Ref", "")) == "AWS::IAM::Group":
                return STAND_IN_GROUP
            if types.get(value.get("Ref", "")) == "AWS::IAM::AccessKey":
                return "AKIAREHEARSAL0000000"
            of = value.get("Fn::GetAtt", [""])
            if of[0] in types:
                return ["192.0.2.10", "192.0.2.11"] if of[1] == "DnsIpAddresses" else "stand-in"
            return {key: rewritten(item) for key, item in value.items()}
        return [rewritten(item) for item in value] if isinstance(value, list) else value

    result = rewritten(template)
    for name in types:
        before = sorted(set(references(template["Resources"][name])) & set(template["Resources"]) - {name})
        result["Resources"][name] = {"Type": NOTHING, "Metadata": {STANDS_FOR: stood_for[name]},
                                     **({"DependsOn": before} if before else {})}
    return result


def _lacking(resource: dict[str, Any], lacking: set[str]) -> Optional[str]:
    """Which of the list the resource is: its type, or its type with one of its properties, as AWS::CloudWatch::Alarm.Metrics."""
    names = (resource["Type"], *(f"{resource['Type']}.{key}" for key in resource.get("Properties", {})))
    return next((name for name in names if name in lacking), None)


def references(value: Any) -> Iterator[str]:
    """The logical ids that a piece of a template names."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "Ref":
                yield item
            elif key == "Fn::GetAtt":
                yield item[0] if isinstance(item, list) else item.split(".")[0]
            elif key == "DependsOn":
                yield from [item] if isinstance(item, str) else item
            else:
                yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def _replace(folder: Path, stack: str, template: dict[str, Any]) -> None:
    """Writes a template and the hash of its contents, by which the command line uploads it."""
    text = json.dumps(template, indent=1)
    (folder / f"{stack}.template.json").write_text(text, "utf-8")
    assets = folder / f"{stack}.assets.json"
    listed = json.loads(assets.read_text("utf-8"))
    (old, entry), = listed["files"].items()
    new = hashlib.sha256(text.encode()).hexdigest()
    assets.write_text(json.dumps({**listed, "files": {new: entry}}).replace(old, new), "utf-8")
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(old, new), "utf-8")
