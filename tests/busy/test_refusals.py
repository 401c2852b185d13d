"""What is refused: files, with what to do; events, with line and cause."""

from __future__ import annotations

import pytest

from benchmarks.hostile_calendars import MADE
from di4c_schedule.busy import BusyCalendar
from di4c_schedule.busy.structure import LARGEST_CALENDAR
from di4c_schedule.errors import CalendarFileError
from tests.busy.calendars import AUTUMN, HOME, busy, calendar, days, event, only_mistake

DAY = "DTSTART;VALUE=DATE:20191105"

REFUSED = {
    "10,000 series without end",
    "10,000 counted series",
    "10,000 series that never are",
    "1,000 components in each other",
    "2,000,000 empty lines",
}
"""Files that are refused whole."""

LEFT_OUT = {
    "rule of 5,000,000 octets": 1,
    "parameters without end": 1,
    "NUL in DTSTART": 1,
    "1,000 events in each other": 1_000,
    "every second": 1,
    "every minute since 1970": 1,
    "every day since the year 1": 1,
    "every billionth year": 1,
    "interval of zero": 1,
    "interval below zero": 1,
    "a billion times": 1,
    "30 February, counted": 1,
    "every second, told otherwise": 1,
    "100,000 added dates": 1,
    "100,000 dates left out": 1,
    "999,999 weeks long": 1,
    "daily, a hundred years long": 1,
}
"""Events that are left out; there is no other in those files."""

# from 1 September to 31 March: 213 days
BUSY = {
    "every hour since 1970": 213,
    "until the year 9999": 213,
    "from the year 1 to the year 9999": 213,
    "1,000 replaced that repeat": 185,  # all of 1 to 28 September is moved to 5 November
}
"""Busy days of the files that are read, where there are more than one."""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1: the file is empty; download or export it again"),
        (b"\n\n", "line 1: the file is empty"),
        (b"  <html>", "line 1: this is a web page, perhaps a login"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "line 1: this file holds contacts, not a calendar; expected BEGIN:VCALENDAR"),
        (b"BEGIN:VEVENT\nEND:VEVENT\n", 'line 1: no calendar: it begins with "BEGIN:VEVENT"; expected BEGIN:VCALENDAR'),
        (b"\n\nday,what\n", 'line 3: no calendar: it begins with "day,what"'),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTST", "line 3: the file is cut off: VEVENT begins in line 2"),
        (b"BEGIN:VCALENDAR\nBEGIN:VCALENDAR\n", "line 2: the calendar that begins in line 1 is cut off"),
        (b"BEGIN:VCALENDAR\nSUMMARY:M\xfcnchen\nEND:VCALENDAR\n", "line 2: the file is not in UTF-8; open it"),
        (b"BEGIN:VCALENDAR\nX:a\n b\n\tc\nX:\xff\nEND:VCALENDAR\n", "line 5: the file is not in UTF-8"),
        (b"PK\x03\x04\x14\x00", "this is a zip archive, as Google exports calendars; unpack it"),
        ("BEGIN:VCALENDAR".encode("utf-16"), "line 1: the file is in UTF-16; open it in an editor"),
        (b"BEGIN:VCALENDAR\n" + b"x" * LARGEST_CALENDAR, "the file is larger than 10 MB; export the months"),
        (b"BEGIN:VCALENDAR\nCALSCALE:HEBREW\nEND:VCALENDAR\n", "line 2: only Gregorian calendars can be read"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_calendar_is_refused(data, says):
    with pytest.raises(CalendarFileError) as caught:
        BusyCalendar.of(data, "a.ics")
    assert says in str(caught.value)
    assert str(caught.value).startswith("a.ics")


def test_a_letter_cut_by_folding_is_no_fault():
    lines = calendar(*event(DAY, "DESCRIPTION:M")).replace(b"DESCRIPTION:M", b"DESCRIPTION:M\xc3\r\n \xbcnchen")
    assert BusyCalendar.of(lines).skipped == ()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "line 4: the event has no DTSTART, so nobody knows when it begins"),
        (["DTSTART:20190931"], 'line 8: DTSTART: "20190931" is no day and no time'),
        (["DTSTART:20191105T250000Z"], 'line 8: DTSTART: "20191105T250000Z" is no day and no time'),
        (["DTSTART:٢٠١٩١١٠٥"], 'line 8: DTSTART: "٢٠١٩١١٠٥" is no day and no time'),
        (["DTSTART:PT1H"], 'line 8: DTSTART: "PT1H" is no day and no time'),
        ([DAY, DAY], "line 9: DTSTART is given twice"),
        ([DAY, "DTEND;VALUE=DATE:20191104"], "line 9: DTEND: the event ends before it begins"),
        ([DAY, "DTEND:20191106T120000Z"], "line 9: DTEND: the event begins with a whole day and ends with a time"),
        (["DTSTART:20191105T120000Z", "DTEND:20191106"],
         "line 9: DTEND: the event begins with a time and ends with a whole day"),
        ([DAY, "DURATION:PT5H"], "line 9: DURATION: the event begins with a whole day, but lasts hours"),
        ([DAY, "DURATION:-P1D"], "line 9: DURATION: the event ends before it begins"),
        ([DAY, "DURATION:P999999W"], "line 9: DURATION: the event ends after the year 9999"),
        ([DAY, "DURATION:long"], 'line 9: DURATION: "long" is no duration'),
        ([DAY, "EXDATE:never"], 'line 9: EXDATE: "never" is no day and no time'),
        ([DAY, "RDATE;VALUE=PERIOD:20191105T080000Z/"], 'line 9: RDATE: "" is no day and no time'),
        ([DAY, "RECURRENCE-ID:then"], 'line 9: RECURRENCE-ID: "then" is no day and no time'),
        ([DAY, "EXRULE:FREQ=DAILY"], "line 9: EXRULE is no longer part of the standard, and cannot be followed"),
        ([DAY, "RRULE:FREQ=DAILY;COUNT=1", "0"], 'line 10: "0" is no property; is it the rest of RRULE?'),
        ([DAY, "DURATION:P400D", "RRULE:FREQ=YEARLY"],
         "line 4: the event is one of a series, and lasts more than 366 days"),
        ([DAY, "RECURRENCE-ID;RANGE=THISANDFUTURE:20101105"], "line 4: the event moves a series by more than 366 days"),
        (["DTSTART:15821231", "RRULE:FREQ=DAILY"], "line 4: the series has dates before 1583 or after 9998"),
        ([DAY, "EXDATE:00010101"], "line 4: the series has dates before 1583 or after 9998"),
        ([DAY, "RDATE;VALUE=PERIOD:20100101T000000Z/20200101T000000Z"],
         "line 4: the event is one of a series, and lasts more than 366 days"),
        (['DTSTART;TZID="a:20191105T100000'], "line 8: DTSTART: the line cannot be read"),
        (["DTSTART;X=" + "a" * 400_000 + ":20191105"], "line 8: DTSTART: the line is longer than 300,000 signs"),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_read_is_told_with_its_line(lines, says):
    assert only_mistake(*event(*lines)) == f'a.ics, {says} (the event "Busy")'


