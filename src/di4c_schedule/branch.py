"""One of several ways in which a schedule that breaks a rule may be mended: bounds on places of the rotation."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from di4c_schedule.dates import DateRange


def _starts(value: Iterable[tuple[int, DateRange]]) -> tuple[tuple[int, DateRange], ...]:
    return tuple(value)


def _elsewhere(value: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(value)


@frozen
class Branch:
    """Bounds on places of the rotation, counted from 1.

    A rule that no table holds may say, of a schedule that breaks it, in which ways it could be kept: every schedule
    that keeps the rule keeps one of the branches, and the schedule at hand keeps none. So the sequence engine can
    search branch by branch.

    Parameters
    ----------
    starts
        Places with the days within which the meeting there starts.
    elsewhere
        Partners with a place that they do not take.

    Examples
    --------
    >>> Branch(elsewhere=[("Oulu", 3)])
    Branch(starts=(), elsewhere=(('Oulu', 3),))
    """

    starts: tuple[tuple[int, DateRange], ...] = field(default=(), converter=_starts)
    elsewhere: tuple[tuple[str, int], ...] = field(default=(), converter=_elsewhere)
