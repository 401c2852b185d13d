"""Meetings of agents who travel: published verdicts, and smallest sets of agents who cannot all attend."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.csplib046 import MeetingOracle, agents_oracle, pairs_oracle
from benchmarks.csplib046_instances import Instance, read_instances
from di4c_schedule.cores import corrections, shrink, smallest_core

INSTANCES = {instance.number: instance for instance in read_instances()}

SMALLEST = {6: 9, 7: 4, 8: 8, 9: 8, 10: 5, 11: 9, 12: 7, 13: 5, 14: 4, 15: 4, 16: 4, 17: 4, 18: 3, 25: 6, 26: 14, 27: 2}
"""Agents in the smallest set that cannot attend, by instance: known from another search and another solver."""

FEWEST_AWAY = {7: 2, 18: 3, 27: 2}
"""Agents who must stay away so that the others can attend, by instance; in all others it is one."""


def everyone(instance):
    return frozenset(range(len(instance.attend)))


@pytest.mark.parametrize("number", INSTANCES)
def test_a_verdict_is_the_published_one(number):
    instance = INSTANCES[number]
    assert agents_oracle(instance)(everyone(instance)).possible is instance.satisfiable


def test_eleven_of_twenty_seven_instances_can_be_satisfied():
    assert len(INSTANCES) == 27
    assert [number for number, instance in INSTANCES.items() if not instance.satisfiable] == list(SMALLEST)


@pytest.mark.parametrize("number", SMALLEST)
def test_the_smallest_sets_of_agents_who_cannot_attend_have_the_known_sizes(number):
    instance = INSTANCES[number]
    core = smallest_core(agents_oracle(instance), [1] * len(instance.attend))
    assert core.smallest
    assert core.irreducible
    assert len(core.members) == SMALLEST[number]


@pytest.mark.parametrize("number", SMALLEST)
def test_so_many_agents_must_stay_away(number):
    instance = INSTANCES[number]
    away = next(corrections(agents_oracle(instance), [1] * len(instance.attend)))
    assert away.smallest
    assert len(away.members) == FEWEST_AWAY.get(number, 1)


def test_leaving_out_one_after_the_other_ends_with_more_agents_than_necessary():
    # of the 13 agents of instance 7, 4 clash
    core = shrink(agents_oracle(INSTANCES[7]), range(13))
    assert core.irreducible
    assert len(core.members) == 10


def test_two_agents_of_the_last_instance_clash_over_few_pairs_of_meetings():
    instance = INSTANCES[27]
    core = smallest_core(pairs_oracle(instance), [1] * len(instance.pairs))
    assert core.smallest
    assert len(core.members) == 6


def test_meetings_without_travel_need_only_different_slots():
    instance = Instance(0, 3, 3, ((0, 1, 2),), ((0,) * 3,) * 3, satisfiable=True)
    assert instance.apart((0, 1, 2), [2, 0, 1])
    assert not instance.apart((0, 1, 2), [2, 0, 2])
    assert agents_oracle(instance)(frozenset({0})).possible


def test_travel_of_one_slot_leaves_one_slot_free():
    instance = Instance(0, 2, 3, ((0, 1),), ((0, 1), (1, 0)), satisfiable=True)
    assert instance.apart((0, 1), [0, 2])
    assert not instance.apart((0, 1), [1, 2])


@given(st.data())
def test_an_oracle_says_what_trying_all_slots_says(data):
    meetings, slots = data.draw(st.integers(2, 5)), data.draw(st.integers(1, 4))
    near = {pair: data.draw(st.integers(0, 2)) for pair in combinations(range(meetings), 2)}
    distance = tuple(tuple(near.get((min(i, j), max(i, j)), 0) for j in range(meetings)) for i in range(meetings))
    groups = data.draw(
        st.lists(st.lists(st.integers(0, meetings - 1), min_size=2, max_size=3, unique=True), min_size=1, max_size=4)
    )
    instance = Instance(0, meetings, slots, tuple(map(tuple, groups)), distance, satisfiable=True)
    asked = data.draw(st.frozensets(st.integers(0, len(groups) - 1)))
    oracle = MeetingOracle(instance, groups)
    possible = any(
        all(instance.apart(groups[one], slot_of) for one in asked) for slot_of in product(range(slots), repeat=meetings)
    )
    assert oracle(asked).possible is possible
    assert oracle.questions == 1
