"""The states of the dynamic program, layer by layer of equal numbers of hosts."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.costs import CombinedCosts, combine
from di4c_schedule.sequence.kernel import CostArray, Piece
from di4c_schedule.sequence.links import Gap, Links
from di4c_schedule.sequence.room import Room, Span
from di4c_schedule.sequence.subsets import SubsetLayers, layer_width, subset_layers
from di4c_schedule.tables import BoolArray, IntArray, Tables

Layer = CostArray
"""Costs of the states of so many hosts, shape (last host, sets that hold it, days of the layer's span)."""


@frozen(eq=False)
class Lattice:
    """The states of the dynamic program: sets of hosts, the last of them, and the day on which it starts.

    Parameters
    ----------
    tables
        The tables.
    room
        Days from start to start.
    spans
        For each number of hosts, from 1 on, the columns between which the last of them may start.
    costs
        The levels combined.
    """

    tables: Tables
    room: Room
    spans: tuple[Span, ...]
    costs: CombinedCosts

    @classmethod
    def of(cls, tables: Tables, finish_most: int = 0) -> Lattice | None:
        """Prepare tables for the passes; None if numbers or days alone leave no schedule."""
        if not 0 < tables.meetings <= len(tables.rows):
            return None
        room = Room.of(tables)
        if room.spans is None:
            return None
        return cls(tables, room, room.spans, combine(tables, room, finish_most))

    @property
    def n(self) -> int:
        """Number of rows."""
        return len(self.tables.rows)

    def shape(self, size: int) -> tuple[int, int, int]:
        """Return the shape of a layer."""
        first, end = self.spans[size - 1]
        return self.n, layer_width(self.n, size), end - first

    @cached_property
    def layers(self) -> SubsetLayers:
        """The sets of hosts."""
        return subset_layers(self.n, self.tables.meetings)

    def starts(self, size: int) -> CostArray:
        """Return what each row's start costs as the last of so many hosts, shape (rows, days of the layer's span)."""
        days = slice(*self.spans[size - 1])
        cost: CostArray = self.costs.start[:, days].copy()
        cost[~self.tables.position[:, size - 1]] = self.costs.infinity
        cost[:, ~self.tables.place_days[size - 1, days]] = self.costs.infinity
        return cost

    @cached_property
    def ahead(self) -> Links:
        """The links from a row to those that come next."""
        return Links.of(self.room, self.costs.succession, ahead=True)

    @cached_property
    def behind(self) -> Links:
        """The links from a row to those that come before."""
        return Links.of(self.room, self.costs.succession, ahead=False)

    def reach(self, gap: Gap, size: int, links: Links) -> list[Piece]:
        """Return the cost of a distance within a gap, by the columns of two layers.

        Parameters
        ----------
        gap
            Bounds on the distance.
        size
            Number of hosts of the states.
        links
            Whether their neighbours lie ahead or behind.

        Returns
        -------
        list of Piece
            Functions of the neighbour's column in its layer less the state's column in its own.
        """
        pieces = [piece.within(*gap) for piece in self.costs.pieces]
        here = self.spans[size - 1][0]
        if links.ahead:
            return [piece.shifted(self.spans[size][0] - here) for piece in pieces]
        return [piece.shifted(here - self.spans[size - 2][0]).mirrored() for piece in pieces]

    def barred(self, size: int) -> BoolArray | None:
        """Return the states whose last host must not come after the others, shape (rows, sets); None if there is none.

        None of the others may be one that must come after it, and its own earlier turns must be among them.
        """
        tables, bits = self.tables, 1 << np.arange(self.n, dtype=np.int64)
        if not tables.before.any():
            return None
        later, needed = (tables.before @ bits)[:, None], earlier_turns(tables)[:, None]
        others = self.layers.sets(size).reshape(self.n, -1) ^ bits[:, None]
        barred: BoolArray = ((others & later) != 0) | ((others & needed) != needed)
        return barred


def earlier_turns(tables: Tables) -> IntArray:
    """Return for each row the set of the earlier turns of its host, as a bit mask, shape (rows,)."""
    rows = tables.rows
    earlier = [
        sum(1 << b for b, other in enumerate(rows) if other.partner == row.partner and other.turn < row.turn)
        for row in rows
    ]
    return np.array(earlier, dtype=np.int64)
