"""The commands of docs/deploy.md, read from it: what is rehearsed and what people type cannot drift apart."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Callable

# What the page calls the firm, and the account it writes.
FIRM = "my-firm"

# Its sections with the commands.
PREPARE = "Prepare the account"
DEPLOYS = "The three deploys"


class Documented:
    """docs/deploy.md, and the page it hands over to when a deploy fails, for one deployment: the commands
    carry the deployment's name in the place of my-firm."""

    def __init__(self, repository: Path, name: str) -> None:
        self._text = (repository / "docs" / "deploy.md").read_text("utf-8")
        self._again = (repository / "docs" / "deploy-again.md").read_text("utf-8")
        self._name = name

    def bootstrap(self) -> str:
        return self._one(PREPARE, lambda command: " bootstrap " in command)

    def preflight(self) -> str:
        return self._one(PREPARE, lambda command: "tally.mjs preflight" in command)

    def first_deploys(self) -> list[str]:
        """The deploys of the first day, in order; while they run, stacks are not protected from deletion."""
        return self._some(DEPLOYS, lambda command: " deploy " in command and "firstDeploy=true" in command)

    def without_flag(self) -> str:
        """A deploy of the first day, for all stacks, by somebody who left the flag out."""
        return next(command for command in self.first_deploys() if " --all " in command).replace(" -c firstDeploy=true", "")

    def last_deploy(self) -> str:
        """The deploy that ends the first day, and that every later change is made with."""
        return self._one(DEPLOYS, lambda command: " deploy " in command and "firstDeploy" not in command)

    @staticmethod
    def for_one(deploy: str, stack: str) -> str:
        """A deploy of the document for one stack only, named as the document names stacks."""
        return re.sub(r" deploy .*? -c ", f" deploy {stack} -c ", deploy, count=1)

    def protection_off(self, stack: str, region: str) -> str:
        """The command that lets a stack be deleted, written for one stack by the document and for any other here."""
        pattern = r"aws cloudformation update-termination-protection --no-enable-termination-protection[^`\n|]*"
        found = re.search(pattern, self._again)
        if not found:
            raise LookupError("docs/deploy-again.md does not say how a stack's protection is switched off")
        command = re.sub(r"--stack-name \S+", f"--stack-name {stack}", found.group(0))
        return re.sub(r"--region \S+", f"--region {region}", command)

    def take_back(self, stack: str) -> str:
        """The deploy that takes back what a stack that is gone has left, written for one stack and here for any other."""
        found = re.search(r"^npx .* deploy (\S+) --import-existing-resources .*$", self._again, re.M)
        if not found:
            raise LookupError("docs/deploy-again.md does not say how kept resources are taken back")
        return found.group(0).replace(found.group(1), stack).replace(FIRM, self._name)

    def _section(self, title: str) -> str:
        found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", self._text, re.M | re.S)
        if not found:
            raise LookupError(f"docs/deploy.md has no section {title}")
        return found.group(1)

    def _some(self, section: str, wanted: Callable[[str], bool]) -> list[str]:
        fenced = re.findall(r"^```\w*\n(.*?)^```", self._section(section), re.M | re.S)
        commands = [line.strip().replace(FIRM, self._name) for block in fenced for line in block.splitlines()]
        found = [command for command in commands if wanted(command)]
        if not found:
            raise LookupError(f"docs/deploy.md, {section}: a command that the rehearsal needs is gone")
        return found

    def _one(self, section: str, wanted: Callable[[str], bool]) -> str:
        found = self._some(section, wanted)
        if len(found) > 1:
            raise LookupError(f"docs/deploy.md, {section}: one command was expected, there are {len(found)}: {found}")
        return found[0]
