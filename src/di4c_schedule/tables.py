"""What rules and goals say, as arrays: which host may start when, after whom, and at what cost.

A row is a host's turn: a partner that may host twice has two rows. A column is a day of the window, at which a meeting
may start. Whatever closes an entry is remembered with the rule that closed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from attrs import Factory, define, field, frozen

from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import ProblemError

if TYPE_CHECKING:
    from di4c_schedule.goals import GoalLike
    from di4c_schedule.labels import Labelled
    from di4c_schedule.network import Network
    from di4c_schedule.travel import Travel

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

NEVER = 1 << 40
"""A gap of so many days means: may not follow."""


@frozen
class Row:
    """A turn of a host.

    Parameters
    ----------
    partner
        Name of the host.
    turn
        Which of the partner's meetings, counted from 1.
    mandatory
        Whether the turn must be taken.
    """

    partner: str
    turn: int
    mandatory: bool


@frozen(eq=False)
class Closure:
    """Starts that a rule closed for a partner.

    Parameters
    ----------
    because
        The rule.
    partner
        Name of the host.
    starts
        Boolean array over the days of the window: the starts that the rule alone would close.
    """

    because: Labelled
    partner: str
    starts: BoolArray


@frozen(eq=False)
class LevelCosts:
    """Costs of one goal level, weights applied.

    Parameters
    ----------
    start
        Cost of a start, shape (rows, days).
    distance
        Cost of so many days from start to start of consecutive meetings, shape (days,).
    succession
        Cost of a host after another, shape (rows, rows).
    """

    start: IntArray
    distance: IntArray
    succession: IntArray


@define(eq=False)
class Tables:
    """The tables that rules and goals fill and that the solvers read.

    Parameters
    ----------
    network, window, days, meetings, travel
        As in the problem: partners, days of the window, length and number of meetings, durations of journeys.
    rows
        The hosts' turns, partners in the network's order.
    """

    network: Network
    window: DateRange
    days: int
    meetings: int
    travel: Travel
    rows: tuple[Row, ...]
    allowed: BoolArray = field(init=False)
    gap: IntArray = field(init=False)
    gap_most: IntArray = field(init=False)
    position: BoolArray = field(init=False)
    before: BoolArray = field(init=False)
    levels: dict[int, LevelCosts] = field(init=False, factory=dict)
    closures: list[Closure] = field(init=False, factory=list)
    precedences: list[tuple[str, str, Labelled]] = field(init=False, factory=list)
    reservations: list[tuple[str, int, Labelled]] = field(init=False, factory=list)
    gap_rules: list[Labelled] = field(init=False, factory=list)
    _rows_of: dict[str, list[int]] = field(
        init=False,
        default=Factory(
            lambda self: {
                p.name: [r for r, row in enumerate(self.rows) if row.partner == p.name] for p in self.network
            },
            takes_self=True,
        ),
    )

    def __attrs_post_init__(self) -> None:
        n = len(self.rows)
        self.allowed = np.zeros((n, self.n_days), dtype=bool)
        self.allowed[:, : max(0, self.n_days - self.days + 1)] = True
        self.gap = np.ones((n, n), dtype=np.int64)
        self.gap_most = np.full((n, n), NEVER, dtype=np.int64)
        self.position = np.ones((n, max(1, self.meetings)), dtype=bool)
        self.before = np.array(
            [[a.partner == b.partner and a.turn < b.turn for b in self.rows] for a in self.rows], dtype=bool
        ).reshape(n, n)

    @property
    def n_days(self) -> int:
        """Number of days of the window."""
        return self.window.days

    def index(self, day: date) -> int:
        """Return the column of a day; out of 0..n_days-1 if it lies outside the window."""
        return (day - self.window.first).days

    def day(self, index: int) -> date:
        """Return the day of a column."""
        return self.window.first + index * ONE_DAY

    def rows_of(self, partner: str | None) -> list[int]:
        """Return the rows of a partner; of all partners if None."""
        return list(range(len(self.rows))) if partner is None else self._rows_of[partner]

    def open_span(self) -> int:
        """Return the days from the first to the last start that is open to any host; 0 if there is none."""
        columns = np.flatnonzero(self.allowed.any(axis=0))
        return int(columns[-1] - columns[0]) if columns.size else 0

    def closed_by(self, partner: str) -> list[Closure]:
        """Return what closed starts of a partner."""
        return [closure for closure in self.closures if closure.partner == partner]

    # What rules say

    def allow_only(self, partner: str | None, dates: DateRange, *, because: Labelled) -> None:
        """Close the starts of meetings with a day outside `dates`."""
        first, last = self.index(dates.first), self.index(dates.last) - self.days + 1
        columns = np.arange(self.n_days)
        self._close(partner, (columns < first) | (columns > last), because)

    def forbid_days(self, partner: str | None, days: Iterable[date], *, because: Labelled, reach: int = 0) -> None:
        """Close the starts of meetings that touch one of `days`, or come within `reach` days of it."""
        self._close(partner, self._touching(days, reach) > 0, because)

    def forbid_starts(self, partner: str | None, days: Iterable[date], *, because: Labelled) -> None:
        """Close the starts on `days`."""
        closed = np.zeros(self.n_days, dtype=bool)
        closed[[i for i in map(self.index, days) if 0 <= i < self.n_days]] = True
        self._close(partner, closed, because)

    def reserve_position(self, partner: str, position: int, *, because: Labelled) -> None:
        """Close a place of the rotation, counted from 1, to all other partners."""
        self.reservations.append((partner, position, because))
        if position <= self.position.shape[1]:
            others = np.ones(len(self.rows), dtype=bool)
            others[self.rows_of(partner)] = False
            self.position[others, position - 1] = False
        else:
            self.position[:] = False

    def precede(self, partner: str, other: str, *, because: Labelled) -> None:
        """Put every meeting of a partner before every meeting of another."""
        self.precedences.append((partner, other, because))
        self.before[np.ix_(self.rows_of(partner), self.rows_of(other))] = True

    def bound_gaps(self, at_least: int, at_most: int | None, *, because: Labelled) -> None:
        """Bound the gap of every pair of consecutive hosts."""
        self.gap_rules.append(because)
        np.maximum(self.gap, at_least, out=self.gap)
        if at_most is not None:
            np.minimum(self.gap_most, at_most, out=self.gap_most)

    def widen_gaps(self, at_least: IntArray, *, because: Labelled) -> None:
        """Bound the gap of each ordered pair of partners from below: shape (partners, partners), days.

        `NEVER` forbids the succession.
        """
        self.gap_rules.append(because)
        np.maximum(self.gap, self._by_row(at_least), out=self.gap)

    # What goals say

    def charge_starts(self, goal: GoalLike, cost: IntArray, partner: str | None = None) -> None:
        """Charge the starts of a partner: cost of each day of the window, shape (days,)."""
        self._costs(goal, cost).start[self.rows_of(partner)] += goal.weight * cost

    def charge_days(self, goal: GoalLike, days: Iterable[date], *, reach: int = 0) -> None:
        """Charge every start with 1 for each of `days` that its meeting touches or comes within `reach` of."""
        touched = self._touching(days, reach)
        self._costs(goal, touched).start[:] += goal.weight * touched

    def charge_distance(self, goal: GoalLike, cost: IntArray) -> None:
        """Charge the days from start to start of consecutive meetings: cost of 0, 1, 2, … days, shape (days,)."""
        self._costs(goal, cost).distance[:] += goal.weight * cost

    def charge_succession(self, goal: GoalLike, cost: IntArray) -> None:
        """Charge a host after another: shape (partners, partners)."""
        self._costs(goal, cost).succession[:] += goal.weight * self._by_row(cost)

    def _costs(self, goal: GoalLike, cost: IntArray) -> LevelCosts:
        if np.min(cost, initial=0) < 0:
            raise ProblemError(f"{goal.label}: a cost is negative; costs start from 0")
        if goal.level not in self.levels:
            n = len(self.rows)
            self.levels[goal.level] = LevelCosts(
                np.zeros((n, self.n_days), dtype=np.int64),
                np.zeros(self.n_days, dtype=np.int64),
                np.zeros((n, n), dtype=np.int64),
            )
        return self.levels[goal.level]

    def _touching(self, days: Iterable[date], reach: int) -> IntArray:
        """Count, for each start, the `days` that its meeting touches or comes within `reach` of."""
        marks = np.zeros(self.n_days + 1, dtype=np.int64)
        for day in days:
            column = self.index(day)
            low = min(max(column - (self.days - 1) - reach, 0), self.n_days)
            high = min(max(column + reach + 1, 0), self.n_days)
            marks[low] += 1
            marks[high] -= 1
        return np.cumsum(marks)[:-1]

    def _by_row(self, by_partner: IntArray) -> IntArray:
        partner = [self.network.index(row.partner) for row in self.rows]
        return np.asarray(by_partner, dtype=np.int64)[np.ix_(partner, partner)]

    def _close(self, partner: str | None, starts: BoolArray, because: Labelled) -> None:
        names: Mapping[str, list[int]] = self._rows_of if partner is None else {partner: self._rows_of[partner]}
        for name, rows in names.items():
            if rows:
                self.closures.append(Closure(because, name, starts))
        self.allowed[self.rows_of(partner)] &= ~starts
