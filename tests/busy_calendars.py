"""Busy calendars that tests write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from attrs import evolve, frozen

from di4c_schedule import Problem
from di4c_schedule.busy import BusyCalendar, read_busy
from di4c_schedule.rules import Busy


@frozen
class Entry:
    """An entry of whole days, both included; or one of so many hours of the first day, from 8:00 UTC on."""

    first: date
    last: date | None = None
    summary: str = ""
    tentative: bool = False
    hours: int | None = None

    @property
    def lines(self) -> list[str]:
        """Lines of the file."""
        day = f"{self.first:%Y%m%d}"
        if self.hours is None:
            times = [f"DTSTART;VALUE=DATE:{day}", f"DTEND;VALUE=DATE:{(self.last or self.first) + timedelta(1):%Y%m%d}"]
        else:
            times = [f"DTSTART:{day}T080000Z", f"DTEND:{day}T{8 + self.hours:02}0000Z"]
        more = [f"SUMMARY:{self.summary}"] if self.summary else []
        more += ["STATUS:TENTATIVE"] if self.tentative else []
        return [
            "BEGIN:VEVENT",
            "DTSTAMP:20190801T000000Z",
            *times,
            *more,
            "END:VEVENT",
        ]


def ics(entries: Iterable[Entry]) -> str:
    """Return the text of a calendar file."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tests//EN"]
    return "\r\n".join([*head, *(line for entry in entries for line in entry.lines), "END:VCALENDAR", ""])


def name_for(entries: Iterable[Entry]) -> str:
    """Return a name that no calendar with other entries has."""
    return f"{crc32(ics(entries).encode())}.ics"


def write_calendar(path: Path, *entries: Entry | tuple[str, ...]) -> Path:
    """Write a calendar file and return its path; entries may be given as first day, last day and summary."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ics(map(_entry, entries)).encode())
    return path


def _entry(given: Entry | tuple[str, ...]) -> Entry:
    if isinstance(given, Entry):
        return given
    entry = Entry(date.fromisoformat(given[0]), date.fromisoformat(given[1]))
    return evolve(entry, summary=given[2]) if len(given) > 2 else entry


def write_calendars_of(problem: Problem, folder: Path) -> None:
    """Write the calendars of a problem's rules under their names."""
    for rule in problem.rules:
        if isinstance(rule, Busy):
            (folder / rule.calendar.name).write_bytes(rule.calendar.data)


def busy_calendar(*entries: Entry | tuple[str, ...], name: str = "oulu.ics") -> BusyCalendar:
    """Return what is read of a calendar with some entries, under a name."""
    return _read(tuple(map(_entry, entries)), name)


@lru_cache(maxsize=4096)
def _read(entries: tuple[Entry, ...], name: str) -> BusyCalendar:
    with TemporaryDirectory() as folder:
        return evolve(read_busy(write_calendar(Path(folder) / "one.ics", *entries)), name=name)
