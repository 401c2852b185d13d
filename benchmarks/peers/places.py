"""The library's own model for CP-SAT, told nothing by its other engines."""

from __future__ import annotations

from time import monotonic

from benchmarks.peers.answer import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, LevelOutcome, PeerAnswer, Recorder
from di4c_schedule import Problem, Schedule
from di4c_schedule.encoding import Encoding, search
from di4c_schedule.solver import level_totals


def solve_by_places(problem: Problem, limit: float, workers: int = 2, recorder: Recorder | None = None) -> PeerAnswer:
    """Solve a problem by the model of hosts, places of the rotation and days.

    Parameters
    ----------
    problem
        Any.
    limit
        Seconds for all levels together.
    workers
        Of CP-SAT.
    recorder
        Asked for the time only: this search does not tell of schedules on its way.
    """
    recorder = recorder or Recorder()
    encoding = Encoding(problem)
    deadline = monotonic() + max(0.01, limit - recorder.seconds)
    found = search(encoding, deadline=deadline, workers=workers, seed=0, watch=lambda *_: None)
    tables = problem.tables
    starts = tuple((tables.rows[row].partner, tables.day(column).isoformat()) for row, column in found.starts or ())
    # where the time ran out, the model may count more than the schedule costs: what it costs is what counts
    costs = level_totals(problem, Schedule.of(problem, starts)) if starts else {}
    levels = [
        LevelOutcome(OPTIMAL if level.value == level.bound else FEASIBLE, costs.get(key, level.value), level.bound)
        for key, level in found.levels.items()
    ]
    if found.infeasible:
        levels.append(LevelOutcome(INFEASIBLE, None, None))
    elif not levels or (not found.proven and all(level.status == OPTIMAL for level in levels)):
        levels.append(LevelOutcome(OPTIMAL if found.proven else UNKNOWN, None, None))
    if found.starts is None:
        return recorder.answer(levels)
    return recorder.answer(levels, starts)
