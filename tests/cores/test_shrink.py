"""An irreducible set within one that clashes."""

from __future__ import annotations

from time import monotonic

import pytest

from di4c_schedule.cores import Core, shrink
from tests.cores.families import oracle_of


def test_of_two_clashes_that_of_the_members_that_come_last_is_left():
    oracle = oracle_of(4, {0, 1}, {2, 3})
    assert shrink(oracle, [0, 1, 2, 3]).members == (2, 3)
    assert shrink(oracle, [3, 0, 1, 2]).members == (0, 1)


def test_members_outside_the_given_ones_are_not_looked_at():
    assert shrink(oracle_of(4, {0, 1}, {2, 3}), [1, 0]).members == (0, 1)


def test_an_irreducible_set_is_not_called_the_smallest():
    assert shrink(oracle_of(3, {0, 1}), [0, 1, 2]) == Core((0, 1), irreducible=True, smallest=False)


def test_what_clashes_whatever_is_asked_needs_no_member():
    assert shrink(oracle_of(3, ()), [0, 1, 2]) == Core((), irreducible=True, smallest=False)


def test_many_superfluous_members_are_left_out_together():
    oracle = oracle_of(100, {99})
    assert shrink(oracle, range(100)).members == (99,)
    # all; without 1, 3, 7, 15, 31, 63 members; without 36 and 18, 9, 4, 2, 1 of the rest, with what went well between
    assert len(oracle.asked) <= 20


def test_a_member_that_cannot_be_judged_is_kept_and_the_set_not_called_irreducible():
    oracle = oracle_of(3, {2}, undecided=[{1, 2}])
    assert shrink(oracle, [0, 1, 2]) == Core((0, 2), irreducible=False, smallest=False)


def test_members_of_which_the_oracle_cannot_say_are_believed_to_clash():
    oracle = oracle_of(3, {1, 2}, undecided=[{0, 1, 2}])
    assert shrink(oracle, [0, 1, 2]) == Core((1, 2), irreducible=True, smallest=False)


def test_members_that_can_hold_together_are_refused():
    with pytest.raises(ValueError, match="can hold together"):
        shrink(oracle_of(3, {0, 1}), [1, 2])


def test_a_deadline_that_has_passed_keeps_all():
    oracle = oracle_of(3, {0})
    assert shrink(oracle, [2, 1, 0], monotonic() - 1) == Core((0, 1, 2), irreducible=False, smallest=False)
    assert len(oracle.asked) == 1
