"""Busy days from a collection on a server, as one calendar file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from di4c_schedule.busy import BusyCalendar
from di4c_schedule.dates import DateRange
from di4c_schedule.errors import OutputError
from di4c_schedule.server.calendar_text import PRODUCT, Block, blocks, calendar_text, head_of, unfolded
from di4c_schedule.server.collection import is_calendar, read_all
from di4c_schedule.server.connection import SECONDS, connected

if TYPE_CHECKING:
    from di4c_schedule.server.credentials import Credentials

_PRIVATE = frozenset({"ATTENDEE", "ORGANIZER", "DESCRIPTION", "ATTACH", "COMMENT", "CONTACT", "X-ALT-DESC"})
"""What says nothing of when somebody is busy, and may be long or nobody else's business."""

_ZONE_WIDTH = timedelta(days=1)
"""No zone is further than 14 hours from UTC, so that a day there lies within the day before and after in UTC."""


def read_busy_collection(
    url: str,
    credentials: Credentials,
    dates: object,
    *,
    cafile: str | Path | None = None,
    insecure_http: bool = False,
    timeout: float = SECONDS,
) -> bytes:
    """Read the events of a calendar on a CalDAV server, as a calendar file that can be kept.

    Keep the file beside the problem and name it there: then the same plan comes out tomorrow, whatever changes on the
    server. Attendees, descriptions, attachments and alarms are left out.

    Parameters
    ----------
    url
        Address of the calendar.
    credentials
        Who signs in; see `find_credentials`.
    dates
        First and last day that are of interest, as a rule takes them: ``"2019-09-02..2020-03-02"``, a pair of dates.
        Series that touch them are kept whole.
    cafile
        Certificate of one's own authority (PEM), for servers with certificates that it signed.
    insecure_http
        Whether the password may go through the net unencrypted; on the own machine it may.
    timeout
        Seconds that one request may take.

    Returns
    -------
    bytes
        One calendar (RFC 5545) in UTF-8, the same for the same events.

    Raises
    ------
    OutputError
        If the server does not answer or refuses, or there is no calendar at the address.
    CalendarFileError
        If what it sends is no calendar, or too large for one.
    ProblemError
        If an argument is wrong.
    """
    span = DateRange.parse(dates)
    first = datetime.combine(span.first, time(), UTC) - _ZONE_WIDTH
    last = datetime.combine(span.last, time(), UTC) + 2 * _ZONE_WIDTH
    with connected(url, credentials, cafile=cafile, insecure_http=insecure_http, timeout=timeout) as connection:
        if not is_calendar(connection):
            raise OutputError(f"there is no calendar at {connection.url}; check the address")
        texts = [(resource.url, resource.text) for resource in read_all(connection, first, last)]
        data = merged(texts).encode()
        # What is kept in a file must be what a problem can read tomorrow.
        BusyCalendar.of(data, connection.url)
    return data


def merged(texts: Iterable[tuple[str, str]]) -> str:
    r"""Return one calendar with the events of many, and each time zone once.

    Parameters
    ----------
    texts
        Where each is from, and the calendar.

    Raises
    ------
    CalendarFileError
        If one is no calendar.

    Examples
    --------
    >>> one = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR"
    >>> merged([("a.ics", one), ("b.ics", one.replace("UID:a", "UID:b"))]).count("BEGIN:VEVENT")
    2
    """
    zones: dict[str, Block] = {}
    events: list[Block] = []
    for where, text in texts:
        _, parts = blocks(text, where)
        names = {}
        for zone in parts:
            if zone.kind == "VTIMEZONE":
                for name in zone.values("TZID"):
                    names[name] = _added(zones, name, zone)
        events += [_renamed(_public(part), names) for part in parts if part.kind == "VEVENT"]
    return calendar_text(["VERSION:2.0", f"PRODID:{PRODUCT}"], [*zones.values(), *events])


def _added(zones: dict[str, Block], name: str, zone: Block) -> str:
    """Add a time zone, and return its name: another if the name is taken by another zone.

    Names such as "Customized Time Zone" are given to many; those of the tz database mean the same everywhere, whatever
    years their rules are written out for.
    """
    new, number = name, 1
    while new in zones and zones[new] != _renamed(zone, {name: new}) and not _is_known(name):
        number += 1
        new = f"{name} {number}"
    zones.setdefault(new, _renamed(zone, {name: new}))
    return new


def _is_known(name: str) -> bool:
    from zoneinfo import available_timezones

    return name in available_timezones()


def _renamed(part: Block, names: dict[str, str]) -> Block:
    changed = {old: new for old, new in names.items() if old != new}
    if not changed:
        return part
    return evolve(part, lines=tuple(_line(line, changed) for line in unfolded(part.lines)))


def _line(line: str, names: dict[str, str]) -> str:
    if line.upper().startswith("TZID:"):
        return f"TZID:{names.get(line[5:], line[5:])}"
    head = head_of(line)
    for old, new in names.items():
        head = re.sub(rf';TZID="?{re.escape(old)}"?(?=;|$)', f';TZID="{new}"'.replace("\\", r"\\"), head, flags=re.I)
    return head + line[len(head_of(line)) :]


def _public(event: Block) -> Block:
    return evolve(event, lines=tuple(_public_lines(event)))


def _public_lines(event: Block) -> Iterator[str]:
    inside = 0
    dropping = False
    for line in event.lines:
        word = line.upper()
        if line[0] in " \t":
            if not dropping:
                yield line
            continue
        begins, ends = word.startswith("BEGIN:"), word.startswith("END:")
        inside += begins
        dropping = inside > 1 or head_of(line).split(";")[0].upper() in _PRIVATE
        inside -= ends
        if not dropping:
            yield line
