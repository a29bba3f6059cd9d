"""Later days: nothing to change, an upgrade that fails in each stack, stacks destroyed and taken back."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from assembly import NOTHING
from deployment import Deployment
from firstday import Recovered, failed_stack
from readers import READERS, Resource
from resolve import Resolver

_APPROVED = " --require-approval never"
_BLOCKED = "cannot be deleted while TerminationProtection is enabled"


@dataclass
class LaterDays:
    """A deployment that stands."""

    deployment: Deployment
    recovered: list[Recovered] = field(default_factory=list)

    def nothing_changes(self) -> int:
        """A second run changes nothing, and a diff is empty. Returns for how many stacks.

        Not after an upgrade: CloudFormation does not store a description that changed alone, so a diff shows it for ever.
        """
        stacks = self.deployment.assembly().stacks()
        again = self.deployment.run(self.deployment.documented.last_deploy()).must(True, "a second run")
        unchanged = again.text.count("(no changes)")
        if unchanged != len(stacks):
            raise AssertionError(f"a second run changed something:\n{again.text[-4000:]}")
        diff = self.deployment.cdk("diff --fail").must(True, "a diff of what is deployed")
        if "Number of stacks with differences: 0" not in diff.text:
            raise AssertionError(f"the diff is not empty:\n{diff.text[-4000:]}")
        return unchanged

    def upgrade(self, baseline: Path) -> tuple[int, int]:
        """From an older release to this one; the upgrade fails in each stack once, and is repeated.

        Returns how many resources that hold data kept their identity, and how many there are.
        """
        deployment, command = self.deployment, self.deployment.documented.last_deploy() + _APPROVED
        deployment.stage(baseline=baseline)
        deployment.run(command).must(True, f"the deploy of {baseline.name}")
        before, kept = deployment.resources(), self._kept()
        awaited = dict.fromkeys(deployment.assembly().stacks(), "in")
        s3 = deployment.emulator.client("s3")
        bucket = next(each for each in s3.list_buckets()["Buckets"] if f"{deployment.name}-backup-" in each["Name"])["Name"]
        s3.put_object(Bucket=bucket, Key="books/backup", Body=b"the books")
        while awaited:
            deployment.stage(awaited)
            stack = failed_stack(deployment, deployment.run(command).must(False, "the upgrade fails on purpose"))
            del awaited[stack]
            self._note("failed in an upgrade", stack, deployment.status(stack), "the same deploy")
        deployment.stage()
        deployment.run(command).must(True, "the upgrade")
        if deployment.unprotected():
            raise AssertionError(f"unprotected after the upgrade: {deployment.unprotected()}")
        if s3.get_object(Bucket=bucket, Key="books/backup")["Body"].read() != b"the books":
            raise AssertionError("an object did not survive the upgrade")
        after = deployment.resources()
        same = [each for each in kept if before[each[0]][each[1]] == after.get(each[0], {}).get(each[1])]
        return len(same), len(kept)

    def destroy(self) -> tuple[list[str], list[str]]:
        """Destroys everything: refused while stacks are protected; then what is to be kept is still there.

        Returns what was kept, and what should have been and was not.
        """
        deployment = self.deployment
        for_all = "destroy --all --force"
        refused = deployment.cdk(for_all).must(False, "protected stacks cannot be destroyed")
        if _BLOCKED not in refused.text:
            raise AssertionError(f"destroy was refused for another reason:\n{refused.text[-2000:]}")
        resolver, kept = Resolver(deployment), self._kept()
        resources = [(kind, f"{stack}/{logical}", self._resource(resolver, stack, logical)) for stack, logical, kind in kept]
        for stack, described in deployment.standing().items():
            deployment.run(deployment.documented.protection_off(stack, described["Region"])).must(True, "protection off")
        deployment.cdk(for_all).must(True, "destroy")
        if deployment.standing():
            raise AssertionError(f"still there: {sorted(deployment.standing())}")
        there = {where: self._exists(kind, resource) for kind, where, resource in resources}
        return sorted(where for where, is_there in there.items() if is_there), \
            sorted(where for where, is_there in there.items() if not is_there)

    def return_after_destroy(self) -> tuple[list[str], list[str]]:
        """A plain deploy stops at kept names and overwrites nothing; then each stack is taken back as documented.

        Returns the last parts of the names of the stacks that came back, and of those that did not.
        """
        deployment = self.deployment
        came: list[str] = []
        stayed: list[str] = []
        plain = deployment.run(deployment.documented.first_deploys()[-1]).must(False, "kept names block a plain deploy")
        if not any(words in plain.text for words in ("Validation failed with", "NAME_CONFLICT_VALIDATION", "already exists")):
            raise AssertionError(f"a plain deploy failed for another reason:\n{plain.text[-2000:]}")
        for stack in deployment.assembly().stacks():
            back = deployment.run(deployment.documented.take_back(stack)).went_well
            (came if back else stayed).append(stack.removeprefix(deployment.name + "-"))
        return sorted(came), sorted(stayed)

    def _kept(self) -> list[tuple[str, str, str]]:
        """Stack, logical id and type of what a template keeps when its stack goes."""
        assembly = self.deployment.assembly()
        return [(stack, logical, resource["Type"]) for stack in assembly.stacks()
                for logical, resource in assembly.template(stack)["Resources"].items()
                if resource["Type"] != NOTHING and resource.get("DeletionPolicy", "Delete").startswith("Retain")]

    def _resource(self, resolver: Resolver, stack: str, logical: str) -> Resource:
        region, declared = resolver.region(stack), resolver.templates()[stack]["Resources"][logical]
        return Resource(resolver.physical(stack, logical), region, resolver.value(stack, declared.get("Properties", {})),
                        lambda service: self.deployment.emulator.client(service, region))

    @staticmethod
    def _exists(kind: str, resource: Resource) -> bool:
        try:
            found: Any = READERS[kind](resource)
        except (BotoCoreError, ClientError, LookupError, StopIteration):
            return False
        return bool(found)

    def _note(self, what: str, stack: str, left: str, way_on: str) -> None:
        self.recovered.append(Recovered(what, stack.removeprefix(self.deployment.name + "-"), left, way_on))
