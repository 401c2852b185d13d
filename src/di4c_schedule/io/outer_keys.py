"""The outermost keys of a problem file."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from di4c_schedule.arguments import labels, meeting_length, optional_place, yes_or_no
from di4c_schedule.dates import parse_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.names import clean_name


def _tables(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ProblemError("expected one table for each; put its heading in double brackets, such as [[rules]]")
    return value


def _tables_or_path(value: object) -> list[Any]:
    """Read tables; a text is the path of a file that holds them."""
    return [] if isinstance(value, str) else _tables(value)


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ProblemError("expected a table, headed by its name in brackets such as [travel]")
    return value


@frozen
class OuterKeys:
    """The outermost keys of a file."""

    name: str = field(converter=clean_name)
    lead: str = field(converter=clean_name)
    first: date = field(converter=parse_date)
    last: date = field(converter=parse_date)
    partners: list[Any] = field(converter=_tables_or_path)
    days: int = field(default=1, converter=meeting_length)
    meetings: int | None = field(default=None, converter=optional_place)
    default_rules: bool = field(default=True, converter=yes_or_no)
    dropped: frozenset[str] = field(default=frozenset(), converter=labels)
    travel: dict[str, Any] = field(factory=dict, converter=_table)
    calendars: dict[str, Any] = field(factory=dict, converter=_table)
    turns: list[Any] = field(factory=list, converter=_tables)
    rules: list[Any] = field(factory=list, converter=_tables)
    goals: list[Any] = field(factory=list, converter=_tables)
