"""All goal levels as one total: earlier levels weigh more than everything later ones can add up to."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from di4c_schedule.tables import NEVER, LevelCosts, LevelKey, Tables

CostArray = npt.NDArray[Any]
"""Array of int32, int64, or of Python's unbounded integers (dtype object) where 64 bits are too few."""


@frozen(eq=False)
class CombinedCosts:
    """One cost for each start, distance and succession, whose order is that of the levels.

    Parameters
    ----------
    start
        Shape (rows, days); `infinity` where the start is closed.
    distance
        Shape (days,): cost of so many days from start to start.
    succession
        Shape (rows, rows).
    factors
        For each level, in order: what a unit of it weighs in the total.
    infinity
        A total that no schedule reaches, with room to add to it.
    """

    start: CostArray
    distance: CostArray
    succession: CostArray
    factors: dict[LevelKey, int]
    infinity: int


def combine(tables: Tables) -> CombinedCosts:
    """Combine the levels of the tables.

    Parameters
    ----------
    tables
        Filled tables; costs are not negative.

    Returns
    -------
    CombinedCosts
        In the smallest integers that hold every total.
    """
    ranges = {level: _largest_total(tables, costs) for level, costs in sorted(tables.levels.items())}
    factors: dict[LevelKey, int] = {}
    factor = 1
    for level in reversed(ranges):
        factors[level] = factor
        factor *= ranges[level] + 1
    factors = dict(reversed(factors.items()))
    largest = factor + sum(
        factors[level] * int(costs.distance.max(initial=0)) * 2 for level, costs in tables.levels.items()
    )
    infinity = 4 * largest
    dtype = _smallest_type(8 * infinity)
    n, days = tables.allowed.shape
    start = np.zeros((n, days), dtype=dtype)
    distance = np.zeros(days, dtype=dtype)
    succession = np.zeros((n, n), dtype=dtype)
    for level, costs in tables.levels.items():
        start += costs.start.astype(dtype) * factors[level]
        distance += costs.distance.astype(dtype) * factors[level]
        succession += costs.succession.astype(dtype) * factors[level]
    start[~tables.allowed] = infinity
    return CombinedCosts(start, distance, succession, factors, infinity)


def level_values(tables: Tables, starts: list[tuple[int, int]]) -> dict[LevelKey, int]:
    """Return the value of each level on a sequence of (row, column), in date order."""
    return {level: _value(costs, starts) for level, costs in sorted(tables.levels.items())}


def _value(costs: LevelCosts, starts: list[tuple[int, int]]) -> int:
    total = costs.constant + sum(int(costs.start[row, column]) for row, column in starts)
    for (row, column), (following, later) in pairwise(starts):
        total += int(costs.distance[later - column]) + int(costs.succession[row, following])
    return total


def _largest_total(tables: Tables, costs: LevelCosts) -> int:
    """Return a value of the level that no schedule exceeds."""
    opened = np.where(tables.allowed, costs.start, 0)
    per_row = sorted((int(most) for most in opened.max(axis=1, initial=0)), reverse=True)
    follows = np.where(tables.gap < NEVER, costs.succession, 0)
    step = int(costs.distance.max(initial=0)) + int(follows.max(initial=0))
    return sum(per_row[: tables.meetings]) + max(0, tables.meetings - 1) * step


def _smallest_type(largest: int) -> type[np.int32] | type[np.int64] | type[object]:
    if largest < 1 << 31:
        return np.int32
    return np.int64 if largest < 1 << 63 else object
