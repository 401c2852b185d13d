"""The command as a user runs it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import di4c_schedule

EXAMPLE = Path(__file__).parents[2] / "examples" / "di4c"

HANGS = 120
"""Seconds after which a process is taken for one that hangs."""

_COMMAND = (sys.executable, "-m", "di4c_schedule")
_OF_THE_TERMINAL = ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "LANG", "LC_ALL")


@dataclass(frozen=True)
class Answer:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def told_plainly(self) -> bool:
        """Whether the command said what is wrong on stderr, without a traceback, and printed nothing else."""
        return bool(self.err.strip()) and "Traceback" not in self.err and self.out == ""


def environment(**changes: str | None) -> dict[str, str]:
    """Return this process's environment without what its terminal adds, with the package under test.

    A change to None takes a variable away.
    """
    kept = {key: value for key, value in os.environ.items() if key not in _OF_THE_TERMINAL}
    source = str(Path(di4c_schedule.__file__).parents[1])
    path = os.pathsep.join([source, *filter(None, [kept.get("PYTHONPATH")])])
    changed = kept | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"} | changes
    return {key: value for key, value in changed.items() if value is not None}


def run(*arguments: object, python: str | None = None, folder: Path | None = None, **changes: Any) -> Answer:
    """Run the command to its end.

    Parameters
    ----------
    arguments
        Its arguments.
    python
        A program to run in place of the command; it gets the arguments.
    folder
        Where to run.
    changes
        Variables of the environment, in capitals; anything else goes to `subprocess.run`.
    """
    variables = {key: changes.pop(key) for key in list(changes) if key.isupper()}
    start = _COMMAND if python is None else (sys.executable, "-c", python)
    done = subprocess.run(
        [*start, *map(str, arguments)],
        check=False,
        cwd=folder,
        env=environment(**variables),
        timeout=HANGS,
        **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | changes),
    )
    return Answer(done.returncode, *((text or b"").decode() for text in (done.stdout, done.stderr)))


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start the command and let it run."""
    return subprocess.Popen(
        [*_COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        encoding="utf-8",
    )
