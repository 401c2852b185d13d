"""Windows and order, narrowed, on cases worked out by hand; steps take one day unless said."""

from __future__ import annotations

import numpy as np
import pytest

from di4c_schedule.sequence.costs import combine
from di4c_schedule.tables import NEVER, Row
from di4c_schedule.windows.givens import Givens
from di4c_schedule.windows.narrowing import ImpossibleError, Narrowing
from tests.windows.tables_at_random import tables_of


@pytest.fixture
def three():
    """Three hosts, each on any of ten days."""
    return tables_of([Row(f"P{i}", 1, mandatory=True) for i in range(3)], 10)


def narrowed(tables):
    givens = Givens.of(tables, combine(tables))
    narrowing = Narrowing(givens, givens.first.copy(), givens.last.copy())
    narrowing.run()
    return narrowing


def windows(narrowing):
    return list(zip(narrowing.earliest.tolist(), narrowing.latest.tolist(), strict=True))


def test_hosts_that_may_meet_any_day_keep_all_their_days(three):
    assert windows(narrowed(three)) == [(0, 9)] * 3


def test_windows_order_hosts_and_order_pushes_windows(three):
    three.allowed[0, 3:] = False  # 0 to 2
    three.allowed[1, :2] = False  # 2 to 9, so not before the first unless it starts there on day 1
    three.gap[1, 0] = 4
    found = narrowed(three)
    assert found.before[0, 1]
    assert not found.before[1, 0]
    assert windows(found)[1] == (2, 9)
    assert (found.first_place.tolist(), found.last_place.tolist()) == ([1, 2, 1], [2, 3, 3])


def test_all_that_must_come_before_takes_its_time_together(three):
    three.before[[0, 1], 2] = True
    three.gap[:] = 3
    found = narrowed(three)
    assert windows(found) == [(0, 6), (0, 6), (6, 9)]
    assert found.first_place.tolist() == [1, 1, 3]


def test_a_place_orders_hosts_as_a_rule_would(three):
    three.position[2] = [True, False, False]
    found = narrowed(three)
    assert found.before[2].tolist() == [True, True, False]
    assert windows(found) == [(1, 9), (1, 9), (0, 7)]


def test_windows_end_on_open_days(three):
    three.before[0, 1] = True
    three.allowed[1, [1, 2, 9]] = False
    three.allowed[0, [7, 8]] = False
    assert windows(narrowed(three))[:2] == [(0, 6), (3, 8)]


def test_more_in_a_row_than_the_days_hold_is_impossible(three):
    three.gap[:] = 5
    three.before[0, 1] = three.before[1, 2] = True
    with pytest.raises(ImpossibleError):
        narrowed(three)


def test_hosts_none_of_which_may_follow_another_are_impossible():
    tables = tables_of([Row("P0", 1, mandatory=True), Row("P1", 1, mandatory=True)], 10)
    tables.gap[:] = NEVER
    with pytest.raises(ImpossibleError):
        narrowed(tables)


def test_a_host_that_may_be_left_out_is_if_it_cannot_be_in_order():
    rows = [Row("P0", 1, mandatory=True), Row("P1", 1, mandatory=False), Row("P2", 1, mandatory=False)]
    tables = tables_of(rows, 10, meetings=2)
    tables.before[0, 1] = tables.before[1, 0] = True
    assert narrowed(tables).usable.tolist() == [True, False, True]


def test_a_turn_that_would_have_to_come_before_an_earlier_one_cannot_be_taken():
    rows = [Row("P0", turn, mandatory=False) for turn in (1, 2)] + [Row("P1", 1, mandatory=True)]
    tables = tables_of(rows, 10, meetings=2)
    tables.before[1, 0] = True
    assert narrowed(tables).usable.tolist() == [True, False, True]


def test_too_few_usable_hosts_are_impossible():
    tables = tables_of([Row(f"P{i}", 1, mandatory=False) for i in range(3)], 10, meetings=2)
    tables.allowed[1:] = False
    with pytest.raises(ImpossibleError):
        narrowed(tables)


def test_steps_in_and_out_are_the_least_of_those_that_may_be(three):
    three.gap[:] = np.array([[9, 2, 3], [4, 9, 5], [6, 7, 9]])
    three.before[0, 1] = True
    found = narrowed(three)
    # into 0 only from 2, as 1 comes after it; into 1 from 0 and 2; out of 1 only to 2
    assert found.entry.tolist() == [6, 2, 3]
    assert found.leave.tolist() == [2, 5, 6]
