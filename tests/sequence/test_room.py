"""The days between which each place of the rotation may start, worked out by hand."""

import numpy as np
import pytest

from di4c_schedule import Turn, rules
from di4c_schedule.sequence.room import Room


@pytest.fixture
def ten_days(problem_of):
    """Three hosts, one-day meetings from Monday 2 to Wednesday 11 September 2019, every day open."""
    names = "Messina", "Oulu", "Limerick"
    return problem_of(*names, last="2019-09-11", days=1, default_rules=False).adding(rules.Hosting())


def test_each_place_leaves_room_for_those_before_and_after(ten_days):
    assert Room.of(ten_days.tables).spans == ((0, 8), (1, 9), (2, 10))


def test_the_shortest_gap_of_all_pairs_counts(ten_days):
    # three days from one start to the next
    room = Room.of(ten_days.adding(rules.Spacing(3)).tables)
    assert (room.shortest, room.spans) == (3, ((0, 4), (3, 7), (6, 10)))


def test_a_longest_gap_pulls_the_places_together(ten_days):
    # the first on Monday 2, day 0; then at most two days on each time
    room = Room.of(ten_days.adding(rules.Spacing(1, 2), rules.Fixed("Oulu", "2019-09-02")).tables)
    assert (room.longest, room.spans) == (2, ((0, 8), (1, 9), (2, 10)))
    first = ten_days.adding(rules.Spacing(1, 2), rules.First("Oulu"), rules.Fixed("Oulu", "2019-09-02"))
    assert Room.of(first.tables).spans == ((0, 1), (1, 3), (2, 5))


def test_days_that_a_branch_closes_for_a_place_count(ten_days):
    tables = ten_days.tables
    tables.place_days[1, :5] = False  # the second from Saturday on
    assert Room.of(tables).spans == ((0, 8), (5, 9), (6, 10))


def test_closed_days_are_skipped(ten_days):
    closed = ten_days.adding(rules.Unavailable("2019-09-02..2019-09-03"), rules.Unavailable("2019-09-08..2019-09-10"))
    # open: days 2, 3, 4, 5 and 9
    assert Room.of(closed.tables).spans == ((2, 5), (3, 6), (4, 10))


def test_longer_meetings_lie_further_apart(ten_days):
    room = Room.of(ten_days.replace(turns=[Turn("Oulu", days=3)]).tables)
    oulu = ten_days.network.names.index("Oulu")
    assert (np.delete(room.least[oulu], oulu) == 3).all()
    assert room.shortest == 1


@pytest.mark.parametrize(
    "rule", [rules.Spacing(6), rules.Unavailable("2019-09-03..2019-09-30"), rules.Spacing(20)], ids=lambda r: r.label
)
def test_without_room_there_are_no_spans(ten_days, rule):
    assert Room.of(ten_days.adding(rule).tables).spans is None


def test_no_host_follows_itself(ten_days):
    assert not Room.of(ten_days.tables).follows.diagonal().any()
