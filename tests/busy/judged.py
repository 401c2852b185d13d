"""What may come of a calendar, however strange: days, or an error that tells the place."""

from __future__ import annotations

from datetime import date

from di4c_schedule import BusyCalendar, CalendarFileError, DateRange

WINDOW = DateRange(date(2019, 9, 1), date(2020, 3, 31))
PLACELESS = ("the file is larger than", "the file has more than")
"""Errors of a whole file that need no line."""


def outcome(data: bytes, zone: str = "Europe/Bucharest") -> str:
    """Read a calendar and say how that ended: read, read in part, refused.

    Raises
    ------
    AssertionError
        If the answer cannot be right.
    Exception
        If the library raises what it should not.
    """
    try:
        calendar = BusyCalendar.of(data, "any.ics")
        entries = calendar.entries(WINDOW, zone)
        some, all_days = (calendar.busy_days(WINDOW, zone, hours=hours) for hours in (4, 0))
    except CalendarFileError as error:
        for mistake in error.mistakes:
            assert mistake.file == "any.ics"
            assert mistake.line or mistake.message.startswith(PLACELESS), mistake.message
        return "refused"
    lines = len(data.splitlines())
    assert all(mistake.line and mistake.line <= lines + 1 for mistake in (*calendar.skipped, *calendar.remarks))
    assert all(entry.first <= entry.last and entry.line for entry in entries)
    assert set(some) <= set(all_days)
    assert set(all_days) == {day for day in WINDOW if any(entry.first <= day <= entry.last for entry in entries)}
    return "read in part" if calendar.skipped else "read"
