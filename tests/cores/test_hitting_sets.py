"""The set of least weight that meets every one of some sets."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.cores.hitting_sets import HittingSets, OutOfTimeError
from tests.cores.families import hitting


def hitting_sets(weights, *sets):
    found = HittingSets(weights)
    for one in sets:
        found.must_meet(one)
    return found


def test_nothing_meets_no_sets():
    assert hitting_sets([1, 1]).best() == frozenset()


def test_one_element_of_all_sets_is_enough():
    assert hitting_sets([1, 1, 1, 1], {0, 1}, {1, 2}, {1, 3}).best() == {1}


def test_a_heavy_element_gives_way_to_light_ones():
    sets = {0, 1}, {0, 2}
    assert hitting_sets([2, 1, 1], *sets).weight({1, 2}) == 2
    assert hitting_sets([3, 1, 1], *sets).best() == {1, 2}
    assert hitting_sets([1, 1, 1], *sets).best() == {0}


def test_an_element_without_a_weight_is_not_taken():
    assert hitting_sets([None, 1, 1], {0, 1}, {0, 2}).best() == {1, 2}


def test_a_set_of_which_nothing_may_be_taken_cannot_be_met():
    assert hitting_sets([None, 1], {0}).best() is None
    assert hitting_sets([1, 1], ()).best() is None


def test_what_is_blocked_is_not_found_again_nor_what_holds_it():
    found = hitting_sets([1, 2, 4], {0, 1, 2})
    assert found.best() == {0}
    found.block({0})
    assert found.best() == {1}
    found.block({1})
    found.block({2})
    assert found.best() is None


def test_a_set_that_is_blocked_only_as_a_whole_lends_its_parts():
    found = hitting_sets([1, 1, 3], {0, 2}, {1, 2})
    assert found.best() == {0, 1}
    found.block({0, 1})
    assert found.best() == {2}


def test_when_nothing_is_blocked_all_may_be_taken():
    found = hitting_sets([1], {0})
    found.block(())
    assert found.best() is None


def test_weights_from_one_on_are_asked_for():
    with pytest.raises(ValueError, match="at least 1"):
        HittingSets([1, 0])


def test_a_deadline_that_has_passed_ends_the_search():
    with pytest.raises(OutOfTimeError):
        hitting_sets([1, 1], {0, 1}).best(monotonic() - 1)


def test_equal_weights_give_the_same_set_each_time():
    sets = [{i, (i + 1) % 7, (i + 3) % 7} for i in range(7)]
    first = [hitting_sets([1] * 7, *sets).best() for _ in range(5)]
    assert len(set(first)) == 1
    assert len(first[0]) == 3


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 9)), min_size=7, max_size=7),
    st.lists(st.frozensets(st.integers(0, 6), min_size=1), max_size=10),
    st.lists(st.frozensets(st.integers(0, 6), min_size=1), max_size=4),
)
def test_no_other_set_weighs_less(weights, sets, blocked):
    found = hitting_sets(weights, *sets)
    for one in blocked:
        found.block(one)
    allowed = {element for element, weight in enumerate(weights) if weight is not None}
    fit = [one for one in hitting(7, sets) if one <= allowed and not any(one >= other for other in blocked)]
    best = found.best()
    if best is None:
        assert not fit
    else:
        assert best in fit
        assert found.weight(best) == min(map(found.weight, fit))


@given(st.lists(st.frozensets(st.integers(0, 6), min_size=1), min_size=1, max_size=12), st.data())
def test_sets_that_come_between_two_questions_only_make_it_heavier(sets, data):
    weights = data.draw(st.lists(st.integers(1, 5), min_size=7, max_size=7))
    found, least = HittingSets(weights), 0
    for number, one in enumerate(sets):
        found.must_meet(one)
        weight = found.weight(found.best())
        assert weight == min(map(found.weight, hitting(7, sets[: number + 1]))) >= least
        least = weight
