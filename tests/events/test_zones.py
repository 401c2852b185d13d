"""Time zones say what the IANA data say, hour by hour and around every change, read by others' code."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthcalendar
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar, Timezone

from di4c_schedule.events import Appointment
from di4c_schedule.events.frames import calendar_bytes, written
from di4c_schedule.events.zones import zone_component, zones_of

# fmt: off
CAPITALS = [
    "Amsterdam", "Andorra", "Athens", "Belgrade", "Berlin", "Bratislava", "Brussels", "Bucharest", "Budapest",
    "Chisinau", "Copenhagen", "Dublin", "Helsinki", "Istanbul", "Kyiv", "Lisbon", "Ljubljana", "London",
    "Luxembourg", "Madrid", "Malta", "Minsk", "Monaco", "Moscow", "Oslo", "Paris", "Podgorica",
    "Prague", "Riga", "Rome", "San_Marino", "Sarajevo", "Skopje", "Sofia", "Stockholm", "Tallinn",
    "Tirane", "Vaduz", "Vatican", "Vienna", "Vilnius", "Warsaw", "Zagreb", "Zurich",
]
# fmt: on
ZONES = [
    *(f"Europe/{city}" for city in CAPITALS),
    "Asia/Nicosia",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Asia/Baku",
    "Atlantic/Reykjavik",
    "Africa/Casablanca",
    "Asia/Tehran",
    "America/Sao_Paulo",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "UTC",
]
ODD = ["Europe/Bucharest", "Europe/Dublin", *ZONES[ZONES.index("Africa/Casablanca") : -1]]
FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
HOUR = timedelta(hours=1)


@cache
def unambiguous(name):
    """Return moments that clocks show only once, as walls have them, with their offsets.

    Every minute of two hours around each change, every hour of a week around it, and every hour of all years for the
    odd zones; elsewhere, where nothing happens in European capitals, every thirteenth hour.
    """
    zone = ZoneInfo(name)
    hours = [datetime(2019, 1, 1, tzinfo=UTC) + hour * HOUR for hour in range(8 * 366 * 24)]
    offsets = [hour.astimezone(zone).utcoffset() for hour in hours]
    found = set(hours if name in ODD else hours[::13])
    for index in range(1, len(hours)):
        if offsets[index - 1] != offsets[index]:
            found.update(hours[max(0, index - 84) : index + 84])
            found.update(hours[index] + timedelta(minutes=minute) for minute in range(-120, 121))
    walls = [moment.astimezone(zone) for moment in sorted(found) if moment.year < 2027]
    return [
        (moment.replace(tzinfo=None, fold=0), moment.utcoffset())
        for moment in walls
        if moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()
    ]


def onsets_of(zone):
    """Read a zone by the letter of RFC 5545, section 3.6.5: at which times of the clock which offset begins."""
    onsets = []
    for part in zone.standard + zone.daylight:
        first, rule = part["DTSTART"].dt, part.get("RRULE")
        onsets.append((first, part["TZOFFSETTO"].td))
        for year in range(first.year + 1, rule["UNTIL"][0].year + 1) if rule else ():
            (text,) = rule["BYDAY"]
            assert text.endswith("SU")
            (month,) = rule["BYMONTH"]
            sundays = [week[6] for week in monthcalendar(year, month) if week[6]]
            place = int(text[:-2])
            day = sundays[place if place < 0 else place - 1]
            onsets.append((datetime.combine(date(year, month, day), first.time()), part["TZOFFSETTO"].td))
    return sorted(onsets)


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_is_right_by_the_letter(name):
    onsets = onsets_of(read(name, FIRST, LAST))
    starts = [start for start, _ in onsets]
    for wall, offset in unambiguous(name):
        assert onsets[bisect_right(starts, wall) - 1][1] == offset, wall


@pytest.mark.parametrize("name", ZONES)
def test_dateutil_reads_what_is_meant(name):
    data = calendar_bytes([], [written(zone_component(name, FIRST, LAST))]).decode()
    zone = tzical(StringIO(data)).get(name)
    for wall, offset in unambiguous(name):
        assert wall.replace(tzinfo=zone).utcoffset() == offset, wall


@pytest.mark.parametrize("name", ZONES)
def test_icalendar_reads_what_is_meant(name):
    zone = read(name, FIRST, LAST).to_tz(lookup_tzid=False)
    for wall, offset in unambiguous(name):
        assert wall.replace(tzinfo=zone).utcoffset() == offset, wall


def read(name, first, last):
    return Timezone.from_ical(zone_component(name, first, last).to_ical())


def test_most_of_europe_has_one_winter_and_one_summer_for_all_years():
    zone = zone_component("Europe/Bucharest", FIRST, LAST)
    assert zone.to_ical(sorted=False).decode().split("\r\n")[2:-2] == [
        "BEGIN:STANDARD",
        "DTSTART:20181028T040000",
        "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0200",
        "TZNAME:EET",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20281231T235959Z",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20180325T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0300",
        "TZNAME:EEST",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20281231T235959Z",
        "END:DAYLIGHT",
    ]


@pytest.mark.parametrize("name", [f"Europe/{city}" for city in CAPITALS] + ["Atlantic/Azores"])
def test_outlook_gets_one_standard_and_at_most_one_daylight_in_2019_and_2020(name):
    zone = zone_component(name, date(2019, 9, 2), date(2020, 3, 2))
    assert len(zone.standard) == 1
    assert len(zone.daylight) <= 1


def test_irish_summer_is_daylight_though_the_law_calls_winter_the_exception():
    zone = read("Europe/Dublin", FIRST, LAST)
    (summer,), (winter,) = zone.daylight, zone.standard
    assert (str(summer["TZNAME"]), summer["TZOFFSETTO"].td) == ("IST", HOUR)
    assert (str(winter["TZNAME"]), winter["TZOFFSETTO"].td) == ("GMT", timedelta(0))


def test_a_zone_without_summer_time_has_one_offset():
    zone = read("Europe/Istanbul", FIRST, LAST)
    assert not zone.daylight
    assert [part["TZOFFSETTO"].td for part in zone.standard] == [3 * HOUR]


def test_a_zone_begins_before_the_first_event_and_ends_past_the_last():
    zone = read("Europe/Rome", FIRST, FIRST)
    assert zone.standard[0]["DTSTART"].dt == datetime(2018, 10, 28, 3)
    # 1 January 2019 and 366 days
    assert zone.standard[0]["RRULE"]["UNTIL"] == [datetime(2020, 12, 31, 23, 59, 59, tzinfo=UTC)]


def appointment(timezone, first="2019-10-01", last="2019-10-02", begin=time(9)):
    return Appointment(
        uid="x",
        host="Oulu",
        turn=1,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        begin=begin,
        end=begin and time(17),
        timezone=timezone,
        city="Oulu",
        country="FI",
        format="on site",
        link=None,
        status="confirmed",
    )


def test_each_zone_that_is_named_comes_once_and_in_order():
    meetings = [
        appointment("Europe/Rome"),
        appointment("Europe/Dublin", "2020-03-30", "2020-03-31"),
        appointment("Europe/Rome", "2021-06-01", "2021-06-02"),
        appointment("Europe/Riga", begin=None),
    ]
    zones = Calendar.from_ical(calendar_bytes([], map(written, zones_of(meetings)))).timezones
    assert [str(zone["TZID"]) for zone in zones] == ["Europe/Dublin", "Europe/Rome"]
    assert [zone.standard[0]["RRULE"]["UNTIL"][0].year for zone in zones] == [2021, 2022]
    assert [zone.standard[0]["DTSTART"].dt.year for zone in zones] == [2019, 2018]


def test_whole_days_need_no_zone():
    assert zones_of([appointment("Europe/Rome", begin=None)]) == []
