"""What rules and goals say, as arrays: which host may start when, after whom, and at what cost.

A row is a host's turn: a partner that may host twice has two rows. A column is a day of the window, at which a meeting
may start. Whatever closes an entry is remembered with the rule that closed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, define, evolve, field

from di4c_schedule.branch import Branch
from di4c_schedule.calendars import Absences
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import ProblemError
from di4c_schedule.forms import Form
from di4c_schedule.tables.parts import (
    LARGEST_TOTAL,
    NEVER,
    BoolArray,
    Closure,
    IntArray,
    LevelCosts,
    LevelKey,
    Row,
)

if TYPE_CHECKING:
    from di4c_schedule.goals import GoalLike, ModelGoal
    from di4c_schedule.labels import Labelled
    from di4c_schedule.network import Network
    from di4c_schedule.rules import ModelRule
    from di4c_schedule.travel import Travel


@define(eq=False)
class Tables:
    """The tables that rules and goals fill and that the solvers read.

    Parameters
    ----------
    network, window, meetings, travel
        As in the problem: partners, days of the window, number of meetings, durations of journeys.
    rows
        The hosts' turns, partners in the network's order.
    absences
        When partners cannot meet; without it, on their holidays only.
    left
        Rules and goals that the tables do not hold wholly: left to the constraint model.
    """

    network: Network
    window: DateRange
    meetings: int
    travel: Travel
    rows: tuple[Row, ...]
    absences: Absences = field(
        default=Factory(lambda self: Absences(self.network, self.window), takes_self=True), kw_only=True
    )
    allowed: BoolArray = field(init=False)
    gap: IntArray = field(init=False)
    gap_most: IntArray = field(init=False)
    position: BoolArray = field(init=False)
    place_days: BoolArray = field(init=False)
    before: BoolArray = field(init=False)
    levels: dict[LevelKey, LevelCosts] = field(init=False, factory=dict)
    closures: list[Closure] = field(init=False, factory=list)
    precedences: list[tuple[str, str, Labelled]] = field(init=False, factory=list)
    reservations: list[tuple[str, int, Labelled]] = field(init=False, factory=list)
    demands: list[tuple[str, int, Labelled]] = field(init=False, factory=list)
    gap_rules: list[Labelled] = field(init=False, factory=list)
    left: list[ModelRule | ModelGoal] = field(init=False, factory=list)
    _journeys: list[IntArray] = field(init=False, factory=list)
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
        self.allowed[:] = np.arange(self.n_days) <= self.n_days - self.lengths[:, None]
        self.gap = np.ones((n, n), dtype=np.int64)
        self.gap_most = np.full((n, n), NEVER, dtype=np.int64)
        self.position = np.ones((n, max(1, self.meetings)), dtype=bool)
        self.place_days = np.ones((max(1, self.meetings), self.n_days), dtype=bool)
        self.before = np.array(
            [[a.partner == b.partner and a.turn < b.turn for b in self.rows] for a in self.rows], dtype=bool
        ).reshape(n, n)

    @cached_property
    def lengths(self) -> IntArray:
        """Length in days of each row's meeting, shape (rows,)."""
        return np.array([row.form.days for row in self.rows], dtype=np.int64)

    @cached_property
    def travelled(self) -> BoolArray:
        """Whether people travel to each row's meeting, shape (rows,)."""
        return np.array([row.form.travelled for row in self.rows], dtype=bool)

    def journey_days(self) -> IntArray:
        """Return the days between all partners, shape (partners, partners); copies of the tables share them."""
        if not self._journeys:
            self._journeys.append(self.travel.matrix_days(list(self.network)))
        return self._journeys[0]

    @property
    def least_distance(self) -> IntArray:
        """Least days from start to start of a row and the next, shape (rows, rows); `NEVER` or more: may not follow."""
        return self.gap + self.lengths[:, None] - 1

    @property
    def most_distance(self) -> IntArray:
        """Most days from start to start of a row and the next, shape (rows, rows)."""
        return self.gap_most + self.lengths[:, None] - 1

    @property
    def fixed_rows(self) -> list[int] | None:
        """The rows that every schedule holds if it is fixed who hosts, whatever the rules; else None."""
        needed = [index for index, row in enumerate(self.rows) if row.mandatory and not self.demanded_by(index)]
        whole = needed if len(needed) == self.meetings else list(range(len(self.rows)))
        return whole if len(whole) == self.meetings else None

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

    def rows_in_a_row(self, between: tuple[str, str] | None) -> list[tuple[list[int], list[int]]]:
        """Return the rows of one partner and those of another that may follow, both ways round; all rows if None."""
        one, other = (self.rows_of(name) for name in between or (None, None))
        return [(one, other)] if one == other else [(one, other), (other, one)]

    def open_span(self) -> int:
        """Return the days from the first to the last start that is open to any host; 0 if there is none."""
        columns = np.flatnonzero(self.allowed.any(axis=0))
        return int(columns[-1] - columns[0]) if columns.size else 0

    def closed_by(self, row: int) -> list[Closure]:
        """Return what closed starts of a row."""
        return [closure for closure in self.closures if closure.row == row]

    def demanded_by(self, row: int) -> list[Labelled]:
        """Return the rules but for which a row could be left out."""
        partner, turn = self.rows[row].partner, self.rows[row].turn
        return [rule for name, turns, rule in self.demands if name == partner and turns >= turn][:1]

    def by_row(self, by_partner: IntArray) -> IntArray:
        """Return values for each pair of rows from those for each pair of partners, shape (rows, rows)."""
        partner = [self.network.index(row.partner) for row in self.rows]
        return np.asarray(by_partner, dtype=np.int64)[np.ix_(partner, partner)]

    # What rules say

    def allow_only(self, partner: str | None, dates: DateRange, *, because: Labelled) -> None:
        """Close the starts of meetings with a day outside `dates`."""
        first, last = self.index(dates.first), self.index(dates.last)
        columns = np.arange(self.n_days)
        for row in self.rows_of(partner):
            self._close(row, (columns < first) | (columns + int(self.lengths[row]) - 1 > last), because)

    def forbid_days(self, partner: str | None, days: Iterable[date], *, because: Labelled, reach: int = 0) -> None:
        """Close the starts of meetings that touch one of `days`, or come within `reach` days of it.

        The reach stands for days of travel: to an online meeting nobody travels, so it has none.
        """
        touched = self._touching(days, reach)
        for row in self.rows_of(partner):
            self._close(row, touched[self.rows[row].form] > 0, because)

    def forbid_row(self, row: int, starts: BoolArray, *, because: Labelled) -> None:
        """Close starts of a row: boolean array over the days of the window."""
        self._close(row, starts, because)

    def forbid_starts(self, partner: str | None, days: Iterable[date], *, because: Labelled) -> None:
        """Close the starts on `days`."""
        closed = np.zeros(self.n_days, dtype=bool)
        closed[[i for i in map(self.index, days) if 0 <= i < self.n_days]] = True
        for row in self.rows_of(partner):
            self._close(row, closed, because)

    def forbid_last_days(self, partner: str | None, days: Iterable[date], *, because: Labelled) -> None:
        """Close the starts of meetings that would end on one of `days`."""
        ends = np.zeros(self.n_days, dtype=bool)
        ends[[i for i in map(self.index, days) if 0 <= i < self.n_days]] = True
        for row in self.rows_of(partner):
            closed = np.zeros(self.n_days, dtype=bool)
            shift = int(self.lengths[row]) - 1
            closed[: max(0, self.n_days - shift)] = ends[shift:]
            self._close(row, closed, because)

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

    def require(self, partner: str, turns: int, *, because: Labelled) -> None:
        """Make the first turns of a partner mandatory: it hosts at least so often."""
        rows = self.rows_of(partner)
        if turns > len(rows):
            self.position[:] = False
        if turns > sum(self.rows[row].mandatory for row in rows):
            self.demands.append((partner, turns, because))
        self.rows = tuple(
            evolve(row, mandatory=True) if row.partner == partner and row.turn <= turns else row for row in self.rows
        )

    def bound_gaps(
        self, at_least: int, at_most: int | None, *, because: Labelled, between: tuple[str, str] | None = None
    ) -> None:
        """Bound the gap of every pair of consecutive hosts; with `between`, of these two partners, both ways round."""
        self.gap_rules.append(because)
        for rows in self.rows_in_a_row(between):
            pairs = np.ix_(*rows)
            self.gap[pairs] = np.maximum(self.gap[pairs], at_least)
            if at_most is not None:
                self.gap_most[pairs] = np.minimum(self.gap_most[pairs], at_most)

    def widen_gaps(self, at_least: IntArray, *, because: Labelled) -> None:
        """Bound the gap of each ordered pair of partners from below: shape (partners, partners), days.

        `NEVER` forbids the succession.
        """
        self.widen_gaps_by_row(self.by_row(at_least), because=because)

    def widen_gaps_by_row(self, at_least: IntArray, *, because: Labelled) -> None:
        """Bound the gap of each ordered pair of rows from below: shape (rows, rows), days."""
        self.gap_rules.append(because)
        np.maximum(self.gap, at_least, out=self.gap)

    def forbid_successions(self, pairs: BoolArray, *, because: Labelled) -> None:
        """Forbid that the second of a pair of partners hosts right after the first: shape (partners, partners)."""
        self.widen_gaps(np.where(pairs, NEVER, 0), because=because)

    def narrowed(self, branch: Branch) -> Tables:
        """Return tables that keep the bounds of a branch, too; these here stay as they are."""
        tables = copy(self)
        tables.position, tables.place_days = self.position.copy(), self.place_days.copy()
        columns = np.arange(self.n_days)
        for place, dates in branch.starts:
            inside = (columns >= self.index(dates.first)) & (columns <= self.index(dates.last))
            tables.place_days[place - 1] &= inside
        for partner, place in branch.elsewhere:
            tables.position[self.rows_of(partner), place - 1] = False
        return tables

    # What goals say

    def charge_starts(self, goal: GoalLike, cost: IntArray, partner: str | None = None, *, part: int = 0) -> None:
        """Charge the starts of a partner: cost of each day of the window, shape (days,)."""
        self._costs(goal, cost, part).start[self.rows_of(partner)] += goal.weight * cost

    def charge_rows(self, goal: GoalLike, cost: IntArray, *, part: int = 0) -> None:
        """Charge the starts of each row: shape (rows, days), or (rows, 1) for whoever hosts at all."""
        self._costs(goal, cost, part).start[:] += goal.weight * cost

    def charge_days(self, goal: GoalLike, days: Iterable[date], *, reach: int = 0, part: int = 0) -> None:
        """Charge every start with 1 for each of `days` that its meeting touches or comes within `reach` of.

        The reach stands for days of travel: an online meeting has none.
        """
        touched = self._touching(days, reach)
        start = self._costs(goal, np.zeros(0, dtype=np.int64), part).start
        for costs, row in zip(start, self.rows, strict=True):
            costs += goal.weight * touched[row.form]

    def charge_distance(self, goal: GoalLike, cost: IntArray, *, part: int = 0) -> None:
        """Charge the days from start to start of consecutive meetings: cost of 0, 1, 2, … days, shape (days,)."""
        self._costs(goal, cost, part).distance[:] += goal.weight * cost

    def charge_succession(self, goal: GoalLike, cost: IntArray, *, part: int = 0) -> None:
        """Charge a host after another: shape (partners, partners)."""
        self.charge_succession_by_row(goal, self.by_row(cost), part=part)

    def charge_succession_by_row(self, goal: GoalLike, cost: IntArray, *, part: int = 0) -> None:
        """Charge a row after another: shape (rows, rows)."""
        self._costs(goal, cost, part).succession[:] += goal.weight * cost

    def charge_always(self, goal: GoalLike, cost: int, *, part: int = 0) -> None:
        """Charge every schedule; a negative cost takes back what the other charges count too much."""
        self._costs(goal, np.zeros(0, dtype=np.int64), part).constant += goal.weight * cost

    def _costs(self, goal: GoalLike, cost: IntArray, part: int) -> LevelCosts:
        if np.min(cost, initial=0) < 0:
            raise ProblemError(f"{goal.label}: a cost is negative; costs start from 0")
        if int(np.max(cost, initial=0)) * goal.weight * max(1, self.meetings) > LARGEST_TOTAL:
            raise ProblemError(
                f"{goal.label}: the weight {goal.weight:,} is too large for costs that are as large as here"
            )
        key = (goal.level, part)
        if key not in self.levels:
            self.levels[key] = LevelCosts.nothing(len(self.rows), self.n_days)
        return self.levels[key]

    def _touching(self, days: Iterable[date], reach: int) -> dict[Form, IntArray]:
        """Count, for each form of a meeting and each start, the `days` that it touches or comes within `reach` of."""
        columns = np.array([self.index(day) for day in days], dtype=np.int64)
        return {form: self._counts(form, columns, reach) for form in dict.fromkeys(row.form for row in self.rows)}

    def _counts(self, form: Form, columns: IntArray, reach: int) -> IntArray:
        reach = reach if form.travelled else 0
        marks = np.zeros(self.n_days + 1, dtype=np.int64)
        np.add.at(marks, np.clip(columns - (form.days - 1) - reach, 0, self.n_days), 1)
        np.add.at(marks, np.clip(columns + reach + 1, 0, self.n_days), -1)
        return np.cumsum(marks)[:-1]

    def _close(self, row: int, starts: BoolArray, because: Labelled) -> None:
        self.closures.append(Closure(because, row, starts))
        self.allowed[row] &= ~starts
