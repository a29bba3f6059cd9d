"""One deployment in an emulated account, as the reader of docs/deploy.md has it: a folder with settings, and a command line."""
from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any, Callable, Optional

import environment
from assembly import STAND_IN_GROUP, Assembly
from documented import FIRM, Documented
from emulator import HYDERABAD, MUMBAI, Emulator
from synthesize import AS_SYNTHESIZED, Stage
from terminal import Run, Terminal


class Deployment:
    """Settings, an account that was bootstrapped, and what is deployed in it."""

    def __init__(self, settings: Path, emulator: Emulator, folder: Path, cdk: list[str], lacking: set[str]) -> None:
        self.name = re.search(r"^name:\s*(\S+)", settings.read_text("utf-8"), re.M).group(1)  # type: ignore[union-attr]
        self.emulator = emulator
        self.lacking = lacking
        self.documented = Documented(environment.REPOSITORY, self.name)
        self._folder = folder
        self._stage = Stage(folder / "stage.json")
        self._terminal = Terminal(folder, emulator.shell(), cdk)
        self._prepare(settings)

    def _prepare(self, settings: Path) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        shutil.copytree(environment.REPOSITORY / "deployments", self._folder / "deployments")
        # docs/deploy.md: "copy `deployments/example.yaml`". Its my-firm is this deployment's name, in the commands too.
        shutil.copy(settings, self._folder / "deployments" / f"{FIRM}.yaml".replace(FIRM, self.name))
        app = [sys.executable, environment.HERE / "synthesize.py", self._folder / "stage.json", environment.REPOSITORY]
        cdk_json = json.loads((environment.REPOSITORY / "cdk.json").read_text("utf-8"))
        cdk_json["app"] = " ".join(shlex.quote(str(word)) for word in app)
        (self._folder / "cdk.json").write_text(json.dumps(cdk_json), "utf-8")
        self.stage()

    def stage(self, failures: Optional[dict[str, str]] = None, baseline: Optional[Path] = None) -> None:
        """What the next commands shall meet: failures, or the templates of an older release."""
        self._stage.set(self.lacking, failures, baseline)

    def run(self, command: str) -> Run:
        return self._terminal.run(command)

    def interrupted(self, command: str, when: Callable[[str], bool], answer: Optional[str] = None) -> Run:
        return self._terminal.interrupted(command, when, answer)

    def cdk(self, words: str) -> Run:
        """A command of the CDK's command line that no document spells out, such as diff."""
        return self.run(f"npx --yes {environment.CDK} {words} -c deployment=deployments/{self.name}.yaml")

    def bootstrap(self) -> None:
        """Both Regions, and what stands in for the group that the emulator's CloudFormation cannot make."""
        self.run(self.documented.bootstrap()).must(True, "bootstrap")
        self.emulator.client("iam").create_group(GroupName=STAND_IN_GROUP)

    def assembly(self) -> Assembly:
        """What the last command deployed: prepared, with stand-ins."""
        return Assembly(self._folder / "cdk.out")

    def synthesized(self) -> Path:
        """The folder of what the app itself wrote for the last command, without stand-ins."""
        return (self._folder / AS_SYNTHESIZED).resolve()

    def outputs(self) -> dict[str, Any]:
        """The outputs file, empty where none was written."""
        file = self._folder / "outputs.json"
        return json.loads(file.read_text("utf-8")) if file.exists() else {}

    def standing(self) -> dict[str, dict[str, Any]]:
        """The stacks of the deployment as CloudFormation describes them, by name."""
        found = {}
        for region in (MUMBAI, HYDERABAD):
            for stack in self.emulator.client("cloudformation", region).describe_stacks()["Stacks"]:
                if stack["StackName"].startswith(self.name) and stack["StackStatus"] != "DELETE_COMPLETE":
                    found[stack["StackName"]] = {**stack, "Region": region}
        return found

    def status(self, stack: str) -> str:
        """The status of a stack, or "no stack"."""
        return self.standing().get(stack, {}).get("StackStatus", "no stack")

    def resources(self) -> dict[str, dict[str, str]]:
        """The physical id of each resource by stack and logical id."""
        return {name: {resource["LogicalResourceId"]: resource["PhysicalResourceId"]
                       for resource in self.emulator.client("cloudformation", stack["Region"])
                       .describe_stack_resources(StackName=name)["StackResources"]}
                for name, stack in self.standing().items()}

    def unprotected(self) -> list[str]:
        return sorted(name for name, stack in self.standing().items() if not stack.get("EnableTerminationProtection"))
