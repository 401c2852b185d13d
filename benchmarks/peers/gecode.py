"""Gecode through MiniZinc: the permutation of hosts and their days as a constraint programme, `rotation.mzn`."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.peers.answer import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, LevelOutcome, PeerAnswer, Recorder
from benchmarks.peers.question import Level, Question, UnknownToPeerError
from di4c_schedule import Problem

MODEL = Path(__file__).with_name("rotation.mzn")

MOST_TOLD = 2**28
"""Larger bounds in the tables are given to MiniZinc as this."""

_ENDED = "=========="
_NO_SCHEDULE = "=====UNSATISFIABLE====="


def solve_by_gecode(problem: Problem, limit: float, threads: int = 1, recorder: Recorder | None = None) -> PeerAnswer:
    """Solve a problem level by level: each value that is proven optimal is fixed in the next solve.

    Parameters
    ----------
    problem
        Each partner hosts once; rules and goals that the tables hold.
    limit
        Seconds for all levels together.
    threads
        Of Gecode.
    recorder
        Told of every better schedule.
    """
    recorder = recorder or Recorder()
    asked = Question.of(problem)
    if asked.caps:
        raise UnknownToPeerError("the MiniZinc model does not count meetings")
    outcomes: list[LevelOutcome] = []
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data.json"
        data.write_text(json.dumps(_data(asked)))
        for place in range(len(asked.levels)):
            proven = [outcome.value or 0 for outcome in outcomes]
            proven += [0] * (len(asked.levels) - len(proven))
            outcome = _level(asked, data, place, proven, limit, threads, recorder)
            outcomes.append(outcome)
            if outcome.status != OPTIMAL:
                break
    return recorder.answer([_plus(outcome, level) for outcome, level in zip(outcomes, asked.levels, strict=False)])


def _plus(outcome: LevelOutcome, level: Level) -> LevelOutcome:
    """Add what every schedule costs: the MiniZinc model leaves it out."""
    value, bound = (None if told is None else told + level.constant for told in (outcome.value, outcome.bound))
    return LevelOutcome(outcome.status, value, bound)


def _level(
    asked: Question, data: Path, place: int, proven: list[int], limit: float, threads: int, recorder: Recorder
) -> LevelOutcome:
    """Minimise a level and read the better and better schedules as Gecode writes them."""
    left = max(1, round(1000 * (limit - recorder.seconds)))
    command = [
        "minizinc",
        "--solver",
        "gecode",
        "-a",
        "-p",
        str(threads),
        "--time-limit",
        str(left),
        str(MODEL),
        str(data),
    ]
    command += ["-D", f"level = {place + 1}; proven = {proven};"]
    value: int | None = None
    with _lines(command) as lines:
        for line in lines:
            if line.startswith(_NO_SCHEDULE):
                return LevelOutcome(INFEASIBLE, None, None)
            if line.startswith(_ENDED):
                return LevelOutcome(OPTIMAL, value, value)
            numbers = [int(number) for number in re.findall(r"-?\d+", line)]
            if len(numbers) == asked.n + 1:
                value = numbers[0]
                recorder.found(asked.starts(numbers[1:]))
    return LevelOutcome(UNKNOWN if value is None else FEASIBLE, value, None)


@contextmanager
def _lines(command: list[str]) -> Iterator[Iterator[str]]:
    """Yield what a command writes to stdout, line by line; the command ends with the block."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            yield iter(process.stdout.readline, "")
            errors = process.stderr.read()
            if process.wait() != 0:
                raise RuntimeError(f"MiniZinc failed: {errors}")
        finally:
            if process.poll() is None:
                process.kill()


def _data(asked: Question) -> dict[str, Any]:
    def table(costs: Any, shape: tuple[int, int]) -> list[list[int]]:
        return (np.zeros(shape, dtype=np.int64) if costs is None else costs).tolist()

    n, levels = asked.n, asked.levels
    return {
        "n": n,
        "days": asked.n_days,
        "open": [{"set": list(days)} for days in asked.open_days],
        "least": np.minimum(asked.least, MOST_TOLD).tolist(),
        "most": np.minimum(asked.most, MOST_TOLD).tolist(),
        "openers": {"set": [i + 1 for i in range(n) if asked.may_open[i]]},
        "closers": {"set": [i + 1 for i in range(n) if asked.may_close[i]]},
        "n_before": len(asked.before),
        "before": [[i + 1, j + 1] for i, j in asked.before],
        "levels": len(levels),
        "ideal": [level.rhythm.ideal if level.rhythm else 0 for level in levels],
        "pace_weight": [level.rhythm.weight if level.rhythm else 0 for level in levels],
        "has_start_cost": [level.start is not None for level in levels],
        "start_cost": [table(level.start, (n, asked.n_days)) for level in levels],
        "has_way_cost": [level.succession is not None for level in levels],
        "way_cost": [table(level.succession, (n, n)) for level in levels],
    }
