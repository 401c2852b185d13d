from __future__ import annotations

import pytest

from di4c_schedule import Schedule, solve
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.goals import Balance, LeastTravel
from di4c_schedule.rules import Hosting

SOME = Hosting(at_least=0, at_most=2)


@pytest.fixture
def four(problem_of, partner):
    """Messina and Botoșani in the South, Oulu in the North, Limerick in the West; each may host twice."""
    regions = {"Messina": "South", "Botoșani": "South", "Oulu": "North", "Limerick": "West"}
    return problem_of(*[partner(name, region=region) for name, region in regions.items()], rules=[SOME])


def regions(result):
    network = result.schedule.problem.network
    return sorted(str(network[meeting.host].region) for meeting in result.schedule.meetings)


def test_value_is_the_most_less_the_fewest(four):
    days = ["2019-09-03", "2019-09-10", "2019-09-17"]
    hosts = [("Messina", "Botoșani", "Oulu"), ("Messina", "Messina", "Messina"), ("Messina", "Oulu", "Limerick")]
    schedules = [Schedule.of(four, zip(names, days, strict=True)) for names in hosts]
    assert [Balance().measure(schedule) for schedule in schedules] == [2, 3, 0]
    assert [Balance("country").measure(schedule) for schedule in schedules] == [1, 3, 1]


@pytest.mark.parametrize(
    ("meetings", "value", "expected"),
    [
        (3, 0, ["North", "South", "West"]),
        (6, 0, ["North", "North", "South", "South", "West", "West"]),
        # the South may host four times: it must host twice more than the others
        (8, 2, ["North", "North", "South", "South", "South", "South", "West", "West"]),
    ],
)
def test_hosts_are_chosen_evenly(four, meetings, value, expected):
    result = solve(four.replace(meetings=meetings, goals=[Balance()]))
    assert regions(result) == expected
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(value, value, "meetings")]


def test_a_later_goal_chooses_among_the_evenly_spread(four):
    alone = solve(four.replace(meetings=3, goals=[LeastTravel()]))
    both = solve(four.replace(meetings=3, goals=[Balance(), LeastTravel(level=2)]))
    assert regions(alone) != ["North", "South", "West"]
    # to Oulu 3,051 + 1,921 + 2,348 km and to Limerick 2,458 + 2,543 + 2,348; to Messina 1,392 + 3,051 + 2,458, and to
    # Botoșani 1,392 + 1,921 + 2,543, which is less
    assert {meeting.host for meeting in both.schedule.meetings} == {"Oulu", "Limerick", "Botoșani"}


def test_a_region_in_which_nobody_may_host_does_not_count(four):
    rules = [Hosting("Limerick", 0, 0), *(Hosting(name, 0, 2) for name in ("Messina", "Botoșani", "Oulu"))]
    problem = four.replace(meetings=2, rules=rules, goals=[Balance()])
    result = solve(problem)
    assert (regions(result), result.goals[0].value) == (["North", "South"], 0)
    # a plan made by hand counts it all the same
    by_hand = Schedule.of(problem, [("Limerick", "2019-09-03"), ("Oulu", "2019-09-10")])
    assert Balance().measure(by_hand) == 1


def test_where_each_hosts_once_the_tables_hold_the_goal(four):
    result = solve(four.replace(rules=[], goals=[Balance(), Balance("country", level=2)]))
    assert result.engine == "sequence engine"
    assert [goal.value for goal in result.goals] == [2 - 1, 0]


def test_a_host_without_a_region_counts_for_none(problem_of, partner):
    members = [partner(name, region=region) for name, region in (("Messina", "A"), ("Oulu", None), ("Limerick", "B"))]
    problem = problem_of(*members, meetings=3, rules=[SOME], goals=[Balance()])
    by_hand = Schedule.of(problem, [("Oulu", "2019-09-03"), ("Oulu", "2019-09-10"), ("Messina", "2019-09-17")])
    assert Balance().measure(by_hand) == 1
    result = solve(problem)
    assert regions(result) == ["A", "B", "None"]
    assert result.goals[0].value == 0


def test_without_any_region_a_warning_is_given_and_nothing_counts(problem_of):
    with pytest.warns(ProblemWarning, match="balance, by: no partner has a region"):
        problem = problem_of("Messina", "Oulu", rules=[SOME], goals=[Balance()])
    assert solve(problem).goals[0].value == 0


def test_labels_and_wrong_arguments():
    assert Balance().label == "Meetings are spread evenly over the regions"
    with pytest.raises(ProblemError, match="expected one of country, region, got 'town'"):
        Balance("town")
