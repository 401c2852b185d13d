"""What a journey puts into the air: grams of CO2."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from di4c_schedule.errors import ProblemError, nearest
from di4c_schedule.travel.bands import at, read_bands

FACTORS = {"air": 254.93, "rail": 41.15, "coach": 27.79}
"""Grams of CO2 for each passenger and kilometre, by mode of travel.

UK government conversion factors for company reporting, 2019: domestic flight, national rail, coach. Taken from second
hand, not from the publication itself.
"""

MODES: tuple[tuple[int, str], ...] = ((0, "rail"), (500, "air"))
"""From so many km on, how people travel; assumed."""

MOST_GRAMS = 10_000
"""Grams for each passenger and kilometre that a mode may have."""

Factors = tuple[tuple[int, str | float], ...]


def read_factors(value: object) -> Factors:
    """Read by distance how people travel: pairs (from km, mode or grams for each passenger and kilometre).

    Raises
    ------
    ProblemError
        If they are written otherwise.

    Examples
    --------
    >>> read_factors([[0, "coach"], [800, 150.5]])
    ((0, 'coach'), (800, 150.5))
    """
    expected = 'expected factors such as [[0, "rail"], [500, "air"]] (from so many km on, a mode, or grams of CO2 a km)'
    return read_bands(value, expected, _factor)


def _factor(rest: Sequence[object]) -> str | float | None:
    factor = rest[0] if len(rest) == 1 else None
    if isinstance(factor, str):
        if factor not in FACTORS:
            raise ProblemError(f'unknown mode of travel "{factor:.40}", {nearest(factor, FACTORS)}')
        return factor
    if isinstance(factor, (int, float)) and not isinstance(factor, bool):
        return factor if isfinite(factor) and 0 <= factor <= MOST_GRAMS else None
    return None


def grams_for(factors: Factors, km: int) -> int:
    """Return the grams of CO2 for one traveller one way, rounded, halves up; factors count to the milligram.

    Parameters
    ----------
    factors
        From so many km on, a mode or grams for each passenger and kilometre; below the first, none.
    km
        The distance.

    Examples
    --------
    >>> grams_for(MODES, 499), grams_for(MODES, 500)
    (20534, 127465)
    """
    factor = at(factors, km, 0)
    milligrams = round(1000 * (FACTORS[factor] if isinstance(factor, str) else factor))
    return (km * milligrams + 500) // 1000
