"""Rules that hold from now on only."""

from __future__ import annotations

from datetime import date
from time import monotonic

import pytest

from di4c_schedule import Schedule, Status, check, replan, rules, solve, without_partner
from di4c_schedule.changes.past import FromNowOn, Past

PLAN = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08"), ("Limerick", "2019-11-05")]
"""Three Tuesdays."""

NOW = date(2019, 10, 1)


@pytest.fixture(scope="module")
def held(three_partners):
    return tuple(Schedule.of(three_partners, PLAN[:1]).meetings)


def test_it_says_from_when_on_and_who_gave_it(held):
    rule = FromNowOn(rules.HostHolidays(), NOW, held)
    assert rule.label == "Nobody hosts on the host's public holidays (from Tue 1 October 2019 on)"
    assert rule.given_by == "law"


def test_what_was_held_is_exempt_and_what_is_free_is_not(three_partners, held, violations):
    rule = FromNowOn(rules.StartOn(["Thu"]), NOW, held)
    found = violations(rule, three_partners, *PLAN)
    assert [violation.meeting.host for violation in found] == ["Oulu", "Limerick"]


@pytest.mark.parametrize(
    "rule",
    [
        rules.StartOn(["Thu"]),
        rules.HostHolidays(bridge_days=True),
        rules.Spacing(30),
        rules.TravelSpacing(30),
        rules.NotInARow(["Messina", "Oulu"]),
        rules.Unavailable("2019-09-10..2019-10-08"),
        rules.Weekdays(["Thu", "Fri"]),
    ],
)
def test_its_parts_and_requirements_say_the_same(three_partners, held, rule):
    whole = FromNowOn(rule, NOW, held)
    past = rules.Frozen(NOW, PLAN)
    for things in ([whole], whole.parts(three_partners.network.names), whole.requirements(three_partners)):
        problem = three_partners.adding(past, *things)
        schedule = solve(problem).unwrap()
        assert schedule.meetings[0].start == date(2019, 9, 10)
        assert check(problem, schedule) == []
        assert schedule.meetings == solve(three_partners.adding(past, whole)).unwrap().meetings


def test_it_goes_with_the_partner_of_its_rule(three_partners, held):
    problem = three_partners.adding(
        FromNowOn(rules.Unavailable("2019-11", "Oulu"), NOW, held), FromNowOn(rules.StartOn(["Thu"]), NOW, held)
    )
    assert without_partner(problem, "Oulu").given_rules == (FromNowOn(rules.StartOn(["Thu"]), NOW, held),)
    spaced = three_partners.adding(FromNowOn(rules.TravelSpacing(1, ["Oulu", "Messina"]), NOW, held))
    assert without_partner(spaced, "Oulu").given_rules == (FromNowOn(rules.TravelSpacing(1, ["Messina"]), NOW, held),)


def test_a_meeting_of_a_host_that_hosts_no_more_is_no_row_of_the_tables(two_partners, held):
    problem = two_partners.replace(rules=[rules.Hosting("Messina", 0, 0), FromNowOn(rules.StartOn(["Thu"]), NOW, held)])
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Oulu"]


def test_nothing_is_looked_for_when_time_is_over(three_partners, held):
    rule = rules.Frozen(NOW, PLAN)
    problem = three_partners.adding(rules.StartOn(["Thu"]), rule)
    assert Past(problem, rule, held, deadline=monotonic() - 1).loosened() == (problem, ())


def test_a_rule_that_stands_twice_is_loosened_once(three_partners):
    late = rules.StartOn(["Thu"])
    answer = replan(three_partners.adding(late, late), PLAN, frozen_before=NOW)
    assert answer.status is Status.OPTIMAL
    assert sum(isinstance(rule, FromNowOn) for rule in answer.problem.rules) == 1


def test_an_order_that_the_past_has_turned_round_is_given_up(three_partners):
    turned = rules.SameOrder([("Oulu", "2019-09-03"), ("Messina", "2019-09-17"), ("Limerick", "2019-10-15")])
    answer = replan(three_partners.adding(turned), PLAN, frozen_before=NOW)
    assert [(meeting.host, str(meeting.start)) for meeting in answer.unwrap().meetings] == PLAN
    # Oulu and Messina, whose order is lost; that Limerick comes last still holds
    assert [violation.rule.label for violation in answer.violations] == ["Oulu hosts before Messina, as published"]
    assert sum(isinstance(rule, rules.SameOrder) for rule in answer.problem.rules) == 2


def test_an_event_that_is_over_without_a_meeting_near_it_is_given_up(three_partners):
    fair = rules.Near("the fair", "2019-09-24", 2)
    answer = replan(three_partners.adding(fair), PLAN, frozen_before=NOW)
    assert [(meeting.host, str(meeting.start)) for meeting in answer.unwrap().meetings] == PLAN
    assert [violation.rule for violation in answer.violations] == [fair]
