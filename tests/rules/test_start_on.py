from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import StartOn
from di4c_schedule.schedule import Schedule

MIDWEEK = StartOn(["Tue", "Wed", "Thu"])


@pytest.mark.parametrize("start", ["2019-10-01", "2019-10-03"])
def test_meeting_that_starts_on_one_of_the_weekdays_is_kept(two_partners, violations, start):
    assert not violations(MIDWEEK, two_partners, ("Oulu", start))


@pytest.mark.parametrize(("start", "said"), [("2019-09-30", "Mon 30 September 2019"), ("2019-10-04", "Fri 4 October")])
def test_meeting_that_starts_on_another_weekday_breaks_it(two_partners, violations, start, said):
    (violation,) = violations(MIDWEEK, two_partners, ("Oulu", start))
    assert violation.message.startswith(f"Oulu starts on {said}")


def test_last_day_may_be_any_weekday(problem_of, violations):
    assert not violations(StartOn(["Thu"]), problem_of("Messina", "Oulu", days=4), ("Oulu", "2019-10-03"))


def test_solver_starts_on_the_weekdays(two_partners):
    problem = two_partners.adding(StartOn("Tue"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-03"), ("Oulu", "2019-09-10")])


def test_label_is_a_sentence():
    assert StartOn(["Thu", "tuesday"]).label == "Meetings start only on Tue and Thu"
    assert StartOn("Wed").label == "Meetings start only on Wed"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["Tu"], 'unknown weekday "Tu", did you mean "Tue"?'),
        ([], "expected at least one weekday, such as"),
        (2, "such as"),
    ],
)
def test_unknown_weekdays_are_told_what_to_write(wrong, message):
    with pytest.raises(ProblemError) as caught:
        StartOn(wrong)
    assert message in str(caught.value)


def test_rule_on_one_host_leaves_the_others_alone(two_partners, violations):
    rule = StartOn(["Thu"], "Oulu")
    (violation,) = violations(rule, two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-04"))
    assert violation.message == "Oulu starts on Fri 4 October 2019"
    assert rule.label == "Meetings of Oulu start only on Thu"
    problem = two_partners.adding(rule)
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-05")])
