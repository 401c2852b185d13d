"""The cheapest way to reach every day from the days before, for many states at once.

For values v[d] and a cost c[t] of so many days from start to start, the cheapest arrival at day e is the minimum over
d of v[d] + c[e - d], the gap within its bounds. Where c is linear, v[d] + a + s (e - d) = (v[d] - s d) + a + s e: a
minimum over a sliding window of v[d] - s d. So every linear piece of c costs a few passes over the days, and an even
rhythm has two pieces.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.costs import CostArray


@frozen
class Piece:
    """A linear piece of the cost of a distance: offset + slope * t for t from first to last, in days."""

    first: int
    last: int
    offset: int
    slope: int


def linear_pieces(cost: CostArray) -> list[Piece]:
    """Cut a cost of 0, 1, 2, … days into as few linear pieces as a pass from the left finds.

    Parameters
    ----------
    cost
        Shape (days,).

    Examples
    --------
    >>> [(piece.first, piece.last, piece.slope) for piece in linear_pieces(np.array([2, 1, 0, 1, 2]))]
    [(0, 2, -1), (3, 4, 1)]
    """
    pieces: list[Piece] = []
    first, n = 0, len(cost)
    while first < n:
        last = first
        slope = int(cost[first + 1] - cost[first]) if first + 1 < n else 0
        while last + 1 < n and int(cost[last + 1] - cost[last]) == slope:
            last += 1
        pieces.append(Piece(first, last, int(cost[first]) - slope * first, slope))
        first = last + 1
    return pieces


def cheapest_arrival(values: CostArray, pieces: list[Piece], least: int, most: int, infinity: int) -> CostArray:
    """Return the cheapest arrival at every day.

    Parameters
    ----------
    values
        Shape (states, days): the cost of being at a day.
    pieces
        The cost of the days from start to start.
    least, most
        Bounds on the days from start to start, both inclusive.
    infinity
        What stands for "cannot be".

    Returns
    -------
    array, shape (states, days)
        Infinity, or more, where a day cannot be reached.
    """
    days = values.shape[1]
    arrival = np.full_like(values, infinity)
    columns = np.arange(days).astype(values.dtype)
    for piece in pieces:
        low, high = max(piece.first, least), min(piece.last, most, days - 1)
        if low > high:
            continue
        tilted = values - piece.slope * columns if piece.slope else values
        window = _window_minimum(tilted[:, : days - low], high - low + 1)
        np.minimum(arrival[:, low:], window + (piece.offset + piece.slope * columns[low:]), out=arrival[:, low:])
    return arrival


def _window_minimum(values: CostArray, width: int) -> CostArray:
    """Return, for each column, the minimum over the `width` columns that end there (fewer at the left edge)."""
    days = values.shape[1]
    if width >= days:
        minimum: CostArray = np.minimum.accumulate(values, axis=1)
        return minimum
    result, span = values, 1
    while span < width:
        step = min(span, width - span)
        wider = result.copy()
        np.minimum(result[:, step:], result[:, :-step], out=wider[:, step:])
        result, span = wider, span + step
    return result
