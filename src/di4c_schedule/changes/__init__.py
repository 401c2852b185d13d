"""Plans that follow on a published one, and what changes between two."""

from __future__ import annotations

from di4c_schedule.changes.change import Change
from di4c_schedule.changes.comparison import Comparison, GoalChange, compare
from di4c_schedule.changes.replanned import Replan
from di4c_schedule.changes.replanning import replan

__all__ = ["Change", "Comparison", "GoalChange", "Replan", "compare", "replan"]
