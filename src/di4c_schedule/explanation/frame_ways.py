"""Ways out that leave the rules alone: a longer window, one partner less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from di4c_schedule.dates import ONE_DAY, long_date
from di4c_schedule.departures import without_partner
from di4c_schedule.explanation.edits import EXTEND, LEAVE_OUT, Edit
from di4c_schedule.explanation.ways import Trials, Way
from di4c_schedule.labels import counted
from di4c_schedule.problem import Problem

LONGEST_EXTENSION = 366
"""Days by which the window may be extended on either side."""


def longer_windows(problem: Problem, trials: Trials, cost: int) -> Iterator[Way]:
    """Yield the ways that extend the window to either side, by the fewest days."""
    for key, sign, side in (("last", 1, "until"), ("first", -1, "from")):

        def extended(step: int, key: str = key, sign: int = sign) -> Problem:
            return problem.replace(**{key: getattr(problem, key) + sign * step * ONE_DAY})

        least = trials.least(extended, LONGEST_EXTENSION)
        if least is not None:
            step, schedule = least
            longer = extended(step)
            more = f"{counted(step, 'day')} {'more' if sign > 0 else 'earlier'}"
            advice = f"let meetings take place {side} {long_date(getattr(longer, key))}, {more}"
            label = f"Every meeting day lies within {problem.window}"
            yield Way((Edit(EXTEND, advice, label, "window", step, "days"),), longer, cost, schedule)


def partners_left_out(problem: Problem, trials: Trials, names: Iterable[str], cost: int) -> Iterator[Way]:
    """Yield the ways that leave one of some partners out; two must remain."""
    if len(problem.network) < 3:
        return
    for name in names:
        rest = without_partner(problem, name)
        schedule = trials.schedule(rest)
        if schedule is not None:
            yield Way((Edit(LEAVE_OUT, f"leave out {name}", name, "partner"),), rest, cost, schedule)
