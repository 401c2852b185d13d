from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Hosting, Position
from di4c_schedule.schedule import Schedule

MEETINGS = [("Limerick", "2019-10-15"), ("Messina", "2019-10-01"), ("Oulu", "2019-10-08")]


@pytest.mark.parametrize(("host", "position"), [("Messina", 1), ("Oulu", 2), ("Limerick", 3)])
def test_places_are_counted_from_one_by_date(three_partners, violations, host, position):
    assert not violations(Position(host, position), three_partners, *MEETINGS)


@pytest.mark.parametrize(("position", "host"), [(1, "Messina"), (3, "Limerick")])
def test_another_host_at_the_place_breaks_it(three_partners, violations, position, host):
    (violation,) = violations(Position("Oulu", position), three_partners, *MEETINGS)
    assert violation.message == f"{host} hosts meeting number {position}, not Oulu"
    assert violation.meeting.position == position


def test_place_that_does_not_exist_breaks_it(three_partners, violations):
    (violation,) = violations(Position("Oulu", 4), three_partners, *MEETINGS)
    assert violation.message == "there is no meeting number 4"
    assert violation.meeting is None


def test_solver_keeps_the_place(three_partners):
    problem = three_partners.adding(Position("Messina", 2))
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Oulu", "2019-09-02"), ("Messina", "2019-09-04"), ("Limerick", "2019-09-09")]
    )


def test_two_places_take_two_turns(two_partners):
    problem = two_partners.adding(Position("Oulu", 1), Position("Oulu", 3), Hosting("Oulu", 2, 2))
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Oulu", "Messina", "Oulu"]


def test_label_is_a_sentence():
    assert Position("Oulu", 3).label == "Oulu hosts meeting number 3"


@pytest.mark.parametrize(
    ("position", "message"),
    [
        (0, "expected a whole number from 1 to 1000, got 0"),
        (1001, "expected a whole number from 1 to 1000, got 1001"),
        ("first", "expected a whole number, got 'first'"),
        (True, "expected a whole number, got True"),
        (2.0, "expected a whole number, got 2.0"),
    ],
)
def test_wrong_place_is_told_what_to_write(position, message):
    with pytest.raises(ProblemError) as caught:
        Position("Oulu", position)
    assert str(caught.value) == message


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Olu", did you mean "Oulu"?'):
        two_partners.adding(Position("Olu", 1))
