"""What to say when a place is unknown or ambiguous, with the line to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from attrs import evolve

from di4c_schedule.places.names import fold
from di4c_schedule.places.query import Query, largest_first, matching, parse, shown
from di4c_schedule.places.regions import country_names
from di4c_schedule.places.table import Entry, entries_of, keys_of, named


def ambiguous(query: Query, entries: list[Entry]) -> str:
    """Say that several places may be meant.

    Examples
    --------
    >>> query = parse("Frankfurt, DE")
    >>> print(ambiguous(query, matching(query)))
    "Frankfurt, DE" may be any of 2 places; write the line of the one that is meant:
      Frankfurt am Main (Hessen, DE; 650,000 inhabitants): place = "Frankfurt am Main, DE"
      Frankfurt (Oder) (Brandenburg, DE; 57,107 inhabitants): place = "Frankfurt (Oder), DE"
    """
    return (
        f'"{shown(query.text)}" may be any of {len(entries)} places; write the line of the one that is meant:'
        f"{_listed(entries)}"
    )


def unknown(query: Query) -> str:
    """Say that no place of that name is known, and which are near.

    Examples
    --------
    >>> print(unknown(parse("Mesina, ES")))
    no place "Mesina" is known in Spain; there is:
      Messina (Sicilia, IT; 219,948 inhabitants): place = "Messina, IT"
    for another place write lat = ..., lon = ..., timezone = "...", country = "ES"
    """
    text = f'no place "{shown(query.name)}" is known in {_where(query)}'
    wider = evolve(query, region=None)
    elsewhere = matching(wider) or matching(evolve(wider, country=None))
    close = elsewhere or _close(query)
    if close:
        text += f"; {'there is' if elsewhere else 'the nearest names are'}:{_listed(close)}\nfor another place write "
    else:
        text += ", only places of at least 5,000 inhabitants are; for a smaller one write "
    return text + _coordinates(query.country)


def _where(query: Query) -> str:
    country = country_names()[query.country][0] if query.country else "Europe"
    return country if query.region is None else f"{shown(query.region)}, {country}"


def _close(query: Query) -> list[Entry]:
    """Return up to three places with names like the one that is asked for."""
    found: list[Entry] = []
    for key in get_close_matches(fold(query.name), set(keys_of(query.country)), n=3, cutoff=0.75):
        found += [entry for entry in named(key, query.country) if entry not in found]
    return sorted(found, key=largest_first)


def _listed(entries: Iterable[Entry]) -> str:
    return "".join(f"\n  {_described(entry)}: {_line(entry)}" for entry in entries)


def _described(entry: Entry) -> str:
    place = entry.place
    where = f"{place.region}, {place.country}" if place.region else place.country
    size = f"{place.population:,} inhabitants" if place.population else "number of inhabitants unknown"
    return f"{place.name} ({where}; {size})"


def _line(entry: Entry) -> str:
    """Return the shortest line that means this place alone."""
    place = entry.place
    for text in (f"{place.name}, {place.country}", f"{place.name}, {place.region}, {place.country}"):
        if matching(parse(text)) == [entry]:
            return f'place = "{text}"'
    line = f'lat = {place.lat}, lon = {place.lon}, timezone = "{place.timezone}", country = "{place.country}"'
    return line + (f', subdivision = "{place.subdivision}"' if place.subdivision else "")


def _coordinates(country: str | None) -> str:
    zones = {entry.place.timezone for entry in entries_of(country)} if country else set()
    timezone = zones.pop() if len(zones) == 1 else "..."
    return f'lat = ..., lon = ..., timezone = "{timezone}", country = "{country or ".."}"'
