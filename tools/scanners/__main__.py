"""python3 tools/scanners: lets cfn-lint, checkov and cdk-nag look at docs/audit/templates, and writes docs/scanners.md.

What they find must have a reason in reasons.yaml, and each reason a finding; otherwise nothing is written and it ends with 1.
The pinned versions of the scanners are installed below target/. Needs Python 3.10, npm and Node.
"""
from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
TEMPLATES = REPOSITORY / "docs" / "audit" / "templates"
PAGE = REPOSITORY / "docs" / "scanners.md"
WORK = REPOSITORY / "target" / "scanners"
REQUIREMENTS = HERE / "requirements.txt"
NAG = HERE / "cdk-nag"
SUFFIX = ".template.json"


class Finding(NamedTuple):
    """What a scanner says of one resource; `what` tells apart several findings of one rule there."""

    tool: str
    rule: str
    what: str
    resource: str


class Scan(NamedTuple):
    tool: str
    version: str
    looked_at: str
    findings: set[Finding]


class Failed(Exception):
    """A scanner could not be installed or run; the message says which and what it said."""


def main(arguments: list[str]) -> int:
    if arguments:
        print("python3 tools/scanners takes no arguments", file=sys.stderr)
        return 2
    if sys.version_info < (3, 10):
        print("python3 tools/scanners needs Python 3.10 or newer", file=sys.stderr)
        return 1
    try:
        programs = installed("python", [REQUIREMENTS], python_packages) / bin_folder()
        python = programs / program("python")
        if Path(sys.prefix).resolve() != programs.parent.resolve():
            return subprocess.run([str(python), str(HERE)]).returncode
        return compare([cfn_lint(programs), checkov(programs), cdk_nag()])
    except Failed as why:
        print(why, file=sys.stderr)
        return 1


def compare(scans: list[Scan]) -> int:
    import yaml  # comes with the pinned packages

    reasons = yaml.safe_load((HERE / "reasons.yaml").read_text(encoding="utf-8"))
    problems, rows = explained(set().union(*(scan.findings for scan in scans)), reasons)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} to mend in tools/scanners/reasons.yaml or in the app; docs/scanners.md is as it was", file=sys.stderr)
        return 1
    PAGE.write_text(page(scans, rows), encoding="utf-8", newline="\n")
    print(f"docs/scanners.md: {sum(len(found) for _, found in rows)} findings, each with a reason")
    return 0


def explained(findings: set[Finding], reasons: list[dict]) -> tuple[list[str], list[tuple[dict, set[Finding]]]]:
    """Problems, and for each reason the findings that it is for. No part of a reason may be superfluous."""
    problems, rows, left = [], [], set(findings)
    for reason in reasons:
        name = f"{reason['tool']} {reason['rule']}"
        whats, resources = reason.get("what", [""]), reason["resources"]
        mine = {each for each in left if (each.tool, each.rule) == (reason["tool"], reason["rule"])
                and each.what in whats and each.resource in resources}
        left -= mine
        problems += [f"reason without a finding: {name} at {each}" for each in resources if each not in {f.resource for f in mine}]
        problems += [f"reason without a finding: {name} {each}" for each in reason.get("what", []) if each not in {f.what for f in mine}]
        rows.append((reason, mine))
    problems += [f"finding without a reason: {each.tool} {each.rule} {each.what} at {each.resource}" for each in sorted(left)]
    return problems, rows


def page(scans: list[Scan], rows: list[tuple[dict, set[Finding]]]) -> str:
    lines = [
        "# What scanners say",
        "",
        "Three public scanners looked at [the templates of the example](audit/templates). Every finding that stays has its reason here.",
        "`python3 tools/scanners` runs them again and rewrites this page; it fails on a finding without a reason and on a reason without",
        "a finding, which stand in `tools/scanners/reasons.yaml`.",
        "",
        "| scanner | version | looked at | findings that stay |",
        "|---|---|---|---|",
        *(f"| {scan.tool} | {scan.version} | {scan.looked_at} | {len(scan.findings)} |" for scan in scans),
        "",
        "Not run: cfn-guard with the rules of AWS Control Tower, and the packs of cdk-nag other than *AWS Solutions* (NIST 800-53, HIPAA,",
        "PCI DSS). cfn-lint's warnings and errors are on, its hints are not. A scanner sees one template at a time and no account: what a",
        "person may do in the end says the [access matrix](audit/access-matrix.csv).",
    ]
    for scan in scans:
        lines += ["", f"## {scan.tool}", "", "| rule | findings | resources | why it stays |", "|---|---|---|---|"]
        for reason, found in rows:
            if reason["tool"] == scan.tool:
                what = "".join(f"<br>`{each}`" for each in reason.get("what", []))
                where = "<br>".join(f"`{each}`" for each in reason["resources"])
                lines.append(f"| {reason['rule']}{what} | {len(found)} | {where} | {' '.join(reason['reason'].split())} |")
    return "\n".join([*lines, "", f"SHA-256 of the templates: `{fingerprint()}`", ""])


