"""How often partners host, against the number of meetings."""

from __future__ import annotations

from collections.abc import Iterator

from di4c_schedule.conflict import Conflict
from di4c_schedule.labels import counted
from di4c_schedule.problem import Problem
from di4c_schedule.rules import FrameRule


def who_hosts(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where the partners are to host more, or may host fewer meetings than there are.

    Who hosts how often is part of the frame, which no conflict lists: the reason tells the rules instead.
    """
    frame = [rule for rule in problem.rules if isinstance(rule, FrameRule)]
    said = "; ".join(rule.label for rule in frame)
    for name, (low, high) in problem.hosting.items():
        if high is not None and low > high:
            clash = "; ".join(rule.label for rule in frame if rule.turns(name) != (0, None))
            yield Conflict([], f"{name} is to host at least {low} and at most {high} times: {clash}.")
    if problem.meetings == 0:
        yield Conflict([], f"No partner may host, so there is no meeting to plan: {said}.")
        return
    there = f"There {'is' if problem.meetings == 1 else 'are'} {counted(problem.meetings, 'meeting')}"
    least = sum(low for low, _ in problem.hosting.values())
    most = len(problem.tables.rows)
    if least > problem.meetings:
        yield Conflict([], f"{there}, but the partners are to host at least {least}: {said}.")
    if most < problem.meetings:
        yield Conflict([], f"{there}, but the partners may host at most {most}: {said}.")


def demanded_turns(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where a rule wants a partner to host more often than it may."""
    tables = problem.tables
    for partner, turns, rule in tables.demands:
        most = len(tables.rows_of(partner))
        if turns > most:
            may = f"may host at most {counted(most, 'meeting')}" if most else "does not host at all"
            yield Conflict([rule], f"{rule.label}, but {partner} {may}.")
    if sum(row.mandatory for row in tables.rows) > tables.meetings:
        demands = [rule for _, _, rule in tables.demands]
        must = counted(sum(row.mandatory for row in tables.rows), "meeting")
        yield Conflict(demands, f"There are {counted(tables.meetings, 'meeting')}, but {must} must be held.")
