from __future__ import annotations

from di4c_schedule import solve
from di4c_schedule.goals import Late
from di4c_schedule.schedule import Schedule


def test_days_to_the_last_day_of_the_window_are_added_up(two_partners):
    schedule = Schedule.of(two_partners, [("Messina", "2019-12-19"), ("Oulu", "2019-12-02")])
    assert Late().measure(schedule) == 1 + 18


def test_meeting_of_one_day_on_the_last_day_costs_nothing(problem_of):
    problem = problem_of("Messina", days=1, goals=[Late()])
    assert Late().measure(Schedule.of(problem, [("Messina", "2019-12-20")])) == 0
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-12-20")])


def test_solver_waits_as_long_as_it_can(two_partners):
    problem = two_partners.adding(Late())
    # Tue 17 to Wed 18 and Thu 19 to Fri 20 December: 3 + 1 days before the end
    result = solve(problem)
    assert result.unwrap() == Schedule.of(problem, [("Messina", "2019-12-17"), ("Oulu", "2019-12-19")])
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(4, 4, "days")]


def test_label_is_a_sentence():
    assert Late().label == "Meetings take place as late as possible"
