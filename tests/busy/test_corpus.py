"""The busy days of forty calendars, good and hostile, told by other readers and by hand: see the source note."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from di4c_schedule.busy import read_busy
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import CalendarFileError

FOLDER = Path(__file__).parents[1] / "data" / "ics_busy"
WINDOW = DateRange(date(2019, 9, 1), date(2020, 3, 31))

with (FOLDER / "cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


def days_of(ranges: str) -> set[date]:
    """Read ranges whose ends are exclusive, as the table of cases has them."""
    days = set()
    for text in ranges.split("; "):
        day, end = map(date.fromisoformat, text.split("/"))
        while day < end:
            days.add(day)
            day += ONE_DAY
    return days


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_calendar_blocks_the_days_that_other_readers_found(case):
    if case["expected"].startswith("error"):
        with pytest.raises(CalendarFileError) as caught:
            read_busy(FOLDER / case["file"]).require_whole()
        assert all(mistake.file and mistake.line for mistake in caught.value.mistakes)
    else:
        calendar = read_busy(FOLDER / case["file"])
        calendar.require_whole()
        assert set(calendar.busy_days(WINDOW, "Europe/Bucharest")) == days_of(case["expected"])


def test_readable_events_of_a_broken_file_are_there_for_who_asks():
    calendar = read_busy(FOLDER / "one_bad_of_three.ics", "three.ics")
    assert [str(mistake) for mistake in calendar.skipped] == [
        'three.ics, line 14: DTSTART: "soon" is no day and no time (the event "Busy")'
    ]
    assert list(calendar.busy_days(WINDOW, "Europe/Bucharest")) == [date(2019, 11, 5), date(2019, 11, 12)]
