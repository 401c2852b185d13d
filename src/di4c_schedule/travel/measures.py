"""What journeys are measured by: kilometres, euro, CO2, hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.partner import Partner
    from di4c_schedule.travel.travel import Travel

MEASURES = {"km": "km", "eur": "euro cents", "co2": "grams of CO2", "hours": "hours"}
"""The measures of journeys, each with the unit in which it is added up."""

_PLAIN = {"km": (1, "km"), "eur": (100, "euro"), "co2": (1000, "kg of CO2"), "hours": (1, "hours")}
"""The unit in which people speak of each measure, and how many units of `MEASURES` make one."""


def plain_unit(measure: str) -> int:
    """Return how many units of `MEASURES` make the unit in which limits are given: km, euro, kg, hours.

    Examples
    --------
    >>> plain_unit("eur"), plain_unit("co2"), plain_unit("km")
    (100, 1000, 1)
    """
    return _PLAIN[measure][0]


def amount(measure: str, value: int) -> str:
    """Write a value as people do.

    Parameters
    ----------
    measure
        A key of `MEASURES`.
    value
        In the unit of `MEASURES`.

    Examples
    --------
    >>> amount("km", 12345), amount("eur", 53000), amount("eur", 53050), amount("co2", 1250000)
    ('12,345 km', '530 euro', '530.50 euro', '1,250 kg of CO2')
    """
    units, name = _PLAIN[measure]
    whole, rest = divmod(value, units)
    digits = len(str(units)) - 1
    return f"{whole:,}{f'.{rest:0{digits}}' if rest else ''} {name}"


def journey(travel: Travel, measure: str, traveller: Partner, host: Partner, day: date) -> int:
    """Return what the way of a partner to a host and back amounts to, its whole delegation counted.

    Parameters
    ----------
    travel
        Distances, durations, fares and factors.
    measure
        A key of `MEASURES`.
    traveller, host
        Two partners; the host itself does not travel.
    day
        First day of the meeting; only fares depend on it.

    Returns
    -------
    int
        In the unit of `MEASURES`: each way is rounded before the two are added up.

    Examples
    --------
    >>> from datetime import date
    >>> from di4c_schedule import Partner, Travel
    >>> messina, oulu = Partner("Messina", "Messina, IT", delegation=2), Partner("Oulu", "Oulu, FI")
    >>> [journey(Travel(), measure, messina, oulu, date(2019, 10, 1)) for measure in MEASURES]
    [12204, 106000, 3111164, 32]
    """
    if traveller == host:
        return 0
    if measure == "eur":
        return traveller.delegation * travel.cents(traveller, host, day)
    one_way = {"km": travel.km, "co2": travel.grams, "hours": travel.hours}[measure]
    return traveller.delegation * (one_way(traveller, host) + one_way(host, traveller))
