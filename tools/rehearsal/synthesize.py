"""The "app" of the rehearsed cdk.json: the project's own app, asked once for each question, then prepared for the emulator.

The command line starts it as it starts every app: with the context in CDK_CONTEXT_JSON and the folder to fill in CDK_OUTDIR.
Its one argument is a file that says what is to be rehearsed; see ``Stage``.
"""
from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Optional

from assembly import Assembly

# A link beside the settings to what the app wrote last.
AS_SYNTHESIZED = "as-synthesized"


class Stage:
    """What the next runs of the command line shall meet. Kept in a file, because another process reads it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def set(self, lacking: set[str], failures: Optional[dict[str, str]] = None, baseline: Optional[Path] = None) -> None:
        self._file.write_text(json.dumps({
            "lacking": sorted(lacking), "failures": failures, "baseline": str(baseline) if baseline else None}), "utf-8")

    def fill(self, synthesized: Path, folder: Path) -> None:
        stage: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
        Assembly(synthesized).prepared(folder, set(stage["lacking"]), stage["failures"],
                                       Path(stage["baseline"]) if stage["baseline"] else None)


def synthesized(repository: Path, context: dict[str, Any], cache: Path) -> Path:
    """What the project's app writes for a context, from the folder of the person who asks; kept, as it depends on nothing else."""
    kept = cache / hashlib.sha256(json.dumps(context, sort_keys=True).encode()).hexdigest()[:16]
    if not kept.exists():
        growing = kept.with_suffix(f".{os.getpid()}")
        subprocess.run(["node", str(repository / "bin" / "app.mjs")], check=True, stdout=sys.stderr,
                       env={**os.environ, "CDK_OUTDIR": str(growing), "CDK_CONTEXT_JSON": json.dumps(context)})
        if not kept.exists():  # else a rehearsal beside this one asked the same
            growing.rename(kept)
    return kept


if __name__ == "__main__":
    stage_file = Path(sys.argv[1])
    written = synthesized(Path(sys.argv[2]), json.loads(os.environ["CDK_CONTEXT_JSON"]), stage_file.parents[2] / "synthesized")
    link = stage_file.parent / AS_SYNTHESIZED
    link.unlink(missing_ok=True)
    link.symlink_to(written)
    Stage(stage_file).fill(written, Path(os.environ["CDK_OUTDIR"]))
