"""The cheapest way to reach every day from other days, for many states at once.

For values v[d] and a cost c[t] of so many days from start to start, the cheapest arrival at day e is the minimum over
d of v[d] + c[e - d], the gap within its bounds. Where c is linear, v[d] + a + s (e - d) = (v[d] - s d) + a + s e: a
minimum over a sliding window of v[d] - s d. So every linear piece of c costs a few passes over the days, and an even
rhythm has two pieces. Different bounds on the gap make windows of different widths; each is the minimum of two windows
whose width is a power of two, and those are shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import define, frozen

CostArray = npt.NDArray[Any]
"""Array of int32, int64, or of Python's unbounded integers (dtype object) where 64 bits are too few."""


@frozen
class Piece:
    """A linear piece of the cost of a distance: offset + slope * t for t from first to last, in days."""

    first: int
    last: int
    offset: int
    slope: int

    def within(self, least: int, most: int) -> Piece:
        """Return the part for distances within bounds; `first` is more than `last` if there is none."""
        return Piece(max(self.first, least), min(self.last, most), self.offset, self.slope)

    def shifted(self, days: int) -> Piece:
        """Return the piece as a function of t - days."""
        return Piece(self.first - days, self.last - days, self.offset + self.slope * days, self.slope)

    def mirrored(self) -> Piece:
        """Return the piece as a function of -t."""
        return Piece(-self.last, -self.first, self.offset, -self.slope)


def linear_pieces(cost: Sequence[int] | CostArray) -> list[Piece]:
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
    values = [int(value) for value in cost]
    pieces: list[Piece] = []
    first, n = 0, len(values)
    while first < n:
        last = first
        slope = values[first + 1] - values[first] if first + 1 < n else 0
        while last + 1 < n and values[last + 1] - values[last] == slope:
            last += 1
        pieces.append(Piece(first, last, values[first] - slope * first, slope))
        first = last + 1
    return pieces


def cheapest_arrivals(
    values: CostArray, starts: CostArray, reaches: Sequence[Sequence[Piece]], arrivals: CostArray, infinity: int
) -> None:
    """Find the cheapest arrival at every day, for several costs of a distance.

    Parameters
    ----------
    values
        Shape (rows, states, days): the cost of being at a day, for some states of each row.
    starts
        Shape (rows, days): added to the values.
    reaches
        For each cost of a distance its linear pieces, as functions of the column in `values` less that in `arrivals`.
    arrivals
        Shape (costs, rows, states, days of arrival), to be filled: infinity, or more, where a day cannot be reached.
    infinity
        What stands for "cannot be".
    """
    arrivals[...] = infinity
    columns = np.arange(arrivals.shape[-1]).astype(arrivals.dtype)
    for (offset, slope), windows in _windows(reaches, starts.shape[-1], arrivals.shape[-1]).items():
        line = offset - slope * columns
        beyond = infinity - int(line.min())  # what no value on the line makes less than infinity
        sliding = _SlidingMinima.over(values, starts, slope, windows, arrivals.shape[-1], beyond)
        for (first, last), places in windows.items():
            cheapest = sliding.minimum(first, last) + line
            for place in places:
                np.minimum(arrivals[place], cheapest, out=arrivals[place])


def cheapest_arrival(values: CostArray, pieces: Sequence[Piece], least: int, most: int, infinity: int) -> CostArray:
    """Return the cheapest arrival at every day from the days before.

    Parameters
    ----------
    values
        Shape (states, days): the cost of being at a day.
    pieces
        The cost of so many days from start to start.
    least, most
        Bounds on the days from start to start, both inclusive.
    infinity
        What stands for "cannot be".

    Returns
    -------
    array, shape (states, days)
        Infinity, or more, where a day cannot be reached.

    Examples
    --------
    Two days or three from start to start, of which three cost 1:

    >>> pieces = linear_pieces([9, 9, 0, 1, 9, 9])
    >>> cheapest_arrival(np.array([[0, 9, 9, 9, 9, 9]]), pieces, 2, 3, 99)
    array([[99, 99,  0,  1,  9,  9]])
    """
    reach = [piece.within(least, most).mirrored() for piece in pieces]
    arrivals: CostArray = np.empty((1, 1, *values.shape), dtype=values.dtype)
    starts = np.zeros((1, values.shape[1]), dtype=values.dtype)
    cheapest_arrivals(values[None], starts, [[one for one in reach if one.first <= one.last]], arrivals, infinity)
    arrival: CostArray = arrivals[0, 0]
    return arrival


Window = tuple[int, int]
"""First and last column of values, counted from the column of arrival."""

Line = tuple[int, int]
"""Offset and slope."""


def _windows(reaches: Sequence[Sequence[Piece]], days: int, columns: int) -> dict[Line, dict[Window, list[int]]]:
    """Return the windows on each line, and for each window the places in `reaches` that have it."""
    lines: dict[Line, dict[Window, list[int]]] = {}
    for place, pieces in enumerate(reaches):
        for piece in pieces:
            first, last = max(piece.first, 1 - columns), min(piece.last, days - 1)
            if first <= last:
                windows = lines.setdefault((piece.offset, piece.slope), {})
                windows.setdefault((first, last), []).append(place)
    return lines


@define(eq=False)
class _SlidingMinima:
    """Minima over windows of the columns of an array that reach beyond its edges.

    All states stand one after the other in one flat array, with so many columns between them that no window reaches
    from one into the next: so a pass over all windows is one operation on flat arrays.

    Parameters
    ----------
    states
        Shape of the states, columns left out.
    columns
        Number of windows of a state.
    width, left
        Columns from one state to the next in the flat array, and how many of them stand before the first value.
    doublings
        Element k: minima over 2 ** k elements, from each element on.
    """

    states: tuple[int, int]
    columns: int
    width: int
    left: int
    doublings: list[CostArray]

    @classmethod
    def over(
        cls, values: CostArray, starts: CostArray, slope: int, windows: Iterable[Window], columns: int, beyond: int
    ) -> _SlidingMinima:
        """Prepare for windows over values + starts + slope * column; `beyond` is what stands beyond the edges."""
        states, days = values.shape[:2], starts.shape[-1]
        left = max(0, *(-first for first, _ in windows))
        width = left + max(days, *(columns + last for _, last in windows))
        flat = np.full((states[0] * states[1] + 1) * width, beyond, dtype=starts.dtype)  # one state more: no edge
        frame = flat[:-width].reshape(*states, width)
        tilted = starts + slope * np.arange(days).astype(starts.dtype)
        np.add(values, tilted[:, None], out=frame[..., left : left + days])
        return cls(states, columns, width, left, [flat])

    def minimum(self, first: int, last: int) -> CostArray:
        """Return the minima over the values from `first` to `last` columns on from each column."""
        span = last - first + 1
        power = span.bit_length() - 1
        while len(self.doublings) <= power:
            wide, reach = self.doublings[-1], 1 << (len(self.doublings) - 1)
            self.doublings.append(np.minimum(wide[:-reach], wide[reach:]))
        wide, start = self.doublings[power], first + self.left
        size = self.states[0] * self.states[1] * self.width
        further = start + span - (1 << power)
        found = wide[start : start + size]
        if further > start:
            found = np.minimum(found, wide[further : further + size])
        minima: CostArray = found.reshape(*self.states, self.width)[..., : self.columns]
        return minima
