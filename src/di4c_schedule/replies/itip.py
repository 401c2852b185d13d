"""What a calendar says in answer to an invitation (iTIP, RFC 5546), line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import evolve, field, frozen

from di4c_schedule.replies.texts import LONGEST_COMMENT, address_of

LONGEST_LINE = 100_000
"""Characters of an unfolded line."""

MOST_PEOPLE = 200
"""ATTENDEE lines of an event."""


@frozen
class Person:
    """Somebody who is asked, as an ATTENDEE line names them.

    Parameters
    ----------
    addresses
        Those that may stand for them: the value, then EMAIL, as iCloud writes it (RFC 7986, section 6.2).
    sent_by
        Who answers for them (RFC 5545, section 3.2.18), or None.
    answer
        PARTSTAT in capitals.
    delegates, delegators
        Whom they send, and for whom they come.
    comment
        What Google writes beside the answer.
    """

    addresses: tuple[str, ...]
    sent_by: str | None = None
    answer: str = "NEEDS-ACTION"
    delegates: tuple[str, ...] = ()
    delegators: tuple[str, ...] = ()
    comment: str = ""

    @property
    def address(self) -> str:
        """The address that the line names."""
        return self.addresses[0]


@frozen
class Time:
    """A day or a time as it is written.

    Parameters
    ----------
    text
        ``"20191008"``, ``"20191008T090000"`` or ``"20191008T060000Z"``.
    zone
        TZID, or None.
    """

    text: str
    zone: str | None = None


@frozen
class Statement:
    """One event of a message: who says what of which meeting.

    Parameters
    ----------
    method
        ``"REPLY"``, ``"COUNTER"`` or another of RFC 5546, in capitals; empty if there is none.
    uid, sequence, stamp
        Of which version of which event; when it was said.
    people
        The ATTENDEE lines.
    comment
        Free text.
    day
        RECURRENCE-ID: the one day that is meant.
    start, end, duration, rule
        DTSTART, DTEND, DURATION and RRULE.
    whole_days
        Whether Outlook says that the times mean whole days.
    zones
        The text of VTIMEZONE components by TZID.
    line
        Where the event begins in its calendar.
    fault
        What cannot be read, or None.
    """

    method: str
    uid: str = ""
    sequence: int = 0
    stamp: datetime | None = None
    people: tuple[Person, ...] = ()
    comment: str = ""
    day: Time | None = None
    start: Time | None = None
    end: Time | None = None
    duration: str = ""
    rule: str = ""
    whole_days: bool = False
    zones: Mapping[str, str] = field(factory=dict[str, str], hash=False, repr=False)
    line: int = 1
    fault: str | None = None


class NoCalendarError(Exception):
    """The text is no calendar, or not a whole one."""


_OF_PEOPLE = ("EMAIL", "SENT-BY", "DELEGATED-TO", "DELEGATED-FROM")
_PARAMETERS = (*_OF_PEOPLE, "PARTSTAT", "X-RESPONSE-COMMENT")

Line = tuple[int, str, str]
"""Number, name in capitals, and the whole unfolded line."""


def statements_in(text: str) -> list[Statement]:
    """Return what a calendar's events say, in their order.

    Raises
    ------
    NoCalendarError
        If it is none, is cut off, or holds no event; the message says which.

    Examples
    --------
    >>> text = '''BEGIN:VCALENDAR
    ... METHOD:REPLY
    ... BEGIN:VEVENT
    ... UID:1
    ... SEQUENCE:2
    ... ATTENDEE;PARTSTAT=DECLINED:MAILTO:Oulu@example.org
    ... END:VEVENT
    ... END:VCALENDAR'''
    >>> statement, = statements_in(text)
    >>> statement.method, statement.sequence, statement.people[0].address, statement.people[0].answer
    ('REPLY', 2, 'oulu@example.org', 'DECLINED')
    """
    lines = list(_unfolded(text))
    if not lines or lines[0][1:] != ("BEGIN", "BEGIN:VCALENDAR"):
        raise NoCalendarError("is no calendar: it does not begin with BEGIN:VCALENDAR")
    statements, events, zones = list[Statement](), list[list[Line]](), dict[str, str]()
    method, inside, block = "", list[str](), list[Line]()
    for line in lines:
        number, name, whole = line
        if name == "BEGIN":
            inside.append(_value(whole).upper())
            if len(inside) == 1:
                method, events, zones = "", [], {}
            if len(inside) == 2:
                block = [line]
            elif inside[1:2] == ["VTIMEZONE"]:
                block.append(line)
        elif name == "END":
            if not inside or inside.pop() != _value(whole).upper():
                raise NoCalendarError(f"line {number}: {whole[:40]} ends what was not begun")
            if not inside:
                statements += [_statement(method, event, zones) for event in events]
            elif len(inside) == 1 and _value(whole).upper() == "VEVENT":
                events.append(block)
            elif len(inside) == 1 and _value(whole).upper() == "VTIMEZONE":
                _keep_zone([*block, line], zones)
            elif inside[1:2] == ["VTIMEZONE"]:
                block.append(line)
        elif len(inside) == 1 and name == "METHOD":
            method = _value(whole).upper()
        elif inside[1:2] == ["VTIMEZONE"] or (len(inside) == 2 and inside[1] == "VEVENT"):
            block.append(line)
    if inside:
        raise NoCalendarError("is cut off: its end is missing")
    if not statements:
        raise NoCalendarError("holds no event")
    return statements


def _unfolded(text: str) -> Iterator[Line]:
    """Yield the content lines (RFC 5545, section 3.1)."""
    number, parts = 0, list[str]()
    for count, line in enumerate(re.split(r"\r\n|\n|\r", text.lstrip("\ufeff\r\n \t")), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield _line(number, "".join(parts))
        number, parts = count, [line] if line.strip() else []
    if parts:
        yield _line(number, "".join(parts))


def _line(number: int, whole: str) -> Line:
    if len(whole) > LONGEST_LINE:
        raise NoCalendarError(f"line {number}: has more than {LONGEST_LINE:,} characters")
    name = re.split("[;:]", whole, maxsplit=1)[0].strip().upper()
    return number, name, f"{name}:{_value(whole).strip().upper()}" if name in ("BEGIN", "END") else whole


def _value(whole: str) -> str:
    """Return what stands behind the first colon outside of quotes."""
    quoted = False
    for index, sign in enumerate(whole):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return whole[index + 1 :].strip()
    return ""


def _keep_zone(block: list[Line], zones: dict[str, str]) -> None:
    name = next((_value(whole) for _, name, whole in block if name == "TZID"), None)
    if name:
        zones[name] = "\r\n".join(whole for _, _, whole in block)


def _statement(method: str, block: list[Line], zones: Mapping[str, str]) -> Statement:
    said = Statement(method, zones=zones, line=block[0][0])
    values = {name: whole for _, name, whole in reversed(block)}
    try:
        return evolve(
            said,
            uid=_value(values.get("UID", "")),
            sequence=_sequence(values),
            stamp=_stamp(_value(values.get("DTSTAMP", ""))),
            people=tuple(_people(block)),
            comment=_comment(block),
            day=_time(values.get("RECURRENCE-ID")),
            start=_time(values.get("DTSTART")),
            end=_time(values.get("DTEND")),
            duration=_value(values.get("DURATION", "")),
            rule=_value(values.get("RRULE", "")).upper(),
            whole_days=_value(values.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE",
        )
    except _FaultError as fault:
        return evolve(said, fault=str(fault))


class _FaultError(Exception):
    """A property that cannot be read."""


def _sequence(values: Mapping[str, str]) -> int:
    """Return the version that is answered; Outlook may leave it at 0 and have it in a property of its own only."""
    for name in ("SEQUENCE", "X-MICROSOFT-CDO-APPT-SEQUENCE"):
        number = _value(values.get(name, "")) or "0"
        if not re.fullmatch(r"\d{1,9}", number, re.ASCII):
            raise _FaultError(f"its {name} is no whole number")
        if int(number):
            return int(number)
    return 0


def _stamp(text: str) -> datetime | None:
    """Read DTSTAMP; one that is missing or crooked is none, since the mail has a date, too."""
    found = re.fullmatch(r"(\d{8}T\d{6})Z?", text.upper(), re.ASCII)
    try:
        return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def _time(whole: str | None) -> Time | None:
    if whole is None:
        return None
    zone = re.match(r"[^:\"]*;TZID=(?:\"([^\"]*)\"|([^;:\"]*))", whole, re.IGNORECASE)
    return Time(_value(whole).upper(), (zone[1] or zone[2]) if zone else None)


def _comment(block: list[Line]) -> str:
    texts = [_text(_value(whole)) for _, name, whole in block if name == "COMMENT"]
    return "\n".join(filter(None, texts))[:LONGEST_COMMENT]


def _text(value: str) -> str:
    """Return a text without its escapes (RFC 5545, section 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _people(block: list[Line]) -> Iterator[Person]:
    from icalendar import parser

    read: Any = parser.Contentline
    found = [whole for _, name, whole in block if name == "ATTENDEE"]
    if len(found) > MOST_PEOPLE:
        raise _FaultError(f"it has more than {MOST_PEOPLE} ATTENDEE lines")
    for whole in found:
        try:
            _, parameters, value = read(whole).parts()
        except ValueError:
            raise _FaultError("an ATTENDEE line cannot be read") from None
        given = {name: _texts(parameters.get(name)) for name in _PARAMETERS}
        people = {name: tuple(address_of(one) for one in given[name]) for name in _OF_PEOPLE}
        yield Person(
            tuple(dict.fromkeys([address_of(value), *people["EMAIL"]])),
            next(iter(people["SENT-BY"]), None),
            next(iter(given["PARTSTAT"]), "NEEDS-ACTION").upper(),
            people["DELEGATED-TO"],
            people["DELEGATED-FROM"],
            _text(", ".join(given["X-RESPONSE-COMMENT"]))[:LONGEST_COMMENT],
        )


def _texts(given: object) -> list[str]:
    """Return the values of a parameter, of which there may be none, one or several."""
    values = [given] if isinstance(given, str) else given if isinstance(given, (list, tuple)) else []
    return [str(value) for value in values if value]
