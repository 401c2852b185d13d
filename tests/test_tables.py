from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from di4c_schedule.dates import DateRange
from di4c_schedule.errors import ProblemError
from di4c_schedule.forms import Form
from di4c_schedule.goals import Early
from di4c_schedule.rules import First, Fixed, Hosting, Unavailable
from di4c_schedule.tables import NEVER, Row, Tables

RULE = First("Oulu")


@pytest.fixture
def tables(two_partners) -> Tables:
    """Empty tables of Messina and Oulu: Mon 2 to Fri 13 September 2019, two-day meetings."""
    return two_partners.replace(last="2019-09-13", default_rules=False, rules=[Hosting()]).fill_tables([])


def open_days(tables: Tables, row: int) -> list[int]:
    """Return the days of September on which a meeting of the row may start."""
    return [tables.day(int(column)).day for column in np.flatnonzero(tables.allowed[row])]


def test_meetings_end_within_the_window(tables):
    assert tables.n_days == 12
    assert open_days(tables, 0) == open_days(tables, 1) == list(range(2, 13))


def test_columns_are_days_from_the_first_day_of_the_window(tables):
    assert (tables.index(date(2019, 9, 2)), tables.index(date(2019, 9, 13))) == (0, 11)
    assert tables.index(date(2019, 9, 1)) == -1
    assert tables.day(11) == date(2019, 9, 13)


def test_every_turn_of_a_host_is_a_row(two_partners):
    problem = two_partners.adding(Hosting("Messina", 1, 2), Hosting("Oulu", 0, 1)).replace(meetings=2)
    turns = [("Messina", 1, True), ("Messina", 2, False), ("Oulu", 1, False)]
    assert problem.tables.rows == tuple(Row(*turn, Form(2)) for turn in turns)
    assert problem.tables.rows_of("Messina") == [0, 1]
    assert problem.tables.rows_of(None) == [0, 1, 2]


def test_host_without_bound_has_a_row_for_each_meeting(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 0, None)).replace(meetings=3)
    assert [row.partner for row in problem.tables.rows] == ["Messina", "Oulu", "Oulu", "Oulu"]


def test_turns_of_a_host_come_in_their_order(two_partners):
    before = two_partners.adding(Hosting("Messina", 2, 2)).tables.before
    assert before.tolist() == [[False, True, False], [False, False, False], [False, False, False]]


def test_allowing_dates_leaves_the_meetings_that_lie_within(tables):
    tables.allow_only("Oulu", DateRange.parse("2019-09-04..2019-09-06"), because=RULE)
    assert open_days(tables, 1) == [4, 5]
    assert open_days(tables, 0) == list(range(2, 13))


def test_forbidden_day_closes_the_meetings_that_touch_it(tables):
    tables.forbid_days(None, [date(2019, 9, 6)], because=RULE)
    assert open_days(tables, 0) == open_days(tables, 1) == [2, 3, 4, 7, 8, 9, 10, 11, 12]


def test_reach_closes_a_day_more_on_each_side(tables):
    tables.forbid_days("Oulu", [date(2019, 9, 6)], because=RULE, reach=1)
    assert open_days(tables, 1) == [2, 3, 8, 9, 10, 11, 12]


@pytest.mark.parametrize(
    ("day", "reach", "closed"),
    [
        (date(2019, 9, 1), 0, []),
        (date(2019, 9, 1), 1, [2]),
        (date(2019, 9, 14), 0, []),
        (date(2019, 9, 14), 1, [12]),
        (date(2019, 1, 1), 1, []),
        (date(2020, 1, 1), 1, []),
    ],
)
def test_days_beyond_the_window_count_only_within_reach(tables, day, reach, closed):
    tables.forbid_days("Oulu", [day], because=RULE, reach=reach)
    assert sorted(set(range(2, 13)) - set(open_days(tables, 1))) == closed


def test_forbidden_starts_close_those_days_only(tables):
    tables.forbid_starts("Oulu", [date(2019, 9, 6), date(2019, 9, 1), date(2020, 1, 1)], because=RULE)
    assert open_days(tables, 1) == [2, 3, 4, 5, 7, 8, 9, 10, 11, 12]


