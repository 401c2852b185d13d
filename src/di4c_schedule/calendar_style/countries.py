"""Names of countries by language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from di4c_schedule.places.regions import country_code, country_names


def country_in(language: str, country: str) -> str:
    """Return the name of a country in a language; where there is none, the English one, else the code.

    Parameters
    ----------
    language
        As RFC 5646 writes it.
    country
        ISO 3166 code.

    Examples
    --------
    >>> country_in("ro", "FI"), country_in("de", "FI"), country_in("ro", "CA")
    ('Finlanda', 'Finland', 'CA')
    """
    code = country_code(country) or country
    name = _names().get(code, {}).get(language.partition("-")[0])
    return name or country_names().get(code, (code,))[0]


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Names by code and language."""
    text = (Path(__file__).with_name("languages") / "countries.tsv").read_text(encoding="utf-8")
    (_, *languages), *rows = (line.split("\t") for line in text.splitlines())
    return {code: dict(zip(languages, names, strict=True)) for code, *names in rows}
