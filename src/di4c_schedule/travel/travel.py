"""How far partners are apart, and how long a journey takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from di4c_schedule.errors import ProblemError, raise_all
from di4c_schedule.travel.carbon import MODES, Factors, grams_for, read_factors
from di4c_schedule.travel.distance import distance_km
from di4c_schedule.travel.durations import SPEEDS, Speeds, hours_for, read_day_count, read_days_bands, read_speeds
from di4c_schedule.travel.matrices import Matrix, read_days, read_hours, read_km, way_back_missing
from di4c_schedule.travel.money import Fares

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.partner import Partner

IntArray = npt.NDArray[np.int64]


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ProblemError(f"expected true or false, got {value!r:.60}")
    return value


def _fares(value: object) -> Fares:
    return Fares.read(value)


@frozen
class Travel:
    """How far partners are apart, and what a journey takes: days of its own, hours, euro, CO2.

    Distances are great circles and durations come from them, unless there is a matrix of one's own: a square DataFrame
    with the partners' names on both axes, one with the columns ``from``, ``to`` and ``km`` (``hours``, ``days``), or a
    mapping from pairs of names. A matrix holds whole numbers, one way, for all partners; a way that is not given is as
    long as the way back.

    Parameters
    ----------
    bands
        Pairs (km, days), rising: a journey of fewer kilometres takes so many days each way.
    beyond
        Days each way for all longer journeys.
    km, hours, days
        Matrices of one's own. Without `days` they follow from the kilometres by `bands`, without `hours` by `speeds`.
    symmetric
        False if ways there and back differ on purpose: then both must be given, and nobody is warned.
    speeds
        Triples (from km, km an hour, hours besides), rising: how fast people travel; hours are rounded.
    fares
        ``"standard"`` or ``"green"``, the amounts of Erasmus+; or one's own, pairs (from km, euro) for one traveller
        there and back; or tables with ``first``, a day, and ``bands``, such pairs, that hold from that day on.
    factors
        Pairs (from km, mode), rising: ``"air"``, ``"rail"``, ``"coach"``, or grams of CO2 for each passenger and km.

    Raises
    ------
    ProblemError
        If an argument is wrong, or a matrix lacks a pair.

    Examples
    --------
    >>> travel = Travel()
    >>> travel.days_for(299), travel.days_for(300), travel.days_for(2500)
    (0, 1, 2)
    >>> from di4c_schedule import Partner
    >>> messina, oulu = Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")
    >>> travel.km(messina, oulu), travel.hours(messina, oulu), travel.days(messina, oulu)
    (3051, 8, 2)
    >>> Travel(km={("Messina", "Oulu"): 4100}).km(oulu, messina)
    4100
    """

    bands: tuple[tuple[int, int], ...] = field(default=((300, 0), (2500, 1)), converter=read_days_bands)
    beyond: int = field(default=2, converter=read_day_count)
    own_km: Matrix | None = field(default=None, converter=read_km, alias="km")
    own_hours: Matrix | None = field(default=None, converter=read_hours, alias="hours")
    own_days: Matrix | None = field(default=None, converter=read_days, alias="days")
    symmetric: bool = field(default=True, converter=_yes_or_no)
    speeds: Speeds = field(default=SPEEDS, converter=read_speeds)
    fares: Fares = field(factory=lambda: Fares.read("standard"), converter=_fares)
    factors: Factors = field(default=MODES, converter=read_factors)

    def __attrs_post_init__(self) -> None:
        if not self.symmetric:
            raise_all([mistake for key, matrix in self.matrices.items() for mistake in way_back_missing(matrix, key)])

    @property
    def matrices(self) -> dict[str, Matrix]:
        """The matrices of one's own, by what they hold."""
        given = {"km": self.own_km, "hours": self.own_hours, "days": self.own_days}
        return {quantity: matrix for quantity, matrix in given.items() if matrix is not None}

    def km(self, origin: Partner, destination: Partner) -> int:
        """Return the kilometres from a partner to another, one way."""
        if self.own_km is None:
            return distance_km(origin, destination)
        if origin == destination:
            return 0
        return self.own_km[origin.name, destination.name]

    def hours(self, traveller: Partner, host: Partner) -> int:
        """Return the whole hours that a partner is under way to a host, one way; 0 for the host itself."""
        if traveller == host:
            return 0
        if self.own_hours is None:
            return hours_for(self.speeds, self.km(traveller, host))
        return self.own_hours[traveller.name, host.name]

    def days_for(self, km: int) -> int:
        """Return the whole days that a journey of so many kilometres takes, one way."""
        return next((days for limit, days in self.bands if km < limit), self.beyond)

    def days(self, traveller: Partner, host: Partner) -> int:
        """Return the whole days that a partner is under way to a host, one way; 0 for the host itself."""
        if traveller == host:
            return 0
        if self.own_days is None:
            return self.days_for(self.km(traveller, host))
        return self.own_days[traveller.name, host.name]

    def cents(self, traveller: Partner, host: Partner, day: date) -> int:
        """Return the euro cents for one traveller to a meeting that starts on a day, and back; 0 for the host."""
        return 0 if traveller == host else self.fares.cents(self.km(traveller, host), day)

    def grams(self, traveller: Partner, host: Partner) -> int:
        """Return the grams of CO2 for one traveller to a host, one way; 0 for the host itself."""
        return 0 if traveller == host else grams_for(self.factors, self.km(traveller, host))

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
        return _matrix(partners, self.days)

    def matrix_km(self, partners: Sequence[Partner]) -> IntArray:
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
        return _matrix(partners, self.km)


def _matrix(partners: Sequence[Partner], between: Callable[[Partner, Partner], int]) -> IntArray:
    """Return what lies between all partners, from the partner of the row to that of the column."""
    return np.array([[between(a, b) for b in partners] for a in partners], dtype=np.int64)
