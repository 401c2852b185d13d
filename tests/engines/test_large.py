"""Relaxation and beam search, asked what the sequence engine or trying everything can answer, too."""

from __future__ import annotations

import random
from time import monotonic

import pytest
from hypothesis import HealthCheck, assume, given, settings

from di4c_schedule import Network, Partner, Problem, Status, check, goals, rules, solve
from di4c_schedule.counting import counted_conflict
from di4c_schedule.engines.large import by_relaxation, suits
from di4c_schedule.engines.question import Question
from di4c_schedule.solver import level_totals

from ..problems import level_values, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")


def question(problem: Problem, seconds: float | None = None) -> Question:
    """Ask about a problem."""
    return Question(problem, None if seconds is None else monotonic() + seconds, 1, 0, lambda *_: None)


def towns(n: int, seed: int) -> Network:
    """Return so many towns anywhere in Europe; their distances make gaps differ."""
    draw = random.Random(seed)  # noqa: S311 - nothing here is secret
    return Network(
        "Towns",
        [
            Partner(
                f"T{i:02}", country=draw.choice(["IT", "FI", "RO", "FR"]), lat=draw.uniform(37, 65),
                lon=draw.uniform(-9, 28), timezone="UTC",
            )
            for i in range(n)
        ],
        lead="T00",
    )  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_small_problems_have_the_same_answer(problem: Problem) -> None:
    assume(counted_conflict(problem) is None)
    assume(suits(problem.tables))
    result = solve(problem)
    answer = by_relaxation(question(problem))
    if result.status is Status.INFEASIBLE:
        assert answer.infeasible or problem.tables.left
        return
    assert not answer.infeasible
    best = level_totals(problem, result.unwrap())
    if answer.proven:
        assert answer.starts is not None
        schedule = question(problem).schedule(answer.starts)
        assert check(problem, schedule) == []
        assert level_totals(problem, schedule) == best
        assert all(answer.bounds.get(level, 0) == value for level, value in best.items())
    else:
        assert problem.tables.left
        assert [answer.bounds.get(level, 0) for level in sorted(best)] <= [best[level] for level in sorted(best)]


@pytest.mark.parametrize("seed", range(6))
def test_nine_hosts_whose_gaps_differ_have_the_same_optimum(seed):
    problem = Problem(
        towns(9, seed),
        "2019-09-02",
        "2020-03-02",
        days=2,
        rules=[rules.TravelSpacing(rest=seed), rules.Before("T01", "T02"), rules.Unavailable("2019-11", "T03")],
        goals=[goals.EvenRhythm(level=1 + seed % 2), goals.ShortestTour(level=2 - seed % 2)],
    )
    answer = by_relaxation(question(problem))
    assert answer.proven
    assert sorted(answer.bounds.values()) == sorted(goal.value for goal in solve(problem).goals)


def test_limits_on_months_are_searched_by_branches():
    problem = Problem(
        towns(10, 1), "2019-09-02", "2020-03-02", days=2, rules=[rules.TravelSpacing(2), rules.AtMost(1, "2019-11")],
        goals=[goals.EvenRhythm(), goals.ShortestTour(level=2)],
    )  # fmt: skip
    answer = by_relaxation(question(problem))
    assert answer.proven
    assert sorted(answer.bounds.values()) == sorted(goal.value for goal in solve(problem).goals)


@pytest.mark.parametrize("n", [17, 20])
def test_many_hosts_are_proven_and_keep_all_rules(n):
    problem = Problem(
        towns(n, 3), "2019-09-02", "2020-09-30", days=2, rules=[rules.TravelSpacing(rest=3)],
        goals=[goals.EvenRhythm(), goals.FewestHolidayClashes(level=2)],
    )  # fmt: skip
    result = solve(problem)
    assert (result.status, result.engine) == (Status.OPTIMAL, "relaxation and beam search")
    assert check(problem, result.unwrap()) == []


def test_many_hosts_without_a_goal_have_a_schedule():
    problem = Problem(towns(22, 1), "2019-09-02", "2020-09-30", days=2)
    assert solve(problem).status is Status.OPTIMAL


def test_many_hosts_without_room_are_infeasible():
    # 20 meetings of two working days, twelve days apart, need 19 * 13 + 2 days; half of the hosts have 200 days only
    early = [rules.Fixed(f"T{i:02}", "2019-09-02..2020-03-20") for i in range(18)]
    problem = Problem(towns(20, 1), "2019-09-02", "2020-09-30", days=2, rules=[rules.Spacing(12), *early])
    result = solve(problem)
    assert result.status is Status.INFEASIBLE


def test_a_time_limit_leaves_a_schedule_and_a_bound():
    problem = Problem(
        towns(60, 1), "2019-09-02", "2023-06-30", days=2, rules=[rules.TravelSpacing(rest=5)],
        goals=[goals.EvenRhythm(), goals.ShortestTour(level=2)],
    )  # fmt: skip
    answer = by_relaxation(question(problem, 4.0))
    assert not answer.infeasible
    if answer.starts is not None:
        schedule = question(problem).schedule(answer.starts)
        assert check(problem, schedule) == []
        assert tuple(value for _, value in sorted(answer.bounds.items())) <= level_values(schedule)
