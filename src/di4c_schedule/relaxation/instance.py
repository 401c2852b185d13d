"""The tables as arrays of 64-bit integers, and the two halves they fall into: when, and who after whom."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from di4c_schedule.sequence.costs import CombinedCosts
from di4c_schedule.sequence.kernel import Piece, linear_pieces
from di4c_schedule.tables import NEVER, BoolArray, IntArray, Tables

INFINITY = 1 << 61
"""Cost of what cannot be; the sum of two such costs still fits 64 bits."""

CUT = INFINITY // 2
"""From here on a cost stands for what cannot be."""

LARGEST = 1 << 55
"""Totals stay below this, prices included."""

FINEST = 1 << 10
"""Parts of a unit of cost in which prices are set, at most."""


@frozen(eq=False)
class Instance:
    """What the relaxation reads of the tables.

    Parameters
    ----------
    meetings
        Number of places in the rotation.
    start
        Cost of a start, shape (rows, columns); `INFINITY` where closed.
    pieces
        Linear pieces of the cost of the days from start to start.
    distance
        That cost, shape (columns,).
    succession
        Cost of a row after another, shape (rows, rows).
    least, most
        Bounds on the days from start to start, shape (rows, rows); least above most: may not follow.
    open
        Which rows may stand at which place, shape (rows, places).
    columns
        Which columns a place may start on, whoever hosts, shape (places, columns).
    before
        Which rows come before which if both are used, shape (rows, rows).
    needed
        Which rows are used, and earlier, where another is: shape (rows, rows).
    mandatory
        Which rows are used in every schedule, shape (rows,).
    multiplier, divisor
        Costs here are those of the schedule, times the one, or divided by the other and rounded down.
    """

    meetings: int
    start: IntArray
    pieces: tuple[Piece, ...]
    distance: IntArray
    succession: IntArray
    least: IntArray
    most: IntArray
    open: BoolArray
    columns: BoolArray
    before: BoolArray
    needed: BoolArray
    mandatory: BoolArray
    multiplier: int = 1
    divisor: int = 1

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.start)

    @classmethod
    def of(cls, tables: Tables, costs: CombinedCosts, *, finest: int = FINEST) -> Instance:
        """Read the tables.

        Parameters
        ----------
        tables
            Filled tables.
        costs
            Costs of the tables.
        finest
            Largest multiplier of the costs: a power of 2.
        """
        largest = _largest(costs)
        divisor = -(-largest // LARGEST)
        multiplier = finest
        while multiplier > 1 and largest * multiplier > LARGEST:
            multiplier //= 2
        distance = _integers(costs.distance, multiplier, divisor)
        least = tables.least_distance.copy()
        np.fill_diagonal(least, NEVER)
        needed = _comes_first(tables)
        least[~_may_follow(tables, needed)] = NEVER
        start = _integers(np.where(tables.allowed, costs.start, 0), multiplier, divisor)
        return cls(
            meetings=tables.meetings,
            start=np.where(tables.allowed, start, INFINITY),
            pieces=tuple(linear_pieces(distance)),
            distance=distance,
            succession=_integers(costs.succession, multiplier, divisor),
            least=np.maximum(least, 1),
            most=np.minimum(tables.most_distance, tables.n_days),
            open=tables.position & _places_by_order(tables, needed),
            columns=tables.place_days,
            before=tables.before,
            needed=needed,
            mandatory=np.array([row.mandatory for row in tables.rows], dtype=bool),
            multiplier=multiplier,
            divisor=divisor,
        )

    def within(self, upper: int) -> int:
        """Return what all schedules with less than a total cost less than, in the units of this instance."""
        return (upper - 1) * self.multiplier // self.divisor + 1

    def total(self, bound: int) -> int:
        """Return a total that no schedule stays below, from such a bound in the units of this instance."""
        return -(-bound * self.divisor // self.multiplier)

    def dates_only(self) -> Instance:
        """Return the instance of one row that stands for all: when meetings start, whoever hosts."""
        follows = self.least <= self.most
        return evolve(
            self,
            start=np.zeros((1, self.start.shape[1]), dtype=np.int64),
            succession=np.zeros((1, 1), dtype=np.int64),
            least=np.min(self.least, keepdims=True),
            most=np.max(self.most, where=follows, initial=0, keepdims=True),
            open=np.ones((1, self.meetings), dtype=bool),
            before=np.zeros((1, 1), dtype=bool),
            needed=np.zeros((1, 1), dtype=bool),
            mandatory=np.zeros(1, dtype=bool),
        )

    def order_only(self) -> Instance:
        """Return the instance of one column: who hosts after whom, whenever that is."""
        never = self.least > self.most
        return evolve(
            self,
            start=np.zeros((self.rows, 1), dtype=np.int64),
            distance=np.zeros(1, dtype=np.int64),
            pieces=(Piece(0, 0, 0, 0),),
            least=np.where(never, 1, 0),
            most=np.zeros_like(self.most),
            columns=np.ones((self.meetings, 1), dtype=bool),
        )


def _largest(costs: CombinedCosts) -> int:
    """Return a number that no intermediate result exceeds."""
    steps = [abs(int(later) - int(earlier)) for earlier, later in pairwise(costs.distance)]
    return max(costs.infinity, 2 * max(steps, default=0) * len(costs.distance))


def _integers(values: npt.NDArray[Any], multiplier: int, divisor: int) -> IntArray:
    exact = values.astype(object if divisor > 1 else np.int64)
    return np.asarray(exact * multiplier // divisor, dtype=np.int64)


def _comes_first(tables: Tables) -> BoolArray:
    """Return which rows must be used, and earlier, where another is: shape (rows, rows)."""
    rows = tables.rows
    earlier_turn = np.array(
        [[a.partner == b.partner and a.turn < b.turn for b in rows] for a in rows], dtype=bool
    ).reshape(len(rows), len(rows))
    mandatory = np.array([row.mandatory for row in rows], dtype=bool)
    needed: BoolArray = earlier_turn | (tables.before & mandatory[:, None])
    return needed


def _may_follow(tables: Tables, needed: BoolArray) -> BoolArray:
    """Return which rows may come right after which, as far as the order of the hosts says."""
    # i, then x, then j, and x is used: j does not come right after i
    between = (tables.before.astype(np.int64) @ needed.astype(np.int64)) > 0
    follows: BoolArray = ~tables.before.T & ~between
    return follows


def _places_by_order(tables: Tables, needed: BoolArray) -> BoolArray:
    """Return the places that leave room for what must come before and after: shape (rows, places)."""
    mandatory = np.array([row.mandatory for row in tables.rows], dtype=bool)
    behind = (tables.before & mandatory).sum(axis=1)
    places = np.arange(tables.position.shape[1])
    room: BoolArray = (places >= needed.sum(axis=0)[:, None]) & (places < tables.meetings - behind[:, None])
    return room
