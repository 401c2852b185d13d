"""Bands of distance: what holds from so many kilometres on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from di4c_schedule.errors import ProblemError

T = TypeVar("T")

LONGEST_KM = 100_000
"""Kilometres that a journey may have, one way: two and a half times round the Earth."""


def whole(value: object, smallest: int, largest: int) -> bool:
    """Whether a value is a whole number within bounds.

    Examples
    --------
    >>> whole(3, 0, 5), whole(True, 0, 5), whole(9, 0, 5)
    (True, False, False)
    """
    return isinstance(value, int) and not isinstance(value, bool) and smallest <= value <= largest


def read_bands(value: object, expected: str, read: Callable[[Sequence[object]], T | None]) -> tuple[tuple[int, T], ...]:
    """Read bands such as ``[[0, 80], [300, 700]]``: from so many kilometres on, what holds there.

    Parameters
    ----------
    value
        A list of lists; the kilometres rise.
    expected
        How it is written, for messages.
    read
        Reads what stands behind the kilometres of a band; None if it is wrong.

    Raises
    ------
    ProblemError
        If the value is something else.

    Examples
    --------
    >>> read_bands([[0, 80], [300, 700]], "expected speeds", lambda rest: rest[0])
    ((0, 80), (300, 700))
    """
    if not isinstance(value, (list, tuple)) or not value:
        raise ProblemError(f"{expected}, got {value!r:.60}")
    bands: list[tuple[int, T]] = []
    for band in value:
        found = read(band[1:]) if isinstance(band, (list, tuple)) and len(band) > 1 else None
        if found is None or not whole(band[0], 0, LONGEST_KM):
            raise ProblemError(f"{expected}, got {band!r:.60}")
        bands.append((band[0], found))
    if any(a[0] >= b[0] for a, b in pairwise(bands)):
        raise ProblemError("the kilometres of the bands must rise from one band to the next")
    return tuple(bands)


def at(bands: Sequence[tuple[int, T]], km: int, below: T) -> T:
    """Return what holds at a distance.

    Parameters
    ----------
    bands
        From so many kilometres on, what holds there.
    km
        The distance.
    below
        What holds below the first band.

    Examples
    --------
    >>> at([(100, 180), (500, 275)], 499, 0), at([(100, 180), (500, 275)], 500, 0), at([(100, 180)], 99, 0)
    (180, 275, 0)
    """
    return next((found for start, found in reversed(bands) if km >= start), below)
