"""Plans that follow on a published one, and what changes between two."""

from __future__ import annotations

from di4c_schedule.changes.change import Change
from di4c_schedule.changes.comparison import Comparison, GoalChange, compare

__all__ = ["Change", "Comparison", "GoalChange", "compare"]
