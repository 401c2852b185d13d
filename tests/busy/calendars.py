"""Small calendars for tests."""

from __future__ import annotations

from datetime import date

from benchmarks.hostile_calendars import calendar, event
from di4c_schedule.busy import BusyCalendar
from di4c_schedule.dates import DateRange

HOME = "Europe/Bucharest"
AUTUMN = DateRange(date(2019, 9, 1), date(2020, 3, 31))

__all__ = ["AUTUMN", "HOME", "busy", "calendar", "days", "event", "only_mistake"]


def busy(*lines: str) -> BusyCalendar:
    """Return a calendar with some lines in it."""
    return BusyCalendar.of(calendar(*lines), "a.ics")


def days(*lines: str, dates: DateRange = AUTUMN, tentative: bool = True, hours: float = 0) -> list[str]:
    """Return the busy days of a whole calendar, as ISO dates."""
    read = busy(*lines)
    read.require_whole()
    return [str(day) for day in read.busy_days(dates, HOME, tentative=tentative, hours=hours)]


def only_mistake(*lines: str) -> str:
    """Return the only event of a calendar that cannot be read, with its line and cause."""
    [mistake] = busy(*lines).skipped
    return str(mistake)
