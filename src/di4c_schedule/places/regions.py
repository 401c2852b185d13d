"""Countries of the table and their first-level regions: names, and codes of their holidays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

from di4c_schedule.places.names import fold


@frozen
class Region:
    """A first-level region that has a name.

    Parameters
    ----------
    country
        ISO 3166 code of its country.
    code
        Code that GeoNames gives it.
    subdivision
        Code in the package ``holidays``, see `Place`; None if it has no holidays of its own.
    names
        The name to show, then others by which it is found.

    Examples
    --------
    >>> region("DE", "05")
    Region(country='DE', code='05', subdivision='HE', names=('Hessen', 'Hesse'))
    """

    country: str
    code: str
    subdivision: str | None
    names: tuple[str, ...]


def region(country: str, code: str) -> Region | None:
    """Return the region with a code of GeoNames; None if the library has no name for it.

    Examples
    --------
    >>> print(region("DE", "99"))
    None
    """
    return _regions().get((country, code))


def regions_called(text: str) -> frozenset[tuple[str, str]]:
    """Return country and code of every region that has a name, whichever way it is written.

    Examples
    --------
    >>> regions_called("hesse"), regions_called("Atlantis")
    (frozenset({('DE', '05')}), frozenset())
    """
    return _called().get(fold(text), frozenset())


def country_code(text: str) -> str | None:
    """Return the code of a country given by its code or name; None if it is none of the table.

    Examples
    --------
    >>> country_code("ro"), country_code("Romania"), country_code("UK"), country_code("Atlantis")
    ('RO', 'RO', 'GB', None)
    """
    return _countries().get(fold(text))


@cache
def country_names() -> dict[str, tuple[str, ...]]:
    """Return the names of every country of the table by its code, the English one first.

    Examples
    --------
    >>> country_names()["LV"]
    ('Latvia', 'Latvija')
    """
    return {code: tuple(names.split("; ")) for code, names in _read("countries.tsv")}


def _read(file: str) -> Iterator[list[str]]:
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])


@cache
def _regions() -> dict[tuple[str, str], Region]:
    return {
        (country, code): Region(country, code, subdivision or None, tuple(names.split("; ")))
        for country, code, subdivision, names in _read("regions.tsv")
    }


@cache
def _called() -> dict[str, frozenset[tuple[str, str]]]:
    """Country and code of regions by their folded names."""
    called: dict[str, frozenset[tuple[str, str]]] = {}
    for found in _regions().values():
        for key in map(fold, found.names):
            called[key] = called.get(key, frozenset()) | {(found.country, found.code)}
    return called


@cache
def _countries() -> dict[str, str]:
    """Codes by folded codes and names."""
    return {fold(name): code for code, names in country_names().items() for name in (code, *names)}
