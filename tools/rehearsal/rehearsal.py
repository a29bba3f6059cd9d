"""The whole rehearsal: three accounts side by side, then what each of them showed."""
from __future__ import annotations

import json
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import access
import answers
import buckets
import emulator
import environment
import preflight
import readback
from deployment import Deployment
from emulator import Emulator
from firstday import FirstDay, Recovered
from laterdays import LaterDays
from resolve import Resolver

EXAMPLE = environment.REPOSITORY / "deployments" / "example.yaml"
BACKUP_ONLY = environment.REPOSITORY / "deployments" / "backup-only.yaml"
BASELINES = environment.REPOSITORY / "docs" / "audit" / "releases"
MATRIX = environment.REPOSITORY / "docs" / "audit" / "access-matrix.csv"


@dataclass
class Profile:
    """What a first day of one deployment showed."""

    name: str
    stacks: int
    recovered: list[Recovered]
    unchanged: int
    comparison: readback.Comparison


@dataclass
class Results:
    """What the report is made of, and what is wrong."""

    profiles: list[Profile] = field(default_factory=list)
    preflights: list[preflight.Asked] = field(default_factory=list)
    settings: buckets.Settings = field(default_factory=buckets.Settings)
    answers: answers.Answers = field(default_factory=lambda: answers.Answers([]))
    upgrades: list[tuple[str, int, int, list[Recovered]]] = field(default_factory=list)
    kept: int = 0
    came_back: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def known(name: str) -> Any:
    """A list of what the emulator cannot show."""
    return json.loads((environment.HERE / "known" / f"{name}.json").read_text("utf-8"))


