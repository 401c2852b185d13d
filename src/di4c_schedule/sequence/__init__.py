"""The sequence engine: solves the tables exactly by dynamic programming, for as many hosts as memory allows."""

from __future__ import annotations

from di4c_schedule.sequence.engine import Optimum, optimise
from di4c_schedule.sequence.memory import LARGEST_MEMORY, MOST_ROWS, fits, memory, n_states

__all__ = ["LARGEST_MEMORY", "MOST_ROWS", "Optimum", "fits", "memory", "n_states", "optimise"]
