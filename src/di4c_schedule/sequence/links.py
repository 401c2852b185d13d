"""What lies between a host and the one before or after it: days and costs, and which pairs share their days."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.sequence.room import Room
from di4c_schedule.tables import IntArray

Gap = tuple[int, int]
"""Least and most days from start to start."""


@frozen(eq=False)
class Block:
    """Consecutive hosts, with the different gaps between them and their neighbours.

    For every host and gap there is a slot, which holds the cheapest arrivals of that host's states over that gap. The
    slots of a block follow one another, gap by gap, and for each gap host by host.

    Parameters
    ----------
    hosts
        Rows of the tables.
    gaps
        The gaps.
    slots
        Numbers of the slots.
    """

    hosts: range
    gaps: tuple[Gap, ...]
    slots: range


@frozen(eq=False)
class Blocks:
    """All hosts in blocks.

    Parameters
    ----------
    blocks
        The blocks.
    slot
        For a row and its neighbour the slot that holds the arrivals over their gap, shape (rows, rows); any slot where
        they cannot be neighbours.
    """

    blocks: tuple[Block, ...]
    slot: IntArray

    @property
    def slots(self) -> int:
        """Number of slots."""
        return self.blocks[-1].slots.stop


@frozen(eq=False)
class Links:
    """Days and costs between rows and their neighbours of one kind: those that come next, or those that come before.

    Parameters
    ----------
    least, most
        Bounds on the days from start to start of a row and its neighbour, shape (rows, rows).
    cost
        Cost of the succession, same shape; `infinity` where they cannot be neighbours.
    ahead
        Whether the neighbours come next.
    """

    least: IntArray
    most: IntArray
    cost: CostArray
    ahead: bool
    _blocks: dict[int, Blocks] = field(init=False, factory=dict)

    @classmethod
    def of(cls, room: Room, succession: CostArray, *, ahead: bool) -> Links:
        """Return the links to the neighbours that come next, or to those that come before."""
        if ahead:
            return cls(room.least, room.most, succession, ahead)
        return cls(room.least.T, room.most.T, np.ascontiguousarray(succession.T), ahead)

    def blocks(self, height: int) -> Blocks:
        """Return the neighbours in blocks of so many."""
        height = min(height, len(self.least))
        if height not in self._blocks:
            self._blocks[height] = self._cut(height)
        return self._blocks[height]

    def _cut(self, height: int) -> Blocks:
        n, first = len(self.least), 0
        slot = np.zeros((n, n), dtype=np.int64)
        blocks = []
        for low in range(0, n, height):
            hosts = range(low, min(low + height, n))
            gaps = self._gaps(hosts)
            for place, (least, most) in enumerate(gaps):
                equal = (self.least[:, low : hosts.stop] == least) & (self.most[:, low : hosts.stop] == most)
                numbers = first + place * len(hosts) + np.arange(len(hosts))
                slot[:, low : hosts.stop] = np.where(equal, numbers, slot[:, low : hosts.stop])
            blocks.append(Block(hosts, gaps, range(first, first + len(hosts) * len(gaps))))
            first = blocks[-1].slots.stop
        return Blocks(tuple(blocks), slot)

    def _gaps(self, hosts: range) -> tuple[Gap, ...]:
        columns = slice(hosts.start, hosts.stop)
        least, most = self.least[:, columns], self.most[:, columns]
        follows = least <= most
        return tuple(sorted(set(zip(least[follows].tolist(), most[follows].tolist(), strict=True))))
