from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early
from di4c_schedule.rules import AtLeast
from di4c_schedule.schedule import Schedule

TWO_IN_OCTOBER = AtLeast(2, "2019-10")


def test_meetings_on_the_first_and_last_day_count(two_partners, violations):
    assert not violations(TWO_IN_OCTOBER, two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-31"))


def test_meeting_that_starts_a_day_early_does_not_count(two_partners, violations):
    (violation,) = violations(TWO_IN_OCTOBER, two_partners, ("Messina", "2019-09-30"), ("Oulu", "2019-10-31"))
    assert violation.message == "only 1 of 2 meetings start in October 2019"
    assert violation.meeting.host == "Oulu"


def test_last_of_too_few_meetings_is_named(three_partners, violations):
    meetings = [("Messina", "2019-10-08"), ("Oulu", "2019-10-15"), ("Limerick", "2019-11-05")]
    (violation,) = violations(AtLeast(3, "2019-10"), three_partners, *meetings)
    assert violation.message == "only 2 of 3 meetings start in October 2019"
    assert violation.meeting.host == "Oulu"


def test_no_meeting_at_all_is_said_so(two_partners, violations):
    (violation,) = violations(TWO_IN_OCTOBER, two_partners, ("Messina", "2019-09-03"), ("Oulu", "2019-11-01"))
    assert violation.message == "no meeting starts in October 2019"
    assert violation.meeting is None


def test_each_month_of_the_window_needs_its_meetings(two_partners, violations):
    found = violations(AtLeast(1, "each month"), two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-12-03"))
    assert [violation.message for violation in found] == [
        "no meeting starts in September 2019",
        "no meeting starts in November 2019",
    ]


def test_solver_keeps_the_rule(two_partners):
    problem = two_partners.adding(AtLeast(2, "2019-12"), Early())
    result = solve(problem)
    # Mon 2 December is the day 91 of the window, Wed 4 the day 93
    assert [meeting.start.isoformat() for meeting in result.unwrap().meetings] == ["2019-12-02", "2019-12-04"]
    assert result.goals[0].value == 184


def test_solver_keeps_the_rule_in_each_month(two_partners):
    problem = two_partners.replace(last="2019-10-31").adding(AtLeast(1, "each month"), Early())
    starts = [meeting.start.isoformat() for meeting in solve(problem).unwrap().meetings]
    assert starts == ["2019-09-02", "2019-10-01"]


def test_nothing_is_asked_by_a_count_of_zero(two_partners):
    problem = two_partners.adding(AtLeast(0, "each month"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-04")])


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (TWO_IN_OCTOBER, "At least 2 meetings start in October 2019"),
        (AtLeast(1, "each month"), "At least 1 meeting starts in each month"),
        (AtLeast(1, "2019-10-07..2019-10-08"), "At least 1 meeting starts from 7 to 8 October 2019"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("count", "dates", "message"),
    [
        (1001, "2019-10", "expected a whole number from 0 to 1000, got 1001"),
        (True, "2019-10", "expected a whole number, got True"),
        (1, "each week", "got 'each week', or \"each month\""),
    ],
)
def test_wrong_arguments_are_told_what_to_write(count, dates, message):
    with pytest.raises(ProblemError, match=message):
        AtLeast(count, dates)


def test_dates_wholly_outside_the_window_are_refused(two_partners):
    with pytest.raises(
        ProblemError, match=r"rules\[1\].dates: January 2020 lies outside the window, .* give dates within"
    ):
        two_partners.adding(AtLeast(1, "2020-01"))