def fingerprint() -> str:
    """A hash of the lines that sha256sum prints for the templates in the order of their names."""
    lines = "".join(f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in templates())
    return hashlib.sha256(lines.encode()).hexdigest()


def templates() -> list[Path]:
    return sorted(TEMPLATES.glob("*" + SUFFIX))


def cfn_lint(programs: Path) -> Scan:
    found = json.loads(said([str(programs / program("cfn-lint")), "--format", "json", *map(str, templates())], {0, 2, 4, 6}))
    findings = {Finding("cfn-lint", each["Rule"]["Id"], "", f"{stack(each['Filename'])}/{each['Location']['Path'][1]}") for each in found}
    return Scan("cfn-lint", pinned("cfn-lint"), f"{len(templates())} templates", findings)


def checkov(programs: Path) -> Scan:
    command = [str(programs / program("python")), "-m", "checkov.main", "--directory", str(TEMPLATES), "--framework", "cloudformation",
               "--output", "json", "--quiet", "--skip-download"]
    answer = json.loads(said(command, {0, 1}))
    summary = answer["summary"]
    if summary["parsing_errors"] or summary["skipped"]:
        raise Failed("checkov could not read a template, or skipped a check")
    findings = {Finding("checkov", each["check_id"], "", f"{stack(each['file_path'])}/{each['resource'].split('.')[-1]}")
                for each in answer["results"]["failed_checks"]}
    return Scan("checkov", summary["checkov_version"], f"{summary['resource_count']} resources; {summary['passed']} checks passed", findings)


def cdk_nag() -> Scan:
    tool = installed("cdk-nag", [NAG / "package.json", NAG / "package-lock.json", NAG / "nag.mjs"], npm_packages)
    out = WORK / "cdk-nag.out"
    shutil.rmtree(out, ignore_errors=True)
    said(["node", str(tool / "nag.mjs"), str(TEMPLATES), str(out)], {0, 1})
    reports = json.loads((out / "validation-report.json").read_text(encoding="utf-8"))["pluginReports"]
    if [each["pluginName"] for each in reports] != ["AwsSolutions"]:
        raise Failed("cdk-nag did not report on AWS Solutions")
    findings = set()
    for violation in reports[0]["violations"]:
        rule, _, what = violation["ruleName"].partition("[")
        for each in violation["violatingConstructs"]:
            path = each["constructPath"].split("/")
            findings.add(Finding("cdk-nag", rule, what.removesuffix("]"), f"{stack(path[0])}/{path[-1]}"))
    version = json.loads((NAG / "package.json").read_text(encoding="utf-8"))["devDependencies"]["cdk-nag"]
    return Scan("cdk-nag", version, f"{len(templates())} templates, pack *AWS Solutions*", findings)


def stack(file: str) -> str:
    """Backup, of docs/audit/templates/sharma-traders-Backup.template.json."""
    return Path(file).name.removesuffix(SUFFIX).rpartition("-")[2]


def pinned(package: str) -> str:
    wanted = [line.split("==")[1] for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line.startswith(package + "==")]
    return wanted[0]


def installed(name: str, pins: list[Path], install) -> Path:
    """A folder below target/ for exactly these pins; made on the first call."""
    key = hashlib.sha256(b"".join(each.read_bytes() for each in pins) + sys.version.encode()).hexdigest()[:12]
    folder = WORK / f"{name}-{key}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        install(folder, pins)
        (folder / "complete").touch()
    return folder


def python_packages(folder: Path, pins: list[Path]) -> None:
    print("Installing cfn-lint and checkov below target/: about a minute, 400 MB")
    said([sys.executable, "-m", "venv", str(folder)], {0})
    said([str(folder / bin_folder() / program("python")), "-m", "pip", "install", "--quiet", "--no-input", "--no-deps",
          "--disable-pip-version-check", "--requirement", str(pins[0])], {0})


def npm_packages(folder: Path, pins: list[Path]) -> None:
    folder.mkdir(parents=True)
    for each in pins:
        shutil.copy(each, folder)
    said([shutil.which("npm") or "npm", "ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"], {0})


def bin_folder() -> str:
    return "Scripts" if os.name == "nt" else "bin"


def program(name: str) -> str:
    return name + ".exe" if os.name == "nt" else name


def said(command: list[str], expected: set[int]) -> str:
    """The standard output of a command that may end with the expected codes only."""
    try:
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", cwd=REPOSITORY)
    except OSError as why:
        raise Failed(f"{command[0]} does not start: {why}") from why
    if ended.returncode not in expected:
        raise Failed(f"{' '.join(command[:4])} ended with {ended.returncode}: {(ended.stderr or ended.stdout).strip()[-500:]}")
    return ended.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