def test_what_closed_a_start_is_remembered(tables):
    rule = Fixed("Oulu", "2019-09-04..2019-09-06")
    rule.fill(tables)
    break_for_all = Unavailable("2019-09-10")
    break_for_all.fill(tables)
    assert [closure.because for closure in tables.closed_by(1)] == [rule, break_for_all]
    assert [closure.because for closure in tables.closed_by(0)] == [break_for_all]
    assert np.flatnonzero(tables.closed_by(0)[0].starts).tolist() == [7, 8]


def test_reserved_place_is_closed_to_the_others(tables):
    tables.reserve_position("Oulu", 2, because=RULE)
    assert tables.position.tolist() == [[True, False], [True, True]]


def test_reserved_place_beyond_the_last_closes_every_place(tables):
    tables.reserve_position("Oulu", 3, because=RULE)
    assert not tables.position.any()


def test_precedence_holds_between_all_turns(two_partners):
    tables = two_partners.adding(Hosting("Messina", 2, 2)).fill_tables([])
    tables.precede("Oulu", "Messina", because=RULE)
    assert tables.before[2].tolist() == [True, True, False]


def test_tightest_bounds_on_gaps_win(tables):
    assert tables.gap.tolist() == [[1, 1], [1, 1]]
    assert tables.gap_most.tolist() == [[NEVER, NEVER], [NEVER, NEVER]]
    tables.bound_gaps(5, 20, because=RULE)
    tables.bound_gaps(3, 30, because=RULE)
    tables.bound_gaps(4, None, because=RULE)
    tables.widen_gaps(np.array([[1, 9], [2, 1]]), because=RULE)
    assert tables.gap.tolist() == [[5, 9], [5, 5]]
    assert tables.gap_most.tolist() == [[20, 20], [20, 20]]


def test_forbidden_successions_are_those_of_the_marked_pairs(tables):
    tables.bound_gaps(3, None, because=RULE)
    tables.forbid_successions(np.array([[False, True], [False, True]]), because=RULE)
    assert tables.gap.tolist() == [[3, NEVER], [3, NEVER]]
    assert tables.gap_rules == [RULE, RULE]


def test_charges_carry_the_weight_and_stay_on_their_level(tables):
    tables.charge_days(Early(level=2, weight=3), [date(2019, 9, 3), date(2019, 9, 4)])
    tables.charge_starts(Early(level=2, weight=10), np.arange(12), "Oulu")
    tables.charge_succession(Early(level=1, weight=2), np.array([[0, 7], [8, 0]]))
    tables.charge_distance(Early(level=1), np.full(12, 5))
    # Mon 2 to Tue 3 meets one of the days, Tue 3 to Wed 4 both, Wed 4 to Thu 5 one
    assert tables.levels[2, 0].start[0].tolist() == [3, 6, 3] + 9 * [0]
    assert tables.levels[2, 0].start[1].tolist() == [3, 16, 23, 30, 40, 50, 60, 70, 80, 90, 100, 110]
    assert tables.levels[1, 0].succession.tolist() == [[0, 14], [16, 0]]
    assert tables.levels[1, 0].distance.tolist() == 12 * [5]
    assert not tables.levels[1, 0].start.any()


def test_negative_cost_is_refused(tables):
    with pytest.raises(ProblemError, match="Meetings take place as early as possible: a cost is negative"):
        tables.charge_starts(Early(), np.arange(12) - 1)


def test_open_span_runs_from_the_first_to_the_last_open_start_of_any_host(tables):
    assert tables.open_span() == 10
    tables.allow_only("Oulu", DateRange.parse("2019-09-04..2019-09-06"), because=RULE)
    tables.allow_only("Messina", DateRange.parse("2019-09-05..2019-09-09"), because=RULE)
    assert tables.open_span() == 4
    tables.forbid_days(None, DateRange.parse("2019-09"), because=RULE)
    assert tables.open_span() == 0
