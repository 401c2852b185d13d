"""Rules that no table holds say how a schedule could keep them: no schedule is lost, and the one at hand is left."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from di4c_schedule import Schedule, Turn
from di4c_schedule.branch import Branch
from di4c_schedule.rules import Hosting, Keep, Near

RULES = [
    Keep([("Oulu", "2019-09-04")]),
    Keep([("Oulu", "2019-09-03"), ("Messina", "2019-09-05")]),
    Near("the fair", "2019-09-05", 0),
    Near("the fair", "2019-09-06..2019-09-07", 1, "Oulu"),
    Near("the fair", "2019-08-31", 2),
]


def keeps(schedule: Schedule, branch: Branch) -> bool:
    """Whether the meetings at the places of a branch start within its days and are hosted as it says."""
    hosts = [meeting.host for meeting in schedule.meetings]
    return all(schedule.meetings[place - 1].start in dates for place, dates in branch.starts) and all(
        hosts[place - 1] != partner for partner, place in branch.elsewhere
    )


@pytest.mark.parametrize("turns", [[], [Turn("Limerick", days=2)]], ids=["equal", "longer"])
@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_every_schedule_that_keeps_the_rule_lies_in_a_branch(problem_of, rule, turns):
    problem = problem_of(
        "Messina", "Oulu", "Limerick", first="2019-09-02", last="2019-09-06", days=1, turns=turns,
        rules=[Hosting(None, 0, 3)], default_rules=False,
    )  # fmt: skip
    schedules = [
        Schedule.of(problem, zip(hosts, days, strict=True))
        for days in combinations(list(problem.window), 3)
        for hosts in product(problem.network.names, repeat=3)
    ]
    kept = [schedule for schedule in schedules if not list(rule.check(schedule))]
    broken = [schedule for schedule in schedules if list(rule.check(schedule))]
    assert kept
    assert broken
    for schedule in broken:
        branches = list(rule.branches(schedule))
        assert not any(keeps(schedule, branch) for branch in branches)
        assert all(any(keeps(other, branch) for branch in branches) for other in kept)


def test_a_schedule_that_keeps_the_meetings_has_no_branches(two_partners):
    schedule = Schedule.of(two_partners, [("Oulu", "2019-09-04"), ("Messina", "2019-09-06")])
    assert list(Keep([("Oulu", "2019-09-04")]).branches(schedule)) == []
