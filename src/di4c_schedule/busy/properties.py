"""Values of properties: days, times, periods (RFC 5545, sections 3.2.19 and 3.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo

from attrs import frozen

from di4c_schedule.busy.structure import Line

Moment = date | datetime
"""A day, a time of a zone, or a time without one."""

_LONGEST_VALUE = 200
"""Signs of one day, time or duration; none needs a quarter of it."""

LONGEST_LINE = 300_000
"""Signs of one property; a list of `MOST_DATES` times takes no more."""

_LONGEST_TEXT = 5_000
"""Signs of a name or an identifier that are looked at."""

MOST_DATES = 10_000
"""Days that one event may add or take out by itself."""

_MOMENT = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)


class UnreadableError(Exception):
    """An event cannot be read; carries the line and the sentence for it."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


@frozen
class Times:
    """Reads days and times of one calendar.

    Parameters
    ----------
    find
        Finds a time zone by its name and the line that names it; None if nobody knows it.
    shift
        What a calendar's own zone, ``X-WR-TIMEZONE``, makes of a time.
    """

    find: Callable[[str, int], tzinfo | None]
    shift: Callable[[datetime], datetime]

    def moment(self, line: Line) -> Moment:
        """Return the day or the time that a property tells."""
        parameters, value = split_property(line)
        return self._moment(value, self._zone(parameters, line), line)

    def moments(self, line: Line) -> list[Moment | tuple[Moment, Moment]]:
        """Return the days, times and periods that a property lists; a period is its begin and its end."""
        parameters, value = split_property(line)
        zone = self._zone(parameters, line)
        # an empty list of added days is a common fault of exporters, and does no harm
        return [self._either(text, zone, line) for text in value.split(",") if value.strip()]

    def period(self, value: str, line: Line) -> tuple[Moment, Moment]:
        """Return begin and end of a period given as such or by its length."""
        return self._period(value, None, line)

    def _zone(self, parameters: dict[str, str], line: Line) -> tzinfo | None:
        name = parameters.get("TZID")
        return self.find(name, line.number) if name else None

    def _either(self, text: str, zone: tzinfo | None, line: Line) -> Moment | tuple[Moment, Moment]:
        return self._period(text, zone, line) if "/" in text else self._moment(text, zone, line)

    def _period(self, text: str, zone: tzinfo | None, line: Line) -> tuple[Moment, Moment]:
        first, _, second = text.partition("/")
        begin = self._moment(first, zone, line)
        if second.strip().startswith(("P", "+", "-")):
            end = later(begin, duration(second, line), line)
        else:
            end = self._moment(second, zone, line)
        return in_order(begin, end, line)

    def _moment(self, text: str, zone: tzinfo | None, line: Line) -> Moment:
        from icalendar.prop import vDDDTypes

        text = text.strip()
        try:
            if not _MOMENT.fullmatch(text[:_LONGEST_VALUE]):
                raise ValueError
            found: Moment = vDDDTypes.from_ical(text)
        except ValueError:
            raise UnreadableError(line.number, f'{line.name}: "{_short(text)}" is no day and no time') from None
        if not isinstance(found, datetime):
            return found
        if found.tzinfo is None and zone is not None:
            return found.replace(tzinfo=zone)
        return self.shift(found)


def split_property(line: Line) -> tuple[dict[str, str], str]:
    """Return the parameters of a property, by their names in capitals, and its value."""
    if line.text[len(line.name)] == ":":
        return {}, line.text[len(line.name) + 1 :]
    from icalendar.parser import Contentline

    if len(line.text) > LONGEST_LINE:
        raise UnreadableError(line.number, f"{line.name}: the line is longer than {LONGEST_LINE:,} signs")
    try:
        _, parameters, value = Contentline(line.text).parts()
    except ValueError:
        raise UnreadableError(line.number, f"{line.name}: the line cannot be read") from None
    single = {
        str(key).upper(): str(text if isinstance(text, str) else ",".join(map(str, text)))
        for key, text in parameters.items()
    }
    return single, str(value)


def text_of(line: Line | None) -> str:
    """Return the value of a property as text, its escapes undone; empty if there is no such property."""
    if line is None:
        return ""
    try:
        _, value = split_property(line._replace(text=line.text[:_LONGEST_TEXT]))
    except UnreadableError:
        return ""
    if "\\" not in value or line.text[len(line.name)] != ":":
        return value
    from icalendar.parser import unescape_backslash

    return str(unescape_backslash(value))


def duration(text: str, line: Line) -> timedelta:
    """Read a length of time; it may not be negative."""
    from icalendar.prop import vDuration

    try:
        length: timedelta = vDuration.from_ical(text.strip()[:_LONGEST_VALUE])
    except (ValueError, OverflowError):
        raise UnreadableError(line.number, f'{line.name}: "{_short(text)}" is no duration') from None
    if length < timedelta(0):
        raise UnreadableError(line.number, f"{line.name}: the event ends before it begins")
    return length


def later(begin: Moment, length: timedelta, line: Line) -> Moment:
    """Return the end of what begins then and lasts so long."""
    if not isinstance(begin, datetime) and length % timedelta(days=1):
        raise UnreadableError(line.number, f"{line.name}: the event begins with a whole day, but lasts hours")
    try:
        return begin + length
    except OverflowError:
        raise UnreadableError(line.number, f"{line.name}: the event ends after the year 9999") from None


def in_order(begin: Moment, end: Moment, line: Line) -> tuple[Moment, Moment]:
    """Return begin and end, of one kind and comparable; the end does not come first."""
    if isinstance(begin, datetime) != isinstance(end, datetime):
        kinds = ("a time", "a whole day") if isinstance(begin, datetime) else ("a whole day", "a time")
        raise UnreadableError(line.number, f"{line.name}: the event begins with {kinds[0]} and ends with {kinds[1]}")
    if isinstance(begin, datetime) and isinstance(end, datetime) and (begin.tzinfo is None) != (end.tzinfo is None):
        # one of the two has no zone: it is meant to be the other's
        begin = begin if begin.tzinfo else begin.replace(tzinfo=end.tzinfo)
        end = end if end.tzinfo else end.replace(tzinfo=begin.tzinfo)
    if not comes_first(begin, end):
        raise UnreadableError(line.number, f"{line.name}: the event ends before it begins")
    return begin, end


def comes_first(begin: Moment, end: Moment) -> bool:
    """Whether a moment is not after another of its kind."""
    try:
        return begin <= end
    except OverflowError:  # a zone pushes one of them out of the years 1 to 9999
        return False


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
