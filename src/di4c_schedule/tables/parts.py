"""What tables are made of: rows, what closed an entry, costs of a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from attrs import define, field, frozen

from di4c_schedule.forms import Form

if TYPE_CHECKING:
    from di4c_schedule.labels import Labelled

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

NEVER = 1 << 40
"""A gap of so many days means: may not follow."""

LARGEST_TOTAL = 1 << 61
"""The most that a goal may add up to, weight applied: several goals still fit in 64 bits."""


@frozen
class Row:
    """A turn of a host.

    Parameters
    ----------
    partner
        Name of the host.
    turn
        Which of the partner's meetings, counted from 1.
    mandatory
        Whether the turn must be taken.
    form
        What kind of meeting it is: length, format, state.
    """

    partner: str
    turn: int
    mandatory: bool
    form: Form = field(factory=lambda: Form(1))


@frozen(eq=False)
class Closure:
    """Starts that a rule closed for a host's turn.

    Parameters
    ----------
    because
        The rule.
    row
        The turn.
    starts
        Boolean array over the days of the window: the starts that the rule alone would close.
    """

    because: Labelled
    row: int
    starts: BoolArray


LevelKey = tuple[int, int]
"""A goal level and a part of it: a goal may have several parts, minimised one after the other within its level."""


@define(eq=False)
class LevelCosts:
    """Costs of one part of a goal level, weights applied.

    Parameters
    ----------
    start
        Cost of a start, shape (rows, days).
    distance
        Cost of so many days from start to start of consecutive meetings, shape (days,).
    succession
        Cost of a host after another, shape (rows, rows).
    constant
        Cost of every schedule; may be negative as long as no total is.
    hosts_most
        The most that a set of hosts costs besides.
    """

    start: IntArray
    distance: IntArray
    succession: IntArray
    constant: int = 0
    hosts_most: int = 0

    @classmethod
    def nothing(cls, rows: int, days: int) -> LevelCosts:
        """Return costs of nothing."""
        start, succession = np.zeros((rows, days), dtype=np.int64), np.zeros((rows, rows), dtype=np.int64)
        return cls(start, np.zeros(days, dtype=np.int64), succession)
