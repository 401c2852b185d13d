"""Walks that are schedules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from di4c_schedule.relaxation.graph import Arcs, Graph, Layer
from di4c_schedule.relaxation.grid import Grid
from di4c_schedule.relaxation.instance import CUT, Instance
from di4c_schedule.relaxation.memory import Walk, mistakes, no_bits
from di4c_schedule.relaxation.passes import Look, Passes


def is_rotation(instance: Instance, rows: Sequence[int]) -> bool:
    """Whether rows in this order make a rotation, dates aside: none twice, none missing, all in order."""
    used = np.zeros(instance.rows, dtype=bool)
    used[list(rows)] = True
    missing = (instance.mandatory | instance.needed[:, used].any(axis=1)) & ~used
    return not missing.any() and not mistakes(rows, instance.before)


def with_best_dates(instance: Instance, grid: Grid, rows: Sequence[int], look: Look) -> Walk | None:
    """Return rows, in their order, on the best of all dates; None if there are no dates for them."""
    one = np.zeros(1, dtype=np.intp)
    graph = Graph(
        tuple(Layer(np.array([row]), no_bits(instance.rows, 1)) for row in rows),
        tuple(Arcs(one, one) for _ in rows[1:]),
    )
    passes = Passes(graph, grid, look)
    free = np.zeros(instance.rows, dtype=np.int64)
    values = passes.forward(free)
    return passes.walk(values, free) if int(values[-1].min(initial=CUT)) < CUT else None


def greedy_cost(instance: Instance) -> int:
    """Return about what an order of the hosts costs: the cheapest to follow is always the next."""
    cost = np.where(instance.least <= instance.most, instance.succession, CUT)
    free = np.ones(instance.rows, dtype=bool)
    row, total = 0, 0
    for _ in range(instance.meetings - 1):
        free[row] = False
        following = int(np.where(free, cost[row], CUT + 1).argmin())
        total += int(instance.succession[row, following])
        row = following
    return total
