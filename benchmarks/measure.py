"""Time and memory of a command in a process of its own.

The kernel counts the memory of a process from its birth as a copy of its parent. So a command is started by a process
that is small, this module run as a program, and not by one that has loaded NumPy.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
"""Commands run in the folder of the project."""

REPEATS = 5
"""How often our own times are taken: other work on a machine only ever adds to them."""


class CommandError(RuntimeError):
    """A command failed: the message has what it wrote."""


@dataclass(frozen=True)
class Run:
    """A command that ran to its end.

    Parameters
    ----------
    output
        What it wrote to stdout.
    seconds
        From start to end.
    peak_mb
        Largest resident memory, in megabytes (10 ** 6 bytes).
    """

    output: str
    seconds: float
    peak_mb: float

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON object that a task wrote."""
        found: dict[str, Any] = json.loads(self.output)
        return found


@dataclass(frozen=True)
class Seconds:
    """Repeated measurements of one time.

    Parameters
    ----------
    least, median
        Seconds.
    """

    least: float
    median: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Seconds:
        """Sum up measurements."""
        return cls(min(seconds), statistics.median(seconds))


def run(arguments: Sequence[str], *, codes: Sequence[int] = (0,)) -> Run:
    """Run Python with arguments in a process of its own and measure it.

    Parameters
    ----------
    arguments
        Of the interpreter, such as ``["-m", "di4c_schedule", "--help"]``.
    codes
        Exit codes that are no failure.

    Raises
    ------
    CommandError
        If the command ends with another exit code.
    """
    launcher = [sys.executable, "-m", "benchmarks.measure", *arguments]
    done = subprocess.run(launcher, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(f"the launcher failed: {done.stderr}")
    told = json.loads(done.stdout)
    if told["code"] not in codes:
        raise CommandError(f"{' '.join(arguments)} ended with {told['code']}: {told['errors']}")
    return Run(told["output"], told["seconds"], told["peak_mb"])


def run_task(task: str, *arguments: object) -> Run:
    """Run a task of `benchmarks.tasks`."""
    return run(["-m", "benchmarks.tasks", task, *map(str, arguments)])


def repeat(what: Callable[[], Run], times: int = REPEATS) -> list[Run]:
    """Run something several times, each in a new process."""
    return [what() for _ in range(times)]


def _launch(arguments: Sequence[str]) -> dict[str, object]:
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        began = perf_counter()
        code = subprocess.call([sys.executable, *arguments], stdout=output, stderr=errors)
        seconds = perf_counter() - began
        output.seek(0)
        errors.seek(0)
        # Linux counts in KiB, macOS in bytes
        unit = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
        return {
            "output": output.read(),
            "errors": errors.read(),
            "code": code,
            "seconds": seconds,
            "peak_mb": peak / 1e6,
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_launch(sys.argv[1:])))
