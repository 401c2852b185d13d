"""The sequence engine: solves the tables exactly by dynamic programming, for as many hosts as memory allows."""

from __future__ import annotations

from di4c_schedule.sequence.costs import CombinedCosts, combine
from di4c_schedule.sequence.earliest import a_schedule
from di4c_schedule.sequence.engine import Optimum, optimise
from di4c_schedule.sequence.memory import LARGEST_MEMORY, MOST_ROWS, fits, memory, n_states
from di4c_schedule.sequence.passes import Finish

__all__ = [
    "LARGEST_MEMORY",
    "MOST_ROWS",
    "CombinedCosts",
    "Finish",
    "Optimum",
    "a_schedule",
    "combine",
    "fits",
    "memory",
    "n_states",
    "optimise",
]
