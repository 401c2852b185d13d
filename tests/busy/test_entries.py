"""Which days entries touch, how they are called, and how many hours they take."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from di4c_schedule.busy import BusyCalendar, BusyEntry, read_busy
from di4c_schedule.dates import DateRange
from di4c_schedule.errors import CalendarFileError, ProblemError
from tests.busy.calendars import AUTUMN, HOME, busy, calendar, days, event


def utc(begin: str, end: str, *more: str, uid: str = "1@busy.example") -> tuple[str, ...]:
    return event(f"DTSTART:{begin}Z", f"DTEND:{end}Z", *more, uid=uid)


def test_an_entry_tells_its_days_its_times_and_its_line():
    [entry] = busy(*utc("20191105T213000", "20191106T080000")).entries(AUTUMN, HOME)
    bucharest = ZoneInfo(HOME)
    assert entry == BusyEntry(
        date(2019, 11, 5), date(2019, 11, 6), "Busy", False, 4,
        datetime(2019, 11, 5, 23, 30, tzinfo=bucharest), datetime(2019, 11, 6, 10, 0, tzinfo=bucharest),
    )  # fmt: skip
    assert str(entry) == "5 to 6 November 2019: Busy"
    assert entry.dates == DateRange.parse("2019-11-05..2019-11-06")


def test_the_same_instant_is_on_another_day_in_another_zone():
    read = busy(*utc("20191105T230000", "20191105T233000"))
    assert list(read.busy_days(AUTUMN, "Europe/Bucharest")) == [date(2019, 11, 6)]
    assert list(read.busy_days(AUTUMN, "Europe/Lisbon")) == [date(2019, 11, 5)]


def test_an_end_at_midnight_at_home_does_not_touch_the_next_day():
    assert days(*utc("20191105T200000", "20191105T220000")) == ["2019-11-05"]
    assert days(*utc("20191105T200000", "20191105T220001")) == ["2019-11-05", "2019-11-06"]


def test_a_time_without_length_at_midnight_marks_the_day_that_begins():
    assert days(*utc("20191105T220000", "20191105T220000")) == ["2019-11-06"]


def test_an_entry_that_reaches_into_the_dates_is_there_with_all_its_days():
    whole = event("DTSTART;VALUE=DATE:20190825", "DTEND;VALUE=DATE:20190903")
    [entry] = busy(*whole).entries(AUTUMN, HOME)
    assert (entry.first, entry.last) == (date(2019, 8, 25), date(2019, 9, 2))
    assert days(*whole) == ["2019-09-01", "2019-09-02"]


def test_entries_before_and_after_the_dates_are_not_there():
    early = event("DTSTART;VALUE=DATE:20190831", uid="1")
    late = event("DTSTART;VALUE=DATE:20200401", uid="2")
    assert busy(*early, *late).entries(AUTUMN, HOME) == ()


def test_a_long_added_period_that_began_before_the_dates_reaches_into_them():
    lines = utc("20190610T080000", "20190610T090000", "RDATE;VALUE=PERIOD:20190801T080000Z/20190902T080000Z")
    assert days(*lines) == ["2019-09-01", "2019-09-02"]


@pytest.mark.parametrize(
    "line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "status:cancelled", "TRANSP;X=b:TRANSPARENT"]
)
def test_what_is_cancelled_or_shown_as_free_does_not_count(line):
    assert days(*event("DTSTART;VALUE=DATE:20191105", line)) == []


@pytest.mark.parametrize("line", ["STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"])
def test_tentative_counts_unless_told_otherwise(line):
    lines = event("DTSTART;VALUE=DATE:20191105", line)
    [entry] = busy(*lines).entries(AUTUMN, HOME)
    assert entry.tentative
    assert str(entry) == "5 November 2019: Busy (tentative)"
    assert days(*lines) == ["2019-11-05"]
    assert days(*lines, tentative=False) == []


def test_tasks_journals_and_alarms_are_no_entries():
    lines = ["BEGIN:VTODO", "DTSTART;VALUE=DATE:20191105", "END:VTODO", "BEGIN:VJOURNAL", "END:VJOURNAL"]
    alarm = ["BEGIN:VALARM", "DURATION:soon", "DTSTART:never", "END:VALARM"]
    assert days(*lines, *event("DTSTART;VALUE=DATE:20191112", *alarm)) == ["2019-11-12"]


def test_free_and_busy_times():
    lines = [
        "BEGIN:VFREEBUSY",
        "FREEBUSY:20191105T080000Z/20191105T090000Z,20191107T080000Z/P1D",
        "FREEBUSY;FBTYPE=FREE:20191112T080000Z/PT1H",
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20191114T080000Z/PT1H",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20191119T080000Z/PT1H",
        "END:VFREEBUSY",
    ]
    assert days(*lines) == ["2019-11-05", "2019-11-07", "2019-11-08", "2019-11-14", "2019-11-19"]
    assert days(*lines, tentative=False) == ["2019-11-05", "2019-11-07", "2019-11-08", "2019-11-14"]


def test_a_day_is_called_by_its_entries_the_sure_ones_first():
    def named(name: str, number: int, *more: str) -> list[str]:
        return ["BEGIN:VEVENT", f"UID:{number}", "DTSTART;VALUE=DATE:20191105", f"SUMMARY:{name}", *more, "END:VEVENT"]

    two = [*named("Perhaps", 1, "STATUS:TENTATIVE"), *named("Fair\\, in town", 2), *named("Fair\\, in town", 3)]
    assert list(busy(*two).busy_days(AUTUMN, HOME).values()) == ["Fair, in town; Perhaps"]
    five = [line for number, name in enumerate("ABCDE") for line in named(name, number)]
    assert list(busy(*five).busy_days(AUTUMN, HOME).values()) == ["A; B; C and 2 more"]
    nameless = ["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20191105", "END:VEVENT"]
    assert list(busy(*nameless).busy_days(AUTUMN, HOME).values()) == ["busy"]


def test_a_name_is_one_short_line_without_signs_that_steer_a_terminal():
    long = event("DTSTART;VALUE=DATE:20191105")
    lines = [line.replace("SUMMARY:Busy", "SUMMARY:a\\nb\x1b[31m " + "x" * 500) for line in long]
    [entry] = busy(*lines).entries(AUTUMN, HOME)
    assert entry.summary.startswith("a b [31m xxx")
    assert len(entry.summary) == 200


def test_hours_of_a_day_are_those_of_all_entries_together():
    # 10 to 12 and 11 to 13 at home: three hours
    both = [*utc("20191105T080000", "20191105T100000"), *utc("20191105T090000", "20191105T110000", uid="2")]
    assert days(*both, hours=3) == ["2019-11-05"]
    assert days(*both, hours=3.5) == []


def test_an_entry_over_midnight_takes_hours_of_both_days():
    # 22 to 3 at home: two hours and three
    lines = utc("20191105T200000", "20191106T010000")
    assert days(*lines, hours=2) == ["2019-11-05", "2019-11-06"]
    assert days(*lines, hours=3) == ["2019-11-06"]


def test_a_whole_day_takes_all_its_hours_whatever_the_clock_does():
    # on 29 March 2020 the day has 23 hours in Bucharest, on 27 October 2019 it has 25
    for day, following in (("20200329", "20200330"), ("20191027", "20191028")):
        whole = event(f"DTSTART;VALUE=DATE:{day}", f"DTEND;VALUE=DATE:{following}")
        assert len(days(*whole, hours=24)) == 1


def test_a_day_of_25_hours_of_which_24_are_taken():
    # from 0:00 summer time, which is 21:00 UTC, for 24 hours
    assert days(*utc("20191026T210000", "20191027T210000"), hours=24) == ["2019-10-27"]
    assert days(*utc("20191026T210000", "20191027T200000"), hours=24) == []


def test_a_calendar_is_its_name_and_its_content():
    data = calendar(*event("DTSTART;VALUE=DATE:20191105"))
    one, same = BusyCalendar("a.ics", data), BusyCalendar.of(data, "a.ics")
    assert one == same
    assert hash(one) == hash(same)
    assert one != BusyCalendar("b.ics", data)
    assert repr(one) == "BusyCalendar(name='a.ics')"
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301


def test_a_file_is_called_as_the_user_called_it(tmp_path):
    with pytest.raises(CalendarFileError, match="^lead.ics: there is no such file$"):
        read_busy(tmp_path / "lead.ics", "lead.ics")
    with pytest.raises(CalendarFileError, match="cannot be read"):
        read_busy(tmp_path)
    with pytest.raises(CalendarFileError, match="no file can have such a name"):
        read_busy("a\0.ics")
    (tmp_path / "web.ics").write_text("<html>")
    with pytest.raises(CalendarFileError, match="web.ics, line 1: this is a web page"):
        read_busy(tmp_path / "web.ics")


def test_an_unknown_zone_is_told():
    with pytest.raises(ProblemError, match='unknown time zone "Europe/Bucarest"'):
        busy().entries(AUTUMN, "Europe/Bucarest")


def test_the_first_and_the_last_days_that_there_are():
    lines = event("DTSTART:00010101T000000Z", "DTEND:99991231T235959Z")
    for first, last in ((date(1, 1, 1), date(1, 1, 3)), (date(9999, 12, 29), date(9999, 12, 31))):
        for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
            assert len(busy(*lines).busy_days(DateRange(first, last), zone)) == 3
