"""Calendars of people, read for the days on which they are busy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from os import PathLike
from pathlib import Path
from zoneinfo import ZoneInfo

from attrs import field, frozen

from di4c_schedule.busy.entries import BusyEntry, busy_days_of, days_touched
from di4c_schedule.busy.properties import Moment
from di4c_schedule.busy.reading import CONTRADICTION, Reading, reading_of
from di4c_schedule.busy.records import Record
from di4c_schedule.busy.repeats import Patience, TooMuchError, as_moment
from di4c_schedule.busy.structure import LARGEST_CALENDAR, no_calendar
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import CalendarFileError, Mistake, ProblemError

_MARGIN = timedelta(days=2)
"""Zones lie up to 26 hours apart."""


@frozen
class BusyCalendar:
    r"""The calendar of a person, from a file.

    Two calendars are equal if they have the same name and the same content.

    Parameters
    ----------
    name
        The file, as the user wrote it; errors tell it.
    data
        Its content.

    Raises
    ------
    CalendarFileError
        If that is no calendar, or not all of one.

    Examples
    --------
    >>> event = "BEGIN:VEVENT\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20191105\nDTEND;VALUE=DATE:20191107\nEND:VEVENT"
    >>> calendar = BusyCalendar("lead.ics", f"BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n".encode())
    >>> for day, what in calendar.busy_days(DateRange.parse("2019-11"), "Europe/Bucharest").items():
    ...     print(day, what)
    2019-11-05 Fair
    2019-11-06 Fair
    """

    name: str
    data: bytes = field(repr=False)

    def __attrs_post_init__(self) -> None:
        _reading(self.name, self.data)

    @classmethod
    def of(cls, data: bytes, name: str = "calendar") -> BusyCalendar:
        """Read a calendar from bytes."""
        return cls(name, data)

    @property
    def skipped(self) -> tuple[Mistake, ...]:
        """Events that cannot be read: file, line and cause of each."""
        return _reading(self.name, self.data).skipped

    @property
    def remarks(self) -> tuple[Mistake, ...]:
        """What was read, but perhaps not as it is meant, such as times in a zone that nobody knows."""
        return _reading(self.name, self.data).remarks

    def require_whole(self) -> None:
        """Refuse a calendar of which some events cannot be read.

        Raises
        ------
        CalendarFileError
            With all that were skipped.
        """
        if self.skipped:
            raise CalendarFileError(self.skipped)

    def entries(self, dates: DateRange, timezone: str) -> tuple[BusyEntry, ...]:
        """Return when the person is busy on given dates, from the first entry to the last.

        Parameters
        ----------
        dates
            The dates; entries that touch one of them are returned.
        timezone
            Name of the zone whose days are meant, such as ``Europe/Bucharest``; times without a zone are times there.

        Raises
        ------
        CalendarFileError
            If so much happens in these dates that reading it takes too long.
        ProblemError
            If the zone is unknown.
        """
        return _entries(self, dates, timezone)

    def busy_days(
        self, dates: DateRange, timezone: str, *, tentative: bool = True, hours: float = 0
    ) -> Mapping[date, str]:
        """Return the days on which the person is busy, with what the entries are called: "busy" if they have no name.

        Parameters
        ----------
        dates, timezone
            As for `entries`.
        tentative
            Whether entries that are not sure yet count.
        hours
            How many hours of a day must be taken, all entries together; 0: any entry will do.
        """
        entries = [entry for entry in self.entries(dates, timezone) if tentative or not entry.tentative]
        return busy_days_of(entries, dates, _zone(timezone), hours)


def read_busy(path: str | PathLike[str], name: str | None = None) -> BusyCalendar:
    r"""Read the calendar of a person from an .ics file.

    Parameters
    ----------
    path
        The file.
    name
        How errors call it; else the path.

    Raises
    ------
    CalendarFileError
        If the file is missing, or is no calendar: empty, cut off, a web page, not in UTF-8, larger than 10 MB. Events
        that cannot be read are no error yet: see `BusyCalendar.require_whole`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "lead.ics")
    ...     _ = file.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    ...     read_busy(file, "lead.ics")
    BusyCalendar(name='lead.ics')
    """
    shown = name if name is not None else str(path)
    try:
        with Path(path).open("rb") as file:
            return BusyCalendar(shown, file.read(LARGEST_CALENDAR + 1))
    except FileNotFoundError:
        raise no_calendar(shown, "there is no such file") from None
    except OSError as fault:
        raise no_calendar(shown, f"cannot be read: {fault.strerror}") from None
    except ValueError as fault:
        if isinstance(fault, ProblemError):
            raise
        raise no_calendar(shown, "no file can have such a name") from None


@lru_cache(maxsize=64)
def _reading(name: str, data: bytes) -> Reading:
    return reading_of(name, data)


def _zone(timezone: str) -> ZoneInfo:
    try:
        return ZoneInfo(timezone)
    except (OSError, LookupError, ValueError):
        raise ProblemError(f'unknown time zone "{timezone[:40]}"; expected one such as Europe/Bucharest') from None


@lru_cache(maxsize=256)
def _entries(calendar: BusyCalendar, dates: DateRange, timezone: str) -> tuple[BusyEntry, ...]:
    zone = _zone(timezone)
    found = sorted(_found(calendar, dates, zone), key=lambda entry: (entry.first, entry.last, entry.line))
    return tuple(entry for entry in found if entry.first <= dates.last and dates.first <= entry.last)


def _found(calendar: BusyCalendar, dates: DateRange, zone: ZoneInfo) -> Iterator[BusyEntry]:
    """Yield the entries on some dates, and a few around them."""
    from di4c_schedule.busy.series import FAULTS, occurrences

    reading = _reading(calendar.name, calendar.data)
    begin, end = _around(dates)
    for record in reading.alone:
        if as_moment(record.start) <= end and begin <= as_moment(record.end):
            yield _entry(record, record.start, record.end, zone)
    patience = Patience()
    for group in reading.series:
        if _elsewhere(group, begin, end):
            continue
        longest = max((_length(one) for record in group for one in record.added), default=timedelta(0))
        first = max(begin - min(longest, begin - datetime.min), datetime.min + _MARGIN)
        try:
            for record, start, finish in occurrences(
                group, first.replace(tzinfo=zone), end.replace(tzinfo=zone), patience
            ):
                if record.blocks:
                    yield _entry(record, start, finish, zone)
        except TooMuchError:
            text = (
                f"so much happens {dates.when} that it takes too long to read; take out what repeats most, "
                "or export fewer events"
            )
            raise no_calendar(calendar.name, text, group[0].line) from None
        except FAULTS:
            raise no_calendar(calendar.name, CONTRADICTION, group[0].line) from None


def _around(dates: DateRange) -> tuple[datetime, datetime]:
    first, last = datetime.combine(dates.first, time()), datetime.combine(dates.last, time())
    begin = first - _MARGIN if first - datetime.min > 2 * _MARGIN else datetime.min + _MARGIN
    end = last + ONE_DAY + _MARGIN if datetime.max - last > 4 * _MARGIN else datetime.max - _MARGIN
    return begin, end


def _elsewhere(group: Sequence[Record], begin: datetime, end: datetime) -> bool:
    """Whether a series surely has nothing between two moments, which is found out far faster than what it has."""
    record = group[0]
    if len(group) > 1 or record.added:
        return False
    start = as_moment(record.start)
    lasts = [None if rule.until is None else max(rule.until, start) for rule in record.rules]
    over = all(last is not None and begin - last > as_moment(record.end) - start for last in lasts)
    return start > end or (bool(lasts) and over)


def _length(added: object) -> timedelta:
    return as_moment(added[1]) - as_moment(added[0]) + _MARGIN if isinstance(added, tuple) else timedelta(0)


def _entry(record: Record, start: Moment, end: Moment, zone: ZoneInfo) -> BusyEntry:
    first, last, begin, finish = days_touched(start, end, zone)
    return BusyEntry(first, last, record.summary, record.tentative, record.line, begin, finish)
