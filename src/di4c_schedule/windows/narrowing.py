"""Narrower windows: what order, least distances and places leave of each row's first and last start.

A row with a window that begins late enough comes after one whose window ends early; rows that come before a row push
its window on, also by the time that all of them take together; and narrower windows order more rows. This is repeated
until nothing changes. Desrochers, M., Desrosiers, J. and Solomon, M. (1992), A new optimization algorithm for the
vehicle routing problem with time windows, for the reductions row by row; the sums over several rows are those of
single-machine scheduling (Carlier, J., 1982, The one-machine sequencing problem).
"""

from __future__ import annotations

import numpy as np
from attrs import define, field

from di4c_schedule.tables import BoolArray, IntArray
from di4c_schedule.windows.givens import Givens

_MOST_PASSES = 100


class ImpossibleError(Exception):
    """No schedule keeps the windows."""


@define(eq=False)
class Narrowing:
    """Windows, order and places, narrowed step by step.

    Parameters
    ----------
    givens
        The tables.
    earliest, latest
        First and last start of each row, shape (rows,); changed in place.
    before
        Whether a row comes before another if both are used, shape (rows, rows).
    needed
        Whether a row may only come when another was, shape (rows, rows).
    first_place, last_place
        Places in the rotation, counted from 1.
    links
        Whether a row may come right after another, shape (rows, rows).
    closest
        Least days from the start of a row to that of another, others between them or not, shape (rows, rows).
    entry, leave
        Least days between the start of a row and that before, or after it; 0 where there is none.
    """

    givens: Givens
    earliest: IntArray
    latest: IntArray
    before: BoolArray = field(init=False)
    needed: BoolArray = field(init=False)
    first_place: IntArray = field(init=False)
    last_place: IntArray = field(init=False)
    links: BoolArray = field(init=False)
    closest: IntArray = field(init=False)
    entry: IntArray = field(init=False)
    leave: IntArray = field(init=False)

    def __attrs_post_init__(self) -> None:
        places = np.arange(1, self.givens.meetings + 1)
        self.before = self.givens.before.copy()
        self.needed = self.givens.earlier_turns.copy()
        self.first_place = np.where(self.givens.position, places, self.givens.meetings + 1).min(axis=1)
        self.last_place = np.where(self.givens.position, places, 0).max(axis=1)
        self.links = self.givens.least <= self.givens.columns

    def run(self) -> None:
        """Narrow until nothing changes, or so often that what is left to gain is small.

        Raises
        ------
        ImpossibleError
            If a row that must be used cannot be, or too few can.
        """
        for _ in range(_MOST_PASSES):
            known = self._state()
            self._link()
            self._order()
            self._place()
            self._push()
            self._drop()
            if self._state() == known:
                return

    @property
    def usable(self) -> BoolArray:
        """Which rows can still be used, shape (rows,)."""
        return (self.earliest <= self.latest) & (self.first_place <= self.last_place)

    def _state(self) -> tuple[bytes, ...]:
        changing = (self.earliest, self.latest, self.before, self.needed, self.first_place, self.last_place)
        return tuple(values.tobytes() for values in changing)

    def _link(self) -> None:
        """Find which rows may follow each other, and the least days between rows."""
        givens = self.givens
        usable, must = self.usable, givens.mandatory
        between = (self.before[:, must].astype(np.int64) @ self.before[must].astype(np.int64)) > 0
        self.links &= usable[:, None] & usable & ~self.before.T & ~between
        self.links &= self.earliest[:, None] + givens.least <= self.latest
        self.links &= (self.first_place[:, None] < self.last_place) & (self.last_place[:, None] + 1 >= self.first_place)
        self.closest = np.where(self.links, givens.least, givens.columns + 1)
        self.entry, self.leave = self._least_steps(self.closest)
        for row in range(givens.n):
            np.minimum(self.closest, self.closest[:, row, None] + self.closest[row], out=self.closest)

    def _least_steps(self, steps: IntArray) -> tuple[IntArray, IntArray]:
        entry, leave = steps.min(axis=0), steps.min(axis=1)
        for values in (entry, leave):
            values[values > self.givens.columns] = 0
        return entry, leave

    def _order(self) -> None:
        """Order rows that the windows or the places leave only one order for."""
        late = self.earliest[:, None] + self.closest > self.latest
        late |= self.first_place[:, None] > self.last_place
        np.fill_diagonal(late, False)
        self.before |= late.T
        for row in np.flatnonzero(self.givens.mandatory).tolist():
            self.before |= self.before[:, row, None] & self.before[row]
        self.needed |= self.before.T & self.givens.mandatory
        for row in range(self.givens.n):
            self.needed |= self.needed[:, row, None] & self.needed[row]

    def _place(self) -> None:
        """Move places on by the rows that come before, and back by those that come after."""
        givens, meetings = self.givens, self.givens.meetings
        after = (self.before & givens.mandatory).sum(axis=1)
        first = np.maximum(self.first_place, 1 + self.needed.sum(axis=1))
        last = np.minimum(self.last_place, meetings - after)
        places = np.arange(1, meetings + 1)
        inside = givens.position & (places >= first[:, None]) & (places <= last[:, None])
        self.first_place = np.where(inside, places, meetings + 1).min(axis=1)
        self.last_place = np.where(inside, places, 0).max(axis=1)

    def _push(self) -> None:
        """Push the windows on, and back, by the rows that come before, and after."""
        givens = self.givens
        reached = np.where(self.links, self.earliest[:, None] + givens.least, givens.columns)
        left = np.where(self.links, self.latest[None, :] - givens.least, -1)
        for row in range(givens.n):
            first = max(int(self.earliest[row]), self._start_after(row))
            if self.first_place[row] > 1:
                first = max(first, int(reached[:, row].min()))
            last = min(int(self.latest[row]), self._start_before(row))
            if self.last_place[row] < givens.meetings:
                last = min(last, int(left[row].max()))
            self.earliest[row] = givens.open_from(row, first)
            self.latest[row] = givens.open_until(row, last)

    def _start_after(self, row: int) -> int:
        """Return the first moment after all rows that must come before a row."""
        rows = np.flatnonzero(self.needed[row])
        if not rows.size:
            return 0
        rows = rows[np.argsort(-self.earliest[rows], kind="stable")]
        together = self.earliest[rows] + np.cumsum(self.leave[rows])
        return int(max(together.max(), (self.earliest[rows] + self.closest[rows, row]).max()))

    def _start_before(self, row: int) -> int:
        """Return the last moment before all rows that must come after a row."""
        rows = np.flatnonzero(self.before[row] & self.givens.mandatory)
        if not rows.size:
            return self.givens.columns
        rows = rows[np.argsort(self.latest[rows], kind="stable")]
        together = self.latest[rows] - np.cumsum(self.entry[rows])
        return int(min(together.min(), (self.latest[rows] - self.closest[row, rows]).min()))

    def _drop(self) -> None:
        """Give up rows that cannot be used."""
        must = self.givens.mandatory
        alone = ~self.links.any(axis=0) & ~self.links.any(axis=1) & (self.givens.meetings > 1)
        impossible = ~self.usable | alone | (self.needed & ~self.usable).any(axis=1) | np.diag(self.needed)
        # a row that would have to come both before and after one that must be used if it is
        impossible |= (self.before & (self.needed | self.before.T & must)).any(axis=1)
        if (impossible & must).any() or self.givens.n - int(impossible.sum()) < self.givens.meetings:
            raise ImpossibleError
        self.earliest[impossible] = self.givens.columns
        self.latest[impossible] = -1
