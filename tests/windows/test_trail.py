"""The way back from a step."""

from __future__ import annotations

import numpy as np
import pytest

from di4c_schedule.windows.trail import Steps, Trail


@pytest.mark.parametrize("most", [0, 1_000_000])
def test_the_way_back_is_the_same_when_steps_that_lead_nowhere_are_forgotten(most):
    random = np.random.default_rng(3)
    trail, ways = Trail(most), [()]
    for layer in range(12):
        size = int(random.integers(1, 40))
        origin = random.integers(0, len(ways), size)
        last, column = random.integers(0, 9, size), np.full(size, layer)
        trail.add(Steps(last.astype(np.int16), column.astype(np.int32), origin.astype(np.int32)))
        ways = [(*ways[o], (int(r), layer)) for o, r in zip(origin.tolist(), last.tolist(), strict=True)]
    assert [trail.back_from(place) for place in range(len(ways))] == ways


def test_steps_that_lead_nowhere_take_no_room():
    trail = Trail(0)
    for layer in range(5):
        trail.add(Steps(np.zeros(9, np.int16), np.full(9, layer, np.int32), np.zeros(9, np.int32)))
    assert trail.size < 5 * 9
    assert trail.back_from(8) == ((0, 0), (0, 1), (0, 2), (0, 3), (0, 4))
