from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.dates import ONE_DAY, DateRange, long_date, months_of, parse_date, parse_weekday, parse_weekdays
from di4c_schedule.errors import ProblemError

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2020-W06", date(2020, 2, 3), date(2020, 2, 9)),
        ("2020W06", date(2020, 2, 3), date(2020, 2, 9)),
        ("2020-W01", date(2019, 12, 30), date(2020, 1, 5)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2020-02-11", date(2020, 2, 11), date(2020, 2, 11)),
        ("2020-02-03..2020-02-14", date(2020, 2, 3), date(2020, 2, 14)),
        (" 2020-02-03 .. 2020-02-14 ", date(2020, 2, 3), date(2020, 2, 14)),
        (date(2020, 2, 11), date(2020, 2, 11), date(2020, 2, 11)),
        ((date(2020, 2, 3), date(2020, 2, 14)), date(2020, 2, 3), date(2020, 2, 14)),
        (["2020-02-03", "2020-02-14"], date(2020, 2, 3), date(2020, 2, 14)),
        (DateRange("2020-02-03", "2020-02-14"), date(2020, 2, 3), date(2020, 2, 14)),
    ],
)
def test_range_is_read_in_every_form(text, first, last):
    assert DateRange.parse(text) == DateRange(first, last)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("February", 'expected dates such as "2020-02", "2020-W06", "2020-02-11" or "2020-02-03..2020-02-14"'),
        ("", "expected dates such as"),
        (None, "expected dates such as .* got None"),
        (202002, "expected dates such as .* got 202002"),
        ((date(2020, 2, 3),), "expected dates such as"),
        ("2020-13", '"2020-13" is not a month'),
        ("2020-00", '"2020-00" is not a month'),
        ("0000-01", '"0000-01" is not a month'),
        ("2019-W53", '"2019-W53" is not a week of the ISO calendar'),
        ("2020-W00", '"2020-W00" is not a week'),
        ("9999-W52", '"9999-W52" is not a week'),
        ("2019-02-29", "2019-02-29 is not a day of the calendar"),
        ("2020-02-03..", "expected a day such as 2020-02-11, got ''"),
        ("2020-02..2020-03", "expected a day such as 2020-02-11, got '2020-02'"),
        ("٢٠٢٠-٠٢", "expected dates such as"),
        ("2020-02-14..2020-02-03", "the last day, 2020-02-03, comes before the first, 2020-02-14"),
        (datetime(2020, 2, 11, 9, 30), "expected a day without a time, such as 2020-02-11, got 2020-02-11 09:30:00"),
    ],
)
def test_what_is_no_range_is_told_what_to_write(wrong, message):
    with pytest.raises(ProblemError, match=message):
        DateRange.parse(wrong)


def test_long_nonsense_is_cut_in_the_message():
    with pytest.raises(ProblemError) as caught:
        DateRange.parse("x" * 10_000)
    assert len(str(caught.value)) < 200


@given(DAYS, DAYS)
def test_range_written_in_iso_form_is_read_back(one, other):
    dates = DateRange(min(one, other), max(one, other))
    assert DateRange.parse(dates.iso) == dates


SHORT_RANGES = st.builds(
    lambda start, length: DateRange(
        date(2020, 2, 20) + start * ONE_DAY, date(2020, 2, 20) + (start + length) * ONE_DAY
    ),
    st.integers(0, 20),
    st.integers(0, 10),
)


@given(SHORT_RANGES, SHORT_RANGES)
def test_covers_and_overlaps_say_what_the_days_say(here, there):
    assert here.covers(there) == (set(there) <= set(here))
    assert here.overlaps(there) == bool(set(there) & set(here))


def test_both_ends_belong_to_a_range():
    dates = DateRange.parse("2019-09-30..2019-10-02")
    assert list(dates) == [date(2019, 9, 30), date(2019, 10, 1), date(2019, 10, 2)]
    assert dates.days == 3
    assert [date(2019, 9, day) in dates for day in (29, 30)] == [False, True]
    assert [date(2019, 10, day) in dates for day in (2, 3)] == [True, False]


def test_touching_ranges_overlap_only_if_they_share_a_day():
    assert DateRange.parse("2019-10-01..2019-10-02").overlaps(DateRange.parse("2019-10-02..2019-10-03"))
    assert not DateRange.parse("2019-10-01..2019-10-02").overlaps(DateRange.parse("2019-10-03"))


@pytest.mark.parametrize(
    ("text", "said", "when"),
    [
        ("2020-02-11", "11 February 2020", "on 11 February 2020"),
        ("2020-02", "February 2020", "in February 2020"),
        ("2020-02-01..2020-02-28", "1 to 28 February 2020", "from 1 to 28 February 2020"),
        ("2019-09-30..2019-10-01", "30 September to 1 October 2019", "from 30 September to 1 October 2019"),
        (
            "2019-12-16..2020-01-12",
            "16 December 2019 to 12 January 2020",
            "from 16 December 2019 to 12 January 2020",
        ),
    ],
)
def test_range_reads_as_a_person_writes_it(text, said, when):
    dates = DateRange.parse(text)
    assert (str(dates), dates.when) == (said, when)


def test_day_reads_with_its_weekday():
    assert long_date(date(2019, 10, 1)) == "Tue 1 October 2019"


@pytest.mark.parametrize(
    "wrong", ["1 October 2019", "2019-10", "2019-1-1", "20191001", 20191001, None, "2019-10-01T09:00"]
)
def test_what_is_no_day_is_told_what_to_write(wrong):
    with pytest.raises(ProblemError, match="expected a day such as 2020-02-11"):
        parse_date(wrong)


def test_months_of_a_window_are_whole_and_cross_the_year():
    months = months_of(DateRange.parse("2019-11-30..2020-01-01"))
    assert [month.iso for month in months] == [
        "2019-11-01..2019-11-30",
        "2019-12-01..2019-12-31",
        "2020-01-01..2020-01-31",
    ]


def test_months_reach_to_the_end_of_the_calendar():
    assert [month.iso for month in months_of(DateRange.parse("9999-12"))] == ["9999-12-01..9999-12-31"]


def test_weekdays_come_in_the_order_of_the_week_each_once():
    assert parse_weekdays(["thursday", "Tue", "THU", " mon "]) == ("Mon", "Tue", "Thu")
    assert parse_weekdays("Wed") == ("Wed",)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["Tues"], 'unknown weekday "Tues", did you mean "Tue"?'),
        (["Dienstag"], 'unknown weekday "Dienstag", expected one of: Mon, Tue, Wed, Thu, Fri, Sat, Sun'),
        ([], 'expected at least one weekday, such as ["Tue", "Wed"]'),
        (3, 'expected weekdays such as ["Tue", "Wed"], got 3'),
        ([2], 'expected a weekday such as "Tue", got 2'),
    ],
)
def test_unknown_weekdays_are_told_the_known_ones(wrong, message):
    with pytest.raises(ProblemError) as caught:
        parse_weekdays(wrong)
    assert str(caught.value) == message


@pytest.mark.parametrize(("text", "name"), [("friday", "Fri"), ("FRI", "Fri"), ("Sunday", "Sun")])
def test_weekday_is_read_in_full_or_short(text, name):
    assert parse_weekday(text) == name
