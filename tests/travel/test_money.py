from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import Travel
from di4c_schedule.errors import ProblemError
from di4c_schedule.travel import FarePeriod, Fares

STANDARD, GREEN = Fares.read("standard"), Fares.read("green")


@pytest.mark.parametrize(
    ("km", "year", "euro"),
    [
        (9, 2019, 0), (10, 2020, 20), (99, 2020, 20), (100, 2014, 180), (499, 2020, 180), (500, 2019, 275),
        (1999, 2019, 275), (2000, 2019, 360), (2999, 2019, 360), (3000, 2019, 530), (3999, 2019, 530),
        (4000, 2019, 820), (8000, 2019, 1100), (50, 2021, 23), (300, 2023, 180), (8000, 2022, 1500),
        (10, 2024, 28), (100, 2024, 211), (500, 2027, 309), (2000, 2025, 395), (3000, 2024, 580),
    ],
)  # fmt: skip
def test_amounts_of_erasmus(km, year, euro):
    assert STANDARD.cents(km, date(year, 6, 1)) == 100 * euro


@pytest.mark.parametrize(
    ("km", "year", "euro"),
    [(300, 2019, 180), (300, 2022, 210), (2500, 2022, 410), (5000, 2022, 820), (50, 2024, 56), (500, 2024, 417)],
)
def test_green_amounts_where_there_are_such(km, year, euro):
    assert GREEN.cents(km, date(year, 6, 1)) == 100 * euro


def test_the_day_on_which_the_meeting_starts_decides():
    assert STANDARD.cents(500, date(2023, 12, 31)) == 27500
    assert STANDARD.cents(500, date(2024, 1, 1)) == 30900


def test_years_without_amounts_take_the_nearest():
    assert STANDARD.cents(500, date(2010, 1, 1)) == 27500
    assert STANDARD.cents(500, date(2035, 1, 1)) == 30900


def test_own_fares_always_hold():
    fares = Fares.read([[100, 80], [1000, 250]])
    assert [fares.cents(km, date(1999, 1, 1)) for km in (99, 100, 999, 1000)] == [0, 8000, 8000, 25000]


def test_own_fares_may_change():
    fares = Fares.read([{"first": "2019-01-01", "bands": [[0, 80]]}, FarePeriod("2019-11-01", [[0, 90]])])
    days = [date(2018, 1, 1), date(2019, 10, 31), date(2019, 11, 1)]
    assert [fares.cents(5, day) for day in days] == [8000, 8000, 9000]


@pytest.mark.parametrize(
    ("fares", "message"),
    [
        ("grean", 'unknown fares "grean", did you mean "green"'),
        (80, 'expected fares: "standard", "green", or amounts such as'),
        ([], "expected fares"),
        ([[0, 80.5]], "expected fares"),
        ([[0, -1]], "expected fares"),
        ([[0, 1, 2]], "expected fares"),
        ([[500, 80], [100, 90]], "must rise"),
        ([{"first": "2019-01-01"}], "expected fares with first = a day, and bands"),
        ([{"first": "2019-01-01", "bands": [[0, 1]]}, [0, 1]], "expected fares with first = a day, and bands"),
        ([{"first": "soon", "bands": [[0, 1]]}], "expected a day"),
        (
            [{"first": "2019-01-02", "bands": [[0, 1]]}, {"first": "2019-01-01", "bands": [[0, 1]]}],
            "first days .* rise",
        ),
    ],
)
def test_wrong_fares_are_told_what_to_write(fares, message):
    with pytest.raises(ProblemError, match=message):
        Travel(fares=fares)
