"""The states and what they cost, worked out by hand."""

import pytest

from di4c_schedule import goals, rules
from di4c_schedule.sequence.kernel import Piece
from di4c_schedule.sequence.lattice import Lattice


@pytest.fixture
def ten_days(problem_of):
    """Messina, Oulu and Limerick; one-day meetings from Monday 2 to Wednesday 11 September 2019, every day open."""
    names = "Messina", "Oulu", "Limerick"
    return problem_of(*names, last="2019-09-11", days=1, default_rules=False).adding(rules.Hosting())


def test_a_layer_has_a_table_of_sets_for_the_days_that_it_may_start(ten_days):
    # days 0 to 7, 1 to 8, 2 to 9; of three hosts there are two pairs with a certain one, and one set of three
    lattice = Lattice.of(ten_days.tables)
    assert [lattice.shape(size) for size in (1, 2, 3)] == [(3, 1, 8), (3, 2, 8), (3, 1, 8)]


def test_starts_are_closed_by_host_place_and_day(ten_days):
    closed = ten_days.adding(rules.Position("Oulu", 2), rules.Unavailable("2019-09-04", "Oulu"))
    tables = closed.adding(goals.Early()).tables
    tables.place_days[1, 8] = False
    lattice = Lattice.of(tables)
    never = lattice.costs.infinity
    # on days 1 to 7, as the second
    assert lattice.starts(2).tolist() == [[never] * 7, [1, never, 3, 4, 5, 6, 7], [never] * 7]


def test_a_host_must_not_come_after_one_that_must_come_after_it(ten_days):
    barred = Lattice.of(ten_days.adding(rules.Before("Oulu", "Messina")).tables).barred(2)
    # sets with each one last: Messina after Oulu or Limerick, Oulu after Messina or Limerick, and so on
    assert barred.tolist() == [[False, False], [True, False], [False, False]]


def test_a_second_turn_needs_the_first(problem_of):
    problem = problem_of("Messina", "Oulu", last="2019-09-20", default_rules=False)
    lattice = Lattice.of(problem.adding(rules.Hosting("Messina"), rules.Hosting("Oulu", 2, 2)).tables)
    assert lattice.barred(1).tolist() == [[False], [False], [True]]
    # {Messina, first} and {Messina, second}; {Messina, first} and both; {Messina, second} and both
    assert lattice.barred(2).tolist() == [[False, False], [False, True], [True, False]]


def test_no_state_is_barred_where_no_order_is_given(ten_days):
    assert Lattice.of(ten_days.tables).barred(2) is None


def test_reach_counts_from_column_to_column(ten_days):
    lattice = Lattice.of(ten_days.adding(rules.Spacing(2, 5), goals.EvenRhythm(3)).tables)
    # spans begin on days 0, 2 and 4; the distance costs 3 - t up to 3 days and t - 3 from then on
    assert [span[0] for span in lattice.spans] == [0, 2, 4]
    assert lattice.reach((2, 5), 2, lattice.ahead) == [Piece(0, 1, 1, -1), Piece(2, 3, -1, 1)]
    assert lattice.reach((2, 5), 2, lattice.behind) == [Piece(-1, 0, 1, 1), Piece(-3, -2, -1, -1)]


def test_no_meeting_and_more_meetings_than_hosts_have_no_lattice(ten_days):
    tables = ten_days.tables
    for meetings in (0, 4):
        tables.meetings = meetings
        assert Lattice.of(tables) is None
