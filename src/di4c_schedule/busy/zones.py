"""Time zones as calendars name them: by the world's names, by those of Windows, or by a table in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import cast
from zoneinfo import ZoneInfo

from attrs import Factory, define

from di4c_schedule.busy.properties import UnreadableError, split_property, text_of
from di4c_schedule.busy.structure import Component, Line

_MOST_LINES = 2_000
"""Lines of one VTIMEZONE; all changes of a zone since 1900 take some 600."""

_FIRST_YEAR = 1970
"""Yearly changes of a clock are followed from then on, whenever they began: nobody plans earlier."""

_RULE_PARTS = frozenset(["FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "INTERVAL", "WKST"])


@define
class Zones:
    """The time zones of one calendar.

    Parameters
    ----------
    tables
        The calendar's VTIMEZONE components, by name.

    Attributes
    ----------
    remarks
        Zones that nobody knows, each with the line that names it first.
    """

    tables: dict[str, Component]
    remarks: list[tuple[int, str]] = Factory(list)
    _found: dict[str, tzinfo | None] = Factory(dict)

    @classmethod
    def of(cls, parts: Iterable[Component]) -> Zones:
        """Take the tables from the parts of a calendar."""
        tables = [part for part in parts if part.kind == "VTIMEZONE"]
        return cls({text_of(table.first("TZID")): table for table in tables})

    def find(self, name: str, line: int) -> tzinfo | None:
        """Return a zone, or None, with a remark, if it is not known; its times are then taken as home times.

        A name that the world or Windows knows goes before a table of the file: tables are often cut short.
        """
        if name not in self._found:
            self._found[name] = known_zone(name) or self._from_table(name)
            if self._found[name] is None:
                shown = name if len(name) <= 40 else f"{name[:40]}…"
                fault = "its table cannot be read" if name in self.tables else "nobody knows it"
                self.remarks.append((line, f'time zone "{shown}": {fault}; its times are taken as home times'))
        return self._found[name]

    def _from_table(self, name: str) -> tzinfo | None:
        table = self.tables.get(name)
        if table is None:
            return None
        hint = text_of(table.first("X-LIC-LOCATION"))
        return (known_zone(hint) if hint else None) or _made(table)


def known_zone(name: str) -> tzinfo | None:
    """Return the zone of a name of the IANA or of Windows, also behind a vendor's prefix; None if it is neither.

    Examples
    --------
    >>> known_zone("/freeassociation.sourceforge.net/Europe/Bucharest"), known_zone("Pacific Standard Time")
    (zoneinfo.ZoneInfo(key='Europe/Bucharest'), zoneinfo.ZoneInfo(key='America/Los_Angeles'))
    """
    return next((zone for one in _meant(name) if (zone := _iana(one)) is not None), None)


def _meant(name: str) -> Iterator[str]:
    """Yield what a name may mean, the likeliest first (RFC 5545, section 3.2.19)."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.strip().strip("/")
    yield plain
    if plain in WINDOWS_TO_OLSON:
        yield str(WINDOWS_TO_OLSON[plain])
    if name.startswith("/"):
        parts = plain.split("/")
        # the world's names have three parts at most, such as America/Argentina/Salta
        yield from ("/".join(parts[first:]) for first in range(max(1, len(parts) - 3), len(parts)))


def _iana(name: str) -> tzinfo | None:
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}", name[:80]):
        return None
    try:
        return ZoneInfo(name[:80])
    except (OSError, LookupError, ValueError):
        return None


def _made(table: Component) -> tzinfo | None:
    """Make a zone of a table in the file; None if that would be too much, or fails."""
    from icalendar import Timezone

    observances = [part for part in table.parts if part.kind in ("STANDARD", "DAYLIGHT")]
    faults = [*table.faults, *(fault for part in observances for fault in part.faults)]
    if not observances or faults or sum(len(part.lines) for part in observances) > _MOST_LINES:
        return None
    try:
        lines = [line for part in observances for line in _observance(part)]
        # without its name, so that no other file's zone of that name gets this one's changes
        made = cast(Timezone, Timezone.from_ical("\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""])))
        made.add("TZID", "zone of the file")
        zone: tzinfo = made.to_tz(lookup_tzid=False)
        _tried(zone)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, UnreadableError):
        return None
    return zone


def _tried(zone: tzinfo) -> None:
    """Look at a summer's and a winter's day, so that a zone that fails does so here."""
    for moment in (datetime(2020, 1, 15), datetime(2020, 7, 15)):
        moment.replace(tzinfo=zone).utcoffset()
        moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)


def _observance(part: Component) -> Iterator[str]:
    """Yield the lines of a part of the year, with rules that are cheap to follow."""
    yearly = False
    for line in part.all("RRULE"):
        _, value = split_property(line)
        yearly = True
        _require_simple(value, line)
    yield f"BEGIN:{part.kind}"
    for line in part.lines:
        yield _begun_late(line) if yearly and line.name == "DTSTART" else line.text
    yield f"END:{part.kind}"


def _require_simple(rule: str, line: Line) -> None:
    pairs = [pair.partition("=")[::2] for pair in rule.upper().split(";") if pair]
    parts = dict(pairs)
    simple = (
        len(parts) == len(pairs)
        and len(rule) <= 200
        and parts.keys() <= _RULE_PARTS
        and parts.get("FREQ") == "YEARLY"
        and parts.get("INTERVAL", "1") == "1"
        and len(parts.get("COUNT", "")) <= 3
    )
    if not simple:
        raise UnreadableError(line.number, "the clock does not change once a year")


def _begun_late(line: Line) -> str:
    """Return DTSTART, in 1970 if it was earlier: Outlook's tables begin in 1601."""
    parameters, value = split_property(line)
    year = value[:4]
    if len(parameters) <= 1 and year.isdigit() and year.isascii() and int(year) < _FIRST_YEAR and value[4:8] != "0229":
        return f"DTSTART:{_FIRST_YEAR}{value[4:]}"
    return line.text
