"""Rules of repetition: the same moments as dateutil finds from the very first on, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule.busy.properties import UnreadableError
from di4c_schedule.busy.repeats import Patience, TooMuchError
from di4c_schedule.busy.screening import rule_of
from di4c_schedule.busy.structure import Line

START = datetime(2010, 3, 10, 9, 30)


def rule(text: str, start: datetime = START):
    return rule_of(Line(7, "RRULE", f"RRULE:{text}"), start)


def moments(text: str, first: datetime, last: datetime, start: datetime = START) -> list[datetime]:
    return list(rule(text, start).between(first, last, Patience()))


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=10;COUNT=400",
        "FREQ=DAILY;BYMONTH=1,9;BYDAY=MO,FR",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE,MO;BYHOUR=8,17",
        "FREQ=WEEKLY;COUNT=1100;BYDAY=WE,TH",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31,-1",
        "FREQ=MONTHLY;BYDAY=1MO,-1FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY",
        "FREQ=YEARLY;INTERVAL=3;BYMONTH=9,10",
        "FREQ=YEARLY;BYDAY=20MO,-5TH",
        "FREQ=YEARLY;BYMONTH=10;BYDAY=2MO",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=YEARLY;BYWEEKNO=40,-1;BYDAY=TU",
        "FREQ=HOURLY;INTERVAL=7",
        "FREQ=HOURLY;BYHOUR=9,10;BYDAY=MO;BYMINUTE=0,30",
        "FREQ=MINUTELY;INTERVAL=1000",
        "FREQ=SECONDLY;INTERVAL=100000",
        "FREQ=DAILY;UNTIL=20191005T093000",
    ],
)
def test_the_same_moments_as_by_following_the_rule_from_its_begin(text):
    first, last = datetime(2019, 9, 1), datetime(2020, 4, 1)
    expected = rrulestr(text, dtstart=START).between(first, last, inc=True)
    assert expected
    assert moments(text, first, last) == expected


@settings(max_examples=60, deadline=None)
@given(
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"]),
    interval=st.integers(1, 9),
    weekdays=st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), max_size=3),
    months=st.sets(st.integers(1, 12), max_size=3),
    month_days=st.sets(st.sampled_from([1, 2, 15, 29, -1, -2]), max_size=2),
    week_start=st.sampled_from(["MO", "SU"]),
    start=st.datetimes(datetime(2015, 1, 1), datetime(2019, 12, 31)).map(lambda moment: moment.replace(microsecond=0)),
)
def test_a_rule_drawn_at_random_has_the_moments_of_dateutil(
    frequency, interval, weekdays, months, month_days, week_start, start
):
    if weekdays or months or month_days:
        # rules that never match would keep dateutil busy until the year 9999
        interval = 1 if frequency in ("DAILY", "MONTHLY", "HOURLY") else min(interval, 2)
    parts = {"FREQ": frequency, "INTERVAL": interval, "WKST": week_start}
    parts |= {"BYDAY": ",".join(sorted(weekdays))} if weekdays else {}
    parts |= {"BYMONTH": ",".join(map(str, sorted(months)))} if months else {}
    parts |= {"BYMONTHDAY": ",".join(map(str, sorted(month_days)))} if month_days else {}
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    first, last = datetime(2019, 9, 1), datetime(2020, 4, 1)
    assert moments(text, first, last, start) == rrulestr(text, dtstart=start).between(first, last, inc=True)


def test_weeks_of_the_year_alone_mean_the_weekday_of_the_begin():
    # 10 March 2010 was a Wednesday; Wednesday of week 40 in 2019 is 2 October
    assert moments("FREQ=YEARLY;BYWEEKNO=40", datetime(2019, 9, 1), datetime(2020, 4, 1)) == [
        datetime(2019, 10, 2, 9, 30)
    ]


def test_a_rule_that_never_matches_ends():
    for frequency in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"):
        text = f"FREQ={frequency};BYMONTH=2;BYMONTHDAY=30"
        assert moments(text, datetime(2019, 9, 1), datetime(2020, 4, 1)) == []


def test_patience_ends():
    with pytest.raises(TooMuchError):
        list(rule("FREQ=DAILY").between(datetime(2019, 1, 1), datetime(2020, 1, 1), Patience(100)))


def test_only_the_dates_asked_for_cost_something():
    patience = Patience(100)
    found = list(rule("FREQ=HOURLY").between(datetime(9000, 1, 1), datetime(9000, 1, 1, 23, 30), patience))
    assert len(found) == 24
    assert found[-1] - found[0] == timedelta(hours=23)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", '"" is no frequency; expected one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY'),
        ("FREQ=OFTEN", '"OFTEN" is no frequency'),
        ("FREQ=DAILY;COUNT", '"COUNT" is no part of a rule'),
        ("FREQ=DAILY;COUNT=1;COUNT=2", '"COUNT=2" is no part of a rule, or is given twice'),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0: expected a number from 1 to 999,999,999"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1: expected"),
        ("FREQ=DAILY;COUNT=0", "COUNT=0: expected"),
        ("FREQ=DAILY;COUNT=20001", "COUNT=20001: expected 20,000 at most"),
        ("FREQ=DAILY;UNTIL=2019", 'UNTIL: "2019" is no day and no time'),
        ("FREQ=DAILY;UNTIL=20190931", 'UNTIL: "20190931" is no day and no time'),
        ("FREQ=DAILY;BYDAY=XX", '"XX" is no weekday; expected one of MO, TU, WE, TH, FR, SA, SU'),
        ("FREQ=MONTHLY;BYDAY=99MO", 'BYDAY: "99MO" is no weekday; expected such as MO or -1FR'),
        ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY=6MO: no month has a weekday more than five times"),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=-53MO", "no month has a weekday more than five times"),
        ("FREQ=DAILY;WKST=XX", '"XX" is no weekday'),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH=13: expected 1 to 12"),
        ("FREQ=DAILY;BYMONTH=x", 'BYMONTH: "X" is no number'),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0: expected 1 to 31, or as many from the end"),
        ("FREQ=DAILY;BYEASTER=1", 'a rule with "BYEASTER" cannot be followed'),
        ("RSCALE=HEBREW;FREQ=DAILY", 'a rule with "RSCALE" cannot be followed'),
        ("FREQ=SECONDLY", "repeats up to 86,400 times a day, more than 48"),
        ("FREQ=MINUTELY;INTERVAL=29", "repeats up to 50 times a day, more than 48"),
        ("FREQ=MINUTELY;COUNT=49", "repeats up to 1,440 times a day, more than 48"),
        ("FREQ=MINUTELY;INTERVAL=60;BYDAY=MO", "a rule of FREQ=MINUTELY with BY… parts cannot be followed"),
        ("FREQ=HOURLY;BYMINUTE=0,20,40", "repeats up to 72 times a day, more than 48"),
        ("FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14;BYMINUTE=0,10,20,30,40,50;BYSECOND=0,1", "up to 84 times a day"),
        ("FREQ=DAILY;X-LONG=" + "a" * 2_000, "the rule is longer than 2,000 signs"),
    ],
)  # fmt: skip
def test_a_rule_that_is_wrong_or_takes_too_long_is_refused(text, says):
    with pytest.raises(UnreadableError) as caught:
        rule(text)
    assert says in caught.value.message
    assert caught.value.line == 7


def test_hours_that_are_counted_for_too_long_are_refused():
    with pytest.raises(UnreadableError, match="counts hours since 1970, which takes too long"):
        rule("FREQ=HOURLY;COUNT=9;BYMONTH=2", datetime(1970, 1, 1))


@pytest.mark.parametrize("text", ["FREQ=MINUTELY;COUNT=48", "FREQ=SECONDLY;INTERVAL=1800", "freq=daily;X-A=b;"])
def test_a_rare_rule_of_short_periods_is_followed(text):
    assert rule(text).start == START


def test_the_time_of_day_of_a_rule_for_whole_days_is_ignored():
    found = rule_of(Line(7, "RRULE", "RRULE:FREQ=DAILY;BYHOUR=9,10"), date(2019, 9, 2))
    assert list(found.between(datetime(2019, 9, 2), datetime(2019, 9, 3), Patience())) == [
        datetime(2019, 9, 2),
        datetime(2019, 9, 3),
    ]


def test_a_leap_second_is_the_second_before_it():
    found = moments("FREQ=DAILY;BYSECOND=60", datetime(2019, 9, 2), datetime(2019, 9, 3))
    assert found == [datetime(2019, 9, 2, 9, 30, 59)]
