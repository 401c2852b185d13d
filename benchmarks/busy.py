"""Reading calendars of people: by this library, and by icalendar and recurring-ical-events as their pages show them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.hostile_calendars import MADE

Answer = dict[str, Any]

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "ics_busy"
FIRST, LAST = date(2019, 9, 1), date(2020, 3, 31)
HOME = "Europe/Bucharest"


def calendar_names() -> Answer:
    """Tell which calendars there are: those of the collection, with the days they block, and those made here."""
    with (FOLDER / "cases.csv").open(encoding="utf-8", newline="") as file:
        kept = {case["file"]: case["expected"] for case in csv.DictReader(file)}
    return {"kept": kept, "made": list(MADE)}


def calendar_ours(name: str) -> Answer:
    """Read a calendar by this library."""
    from di4c_schedule import BusyCalendar, CalendarFileError, DateRange

    data = _data(name)
    # importing packages is no part of reading
    import icalendar
    import recurring_ical_events  # noqa: F401

    del icalendar
    began = process_time()
    try:
        calendar = BusyCalendar.of(data, name)
        days = calendar.busy_days(DateRange(FIRST, LAST), HOME)
    except CalendarFileError:
        return _answer(began, data, "refused", None)
    end = f"{len(calendar.skipped):,} left out" if calendar.skipped else "read"
    return _answer(began, data, end, days)


def calendar_plain(name: str) -> Answer:
    """Read a calendar as the first pages of the two packages show it."""
    import icalendar
    import recurring_ical_events

    data = _data(name)
    began = process_time()
    try:
        calendar = icalendar.Calendar.from_ical(data)
        events = recurring_ical_events.of(calendar).between(FIRST, LAST + timedelta(days=1))
        days = {day for event in events for day in _touched(event)}
    except Exception as error:  # whatever it raises is its answer
        return _answer(began, data, type(error).__name__, None)
    return _answer(began, data, "read", {day for day in days if FIRST <= day <= LAST})


CALENDARS: dict[str, Callable[..., Answer]] = {
    task.__name__: task for task in (calendar_names, calendar_ours, calendar_plain)
}


def _data(name: str) -> bytes:
    return MADE[name]() if name in MADE else (FOLDER / name).read_bytes()


def _answer(began: float, data: bytes, end: str, days: Any) -> Answer:
    seconds = process_time() - began
    known = None if days is None or "left out" in end else sorted(map(str, days))
    return {"seconds": seconds, "octets": len(data), "end": end, "days": known}


def _touched(event: Any) -> list[date]:
    """Return the days of an event at home; what is cancelled or shown as free has none."""
    if event.get("STATUS") == "CANCELLED" or event.get("TRANSP") == "TRANSPARENT":
        return []
    begin, end = event["DTSTART"].dt, event["DTEND"].dt
    if isinstance(begin, datetime):
        home = ZoneInfo(HOME)
        begin, end = (moment.astimezone(home) if moment.tzinfo else moment for moment in (begin, end))
        last = end.date() - timedelta(days=end.time() == time() and end > begin)
        begin = begin.date()
    else:
        last = end - timedelta(days=1)
    begin, last = max(begin, FIRST), min(max(begin, last), LAST)
    return [begin + timedelta(days=number) for number in range((last - begin).days + 1)]
