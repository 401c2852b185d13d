"""Series: what is moved, cancelled, added, left out; and which of several versions counts."""

from __future__ import annotations

import pytest

from di4c_schedule.errors import CalendarFileError
from tests.busy.calendars import AUTUMN, HOME, busy, days, event

WEEKLY = ("DTSTART;TZID=Europe/Bucharest:20191001T100000", "DTEND;TZID=Europe/Bucharest:20191001T110000",
          "RRULE:FREQ=WEEKLY;COUNT=5")  # fmt: skip
"""Tuesdays 1, 8, 15, 22, 29 October."""


def at(day: str, hour: int = 10) -> tuple[str, str]:
    zone = "TZID=Europe/Bucharest"
    return f"DTSTART;{zone}:201910{day}T{hour}0000", f"DTEND;{zone}:201910{day}T{hour + 1}0000"


def october(*numbers: int) -> list[str]:
    return [f"2019-10-{number:02}" for number in numbers]


def test_one_occurrence_is_moved_by_its_day_alone():
    moved = event(*at("10"), "RECURRENCE-ID;VALUE=DATE:20191008")
    assert days(*event(*WEEKLY), *moved) == october(1, 10, 15, 22, 29)


def test_one_occurrence_is_moved_by_its_time_in_another_zone():
    moved = event(*at("10"), "RECURRENCE-ID:20191008T070000Z")
    assert days(*event(*WEEKLY), *moved) == october(1, 10, 15, 22, 29)


def test_the_newer_of_two_moves_counts():
    first = event(*at("10"), "RECURRENCE-ID:20191008T070000Z", "SEQUENCE:2")
    second = event(*at("11"), "RECURRENCE-ID:20191008T070000Z", "SEQUENCE:1")
    assert days(*event(*WEEKLY), *first, *second) == october(1, 10, 15, 22, 29)


def test_this_and_all_later_ones_are_moved_by_as_much():
    # from the 15th on a day later
    moved = event(*at("16"), "RECURRENCE-ID;RANGE=THISANDFUTURE:20191015T070000Z")
    assert days(*event(*WEEKLY), *moved) == october(1, 8, 16, 23, 30)


def test_this_and_all_later_ones_are_cancelled():
    gone = event(*at("15"), "RECURRENCE-ID;RANGE=THISANDFUTURE:20191015T070000Z", "STATUS:CANCELLED")
    assert days(*event(*WEEKLY), *gone) == october(1, 8)


def test_a_series_shown_as_free_with_one_busy_occurrence():
    taken = event(*at("15"), "RECURRENCE-ID:20191015T070000Z")
    assert days(*event(*WEEKLY, "TRANSP:TRANSPARENT"), *taken) == october(15)


def test_days_left_out_and_added():
    lines = event(*WEEKLY, "EXDATE:20191008T070000Z,20191022T070000Z", "RDATE:20191017T070000Z")
    assert days(*lines) == october(1, 15, 17, 29)


def test_the_first_day_can_be_left_out():
    assert days(*event(*WEEKLY, "EXDATE;VALUE=DATE:20191001")) == october(8, 15, 22, 29)


def test_a_series_follows_the_clock_of_its_zone():
    # 23:30 in Lisbon is the next day in Bucharest, in summer and in winter
    lines = event("DTSTART;TZID=Europe/Lisbon:20191022T233000", "DURATION:PT15M", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert days(*lines) == october(23, 30)


def test_a_series_in_utc_follows_the_clock_of_the_calendar():
    # 21:30 UTC is 0:30 in Bucharest in summer; in winter it would be 23:30, were it not to follow the clock
    lines = event("DTSTART:20191021T213000Z", "DTEND:20191021T220000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert days("X-WR-TIMEZONE:Europe/Bucharest", *lines) == october(22, 29)
    assert days(*lines) == october(22, 28)


def test_the_end_of_a_rule_is_included():
    daily = ("DTSTART;TZID=Europe/Bucharest:20191001T100000", "DURATION:PT1H")
    assert days(*event(*daily, "RRULE:FREQ=DAILY;UNTIL=20191003T070000Z")) == october(1, 2, 3)
    assert days(*event(*daily, "RRULE:FREQ=DAILY;UNTIL=20191003T065959Z")) == october(1, 2)
    assert days(*event(*daily, "RRULE:FREQ=DAILY;UNTIL=20191003")) == october(1, 2, 3)
    assert days(*event(*daily, "RRULE:FREQ=DAILY;UNTIL=20191003T100000")) == october(1, 2, 3)


def test_a_series_that_ended_before_the_dates_is_not_there():
    assert days(*event("DTSTART;VALUE=DATE:20180101", "RRULE:FREQ=DAILY;UNTIL=20190831")) == []
    assert days(*event("DTSTART;VALUE=DATE:20180101", "RRULE:FREQ=DAILY;UNTIL=20190902")) == [
        "2019-09-01",
        "2019-09-02",
    ]


def test_a_long_occurrence_that_begins_before_the_dates_reaches_into_them():
    yearly = event("DTSTART;VALUE=DATE:20100801", "DTEND;VALUE=DATE:20100903", "RRULE:FREQ=YEARLY;UNTIL=20190801")
    assert days(*yearly) == ["2019-09-01", "2019-09-02"]


def test_a_later_change_of_the_same_revision_counts():
    def changed(day: str, stamp: str) -> tuple[str, ...]:
        lines = ("BEGIN:VEVENT", "UID:1", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{day}", "END:VEVENT")
        return tuple(lines)

    assert days(*changed("20191002", "20190802T000000Z"), *changed("20191001", "20190801T000000Z")) == october(2)


def test_two_events_with_one_identifier_both_count_and_are_told():
    one, other = event("DTSTART;VALUE=DATE:20191001"), event("DTSTART;VALUE=DATE:20191002")
    assert days(*one, *other) == october(1, 2)
    assert [(remark.line, remark.message) for remark in busy(*one, *other).remarks] == [
        (10, "the UID of this event is another event's, too; both count")
    ]


def test_a_newer_cancellation_takes_the_event_away():
    assert days(*event("DTSTART;VALUE=DATE:20191001"), *event("DTSTART;VALUE=DATE:20191001", "SEQUENCE:1",
                                                              "STATUS:CANCELLED")) == []  # fmt: skip


def test_two_calendars_in_one_file_count_both():
    other = ("END:VCALENDAR", "BEGIN:VCALENDAR")
    lines = (*event("DTSTART;VALUE=DATE:20191001"), *other, *event("DTSTART;VALUE=DATE:20191002", uid="2"))
    assert days(*lines) == october(1, 2)


def test_so_many_series_that_it_takes_too_long_are_refused():
    daily = ("DTSTART;VALUE=DATE:20190101", "RRULE:FREQ=DAILY")
    lines = [line for number in range(400) for line in event(*daily, uid=str(number))]
    with pytest.raises(
        CalendarFileError, match=r"a.ics, line \d+: so much happens from 1 September 2019 to 31 March 2020"
    ):
        busy(*lines).entries(AUTUMN, HOME)
