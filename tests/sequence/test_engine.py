"""The sequence engine on plans worked out by hand."""

import numpy as np
import pytest

from di4c_schedule import Network, Partner, Problem, Status, goals, rules, solve
from di4c_schedule.sequence import MOST_ROWS, fits, optimise
from tests.problems import PARTNERS


@pytest.fixture
def open_weeks():
    """Messina, Oulu and Botoșani; one-day meetings from 1 to 12 October 2019, no holiday among them."""
    return Problem(Network("Tiny", PARTNERS, lead="Messina"), "2019-10-01", "2019-10-12", default_rules=False).adding(
        rules.Hosting()
    )


def hosts_and_days(problem):
    optimum = optimise(problem.tables)
    return [(problem.tables.rows[row].partner, problem.tables.day(column).day) for row, column in optimum.starts]


def test_without_goals_the_earliest_dates_and_the_partners_order_win(open_weeks):
    assert hosts_and_days(open_weeks) == [("Messina", 1), ("Oulu", 2), ("Botoșani", 3)]


def test_an_even_rhythm_spreads_the_meetings_over_the_window(open_weeks):
    # eleven days from the first to the last start, two gaps: 5.5, rounded up to 6; 1, 6 + 1, 12 is one day off
    problem = open_weeks.adding(goals.EvenRhythm())
    assert solve(problem).goals[0].value == 1
    assert [day for _, day in hosts_and_days(problem)] == [1, 6, 12]


def test_the_shortest_tour_goes_over_the_host_in_the_middle(open_weeks):
    # Oulu lies 3,051 km from Messina and 1,921 km from Botoșani, which lies 1,392 km from Messina
    problem = open_weeks.adding(goals.ShortestTour())
    assert [host for host, _ in hosts_and_days(problem)] == ["Messina", "Botoșani", "Oulu"]


def test_a_second_turn_comes_after_the_first(open_weeks):
    problem = open_weeks.without(rules.Hosting()).adding(
        rules.Hosting("Oulu", 2, 2), rules.Hosting("Messina"), rules.Hosting("Botoșani", 0, 0), rules.First("Oulu")
    )
    assert hosts_and_days(problem) == [("Oulu", 1), ("Messina", 2), ("Oulu", 3)]


def test_of_more_partners_than_meetings_those_that_may_host_best_are_chosen(open_weeks):
    problem = open_weeks.replace(rules=[rules.Hosting(at_least=0)], meetings=2).adding(goals.ShortestTour())
    assert sorted(host for host, _ in hosts_and_days(problem)) == ["Botoșani", "Messina"]


def test_no_schedule_is_none(open_weeks):
    assert optimise(open_weeks.adding(rules.Spacing(6)).tables) is None


def test_best_totals_tell_the_price_of_every_slot(open_weeks):
    problem = open_weeks.adding(goals.Early())
    best = optimise(problem.tables).best_totals
    # the best plan starts on days 0, 1 and 2: 3 in all; a host on day 5 is the last, after 0 and 1
    assert best[0].tolist()[:6] == [3, 3, 3, 4, 5, 6]


def test_totals_with_unbounded_integers_are_those_of_64_bits(open_weeks):
    wanted = [goals.EvenRhythm(level=1), goals.ShortestTour(level=2), goals.Late(level=3)]
    small = optimise(open_weeks.adding(*wanted).tables)
    large = [type(goal)(level=goal.level, weight=1_000_000) for goal in wanted]
    big = optimise(open_weeks.adding(*large).tables)
    assert big.best_totals.dtype == object
    assert big.starts == small.starts
    assert {level: value // 1_000_000 for level, value in big.levels.items()} == small.levels


def test_the_engine_refuses_more_turns_than_it_can_hold():
    partners = [
        Partner(f"P{i}", country="RO", lat=45.0, lon=20.0 + i / 10, timezone="UTC") for i in range(MOST_ROWS + 1)
    ]
    problem = Problem(Network("Many", partners, lead="P0"), "2019-09-02", "2020-03-02")
    assert not fits(problem.tables)
    assert fits(problem.replace(network=Network("Fewer", partners[:12], lead="P0")).tables)


def test_the_backward_pass_is_told_of_after_every_layer(open_weeks):
    layers = []
    optimise(open_weeks.tables, layers.append)
    assert layers == [2, 1]


def test_an_exception_of_the_listener_ends_the_pass(open_weeks):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        optimise(open_weeks.tables, stop)


def test_equal_problems_give_equal_schedules_in_any_run(open_weeks):
    problem = open_weeks.adding(goals.Prefer(weekdays=["Tue"]))
    plans = {str(solve(problem.replace()).unwrap()) for _ in range(5)}
    assert len(plans) == 1
    assert solve(problem).status is Status.OPTIMAL


def test_tables_are_left_as_they_were(open_weeks):
    before = open_weeks.tables.allowed.copy()
    optimise(open_weeks.tables)
    assert np.array_equal(open_weeks.tables.allowed, before)
