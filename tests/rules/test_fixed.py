from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Fixed
from di4c_schedule.schedule import Schedule

OCTOBER = Fixed("Oulu", "2019-10")


@pytest.mark.parametrize("start", ["2019-10-01", "2019-10-30"])
def test_meeting_on_the_first_and_last_days_of_the_range_is_kept(two_partners, violations, start):
    assert not violations(OCTOBER, two_partners, ("Oulu", start))


@pytest.mark.parametrize(
    ("start", "meets"),
    [
        ("2019-09-30", "30 September to 1 October 2019"),
        ("2019-10-31", "31 October to 1 November 2019"),
        ("2019-12-02", "2 to 3 December 2019"),
    ],
)
def test_one_day_outside_the_range_breaks_it(two_partners, violations, start, meets):
    (violation,) = violations(OCTOBER, two_partners, ("Messina", "2019-09-02"), ("Oulu", start))
    assert violation.message == f"Oulu meets {meets}, outside October 2019"
    assert violation.meeting.host == "Oulu"
    assert violation.kind == "fixed"


def test_other_hosts_are_free(two_partners, violations):
    assert not violations(OCTOBER, two_partners, ("Messina", "2019-11-05"))


def test_every_meeting_of_the_host_is_meant(two_partners, violations):
    found = violations(OCTOBER, two_partners, ("Oulu", "2019-09-03"), ("Oulu", "2019-10-01"), ("Oulu", "2019-11-05"))
    assert [violation.meeting.start for violation in found] == [date(2019, 9, 3), date(2019, 11, 5)]


def test_solver_keeps_to_the_dates(two_partners):
    problem = two_partners.adding(Fixed("Oulu", "2019-10-01..2019-10-02"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-10-01")])


@pytest.mark.parametrize(
    ("dates", "label"),
    [
        ("2020-02", "Botoșani hosts within February 2020"),
        ("2020-W06", "Botoșani hosts within 3 to 9 February 2020"),
        ((date(2020, 2, 11), date(2020, 2, 12)), "Botoșani hosts within 11 to 12 February 2020"),
    ],
)
def test_label_is_a_sentence(dates, label):
    assert Fixed("Botoșani", dates).label == label


def test_dates_that_are_none_are_told_what_to_write():
    with pytest.raises(ProblemError, match='expected dates such as "2020-02", "2020-W06"'):
        Fixed("Oulu", "October")


def test_host_must_be_a_partner(two_partners):
    with pytest.raises(ProblemError, match=r'rules\[1\].partner: unknown partner "Olu", did you mean "Oulu"?'):
        two_partners.adding(Fixed("Olu", "2019-10"))


def test_dates_wholly_outside_the_window_are_refused(two_partners):
    with pytest.raises(ProblemError) as caught:
        two_partners.adding(Fixed("Oulu", "2020-02"))
    assert str(caught.value) == (
        "rules[1].dates: February 2020 lies outside the window, 2 September to 20 December 2019; give dates within it"
    )


def test_dates_that_share_a_day_with_the_window_are_taken(two_partners):
    assert two_partners.adding(Fixed("Oulu", "2019-12-20..2020-01-31")).given_rules[0].partner == "Oulu"
