"""Levels as one total: the order of totals is that of the levels."""

import numpy as np
import pytest

from di4c_schedule import Network, Problem, goals
from di4c_schedule.sequence.costs import combine, level_values
from tests.problems import FIRST_DAYS, PARTNERS


@pytest.fixture
def tiny():
    network = Network("Tiny", PARTNERS, lead="Messina")
    return Problem(network, FIRST_DAYS[0], "2019-11-08", default_rules=False)


def test_a_unit_of_level_1_outweighs_all_of_level_2(tiny):
    tables = tiny.adding(goals.Late(level=1), goals.ShortestTour(level=2)).tables
    costs = combine(tables)
    longest_tour = 2 * int(tables.levels[2, 0].succession.max())
    assert costs.factors[2, 0] == 1
    assert costs.factors[1, 0] > longest_tour


def test_small_totals_take_32_bits(tiny):
    assert combine(tiny.adding(goals.Late()).tables).start.dtype == np.int32


def test_large_totals_take_64_bits(tiny):
    problem = tiny.adding(goals.ShortestTour(level=1, weight=1000), goals.Late(level=2, weight=10))
    assert combine(problem.tables).start.dtype == np.int64


def test_totals_beyond_64_bits_take_unbounded_integers(tiny):
    wanted = [goals.ShortestTour(level=level, weight=1_000_000) for level in (1, 2, 3)]
    costs = combine(tiny.adding(*wanted).tables)
    assert costs.start.dtype == object
    assert costs.infinity > 1 << 63


def test_closed_starts_cost_more_than_any_schedule(tiny):
    problem = tiny.replace(default_rules=True).adding(goals.Late())
    costs = combine(problem.tables)
    assert (costs.start[~problem.tables.allowed] == costs.infinity).all()
    assert (costs.start[problem.tables.allowed] < costs.infinity).all()


def test_the_value_of_a_level_adds_starts_distances_and_successions(tiny):
    problem = tiny.adding(goals.EvenRhythm(3), goals.Early(level=2))
    values = level_values(problem.tables, [(0, 0), (2, 2), (1, 7)])
    assert values == {(1, 0): 1 + 2, (2, 0): 0 + 2 + 7}  # 2 and 5 days instead of 3; 0, 2 and 7 days from the first
