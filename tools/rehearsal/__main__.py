"""python3 tools/rehearsal: deploys into an emulated account, and compares docs/rehearsal.md with what that showed.

With --write it rewrites the page. It ends with 1 when something is wrong or the page is stale, and with 0 and a reason where
a rehearsal is impossible.
"""
from __future__ import annotations

import os
import sys
import time

import environment

PAGE = environment.REPOSITORY / "docs" / "rehearsal.md"


def main(arguments: list[str]) -> int:
    """Rehearses in the pinned environment, which is made and entered first."""
    unknown = [each for each in arguments if each != "--write"]
    if unknown:
        print(f"python3 tools/rehearsal knows --write only, not {' '.join(unknown)}", file=sys.stderr)
        return 2
    why_not = environment.missing()
    if why_not:
        print(f"The rehearsal is skipped: {why_not}.")
        return 0
    try:
        pinned = environment.python()
        if sys.prefix != str(pinned.parent.parent):
            sys.stdout.flush()
            os.execv(str(pinned), [str(pinned), str(environment.HERE), *arguments])
        return rehearse("--write" in arguments)
    except environment.Unready as why:
        print(f"The rehearsal cannot begin: {why}", file=sys.stderr)
        return 1


def rehearse(write: bool) -> int:
    """The rehearsal itself; needs the pinned environment."""
    import report
    from rehearsal import Rehearsal

    began = time.monotonic()
    results = Rehearsal(environment.WORK / "accounts").run()
    page = report.written(results) + "\n"
    for each in results.wrong:
        print(f"wrong: {each}", file=sys.stderr)
    if write and not results.wrong:
        PAGE.write_bytes(page.encode())
    stale = not PAGE.exists() or PAGE.read_text("utf-8") != page
    if stale:
        print("docs/rehearsal.md is stale: python3 tools/rehearsal --write rewrites it", file=sys.stderr)
    print(f"Rehearsed in {time.monotonic() - began:.0f} s; every command and what it said: target/rehearsal/accounts/*/clone/transcript.txt")
    return 1 if results.wrong or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
