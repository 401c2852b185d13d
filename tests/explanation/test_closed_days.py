"""Every closed day knows its reasons."""

from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import closed_days, explain
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Attendance, Fixed, HostHolidays, Hosting, MustAttend, Unavailable


def reasons(problem, host, day):
    return [str(blame) for blame in closed_days(problem, host)[date.fromisoformat(day)]]


def test_a_day_with_several_reasons_names_them_all(two_partners):
    problem = two_partners.adding(Unavailable("2019-12-05..2019-12-09", "Oulu", "fair"))
    assert reasons(problem, "Oulu", "2019-12-06") == [
        "Meetings of Oulu take place only on Mon, Tue, Wed, Thu and Fri",
        "Oulu does not host on its public holidays: Fri 6 December 2019 is Independence Day",
        "Oulu does not host from 5 to 9 December 2019 (fair)",
    ]


def test_a_holiday_on_the_second_day_closes_the_first(two_partners):
    assert reasons(two_partners, "Oulu", "2019-12-05") == [
        "Oulu does not host on its public holidays: Fri 6 December 2019 is Independence Day"
    ]


def test_who_cannot_come_is_named(problem_of):
    problem = problem_of("Messina", "Oulu", rules=[MustAttend("Messina"), Attendance(2)])
    # All Saints' Day is a holiday in Italy on Friday 1 November 2019, in Finland on the Saturday after
    assert reasons(problem, "Oulu", "2019-10-31") == [
        "Messina can attend every meeting: Fri 1 November 2019 is All Saints' Day for Messina",
        "At least 2 partners are free on every meeting day: Fri 1 November 2019 is a day off for Messina",
    ]


def test_an_open_day_is_not_in_it_and_days_at_the_end_have_no_rule_to_blame(two_partners):
    closed = closed_days(two_partners, "Oulu")
    assert date(2019, 10, 8) not in closed
    assert [blame.requirement for blame in closed[date(2019, 12, 20)]] == []  # a Friday, the last day of the window


def test_days_of_their_own_are_blamed_like_holidays(problem_of, partner):
    busy = partner("Oulu", add_holidays=["2019-10-09"])
    wish = Fixed("Oulu", "2019-10-08..2019-10-09")
    conflict = explain(problem_of("Messina", busy, rules=[wish]))
    assert set(conflict.requirements) == {wish, HostHolidays("Oulu")}
    assert any("Wed 9 October 2019 is" in fact for fact in conflict.facts)


def test_a_partner_that_does_not_host_has_no_days(three_partners):
    assert closed_days(three_partners.adding(Hosting("Oulu", 0, 0)), "Oulu") == {}


def test_an_unknown_partner_is_refused(two_partners):
    with pytest.raises(ProblemError, match='did you mean "Oulu"'):
        closed_days(two_partners, "Olu")
