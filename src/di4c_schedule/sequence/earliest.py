"""Whether tables have a schedule at all: for each set of hosts and each last of them, the earliest day it may start.

Where gaps are bounded from below only, a host that starts earlier leaves no less room for those behind it. So one day
for each set and last host is enough, and the tables of days that the optimum needs are not.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.engine import optimise
from di4c_schedule.sequence.lattice import earlier_turns
from di4c_schedule.tables import NEVER, IntArray, Tables

MOST_ROWS = 14
"""Turns up to which all sets of them are gone through: a quarter of a million states."""


def a_schedule(tables: Tables) -> tuple[tuple[int, int], ...] | None:
    """Return a schedule of the tables, costs left aside; None if there is none.

    Parameters
    ----------
    tables
        Filled tables, within the engine's size.

    Returns
    -------
    tuple of (row, column) or None
        In date order.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> a_schedule(Problem(network, "2019-09-02", "2019-10-31", days=2).tables)
    ((0, 0), (1, 2))
    """
    if len(tables.rows) > MOST_ROWS or int(tables.gap_most.min(initial=NEVER)) < NEVER:
        optimum = optimise(tables)
        return optimum.starts if optimum else None
    if not 0 < tables.meetings <= len(tables.rows):
        return None
    return _Search.of(tables).run()


@frozen(eq=False)
class _Search:
    """What the passes read.

    Parameters
    ----------
    tables
        The tables.
    distance
        Least days from start to start, shape (rows, rows).
    following
        For each row the set of rows that must come after it, as a bit mask, shape (rows,).
    earlier
        For each row the set of the earlier turns of its host: without them it is not taken.
    """

    tables: Tables
    distance: IntArray
    following: IntArray
    earlier: IntArray

    @classmethod
    def of(cls, tables: Tables) -> _Search:
        bits = 1 << np.arange(len(tables.rows), dtype=np.int64)
        distance = np.minimum(tables.least_distance, 2 * tables.n_days)
        return cls(tables, distance, tables.before @ bits, earlier_turns(tables))

    def run(self) -> tuple[tuple[int, int], ...] | None:
        n, never = len(self.tables.rows), self.tables.n_days
        start = np.full((1 << n, n), never, dtype=np.int64)
        rows = np.arange(n)
        first = np.where(self.tables.position[:, 0] & (self.earlier == 0), self.next_open[0, :, 0], never)
        start[1 << rows, rows] = first
        for size in range(1, self.tables.meetings):
            sets = _sets(n)[size]
            last = start[sets]
            sets, last = sets[(last < never).any(axis=1)], last[(last < never).any(axis=1)]
            if not sets.size:
                return None
            arrival = np.minimum((last[:, :, None] + self.distance).min(axis=1), never)
            opened = self.next_open[size, rows, arrival]
            others = sets[:, None]
            free = ((others >> rows) & 1 == 0) & (others & self.following == 0) & self.tables.position[:, size]
            free &= others & self.earlier == self.earlier
            place, row = np.nonzero(free)
            start[sets[place] | (1 << row), row] = opened[place, row]
        return self._traced(start)

    @cached_property
    def next_open(self) -> IntArray:
        """The first open column from each column on, shape (places, rows, days + 1); `n_days` where there is none."""
        n_days = self.tables.n_days
        opened = self.tables.allowed & self.tables.place_days[: self.tables.meetings, None]
        columns = np.where(opened, np.arange(n_days), n_days)
        earliest = np.full((*columns.shape[:2], n_days + 1), n_days, dtype=np.int64)
        earliest[:, :, :-1] = np.minimum.accumulate(columns[:, :, ::-1], axis=2)[:, :, ::-1]
        return earliest

    def _traced(self, start: IntArray) -> tuple[tuple[int, int], ...] | None:
        n, never = len(self.tables.rows), self.tables.n_days
        needed = sum(1 << number for number, row in enumerate(self.tables.rows) if row.mandatory)
        sets = _sets(n)[self.tables.meetings]
        sets = sets[sets & needed == needed]
        found = start[sets]
        if not found.size or int(found.min()) >= never:
            return None
        # of equally early ends the one with the last partner: so the first ones come first
        place, back = divmod(int(found[:, ::-1].argmin()), n)
        used, row = int(sets[place]), n - 1 - back
        starts = []
        for size in range(self.tables.meetings - 1, -1, -1):
            column = int(start[used, row])
            starts.append((row, column))
            used ^= 1 << row
            if size:
                ready = np.minimum(start[used] + self.distance[:, row], never)
                before = self.next_open[size, row, ready] == column
                row = int(np.flatnonzero(before & (start[used] < never))[-1])
        return tuple(reversed(starts))


@lru_cache(maxsize=4)
def _sets(n: int) -> tuple[IntArray, ...]:
    """Return for 0, 1, … the sets of so many of n elements, as bit masks."""
    masks = np.arange(1 << n, dtype=np.int64)
    sizes = np.zeros(1 << n, dtype=np.int64)
    for element in range(n):
        sizes += masks >> element & 1
    return tuple(masks[sizes == size] for size in range(n + 1))
