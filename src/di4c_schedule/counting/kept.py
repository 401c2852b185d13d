"""Published meetings that must not move and stand in each other's way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from di4c_schedule.conflict import Conflict
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.problem import Problem
from di4c_schedule.slots import Slot


def kept_at_once(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict for each two meetings of different hosts that must take place on the same days."""
    kept = [(slot, part) for part in problem.parts for slot in _kept(part)]
    for (one, because), (other, why) in combinations(kept, 2):
        if one.host != other.host and _days(problem, one).overlaps(_days(problem, other)):
            yield Conflict([because, why], f"{one} and {other} cannot both take place: their days overlap.")


def _kept(rule: object) -> tuple[Slot, ...]:
    return tuple(getattr(rule, "kept", ()))


def _days(problem: Problem, slot: Slot) -> DateRange:
    tables = problem.tables
    shortest = min((int(tables.lengths[row]) for row in tables.rows_of(slot.host)), default=1)
    return DateRange(slot.start, slot.start + (shortest - 1) * ONE_DAY)
