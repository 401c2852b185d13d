"""The cheapest way from the columns of one place of the rotation to those of the next, for many states at once.

As in the sequence engine, a linear piece of the cost of a distance makes the cheapest arrival a minimum over a window
of columns. Here only few columns are left at a place, and not one after the other; so minima over 1, 2, 4, … neighbours
are made once, and every window is the lesser of two of them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from di4c_schedule.relaxation.instance import INFINITY, Instance
from di4c_schedule.tables import BoolArray, IntArray

IndexArray = npt.NDArray[np.intp]


@frozen(eq=False)
class _Windows:
    """Windows of the columns at hand, for some of the columns to come, all made from minima of the same width.

    Parameters
    ----------
    slope
        Cost of a day.
    power
        The minima are those of 2 ** power neighbours.
    first, second
        Where the two minima begin.
    reached
        Columns to come, as places among them.
    constant
        Added to the minimum for each of them.
    """

    slope: int
    power: int
    first: IndexArray
    second: IndexArray
    reached: IndexArray
    constant: IntArray


_LONG = 1 << 20
"""More days than a window has."""


@frozen(eq=False)
class Moves:
    """Moves between the columns of two places.

    Parameters
    ----------
    columns
        Columns at hand.
    size
        Number of columns to come.
    groups
        For each row and following row: which of the arrivals holds, or -1 if the one cannot follow the other here.
    windows
        For each of the arrivals: what it is the minimum of, where it is not that of the first.
    shared
        For each of the arrivals: columns at which it is that of the first.
    """

    columns: IntArray
    size: int
    groups: IntArray
    windows: tuple[tuple[_Windows, ...], ...]
    shared: tuple[IndexArray, ...]
    _powers: dict[int, int] = field(init=False)

    @_powers.default
    def _widest(self) -> dict[int, int]:
        powers: dict[int, int] = {}
        for window in (window for windows in self.windows for window in windows):
            powers[window.slope] = max(window.power, powers.get(window.slope, 0))
        return powers

    @classmethod
    def between(cls, instance: Instance, columns: IntArray, following: IntArray) -> Moves:
        """Return the moves from columns to following columns, both in rising order."""
        least, most = instance.least.ravel(), instance.most.ravel()
        pairs = np.minimum(least, _LONG) * (2 * _LONG) + np.minimum(most, _LONG)
        _, firsts, which = np.unique(pairs, return_index=True, return_inverse=True)
        spans = np.stack([_spans(instance, columns, following, int(least[i]), int(most[i])) for i in firsts])
        possible = (spans[:, 1] > spans[:, 0]).any(axis=(1, 2))
        kinds, kind = _distinct(spans[possible])
        groups = np.full(len(firsts), -1, dtype=np.int64)
        groups[possible] = kind
        same = (kinds == kinds[:1]).all(axis=(1, 2))
        same[:1] = False
        return cls(
            columns,
            len(following),
            groups[which].reshape(instance.least.shape),
            tuple(_windows(instance, following, span, ~shared) for span, shared in zip(kinds, same, strict=True)),
            tuple(np.flatnonzero(shared) for shared in same),
        )

    def arrivals(self, values: IntArray) -> IntArray:
        """Return the cheapest arrivals at the columns to come.

        Parameters
        ----------
        values
            Shape (states, columns at hand): cost of being there.

        Returns
        -------
        array, shape (groups, states, columns to come)
        """
        # column by column: then whole rows are copied, which is many times faster than single entries
        by_column = np.ascontiguousarray(values.T)
        minima = {slope: self._minima(by_column, slope, power) for slope, power in self._powers.items()}
        arrivals = np.full((len(self.windows), self.size, len(values)), INFINITY, dtype=np.int64)
        for group, windows in enumerate(self.windows):
            arrival = arrivals[group]
            arrival[self.shared[group]] = arrivals[0].take(self.shared[group], axis=0)
            for window in windows:
                least = minima[window.slope][window.power]
                cost = np.minimum(least.take(window.first, axis=0), least.take(window.second, axis=0))
                cost += window.constant[:, None]
                arrival[window.reached] = np.minimum(arrival.take(window.reached, axis=0), cost)
        return np.ascontiguousarray(arrivals.transpose(0, 2, 1))

    def _minima(self, values: IntArray, slope: int, power: int) -> list[IntArray]:
        minima = [values - slope * self.columns[:, None] if slope else values]
        for exponent in range(power):
            width = 1 << exponent
            minima.append(np.minimum(minima[-1][:-width], minima[-1][width:]))
        return minima


def _distinct(arrays: IntArray) -> tuple[IntArray, IndexArray]:
    """Return the distinct ones of some arrays, in the order in which they come, and which of them each is.

    There are few of them, but they are long: `np.unique` would sort them by each of their elements.
    """
    places: dict[bytes, int] = {}
    which = np.array([places.setdefault(array.tobytes(), len(places)) for array in arrays], dtype=np.int64)
    firsts = [int(np.flatnonzero(which == place)[0]) for place in range(len(places))]
    return arrays[firsts], which


def _spans(instance: Instance, columns: IntArray, following: IntArray, least: int, most: int) -> IntArray:
    """Return from where to where the columns lie that are so many days before each following one.

    Returns
    -------
    array, shape (2, pieces, following columns)
        First column of the window, and the first after it; the same if there is none.
    """
    low = [max(piece.first, least) for piece in instance.pieces]
    high = [max(min(piece.last, most), floor - 1) for piece, floor in zip(instance.pieces, low, strict=True)]
    first = np.searchsorted(columns, following - np.array(high)[:, None], side="left")
    after = np.searchsorted(columns, following - np.array(low)[:, None], side="right")
    empty = after <= first
    first[empty] = after[empty] = 0
    return np.stack([first, after])


def _windows(instance: Instance, following: IntArray, spans: IntArray, wanted: BoolArray) -> tuple[_Windows, ...]:
    found = []
    for piece, first, after in zip(instance.pieces, *spans, strict=True):
        width = after - first
        power = np.frexp(np.maximum(width, 1))[1] - 1
        for exponent in np.unique(power[wanted & (width > 0)]).tolist():
            reached = np.flatnonzero((power == exponent) & (width > 0) & wanted)
            constant = piece.offset + piece.slope * following[reached]
            found.append(
                _Windows(piece.slope, exponent, first[reached], after[reached] - (1 << exponent), reached, constant)
            )
    return tuple(found)
