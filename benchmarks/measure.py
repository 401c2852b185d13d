"""Time and memory of a command in a process of its own, ended when it takes far too much of either.

The kernel counts the memory of a process from its birth as a copy of its parent. So a command is started by a process
that is small, this module run as a program, and not by one that has loaded NumPy.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
"""Commands run in the folder of the project."""

MOST_MEMORY = 12_000
"""Megabytes at which a command is ended."""

BETWEEN_LOOKS = 0.25
"""Seconds between two looks at the memory of a command and its children."""


class CommandError(RuntimeError):
    """A command failed: the message has what it wrote."""


class TooMuchError(CommandError):
    """A command was ended because it took too much time or memory: the message says which."""


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
        Largest resident memory of the command and its children together, in megabytes (10 ** 6 bytes).
    """

    output: str
    seconds: float
    peak_mb: float

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON object that a task wrote as its last line."""
        found: dict[str, Any] = json.loads(self.output.splitlines()[-1])
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


def run(arguments: Sequence[str], *, codes: Sequence[int] = (0,), limit: float | None = None) -> Run:
    """Run Python with arguments in a process of its own and measure it.

    Parameters
    ----------
    arguments
        Of the interpreter, such as ``["-m", "di4c_schedule", "--help"]``.
    codes
        Exit codes that are no failure.
    limit
        Seconds after which it is ended, with its children; None: never.

    Raises
    ------
    TooMuchError
        If it is ended for taking too much time or memory.
    CommandError
        If it ends with another exit code.
    """
    launcher = [sys.executable, "-m", "benchmarks.measure", json.dumps(limit), *arguments]
    done = subprocess.run(launcher, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(f"the launcher failed: {done.stderr}")
    told = json.loads(done.stdout)
    if told["ended"]:
        raise TooMuchError(told["ended"])
    if told["code"] not in codes:
        raise CommandError(f"{' '.join(arguments)} ended with {told['code']}: {told['errors']}")
    return Run(told["output"], told["seconds"], told["peak_mb"])


def run_task(task: str, *arguments: object, limit: float | None = None) -> Run:
    """Run a task of `benchmarks.tasks`; it is ended after so many seconds."""
    return run(["-m", "benchmarks.tasks", task, *map(str, arguments)], limit=limit)


def repeat(what: Callable[[], Run], times: int) -> list[Run]:
    """Run something several times, each in a new process."""
    return [what() for _ in range(times)]


def _launch(limit: float | None, arguments: Sequence[str]) -> dict[str, object]:
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        began = perf_counter()
        # a session of its own, so that the command can be ended with all its children
        process = subprocess.Popen([sys.executable, *arguments], stdout=output, stderr=errors, start_new_session=True)
        guard = _Guard(process.pid, limit)
        guard.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            guard.stop()
        output.seek(0)
        errors.seek(0)
        # Linux counts in KiB, macOS in bytes
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
        return {
            "output": output.read(),
            "errors": errors.read(),
            "code": process.returncode,
            "seconds": seconds,
            "peak_mb": max(peak, guard.peak_mb),
            "ended": guard.why,
        }


class _Guard(threading.Thread):
    """Watches a session, and ends it when it takes too much."""

    def __init__(self, session: int, limit: float | None) -> None:
        super().__init__(daemon=True)
        self.session, self.limit = session, limit
        self.peak_mb, self.why = 0.0, ""
        self._over = threading.Event()

    def run(self) -> None:
        """Look at the session until it is over."""
        began = perf_counter()
        while not self._over.wait(BETWEEN_LOOKS):
            self.peak_mb = max(self.peak_mb, _memory(self.session))
            if self.limit is not None and perf_counter() - began > self.limit:
                self.why = f"ended after {self.limit:.0f} s"
            elif self.peak_mb > MOST_MEMORY:
                self.why = f"ended at {MOST_MEMORY / 1000:.0f} GB of memory"
            if self.why:
                os.killpg(self.session, signal.SIGKILL)
                return

    def stop(self) -> None:
        """End the watch, and whatever of the session outlived the command."""
        self._over.set()
        self.join()
        try:
            os.killpg(self.session, signal.SIGKILL)
        except ProcessLookupError:
            return


def _memory(session: int) -> float:
    """Return the resident memory of a session's processes, in megabytes; 0 where there is no ``/proc``."""
    pages = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            pages += int(fields[21])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_launch(json.loads(sys.argv[1]), sys.argv[2:])))
