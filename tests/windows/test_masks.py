"""Sets of rows as bit masks, against Python's own sets."""

from __future__ import annotations

import numpy as np
import pytest

from di4c_schedule.windows.masks import (
    agree,
    as_bytes,
    disjoint,
    holds,
    pack,
    run_starts,
    sort_sets,
    unpack,
    with_row,
    without_row,
)


@pytest.fixture(params=[1, 9, 64, 65, 130])
def members(request):
    return np.random.default_rng(request.param).random((50, request.param)) < 0.5


def test_unpacking_gives_back_what_was_packed(members):
    rows = members.shape[1]
    sets = pack(members)
    assert sets.shape == (-(-rows // 64), 50)
    assert np.array_equal(unpack(sets, rows), members)
    assert as_bytes(sets).shape == (50, 8 * len(sets))


def test_rows_are_held_added_and_taken_out(members):
    row = members.shape[1] - 1
    sets = pack(members)
    assert np.array_equal(holds(sets, row), members[:, row])
    members[:, row] = True
    assert np.array_equal(with_row(sets, row), pack(members))
    members[:, row] = False
    assert np.array_equal(without_row(sets, row), pack(members))


def test_sets_agree_if_they_hold_just_what_is_wanted_of_what_counts(members):
    where, wanted = members[0] | members[1], members[1]
    expected = [bool(((member & where) == wanted).all()) for member in members]
    assert agree(pack(members), pack(where[None])[:, 0], pack(wanted[None])[:, 0]).tolist() == expected


def test_sets_are_disjoint_if_no_row_is_in_both(members):
    others = members[::-1] & (np.arange(members.shape[1]) > 4)
    expected = [not (a & b).any() for a, b in zip(members, others, strict=True)]
    assert disjoint(pack(members), pack(others)).tolist() == expected


def test_sorted_sets_stay_sorted_when_a_row_is_added_to_all(members):
    row = members.shape[1] // 2
    members[:, row] = False
    sets = pack(members)
    sets = sets[:, sort_sets(sets)[0]]
    larger = with_row(sets, row)
    assert np.array_equal(sort_sets(larger)[0], np.arange(50))


def test_equal_sets_stand_side_by_side_in_their_old_order(members):
    sets = pack(np.concatenate([members, members]))
    order, begins = sort_sets(sets)
    runs = np.split(order, begins[1:])
    different = {tuple(member) for member in members.tolist()}
    assert len(runs) == len(different)
    assert all(len({tuple(sets[:, place].tolist()) for place in run}) == 1 for run in runs)
    assert all(run.tolist() == sorted(run.tolist()) for run in runs)


def test_no_columns_have_no_runs():
    assert run_starts(np.zeros((1, 0))).size == 0
