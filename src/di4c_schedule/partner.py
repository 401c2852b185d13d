"""A partner: an organisation in a city."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from attrs import field, frozen

from di4c_schedule.busy import BusyCalendar, busy_calendar, mistakes_in_entries
from di4c_schedule.dates import parse_date
from di4c_schedule.errors import CalendarError, Mistake, PlaceError, ProblemError, nearest, raise_all
from di4c_schedule.names import clean_name
from di4c_schedule.places import country_code, nearest_place, resolve


def _optional_name(value: object) -> str | None:
    return None if value is None else clean_name(value)


def _dates(value: object) -> tuple[date, ...]:
    if isinstance(value, (str, date)) or not isinstance(value, Iterable):
        raise ProblemError(f"expected a list of days such as [2020-02-11], got {value!r:.60}")
    return tuple(sorted({parse_date(day) for day in value}))


def _calendars(value: object) -> tuple[BusyCalendar, ...]:
    """Read busy calendars, each once; all mistakes of all files at once."""
    if isinstance(value, (str, Path, BusyCalendar)) or not isinstance(value, Iterable):
        raise ProblemError(f'expected a list of calendar files such as ["oulu.ics"], got {value!r:.60}')
    calendars: list[BusyCalendar] = []
    mistakes: list[Mistake] = []
    for one in value:
        try:
            calendar = busy_calendar(one)
        except ProblemError as error:
            mistakes += error.mistakes
            continue
        mistakes += mistakes_in_entries(calendar, "write it as a rule of the kind busy with skip_broken = true instead")
        calendars.append(calendar)
    raise_all(mistakes)
    return tuple(dict.fromkeys(calendars))


def _delegation(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
        raise ProblemError(f"expected a number of travellers from 1 to 10,000, got {value!r:.60}")
    return value


_PLAIN = r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f-\U0010ffff]"
"""Signs of an address that needs no quotes (RFC 5322, section 3.4.1); few servers take letters with accents."""


def optional_email(value: object) -> str | None:
    """Read an e-mail address or None.

    Raises
    ------
    ProblemError
        If it is no plain address: one that could add a header to a mail or a property to a calendar is none.
    """
    if value is None or (isinstance(value, str) and re.fullmatch(rf"{_PLAIN}+@{_PLAIN}+", value)):
        return value
    raise ProblemError(f'expected an e-mail address such as "name@example.org", got {value!r:.60}')


def optional_language(value: object) -> str | None:
    """Read a language as RFC 5646 writes it, or None.

    Raises
    ------
    ProblemError
        If it is no code of two or three small letters, with a country perhaps.
    """
    if value is None or (isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", value)):
        return value
    raise ProblemError(f'expected a language such as "ro", got {value!r:.60}')


def _degrees(largest: float) -> Callable[[object], float | None]:
    def read(value: object) -> float | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not -largest <= value <= largest:
            raise ProblemError(f"expected degrees from {-largest:g} to {largest:g}, got {value!r:.60}")
        return float(value)

    return read


def _timezone(value: object) -> str | None:
    name = _optional_name(value)
    if name is None:
        return None
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, KeyError):
        raise ProblemError(f'unknown time zone "{name[:40]}", {nearest(name, sorted(available_timezones()))}') from None


_READ: dict[str, Callable[[object], Any]] = {
    "name": clean_name,
    "place": _optional_name,
    "lat": _degrees(90.0),
    "lon": _degrees(180.0),
    "country": _optional_name,
    "subdivision": _optional_name,
    "timezone": _timezone,
    "city": _optional_name,
    "region": _optional_name,
    "delegation": _delegation,
    "email": optional_email,
    "language": optional_language,
    "add_holidays": _dates,
    "remove_holidays": _dates,
    "busy": _calendars,
}


@frozen(init=False)
class Partner:
    """An organisation in a city: it may host, and it travels to the other hosts.

    Parameters
    ----------
    name
        How the partner is called in rules and in the plan.
    place
        City and country, ``"Botoșani, RO"``; looked up without a network. Whatever is given besides overrules it.
    lat, lon
        Degrees, north and east positive; needed where there is no `place`.
    country
        ISO 3166 code of two capital letters; needed where there is no `place`.
    subdivision
        Code of the region for its holidays, as the package ``holidays`` has it: ``"AN"`` for Andalusia.
    timezone
        IANA name; by default that of the place, or of the nearest known town of the country.
    city
        Name of the city; by default that of the place, else the partner's name.
    region
        A name to balance hosts by, such as ``"South"``.
    delegation
        Number of travellers.
    email
        Address for invitations.
    language
        Language of its calendar and invitations, ``"ro"``; None: the network's.
    add_holidays, remove_holidays
        Days that are closed there, or open, whatever the holiday calendar says.
    busy
        Calendars that say when the partner is busy: .ics files, or what `read_busy` made of them. Each counts as a rule
        `Busy` of the problem.

    Raises
    ------
    ProblemError
        If an argument is wrong, all mistakes at once; `PlaceError` if the place is unknown or ambiguous,
        `CalendarFileError` if a busy calendar cannot be read.

    Examples
    --------
    >>> partner = Partner("Oulu", "Oulu, FI", delegation=2)
    >>> partner.city, partner.country, partner.timezone
    ('Oulu', 'FI', 'Europe/Helsinki')
    """

    name: str
    city: str
    country: str
    subdivision: str | None
    lat: float
    lon: float
    timezone: str
    region: str | None
    delegation: int
    email: str | None
    language: str | None
    add_holidays: tuple[date, ...]
    remove_holidays: tuple[date, ...]
    busy: tuple[BusyCalendar, ...] = field(hash=False)

    def __init__(
        self,
        name: str,
        place: str | None = None,
        *,
        city: str | None = None,
        country: str | None = None,
        subdivision: str | None = None,
        lat: float | None = None,
        lon: float | None = None,
        timezone: str | None = None,
        region: str | None = None,
        delegation: int = 1,
        email: str | None = None,
        language: str | None = None,
        add_holidays: Iterable[date | str] = (),
        remove_holidays: Iterable[date | str] = (),
        busy: Iterable[str | Path | BusyCalendar] = (),
    ) -> None:
        given = _read_all(
            name=name, place=place, city=city, country=country, subdivision=subdivision, lat=lat, lon=lon,
            timezone=timezone, region=region, delegation=delegation, email=email, language=language,
            add_holidays=add_holidays, remove_holidays=remove_holidays, busy=busy,
        )  # fmt: skip
        self.__attrs_init__(**_located(given))

    def __str__(self) -> str:
        return self.name


def _read_all(**given: object) -> dict[str, Any]:
    """Read every argument of a partner; one error with all mistakes."""
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for key, value in given.items():
        try:
            values[key] = _READ[key](value)
        except ProblemError as error:
            mistakes += [mistake if mistake.file else mistake.inside(key) for mistake in error.mistakes]
    raise_all(mistakes)
    return values


def _located(given: dict[str, Any]) -> dict[str, Any]:
    """Fill in what the place tells: coordinates, country, subdivision, time zone, city."""
    place = given.pop("place")
    if place is not None:
        try:
            found = resolve(place)
        except PlaceError as error:
            raise PlaceError([mistake.inside("place") for mistake in error.mistakes]) from None
        moved = given["country"] not in (None, found.country)
        known = {
            "city": found.name,
            "country": found.country,
            "subdivision": None if moved else found.subdivision,
            "lat": found.lat,
            "lon": found.lon,
            "timezone": found.timezone,
        }
        given |= {key: value for key, value in known.items() if given[key] is None}
        return given
    missing = [key for key in ("lat", "lon", "country") if given[key] is None]
    if missing:
        raise ProblemError(
            f"{given['name']}: {' and '.join(missing)} missing; write the place, such as "
            f'place = "{given["name"]}, XX" (XX: its country\'s two letters), or lat, lon, country and timezone'
        )
    if given["timezone"] is None:
        given["timezone"] = _nearest_timezone(given)
    given["city"] = given["city"] or given["name"]
    return given


def _nearest_timezone(given: dict[str, Any]) -> str:
    """Return the time zone of the nearest town of the country that the table of places knows."""
    country = given["country"]
    town = nearest_place(given["lat"], given["lon"], country)
    if town is not None:
        return town.timezone
    code = country_code(country)
    if code not in (None, country):
        raise CalendarError([Mistake(f'unknown country "{country[:40]}", write "{code}"', ("country",), CalendarError)])
    raise ProblemError([Mistake(f"{given['name']}: write its time zone, such as Europe/Bucharest", ("timezone",))])
