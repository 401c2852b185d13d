"""Layers of subsets and the places of sets in them."""

from math import comb

import numpy as np
import pytest

from di4c_schedule.sequence.subsets import subset_layers


@pytest.mark.parametrize("n", [1, 2, 5, 8])
def test_every_layer_holds_all_sets_of_its_size_that_have_the_last_host(n):
    layers = subset_layers(n)
    for last in range(n):
        for size in range(1, n + 1):
            sets = [int(s) for s in layers.sets_with(size, last)]
            assert len(set(sets)) == len(sets) == comb(n - 1, size - 1)
            assert all(s >> last & 1 and s.bit_count() == size and s < 1 << n for s in sets)


@pytest.mark.parametrize("n", [1, 4, 7])
def test_a_rank_is_the_place_in_the_layer(n):
    layers = subset_layers(n)
    for last in range(n):
        for size in range(1, n + 1):
            sets = layers.sets_with(size, last)
            assert np.array_equal(layers.rank_of(sets, last), np.arange(sets.size))
