"""The table of European places that comes with the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

from di4c_schedule.places.place import Place
from di4c_schedule.places.regions import region


@frozen
class Entry:
    """A row of the table.

    Parameters
    ----------
    place
        What is known of the place.
    code
        Code that GeoNames gives its region; empty if it has none.
    keys
        Its name, then its other names in Latin letters, all folded by `fold`.

    Examples
    --------
    >>> named("messina", "IT")[0].keys[:3]
    ('messina', 'mesina', 'messana')
    """

    place: Place
    code: str
    keys: tuple[str, ...]


def named(key: str, country: str | None = None) -> list[Entry]:
    """Return the places that have a folded name as their name or as another name.

    Parameters
    ----------
    key
        The name, folded by `fold`.
    country
        ISO 3166 code of the country to look in; None: in all.

    Examples
    --------
    >>> [(entry.place.name, entry.place.country) for entry in named("prag")]
    [('Prague', 'CZ')]
    """
    blocks = _blocks()
    countries = blocks if country is None else [country]
    return [_entry(line, code) for code in countries for line in _lines_with(f"|{key}|", blocks.get(code, ""))]


@cache
def entries_of(country: str) -> tuple[Entry, ...]:
    """Return all places of a country; none if it is not in the table.

    Examples
    --------
    >>> [entry.place.name for entry in entries_of("VA")]
    ['Vatican City']
    """
    return tuple(_entry(line, country) for line in _blocks().get(country, "").splitlines())


def keys_of(country: str | None = None) -> Iterator[str]:
    """Return the folded names by which the places of a country are found; for all countries, only main names.

    Examples
    --------
    >>> "botosani" in keys_of("RO"), "botosani" in keys_of("IT")
    (True, False)
    """
    for line in _blocks().get(country, "").splitlines() if country else _lines():
        keys = line[1 : line.index("|\t")].split("|")
        yield from keys if country else keys[:1]


def _lines() -> Iterator[str]:
    for block in _blocks().values():
        yield from block.splitlines()


@cache
def _blocks() -> dict[str, str]:
    """Return the lines of the table by country.

    They stay text, in which a name is found faster than an index of all names is built.
    """
    import gzip

    text = gzip.decompress(Path(__file__).with_name("europe.tsv.gz").read_bytes()).decode("utf-8")
    return dict(block.split("\n", 1) for block in text.removesuffix("\n").split("\n\n"))


def _lines_with(part: str, block: str) -> Iterator[str]:
    at = block.find(part)
    while at >= 0:
        end = block.find("\n", at)
        end = len(block) if end < 0 else end
        yield block[block.rfind("\n", 0, at) + 1 : end]
        at = block.find(part, end)


def _entry(line: str, country: str) -> Entry:
    keys, name, code, lat, lon, timezone, population = line.split("\t")
    found = region(country, code)
    place = Place(
        name=name,
        country=country,
        region=found.names[0] if found else code or None,
        subdivision=found.subdivision if found else None,
        lat=float(lat),
        lon=float(lon),
        timezone=timezone,
        population=int(population),
    )
    return Entry(place, code, tuple(keys[1:-1].split("|")))
