"""Public holidays of countries and their subdivisions, from the package ``holidays``."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.errors import CalendarError, Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_CODES_OF_THE_EU = {"EL": "GR", "UK": "GB"}
"""Codes that the European Commission writes instead of those of ISO 3166 (its style guide, 7.1.1)."""

_SAMPLE = range(2024, 2027)
"""Years in which calendars are compared: of three in a row, a fixed date is a working day in at least one."""

_FEW = 30
"""Up to so many subdivisions are listed with their names, more by their codes alone."""


def public_holidays(country: str, subdivision: str | None, first: date, last: date) -> Mapping[date, str]:
    """Return the public holidays of a country, or of one of its subdivisions, with their English names.

    Parameters
    ----------
    country
        ISO 3166 code of two capital letters.
    subdivision
        Code or name of the region as in the package ``holidays``: ``"AN"`` or ``"Andalucía"``. None: only
        what the whole country keeps, see `subdivision_warning`.
    first, last
        First and last day looked at, both inclusive.

    Returns
    -------
    Mapping
        The holidays in the order of their dates; it cannot be changed. Empty if none lies between the two.

    Raises
    ------
    CalendarError
        If there is no data for the country, the subdivision or one of the years.

    Notes
    -----
    Public holidays only: half days, bank closures, school holidays, optional days and days of one religious
    community are left out. Where a holiday at a weekend is made up for on a working day, both are there, the
    second as "(observed)". Names are in American English where the package has it, as for all countries of
    Europe, else in other English or the country's language; the locale of the machine changes nothing.

    Days of single towns are mostly missing; the provinces of Italy and the districts of Portugal have the day
    of their capital's patron, which other towns there do not keep.

    Examples
    --------
    >>> days = public_holidays("RO", None, date(2020, 1, 3), date(2020, 2, 29))
    >>> for day, name in days.items():
    ...     print(day, name)
    2020-01-24 Unification of the Romanian Principalities Day
    """
    code = _checked(country, subdivision, first, last)
    return MappingProxyType(
        {
            day: name
            for year in range(first.year, last.year + 1)
            for day, name in _holidays_of_year(country, code, year).items()
            if first <= day <= last
        }
    )


def check_calendar(country: str, subdivision: str | None, first: date, last: date) -> None:
    """Make sure that there is holiday data for a country or subdivision from `first` to `last`.

    Raises
    ------
    CalendarError
        If there is none; its mistake has the path ``("country",)`` or ``("subdivision",)``, none for a year.

    Examples
    --------
    >>> check_calendar("RO", None, date(2019, 9, 2), date(2020, 3, 2))
    >>> check_calendar("UK", "SCT", date(2019, 9, 2), date(2020, 3, 2))
    Traceback (most recent call last):
    di4c_schedule.errors.CalendarError: country: unknown country "UK", write "GB"
    """
    _checked(country, subdivision, first, last)


def subdivision_warning(country: str, subdivision: str | None) -> str | None:
    """Say that a country needs a subdivision, if its own calendar lacks working days that most of them keep.

    In Europe these are Bosnia and Herzegovina, Germany, Spain, Switzerland and the United Kingdom.

    Returns
    -------
    str or None
        One sentence with the subdivisions to choose from; None if one is given or none is needed.

    Raises
    ------
    CalendarError
        If there is no data for the country or the subdivision.

    Examples
    --------
    >>> print(subdivision_warning("GB", None))
    the calendar of GB without a subdivision lacks days that most of its parts keep, such as Easter
    Monday; write one of: ENG (England), NIR (Northern Ireland), SCT (Scotland), WLS (Wales)
    >>> subdivision_warning("GB", "SCT"), subdivision_warning("RO", None)
    (None, None)
    """
    entity = _entity(country)
    if subdivision is not None:
        _code(country, subdivision)
        return None
    lacking = _lacking(country)
    return lacking and (
        f"the calendar of {country} without a subdivision lacks days that most of its parts keep, such as "
        f"{lacking}; write one of: {_listed(entity)}"
    )


def empty_years_warning(country: str, subdivision: str | None, first: date, last: date) -> str | None:
    """Say in which years a calendar has data but no public holiday, as that of Ukraine under martial law.

    Returns
    -------
    str or None
        One sentence with the years; None if every year has a holiday.

    Raises
    ------
    CalendarError
        If there is no data for the country, the subdivision or one of the years.

    Examples
    --------
    >>> print(empty_years_warning("UA", None, date(2022, 9, 1), date(2024, 6, 30)))
    the calendar of UA has no public holiday at all in 2023, 2024; write days on which it is
    closed as add_holidays
    """
    code = _checked(country, subdivision, first, last)
    years = [year for year in range(first.year, last.year + 1) if not _holidays_of_year(country, code, year)]
    if not years:
        return None
    return (
        f"the calendar of {country} has no public holiday at all in {', '.join(map(str, years))}; "
        "write days on which it is closed as add_holidays"
    )


def is_bridge_day(day: date, holidays: Collection[date]) -> bool:
    """Whether many take the day off: a working day between two free days, one of which at least is a holiday.

    Parameters
    ----------
    day
        Any day; working days are Monday to Friday without the holidays.
    holidays
        The holidays around it.

    Examples
    --------
    >>> ascension = date(2020, 5, 21)
    >>> is_bridge_day(date(2020, 5, 22), {ascension}), is_bridge_day(date(2020, 5, 20), {ascension})
    (True, False)
    """

    def free(other: date) -> bool:
        return other.weekday() >= 5 or other in holidays

    # No working day has weekends on both sides, so one side is a holiday.
    return not free(day) and free(day - ONE_DAY) and free(day + ONE_DAY)


def _checked(country: str, subdivision: str | None, first: date, last: date) -> str | None:
    """Return the code of the subdivision, sure that there is data."""
    entity = _entity(country)
    code = None if subdivision is None else _code(country, subdivision)
    # Outside these years the package gives no holidays and no error.
    for year in (first.year, last.year):
        if not entity.start_year <= year <= entity.end_year:
            raise CalendarError(
                f"the holiday calendar of {country} has the years {entity.start_year} to {entity.end_year}, "
                f"not {year}; choose dates within them"
            )
    return code


@lru_cache(maxsize=512)
def _entity(country: str) -> Any:
    """Return what the package has for a country."""
    import holidays

    if re.fullmatch("[A-Z]{2}", country):
        entity = getattr(holidays, country, None)
        if getattr(entity, "country", None) == country:
            return entity
    spellings = (country.strip().upper(), country.title().replace(" ", ""))
    known = [getattr(getattr(holidays, spelling, None), "country", None) for spelling in spellings]
    meant = _CODES_OF_THE_EU.get(spellings[0]) or next(filter(None, known), None)
    if meant:
        hint = f'write "{meant}"'
    else:
        supported = holidays.list_supported_countries(include_aliases=False)
        hint = f"write its ISO 3166 code, one of: {', '.join(sorted(supported))}"
    raise _mistake(f'unknown country "{country[:40]}", {hint}', "country")


def _code(country: str, subdivision: str) -> str:
    """Return the code of a subdivision given by its code or name."""
    entity = _entity(country)
    codes: dict[str, str] = {code: code for code in entity.subdivisions} | entity.subdivisions_aliases
    if subdivision in codes:
        return codes[subdivision]
    if not codes:
        raise _mistake(
            f'unknown subdivision "{subdivision[:40]}": {country} has one calendar for the whole country; '
            "leave the subdivision out",
            "subdivision",
        )
    folded = {name.casefold(): code for name, code in codes.items()}
    wrong = subdivision[:40].casefold().removeprefix(f"{country.casefold()}-")
    close = get_close_matches(wrong, folded, n=1)
    hint = f'did you mean "{folded[close[0]]}"? There are' if close else "expected one of"
    raise _mistake(f'unknown subdivision "{subdivision[:40]}" of {country}, {hint}: {_listed(entity)}', "subdivision")


def _mistake(message: str, key: str) -> CalendarError:
    return CalendarError([Mistake(message, (key,), CalendarError)])


def _listed(entity: Any) -> str:
    """List the subdivisions of a country for a sentence."""
    codes = entity.subdivisions
    if len(codes) > _FEW:
        return ", ".join(codes)
    names: dict[str, str] = {}
    for name, code in entity.subdivisions_aliases.items():
        names.setdefault(code, name)
    return ", ".join(f"{code} ({names[code]})" if code in names else code for code in codes)


@lru_cache(maxsize=512)
def _lacking(country: str) -> str | None:
    """Return the holiday on a working day that most subdivisions keep but not the whole country."""
    entity = _entity(country)
    years = [year for year in _SAMPLE if entity.start_year <= year <= entity.end_year]
    kept = Counter[date]()
    names: dict[date, str] = {}
    for code in entity.subdivisions:
        days = _fill(country, code, years)
        kept.update(day for day in days if day.weekday() < 5)
        names = days | names
    for day in _fill(country, None, years):
        del kept[day]
    most = max(sorted(kept), key=kept.__getitem__, default=None)
    return names[most] if most and 2 * kept[most] > len(entity.subdivisions) else None


@lru_cache(maxsize=4096)
def _holidays_of_year(country: str, code: str | None, year: int) -> Mapping[date, str]:
    """Return the holidays of one year in the order of their dates."""
    return MappingProxyType(dict(sorted(_fill(country, code, [year]).items())))


def _fill(country: str, code: str | None, years: Collection[int]) -> dict[date, str]:
    """Return the holidays of some years, unsorted."""
    import holidays

    entity = _entity(country)
    # Without expand=False the package's object fills itself while it is read: not for several threads.
    filled = holidays.country_holidays(
        country,
        subdiv=code,
        years=years,
        expand=False,
        observed=True,
        language=_language(entity.supported_languages, entity.default_language),
        categories=("public",),
    )
    return dict(filled)


def _language(supported: Collection[str], own: str | None) -> str | None:
    """Choose the language of the names; one that the package lacks would make it follow the locale."""
    wanted = ("en_US", *sorted(name for name in supported if name.startswith("en")), own)
    return next((name for name in wanted if name in supported), None)
