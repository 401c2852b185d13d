"""Smallest sets to give up so that the rest can hold."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.cores import Correction, corrections
from tests.cores.families import hitting, minimal, oracle_of, oracles


def found(oracle, weights, deadline=None):
    return [correction.members for correction in corrections(oracle, weights, deadline)]


def test_each_minimal_set_to_give_up_comes_once_the_lightest_first():
    oracle = oracle_of(4, {0, 1, 2}, {2, 3})
    # 2: weight 3; 0 and 3: 5; 1 and 3: 6
    assert found(oracle, [1, 2, 3, 4]) == [(2,), (0, 3), (1, 3)]


def test_what_must_be_kept_is_never_given_up():
    assert found(oracle_of(4, {0, 1, 2}, {2, 3}), [1, 1, None, 1]) == [(0, 3), (1, 3)]


def test_if_those_that_must_be_kept_clash_nothing_helps():
    assert found(oracle_of(3, {0, 1}), [None, None, 1]) == []
    assert found(oracle_of(3, ()), [1, 1, 1]) == []


def test_if_all_can_hold_nothing_need_be_given_up():
    assert list(corrections(oracle_of(3), [1] * 3)) == [Correction((), irreducible=True, smallest=True)]


def test_no_set_is_asked_about_twice():
    oracle = oracle_of(6, {0, 1, 2}, {2, 3}, {4, 5})
    assert len(found(oracle, [1] * 6)) == 6
    assert len(set(oracle.asked)) == len(oracle.asked)


def test_a_deadline_that_has_passed_yields_nothing():
    assert found(oracle_of(3, {0, 1}), [1] * 3, monotonic() - 1) == []


def test_a_weight_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        next(corrections(oracle_of(2, {0}), [0, 1]))


def test_if_not_even_all_together_can_be_judged_something_is_given_up_all_the_same():
    oracle = oracle_of(2, undecided=[{0, 1}])
    # it may be that all can hold: then nothing need be given up
    assert list(corrections(oracle, [1, 2])) == [
        Correction((0,), irreducible=False, smallest=False),
        Correction((1,), irreducible=False, smallest=False),
    ]


def test_a_way_out_is_not_called_the_lightest_where_a_lighter_one_cannot_be_judged():
    oracle = oracle_of(4, {0, 1}, undecided=[{1, 2, 3}])
    assert list(corrections(oracle, [1, 2, 9, 9])) == [
        Correction((1,), irreducible=True, smallest=False),
        Correction((0, 2), irreducible=False, smallest=False),
        Correction((0, 3), irreducible=False, smallest=False),
    ]


@given(oracles(), st.data())
def test_corrections_are_the_minimal_sets_that_meet_all_clashes_in_the_order_of_their_weights(oracle, data):
    weights = data.draw(st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=oracle.n, max_size=oracle.n))
    allowed = {element for element, weight in enumerate(weights) if weight is not None}
    told = list(corrections(oracle, weights))
    wanted = minimal(one for one in hitting(oracle.n, oracle.clashes) if one <= allowed)
    assert {frozenset(one.members) for one in told} == wanted
    assert len(told) == len(wanted)
    weighed = [sum(weights[member] for member in one.members) for one in told]
    assert all(one <= other for one, other in pairwise(weighed))
    assert all(one.irreducible and one.smallest for one in told)


@given(oracles(most=6, sure=False), st.data())
def test_nothing_is_claimed_falsely_by_an_oracle_that_cannot_always_say(oracle, data):
    weights = data.draw(st.lists(st.integers(1, 4), min_size=oracle.n, max_size=oracle.n))
    everything = frozenset(range(oracle.n))
    fit = hitting(oracle.n, oracle.clashes)
    before = []
    for told in corrections(oracle, weights):
        members = frozenset(told.members)
        weight = sum(weights[member] for member in members)
        assert oracle.holds(everything - members)
        assert not any(members >= other for other in before)
        if told.irreducible:
            assert not any(other < members for other in fit)
        if told.smallest:
            left = [one for one in fit if not any(one >= other for other in before)]
            assert all(sum(weights[member] for member in one) >= weight for one in left)
        before.append(members)
