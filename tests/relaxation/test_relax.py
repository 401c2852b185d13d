"""Bounds never exceed what a schedule attains, whatever part of it is looked at."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import Problem
from di4c_schedule.relaxation import alone, first_level, relax
from di4c_schedule.sequence import CombinedCosts, combine, optimise

from ..problems import problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")


def total(costs: CombinedCosts, starts: list[tuple[int, int]]) -> int:
    """Return what a sequence of (row, column) costs."""
    cost = sum(int(costs.start[row, column]) for row, column in starts)
    for (row, column), (following, later) in pairwise(starts):
        cost += int(costs.distance[later - column]) + int(costs.succession[row, following])
    return cost


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(), st.sampled_from([None, 0, 1, 5]), st.sampled_from([0, 3, 10_000]))
def test_every_bound_holds_for_the_optimum(problem: Problem, above: int | None, rounds: int) -> None:
    tables = problem.tables
    assume(0 < tables.meetings <= len(tables.rows))
    costs = combine(tables)
    assume(costs.start.dtype != object)
    optimum = optimise(tables)
    if optimum is None:
        relaxed = relax(tables, costs, rounds=rounds)
        assert relaxed.starts is None
        return
    best = total(costs, list(optimum.starts))
    upper = None if above is None else best + above
    relaxed = relax(tables, costs, upper=upper, rounds=rounds)
    assert not relaxed.infeasible
    assert relaxed.bound <= best
    if relaxed.starts is not None:
        assert total(costs, list(relaxed.starts)) == relaxed.total >= best
    if relaxed.proven:
        assert best == relaxed.limit == relaxed.bound
        return
    # what the bounds say of each beginning of the optimum, if they speak of it at all
    if relaxed.limit is None or best < relaxed.limit:
        for place in range(1, tables.meetings + 1):
            begun = list(optimum.starts[:place])
            row, column = begun[-1]
            used = [r for r, _ in begun]
            bound = total(costs, begun) - int(relaxed.prices[used].sum()) + int(relaxed.prices.sum())
            assert bound + int(relaxed.completion[place - 1][row, column]) <= best
            assert relaxed.open_places()[place - 1][row, column]
        assert all(relaxed.open_slots()[row, column] for row, column in optimum.starts)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_the_bound_of_a_level_alone_holds_for_it(problem: Problem) -> None:
    tables = problem.tables
    assume(0 < tables.meetings <= len(tables.rows) and tables.levels)
    optimum = optimise(tables)
    assume(optimum is not None)
    level = min(tables.levels)
    costs = alone(tables, level)
    assume(costs.start.dtype != object)
    relaxed = relax(tables, costs)
    assert first_level(relaxed.bound, costs) + tables.levels[level].constant <= optimum.levels[level]


def test_days_closed_to_a_place_are_kept(three_partners):
    tables = three_partners.tables
    tables.place_days[1, :] = False
    tables.place_days[1, 30:40] = True
    relaxed = relax(tables, combine(tables))
    assert relaxed.starts is not None
    assert 30 <= relaxed.starts[1][1] < 40


def test_a_deadline_that_has_passed_leaves_a_bound_that_holds(three_partners):
    tables = three_partners.tables
    relaxed = relax(tables, combine(tables), deadline=0.0)
    assert not relaxed.infeasible
    assert np.shape(relaxed.prices) == (3,)
