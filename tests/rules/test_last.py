from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Hosting, Last
from di4c_schedule.schedule import Schedule


def test_host_of_the_last_meeting_is_the_one_by_date(two_partners, violations):
    assert not violations(Last("Oulu"), two_partners, ("Oulu", "2019-10-08"), ("Messina", "2019-10-01"))


def test_another_last_host_breaks_it(two_partners, violations):
    (violation,) = violations(Last("Oulu"), two_partners, ("Oulu", "2019-10-01"), ("Messina", "2019-10-08"))
    assert violation.message == "Messina hosts the last meeting, not Oulu"
    assert violation.meeting.position == 2


def test_solver_lets_the_partner_close(two_partners):
    problem = two_partners.adding(Last("Messina"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-04")])


def test_last_is_the_last_of_the_meetings_there_are(three_partners):
    problem = three_partners.replace(meetings=2).adding(Hosting(at_least=0), Last("Messina"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-04")])


def test_label_is_a_sentence():
    assert Last("Botoșani").label == "Botoșani hosts the last meeting"


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Mesina", did you mean "Messina"?'):
        two_partners.adding(Last("Mesina"))
