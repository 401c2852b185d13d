"""What runs in a process of its own: ``python -m benchmarks.tasks TASK …`` prints one JSON object.

Every answer is checked here by the rules themselves, without any solver, before its time counts.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter
from typing import Any

from benchmarks.busy import CALENDARS
from benchmarks.instances import CAPPED, CLASHING, INFEASIBLE, instance
from benchmarks.large import LARGE_CLASHES
from benchmarks.peers.answer import Moment, Starts
from benchmarks.peers.registry import PEERS
from benchmarks.smallest import SMALLEST
from benchmarks.verify import WrongAnswerError, proven_prefix, verified
from benchmarks.what_if import WHAT_IF
from benchmarks.why import WHY, WISHES
from di4c_schedule import Problem

Answer = dict[str, Any]

SAMPLE = 12
"""Slots whose best total is found anew, one by one."""


def ours(name: str, limit: str) -> Answer:
    """Solve an instance by this library."""
    from di4c_schedule import Status, solve

    problem = instance(name)
    began = perf_counter()
    _ = problem.tables
    filled = perf_counter()
    result = solve(problem, time_limit=float(limit))
    ended = perf_counter()
    values = None
    if result.schedule is not None:
        values = verified(problem, tuple((m.host, m.start.isoformat()) for m in result.schedule.meetings))
    if result.status is Status.OPTIMAL and any(goal.bound != goal.value for goal in result.goals):
        raise WrongAnswerError(f"{name}: called optimal, but a bound differs from its value")
    if values is not None and sum(goal.weight * (goal.value or 0) for goal in result.goals) != sum(values):
        raise WrongAnswerError(f"{name}: a goal's value is not what it measures")
    bounds: dict[int, int] = {}
    for goal in result.goals:
        bounds[goal.level] = bounds.get(goal.level, 0) + goal.weight * (goal.bound or 0)
    return {
        "status": str(result.status),
        "engine": result.engine,
        "tables": filled - began,
        "seconds": ended - filled,
        "proven": result.status in (Status.OPTIMAL, Status.INFEASIBLE),
        "values": values,
        "bounds": proven_prefix(values, [bound for _, bound in sorted(bounds.items())]),
        "moments": [],
        "units": _units(problem),
        "clashing": len(result.conflict.requirements) if result.conflict else 0,
    }


def peer(key: str, name: str, limit: str, marks: str, target: str) -> Answer:
    """Solve an instance by a peer; `marks` and `target` are JSON."""
    problem = instance(name)
    _ = problem.tables
    found = PEERS[key].solve(problem, float(limit), json.loads(marks), json.loads(target))
    values = None if found.starts is None else verified(problem, found.starts, [o.value for o in found.levels])
    return {
        "status": found.status,
        "engine": "",
        "tables": 0.0,
        "seconds": found.seconds,
        "proven": found.proven,
        "values": values,
        "bounds": proven_prefix(values, [outcome.bound for outcome in found.levels]),
        "moments": [_moment(problem, moment) for moment in found.moments],
        "units": _units(problem),
        "clashing": 0,
    }


def totals(name: str) -> Answer:
    """Find the best total of every host on every day."""
    from di4c_schedule.sequence import optimise

    problem = instance(name)
    tables = problem.tables
    began = perf_counter()
    optimum = optimise(tables)
    solved = perf_counter()
    if optimum is None:
        raise WrongAnswerError(f"{name}: no schedule")
    best = optimum.best_totals
    return {"optimum": solved - began, "seconds": perf_counter() - began, "slots": int(tables.allowed.sum()),
            "days": best.shape[1], "hosts": best.shape[0]}  # fmt: skip


def totals_anew(name: str) -> Answer:
    """Solve some slots anew, each forced, and compare with the table of best totals."""
    from di4c_schedule.sequence import optimise
    from di4c_schedule.sequence.costs import combine

    problem = instance(name)
    optimum = optimise(problem.tables)
    if optimum is None:
        raise WrongAnswerError(f"{name}: no schedule")
    best, costs = optimum.best_totals, combine(problem.tables)
    slots = [(int(row), int(column)) for row, column in zip(*problem.tables.allowed.nonzero(), strict=True)]
    sample = random.Random(name).sample(slots, SAMPLE)  # noqa: S311 - nothing here is secret
    began = perf_counter()
    for row, column in sample:
        tables = problem.fill_tables(problem.solver_rules, problem.goals)
        tables.allowed[row, :column] = False
        tables.allowed[row, column + 1 :] = False
        forced = optimise(tables)
        said = int(best[row, column])
        total = forced and sum(costs.factors[level] * value for level, value in forced.levels.items())
        if (said if said < costs.infinity else None) != total:
            raise WrongAnswerError(f"{name}: slot {row, column} costs {total}, the table says {said}")
    return {"seconds": perf_counter() - began, "sample": len(sample)}


def tsptw(name: str, limit: str) -> Answer:
    """Solve a travelling salesman's problem with time windows by this library."""
    module = import_module("benchmarks.tsptw")
    wanted = next(one for one in module.read_instances() if one.name == name)
    outcome = module.checked(wanted, module.solve(wanted, float(limit)))
    return {name: getattr(outcome, name) for name in ("value", "bound", "proven", "seconds")}


def tsptw_names() -> Answer:
    """Tell the names of the travelling salesman's problems, their sizes and published optima."""
    module = import_module("benchmarks.tsptw")
    return {one.name: {"n": one.n - 1, "optimum": one.optimum} for one in module.read_instances()}


def versions() -> Answer:
    """Tell the versions that matter; of what is not installed, none."""
    from platform import python_version

    found = {"Python": python_version()}
    packages = (("NumPy", "numpy"), ("OR-Tools", "ortools"), ("DIDPPy", "didppy"), ("Timefold", "timefold"),
                ("icalendar", "icalendar"), ("recurring-ical-events", "recurring-ical-events"))  # fmt: skip
    for label, package in packages:
        try:
            found[label] = version(package)
        except PackageNotFoundError:
            continue
    if shutil.which("minizinc"):
        for label, option in (("MiniZinc", "--version"), ("Gecode", "--solvers")):
            told = subprocess.run(["minizinc", option], capture_output=True, text=True, check=True).stdout  # noqa: S607
            number = re.search(rf"{'version' if label == 'MiniZinc' else label},? (\d[\d.]*)", told)
            found |= {label: number[1]} if number else {}
    return found


def names() -> Answer:
    """Tell the names of the variants of DI4C and of the large network, and the wishes that are asked about."""
    return {
        "capped": list(CAPPED),
        "infeasible": list(INFEASIBLE),
        "clashing": list(CLASHING),
        "large": list(LARGE_CLASHES),
        "wishes": list(WISHES),
    }


TASKS: dict[str, Callable[..., Answer]] = (
    {task.__name__: task for task in (ours, peer, totals, totals_anew, tsptw, tsptw_names, versions, names)}
    | WHY
    | WHAT_IF
    | SMALLEST
    | CALENDARS
)


def _moment(problem: Problem, moment: Moment) -> Answer:
    starts: Starts | None = moment.starts
    values = None if starts is None else verified(problem, starts)
    return {"seconds": moment.seconds, "values": values, "bounds": proven_prefix(values, moment.bounds)}


def _units(problem: Problem) -> list[str]:
    units: dict[int, str] = {}
    for goal in problem.goals:
        units.setdefault(goal.level, goal.unit)
    return [unit for _, unit in sorted(units.items())]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
