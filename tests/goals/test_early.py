from __future__ import annotations

from di4c_schedule import solve
from di4c_schedule.goals import Early
from di4c_schedule.rules import Fixed, Spacing
from di4c_schedule.schedule import Schedule


def test_days_from_the_first_day_of_the_window_are_added_up(two_partners):
    schedule = Schedule.of(two_partners, [("Messina", "2019-09-02"), ("Oulu", "2019-10-01")])
    assert Early().measure(schedule) == 0 + 29


def test_last_days_do_not_matter(problem_of):
    schedule = Schedule.of(problem_of("Messina", days=5), [("Messina", "2019-09-09")])
    assert Early().measure(schedule) == 7


def test_schedule_without_meetings_costs_nothing(two_partners):
    assert Early().measure(Schedule.of(two_partners, [])) == 0


def test_solver_begins_early(two_partners):
    problem = two_partners.adding(Early(), Spacing(10), Fixed("Messina", "2019-09-09..2019-12-20"))
    # Oulu on Mon 2 to Tue 3 September and ten days later Fri 13, which leaves no second working day: Mon 16 September
    result = solve(problem)
    assert result.unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-16")])
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(14, 14, "days")]


def test_label_is_a_sentence():
    assert Early().label == "Meetings take place as early as possible"
