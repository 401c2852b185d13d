"""Calendars of people, read for the days on which they are busy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import field, frozen

from di4c_schedule.busy.entries import BusyEntry, busy_days_of
from di4c_schedule.dates import DateRange
from di4c_schedule.errors import CalendarFileError, Mistake, ProblemError

if TYPE_CHECKING:
    from di4c_schedule.busy.reading import Reading


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
    from di4c_schedule.busy.structure import LARGEST_CALENDAR, no_calendar

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
    from di4c_schedule.busy.reading import reading_of

    return reading_of(name, data)


def _zone(timezone: str) -> ZoneInfo:
    try:
        return ZoneInfo(timezone)
    except (OSError, LookupError, ValueError):
        raise ProblemError(f'unknown time zone "{timezone[:40]}"; expected one such as Europe/Bucharest') from None


@lru_cache(maxsize=256)
def _entries(calendar: BusyCalendar, dates: DateRange, timezone: str) -> tuple[BusyEntry, ...]:
    from di4c_schedule.busy.occurring import entries_around

    zone = _zone(timezone)
    reading = _reading(calendar.name, calendar.data)
    found = sorted(
        entries_around(calendar.name, reading, dates, zone), key=lambda entry: (entry.first, entry.last, entry.line)
    )
    return tuple(entry for entry in found if entry.first <= dates.last and dates.first <= entry.last)
