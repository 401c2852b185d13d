"""What is known of rows below a ceiling."""

from __future__ import annotations

import numpy as np
import pytest

from di4c_schedule.sequence.costs import combine
from di4c_schedule.tables import Row
from di4c_schedule.windows import frame as frames
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.givens import Givens
from di4c_schedule.windows.masks import unpack
from di4c_schedule.windows.narrowing import ImpossibleError
from tests.windows.tables_at_random import charge, tables_of


@pytest.fixture
def three():
    """Three hosts, each on any of ten days; a start costs its day, successions from 1 to 6."""
    tables = tables_of([Row(f"P{i}", 1, mandatory=True) for i in range(3)], 10)
    charge(tables, 0, np.arange(10), 0, np.array([[0, 1, 2], [3, 0, 4], [5, 6, 0]]))
    return tables


def frame_of(tables, ceiling=1_000):
    return Frame.below(Givens.of(tables, combine(tables)), ceiling)


def test_dues_are_the_least_start_and_the_least_succession(three):
    three.allowed[2, :4] = False
    found = frame_of(three)
    # into 0 from 1; into 1 from 0; into 2 from 0, and its first open day is 4
    assert found.dues.tolist() == [3, 1, 2 + 4]
    # whoever comes first pays for no succession: 3 of the first host at most
    assert found.bound == 3 + 1 + 6 - 3


def test_starts_too_dear_for_the_ceiling_are_closed(three):
    # 3, 1 and 2 for the successions, the largest not paid, and no start: 3; so a ceiling of 9 leaves starts up to 5
    found = frame_of(three, 9)
    assert found.bound == 3
    assert found.narrowed.latest.tolist() == [5, 5, 5]


def test_a_ceiling_at_the_bound_is_impossible(three):
    with pytest.raises(ImpossibleError):
        frame_of(three, 3)


def test_a_start_that_no_schedule_below_the_ceiling_has_leaves_a_host_out():
    tables = tables_of([Row("P0", 1, mandatory=True), Row("P1", 1, mandatory=False)], 10, meetings=1)
    charge(tables, 0, np.array([[1], [8]]), 0, 0)
    assert frame_of(tables, 5).narrowed.usable.tolist() == [True, False]


@pytest.mark.parametrize("cells", [1 << 20, 20])
def test_hosts_out_of_reach_are_those_that_no_way_gets_to_in_time(three, monkeypatch, cells):
    monkeypatch.setattr(frames, "_MOST_CELLS", cells)
    three.gap[:] = np.array([[1, 3, 5], [1, 1, 4], [2, 2, 1]])
    three.allowed[2, 6:] = False
    found = frame_of(three)
    columns = np.arange(10)
    out = {row: unpack(found.out_of_reach(row, columns), 3) for row in range(3)}
    latest, closest = found.narrowed.latest, found.narrowed.closest
    for row in range(3):
        late = columns[:, None] + closest[row] > latest
        late[:, row] = False
        if cells == 1 << 20:
            assert np.array_equal(out[row], late)
        else:  # several columns share an entry, which tells what holds for all of them
            assert (out[row] <= late).all()
            assert out[row].any()


def test_kinds_of_steps_are_the_different_bounds(three):
    three.gap[0, 1], three.gap_most[2, 0] = 4, 7
    found = frame_of(three)
    bounds, kinds = found.step_kinds
    assert bounds == [(1, 7), (1, 10), (4, 10)]
    assert kinds.tolist() == [[-1, 2, 1], [1, -1, 1], [0, 1, -1]]


def test_rows_whose_cost_depends_on_their_start_are_timed(three):
    charge(three, 0, np.array([[0], [7], [0]]) + np.array([[0], [0], [1]]) * (np.arange(10) == 3), 0, 0)
    three.allowed[2, 5:] = False
    found = frame_of(three)
    assert list(found.timed_rows) == [2]
    infinity = found.givens.infinity
    assert found.timed_rows[2].tolist() == [0, 0, 0, 0, 0] + [infinity] * 7
    assert found.only_one_start_costs


def test_more_than_one_start_may_cost(three):
    assert not frame_of(three).only_one_start_costs
