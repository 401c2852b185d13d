"""What the search knows of every row before it begins, for schedules below a known total."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import field, frozen

from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.tables import IntArray
from di4c_schedule.windows.givens import Givens
from di4c_schedule.windows.masks import MaskArray, RowArray, pack
from di4c_schedule.windows.narrowing import ImpossibleError, Narrowing

_MOST_PASSES = 10

_MOST_CELLS = 1 << 20
"""Entries of the table of rows out of reach, in words: 8 MB."""


@frozen(eq=False)
class Frame:
    """Windows, order and least costs of the rows, for schedules below a ceiling.

    Parameters
    ----------
    givens
        The tables.
    ceiling
        A total that a schedule must stay below.
    narrowed
        Windows, order and places.
    dues
        The least that using a row costs: its start, and its succession to the row before; shape (rows,).
    """

    givens: Givens
    ceiling: int
    narrowed: Narrowing
    dues: IntArray
    _cells: tuple[MaskArray, int] = field(init=False)

    @classmethod
    def below(cls, givens: Givens, ceiling: int) -> Frame:
        """Narrow the windows to starts that a schedule below the ceiling may have.

        Raises
        ------
        ImpossibleError
            If there is no such schedule.
        """
        earliest, latest = givens.first.copy(), givens.last.copy()
        for _ in range(_MOST_PASSES):
            narrowed = Narrowing(givens, earliest, latest)
            narrowed.run()
            frame = cls(givens, ceiling, narrowed, _dues(narrowed))
            earliest, latest = frame._cheap_enough()
            if (earliest == narrowed.earliest).all() and (latest == narrowed.latest).all():
                break
        return frame

    @_cells.default
    def _out_of_reach(self) -> tuple[MaskArray, int]:
        """Return, for each row and cell of columns, the mandatory rows that a start there leaves no time for.

        A cell is as many columns as a power of 2, its exponent returned besides; a row is out of reach of a cell if it
        is from the first column of the cell.
        """
        givens, narrowed = self.givens, self.narrowed
        bits = pack(np.eye(givens.n, dtype=bool))
        shift = 0
        while givens.n * ((givens.columns >> shift) + 2) * len(bits) > _MOST_CELLS:
            shift += 1
        cells = np.zeros((len(bits), givens.n, (givens.columns >> shift) + 2), dtype=np.uint64)
        last = narrowed.latest - narrowed.closest  # the last start of a row that another can follow in time
        for other in np.flatnonzero(givens.mandatory).tolist():
            begins = np.clip(-(-(last[:, other] + 1) >> shift), 0, cells.shape[2] - 1)
            rows = np.flatnonzero(np.arange(givens.n) != other)
            for word, values in enumerate(cells):
                values[rows, begins[rows]] |= bits[word, other]
        return np.bitwise_or.accumulate(cells, axis=2), shift

    def out_of_reach(self, rows: RowArray | int, columns: IntArray) -> MaskArray:
        """Return the mandatory rows that starts of `rows` at `columns` leave no time for, unless they were before."""
        cells, shift = self._cells
        found: MaskArray = cells[:, rows, columns >> shift]
        return found

    @cached_property
    def needed(self) -> MaskArray:
        """Rows that must have been used before each row, shape (words, rows)."""
        return pack(self.narrowed.needed)

    @cached_property
    def tested(self) -> MaskArray:
        """Rows that decide whether a row may be used next, shape (words, rows): needed ones, later ones, itself."""
        return pack(self.narrowed.needed | self.narrowed.before | np.eye(self.givens.n, dtype=bool))

    @cached_property
    def overdue(self) -> MaskArray:
        """Mandatory rows that may not take a place after each, shape (words, meetings): place k at k - 1."""
        places = np.arange(1, self.givens.meetings + 1)
        return pack((self.narrowed.last_place <= places[:, None]) & self.givens.mandatory)

    @cached_property
    def by_deadline(self) -> list[int]:
        """The mandatory rows, that with the earliest last start first."""
        order = np.argsort(self.narrowed.latest, kind="stable")
        return [int(row) for row in order if self.givens.mandatory[row]]

    @cached_property
    def steps(self) -> IntArray:
        """Least days from the start of a row to that of the next, more than the columns if it may not follow."""
        return np.where(self.narrowed.links, self.givens.least, self.givens.columns + 1)

    @cached_property
    def timed_rows(self) -> dict[int, CostArray]:
        """The mandatory rows whose cost depends on their start, and what a start costs more from any column on.

        Each has the shape (columns + 2,); infinity where there is no start any more.
        """
        givens, timed = self.givens, {}
        for row in self.by_deadline:
            window: CostArray = givens.start[row, self.starts(row)]
            least = window.min()
            if ((window != least) & (window < givens.infinity)).any():
                more = np.full(givens.columns + 2, givens.infinity, dtype=window.dtype)
                more[self.starts(row)] = np.where(window < givens.infinity, window - least, givens.infinity)
                timed[row] = np.minimum.accumulate(more[::-1])[::-1]
        return timed

    @property
    def only_one_start_costs(self) -> bool:
        """Whether the total is the cost of one row's start, and perhaps a constant."""
        givens = self.givens
        if givens.meetings < givens.n or not givens.waiting_is_free or givens.succession[self.narrowed.links].any():
            return False
        return len(self.timed_rows) <= 1

    @cached_property
    def step_kinds(self) -> tuple[list[tuple[int, int]], IntArray]:
        """The different bounds (least, most) on the days from a row to the next, and which of them a pair of rows has.

        Pairs of which the second may not follow the first have -1; shape (rows, rows).
        """
        links = self.narrowed.links
        kinds = np.full(links.shape, -1, dtype=np.int64)
        pairs = np.stack([self.givens.least[links], self.givens.most[links]], axis=1)
        bounds, kinds[links] = np.unique(pairs, axis=0, return_inverse=True)
        return [(int(least), int(most)) for least, most in bounds], kinds

    @property
    def bound(self) -> int:
        """A total that no schedule is below."""
        must = self.givens.mandatory
        opening = _succession_dues(self.narrowed)[must & (self.narrowed.first_place == 1)].max(initial=0)
        return int(self.dues[must].sum() - opening)

    def may_take(self, row: int, place: int) -> bool:
        """Whether a row may take a place, counted from 1."""
        narrowed = self.narrowed
        inside = narrowed.first_place[row] <= place <= narrowed.last_place[row]
        return bool(inside and narrowed.latest[row] >= 0 and self.givens.position[row, place - 1])

    def starts(self, row: int) -> slice:
        """Return the columns of a row's window."""
        return slice(int(self.narrowed.earliest[row]), int(self.narrowed.latest[row]) + 1)

    def _cheap_enough(self) -> tuple[IntArray, IntArray]:
        """Return the first and the last start of each row that may belong to a schedule below the ceiling."""
        earliest, latest = self.narrowed.earliest.copy(), self.narrowed.latest.copy()
        room = self.ceiling - self.bound
        if room <= 0:
            raise ImpossibleError
        for row in np.flatnonzero(latest >= 0).tolist():
            costs: CostArray = self.givens.start[row, self.starts(row)]
            least = costs.min() if self.givens.mandatory[row] else 0
            cheap = np.flatnonzero(costs < least + room)
            first = int(earliest[row])
            earliest[row] = first + cheap[0] if cheap.size else self.givens.columns
            latest[row] = first + cheap[-1] if cheap.size else -1
        return earliest, latest


def _dues(narrowed: Narrowing) -> IntArray:
    """Return the least that each row costs, 0 if it cannot be used."""
    start = np.zeros(narrowed.givens.n, dtype=np.int64)
    for row in np.flatnonzero(narrowed.latest >= 0).tolist():
        start[row] = narrowed.givens.start[row, narrowed.earliest[row] : narrowed.latest[row] + 1].min()
    return start + _succession_dues(narrowed)


def _succession_dues(narrowed: Narrowing) -> IntArray:
    givens = narrowed.givens
    costs = np.where(narrowed.links, givens.succession.astype(np.int64), givens.infinity)
    least: IntArray = costs.min(axis=0, initial=givens.infinity)
    least[least >= givens.infinity] = 0
    return least
