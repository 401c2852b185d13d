"""Goals of one level are weighed against each other; a later level never makes an earlier one worse."""

from __future__ import annotations

from inspect import Parameter, signature

import pytest

from di4c_schedule import solve
from di4c_schedule.encoding import Encoding, search
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early, EvenRhythm, FewestHolidayClashes, Late, Prefer, ShortestTour
from di4c_schedule.result import Status
from di4c_schedule.rules import AtLeast
from di4c_schedule.schedule import Schedule

KINDS = [Early, EvenRhythm, FewestHolidayClashes, Late, ShortestTour]


def totals(problem) -> dict[int, int]:
    """Solve; return what the solver proved of each level, weights applied, equal to the measures added up."""
    result = solve(problem)
    schedule = result.unwrap()
    assert result.status is Status.OPTIMAL
    assert result.gap == 0
    assert [goal.value for goal in result.goals] == [goal.measure(schedule) for goal in problem.goals]
    assert schedule.goal_values == tuple(goal.value for goal in result.goals)
    assert [goal.bound for goal in result.goals] == [goal.value for goal in result.goals]
    found: dict[int, int] = {}
    for goal in result.goals:
        found[goal.level] = found.get(goal.level, 0) + goal.weight * goal.value
    return found


# Two meetings start in a window of 109 days from the first to the last; early is 0 + 2 days, late 3 + 1.
@pytest.mark.parametrize(
    ("goals", "total"),
    [
        ([Early(), Late()], {1: 2 * 109}),
        ([Early(weight=2), Late()], {1: 2 * 2 + (218 - 2)}),
        ([Early(), Late(weight=2)], {1: (218 - 4) + 2 * 4}),
        ([Early(level=1), Late(level=2)], {1: 2, 2: 216}),
        ([Early(level=2), Late(level=1)], {1: 4, 2: 214}),
        ([Early(level=7, weight=5), Late(level=9)], {7: 10, 9: 216}),
    ],
)
def test_totals_of_levels_are_those_worked_out_by_hand(two_partners, goals, total):
    assert totals(two_partners.replace(goals=goals)) == total


# Late alone: Tue 17 and Thu 19 December, 3 + 1 days; one Wednesday: Mon 16 and Wed 18, 4 + 2; two: Wed 11 and Wed 18,
# 9 + 2.
@pytest.mark.parametrize(
    ("weight", "starts", "total"),
    [
        (1, ["2019-12-17", "2019-12-19"], 2 + 4),
        (4, ["2019-12-16", "2019-12-18"], 4 + 6),
        (6, ["2019-12-11", "2019-12-18"], 0 + 11),
    ],
)
def test_weights_decide_within_a_level(two_partners, weight, starts, total):
    problem = two_partners.replace(goals=[Prefer(weekdays=["Wed"], weight=weight), Late()])
    assert totals(problem) == {1: total}
    assert [meeting.start.isoformat() for meeting in solve(problem).schedule.meetings] == starts


@pytest.mark.parametrize(("levels", "total"), [((1, 2), {1: 0, 2: 11}), ((2, 1), {1: 4, 2: 2})])
def test_earlier_levels_are_settled_first(two_partners, levels, total):
    goals = [Prefer(weekdays=["Wed"], level=levels[0]), Late(level=levels[1])]
    assert totals(two_partners.replace(goals=goals)) == total


def test_all_goals_together_measure_what_the_solver_minimised(three_partners):
    goals = [
        FewestHolidayClashes(level=1, weight=3),
        Prefer("2019-10", level=1),
        EvenRhythm(level=2, weight=2),
        ShortestTour(level=2),
        Early(level=3),
    ]
    # three meetings in October without a clash; beyond that the numbers only have to agree
    assert totals(three_partners.replace(goals=goals))[1] == 0


def test_the_constraint_model_minimises_the_same(two_partners):
    # the tables' optimum lies in December, and one meeting must start in November
    goals = [Prefer(weekdays=["Wed"], weight=6), Late(), Early(level=2)]
    problem = two_partners.replace(goals=goals, rules=[AtLeast(1, "2019-11")])
    # Wed 18 December costs 2, and Wed 27 November 23 days, or Thu 28 November 22 and a missed wish of 6
    assert totals(problem) == {1: 25, 2: 218 - 25}
    found = search(Encoding(problem), deadline=None, workers=1, seed=0, watch=lambda *_: None)
    assert {key: level.value for key, level in found.levels.items()} == {(1, 0): 25, (2, 0): 218 - 25}


@pytest.mark.parametrize("kind", [*KINDS, Prefer])
def test_level_and_weight_are_given_by_name(kind):
    parameters = signature(kind).parameters
    assert [parameters[key].kind for key in ("level", "weight")] == [Parameter.KEYWORD_ONLY] * 2
    assert [parameters[key].default for key in ("level", "weight")] == [1, 1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"level": 0}, "expected a whole number from 1 to 1000, got 0"),
        ({"level": 1.0}, "expected a whole number, got 1.0"),
        ({"weight": 0}, "expected a whole number from 1 to 1000000, got 0"),
        ({"weight": -2}, "expected a whole number from 1 to 1000000, got -2"),
        ({"weight": 1_000_001}, "expected a whole number from 1 to 1000000, got 1000001"),
    ],
)
def test_wrong_levels_and_weights_are_told_what_to_write(kind, arguments, message):
    with pytest.raises(ProblemError) as caught:
        kind(**arguments)
    assert str(caught.value) == message


def test_largest_weight_and_many_levels_still_give_whole_numbers(two_partners):
    goals = [Early(level=1, weight=1_000_000), *(Late(level=level, weight=1_000_000) for level in range(2, 9))]
    assert totals(two_partners.replace(goals=goals)) == {1: 2_000_000} | dict.fromkeys(range(2, 9), 216_000_000)


def test_goals_may_be_measured_on_any_schedule(two_partners):
    problem = two_partners.replace(goals=[Early(), Prefer("2019-10")])
    assert Schedule.of(problem, [("Oulu", "2019-09-03")]).goal_values == (1, 1)
