"""Curves fitted to times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

FITTED_FROM = 10
"""Hosts below which the time is mostly overhead: they are drawn, but not fitted."""


def fit_hosts(points: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """Return the factor a of seconds = a n^2 2^n that fits best, and by which factor it is off at most.

    Examples
    --------
    >>> fit_hosts([{"size": 10, "seconds": 2.0 * 100 * 1024}, {"size": 11, "seconds": 2.0 * 121 * 2048}])
    (2.0, 1.0)
    """
    used = [point for point in points if point["size"] >= FITTED_FROM] or points
    factors = np.array([point["seconds"] / (point["size"] ** 2 * 2.0 ** point["size"]) for point in used])
    factor = float(np.exp(np.log(factors).mean()))
    return round(factor, 15), round(float(np.exp(np.abs(np.log(factors / factor)).max())), 6)


def fit_days(points: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """Return slope and seconds at one day of the straight line through the logarithms.

    Examples
    --------
    >>> slope, at_one = fit_days([{"size": 10, "seconds": 3.0}, {"size": 100, "seconds": 30.0}])
    >>> round(slope, 6), round(at_one, 6)
    (1.0, 0.3)
    """
    slope, start = np.polyfit(np.log([p["size"] for p in points]), np.log([p["seconds"] for p in points]), 1)
    return float(slope), float(np.exp(start))
