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
    for name, (low, high) in problem.turns.items():
        if high is not None and low > high:
            clash = "; ".join(rule.label for rule in frame if rule.turns(name) != (0, None))
            yield Conflict([], f"{name} is to host at least {low} and at most {high} times: {clash}.")
    if problem.meetings == 0:
        yield Conflict([], f"No partner may host, so there is no meeting to plan: {said}.")
        return
    meetings = counted(problem.meetings, "meeting")
    least = sum(low for low, _ in problem.turns.values())
    most = len(problem.tables.rows)
    if least > problem.meetings:
        yield Conflict([], f"There are {meetings}, but the partners are to host at least {least}: {said}.")
    if most < problem.meetings:
        yield Conflict([], f"There are {meetings}, but the partners may host at most {most}: {said}.")
