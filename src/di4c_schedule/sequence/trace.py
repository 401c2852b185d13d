"""The one optimal sequence that is told: earliest dates first, then the partners' order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import frozen

from di4c_schedule.sequence.costs import CostArray
from di4c_schedule.sequence.passes import Lattice, Layer, Move

Alive = list[npt.NDArray[np.bool_]]
"""For each last host: which sets of the layer are still in the race."""


@frozen(eq=False)
class _Step:
    """Moves from one layer to the next, all on the chosen days."""

    moves: tuple[Move, ...]
    column: int


def earliest_optimum(lattice: Lattice, rest: list[Layer], optimum: int) -> list[tuple[int, int]]:
    """Return the optimal sequence with the earliest dates; of those with equal dates, the first in the rows' order.

    Parameters
    ----------
    lattice
        The states.
    rest
        Layers of the backward pass.
    optimum
        The least total.

    Returns
    -------
    list of (row, column)
        In date order.
    """
    column, alive = _first_step(lattice, rest[0], optimum)
    columns, steps, races = [column], [], [alive]
    for size in range(1, len(rest)):
        step, alive = _next_step(lattice, rest, size, columns[-1], races[-1], optimum)
        columns.append(step.column)
        steps.append(step)
        races.append(alive)
    return list(zip(_first_rows(steps, races), columns, strict=True))


def _first_step(lattice: Lattice, rest: Layer, optimum: int) -> tuple[int, Alive]:
    optimal = np.zeros((lattice.n, lattice.tables.n_days), dtype=bool)
    for row, cost in lattice.openings():
        optimal[row] = cost + rest[row][0] == optimum
    column = int(np.flatnonzero(optimal.any(axis=0))[0])
    return column, [optimal[row, [column]] for row in range(lattice.n)]


def _next_step(
    lattice: Lattice, rest: list[Layer], size: int, column: int, alive: Alive, optimum: int
) -> tuple[_Step, Alive]:
    """Find the earliest day on which any state in the race goes on optimally, and all moves to that day."""
    found: list[tuple[Move, npt.NDArray[np.bool_], int]] = []
    soonest = lattice.tables.n_days
    for last in range(lattice.n):
        for following in range(lattice.n):
            if not lattice.may_follow(last, following):
                continue
            move = lattice.moves(size, following, last)
            running = alive[last][move.origin]
            move = Move(last, following, move.origin[running], move.target[running])
            if not move.origin.size:
                continue
            optimal, low = _optimal_days(lattice, rest, size, column, move, optimum)
            days = np.flatnonzero(optimal.any(axis=0))
            if days.size and low + int(days[0]) <= soonest:
                soonest = low + int(days[0])
                found.append((move, optimal, low))
    moves = []
    reached: Alive = [np.zeros(values.shape[0], dtype=bool) for values in rest[size]]
    for move, optimal, low in found:
        if low <= soonest and optimal[:, soonest - low].any():
            chosen = optimal[:, soonest - low]
            moves.append(Move(move.last, move.following, move.origin[chosen], move.target[chosen]))
            reached[move.following][move.target[chosen]] = True
    return _Step(tuple(moves), soonest), reached


def _optimal_days(
    lattice: Lattice, rest: list[Layer], size: int, column: int, move: Move, optimum: int
) -> tuple[npt.NDArray[np.bool_], int]:
    """Return for each move and day from a column on whether the total stays optimal, and that column."""
    least, most = lattice.distances(move.last, move.following)
    low = min(column + max(least, 0), lattice.tables.n_days)
    high = min(column + most, lattice.tables.n_days - 1) + 1
    days = slice(low, max(low, high))
    so_far: CostArray = optimum - rest[size - 1][move.last][move.origin, column]
    onward = (
        lattice.costs.distance[days.start - column : days.stop - column]
        + lattice.costs.succession[move.last, move.following]
        + lattice.arrival_cost(move.following, size + 1)[days]
    )
    total = so_far[:, None] + onward + rest[size][move.following][move.target, days]
    return total == optimum, low


def _first_rows(steps: list[_Step], races: list[Alive]) -> list[int]:
    """Return the first sequence of rows, in their order, that runs through all layers."""
    for step, arrived, started in reversed(list(zip(steps, races[1:], races[:-1], strict=True))):
        survivors: Alive = [np.zeros_like(race) for race in started]
        for move in step.moves:
            kept = arrived[move.following][move.target]
            survivors[move.last][move.origin[kept]] = True
        for race, survivor in zip(started, survivors, strict=True):
            race &= survivor
    row = next(row for row, race in enumerate(races[0]) if race.any())
    place, rows = int(np.flatnonzero(races[0][row])[0]), [row]
    for step, arrived in zip(steps, races[1:], strict=True):
        options = [
            (move.following, int(target))
            for move in step.moves
            if move.last == rows[-1]
            for origin, target in zip(move.origin, move.target, strict=True)
            if origin == place and arrived[move.following][target]
        ]
        row, place = min(options)
        rows.append(row)
    return rows
