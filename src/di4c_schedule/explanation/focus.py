"""What requirements leave a few hosts of a large network."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import frozen

from di4c_schedule.crowds import restricted
from di4c_schedule.pieces import Pieces
from di4c_schedule.sequence import a_schedule

_BY_ROW = ("allowed", "position")
_BY_PAIR = ("gap", "before")


@frozen(eq=False)
class Focus:
    """Says whether requirements leave some hosts a schedule, whatever the others do.

    Parameters
    ----------
    pieces
        What each requirement does to the tables.
    rows
        The turns looked at; all of them mandatory.
    """

    pieces: Pieces
    rows: tuple[int, ...]

    def clash(self, members: Iterable[int]) -> bool:
        """Whether some requirements leave the few no schedule."""
        return a_schedule(restricted(self.pieces.together(list(members)), self.rows)) is None

    def about(self) -> list[int]:
        """Return the requirements that say anything of the few."""
        empty = self.pieces.empty
        both = np.ix_(self.rows, self.rows)
        rows = list(self.rows)
        found = []
        for number, piece in enumerate(self.pieces.pieces):
            parts = [
                *((array[rows], getattr(empty, name)[rows]) for name, array in piece.arrays.items() if name in _BY_ROW),
                *(
                    (array[both], getattr(empty, name)[both])
                    for name, array in piece.arrays.items()
                    if name in _BY_PAIR
                ),
            ]
            if piece.rows is not None or any(not np.array_equal(own, before) for own, before in parts):
                found.append(number)
        # who is away, the calendars of others tell
        return sorted({*found, *self.pieces.calendars}) if self.pieces.asking.intersection(found) else found
