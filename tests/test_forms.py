"""Meetings that differ from the usual in length, format or state."""

from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import Problem, ProblemError, Schedule, Turn, check, goals, rules, solve
from di4c_schedule.forms import Form, form_of

USUAL = Form(2)


def test_later_entries_overrule_earlier_ones():
    turns = [Turn(days=1), Turn("Oulu", days=3), Turn("Oulu", turn=2, format="online", state="tentative")]
    assert form_of(turns, "Messina", 1, USUAL) == Form(1)
    assert form_of(turns, "Oulu", 1, USUAL) == Form(3)
    assert form_of(turns, "Oulu", 2, USUAL) == Form(3, "online", "tentative")


@pytest.mark.parametrize("wrong", [{"format": "on-site"}, {"state": "maybe"}, {"days": 0}, {"turn": 0}, {"days": 2.5}])
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ProblemError):
        Turn("Oulu", **wrong)


def test_unknown_partner_and_too_long_a_meeting_are_refused(two_partners):
    with pytest.raises(ProblemError, match="unknown partner") as caught:
        two_partners.replace(turns=[Turn("Olu"), Turn("Oulu", days=200)])
    assert [mistake.where for mistake in caught.value.mistakes] == [("turns", 0, "partner"), ("turns", 1, "days")]


def test_something_else_than_turns_is_refused(two_partners):
    with pytest.raises(ProblemError, match="list of turns"):
        two_partners.replace(turns=[{"partner": "Oulu"}])


def test_meetings_take_the_days_of_their_turn(two_partners: Problem):
    turns, rule = [Turn("Oulu", days=4, state="tentative")], rules.First("Messina")
    longer = two_partners.replace(turns=turns, goals=[goals.Early()], rules=[rule])
    schedule = solve(longer).unwrap()
    # Mon 2 and Tue 3 September in Messina; then Oulu needs four working days: Mon 9 to Thu 12
    assert [(m.host, m.start, m.last, m.state) for m in schedule.meetings] == [
        ("Messina", date(2019, 9, 2), date(2019, 9, 3), "confirmed"),
        ("Oulu", date(2019, 9, 9), date(2019, 9, 12), "tentative"),
    ]
    assert not check(longer, schedule)


def test_the_gap_counts_from_the_last_day_of_the_longer_meeting(two_partners: Problem):
    problem = two_partners.replace(turns=[Turn("Oulu", days=4)]).adding(rules.Spacing(5))
    kept = Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-10")])
    broken = Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-09")])
    assert not check(problem, kept)  # Thu 5 to Tue 10 September: a gap of 5 days
    assert len(check(problem, broken)) == 1
    assert problem.tables.least_distance.tolist() == [[6, 6], [8, 8]]


def test_nobody_travels_to_an_online_meeting(two_partners: Problem):
    online = two_partners.replace(turns=[Turn("Oulu", format="online")]).adding(rules.TravelSpacing(rest=5))
    # from Messina home to Oulu: 3,051 km, two days each way; nobody travels to Oulu, so nobody rests between journeys
    assert online.tables.gap.tolist() == [[10, 3], [3, 1]]
    assert online.adding(goals.ShortestTour()).tables.levels[1, 0].succession.tolist() == [[0, 0], [0, 0]]
    schedule = Schedule.of(online, [("Messina", "2019-09-05"), ("Oulu", "2019-09-09")])
    assert schedule.meetings[1].format == "online"
    assert not check(online, schedule)
    assert goals.ShortestTour().measure(schedule) == 0


def test_an_online_meeting_needs_no_travel_days(problem_of):
    problem = problem_of("Oulu", rules=[rules.HostHolidays(travel_days=True)])
    online = problem.replace(turns=[Turn(format="online")])
    # Friday 6 December 2019 is Independence Day in Finland: Thursday the day before is free for an online meeting only
    day = problem.tables.index(date(2019, 12, 4))
    assert not problem.tables.allowed[0, day]
    assert online.tables.allowed[0, day]
    assert not check(online, Schedule.of(online, [("Oulu", "2019-12-04")]))
    assert check(problem, Schedule.of(problem, [("Oulu", "2019-12-04")]))


def test_another_format_than_planned_is_a_violation(two_partners: Problem):
    online = two_partners.replace(turns=[Turn("Oulu", format="online")])
    plan = Schedule.of(two_partners, [("Messina", "2019-09-03"), ("Oulu", "2019-09-10")])
    assert [violation.message for violation in check(online, plan)] == ["the schedule has the meeting of Oulu on site"]


def test_ends_are_those_of_each_meeting(two_partners: Problem):
    problem = two_partners.replace(turns=[Turn("Oulu", days=3)]).adding(rules.EndBy("Thu"), rules.StartOn(["Wed"]))
    wednesday = problem.tables.index(date(2019, 9, 4))
    assert problem.tables.allowed[:, wednesday].tolist() == [True, False]
