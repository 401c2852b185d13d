"""The sequence engine on plans worked out by hand."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import Network, Problem, Schedule, Status, Turn, goals, rules, solve
from di4c_schedule.sequence import optimise
from tests.problems import PARTNERS, all_schedules, level_values, problems


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


def test_a_constant_is_in_the_level_but_not_in_the_totals(open_weeks):
    tables = open_weeks.adding(goals.Early()).tables
    before = optimise(tables)
    tables.levels[1, 0].constant = 1 << 70
    after = optimise(tables)
    assert after.levels == {(1, 0): before.levels[1, 0] + (1 << 70)}
    assert (after.starts, after.total, after.infinity) == (before.starts, before.total, before.infinity)
    assert np.array_equal(after.best_totals, before.best_totals)


def test_a_slot_without_a_schedule_has_an_infinite_total(open_weeks):
    optimum = optimise(open_weeks.adding(rules.First("Oulu"), goals.Early()).tables)
    # Messina cannot be first: not on the first day
    assert optimum.best_totals[0].tolist()[:3] == [optimum.infinity, 3, 3]


def test_branches_bound_the_days_of_a_place(open_weeks):
    tables = open_weeks.tables
    tables.place_days[1, :6] = False
    assert optimise(tables).starts == ((0, 0), (1, 6), (2, 7))


def test_a_longer_meeting_pushes_the_next(open_weeks):
    optimum = optimise(open_weeks.replace(turns=[Turn("Oulu", days=3)]).tables)
    # Oulu last, as two days more of it then push nobody
    assert optimum.starts == ((0, 0), (2, 1), (1, 2))


@pytest.fixture
def two_of_three(open_weeks):
    """Two of Messina, Oulu and Botoșani host, as early as can be."""
    return open_weeks.replace(rules=[rules.Hosting(at_least=0)], meetings=2).adding(goals.Early()).tables


def test_what_a_set_of_hosts_costs_decides_who_hosts(two_of_three):
    asked = []

    def finish(sets):
        asked.extend(sets.tolist())
        return np.array([{0b011: 5, 0b101: 4, 0b110: 6}[hosts] for hosts in sets.tolist()])

    optimum = optimise(two_of_three, finish=finish, finish_most=6)
    assert asked == [0b011, 0b101, 0b110]
    assert (optimum.starts, optimum.total, optimum.levels) == (((0, 0), (2, 1)), 1 + 4, {(1, 0): 1})
    # Oulu at its best: with Messina
    assert optimum.best_totals[:, 0].tolist() == [1 + 4, 1 + 5, 1 + 4]


def test_a_forbidden_set_of_hosts_does_not_host(two_of_three):
    optimum = optimise(two_of_three, finish=lambda sets: np.where(sets == 0b110, 0, -1))
    assert optimum.starts == ((1, 0), (2, 1))
    assert optimise(two_of_three, finish=lambda sets: np.full(sets.size, -1)) is None


def test_a_set_must_not_cost_more_than_was_said(two_of_three):
    with pytest.raises(ValueError, match="costs 9, more than finish_most, which is 8"):
        optimise(two_of_three, finish=lambda sets: np.full(sets.size, 9), finish_most=8)


def hosts_of(schedule: Schedule) -> int:
    """Return the rows of a schedule as a bit mask."""
    rows = [(row.partner, row.turn) for row in schedule.problem.tables.rows]
    return sum(1 << rows.index((meeting.host, schedule.turn(meeting))) for meeting in schedule.meetings)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(), st.data())
@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
def test_sets_of_hosts_that_cost_are_as_good_as_trying_everything(problem, data):
    problem = problem.replace(
        rules=[rule for rule in problem.given_rules if not hasattr(rule, "post")],
        goals=[goal for goal in problem.goals if not hasattr(goal, "post")],
    )
    # a frame that contradicts itself is told before the engine is asked
    assume(all(low <= problem.meetings for low, _ in problem.hosting.values()))
    n = len(problem.tables.rows)
    sets = [sum(1 << row for row in rows) for rows in combinations(range(n), problem.meetings or 0)]
    charges = {hosts: data.draw(st.integers(-1, 40)) for hosts in sets}
    optimum = optimise(
        problem.tables,
        finish=lambda asked: np.array([charges[hosts] for hosts in asked.tolist()], dtype=np.int64),
        finish_most=40,
    )
    found = [schedule for schedule in all_schedules(problem) if charges[hosts_of(schedule)] >= 0]
    if optimum is None:
        assert not found
        return

    always = sum(optimum.factors[level] * costs.constant for level, costs in problem.tables.levels.items())

    def total(schedule: Schedule) -> int:
        levels = zip(optimum.factors.values(), level_values(schedule), strict=True)
        return sum(factor * value for factor, value in levels) - always + charges[hosts_of(schedule)]

    index = problem.network.index
    best = min(
        found, key=lambda s: (total(s), [m.start for m in s.meetings], [index(meeting.host) for meeting in s.meetings])
    )
    tables = problem.tables
    told = [(tables.rows[row].partner, tables.day(column)) for row, column in optimum.starts]
    assert Schedule.of(problem, told) == best
    assert optimum.total == total(best) == optimum.best_totals.min()
