"""Runs documented commands as a person or a pipeline does, and keeps what they printed."""
from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

import environment

_LONGEST = 300.0
# What moves a terminal's cursor and colours its text.
_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Run:
    """A command, how it ended, and what it said."""

    command: str
    code: int
    text: str

    @property
    def went_well(self) -> bool:
        return self.code == 0

    def must(self, well: bool, why: str) -> "Run":
        """Stops the rehearsal unless the command ended so."""
        if self.went_well != well:
            raise AssertionError(f"{why}: {self.command}\nended with {self.code} and said\n{self.text[-4000:]}")
        return self


class Terminal:
    """A folder and an environment to run commands in; each run is written to ``transcript.txt`` there."""

    def __init__(self, folder: Path, shell: dict[str, str], cdk: list[str]) -> None:
        self._folder = folder
        self._shell = shell
        self._cdk = cdk

    def run(self, command: str) -> Run:
        """Runs without a terminal, as in a pipeline."""
        ended = subprocess.run(self._words(command), cwd=self._folder, env=self._shell, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=_LONGEST)
        return self._written(Run(command, ended.returncode, ended.stdout.decode("utf-8", "replace")))

    def interrupted(self, command: str, when: Callable[[str], bool], answer: Optional[str] = None) -> Run:
        """Runs on a terminal; as soon as ``when`` holds for what was said, gives the answer, or presses Ctrl+C without one."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        process = subprocess.Popen(self._words(command), cwd=self._folder, env=self._shell, stdin=theirs, stdout=theirs,
                                   stderr=theirs, start_new_session=True)
        os.close(theirs)
        said, done, deadline = b"", False, time.monotonic() + _LONGEST
        while time.monotonic() < deadline:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    piece = os.read(ours, 65536)
                except OSError:  # Linux says so when the other side has ended
                    piece = b""
                if not piece:
                    break
                said += piece
            if not done and when(said.decode("utf-8", "replace")):
                done = True
                if answer:
                    os.write(ours, (answer + "\r").encode())
                else:
                    os.killpg(process.pid, signal.SIGINT)
        else:
            os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        os.close(ours)
        text = _CONTROLS.sub("", said.decode("utf-8", "replace").replace("\r\n", "\n"))
        if not done:
            raise AssertionError(f"{command} never came to the point where it was to be interrupted, but said\n{text[-4000:]}")
        return self._written(Run(command, code, text))

    def _words(self, command: str) -> list[str]:
        words = shlex.split(command)
        prefix = ["npx", "--yes", environment.CDK]
        if words[:3] == prefix:
            return self._cdk + words[3:]
        if words[0] == "aws":
            return [sys.executable, str(Path(sys.executable).parent / "aws"), *words[1:]]
        if words[0] == "node":
            return ["node", str(environment.REPOSITORY / words[1]), *words[2:]]
        raise ValueError(f"the rehearsal runs {' '.join(prefix)}, aws and node, but the document says: {command}")

    def _written(self, run: Run) -> Run:
        with open(self._folder / "transcript.txt", "a", encoding="utf-8") as transcript:
            transcript.write(f"$ {run.command}\n{run.text.rstrip()}\n[ended with {run.code}]\n\n")
        return run
