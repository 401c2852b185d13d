"""What sets of rows leave, against plain sums."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule.sequence.costs import combine
from di4c_schedule.tables import Row
from di4c_schedule.windows import remainder
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.givens import Givens
from di4c_schedule.windows.masks import pack
from di4c_schedule.windows.narrowing import ImpossibleError
from di4c_schedule.windows.remainder import Remainders
from tests.windows.tables_at_random import charge, some_tables, tables_of


def deadline(frame, left, place):
    """Return the last start from which the mandatory rows left can be reached, by the sum of their least steps."""
    narrowed, givens = frame.narrowed, frame.givens
    must = [row for row in left if givens.mandatory[row]]
    if len(must) > givens.meetings - place or any(narrowed.last_place[row] <= place for row in must):
        return -1
    soonest_first = sorted(must, key=lambda row: (narrowed.latest[row], row))
    ends, time = [givens.columns], 0
    for row in soonest_first:
        time += int(narrowed.entry[row])
        ends.append(int(narrowed.latest[row]) - time)
    return min(ends)


@settings(max_examples=60, deadline=None)
@given(some_tables(), st.data())
def test_remainders_are_sums_over_the_rows_left(tables, data):
    try:
        frame = Frame.below(Givens.of(tables, combine(tables)), combine(tables).infinity)
    except ImpossibleError:
        return
    n, must = frame.givens.n, frame.givens.mandatory
    place = data.draw(st.integers(1, frame.givens.meetings))
    sets = [data.draw(st.permutations(range(n)))[:place] for _ in range(5)]
    prices = np.array(data.draw(st.lists(st.integers(-9, 9), min_size=n, max_size=n)))
    timed = [int(row) for row in np.flatnonzero(must)]
    packed = pack(np.array([np.isin(np.arange(n), used) for used in sets]))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(remainder, "_BLOCK", data.draw(st.sampled_from([2, 1_000])))
        rest = Remainders(frame, prices, timed).of(packed, place)
    for index, used in enumerate(sets):
        left = [row for row in range(n) if row not in used]
        assert rest.deadline[index] == deadline(frame, left, place)
        assert rest.dues[index] == sum(frame.dues[row] for row in left if must[row])
        assert rest.prices[index] == sum(prices[row] for row in left)
        for row, times in zip(timed, rest.time, strict=True):
            first = [other for other in left if frame.narrowed.needed[row, other]]
            assert times[index] == frame.narrowed.entry[row] + sum(frame.narrowed.entry[other] for other in first)


@pytest.mark.parametrize("n", [8, 9, 64, 70])
def test_any_number_of_rows_has_room(n):
    tables = tables_of([Row(f"P{i}", 1, mandatory=True) for i in range(n)], 3 * n)
    tables.gap[:] = 2
    charge(tables, 0, 1, 0, 0)
    frame = Frame.below(Givens.of(tables, combine(tables)), 1_000)
    used = np.zeros((2, n), dtype=bool)
    used[0, :-1] = True
    used[1, 0] = True
    rest = Remainders(frame, None).of(pack(used)[:, :1], n - 1)
    # one row left: two days before the last of 3 n columns, one for its start, and no price
    assert (rest.deadline[0], rest.dues[0], rest.prices[0]) == (3 * n - 1 - 2, 1, 0)
    rest = Remainders(frame, None).of(pack(used)[:, 1:], 1)
    assert (rest.deadline[0], rest.dues[0]) == (3 * n - 1 - 2 * (n - 1), n - 1)
