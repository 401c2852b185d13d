"""What calendar files themselves tell of meetings, for when nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from attrs import frozen

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.events import Revision
from di4c_schedule.events.people import address_in

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_PRODUCT = "-//di4c-schedule//"


@frozen
class Trace:
    """What one event tells of a meeting.

    Parameters
    ----------
    path, method
        File that it stands in; REQUEST, CANCEL, or nothing.
    uid, revision
        Which meeting, and which version of it.
    first, last, begin, end, timezone
        When it is; no hours and no zone if it takes whole days.
    status
        ``"confirmed"``, ``"tentative"``, ``"cancelled"``; empty if nothing is said.
    place
        What is said of where it is.
    organizer, attendee, email
        Address that invites; name and address of the one that is invited.
    """

    path: str
    method: str
    uid: str
    revision: Revision
    first: date
    last: date
    begin: time | None
    end: time | None
    timezone: str
    status: str
    place: tuple[str, ...]
    organizer: str
    attendee: str
    email: str


@frozen
class Traces:
    """What one calendar file tells.

    Parameters
    ----------
    name
        Name of the calendar; empty if it has none.
    traces
        Of its meetings.
    """

    name: str
    traces: tuple[Trace, ...]


def traces_in(path: str, data: bytes) -> Traces | None:
    """Read a calendar file; None if the library did not write it, or it is damaged.

    Parameters
    ----------
    path
        Where it is, for the traces.
    data
        Its content.
    """
    from icalendar import Calendar

    if _PRODUCT.encode() not in data or not data.rstrip().endswith(b"END:VCALENDAR"):
        return None
    try:
        calendar = Calendar.from_ical(data)
        if not str(calendar.get("PRODID", "")).startswith(_PRODUCT):
            return None
        return Traces(_text(calendar, "NAME"), tuple(_traces(path, calendar)))
    except (ValueError, KeyError, AttributeError, TypeError, IndexError):
        return None


def _traces(path: str, calendar: Calendar) -> Iterator[Trace]:
    method = str(calendar.get("METHOD", "")).upper()
    for event in calendar.walk("VEVENT"):
        # A way to a meeting, or home from it, is told of when the meeting is.
        if "RELATED-TO" not in event:
            yield _trace(path, method, event)


def _trace(path: str, method: str, event: Any) -> Trace:
    begin: Any = event["DTSTART"].dt
    end: Any = event["DTEND"].dt
    timed = isinstance(begin, datetime)
    last = end.date() if timed else end - ONE_DAY
    if "RRULE" in event:
        last += (int(event["RRULE"]["COUNT"][0]) - 1) * ONE_DAY
    stamp = event["DTSTAMP"].dt.astimezone(UTC)
    attendee = event.get("ATTENDEE", "")
    if isinstance(attendee, list):
        attendee = attendee[0]
    return Trace(
        path=path,
        method=method,
        uid=str(event["UID"]),
        revision=Revision(int(event.get("SEQUENCE", 0)), stamp),
        first=begin.date() if timed else begin,
        last=last,
        begin=begin.time() if timed else None,
        end=end.time() if timed else None,
        timezone=str(event["DTSTART"].params.get("TZID", "")) if timed else "",
        status=str(event.get("STATUS", "")).lower(),
        place=tuple(_text(event, name) for name in ("LOCATION", "CONFERENCE", "URL")),
        organizer=address_in(event.get("ORGANIZER")),
        attendee=str(attendee.params.get("CN", "")) if attendee else "",
        email=address_in(attendee),
    )


def _text(component: Calendar | Event, name: str) -> str:
    value: Any = component.get(name, "")
    if isinstance(value, list):
        value = value[0]
    text = str(value)
    for sign in ";,\\":
        text = text.replace(f"\\{sign}", sign)
    return text
