"""Goals that a user writes: plain classes, registered nowhere."""

from __future__ import annotations

import numpy as np
import pytest

from di4c_schedule import solve
from di4c_schedule.dates import DateRange
from di4c_schedule.errors import ProblemError, RuleError
from di4c_schedule.goals import Early, ModelGoal, TableGoal
from di4c_schedule.rules import First
from di4c_schedule.schedule import Schedule

SEPTEMBER = DateRange.parse("2019-09")


class FewMondays:
    """Meetings rarely start on a Monday."""

    label = "Meetings rarely start on a Monday"
    unit = "meetings"

    def __init__(self, level=1, weight=1):
        self.level = level
        self.weight = weight

    def fill(self, tables):
        tables.charge_starts(self, np.array([day.weekday() == 0 for day in tables.window]).astype(np.int64))

    def measure(self, schedule):
        return sum(meeting.start.weekday() == 0 for meeting in schedule.meetings)


class FewInSeptember:
    """Few meetings start in September."""

    label = "Few meetings start in September"
    unit = "meetings"

    def __init__(self, level=1, weight=1):
        self.level = level
        self.weight = weight

    def post(self, encoding):
        return sum(encoding.starts(dates=SEPTEMBER))

    def measure(self, schedule):
        return len(schedule.starting_in(SEPTEMBER))


class MeasuresDouble(FewMondays):
    """A goal that charges half of what it measures, and never nothing."""

    def measure(self, schedule):
        return 1 + 2 * super().measure(schedule)


def starts(problem) -> list[str]:
    return [meeting.start.isoformat() for meeting in solve(problem).unwrap().meetings]


def test_each_is_of_one_kind():
    assert (isinstance(FewMondays(), TableGoal), isinstance(FewMondays(), ModelGoal)) == (True, False)
    assert (isinstance(FewInSeptember(), TableGoal), isinstance(FewInSeptember(), ModelGoal)) == (False, True)


def test_table_goal_is_minimised(two_partners):
    problem = two_partners.adding(FewMondays(), Early(level=2))
    # Tue 3 and Thu 5 September
    assert starts(problem) == ["2019-09-03", "2019-09-05"]
    assert [goal.value for goal in solve(problem).goals] == [0, 1 + 3]


def test_model_goal_is_minimised(two_partners):
    problem = two_partners.adding(FewInSeptember(), Early(level=2))
    result = solve(problem)
    # Tue 1 and Thu 3 October
    assert [(goal.value, goal.bound) for goal in result.goals] == [(0, 0), (29 + 31, 60)]
    assert starts(problem) == ["2019-10-01", "2019-10-03"]
    assert result.engine == "CP-SAT"


# Mon 2 and Wed 4 September: 0 + 2 days; Mon 2 September and Tue 1 October: 0 + 29; Tue 1 and Thu 3 October: 29 + 31
@pytest.mark.parametrize(("weight", "values"), [(20, (2, 2)), (28, (1, 29)), (40, (0, 60))])
def test_model_goal_is_weighed_against_table_goals_of_its_level(two_partners, weight, values):
    problem = two_partners.replace(goals=[FewInSeptember(weight=weight), Early()])
    result = solve(problem)
    assert tuple(goal.value for goal in result.goals) == values
    assert [goal.bound for goal in result.goals] == list(values)


def test_model_goal_that_costs_nothing_at_the_optimum_of_the_tables_needs_no_model(two_partners):
    problem = two_partners.replace(first="2019-10-01", goals=[Early(), FewInSeptember()])
    assert solve(problem).engine == "sequence engine"
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-10-01"), ("Oulu", "2019-10-03")])


def test_goals_are_told_from_rules(two_partners):
    problem = two_partners.adding(FewMondays(), First("Oulu"), FewInSeptember())
    assert [goal.label for goal in problem.goals] == [
        "Meetings rarely start on a Monday",
        "Few meetings start in September",
    ]
    assert problem.given_rules == (First("Oulu"),)


def test_goal_that_measures_something_else_is_named(two_partners):
    with pytest.raises(RuleError, match="Meetings rarely start on a Monday: measured 1, proven bound 0"):
        solve(two_partners.adding(MeasuresDouble()))


@pytest.mark.parametrize(("key", "wrong"), [("level", 0), ("level", "first"), ("weight", -1), ("weight", True)])
def test_wrong_level_or_weight_is_refused(two_partners, key, wrong):
    with pytest.raises(ProblemError) as caught:
        two_partners.adding(FewMondays(**{key: wrong}))
    assert str(caught.value) == f"goals[1].{key}: expected a whole number from 1 on, got {wrong!r}"


def test_what_is_no_goal_is_refused_at_its_place(two_partners):
    with pytest.raises(ProblemError, match=r"goals\[2\]: First\(partner='Oulu'\) is no goal: a goal has label, unit"):
        two_partners.replace(goals=[Early(), First("Oulu")])


def test_class_in_place_of_a_goal_is_refused(two_partners):
    with pytest.raises(ProblemError, match=r"goals\[1\]"):
        two_partners.replace(goals=[Early])
