"""Distances between partners, as the crow flies."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

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
