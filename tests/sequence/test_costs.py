"""Levels as one total: the order of totals is that of the levels."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule import Network, Partner, Problem, goals, rules
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


def test_every_schedule_pays_the_constant(tiny):
    tables = tiny.adding(goals.Early()).tables
    before = combine(tables)
    tables.levels[1, 0].constant = -3
    assert combine(tables).infinity == before.infinity  # totals are told without it
    assert level_values(tables, [(0, 2), (1, 3), (2, 4)]) == {(1, 0): 2 + 3 + 4 - 3}


def test_what_sets_of_hosts_cost_lies_below_infinity(tiny):
    tables = tiny.adding(goals.Early()).tables
    assert combine(tables, finish_most=1000).infinity == combine(tables).infinity + 1000


def test_earlier_levels_outweigh_what_sets_of_hosts_cost_on_a_later_one(tiny):
    tables = tiny.adding(goals.Early(), goals.Late(level=2)).tables
    before = combine(tables)
    tables.levels[2, 0].hosts_most = 100
    after = combine(tables, finish_most=100)
    assert after.factors[1, 0] == before.factors[1, 0] + 100
    assert after.infinity == combine(tables).infinity  # there is room for it already


@given(st.lists(st.integers(0, 20), min_size=9, max_size=9), st.integers(1, 4), st.integers(2, 4))
def test_infinity_is_more_than_the_distances_of_any_part_of_a_schedule(cost, shortest, meetings):
    partners = [Partner(f"P{i}", country="RO", lat=45, lon=20 + i, timezone="UTC") for i in range(meetings)]
    network = Network("Tiny", partners, lead="P0")
    spaced = [rules.Hosting(), rules.Spacing(shortest)]
    tables = Problem(network, "2019-10-01", "2019-10-09", rules=spaced, default_rules=False).tables
    tables.charge_distance(goals.EvenRhythm(), np.array(cost))
    infinity = combine(tables).infinity
    for count in range(2, meetings + 1):
        for days in combinations(range(9), count):
            distances = [later - earlier for earlier, later in pairwise(days)]
            room = 9 - 1 - (meetings - count) * shortest  # for the meetings that the part leaves out
            if min(distances) >= shortest and days[-1] - days[0] <= room:
                assert sum(cost[distance] for distance in distances) < infinity


def test_an_even_rhythm_costs_no_more_than_the_window_allows(tiny):
    # two distances, together at most 11 days from Monday 28 October to Friday 8 November: 1 and 10 are 1 and 8 off 2
    assert combine(tiny.adding(goals.EvenRhythm(2)).tables).infinity == 1 + 8 + 1
    # nothing is dearer than three days running: 1 and 1 are 7 off 8 each
    assert combine(tiny.adding(goals.EvenRhythm(8)).tables).infinity == 7 + 7 + 1


def test_rhythm_and_tour_of_fourteen_hosts_take_32_bits():
    partners = [Partner(f"P{i}", country="RO", lat=36 + 2 * i, lon=5 * (i % 6), timezone="UTC") for i in range(14)]
    wanted = [goals.EvenRhythm(), goals.ShortestTour(level=2)]
    problem = Problem(Network("Many", partners, lead="P0"), "2019-09-02", "2020-03-02", goals=wanted)
    assert combine(problem.adding(rules.TravelSpacing(rest=5)).tables).start.dtype == np.int32


def test_successions_that_cannot_be_cost_infinity(tiny):
    tables = tiny.adding(goals.ShortestTour()).tables
    tables.gap[0, 1] = 1 << 40
    costs = combine(tables)
    assert costs.succession[0, 1] == costs.infinity
    assert costs.succession[1, 0] == tables.levels[1, 0].succession[1, 0]


def test_costs_of_distances_that_cannot_be_do_not_widen_the_integers(tiny):
    tables = tiny.tables
    steep = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1 << 50])  # two distances of at least a day, eleven in all
    tables.charge_distance(goals.EvenRhythm(), steep)
    costs = combine(tables)
    assert costs.distance.tolist() == [*range(11), costs.infinity]
