"""What a text asks for, and the places that answer it."""

from __future__ import annotations

import unicodedata

from attrs import frozen

from di4c_schedule.errors import PlaceError, nearest
from di4c_schedule.places.names import fold
from di4c_schedule.places.regions import country_code, country_names, regions_called
from di4c_schedule.places.table import Entry, named

LONGEST_TEXT = 200
"""Characters that a text may have."""

FAR_LARGER = 2
"""So many times as large as each place of a name, a place that has it as another name may be meant, too.

Among places of like size, most such other names are foreign spellings that nobody means: Colmar is also spelt Kalmar.
"""

_EXAMPLE = 'such as "Botoșani, RO"'

SMALL = 5_000
"""Places with fewer inhabitants give way to larger ones where a region is given."""


@frozen
class Query:
    """A place that is asked for.

    Parameters
    ----------
    text
        What was written.
    name
        The first part of it, the name of the place.
    country
        ISO 3166 code; None if not given.
    region
        The region as written; None if not given.

    Examples
    --------
    >>> query = parse("Frankfurt, Hessen, Germany")
    >>> query.name, query.region, query.country
    ('Frankfurt', 'Hessen', 'DE')
    """

    text: str
    name: str
    country: str | None = None
    region: str | None = None

    def covers(self, entry: Entry) -> bool:
        """Whether a place lies in the region that is asked for; every place does if none is."""
        if self.region is None:
            return True
        if entry.code.casefold() == self.region.casefold() != "":
            return True
        return (entry.place.country, entry.code) in regions_called(self.region)


def parse(text: str) -> Query:
    """Read "city", "city, country", "city, region" or "city, region, country".

    Raises
    ------
    PlaceError
        If the text is no such thing or the country is unknown.

    Examples
    --------
    >>> parse("Messina, Italy").country
    'IT'
    >>> parse("Messina, Itly")
    Traceback (most recent call last):
    di4c_schedule.errors.PlaceError: unknown country "Itly" (a place outside Europe needs lat, lon,
    timezone and country), did you mean "Italy"?
    """
    if len(text) > LONGEST_TEXT:
        raise PlaceError(
            f'the place "{shown(text)}" has {len(text)} characters; expected a city and a country, {_EXAMPLE}'
        )
    text = text.strip()
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise PlaceError(f'the place "{shown(text)}" holds a line break or a control character; take it out')
    parts = [part.strip() for part in text.split(",") if fold(part)]
    if not 1 <= len(parts) <= 3:
        raise PlaceError(f'expected a city and a country, {_EXAMPLE}, got "{shown(text)}"')
    if len(parts) == 1:
        return Query(text, parts[0])
    country = country_code(parts[-1])
    if country:
        return Query(text, parts[0], country, parts[1] if len(parts) == 3 else None)
    if len(parts) == 2 and regions_called(parts[1]):
        return Query(text, parts[0], None, parts[1])
    names = country_names().values()
    valid = [*sorted(own[0] for own in names), *(other for own in names for other in own[1:])]
    raise PlaceError(
        f'unknown country "{shown(parts[-1])}" (a place outside Europe needs lat, lon, timezone and country), '
        f"{nearest(parts[-1], valid)}"
    )


def matching(query: Query) -> list[Entry]:
    """Return the places that may be meant, the largest first; `resolve` describes the rule.

    Examples
    --------
    >>> [entry.place.population for entry in matching(parse("Trikala, GR"))]
    [61653, 1124]
    """
    key = fold(query.name)
    found = [entry for entry in named(key, query.country) if query.covers(entry)]
    own = [entry for entry in found if entry.keys[0] == key]
    if own:
        least = FAR_LARGER * max(entry.place.population for entry in own)
        found = own + [entry for entry in found if entry.keys[0] != key and entry.place.population >= least]
    if query.region is not None:
        found = [entry for entry in found if entry.place.population >= SMALL] or found
    return sorted(found, key=largest_first)


def largest_first(entry: Entry) -> tuple[int, str, float, float]:
    """Return what sorts places by size, those of equal size by country and coordinates."""
    place = entry.place
    return (-place.population, place.country, place.lat, place.lon)


def shown(text: str) -> str:
    r"""Return a text as it may stand in a message: short, without signs that cannot be seen.

    Examples
    --------
    >>> shown("a\x00b"), shown("a" * 100)
    ('a�b', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…')
    """
    short = text if len(text) <= 40 else f"{text[:40]}…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in short)
