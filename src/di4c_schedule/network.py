"""Partners and the network they form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from attrs import field, frozen

from di4c_schedule.dates import parse_date
from di4c_schedule.errors import Mistake, PlaceError, ProblemError, nearest, raise_all
from di4c_schedule.places import nearest_place, resolve

LONGEST_NAME = 200
"""Characters a name may have: calendars and file systems cut longer ones."""


def clean_name(value: object) -> str:
    """Return a name in Unicode's composed form, without spaces around it.

    Raises
    ------
    ProblemError
        If it is no text, empty, longer than `LONGEST_NAME` or holds line breaks or control characters.

    Examples
    --------
    >>> clean_name(" Oulu ")
    'Oulu'
    """
    if not isinstance(value, str):
        raise ProblemError(f"expected a name, got {value!r:.60}")
    name = unicodedata.normalize("NFC", value).strip()
    if not name:
        raise ProblemError("expected a name, got an empty text")
    if len(name) > LONGEST_NAME:
        raise ProblemError(
            f'the name "{name[:30]}…" has {len(name)} characters; {LONGEST_NAME} are the most, write a shorter one'
        )
    for character in name:
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in "\u202a\u202b\u202d\u202e":
            raise ProblemError(
                f"the name {name[:40]!r} holds a line break or control character (U+{ord(character):04X}); take it out"
            )
    return name


def _optional_name(value: object) -> str | None:
    return None if value is None else clean_name(value)


def _dates(value: object) -> tuple[date, ...]:
    if isinstance(value, (str, date)) or not isinstance(value, Iterable):
        raise ProblemError(f"expected a list of days such as [2020-02-11], got {value!r:.60}")
    return tuple(sorted({parse_date(day) for day in value}))


def _delegation(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
        raise ProblemError(f"expected a number of travellers from 1 to 10,000, got {value!r:.60}")
    return value


def _email(value: object) -> str | None:
    if value is None or (isinstance(value, str) and re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+", value, re.ASCII)):
        return value
    raise ProblemError(f'expected an e-mail address such as "name@example.org", got {value!r:.60}')


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
    "email": _email,
    "add_holidays": _dates,
    "remove_holidays": _dates,
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
    add_holidays, remove_holidays
        Days that are closed there, or open, whatever the holiday calendar says.

    Raises
    ------
    ProblemError
        If an argument is wrong, all mistakes at once; `PlaceError` if the place is unknown or ambiguous.

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
    add_holidays: tuple[date, ...]
    remove_holidays: tuple[date, ...]

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
        add_holidays: Iterable[date | str] = (),
        remove_holidays: Iterable[date | str] = (),
    ) -> None:
        given = _read_all(
            name=name, place=place, city=city, country=country, subdivision=subdivision, lat=lat, lon=lon,
            timezone=timezone, region=region, delegation=delegation, email=email,
            add_holidays=add_holidays, remove_holidays=remove_holidays,
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
            mistakes += [mistake.inside(key) for mistake in error.mistakes]
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
            f'place = "{given["name"]}, RO", or lat, lon, country and timezone'
        )
    if given["timezone"] is None:
        town = nearest_place(given["lat"], given["lon"], given["country"])
        if town is None:
            raise ProblemError(
                [Mistake(f"{given['name']}: write its time zone, such as Europe/Bucharest", ("timezone",))]
            )
        given["timezone"] = town.timezone
    given["city"] = given["city"] or given["name"]
    return given


def _partners(value: Iterable[Partner]) -> tuple[Partner, ...]:
    partners = tuple(value)
    for index, partner in enumerate(partners):
        if not isinstance(partner, Partner):
            raise ProblemError([Mistake(f"expected a Partner, got {partner!r:.60}", ("partners", index))])
    return partners


@frozen(repr=False)
class Network:
    """Partners, one of them the lead.

    Parameters
    ----------
    name
        Name of the network.
    partners
        The partners, in the order in which ties are broken; names differ.
    lead
        Name of the partner that leads.

    Raises
    ------
    ProblemError
        If there is no partner, two have the same name, or the lead is none of them.

    Examples
    --------
    >>> network = Network("DI4C", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> network["Oulu"].country
    'FI'
    """

    name: str = field(converter=clean_name)
    partners: tuple[Partner, ...] = field(converter=_partners)
    lead: str = field(converter=clean_name)

    def __attrs_post_init__(self) -> None:
        mistakes = []
        if not self.partners:
            mistakes.append(Mistake("a network needs at least one partner", ("partners",)))
        seen: dict[str, str] = {}
        for index, partner in enumerate(self.partners):
            folded = partner.name.casefold()
            if folded in seen:
                mistakes.append(
                    Mistake(
                        f'two partners are called "{partner.name}"; give each its own name',
                        ("partners", index, "name"),
                    )
                )
            seen[folded] = partner.name
        if self.partners and self.lead not in self.names:
            mistakes.append(Mistake(f'unknown partner "{self.lead}", {nearest(self.lead, self.names)}', ("lead",)))
        raise_all(mistakes)

    @property
    def names(self) -> list[str]:
        """Names of the partners, in their order."""
        return [partner.name for partner in self.partners]

    def index(self, name: str) -> int:
        """Return the place of a partner in the network's order, from 0.

        Raises
        ------
        KeyError
            If no partner has that name.
        """
        return _places(self.partners)[name]

    def __getitem__(self, name: str) -> Partner:
        return self.partners[self.index(name)]

    def __contains__(self, name: object) -> bool:
        return name in _places(self.partners)

    def __iter__(self) -> Iterator[Partner]:
        return iter(self.partners)

    def __len__(self) -> int:
        return len(self.partners)

    def __repr__(self) -> str:
        return f"<Network {self.name!r}: {', '.join(self.names)}; lead {self.lead}>"


@lru_cache(maxsize=64)
def _places(partners: tuple[Partner, ...]) -> dict[str, int]:
    return {partner.name: index for index, partner in enumerate(partners)}
