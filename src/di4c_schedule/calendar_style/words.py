"""What calendars and invitations say, by language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from di4c_schedule.errors import Mistake, ProblemError, nearest, raise_all
from di4c_schedule.frozen_table import FrozenTable
from di4c_schedule.names import clean_name
from di4c_schedule.partner import optional_language

Words = Mapping[str, str]
"""Texts by key; what stands in braces is filled in."""

ENGLISH = "en"

_FILLED: Mapping[str, frozenset[str]] = {
    "title": frozenset({"network", "city", "host"}),
    "online_title": frozenset({"network", "host"}),
    "hosted": frozenset({"host"}),
    "place": frozenset({"position", "count", "host"}),
    "join": frozenset({"link"}),
    "days_since": frozenset({"days", "host"}),
    "days_until": frozenset({"days", "host"}),
    "way_out": frozenset({"city", "host"}),
    "way_home": frozenset({"city", "host"}),
    "journey": frozenset({"title", "dates"}),
    "date": frozenset({"day", "month", "year"}),
    "date_with_weekday": frozenset({"weekday", "date"}),
    "days_of_a_month": frozenset({"first", "last"}),
}
"""What may be filled into which text; into all others nothing."""

_LISTS = {"weekdays": 7, "months": 12}
"""Texts that are lists with commas, and how many names they have."""

_FOLDER = Path(__file__).with_name("languages")


@cache
def _shipped(language: str) -> Words:
    return MappingProxyType(tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


@cache
def shipped_languages() -> tuple[str, ...]:
    """Return the languages that the library has words for.

    Examples
    --------
    >>> shipped_languages()
    ('en', 'es', 'fi', 'fr', 'it', 'lv', 'pt', 'ro')
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def words_of(language: str, own: Mapping[str, Words] = MappingProxyType({})) -> Words:
    """Return the words of a language; those of its country come first, what it lacks is said in English.

    Parameters
    ----------
    language
        As RFC 5646 writes it; for ``"pt-BR"`` there are the words of ``"pt"``.
    own
        Texts of the network's own by language; they come before the library's.

    Examples
    --------
    >>> words_of("pt-BR")["online_title"]
    'Reunião online {network}, organizada por {host}'
    >>> german = words_of("de", {"de": {"title": "{network}-Treffen in {city}"}})
    >>> german["title"].format(network="DI4C", city="Oulu"), german["hosted"].format(host="Oulu")
    ('DI4C-Treffen in Oulu', 'Hosted by Oulu.')
    """
    words: dict[str, str] = {}
    for name in dict.fromkeys((ENGLISH, language.partition("-")[0], language)):
        if name in shipped_languages():
            words |= _shipped(name)
        words |= own.get(name, {})
    return words


def has_words(language: str, own: Mapping[str, Words]) -> bool:
    """Whether there are words of a language, or of it as any country speaks it."""
    return any(name in shipped_languages() or name in own for name in (language.partition("-")[0], language))


def own_words(value: object) -> Mapping[str, Words]:
    """Read texts of one's own by language.

    Raises
    ------
    ProblemError
        With all mistakes at once: what is no language, no key, no text of one line, or fills in what is not known.

    Examples
    --------
    >>> own_words({"de": {"titel": "{network} in {town}"}})
    Traceback (most recent call last):
    di4c_schedule.errors.ProblemError: de.titel: unknown key "titel", did you mean "title"?
    """
    if not isinstance(value, Mapping) or not all(isinstance(table, Mapping) for table in value.values()):
        raise ProblemError(f"expected tables of words by language, got {value!r:.60}")
    mistakes: list[Mistake] = []
    own: dict[str, Words] = {}
    for language, table in value.items():
        where = str(language)[:40]
        try:
            own[optional_language(language) or ENGLISH] = FrozenTable(dict(_read(table, where, mistakes)))
        except ProblemError as error:
            mistakes += [mistake.inside(where) for mistake in error.mistakes]
    raise_all(mistakes)
    return FrozenTable(own)


def _read(table: Mapping[object, object], language: str, mistakes: list[Mistake]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a language; put what is wrong with them to the mistakes."""
    keys = list(_shipped(ENGLISH))
    for key, given in table.items():
        where = (language, str(key)[:40])
        if key not in keys:
            mistakes.append(Mistake(f'unknown key "{where[1]}", {nearest(where[1], keys)}', where))
            continue
        try:
            text = clean_name(given)
        except ProblemError as error:
            mistakes += [mistake.inside(*where) for mistake in error.mistakes]
            continue
        mistakes += [Mistake(message, where) for message in _mistakes_in(str(key), text)]
        yield str(key), text


def _mistakes_in(key: str, text: str) -> Iterator[str]:
    known = _FILLED.get(key, frozenset())
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield f"a brace is missing in {text!r:.60}; write {_braces(known) or 'no braces'}"
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in known or form or conversion:
            whole = re.sub(r"[^\w.\[\]-]", "", name)[:40]
            yield f"{{{whole}}} cannot be filled in here; write {_braces(known) or 'no braces'}"
    names = [name.strip() for name in text.split(",")]
    if key in _LISTS and (len(names) != _LISTS[key] or not all(names)):
        yield f"expected {_LISTS[key]} names with commas between them, got {len([name for name in names if name])}"


def _braces(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
