"""The optimum of the tables, and the best total for every host on every day."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.costs import CostArray, level_values
from di4c_schedule.sequence.passes import Lattice, Layer, Tick, backward_pass, forward_pass
from di4c_schedule.sequence.trace import earliest_optimum
from di4c_schedule.tables import LevelKey, Tables

LARGEST_MEMORY = 400_000_000
"""Bytes that the states of the backward pass may take; what it works with comes to a tenth more."""

MOST_ROWS = 16
"""Hosts' turns beyond which the subsets alone are too many."""


@frozen(eq=False)
class Optimum:
    """The best sequence of the tables, proven, and what the passes know besides.

    Parameters
    ----------
    starts
        Pairs (row, column) in date order: the earliest dates, then the partners' order, among equally good ones.
    levels
        Value of each goal level, weights applied.
    """

    starts: tuple[tuple[int, int], ...]
    levels: dict[LevelKey, int]
    _lattice: Lattice
    _rest: list[Layer]

    @cached_property
    def best_totals(self) -> CostArray:
        """The least total of a schedule with a row on a day, shape (rows, days); `infinity` if there is none.

        A total is the sum of the levels' values times their `factors`, without what every schedule costs.
        """
        infinity = self._lattice.costs.infinity
        tables = self._lattice.tables
        totals = np.full(tables.allowed.shape, infinity, dtype=self._lattice.costs.start.dtype)
        for so_far, rest in zip(forward_pass(self._lattice), self._rest, strict=True):
            for row in range(self._lattice.n):
                np.minimum(totals[row], (so_far[row] + rest[row]).min(axis=0), out=totals[row])
        totals[totals >= infinity // 2] = infinity
        return totals

    @property
    def factors(self) -> dict[LevelKey, int]:
        """For each level: what a unit of it weighs in a total."""
        return self._lattice.costs.factors


def n_states(tables: Tables) -> int:
    """Return the number of states: sets of hosts with a last host, on every day."""
    n = len(tables.rows)
    return n * (1 << max(0, n - 1)) * tables.n_days


def fits(tables: Tables) -> bool:
    """Whether the tables are within the engine's size."""
    return len(tables.rows) <= MOST_ROWS and n_states(tables) * 8 <= LARGEST_MEMORY


def optimise(tables: Tables, tick: Tick = lambda _: None) -> Optimum | None:
    """Return the optimum of the tables, or None if there is no schedule.

    Parameters
    ----------
    tables
        Filled tables, within the engine's size.
    tick
        Called after each layer; an exception it raises ends the search.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> optimise(Problem(network, "2019-09-02", "2019-10-31", days=2).tables).starts
    ((0, 0), (1, 2))
    """
    if not 0 < tables.meetings <= len(tables.rows):
        return None
    lattice = Lattice.of(tables)
    rest = backward_pass(lattice, tick)
    total = min(int((cost + rest[0][row][0]).min()) for row, cost in lattice.openings())
    if total >= lattice.costs.infinity // 2:
        return None
    starts = earliest_optimum(lattice, rest, total)
    return Optimum(tuple(starts), level_values(tables, starts), lattice, rest)
