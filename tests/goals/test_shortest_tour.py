from __future__ import annotations

from di4c_schedule import solve
from di4c_schedule.goals import ShortestTour
from di4c_schedule.rules import First
from di4c_schedule.schedule import Schedule

# Messina to Oulu 3,051 km, Messina to Limerick 2,458, Oulu to Limerick 2,348


def test_kilometres_from_host_to_host_are_added_up(three_partners):
    meetings = [("Oulu", "2019-10-01"), ("Limerick", "2019-10-15"), ("Messina", "2019-10-08")]
    assert ShortestTour().measure(Schedule.of(three_partners, meetings)) == 3051 + 2458


def test_staying_costs_nothing(two_partners):
    meetings = [("Oulu", "2019-10-01"), ("Oulu", "2019-10-08"), ("Messina", "2019-10-15")]
    assert ShortestTour().measure(Schedule.of(two_partners, meetings)) == 0 + 3051
    assert ShortestTour().measure(Schedule.of(two_partners, meetings[:1])) == 0


def test_solver_finds_the_shortest_way(three_partners):
    problem = three_partners.adding(ShortestTour())
    result = solve(problem)
    assert result.unwrap() == Schedule.of(
        problem, [("Messina", "2019-09-02"), ("Limerick", "2019-09-04"), ("Oulu", "2019-09-09")]
    )
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(2458 + 2348, 4806, "km")]


def test_solver_finds_the_shortest_way_from_a_given_host(three_partners):
    result = solve(three_partners.adding(ShortestTour(), First("Limerick")))
    # by way of Oulu 2,348 + 3,051 km, by way of Messina 2,458 + 3,051
    assert [meeting.host for meeting in result.unwrap().meetings] == ["Limerick", "Oulu", "Messina"]
    assert result.goals[0].value == 5399


def test_label_is_a_sentence():
    assert ShortestTour().label == "The way from host to host is as short as possible"
