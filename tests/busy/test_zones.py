"""Time zones: of the world, of Windows, of the file, of nobody."""

from __future__ import annotations

import pytest
from icalendar.timezone import tzp

from tests.busy.calendars import busy, days, event


def at(zone: str, time: str = "20191105T233000") -> tuple[str, ...]:
    return event(f"DTSTART;TZID={zone}:{time}", "DURATION:PT10M")


def table(name: str, offset: str, *rules: str, start: str = "19700101T000000") -> tuple[str, ...]:
    return (
        *("BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", f"DTSTART:{start}"),
        *(f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", *rules, "END:STANDARD", "END:VTIMEZONE"),
    )


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Lisbon",
        "GMT Standard Time",
        "/freeassociation.sourceforge.net/Europe/Lisbon",
        "/softwarestudio.org/Olson_20011030_5/Europe/Lisbon",
        "/Europe/Lisbon",
        '"Europe/Lisbon"',
        "UTC",
    ],
)
def test_a_zone_is_found_by_all_its_names(zone):
    # 23:30 there is 1:30 of the next day in Bucharest
    assert days(*at(zone)) == ["2019-11-06"]
    assert busy(*at(zone)).remarks == ()


@pytest.mark.parametrize("zone", ["Foo/Bar", "../../etc/passwd", "Europe", "a" * 300, "Europe/Lisbon/../Paris", "%s"])
def test_an_unknown_zone_is_told_and_its_times_are_taken_as_home_times(zone):
    assert days(*at(zone)) == ["2019-11-05"]
    [remark] = busy(*at(zone), *at(zone)).remarks[:1]
    assert remark.line == 8
    assert "nobody knows it; its times are taken as home times" in remark.message


def test_a_table_of_the_file_is_used_for_a_name_that_nobody_knows():
    assert days(*table("Office", "+0000"), *at("Office")) == ["2019-11-06"]
    assert days(*table("Office", "+0200"), *at("Office")) == ["2019-11-05"]
    assert "Office" not in repr(vars(tzp))


def test_a_table_does_not_overrule_a_name_that_the_world_knows():
    assert days(*table("Europe/Lisbon", "+0200"), *at("Europe/Lisbon")) == ["2019-11-06"]


def test_a_table_may_say_which_place_is_meant():
    lines = list(table("Office", "+0200"))
    lines.insert(2, "X-LIC-LOCATION:Europe/Lisbon")
    assert days(*lines, *at("Office")) == ["2019-11-06"]


def test_a_table_of_outlook_begins_in_1601():
    winter = ("BEGIN:STANDARD", "DTSTART:16011028T040000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
              "TZOFFSETFROM:+0300", "TZOFFSETTO:+0200", "END:STANDARD")  # fmt: skip
    summer = ("BEGIN:DAYLIGHT", "DTSTART:16010325T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
              "TZOFFSETFROM:+0200", "TZOFFSETTO:+0300", "END:DAYLIGHT")  # fmt: skip
    office = ("BEGIN:VTIMEZONE", "TZID:(UTC+02:00) Athens\\, Bucharest", *winter, *summer, "END:VTIMEZONE")
    # the hour before midnight at home, in summer and in winter
    name = '"(UTC+02:00) Athens, Bucharest"'
    assert days(*office, *at(name, "20191001T233000")) == ["2019-10-01"]
    assert days(*office, *at(name, "20191105T233000")) == ["2019-11-05"]
    # and the hour after it
    assert days(*office, *at(name, "20191001T003000")) == ["2019-10-01"]
    assert days(*office, *at(name, "20191105T003000")) == ["2019-11-05"]


@pytest.mark.parametrize(
    "lines",
    [
        table("Office", "+0000", "RRULE:FREQ=SECONDLY"),
        table("Office", "+0000", "RRULE:FREQ=YEARLY;BYHOUR=1;BYMONTH=1"),
        table("Office", "+9999"),
        table("Office", "nonsense"),
        table("Office", "+0000", start="soon"),
        table("Office", "+0000", "RRULE:FREQ=YEARLY", "lost rest"),
        table("Office", "+0000", *["RDATE:20190101T000000"] * 3_000),
        ("BEGIN:VTIMEZONE", "TZID:Office", "END:VTIMEZONE"),
    ],
    ids=range(8),
)
def test_a_table_that_cannot_be_read_is_told(lines):
    assert days(*lines, *at("Office")) == ["2019-11-05"]
    [remark] = busy(*lines, *at("Office")).remarks
    assert remark.message == 'time zone "Office": its table cannot be read; its times are taken as home times'


def test_times_without_a_zone_are_times_of_the_calendars_own_zone():
    lines = event("DTSTART:20191105T233000", "DURATION:PT10M")
    assert days(*lines) == ["2019-11-05"]
    assert days("X-WR-TIMEZONE:Europe/Lisbon", *lines) == ["2019-11-06"]


def test_an_unknown_zone_of_the_calendar_is_told():
    read = busy("X-WR-TIMEZONE:Nowhere", *event("DTSTART;VALUE=DATE:20191105"))
    assert [str(remark) for remark in read.remarks] == [
        'a.ics, line 4: time zone "Nowhere": nobody knows it; the line is ignored'
    ]
