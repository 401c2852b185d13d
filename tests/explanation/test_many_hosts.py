"""Conflicts and repairs in networks too large for the sequence engine."""

from __future__ import annotations

import pytest

from di4c_schedule import check, conflicts, explain, repairs
from di4c_schedule.explanation import atoms_of
from di4c_schedule.explanation.oracle import ProblemOracle
from di4c_schedule.goals import EvenRhythm
from di4c_schedule.rules import AtMost, Before, Fixed, Spacing

from ..test_crowds import many

CLOSE = [Fixed("P03", "2020-06-09..2020-06-12"), Fixed("P05", "2020-06-09..2020-06-12")]


def test_two_hosts_of_many_are_named_alone():
    problem = many(*CLOSE)
    assert len(atoms_of(problem)) > 300  # 24 hosts: 276 pairs for the gaps alone
    conflict = explain(problem, time_limit=60)
    assert set(conflict.requirements) == {*CLOSE, Spacing(6, between=("P03", "P05"))}
    assert conflict.smallest
    assert "Between P03 and P05 there must be at least 5 free days." in conflict.facts


def test_a_conflict_of_all_hosts_names_rules_as_they_are_written():
    conflict = explain(many(AtMost(1, "2019-10"), Spacing(40)), time_limit=60)
    assert conflict.requirements == (Spacing(40),)
    assert conflict.minimal
    assert "Rules are told as they are written" in conflict.note
    assert "The" in conflict.reason


def test_several_conflicts_are_not_sought_among_many_hosts():
    circle = [Before("P01", "P02"), Before("P02", "P03"), Before("P03", "P01")]
    (found,) = conflicts(many(*circle), 3, time_limit=60)
    assert set(found.requirements) == set(circle)


def test_repairs_of_many_hosts_are_verified():
    problem = many(*CLOSE)
    found = repairs(problem, n=2, time_limit=60, fixed=["spacing", "partner"])
    # P05 on Tue 9 and Wed 10 June, P03 on Tue 16 and Wed 17; or P03 on Thu 4 and Fri 5, P05 on Thu 11 and Fri 12
    assert [repair.label for repair in found] == [
        "let P03 host until 17 June 2020, 5 days more",
        "let P03 host from 4 June 2020, 5 days earlier",
    ]
    for repair in found:
        assert check(repair.problem, repair.schedule) == []


def test_a_cap_on_months_is_loosened_with_the_goals_as_a_guide():
    problem = many(AtMost(1, "each month"), hosts=26).adding(EvenRhythm())
    found = repairs(problem, n=1, time_limit=60, fixed=["window", "partner"])
    assert [repair.label for repair in found] == ["allow 2 meetings in each month, 1 more"]


@pytest.mark.parametrize("seconds", [0.01, 0.5])
def test_little_time_is_kept_and_said(seconds):
    conflict = explain(many(*CLOSE), time_limit=seconds)  # counting knows at once that there is a conflict
    assert set(conflict.requirements) >= set(CLOSE)
    assert conflict.minimal or "not shown minimal" in str(conflict)
    assert repairs(many(*CLOSE), time_limit=seconds) is not None


def test_the_oracle_cannot_say_after_its_deadline(three_partners):
    oracle = ProblemOracle(three_partners, atoms_of(three_partners), deadline=0.0)
    assert oracle(frozenset()).possible is None
