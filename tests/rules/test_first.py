from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import First, Hosting
from di4c_schedule.schedule import Schedule


def test_host_of_the_first_meeting_is_the_one_by_date(two_partners, violations):
    assert not violations(First("Oulu"), two_partners, ("Messina", "2019-10-08"), ("Oulu", "2019-10-01"))


def test_another_first_host_breaks_it(two_partners, violations):
    (violation,) = violations(First("Oulu"), two_partners, ("Oulu", "2019-10-08"), ("Messina", "2019-10-01"))
    assert violation.message == "Messina hosts the first meeting, not Oulu"
    assert violation.meeting.position == 1


def test_later_turns_of_the_host_are_free(two_partners, violations):
    meetings = [("Oulu", "2019-10-01"), ("Messina", "2019-10-08"), ("Oulu", "2019-10-15")]
    assert not violations(First("Oulu"), two_partners, *meetings)


def test_solver_lets_the_partner_begin(two_partners):
    problem = two_partners.adding(First("Oulu"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-04")])


def test_partner_that_need_not_host_hosts_if_it_is_to_be_first(three_partners):
    problem = three_partners.replace(meetings=1).adding(Hosting(at_least=0), First("Limerick"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Limerick", "2019-09-02")])


def test_label_is_a_sentence():
    assert First("Messina").label == "Messina hosts the first meeting"


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(
        ProblemError, match=r'rules\[1\].partner: unknown partner "Paris", expected one of: Messina, Oulu'
    ):
        two_partners.adding(First("Paris"))
    with pytest.raises(ProblemError, match="expected a name, got None"):
        First(None)
