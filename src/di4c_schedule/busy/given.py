"""Busy calendars as arguments: a file, or what was read of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from di4c_schedule.busy.people import BusyCalendar, read_busy
from di4c_schedule.errors import CalendarFileError, Mistake, ProblemError
from di4c_schedule.labels import counted


def busy_calendar(value: object) -> BusyCalendar:
    """Read a busy calendar, or the name of a file that has it.

    Raises
    ------
    ProblemError
        If it is neither; `CalendarFileError` if the file cannot be read.
    """
    if isinstance(value, BusyCalendar):
        return value
    if not isinstance(value, (str, Path)) or not str(value).strip():
        raise ProblemError(f'expected a calendar file such as "oulu.ics", got {value!r:.60}')
    return read_busy(value)


def mistakes_in_entries(calendar: BusyCalendar, instead: str) -> Iterator[Mistake]:
    """Yield a mistake for each entry that cannot be read, and what to do to do without; nothing if there is none.

    Parameters
    ----------
    calendar
        The calendar.
    instead
        What to write.
    """
    yield from calendar.skipped
    if calendar.skipped:
        entries = counted(len(calendar.skipped), "entry", "entries")
        yield Mistake(f"{entries} of {calendar.name} cannot be read; to do without, {instead}", error=CalendarFileError)
