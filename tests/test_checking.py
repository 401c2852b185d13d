from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.checking import check
from di4c_schedule.errors import ScheduleError
from di4c_schedule.rules import First, Fixed, Spacing
from di4c_schedule.schedule import Meeting, Schedule


def messages(problem, schedule) -> list[str]:
    return [violation.message for violation in check(problem, schedule)]


def test_schedule_that_keeps_all_rules_has_no_violation(two_partners):
    assert check(two_partners, Schedule.of(two_partners, [("Oulu", "2019-10-01"), ("Messina", "2019-10-08")])) == []


def test_every_rule_tells_what_breaks_it_the_default_ones_first(two_partners):
    problem = two_partners.adding(First("Oulu"), Spacing(14))
    # Fri 6 December is Independence Day in Finland, then comes a Saturday
    schedule = Schedule.of(problem, [("Messina", "2019-12-02"), ("Oulu", "2019-12-06")])
    assert [violation.kind for violation in check(problem, schedule)] == [
        "weekdays",
        "host_holidays",
        "first",
        "spacing",
    ]
    assert messages(problem, schedule) == [
        "Oulu meets on Sat 7 December 2019",
        "Oulu meets 6 to 7 December 2019, but Fri 6 December 2019 is Independence Day there",
        "Messina hosts the first meeting, not Oulu",
        "Oulu starts on Fri 6 December 2019, 3 days after Messina ends",
    ]


def test_rules_of_the_problem_count_not_those_the_schedule_was_made_for(two_partners):
    schedule = Schedule.of(two_partners, [("Oulu", "2019-10-01"), ("Messina", "2019-10-08")])
    assert messages(two_partners.adding(Fixed("Oulu", "2019-11")), schedule) == [
        "Oulu meets 1 to 2 October 2019, outside November 2019"
    ]
    assert check(two_partners, schedule) == []


@pytest.mark.parametrize(
    ("starts", "message"),
    [
        ([("Oulu", "2019-10-01")], "the schedule has 1 meeting"),
        ([("Oulu", "2019-10-01"), ("Messina", "2019-10-08"), ("Oulu", "2019-10-15")], "the schedule has 3 meetings"),
        ([], "the schedule has 0 meetings"),
    ],
)
def test_number_of_meetings_is_checked(two_partners, starts, message):
    violation = check(two_partners, Schedule.of(two_partners, starts))[0]
    assert (violation.message, violation.rule.label) == (message, "There are 2 meetings")
    assert violation.meeting is None


@pytest.mark.parametrize(
    ("first", "last", "broken"),
    [("2019-09-30", "2019-10-30", 0), ("2019-10-01", "2019-10-30", 1), ("2019-09-30", "2019-10-29", 1)],
)
def test_every_day_of_a_meeting_lies_within_the_window(two_partners, first, last, broken):
    problem = two_partners.replace(first=first, last=last)
    found = check(problem, Schedule.of(problem, [("Oulu", "2019-09-30"), ("Messina", "2019-10-29")]))
    assert [violation.message.endswith("outside the window") for violation in found] == [True] * broken


def test_meeting_outside_the_window_is_named_with_its_dates(two_partners):
    schedule = Schedule.of(two_partners, [("Oulu", "2019-12-20"), ("Messina", "2019-10-08")])
    violation = check(two_partners.replace(default_rules=False), schedule)[0]
    assert violation.message == "Oulu meets 20 to 21 December 2019, outside the window"
    assert violation.rule.label == "Every meeting day lies within 2 September to 20 December 2019"


def test_meeting_far_beyond_the_holiday_data_is_just_outside_the_window(two_partners):
    schedule = Schedule.of(two_partners, [("Oulu", "2019-10-01"), ("Messina", "2200-10-07")])
    assert messages(two_partners, schedule)[0] == "Messina meets 7 to 8 October 2200, outside the window"


def test_length_of_every_meeting_is_checked(two_partners):
    short = Meeting("Oulu", "2019-10-01", "2019-10-01")
    long = Meeting("Messina", "2019-10-08", "2019-10-10")
    found = check(two_partners, Schedule(two_partners, [short, long]))
    assert [violation.message for violation in found] == ["Oulu meets for 1 day", "Messina meets for 3 days"]
    assert {violation.rule.label for violation in found} == {
        "The meeting of Oulu takes 2 days",
        "The meeting of Messina takes 2 days",
    }


def test_meetings_may_touch_but_not_overlap(two_partners):
    touching = Schedule.of(two_partners, [("Oulu", "2019-10-01"), ("Messina", "2019-10-03")])
    assert check(two_partners, touching) == []
    overlapping = Schedule.of(two_partners, [("Oulu", "2019-10-01"), ("Messina", "2019-10-02")])
    (violation,) = check(two_partners, overlapping)
    assert violation.message == "Messina starts on Wed 2 October 2019, before Oulu ends"
    assert violation.rule.label == "Meetings do not overlap"


def test_host_that_is_no_partner_of_the_problem_is_refused(two_partners, problem_of):
    schedule = Schedule.of(two_partners, [("Oulu", "2019-10-01"), ("Messina", "2019-10-08")])
    with pytest.raises(ScheduleError, match='unknown partner "Oulu"'):
        check(problem_of("Messina", "Limerick"), schedule)


def test_violation_reads_with_its_rule(two_partners):
    schedule = Schedule.of(two_partners, [("Messina", "2019-10-01"), ("Oulu", "2019-10-08")])
    (violation,) = check(two_partners.adding(First("Oulu")), schedule)
    assert str(violation) == ("Messina hosts the first meeting, not Oulu (rule: Oulu hosts the first meeting)")


def test_what_the_solver_returns_passes(three_partners):
    problem = three_partners.adding(Spacing(20), First("Limerick"))
    assert check(problem, solve(problem).unwrap()) == []
