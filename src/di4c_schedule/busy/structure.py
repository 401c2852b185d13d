"""What a calendar file is made of: components, and their lines with their numbers (RFC 5545, section 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrs import Factory, define

from di4c_schedule.errors import CalendarFileError, Mistake

LARGEST_CALENDAR = 10_000_000
"""Bytes; ten years of a full calendar take some two million."""

_MOST_LINES = 500_000

_DEEPEST = 8
"""RFC 5545 nests three deep: an alarm in an event in a calendar."""

_NAME = re.compile(rb"([A-Za-z0-9-]+)[;:]")

_DATED = frozenset(
    {
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "FREEBUSY"),
        *("UID", "SEQUENCE", "STATUS", "TRANSP"),
    }
)
"""Properties that decide when somebody is busy: a broken line after one of them may be its lost rest."""

_ZONE_RULE = frozenset(["DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"])

_KEPT = {
    "VCALENDAR": frozenset(["CALSCALE", "X-WR-TIMEZONE"]),
    "VEVENT": _DATED | {"SUMMARY", "DTSTAMP", "LAST-MODIFIED", "X-MICROSOFT-CDO-BUSYSTATUS"},
    "VFREEBUSY": frozenset(["FREEBUSY", "DTSTART", "DTEND", "SUMMARY"]),
    "VTIMEZONE": frozenset(["TZID", "X-LIC-LOCATION"]),
    "STANDARD": _ZONE_RULE,
    "DAYLIGHT": _ZONE_RULE,
}
"""Properties that are read, by the component they stand in; a text of five megabytes is none of them."""


class Line(NamedTuple):
    """A property as it stands in the file, unfolded."""

    number: int
    name: str
    text: str


@define
class Component:
    """A part of a calendar, from ``BEGIN`` to ``END``.

    Parameters
    ----------
    kind
        Such as ``VEVENT``.
    number
        Line in which it begins.
    lines
        Its properties, those that are read.
    parts
        The components inside.
    faults
        What makes it unreadable: line and sentence.
    """

    kind: str
    number: int
    lines: list[Line] = Factory(list)
    parts: list[Component] = Factory(list)
    faults: list[tuple[int, str]] = Factory(list)

    def all(self, name: str) -> list[Line]:
        """Return the properties of a name."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        """Return the first property of a name, if there is one."""
        return next((line for line in self.lines if line.name == name), None)


def calendars_in(file: str, data: bytes) -> list[Component]:
    r"""Take a file apart into its calendars.

    Raises
    ------
    CalendarFileError
        If the file is no calendar, or not all of one.

    Examples
    --------
    >>> [calendar] = calendars_in("a.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n")
    >>> [(part.kind, part.number) for part in calendar.parts]
    [('VEVENT', 2)]
    """
    walk = _Walk(file)
    for number, text in _unfolded(_checked(file, data)):
        walk.take(number, text)
    return walk.finished()


def _checked(file: str, data: bytes) -> bytes:
    """Return the lines of a file of sensible size, in UTF-8, each ended by a line feed."""
    if len(data) > LARGEST_CALENDAR:
        size = f"{LARGEST_CALENDAR // 1_000_000} MB"
        raise no_calendar(file, f"the file is larger than {size}; export the months that matter only")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise no_calendar(file, "the file is in UTF-16; open it in an editor and save it as UTF-8", 1)
    if data[:4] == b"PK\x03\x04":
        raise no_calendar(
            file, "this is a zip archive, as Google exports calendars; unpack it, and name the .ics file in it"
        )
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if data.count(b"\n") > _MOST_LINES:
        raise no_calendar(file, f"the file has more than {_MOST_LINES:,} lines; export the months that matter only")
    try:
        # a folded line may be cut inside of a letter (RFC 5545, section 3.1)
        re.sub(rb"\n[ \t]", b"", data).decode()
    except UnicodeDecodeError as fault:
        line = _line_of(fault, data)
        text = "the file is not in UTF-8; open it in an editor and save it as UTF-8, or export it again"
        raise no_calendar(file, text, line) from None
    return data


def _line_of(fault: UnicodeDecodeError, data: bytes) -> int:
    """Return the line of a letter that is none; what was unfolded away is counted again."""
    taken = [match.end() for match in re.finditer(rb"\n[ \t]", data)]
    place = fault.start
    for end in taken:
        if end - 2 > place:
            break
        place += 2
    return data[:place].count(b"\n") + 1


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield lines whose continuations are joined to them, each with the number of its first line."""
    held: list[bytes] = []
    begin = 1
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if held and raw[:1] in (b" ", b"\t"):
            held.append(raw[1:])
            continue
        if held:
            yield begin, b"".join(held)
        held, begin = [raw], number
    yield begin, b"".join(held)


