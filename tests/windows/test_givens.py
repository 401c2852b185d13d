"""Tables made ready: open starts, and whether waiting is free."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve

from di4c_schedule.sequence.costs import combine
from di4c_schedule.sequence.kernel import Piece
from di4c_schedule.tables import NEVER, Row
from di4c_schedule.windows.givens import Givens
from tests.windows.tables_at_random import charge, tables_of


@pytest.fixture
def tables():
    """Two hosts, each on any of ten days."""
    return tables_of([Row("P0", 1, mandatory=True), Row("P1", 1, mandatory=True)], 10)


def givens_of(tables):
    return Givens.of(tables, combine(tables))


@pytest.mark.parametrize("opened", [[], [4], [3, 4, 5], [0, 9], [2, 3, 7], list(range(10))])
def test_open_starts_are_found_from_any_column_both_ways(tables, opened):
    tables.allowed[0] = False
    tables.allowed[0, opened] = True
    givens = givens_of(tables)
    for column in range(-1, 11):
        assert givens.open_from(0, column) == min((o for o in opened if o >= column), default=10)
        assert givens.open_until(0, column) == max((o for o in opened if o <= column), default=-1)


def test_waiting_is_free_without_costs_of_distances_and_largest_gaps(tables):
    assert givens_of(tables).waiting_is_free
    charge(tables, 0, np.arange(10), 3, 5)
    assert givens_of(tables).waiting_is_free


def test_waiting_is_not_free_if_a_gap_may_be_too_large(tables):
    tables.gap_most[0, 1] = 8
    assert not givens_of(tables).waiting_is_free
    tables.gap_most[0, 1] = 9
    assert givens_of(tables).waiting_is_free


def test_waiting_is_not_free_if_distances_cost(tables):
    charge(tables, 0, 0, np.arange(10), 0)
    assert not givens_of(tables).waiting_is_free


def test_rows_that_may_not_follow_are_further_than_the_columns(tables):
    tables.gap[0, 1] = NEVER
    tables.gap[1, 0], tables.gap_most[1, 0] = 5, 4
    assert givens_of(tables).least.tolist() == [[11, 11], [11, 11]]


def test_distances_that_no_schedule_can_have_do_not_overflow(tables):
    costs = combine(tables)
    assert costs.start.dtype == np.int32
    costs = evolve(costs, pieces=[Piece(0, 2, 0, 0), Piece(3, 9, 5_000_000_000, 0)], infinity=10)
    assert Givens.of(tables, costs).pieces == [Piece(0, 2, 0, 0)]


def test_steep_costs_of_a_distance_are_added_up_in_64_bits(tables):
    costs = evolve(combine(tables), pieces=[Piece(0, 9, 0, 200_000_000)], infinity=1_000)
    assert Givens.of(tables, costs).start.dtype == np.int64
