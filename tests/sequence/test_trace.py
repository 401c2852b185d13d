"""Which of equally good sequences is told."""

from itertools import pairwise, permutations

import pytest

from di4c_schedule import Network, Partner, Problem, goals, rules
from di4c_schedule.sequence import optimise, trace


@pytest.fixture
def five_hosts():
    """Five hosts, one-day meetings from 1 to 12 October 2019, every day open."""
    partners = [Partner(f"P{i}", country="RO", lat=40 + i, lon=20, timezone="UTC") for i in range(5)]
    network = Network("Five", partners, lead="P0")
    return Problem(network, "2019-10-01", "2019-10-12", default_rules=False).adding(rules.Hosting())


def test_the_first_rows_come_first_even_if_their_day_is_another_hosts_only_one(five_hosts):
    # P4 is free on day 2 only, P0 not before day 3: P1 opens, as all dates are the earliest possible
    problem = five_hosts.adding(rules.Fixed("P4", "2019-10-03"), rules.Unavailable("2019-10-01..2019-10-03", "P0"))
    assert optimise(problem.tables).starts == ((1, 0), (2, 1), (4, 2), (0, 3), (3, 4))


def test_of_all_orders_with_equal_dates_the_first_is_told(five_hosts):
    # 111 km from one to the next: along the line or back, from P0 or from P4; P2 must come before P1
    tables = five_hosts.adding(goals.ShortestTour(), rules.Before("P2", "P1")).tables
    km = tables.levels[1, 0].succession
    length = {
        order: sum(int(km[pair]) for pair in pairwise(order))
        for order in permutations(range(5))
        if order.index(2) < order.index(1)
    }
    first = min(order for order in length if length[order] == min(length.values()))
    optimum = optimise(tables)
    assert [row for row, _ in optimum.starts] == list(first)
    assert [column for _, column in optimum.starts] == [0, 1, 2, 3, 4]


def test_earlier_dates_win_over_the_partners_order(five_hosts):
    # P0 rests four days after its meeting, all others one: so P0 comes last
    tables = five_hosts.tables
    tables.gap[0, :] = 5
    assert optimise(tables).starts == ((1, 0), (2, 1), (3, 2), (4, 3), (0, 4))


@pytest.mark.parametrize("cells", [1, 100])
def test_moves_looked_at_in_parts_give_the_same(monkeypatch, five_hosts, cells):
    problems = [
        five_hosts,
        five_hosts.adding(goals.EvenRhythm()),
        five_hosts.adding(rules.Unavailable("2019-10-02", "P0")),
    ]
    whole = [optimise(problem.tables).starts for problem in problems]
    monkeypatch.setattr(trace, "CELLS", cells)
    assert [optimise(problem.tables).starts for problem in problems] == whole
