"""Goal levels one by one."""

from __future__ import annotations

from copy import copy

from di4c_schedule.sequence.costs import CombinedCosts, combine
from di4c_schedule.tables import LevelKey, Tables


def alone(tables: Tables, level: LevelKey) -> CombinedCosts:
    """Return the costs of one level, without all others.

    A bound on them holds for every schedule, however good it is on earlier levels.

    Parameters
    ----------
    tables
        Filled tables.
    level
        A key of their levels.
    """
    only = copy(tables)
    only.levels = {level: tables.levels[level]}
    return combine(only)


def first_level(bound: int, costs: CombinedCosts) -> int:
    """Return what the first level cannot stay below, given a bound on the total of all levels.

    Examples
    --------
    >>> import numpy as np
    >>> nothing = np.zeros((1, 1), dtype=np.int64)
    >>> first_level(1_234, CombinedCosts(nothing, nothing[0], [], nothing, {(1, 0): 100, (2, 0): 1}, 10_000))
    12
    """
    return bound // max(costs.factors.values(), default=1)
