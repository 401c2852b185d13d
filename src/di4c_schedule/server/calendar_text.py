"""Calendars as text, taken apart and put together line by line, so that what is not understood stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from di4c_schedule.errors import CalendarFileError

PRODUCT = "-//di4c-schedule//di4c-schedule//EN"


@frozen
class Block:
    """A component of a calendar, such as one VEVENT, with its lines as they stand.

    Parameters
    ----------
    kind
        ``"VEVENT"``, ``"VTIMEZONE"`` and so on.
    lines
        All lines from BEGIN to END, folded as they were, without their ends.
    """

    kind: str
    lines: tuple[str, ...]

    def values(self, name: str) -> Iterator[str]:
        """Yield the values of a property of the component itself, not of those inside, as they are written.

        Examples
        --------
        >>> block = Block("VEVENT", ("BEGIN:VEVENT", "UID:a", "BEGIN:VALARM", "UID:b", "END:VALARM", "END:VEVENT"))
        >>> list(block.values("UID"))
        ['a']
        """
        depth = 0
        for line in unfolded(self.lines):
            word = line.upper()
            depth += word.startswith("BEGIN:")
            if depth == 1 and re.match(rf"{name}[;:]", word):
                yield value_of(line)
            depth -= word.startswith("END:")

    @property
    def zones(self) -> frozenset[str]:
        """Names of the time zones that the component refers to."""
        return frozenset(
            match[1].strip('"') for line in unfolded(self.lines) for match in re.finditer(_ZONE, head_of(line), re.I)
        )


_ZONE = r';TZID=("[^"]*"|[^;:,]*)'
_SPLIT = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)


def head_of(line: str) -> str:
    """Return the name and the parameters of a line.

    Examples
    --------
    >>> head_of('DTSTART;TZID="A:B":20200101T090000')
    'DTSTART;TZID="A:B"'
    """
    match = _SPLIT.fullmatch(line)
    return match[1] if match else line


def value_of(line: str) -> str:
    """Return the value of a line, as it is written."""
    match = _SPLIT.fullmatch(line)
    return match[2] if match else ""


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a calendar; only the line breaks of RFC 5545 end one, and empty ones are left out."""
    return tuple(line for line in re.split(r"\r?\n", text) if line)


def unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Yield whole lines (RFC 5545, section 3.1).

    Examples
    --------
    >>> list(unfolded(["SUMMARY:Meeting in ", " Oulu", "UID:a"]))
    ['SUMMARY:Meeting in Oulu', 'UID:a']
    """
    whole: list[str] = []
    for line in lines:
        if line[0] in " \t" and whole:
            whole.append(line[1:])
            continue
        if whole:
            yield "".join(whole)
        whole = [line]
    if whole:
        yield "".join(whole)


def blocks(text: str, where: str) -> tuple[tuple[str, ...], tuple[Block, ...]]:
    r"""Take a calendar apart into its own lines and its components.

    Parameters
    ----------
    text
        The calendar.
    where
        Where it is from, for the message of an error.

    Raises
    ------
    CalendarFileError
        If a component has no end, or there is no calendar at all.

    Examples
    --------
    >>> text = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR"
    >>> own, parts = blocks(text, "a.ics")
    >>> own, parts[0].kind
    (('VERSION:2.0',), 'VEVENT')
    """
    own: list[str] = []
    parts: list[Block] = []
    kinds: list[str] = []
    current: list[str] = []
    found = False
    for line in lines_of(text):
        word = line.strip().upper()
        if word == "BEGIN:VCALENDAR" and not kinds:
            found, kinds = True, ["VCALENDAR"]
            continue
        if word.startswith("BEGIN:"):
            kinds.append(word.removeprefix("BEGIN:"))
        if len(kinds) > 1:
            current.append(line)
        elif kinds and not word.startswith("END:"):
            own.append(line)
        if word.startswith("END:"):
            if not kinds or kinds[-1] != word.removeprefix("END:"):
                raise CalendarFileError(f"{where}: {line:.60} ends what did not begin; the calendar is broken")
            if len(kinds) == 2:
                parts.append(Block(kinds[-1], tuple(current)))
                current = []
            kinds.pop()
    if kinds or not found:
        raise CalendarFileError(f"{where}: {'the calendar breaks off' if kinds else 'there is no calendar'}")
    return tuple(own), tuple(parts)


def calendar_text(own: Iterable[str], parts: Iterable[Block]) -> str:
    r"""Put a calendar together.

    Examples
    --------
    >>> print(calendar_text(["VERSION:2.0"], []).replace("\r", ""))
    BEGIN:VCALENDAR
    VERSION:2.0
    END:VCALENDAR
    """
    lines = ["BEGIN:VCALENDAR", *own, *(line for part in parts for line in part.lines), "END:VCALENDAR", ""]
    return "\r\n".join(lines)
