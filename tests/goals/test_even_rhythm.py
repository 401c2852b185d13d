from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import EvenRhythm
from di4c_schedule.rules import Fixed, Unavailable
from di4c_schedule.schedule import Schedule


def every(problem, distance):
    """Return a schedule whose meetings start every so many days from Mon 2 September 2019 on."""
    first = problem.first.toordinal()
    names = problem.network.names
    starts = [problem.first.fromordinal(first + place * distance) for place in range(len(names))]
    return Schedule.of(problem, zip(names, starts, strict=True))


def test_distances_from_the_ideal_are_added_up(three_partners):
    meetings = [("Messina", "2019-10-01"), ("Oulu", "2019-10-22"), ("Limerick", "2019-11-11")]
    # 21 and 20 days from start to start
    schedule = Schedule.of(three_partners, meetings)
    assert EvenRhythm(21).measure(schedule) == 0 + 1
    assert EvenRhythm(28).measure(schedule) == 7 + 8
    assert EvenRhythm(1).measure(schedule) == 20 + 19


def test_one_meeting_has_an_even_rhythm(problem_of):
    problem = problem_of("Oulu", goals=[EvenRhythm()])
    assert EvenRhythm().measure(Schedule.of(problem, [("Oulu", "2019-10-01")])) == 0
    assert solve(problem).goals[0].value == 0


# Open starts run from Mon 2 September to the last Monday to Thursday on which two days still fit: 108 days to Thu 19
# December; two steps of 54 days, one of 108. The window that ends on Tue 17 December leaves 105, two steps of 52.5.
@pytest.mark.parametrize(
    ("names", "last", "ideal"),
    [
        (["Messina", "Oulu"], "2019-12-20", 108),
        (["Messina", "Oulu", "Limerick"], "2019-12-20", 54),
        (["Messina", "Oulu", "Limerick"], "2019-12-17", 53),
        (["Messina", "Oulu", "Limerick", "Botoșani"], "2019-12-18", 35),
        (["Messina", "Oulu", "Limerick", "Botoșani"], "2019-12-19", 36),
        (["Messina", "Oulu", "Limerick", "Botoșani", "Saint-Quentin"], "2019-12-18", 27),
    ],
)
def test_default_ideal_shares_the_open_days_out_and_rounds_half_up(problem_of, names, last, ideal):
    problem = problem_of(*names, last=last)
    steps = len(names) - 1
    assert EvenRhythm().measure(every(problem, ideal)) == 0
    assert EvenRhythm().measure(every(problem, ideal - 1)) == steps
    assert EvenRhythm().measure(every(problem, ideal + 1)) == steps


def test_default_ideal_counts_days_that_are_open_to_any_host(three_partners):
    narrow = three_partners.adding(Fixed("Oulu", "2019-10"), Fixed("Messina", "2019-11"))
    assert EvenRhythm().measure(every(narrow, 54)) == 0
    shorter = three_partners.adding(Unavailable("2019-09-02..2019-09-08"))
    # Mon 9 September to Thu 19 December are 101 days, two steps of 50.5
    assert EvenRhythm().measure(every(shorter, 51)) == 0


def test_solver_keeps_the_given_rhythm(three_partners):
    problem = three_partners.adding(EvenRhythm(21))
    result = solve(problem)
    assert result.unwrap() == Schedule.of(
        problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-23"), ("Limerick", "2019-10-14")]
    )
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(0, 0, "days")]


def test_solver_comes_as_near_to_the_default_rhythm_as_weekends_allow(three_partners):
    problem = three_partners.adding(EvenRhythm())
    # 54 days after a Monday comes a Saturday; 52 to Thu 24 October and 54 more to Tue 17 December miss two days
    result = solve(problem)
    assert [meeting.start.isoformat() for meeting in result.unwrap().meetings] == [
        "2019-09-02",
        "2019-10-24",
        "2019-12-17",
    ]
    assert result.goals[0].value == 2


def test_label_is_a_sentence():
    assert EvenRhythm(21).label == "Meetings start every 21 days, as nearly as possible"
    assert EvenRhythm().label == "Meetings start at an even pace, as nearly as possible"


@pytest.mark.parametrize(
    ("ideal", "message"),
    [
        (0, "expected a whole number from 1 to 100000, got 0"),
        (10.5, "expected a whole number, got 10.5"),
        ("3 weeks", "expected a whole number, got '3 weeks'"),
    ],
)
def test_wrong_ideal_is_told_what_to_write(ideal, message):
    with pytest.raises(ProblemError) as caught:
        EvenRhythm(ideal)
    assert str(caught.value) == message
