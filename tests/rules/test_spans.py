"""Branches of bounds on the number of meetings: no schedule is lost, and the one at hand is left."""

from __future__ import annotations

from itertools import combinations

import pytest

from di4c_schedule import DateRange, Schedule
from di4c_schedule.branch import Branch
from di4c_schedule.rules.spans import Cap, branches_of, is_kept


def keeps(schedule: Schedule, branch: Branch) -> bool:
    """Whether the meeting at each place of a branch starts within its days."""
    return all(schedule.meetings[place - 1].start in dates for place, dates in branch.starts)


@pytest.mark.parametrize("dates", ["2019-09-02..2019-09-04", "2019-09-04..2019-09-06", "2019-09-06..2019-09-08"])
@pytest.mark.parametrize("bounds", [(0, 0), (1, 1), (2, None), (3, None), (None, 1), (None, 0)])
def test_every_schedule_that_keeps_the_bounds_lies_in_a_branch(problem_of, dates, bounds):
    problem = problem_of("Messina", "Oulu", "Limerick", first="2019-09-02", last="2019-09-08", days=1)
    cap = Cap(DateRange.parse(dates), *bounds)
    names = problem.network.names
    schedules = [Schedule.of(problem, zip(names, days, strict=True)) for days in combinations(list(problem.window), 3)]
    kept = [schedule for schedule in schedules if is_kept(cap, schedule)]
    broken = [schedule for schedule in schedules if not is_kept(cap, schedule)]
    assert broken
    for schedule in broken:
        branches = list(branches_of([cap], schedule))
        assert not any(keeps(schedule, branch) for branch in branches)
        assert all(any(keeps(other, branch) for branch in branches) for other in kept)


def test_a_schedule_that_keeps_the_bounds_has_no_branches(problem_of):
    problem = problem_of("Messina", first="2019-09-02", last="2019-09-08", days=1)
    assert list(branches_of([Cap(problem.window, 1, 1)], Schedule.of(problem, [("Messina", "2019-09-03")]))) == []
