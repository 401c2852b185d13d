"""Rules and goals that ask only who hosts, settled by the sequence engine."""

from __future__ import annotations

import pytest

from di4c_schedule import Status, check, goals, rules, solve
from di4c_schedule.engines.who_hosts import WhoHosts

SOME = rules.Hosting(at_least=0)


@pytest.fixture
def choosing(problem_of):
    """Two of five partners host."""
    return problem_of("Messina", "Oulu", "Limerick", "Saint-Quentin", "Botoșani", meetings=2, rules=[SOME])


def test_nothing_left_needs_no_sets_of_hosts(choosing):
    assert WhoHosts.of(choosing.tables) is None


def test_the_goal_is_settled_without_the_constraint_model(choosing):
    result = solve(choosing.replace(goals=[goals.FairTravel(), goals.Early(level=2)]))
    assert (result.status, result.engine) == (Status.OPTIMAL, "sequence engine")
    everyone = [
        solve(choosing.adding(*(rules.Hosting(name, 1, 1) for name in pair), goals.FairTravel())).goals[0]
        for pair in [("Messina", "Oulu"), ("Saint-Quentin", "Limerick"), ("Saint-Quentin", "Botoșani")]
    ]
    assert result.goals[0].value == min([result.goals[0].value, *(goal.value for goal in everyone)])
    assert result.goals[0].value == result.goals[0].bound
    assert len(result.goals[0].further) == 4  # the other four partners' totals
    assert list(result.goals[0].further) == sorted(result.goals[0].further, reverse=True)


def test_weights_within_a_level_count(choosing):
    fair, early = goals.FairTravel(weight=2), goals.Early(weight=3)
    result = solve(choosing.replace(goals=[fair, early]))
    schedule = result.unwrap()
    assert result.engine == "sequence engine"
    assert [goal.value for goal in result.goals] == [fair.measure(schedule), early.measure(schedule)]
    assert [goal.bound for goal in result.goals] == [goal.value for goal in result.goals]


def test_limits_and_counts_together_are_searched_by_branches(choosing):
    problem = choosing.adding(
        rules.MaxTravel("Oulu", 9000), rules.AtMost(1, "2019-09"), goals.Balance(by="country"), goals.Early(level=2)
    )
    result = solve(problem)
    assert (result.status, result.engine) == (Status.OPTIMAL, "sequence engine")
    assert check(problem, result.unwrap()) == []
    assert len(result.unwrap().starting_in(rules.AtMost(1, "2019-09").dates)) == 1


def test_a_limit_that_no_hosts_keep_is_a_conflict(choosing):
    result = solve(choosing.adding(rules.Budget(1)))
    assert result.status is Status.INFEASIBLE
    assert "euro" in str(result.conflict)
