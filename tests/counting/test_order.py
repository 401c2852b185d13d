from __future__ import annotations

import pytest

from di4c_schedule.counting.order import circular_order, places_taken
from di4c_schedule.rules import Before, First, Hosting, Last, Position


def test_one_place_for_two_hosts(two_partners):
    (conflict,) = places_taken(two_partners.adding(First("Oulu"), Position("Messina", 1)))
    assert conflict.reason == "Meeting number 1 cannot be hosted by Oulu and Messina at once."
    assert conflict.requirements == (First("Oulu"), Position("Messina", 1))


def test_last_place_of_a_network_of_two_is_the_second(two_partners):
    (conflict,) = places_taken(two_partners.adding(Last("Oulu"), Position("Messina", 2)))
    assert conflict.requirements == (Last("Oulu"), Position("Messina", 2))


def test_one_place_for_three_hosts_is_a_conflict_of_two(three_partners):
    conflict = next(places_taken(three_partners.adding(First("Oulu"), First("Messina"), First("Limerick"))))
    assert conflict.reason == "Meeting number 1 cannot be hosted by Oulu and Messina at once."
    assert conflict.requirements == (First("Oulu"), First("Messina"))


def test_place_that_does_not_exist(two_partners):
    conflict = next(places_taken(two_partners.adding(Position("Oulu", 3))))
    assert conflict.reason == "Oulu hosts meeting number 3, but there are only 2 meetings."
    assert conflict.requirements == (Position("Oulu", 3),)


def test_place_of_a_partner_that_does_not_host(two_partners):
    conflict = next(places_taken(two_partners.adding(Hosting("Oulu", 0, 0), First("Oulu"))))
    assert conflict.reason == "Oulu hosts the first meeting, but Oulu does not host at all."
    assert First("Oulu") in conflict.requirements


def test_host_that_finds_no_place(two_partners):
    (conflict,) = places_taken(two_partners.adding(First("Oulu"), Last("Oulu")))
    assert conflict.reason == "All places of the rotation are reserved for others; Messina finds none."
    assert conflict.requirements == (First("Oulu"), Last("Oulu"))


@pytest.mark.parametrize(
    "rules",
    [
        [First("Oulu"), Last("Messina")],
        [First("Oulu"), First("Oulu"), Position("Oulu", 1)],
        [First("Limerick"), Position("Oulu", 2), Position("Messina", 3)],
        [Hosting("Oulu", 2, 2), First("Oulu"), Last("Oulu")],
    ],
)
def test_places_that_fit_are_no_conflict(three_partners, rules):
    assert list(places_taken(three_partners.adding(*rules))) == []


def test_order_of_two_in_a_circle(two_partners):
    rules = (Before("Messina", "Oulu"), Before("Oulu", "Messina"))
    (conflict,) = circular_order(two_partners.adding(*rules))
    assert conflict.reason == "The order goes in a circle: Messina before Oulu before Messina."
    assert set(conflict.requirements) == set(rules)


def test_order_of_three_in_a_circle_leaves_out_who_does_not_belong(problem_of):
    circle = [Before("Oulu", "Limerick"), Before("Limerick", "Messina"), Before("Messina", "Oulu")]
    problem = problem_of("Messina", "Oulu", "Limerick", "Botoșani", rules=[*circle, Before("Botoșani", "Oulu")])
    (conflict,) = circular_order(problem)
    assert conflict.reason == "The order goes in a circle: Limerick before Messina before Oulu before Limerick."
    assert set(conflict.requirements) == set(circle)


def test_shortest_circle_is_told(problem_of):
    rules = [
        Before("Botoșani", "Limerick"),
        Before("Limerick", "Messina"),
        Before("Messina", "Botoșani"),
        Before("Limerick", "Botoșani"),
    ]
    (conflict,) = circular_order(problem_of("Messina", "Oulu", "Limerick", "Botoșani", rules=rules))
    assert set(conflict.requirements) == {rules[0], rules[3]}


def test_order_in_a_line_is_no_conflict(three_partners):
    rules = [Before("Oulu", "Limerick"), Before("Limerick", "Messina"), Before("Oulu", "Messina")]
    assert list(circular_order(three_partners.adding(*rules))) == []


def test_circle_of_partners_that_need_not_all_host_is_no_conflict(three_partners):
    rules = [Before("Oulu", "Limerick"), Before("Limerick", "Oulu"), Hosting("Oulu", 0, 1)]
    assert list(circular_order(three_partners.adding(*rules))) == []
