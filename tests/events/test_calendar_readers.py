"""Four packages, three of them with no part in the writing, read the same from the calendar files."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import ics
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from di4c_schedule.events import calendar_files
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Meeting, Schedule


def by_icalendar(text):
    events = icalendar.Calendar.from_ical(text).events
    assert not any(event.errors for event in events)
    return [(e["UID"], e["DTSTART"].dt, e["DTEND"].dt, e["SUMMARY"], e["STATUS"]) for e in events]


def by_vobject(text):
    events = vobject.readOne(text).vevent_list
    return [(e.uid.value, e.dtstart.value, e.dtend.value, e.summary.value, e.status.value) for e in events]


def by_ical(text):
    events = IcsCalendarStream.calendar_from_ics(text).events
    return [(e.uid, e.dtstart, e.dtend, e.summary, e.status.value) for e in events]


def by_ics(text):
    events = ics.Calendar(text).events
    assert all(event.all_day for event in events)
    return [(e.uid, e.begin.date(), e.end.date(), e.name, e.status) for e in events]


READERS = [by_icalendar, by_vobject, by_ical, by_ics]
NAMES = [
    "Botoșani",
    'O\'Brien "Old" Town',
    "<b>Messina</b> & co",
    "Fête 🎉 du maire",
    "Oulu, Finland; north: \\ end",
    "x" * 200,
    "é" * 200,
    "two words " * 19 + "end",
]


def schedule_of(name):
    partners = [
        Partner(name, country="IT", lat=38.19394, lon=15.55256, timezone="Europe/Rome"),
        Partner("Oulu", country="FI", lat=65.01236, lon=25.46816, timezone="Europe/Helsinki"),
    ]
    problem = Problem(Network("DI4C", partners, lead="Oulu"), "2019-09-02", "2020-03-02", days=2)
    meetings = [
        Meeting(name, date(2019, 9, 5), date(2019, 9, 6)),
        Meeting("Oulu", date(2019, 12, 30), date(2019, 12, 31), state="tentative"),
    ]
    return Schedule(problem, meetings)


def read_file(read, name, file):
    """Return first day, day after the last and status by summary."""
    rows = read(calendar_files(schedule_of(name))[file].decode())
    # A datetime is a date, too: but an all-day event has none.
    assert {type(day) for _, start, end, _, _ in rows for day in (start, end)} == {date}
    assert len({summary for *_, summary, _ in rows}) == len(rows)
    return {summary: (start, end, status) for _, start, end, summary, status in rows}


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_all_readers_see_the_days_that_were_planned(read, name):
    assert read_file(read, name, "network.ics") == {
        f"DI4C meeting in {name}": (date(2019, 9, 5), date(2019, 9, 7), "CONFIRMED"),
        "DI4C meeting in Oulu": (date(2019, 12, 30), date(2020, 1, 1), "TENTATIVE"),
    }


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_all_readers_see_the_ways_of_a_guest(read, name):
    # 3,051 km: two days each way
    assert read_file(read, name, "Oulu.ics") == {
        f"DI4C meeting in {name}": (date(2019, 9, 5), date(2019, 9, 7), "CONFIRMED"),
        f"Travel to {name}": (date(2019, 9, 3), date(2019, 9, 5), "CONFIRMED"),
        f"Travel home from {name}": (date(2019, 9, 7), date(2019, 9, 9), "CONFIRMED"),
        "DI4C meeting in Oulu": (date(2019, 12, 30), date(2020, 1, 1), "TENTATIVE"),
    }


@pytest.mark.parametrize("file", ["network.ics", "Oulu.ics"])
def test_all_readers_see_the_same_uids(file):
    text = calendar_files(schedule_of("Messina"))[file].decode()
    seen = [sorted(str(uid) for uid, *_ in read(text)) for read in READERS]
    assert all(uids == seen[0] for uids in seen)
    assert len(seen[0]) == len(set(seen[0]))


def test_a_reader_knows_the_calendar_by_its_name_and_pace():
    calendar = icalendar.Calendar.from_ical(calendar_files(schedule_of("Messina"))["Oulu.ics"])
    assert calendar.calendar_name == "DI4C (Oulu)"
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(days=1)
    assert calendar.color == "steelblue"
