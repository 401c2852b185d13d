"""What a journey costs in euro, by its distance and its date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from attrs import field, frozen

from di4c_schedule.dates import parse_date
from di4c_schedule.errors import ProblemError, nearest
from di4c_schedule.travel.bands import at, read_bands, whole
from di4c_schedule.travel.erasmus import SCHEMES

MOST_EURO = 1_000_000
"""Euro that a journey may cost."""

_EXPECTED = 'expected fares: "standard", "green", or amounts such as [[100, 180], [500, 275]] (from so many km, euro)'


def _amounts(value: object) -> tuple[tuple[int, int], ...]:
    return read_bands(value, _EXPECTED, _euro)


def _euro(rest: Sequence[object]) -> int | None:
    amount = rest[0]
    return amount if len(rest) == 1 and isinstance(amount, int) and whole(amount, 0, MOST_EURO) else None


@frozen
class FarePeriod:
    """Fares that hold from a day on.

    Parameters
    ----------
    first
        The day.
    bands
        Pairs (km, euro): from so many kilometres one way on, what the way there and back costs one traveller.
    """

    first: date = field(converter=parse_date)
    bands: tuple[tuple[int, int], ...] = field(converter=_amounts)


@frozen
class Fares:
    """What one traveller's journey there and back costs, by distance and date.

    Parameters
    ----------
    periods
        In the order of their first days. The first holds before its first day, too, and the last for good.
    scheme
        Name of the scheme of Erasmus+ that the periods are; None: the user's own.

    Examples
    --------
    >>> fares = Fares.read("standard")
    >>> fares.cents(3051, date(2019, 10, 1)), fares.cents(3051, date(2024, 10, 1))
    (53000, 58000)
    """

    periods: tuple[FarePeriod, ...]
    scheme: str | None = None

    @classmethod
    def read(cls, value: object) -> Fares:
        """Read the name of a scheme, bands that always hold, or tables with ``first`` and ``bands``.

        Raises
        ------
        ProblemError
            If it is something else, or the periods' first days do not rise.
        """
        if isinstance(value, Fares):
            return value
        if isinstance(value, str):
            if value not in SCHEMES:
                raise ProblemError(f'unknown fares "{value:.40}", {nearest(value, SCHEMES)}')
            return cls(tuple(FarePeriod(first, bands) for first, bands in SCHEMES[value]), value)
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], (Mapping, FarePeriod)):
            return cls(_periods(value))
        return cls((FarePeriod(date.min, _amounts(value)),))

    def period(self, day: date) -> int:
        """Return the place, from 0, of the period that holds on a day."""
        return max((place for place, period in enumerate(self.periods) if period.first <= day), default=0)

    def cents(self, km: int, day: date) -> int:
        """Return the euro cents for one traveller there and back.

        Parameters
        ----------
        km
            Distance one way.
        day
            First day of the meeting.
        """
        return 100 * at(self.periods[self.period(day)].bands, km, 0)

    def as_toml(self) -> object:
        """Return the fares as a problem file holds them."""
        if self.scheme:
            return self.scheme
        if len(self.periods) == 1 and self.periods[0].first == date.min:
            return [list(band) for band in self.periods[0].bands]
        return [{"first": one.first, "bands": [list(band) for band in one.bands]} for one in self.periods]


def _periods(value: Sequence[object]) -> tuple[FarePeriod, ...]:
    periods = []
    for one in value:
        if isinstance(one, FarePeriod):
            periods.append(one)
        elif isinstance(one, Mapping) and set(one) == {"first", "bands"}:
            periods.append(FarePeriod(one["first"], one["bands"]))
        else:
            raise ProblemError(f"expected fares with first = a day, and bands = [[100, 180], …], got {one!r:.60}")
    if any(a.first >= b.first for a, b in pairwise(periods)):
        raise ProblemError("the first days of the fares must rise from one to the next")
    return tuple(periods)
