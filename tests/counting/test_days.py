from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.counting.days import closing_rules, no_open_day, too_close
from di4c_schedule.rules import Fixed, HostHolidays, Hosting, Spacing, TravelSpacing, Unavailable, Weekdays


@pytest.mark.parametrize(
    ("rules", "clash"),
    [
        # Fri 6 December is Independence Day
        (
            [Fixed("Oulu", "2019-12-05..2019-12-06"), Fixed("Messina", "2019-11")],
            {Fixed("Oulu", "2019-12-05..2019-12-06"), HostHolidays("Oulu")},
        ),
        ([Fixed("Oulu", "2019-10-05..2019-10-06")], {Fixed("Oulu", "2019-10-05..2019-10-06"), Weekdays()}),
        # two days do not fit into one
        ([Fixed("Oulu", "2019-10-01"), Unavailable("2019-10-01")], {Fixed("Oulu", "2019-10-01")}),
        (
            [Fixed("Oulu", "2019-10"), Unavailable("2019-09-20..2019-11-05", "Oulu")],
            {Fixed("Oulu", "2019-10"), Unavailable("2019-09-20..2019-11-05", "Oulu")},
        ),
    ],
)
def test_host_without_a_day_is_named_with_the_rules_that_close_all(two_partners, rules, clash):
    (conflict,) = no_open_day(two_partners.adding(*rules))
    assert conflict.reason == "Oulu has no day left on which a meeting of 2 days could start."
    assert set(conflict.requirements) == clash


def test_rule_that_closes_the_last_start_of_the_window_is_named(two_partners):
    # Thu 19 December is the last day on which two days still fit
    rules = [Fixed("Oulu", "2019-12-19..2019-12-20"), Unavailable("2019-12-20", "Oulu")]
    (conflict,) = no_open_day(two_partners.adding(*rules))
    assert set(conflict.requirements) == set(rules)


def test_host_closed_for_the_whole_window_needs_one_rule_only(two_partners):
    rule = Unavailable("2019-09-02..2019-12-20", "Oulu")
    (conflict,) = no_open_day(two_partners.adding(rule))
    assert conflict.requirements == (rule,)


def test_partner_that_need_not_host_needs_no_day(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 0, 1), Fixed("Oulu", "2019-10-01"))
    assert list(no_open_day(problem)) == []


def test_host_with_one_open_day_is_no_conflict(two_partners):
    assert list(no_open_day(two_partners.adding(Fixed("Oulu", "2019-10-01..2019-10-02")))) == []


def test_spacing_longer_than_the_window(two_partners):
    short = two_partners.replace(last="2019-09-13")
    (conflict,) = too_close(short.adding(Spacing(20)))
    # two days, a gap of 20, which is 19 free days, and two days
    assert conflict.reason == (
        "The 2 meetings of Messina and Oulu need 23 days, gaps included, but their open days run only from "
        "Mon 2 to Fri 13 September 2019, 12 days."
    )
    assert conflict.requirements == (Spacing(20),)


def test_spacing_that_just_fits_the_window_is_no_conflict(two_partners):
    # Mon 2 to Tue 3 and Thu 12 to Fri 13 September are nine days apart
    short = two_partners.replace(last="2019-09-13")
    assert list(too_close(short.adding(Spacing(9)))) == []
    assert len(list(too_close(short.adding(Spacing(10))))) == 1


def test_shortest_way_between_any_two_hosts_is_all_that_counting_asks_for(three_partners):
    # one way needs a gap of 3, the others of 4: days 1, 4 and 8 of eight, so counting must not ask for 1 + 4 + 4
    week = three_partners.replace(last="2019-09-09", days=1, default_rules=False, meetings=3)
    problem = week.adding(Hosting(), TravelSpacing())
    assert list(too_close(problem)) == []
    assert len(list(too_close(problem.replace(last="2019-09-07")))) == 1
    assert [meeting.start.day for meeting in solve(problem).unwrap().meetings] == [2, 5, 9]


def test_single_meeting_needs_its_days_only(problem_of):
    assert list(too_close(problem_of("Messina", last="2019-09-03"))) == []


def test_way_between_hosts_counts(two_partners):
    short = two_partners.replace(last="2019-09-06", rules=[TravelSpacing(rest=1)])
    # two days of way and one of rest between two meetings of two days
    (conflict,) = too_close(short)
    assert conflict.requirements == (TravelSpacing(rest=1),)
    assert "need 7 days, gaps included" in conflict.reason
    assert "from Mon 2 to Fri 6 September 2019, 5 days" in conflict.reason


def test_two_hosts_fixed_to_the_same_few_days(two_partners):
    rules = [Fixed("Messina", "2019-10-01..2019-10-03"), Fixed("Oulu", "2019-10-01..2019-10-03")]
    (conflict,) = too_close(two_partners.adding(*rules))
    assert conflict.reason == (
        "The 2 meetings of Messina and Oulu need 4 days, gaps included, but their open days run only from "
        "Tue 1 to Thu 3 October 2019, 3 days."
    )
    assert set(conflict.requirements) == set(rules)


def test_two_hosts_fixed_to_days_that_are_just_enough_are_no_conflict(two_partners):
    rules = [Fixed("Messina", "2019-10-01..2019-10-04"), Fixed("Oulu", "2019-10-01..2019-10-04")]
    assert list(too_close(two_partners.adding(*rules))) == []


def test_two_turns_of_one_host_in_too_few_days(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 2, 2), Fixed("Oulu", "2019-10-01..2019-10-03"))
    (conflict,) = too_close(problem)
    assert conflict.reason.startswith("The 2 meetings of Oulu need 4 days, gaps included, but its open days run only")
    assert conflict.requirements == (Fixed("Oulu", "2019-10-01..2019-10-03"),)


def test_turns_that_need_not_be_taken_do_not_count(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 1, 2), Fixed("Oulu", "2019-10-01..2019-10-03"))
    assert list(too_close(problem)) == []


def test_closing_rules_are_those_that_none_can_be_spared_of(two_partners):
    early, late = Unavailable("2019-09-01..2019-10-15"), Unavailable("2019-10-15..2019-12-31")
    tables = two_partners.adding(early, late, Unavailable("2019-10-20", "Oulu")).tables
    everything = ~tables.allowed[0] | tables.allowed[0]
    assert set(closing_rules(tables, 1, everything)) == {early, late}
