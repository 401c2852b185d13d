"""All goal levels as one total: earlier levels weigh more than everything later ones can add up to."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.kernel import CostArray, Piece, linear_pieces
from di4c_schedule.sequence.room import Room
from di4c_schedule.tables import IntArray, LevelCosts, LevelKey, Tables


@frozen(eq=False)
class CombinedCosts:
    """One cost for each start, distance and succession, whose order is that of the levels.

    What every schedule costs is left out: it would only make the numbers larger.

    Parameters
    ----------
    start
        Shape (rows, days); `infinity` where the start is closed.
    distance
        Shape (days,): cost of so many days from start to start; no more than `infinity`, which none costs that can be.
    pieces
        Linear pieces of that cost.
    succession
        Shape (rows, rows); `infinity` where a row may not come right after another.
    factors
        For each level, in order: what a unit of it weighs in the total.
    infinity
        More than the total of any schedule or part of one. The integers of the arrays hold three times that, and twice
        that with what the kernel adds to make a linear cost constant.
    """

    start: CostArray
    distance: CostArray
    pieces: list[Piece]
    succession: CostArray
    factors: dict[LevelKey, int]
    infinity: int


def combine(tables: Tables, room: Room | None = None, finish_most: int = 0) -> CombinedCosts:
    """Combine the levels of the tables.

    Parameters
    ----------
    tables
        Filled tables; costs are not negative.
    room
        Of the tables; None: it is worked out here.
    finish_most
        The most that a set of hosts costs besides, in units of the total.

    Returns
    -------
    CombinedCosts
        In the smallest integers that hold every total.
    """
    room = Room.of(tables) if room is None else room
    factors, infinity = _factors(tables, room)
    room_for_hosts = sum(factors[level] * costs.hosts_most for level, costs in tables.levels.items())
    infinity += max(0, finish_most - room_for_hosts)
    distance = _combined_distance(tables, factors)
    pieces = linear_pieces(distance)
    dtype = _smallest_type(max(3 * infinity, 2 * infinity + _largest_tilt(pieces, room)))
    n = len(tables.rows)
    start, succession = np.zeros((n, tables.n_days), dtype=dtype), np.zeros((n, n), dtype=dtype)
    for level, costs in tables.levels.items():
        start += np.where(tables.allowed, costs.start, 0).astype(dtype) * factors[level]
        succession += np.where(room.follows, costs.succession, 0).astype(dtype) * factors[level]
    start[~tables.allowed] = infinity
    succession[~room.follows] = infinity
    possible = np.array([min(cost, infinity) for cost in distance], dtype=dtype)
    return CombinedCosts(start, possible, pieces, succession, factors, infinity)


def level_values(tables: Tables, starts: list[tuple[int, int]]) -> dict[LevelKey, int]:
    """Return the value of each level on a sequence of (row, column), in date order."""
    return {level: _value(costs, starts) for level, costs in sorted(tables.levels.items())}


def _smallest_type(largest: int) -> type[np.int32] | type[np.int64] | type[object]:
    """Return the type of the smallest integers that hold a number and its negative."""
    if largest < 1 << 31:
        return np.int32
    return np.int64 if largest < 1 << 63 else object


def _value(costs: LevelCosts, starts: list[tuple[int, int]]) -> int:
    total = costs.constant + sum(int(costs.start[row, column]) for row, column in starts)
    for (row, column), (following, later) in pairwise(starts):
        total += int(costs.distance[later - column]) + int(costs.succession[row, following])
    return total


def _factors(tables: Tables, room: Room) -> tuple[dict[LevelKey, int], int]:
    """Return what a unit of each level weighs, and what is more than any total."""
    factors: dict[LevelKey, int] = {}
    factor = 1
    for level, costs in sorted(tables.levels.items(), reverse=True):
        factors[level] = factor
        factor *= _largest_value(tables, costs, room) + 1
    return dict(reversed(factors.items())), factor


def _combined_distance(tables: Tables, factors: dict[LevelKey, int]) -> list[int]:
    distance = [0] * tables.n_days
    for level, costs in tables.levels.items():
        if costs.distance.any():
            distance = [
                total + factors[level] * cost for total, cost in zip(distance, costs.distance.tolist(), strict=True)
            ]
    return distance


def _largest_tilt(pieces: list[Piece], room: Room) -> int:
    """Return the most that the kernel adds to values, or takes from them, because of the slopes of pieces."""
    return max(
        (
            2 * abs(piece.offset + piece.slope * (next_first - first))
            + 3 * abs(piece.slope) * max(end - first, next_end - next_first)
            for (first, end), (next_first, next_end) in pairwise(room.spans or ())
            for piece in pieces
        ),
        default=0,
    )


def _largest_value(tables: Tables, costs: LevelCosts, room: Room) -> int:
    """Return a value of the level that no schedule exceeds, nor any part of one, with what its set of hosts costs."""
    steps = tables.meetings - 1
    starts = np.where(tables.allowed, costs.start, 0).max(axis=1)
    successions = np.where(room.follows, costs.succession, 0).max(axis=1)
    return (
        costs.hosts_most
        + _sum_of_largest(starts, tables.meetings)
        + _sum_of_largest(successions, steps)
        + _largest_rhythm(costs.distance, steps, room)
    )


def _sum_of_largest(values: IntArray, count: int) -> int:
    largest: list[int] = np.sort(values)[::-1][:count].tolist()
    return sum(largest)


def _largest_rhythm(cost: IntArray, steps: int, room: Room) -> int:
    """Return what the distances between consecutive meetings cost at most, all together.

    Each is at least `shortest`, and together they fit into the window. For any slope s, a cost c[t] is s t and
    c[t] - s t: the former adds up to no more than s times the whole window (if s < 0, the shortest distances), the
    latter to no more than its maximum times their number. Two slopes are tried: none, and that of the chord.
    """
    if not steps or room.spans is None or not cost.any():
        return 0
    whole, least = room.spans[-1][1] - 1 - room.spans[0][0], steps * room.shortest
    distances = np.arange(room.shortest, whole - least + room.shortest + 1)
    possible = cost[distances]
    run = max(1, len(possible) - 1)
    rise = int(possible[-1] - possible[0])
    leaning = steps * int((run * possible - rise * distances).max()) + rise * (whole if rise > 0 else least)
    return min(steps * int(possible.max()), leaning // run)
