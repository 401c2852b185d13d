"""Instances of CSPLib problem 046: agents attend meetings and travel between them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from attrs import frozen

FILE = Path(__file__).parent / "data" / "csplib046" / "instances.json"


@frozen
class Instance:
    """An instance.

    Parameters
    ----------
    number
        As in CSPLib.
    meetings
        How many; each takes one slot.
    slots
        How many.
    attend
        For each agent the meetings it attends.
    distance
        Slots that must be free between two meetings of one agent.
    satisfiable
        Whether all agents can attend all their meetings, as published.
    """

    number: int
    meetings: int
    slots: int
    attend: tuple[tuple[int, ...], ...]
    distance: tuple[tuple[int, ...], ...]
    satisfiable: bool

    @property
    def pairs(self) -> tuple[tuple[int, ...], ...]:
        """Each two meetings that some agent attends, ascending."""
        return tuple(sorted({pair for meetings in self.attend for pair in combinations(sorted(meetings), 2)}))

    def apart(self, meetings: Iterable[int], slot_of: Sequence[int]) -> bool:
        """Say whether each two of some meetings are as far apart as they must be.

        Parameters
        ----------
        meetings
            Their numbers.
        slot_of
            The slot of each meeting of the instance.
        """
        return all(
            abs(slot_of[one] - slot_of[other]) > self.distance[one][other] for one, other in combinations(meetings, 2)
        )


def read_instances(file: Path = FILE) -> list[Instance]:
    """Read all instances, by number."""
    return [
        Instance(
            one["id"],
            one["meetings"],
            one["domain"],
            tuple(map(tuple, one["attend"])),
            tuple(map(tuple, one["dist"])),
            one["satisfiable"],
        )
        for one in json.loads(file.read_text(encoding="utf-8"))
    ]
