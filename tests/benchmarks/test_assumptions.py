"""CP-SAT, asked by assumptions, says of every set of requirements what this library says."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from benchmarks.peers.answer import FEASIBLE, INFEASIBLE
from benchmarks.peers.assumptions import can_hold, name_assumptions, name_few_assumptions
from benchmarks.peers.question import UnknownToPeerError
from di4c_schedule import rules
from di4c_schedule.explanation import ProblemOracle

REQUIREMENTS = (
    rules.Fixed("Oulu", "2019-09-03..2019-09-10"),
    rules.Before("Limerick", "Oulu"),
    rules.First("Messina"),
    rules.Last("Limerick"),
    rules.Spacing(6, at_most=11, between=("Messina", "Limerick")),
    rules.NotInARow(["Messina", "Oulu"]),
    rules.AtMost(2, "2019-09-02..2019-09-13"),
)


@pytest.fixture(scope="module")
def problem(problem_of):
    """Three hosts in three weeks."""
    return problem_of("Messina", "Oulu", "Limerick", first="2019-09-02", last="2019-09-22")


def test_every_set_of_requirements_is_judged_as_by_the_library(problem):
    numbers = range(len(REQUIREMENTS))
    sets = [*chain.from_iterable(combinations(numbers, size) for size in range(len(REQUIREMENTS) + 1))]
    oracle = ProblemOracle(problem, REQUIREMENTS)
    ours = [oracle(frozenset(members)).possible for members in sets]
    assert can_hold(problem, REQUIREMENTS, sets, 60) == ours
    assert {True, False} == set(ours)


def test_those_named_one_by_one_are_all_needed(problem):
    # Oulu ends by 10 September, after Limerick, which can start on 9 September, 6 days after Messina, at the earliest
    asked = (rules.Unavailable("2019-09-20..2019-09-22"), REQUIREMENTS[2], *REQUIREMENTS[:2], REQUIREMENTS[4])
    found = name_few_assumptions(problem, asked, 60)
    assert found.status == INFEASIBLE
    assert found.members == (1, 2, 3, 4)
    assert set(found.members) <= set(name_assumptions(problem, asked, 60).members)


def test_nothing_clashes_where_there_is_a_schedule(problem):
    assert name_assumptions(problem, REQUIREMENTS[:3], 60).status == FEASIBLE


def test_without_time_nothing_is_said(problem):
    assert can_hold(problem, REQUIREMENTS, [(0,), (1,)], 1e-9) == [None, None]


def test_what_the_circuit_does_not_know_is_an_error(problem):
    with pytest.raises(UnknownToPeerError, match="meeting number 2"):
        name_assumptions(problem, [rules.Position("Oulu", 2)], 60)
