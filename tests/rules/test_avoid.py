from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.rules import Avoid, Fixed
from di4c_schedule.schedule import Schedule

FAIR = Avoid("the trade fair", "2019-09-03..2019-09-05")


@pytest.mark.parametrize("start", ["2019-09-01", "2019-09-06"])
def test_meeting_next_to_the_event_is_kept(two_partners, violations, start):
    assert not violations(FAIR, two_partners, ("Oulu", start))


@pytest.mark.parametrize(
    ("start", "dates"), [("2019-09-02", "2 to 3"), ("2019-09-04", "4 to 5"), ("2019-09-05", "5 to 6")]
)
def test_meeting_during_the_event_breaks_it(two_partners, violations, start, dates):
    (violation,) = violations(FAIR, two_partners, ("Oulu", start))
    assert violation.message == f"Oulu meets {dates} September 2019, during the trade fair"
    assert violation.meeting.host == "Oulu"


def test_solver_keeps_off_the_event(two_partners):
    problem = two_partners.adding(FAIR)
    result = solve(problem)
    # Mon 2 to Tue 3 would touch it, Fri 6 to Sat 7 is no pair of working days
    assert result.unwrap() == Schedule.of(problem, [("Messina", "2019-09-09"), ("Oulu", "2019-09-11")])
    assert result.engine == "sequence engine"


def test_conflict_names_the_event(two_partners):
    rules = [FAIR, Fixed("Oulu", "2019-09-04..2019-09-06")]
    result = solve(two_partners.adding(*rules))
    assert set(result.conflict.requirements) == set(rules)
    assert "No meeting during the trade fair (3 to 5 September 2019)" in str(result.conflict)


def test_event_outside_the_window_is_a_warning(two_partners):
    with pytest.warns(ProblemWarning, match="avoid, dates: August 2020 lies outside the window, .* has no effect"):
        two_partners.adding(Avoid("the elections", "2020-08"))


@pytest.mark.parametrize("event", ["", "  ", 7, "two\nlines"])
def test_event_has_a_name(event):
    with pytest.raises(ProblemError, match="name"):
        Avoid(event, "2019-09")


def test_rule_on_one_host_leaves_the_others_alone(two_partners, violations):
    rule = Avoid("the marathon", "2019-09-03..2019-09-05", "Messina")
    assert not violations(rule, two_partners, ("Oulu", "2019-09-03"))
    assert len(violations(rule, two_partners, ("Messina", "2019-09-03"))) == 1
    assert rule.label == "Messina does not host during the marathon (3 to 5 September 2019)"
    problem = two_partners.adding(rule)
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-09")])
