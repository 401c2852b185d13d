"""Layers of subsets, the places of sets in them, and the states next to each other."""

from math import comb

import numpy as np
import pytest

from di4c_schedule.sequence import subsets
from di4c_schedule.sequence.subsets import Ranks, subset_layers

SIZES = [(1, 1), (2, 2), (5, 5), (8, 8), (9, 3), (18, 3), (40, 3), (62, 2)]
"""Hosts, and the most of them in a set: more than 17 hosts are ranked in parts."""


@pytest.mark.parametrize(("n", "most"), SIZES)
def test_every_layer_holds_all_sets_of_its_size_that_have_the_last_host(n, most):
    layers = subset_layers(n, most)
    for size in range(1, most + 1):
        table = layers.sets(size).reshape(n, -1).tolist()
        for last, sets in enumerate(table):
            assert len(set(sets)) == len(sets) == layers.width(size) == comb(n - 1, size - 1)
            assert all(s >> last & 1 and s.bit_count() == size and s < 1 << n for s in sets)


@pytest.mark.parametrize(("n", "most"), SIZES)
def test_a_rank_is_the_place_among_the_sets_of_its_size(n, most):
    layers = subset_layers(n, most)
    for others in layers.others:
        assert np.array_equal(layers.ranks.of(others), np.arange(others.size))


@pytest.mark.parametrize(("n", "most"), SIZES)
def test_neighbours_ahead_have_one_host_more_and_those_behind_one_less(n, most):
    layers = subset_layers(n, most)
    for size in range(1, most):
        numbers = np.arange(n * layers.width(size))
        ahead = layers.neighbours(size, numbers, ahead=True)
        target = ahead.rows * layers.width(size + 1) + ahead.places
        assert np.array_equal(layers.sets(size + 1, target), layers.sets(size) | (1 << ahead.rows))
        assert (np.diff(ahead.rows, axis=0) > 0).all()
        assert ahead.rows.shape == (n - size, numbers.size)
        behind = layers.neighbours(size + 1, target.ravel(), ahead=False)
        origin = behind.rows * layers.width(size) + behind.places
        without_last = layers.sets(size + 1, target.ravel()) ^ (1 << ahead.rows.ravel())
        assert (layers.sets(size, origin) == without_last).all()
        assert (origin == np.tile(numbers, n - size)).any(axis=0).all()


@pytest.mark.parametrize("ahead", [False, True])
def test_neighbours_are_the_same_whether_remembered_or_not(monkeypatch, ahead):
    remembered = subset_layers(6, 6).neighbours_of_some(3, 7, 20, ahead=ahead)
    monkeypatch.setattr(subsets, "ROWS_REMEMBERED", 5)
    anew = subset_layers(6, 6).neighbours_of_some(3, 7, 20, ahead=ahead)
    assert np.array_equal(remembered.rows, anew.rows)
    assert np.array_equal(remembered.places, anew.places)


@pytest.mark.parametrize(("elements", "most"), [(7, 7), (16, 16), (30, 6), (61, 4)])
def test_ranks_take_no_more_memory_than_they_say(elements, most):
    ranks = Ranks.up_to(elements, most)
    assert sum(sums.nbytes for sums in ranks.sums) + ranks.sizes.nbytes <= Ranks.memory(elements, most)
