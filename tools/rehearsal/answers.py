"""What the emulator answered to rows of the access matrix, held against the matrix and what is known of the emulator."""
from __future__ import annotations

import fnmatch
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

Row = dict[str, str]


@dataclass(frozen=True)
class Rule:
    """Rows that the emulator cannot tell, by a pattern for some columns, and why. ``kind`` is unsent or differs."""

    kind: str
    patterns: tuple[tuple[str, str], ...]
    reason: str

    def covers(self, row: Row) -> bool:
        return all(fnmatch.fnmatchcase(row[column], pattern) for column, pattern in self.patterns)


@dataclass
class Answers:
    """What was sent and answered. ``given`` has an answer for each row that was sent: ALLOWED, DENIED or an error's code."""

    rows: list[Row]
    given: dict[int, str] = field(default_factory=dict)

    def wanted(self, row: Row) -> str:
        return "ALLOWED" if row["expected"] == "ALLOWED" else "DENIED"

    def agreeing(self) -> list[int]:
        return [at for at, answer in self.given.items() if answer == self.wanted(self.rows[at])]

    def controlled(self) -> list[int]:
        """Answers that carry weight: those of actors to whom something was allowed. To others, everything may be denied."""
        actors = {self.rows[at]["actor"] for at in self.agreeing() if self.given[at] == "ALLOWED"}
        return [at for at in self.agreeing() if self.rows[at]["actor"] in actors]

    def by_rule(self, rules: list[Rule]) -> Counter[str]:
        """How many rows each rule explains, by its reason; the first rule that covers a row counts."""
        return Counter(rule.reason for at in range(len(self.rows)) for rule in [self._rule(at, rules)] if rule)

    def unexplained(self, rules: list[Rule]) -> list[str]:
        """Answers that differ from the matrix, rows that were not sent, and rules that explain nothing any more."""
        found, used = [], set()
        for at, row in enumerate(self.rows):
            rule = self._rule(at, rules)
            used.add(rule)
            kind = "unsent" if at not in self.given else "agrees" if self.given[at] == self.wanted(row) else "differs"
            if kind != (rule.kind if rule else "agrees"):
                found.append(f"{row['actor']} {row['case']}: {row['action']} {row['resource']} {row['circumstances']}: "
                             f"the matrix says {row['expected']}, the answer is {self.given.get(at, 'not asked for')}"
                             + (f", but a known gap says: {rule.reason}" if rule else ""))
        return found + [f"known/access.json: no row is left for: {rule.reason}" for rule in rules if rule not in used]

    def _rule(self, at: int, rules: list[Rule]) -> Optional[Rule]:
        return next((rule for rule in rules if rule.covers(self.rows[at])), None)

    def turned(self) -> "Answers":
        """The same answers to a matrix with one row turned; this must be noticed."""
        at = self.controlled()[0]
        turned = {**self.rows[at], "expected": "IMPLICIT_DENY" if self.wanted(self.rows[at]) == "ALLOWED" else "ALLOWED"}
        return Answers([*self.rows[:at], turned, *self.rows[at + 1:]], self.given)


def rules(file: Path) -> list[Rule]:
    """Reads known/access.json."""
    return [Rule(each["kind"], tuple(each["rows"].items()), each["reason"]) for each in json.loads(file.read_text("utf-8"))]
