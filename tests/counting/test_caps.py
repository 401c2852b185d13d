from __future__ import annotations

import pytest

from di4c_schedule.counting.caps import too_few_starts, too_many_starts
from di4c_schedule.rules import AtLeast, AtMost, Fixed, Hosting, Spacing, Unavailable


def test_more_hosts_fixed_to_a_month_than_may_start_in_it(three_partners):
    fixed = [Fixed("Messina", "2019-10"), Fixed("Oulu", "2019-10-01..2019-10-17")]
    (conflict,) = too_many_starts(three_partners.adding(AtMost(1, "2019-10"), *fixed))
    assert conflict.reason == ("2 meetings (Messina and Oulu) can start only in October 2019, where at most 1 may.")
    assert set(conflict.requirements) == {AtMost(1, "2019-10"), *fixed}


def test_two_turns_of_one_host_fixed_to_a_month(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 2, 2), Fixed("Oulu", "2019-10"), AtMost(1, "each month"))
    (conflict,) = too_many_starts(problem)
    assert conflict.reason == "2 meetings (Oulu) can start only in October 2019, where at most 1 may."
    assert set(conflict.requirements) == {AtMost(1, "each month"), Fixed("Oulu", "2019-10")}


def test_more_meetings_than_the_months_hold(three_partners):
    (conflict,) = too_many_starts(three_partners.replace(last="2019-10-31").adding(AtMost(1, "each month")))
    assert conflict.reason == "The 2 months hold 2 meetings at most, but there are 3."
    assert conflict.requirements == (AtMost(1, "each month"),)


def test_more_meetings_than_the_range_holds_whoever_hosts(three_partners):
    problem = three_partners.replace(meetings=2, rules=[Hosting(at_least=0), AtMost(1, "2019-10")])
    closed = [Unavailable("2019-09-02..2019-09-30"), Unavailable("2019-11-01..2019-12-20")]
    (conflict,) = too_many_starts(problem.adding(*closed))
    assert conflict.reason == "October 2019 holds 1 meeting at most, but there are 2."
    assert set(conflict.requirements) == {AtMost(1, "2019-10"), *closed}


@pytest.mark.parametrize(
    "rules",
    [
        [AtMost(1, "each month")],
        [AtMost(2, "2019-10"), Fixed("Messina", "2019-10"), Fixed("Oulu", "2019-10")],
        [AtMost(1, "2019-10"), Fixed("Messina", "2019-10"), Fixed("Oulu", "2019-10-01..2019-11-05")],
        [AtMost(0, "2019-10")],
    ],
)
def test_few_enough_meetings_are_no_conflict(two_partners, rules):
    assert list(too_many_starts(two_partners.adding(*rules))) == []


def test_more_meetings_wanted_in_a_month_than_there_are(two_partners):
    (conflict,) = too_few_starts(two_partners.adding(AtLeast(3, "2019-10")))
    assert conflict.reason == "At most 2 meetings can start in October 2019, but 3 should."
    assert AtLeast(3, "2019-10") in conflict.requirements


def test_more_meetings_wanted_than_fit_one_after_the_other(two_partners):
    (conflict,) = too_few_starts(two_partners.adding(AtLeast(2, "2019-12-02..2019-12-03")))
    assert conflict.reason == "At most 1 meeting can start from 2 to 3 December 2019, but 2 should."
    assert list(too_few_starts(two_partners.adding(AtLeast(2, "2019-12-02..2019-12-04")))) == []


def test_more_meetings_wanted_than_the_spacing_allows(two_partners):
    # Tue 1 to Wed 2 October and Thu 31 October are 29 days apart
    assert list(too_few_starts(two_partners.adding(AtLeast(2, "2019-10"), Spacing(29)))) == []
    (conflict,) = too_few_starts(two_partners.adding(AtLeast(2, "2019-10"), Spacing(30)))
    assert conflict.reason == "At most 1 meeting can start in October 2019, but 2 should."
    assert {AtLeast(2, "2019-10"), Spacing(30)} <= set(conflict.requirements)


def test_meeting_wanted_where_nobody_hosts(two_partners):
    closed = Unavailable("2019-10")
    (conflict,) = too_few_starts(two_partners.adding(AtLeast(1, "2019-10"), closed))
    assert {AtLeast(1, "2019-10"), closed} <= set(conflict.requirements)


def test_month_that_leaves_no_room_for_a_meeting(two_partners):
    # the window touches December on Sun 1 only
    conflicts = list(too_few_starts(two_partners.replace(last="2019-12-01").adding(AtLeast(1, "each month"))))
    assert "in December 2019" in conflicts[0].reason


def test_rules_that_keep_single_hosts_out_belong_to_the_conflict(two_partners):
    rules = [Hosting(), Fixed("Oulu", "2019-09"), AtLeast(2, "2019-10")]
    (conflict,) = too_few_starts(two_partners.replace(default_rules=False, rules=rules))
    assert set(conflict.requirements) == {Fixed("Oulu", "2019-09"), AtLeast(2, "2019-10")}


@pytest.mark.parametrize(
    "rules",
    [
        [AtLeast(2, "2019-10")],
        [AtLeast(1, "2019-10"), Fixed("Oulu", "2019-09")],
        [AtLeast(0, "2019-10"), Unavailable("2019-10")],
    ],
)
def test_meetings_that_fit_are_no_conflict(two_partners, rules):
    assert list(too_few_starts(two_partners.adding(*rules))) == []
