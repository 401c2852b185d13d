"""The cheapest way from the columns of one place of the rotation to those of the next, for many states at once.

As in the sequence engine, a linear piece of the cost of a distance makes the cheapest arrival a minimum over a window of
columns. Here only few columns are left at a place, and not one after the other; so minima over 1, 2, 4, … neighbours are
made once, and every window is the lesser of two of them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from di4c_schedule.relaxation.instance import INFINITY, Instance
from di4c_schedule.tables import IntArray

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

    @property
    def key(self) -> bytes:
        """What the window is, as bytes."""
        return b",".join(part.tobytes() for part in (self.first, self.second, self.reached, self.constant)) + bytes(
            str(self.slope), "ascii"
        )


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
        For each of the arrivals: what it is the minimum of.
    """

    columns: IntArray
    size: int
    groups: IntArray
    windows: tuple[tuple[_Windows, ...], ...]
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
        bounds = np.stack([instance.least, instance.most], axis=-1).reshape(-1, 2)
        distinct, which = np.unique(bounds, axis=0, return_inverse=True)
        known: dict[bytes, int] = {}
        groups = np.full(len(distinct), -1, dtype=np.int64)
        windows = []
        for number, (least, most) in enumerate(distinct.tolist()):
            found = _windows(instance, columns, following, least, most)
            if found:
                key = b"|".join(window.key for window in found)
                if key not in known:
                    known[key] = len(windows)
                    windows.append(found)
                groups[number] = known[key]
        return cls(columns, len(following), groups[which].reshape(instance.least.shape), tuple(windows))

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
        minima = {slope: self._minima(values, slope, power) for slope, power in self._powers.items()}
        arrivals = np.full((len(self.windows), len(values), self.size), INFINITY, dtype=np.int64)
        for arrival, windows in zip(arrivals, self.windows, strict=True):
            for window in windows:
                least = minima[window.slope][window.power]
                cost = np.minimum(least[:, window.first], least[:, window.second]) + window.constant
                arrival[:, window.reached] = np.minimum(arrival[:, window.reached], cost)
        return arrivals

    def _minima(self, values: IntArray, slope: int, power: int) -> list[IntArray]:
        minima = [values - slope * self.columns if slope else values]
        for exponent in range(power):
            width = 1 << exponent
            minima.append(np.minimum(minima[-1][:, :-width], minima[-1][:, width:]))
        return minima


def _windows(
    instance: Instance, columns: IntArray, following: IntArray, least: int, most: int
) -> tuple[_Windows, ...]:
    found = []
    for piece in instance.pieces:
        low, high = max(piece.first, least), min(piece.last, most)
        if low > high or not columns.size or not following.size:
            continue
        first = np.searchsorted(columns, following - high, side="left")
        after = np.searchsorted(columns, following - low, side="right")
        width = after - first
        power = np.frexp(np.maximum(width, 1))[1] - 1
        for exponent in np.unique(power[width > 0]).tolist():
            reached = np.flatnonzero((power == exponent) & (width > 0))
            constant = piece.offset + piece.slope * following[reached]
            found.append(
                _Windows(piece.slope, exponent, first[reached], after[reached] - (1 << exponent), reached, constant)
            )
    return tuple(found)
