"""Groups that host too often to be apart."""

from __future__ import annotations

import numpy as np
import pytest

from di4c_schedule import Partner, Violation, solve
from di4c_schedule.counting import counted_conflict
from di4c_schedule.counting.groups import crowded_groups, nobody_follows
from di4c_schedule.rules import Hosting, InTurn, Near, NotInARow
from di4c_schedule.tables import NEVER

PRATO = Partner("Prato", country="IT", lat=43.88, lon=11.1, timezone="Europe/Rome")
ROME = Partner("Rome", country="IT", lat=41.9, lon=12.5, timezone="Europe/Rome")


@pytest.mark.parametrize(
    "rule", [NotInARow(by="country"), NotInARow(["Messina", "Prato", "Rome"]), InTurn("country", 2)]
)
def test_three_of_four_cannot_be_apart(problem_of, rule):
    problem = problem_of("Messina", PRATO, ROME, "Oulu").adding(rule)
    (conflict, *_) = crowded_groups(problem)
    assert conflict.requirements == (rule,)
    assert conflict.reason.startswith("3 of the 4 meetings are hosted by Messina, Prato and Rome, but only 2 can be, ")
    assert solve(problem).engine == "counting"


@pytest.mark.parametrize("rule", [NotInARow(by="country"), InTurn("country", 2)])
def test_two_of_three_can(problem_of, rule):
    assert list(crowded_groups(problem_of("Messina", PRATO, "Oulu").adding(rule))) == []


def test_three_places_apart_is_said_so(problem_of):
    rule = InTurn("country", 3)
    (conflict, *_) = crowded_groups(problem_of("Messina", PRATO, "Oulu").adding(rule))
    # the first and the fourth place would do, but there are three
    assert conflict.reason == (
        "2 of the 3 meetings are hosted by Messina and Prato, but only 1 can be, "
        "any two of a group 3 or more places apart."
    )


def test_hosts_that_need_not_host_are_not_counted(problem_of):
    problem = problem_of("Messina", PRATO, "Oulu").replace(meetings=3)
    rules = [Hosting("Messina", 1, 1), Hosting("Prato", 0, 1), Hosting("Oulu", 0, 2), InTurn("country", 2)]
    assert list(crowded_groups(problem.replace(rules=rules))) == []


def test_rules_that_make_a_host_host_are_named(problem_of):
    near = Near("the fair", "2019-10", 0, "Prato")
    rule = NotInARow(by="country")
    problem = problem_of("Messina", PRATO, "Oulu").replace(
        meetings=2, rules=[Hosting("Messina", 1, 1), Hosting("Prato", 0, 1), Hosting("Oulu", 0, 1), rule, near]
    )
    (conflict,) = crowded_groups(problem)
    assert conflict.requirements == (rule, near)
    assert conflict.reason.startswith("2 of the 2 meetings are hosted by Messina and Prato, but only 1 can be, ")


def test_too_few_groups_are_told(two_partners):
    rule = InTurn([["Messina", "Oulu"]], 3)
    problem = two_partners.replace(meetings=3, rules=[Hosting(None, 0, 3), rule])
    (conflict,) = crowded_groups(problem)
    assert conflict.requirements == (rule,)
    assert conflict.reason == (
        "There are 3 meetings, but the hosts of all groups together can hold only 1, "
        "any two of a group 3 or more places apart."
    )


def test_hosts_in_no_group_hold_as_many_as_they_like(two_partners):
    problem = two_partners.replace(meetings=3, rules=[Hosting(None, 0, 3), NotInARow("Oulu")])
    assert list(crowded_groups(problem)) == []


def test_fewer_meetings_than_k_are_no_conflict(problem_of):
    assert list(crowded_groups(problem_of("Messina", PRATO).adding(InTurn("country", 3)))) == []


class NobodyAfterAnybody:
    label = "Nobody hosts after anybody"

    def fill(self, tables):
        n = len(tables.network)
        tables.widen_gaps(np.full((n, n), NEVER), because=self)

    def check(self, schedule):
        for _, later in schedule.consecutive():
            yield Violation(self, later, "somebody hosts after somebody")


def test_nobody_may_follow(two_partners):
    rule = NobodyAfterAnybody()
    problem = two_partners.adding(rule)
    assert counted_conflict(problem).reason == "There are 2 meetings, but no host may follow another."
    assert counted_conflict(problem).requirements == (rule,)
    assert list(nobody_follows(problem.replace(meetings=1, rules=[Hosting(None, 0, 1), rule]))) == []
    assert list(nobody_follows(two_partners)) == []
