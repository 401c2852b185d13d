"""Numbers with their units, and times."""

from __future__ import annotations

import pytest

from di4c_schedule.labels import lasting, with_unit


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("days", "day"),
        ("meetings", "meeting"),
        ("partner-days", "partner-day"),
        ("km", "km"),
        ("hours", "hour"),
        ("turns", "turn"),
        ("points", "point"),
        ("grams of CO2", "gram of CO2"),
        ("euro cents", "euro cent"),
        ("clashes with exams", "clash with exams"),
        ("countries", "country"),
        ("overall happiness", "overall happiness"),
        ("ms", "ms"),
        ("", ""),
    ],
)
def test_one_of_a_unit_is_singular_and_any_other_number_is_not(unit, one):
    assert with_unit(1, unit) == f"1 {one}"
    for number in (-1, 0, 2, 11):
        assert with_unit(number, unit) == f"{number} {unit}"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "less than 0.001 s"), (0.001, "0.001 s"), (0.5, "0.500 s"), (1, "1.0 s"), (61.26, "61.3 s")],
)
def test_a_time_is_never_told_as_nothing(seconds, told):
    assert lasting(seconds) == told
