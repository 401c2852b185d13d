from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Late, Prefer
from di4c_schedule.schedule import Schedule

MEETINGS = [("Messina", "2019-09-30"), ("Oulu", "2019-10-01"), ("Oulu", "2019-10-31")]  # Mon, Tue, Thu


@pytest.mark.parametrize(
    ("wish", "missed"),
    [
        (Prefer("2019-10"), 1),
        (Prefer("2019-10", partner="Oulu"), 0),
        (Prefer("2019-10", partner="Messina"), 1),
        (Prefer(weekdays=["Tue", "Thu"]), 1),
        (Prefer(weekdays="Mon"), 2),
        (Prefer("2019-10-01..2019-10-30", ["Tue", "Thu"]), 2),
        (Prefer("2019-10", ["Mon"], "Oulu"), 2),
    ],
)
def test_meetings_that_do_not_start_as_wished_are_counted(two_partners, wish, missed):
    assert wish.measure(Schedule.of(two_partners, MEETINGS)) == missed


def test_solver_grants_what_it_can(two_partners):
    wishes = [Prefer("2019-10", partner="Oulu"), Prefer(weekdays=["Wed"]), Prefer("2019-10-01", partner="Messina")]
    problem = two_partners.replace(goals=wishes)
    result = solve(problem)
    # Tue 1 October is no Wednesday: Messina misses one of its two wishes, and the earlier date is taken
    assert result.unwrap() == Schedule.of(problem, [("Messina", "2019-09-04"), ("Oulu", "2019-10-02")])
    assert [goal.value for goal in result.goals] == [0, 0, 1]


def test_wish_is_no_rule(two_partners):
    problem = two_partners.replace(goals=[Late(level=1), Prefer("2019-09", level=2)])
    result = solve(problem)
    assert result.unwrap() == Schedule.of(problem, [("Messina", "2019-12-17"), ("Oulu", "2019-12-19")])
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(4, 4, "days"), (2, 2, "meetings")]


@pytest.mark.parametrize(
    ("wish", "label"),
    [
        (Prefer("2019-10"), "Meetings preferably start in October 2019"),
        (Prefer("2019-10-01", partner="Oulu"), "Oulu preferably starts on 1 October 2019"),
        (Prefer(weekdays=["Thu", "Tue", "Wed"]), "Meetings preferably start on Tue, Wed or Thu"),
        (Prefer("2019-10", ["Tue"]), "Meetings preferably start on Tue in October 2019"),
    ],
)
def test_label_is_a_sentence(wish, label):
    assert wish.label == label


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, 'say what is wished: dates = "2020-02", or weekdays = ["Tue", "Wed"], or both'),
        ({"partner": "Oulu"}, "say what is wished"),
        ({"weekdays": []}, 'expected at least one weekday, such as ["Tue", "Wed"]'),
        ({"dates": "soon"}, 'expected dates such as "2020-02"'),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError) as caught:
        Prefer(**arguments)
    assert str(caught.value).startswith(message)


def test_partner_and_dates_must_fit_the_problem(two_partners):
    with pytest.raises(ProblemError) as caught:
        two_partners.adding(Prefer("2020-02", partner="Olu"))
    assert {mistake.key: mistake.message for mistake in caught.value.mistakes} == {
        "goals[1].partner": 'unknown partner "Olu", did you mean "Oulu"?',
        "goals[1].dates": (
            "February 2020 lies outside the window, 2 September to 20 December 2019; give dates within it"
        ),
    }
