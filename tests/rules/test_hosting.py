from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import ShortestTour
from di4c_schedule.result import Status
from di4c_schedule.rules import Hosting
from di4c_schedule.schedule import Schedule

TWICE = [("Oulu", "2019-10-01"), ("Oulu", "2019-10-08")]


def test_once_each_is_the_default(two_partners, violations):
    assert not violations(Hosting(), two_partners, ("Messina", "2019-10-15"), ("Oulu", "2019-10-01"))


def test_hosting_too_often_and_too_seldom_break_it(two_partners, violations):
    seldom, often = violations(Hosting(), two_partners, *TWICE)
    assert seldom.message == "Messina hosts no meeting, fewer than 1"
    assert seldom.meeting is None
    assert often.message == "Oulu hosts twice, more than 1"
    assert (often.meeting.host, often.meeting.position) == ("Oulu", 2)


@pytest.mark.parametrize(("low", "high", "broken"), [(2, 2, 0), (0, 2, 0), (2, None, 0), (0, 1, 1), (3, 4, 1)])
def test_bounds_are_inclusive(two_partners, violations, low, high, broken):
    assert len(violations(Hosting("Oulu", low, high), two_partners, *TWICE)) == broken


def test_bounds_of_one_partner_leave_the_others_free(two_partners, violations):
    assert not violations(Hosting("Messina", 0, 0), two_partners, *TWICE)


def test_solver_lets_one_partner_host_twice(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 2, 2))
    assert problem.meetings == 3
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-04"), ("Oulu", "2019-09-09")]
    )


def test_solver_chooses_the_hosts_if_there_are_fewer_meetings_than_partners(three_partners):
    problem = three_partners.replace(meetings=2, rules=[Hosting(at_least=0)], goals=[ShortestTour()])
    # Oulu to Limerick, 2,348 km, is the shortest way between two of the three
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Limerick", "2019-09-04")])


def test_partner_that_must_host_is_among_the_chosen(three_partners):
    rules = [Hosting("Messina"), Hosting("Oulu", 0, 1), Hosting("Limerick", 0, 1)]
    problem = three_partners.replace(meetings=2, rules=rules, goals=[ShortestTour()])
    # Messina to Limerick is 2,458 km, to Oulu 3,051 km
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Limerick", "2019-09-04")])


def test_partner_without_upper_bound_may_host_every_meeting(two_partners):
    problem = two_partners.replace(meetings=3, rules=[Hosting(at_least=0, at_most=None)], goals=[ShortestTour()])
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Messina"] * 3


def test_partner_that_never_hosts_has_no_meeting(three_partners):
    problem = three_partners.adding(Hosting("Oulu", 0, 0))
    assert problem.meetings == 2
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Messina", "Limerick"]


def test_network_where_nobody_may_host_is_answered_without_a_traceback(two_partners):
    result = solve(two_partners.adding(Hosting(at_least=0, at_most=0)))
    assert result.status in (Status.OPTIMAL, Status.INFEASIBLE)
    assert result.schedule is None or not result.schedule.meetings


@pytest.mark.parametrize(
    ("rules", "given", "meetings"),
    [
        ([], None, 3),
        ([Hosting(at_least=2, at_most=2)], None, 6),
        ([Hosting("Oulu", 2, 3)], None, 4),
        ([Hosting("Oulu", 0, 3)], None, 3),
        ([Hosting(at_least=0, at_most=None)], None, 3),
        ([Hosting(at_least=0)], 2, 2),
        ([Hosting("Oulu", 0, 0)], None, 2),
        ([Hosting(at_least=1, at_most=3), Hosting("Oulu", 2, 2)], None, 4),
    ],
)
def test_number_of_meetings_is_given_or_the_nearest_that_hosting_allows(three_partners, rules, given, meetings):
    assert three_partners.replace(rules=rules, meetings=given).meetings == meetings


def test_bounds_of_several_rules_hold_together(two_partners):
    problem = two_partners.replace(rules=[Hosting(at_least=1, at_most=3), Hosting("Oulu", 2, None)])
    assert problem.hosting == {"Messina": (1, 3), "Oulu": (2, 3)}


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (Hosting(), "Every partner hosts once"),
        (Hosting("Oulu", 2, 2), "Oulu hosts twice"),
        (Hosting("Oulu", 3, 3), "Oulu hosts 3 times"),
        (Hosting("Oulu", 0, 0), "Oulu hosts no meeting"),
        (Hosting("Oulu", 0), "Oulu hosts at most 1 meeting"),
        (Hosting("Oulu", 1, None), "Oulu hosts at least 1 meeting"),
        (Hosting("Oulu", 1, 2), "Oulu hosts 1 to 2 meetings"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


def test_label_without_any_bound_does_not_speak_of_nothing():
    assert "at least 0" not in Hosting(at_least=0, at_most=None).label


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"at_least": 2}, "at_least, 2, is more than at_most, 1"),
        ({"at_least": -1}, "expected a whole number from 0 to 1000, got -1"),
        ({"at_most": 1.0}, "expected a whole number, got 1.0"),
        ({"at_least": None}, "expected a whole number, got None"),
        ({"partner": 7}, "expected a name, got 7"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError) as caught:
        Hosting(**arguments)
    assert str(caught.value) == message


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Olu", did you mean "Oulu"?'):
        two_partners.adding(Hosting("Olu"))
