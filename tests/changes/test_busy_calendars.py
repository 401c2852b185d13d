"""New plans where people's calendars have changed: the past stays, and what is free keeps off busy days."""

from __future__ import annotations

import pytest

from di4c_schedule import check, replan, rules, without_partner
from di4c_schedule.rules import Attendance, Busy, MustAttend
from tests.busy_calendars import busy_calendar

PLAN = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08"), ("Limerick", "2019-11-05")]
NOW = "2019-10-01"


def busy(partner, *entries):
    return Busy(partner, busy_calendar(*entries, name=f"{partner.lower()}.ics"))


def test_a_meeting_leaves_a_day_that_its_host_has_lost(three_partners):
    problem = three_partners.adding(busy("Oulu", ("2019-10-09", "2019-10-10", "Board meeting")))
    answer = replan(problem, PLAN, frozen_before=NOW)
    assert [meeting.start.isoformat() for meeting in answer.schedule.meetings] == [
        "2019-09-10", "2019-10-07", "2019-11-05",
    ]  # fmt: skip
    assert check(answer.problem, answer.schedule) == []


def test_an_entry_on_a_meeting_that_has_been_held_changes_nothing(three_partners):
    problem = three_partners.adding(busy("Messina", ("2019-09-10", "2019-09-10", "Late entry")))
    answer = replan(problem, PLAN, frozen_before=NOW)
    assert [(meeting.host, meeting.start.isoformat()) for meeting in answer.schedule.meetings] == PLAN
    (violation,) = answer.violations
    assert "busy on Tue 10 September 2019 (Late entry)" in violation.message


@pytest.mark.parametrize("rule", [MustAttend("Oulu"), Attendance(3)])
def test_who_was_away_from_a_meeting_that_has_been_held_is_away_from_the_others_too(three_partners, rule):
    # Oulu was busy when Messina hosted, and is when Limerick would
    away = busy("Oulu", ("2019-09-10", "2019-09-10", "Fair"), ("2019-11-06", "2019-11-06", "Fair"))
    answer = replan(three_partners.adding(away, rule), PLAN, frozen_before=NOW)
    assert answer.schedule is not None
    assert [meeting.start.isoformat() for meeting in answer.schedule.meetings] == [
        "2019-09-10", "2019-10-08", "2019-11-04",
    ]  # fmt: skip
    assert any("Tue 10 September 2019" in violation.message for violation in answer.violations)
    assert [times.partner for times in answer.problem.absences.busy] == ["Oulu"]


def test_both_as_a_host_and_as_who_must_attend(three_partners):
    # the host of a meeting that was held was busy itself, and must attend: both rules hold from now on only
    away = busy("Messina", ("2019-09-10", "2019-09-11", "Strike"), ("2019-10-08", "2019-10-08", "Strike"))
    answer = replan(three_partners.adding(away, MustAttend("Messina")), PLAN, frozen_before=NOW)
    assert [meeting.start.isoformat() for meeting in answer.schedule.meetings] == [
        "2019-09-10", "2019-10-09", "2019-11-05",
    ]  # fmt: skip
    assert not [rule for rule in answer.problem.rules if isinstance(rule, Busy)]
    assert [times.partner for times in answer.problem.absences.busy] == ["Messina"]


def test_a_calendar_of_a_partner_stays_with_it(partner, problem_of):
    calendar = busy_calendar(("2019-09-10", "2019-09-10"), ("2019-10-08", "2019-10-08"))
    problem = problem_of(partner("Messina", busy=[calendar]), "Oulu", rules=[MustAttend("Messina")])
    answer = replan(problem, PLAN[:2], frozen_before=NOW)
    assert [meeting.start.isoformat() for meeting in answer.schedule.meetings] == ["2019-09-10", "2019-10-09"]
    assert answer.problem.dropped == {"Messina is busy as oulu.ics says"}


def test_a_partner_that_has_left_is_not_waited_for(partner, problem_of):
    calendar = busy_calendar(("2019-10-08", "2019-10-08"))
    whole = problem_of("Messina", "Oulu", partner("Limerick", busy=[calendar]), rules=[Attendance(3)])
    answer = replan(without_partner(whole, "Limerick"), PLAN, frozen_before=NOW, former=["Limerick"])
    assert [meeting.start.isoformat() for meeting in answer.schedule.meetings] == ["2019-09-10", "2019-10-08"]
    assert answer.problem.absences.busy == ()


def test_rules_of_ones_own_need_not_know_of_calendars(three_partners):
    problem = three_partners.adding(rules.Spacing(5), busy("Oulu", ("2019-10-09", "2019-10-09")))
    assert replan(problem, PLAN).schedule is not None
