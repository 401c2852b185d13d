"""The columns that are left at each place of the rotation."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import evolve, frozen

from di4c_schedule.relaxation.instance import INFINITY, Instance
from di4c_schedule.relaxation.moves import Moves
from di4c_schedule.tables import BoolArray, IntArray


@frozen(eq=False)
class Grid:
    """Columns of each place, and what a start costs there.

    Parameters
    ----------
    instance
        The tables.
    columns
        For each place: columns in rising order.
    starts
        For each place: cost of a start, shape (rows, columns of the place); `INFINITY` where closed.
    """

    instance: Instance
    columns: tuple[IntArray, ...]
    starts: tuple[IntArray, ...]

    @cached_property
    def forward(self) -> tuple[Moves, ...]:
        """Moves from each place to the next."""
        return tuple(
            Moves.between(self.instance, here, there)
            for here, there in zip(self.columns[:-1], self.columns[1:], strict=True)
        )

    @cached_property
    def backward(self) -> tuple[Moves, ...]:
        """Moves from each place to the one before, on reversed columns."""
        mirrored = evolve(self.instance, least=self.instance.least.T, most=self.instance.most.T)
        return tuple(
            Moves.between(mirrored, -there[::-1], -here[::-1])
            for here, there in zip(self.columns[:-1], self.columns[1:], strict=True)
        )

    def priced(self, instance: Instance) -> Grid:
        """Return the same columns and slots with the costs of an instance."""
        starts = (
            np.where(start < INFINITY, instance.start[:, columns], INFINITY)
            for start, columns in zip(self.starts, self.columns, strict=True)
        )
        return Grid(instance, self.columns, tuple(starts))

    @classmethod
    def full(cls, instance: Instance) -> Grid:
        """Return the grid of all columns that are open to any row, as far as the least distances leave room."""
        opened = np.flatnonzero((instance.start < INFINITY).any(axis=0))
        step = int(np.min(instance.least, initial=1 << 40))
        first, last = (int(opened[0]), int(opened[-1])) if opened.size else (0, 0)
        columns = []
        for place in range(instance.meetings):
            low = first + place * step
            high = last - (instance.meetings - 1 - place) * step
            columns.append(opened[(opened >= low) & (opened <= high) & instance.columns[place, opened]])
        return cls.of(instance, tuple(columns))

    @classmethod
    def of(cls, instance: Instance, columns: tuple[IntArray, ...]) -> Grid:
        """Return the grid of some columns."""
        starts = tuple(
            np.where(instance.open[:, [place]], instance.start[:, some], INFINITY) for place, some in enumerate(columns)
        )
        return cls(instance, columns, starts)

    def keep(self, slots: list[BoolArray]) -> Grid:
        """Return the grid with some of its slots.

        Parameters
        ----------
        slots
            For each place: which slots to keep, shape (rows, columns of the place), or (1, columns) for all rows alike.
        """
        columns, starts = [], []
        for some, start, kept in zip(self.columns, self.starts, slots, strict=True):
            used = kept.any(axis=0)
            columns.append(some[used])
            starts.append(np.where(kept, start, INFINITY)[:, used])
        return Grid(self.instance, tuple(columns), tuple(starts))
