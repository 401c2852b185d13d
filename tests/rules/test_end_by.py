from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import EndBy
from di4c_schedule.schedule import Schedule


@pytest.mark.parametrize("start", ["2019-09-30", "2019-10-02"])
def test_meeting_that_ends_by_the_weekday_is_kept(two_partners, violations, start):
    # Wed 2 October to Thu 3
    assert not violations(EndBy("Thu"), two_partners, ("Oulu", start))


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2019-10-03", "Fri 4 October 2019"),
        ("2019-10-04", "Sat 5 October 2019"),
        ("2019-10-05", "Sun 6 October 2019"),
    ],
)
def test_meeting_that_ends_later_in_the_week_breaks_it(two_partners, violations, start, said):
    (violation,) = violations(EndBy("Thu"), two_partners, ("Oulu", start))
    assert violation.message == f"Oulu ends on {said}"


def test_week_begins_on_monday(two_partners, violations):
    # Sun 6 October to Mon 7
    assert not violations(EndBy("Mon"), two_partners, ("Oulu", "2019-10-06"))


def test_sunday_allows_every_end(two_partners, violations):
    assert not violations(EndBy("Sun"), two_partners, ("Oulu", "2019-10-05"))


def test_friday_is_meant_if_no_weekday_is_given(two_partners, violations):
    assert not violations(EndBy(), two_partners, ("Oulu", "2019-10-03"))
    assert violations(EndBy(), two_partners, ("Oulu", "2019-10-04"))


def test_solver_ends_by_the_weekday(two_partners):
    problem = two_partners.adding(EndBy("Wed"))
    # after Mon 2 to Tue 3 September comes Mon 9: Wed 4 would end on Thu 5
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-09")])


def test_label_is_a_sentence():
    assert EndBy("thursday").label == "Meetings end by Thu"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [("Fry", 'unknown weekday "Fry", did you mean "Fri"?'), (5, 'expected a weekday such as "Tue", got 5')],
)
def test_unknown_weekday_is_told_what_to_write(wrong, message):
    with pytest.raises(ProblemError) as caught:
        EndBy(wrong)
    assert str(caught.value) == message


def test_rule_on_one_host_leaves_the_others_alone(two_partners, violations):
    rule = EndBy("Tue", "Oulu")
    (violation,) = violations(rule, two_partners, ("Messina", "2019-10-02"), ("Oulu", "2019-10-08"))
    assert violation.message == "Oulu ends on Wed 9 October 2019"
    assert rule.label == "Meetings of Oulu end by Tue"
    # the other way round Oulu would have to wait for Mon 9 September
    problem = two_partners.adding(rule)
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-04")])
