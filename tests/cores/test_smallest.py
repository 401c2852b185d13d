"""Smallest sets of requirements that clash."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.cores import Core, all_cores, smallest_core
from tests.cores.families import minimal, oracle_of, oracles, weights_for


def test_the_smallest_of_several_is_found():
    oracle = oracle_of(6, {0, 1, 2}, {3, 4}, {1, 3, 5})
    assert smallest_core(oracle, [1] * 6) == Core((3, 4), irreducible=True, smallest=True)


def test_weights_decide_what_is_smallest():
    oracle = oracle_of(5, {0, 1, 2}, {3, 4})
    assert smallest_core(oracle, [1, 1, 1, 2, 2]).members == (0, 1, 2)


def test_what_clashes_whatever_is_asked_needs_no_requirement():
    oracle = oracle_of(3, ())
    assert list(all_cores(oracle, [1, 1, 1])) == [Core((), irreducible=True, smallest=True)]


def test_cores_come_in_the_order_of_their_weights():
    oracle = oracle_of(6, {0, 1, 2}, {3, 4}, {1, 3}, {5})
    weights = [1, 1, 1, 4, 1, 7]
    # 5: 7, {1, 3}: 5, {3, 4}: 5, {0, 1, 2}: 3
    found = [core.members for core in all_cores(oracle, weights)]
    assert found[0] == (0, 1, 2)
    assert set(found[1:3]) == {(1, 3), (3, 4)}
    assert found[3:] == [(5,)]


@pytest.mark.parametrize("ask", [smallest_core, lambda *asked: next(all_cores(*asked))])
def test_requirements_that_can_hold_together_are_refused(ask):
    with pytest.raises(ValueError, match="can hold together"):
        ask(oracle_of(2), [1, 1])


def test_a_weight_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        smallest_core(oracle_of(2, {0}), [0, 1])


def test_a_known_core_spares_the_search_for_a_first_one():
    oracle = oracle_of(3, {0})
    assert smallest_core(oracle, [1] * 3, known=[Core((0,), True, False)]) == Core((0,), True, smallest=True)
    # only whether the others can hold: whatever clashes weighs as much as what is known, then
    assert all(0 not in asked for asked in oracle.asked)


def test_after_the_deadline_the_lightest_known_core_is_told_without_a_claim():
    known = [Core((0, 1, 2), True, False), Core((1, 2, 3), True, False)]
    oracle = oracle_of(4, {0}, {1, 2, 3})
    assert smallest_core(oracle, [3, 1, 1, 1], monotonic() - 1, known) == Core((1, 2, 3), True, smallest=False)
    assert not oracle.asked


def test_after_the_deadline_all_requirements_are_told_if_nothing_is_known():
    late = monotonic() - 1
    everything = Core((0, 1, 2, 3), irreducible=False, smallest=False)
    assert smallest_core(oracle_of(4, {0}), [1] * 4, late) == everything
    assert list(all_cores(oracle_of(4, {0}, {1}), [1] * 4, late)) == [everything]


def test_if_not_even_all_together_can_be_judged_they_are_told_without_a_claim():
    oracle = oracle_of(3, {0, 1}, undecided=[{0, 1, 2}])
    assert smallest_core(oracle, [1] * 3) == Core((0, 1, 2), irreducible=False, smallest=False)


def test_a_known_core_is_enough_to_go_on_if_all_together_cannot_be_judged():
    oracle = oracle_of(3, {0, 1}, {2}, undecided=[{0, 1, 2}])
    assert smallest_core(oracle, [1] * 3, known=[Core((0, 1), True, False)]).members == (2,)


WITH_THREE = [{3}, {0, 3}, {1, 3}, {2, 3}, {0, 1, 3}, {0, 2, 3}, {1, 2, 3}]


def test_a_core_that_may_be_beaten_by_one_that_cannot_be_judged_is_not_called_the_smallest():
    oracle = oracle_of(4, {0, 1, 2}, undecided=WITH_THREE)
    assert smallest_core(oracle, [1] * 4) == Core((0, 1, 2), irreducible=True, smallest=False)


def test_one_that_cannot_be_judged_does_no_harm_to_a_core_that_weighs_no_more():
    oracle = oracle_of(4, {0, 1, 2}, undecided=WITH_THREE)
    assert smallest_core(oracle, [1, 1, 1, 3]) == Core((0, 1, 2), irreducible=True, smallest=True)


def test_a_requirement_that_cannot_be_judged_beside_others_hides_no_core():
    # each pair with 3 cannot be judged, but what cannot be added is only left outside
    oracle = oracle_of(4, {0, 1, 2}, {0, 3}, undecided=[{1, 3}, {2, 3}, {1, 2, 3}])
    assert smallest_core(oracle, [1] * 4) == Core((0, 3), irreducible=True, smallest=True)


@given(oracles(), st.data())
def test_all_cores_are_the_minimal_clashes_in_the_order_of_their_weights(oracle, data):
    weights = data.draw(weights_for(oracle.n))
    found = list(all_cores(oracle, weights))
    assert {frozenset(core.members) for core in found} == minimal(oracle.clashes)
    assert len(found) == len(minimal(oracle.clashes))
    weighed = [sum(weights[member] for member in core.members) for core in found]
    assert all(one <= other for one, other in pairwise(weighed))
    assert all(core.irreducible and core.smallest for core in found)
    assert smallest_core(oracle, weights) == found[0]


@given(oracles(most=6, sure=False), st.data())
def test_nothing_is_claimed_falsely_by_an_oracle_that_cannot_always_say(oracle, data):
    weights = data.draw(weights_for(oracle.n))
    told = []
    for core in all_cores(oracle, weights):
        members = frozenset(core.members)
        weight = sum(weights[member] for member in members)
        assert not oracle.holds(members)
        assert not any(members >= other for other in told)
        if core.irreducible:
            assert all(oracle.holds(members - {one}) for one in members)
        if core.smallest:
            left = [clash for clash in oracle.clashes if not any(clash >= other for other in told)]
            assert all(sum(weights[member] for member in clash) >= weight for clash in left)
        told.append(members)
    assert told
