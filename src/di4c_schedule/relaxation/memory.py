"""Which rows the relaxation remembers, as bits.

For each row there is a set of rows that are still remembered when it hosts (an *ng-set*: Baldacci, R., Mingozzi, A. and
Roberti, R. (2011), New route relaxation and pricing strategies for the vehicle routing problem). A row that is
remembered cannot host again. The larger the sets, the fewer walks pass that use a row twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from di4c_schedule.relaxation.instance import INFINITY, Instance
from di4c_schedule.tables import BoolArray

BitArray = npt.NDArray[np.uint64]
"""Sets of rows, shape (sets, words): row r is bit r % 64 of word r // 64."""

Walk = tuple[tuple[int, int], ...]
"""Rows and columns in date order; a row may come more than once."""


def pack(members: BoolArray) -> BitArray:
    """Return sets as bits.

    Parameters
    ----------
    members
        Shape (sets, rows).

    Examples
    --------
    >>> pack(np.array([[True, False, True]])).tolist()
    [[5]]
    """
    sets, rows = members.shape
    words = -(-rows // 64)
    padded = np.zeros((sets, words * 64), dtype=np.uint8)
    padded[:, :rows] = members
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def no_bits(rows: int, sets: int) -> BitArray:
    """Return so many empty sets as bits."""
    return np.zeros((sets, -(-rows // 64)), dtype=np.uint64)


def nearest(instance: Instance, size: int) -> BoolArray:
    """Return for each row the rows that are cheapest to have before or after it.

    Returns
    -------
    array of bool, shape (rows, rows)
        Entry [i, r]: whether r is still remembered when i hosts.
    """
    n = instance.rows
    sets = np.zeros((n, n), dtype=bool)
    cost = np.where(instance.least <= instance.most, instance.succession, INFINITY)
    cost = np.minimum(cost, cost.T)
    np.fill_diagonal(cost, 2 * INFINITY - 1)
    neighbours = np.argsort(cost, axis=1, kind="stable")[:, : min(size, n - 1)]
    sets[np.arange(n)[:, None], neighbours] = True
    return sets


def grown(sets: BoolArray, walks: Sequence[Walk], before: BoolArray) -> BoolArray:
    """Return larger sets, which rule out what is wrong with walks.

    Parameters
    ----------
    sets
        Shape (rows, rows).
    walks
        Walks that they allow.
    before
        Which rows come before which, shape (rows, rows).
    """
    sets = sets.copy()
    for walk in walks:
        rows = [row for row, _ in walk]
        for first, second in mistakes(rows, before):
            between = [row for row in rows[first + 1 : second] if row != rows[first]]
            sets[between, rows[first]] = True
    return sets


def mistakes(rows: Sequence[int], before: BoolArray) -> list[tuple[int, int]]:
    """Return where a row comes twice, or before one that must come first: pairs of places, the nearest first.

    Examples
    --------
    >>> mistakes([0, 1, 0, 2, 1], np.zeros((3, 3), dtype=bool))
    [(0, 2), (1, 4)]
    """
    found = []
    for second, row in enumerate(rows):
        for first in range(second - 1, -1, -1):
            if rows[first] == row or before[row, rows[first]]:
                found.append((second - first, first, second))
                break
    return [(first, second) for _, first, second in sorted(found)]