class Rehearsal:
    """One run, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._folder = folder
        self._tls = emulator.certificate(folder)
        self._cdk = environment.cdk()
        self._lacking = set(known("stand-ins"))
        self.results = Results()

    def run(self) -> Results:
        # The first synthesis builds the app, which two must not do at once.
        with self._account("build") as account:
            self._deployment(EXAMPLE, account, "build").cdk("synth --quiet").must(True, "the example is synthesized")
        with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as together:
            running = [together.submit(job) for job in (self._example, self._later_days, self._backup_only)]
            for job in running:
                job.result()
        self.results.profiles.sort(key=lambda profile: -profile.stacks)
        self._explain()
        return self.results

    def _account(self, name: str) -> Emulator:
        return Emulator(self._folder / name, self._tls)

    def _deployment(self, settings: Path, account: Emulator, name: str) -> Deployment:
        return Deployment(settings, account, self._folder / name / "clone", self._cdk, self._lacking)

    def _example(self) -> None:
        """All stacks: a failure in each; then the settings of the buckets, and who may do what."""
        with self._account("example") as account:
            deployment = self._deployment(EXAMPLE, account, "example")
            self._first_day(deployment, bad_habits=False)
            self._stand_ins(deployment)
            resolver = Resolver(deployment)
            with self._account("buckets") as empty:
                for role in deployment.emulator.client("iam").list_roles()["Roles"]:
                    if role["RoleName"].startswith(f"{deployment.name}-"):
                        empty.client("iam").create_role(
                            RoleName=role["RoleName"], AssumeRolePolicyDocument=json.dumps(role["AssumeRolePolicyDocument"]))
                self.results.settings = buckets.apply(resolver, empty)
                self.results.wrong += self.results.settings.refused
                if not buckets.refuses(resolver, empty):
                    self.results.wrong.append("a lock with days and years was accepted: the check of the settings sees nothing")
            self.results.answers = access.ask(deployment, MATRIX)

    def _backup_only(self) -> None:
        """The profile without network and file server: what people do wrong on a first day, and a failure in each stack."""
        with self._account("backup-only") as account:
            self._first_day(self._deployment(BACKUP_ONLY, account, "backup-only"), bad_habits=True)

    def _first_day(self, deployment: Deployment, bad_habits: bool) -> None:
        deployment.cdk("synth --quiet").must(True, "synth")
        if bad_habits:
            self._preflight(deployment, "before the bootstrap", "MEND THIS", "bootstrap of ", 2)
        deployment.bootstrap()
        # Even with environments named, the bootstrap runs the app: with the settings of cdk.json, over cdk.out.
        deployment.cdk("synth --quiet").must(True, "synth")
        day = FirstDay(deployment)
        if not bad_habits:
            self._preflight(deployment, "before the first deploy", "OK", "bootstrap of ", 2)
        else:
            day.forgotten_flag()
            day.questions()
            day.closed_terminal()
        day.failures()
        day.end()
        if not bad_habits:
            self._preflight(deployment, "after the last deploy", "OK", "stack ", len(deployment.standing()))
        unchanged = LaterDays(deployment).nothing_changes()
        self.results.profiles.append(Profile(deployment.name, len(deployment.standing()), day.recovered, unchanged,
                                             readback.compare(deployment)))

    def _preflight(self, deployment: Deployment, when: str, verdict: str, beginning: str, times: int) -> None:
        asked = preflight.ask(deployment, f"`{deployment.name}`, {when}")
        preflight.must_say(asked, verdict, beginning, times)
        self.results.preflights.append(asked)

    def _later_days(self) -> None:
        """Upgrades from every kept release, one account each; in the last, everything is destroyed and taken back."""
        baselines = sorted(each for each in BASELINES.iterdir() if each.is_dir())
        for baseline in baselines:
            with self._account(f"from-{baseline.name}") as account:
                deployment = self._deployment(EXAMPLE, account, f"from-{baseline.name}")
                deployment.bootstrap()
                days = LaterDays(deployment)
                same, kept = days.upgrade(baseline)
                self.results.upgrades.append((baseline.name, same, kept, days.recovered))
                if baseline == baselines[-1]:
                    there, gone = days.destroy()
                    self.results.kept = len(there)
                    self.results.wrong += [f"{each} was to be kept, and went with its stack" for each in gone]
                    self.results.came_back, self.results.stayed = days.return_after_destroy()

    def _stand_ins(self, deployment: Deployment) -> None:
        """The emulator lacks just what is stood in for."""
        resources = [resource for settings in (self._folder / "synthesized").iterdir() if settings.is_dir()
                     for file in settings.glob("*.template.json")
                     for resource in json.loads(file.read_text("utf-8"))["Resources"].values()]
        formation = deployment.emulator.client("cloudformation")
        used = {resource["Type"] for resource in resources}
        template = {"Resources": {f"R{at}": {"Type": kind} for at, kind in enumerate(sorted(used))}}
        lacking: set[str] = set()
        try:
            formation.validate_template(TemplateBody=json.dumps(template))
        except formation.exceptions.ClientError as error:
            lacking = {word.strip(" ]") for word in str(error).split("[", 1)[1].split(",")}
        for name in self._lacking - used:
            kind, _, key = name.partition(".")
            if key and self._refused(formation, next(each for each in resources if key in each.get("Properties", {}) and
                                                     each["Type"] == kind), key):
                lacking.add(name)
        self.results.wrong += [f"{name} is stood in for, but the emulator has it or nobody uses it: take it off known/stand-ins.json"
                               for name in sorted(self._lacking - lacking)]

    @staticmethod
    def _refused(formation: Any, resource: dict[str, Any], key: str) -> bool:
        """Whether a stack of one such resource fails because of the property; what it refers to is left out."""
        alone = {"Type": resource["Type"], "Properties": {
            name: value for name, value in resource["Properties"].items() if name == key or "Fn::" not in json.dumps(value)}}
        formation.create_stack(StackName="rehearsal-probe", TemplateBody=json.dumps({"Resources": {"Probe": alone}}))
        events: list[dict[str, Any]] = []
        for _ in range(100):
            events = formation.describe_stack_events(StackName="rehearsal-probe")["StackEvents"]
            if events[0]["ResourceStatus"] in ("CREATE_COMPLETE", "ROLLBACK_COMPLETE"):
                break
            time.sleep(0.1)
        formation.delete_stack(StackName="rehearsal-probe")
        return any(f"Properties.{key}" in event.get("ResourceStatusReason", "") for event in events)

    def _explain(self) -> None:
        results = self.results
        results.preflights.sort(key=lambda asked: asked.when)
        results.wrong += preflight.unexplained(results.preflights, known("preflight"))
        results.wrong += readback.unexplained([profile.comparison for profile in results.profiles], known("readback"))
        rules = answers.rules(environment.HERE / "known" / "access.json")
        results.wrong += results.answers.unexplained(rules)
        if results.answers.turned().unexplained(rules) == results.answers.unexplained(rules):
            results.wrong.append("a row of the access matrix was turned, and nothing noticed")
        results.wrong += [f"{name}, {same} of {kept} resources that are kept have their identity after the upgrade"
                          for name, same, kept, _ in results.upgrades if same != kept]
        expected = set(known("take-back"))
        results.wrong += [f"{stack} was not taken back" for stack in results.stayed if stack not in expected]
        results.wrong += [f"{stack} was taken back: take it off known/take-back.json" for stack in results.came_back if stack in expected]
