"""A conflict that counting finds is one; the rules that it names clash by themselves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule import solve
from di4c_schedule.counting import counted_conflict
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import InfeasibleError
from di4c_schedule.result import Status
from di4c_schedule.rules import (
    AtLeast,
    AtMost,
    Before,
    First,
    Fixed,
    Hosting,
    Last,
    Position,
    Spacing,
    StartOn,
    TravelSpacing,
    Unavailable,
)

FIRST = date(2019, 10, 1)
LENGTH = 8
NAMES = ["Messina", "Oulu", "Limerick"]

hosts = st.sampled_from(NAMES)
# few ranges, so that rules often speak of the same days
ranges = st.sampled_from(
    [
        DateRange.parse(text)
        for text in ("2019-10-01..2019-10-04", "2019-10-05..2019-10-08", "2019-10-02..2019-10-07", "2019-10-03")
    ]
)
rules_on_days = st.one_of(
    st.builds(Fixed, hosts, ranges),
    st.builds(Unavailable, ranges, st.none() | hosts),
    st.builds(AtMost, st.integers(0, 2), ranges | st.just("each month")),
    st.builds(AtLeast, st.integers(1, 3), ranges | st.just("each month")),
    st.builds(StartOn, st.sampled_from([["Tue"], ["Wed", "Thu"], ["Mon", "Fri"]])),
    st.builds(Spacing, st.integers(0, 6)) | st.builds(TravelSpacing),
)
rules_on_order = st.one_of(
    st.builds(First, hosts),
    st.builds(Last, hosts),
    st.builds(Position, hosts, st.integers(1, 4)),
    st.permutations(NAMES).map(lambda names: Before(*names[:2])),
    st.builds(Fixed, hosts, ranges),
)
# who hosts how often, and the number of meetings
frames = st.sampled_from(
    [
        ([Hosting()], 3),
        ([Hosting(at_least=0)], 2),
        ([Hosting("Oulu", 2, 2), Hosting("Messina", 0, 0)], 2),
        ([Hosting("Oulu", 0, 0), Hosting("Messina", 1, 2)], 3),
        ([Hosting(at_least=0), Hosting("Limerick", 2, 2)], 3),
        ([Hosting(at_least=1, at_most=1)], 2),
    ]
)


@pytest.mark.parametrize("rules", [rules_on_days, rules_on_order], ids=["on days", "on order"])
@settings(deadline=None, max_examples=80)
@given(st.data(), frames, st.integers(1, 2))
def test_what_counting_calls_impossible_is_impossible(problem_of, possible, rules, data, frame, days):
    hosting, meetings = frame
    problem = problem_of(
        *NAMES,
        first=FIRST,
        last=FIRST + (LENGTH - 1) * ONE_DAY,
        days=days,
        default_rules=False,
        meetings=meetings,
        rules=[*hosting, *data.draw(st.lists(rules, max_size=5), label="rules")],
    )
    found = counted_conflict(problem)
    if found is None:
        return
    for conflict in (found, solve(problem).conflict):
        clash = [rule for rule in conflict.requirements if rule not in hosting]
        assert not possible(problem, [*hosting, *clash])
        if conflict.minimal:
            for rule in clash:
                assert possible(problem, [*hosting, *(other for other in clash if other != rule)])


def test_first_conflict_stops_the_solver_with_its_reason(two_partners):
    result = solve(two_partners.adding(First("Oulu"), First("Messina")))
    assert (result.status, result.engine, result.schedule) == (Status.INFEASIBLE, "counting", None)
    with pytest.raises(InfeasibleError, match="Meeting number 1 cannot be hosted by Oulu and Messina at once"):
        result.unwrap()


def test_solver_leaves_out_the_rules_that_do_not_matter(two_partners):
    problem = two_partners.adding(First("Messina"), Before("Oulu", "Messina"), Spacing(3), Before("Messina", "Oulu"))
    conflict = solve(problem).conflict
    assert set(conflict.requirements) == {Before("Oulu", "Messina"), Before("Messina", "Oulu")}
    assert conflict.minimal


def test_window_too_short_for_any_order_is_not_blamed_on_the_order(two_partners):
    # two meetings of two days do not fit into three, whatever their order
    short = two_partners.replace(last="2019-09-04", rules=[Before("Oulu", "Messina"), Before("Messina", "Oulu")])
    conflict = solve(short).conflict
    assert conflict.requirements or "circle" not in conflict.reason


@pytest.mark.parametrize(
    "extra",
    [[], [First("Oulu")], [Spacing(60)], [AtMost(1, "each month")], [TravelSpacing(rest=5)], [AtLeast(2, "2019-11")]],
)
def test_possible_problems_have_no_conflict(two_partners, extra):
    assert counted_conflict(two_partners.adding(*extra)) is None
