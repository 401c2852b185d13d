"""What runs in a process of its own: ``python -m benchmarks.tasks TASK …`` prints one JSON object.

Every answer is checked here by the rules themselves, without any solver, before its time counts.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

from benchmarks.instances import instance
from di4c_schedule import Problem, Schedule, check

Answer = dict[str, Any]

SAMPLE = 12
"""Slots whose best total is found anew, one by one."""


class WrongAnswerError(RuntimeError):
    """An answer breaks a rule, or has another value than was said: its time means nothing."""


def ours(name: str) -> Answer:
    """Solve an instance by this library."""
    from di4c_schedule import Status, solve

    problem = instance(name)
    began = perf_counter()
    _ = problem.tables
    filled = perf_counter()
    result = solve(problem)
    ended = perf_counter()
    answer: Answer = {
        "status": str(result.status),
        "engine": result.engine,
        "tables": filled - began,
        "seconds": ended - filled,
        "levels": None,
        "clashing": len(result.conflict.requirements) if result.conflict else 0,
    }
    if result.status is Status.OPTIMAL:
        schedule = result.unwrap()
        answer["levels"] = _verified(schedule, [goal.value or 0 for goal in result.goals])
        if any(goal.bound != goal.value for goal in result.goals):
            raise WrongAnswerError(f"{name}: called optimal, but a bound differs from its value")
    elif result.status is not Status.INFEASIBLE:
        raise WrongAnswerError(f"{name}: ended with {result.status}")
    return answer


def circuit(name: str, limit: str, workers: str) -> Answer:
    """Solve an instance by CP-SAT with a circuit."""
    from benchmarks.circuit import solve_by_circuit

    problem = instance(name)
    _ = problem.tables
    found = solve_by_circuit(problem, float(limit), int(workers))
    if found.starts is not None:
        schedule = Schedule.of(problem, found.starts)
        totals = _verified(schedule, [goal.measure(schedule) for goal in problem.goals])
        told = [outcome.value for outcome in found.levels if outcome.value is not None]
        if totals[: len(told)] != told:
            raise WrongAnswerError(f"{name}: CP-SAT said {told}, the goals measure {totals}")
    return {
        "levels": [[outcome.status, outcome.value, outcome.bound] for outcome in found.levels],
        "seconds": found.seconds,
        "proven": found.proven,
    }


def places(name: str, limit: str, workers: str) -> Answer:
    """Solve an instance by CP-SAT with the library's own model, told nothing by the sequence engine."""
    from time import monotonic

    from di4c_schedule.encoding import Encoding, search

    problem = instance(name)
    tables = problem.tables
    began = perf_counter()
    found = search(
        Encoding(problem), deadline=monotonic() + float(limit), workers=int(workers), seed=0, watch=lambda *_: None
    )
    seconds = perf_counter() - began
    levels: list[list[object]] = [
        ["OPTIMAL" if level.value == level.bound else "FEASIBLE", level.value, level.bound]
        for level in found.levels.values()
    ]
    if found.infeasible:
        levels.append(["INFEASIBLE", None, 0])
    elif not found.proven and all(status == "OPTIMAL" for status, _, _ in levels):
        levels.append(["UNKNOWN", None, 0])
    if found.starts is not None:
        schedule = Schedule.of(problem, [(tables.rows[row].partner, tables.day(day)) for row, day in found.starts])
        totals = _verified(schedule, [goal.measure(schedule) for goal in problem.goals])
        told = [value for _, value, _ in levels if value is not None]
        if totals[: len(told)] != told:
            raise WrongAnswerError(f"{name}: CP-SAT said {told}, the goals measure {totals}")
    return {"levels": levels, "seconds": seconds, "proven": found.proven or found.infeasible}


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


def versions() -> Answer:
    """Tell the versions that matter."""
    from importlib.metadata import version
    from platform import python_version

    return {"Python": python_version(), "NumPy": version("numpy"), "OR-Tools": version("ortools")}


def names() -> Answer:
    """Tell the names of the variants of DI4C."""
    from benchmarks.instances import CAPPED, INFEASIBLE

    return {"capped": list(CAPPED), "infeasible": list(INFEASIBLE)}


TASKS: dict[str, Callable[..., Answer]] = {
    task.__name__: task for task in (ours, circuit, places, totals, totals_anew, versions, names)
}


def _verified(schedule: Schedule, values: Sequence[int]) -> list[int]:
    """Check a schedule and the values told of it; return the total of each goal level, in order."""
    problem: Problem = schedule.problem
    violations = check(problem, schedule)
    if violations:
        raise WrongAnswerError(f"{problem.network.name}: {violations[0]}")
    measured = [goal.measure(schedule) for goal in problem.goals]
    if measured != list(values):
        raise WrongAnswerError(f"{problem.network.name}: values {values}, but the goals measure {measured}")
    by_level: dict[int, int] = {}
    for goal, value in zip(problem.goals, measured, strict=True):
        by_level[goal.level] = by_level.get(goal.level, 0) + goal.weight * value
    return [total for _, total in sorted(by_level.items())]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
