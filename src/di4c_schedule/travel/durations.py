"""How long a journey takes: in days of its own, and in hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from di4c_schedule.errors import ProblemError
from di4c_schedule.travel.bands import at, read_bands, whole

Speeds = tuple[tuple[int, int, int], ...]

SPEEDS: Speeds = ((0, 80, 0), (300, 700, 4))
"""From so many km on: kilometres an hour, and hours besides.

Assumed, not measured: under 300 km 80 km/h from door to door by road or rail; beyond, an aeroplane at 700 km/h and four
hours for the ways to, from and through the airports.
"""


def read_days_bands(value: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    """Read pairs (km, days): a journey of fewer kilometres takes so many days each way.

    Raises
    ------
    ProblemError
        If the bands do not rise or hold anything but whole numbers from 0 on.
    """
    expected = "expected bands such as [[300, 0], [2500, 1]] (under so many km, so many days)"
    if not isinstance(value, (list, tuple)):
        raise ProblemError(f"{expected}, got {value!r:.60}")
    bands = tuple(tuple(band) if isinstance(band, (list, tuple)) else (band,) for band in value)
    for band in bands:
        if len(band) != 2 or not all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in band):
            raise ProblemError(f"{expected}, got {band!r:.60}")
    if any(a[0] >= b[0] for a, b in pairwise(bands)):
        raise ProblemError("the kilometres of the bands must rise from one band to the next")
    return tuple((km, days) for km, days in bands)


def read_day_count(value: object) -> int:
    """Read a number of days that a journey takes."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 365:
        raise ProblemError(f"expected a number of days from 0 to 365, got {value!r:.60}")
    return value


def read_speeds(value: object) -> Speeds:
    """Read speeds by distance: triples (from km, km an hour, hours besides).

    Raises
    ------
    ProblemError
        If they are written otherwise.

    Examples
    --------
    >>> read_speeds([[0, 80, 0], [300, 700, 4]]) == SPEEDS
    True
    """
    expected = "expected speeds such as [[0, 80, 0], [300, 700, 4]] (from so many km on, km an hour, hours besides)"
    speeds = read_bands(value, expected, _speed)
    if speeds[0][0] != 0:
        raise ProblemError(f"{expected}; the first begins at 0 km")
    return tuple((km, speed, besides) for km, (speed, besides) in speeds)


def _speed(rest: Sequence[object]) -> tuple[int, int] | None:
    if len(rest) != 2:
        return None
    speed, besides = rest
    if isinstance(speed, int) and isinstance(besides, int) and whole(speed, 1, 10_000) and whole(besides, 0, 1000):
        return speed, besides
    return None


def hours_for(speeds: Speeds, km: int) -> int:
    """Return the hours that a journey takes, one way, rounded to a whole hour, halves up.

    Parameters
    ----------
    speeds
        As `SPEEDS`.
    km
        The distance.

    Examples
    --------
    >>> hours_for(SPEEDS, 0), hours_for(SPEEDS, 299), hours_for(SPEEDS, 300), hours_for(SPEEDS, 3051)
    (0, 4, 4, 8)
    """
    speed, besides = at([(start, (speed, besides)) for start, speed, besides in speeds], km, speeds[0][1:])
    return besides + (2 * km + speed) // (2 * speed)
