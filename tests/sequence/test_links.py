"""Hosts in blocks, and the slot of every pair."""

import numpy as np
import pytest

from di4c_schedule.sequence.links import Links

LEAST = np.array([[9, 2, 3, 2], [2, 9, 2, 3], [3, 3, 9, 9], [2, 2, 2, 9]])
MOST = np.array([[8, 8, 8, 8], [8, 8, 5, 8], [8, 8, 8, 8], [8, 8, 8, 8]])
"""Of four hosts; the third may not be followed by the last, and nobody by itself."""


def test_all_hosts_in_one_block_share_the_different_gaps():
    blocks = Links(LEAST, MOST, np.zeros((4, 4)), ahead=True).blocks(10)
    (block,) = blocks.blocks
    assert block.hosts == range(4)
    assert block.gaps == ((2, 5), (2, 8), (3, 8))
    assert blocks.slots == 12


def test_a_host_alone_has_only_its_own_gaps():
    blocks = Links(LEAST, MOST, np.zeros((4, 4)), ahead=True).blocks(1)
    assert [block.gaps for block in blocks.blocks] == [
        ((2, 8), (3, 8)),  # of those before the first host
        ((2, 8), (3, 8)),
        ((2, 5), (2, 8), (3, 8)),
        ((2, 8), (3, 8)),
    ]


@pytest.mark.parametrize("height", [1, 2, 3, 4])
@pytest.mark.parametrize("ahead", [False, True])
def test_every_pair_finds_its_host_and_gap_in_its_slot(height, ahead):
    links = Links(LEAST, MOST, np.zeros((4, 4)), ahead=ahead)
    blocks = links.blocks(height)
    found = {}
    for block in blocks.blocks:
        inside = [(host, gap) for gap in block.gaps for host in block.hosts]
        found.update(zip(block.slots, inside, strict=True))
    assert sorted(found) == list(range(blocks.slots))
    for row, neighbour in np.argwhere(LEAST <= MOST):
        gap = LEAST[row, neighbour], MOST[row, neighbour]
        assert found[blocks.slot[row, neighbour]] == (neighbour, gap)
