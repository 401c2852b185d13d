"""The optimum of the tables, and the best total for every host on every day."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.costs import level_values
from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.sequence.lattice import Lattice, Layer
from di4c_schedule.sequence.passes import Finish, Tick, backward_pass, forward_pass, last_layer
from di4c_schedule.sequence.trace import earliest_optimum
from di4c_schedule.tables import LevelKey, Tables


@frozen(eq=False)
class Optimum:
    """The best sequence of the tables, proven.

    Parameters
    ----------
    starts
        Pairs (row, column) in date order: the earliest dates, then the partners' order, among equally good ones.
    levels
        Value of each part of each goal level, weights applied.
    total
        What was minimised: the values of the levels times their `factors`, without what every schedule costs, and what
        the set of hosts costs besides.
    """

    starts: tuple[tuple[int, int], ...]
    levels: dict[LevelKey, int]
    total: int
    _lattice: Lattice
    _last: Layer
    _tick: Tick

    @property
    def factors(self) -> dict[LevelKey, int]:
        """For each part of each level: what a unit of it weighs in a total."""
        return self._lattice.costs.factors

    @property
    def infinity(self) -> int:
        """More than the total of any schedule."""
        return self._lattice.costs.infinity

    @cached_property
    def best_totals(self) -> CostArray:
        """The least total of a schedule with a row on a day, shape (rows, days); `infinity` if there is none.

        A total is the sum of the levels' values times their `factors`, without what every schedule costs. Both passes
        are run for it, as an optimum keeps no states; the `tick` of `optimise` is called again.
        """
        lattice = self._lattice
        totals = np.full(lattice.tables.allowed.shape, self.infinity, dtype=lattice.costs.start.dtype)
        rest = backward_pass(lattice, self._last, self._tick)
        for size, so_far in enumerate(forward_pass(lattice, self._tick), 1):
            best, starts = totals[:, slice(*lattice.spans[size - 1])], lattice.starts(size)
            for row in range(lattice.n):
                least = (so_far[row] + rest[size - 1][row]).min(axis=0)
                np.minimum(best[row], least + starts[row], out=best[row])
        return totals


def optimise(
    tables: Tables, tick: Tick = lambda _: None, finish: Finish | None = None, finish_most: int = 0
) -> Optimum | None:
    """Return the optimum of the tables, or None if there is no schedule.

    Parameters
    ----------
    tables
        Filled tables, within the engine's size.
    tick
        Called now and then, at least after each layer; an exception it raises ends the search.
    finish
        What each set of hosts costs besides the levels: given bit masks of the rows, it returns integers in units of
        the total, less than 0 for a set that must not host. A cost that belongs to a level is so many times that
        level's factor (see `combine`), and the level's `hosts_most` makes the earlier levels outweigh it.
    finish_most
        The most that a set costs.

    Raises
    ------
    ValueError
        If a set of hosts costs more than `finish_most`.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> optimise(Problem(network, "2019-09-02", "2019-10-31", days=2).tables).starts
    ((0, 0), (1, 2))
    """
    lattice = Lattice.of(tables, finish_most)
    if lattice is None:
        return None
    last = last_layer(lattice, finish, finish_most)
    rest = backward_pass(lattice, last, tick)
    total = int((rest[0][:, 0] + lattice.starts(1)).min())
    if total >= lattice.costs.infinity:
        return None
    starts = earliest_optimum(lattice, rest, total)
    return Optimum(tuple(starts), level_values(tables, starts), total, lattice, last, tick)
