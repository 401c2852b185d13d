"""What solvers knew, how far they were, and who contradicts whom."""

from __future__ import annotations

import pytest

from benchmarks.comparison import with_contradictions
from benchmarks.measure import CommandError
from benchmarks.outcome import OURS, WRONG, Comparison, Known, Measured, gap


def measured(solver, values, bounds, status="FEASIBLE"):
    return Measured(solver, status, proven=status == "OPTIMAL", seconds=5, known=(Known(5, values, bounds),))


def compared(*solvers):
    return Comparison("3 hosts", 3, ("days", "km"), solvers)


def test_the_best_bound_is_that_of_whoever_proved_most():
    comparison = compared(measured(OURS, (6, 900), (6, 700)), measured("didp", (6, 800), (5,)))
    assert comparison.best_bound == (6, 700)
    assert comparison.best_values == (6, 800)
    assert not comparison.proven


def test_the_gap_is_that_of_the_first_level_that_is_not_proven():
    assert gap((6, 800), (6, 700)) == (1, 0.125)
    assert gap((8, 800), (6, 700)) == (0, 0.25)


def test_a_gap_without_a_bound_is_not_zero():
    assert gap((6, 800), ()) == (0, None)
    assert gap((6, 800), (6,)) == (1, None)


def test_what_was_known_at_a_moment_is_the_last_that_came_before():
    done = Measured("didp", "FEASIBLE", known=(Known(10, (9, 1), (0,)), Known(60, (6, 1), (2,))))
    assert done.at(10) == Known(10, (9, 1), (0,))
    assert done.at(66) == Known(60, (6, 1), (2,))


def test_nothing_was_known_before_the_first_moment():
    assert Measured("didp", "FEASIBLE", known=(Known(60, (6, 1), (2,)),)).at(10) == Known(10)


def test_a_peer_whose_bound_excludes_a_schedule_is_wrong():
    checked = with_contradictions(
        compared(measured(OURS, (6, 700), (6, 700), "OPTIMAL"), measured("highs", None, (7,)))
    )
    assert checked["highs"].status == WRONG
    assert checked[OURS].status == "OPTIMAL"


def test_a_peer_that_sees_no_schedule_where_there_is_one_is_wrong():
    denying = Measured("circuit", "INFEASIBLE", proven=True, known=(Known(1),))
    assert with_contradictions(compared(measured(OURS, (6, 700), (6, 700)), denying))["circuit"].status == WRONG


def test_our_own_mistake_ends_the_run():
    with pytest.raises(CommandError, match="contradicts a schedule of"):
        with_contradictions(compared(measured(OURS, (6, 701), (6, 701), "OPTIMAL"), measured("didp", (6, 700), ())))