def test_an_event_without_a_name_is_told_by_its_line():
    assert only_mistake("BEGIN:VEVENT", "UID:1", "END:VEVENT").endswith("(the event that begins in line 4)")


def test_an_event_without_end_is_left_out_and_the_next_one_is_read():
    lines = ("BEGIN:VEVENT", DAY, *event("DTSTART;VALUE=DATE:20191112"))
    read = busy(*lines)
    assert [(mistake.line, mistake.message[:36]) for mistake in read.skipped] == [
        (4, "BEGIN:VEVENT has no END:VEVENT (the ")
    ]
    assert [str(day) for day in read.busy_days(AUTUMN, HOME)] == ["2019-11-12"]


def test_free_and_busy_times_that_cannot_be_read_are_told():
    said = only_mistake("BEGIN:VFREEBUSY", "FREEBUSY:soon", "END:VFREEBUSY")
    assert said == 'a.ics, line 5: FREEBUSY: "soon" is no day and no time (the VFREEBUSY that begins in line 4)'


def test_a_broken_line_of_a_text_does_no_harm():
    assert days(*event(DAY, "DESCRIPTION:broken", "off here", "X-ALT=1")) == ["2019-11-05"]


def test_a_whole_calendar_is_asked_for_and_all_that_is_missing_is_told():
    read = busy(*event("DTSTART:soon", uid="1"), *event("DTSTART:later", uid="2"), *event(DAY, uid="3"))
    with pytest.raises(CalendarFileError) as caught:
        read.require_whole()
    assert [mistake.line for mistake in caught.value.mistakes] == [8, 14]
    assert str(caught.value).startswith("2 mistakes:")


def test_a_series_that_contradicts_itself_is_left_out():
    # what lasts a thousand years is moved, with all that follows
    lines = event("DTSTART:00010101T000000", "DTEND:10030129T000000")
    moved = event("DTSTART;VALUE=DATE:20191227", "RECURRENCE-ID;RANGE=THISANDFUTURE:20191105T000000")
    assert only_mistake(*lines, *moved).startswith("a.ics, line 4: the series contradicts itself: its dates, and what")


@pytest.mark.parametrize("kind", MADE)
def test_a_hostile_calendar_is_read_or_refused(kind):
    data = MADE[kind]()
    if kind in REFUSED:
        with pytest.raises(CalendarFileError, match=r"^a\.ics"):
            BusyCalendar.of(data, "a.ics").busy_days(AUTUMN, HOME)
        return
    read = BusyCalendar.of(data, "a.ics")
    left_out = LEFT_OUT.get(kind, 0)
    assert len(read.skipped) == left_out
    assert all(mistake.line for mistake in read.skipped)
    assert len(read.busy_days(AUTUMN, HOME)) == (0 if left_out else BUSY.get(kind, 1))
