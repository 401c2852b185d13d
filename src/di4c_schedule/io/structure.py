"""From tables of a file to values: every mistake of a table at once, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from attrs import fields
from cattrs import AttributeValidationNote, ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from di4c_schedule.errors import Mistake, ProblemError, nearest

T = TypeVar("T")

_MISSING = "missing"


@cache
def _reader_of(cls: Any) -> Callable[[Mapping[str, Any], Any], Any]:
    """Return a function that makes an object of a class, each field read by the field's own converter.

    The converters run one by one here, not in the constructor, which would stop at the first mistake.
    """

    def reading(read: Callable[[object], Any]) -> Callable[[object, object], Any]:
        return lambda value, _: read(value)

    overrides: dict[str, Any] = {
        attribute.name: override(rename=attribute.alias, struct_hook=reading(attribute.converter))
        for attribute in fields(cls)
        if attribute.converter is not None
    }
    converter = Converter(detailed_validation=True)
    return make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **overrides)


def structure(cls: type[T], table: Mapping[str, Any]) -> tuple[T | None, list[Mistake]]:
    """Make an object of an attrs class from a table.

    Parameters
    ----------
    cls
        An attrs class whose fields have converters.
    table
        Keys and values as the file has them.

    Returns
    -------
    object or None, list of Mistake
        None if there is any mistake; paths begin at the table.

    Examples
    --------
    >>> from di4c_schedule.rules import Fixed
    >>> structure(Fixed, {"partner": "Oulu", "dates": "2020-02"})[0].label
    'Oulu hosts within February 2020'
    >>> for mistake in structure(Fixed, {"partner": 7, "date": "2020-02"})[1]:
    ...     print(mistake)
    partner: expected a name, got 7
    date: unknown key "date", did you mean "dates"?
    dates: missing; write dates = …
    """
    known: Any = cls
    try:
        return _reader_of(known)(table, cls), []
    except ClassValidationError as group:
        mistakes = [mistake for error in group.exceptions for mistake in _mistakes(cls, error)]
        return None, sorted(mistakes, key=lambda mistake: _rank(cls, mistake))


def unknown_keys(table: Mapping[str, Any], known: Iterable[str]) -> Iterator[Mistake]:
    """Yield a mistake for each key that is not known, with the nearest that is."""
    known = list(known)
    for key in table:
        if key not in known:
            yield Mistake(f'unknown key "{key[:60]}", {nearest(key, known)}', (key,))


def _rank(cls: Any, mistake: Mistake) -> tuple[int, str]:
    names = [attribute.alias for attribute in fields(cls)]
    message = mistake.message
    key = str(mistake.where[0]) if mistake.where else ""
    return (names.index(key) if key in names and not message.startswith(_MISSING) else len(names), key)


def _mistakes(cls: Any, error: BaseException) -> Iterator[Mistake]:
    if isinstance(error, ForbiddenExtraKeysError):
        known = [attribute.alias for attribute in fields(cls)]
        yield from unknown_keys(dict.fromkeys(sorted(error.extra_fields)), known)
        return
    notes = [note for note in getattr(error, "__notes__", []) if isinstance(note, AttributeValidationNote)]
    aliases = {attribute.name: attribute.alias for attribute in fields(cls)}
    where = (aliases[notes[0].name],) if notes else ()
    if isinstance(error, ProblemError):
        for mistake in error.mistakes:
            yield mistake.inside(*where)
    elif isinstance(error, KeyError):
        yield Mistake(f"{_MISSING}; write {' '.join(where)} = …", where)
    else:
        raise error
