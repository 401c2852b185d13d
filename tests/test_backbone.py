"""One property guards every rule and goal: solver, brute force and the two engines agree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import Problem, Status, check, solve
from di4c_schedule.counting import counted_conflict
from di4c_schedule.encoding import Encoding, search
from di4c_schedule.sequence import optimise

from .problems import all_schedules, busy_problems, level_values, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")

thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
costly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def only_tables(problem: Problem) -> Problem:
    """Return the problem without the rules and goals that only the constraint model holds."""
    return problem.replace(
        rules=[rule for rule in problem.given_rules if not hasattr(rule, "post")],
        goals=[goal for goal in problem.goals if not hasattr(goal, "post")],
    )


@thorough
@given(problems() | busy_problems())
def test_the_solver_finds_a_schedule_exactly_when_trying_everything_does(problem: Problem) -> None:
    schedules = all_schedules(problem)
    result = solve(problem)
    assert result.status is (Status.OPTIMAL if schedules else Status.INFEASIBLE)
    if schedules:
        best = result.unwrap()
        assert check(problem, best) == []
        assert level_values(best) == min(map(level_values, schedules))
        assert [goal.bound for goal in result.goals] == [goal.value for goal in result.goals]
    else:
        assert result.conflict is not None
        assert all(rule.label for rule in result.conflict.requirements)


@thorough
@given(problems() | busy_problems())
def test_the_sequence_engine_takes_the_earliest_dates_then_the_partners_order(problem: Problem) -> None:
    problem = only_tables(problem)
    schedules = all_schedules(problem)
    if not schedules:
        assert solve(problem).status is Status.INFEASIBLE
        return
    least = min(map(level_values, schedules))
    index = problem.network.index
    first = min(
        (s for s in schedules if level_values(s) == least),
        key=lambda s: ([m.start for m in s.meetings], [index(m.host) for m in s.meetings]),
    )
    assert solve(problem).unwrap() == first


@thorough
@given(problems())
def test_the_best_value_for_every_host_on_every_day_is_that_of_trying_everything(problem: Problem) -> None:
    problem = only_tables(
        problem.replace(rules=[rule for rule in problem.given_rules if hasattr(rule, "fill")], meetings=None)
    )
    schedules = all_schedules(problem)
    optimum = optimise(problem.tables)
    if optimum is None:
        assert schedules == []
        return
    levels = sorted(optimum.factors)
    always = sum(optimum.factors[level] * costs.constant for level, costs in problem.tables.levels.items())
    for row, turn in enumerate(problem.tables.rows):
        for column in range(problem.tables.n_days):
            day = problem.tables.day(column)
            totals = [
                sum(optimum.factors[level] * value for level, value in zip(levels, level_values(s), strict=True))
                for s in schedules
                if any(m.start == day and m.host == turn.partner and s.turn(m) == turn.turn for m in s.meetings)
            ]
            if totals:
                assert optimum.best_totals[row, column] == min(totals) - always
            else:
                best = sum(optimum.factors[level] * value for level, value in optimum.levels.items())
                assert optimum.best_totals[row, column] > best - always


@costly
@given(problems() | busy_problems(), st.booleans())
def test_the_constraint_model_agrees_with_the_solver(problem: Problem, told: bool) -> None:
    assume(counted_conflict(problem) is None)  # what counting sees, the model need not
    result = solve(problem)
    optimum = optimise(problem.tables) if told else None
    known = {"hint": optimum.starts, "bounds": optimum.levels} if optimum else {}
    answer = search(Encoding(problem), deadline=None, workers=1, seed=0, watch=lambda *_: None, **known)
    if result.schedule is None:
        assert answer.infeasible
        return
    assert answer.proven
    assert tuple(found.value for _, found in sorted(answer.levels.items())) == level_values(result.schedule)
    assert all(found.bound == found.value for found in answer.levels.values())
