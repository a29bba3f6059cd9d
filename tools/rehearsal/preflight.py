"""The preflight, asked about the emulated account as docs/deploy.md says; every line that is not in order must be known."""
from __future__ import annotations

import re
from dataclasses import dataclass

from deployment import Deployment

VERDICTS = ("OK", "MEND THIS", "CANNOT TELL")
# Why a line is not in order, by the verdict and by how the line begins.
Known = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Asked:
    """What the preflight said at one moment: a verdict and a subject for each of its lines."""

    when: str
    lines: list[tuple[str, str]]

    def count(self, verdict: str) -> int:
        return sum(found == verdict for found, _ in self.lines)

    def with_subject(self, beginning: str, verdict: str) -> int:
        return sum(found == verdict and subject.startswith(beginning) for found, subject in self.lines)

    def unknown(self, known: Known) -> list[str]:
        """What is not in order, and not for a known reason."""
        return [f"preflight, {self.when}: {verdict} {subject}" for verdict, subject in self.lines
                if verdict != "OK" and not any(subject.startswith(beginning) for beginning in known.get(verdict, {}))]


def ask(deployment: Deployment, when: str) -> Asked:
    """Types the command of docs/deploy.md. The templates are the app's own: cdk.out holds what the emulator can take of them."""
    command = f"{deployment.documented.preflight()} --templates {deployment.synthesized()}"
    run = deployment.run(command).must(False, "the example's values are left to be mended")
    lines = re.findall(rf"^({'|'.join(VERDICTS)}) +([^:]+):", run.text, re.M)
    if run.code != 1 or not lines:
        raise AssertionError(f"the preflight could not ask the account:\n{run.text[-4000:]}")
    return Asked(when, lines)


def must_say(asked: Asked, verdict: str, beginning: str, times: int) -> None:
    """Stops the rehearsal unless just so many lines of one kind, and all of that kind, have the verdict."""
    kind = [found for found, subject in asked.lines if subject.startswith(beginning)]
    if kind != [verdict] * times:
        raise AssertionError(f"the preflight, {asked.when}, was to say {verdict} {times} times of {beginning}..., and said {kind}")


def unexplained(asked: list[Asked], known: Known) -> list[str]:
    """Lines that are not in order for no known reason, and reasons that explain nothing any more."""
    return [each for one in asked for each in one.unknown(known)] + [
        f"known/preflight.json: no line is left for: {verdict} {beginning}" for verdict, reasons in known.items()
        for beginning in reasons if not any(one.with_subject(beginning, verdict) for one in asked)]
