from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Weekdays
from di4c_schedule.schedule import Schedule


@pytest.mark.parametrize("start", ["2019-09-30", "2019-10-03"])
def test_meeting_within_the_working_week_is_kept(two_partners, violations, start):
    # Thu 3 October to Fri 4
    assert not violations(Weekdays(), two_partners, ("Oulu", start))


@pytest.mark.parametrize(
    ("start", "days"),
    [
        ("2019-10-04", ["Sat 5 October 2019"]),
        ("2019-10-05", ["Sat 5 October 2019", "Sun 6 October 2019"]),
        ("2019-10-06", ["Sun 6 October 2019"]),
    ],
)
def test_every_day_at_the_weekend_is_named(two_partners, violations, start, days):
    found = violations(Weekdays(), two_partners, ("Oulu", start))
    assert [violation.message for violation in found] == [f"Oulu meets on {day}" for day in days]


def test_given_weekdays_are_meant_alone(two_partners, violations):
    weekend = Weekdays(["Sat", "Sun"])
    assert not violations(weekend, two_partners, ("Oulu", "2019-10-05"))
    assert len(violations(weekend, two_partners, ("Oulu", "2019-10-04"))) == 1


def test_solver_meets_on_the_weekdays(two_partners):
    problem = two_partners.adding(Weekdays(["Fri", "Sat"]))
    # Fri 6 and Sat 7 September, then a week later
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-06"), ("Oulu", "2019-09-13")])


def test_label_is_a_sentence():
    assert Weekdays().label == "Meetings take place only on Mon, Tue, Wed, Thu and Fri"
    assert Weekdays(["Wed", "Tue"]).label == "Meetings take place only on Tue and Wed"


def test_unknown_weekday_is_told_what_to_write():
    with pytest.raises(ProblemError, match='unknown weekday "Thr", did you mean "Thu"?'):
        Weekdays(["Wed", "Thr"])


def test_no_weekday_at_all_is_told_what_to_write():
    with pytest.raises(ProblemError, match="expected at least one weekday, such as"):
        Weekdays([])


def test_rule_on_one_host_leaves_the_others_alone(two_partners, violations):
    rule = Weekdays(["Sat", "Sun"], "Oulu")
    (violation,) = violations(rule, two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-04"))
    assert violation.message == "Oulu meets on Fri 4 October 2019"
    assert rule.label == "Meetings of Oulu take place only on Sat and Sun"
    # Messina keeps Monday to Friday; Oulu has the weekend of 7 and 8 September
    problem = two_partners.adding(rule)
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-07")])
