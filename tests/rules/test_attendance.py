from __future__ import annotations

import pytest

from di4c_schedule import Turn, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Attendance, Fixed
from di4c_schedule.schedule import Schedule

# Holidays of 2019: Mon 28 October in Ireland; Fri 1 and Sun 3 November in Italy; Sat 2 November and Fri 6 December in
# Finland; Wed 25 and Thu 26 December in all three.

ALL = Attendance(3)


@pytest.mark.parametrize("start", ["2019-10-26", "2019-10-29", "2019-11-04", "2019-12-04", "2019-12-09"])
def test_meeting_on_days_on_which_all_are_free_is_kept(three_partners, violations, start):
    assert not violations(ALL, three_partners, ("Oulu", start))


@pytest.mark.parametrize(
    ("start", "days"),
    [
        ("2019-10-27", ["Mon 28 October 2019 only 2 of 3 partners are free, without Limerick"]),
        ("2019-10-28", ["Mon 28 October 2019 only 2 of 3 partners are free, without Limerick"]),
        (
            "2019-11-01",
            [
                "Fri 1 November 2019 only 2 of 3 partners are free, without Messina",
                "Sat 2 November 2019 only 2 of 3 partners are free, without Oulu",
            ],
        ),
        (
            "2019-12-25",
            [
                "Wed 25 December 2019 only 0 of 3 partners are free, without Messina, Oulu and Limerick",
                "Thu 26 December 2019 only 0 of 3 partners are free, without Messina, Oulu and Limerick",
            ],
        ),
    ],
)
def test_each_day_on_which_too_few_are_free_is_named_with_who_is_not(three_partners, violations, start, days):
    problem = three_partners.replace(last="2019-12-31")
    found = violations(ALL, problem, ("Oulu", start))
    assert [violation.message.partition("but on ")[2] for violation in found] == days


def test_message_begins_with_the_meeting(three_partners, violations):
    (violation,) = violations(ALL, three_partners, ("Oulu", "2019-10-28"))
    assert violation.message.startswith("Oulu meets 28 to 29 October 2019, but on Mon 28 October 2019 only 2 of 3")
    assert violation.meeting.host == "Oulu"


@pytest.mark.parametrize(("quorum", "broken"), [(0, 0), (1, 1), (2, 1), (3, 3)])
def test_so_many_as_the_quorum_are_enough(three_partners, violations, quorum, broken):
    problem = three_partners.replace(last="2019-12-31", days=1)
    starts = [("Oulu", "2019-10-28"), ("Oulu", "2019-12-06"), ("Oulu", "2019-12-25")]
    assert len(violations(Attendance(quorum), problem, *starts)) == broken


def test_own_closed_days_count_and_the_host_counts_like_every_other(partner, problem_of, violations):
    problem = problem_of("Messina", partner("Oulu", add_holidays=["2019-10-15"], remove_holidays=["2019-12-06"]))
    assert not violations(Attendance(2), problem, ("Messina", "2019-12-05"))
    for host in ("Messina", "Oulu"):
        assert len(violations(Attendance(2), problem, (host, "2019-10-14"))) == 1


@pytest.mark.parametrize(("start", "broken"), [("2019-10-29", 1), ("2019-10-30", 1), ("2019-10-25", 0)])
def test_travel_days_need_the_quorum_too_if_asked(three_partners, violations, start, broken):
    # Tue 29 October is the day after Mon 28; Thu 31 October the day before Fri 1 November; Sun 27 the day before Mon 28
    rule = Attendance(3, travel_days=True)
    assert len(violations(rule, three_partners, ("Oulu", start))) == broken
    assert not violations(ALL, three_partners, ("Oulu", start))


def test_nobody_travels_to_an_online_meeting(three_partners, violations):
    rule = Attendance(3, travel_days=True)
    online = three_partners.replace(turns=[Turn("Oulu", format="online")])
    assert not violations(rule, online, ("Oulu", "2019-10-29"))
    assert len(violations(rule, online, ("Messina", "2019-10-29"))) == 1


def test_meeting_beyond_the_window_and_the_holiday_data_is_left_to_the_window(three_partners, violations):
    assert not violations(ALL, three_partners, ("Oulu", "2190-01-01"))


def test_solver_finds_days_on_which_all_are_free(three_partners):
    problem = three_partners.replace(first="2019-10-28", last="2019-11-15", rules=[ALL])
    result = solve(problem)
    assert result.unwrap() == Schedule.of(
        problem, [("Messina", "2019-10-29"), ("Oulu", "2019-11-04"), ("Limerick", "2019-11-06")]
    )
    assert result.engine == "sequence engine"


def test_solver_keeps_travel_days_free(three_partners):
    problem = three_partners.replace(first="2019-10-28", last="2019-11-15", rules=[Attendance(3, travel_days=True)])
    # Sun 3 November is the day before Mon 4
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Messina", "2019-11-05"), ("Oulu", "2019-11-07"), ("Limerick", "2019-11-11")]
    )


def test_days_beyond_the_window_count_for_travel_days(problem_of):
    # Fri 6 December is the day before
    problem = problem_of("Oulu", first="2019-12-07", last="2019-12-10", default_rules=False, meetings=1)
    problem = problem.adding(Attendance(1, travel_days=True))
    assert solve(problem).unwrap().meetings[0].start.isoformat() == "2019-12-08"


def test_conflict_names_it_where_no_day_is_left(three_partners):
    fixed = Fixed("Oulu", "2019-10-28..2019-10-29")
    result = solve(three_partners.adding(fixed, ALL))
    assert result.engine == "counting"
    assert result.conflict.reason == "Oulu has no day left on which a meeting of 2 days could start."
    assert set(result.conflict.requirements) == {fixed, ALL}
    assert result.conflict.minimal


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (ALL, "At least 3 partners are free on every meeting day"),
        (Attendance(1), "At least 1 partner is free on every meeting day"),
        (
            Attendance(2, travel_days=True),
            "At least 2 partners are free on every meeting day, the day before and the day after",
        ),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


def test_quorum_is_no_larger_than_the_network(three_partners):
    with pytest.raises(ProblemError, match=r"rules\[1\].quorum: 4 is more than there are partners, 3"):
        three_partners.adding(Attendance(4))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-1,), "expected a whole number from 0 to 1000, got -1"),
        ((2.5,), "expected a whole number, got 2.5"),
        ((2, "yes"), "expected true or false, got 'yes'"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        Attendance(*arguments)
