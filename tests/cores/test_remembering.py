"""Nothing is asked that follows from earlier answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.cores import Verdict, all_cores, corrections
from di4c_schedule.cores.remembering import Remembering
from tests.cores.families import oracle_of, oracles, weights_for


def test_what_holds_a_clash_clashes():
    oracle = oracle_of(4, {0, 1})
    asked = Remembering(oracle)
    assert [asked(frozenset(one)).possible for one in ({0, 1, 2}, {0, 1, 2, 3}, {0, 1})] == [False] * 3
    assert oracle.asked == [{0, 1, 2}, {0, 1}]


def test_parts_of_what_a_solution_keeps_can_hold():
    oracle = oracle_of(4, {0, 1})
    oracle.generous = True
    asked = Remembering(oracle)
    # 3 and 2 are kept besides 1, and then 0 is refused
    assert asked(frozenset({1})) == asked(frozenset({2, 3})) == Verdict(True, frozenset({1, 2, 3}))
    assert oracle.asked == [{1}]


def test_what_could_not_be_judged_is_not_asked_again():
    oracle = oracle_of(2, undecided=[{0}])
    asked = Remembering(oracle)
    assert [asked(frozenset({0})) for _ in range(2)] == [Verdict(None)] * 2
    assert asked.questions == len(oracle.asked) == 1


@given(oracles(most=6), st.data())
def test_no_question_follows_from_those_before(oracle, data):
    weights = data.draw(weights_for(oracle.n))
    for search in (all_cores, corrections):
        oracle.asked.clear()
        list(search(oracle, weights))
        for number, members in enumerate(oracle.asked):
            for before in oracle.asked[:number]:
                assert not (members <= before and oracle.holds(before))
                assert not (members >= before and not oracle.holds(before))
