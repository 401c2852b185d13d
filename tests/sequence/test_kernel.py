"""The cheapest arrival, against trying every pair of days."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.sequence.kernel import Piece, cheapest_arrivals, linear_pieces

INFINITY = 1 << 20


def tried_pair_by_pair(values, cost, bounds, shift, columns):
    """Return the arrivals at columns, where a value's column is so many days later than the same column of arrival."""
    least, most = bounds
    arrivals = [INFINITY] * columns
    for column in range(columns):
        for place, value in enumerate(values):
            days = place + shift - column
            if 0 <= days < len(cost) and least <= days <= most:
                arrivals[column] = min(arrivals[column], value + cost[days])
    return arrivals


costs = st.one_of(
    st.lists(st.integers(0, 30), min_size=1, max_size=30),
    st.tuples(st.integers(1, 30), st.integers(0, 30)).map(lambda it: [abs(t - it[1]) for t in range(it[0])]),
)
several_bounds = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 50)), min_size=1, max_size=4)


@given(st.data(), costs, several_bounds, st.integers(-20, 20), st.integers(1, 24))
@pytest.mark.parametrize("dtype", [np.int32, np.int64, object])
def test_arrival_is_the_cheapest_of_all_pairs_of_days(dtype, data, cost, bounds, shift, columns):
    rows, states, days = data.draw(st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 24)))
    numbers = st.lists(st.integers(0, 50) | st.just(INFINITY), min_size=days, max_size=days)
    values = data.draw(st.lists(numbers, min_size=rows * states, max_size=rows * states))
    starts = data.draw(st.lists(numbers, min_size=rows, max_size=rows))
    pieces = linear_pieces(cost)
    found = np.zeros((len(bounds), rows, states, columns), dtype=dtype)
    cheapest_arrivals(
        np.array(values, dtype=dtype).reshape(rows, states, days),
        np.array(starts, dtype=dtype),
        [[piece.within(*bound).shifted(shift) for piece in pieces] for bound in bounds],
        found,
        INFINITY,
    )
    for place, bound in enumerate(bounds):
        for row in range(rows):
            for state in range(states):
                dear = [a + b for a, b in zip(values[row * states + state], starts[row], strict=True)]
                assert found[place, row, state].tolist() == tried_pair_by_pair(dear, cost, bound, shift, columns)


def test_looking_back_is_looking_ahead_in_a_mirror():
    # three days after a value of 5 on day 1 and one of 0 on day 4, at a cost of 10 a day but the first two
    pieces = [piece.within(3, 9).mirrored() for piece in linear_pieces([0, 0, 0, 10, 20, 30, 40, 50, 60, 70])]
    values = np.array([[[INFINITY, 5, INFINITY, INFINITY, 0, INFINITY, INFINITY, INFINITY]]])
    found = np.zeros((1, 1, 1, 8), dtype=np.int64)
    cheapest_arrivals(values, np.zeros((1, 8), dtype=np.int64), [pieces], found, INFINITY)
    assert found[0, 0, 0].tolist() == [*[INFINITY] * 4, 15, 25, 35, 10]


def test_a_piece_moves_and_turns_with_its_line():
    piece = Piece(2, 6, 5, 3)  # 11 at 2, 23 at 6
    assert piece.shifted(2) == Piece(0, 4, 11, 3)
    assert piece.mirrored() == Piece(-6, -2, 5, -3)
    assert piece.within(4, 9) == Piece(4, 6, 5, 3)


def test_an_even_rhythm_has_two_pieces():
    pieces = linear_pieces(np.abs(np.arange(10) - 4))
    assert [(p.first, p.last, p.offset, p.slope) for p in pieces] == [(0, 4, 4, -1), (5, 9, -4, 1)]


def test_no_cost_is_one_piece():
    assert [(p.first, p.last, p.slope) for p in linear_pieces(np.zeros(5, dtype=np.int64))] == [(0, 4, 0)]


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=30))
def test_pieces_give_back_the_cost_and_cover_every_day_once(cost):
    pieces = linear_pieces(np.array(cost))
    rebuilt = [p.offset + p.slope * t for p in pieces for t in range(p.first, p.last + 1)]
    assert rebuilt == cost
