"""First days that go wrong: a failure in each stack, a question nobody answers, a flag forgotten, and the documented way on."""
from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from deployment import Deployment
from terminal import Run


def _asked(text: str) -> bool:
    """The question of the command line: "Do you wish to deploy these changes (y/n)?"."""
    return "(y/n)" in text


@dataclass(frozen=True)
class Recovered:
    """Something that went wrong, what it left behind, and what the documented next step was."""

    what: str
    stack: str
    left: str
    way_on: str


def failed_stack(deployment: Deployment, run: Run) -> str:
    """The stack whose failure the command line reports; each failure carries the name of its stack."""
    found = re.search(r"Rehearsal::\w+::(\w+)|(\w+)/RehearsedFailure", run.text)
    if not found:
        raise AssertionError(f"the command line reported no failure of ours:\n{run.text[-4000:]}")
    return f"{deployment.name}-{found.group(1) or found.group(2)}"


@dataclass
class FirstDay:
    """One deployment's first day. Every method leaves it a step further, or stops the rehearsal."""

    deployment: Deployment
    recovered: list[Recovered] = field(default_factory=list)
    _command: int = 0

    def forgotten_flag(self) -> None:
        """Without firstDeploy=true the first failure ends in a stack that the same command cannot replace."""
        deployment, stack = self.deployment, self._independent()
        command = deployment.documented.for_one(deployment.documented.without_flag(), stack)
        deployment.stage({stack: "in"})
        deployment.run(command).must(False, "the first deploy fails on purpose")
        left = deployment.status(stack)
        deployment.stage()
        refused = deployment.run(command).must(False, "a protected stack that failed cannot be replaced")
        self._said(refused, "cannot be deleted while TerminationProtection is enabled")
        region = deployment.standing()[stack]["Region"]
        deployment.run(deployment.documented.protection_off(stack, region)).must(True, "protection is switched off")
        self._note("`firstDeploy=true` forgotten, creation failed", stack, f"{left}, protected: the retry is refused",
                   "switch the protection off, deploy again with the key")

    def questions(self) -> None:
        """A run without a terminal, Ctrl+C at the question, and "n": each followed by the documented command."""
        deployment, stack = self.deployment, self._independent()
        asking = self._first(stack).replace(" --require-approval never", "")
        run = deployment.run(asking).must(False, "nobody can answer without a terminal")
        self._said(run, "terminal (TTY) is not attached")
        self._note("asked, and no terminal", stack, deployment.status(stack), "the same deploy")
        deployment.interrupted(asking, _asked)
        self._note("Ctrl+C at the question", stack, deployment.status(stack), "the same deploy")
        deployment.interrupted(asking, _asked, answer="n").must(False, "no is an answer")
        self._note("the question answered with n", stack, deployment.status(stack), "the same deploy")

    def closed_terminal(self) -> None:
        """Ctrl+C while a stack is being created, which CloudFormation does not notice: it goes on, here to fail."""
        deployment, stack = self.deployment, self._independent()
        deployment.stage({stack: "slow"})
        deployment.interrupted(self._first(stack), lambda _: deployment.status(stack) == "CREATE_IN_PROGRESS")
        deadline = time.monotonic() + 60
        # While it is at work AWS refuses another change, so a person waits as well.
        while deployment.status(stack).endswith("_IN_PROGRESS") and time.monotonic() < deadline:
            time.sleep(0.5)
        self._note("the terminal closed during creation", stack, f"CREATE_IN_PROGRESS, then {deployment.status(stack)}",
                   "the same deploy, when it rests")

    def failures(self) -> None:
        """Each stack fails before and in its creation; after each failure the same command gets further."""
        awaited = {stack: ["before", "in"] for stack in self._stacks()}
        while awaited:
            self.deployment.stage({stack: moments[0] for stack, moments in awaited.items()})
            stack = failed_stack(self.deployment, self._continue().must(False, "a stack fails on purpose"))
            moment = awaited[stack].pop(0)
            self._note(f"failed {moment} creation", stack, self.deployment.status(stack), "the same deploy")
            if not awaited[stack]:
                del awaited[stack]
        self.deployment.stage()

    def end(self) -> None:
        """The first day's deploys succeed, and the deploy that ends it switches the protection of all stacks on."""
        self._continue().must(True, "the first day's deploys")
        if sorted(self.deployment.unprotected()) != sorted(self._stacks()):
            raise AssertionError(f"firstDeploy=true left some stacks protected: {self.deployment.unprotected()}")
        self.deployment.run(self.deployment.documented.last_deploy()).must(True, "the deploy that ends the first day")
        if self.deployment.unprotected() or sorted(self.deployment.standing()) != sorted(self._stacks()):
            raise AssertionError(f"not protected: {self.deployment.unprotected()}")
        if sorted(self.deployment.outputs()) != sorted(name for name in self._stacks() if self._has_outputs(name)):
            raise AssertionError(f"outputs.json lacks stacks: {sorted(self.deployment.outputs())}")

    def _has_outputs(self, stack: str) -> bool:
        return bool(self.deployment.standing()[stack].get("Outputs"))

    def _stacks(self) -> dict[str, str]:
        return self.deployment.assembly().stacks()

    def _independent(self) -> str:
        """A stack that needs no other, to do things wrong with."""
        return next(iter(self._stacks()))

    def _first(self, stack: str) -> str:
        """The first deploy, for one stack: the command line takes stacks that do not need one another in any order."""
        return self.deployment.documented.for_one(self.deployment.documented.first_deploys()[0], stack)

    def _said(self, run: Run, words: str) -> None:
        if words not in run.text:
            raise AssertionError(f"{run.command} failed for another reason than {words!r}:\n{run.text[-3000:]}")

    def _continue(self) -> Run:
        """The first day's deploys from the one that failed last, up to the next failure or the end."""
        commands = self.deployment.documented.first_deploys()
        while True:
            run = self.deployment.run(commands[self._command])
            if not run.went_well or self._command + 1 == len(commands):
                return run
            self._command += 1

    def _note(self, what: str, stack: str, left: str, way_on: str) -> None:
        self.recovered.append(Recovered(what, stack.removeprefix(self.deployment.name + "-"), left, way_on))
