"""The cheapest arrival, against trying every pair of days."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.sequence.kernel import cheapest_arrival, linear_pieces

INFINITY = 1 << 40


def tried_pair_by_pair(values, cost, least, most):
    days = len(values)
    arrival = [INFINITY] * days
    for d in range(days):
        for e in range(d, days):
            if least <= e - d <= most and values[d] < INFINITY:
                arrival[e] = min(arrival[e], values[d] + cost[e - d])
    return arrival


@given(st.data(), st.integers(1, 24))
@pytest.mark.parametrize("dtype", [np.int64, object])
def test_arrival_is_the_cheapest_of_all_pairs_of_days(dtype, data, days):
    values = data.draw(st.lists(st.integers(0, 50) | st.just(INFINITY), min_size=days, max_size=days))
    cost = data.draw(
        st.lists(st.integers(0, 30), min_size=days, max_size=days)
        | st.integers(0, days).map(lambda ideal: [abs(t - ideal) for t in range(days)])
    )
    least, most = data.draw(st.integers(0, days)), data.draw(st.integers(0, 2 * days))
    pieces = linear_pieces(np.array(cost, dtype=dtype))
    arrival = cheapest_arrival(np.array([values], dtype=dtype), pieces, least, most, INFINITY)[0]
    assert [min(int(a), INFINITY) for a in arrival] == tried_pair_by_pair(values, cost, least, most)


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
