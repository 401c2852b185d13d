"""Distances between partners and the days that a journey takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from di4c_schedule.errors import ProblemError

if TYPE_CHECKING:
    from di4c_schedule.partner import Partner

IntArray = npt.NDArray[np.int64]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth, (2a + b) / 3 of the GRS 80 ellipsoid (Moritz, Geodetic Reference System 1980)."""


def distance_km(origin: Partner, destination: Partner) -> int:
    """Return the great-circle distance, rounded to a whole kilometre.

    Parameters
    ----------
    origin, destination
        Two partners; their coordinates are taken as points on a sphere (haversine formula).

    Returns
    -------
    int
        Kilometres one way.

    Examples
    --------
    >>> from di4c_schedule.partner import Partner
    >>> distance_km(Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI"))
    3051
    """
    lat1, lon1, lat2, lon2 = map(radians, (origin.lat, origin.lon, destination.lat, destination.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, h))))


def _bands(value: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
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


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 365:
        raise ProblemError(f"expected a number of days from 0 to 365, got {value!r:.60}")
    return value


@frozen
class Travel:
    """How many days of its own a journey takes, by its distance.

    Parameters
    ----------
    bands
        Pairs (km, days), rising: a journey of fewer kilometres takes so many days each way.
    beyond
        Days each way for all longer journeys.

    Raises
    ------
    ProblemError
        If the bands do not rise or hold anything but whole numbers from 0 on.

    Examples
    --------
    >>> travel = Travel()
    >>> travel.days_for(299), travel.days_for(300), travel.days_for(2500)
    (0, 1, 2)
    """

    bands: tuple[tuple[int, int], ...] = field(default=((300, 0), (2500, 1)), converter=_bands)
    beyond: int = field(default=2, converter=_days)

    def days_for(self, km: int) -> int:
        """Return the whole days that a journey of so many kilometres takes, one way."""
        return next((days for limit, days in self.bands if km < limit), self.beyond)

    def days(self, traveller: Partner, host: Partner) -> int:
        """Return the whole days that a partner is under way to a host, one way; 0 for the host itself."""
        return 0 if traveller == host else self.days_for(distance_km(traveller, host))

    def matrix_days(self, partners: Sequence[Partner]) -> IntArray:
        """Return the days between all partners, one way.

        Parameters
        ----------
        partners
            n partners.

        Returns
        -------
        array of int64, shape (n, n)
            Days from the partner of the row to that of the column.
        """
        return np.array([[self.days(a, b) for b in partners] for a in partners], dtype=np.int64)


def matrix_km(partners: Sequence[Partner]) -> IntArray:
    """Return the kilometres between all partners, one way, each rounded.

    Parameters
    ----------
    partners
        n partners.

    Returns
    -------
    array of int64, shape (n, n)
        Kilometres from the partner of the row to that of the column.
    """
    return np.array([[distance_km(a, b) for b in partners] for a in partners], dtype=np.int64)
