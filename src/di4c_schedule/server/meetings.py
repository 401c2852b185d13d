"""What a calendar file holds, one resource of a collection for each UID."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from attrs import evolve, frozen

from di4c_schedule.errors import CalendarFileError
from di4c_schedule.events import Revision
from di4c_schedule.server.calendar_text import PRODUCT, Block, blocks, calendar_text, head_of, unfolded, value_of

MARK = "X-DI4C-SCHEDULE"
"""A digest of the calendar's name and of the event: by it an event that nobody else touched is known again."""

_TOLD = frozenset(
    {
        *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "TRANSP", "CLASS", "GEO", "URL", "CONFERENCE", "CATEGORIES"),
        *("RELATED-TO", "BEGIN", "END", "ACTION", "TRIGGER"),
    }
)
"""What people see of an event; the rest a server may add or leave out."""

_PEOPLE = ("ATTENDEE", "ORGANIZER")

NO_REVISION = Revision(-1, datetime.min.replace(tzinfo=UTC))
"""Of an event that tells none: older than all others."""


@frozen
class MeetingObject:
    """All that is known of one UID.

    Parameters
    ----------
    uid
        The UID.
    events
        Its VEVENTs: one, unless it recurs and some of its days differ.
    zones
        The VTIMEZONEs that they need.
    """

    uid: str
    events: tuple[Block, ...]
    zones: tuple[Block, ...] = ()

    @property
    def revision(self) -> Revision:
        """The latest version of its events."""
        return max(map(_revision, self.events), default=NO_REVISION)

    @property
    def title(self) -> str:
        """What people call it."""
        texts = [text for event in self.events for text in event.values("SUMMARY")]
        return _plain(texts[0]) if texts else self.uid

    @property
    def start(self) -> str:
        """The day it begins, as YYYYMMDD."""
        return min((text[:8] for event in self.events for text in event.values("DTSTART")), default="")

    def digest(self, calendar: str) -> str:
        """Return what changes with the name of the calendar and with what people see of the event.

        Servers write parameters and lines in another order and fold lines elsewhere, so both count for nothing.
        """
        lines = sorted(line for event in self.events for line in _told(event))
        return sha256("\n".join([calendar, *lines]).encode()).hexdigest()[:32]

    def is_untouched(self, calendar: str) -> bool:
        """Whether it was written by this program for this calendar, and nobody changed it since."""
        marks = {mark for event in self.events for mark in event.values(MARK)}
        return marks == {self.digest(calendar)}

    def resource(self, calendar: str) -> str:
        """Return what a collection stores for it: one UID, no METHOD (RFC 4791, section 4.1), and the mark."""
        mark = f"{MARK}:{self.digest(calendar)}"
        marked = [evolve(event, lines=(*event.lines[:-1], mark, event.lines[-1])) for event in self.events]
        return calendar_text(["VERSION:2.0", f"PRODID:{PRODUCT}"], [*self.zones, *marked])


def meetings_in(text: str, where: str) -> tuple[str, Mapping[str, MeetingObject]]:
    """Return the name of a calendar, and its events by UID.

    People are left out: a server that finds an organizer and attendees may send them invitations of its own
    (RFC 6638, section 3.2), and a collection is often open to more people than an invitation.

    Parameters
    ----------
    text
        The calendar.
    where
        Where it is from, for the message of an error.

    Raises
    ------
    CalendarFileError
        If it is no calendar, or an event has no UID.
    """
    own, parts = blocks(text, where)
    zones = {name: part for part in parts if part.kind == "VTIMEZONE" for name in part.values("TZID")}
    events: dict[str, list[Block]] = {}
    for part in parts:
        if part.kind == "VEVENT":
            uid = next(part.values("UID"), "").strip()
            if not uid:
                raise CalendarFileError(f"{where}: an event has no UID, so that calendars could not know it again")
            events.setdefault(uid, []).append(_without_people(part))
    name = next((_plain(value_of(line)) for key in ("NAME", "X-WR-CALNAME") for line in _named(own, key)), "")
    return name, {uid: _object(uid, group, zones) for uid, group in events.items()}


def stored_meeting(text: str) -> MeetingObject | None:
    r"""Return what a resource on a server holds; None if it is no event that can be read.

    Examples
    --------
    >>> text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSEQUENCE:2\nEND:VEVENT\nEND:VCALENDAR"
    >>> stored_meeting(text).revision.sequence
    2
    """
    try:
        _, parts = blocks(text, "")
    except CalendarFileError:
        return None
    events = [part for part in parts if part.kind == "VEVENT"]
    uids = {uid.strip() for event in events for uid in event.values("UID")}
    return MeetingObject(uids.pop(), tuple(events)) if len(uids) == 1 else None


def _object(uid: str, events: Sequence[Block], zones: Mapping[str, Block]) -> MeetingObject:
    needed = sorted({zone for event in events for zone in event.zones})
    return MeetingObject(uid, tuple(events), tuple(zones[zone] for zone in needed if zone in zones))


def _revision(event: Block) -> Revision:
    """Return the version of an event; a stamp that cannot be read is older than all others."""
    sequence = next(event.values("SEQUENCE"), "0").strip()
    stamp = next(event.values("DTSTAMP"), "").strip()
    number = int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 20 else 0
    try:
        return Revision(number, datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
    except ValueError:
        return Revision(number, NO_REVISION.stamp)


def _told(event: Block) -> Iterator[str]:
    for line in unfolded(event.lines):
        name, *parameters = head_of(line).split(";")
        if name.upper() in _TOLD:
            # VALUE=DATE-TIME says what is so without it.
            kept = sorted(text for text in parameters if text.upper() != "VALUE=DATE-TIME" and text[:2].upper() != "X-")
            yield ";".join([name.upper(), *kept]) + ":" + _plain(value_of(line)).strip()


def _without_people(event: Block) -> Block:
    lines: list[str] = []
    dropping = False
    for line in event.lines:
        if line[0] not in " \t":
            dropping = head_of(line).split(";")[0].upper() in (*_PEOPLE, MARK)
        if not dropping:
            lines.append(line)
    return evolve(event, lines=tuple(lines))


def _named(own: Sequence[str], key: str) -> Iterator[str]:
    return (line for line in unfolded(own) if head_of(line).split(";")[0].upper() == key)


def _plain(text: str) -> str:
    r"""Undo the escapes of a text (RFC 5545, section 3.3.11).

    Examples
    --------
    >>> _plain(r"Oulu\, Finland")
    'Oulu, Finland'
    """
    out: list[str] = []
    signs = iter(text)
    for sign in signs:
        if sign == "\\":
            sign = next(signs, "")
            sign = "\n" if sign in "nN" and sign else sign
        out.append(sign)
    return "".join(out)
