from __future__ import annotations

import pytest

from di4c_schedule import read_problem, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early, FewestChanges, measures
from di4c_schedule.rules import Hosting, Spacing, Unavailable
from di4c_schedule.schedule import Schedule

PUBLISHED = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08"), ("Limerick", "2019-11-05")]
GOAL = FewestChanges(PUBLISHED)


def value(goal, problem, *starts):
    return goal.measures(Schedule.of(problem, starts))


def test_schedule_as_published_has_no_change(three_partners):
    assert value(GOAL, three_partners, *PUBLISHED) == (0, 0)


@pytest.mark.parametrize(
    ("limerick", "changes"),
    [("2019-11-06", (1, 1)), ("2019-10-15", (1, 21)), ("2019-12-05", (1, 30)), ("2019-12-17", (1, 30))],
)
def test_moved_meeting_counts_its_days_up_to_the_cap(three_partners, limerick, changes):
    assert value(GOAL, three_partners, *PUBLISHED[:2], ("Limerick", limerick)) == changes


def test_dropped_meeting_counts_the_cap(three_partners):
    assert value(GOAL, three_partners, *PUBLISHED[:2]) == (1, 30)
    assert value(FewestChanges(PUBLISHED, cap=7), three_partners) == (3, 21)


def test_meeting_that_another_host_takes_has_changed(three_partners):
    # Oulu on Limerick's day and Limerick on Oulu's, 28 days away
    swapped = [PUBLISHED[0], ("Limerick", "2019-10-08"), ("Oulu", "2019-11-05")]
    assert value(GOAL, three_partners, *swapped) == (2, 56)


def test_new_meeting_is_no_change(two_partners):
    goal = FewestChanges([("Oulu", "2019-10-08")])
    assert value(goal, two_partners, ("Messina", "2019-09-10"), ("Oulu", "2019-10-08")) == (0, 0)


def test_hosts_that_left_the_network_count_as_changed(two_partners):
    problem = two_partners.adding(GOAL)
    assert value(GOAL, problem, *PUBLISHED[:2]) == (1, 30)


def test_turns_of_a_host_are_compared_in_their_order(two_partners):
    goal = FewestChanges([("Oulu", "2019-09-10"), ("Oulu", "2019-10-08")])
    assert value(goal, two_partners, ("Oulu", "2019-10-08")) == (2, 28 + 30)
    assert value(goal, two_partners, ("Oulu", "2019-10-01"), ("Oulu", "2019-10-08")) == (1, 21)


def test_measure_is_the_first_part(three_partners):
    schedule = Schedule.of(three_partners, [*PUBLISHED[:2], ("Limerick", "2019-11-07")])
    assert GOAL.measure(schedule) == 1
    assert measures(GOAL, schedule) == (1, 2)


def test_solver_keeps_what_it_can(three_partners):
    problem = three_partners.adding(GOAL, Early(level=2))
    result = solve(problem)
    assert result.unwrap() == Schedule.of(problem, PUBLISHED)
    assert result.engine == "sequence engine"
    assert (result.goals[0].value, result.goals[0].bound, result.goals[0].further) == (0, 0, (0,))


def test_solver_moves_one_meeting_by_few_days(three_partners):
    problem = three_partners.adding(GOAL, Unavailable("2019-11-04..2019-11-08", "Limerick"), Early(level=2))
    result = solve(problem)
    # Tue 29 to Wed 30 October would be seven days away, Thu 31 to Fri 1 November five, and Mon 11 six
    assert result.unwrap() == Schedule.of(problem, [*PUBLISHED[:2], ("Limerick", "2019-10-31")])
    assert (result.goals[0].value, result.goals[0].further) == (1, (5,))


def test_solver_rather_moves_one_meeting_far_than_two_a_little(two_partners):
    goal = FewestChanges([("Messina", "2019-10-01"), ("Oulu", "2019-10-08")])
    rules = [
        Spacing(12),
        Unavailable("2019-09-02..2019-09-25", "Messina"),
        Unavailable("2019-10-11..2019-10-31", "Oulu"),
    ]
    problem = two_partners.adding(goal, *rules)
    # Thu 26 September and Wed 9 October would do, 5 + 1 days, but both move; Oulu alone moves from Tue 8 October to
    # Wed 18 September, 12 days before Tue 1 October
    result = solve(problem)
    assert [(g.value, g.further) for g in result.goals] == [(1, (20,))]
    assert result.unwrap() == Schedule.of(problem, [("Oulu", "2019-09-18"), ("Messina", "2019-10-01")])


def test_solver_drops_published_meetings_where_there_are_fewer(three_partners):
    problem = three_partners.replace(meetings=2, rules=[Hosting(None, 0, 1)], goals=[GOAL])
    result = solve(problem)
    assert [(goal.value, goal.bound, goal.further) for goal in result.goals] == [(1, 1, (30,))]
    assert result.unwrap() == Schedule.of(problem, PUBLISHED[:2])


def test_solver_adds_meetings_where_there_are_more(three_partners):
    goal = FewestChanges([("Oulu", "2019-10-08")], weight=2)
    result = solve(three_partners.adding(goal))
    assert [(g.value, g.bound, g.further) for g in result.goals] == [(0, 0, (0,))]
    assert result.unwrap().hosted_by("Oulu")[0].start.isoformat() == "2019-10-08"


def test_published_days_outside_the_window_count_their_distance(two_partners):
    goal = FewestChanges([("Oulu", "2019-08-30"), ("Messina", "2019-12-23")])
    result = solve(two_partners.adding(goal))
    # Mon 2 September is three days after, Thu 19 December four days before
    assert [(g.value, g.further) for g in result.goals] == [(2, (7,))]


def test_a_whole_schedule_can_be_given_and_a_file_holds_it(three_partners, tmp_path):
    goal = FewestChanges(Schedule.of(three_partners, PUBLISHED), cap=10, level=2)
    assert goal == FewestChanges(PUBLISHED, cap=10, level=2)
    problem = three_partners.adding(goal)
    path = tmp_path / "network.toml"
    path.write_text(problem.to_toml(), encoding="utf-8")
    assert read_problem(path) == problem


@pytest.mark.parametrize(
    ("published", "cap", "message"),
    [
        ([], 30, "there is no meeting"),
        (PUBLISHED, 0, "expected a whole number from 1 to 100000, got 0"),
        ([("Oulu", "October")], 30, r"\[1\].first: expected a day such as 2020-02-11, got 'October'"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(published, cap, message):
    with pytest.raises(ProblemError, match=message):
        FewestChanges(published, cap)
