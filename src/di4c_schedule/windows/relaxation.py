"""Lower bounds that somebody else knows, or that a relaxation without sets gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.kernel import CostArray, cheapest_arrival
from di4c_schedule.tables import IntArray
from di4c_schedule.windows.answer import Clock
from di4c_schedule.windows.frame import Frame

LARGEST_TABLE = 8_000_000
"""Entries beyond which the relaxation is not worked out: 32 or 64 MB."""

MOST_WORK = 30_000_000
"""Entries, times the kinds of steps, beyond which it is not worked out: about a second."""


@frozen(eq=False)
class Completion:
    """Lower bounds on the cost of all that comes after a prefix.

    Parameters
    ----------
    tables
        Element k - 1, shape (rows, columns): for a prefix of k rows, by its last row and that row's start.
    prices
        To be added for every row that the prefix leaves, shape (rows,); or None.
    """

    tables: Sequence[CostArray]
    prices: IntArray | None = None

    @classmethod
    def of(cls, tables: Sequence[CostArray], prices: CostArray | None, infinity: int) -> Completion:
        """Take bounds from elsewhere, in which more than infinity means the same as infinity."""
        cut = [np.minimum(table, infinity).astype(np.int64) for table in tables]
        return cls(cut, None if prices is None else prices.astype(np.int64))


def prices_of(completion: Completion | None) -> IntArray | None:
    """Return the prices that come with a completion, None if there are none."""
    return None if completion is None else completion.prices


def relaxed_completion(frame: Frame, clock: Clock) -> Completion | None:
    """Work out the least cost of going on when rows may come again; None if that takes too long.

    Every row keeps its window, its places, its distances and its costs; only "each row once" is dropped.
    Christofides, N., Mingozzi, A. and Toth, P. (1981), State-space relaxation procedures for the computation of bounds
    to routing problems.
    """
    givens = frame.givens
    entries = givens.meetings * givens.n * givens.columns
    if entries > LARGEST_TABLE or entries * len(frame.step_kinds[0]) > MOST_WORK:
        return None
    start = np.full_like(givens.start, givens.infinity)
    for row in range(givens.n):
        start[row, frame.starts(row)] = givens.start[row, frame.starts(row)]
    table = np.zeros_like(start)
    tables = [table]
    for place in range(givens.meetings, 1, -1):
        places = np.array([frame.may_take(row, place) for row in range(givens.n)])
        arrival = np.where(places[:, None] & givens.place_days[place - 1], start + table, givens.infinity)
        table = np.full_like(start, givens.infinity)
        for kind, bounds in enumerate(frame.step_kinds[0]):
            clock.check()
            # seen from behind, time runs the other way
            reached = cheapest_arrival(arrival[:, ::-1], givens.pieces, *bounds, givens.infinity)[:, ::-1]
            pairs = frame.step_kinds[1] == kind
            for row in np.flatnonzero(pairs.any(axis=1)).tolist():
                following = np.flatnonzero(pairs[row])
                onward = (reached[following] + givens.succession[row, following, None]).min(axis=0)
                np.minimum(table[row], onward, out=table[row])
        tables.insert(0, table)
    return Completion(tables)
