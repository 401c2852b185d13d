from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import FewestHolidayClashes
from di4c_schedule.rules import Fixed
from di4c_schedule.schedule import Schedule

# Holidays of 2019: Mon 28 October in Ireland; Fri 1 and Sun 3 November in Italy; Sat 2 November and Fri 6 December in
# Finland; Wed 25 and Thu 26 December in all three, Tue 24 in Finland.


@pytest.mark.parametrize(
    ("start", "plain", "with_travel"),
    [
        ("2019-10-14", 0, 0),
        ("2019-10-28", 1, 1),
        ("2019-10-29", 0, 1),
        ("2019-10-30", 0, 1),
        ("2019-10-31", 1, 2),
        ("2019-11-03", 1, 2),
        ("2019-12-05", 1, 1),
        ("2019-12-25", 6, 7),
        ("2019-12-23", 1, 4),
    ],
)
def test_pairs_of_partner_and_day_are_counted(three_partners, start, plain, with_travel):
    schedule = Schedule.of(three_partners, [("Messina", start)])
    assert FewestHolidayClashes().measure(schedule) == plain
    assert FewestHolidayClashes(travel_days=True).measure(schedule) == with_travel


def test_host_counts_as_everybody(three_partners):
    for host in ("Messina", "Oulu", "Limerick"):
        assert FewestHolidayClashes().measure(Schedule.of(three_partners, [(host, "2019-12-05")])) == 1


def test_meetings_are_added_up(three_partners):
    schedule = Schedule.of(three_partners, [("Messina", "2019-10-28"), ("Limerick", "2019-12-25")])
    assert FewestHolidayClashes().measure(schedule) == 1 + 6


def test_own_closed_days_count_once_beside_holidays(partner, problem_of):
    oulu = partner("Oulu", add_holidays=["2019-10-15", "2019-12-06"], remove_holidays=["2019-12-25"])
    problem = problem_of("Messina", oulu)
    for start, clashes in (("2019-10-14", 1), ("2019-12-05", 1), ("2019-12-25", 3)):
        assert FewestHolidayClashes().measure(Schedule.of(problem, [("Messina", start)])) == clashes


def test_solver_finds_days_on_which_all_are_at_work(three_partners):
    problem = three_partners.replace(first="2019-10-28", last="2019-11-08", goals=[FewestHolidayClashes()])
    result = solve(problem)
    # Mon 28 October is closed in Ireland, Fri 1 November in Italy
    assert result.unwrap() == Schedule.of(
        problem, [("Messina", "2019-10-29"), ("Oulu", "2019-11-04"), ("Limerick", "2019-11-06")]
    )
    assert result.goals[0].value == 0


def test_solver_counts_the_clashes_that_cannot_be_avoided(three_partners):
    problem = three_partners.adding(
        FewestHolidayClashes(), Fixed("Oulu", "2019-10-28..2019-10-29"), Fixed("Limerick", "2019-10-31..2019-11-01")
    )
    result = solve(problem)
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(2, 2, "partner-days")]


def test_solver_counts_travel_days_beyond_the_window(problem_of):
    # Fri 6 December is the day before the only meeting
    problem = problem_of("Oulu", first="2019-12-07", last="2019-12-08", default_rules=False, meetings=1)
    result = solve(problem.adding(FewestHolidayClashes(travel_days=True)))
    assert [(goal.value, goal.bound) for goal in result.goals] == [(1, 1)]


def test_label_is_a_sentence():
    assert FewestHolidayClashes().label == "As few partners as possible have a holiday on a meeting day"
    assert FewestHolidayClashes(travel_days=True).label == (
        "As few partners as possible have a holiday on a meeting day or on the day before or after"
    )


def test_option_is_true_or_false():
    with pytest.raises(ProblemError, match="expected true or false, got 1"):
        FewestHolidayClashes(travel_days=1)
