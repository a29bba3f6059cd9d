"""What the rehearsal needs on the machine, and a Python environment of its own with what it takes from PyPI."""
from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Optional

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
WORK = REPOSITORY / "target" / "rehearsal"
REQUIREMENTS = HERE / "requirements.txt"
OLDEST_PYTHON = (3, 10)
CDK = "aws-cdk@2.1148.1"


class Unready(Exception):
    """What a rehearsal takes from elsewhere did not come; the message says what, and what to do."""


def missing() -> Optional[str]:
    """Why a rehearsal is impossible here, in words; None when it is possible."""
    if sys.version_info < OLDEST_PYTHON:
        return f"Python {sys.version_info[0]}.{sys.version_info[1]} is older than the emulator needs (3.10)"
    if sys.platform == "win32":
        return "the question of the command line is answered through a pseudo-terminal, which Windows does not have"
    for program, purpose in (("openssl", "makes the emulator's certificate"), ("npx", "runs the CDK's command line")):
        if shutil.which(program) is None:
            return f"there is no {program}, which {purpose}"
    if importlib.util.find_spec("ensurepip") is None:
        return "this Python cannot make environments (on Debian: apt install python3-venv)"
    return None


def python() -> Path:
    """The Python of an environment that holds exactly the pinned files; made on the first call, kept below target/."""
    pinned = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    environment = WORK / f"python-{pinned}"
    if not (environment / "complete").exists():
        shutil.rmtree(environment, ignore_errors=True)
        _taken([sys.executable, "-m", "venv", str(environment)], "Python could not make an environment")
        _taken([str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check",
                "--require-hashes", "--requirement", str(REQUIREMENTS)],
               "PyPI did not give what tools/rehearsal/requirements.txt pins; look at the network, then run this again")
        (environment / "complete").touch()
    return environment / "bin" / "python"


def cdk() -> list[str]:
    """How to start the CDK's command line that the documents name, without asking npx anew for each of some hundred runs."""
    said = _taken(["npx", "--yes", f"--package={CDK}", "-c", "command -v cdk"],
                  f"npm did not give {CDK}; look at the network, then run this again")
    return ["node", str(Path(said.strip().splitlines()[-1]).resolve())]


def _taken(command: list[str], otherwise: str) -> str:
    """What the command says on its standard output; its last words and what to do where it fails."""
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if ended.returncode:
        last = (ended.stderr.strip() or ended.stdout.strip()).splitlines()[-1:]
        raise Unready(f"{otherwise}. It said: {' '.join(last)}")
    return ended.stdout
