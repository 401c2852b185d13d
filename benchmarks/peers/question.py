"""What the tables of a problem ask, in the plain numbers that every peer's model is written from."""

from __future__ import annotations

from datetime import date

import numpy as np
from attrs import frozen

from benchmarks.peers.answer import Starts
from di4c_schedule import Problem, rules
from di4c_schedule.dates import ONE_DAY
from di4c_schedule.rules.spans import Cap
from di4c_schedule.tables import NEVER, IntArray, LevelCosts


class UnknownToPeerError(ValueError):
    """The peers' models do not know a rule or a goal of the problem."""


@frozen
class Rhythm:
    """A cost of `weight` for each day that the distance from start to start is off the ideal.

    Parameters
    ----------
    weight, ideal
        Whole numbers; the ideal in days.
    """

    weight: int
    ideal: int


@frozen(eq=False)
class Level:
    """One goal level, weights applied.

    Parameters
    ----------
    start
        Cost of a host's start on a day, shape (hosts, days); None if there is none.
    rhythm
        Cost of the distances from start to start; None if there is none.
    succession
        Cost of a host after another, shape (hosts, hosts); None if there is none.
    constant
        Added to the value of every schedule.
    """

    start: IntArray | None
    rhythm: Rhythm | None
    succession: IntArray | None
    constant: int = 0


@frozen(eq=False)
class Question:
    """A problem in which each partner hosts once, as numbers.

    Parameters
    ----------
    names
        The hosts.
    first
        The day of column 0.
    n_days
        Days of the window.
    open_days
        For each host, the columns on which it may start.
    least, most
        Fewest and most days from a host's start to the start of the next, shape (hosts, hosts); `NEVER` or more in
        `least`: may not follow.
    may_open, may_close
        Whether a host may have the first and the last meeting.
    before
        Pairs (host, other): the host meets before the other.
    caps
        Bounds on the number of starts in ranges of dates.
    levels
        The goal levels, in order.
    """

    names: tuple[str, ...]
    first: date
    n_days: int
    open_days: tuple[tuple[int, ...], ...]
    least: IntArray
    most: IntArray
    may_open: tuple[bool, ...]
    may_close: tuple[bool, ...]
    before: tuple[tuple[int, int], ...]
    caps: tuple[Cap, ...]
    levels: tuple[Level, ...]

    @property
    def n(self) -> int:
        """Number of hosts."""
        return len(self.names)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The ordered pairs of hosts of which the second may follow the first."""
        return [(i, j) for i in range(self.n) for j in range(self.n) if i != j and self.least[i, j] < NEVER]

    @classmethod
    def of(cls, problem: Problem) -> Question:
        """Return what a problem asks.

        Raises
        ------
        UnknownToPeerError
            If a partner may host more than once or not at all, or a rule or goal is of another kind.
        """
        tables = problem.tables
        n = len(tables.rows)
        if tables.meetings != n or len(problem.network) != n:
            raise UnknownToPeerError("the peers are written for networks in which each partner hosts once")
        if not tables.position[:, 1:-1].all():
            raise UnknownToPeerError("the peers know the first and the last place of the rotation only")
        if not tables.place_days.all():
            raise UnknownToPeerError("the peers know no bounds on the days of a place of the rotation")
        return cls(
            tuple(row.partner for row in tables.rows),
            problem.window.first,
            tables.n_days,
            tuple(tuple(int(day) for day in np.flatnonzero(row)) for row in tables.allowed),
            tables.least_distance,
            tables.most_distance,
            tuple(bool(may) for may in tables.position[:, 0]),
            tuple(bool(may) for may in tables.position[:, -1]),
            tuple((int(i), int(j)) for i, j in np.argwhere(tables.before)),
            tuple(_caps(problem)),
            tuple(_level(costs) for _, costs in sorted(tables.levels.items())),
        )

    def starts(self, columns: list[int]) -> Starts:
        """Return a schedule from the column of each host's start."""
        return tuple(
            (name, (self.first + column * ONE_DAY).isoformat())
            for name, column in zip(self.names, columns, strict=True)
        )


def _caps(problem: Problem) -> list[Cap]:
    caps: list[Cap] = []
    for rule in problem.tables.left:
        if not isinstance(rule, (rules.AtMost, rules.AtLeast)):
            raise UnknownToPeerError(f"the peers do not know this: {rule.label}")
        caps += rule.caps(problem.window)
    return caps


def _level(costs: LevelCosts) -> Level:
    return Level(
        costs.start if costs.start.any() else None,
        _rhythm(costs.distance),
        costs.succession if costs.succession.any() else None,
        costs.constant,
    )


def _rhythm(cost: IntArray) -> Rhythm | None:
    """Read weight and ideal from the table of an even rhythm."""
    if not cost.any():
        return None
    weight = abs(int(cost[1]) - int(cost[0]))
    ideal = int(cost[0]) // weight if weight else 0
    if not np.array_equal(cost, weight * np.abs(np.arange(cost.size) - ideal)):
        raise UnknownToPeerError("the peers know one cost of distances only: that of an even rhythm")
    return Rhythm(weight, ideal)
