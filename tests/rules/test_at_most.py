from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.goals import Early
from di4c_schedule.rules import AtMost

ONE_IN_OCTOBER = AtMost(1, "2019-10")


@pytest.mark.parametrize(
    "starts",
    [
        ["2019-10-01", "2019-11-01"],
        # Mon 30 September to Tue 1 October starts in September, Thu 31 October to Fri 1 November in October
        ["2019-09-30", "2019-10-31"],
        ["2019-09-03", "2019-11-05"],
    ],
)
def test_meetings_count_where_they_start(two_partners, violations, starts):
    assert not violations(ONE_IN_OCTOBER, two_partners, ("Messina", starts[0]), ("Oulu", starts[1]))


def test_one_start_too_many_breaks_it(two_partners, violations):
    (violation,) = violations(ONE_IN_OCTOBER, two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-31"))
    assert violation.message == "2 meetings start in October 2019"
    assert violation.meeting.host == "Oulu"


def test_each_month_is_counted_alone(three_partners, violations):
    meetings = [("Messina", "2019-09-03"), ("Oulu", "2019-10-08"), ("Limerick", "2019-10-15")]
    assert not violations(AtMost(2, "each month"), three_partners, *meetings)
    (violation,) = violations(AtMost(1, "each month"), three_partners, *meetings)
    assert violation.message == "2 meetings start in October 2019"


def test_none_at_all_may_be_asked_for(two_partners, violations):
    (violation,) = violations(AtMost(0, "2019-10"), two_partners, ("Messina", "2019-10-01"))
    assert violation.message == "1 meeting starts in October 2019"


def test_solver_keeps_the_rule(two_partners):
    problem = two_partners.adding(AtMost(1, "2019-09"), Early())
    result = solve(problem)
    # Mon 2 September, and Tue 1 October, since Mon 30 September would be a second start in September: 0 + 29 days
    assert [meeting.start.isoformat() for meeting in result.unwrap().meetings] == ["2019-09-02", "2019-10-01"]
    assert result.goals[0].value == 29


def test_solver_keeps_the_rule_in_each_month(three_partners):
    problem = three_partners.adding(AtMost(1, "each month"), Early())
    # a meeting from Fri 1 November would last until Saturday
    starts = [meeting.start.isoformat() for meeting in solve(problem).unwrap().meetings]
    assert starts == ["2019-09-02", "2019-10-01", "2019-11-04"]


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (ONE_IN_OCTOBER, "At most 1 meeting starts in October 2019"),
        (AtMost(2, "each month"), "At most 2 meetings start in each month"),
        (AtMost(2, "2019-W41"), "At most 2 meetings start from 7 to 13 October 2019"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("count", "dates", "message"),
    [
        (-1, "2019-10", "expected a whole number from 0 to 1000, got -1"),
        ("one", "2019-10", "expected a whole number, got 'one'"),
        (1, "monthly", 'expected dates such as "2020-02", .* got \'monthly\', or "each month"'),
        (1, None, 'got None, or "each month"'),
    ],
)
def test_wrong_arguments_are_told_what_to_write(count, dates, message):
    with pytest.raises(ProblemError, match=message):
        AtMost(count, dates)


def test_each_month_is_read_in_any_case():
    assert AtMost(1, " Each Month ") == AtMost(1, "each month")


def test_dates_outside_the_window_are_warned_of(two_partners):
    with pytest.warns(ProblemWarning, match="at_most, dates: January 2020 lies outside the window"):
        two_partners.adding(AtMost(1, "2020-01"))
