from __future__ import annotations

import pytest

from di4c_schedule.counting.turns import who_hosts
from di4c_schedule.rules import Hosting


def test_more_meetings_than_the_partners_may_host(two_partners):
    (conflict,) = who_hosts(two_partners.replace(meetings=3))
    assert conflict.reason == "There are 3 meetings, but the partners may host at most 2: Every partner hosts once."
    assert conflict.requirements == ()


def test_fewer_meetings_than_the_partners_are_to_host(two_partners):
    (conflict,) = who_hosts(two_partners.replace(meetings=3, rules=[Hosting(at_least=2, at_most=2)]))
    assert (
        conflict.reason == "There are 3 meetings, but the partners are to host at least 4: Every partner hosts twice."
    )


def test_partner_that_is_to_host_more_often_than_it_may(two_partners):
    rules = [Hosting(at_least=0), Hosting("Oulu", 2, 3), Hosting("Messina", 1, 2)]
    conflict = next(who_hosts(two_partners.replace(rules=rules)))
    assert conflict.reason == (
        "Oulu is to host at least 2 and at most 1 times: Every partner hosts at most 1 meeting; "
        "Oulu hosts 2 to 3 meetings."
    )
    assert conflict.requirements == ()


@pytest.mark.parametrize(
    ("rules", "meetings"),
    [
        ([], 2),
        ([Hosting(at_least=0)], 1),
        ([Hosting("Oulu", 2, 2)], 3),
        ([Hosting(at_least=0, at_most=None)], 9),
        ([Hosting(at_least=1, at_most=2)], 3),
    ],
)
def test_numbers_that_fit_are_no_conflict(two_partners, rules, meetings):
    assert list(who_hosts(two_partners.replace(rules=rules, meetings=meetings))) == []
