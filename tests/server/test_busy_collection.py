"""Busy days from a calendar on a server."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import recurring_ical_events
from icalendar import Calendar

from di4c_schedule.busy import BusyCalendar
from di4c_schedule.dates import DateRange
from di4c_schedule.errors import CalendarFileError, ProblemError
from di4c_schedule.server import read_busy_collection
from di4c_schedule.server.busy_collection import merged
from tests.server.calendar_server import CREDENTIALS, CalendarServer, calendar, event
from tests.server.odd_server import calendar_then, multistatus, odd_server

ROME = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
    "DTSTART:19700329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "END:DAYLIGHT\r\nEND:VTIMEZONE"
)


def timed(uid: str, start: str, end: str, *more: str, zone: str = "Europe/Rome") -> str:
    lines = [
        *("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20190101T000000Z", f"SUMMARY:{uid}"),
        *(f'DTSTART;TZID="{zone}":{start}', f'DTEND;TZID="{zone}":{end}', *more, "END:VEVENT"),
    ]
    return "\r\n".join(lines)


@pytest.fixture
def busy_server(server: CalendarServer) -> CalendarServer:
    server.ask("MKCALENDAR", server.url)
    return server


def days(data: bytes, first: date, last: date) -> list[tuple[str, str]]:
    """Return the events of a calendar and their first days, as a reader that is not ours finds them."""
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(first, last)
    return sorted((f"{one.start:%Y-%m-%d}", str(one["SUMMARY"])) for one in found)


def test_all_events_that_touch_the_dates_are_in_one_calendar(busy_server: CalendarServer) -> None:
    series = timed(
        "weekly",
        "20190902T090000",
        "20190902T100000",
        "RRULE:FREQ=WEEKLY;COUNT=20",
        "EXDATE;TZID=Europe/Rome:20191014T090000",
    )
    moved = timed("weekly", "20191023T150000", "20191023T160000", "RECURRENCE-ID;TZID=Europe/Rome:20191021T090000")
    for name, text in {
        "past": calendar(event("past", "20190801")),
        "touching": calendar(event("touching", "20190930")),
        "inside": calendar(ROME, timed("inside", "20191010T090000", "20191010T100000")),
        "weekly": calendar(ROME, series, moved),
        "night": calendar(ROME, timed("night", "20191031T233000", "20191101T003000")),
        "future": calendar(event("future", "20191215")),
    }.items():
        assert busy_server.put(f"{name}.ics", text) == 201
    data = read_busy_collection(busy_server.url, CREDENTIALS, "2019-10")

    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert data.count(b"BEGIN:VCALENDAR") == 1
    assert days(data, date(2019, 10, 1), date(2019, 11, 1)) == [
        ("2019-09-30", "Meeting touching"),
        ("2019-10-07", "weekly"),
        ("2019-10-10", "inside"),
        ("2019-10-23", "weekly"),
        ("2019-10-28", "weekly"),
        ("2019-10-31", "night"),
    ]
    assert b"past" not in data
    assert b"future" not in data
    assert read_busy_collection(busy_server.url, CREDENTIALS, "2019-10") == data
    busy = BusyCalendar.of(data).busy_days(DateRange.parse("2019-10"), "Europe/Rome")
    assert {day.day: what for day, what in busy.items()} == {
        1: "Meeting touching",
        7: "weekly",
        10: "inside",
        23: "weekly",
        28: "weekly",
        31: "night",
    }


def test_a_day_at_the_other_end_of_the_world_is_found(busy_server: CalendarServer) -> None:
    # Half past one in Kiritimati is half past eleven in UTC of the day before.
    early = event("early", "20190930").replace(";VALUE=DATE:20190930", ":20190930T113000Z")
    early = early.replace(";VALUE=DATE:20191002", ":20190930T123000Z")
    assert busy_server.put("early.ics", calendar(early)) == 201
    assert b"early" in read_busy_collection(busy_server.url, CREDENTIALS, (date(2019, 10, 1), date(2019, 10, 1)))


def test_what_is_nobody_elses_business_is_left_on_the_server(busy_server: CalendarServer) -> None:
    private = timed(
        "private",
        "20191010T090000",
        "20191010T100000",
        "ATTENDEE;CN=Somebody;PARTSTAT=ACCEPTED\r\n :mailto:somebody@example.org",
        "DESCRIPTION:a long story",
        "TRANSP:OPAQUE",
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Wake up\r\nTRIGGER:-PT15M\r\nEND:VALARM",
    )
    assert busy_server.put("private.ics", calendar(ROME, private)) == 201
    text = read_busy_collection(busy_server.url, CREDENTIALS, "2019-10").decode()
    assert "TRANSP:OPAQUE" in text
    assert not any(word in text for word in ("ATTENDEE", "somebody@", "example.org", "long story", "VALARM", "Wake up"))


def test_an_empty_calendar_is_one_without_events(busy_server: CalendarServer) -> None:
    data = read_busy_collection(busy_server.url, CREDENTIALS, "2019-10")
    assert data.decode().splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//di4c-schedule//di4c-schedule//EN",
        "END:VCALENDAR",
    ]


def test_folded_lines_are_kept_or_left_out_whole() -> None:
    folded = event("a", "20191010").replace(
        "END:VEVENT", "DESCRIPTION:a\r\n  long\r\n  story\r\nLOCATION:Ou\r\n lu\r\nEND:VEVENT"
    )
    text = merged([("a.ics", calendar(folded))])
    assert "LOCATION:Ou\r\n lu\r\nEND:VEVENT" in text
    assert "story" not in text


def test_two_zones_with_one_name_are_kept_apart() -> None:
    def zone(name: str, offset: str) -> str:
        return (
            f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\n"
            f"TZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE"
        )

    own = "Customized Time Zone"
    texts = [
        (name, calendar(zone(own, offset), timed(name, "20191010T090000", "20191010T100000", zone=own)))
        for name, offset in (("a", "+0100"), ("b", "+0300"), ("c", "+0100"))
    ]
    found = {str(one["UID"]): one.start for one in Calendar.from_ical(merged(texts)).events}
    hours = {
        uid: start.utcoffset().total_seconds() / 3600 for uid, start in found.items() if isinstance(start, datetime)
    }
    assert hours == {"a": 1, "b": 3, "c": 1}
    assert merged(texts).count("BEGIN:VTIMEZONE") == 2


def test_rules_of_a_known_zone_that_are_written_in_two_ways_are_kept_once() -> None:
    other = ROME.replace("19701025", "19961027")
    texts = [
        (name, calendar(zone, timed(name, "20191010T090000", "20191010T100000")))
        for name, zone in (("a", ROME), ("b", other))
    ]
    assert merged(texts).count("BEGIN:VTIMEZONE") == 1


def test_line_breaks_that_are_none_stay_in_the_text() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:one\u2028two\x0bthree\nEND:VEVENT\nEND:VCALENDAR\n"
    assert "SUMMARY:one\u2028two\x0bthree\r\n" in merged([("a.ics", text)])


def test_a_calendar_that_is_broken_is_told_with_its_address() -> None:
    with (
        odd_server(calendar_then(lambda *_: multistatus(("/a.ics", '"1"', "BEGIN:VCALENDAR\nBEGIN:VEVENT\n")))) as url,
        pytest.raises(CalendarFileError, match="/a.ics: the calendar breaks off"),
    ):
        read_busy_collection(url, CREDENTIALS, "2019-10")


def test_dates_that_are_none_are_refused() -> None:
    with pytest.raises(ProblemError, match="expected dates such as"):
        read_busy_collection("http://127.0.0.1:1/", CREDENTIALS, "October")
