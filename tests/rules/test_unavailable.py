from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.rules import Unavailable
from di4c_schedule.schedule import Schedule

BREAK = Unavailable("2019-10-14..2019-10-18", reason="autumn break")


@pytest.mark.parametrize("start", ["2019-10-12", "2019-10-19"])
def test_meeting_next_to_the_dates_is_kept(two_partners, violations, start):
    assert not violations(BREAK, two_partners, ("Oulu", start))


@pytest.mark.parametrize(
    ("start", "meets"),
    [
        ("2019-10-13", "13 to 14 October 2019"),
        ("2019-10-16", "16 to 17 October 2019"),
        ("2019-10-18", "18 to 19 October 2019"),
    ],
)
def test_meeting_that_touches_the_dates_breaks_it(two_partners, violations, start, meets):
    (violation,) = violations(BREAK, two_partners, ("Oulu", start))
    assert violation.message == f"Oulu meets {meets}, within 14 to 18 October 2019 (autumn break)"


def test_meeting_longer_than_the_dates_touches_them(problem_of, violations):
    problem = problem_of("Messina", "Oulu", days=5)
    (violation,) = violations(Unavailable("2019-10-16"), problem, ("Oulu", "2019-10-14"))
    assert violation.message == "Oulu meets 14 to 18 October 2019, within 16 October 2019"


def test_dates_of_one_partner_leave_the_others_free(two_partners, violations):
    rule = Unavailable("2019-10", partner="Oulu")
    found = violations(rule, two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-15"))
    assert [violation.meeting.host for violation in found] == ["Oulu"]


def test_solver_keeps_off_the_dates(two_partners):
    problem = two_partners.adding(Unavailable("2019-09-02..2019-09-08"), Unavailable("2019-09", "Oulu"))
    # Mon 30 September would touch September, so Oulu begins on Tue 1 October
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-09"), ("Oulu", "2019-10-01")])


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (BREAK, "No meeting from 14 to 18 October 2019 (autumn break)"),
        (Unavailable("2019-10"), "No meeting in October 2019"),
        (Unavailable("2019-10-14", "Oulu"), "Oulu does not host on 14 October 2019"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"dates": "2019-10-32"}, "2019-10-32 is not a day of the calendar"),
        ({"dates": "2019-10", "partner": ""}, "expected a name, got an empty text"),
        ({"dates": "2019-10", "reason": "a\nb"}, "holds a line break"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        Unavailable(**arguments)


def test_reason_that_is_no_text_is_not_called_a_name():
    with pytest.raises(ProblemError, match="expected a text, got 5"):
        Unavailable("2019-10", reason=5)


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Messena", did you mean "Messina"?'):
        two_partners.adding(Unavailable("2019-10", "Messena"))


def test_dates_outside_the_window_are_warned_of(two_partners):
    message = (
        "unavailable, dates: January 2020 lies outside the window, 2 September to 20 December 2019, and has no effect"
    )
    with pytest.warns(ProblemWarning) as warned:
        two_partners.adding(Unavailable("2020-01"))
    assert [str(warning.message) for warning in warned] == [message]


def test_warning_points_at_the_line_that_made_the_problem(problem_of, two_partners):
    with pytest.warns(ProblemWarning) as warned:
        type(two_partners)(two_partners.network, "2019-09-02", "2019-12-20", rules=[Unavailable("2020-01")])
    assert warned[0].filename == __file__