def no_calendar(file: str, message: str, line: int | None = None) -> CalendarFileError:
    """Return the error for a file that cannot be used at all."""
    return CalendarFileError([Mistake(message, error=CalendarFileError, file=file, line=line)])


@define
class _Walk:
    """Goes through the lines of a file and puts the components together."""

    file: str
    calendars: list[Component] = Factory(list)
    open: list[Component] = Factory(list)
    before: str = ""
    last: int = 0

    def take(self, number: int, text: bytes) -> None:
        if not text.strip(b" \t\x00\x1a"):
            return
        self.last = number
        found = _NAME.match(text)
        name = found[1].upper().decode() if found else ""
        if name == "BEGIN" and found:
            self._begin(number, text[found.end() :])
        elif not self.open:
            if not self.calendars:
                raise no_calendar(self.file, _what_it_is(text), number)
        elif name == "END" and found:
            self._end(text[found.end() :])
        elif not name:
            self._broken(number, text)
            return
        elif name in _KEPT.get(self.open[-1].kind, ()):
            self.open[-1].lines.append(Line(number, name, text.decode()))
        self.before = name

    def finished(self) -> list[Component]:
        if self.open:
            inner = self.open[-1]
            raise no_calendar(
                self.file,
                f"the file is cut off: {inner.kind} begins in line {inner.number} and has no END:{inner.kind}; "
                "download or export it again",
                self.last,
            )
        if not self.calendars:
            raise no_calendar(self.file, "the file is empty; download or export it again", 1)
        return self.calendars

    def _begin(self, number: int, text: bytes) -> None:
        kind = _kind(text)
        if not self.open:
            if kind != "VCALENDAR":
                raise no_calendar(self.file, _what_it_is(b"BEGIN:" + text), number)
            self.calendars.append(Component(kind, number))
            self.open.append(self.calendars[-1])
            return
        if kind == "VCALENDAR":
            first = self.open[0].number
            text_ = f"the calendar that begins in line {first} is cut off: another begins here; export it again"
            raise no_calendar(self.file, text_, number)
        if kind == self.open[-1].kind and kind in ("VEVENT", "VFREEBUSY"):
            self._without_end(self.open.pop())
        if len(self.open) == _DEEPEST:
            raise no_calendar(self.file, f"{_DEEPEST} components inside of each other; no calendar has that", number)
        part = Component(kind, number)
        self.open[-1].parts.append(part)
        self.open.append(part)

    def _end(self, text: bytes) -> None:
        kind = _kind(text)
        if all(part.kind != kind for part in self.open):
            return
        while (part := self.open.pop()).kind != kind:
            self._without_end(part)

    def _without_end(self, part: Component) -> None:
        part.faults.append((part.number, f"BEGIN:{part.kind} has no END:{part.kind}"))

    def _broken(self, number: int, text: bytes) -> None:
        """Note a line that is no property where it may be the lost rest of one that matters."""
        if self.before in _DATED | _ZONE_RULE:
            start = text[:40].decode(errors="replace")
            self.open[-1].faults.append((number, f'"{start}" is no property; is it the rest of {self.before}?'))


def _kind(text: bytes) -> str:
    return text.strip()[:40].decode(errors="replace").upper()


def _what_it_is(text: bytes) -> str:
    """Say what a file is that does not begin as a calendar does."""
    start = text.lstrip()[:40].decode(errors="replace")
    if start.startswith("<"):
        what = "this is a web page, perhaps a login; download the calendar while signed in, or use its secret address"
    elif start.upper().startswith("BEGIN:VCARD"):
        what = "this file holds contacts, not a calendar"
    else:
        what = f'no calendar: it begins with "{start}"'
    return f"{what}; expected BEGIN:VCALENDAR"
