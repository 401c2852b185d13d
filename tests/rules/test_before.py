from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Before, Hosting
from di4c_schedule.schedule import Schedule

RULE = Before("Limerick", "Messina")


def test_order_is_kept_whoever_hosts_in_between(three_partners, violations):
    meetings = [("Limerick", "2019-10-01"), ("Oulu", "2019-10-08"), ("Messina", "2019-10-15")]
    assert not violations(RULE, three_partners, *meetings)


def test_wrong_order_breaks_it(three_partners, violations):
    (violation,) = violations(
        RULE, three_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-08"), ("Limerick", "2019-10-15")
    )
    assert violation.message == "Limerick hosts on Tue 15 October 2019, after Messina on Tue 1 October 2019"
    assert violation.meeting.host == "Limerick"


def test_every_meeting_comes_before_every_meeting_of_the_other(two_partners, violations):
    rule = Before("Oulu", "Messina")
    meetings = [("Oulu", "2019-10-01"), ("Messina", "2019-10-08"), ("Oulu", "2019-10-15"), ("Oulu", "2019-10-22")]
    found = violations(rule, two_partners, *meetings)
    assert [violation.meeting.start for violation in found] == [date(2019, 10, 15), date(2019, 10, 22)]


def test_partner_that_does_not_host_is_in_nobodys_way(three_partners, violations):
    assert not violations(RULE, three_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-08"))
    assert not violations(RULE, three_partners, ("Limerick", "2019-10-08"))


def test_solver_keeps_the_order(three_partners):
    problem = three_partners.adding(RULE, Before("Limerick", "Oulu"))
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Limerick", "2019-09-02"), ("Messina", "2019-09-04"), ("Oulu", "2019-09-09")]
    )


def test_solver_keeps_the_order_of_several_turns(two_partners):
    problem = two_partners.adding(Hosting("Messina", 2, 2), Before("Oulu", "Messina"))
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-04"), ("Messina", "2019-09-09")]
    )


def test_partners_that_must_each_precede_the_other_cannot_both_host(three_partners):
    problem = three_partners.replace(meetings=2).adding(
        Hosting(at_least=0), RULE, Before("Messina", "Limerick"), Before("Limerick", "Oulu")
    )
    # Messina with Oulu comes first in the partners' order
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-04")])


def test_label_is_a_sentence():
    assert Before("Limerick", "Oulu").label == "Limerick hosts before Oulu"


def test_partner_cannot_come_before_itself():
    with pytest.raises(ProblemError, match="Oulu cannot host before itself; name two partners"):
        Before("Oulu", " Oulu ")


def test_both_must_be_partners(two_partners):
    with pytest.raises(ProblemError) as caught:
        two_partners.adding(Before("Mesina", "Olu"))
    assert [(mistake.key, mistake.message) for mistake in caught.value.mistakes] == [
        ("rules[1].partner", 'unknown partner "Mesina", did you mean "Messina"?'),
        ("rules[1].other", 'unknown partner "Olu", did you mean "Oulu"?'),
    ]
