"""How many states there are, and that no more memory is taken than was said."""

import tracemalloc
from itertools import combinations

import pytest

from di4c_schedule import Network, Partner, Problem, goals, rules
from di4c_schedule.sequence import LARGEST_MEMORY, MOST_ROWS, fits, memory, n_states, optimise, subsets


def network_of(n):
    partners = [
        Partner(f"P{i}", country="RO", lat=36 + i * 7 % 30, lon=i * 11 % 40, timezone="Europe/Bucharest")
        for i in range(n)
    ]
    return Network("Many", partners, lead="P0")


def chosen(n, meetings, last="2020-03-02"):
    """Return a problem in which so many of n partners host."""
    return Problem(network_of(n), "2019-09-02", last, meetings=meetings, rules=[rules.Hosting(at_least=0, at_most=1)])


@pytest.mark.parametrize(("n", "meetings"), [(5, 5), (5, 3), (6, 1)])
def test_states_are_sets_of_no_more_hosts_than_meetings_with_a_last_one(n, meetings):
    counted = sum(size for size in range(1, meetings + 1) for _ in combinations(range(n), size))
    assert n_states(chosen(n, meetings, "2019-10-01").tables) == counted * 30


def test_half_a_year_of_fourteen_hosts_fits_with_or_without_gaps():
    problem = chosen(14, 14)
    assert fits(problem.tables)
    assert memory(problem.adding(rules.TravelSpacing(rest=5)).tables) < memory(problem.tables)


def test_too_many_states_do_not_fit_unless_few_of_the_hosts_are_chosen():
    assert not fits(chosen(24, 24).tables)
    assert fits(chosen(24, 4).tables)


def test_more_rows_than_bits_do_not_fit():
    assert MOST_ROWS < 63
    assert fits(chosen(MOST_ROWS, 2).tables)
    assert not fits(chosen(MOST_ROWS + 1, 2).tables)


def test_tables_without_room_need_no_memory():
    assert memory(chosen(20, 20, "2019-09-20").tables) == 0


def test_what_sets_of_hosts_cost_may_take_wider_integers():
    tables = chosen(12, 12).tables
    assert memory(tables, finish_most=1 << 40) > memory(tables) * 1.5


SMALL = [
    chosen(10, 10).adding(rules.TravelSpacing(rest=2), goals.EvenRhythm(), goals.ShortestTour(level=2)),
    chosen(10, 10).adding(goals.EvenRhythm(weight=1000), goals.ShortestTour(level=2, weight=1000)),
    chosen(13, 5).adding(rules.Before("P3", "P4"), goals.ShortestTour()),
    chosen(18, 3).adding(goals.Early()),
    chosen(8, 8, "2019-10-10").adding(*(goals.ShortestTour(level=n, weight=1_000_000) for n in (1, 2, 3))),
]


@pytest.mark.parametrize("problem", SMALL, ids=["32 bits", "64 bits", "before", "chosen", "unbounded"])
def test_no_more_memory_is_taken_than_was_said(problem):
    tables = problem.tables
    subsets.subset_layers.cache_clear()
    tracemalloc.start()
    try:
        optimum = optimise(tables)
        _ = optimum.best_totals
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < memory(tables) < LARGEST_MEMORY
